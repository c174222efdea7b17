"""Views of live arrangements: how they began, their first review, and who is named to cover."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("arrangements_agreed", table="arrangements", key="arrangement_id")
def arrangements_agreed(records: Records) -> Rows:
    """One row per live arrangement, with its first review and the first carer agreement that both sides signed."""
    both = pl.col("carer_signed_on").is_not_null() & pl.col("scheme_signed_on").is_not_null()
    signed = pl.max_horizontal("carer_signed_on", "scheme_signed_on")
    return (
        records.view("arrangements_live")
        .attach(records["plan_reviews"], "arrangement_id", first_reviewed_on=pl.col("held_on").min())
        .attach(records["carer_agreements"], "carer_id", carer_agreement_signed_on=signed.filter(both).min())
    )


@view("arrangements_covered", table="arrangements", key="arrangement_id")
def arrangements_covered(records: Records) -> Rows:
    """One row per live arrangement that names another carer to cover, with that carer's approval."""
    return (
        records.view("arrangements_live")
        .where(pl.col("backup_carer_id").is_not_null())
        .look_up(
            records["carers"],
            {"backup_carer_id": "carer_id"},
            backup_status="status",
            backup_approved_on="approved_on",
            backup_ended_on="ended_on",
        )
    )
