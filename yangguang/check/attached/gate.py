"""The privacy gate for one attachment: its findings as problems, exceptions of privacy-allow.yml among them."""

from __future__ import annotations

from collections.abc import Sequence

from yangguang.check.attached.reader import PlacedHit, Reader
from yangguang.check.private import exempted
from yangguang.model.problem import Problem
from yangguang.model.region import PrivacyExemption

_WHY = {"locked": "P908", "damaged": "P909", "unfinished": "P910", "scanned": "P911"}


def check_attachment(body: bytes, file: str, exemptions: Sequence[PrivacyExemption], reader: Reader) -> list[Problem]:
    """Personal data in whatever an attachment carries, and whether all of it could be looked through."""
    found, why = reader.look(body, file)
    own = [exemption for exemption in exemptions if exemption.file == file]
    problems = [_problem(one, file, own) for one in found]
    if why:
        problems.append(Problem(_WHY[why], file, (), {"file": file}, 1, 1))
    return problems


def _problem(hit: PlacedHit, file: str, own: list[PrivacyExemption]) -> Problem:
    shown = f"{hit.masked} ({hit.place})" if hit.place else hit.masked
    return exempted(Problem(hit.rule, file, (), {"value": shown}, 1, 1), hit.value, f"{file}:{hit.place}", own)
