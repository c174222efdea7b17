"""Placements as WSI 2019/163 regs 11-15 see them: the carer's agreement, the moment of the start, the last review."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, as_moment, col, view


@view("placements", table="arrangements", key="arrangement_id")
def placements(records: Records) -> Rows:
    """One row per live arrangement, with the carer's agreements at its start and now, and the moment it began.

    Where the hour is not known, `begun_at` and `begun_at_latest` are the first and last moment of the day.
    """
    signed = signed_agreements(records)
    began = records.view("arrangements_live").look_up(records["people"], "person_id", lacks_capacity="lacks_capacity")
    at_start = (
        began.pick("arrangement_id", "carer_id", "started_on")
        .each(signed, "carer_id", signed_on="signed_on", agreement_ended_on="ended_on")
        .where(
            (col("signed_on") <= col("started_on"))
            & (col("agreement_ended_on").is_null() | (col("agreement_ended_on") > col("started_on")))
        )
    )
    open_now = signed.where(col("ended_on").is_null() | (col("ended_on") > records.today))
    day_ends = as_moment("started_on").dt.offset_by("1d") - pl.duration(microseconds=1)
    return (
        began.attach(at_start, "arrangement_id", agreements_at_start=pl.len())
        .attach(signed, "carer_id", carer_agreed_on=col("signed_on").min())
        .attach(open_now, "carer_id", agreements_now=pl.len())
        .derive(
            begun_at=pl.coalesce("started_at", as_moment("started_on")),
            begun_at_latest=pl.coalesce("started_at_latest", day_ends),
        )
    )


@view("carer_agreements_open", table="carer_agreements", key="agreement_id")
def carer_agreements_open(records: Records) -> Rows:
    """One row per carer agreement, signed by both and not ended, of a carer in role, with the document it is on."""
    return (
        signed_agreements(records)
        .where(col("ended_on").is_null() | (col("ended_on") > records.today))
        .attach(records.view("carers_in_role"), "carer_id", in_role=pl.len())
        .where(col("in_role") > 0)
        .look_up(records["documents"], {"template_id": "document_id"}, template_file="file")
    )


@view("personal_plans", table="plans", key="plan_id")
def personal_plans(records: Records) -> Rows:
    """One row per live arrangement that has a plan: its current version."""
    return (
        records.view("arrangements_live")
        .where(col("plan_id").is_not_null())
        .look_up(records["people"], "person_id", lacks_capacity="lacks_capacity")
    )


@view("placement_reviews", table="plan_reviews", key="review_id")
def placement_reviews(records: Records) -> Rows:
    """One row per live arrangement whose plan was reviewed: the last review, and when the newest plan was made."""
    live = records.view("arrangements_live")
    return (
        records["plan_reviews"]
        .where(col("kind") == "plan")
        .latest_by("arrangement_id", "held_on", "review_id")
        .each(live, "arrangement_id", started_on="started_on")
        .attach(records["plans"], "arrangement_id", last_plan_at=col("made_at_latest").max())
    )


def signed_agreements(records: Records) -> Rows:
    """Carer agreements that carer and scheme have signed, from the day of the later signature."""
    return (
        records["carer_agreements"]
        .where(col("carer_signed_on").is_not_null() & col("scheme_signed_on").is_not_null())
        .derive(signed_on=pl.max_horizontal("carer_signed_on", "scheme_signed_on"))
    )
