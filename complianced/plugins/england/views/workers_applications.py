"""How carers came in and why they left: applications that were approved, and carers removed for harm."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, view


@view("applications_approved", table="applications", key="application_id")
def applications_approved(records: Records) -> Rows:
    """One row per application that was approved and whose carer is in role now, with the day it was decided."""
    in_role = records.view("carers_in_role")
    return (
        records["applications"]
        .where(pl.col("decision") == "approved")
        .attach(in_role, "carer_id", in_role=pl.len())
        .derive(approval_decided_on=pl.coalesce("decided_on", "panel_on"))
        .where(pl.col("in_role") > 0)
    )


@view("carers_removed_for_harm", table="carers", key="carer_id")
def carers_removed_for_harm(records: Records) -> Rows:
    """One row per carer whose role ended for harm, with the concerns about them that were proven, and referrals."""
    about = {"carer_id": "alleged_carer_id"}
    concerns = records["concerns"].where(pl.col("alleged") == "carer")
    removed = (pl.col("status") == "ended") & (pl.col("end_reason") == "harm")
    return (
        records["carers"]
        .where(removed & (pl.col("ended_on") <= records.today).fill_null(True))
        .attach(
            concerns,
            about,
            proven_concerns=pl.col("substantiated").is_in(["yes", "partly"]).sum(),
            barring_referrals=pl.col("barring_referral_on").is_not_null().sum(),
        )
        .derive(**{name: pl.col(name).fill_null(0) for name in ("proven_concerns", "barring_referrals")})
    )
