"""Personal plans over time: SSI 2011/210 reg 5. Every stretch without a review is kept, so that past gaps show too."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Records, Rows, col, view

_LAW_BEGAN = date(2011, 4, 1)


@view("plans_over_time", table="arrangements", key="arrangement_id")
def plans_over_time(records: Records) -> Rows:
    """One row per arrangement, ended ones included, with the stretches between one review of its plan and the next.

    A stretch begins with the start, the first plan or the law, whichever came last, or with a review; it ends with the
    next review or, for an arrangement that is over, with its last day. What runs on until today is no stretch yet.
    """
    arrangements = (
        records.view("arrangements")
        .derive(gone_on=pl.min_horizontal("ended_on", "died_on"), planned_on=col("first_plan_at").dt.date())
        .derive(
            counts_from_on=pl.max_horizontal("started_on", "planned_on", pl.lit(_LAW_BEGAN)),
            still_here=col("gone_on").is_null() | (col("gone_on") > records.today),
        )
    )
    reviews = (
        records["plan_reviews"]
        .where(col("kind") == "plan")
        .look_up(arrangements, "arrangement_id", counts_from_on="counts_from_on", gone_on="gone_on")
        .where(
            (col("held_on") > col("counts_from_on")) & (col("gone_on").is_null() | (col("held_on") <= col("gone_on")))
        )
    )
    over = arrangements.where(~col("still_here") & (col("gone_on") > col("counts_from_on")))
    days = [
        rows.pick("arrangement_id", on=day)
        for rows, day in ((arrangements, "counts_from_on"), (reviews, "held_on"), (over, "gone_on"))
    ]
    stretches = (
        days[0]
        .stacked_on(days[1])
        .stacked_on(days[2])
        .previous("arrangement_id", "on", "arrangement_id", previous_on="on")
        .where(col("previous_on").is_not_null())
        .derive(stretch=pl.struct("previous_on", "on"), length=col("on") - col("previous_on"))
    )
    return arrangements.attach(reviews, "arrangement_id", reviewed_on=col("held_on").max()).attach(
        stretches,
        "arrangement_id",
        stretches=col("stretch"),
        longest_from_on=col("previous_on").sort_by("length").last(),
        longest_until_on=col("on").sort_by("length").last(),
    )


@view("plans_in_use", table="arrangements", key="arrangement_id")
def plans_in_use(records: Records) -> Rows:
    """One row per live arrangement, with what its plan says and whether the person can decide for themselves."""
    return (
        records.view("arrangements_live")
        .look_up(records["people"], "person_id", lacks_capacity="lacks_capacity")
        .derive(plan_made_on=col("plan_made_at").dt.date(), revised=(col("plan_version") > 1).fill_null(False))
    )


@view("plans_current", table="plans", key="plan_id")
def plans_current(records: Records) -> Rows:
    """One row per plan in use: the newest version of each live arrangement that has a plan."""
    return records.view("plans_in_use").where(col("plans") > 0)


@view("plan_reviews_and_plans", table="plan_reviews", key="review_id")
def plan_reviews_and_plans(records: Records) -> Rows:
    """One row per review of the plan of a live arrangement, with the day of the newest version of that plan."""
    return (
        records.view("plan_reviews")
        .where(col("kind") == "plan")
        .attach(records["plans"], "arrangement_id", newest_plan_on=col("made_at").dt.date().max())
    )
