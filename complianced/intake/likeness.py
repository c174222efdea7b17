"""When two names mean the same, and which known name a strange one most resembles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

ALIKE = 72.0  # of 100: below this a suggestion misleads more often than it helps

_JOINTS = re.compile(r"[\s\-_]+")


def fold(name: str) -> str:
    """The name without regard to case; spaces and hyphens read as underscores."""
    return _JOINTS.sub("_", name.strip().lower())


def closest(name: str, options: Iterable[str], alike: float = ALIKE) -> str | None:
    """The option that most resembles the name, or None when none does."""
    found = process.extractOne(fold(name), list(options), scorer=fuzz.ratio, processor=fold, score_cutoff=alike)
    return None if found is None else str(found[0])


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 100, without regard to the order of their words."""
    return float(fuzz.token_sort_ratio(fold(one).replace("_", " "), fold(other).replace("_", " ")))


def did_you_mean(name: str, options: Iterable[str]) -> str:
    """` Did you mean "…"?`, or nothing."""
    found = closest(name, options)
    return "" if found is None else f' Did you mean "{found}"?'
