"""Views of everybody who works for the scheme, carers and staff, with what was checked before they began.

The Regulations' word "worker" reaches carers here; that says nothing of anybody's employment status.
"""

from __future__ import annotations

import polars as pl

from complianced.api import SUBJECT_ID, SUBJECT_TABLE, Records, Rows, view

from .running import REGULATIONS_BEGAN

_REFERENCES = ("personal_reference", "employer_reference")
_SUBJECT = {"subject_type": "subject_type", "subject_id": "subject_id"}


@view("je_workers", table="carers", key="subject_id")
def je_workers(records: Records) -> Rows:
    """One row per carer in role who has begun to support somebody, and member of staff in regulated work in post."""
    carer, began = pl.col("subject_type") == "carer", pl.col("began_on")
    began_first = pl.lit(REGULATIONS_BEGAN)
    workers = (
        records.view("workers")
        .where(pl.col("regulated"))
        .pick("scheme_id", "subject_type", "subject_id", SUBJECT_TABLE, SUBJECT_ID, "begun_on")
        .look_up(records.view("carers"), {"subject_id": "carer_id"}, first_arrangement_on="first_arrangement_on")
        .derive(began_on=pl.when(carer).then(pl.col("first_arrangement_on")).otherwise(pl.col("begun_on")))
        # A carer approved and not yet matched has not begun; staff without a start are asked, and fail.
        .where(began.is_not_null() | ~carer)
        .derive(
            # Who began before the Regulations had until their first day to be checked.
            checked_by=pl.when(began.is_not_null()).then(pl.max_horizontal(began, began_first)),
            began_under_them=(began >= began_first).fill_null(True),
        )
    )
    references = (
        records["file_checks"]
        .where(pl.col("item").is_in(_REFERENCES) & pl.col("received_on").is_not_null())
        .look_up(workers, _SUBJECT, began_on="began_on")
    )
    return (
        workers.attach(
            records["disclosures"].where(pl.col("level") == "enhanced_barred"),
            _SUBJECT,
            first_barred_check_on=pl.col("issued_on").min(),
        )
        .attach(
            records["disclosures"].where(pl.col("listed").is_not_null()),
            _SUBJECT,
            listed=pl.col("listed").sort_by("issued_on", "disclosure_id").last(),
        )
        .attach(references.where(pl.col("received_on") <= pl.col("began_on")), _SUBJECT, references_before=pl.len())
        .attach(references, _SUBJECT, first_reference_on=pl.col("received_on").min())
    )
