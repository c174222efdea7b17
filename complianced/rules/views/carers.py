"""Views of carers: in role, and what has been agreed, reviewed, visited and taught."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.shapes import live_on
from complianced.rules.view import Records, view

# The course that a recorded need of a person calls for, from whoever supports them.
COURSE_FOR_NEED = {
    "learning_disability": "learning_disability_autism",
    "autism": "learning_disability_autism",
    "epilepsy": "epilepsy",
    "dysphagia": "dysphagia",
    "peg": "peg",
    "diabetes": "diabetes",
    "moving_and_handling": "moving_and_handling",
    "behaviour": "positive_behaviour_support",
    "dementia": "dementia",
}


@view("carers", table="carers", key="carer_id")
def carers(records: Records) -> Rows:
    """One row per carer and support carer, applicants and ended ones included, with their agreement."""
    agreements = records["carer_agreements"]
    arrangements = records["arrangements"]
    signed = pl.max_horizontal("carer_signed_on", "scheme_signed_on")
    both = pl.col("carer_signed_on").is_not_null() & pl.col("scheme_signed_on").is_not_null()
    open_now = pl.col("ended_on").is_null() | (pl.col("ended_on") > records.today)
    return (
        records["carers"]
        .attach(
            agreements,
            "carer_id",
            agreement_signed_on=signed.filter(both).min(),
            open_agreements=(both & open_now).filter(both & open_now).count(),
            agreement_ended_on=pl.col("ended_on").max(),
        )
        .attach(
            arrangements,
            "carer_id",
            first_arrangement_on=pl.col("started_on").min(),
            arrangements_ever=pl.len(),
        )
        .attach(records.view("arrangements_live"), "carer_id", live_arrangements=pl.len())
    )


@view("carers_in_role", table="carers", key="carer_id")
def carers_in_role(records: Records) -> Rows:
    """One row per carer in role: approved or suspended, approved by the day and not ended."""
    held = pl.col("held_on")
    visited = pl.col("visited_on")
    return (
        records.view("carers")
        .where(pl.col("status").is_in(["approved", "suspended"]) & live_on(records.today, started="approved_on"))
        .look_up(records["households"], "household_id", tenure="tenure")
        .attach(
            records["carer_reviews"],
            "carer_id",
            last_review_on=held.max(),
            last_panel_review_on=held.filter(pl.col("kind") == "panel").max(),
        )
        .attach(
            records["visits"],
            "carer_id",
            last_visited_on=visited.max(),
            last_unannounced_on=visited.filter(~pl.col("announced")).max(),
        )
    )


@view("carer_training", table="carers", key="carer_id")
def carer_training(records: Records) -> Rows:
    """One row per carer in role and course that they have taken or that the people they support need."""
    return _with_training(records, records.view("carers_in_role").crossed_with("course", _courses(records)), "carer")


@view("staff_training", table="staff", key="staff_id")
def staff_training(records: Records) -> Rows:
    """One row per member of staff in post and course."""
    staff = records.view("staff_in_post").crossed_with("course", _courses(records))
    return _with_training(records, staff, "staff")


@view("needed_training", table="carers", key="carer_id")
def needed_training(records: Records) -> Rows:
    """One row per carer in role and course that a need of somebody they support calls for."""
    needs = (
        records.view("arrangements_live")
        .pick("carer_id", "support_needs")
        .split("support_needs")
        .derive(course=pl.col("support_needs").replace_strict(COURSE_FOR_NEED, default=None, return_dtype=pl.String))
    )
    wanted = needs.pick("carer_id", "course").distinct("carer_id", "course")
    pairs = records.view("carers_in_role").each(wanted, "carer_id", course="course")
    return _with_training(records, pairs.where(pl.col("course").is_not_null()), "carer")


@view("offers", table="offers", key="offer_id")
def offers(records: Records) -> Rows:
    """One row per offer of a match."""
    return records["offers"]


@view("applications", table="applications", key="application_id")
def applications(records: Records) -> Rows:
    """One row per application to become a carer."""
    return records["applications"]


def _courses(records: Records) -> tuple[str, ...]:
    return records.choices("training", "course")


def _with_training(records: Records, rows: Rows, subject_type: str) -> Rows:
    """The rows with when the course was last completed and until when it counts by its own certificate."""
    taken = records["training"].where(pl.col("subject_type") == subject_type)
    key = "carer_id" if subject_type == "carer" else "staff_id"
    return rows.attach(
        taken,
        {key: "subject_id", "course": "course"},
        completed_on=pl.col("completed_on").max(),
        expires_on=pl.col("expires_on").sort_by("completed_on").last(),
        tier=pl.col("tier").sort_by("completed_on").last(),
    )
