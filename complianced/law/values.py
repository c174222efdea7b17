"""Dated values: every threshold, with the day it began, what it rests on and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from complianced.law.spans import Unit
from complianced.law.yaml_file import Entry, LawError, load
from complianced.model import Basis, Sure

_VALUE_KEYS = frozenset({"about", "unit", "stricter", "values"})
_DATED_KEYS = frozenset({"value", "kind", "source", "sure", "verified_on", "review_by", "note", "ends", "unit"})
EVERYWHERE = "*"


@dataclass(frozen=True)
class DatedValue:
    """One value from one day on, and where it comes from. `set_by_scheme` marks a scheme's own, stricter setting."""

    begins: date
    value: int | float
    unit: Unit
    kind: Basis
    source: str
    sure: Sure
    verified_on: date
    review_by: date
    ends: date | None = None
    note: str | None = None
    set_by_scheme: bool = False

    def in_force(self, on: date) -> bool:
        """True when the value holds on that day."""
        return self.begins <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True)
class Value:
    """One threshold over time. `history` is by nation, `*` for all, each in date order.

    `unit` is what it counts unless a dated value says otherwise: a nation may count in months, others in weeks.
    """

    name: str
    about: str
    unit: Unit
    stricter: str
    history: Mapping[str, tuple[DatedValue, ...]]

    def of(self, nation: str) -> tuple[DatedValue, ...]:
        """The dated values of a nation; empty when it has none."""
        return self.history.get(nation) or self.history.get(EVERYWHERE, ())

    def at(self, on: date, nation: str) -> DatedValue | None:
        """The value that holds in a nation on a day; None before it began, after it ended, or where it never was."""
        holding = [dated for dated in self.of(nation) if dated.in_force(on)]
        return holding[-1] if holding else None


def read_values(file: Path | Traversable) -> dict[str, Value]:
    """The values of a bundle by name. A missing file is no values. Raises LawError."""
    if not file.is_file():
        return {}
    return {name: _value(file.name, str(name), content) for name, content in load(file).items()}


def _value(file: str, name: str, content: Any) -> Value:
    entry = Entry(f"{file}, {name}", content)
    entry.refuse_unknown(_VALUE_KEYS)
    unit = _unit(entry)
    stricter = entry.content.get("stricter", "none")
    if stricter not in ("smaller", "larger", "none"):
        raise LawError(f"{entry.where}: `stricter` must be smaller, larger or none")
    written = entry.content.get("values")
    if not isinstance(written, dict) or not written:
        raise LawError(f"{entry.where}: `values` is missing or empty")
    by_date = all(isinstance(key, date) for key in written)
    by_nation = {EVERYWHERE: written} if by_date else written
    history = {str(nation): _history(f"{entry.where}, {nation}", dates, unit) for nation, dates in by_nation.items()}
    return Value(name, entry.text("about"), unit, stricter, history)


def _unit(entry: Entry) -> Unit:
    try:
        return Unit(entry.text("unit"))
    except ValueError:
        raise LawError(f"{entry.where}: `unit` must be one of {', '.join(Unit)}") from None


def _history(where: str, dates: Any, unit: Unit) -> tuple[DatedValue, ...]:
    if not isinstance(dates, dict) or not all(isinstance(begins, date) for begins in dates):
        raise LawError(f"{where}: values are keyed by the day they began, such as 2015-04-01")
    return tuple(_dated(f"{where}, {begins}", begins, dates[begins], unit) for begins in sorted(dates))


def _dated(where: str, begins: date, content: Any, unit: Unit) -> DatedValue:
    entry = Entry(where, content)
    entry.refuse_unknown(_DATED_KEYS)
    value = entry.content.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise LawError(f"{where}: `value` must be a number")
    return DatedValue(
        begins=begins,
        value=value,
        unit=_unit(entry) if "unit" in entry.content else unit,
        kind=entry.word("kind", Basis),
        source=entry.text("source"),
        sure=entry.word("sure", Sure),
        verified_on=entry.day("verified_on"),
        review_by=entry.day("review_by"),
        ends=entry.day_or_none("ends"),
        note=entry.text_or_none("note"),
    )


class OverrideError(ValueError):
    """A scheme's own setting that the law does not allow, or that names no value."""


def override(values: Mapping[str, Value], settings: Mapping[str, Any]) -> dict[str, Value]:
    """The values with a scheme's own settings put in place of what holds from their day on.

    A setting may tighten a value that is law and never loosen it; guidance and convention may move either way. Raises
    OverrideError with the value's name, the limit and its source.
    """
    changed = dict(values)
    for name, setting in settings.items():
        if name not in values:
            raise OverrideError(f"[values] {name}: there is no such value; `complianced law show` lists them")
        if isinstance(setting, bool) or not isinstance(setting, int | float) or setting < 0:
            raise OverrideError(f"[values] {name} = {setting!r}: must be a number, in {values[name].unit}")
        value = values[name]
        changed[name] = replace(
            value,
            history={nation: _tightened(value, nation, history, setting) for nation, history in value.history.items()},
        )
    return changed


def _tightened(
    value: Value, nation: str, history: Iterable[DatedValue], setting: int | float
) -> tuple[DatedValue, ...]:
    tightened = []
    for dated in history:
        if dated.kind is Basis.LAW and not _at_least_as_strict(setting, dated.value, value.stricter):
            where = "" if nation == EVERYWHERE else f" in {nation}"
            raise OverrideError(
                f"[values] {value.name} = {setting}: the law{where} sets {dated.value} {dated.unit} ({dated.source}); "
                "a scheme may be stricter than law, never looser"
            )
        tightened.append(replace(dated, value=setting, set_by_scheme=True))
    return tuple(tightened)


def _at_least_as_strict(setting: int | float, limit: int | float, stricter: str) -> bool:
    if stricter == "smaller":
        return setting <= limit
    if stricter == "larger":
        return setting >= limit
    return setting == limit
