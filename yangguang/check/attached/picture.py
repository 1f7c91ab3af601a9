"""What a picture says beside its dots: EXIF, comments, XMP."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image

from yangguang.check.attached.part import Opaque, Part
from yangguang.check.coding import decoded

# The process that opens pictures has bounds of its own.
Image.MAX_IMAGE_PIXELS = None


def parts(body: bytes) -> Iterator[Part]:
    """Every text that stands in a picture's records."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(body)) as image:
                # A PNG is read to its end for its EXIF, and may have said more on the way.
                exif = list(_exif(image))
                records = [*exif, *image.info.items()]
    except (OSError, ValueError, SyntaxError):
        raise Opaque("damaged") from None
    for name, value in records:
        yield from (Part(str(name), text) for text in _texts(value))


def _exif(image: Image.Image) -> Iterator[tuple[str, Any]]:
    exif = image.getexif()
    for tags in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        yield from ((ExifTags.TAGS.get(tag, str(tag)), value) for tag, value in tags.items())


def _recoded(text: str) -> str:
    """The library reads each byte as a sign of its own; cameras and programs here write UTF-8 or GB 18030."""
    try:
        return decoded(text.encode("latin-1"))[0]
    except UnicodeEncodeError:
        return text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield _recoded(value)
    elif isinstance(value, bytes) and value[:6] not in (b"Exif\0\0", b"ICC_PR"):
        # EXIF's own texts begin with their coding; those for Windows are UTF-16.
        coded = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0")
        wide = value.startswith(b"UNICODE\0") or b"\0" in coded
        yield (coded.decode("utf-16-le", "replace") if wide else decoded(coded)[0]).replace("\0", "")
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry)
