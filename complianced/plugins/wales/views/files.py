"""The Schedule 1 files and DBS certificates of carers and of those who work at the service: WSI 2019/163 regs 28, 36.

The Regulations hold the same papers on both; that says nothing of anybody's employment status.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, col, view
from complianced.plugins.wales.views.placements import signed_agreements

_ON = {"subject_type": "subject_type", "subject_id": "subject_id"}
_NONE = pl.lit([], dtype=pl.List(pl.String))
_ENHANCED = ("enhanced", "enhanced_barred")
# They govern or advise and do not work at the service, unless the record says that their role is regulated work. CIW
# itself looks at the responsible individual's fitness.
_NOT_AT_WORK = ("director", "panel_member", "responsible_individual", "nominated_individual")
# Roles whose work is with people supported, whatever is recorded of it.
_WITH_PEOPLE = ("registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead")
_REFERENCES = ("personal_reference", "employer_reference")
# Papers of Schedule 1 that must be there; the others only so far as there is something to be had.
PAPERS = ("identity", "photograph", "employment_history", "language_ability")
WHERE_ANY = (*_REFERENCES, "reason_for_leaving", "qualifications")


@view("welsh_files", table="carers", key="subject_id")
def welsh_files(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with the items of their file by what became of them."""
    asked = records["file_checks"]
    received = asked.where(col("received_on").is_not_null())
    last = received.latest_by(["subject_type", "subject_id", "item"], "received_on", "check_id")
    items = col("item").unique().sort()
    on_day = {f"{item}_on": col("received_on").filter(col("item") == item).min() for item in (*PAPERS, *WHERE_ANY)}
    return (
        _workers(records)
        .attach(asked, _ON, asked=items)
        .attach(received, _ON, received=items, references=col("item").is_in(_REFERENCES).sum())
        .attach(last.where(~col("satisfactory")), _ON, refused=items)
        .attach(received, _ON, **on_day)
        .derive(**{name: pl.coalesce(col(name), _NONE) for name in ("asked", "received", "refused")})
        .derive(
            papers_lacking=pl.concat_list(
                pl.when(~col("received").list.contains(item)).then(pl.lit(item)) for item in PAPERS
            ).list.drop_nulls(),
            papers_late=pl.concat_list(
                pl.when(col(f"{item}_on") > col("begun_on")).then(pl.lit(item)) for item in (*PAPERS, *WHERE_ANY)
            ).list.drop_nulls(),
        )
    )


@view("welsh_certificates", table="carers", key="subject_id")
def welsh_certificates(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with their DBS certificates, standard and above."""
    level = col("level")
    held = records["disclosures"].where(
        (col("body") == "dbs") & level.is_in([*_ENHANCED, "standard"]) & col("issued_on").is_not_null()
    )
    last = held.latest_by(["subject_type", "subject_id"], "issued_on", "disclosure_id")
    agreed = signed_agreements(records).derive(subject_type=pl.lit("carer"))
    return (
        _workers(records)
        .attach(
            held,
            _ON,
            certificates=pl.len(),
            enhanced_certificates=level.is_in(_ENHANCED).sum(),
            first_issued_on=col("issued_on").min(),
        )
        .look_up(
            last,
            _ON,
            **{name: name for name in ("level", "issued_on", "update_service", "applied_by_provider")},
            status_checked_on="status_checked_on",
        )
        .attach(agreed, {"subject_type": "subject_type", "subject_id": "carer_id"}, agreed_on=col("signed_on").min())
        .derive(
            calls_for_certificate=(col("subject_type") == "carer")
            | col("regulated")
            | col("role").is_in(_WITH_PEOPLE).fill_null(False)
            | ((col("role") == "volunteer").fill_null(False) & col("regulated_work").is_null()),
            calls_for_enhanced=(col("subject_type") == "carer") | col("regulated"),
        )
    )


@view("members_checked", table="household_members", key="member_id")
def members_checked(records: Records) -> Rows:
    """One row per household member in the home of a carer in role, with how many enhanced checks lack a purpose."""
    without_purpose = (
        records["disclosures"]
        .where((col("subject_type") == "household_member") & (col("body") == "dbs"))
        .where(col("level").is_in(_ENHANCED) & ~col("permitted_purpose").fill_null(False))
    )
    return (
        records.view("residents")
        .attach(without_purpose, {"member_id": "subject_id"}, enhanced_without_purpose=pl.len())
        .derive(here_since=pl.max_horizontal("joined_on", "first_approved_on"))
    )


def _workers(records: Records) -> Rows:
    """Carers in role and staff in post, with whether they work at the service and on which register they are."""
    staff_id = pl.when(col("subject_type") == "staff").then(col("subject_id"))
    return (
        records.view("workers")
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "role", "begun_on")
        .derive(staff_id=staff_id)
        .look_up(
            records["staff"],
            "staff_id",
            regulated_work="regulated_work",
            professional_register="professional_register",
            professional_registered_on="professional_registered_on",
        )
        .derive(regulated=col("regulated_work").fill_null(False))
        .derive(
            at_work=(col("subject_type") == "carer")
            | col("regulated")
            | ~col("role").is_in(_NOT_AT_WORK).fill_null(False)
        )
    )
