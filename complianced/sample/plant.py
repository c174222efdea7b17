"""Plants faults in compliant records, so that a test can ask: is this one found, and nothing else?

A plant file names, for each rule, the changes that break it for one subject (a row of the rule's view):

    ENG-MONITORING-VISIT:
      - set: {visits: {where: {carer_id: "{carer_id}"}, to: {visited_on: as_of-400d}}}
      - delete: {plan_reviews: {where: {arrangement_id: "{arrangement_id}"}}}
      - add: {incidents: {kind: death, known_at: "as_of-10d 09:00", person_id: "{person_id}"}}
      - also: [ENG-CARER-REVIEW]

`also` names the other rules that the same changes must break. A value is a literal, null, `"{column}"` of the subject,
or a day: `as_of` or a column, moved by so many d, w, mo or y (and h, for date-times), with a time of day after it if
wanted: `"{started_on}+1d"`, `"as_of-1mo 14:30"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from complianced.law.yaml_file import LawError, load
from complianced.sample.frames import DTYPES, SCHEME_ID
from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.recordset import UK

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_DAY = re.compile(r"^(as_of|\{\w+\})((?:[+-]\d+(?:mo|d|w|y|h))*)(?: (\d\d:\d\d))?$")
_SHIFT = re.compile(r"([+-]\d+)(mo|d|w|y|h)")
_YES, _NO = {"yes", "true", "y", "1"}, {"no", "false", "n", "0"}
# Where only a day is given for a date-time: never midnight, which would read as a date alone.
_MIDDAY = time(12, 0)


class PlantError(ValueError):
    """A plant that cannot be read, or that changes nothing."""


@dataclass(frozen=True)
class Set:
    """Write `to` into the rows where every column of `where` has its value."""

    table: str
    where: Mapping[str, Any]
    to: Mapping[str, Any]


@dataclass(frozen=True)
class Delete:
    """Take out the rows where every column of `where` has its value."""

    table: str
    where: Mapping[str, Any]


@dataclass(frozen=True)
class Add:
    """Put in a row; its key is made up when none is given."""

    table: str
    row: Mapping[str, Any]


Change = Set | Delete | Add


@dataclass(frozen=True)
class Plant:
    """The changes that make one rule fail for one subject, and the other rules that must fail with it."""

    rule: str
    changes: tuple[Change, ...]
    also: tuple[str, ...] = ()


def load_plants(path: Path) -> dict[str, Plant]:
    """The plants of a YAML file by rule. Raises PlantError naming the file and the rule."""
    try:
        found = load(path)
    except LawError as error:
        raise PlantError(f"{error}; write one entry per rule, each a list of set, delete or add") from None
    plants = {}
    for rule, steps in found.items():
        try:
            plants[str(rule)] = _plant(str(rule), steps)
        except PlantError as error:
            raise PlantError(f"{path.name}, {rule}: {error}") from error
    return plants


def _plant(rule: str, steps: Any) -> Plant:
    if not isinstance(steps, list) or not steps:
        raise PlantError("write a list of set, delete or add")
    named = [step["also"] for step in steps if isinstance(step, dict) and set(step) == {"also"}]
    if not all(isinstance(names, list) for names in named):
        raise PlantError("also: write a list of rule ids")
    changes = [step for step in steps if not (isinstance(step, dict) and set(step) == {"also"})]
    return Plant(rule, tuple(_changes(changes)), tuple(str(name) for names in named for name in names))


def _changes(steps: list[Any]) -> Iterable[Change]:
    for step in steps:
        if not isinstance(step, dict) or len(step) != 1:
            raise PlantError(f"{step!r} is not one set, delete or add")
        ((what, tables),) = step.items()
        if what not in ("set", "delete", "add"):
            raise PlantError(f"{what!r} is not set, delete or add")
        if not isinstance(tables, dict) or not tables:
            raise PlantError(f"{what}: name a table")
        for table, body in tables.items():
            yield _change(what, table, body)


def _change(what: str, table: str, body: Any) -> Change:
    if not isinstance(body, dict):
        raise PlantError(f"{what} {table}: {body!r} is not a mapping of columns")
    if what == "add":
        return Add(table, body)
    wanted = {"where", "to"} if what == "set" else {"where"}
    if set(body) != wanted or not all(isinstance(body[part], dict) for part in wanted):
        raise PlantError(
            f"{what} {table}: give {' and '.join(sorted(wanted, reverse=True))}, each a mapping of columns"
        )
    return Set(table, body["where"], body["to"]) if what == "set" else Delete(table, body["where"])


def apply(
    frames: Mapping[str, pl.DataFrame],
    changes: Iterable[Change],
    subject: Mapping[str, Any],
    as_of: date,
    contract: Mapping[str, Table],
) -> dict[str, pl.DataFrame]:
    """The frames with the changes made, in their order, for one subject; the frames given are left as they were.

    Raises PlantError for an unknown table, column or choice, a value that does not fit its column, and for a set or
    delete that touches no row.
    """
    grown = dict(frames)
    for change in changes:
        if change.table not in contract or change.table not in grown:
            raise PlantError(f"table {change.table} is not in the contract")
        table, frame = contract[change.table], grown[change.table]
        if isinstance(change, Add):
            grown[change.table] = pl.concat([frame, _row(change, table, frame, subject, as_of)])
            continue
        met = _met(change.where, table, subject, as_of)
        if frame.filter(met).is_empty():
            raise PlantError(f"{change.table}: no row where {_said(change.where, table, subject, as_of)}")
        if isinstance(change, Delete):
            grown[change.table] = frame.filter(~met)
        else:
            grown[change.table] = frame.with_columns(
                pl.when(met).then(_literal(name, raw, table, subject, as_of)).otherwise(pl.col(name)).alias(name)
                for name, raw in change.to.items()
            )
    return grown


def touched(
    frames: Mapping[str, pl.DataFrame],
    changes: Iterable[Change],
    subject: Mapping[str, Any],
    as_of: date,
    contract: Mapping[str, Table],
) -> set[tuple[str, str]]:
    """The records, as (table, key), that the changes would rewrite or take out. Raises PlantError as `apply` does."""
    found: set[tuple[str, str]] = set()
    for change in changes:
        if isinstance(change, Add) or change.table not in contract:
            continue
        table = contract[change.table]
        met = _met(change.where, table, subject, as_of)
        found |= {(change.table, str(key)) for key in frames[change.table].filter(met)[table.key]}
    return found


def _met(where: Mapping[str, Any], table: Table, subject: Mapping[str, Any], as_of: date) -> pl.Expr:
    """True for the rows meant; a list among the values means any of them."""
    met = pl.lit(True)
    for name, raw in where.items():
        column = _column(table, name)
        many = raw if isinstance(raw, list) and column.kind is not Kind.CHOICES else [raw]
        met &= pl.any_horizontal(
            pl.col(name).eq_missing(_literal(name, each, table, subject, as_of)) for each in many
        )  # fmt: skip
    return met


def _row(
    change: Add, table: Table, frame: pl.DataFrame, subject: Mapping[str, Any], as_of: date
) -> pl.DataFrame:  # fmt: skip
    values = {name: _literal(name, raw, table, subject, as_of) for name, raw in change.row.items()}
    if table.key not in values:
        values[table.key] = pl.lit(f"PLANTED-{frame.height + 1:04}")
    if "scheme_id" in table and "scheme_id" not in values:
        values["scheme_id"] = pl.lit(subject.get("scheme_id") or SCHEME_ID)
    return pl.select(
        values.get(name, pl.lit(None)).cast(dtype).alias(name) for name, dtype in frame.schema.items()
    )  # fmt: skip


def _literal(name: str, raw: Any, table: Table, subject: Mapping[str, Any], as_of: date) -> pl.Expr:
    column = _column(table, name)
    try:
        value = _fitted(resolve(raw, subject, as_of), column)
    except PlantError as error:
        raise PlantError(f"{table.name}.{name}: {error}") from error
    dtype = DTYPES[column.kind]
    if isinstance(value, list):
        return pl.lit(pl.Series([value], dtype=dtype)).first()
    return pl.lit(value, dtype=dtype)


def _column(table: Table, name: str) -> Column:
    if name not in table:
        raise PlantError(f"{table.name}.{name} is not in the contract")
    return table.column(name)


def resolve(raw: Any, subject: Mapping[str, Any], as_of: date) -> Any:
    """What a value of a plant stands for, before it is fitted to its column."""
    if not isinstance(raw, str):
        return raw
    day = _DAY.match(raw)
    if day is not None:
        base = as_of if day[1] == "as_of" else _of_subject(day[1][1:-1], subject)
        if not day[2] and not day[3]:
            return base
        if not isinstance(base, date):
            raise PlantError(f"{raw!r}: {day[1]} is {base!r}, not a date")
        return _moved(base, day[2], day[3])
    return _PLACEHOLDER.sub(lambda found: str(_of_subject(found[1], subject)), raw)


def _of_subject(name: str, subject: Mapping[str, Any]) -> Any:
    if name not in subject:
        raise PlantError(f"the subject has no column {name}")
    value = subject[name]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(ZoneInfo(UK)).replace(tzinfo=None)
    return value


def _moved(base: date, shifts: str, clock: str | None) -> date:
    for amount, unit in _SHIFT.findall(shifts):
        count = int(amount)
        if unit == "h":
            whole = base if isinstance(base, datetime) else datetime.combine(base, _MIDDAY)
            base = whole + timedelta(hours=count)
        elif unit in ("mo", "y"):
            base = _months_later(base, count * (12 if unit == "y" else 1))
        else:
            base = base + timedelta(days=count * (7 if unit == "w" else 1))
    if clock is not None:
        day = base.date() if isinstance(base, datetime) else base
        return datetime.combine(day, time.fromisoformat(clock))
    return base


def _months_later(base: date, months: int) -> date:
    """The same day of the month, or that month's last."""
    count = base.year * 12 + base.month - 1 + months
    year, month = divmod(count, 12)
    for day in range(base.day, 27, -1):
        try:
            return base.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return base.replace(year=year, month=month + 1)


