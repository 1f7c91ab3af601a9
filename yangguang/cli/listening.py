"""Where the live preview listens: looked at before anything is built."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket

from yangguang.build.request import Settings
from yangguang.cli.configured import written
from yangguang.model.messages.commands import say
from yangguang.model.problem import Lang

_DEFAULT = "127.0.0.1:8000"
_FORM = re.compile(r"(?P<host>localhost|[0-9.]+|\[[0-9a-fA-F:.]+\]):(?P<port>[0-9]{1,5})")


def why_not(settings: Settings, lang: Lang) -> str | None:
    """The sentence that says why nobody can listen at the address of ``--address``, or of mkdocs.yml; else ``None``."""
    address = settings.address or str(written(settings)[1].get("dev_addr") or _DEFAULT)
    found = _FORM.fullmatch(address)
    host, port = (found["host"].strip("[]"), int(found["port"])) if found else ("", 0)
    if not 0 < port < 65536 or not (host == "localhost" or _is_ip(host)):
        return say("address_form", lang, address=address)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            return say(
                "port_taken" if taken else "address_refused", lang, address=address, port=port, why=error.strerror
            )
    return None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
