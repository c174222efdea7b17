"""Findings: from the failing rows of a view to messages, values and record ids, a whole column at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from complianced.rules.compiled import CompiledRule
from complianced.rules.rows import Rows
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, View
from complianced.schemas.contract import Column, Kind, Table

# How far ahead due dates are kept: the board asks for a quarter, a calendar for a year.
FORECAST = "13mo"

NOT_RECORDED = "not recorded"
RECORDED = "recorded"

FINDING_SCHEMA = {
    "id": pl.String,
    "rule": pl.String,
    "severity": pl.String,
    "basis": pl.String,
    "scheme_id": pl.String,
    "table": pl.String,
    "record_id": pl.String,
    "message": pl.String,
    "due_on": pl.Date,
    "values": pl.String,
}
DUE_SCHEMA = {name: FINDING_SCHEMA[name] for name in ("rule", "scheme_id", "table", "record_id", "due_on")}


def findings_of(
    compiled: CompiledRule, view: View, rows: Rows, failing: pl.DataFrame, words: ColumnWords
) -> pl.LazyFrame:
    """A frame of FINDING_SCHEMA with one finding for each failing row."""
    rule = compiled.rule
    due = compiled.due if compiled.due is not None else pl.lit(None, pl.Date)
    record = _record_id(view, rows)
    return failing.lazy().select(
        id=pl.lit(f"{rule.id}@") + record,
        rule=pl.lit(rule.id),
        severity=pl.lit(rule.severity.value),
        basis=pl.lit(compiled.basis.value),
        scheme_id=pl.col("scheme_id"),
        table=_table(view, rows),
        record_id=record,
        message=_message(rule.says, due, words),
        due_on=due,
        values=words.as_json(compiled.columns),
    )


def due_of(compiled: CompiledRule, view: View, rows: Rows, frame: pl.DataFrame, today: pl.Expr) -> pl.LazyFrame:
    """A frame of DUE_SCHEMA with the next date of each row that the deadline tests, where it falls within FORECAST."""
    tested = frame.lazy() if compiled.applies is None else frame.lazy().filter(compiled.applies)
    return tested.select(
        rule=pl.lit(compiled.rule.id),
        scheme_id=pl.col("scheme_id"),
        table=_table(view, rows),
        record_id=_record_id(view, rows),
        due_on=compiled.due,
    ).filter(pl.col("due_on").is_between(today, today.dt.offset_by(FORECAST)))


class ColumnWords:
    """How the columns of one view are written: in words for messages, plainly for JSON, and never personal text."""

    def __init__(self, rows: Rows, frame: pl.DataFrame, contract: Mapping[str, Table]) -> None:
        self._rows = rows
        self._dtypes = frame.schema
        self._contract = contract

    def said(self, name: str) -> pl.Expr:
        """The value in words; "not recorded" where there is none."""
        return self._worded(name).fill_null(NOT_RECORDED)

    def as_json(self, names: tuple[str, ...]) -> pl.Expr:
        """The values as one JSON object."""
        shown = [name for name in names if not name.endswith("_latest")]
        if not shown:
            return pl.lit("{}")
        return pl.struct([self._plain(name).alias(name) for name in shown]).struct.json_encode()

    def _worded(self, name: str) -> pl.Expr:
        column, dtype = pl.col(name), self._dtypes[name]
        if self.is_personal(name):
            return pl.when(column.is_not_null()).then(pl.lit(RECORDED))
        if dtype == pl.Date:
            return column.dt.strftime("%-d %B %Y")
        if isinstance(dtype, pl.Datetime):
            day_only = (column.dt.hour() == 0) & (column.dt.minute() == 0)
            return (
                pl.when(day_only)
                .then(column.dt.strftime("%-d %B %Y"))
                .otherwise(column.dt.strftime("%H:%M on %-d %B %Y"))
            )
        if dtype == pl.Boolean:
            return pl.when(column).then(pl.lit("yes")).when(~column).then(pl.lit("no"))
        if isinstance(dtype, pl.List):
            return column.cast(pl.List(pl.String)).list.join(", ").str.replace_all("_", " ", literal=True)
        if dtype.is_float():
            return column.round(2).cast(pl.String).str.replace(r"\.0$", "")
        if dtype == pl.String and self._is_choice(name):
            return column.str.replace_all("_", " ", literal=True)
        return column.cast(pl.String)

    def _plain(self, name: str) -> pl.Expr:
        column, dtype = pl.col(name), self._dtypes[name]
        if self.is_personal(name):
            return pl.when(column.is_not_null()).then(pl.lit(RECORDED)).alias(name)
        if dtype == pl.Date:
            return column.dt.strftime("%Y-%m-%d")
        if isinstance(dtype, pl.Datetime):
            return column.dt.strftime("%Y-%m-%dT%H:%M")
        return column

    def is_personal(self, name: str) -> bool:
        """True for text that names or describes a person: it may be counted, never quoted."""
        return self._dtypes[name] == pl.String and any(column.personal for column in self._sources(name))

    def _is_choice(self, name: str) -> bool:
        return not name.endswith("_id") and any(
            column.kind in (Kind.CHOICE, Kind.CHOICES) for column in self._sources(name)
        )

    def _sources(self, name: str) -> list[Column]:
        paths = [source.partition(".") for source in self._rows.sources.get(name, ())]
        tables = ((self._contract.get(table), column) for table, _, column in paths)
        return [table.column(column) for table, column in tables if table is not None and column in table]


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _message(says: str, due: pl.Expr, words: ColumnWords) -> pl.Expr:
    parts = [
        (due.dt.strftime("%-d %B %Y").fill_null("not known") if name == "due_on" else words.said(name))
        for name in _PLACEHOLDER.findall(says)
    ]
    if not parts:
        return pl.lit(says)
    return pl.format(_PLACEHOLDER.sub("{}", says), *parts)


def _table(view: View, rows: Rows) -> pl.Expr:
    return pl.col(SUBJECT_TABLE) if SUBJECT_TABLE in rows.columns else pl.lit(view.table)


def _record_id(view: View, rows: Rows) -> pl.Expr:
    return pl.col(SUBJECT_ID) if SUBJECT_ID in rows.columns else pl.col(view.key)
