"""Facts of what goes wrong and what people say: concerns, incidents and complaints of the twelve months."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from complianced.measures.fact import Fact, FactGroup
from complianced.measures.held import Held
from complianced.measures.standing_day import Day

col = pl.col


def event_facts(day: Day, regulated: bool) -> Iterator[FactGroup]:
    """Concerns, incidents and complaints: how many, of which kind, passed on or answered, and still open.

    What the regulator was told is counted where there is one: a Homeshare organisation has none.
    """

    def told(rows: Held) -> tuple[Fact, ...]:
        return (rows.fact("Of these, told to the regulator", col("regulator_notified_at").is_not_null()),)

    raised = day.happened("concerns", "raised_at")
    yield FactGroup(
        "concerns",
        (
            raised.total("Safeguarding concerns raised in the last 12 months", "category"),
            raised.fact("Of these, referred for an enquiry", col("referred_at").is_not_null()),
            *(told(raised) if regulated else ()),
            _open(day, "concerns").total("Safeguarding concerns open on the day"),
        ),
    )
    known = _known(day)
    yield FactGroup(
        "incidents",
        (
            known.total("Incidents in the last 12 months", "kind"),
            *(told(known) if regulated else ()),
            _open(day, "incidents").total("Incidents open on the day"),
        ),
    )
    received = day.happened("complaints", "received_on")
    yield FactGroup(
        "complaints",
        (
            received.total("Complaints received in the last 12 months", "made_by"),
            received.fact("Of these, answered", col("responded_on").is_not_null()),
            received.where(col("outcome").is_not_null()).total("Of these, with an outcome", "outcome"),
            _open(day, "complaints").total("Complaints open on the day"),
        ),
    )


def survey_facts(day: Day) -> Iterator[FactGroup]:
    """How many of the people supported have been heard."""
    asked = day.people.having("answered", day.happened("surveys", "answered_on"), "person_id")
    yield FactGroup("surveys", (asked.fact("People who answered a survey in the last 12 months", col("answered")),))


def _open(day: Day, table: str) -> Held:
    return day.rows(table).where(col("closed_on").is_null() | (col("closed_on") > day.as_of))


def _known(day: Day) -> Held:
    """The incidents of the year: an incident counts on the day the scheme knew of it, or else on the day it was."""
    aware = pl.coalesce("known_at", "occurred_at").dt.date()
    incidents = day.rows("incidents")
    dated = incidents.where(aware.is_not_null())
    there = dated.where(aware.is_between(day.year.starts_on, day.year.ends_on))
    undated = incidents.frame.height - dated.frame.height - dated.unreadable
    return Held(there.records, "incidents", there.frame, there.sources, dated.unreadable, undated)
