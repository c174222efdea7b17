"""What a source offers before its meaning is known: parts (files, sheets, database tables) and raw sheets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from complianced.intake.problems import Problems


@dataclass(frozen=True)
class RawSheet:
    """One table as it stands in the source.

    `frame` has one column per heading, named by position ("0", "1", …): text, or the source's own type where it has
    one. `rows` is UInt32: the spreadsheet row of each record. `workbook` says that dates may be cells, not text.
    """

    headings: tuple[str, ...]
    frame: pl.DataFrame
    rows: pl.Series
    workbook: bool = False


@dataclass(frozen=True)
class Part:
    """One file, sheet or database table: its name without ending, how a person knows it, and how to read it.

    `names` are what a mapping may call it. `read` raises UnreadableError.
    """

    name: str
    file: str
    names: tuple[str, ...]
    read: Callable[[Problems], RawSheet]


def positions(width: int) -> list[str]:
    """The column names of a raw frame."""
    return [str(position) for position in range(width)]


def row_numbers(count: int, first: int) -> pl.Series:
    """UInt32 spreadsheet rows of `count` records, the first at `first`."""
    return pl.int_range(first, first + count, dtype=pl.UInt32, eager=True).alias("_row")
