"""Makes the host's folder, or puts right what is missing in one; nothing that is there is lost."""

from __future__ import annotations

import grp
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_IMODE, S_ISDIR
from typing import Any

from yangguang.host.access import account_of
from yangguang.host.disk import keep
from yangguang.host.git import BrokenRepository, git
from yangguang.host.places import MAIN, Host, open_host, settings
from yangguang.host.previews import WISHES
from yangguang.host.serving import files as serving_files
from yangguang.model.finding import Refused
from yangguang.model.words import SLUG
from yangguang.yamlio import Shape, emit, splice

PUSH_LIMIT = 500_000_000
"""Bytes of one push, as packed."""
CONFIG: Mapping[str, str] = {
    "core.logAllRefUpdates": "true",
    "core.protectHFS": "true",
    "core.protectNTFS": "true",
    "core.fsync": "all",
    "core.hooksPath": "hooks",
    "receive.fsckObjects": "true",
    "receive.denyNonFastForwards": "true",
    "receive.denyDeleteCurrent": "refuse",
    "receive.advertisePushOptions": "true",
    "receive.maxInputSize": str(PUSH_LIMIT),
    "receive.autogc": "true",
}
"""Every repository is set up like this, shared or not. Where its hooks lie is said, since whoever pushes, and the machine,
may have told git to look elsewhere: then nobody would check."""
_SHARED = {"core.sharedRepository": "group"}
_SHAPE = Shape(keys={"regions": Shape(items=Shape())})
"""Of host.yml."""
_PLAIN_PATH = re.compile(r"[^\s%\udc80-\udcff\"'`$;{}\\#*?<>|&()\[\]]+")
_OPERATORS = "# 可以改动 content/ 以外文件（mkdocs.yml、templates/、search/lexicon/）的人，一行一个\n# Who may change what lies outside content/, one name a line\n"


def init(root: Path, regions: tuple[str, ...], user: str = "", group: str = "") -> tuple[Host, Mapping[str, str]]:
    """Makes a host for these regions, the main one first; further regions may be added to one that is there. Returns it
    with the configuration of its servers: name → text.

    ``user``: the account that it runs as; without it the owner of the folder, whoever calls, and whatever the caller's
    environment says: what switches accounts need not have changed that.
    ``group``: a group of the machine whose members push under accounts of their own; without it one account takes all.

    Raises Refused for a name that is none, for a folder that holds something else, for a group that cannot have it, and
    where git fails.
    """
    root = root.resolve()
    if not _PLAIN_PATH.fullmatch(str(root)):
        raise Refused("plain_path", folder=root)
    wrong = [region for region in regions if not re.fullmatch(SLUG, region)]
    if wrong:
        raise Refused("slug", name=wrong[0])
    host = _described(root, regions, group)
    for folder in (host.root / "repos", host.releases, host.previews, host.cache, host.archive, host.engine.parent):
        folder.mkdir(parents=True, exist_ok=True)
    _engine(host)
    for region in host.regions:
        try:
            _repository(host, region)
        except BrokenRepository as broken:
            raise Refused("git_fails", folder=host.repository(region), why=broken) from broken
    user = user or account_of(host.root.stat().st_uid)
    if not host.operators.exists():
        keep(host.operators, f"{_OPERATORS}{user}\n".encode())
    for file in (host.bell, host.door_lock, host.log):
        file.touch()
    serving = serving_files(host, user)
    for name, text in serving.items():
        keep(host.root / "serve" / name, text.encode())
    if host.group:
        _share(host)
    return host, serving


def _share(host: Host) -> None:
    """What members of the group must write to when they push, and nothing else: there the group may do what the owner may.

    What a member has pushed is that member's, and nobody else's to share; git has done so. Nor is what a link leads to that
    one of them made there.
    """
    group, door, wishes = _group_id(host.group), host.remembered, host.previews / WISHES
    for folder in (door, wishes):
        folder.mkdir(exist_ok=True)
    shared = (path for folder in (host.root / "repos", door, wishes) for path in _walked(folder))
    for path in (path for path in (*shared, host.bell, host.door_lock, host.log) if not path.is_symlink()):
        try:
            _hand_over(path, group)
        except FileNotFoundError:  # of a push that has just come to its end
            continue
        except PermissionError:
            account = account_of(host.root.stat().st_uid)
            raise Refused("not_shared", file=path, group=host.group, account=account, folder=host.root) from None


