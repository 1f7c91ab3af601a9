"""Sites that are built again and again: what editors change meanwhile, and the tree that the next build begins with."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import build, edit

CARD = "powers/civil-affairs/1107-A-00100-141000.yml"
PENALTY = "powers/market-regulation/1125-B-00100-141000.yml"


def add_item(content: Path) -> None:
    text = (content / PENALTY).read_text(encoding="utf-8").replace("1125-B-00100", "1125-B-00777")
    (content / "powers/market-regulation/1125-B-00777-141000.yml").write_text(
        text.replace("食品经营活动的处罚", "食品经营活动的另一处罚"), encoding="utf-8"
    )


def delete_item(content: Path) -> None:
    (content / "powers/market-regulation/1125-B-00777-141000.yml").unlink(missing_ok=True)


def remark(folder: Path, word: str) -> None:
    edit(folder / "content" / CARD, "备注: ", f"备注: {word}")


def built(folder: Path, site: str = "site", *options: str) -> None:
    result = build(folder / "content", folder / site, *options)
    assert result.exit_code == 0, result.output


def spare(folder: Path) -> Path:
    return folder / ".yangguang/cache/spare"


def tree(folder: Path) -> list[str]:
    """Every file and folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