def _fitted(value: Any, column: Column) -> Any:
    if value is None:
        return None
    match column.kind:
        case Kind.DATE:
            return _as_day(value)
        case Kind.DATETIME:
            return _as_moment(value)
        case Kind.YESNO:
            return _as_yes(value)
        case Kind.WHOLE:
            return _as_number(value, int)
        case Kind.NUMBER:
            return _as_number(value, float)
        case Kind.CHOICES:
            words = value if isinstance(value, list) else [word for word in str(value).split(";") if word]
            return [_as_choice(str(word), column) for word in words]
        case Kind.CHOICE:
            # YAML reads an unquoted yes or no as true or false.
            word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            return _as_choice(word, column)
        case _:
            return str(value)


def _as_day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PlantError(f'"{value}" is not a date. Write it as 2026-02-28, or as as_of-40d') from None


def _as_moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, _MIDDAY)
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise PlantError(f'"{value}" is not a date and time. Write it as 2026-02-28 09:30') from None
    return found


def _as_yes(value: Any) -> bool:
    word = str(value).lower()
    if word not in _YES | _NO:
        raise PlantError(f'"{value}" is not yes or no')
    return word in _YES


def _as_number(value: Any, kind: type[int] | type[float]) -> int | float:
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise PlantError(f'"{value}" is not a number') from None


def _as_choice(word: str, column: Column) -> str:
    if word not in column.choices:
        raise PlantError(f'"{word}" is not one of {", ".join(column.choices)}')
    return word


def _said(where: Mapping[str, Any], table: Table, subject: Mapping[str, Any], as_of: date) -> str:
    """The condition in words. Only ids, dates and choices are named, never free text."""
    parts = []
    for name, raw in where.items():
        shown = "…" if table.column(name).personal else resolve(raw, subject, as_of)
        parts.append(f"{name} is {shown}")
    return " and ".join(parts)
