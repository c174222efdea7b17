"""Staff with what they were taught, and carers with the core courses that RQIA looks for."""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, col, view

# Safeguarding has rules of its own everywhere; medicines only for those who give them.
CORE = ("deprivation_of_liberty", "first_aid", "fire_safety", "infection_control", "data_protection")
_RUNS_IT = ("responsible_individual", "registered_manager")


@view("leaders_trained", table="staff", key="staff_id")
def leaders_trained(records: Records) -> Rows:
    """One row per responsible individual and manager in post, and partner or sole trader, with the last training."""
    owner = (col("role") == "director") & col("provider_type").is_in(["individual", "partnership"])
    return (
        records.view("staff_in_post")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .where(col("role").is_in(_RUNS_IT) | owner.fill_null(False))
        .attach(
            records["training"].where(col("subject_type") == "staff"),
            {"staff_id": "subject_id"},
            last_trained_on=col("completed_on").max(),
        )
    )


@view("carers_core_courses", table="carers", key="carer_id")
def carers_core_courses(records: Records) -> Rows:
    """One row per carer in role and core course that no recorded need calls for: those have a rule of their own."""
    courses = records.view("carer_training").where(
        col("course").is_in([*CORE, "moving_and_handling"])
        | ((col("course") == "medicines") & col("gives_medicines").fill_null(False))
    )
    needed = records.view("needed_training")
    return courses.attach(needed, {"carer_id": "carer_id", "course": "course"}, needed=pl.len()).where(
        col("needed") == 0
    )


@view("staff_core_courses", table="staff", key="staff_id")
def staff_core_courses(records: Records) -> Rows:
    """One row per manager, deputy and scheme worker in post and core course."""
    return records.view("staff_training").where(
        col("course").is_in(CORE) & col("role").is_in(["registered_manager", "deputy_manager", "scheme_worker"])
    )


@view("staff_barred_checks", table="disclosures", key="disclosure_id")
def staff_barred_checks(records: Records) -> Rows:
    """One row per AccessNI check with the barred list of a member of staff in post, with what their role is."""
    checks = records["disclosures"].where(
        (col("subject_type") == "staff") & (col("body") == "accessni") & (col("level") == "enhanced_barred")
    )
    return checks.each(
        records.view("staff_in_post"), {"subject_id": "staff_id"}, role="role", regulated_work="regulated_work"
    )


@view("certificates_renewed", table="carers", key="subject_id")
def certificates_renewed(records: Records) -> Rows:
    """One row per carer in role and member of staff in post who holds an AccessNI certificate, with the last one."""
    last = records["disclosures"].where((col("body") == "accessni") & col("issued_on").is_not_null())
    on = {"subject_type": "subject_type", "subject_id": "subject_id"}
    return (
        records.view("workers")
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role")
        .attach(last, on, last_issued_on=col("issued_on").max())
        .where(col("last_issued_on").is_not_null())
    )
