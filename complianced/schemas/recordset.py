"""A record set: typed frames, what was supplied, and what could not be read.

Two kinds of nothing, never confused: a table or column that was not supplied (`supplied` says so) and a supplied cell
that is empty (null in the frame). A third thing is neither: a cell that was filled in but could not be read. It is
null in the frame too, and a Boolean column beside it, named by `unreadable()`, is true there; it exists only where
needed. No rule may take such a cell for "not recorded".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from complianced.model import Problem
from complianced.schemas.contract import Kind, Table

UK = "Europe/London"

DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.ID: pl.String(),
    Kind.TEXT: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.DATETIME: pl.Datetime("us", UK),
    Kind.YESNO: pl.Boolean(),
    Kind.WHOLE: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.CHOICE: pl.String(),
    Kind.CHOICES: pl.List(pl.String()),
}


def unreadable(column: str) -> str:
    """The companion that is true where `column` held something that could not be read."""
    return f"{column}?"


def latest(column: str) -> str:
    """The companion of a date-time that holds the latest moment the record allows.

    Where only a date was written, the column itself is that day's first moment and this is its last.
    """
    return f"{column}_latest"


def frame_schema(table: Table) -> dict[str, pl.DataType]:
    """Names and dtypes of the frame of a table, `_latest` companions included and `?` companions not."""
    schema: dict[str, pl.DataType] = {}
    for column in table.columns:
        schema[column.name] = DTYPES[column.kind]
        if column.kind is Kind.DATETIME:
            schema[latest(column.name)] = DTYPES[column.kind]
    return schema


@dataclass(frozen=True)
class RecordSet:
    """Frames by table. Every frame has every column of its contract (null where not supplied) in contract order.

    `supplied` has an entry for each table that was supplied: the columns that were. `contract` is the contract the set
    was read by, plugins' additions included.
    """

    contract: Mapping[str, Table]
    frames: Mapping[str, pl.DataFrame]
    supplied: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...] = field(default=())
    incomplete: tuple[str, ...] = field(default=())

    def frame(self, table: str) -> pl.DataFrame:
        """The frame of a table; empty, with all its columns, when the table was not supplied."""
        found = self.frames.get(table)
        return pl.DataFrame(schema=frame_schema(self.contract[table])) if found is None else found

    def was_supplied(self, source: str) -> bool:
        """True when `table` or `table.column` was supplied."""
        table, _, column = source.partition(".")
        columns = self.supplied.get(table)
        return columns is not None and (not column or column in columns)
