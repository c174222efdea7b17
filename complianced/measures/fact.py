"""Facts of how a scheme stands on a day: counts with what they are out of, and dates. They hold no name and no free
text, only choice words of the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NOT_RECORDED = "not_recorded"
"""Stands for an empty cell where a choice word would stand."""
UNREADABLE = "could_not_be_read"
"""Stands for a cell that was filled in and could not be read."""


@dataclass(frozen=True)
class Fact:
    """One fact. `label` is plain English; `value` a count, a date, choice words, or None where nothing is recorded.

    `parts` splits a count by choice word. `unreadable` counts records that belong here and could not be read, and
    `undated` those without a day to tell by; neither is in the count. `missing` names the tables and columns that were
    not supplied: then nothing was counted.
    """

    label: str
    value: int | date | tuple[str, ...] | None = None
    out_of: int | None = None
    parts: tuple[tuple[str, int], ...] = ()
    unreadable: int = 0
    undated: int = 0
    missing: tuple[str, ...] = ()


ListingCell = str | int | date | None


@dataclass(frozen=True)
class Listing:
    """A small table of facts by kind: each row is a choice word and a cell, count or date, for each of the `columns`.

    `out_of` gives what the counts of each column are out of, where that is one number. `due` names the column whose
    dates are overdue once they are past.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ListingCell, ...], ...] = ()
    out_of: tuple[int | None, ...] = ()
    due: str = ""
    unreadable: int = 0
    undated: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactGroup:
    """Facts that belong together. `table` (or, before it, `bundle` and `topic`) says where a pack has its place."""

    table: str
    facts: tuple[Fact, ...] = ()
    listing: Listing | None = None
    bundle: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Standing:
    """How one scheme or several stand on a day. "The last 12 months" are those from `since` to `as_of`."""

    as_of: date
    since: date
    groups: tuple[FactGroup, ...]
