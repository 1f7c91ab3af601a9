"""Pulls a bundle from a web server: bounded in size and time, never led to another host; what came is trusted by nobody yet."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from yangguang.kiosk.manifest import LARGEST, LARGEST_MANIFEST
from yangguang.model.finding import Refused

_BUNDLE, _NOTE = "pulled.zip", "pulled.json"
_CHUNK, _SILENCE, _LONGEST = 1 << 20, 30, 2 * 3600
"""Bytes at a time; seconds without an answer; seconds in all."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows an address only to the same host and port, and never from https back to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        same = (old.hostname, old.scheme) == (new.hostname, new.scheme) and old.port == new.port
        upgraded = old.hostname == new.hostname and (old.scheme, new.scheme) == ("http", "https")
        if not (same or upgraded):
            raise Refused("kiosk_led_away", what=newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(text: str) -> bool:
    """Whether this names a place on the web rather than a file."""
    return text.startswith(("http://", "https://"))


def pull(url: str, root: Path, limit: int = LARGEST + LARGEST_MANIFEST) -> Path | None:
    """The bundle at ``url``, in a file of ``root``; None where the server says that it is the one taken last."""
    note = _last(root)
    known = {"If-None-Match": note["etag"]} if note.get("url") == url and note.get("etag") else {}
    target = root / _BUNDLE
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "yangguang-kiosk", **known})  # noqa: S310 (see is_address)
        with urllib.request.build_opener(_SameHost).open(request, timeout=_SILENCE) as answer:
            _save(answer, target, limit)
            (root / f"{_NOTE}.new").write_text(json.dumps({"url": url, "etag": answer.headers.get("ETag", "")}))
    except urllib.error.HTTPError as error:
        if error.code == http.client.NOT_MODIFIED:
            return None
        raise Refused("kiosk_unreached", what=f"{url}, {error.code}") from error
    # A name that is none, a line that is cut, an answer that is not HTTP; what the disk refuses is told by the caller.
    except (urllib.error.URLError, TimeoutError, ConnectionError, http.client.HTTPException, ValueError) as error:
        raise Refused("kiosk_unreached", what=url) from error
    return target


def taken(root: Path) -> None:
    """Remembers that the bundle pulled last has been taken, and clears it away."""
    (root / f"{_NOTE}.new").replace(root / _NOTE)
    (root / _BUNDLE).unlink()


def _last(root: Path) -> dict[str, str]:
    try:
        note = json.loads((root / _NOTE).read_bytes())
    except (OSError, ValueError):
        return {}
    told = note.items() if isinstance(note, dict) else ()
    return {name: value for name, value in told if isinstance(value, str)}


def _save(answer: http.client.HTTPResponse, target: Path, limit: int) -> None:
    end, size = time.monotonic() + _LONGEST, 0
    told = answer.headers.get("Content-Length")
    with target.open("wb") as file:
        while chunk := answer.read1(_CHUNK):
            size += len(chunk)
            if size > limit or time.monotonic() > end:
                raise Refused("kiosk_endless", what=target.name)
            file.write(chunk)
    if told and told.isdecimal() and size != int(told):
        raise Refused("kiosk_unreached", what=target.name)
