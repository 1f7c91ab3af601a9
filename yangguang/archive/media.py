"""Media types by the ending of a name: a table of our own, since that of the machine differs from machine to machine."""

from __future__ import annotations

TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "json": "application/json", "csv": "text/csv",
    "jsonl": "application/jsonl", "txt": "text/plain", "md": "text/markdown", "xml": "application/xml", "yml": "text/yaml",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "pdf": "application/pdf", "ofd": "application/ofd", "zip": "application/zip",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "wps": "application/vnd.ms-works",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


def media_type(path: str) -> str:
    """The media type of a file; texts of ours are UTF-8."""
    kind = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
