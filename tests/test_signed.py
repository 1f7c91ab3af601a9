"""Signatures of snapshots, made and verified by ssh-keygen without any network."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.archives import audit, create, sources
from tests.helpers import key_at, yangguang
from tests.power import Disk


def signers_of(place: Path, key: Path) -> Path:
    place.write_text(f'archive namespaces="yangguang-archive" {key.with_suffix(".pub").read_text()}', encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def signed(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder: an archive whose newest snapshot is signed, the file of signers, and that of a stranger."""
    folder = tmp_path_factory.mktemp("signed")
    shutil.copytree(kept, folder / "archive")
    signers_of(folder / "signers", key_at(folder / "key"))
    signers_of(folder / "strangers", key_at(folder / "other"))
    done = yangguang("snapshot", "sign", "latest", "--archive", folder / "archive", "--key", folder / "key")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def folder(signed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed, tmp_path / "copy"))


def verify(folder: Path, *more: str | Path) -> tuple[int, str]:
    done = yangguang("snapshot", "verify", "latest", "--archive", folder / "archive", *more)
    return done.exit_code, done.output


def test_a_signature_of_a_known_signer_counts(signed: Path) -> None:
    assert verify(signed, "--signers", signed / "signers")[0] == 0
    assert verify(signed)[0] == 0


@pytest.mark.parametrize(
    ("valid", "code"),
    [
        ('valid-after="20260101Z",valid-before="20261001Z"', 0),  # the snapshot is of 21 September 2026
        ('valid-after="20261001Z"', 0),  # signed since, with the next key
        ('valid-before="20260101Z"', 1),
    ],
)
def test_a_key_of_some_years_signs_the_snapshots_of_those_years(
    signed: Path, tmp_path: Path, valid: str, code: int
) -> None:
    (tmp_path / "signers").write_text(f"archive {valid} {(signed / 'key.pub').read_text()}", encoding="utf-8")
    assert verify(signed, "--signers", tmp_path / "signers")[0] == code


def test_openssh_alone_verifies_it(signed: Path) -> None:
    line = (signed / "archive" / "ledger.jsonl").read_bytes().splitlines()[-1]
    (signature,) = (signed / "archive" / "signatures").iterdir()
    command = ["ssh-keygen", "-Y", "verify", "-n", "yangguang-archive", "-I", "archive"]
    command += ["-f", str(signed / "signers"), "-s", str(signature)]
    assert subprocess.run(command, input=line, capture_output=True, check=False).returncode == 0


def test_a_strangers_signature_does_not_count(signed: Path) -> None:
    code, told = verify(signed, "--signers", signed / "strangers")
    assert code == 1
    assert "签名" in told


def test_the_archives_own_list_of_signers_counts_too(folder: Path) -> None:
    shutil.copy(folder / "strangers", folder / "archive" / "allowed_signers")
    assert verify(folder)[0] == 1
    shutil.copy(folder / "signers", folder / "archive" / "allowed_signers")
    assert verify(folder)[0] == 0


def test_who_asks_for_signatures_finds_what_is_unsigned(signed: Path) -> None:
    done = yangguang("snapshot", "audit", "--archive", signed / "archive", "--signers", signed / "signers")
    assert done.exit_code == 1
    assert done.output.count("没有签名") == 2
    assert audit(signed / "archive").exit_code == 0


def test_an_altered_signature_is_found(folder: Path) -> None:
    (signature,) = (folder / "archive" / "signatures").iterdir()
    lines = signature.read_text(encoding="ascii").splitlines()
    lines[2] = lines[2][::-1]
    signature.write_text("\n".join(lines) + "\n", encoding="ascii")
    assert verify(folder)[0] == 1


def test_the_signature_of_another_snapshot_is_found(folder: Path) -> None:
    (signature,) = (folder / "archive" / "signatures").iterdir()
    signature.rename(signature.with_name("20260921141321.sig"))
    assert audit(folder / "archive").exit_code == 1


def test_a_bag_carries_its_signature(signed: Path, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "signers", folder / "archive" / "allowed_signers")
    assert yangguang("snapshot", "export", "--archive", folder / "archive", "--into", tmp_path / "bags").exit_code == 0
    (bag,) = (tmp_path / "bags").iterdir()
    assert yangguang("snapshot", "verify", bag).exit_code == 0
    assert yangguang("snapshot", "verify", bag, "--signers", signed / "signers").exit_code == 0
    assert yangguang("snapshot", "verify", bag, "--signers", signed / "strangers").exit_code == 1


def test_a_second_signature_and_a_file_that_is_no_key_are_refused(folder: Path) -> None:
    done = yangguang("snapshot", "sign", "latest", "--archive", folder / "archive", "--key", folder / "key")
    assert "已有签名" in done.output
    done = yangguang("snapshot", "sign", "20260921141320", "--archive", folder / "archive", "--key", folder / "signers")
    assert "不能用来签名" in done.output


def test_an_end_of_the_ledger_that_was_cut_off_is_told_where_it_was_signed(folder: Path) -> None:
    ledger = folder / "archive" / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    done = audit(folder / "archive")
    assert (done.exit_code, "台账的末尾被截去" in done.output) == (1, True)


@pytest.mark.full
def test_a_power_cut_after_signing_leaves_the_archive_and_the_signature(tmp_path: Path) -> None:
    key = key_at(tmp_path / "key")
    with Disk(tmp_path).mounted() as disk:
        archive = disk.folder / "archive"
        assert create(sources(tmp_path / "sources"), archive, 0).exit_code == 0
        done = yangguang("snapshot", "sign", "latest", "--archive", archive, "--key", key)
        assert done.exit_code == 0, done.output
        time.sleep(3)  # by then the name is on the disk, and what is in the file only where somebody has asked for it
        with disk.cut() as found:
            done = audit(found / "archive")
            assert done.exit_code == 0, done.output
            (signature,) = (found / "archive" / "signatures").iterdir()
            assert signature.read_bytes() == (archive / "signatures" / signature.name).read_bytes()
