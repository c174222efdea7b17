"""Views of householders and homesharers, of the checks held on them, and of the homes in which matches are live."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, age_on, col, view

# Whose certificates stand for a homesharer's check in each nation.
BODIES = {
    "england": ("dbs",),
    "wales": ("dbs",),
    "scotland": ("pvg", "disclosure_scotland"),
    "northern_ireland": ("accessni",),
}


@view("homeshare_participants", table="homeshare_participants", key="participant_id")
def homeshare_participants(records: Records) -> Rows:
    """One row per householder and homesharer, those who left included."""
    return records["homeshare_participants"]


@view("homeshare_parties", table="homeshare_participants", key="participant_id")
def homeshare_parties(records: Records) -> Rows:
    """One row per householder and homesharer with a live match, with when the first of these began and the checks held.

    `regulated_tasks` is true where one of these matches has help that is regulated activity. Only certificates of the
    nation's own disclosure bodies count.
    """
    live = records.view("homeshare_matches_live")
    shared = {"match_started_on": "started_on", "rent_weekly": "rent_weekly", "regulated_tasks": "regulated_tasks"}
    householders = live.pick(participant_id="householder_id", **shared)
    homesharers = live.pick(participant_id="homesharer_id", **shared)
    own = records["disclosures"].where(
        (col("subject_type") == "homesharer") & col("body").is_in(BODIES[records.nation])
    )
    issued = col("issued_on")
    for_adults = ~col("workforce").fill_null("adult").is_in(["child", "other"])
    barred = (col("level") == "enhanced_barred") & for_adults
    references = records["file_checks"].where(
        (col("subject_type") == "homesharer") & (col("item") == "personal_reference")
    )
    taken_up = col("received_on").is_not_null() & col("satisfactory").fill_null(False)
    last = own.derive(
        counts_from_on=pl.max_horizontal("issued_on", pl.when(col("update_service")).then("status_checked_on"))
    ).latest_by("subject_id", "counts_from_on", "disclosure_id")
    return (
        records["homeshare_participants"]
        .attach(
            homesharers.stacked_on(householders),
            "participant_id",
            live_matches=pl.len(),
            match_started_on=col("match_started_on").min(),
            rent_weekly=col("rent_weekly").max(),
            regulated_tasks=(col("regulated_tasks").list.len() > 0).any(),
        )
        .where(col("live_matches") > 0)
        .derive(last_home_checked_on=pl.max_horizontal("home_checked_on", "home_rechecked_on"))
        .attach(
            own,
            {"participant_id": "subject_id"},
            disclosures=pl.len(),
            first_issued_on=issued.min(),
            barred_checked_on=issued.filter(barred).max(),
            listed=col("listed").any(),
        )
        .look_up(
            last,
            {"participant_id": "subject_id"},
            disclosure_body="body",
            disclosed_on="issued_on",
            counts_from_on="counts_from_on",
            renews_on="renews_on",
        )
        .attach(
            references,
            {"participant_id": "subject_id"},
            references=taken_up.filter(taken_up).count(),
        )
    )


@view("homeshare_homes", table="households", key="household_id")
def homeshare_homes(records: Records) -> Rows:
    """One row per home with a live match, with when the first of these began and the checks of its alarms."""
    live = records.view("homeshare_matches_live")
    alarms = records["home_checks"].where(col("kind") == "smoke_and_co_alarms")
    return (
        records["households"]
        .attach(
            live,
            "household_id",
            live_matches=pl.len(),
            match_started_on=col("started_on").min(),
        )
        .where(col("live_matches") > 0)
        .attach(alarms, "household_id", alarm_checks=pl.len())
    )


@view("homeshare_home_checks", table="home_checks", key="check_id")
def homeshare_home_checks(records: Records) -> Rows:
    """One row per home with a live match and kind of check: the last one."""
    last = records["home_checks"].latest_by(["household_id", "kind"], "checked_on", "check_id")
    return last.attach(records.view("homeshare_homes"), "household_id", homes=pl.len()).where(col("homes") > 0)


@view("homeshare_residents", table="household_members", key="member_id")
def homeshare_residents(records: Records) -> Rows:
    """One row per other grown-up who lives in a home with a live match."""
    here = col("left_on").is_null() | (col("left_on") > records.today)
    grown = col("born_on").is_null() | (age_on("born_on", records.today) >= 18)
    return (
        records["household_members"]
        .where(here & grown)
        .attach(records.view("homeshare_homes"), "household_id", homes=pl.len())
        .where(col("homes") > 0)
    )


@view("homeshare_authorities", table="legal_authorities", key="authority_id")
def homeshare_authorities(records: Records) -> Rows:
    """One row per attorney, deputy or guardian recorded by a Homeshare organisation."""
    return records["legal_authorities"].where(col("kind").is_in(["attorney", "deputy", "guardian"]))
