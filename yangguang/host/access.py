"""Who pushes, and what they may change: the operators' file and permissions.yml, both in the host's own folder."""

from __future__ import annotations

import base64
import hashlib
import os
import pwd
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguang.host.places import Host, settings
from yangguang.model.finding import Finding, Refused, finding

USER = "YANGGUANG_USER"
"""Set by the forced command of a key in authorized_keys."""
EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class Grant:
    """What some people may change of a region: departments by the name of their folder, or all of them; files and whole
    folders below content/."""

    people: frozenset[str]
    departments: frozenset[str]
    paths: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether this allows to change a file of the repository."""
        if not path.startswith("content/"):
            return False
        inner = path.removeprefix("content/")
        department = _department(inner)
        return bool(department and {department, EVERYBODY} & self.departments) or any(
            f"{inner}/".startswith(f"{own.rstrip('/')}/") for own in self.paths
        )


def pusher(host: Host, environment: Mapping[str, str], user: int) -> str:
    """The one who pushes: a plain user of this machine; over the shared account the name, or the print, of the key.

    Only the account that owns the host's folder may say who it speaks for: whoever has an account of their own could
    set any variable. Over SSH the shared account without a name is nobody.
    """
    account = account_of(user)
    if user != host.root.stat().st_uid:
        return account
    if environment.get(USER):
        return environment[USER]
    if "SSH_CONNECTION" in environment:
        return _print_of(environment.get("SSH_USER_AUTH", ""))
    return account


def refuse_root(root: Path) -> None:
    """Raises Refused where root is about to leave files that the account of the host, whose folder this is, could not change."""
    owner = root.stat().st_uid
    if owner and not os.geteuid():
        raise Refused("not_as_root", folder=root, account=account_of(owner))


def account_of(user: int) -> str:
    """The name of a user of this machine, or the number where nobody has it."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _print_of(file: str) -> str:
    """SHA256:… of the key that sshd has accepted (ExposeAuthInfo yes), as ssh-keygen -l shows it."""
    try:
        text = Path(file).read_text(encoding="ascii") if file else ""
    except (OSError, UnicodeDecodeError):
        return ""
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["publickey"] and len(words) >= 3:
            key = hashlib.sha256(base64.b64decode(words[2])).digest()
            return "SHA256:" + base64.b64encode(key).decode().rstrip("=")
    return ""


def is_operator(host: Host, who: str) -> bool:
    """Whether somebody may change what lies outside content/. Raises Refused where the operators' file is no UTF-8."""
    try:
        lines = host.operators.read_bytes().decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        return False
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refused("unreadable", file=host.operators, line=line) from None
    return bool(who) and who in {line.split("#")[0].strip() for line in lines}


def forbidden(host: Host, region: str, who: str, paths: Iterable[str]) -> list[Finding]:
    """Each changed path that this person may not change. Raises Refused where one of the two files is wrong."""
    if is_operator(host, who):
        return []
    grants = granted(host, region)
    own = [grant for grant in grants or () if who and {who, EVERYBODY} & grant.people]
    found = []
    for path in paths:
        if not path.startswith("content/"):
            found.append(finding("outside", file=path))
        elif grants is not None and not any(grant.covers(path) for grant in own):
            found.append(finding("not_yours", file=path, who=who or "—"))
    return found


def granted(host: Host, region: str) -> list[Grant] | None:
    """What permissions.yml grants in a region; ``None`` where there is no such file and everybody may change everything."""
    if not host.permissions.is_file():
        return None
    said = settings(host.permissions).get(region) or []
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Refused("permissions_form", region=region)
    return [_grant(one, region) for one in said]


def _grant(said: Mapping[str, Any], region: str) -> Grant:
    if set(said) - {"who", "departments", "paths"} or not said.get("who"):
        raise Refused("permissions_form", region=region)
    people, departments, paths = (_words(said.get(key), region) for key in ("who", "departments", "paths"))
    return Grant(frozenset(people), frozenset(departments), tuple(paths))


def _words(said: Any, region: str) -> list[str]:
    words = [said] if isinstance(said, str) else said or []
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise Refused("permissions_form", region=region)
    return words


def _department(inner: str) -> str:
    """The folder of the department that a file below content/ belongs to, or nothing."""
    parts = inner.split("/")
    if parts[0] in ("powers", "files") and len(parts) > 2:
        return parts[1]
    return parts[1].removesuffix(".yml") if parts[0] == "departments" and len(parts) == 2 else ""
