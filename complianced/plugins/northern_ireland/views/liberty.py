"""Deprivation of liberty under the Mental Capacity Act (Northern Ireland) 2016: screenings, Trust panels' authority."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view


@view("screened_for_panel", table="liberty", key="liberty_id")
def screened_for_panel(records: Records) -> Rows:
    """One row per person with a live placement who was screened: the last screening, with panels' authority so far."""
    screened = col("screened_on").is_not_null() | col("outcome").is_not_null()
    return (
        records.view("liberty")
        .where(screened)
        .latest_by("person_id", "screened_on", "liberty_id")
        .attach(
            _granted(records),
            "person_id",
            authorities=pl.len(),
            last_authorised_on=col("authorised_on").max(),
            last_application_on=col("applied_on").max(),
        )
    )


@view("panel_authorities", table="liberty", key="liberty_id")
def panel_authorities(records: Records) -> Rows:
    """One row per person with a live placement who has had a panel's authority: the last one.

    `moot` says that a screening since then found no deprivation, `in_hand` that another application was made since.
    """
    asked = records.view("liberty").where(col("applied_on").is_not_null())
    return (
        _granted(records)
        .latest_by("person_id", "authorised_on", "liberty_id")
        .look_up(records.view("screened_for_panel"), "person_id", found="outcome", found_on="screened_on")
        .attach(asked, "person_id", asked_on=col("applied_on").max())
        .derive(
            moot=((col("found") == "not_deprived") & (col("found_on") >= col("authorised_on"))).fill_null(False),
            in_hand=(col("asked_on") > col("authorised_on")).fill_null(False),
        )
    )


def _granted(records: Records) -> Rows:
    return records.view("liberty").where((col("authority") == "trust_panel") & col("authorised_on").is_not_null())
