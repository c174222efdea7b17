"""Views of people whose liberty is restricted, and of the authority for it."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("je_liberty", table="people", key="person_id")
def je_liberty(records: Records) -> Rows:
    """One row per person supported, with their last screening and how often a restriction of liberty was authorised."""
    authorised = records["liberty"].where(pl.col("authorised_on").is_not_null())
    return records.view("people_supported").attach(authorised, "person_id", authorities=pl.len())


@view("je_authorities", table="liberty", key="liberty_id")
def je_authorities(records: Records) -> Rows:
    """One row per person supported: the last authority, unless a screening since then found no deprivation."""
    people = records.view("people_supported")
    cleared = (pl.col("liberty_outcome") == "not_deprived") & (pl.col("liberty_screened_on") > pl.col("authorised_on"))
    return (
        records.view("liberty")
        .where(pl.col("authorised_on").is_not_null())
        .latest_by("person_id", "authorised_on", "liberty_id")
        .look_up(people, "person_id", liberty_outcome="liberty_outcome", liberty_screened_on="liberty_screened_on")
        .where(~cleared.fill_null(False))
    )
