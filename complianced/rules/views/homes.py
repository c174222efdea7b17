"""Views of homes: who lives there, and how many people supported are there at once."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.shapes import age_on
from complianced.rules.view import Records, view


@view("residents", table="household_members", key="member_id")
def residents(records: Records) -> Rows:
    """One row per household member who lives in the home of a carer in role now, with their age."""
    today = records.today
    first = records["arrangements"].look_up(records["carers"], "carer_id", household_id="household_id")
    carers = records["carers"]
    here = pl.col("left_on").is_null() | (pl.col("left_on") > today)
    return (
        records["household_members"]
        .where(here & (pl.col("joined_on").is_null() | (pl.col("joined_on") <= today)))
        .attach(records.view("carers_in_role"), "household_id", carers_in_role=pl.len())
        .where(pl.col("carers_in_role") > 0)
        .attach(first, "household_id", first_arrangement_on=pl.col("started_on").min())
        .attach(carers, "household_id", first_approved_on=pl.col("approved_on").min())
        .attach(
            records["disclosures"].where(pl.col("subject_type") == "household_member"),
            {"member_id": "subject_id"},
            last_disclosed_on=pl.col("issued_on").max(),
            highest_levels=pl.col("level").unique().sort(),
        )
        .derive(
            age=age_on("born_on", today),
            turned_16_on=pl.col("born_on").dt.offset_by("16y"),
            turned_18_on=pl.col("born_on").dt.offset_by("18y"),
        )
    )


@view("home_occupancy", table="households", key="household_id")
def home_occupancy(records: Records) -> Rows:
    """One row per household, with the most people supported there at any one moment and when that was first so."""
    return _occupancy(records, "household_id")


@view("carer_occupancy", table="carers", key="carer_id")
def carer_occupancy(records: Records) -> Rows:
    """One row per carer, with the most people they supported at any one moment and when that was first so."""
    return _occupancy(records, "carer_id")


def _occupancy(records: Records, key: str) -> Rows:
    """The peak of people over time. Someone with two arrangements at once in the same place is one person."""
    present = records.view("presence")
    names = [key, "person_id"]
    merged = (
        present.frame.filter(pl.col(key).is_not_null())
        .sort(*names, "from_at", "until_at")
        .with_columns(reach=pl.col("until_at").cum_max().over(names).shift(1).over(names))
        .with_columns(spell=(pl.col("from_at") > pl.col("reach")).fill_null(True).cum_sum().over(names))
        .group_by(*names, "spell")
        .agg(pl.col("from_at").min(), pl.col("until_at").max())
    )
    steps = pl.concat(
        [
            merged.select(key, at="from_at", step=pl.lit(1)),
            merged.select(key, at="until_at", step=pl.lit(-1)),
        ]
    ).sort(key, "at", "step")
    peaks = (
        steps.with_columns(people=pl.col("step").cum_sum().over(key))
        .sort(key, "people", "at", descending=[False, True, False])
        .unique(key, keep="first", maintain_order=True)
        .select(key, most_people="people", most_people_on=pl.col("at").dt.date())
    )
    sources = present.base | present.reads(*map(pl.col, (key, "person_id", "from_at", "until_at")))
    summary = Rows(peaks, dict.fromkeys((key, "most_people", "most_people_on"), sources))
    table = "households" if key == "household_id" else "carers"
    return (
        records[table]
        .look_up(summary, key, most_people="most_people", most_people_on="most_people_on")
        .where(pl.col("most_people").is_not_null())
    )


@view("presence", table="arrangements", key="arrangement_id")
def presence(records: Records) -> Rows:
    """One row per spell of a person in a home: by its stays for a short break that has any, else by its own dates."""
    endless = pl.datetime(2999, 1, 1, time_zone="Europe/London")
    arrangements = (
        records["arrangements"]
        .look_up(records["people"], "person_id", died_on="died_on")
        .look_up(records["carers"], "carer_id", household_id="household_id")
        .attach(records["stays"], "arrangement_id", stays=pl.len())
        .derive(
            gone_on=pl.min_horizontal("ended_on", "died_on"),
            by_stays=(pl.col("kind") == "short_break") & (pl.col("stays") > 0),
        )
    )
    columns = ("arrangement_id", "scheme_id", "person_id", "carer_id", "household_id", "from_at", "until_at")
    by_dates = arrangements.where(~pl.col("by_stays")).derive(
        from_at=pl.col("started_on").cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London"),
        until_at=pl.coalesce(pl.col("gone_on").cast(pl.Datetime("us")).dt.replace_time_zone("Europe/London"), endless),
    )
    by_stays = (
        arrangements.where(pl.col("by_stays"))
        .each(records["stays"], "arrangement_id", stay_from="started_at", stay_until="ended_at")
        .derive(from_at=pl.col("stay_from"), until_at=pl.coalesce(pl.col("stay_until"), endless))
    )
    return by_dates.pick(*columns).stacked_on(by_stays.pick(*columns)).where(pl.col("from_at") < pl.col("until_at"))
