"""Powers that others hold for a person, and the certificates for their treatment: Adults with Incapacity Act 2000."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows, col, view

_NEVER = date(9999, 12, 31)


@view("powers_in_use", table="legal_authorities", key="authority_id")
def powers_in_use(records: Records) -> Rows:
    """One row per person with a live arrangement and kind of power: the one that runs longest.

    An order that was renewed leaves the old one on record; that is not an order that has run out.
    """
    return (
        records.view("legal_authorities")
        .derive(runs_until_on=pl.coalesce("expires_on", pl.lit(_NEVER)))
        .latest_by(["person_id", "kind"], "runs_until_on", "authority_id")
    )


@view("people_and_powers", table="people", key="person_id")
def people_and_powers(records: Records) -> Rows:
    """One row per person with a live arrangement, with the powers on record that match how their money is managed."""
    return (
        records.view("people_supported")
        .attach(
            records["legal_authorities"],
            {"person_id": "person_id", "money_support": "kind"},
            powers_recorded=pl.len(),
        )
        .attach(
            records["capacity_assessments"].where(col("assessed_on").is_not_null() & col("outcome").is_not_null()),
            "person_id",
            decisions_assessed=pl.len(),
        )
    )


@view("liberty_screened_last", table="liberty", key="liberty_id")
def liberty_screened_last(records: Records) -> Rows:
    """One row per person with a live arrangement: the last screening for deprivation of liberty."""
    return records.view("liberty").latest_by("person_id", "screened_on", "liberty_id")
