"""What the archive and the host cannot do, told in words; the command ends there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from yangguang.cli.misuse import Misuse
from yangguang.model.finding import Refused
from yangguang.model.problem import Lang


@contextmanager
def refusals(tell: Callable[..., str], lang: Lang) -> Iterator[None]:
    """What was found, a sentence each, then what cannot be done; ``tell`` knows the words."""
    try:
        yield
    except Refused as refused:
        told = (*refused.found, refused.finding)
        raise Misuse("\n".join(tell(one.key, lang, **one.values) for one in told)) from None
