"""Cells of a Data Package by their schema: what counts as missing, and dates and words as complianced reads them.

A date written month first would be read day first without a word of complaint, so the schema's `format` is followed
here. A cell that does not keep to its format stays what it is, with a note behind it that no reader takes for a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

FieldReader: TypeAlias = Callable[[str], str | None]

_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")
_LOOSE = ("default", "any")
_YEAR = re.compile(r"%[YyG]")
_LONGEST_PATTERN = 60


def readers_of(fields: Iterable[Mapping[str, Any]], schema: Mapping[str, Any]) -> dict[str, FieldReader]:
    """By field name, what makes a cell of it; under "" what makes a cell of a column that the schema does not name."""
    missing = _words(schema, "missingValues", ("",))
    readers = {"": _reader(missing, _as_it_is)}
    for field in fields:
        own = _words(field, "missingValues", tuple(missing))
        readers[field["name"]] = _reader(own, _typed(field))
    return readers


def _reader(missing: frozenset[str], typed: Callable[[str], str]) -> FieldReader:
    def read(cell: str) -> str | None:
        return None if cell in missing or not cell.strip() else typed(cell)

    return read


def _typed(field: Mapping[str, Any]) -> Callable[[str], str]:
    kind, pattern = field.get("type"), field.get("format", "default")
    if kind in ("date", "datetime") and isinstance(pattern, str) and pattern not in _LOOSE:
        return _day_by(pattern.removeprefix("fmt:"), kind == "datetime")
    if kind == "boolean":
        return _yes_or_no(_words(field, "trueValues", _TRUE), _words(field, "falseValues", _FALSE))
    if kind in ("number", "integer"):
        return _figures(_mark(field, "groupChar"), _mark(field, "decimalChar") or ".")
    return _as_it_is


def _as_it_is(cell: str) -> str:
    return cell


def _day_by(pattern: str, with_time: bool) -> Callable[[str], str]:
    """Reads by a strptime pattern and writes ISO 8601. No cell keeps to a pattern without a year."""
    sound = bool(_YEAR.search(pattern)) and pattern.isprintable() and len(pattern) <= _LONGEST_PATTERN

    def read(cell: str) -> str:
        try:
            moment = datetime.strptime(cell.strip(), pattern) if sound else None
        except (ValueError, re.error):  # the latter for a pattern that names a part twice
            moment = None
        if moment is None:
            return f"{cell} (not as {pattern if sound else 'its schema'} says)"
        return moment.isoformat(" ") if with_time else moment.date().isoformat()

    return read


def _yes_or_no(true: frozenset[str], false: frozenset[str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell in true:
            return "yes"
        return "no" if cell in false else cell

    return read


def _figures(group: str, point: str) -> Callable[[str], str]:
    def read(cell: str) -> str:
        whole = cell.replace(group, "") if group else cell
        return whole.replace(point, ".") if point != "." else whole

    return read


def _mark(field: Mapping[str, Any], key: str) -> str:
    value = field.get(key)
    return value if isinstance(value, str) and len(value) == 1 else ""


def _words(entry: Mapping[str, Any], key: str, otherwise: tuple[str, ...]) -> frozenset[str]:
    value = entry.get(key, otherwise)
    many = value if isinstance(value, list | tuple) else otherwise
    # Version 2 lets a missing value be an object with a label.
    return frozenset(str(each.get("value", "")) if isinstance(each, dict) else str(each) for each in many)