def _walked(folder: Path) -> Iterator[Path]:
    """A folder and all below it; what goes meanwhile, as what a push was kept in, is left out."""
    yield folder
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))


def _hand_over(path: Path, group: int) -> None:
    found = path.stat()
    if found.st_gid != group:
        os.chown(path, -1, group)
    elif found.st_uid != os.geteuid():
        return
    hook = path.parent.name == "hooks"
    mode = S_IMODE(found.st_mode)
    path.chmod(mode | (mode & (0o500 if hook else 0o700)) >> 3 | (0o2000 if S_ISDIR(found.st_mode) else 0))


def _group_id(name: str) -> int:
    """The number of a group of this machine to which this account may give files. Raises Refused where it may not."""
    try:
        group = grp.getgrnam(name).gr_gid
    except KeyError:
        raise Refused("no_group", group=name) from None
    if os.geteuid() and group not in (os.getegid(), *os.getgroups()):
        raise Refused("not_in_group", group=name, account=account_of(os.geteuid()))
    return group


def _described(root: Path, regions: tuple[str, ...], group: str) -> Host:
    """host.yml, with the regions that are new behind those that it names already."""
    file = root / "host.yml"
    if group:
        _group_id(group)
    if file.exists():
        host, said = open_host(root), settings(file)
        more: dict[str, Any] = {"regions": list(dict.fromkeys((*host.regions, *regions)))}
        wanted = said | more | ({"group": group} if group else {})
        if wanted != said:
            keep(file, splice(file.read_text(encoding="utf-8"), emit(wanted, _SHAPE), _SHAPE).encode())
        return open_host(root)
    if root.exists() and any(root.iterdir()):
        raise Refused("not_empty", folder=root)
    if not regions:
        raise Refused("no_regions")
    root.mkdir(parents=True, exist_ok=True)
    text = (
        "# 地区的网址标识，第一个是主地区 / the regions, the main one first\n"
        f"regions: {json.dumps(list(regions))}\n"
        "# 一次生成最多用多少分钟 / the longest time of one build\n"
        "minutes: 60\n"
    )
    keep(file, (text + (f"group: {group}\n" if group else "")).encode())
    return open_host(root)


def _engine(host: Host) -> None:
    """The program that hooks and units start: this very one, blind to the environment and the folder of its caller."""
    text = (
        "#!/bin/sh\nexport PYDANTIC_DISABLE_PLUGINS=__all__\n"
        f"exec {shlex.quote(sys.executable)} -I -X utf8 -c 'from yangguang.cli import main; main()' \"$@\"\n"
    )
    keep(host.engine, text.encode())
    host.engine.chmod(0o755)


def hooks(host: Host, region: str) -> dict[str, str]:
    """The two hooks of a repository: the door, and the bell."""
    root = shlex.quote(str(host.root))
    begin = "#!/bin/sh\numask 002\n" if host.group else "#!/bin/sh\n"
    door = f"{begin}exec {shlex.quote(str(host.engine))} --lang zh host door {root} -- {region}\n"
    return {"pre-receive": door, "post-receive": f"{begin}cat >/dev/null\n: > {root}/bell\n"}


def config(host: Host) -> Mapping[str, str]:
    """How every repository of this host is set up."""
    return {**CONFIG, **_SHARED} if host.group else CONFIG


def _repository(host: Host, region: str) -> None:
    folder = host.repository(region)
    if not (folder / "HEAD").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "--template=")
    git(folder, "symbolic-ref", "HEAD", MAIN)
    for key, value in config(host).items():
        git(folder, "config", key, value)
    (folder / "hooks").mkdir(exist_ok=True)
    for name, text in hooks(host, region).items():
        keep(folder / "hooks" / name, text.encode())
        (folder / "hooks" / name).chmod(0o755)


def is_hook_right(host: Host, region: str, name: str) -> bool:
    """Whether a hook is the one that :func:`init` writes, and can be run."""
    file = host.repository(region) / "hooks" / name
    try:
        return file.read_text(encoding="utf-8") == hooks(host, region)[name] and os.access(file, os.X_OK)
    except OSError:
        return False
