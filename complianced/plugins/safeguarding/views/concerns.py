"""Concerns with what followed from them, carers with what was raised about them, and members who give support."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, age_on, col, live_on, view

PROVEN = ("yes", "partly")
# How far back concerns about one carer are counted together; custom, and said in the message.
_LOOK_BACK = "-24mo"


@view("concerns_followed", table="concerns", key="concern_id")
def concerns_followed(records: Records) -> Rows:
    """One row per safeguarding concern, with whom it is about, whether they were removed, and when they were referred.

    `removed_on` is the day a carer's role ended for harm or unfitness, or a member of staff left while the concern was
    open. Where several proven concerns name one person, `latest_proven` is true of the last alone: one person is
    referred once. `personal_care_given` is false only where every arrangement of the person says so.
    """
    raised_on = pl.coalesce("raised_at_latest", "raised_at").dt.date()
    rows = (
        records.view("concerns")
        .look_up(records["people"], "person_id", died_on="died_on")
        .look_up(records["carers"], {"alleged_carer_id": "carer_id"}, carer_unfit_on="unfit_on")
        .attach(
            records["arrangements"],
            "person_id",
            arrangements=pl.len(),
            arrangements_without_personal_care=(~col("personal_care")).fill_null(False).sum(),
        )
        .derive(
            raised_on=raised_on,
            accused=pl.when(col("alleged") == "carer")
            .then("carer " + col("alleged_carer_id"))
            .when(col("alleged") == "staff")
            .then("staff " + col("alleged_staff_id")),
            proven=col("substantiated").is_in(PROVEN),
            personal_care_given=(col("arrangements") == 0)
            | (col("arrangements_without_personal_care") < col("arrangements")),
        )
    )
    named = rows.where(col("accused").is_not_null())
    return (
        rows.attach(named, "accused", any_referral_on=col("barring_referral_on").max())
        .attach(
            named.where(col("proven")),
            "accused",
            last_proven_id=col("concern_id").sort_by("raised_at", "concern_id", nulls_last=False).last(),
        )
        .derive(
            latest_proven=col("concern_id") == col("last_proven_id"),
            referred_on=pl.coalesce(
                col("barring_referral_on"),
                pl.when(col("any_referral_on") >= col("raised_on")).then("any_referral_on"),
            ),
            carer_removed=(col("carer_status") == "ended") & col("carer_end_reason").is_in(["harm", "unfit"]),
            staff_left_meanwhile=(col("staff_ended_on") >= col("raised_on"))
            & (col("closed_on").is_null() | (col("staff_ended_on") <= col("closed_on"))),
            closing_from_on=pl.when(col("decision") == "no_enquiry")
            .then("decided_on")
            .when(col("referred_at").is_null() & col("not_referred_reason").is_not_null())
            .then("raised_on"),
        )
        .derive(
            removed=((col("alleged") == "carer") & col("carer_removed"))
            | ((col("alleged") == "staff") & col("staff_left_meanwhile")),
            removed_on=pl.when(col("alleged") == "carer").then("carer_ended_on").otherwise("staff_ended_on"),
        )
        .derive(referral_from_on=pl.max_horizontal("removed_on", "raised_on", "decided_on"))
    )


@view("carers_under_concern", table="carers", key="carer_id")
def carers_under_concern(records: Records) -> Rows:
    """One row per carer in role whom concerns name, with how many in 24 months and the last review a concern led to."""
    raised_on = pl.coalesce("raised_at_latest", "raised_at").dt.date()
    recent = (
        records["concerns"]
        .derive(raised_on=raised_on)
        .where((col("alleged") == "carer") & (col("raised_on") > records.today.dt.offset_by(_LOOK_BACK)))
    )
    reviews = records["carer_reviews"].where(col("kind") == "after_concern")
    return (
        records.view("carers_in_role")
        .attach(
            recent,
            {"carer_id": "alleged_carer_id"},
            recent_concerns=pl.len(),
            recent_proven=col("concern_id").filter(col("substantiated").is_in(PROVEN)).count(),
            last_raised_on=col("raised_on").max(),
        )
        .where(col("recent_concerns") > 0)
        .attach(reviews, "carer_id", reviewed_after_concern_on=col("held_on").max())
    )


@view("supporting_members", table="household_members", key="member_id")
def supporting_members(records: Records) -> Rows:
    """One row per member aged 16 or over who gives support in a home where somebody is supported now, with training."""
    homes = records.view("carers_in_role").where(col("live_arrangements") > 0)
    taken = records["training"].where(
        (col("subject_type") == "household_member") & (col("course") == "safeguarding_adults")
    )
    lives_there = live_on(records.today, "joined_on", "left_on") | (
        col("joined_on").is_null() & (col("left_on").is_null() | (col("left_on") > records.today))
    )
    grown = col("born_on").is_null() | (age_on("born_on", records.today) >= 16)
    return (
        records["household_members"]
        .where(col("provides_support") & lives_there & grown)
        .attach(homes, "household_id", carers_supporting=pl.len())
        .where(col("carers_supporting") > 0)
        .attach(
            taken,
            {"member_id": "subject_id"},
            completed_on=col("completed_on").max(),
            expires_on=col("expires_on").sort_by("completed_on").last(),
        )
    )
