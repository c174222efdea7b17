"""The files on staff (Schedule 2) and on carers (Schedule 3), with the day on which each paper first came in."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view
from complianced.plugins.northern_ireland.shared import BARRED_LIST_FROM, since_commencement

SCHEDULE_2 = ("identity", "photograph", "reason_for_leaving", "qualifications", "employment_history")
_PAPERS = (
    *SCHEDULE_2,
    "employer_reference",
    "health",
    "fitness_declaration",
    "professional_registration",
    "job_description",
    "driving_licence",
    "trust_or_authority_check",
    "lender_or_landlord_letter",
    "assessment",
)
_REFERENCES = ("personal_reference", "employer_reference", "conduct_evidence")
_ENHANCED = ("enhanced", "enhanced_barred")
# Schedule 3 paragraph 3: for how many years a referee must have known the carer.
_KNOWN_YEARS = 2
_NONE = pl.lit([], dtype=pl.List(pl.String))


@view("staff_files", table="staff", key="staff_id")
def staff_files(records: Records) -> Rows:
    """One row per member of staff in post, with the papers of their file, their certificates and what is lacking."""
    certificates = _certificates(records, "staff")
    level = col("level")
    staff = (
        records.view("staff_in_post")
        .look_up(records["schemes"], "scheme_id", provider_type="provider_type")
        .derive(
            begun_on=since_commencement("started_on"),
            organisation=~col("provider_type").is_in(["individual", "partnership"]).fill_null(False),
            on_register=col("professional_register").is_not_null() & (col("professional_register") != "none"),
        )
        .attach(
            certificates,
            {"staff_id": "subject_id"},
            enhanced_on=col("issued_on").filter(level.is_in(_ENHANCED)).min(),
            certificate_on=col("issued_on").min(),
            last_certificate_on=col("issued_on").max(),
        )
    )
    return (
        _with_papers(records, staff, "staff", "staff_id")
        .derive(
            fit_on=pl.min_horizontal("health_on", "fitness_declaration_on"),
            level_on=pl.when(col("regulated_work").fill_null(False)).then("enhanced_on").otherwise("certificate_on"),
        )
        .derive(lacking=_lacking())
    )


@view("carer_files", table="carers", key="carer_id")
def carer_files(records: Records) -> Rows:
    """One row per carer who counts as approved, with the papers of their file and the day by which each had to be in.

    That day is the day of the carer agreement; while none is signed it is the day of the audit. Carers without a date
    of approval are among them.
    """
    not_ended = col("ended_on").is_null() | (col("ended_on") > records.today)
    begun = col("approved_on").is_null() | (col("approved_on") <= records.today)
    level, issued = col("level"), col("issued_on")
    adequate = (level == "enhanced_barred") | ((level == "enhanced") & (issued < pl.lit(BARRED_LIST_FROM)))
    reference = (col("item") == "personal_reference") & (col("known_years") >= _KNOWN_YEARS)
    carers = (
        records.view("carers")
        .where(col("status").is_in(["approved", "suspended"]) & not_ended & begun)
        .look_up(
            records["households"],
            "household_id",
            tenure="tenure",
            lender_or_landlord_consent_on="lender_or_landlord_consent_on",
        )
        .derive(signed_on=pl.coalesce("agreement_signed_on", records.today))
        .derive(by_on=since_commencement("signed_on"))
        .attach(
            _certificates(records, "carer"),
            {"carer_id": "subject_id"},
            certificate_on=issued.filter(adequate).min(),
            last_certificate_on=issued.max(),
            last_level=level.sort_by("issued_on").last(),
        )
        .attach(
            records["file_checks"].where((col("subject_type") == "carer") & col("received_on").is_not_null()),
            {"carer_id": "subject_id"},
            reference_days=col("received_on").filter(reference).sort(),
            references_known=col("received_on").filter(reference).count(),
        )
    )
    return _with_papers(records, carers, "carer", "carer_id").derive(
        letter_on=pl.min_horizontal("lender_or_landlord_letter_on", "lender_or_landlord_consent_on")
    )


def _certificates(records: Records, subject_type: str) -> Rows:
    """AccessNI certificates that answer the question: standard or higher."""
    return records["disclosures"].where(
        (col("subject_type") == subject_type)
        & (col("body") == "accessni")
        & col("level").is_in([*_ENHANCED, "standard"])
        & col("issued_on").is_not_null()
    )


def _with_papers(records: Records, rows: Rows, subject_type: str, key: str) -> Rows:
    """The rows with `<item>_on`, the day on which each paper first came in, and lists of what was asked and found."""
    asked = records["file_checks"].where(col("subject_type") == subject_type)
    received = asked.where(col("received_on").is_not_null())
    last = received.latest_by(["subject_id", "item"], "received_on", "check_id")
    items, on = col("item").unique().sort(), {key: "subject_id"}
    came = col("received_on")
    return (
        rows.attach(
            received,
            on,
            **{f"{item}_on": came.filter(col("item") == item).min() for item in _PAPERS},
            reference_dates=came.filter(col("item").is_in(_REFERENCES)).sort(),
            references=came.filter(col("item").is_in(_REFERENCES)).count(),
            papers=pl.len(),
        )
        .attach(asked, on, asked=items)
        .attach(last.where(~col("satisfactory").fill_null(False)), on, unsatisfactory=items)
        .derive(
            asked=pl.coalesce("asked", _NONE),
            unsatisfactory=pl.coalesce("unsatisfactory", _NONE),
        )
    )


def _lacking() -> pl.Expr:
    """What of Schedule 2 is not on file of somebody who carries on or manages the agency."""
    asked_is_enough = ("reason_for_leaving", "qualifications")
    absent = {
        item: ~col("asked").list.contains(item) if item in asked_is_enough else col(f"{item}_on").is_null()
        for item in SCHEDULE_2
    } | {
        "criminal_record_certificate": col("certificate_on").is_null(),
        "employer_reference": col("employer_reference_on").is_null(),
        "second_reference": col("references") < 2,
        "health": col("fit_on").is_null(),
        "professional_registration": col("on_register") & col("professional_registration_on").is_null(),
    }
    return pl.concat_list(pl.when(gone).then(pl.lit(item)) for item, gone in absent.items()).list.drop_nulls()
