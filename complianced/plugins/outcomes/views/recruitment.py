"""Views of applications: how far each has come, and the carer it led to."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# What shows that an enquirer was answered, and that the home was visited.
_AFTER_CONTACT = (
    "contacted_on",
    "applied_on",
    "home_visited_on",
    "checks_completed_on",
    "training_completed_on",
    "assessed_on",
    "report_shared_on",
    "panel_on",
)
_AFTER_VISIT = ("home_visited_on", "checks_completed_on", "assessed_on", "report_shared_on", "panel_on")


@view("applications_held", table="applications", key="application_id")
def applications_held(records: Records) -> Rows:
    """One row per application whose data has not been removed, with its stage, its carer and the minutes of its panel.

    `carer_gone` is true where the carer it led to is not in role any more. `approval_on` is the day on which the
    applicant became a carer: the decision, or the day on the carer's row where that is earlier and can mean no other.
    """
    in_role = records.view("carers_in_role")
    approved = records["applications"].where(col("decision") == "approved")
    panels = records["governance"].where(col("kind") == "panel_meeting")
    # Who was a carer before they enquired applied for something else, or came back.
    led_to_it = (col("carer_approved_on") >= col("enquired_on")).fill_null(True)
    the_only_one = (col("approved_applications") == 1) & led_to_it
    return (
        records["applications"]
        .where(col("data_removed_on").is_null())
        .look_up(records["carers"], "carer_id", carer_kind="kind", carer_approved_on="approved_on")
        .attach(in_role, "carer_id", carers_in_role=pl.len())
        .attach(approved, "carer_id", approved_applications=pl.len())
        .attach(panels, {"scheme_id": "scheme_id", "panel_on": "happened_on"}, panel_minutes=pl.len())
        .attach(panels, "scheme_id", scheme_panels=pl.len())
        .derive(
            open_now=col("decision").is_null() & col("decided_on").is_null(),
            answered=pl.any_horizontal(col(name).is_not_null() for name in _AFTER_CONTACT),
            visited=pl.any_horizontal(col(name).is_not_null() for name in _AFTER_VISIT),
            carer_gone=col("carer_id").is_not_null() & (col("carers_in_role") == 0),
            approval_on=pl.min_horizontal("decided_on", pl.when(the_only_one).then("carer_approved_on")),
            last_stage_on=pl.max_horizontal("enquired_on", *_AFTER_CONTACT),
        )
    )
