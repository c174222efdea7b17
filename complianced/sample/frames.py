"""The few words in which the subject modules are written: ids, days, moments, and frames of the contract's shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl

from complianced.schemas.contract import Kind, Table

DTYPES: Mapping[Kind, pl.DataType] = {
    Kind.ID: pl.String(),
    Kind.TEXT: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.DATETIME: pl.Datetime("us"),
    Kind.YESNO: pl.Boolean(),
    Kind.WHOLE: pl.Int64(),
    Kind.NUMBER: pl.Float64(),
    Kind.CHOICE: pl.String(),
    Kind.CHOICES: pl.List(pl.String()),
}

SCHEME_ID = "S-1"

YES = pl.lit(True)
NO = pl.lit(False)
NO_DAY = pl.lit(None, dtype=pl.Date)
NO_MOMENT = pl.lit(None, dtype=pl.Datetime("us"))
NO_TEXT = pl.lit(None, dtype=pl.String)

Days = int | str | pl.Expr


def ids(prefix: str, number: str | pl.Expr) -> pl.Expr:
    """`C-0001` from 1; longer numbers take the room they need."""
    digits = (pl.col(number) if isinstance(number, str) else number).cast(pl.Int64).cast(pl.String)
    return pl.concat_str(pl.lit(f"{prefix}-"), digits.str.zfill(4))


def day(when: str | date | pl.Expr) -> pl.Expr:
    """A date as an expression; a string names a column."""
    if isinstance(when, pl.Expr):
        return when
    return pl.lit(when) if isinstance(when, date) else pl.col(when)


def plus(when: str | date | pl.Expr, days: Days) -> pl.Expr:
    """The date so many days later (earlier when negative)."""
    shift = pl.lit(days, dtype=pl.Int32) if isinstance(days, int) else _number(days).cast(pl.Int32)
    return (day(when).cast(pl.Int32) + shift).cast(pl.Date)


def days_between(earlier: str | date | pl.Expr, later: str | date | pl.Expr) -> pl.Expr:
    """Days from one date to another, as Int32."""
    return day(later).cast(pl.Int32) - day(earlier).cast(pl.Int32)


def at(when: str | date | pl.Expr, minutes: int | pl.Expr) -> pl.Expr:
    """The moment so many minutes after the date's midnight."""
    spent = pl.lit(minutes, dtype=pl.Int64) if isinstance(minutes, int) else minutes.cast(pl.Int64)
    return day(when).cast(pl.Datetime("us")) + pl.duration(minutes=spent)


def later(moment: str | pl.Expr, minutes: int | pl.Expr) -> pl.Expr:
    """The moment so many minutes later."""
    return (pl.col(moment) if isinstance(moment, str) else moment) + pl.duration(minutes=minutes)


def earliest(*when: str | date | pl.Expr) -> pl.Expr:
    """The first of the dates that are there."""
    return pl.min_horizontal(*(day(each) for each in when))


def latest_of(*when: str | date | pl.Expr) -> pl.Expr:
    """The last of the dates that are there."""
    return pl.max_horizontal(*(day(each) for each in when))


def if_by(when: pl.Expr, limit: str | date | pl.Expr) -> pl.Expr:
    """The date, or nothing while it has not come."""
    return pl.when(when <= day(limit)).then(when)


def rank(among: pl.Expr) -> pl.Expr:
    """Counts from 1 down the rows where the condition holds, so that even a small set has the first ones."""
    return among.cast(pl.Int64).cum_sum()


def weekday(when: pl.Expr) -> pl.Expr:
    """The date itself, or the Friday before when it falls on a weekend."""
    return plus(when, -(when.dt.weekday().cast(pl.Int32) - 5).clip(0))


def numbered(count: int, name: str = "n") -> pl.DataFrame:
    """Rows 1 to count."""
    return pl.DataFrame({name: pl.int_range(1, count + 1, eager=True, dtype=pl.Int64)})


def renumber(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The frame with its rows numbered from 1."""
    return frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(name))


def look_up(left: pl.DataFrame, right: pl.DataFrame, on: str | list[str]) -> pl.DataFrame:
    """A left join that keeps the left's order; each key of the right may stand there once only."""
    return left.join(right, on=on, how="left", maintain_order="left", validate="m:1")


def rows(values: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    """A small frame written out by hand."""
    return pl.DataFrame(list(values), infer_schema_length=None)


def conform(frame: pl.DataFrame, table: Table, prefix: str | None = None) -> pl.DataFrame:
    """The frame with exactly the columns of the table, typed; keys are numbered with the prefix when one is given."""
    columns = set(frame.columns)
    out = []
    for column in table.columns:
        dtype = DTYPES[column.kind]
        if prefix is not None and column.name == table.key:
            made = ids(prefix, pl.int_range(1, pl.len() + 1, dtype=pl.Int64))
        elif column.name in columns:
            made = pl.col(column.name).cast(dtype)
        elif column.name == "scheme_id":
            made = pl.lit(SCHEME_ID)
        else:
            made = pl.lit(None, dtype=dtype)
        out.append(made.alias(column.name))
    return frame.select(out) if columns else empty(table)


def empty(table: Table) -> pl.DataFrame:
    """The table without rows."""
    return pl.DataFrame(schema={column.name: DTYPES[column.kind] for column in table.columns})


def _number(value: str | pl.Expr) -> pl.Expr:
    return pl.col(value) if isinstance(value, str) else value
