"""Weeks of care: each week, Monday to Sunday, in which a person was with a carer for any part of it.

Presence is as the rules have it: by its stays for a short break that has any, else from the arrangement's first day up
to, not with, the day on which it ended.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.rules.shapes import age_on
from complianced.rules.view import Records
from complianced.rules.views import SHARED_VIEWS
from complianced.schemas.recordset import UK, RecordSet
from complianced.statements.years import TaxYear

ADULT, CHILD, YOUNG_CHILD, UNKNOWN = "adult", "child of 11 or over", "child under 11", "age not recorded"


def presence(records: RecordSet, until: date) -> pl.DataFrame:
    """Each spell of a person with a carer: scheme_id, carer_id, household_id, person_id, kind, from_at, until_at."""
    views = {view.name: view for view in SHARED_VIEWS}
    present = Records(records, views, until, nation="").view("presence").frame
    kinds = records.frame("arrangements").lazy().select("arrangement_id", "kind")
    return (
        present.join(kinds, on="arrangement_id", how="left", maintain_order="left")
        .select("scheme_id", "carer_id", "household_id", "person_id", "kind", "from_at", "until_at")
        .collect()
    )


def _days_of(present: pl.DataFrame, year: TaxYear, until: date) -> pl.DataFrame:
    """The spells within the weeks of the year, by their first and last day, up to the day `until`."""
    last = min(year.last_sunday, until)
    return present.with_columns(
        first_on=pl.col("from_at").dt.date().clip(lower_bound=year.first_monday),
        # A spell ends at a moment; midnight is the end of the day before.
        last_on=(pl.col("until_at") - pl.duration(microseconds=1)).dt.date().clip(upper_bound=last),
    ).filter(pl.col("first_on") <= pl.col("last_on"))


def weeks_of_people(records: RecordSet, present: pl.DataFrame, year: TaxYear, until: date) -> pl.DataFrame:
    """One row per carer, person, whether with accommodation, and age group: the weeks, the first and the last day.

    A week with accommodation is not counted again for day support. The age is that of each week's Monday.
    """
    born = records.frame("people").select("person_id", "born_on")
    monday = _monday("first_on")
    each_week = (
        _days_of(present, year, until)
        .with_columns(
            accommodation=(pl.col("kind") != "day_support").fill_null(True),
            week=pl.date_ranges(monday, _monday("last_on"), "1w"),
        )
        .explode("week")
    )
    person_week = ["scheme_id", "carer_id", "person_id", "week"]
    weekly = (
        each_week.group_by(person_week)
        .agg(
            pl.col("accommodation").any(),
            first_on=pl.max_horizontal("first_on", "week").min(),
            last_on=pl.min_horizontal("last_on", pl.col("week").dt.offset_by("6d")).max(),
        )
        .join(born, on="person_id", how="left", maintain_order="left")
        .with_columns(group=_age_group())
    )
    return (
        weekly.group_by("scheme_id", "carer_id", "person_id", "accommodation", "group")
        .agg(weeks=pl.len().cast(pl.Int64), first_on=pl.col("first_on").min(), last_on=pl.col("last_on").max())
        .sort("scheme_id", "carer_id", "person_id", pl.col("accommodation").not_(), "first_on", "group")
    )


def most_people(present: pl.DataFrame, year: TaxYear, until: date) -> pl.DataFrame:
    """By household, the most people there at any one moment of the year and the day of it, all its carers counted.

    Someone with two arrangements at once in the same home is one person.
    """
    begins, ends = _midnight(year.begins), _midnight(min(year.ends, until)).dt.offset_by("1d")
    names = ["household_id", "person_id"]
    within = present.filter(
        pl.col("household_id").is_not_null(), pl.col("until_at") > begins, pl.col("from_at") < ends
    ).with_columns(
        pl.max_horizontal("from_at", begins).alias("from_at"), pl.min_horizontal("until_at", ends).alias("until_at")
    )
    spells = (
        within.sort(*names, "from_at", "until_at")
        .with_columns(reach=pl.col("until_at").cum_max().over(names).shift(1).over(names))
        .with_columns(spell=(pl.col("from_at") > pl.col("reach")).fill_null(True).cum_sum().over(names))
        .group_by(*names, "spell")
        .agg(pl.col("from_at").min(), pl.col("until_at").max())
    )
    steps = pl.concat(
        [
            spells.select("household_id", at="from_at", step=pl.lit(1)),
            spells.select("household_id", at="until_at", step=pl.lit(-1)),
        ]
    ).sort("household_id", "at", "step")
    return (
        steps.with_columns(people=pl.col("step").cum_sum().over("household_id"))
        .sort("household_id", "people", "at", descending=[False, True, False])
        .unique("household_id", keep="first", maintain_order=True)
        .select("household_id", most_people=pl.col("people").cast(pl.Int64), most_people_on=pl.col("at").dt.date())
    )


def carers_at_home(records: RecordSet, year: TaxYear, until: date) -> pl.DataFrame:
    """By household, how many carers, support carers included, were approved there on any day of the year."""
    last = min(year.ends, until)
    return (
        records.frame("carers")
        .filter(
            pl.col("household_id").is_not_null(),
            pl.col("approved_on") <= last,
            pl.col("ended_on").is_null() | (pl.col("ended_on") > year.begins),
        )
        .group_by("household_id")
        .agg(carers_at_home=pl.len().cast(pl.Int64))
        .sort("household_id")
    )


def _midnight(day: date) -> pl.Expr:
    return pl.lit(day).cast(pl.Datetime("us")).dt.replace_time_zone(UK)


def _monday(day: str) -> pl.Expr:
    return pl.col(day) - pl.duration(days=pl.col(day).dt.weekday().cast(pl.Int64) - 1)


def _age_group() -> pl.Expr:
    age = age_on("born_on", pl.col("week"))
    return (
        pl.when(age.is_null())
        .then(pl.lit(UNKNOWN))
        .when(age >= 18)
        .then(pl.lit(ADULT))
        .when(age >= 11)
        .then(pl.lit(CHILD))
        .otherwise(pl.lit(YOUNG_CHILD))
    )
