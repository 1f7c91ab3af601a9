"""What the columns of a list cannot say word for word travels beside them: 其他要素, a JSON text per item.

It holds the keys as the content has them and, under 核对, a digest of what the columns say instead. Whoever edits a
column changes the digest, and then the column holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from yangguang.exchange.items.made import Value
from yangguang.model.power import Power

CHECK = "核对"

_KEYS = frozenset(info.alias or "" for info in Power.model_fields.values()) - {"职权编码"}


def packed(wanted: Value, said: Value) -> str:
    """What has to travel so that the columns, which say ``said``, come to mean ``wanted``; empty where they do."""
    keys = sorted(key for key in {*wanted, *said} - {"职权编码"} if wanted.get(key) != said.get(key))
    if not keys:
        return ""
    rest: Value = {key: wanted.get(key) for key in keys}
    rest[CHECK] = {key: _digest(said[key]) for key in keys if key in said}
    return json.dumps({key: value for key, value in rest.items() if value != {}}, ensure_ascii=False)


def unpacked(text: str) -> Value | None:
    """The mapping, or ``None`` where the text is none of ours."""
    try:
        rest = json.loads(text)
    except (ValueError, RecursionError):
        return None
    good = isinstance(rest, dict) and all(key == CHECK or (key in _KEYS and _plain(rest[key])) for key in rest)
    return rest if good and isinstance(rest.get(CHECK, {}), dict) else None


def applied(said: Value, rest: Value) -> tuple[Value, list[str]]:
    """The item with its other keys, and those left out because the columns have been edited since."""
    checks: Mapping[str, object] = rest.get(CHECK, {})
    wanted = {key: value for key, value in rest.items() if key != CHECK}
    stale = [key for key in wanted if checks.get(key) != (_digest(said[key]) if key in said else None)]
    result = said | {key: value for key, value in wanted.items() if key not in stale}
    return {key: value for key, value in result.items() if value is not None}, stale


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _plain(value: object, depth: int = 12) -> bool:
    """Texts, lists and mappings of texts, as files of content hold them; ``None`` takes a key away."""
    if isinstance(value, list):
        return depth > 0 and all(_plain(one, depth - 1) and one is not None for one in value)
    if isinstance(value, dict):
        return depth > 0 and all(_plain(one, depth - 1) and one is not None for one in value.values())
    return value is None or isinstance(value, str)
