"""Who lives in a carer's home, decided on and checked; and how many people are placed with a carer at one time."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# SR 2007/221 reg 12(2)(b): whatever an agreement states, no carer has more.
_MOST = 3


@view("residents_decided", table="household_members", key="member_id")
def residents_decided(records: Records) -> Rows:
    """One row per member of a carer's home where somebody is placed now, with the day a fitness decision was due by.

    Whoever lived there before the carer was approved is decided on before the first placement; whoever joined later,
    on joining.
    """
    return (
        records.view("residents")
        .attach(records.view("arrangements_live"), "household_id", placed_now=pl.len())
        .where(col("placed_now") > 0)
        .derive(
            decision_due_on=pl.when(col("joined_on") > col("first_approved_on"))
            .then("joined_on")
            .otherwise("first_arrangement_on")
        )
    )


@view("carers_decided", table="carers", key="carer_id")
def carers_decided(records: Records) -> Rows:
    """One row per carer in role in a home where somebody is placed now, with the day a fitness decision was due by."""
    placements = records["arrangements"].look_up(records["carers"], "carer_id", household_id="household_id")
    return (
        records.view("carers_in_role")
        .attach(placements, "household_id", first_here_on=col("started_on").min())
        .attach(records.view("arrangements_live"), "household_id", placed_now=pl.len())
        .where(col("placed_now") > 0)
        .derive(decision_due_on=pl.max_horizontal("first_here_on", "approved_on"))
    )


@view("residents_checked", table="household_members", key="member_id")
def residents_checked(records: Records) -> Rows:
    """One row per member of the home of a carer in role, with whether the risk or the fitness was weighed and since."""
    return records.view("residents").derive(
        weighed_on=pl.coalesce("risk_assessed_on", "fitness_decided_on"),
        there_since_on=pl.max_horizontal("joined_on", "first_approved_on"),
    )


@view("carers_people_at_once", table="carers", key="carer_id")
def carers_people_at_once(records: Records) -> Rows:
    """One row per carer with people placed, ended carers left out: the moment at which the number was furthest over.

    `people_at_once` is counted by stays and placements that overlap; `stated_maximum` is the lowest number in any
    agreement in force on that day.
    """
    present, arrangements = records.view("presence"), records["arrangements"]
    names = ["carer_id", "person_id"]
    spells = (
        present.frame.filter(col("carer_id").is_not_null())
        .sort(*names, "from_at", "until_at")
        .with_columns(reach=col("until_at").cum_max().over(names).shift(1).over(names))
        .with_columns(spell=(col("from_at") > col("reach")).fill_null(True).cum_sum().over(names))
        .group_by(*names, "spell")
        .agg(col("from_at").min(), col("until_at").max())
    )
    steps = pl.concat(
        [
            spells.select("carer_id", at="from_at", step=pl.lit(1)),
            spells.select("carer_id", at="until_at", step=pl.lit(-1)),
        ]
    ).sort("carer_id", "at", "step")
    arrivals = (
        steps.with_columns(people=col("step").cum_sum().over("carer_id"))
        .filter(col("step") == 1)
        .select("carer_id", "people", day=col("at").dt.date())
        .group_by("carer_id", "people")
        .agg(col("day").min(), last_day=col("day").max())
    )
    moments = pl.concat(
        [arrivals.select("carer_id", "people", "day"), arrivals.select("carer_id", "people", day="last_day")]
    ).unique()
    terms = arrangements.frame.select("carer_id", "started_on", "ended_on", "max_people_stated")
    in_force = (col("started_on") <= col("day")) & (col("ended_on").is_null() | (col("ended_on") > col("day")))
    worst = (
        moments.join(terms, on="carer_id", how="left")
        .filter(in_force)
        .group_by("carer_id", "people", "day")
        .agg(stated=col("max_people_stated").min())
        .with_columns(over=col("people") - pl.min_horizontal(col("stated"), pl.lit(_MOST)))
        .sort("carer_id", "over", "day", descending=[False, True, False])
        .unique("carer_id", keep="first", maintain_order=True)
        .select("carer_id", people_at_once="people", at_once_on="day", stated_maximum="stated")
    )
    sources = present.base | present.reads(*map(col, ("carer_id", "person_id", "from_at", "until_at")))
    stated = sources | arrangements.reads(*map(col, ("started_on", "ended_on", "max_people_stated")))
    summary = Rows(
        worst,
        {"carer_id": sources, "people_at_once": sources, "at_once_on": sources, "stated_maximum": stated},
    )
    return (
        records["carers"]
        .look_up(
            summary,
            "carer_id",
            people_at_once="people_at_once",
            at_once_on="at_once_on",
            stated_maximum="stated_maximum",
        )
        .where(
            col("people_at_once").is_not_null()
            & (col("ended_on").is_null() | (col("ended_on") > records.today))
            & (col("status") != "ended")
        )
    )
