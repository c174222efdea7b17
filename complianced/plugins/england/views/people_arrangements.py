"""Live arrangements with the reviews of their plan and the carer who stands in."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("arrangements_in_care", table="arrangements", key="arrangement_id")
def arrangements_in_care(records: Records) -> Rows:
    """One row per live arrangement, with the last review of its plan and the carer named as back-up.

    The council reviews the person's plan once, whichever arrangement it is written down for: a review by it counts for
    every arrangement that had begun by then.
    """
    live = records.view("arrangements_live")
    held = pl.col("held_on")
    by_council = (
        records["plan_reviews"]
        .where(pl.col("kind") == "authority")
        .look_up(records["arrangements"], "arrangement_id", person_id="person_id")
    )
    of_person = (
        live.pick("arrangement_id", "person_id", "started_on")
        .each(by_council, "person_id", held_on="held_on")
        .where(held >= pl.col("started_on"))
    )
    return (
        live.attach(
            records["plan_reviews"].where(pl.col("kind").is_in(["plan", "authority"])),
            "arrangement_id",
            reviewed_here_on=held.max(),
            first_reviewed_here_on=held.min(),
        )
        .attach(of_person, "arrangement_id", reviewed_by_council_on=held.max(), first_by_council_on=held.min())
        .look_up(records["people"], "person_id", lacks_capacity="lacks_capacity")
        .look_up(
            records["carers"],
            {"backup_carer_id": "carer_id"},
            backup_status="status",
            backup_approved_on="approved_on",
            backup_ended_on="ended_on",
        )
        .derive(
            plan_reviewed_on=pl.max_horizontal("reviewed_here_on", "reviewed_by_council_on"),
            plan_first_reviewed_on=pl.min_horizontal("first_reviewed_here_on", "first_by_council_on"),
            backup_in_role=(pl.col("backup_status") == "approved").fill_null(False)
            & (pl.col("backup_approved_on") <= records.today).fill_null(False)
            & (pl.col("backup_ended_on").is_null() | (pl.col("backup_ended_on") > records.today)),
        )
    )


@view("last_plan_reviews", table="plan_reviews", key="review_id")
def last_plan_reviews(records: Records) -> Rows:
    """One row per live arrangement that has been reviewed by the scheme: the last review of its plan."""
    live = records.view("arrangements_live")
    return (
        records["plan_reviews"]
        .where(pl.col("kind") == "plan")
        .latest_by("arrangement_id", "held_on", "review_id")
        .each(live, "arrangement_id", personal_care="personal_care")
    )
