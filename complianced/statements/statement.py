"""The statement of weeks and fees: what was recorded of one carer in one tax year, and the amounts in force beside it.

It adds up weeks and pounds and nothing else: whether the relief applies, and what it comes to, is for the carer and
HMRC.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from complianced.law.values import DatedValue, Value
from complianced.model import Clause, Sure
from complianced.schemas.recordset import RecordSet
from complianced.statements.fees import payments_by_kind, payments_without_dates
from complianced.statements.weeks import carers_at_home, most_people, presence, weeks_of_people
from complianced.statements.years import TaxYear

NEEDED = ("carers", "people", "arrangements", "payments")
AMOUNTS = ("relief_fixed", "relief_adult_week", "relief_child_under_11_week", "relief_child_week")
PEOPLE_MAXIMUM = "relief_people_maximum"

NOT_A_COMPUTATION = "This is a statement of weeks and fees from the scheme's records. It is not a tax computation."


class StatementError(ValueError):
    """Records from which no statement can be made; the message says what is missing."""


@dataclass(frozen=True)
class Amount:
    """An amount of the relief in force in the year; `pounds` is None where it is not known."""

    name: str
    about: str
    pounds: float | None
    sure: Sure | None = None
    source: str = ""
    note: str = ""

    @property
    def confirm(self) -> bool:
        """True for an amount that was not seen in law and must be checked before anybody uses it."""
        return self.sure is not Sure.VERIFIED


@dataclass(frozen=True)
class PersonWeeks:
    """The weeks of one person with the carer; ids only."""

    person_id: str
    accommodation: bool
    group: str
    weeks: int
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Paid:
    """Payments of one kind from one payer; pence, so that sums are exact."""

    kind: str
    payer: str | None
    payments: int
    pence: int
    without_amount: int = 0
    across: int = 0


@dataclass(frozen=True)
class Statement:
    """One carer's year."""

    scheme_id: str | None
    carer_id: str
    household_id: str | None
    carers_at_home: int | None
    most_people: int | None
    most_people_on: date | None
    people: tuple[PersonWeeks, ...]
    paid: tuple[Paid, ...]
    without_dates: int = 0


@dataclass(frozen=True)
class Statements:
    """The statements of a year, with what holds for all of them. `until` is the last day that records were read to."""

    year: TaxYear
    until: date
    amounts: tuple[Amount, ...]
    people_maximum: int | None
    law_notes: tuple[str, ...]
    carers: tuple[Statement, ...]
    unread: int = 0

    @property
    def over(self) -> bool:
        """True when the year, with its last week, had ended by then."""
        return self.until >= self.year.last_sunday


def statements_of(
    records: RecordSet,
    year: TaxYear,
    until: date,
    *,
    values: Mapping[str, Value],
    clauses: Mapping[str, Clause],
    carers: Iterable[str] = (),
) -> Statements:
    """A statement for each carer with weeks or payments in the year, by id; `carers` narrows them.

    `values` and `clauses` are the self-employment bundle's law. Raises StatementError for records that lack a table, or
    for a carer who is not in them.
    """
    missing = [table for table in NEEDED if not records.was_supplied(table)]
    if missing:
        raise StatementError(f"the records lack {', '.join(missing)}: add what is missing and run it again")
    wanted = set(carers)
    strangers = sorted(wanted - set(records.frame("carers")["carer_id"]))
    if strangers:
        raise StatementError(f"--carer {strangers[0]}: there is no such carer in the records")
    present = presence(records, until)
    weeks = _by_carer(weeks_of_people(records, present, year, until))
    paid = _by_carer(payments_by_kind(records, year))
    undated = _by_carer(payments_without_dates(records))
    homes = _by_key(most_people(present, year, until), "household_id")
    together = _by_key(carers_at_home(records, year, until), "household_id")
    ids = sorted(wanted or {*weeks, *paid, *undated})
    known = _by_key(records.frame("carers").select("carer_id", "scheme_id", "household_id"), "carer_id")
    made = []
    for carer_id in ids:
        carer = known.get(carer_id, {})
        home = homes.get(carer.get("household_id"), {})
        made.append(
            Statement(
                scheme_id=carer.get("scheme_id"),
                carer_id=carer_id,
                household_id=carer.get("household_id"),
                carers_at_home=together.get(carer.get("household_id"), {}).get("carers_at_home"),
                most_people=home.get("most_people"),
                most_people_on=home.get("most_people_on"),
                people=tuple(PersonWeeks(**_without_owner(row)) for row in weeks.get(carer_id, [])),
                paid=tuple(Paid(**_without_owner(row)) for row in paid.get(carer_id, [])),
                without_dates=sum(row["without_dates"] for row in undated.get(carer_id, [])),
            )
        )
    return Statements(
        year=year,
        until=until,
        amounts=tuple(_amount(values[name], year) for name in AMOUNTS),
        people_maximum=_whole(values[PEOPLE_MAXIMUM].at(year.begins, "*")),
        law_notes=_law_notes(clauses, year),
        carers=tuple(made),
        unread=sum(problem.table in (*NEEDED, "stays") and problem.row is not None for problem in records.problems),
    )


def _amount(value: Value, year: TaxYear) -> Amount:
    dated = value.at(year.begins, "*")
    if dated is None:
        return Amount(value.name, value.about, None, note="Not known for this year.")
    return Amount(value.name, value.about, float(dated.value), dated.sure, dated.source, dated.note or "")


def _whole(dated: DatedValue | None) -> int | None:
    return None if dated is None else int(dated.value)


def _law_notes(clauses: Mapping[str, Clause], year: TaxYear) -> tuple[str, ...]:
    """What is known of Making Tax Digital for that year, each with its clause."""
    return tuple(
        f"Making Tax Digital: {clause.gist} ({ref}; {clause.sure.value})."
        for ref, clause in clauses.items()
        if ref.startswith("uksi-2026-336/") and clause.in_force(year.begins)
    )


def _by_carer(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        rows.setdefault(row["carer_id"], []).append(row)
    return rows


def _by_key(frame: pl.DataFrame, key: str) -> dict[Any, dict[str, Any]]:
    return {row[key]: row for row in frame.iter_rows(named=True)}


def _without_owner(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in ("scheme_id", "carer_id")}
