"""Small record sets for rule cases, from the few rows that a case is about.

What a case leaves out is filled in: keys, the scheme, and links where there is only one row they can mean. Tables that
a case does not name are supplied and empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.recordset import UK, RecordSet, frame_schema, latest, unreadable

Given = Mapping[str, list[dict[str, Any]]]

_SUBJECT_TABLES = {
    "scheme": "schemes",
    "staff": "staff",
    "carer": "carers",
    "person": "people",
    "household": "households",
    "household_member": "household_members",
    "homesharer": "homeshare_participants",
    "householder": "homeshare_participants",
}


class GivenError(ValueError):
    """A case whose `given` does not fit the record contract; the message names table and column."""


def records_from(
    given: Given,
    contract: Mapping[str, Table],
    *,
    nation: str,
    service: str = "shared_lives",
    absent: Iterable[str] = (),
    unreadable_cells: Iterable[str] = (),
) -> RecordSet:
    """A record set with these rows. `absent` names tables or `table.column`s that were not supplied.

    `unreadable_cells` names `table.column`s in which every cell was filled in but could not be read. Raises GivenError.
    """
    rows = {name: [dict(row) for row in given.get(name, [])] for name in contract}
    _refuse_unknown(given, contract)
    if not rows["schemes"]:
        rows["schemes"] = [{}]
    for scheme in rows["schemes"]:
        scheme.update({"name": "Test scheme", "service": service, "nation": nation} | scheme)
    _fill_in(rows, contract)
    gone = set(absent)
    broken = set(unreadable_cells)
    frames, supplied = {}, {}
    for name, table in contract.items():
        if name in gone:
            continue
        columns = [column for column in table.columns if f"{name}.{column.name}" not in gone]
        supplied[name] = frozenset(column.name for column in columns)
        frames[name] = _frame(
            table, rows[name], supplied[name], {path for path in broken if path.startswith(f"{name}.")}
        )
    return RecordSet(contract, frames, supplied)


def _refuse_unknown(given: Given, contract: Mapping[str, Table]) -> None:
    for name, rows in given.items():
        if name not in contract:
            raise GivenError(f"given: there is no table {name}")
        for row in rows:
            unknown = sorted(set(row) - {column.name for column in contract[name].columns})
            if unknown:
                raise GivenError(f"given: {name} has no column {unknown[0]}")


def _fill_in(rows: dict[str, list[dict[str, Any]]], contract: Mapping[str, Table]) -> None:
    """Keys, scheme and the links that can mean only one row; a row that is linked to and not given is made."""
    for name, table in contract.items():
        for number, row in enumerate(rows[name], start=1):
            row.setdefault(table.key, f"{name}-{number}")
    scheme_id = rows["schemes"][0]["scheme_id"]
    for name in reversed(list(contract)):
        for row in rows[name]:
            for column in contract[name].columns:
                if column.name == "subject_id" and "subject_id" not in row:
                    row["subject_id"] = _only(rows, contract, _SUBJECT_TABLES[row["subject_type"]], name)
                elif column.links_to and column.required and column.name not in row:
                    row[column.name] = _only(rows, contract, column.links_to, name)
    for name in contract:
        for row in rows[name]:
            if "scheme_id" in contract[name]:
                row.setdefault("scheme_id", scheme_id)


def _only(rows: dict[str, list[dict[str, Any]]], contract: Mapping[str, Table], table: str, asked_by: str) -> str:
    key = contract[table].key
    if not rows[table]:
        rows[table] = [{key: f"{table}-1"}]
    if len(rows[table]) > 1:
        raise GivenError(f"given: {asked_by} must say which of the {table} it means ({key})")
    return str(rows[table][0][key])


def _frame(table: Table, rows: list[dict[str, Any]], supplied: frozenset[str], broken: set[str]) -> pl.DataFrame:
    if not rows:
        return _blank(table, 0).with_columns(_companions(broken)) if broken else _blank(table, 0)
    frame = _blank(table, len(rows)).clone()
    given = {name for row in rows for name in row} & supplied
    schema = frame.schema
    for column in table.columns:
        if column.name not in given or f"{table.name}.{column.name}" in broken:
            continue
        cells = [_cell(table.name, column, row.get(column.name)) for row in rows]
        names = [column.name, latest(column.name)] if column.kind is Kind.DATETIME else [column.name]
        for name, values in zip(names, zip(*cells, strict=True), strict=False):
            frame.replace_column(frame.get_column_index(name), _series(table.name, name, values, schema[name]))
    return frame.with_columns(_companions(broken)) if broken else frame


def _series(table: str, name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    try:
        return pl.Series(name, values, dtype)
    except (TypeError, pl.exceptions.PolarsError):
        raise GivenError(f"given: {table}.{name}: a value does not fit the column, which is {dtype}") from None


def _companions(broken: set[str]) -> list[pl.Expr]:
    return [pl.lit(True).alias(unreadable(path.partition(".")[2])) for path in sorted(broken)]


@cache
def _blank(table: Table, rows: int) -> pl.DataFrame:
    """So many rows with nothing recorded: a case gives few columns, and frames are dear to make."""
    return pl.DataFrame(schema=frame_schema(table)).clear(rows)


def _cell(table: str, column: Column, given: Any) -> tuple[Any, Any]:
    """The typed value, and for a date-time the latest moment it may mean."""
    if given is None:
        return None, None
    kind = column.kind
    if kind is Kind.DATETIME:
        return _moments(table, column, given)
    if kind is Kind.DATE and isinstance(given, str):
        return date.fromisoformat(given), None
    if kind in (Kind.CHOICE, Kind.CHOICES):
        return _words(table, column, given), None
    if kind in (Kind.ID, Kind.TEXT):
        return str(given), None
    return given, None


def _moments(table: str, column: Column, given: Any) -> tuple[datetime, datetime]:
    uk = ZoneInfo(UK)
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise GivenError(f"given: {table}.{column.name}: {given!r} is not a date or date-time") from None
    if isinstance(given, datetime):
        moment = given.replace(tzinfo=uk) if given.tzinfo is None else given.astimezone(uk)
        return moment, moment
    start = datetime.combine(given, time(), uk)
    return start, datetime.combine(given + timedelta(days=1), time(), uk) - timedelta(microseconds=1)


def _words(table: str, column: Column, given: Any) -> Any:
    """Words of the contract; YAML reads a bare yes or no as a Boolean, so these are turned back."""
    many = given if isinstance(given, list) else [given]
    words = [("yes" if word else "no") if isinstance(word, bool) else str(word) for word in many]
    unknown = [word for word in words if word not in column.choices]
    if unknown:
        raise GivenError(f"given: {table}.{column.name}: {unknown[0]!r} is not one of {', '.join(column.choices)}")
    return words if column.kind is Kind.CHOICES else words[0]
