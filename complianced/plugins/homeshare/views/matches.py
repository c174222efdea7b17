"""Views of Homeshare matches: who is in them, what help was agreed, and when the organisation was last in touch."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, live_on, view

# Help that is regulated activity where somebody needs it by age, illness or disability and a third party arranges it.
REGULATED_TASKS = ("shopping", "bills", "cash_handling")


@view("homeshare_matches", table="homeshare_matches", key="match_id")
def homeshare_matches(records: Records) -> Rows:
    """One row per match, ended and coming ones included, with its home and its contacts since moving in.

    `contact_days` lists the days of contact in order; `householder_seen_on` and `homesharer_seen_on` are the last day
    on which that party was spoken to alone.
    """
    people = records["homeshare_participants"]
    today = records.today
    householders = people.where((col("role") == "householder") & (col("left_on").is_null() | (col("left_on") > today)))
    contacts = (
        records["homeshare_contacts"]
        .look_up(records["homeshare_matches"], "match_id", started_on="started_on")
        .where(col("contacted_on") >= col("started_on"))
    )
    contacted = col("contacted_on")
    return (
        records["homeshare_matches"]
        .look_up(
            people,
            {"householder_id": "participant_id"},
            household_id="household_id",
            householder_left_on="left_on",
        )
        .attach(householders, "household_id", householders_in_home=pl.len())
        .attach(
            contacts,
            "match_id",
            first_contacted_on=contacted.min(),
            contact_days=contacted.sort(),
            contacts=pl.len(),
            householder_seen_on=contacted.filter(col("with") == "householder").max(),
            homesharer_seen_on=contacted.filter(col("with") == "homesharer").max(),
        )
        .derive(regulated_tasks=col("tasks").list.set_intersection(list(REGULATED_TASKS)).list.sort())
    )


@view("homeshare_matches_live", table="homeshare_matches", key="match_id")
def homeshare_matches_live(records: Records) -> Rows:
    """One row per match that is live: the homesharer has moved in and not out."""
    return records.view("homeshare_matches").where(live_on(records.today))


@view("homeshare_contacts", table="homeshare_contacts", key="contact_id")
def homeshare_contacts(records: Records) -> Rows:
    """One row per contact, with whether the householder is still with the organisation."""
    matches = records.view("homeshare_matches")
    left = col("householder_left_on")
    return (
        records["homeshare_contacts"]
        .look_up(matches, "match_id", householder_left_on="householder_left_on")
        .derive(householder_here=left.is_null() | (left > records.today))
    )
