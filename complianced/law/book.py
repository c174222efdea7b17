"""The law of one bundle, and that law as it stands in one nation on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from typing import Any

import polars as pl

from complianced.law.bank_holidays import bank_holidays
from complianced.law.frameworks import Framework, read_frameworks
from complianced.law.instruments import Instrument, read_instruments
from complianced.law.pack_order import Theme, read_pack_languages, read_pack_order
from complianced.law.spans import Span, Unit
from complianced.law.values import DatedValue, Value, read_values
from complianced.law.yaml_file import load
from complianced.model import Clause

_FIRST_BANK_HOLIDAY_YEAR = 2000


class NotInForce(LookupError):
    """A rule read a value that does not hold on the day of the audit: the rule is not in force then."""


class UnknownValue(AttributeError):
    """A rule read a value that its bundle does not have."""


class LawBook:
    """Everything in a bundle's `law` folder, read when first asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        """The bundle's instruments by id. Raises LawError."""
        return read_instruments(self._folder / "instruments")

    @cached_property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause by reference, in instrument order. Raises LawError."""
        return {ref: clause for instrument in self.instruments.values() for ref, clause in instrument.clauses.items()}

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The bundle's dated values by name. Raises LawError."""
        return read_values(self._folder / "values.yaml")

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The bundle's assessment frameworks. Raises LawError."""
        return read_frameworks(self._folder / "frameworks")

    @cached_property
    def terms(self) -> Mapping[str, Any]:
        """The nation's words, as `terms.yaml` has them."""
        file = self._folder / "terms.yaml"
        return load(file) if file.is_file() else {}

    @cached_property
    def pack(self) -> tuple[Theme, ...]:
        """The order of the inspector's pack, as `pack.yaml` has it; empty where there is none. Raises LawError."""
        return read_pack_order(self._folder / "pack.yaml")

    @cached_property
    def pack_languages(self) -> tuple[str, ...]:
        """Which language comes first in a pack in several; empty where the nation sets no order. Raises LawError."""
        return read_pack_languages(self._folder / "pack.yaml")


@dataclass(frozen=True)
class Reading:
    """A value that a rule read, as `explain` shows it."""

    name: str
    about: str
    unit: Unit
    dated: DatedValue


class Law:
    """One bundle's values in one nation on one day, as its rules read them: `law.dbs_renewal`.

    A length of time is a Span that can be added to a date column; anything else is a plain number. `readings` lists
    what was read. Raises NotInForce for a value that does not hold that day and UnknownValue for one that is not there.
    """

    def __init__(self, values: Mapping[str, Value], nation: str, as_of: date) -> None:
        self._values = values
        self.nation = nation
        self.as_of = as_of
        self.readings: list[Reading] = []

    @property
    def today(self) -> pl.Expr:
        """The day of the audit, as an expression."""
        return pl.lit(self.as_of)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        value = self._values.get(name)
        if value is None:
            raise UnknownValue(f"there is no law value `{name}`; add it to the bundle's values.yaml")
        if not value.of(self.nation):
            raise UnknownValue(f"the law value `{name}` has no entry for {self.nation}")
        dated = value.at(self.as_of, self.nation)
        if dated is None:
            raise NotInForce(f"{value.about}: nothing in force on {self.as_of}")
        self.readings.append(Reading(name, value.about, dated.unit, dated))
        if not dated.unit.is_time:
            return dated.value
        holidays = (
            bank_holidays(self.nation, _FIRST_BANK_HOLIDAY_YEAR, self.as_of.year + 2)
            if dated.unit is Unit.WORKING_DAYS
            else ()
        )
        return Span(int(dated.value), dated.unit, holidays)
