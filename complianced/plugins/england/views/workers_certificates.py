"""The DBS certificates of those who work for the scheme and of those they live with, beside what the work calls for.

Only a certificate that is standard or higher counts: a basic check answers another question.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

_ENHANCED = ("enhanced", "enhanced_barred")
_ON = {"subject_type": "subject_type", "subject_id": "subject_id"}
# They manage, day by day, those who support; the nominated individual supervises the managing.
_MANAGES = ("registered_manager", "deputy_manager")
_ASKED_BY_ROLE = (*_MANAGES, "nominated_individual")
_FROM_THE_LAST = ("issued_on", "level", "home_based", "update_service", "status_checked_on")


@view("workers_certificates", table="carers", key="subject_id")
def workers_certificates(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with their certificates and whether one is called for."""
    staff_id = pl.when(pl.col("subject_type") == "staff").then(pl.col("subject_id"))
    workers = (
        records.view("workers")
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role", "begun_on")
        .derive(staff_id=staff_id)
        .look_up(records["staff"], "staff_id", regulated_work="regulated_work")
    )
    return _with_certificates(records, workers).derive(
        calls_for_certificate=(pl.col("subject_type") == "carer") | _calls_for_certificate(),
    )


@view("carers_certificates", table="carers", key="carer_id")
def carers_certificates(records: Records) -> Rows:
    """One row per carer in role, with their certificates and what they do that calls for the barred list."""
    carers = records.view("carers_in_role").derive(subject_type=pl.lit("carer"), subject_id=pl.col("carer_id"))
    personal_care = records.view("arrangements_live").where(pl.col("personal_care"))
    return (
        _with_certificates(records, carers)
        .attach(personal_care, "carer_id", personal_care_arrangements=pl.len())
        .attach(personal_care, {"carer_id": "backup_carer_id"}, personal_care_as_backup=pl.len())
        .derive(
            calls_for_barred_list=(pl.col("personal_care_arrangements") > 0)
            | (pl.col("personal_care_as_backup") > 0)
            | pl.col("handles_money").fill_null(False)
            | pl.col("drives_people").fill_null(False),
        )
    )


@view("staff_certificates", table="staff", key="staff_id")
def staff_certificates(records: Records) -> Rows:
    """One row per member of staff in post, with their certificates and what the role calls for."""
    staff = records.view("staff_in_post").derive(subject_type=pl.lit("staff"), subject_id=pl.col("staff_id"))
    return _with_certificates(records, staff).derive(
        calls_for_certificate=_calls_for_certificate(),
        calls_for_barred_list=pl.col("regulated_work").fill_null(False) | pl.col("role").is_in(_MANAGES),
    )


@view("members_certificates", table="household_members", key="member_id")
def members_certificates(records: Records) -> Rows:
    """One row per household member who lives in the home of a carer in role, with their certificates."""
    members = records.view("residents").derive(subject_type=pl.lit("household_member"), subject_id=pl.col("member_id"))
    return _with_certificates(records, members)


@view("members_disclosures", table="disclosures", key="disclosure_id")
def members_disclosures(records: Records) -> Rows:
    """One row per DBS check of a household member who lives in the home of a carer in role."""
    members = records.view("residents")
    return (
        records["disclosures"]
        .where((pl.col("subject_type") == "household_member") & (pl.col("body") == "dbs"))
        .each(members, {"subject_id": "member_id"}, provides_support="provides_support")
    )


def _calls_for_certificate() -> pl.Expr:
    return pl.col("regulated_work").fill_null(False) | pl.col("role").is_in(_ASKED_BY_ROLE).fill_null(False)


def _with_certificates(records: Records, rows: Rows) -> Rows:
    """The rows with counts of certificates by what they answer, first and last dates, and what the last one says."""
    checks = records["disclosures"].where(pl.col("body") == "dbs")
    level = pl.col("level")
    enhanced = level.is_in(_ENHANCED)
    held = checks.where((level.is_in([*_ENHANCED, "standard"])) & pl.col("issued_on").is_not_null())
    last = held.latest_by(["subject_type", "subject_id"], "issued_on", "disclosure_id")
    return (
        rows.attach(
            held,
            _ON,
            certificates=pl.len(),
            enhanced_certificates=enhanced.sum(),
            barred_list_certificates=(level == "enhanced_barred").sum(),
            adult_certificates=(enhanced & pl.col("workforce").is_in(["adult", "both"])).sum(),
            first_issued_on=pl.col("issued_on").min(),
            last_seen_on=pl.col("seen_on").max(),
        )
        .attach(checks, _ON, first_risk_assessed_on=pl.col("risk_assessed_on").min())
        .look_up(last, _ON, **{name: name for name in _FROM_THE_LAST})
        .derive(status_known_on=pl.max_horizontal("status_checked_on", "issued_on"))
    )
