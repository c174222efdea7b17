"""A matrix of counts: how many of each row are in each state, and out of how many. It knows numbers and no names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Matrix:
    """Counts by row and column. The counts of a row add up to its denominator.

    `name` is a stable slug; `title`, `about`, `rows` and `columns` are plain English. `left_out` counts records that
    belong here and could not be placed; `missing` names the tables and columns without which nothing was counted.
    """

    name: str
    title: str
    about: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    denominators: tuple[int, ...] = ()
    left_out: int = 0
    missing: tuple[str, ...] = ()
