"""One table on its way through intake: first as text, then with typed columns and what in them is unreadable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from complianced.intake.problems import Place
from complianced.schemas.contract import Kind, Table
from complianced.schemas.recordset import latest


@dataclass
class TextTable:
    """One table before its cells are read: columns by contract name, of text or of the source's own type.

    `constants` are the columns that a mapping fills in. `beside` is what else stands in the sheet: a row is blank only
    where that is empty too. `shared` says that the sheet feeds other tables, so that its rows repeat the records of
    this one. `doubted` tells where two columns of one name disagree.
    """

    table: Table
    place: Place
    frame: pl.DataFrame
    rows: pl.Series
    workbook: bool = False
    constants: frozenset[str] = frozenset()
    beside: pl.DataFrame = field(default_factory=pl.DataFrame)
    shared: bool = False
    doubted: Mapping[str, pl.Series] = field(default_factory=dict)

    def keep(self, where: pl.Series) -> None:
        """Keep only the rows where `where` is true."""
        self.frame, self.rows = self.frame.filter(where), self.rows.filter(where)
        self.doubted = {name: series.filter(where) for name, series in self.doubted.items()}


@dataclass
class Reading:
    """One table being read: typed columns, what in them is unreadable, spreadsheet rows, columns supplied."""

    table: Table
    place: Place
    columns: dict[str, pl.Series]
    unreadable: dict[str, pl.Series]
    rows: pl.Series
    supplied: set[str]

    @property
    def height(self) -> int:
        """Number of records."""
        return len(self.rows)

    @property
    def keys(self) -> pl.Series:
        """The key of every record."""
        return self.columns[self.table.key]

    def mark(self, column: str, where: pl.Series) -> None:
        """Call the cells unreadable where `where` is true."""
        before = self.unreadable.get(column)
        self.unreadable[column] = where if before is None else before | where

    def doubt(self, column: str, where: pl.Series) -> None:
        """Call cells unreadable where `where` is true and take their values away; ids keep theirs, to be named by."""
        self.mark(column, where)
        names = [column, latest(column)] if latest(column) in self.columns else [column]
        for name in names if self.table.column(column).kind is not Kind.ID else ():
            self.columns[name] = blanked(self.columns[name], where)

    def keep(self, where: pl.Series) -> None:
        """Keep only the records where `where` is true."""
        self.columns = {name: series.filter(where) for name, series in self.columns.items()}
        self.unreadable = {name: series.filter(where) for name, series in self.unreadable.items()}
        self.rows = self.rows.filter(where)


def blanked(values: pl.Series, where: pl.Series) -> pl.Series:
    """The column without the values where `where` is true."""
    return pl.select(pl.when(~where).then(values)).to_series()


def nothing(height: int) -> pl.Series:
    """A text column of that many empty cells."""
    return pl.repeat(None, height, dtype=pl.String, eager=True)
