"""Makes the signed bundle of a built site: the site, what runs the machine, and the updater, in one file."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from pathlib import Path

from yangguang.build.signature import BadKey, sign
from yangguang.kiosk.manifest import MANIFEST, NAMESPACE, SIGNATURE, START, parse, written
from yangguang.model.finding import Refused
from yangguang.resources import PACKAGE

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MACHINE = Path(__file__).with_name("machine")
# What the updater needs of the engine, and nothing else: Python's own library, and click from Debian.
_UPDATER = (
    "__init__.py", "build/signature.py", "disk.py", "kiosk/__init__.py", "kiosk/fetch.py", "kiosk/manifest.py", "kiosk/place.py", "kiosk/update.py",
    "model/__init__.py", "model/finding.py", "model/messages/kiosk.py", "model/messages/usage.py", "model/problem.py",
    "cli/basics.py", "cli/hall.py", "cli/misuse.py",
)  # fmt: skip
# `python3 kiosk.zip` and `python3 /srv/kiosk/current` start here.
_START = """import sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.path[0] + "/updater")
try:
    from yangguang.cli.hall import kiosk
except ModuleNotFoundError as missing:
    sys.exit(f"没有 {missing.name}；请先运行 apt install python3-{missing.name} / "
             f"{missing.name} is missing: apt install python3-{missing.name}")
kiosk(prog_name="kiosk")
""".encode()


def make(site: Path, into: Path, name: str, key: Path, serial: int) -> None:
    """Writes the bundle of ``site``: same site, name, serial and Ed25519 key, same bytes; it has its name only when whole.

    ``serial`` orders the bundles of a site: seconds since 1970 in UTC.
    """
    if into.is_dir():
        raise Refused("kiosk_folder", what=into)
    try:
        version = json.loads((site / "version.json").read_bytes())
        date = max(str(version["committed"]), str(version["as_of"]))
    except (OSError, ValueError, KeyError) as error:
        raise Refused("kiosk_no_site", what=site) from error
    unfinished = into.with_name(f"{into.name}.new")
    sources = _sources(site, {into.resolve(), unfinished.resolve()})
    body = written(name, date, serial, {path: _line(source) for path, source in sources.items()})
    parse(body)  # what a kiosk would refuse is refused here
    try:
        signature = sign(body, key, NAMESPACE)
    except BadKey as error:
        raise Refused("kiosk_key", what=key) from error
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            for path, data in ((MANIFEST, body), (SIGNATURE, signature)):
                archive.writestr(_entry(path), data)
            for path, source in sources.items():
                archive.writestr(_entry(path), _bytes(source), compresslevel=6)
        unfinished.replace(into)
    finally:
        unfinished.unlink(missing_ok=True)


def serial_of(bundle: Path, name: str) -> int:
    """When a bundle of this site was made; 0 where there is none, or one that is damaged."""
    try:
        with zipfile.ZipFile(bundle) as archive:
            told = parse(archive.read(MANIFEST))
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, Refused):
        return 0
    return told.serial if told.name == name else 0


def _sources(site: Path, bundle: set[Path]) -> dict[str, Path | bytes]:
    """Path in the bundle → file or bytes, in the order of the paths; what is hidden in the site is not the site's, nor
    is the bundle before, where it lies there to be pulled."""
    found: dict[str, Path | bytes] = {START: _START}
    for part, folder in (("machine", _MACHINE), ("site", site.resolve())):
        files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        found |= {
            f"{part}/{path}": file
            for path, file in files.items()
            if path[0] != "." and not file.is_symlink() and file not in bundle
        }
    found |= {f"updater/yangguang/{path}": PACKAGE / path for path in _UPDATER}
    found |= {f"updater/yangguang/{part}/__init__.py": b"" for part in ("build", "cli", "model/messages")}
    return dict(sorted(found.items()))


def _bytes(source: Path | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.read_bytes()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    return entry


def _line(source: Path | bytes) -> tuple[int, str]:
    body = _bytes(source)
    return len(body), hashlib.sha256(body).hexdigest()
