"""Views of the organisation: schemes, the people who run them, absences and changes."""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.view import Records, view

_ROLES = (
    "responsible_individual",
    "nominated_individual",
    "registered_manager",
    "safeguarding_lead",
    "director",
    "scheme_worker",
)


@view("schemes", table="schemes", key="scheme_id")
def schemes(records: Records) -> Rows:
    """One row per scheme, with who is in post, how many live arrangements there are and how many are personal care."""
    in_post = records.view("staff_in_post")
    people = {f"{role}s": pl.col("staff_id").filter(pl.col("role") == role).count() for role in _ROLES}
    left = {f"{role}_left_on": pl.col("ended_on").filter(pl.col("role") == role).max() for role in _ROLES[:3]}
    live = records.view("arrangements_live")
    return (
        records["schemes"]
        .attach(in_post, "scheme_id", **people)
        .attach(records["staff"], "scheme_id", **left)
        .attach(
            live,
            "scheme_id",
            live_arrangements=pl.len(),
            personal_care_arrangements=pl.col("personal_care").filter(pl.col("personal_care")).count(),
        )
        .attach(
            in_post,
            "scheme_id",
            scheme_worker_fte=pl.col("full_time_equivalent").filter(pl.col("role") == "scheme_worker").sum(),
        )
    )


@view("staff_in_post", table="staff", key="staff_id")
def staff_in_post(records: Records) -> Rows:
    """One row per member of staff who has started and not left."""
    started = pl.col("started_on").is_null() | (pl.col("started_on") <= records.today)
    return records["staff"].where(started & (pl.col("ended_on").is_null() | (pl.col("ended_on") > records.today)))


@view("staff_supervision", table="staff", key="staff_id")
def staff_supervision(records: Records) -> Rows:
    """One row per employed member of staff in post, with the last supervision, appraisal and finished induction."""
    held = pl.col("held_on")
    kinds = ("supervision", "appraisal", "induction_completed")
    return (
        records.view("staff_in_post")
        .where(~pl.col("role").is_in(["volunteer", "panel_member", "director"]))
        .attach(
            records["supervisions"],
            "staff_id",
            **{f"last_{kind}_on": held.filter(pl.col("kind") == kind).max() for kind in kinds},
        )
    )


@view("absences", table="absences", key="absence_id")
def absences(records: Records) -> Rows:
    """One row per absence of a manager or responsible individual, with the role and the days away so far."""
    return (
        records["absences"]
        .look_up(records["staff"], "staff_id", role="role")
        .derive(
            days_away=(
                pl.when(pl.col("ended_on").is_not_null())
                .then(pl.col("ended_on") - pl.col("started_on"))
                .otherwise(records.today - pl.col("started_on"))
            ).dt.total_days(),
            returned=(pl.col("ended_on") <= records.today).fill_null(False),
        )
    )


@view("changes", table="changes", key="change_id")
def changes(records: Records) -> Rows:
    """One row per change that the regulator must be told of."""
    return records["changes"].look_up(
        records["schemes"], "scheme_id", provider_type="provider_type", provider_name="provider_name"
    )


@view("requests", table="regulator_requests", key="request_id")
def requests(records: Records) -> Rows:
    """One row per request from the regulator or a board."""
    return records["regulator_requests"]


@view("improvements", table="improvements", key="improvement_id")
def improvements(records: Records) -> Rows:
    """One row per requirement or area for improvement."""
    return records["improvements"]


@view("disposals", table="record_disposals", key="disposal_id")
def disposals(records: Records) -> Rows:
    """One row per record that was destroyed."""
    return records["record_disposals"]


@view("equipment", table="equipment", key="equipment_id")
def equipment(records: Records) -> Rows:
    """One row per piece of equipment in use."""
    people = records["people"]
    return (
        records["equipment"]
        .look_up(people, "person_id", died_on="died_on")
        .where(pl.col("died_on").is_null() | (pl.col("died_on") > records.today))
    )


@view("scheme_insurances", table="schemes", key="scheme_id")
def scheme_insurances(records: Records) -> Rows:
    """One row per scheme, with the last day of its current cover of each kind."""
    current = records["insurances"].where(
        (pl.col("subject_type") == "scheme") & (pl.col("starts_on").is_null() | (pl.col("starts_on") <= records.today))
    )
    until = {
        f"{kind}_until": pl.col("expires_on").filter(pl.col("kind") == kind).max()
        for kind in ("public_liability", "employers_liability")
    }
    return records["schemes"].attach(current, {"scheme_id": "subject_id"}, **until)
