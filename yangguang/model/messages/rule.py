"""Rules by weight, so that the tables read as what they say."""

from __future__ import annotations

from yangguang.model.problem import Rule, Severity


def error(number: int, zh: str, en: str) -> Rule:
    """A rule that stops the build."""
    return _rule(number, Severity.error, zh, en)


def warning(number: int, zh: str, en: str) -> Rule:
    """A rule that is reported, and stops the build where warnings are errors."""
    return _rule(number, Severity.warning, zh, en)


def notice(number: int, zh: str, en: str) -> Rule:
    """A rule that is counted, and listed on request."""
    return _rule(number, Severity.notice, zh, en)


def _rule(number: int, severity: Severity, zh: str, en: str) -> Rule:
    return Rule(f"P{number:03}", severity, zh, en)
