"""Views of arrangements: one person supported by one carer, with plans and reviews."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.shapes import live_on
from complianced.rules.view import Records, view


@view("arrangements", table="arrangements", key="arrangement_id")
def arrangements(records: Records) -> Rows:
    """One row per arrangement that has begun, ended ones included, with its carer, person, plans and reviews."""
    held = pl.col("held_on")
    plan_kind = pl.col("kind")
    current_plan = records["plans"].latest_by("arrangement_id", "version", "plan_id")
    return (
        records["arrangements"]
        .look_up(
            records["people"],
            "person_id",
            died_on="died_on",
            born_on="born_on",
            support_needs="support_needs",
            primary_need="primary_need",
            placing_authority="placing_authority",
            representative="representative",
            funding="funding",
        )
        .look_up(
            records["carers"],
            "carer_id",
            household_id="household_id",
            approved_on="approved_on",
            approved_arrangements="approved_arrangements",
            approved_max_people="approved_max_people",
            carer_status="status",
            carer_ended_on="ended_on",
        )
        .attach(
            records["plans"],
            "arrangement_id",
            plans=pl.len(),
            first_plan_at=pl.col("made_at").min(),
            first_plan_at_latest=pl.col("made_at_latest").min(),
        )
        .look_up(
            current_plan,
            "arrangement_id",
            plan_id="plan_id",
            plan_made_at="made_at",
            plan_version="version",
            person_involved="person_involved",
            covers_daily_needs="covers_daily_needs",
            covers_outcomes="covers_outcomes",
            covers_risks="covers_risks",
            covers_nutrition="covers_nutrition",
            plan_shared_on="shared_on",
            representative_copy_on="representative_copy_on",
            authority_consulted="authority_consulted",
            carer_copy_on="carer_copy_on",
        )
        .attach(
            records["plan_reviews"],
            "arrangement_id",
            last_plan_review_on=held.filter(plan_kind == "plan").max(),
            last_agreement_review_on=held.filter(plan_kind == "agreement").max(),
            first_agreement_review_on=held.filter(plan_kind == "agreement").min(),
            last_review_on=held.max(),
        )
        .attach(
            records["visits"],
            "arrangement_id",
            last_visited_on=pl.col("visited_on").max(),
            last_seen_alone_on=pl.col("visited_on").filter(pl.col("person_seen_alone")).max(),
        )
    )


@view("arrangements_live", table="arrangements", key="arrangement_id")
def arrangements_live(records: Records) -> Rows:
    """One row per live arrangement: begun, not ended, and the person alive."""
    alive = pl.col("died_on").is_null() | (pl.col("died_on") > records.today)
    return records.view("arrangements").where(live_on(records.today) & alive)


@view("plan_reviews", table="plan_reviews", key="review_id")
def plan_reviews(records: Records) -> Rows:
    """One row per review of an arrangement that is live now."""
    live = records.view("arrangements_live")
    return (
        records["plan_reviews"]
        .attach(live, "arrangement_id", live=pl.len())
        .where(pl.col("live") > 0)
        .look_up(live, "arrangement_id", representative="representative")
    )
