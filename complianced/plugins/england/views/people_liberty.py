"""Screenings for deprivation of liberty, court orders, and what calls for a new screening since [2026] UKSC 16."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows, view

# The day of [2026] UKSC 16 (law/instruments/uksc-2026-16.yaml): the acid test ended, and screenings by it ran out.
OVERRULED_ON = date(2026, 6, 2)

_WITHOUT_END = date(9999, 12, 31)

# Restraint, locked doors and sedation. Cameras and alarms are not among the triggers.
RESTRAINTS = ("physical", "environmental", "mechanical", "chemical")


@view("screenings", table="liberty", key="liberty_id")
def screenings(records: Records) -> Rows:
    """One row per person with a live arrangement who was screened: the last screening, and what the court was asked.

    `order_until` is the last day of the longest order; that one has run out since is told of the order itself.
    """
    screened = pl.col("screened_on").is_not_null() | pl.col("outcome").is_not_null()
    return (
        records.view("liberty")
        .where(screened)
        .latest_by("person_id", "screened_on", "liberty_id")
        .attach(_orders(records), "person_id", order_until=pl.col("expires_on").fill_null(_WITHOUT_END).max())
        .attach(_pending(records), "person_id", applications_pending=pl.len())
    )


@view("court_orders", table="liberty", key="liberty_id")
def court_orders(records: Records) -> Rows:
    """One row per person with a live arrangement who has had an order of the Court of Protection: the last of these.

    `moot` says that a screening since then found no deprivation, `renewal_pending` that the court has been asked again.
    """
    asked_again = pl.col("last_applied_on") >= pl.col("authorised_on")
    return (
        _orders(records)
        .latest_by("person_id", "authorised_on", "liberty_id")
        .attach(_pending(records), "person_id", last_applied_on=pl.col("applied_on").max())
        .look_up(records.view("screenings"), "person_id", found="outcome", found_on="screened_on")
        .derive(
            moot=((pl.col("found") == "not_deprived") & (pl.col("found_on") >= pl.col("authorised_on"))).fill_null(
                False
            ),
            renewal_pending=asked_again.fill_null(False),
        )
    )


@view("court_applications", table="liberty", key="liberty_id")
def court_applications(records: Records) -> Rows:
    """One row per entry on liberty of a person with a live arrangement, with whether personal care is given.

    CQC is told of people who get it; where every arrangement says that it is not given, it is not told.
    """
    return records["liberty"].each(records.view("people_in_care"), "person_id", regulated="regulated")


@view("people_screened", table="people", key="person_id")
def people_screened(records: Records) -> Rows:
    """One row per person with a live arrangement, with the last screening and the restraint recorded since the ruling.

    Restraint that had ended by the day of the ruling calls for nothing; what was there then counts from that day.
    """
    since = pl.col("ended_on").is_null() | (pl.col("ended_on") >= pl.lit(OVERRULED_ON))
    restraint = records["restrictions"].where(pl.col("kind").is_in(RESTRAINTS) & since)
    return (
        records.view("people_supported")
        .attach(restraint, "person_id", first_restrained_on=pl.col("started_on").min())
        .derive(
            restrained_on=pl.when(pl.col("first_restrained_on").is_not_null()).then(
                pl.max_horizontal("first_restrained_on", pl.lit(OVERRULED_ON))
            ),
        )
    )


def _orders(records: Records) -> Rows:
    """Orders made by the Court of Protection, ended ones included."""
    made = (pl.col("authority") == "court_of_protection") & pl.col("authorised_on").is_not_null()
    return records.view("liberty").where(made)


def _pending(records: Records) -> Rows:
    """Applications to the court that await their outcome. DoLS is not asked of a court."""
    to_court = pl.col("authority").is_null() | pl.col("authority").is_in(["court_of_protection", "none"])
    awaited = pl.col("applied_on").is_not_null() & pl.col("decided_on").is_null() & pl.col("authorised_on").is_null()
    return records.view("liberty").where(to_court & awaited)
