"""Views of everybody who works for the scheme, staff and carers alike, and the files held on them.

Regulators' regulations treat carers like staff for these files; that says nothing of anybody's employment status.
"""

from __future__ import annotations

import polars as pl

from complianced.rules.rows import Rows
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records, view

_COLUMNS = (
    "scheme_id",
    "subject_type",
    "subject_id",
    SUBJECT_TABLE,
    SUBJECT_ID,
    "role",
    "begun_on",
    "regulated",
    "professional_register",
)
_RUNS_THE_SERVICE = (
    "registered_manager",
    "nominated_individual",
    "responsible_individual",
    "director",
    "deputy_manager",
)


@view("workers", table="carers", key="subject_id")
def workers(records: Records) -> Rows:
    """One row per carer in role and member of staff in post, with their latest disclosure."""
    carers = records.view("carers_in_role").derive(
        subject_type=pl.lit("carer"),
        subject_id=pl.col("carer_id"),
        **{SUBJECT_TABLE: pl.lit("carers"), SUBJECT_ID: pl.col("carer_id")},
        role=pl.col("kind"),
        begun_on=pl.col("approved_on"),
        regulated=pl.lit(True),
        professional_register=pl.lit(None, pl.String),
    )
    staff = records.view("staff_in_post").derive(
        subject_type=pl.lit("staff"),
        subject_id=pl.col("staff_id"),
        **{SUBJECT_TABLE: pl.lit("staff"), SUBJECT_ID: pl.col("staff_id")},
        begun_on=pl.col("started_on"),
        regulated=pl.col("regulated_work").fill_null(False) | pl.col("role").is_in(_RUNS_THE_SERVICE),
    )
    latest = (
        records["disclosures"]
        .derive(dated_on=pl.coalesce("issued_on", "joined_on"))
        .latest_by(["subject_type", "subject_id"], "dated_on", "disclosure_id")
    )
    return (
        carers.pick(*_COLUMNS)
        .stacked_on(staff.pick(*_COLUMNS))
        .look_up(
            latest,
            {"subject_type": "subject_type", "subject_id": "subject_id"},
            **{name: name for name in _DISCLOSURE},
        )
        .attach(
            records["disclosures"],
            {"subject_type": "subject_type", "subject_id": "subject_id"},
            disclosures=pl.len(),
            first_issued_on=pl.col("issued_on").min(),
        )
    )


_DISCLOSURE = (
    "disclosure_id",
    "body",
    "level",
    "workforce",
    "home_based",
    "permitted_purpose",
    "issued_on",
    "seen_on",
    "update_service",
    "status_checked_on",
    "renews_on",
    "joined_on",
    "extension_ends_on",
    "listed",
    "applied_by_provider",
    "notice_on",
    "outcome",
    "risk_assessed_on",
    "copy_destroyed_on",
)


@view("disclosures", table="disclosures", key="disclosure_id")
def disclosures(records: Records) -> Rows:
    """One row per disclosure held of anybody."""
    return records["disclosures"]


@view("file_items", table="carers", key="subject_id")
def file_items(records: Records) -> Rows:
    """One row per carer or member of staff and item of their file, with what was received and found satisfactory."""
    received = pl.col("received_on").is_not_null()
    held = records["file_checks"]
    return (
        records.view("workers")
        .pick(*_COLUMNS)
        .crossed_with("item", records.choices("file_checks", "item"))
        .attach(
            held,
            {"subject_type": "subject_type", "subject_id": "subject_id", "item": "item"},
            received=received.filter(received).count(),
            satisfactory=(received & pl.col("satisfactory")).filter(received & pl.col("satisfactory")).count(),
            first_received_on=pl.col("received_on").min(),
            last_received_on=pl.col("received_on").max(),
            known_two_years=(received & (pl.col("known_years") >= 2))
            .filter(received & (pl.col("known_years") >= 2))
            .count(),
        )
    )
