"""Published figures, as published: with year, edition and source, and never a pass mark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from complianced.model import Sure


@dataclass(frozen=True)
class PublishedShare:
    """The percentage of people who gave one of the `answers` to a question, as somebody published it."""

    question: str
    answers: tuple[str, ...]
    percent: float
    year: str
    edition: str
    source: str
    sure: Sure


@dataclass(frozen=True)
class PublishedDuration:
    """How long recruitment takes, from `shortest` to `longest`, as somebody published it.

    `aim` marks a time that was hoped for and not said to have been reached.
    """

    what: str
    whose: str
    shortest: int
    longest: int
    unit: str
    aim: bool
    year: str
    source: str
    sure: Sure


@cache
def published_shares() -> tuple[PublishedShare, ...]:
    """The published answers to outcome questions."""
    return tuple(
        PublishedShare(**{**row, "answers": tuple(row["answers"]), "sure": Sure(row["sure"])})
        for row in _read("outcomes")
    )


@cache
def published_durations() -> tuple[PublishedDuration, ...]:
    """The published times from enquiry to approval."""
    return tuple(PublishedDuration(**{**row, "sure": Sure(row["sure"])}) for row in _read("recruitment"))


def _read(part: str) -> list[dict[str, Any]]:
    text = files("complianced.measures").joinpath("published.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)[part]
    return rows
