"""What those who work for the scheme have been taught about learning disability, autism and medicines."""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

_NEEDS = ("learning_disability", "autism")
# They give time or oversight; they work for the service only where their role is regulated work.
_NOT_WORKING_BY_ROLE = ("director", "panel_member", "volunteer")


@view("workers_learning_disability", table="carers", key="subject_id")
def workers_learning_disability(records: Records) -> Rows:
    """One row per carer in role and member of staff at work, with their training in learning disability and autism."""
    of = pl.col("subject_type")
    taken = records["training"].where(pl.col("course") == "learning_disability_autism")
    needed = records.view("arrangements_live").where(
        pl.any_horizontal(pl.col("support_needs").list.contains(need).fill_null(False) for need in _NEEDS)
        | pl.col("primary_need").is_in(_NEEDS).fill_null(False)
    )
    return (
        records.view("workers")
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role", "begun_on")
        .derive(
            staff_id=pl.when(of == "staff").then(pl.col("subject_id")),
            carer_id=pl.when(of == "carer").then(pl.col("subject_id")),
        )
        .look_up(records["staff"], "staff_id", regulated_work="regulated_work")
        .derive(
            works_here=(of == "carer")
            | pl.col("regulated_work").fill_null(False)
            | ~pl.col("role").is_in(_NOT_WORKING_BY_ROLE)
        )
        .attach(needed, "carer_id", arrangements_with_need=pl.len())
        .attach(needed, {"carer_id": "backup_carer_id"}, as_backup=pl.len())
        .attach(
            taken,
            {"subject_type": "subject_type", "subject_id": "subject_id"},
            completed_on=pl.col("completed_on").max(),
            tier=pl.col("tier").sort_by("completed_on").last(),
        )
        .derive(supports_with_need=(pl.col("arrangements_with_need") > 0) | (pl.col("as_backup") > 0))
    )


@view("carers_medicines", table="carers", key="carer_id")
def carers_medicines(records: Records) -> Rows:
    """One row per carer in role, with when their competence with medicines was assessed and whom they support now."""
    live = records.view("arrangements_live")
    assessed = records["training"].where(
        (pl.col("subject_type") == "carer") & (pl.col("course") == "medicines_competence")
    )
    return (
        records.view("carers_in_role")
        .attach(live, "carer_id", first_live_started_on=pl.col("started_on").min())
        .attach(live, {"carer_id": "backup_carer_id"}, as_backup=pl.len())
        .attach(
            assessed,
            {"carer_id": "subject_id"},
            first_assessed_on=pl.col("completed_on").min(),
            last_assessed_on=pl.col("completed_on").max(),
        )
        .derive(
            supports_now=(pl.col("live_arrangements") > 0)
            | (pl.col("as_backup") > 0)
            | (pl.col("kind") == "support_carer").fill_null(False)
        )
    )
