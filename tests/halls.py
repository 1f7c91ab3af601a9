"""A kiosk in a hall, and signed bundles for it, made by the commands."""

from __future__ import annotations

import json
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers import key_at, yangguang


def made(folder: Path, key: Path, month: int, text: str, name: str = "linfen") -> Path:
    """A bundle of the first day of that month of 2026, made at its noon."""
    day = f"2026-{month:02}-01"
    site = folder / f"site-{day}-{name}-{key.name}"
    (site / "powers").mkdir(parents=True)
    (site / "version.json").write_text(json.dumps({"committed": day, "as_of": day}))
    (site / "powers" / "a.html").write_text(text)
    return bundled(site, folder / f"{site.name}.zip", key, int(noon(month)), name)


def noon(month: int) -> float:
    return datetime(2026, month, 1, 12, tzinfo=UTC).timestamp()


def bundled(site: Path, into: Path, key: Path, serial: int, name: str = "linfen") -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOURCE_DATE_EPOCH", str(serial))
        done = yangguang("kiosk", "bundle", "--site", site, "--into", into, "--name", name, "--key", key)
    assert done.exit_code == 0, done.output
    return into


def signed(folder: Path, key: Path, told: dict[str, object], entries: dict[str, bytes]) -> Path:
    """A bundle with a manifest of our own making, rightly signed."""
    body = json.dumps({"format": 1, "name": "linfen", "date": "2026-03-01", "serial": int(noon(3)), **told}).encode()
    command = ["ssh-keygen", "-Y", "sign", "-n", "yangguang-kiosk", "-f", str(key)]
    signature = subprocess.run(command, input=body, capture_output=True, check=True).stdout
    into = folder / "own.zip"
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in {"kiosk.json": body, "kiosk.json.sig": signature, **entries}.items():
            archive.writestr(name, content)
    return into


class Hall:
    """A kiosk on which the bundle of February is installed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.signers, self.system = (folder / n for n in ("", "kiosk", "signers", "system"))
        self.key = key_at(folder / "key")
        self.signers.write_text(f'kiosk namespaces="yangguang-kiosk" {self.key.with_suffix(".pub").read_text()}')
        self.first = made(folder, self.key, 2, "二月")
        assert self.run("install", self.first, "--signers", self.signers)[0] == 0

    def run(self, verb: str, bundle: Path | str, *more: str | Path) -> tuple[int, str]:
        where = ("--system", self.system) if verb == "install" else ()
        done = yangguang("kiosk", verb, bundle, "--root", self.root, *where, *more)
        return done.exit_code, done.output

    def status(self) -> tuple[int, str]:
        done = yangguang("kiosk", "status", "--root", self.root)
        return done.exit_code, done.output

    def page(self, link: str = "current") -> str:
        return (self.root / link / "site" / "powers" / "a.html").read_text()
