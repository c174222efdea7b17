"""Views of the scheme: its workload, whom it last asked what they think, and inductions of staff."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("scheme_workload", table="schemes", key="scheme_id")
def scheme_workload(records: Records) -> Rows:
    """One row per scheme, with its live arrangements, carers in role and full-time equivalent of scheme workers."""
    return records.view("schemes").attach(records.view("carers_in_role"), "scheme_id", carers_in_role=pl.len())


@view("scheme_feedback", table="schemes", key="scheme_id")
def scheme_feedback(records: Records) -> Rows:
    """One row per scheme, with when people, and when carers, were last asked what they think."""
    happened = pl.col("happened_on").max()
    return (
        records["schemes"]
        .attach(records["governance"].where(pl.col("kind") == "survey"), "scheme_id", last_survey_on=happened)
        .attach(records["surveys"], "scheme_id", last_answered_on=pl.col("answered_on").max())
        .attach(records["governance"].where(pl.col("carers_met") > 0), "scheme_id", carers_last_met_on=happened)
        .derive(people_last_asked_on=pl.max_horizontal("last_survey_on", "last_answered_on"))
    )


@view("staff_induction", table="staff", key="staff_id")
def staff_induction(records: Records) -> Rows:
    """One row per employed member of staff in post, with the last finished induction, noted as such or as a course."""
    courses = records["training"].where((pl.col("subject_type") == "staff") & (pl.col("course") == "induction"))
    return (
        records.view("staff_supervision")
        .attach(courses, {"staff_id": "subject_id"}, induction_course_on=pl.col("completed_on").max())
        .derive(inducted_on=pl.max_horizontal("last_induction_completed_on", "induction_course_on"))
    )
