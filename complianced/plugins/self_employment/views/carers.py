"""Views of carers: dealt with like staff or not, what followed a decline, and how an approval came to an end."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from complianced.api import Records, Rows, view

# Nobody's job at the scheme's office: carers often sit on panels and boards, or help out.
_NO_JOB = ("panel_member", "volunteer", "director")
_OWN_CHOICE = ("resigned", "retired", "moved")


def _plain_name() -> pl.Expr:
    """A name without case, accents and order of words; null for one word or none, which would say little."""
    letters = pl.col("name").str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    words = letters.str.extract_all(r"\p{L}+").list.sort()
    return pl.when(words.list.len() > 1).then(words.list.join(" "))


@view("carers_among_staff", table="carers", key="carer_id")
def carers_among_staff(records: Records) -> Rows:
    """One row per carer in role, with how many in post carry the same name without a job description on file."""
    jobs = records["file_checks"].where(
        (pl.col("subject_type") == "staff")
        & (pl.col("item") == "job_description")
        & pl.col("received_on").is_not_null()
    )
    staff = (
        records.view("staff_in_post")
        .where(~pl.col("role").is_in(_NO_JOB))
        .attach(jobs, {"staff_id": "subject_id"}, job_descriptions=pl.len())
        .where(pl.col("job_descriptions") == 0)
        .derive(plain_name=_plain_name())
    )
    return (
        records.view("carers_in_role")
        .derive(plain_name=_plain_name())
        .attach(staff, {"scheme_id": "scheme_id", "plain_name": "plain_name"}, same_name_in_post=pl.len())
    )


@view("carers_supervised", table="carers", key="carer_id")
def carers_supervised(records: Records) -> Rows:
    """One row per carer in role, with the last staff supervision that is held under the carer's own id.

    Such an id leads to no member of staff, and intake doubts it for that; here that is the very thing looked for.
    """
    held = replace(records["supervisions"].pick("staff_id", "held_on"), doubtful=frozenset())
    return records.view("carers_in_role").attach(
        held, {"carer_id": "staff_id"}, last_supervised_on=pl.col("held_on").max()
    )


@view("declines", table="offers", key="offer_id")
def declines(records: Records) -> Rows:
    """One row per declined offer, with the first review for cause and an ending not of the carer's choice after it."""
    declined = (
        records["offers"]
        .where(pl.col("outcome") == "declined")
        .derive(answered_on=pl.coalesce("decided_on", "offered_on"))
        .look_up(
            records["carers"],
            "carer_id",
            carer_status="status",
            carer_ended_on="ended_on",
            carer_end_reason="end_reason",
        )
    )
    for_cause = records["carer_reviews"].where(pl.col("kind").is_in(["after_concern", "panel"]))
    after = (
        declined.pick("offer_id", "carer_id", "answered_on")
        .each(for_cause, "carer_id", held_on="held_on")
        .where(pl.col("held_on") >= pl.col("answered_on"))
    )
    own_choice = pl.col("carer_end_reason").is_in(_OWN_CHOICE).fill_null(False)
    return declined.attach(after, "offer_id", reviewed_on=pl.col("held_on").min()).derive(
        removed_on=pl.when((pl.col("carer_ended_on") >= pl.col("answered_on")) & ~own_choice).then("carer_ended_on"),
        suspended=(pl.col("carer_status") == "suspended").fill_null(False),
    )


@view("offers_answered", table="schemes", key="scheme_id")
def offers_answered(records: Records) -> Rows:
    """One row per scheme, with the days on which offers were answered, and those on which one was declined."""
    answered = (
        records["offers"]
        .where(pl.col("outcome").is_in(["accepted", "declined"]))
        .derive(answered_on=pl.coalesce("decided_on", "offered_on"))
    )
    day = pl.col("answered_on")
    return records["schemes"].attach(
        answered, "scheme_id", answered_days=day, declined_days=day.filter(pl.col("outcome") == "declined")
    )


@view("approvals_ended", table="carers", key="carer_id")
def approvals_ended(records: Records) -> Rows:
    """One row per carer whose approval has ended, with the panel's last look before it and first look after it."""
    ended = records["carers"].where((pl.col("ended_on") <= records.today) & pl.col("approved_on").is_not_null())
    panels = (
        ended.pick("carer_id", "ended_on")
        .each(records["carer_reviews"].where(pl.col("kind") == "panel"), "carer_id", held_on="held_on")
        .derive(after=pl.col("held_on") >= pl.col("ended_on"))
    )
    held = pl.col("held_on")
    return ended.attach(
        panels,
        "carer_id",
        panel_before_on=held.filter(~pl.col("after")).max(),
        panel_after_on=held.filter(pl.col("after")).min(),
    )


@view("support_carers_by_scheme", table="schemes", key="scheme_id")
def support_carers_by_scheme(records: Records) -> Rows:
    """One row per scheme, with its support carers in role and how many of them a carer put forward."""
    named = pl.col("nominated_by_carer_id")
    support = records.view("carers_in_role").where(pl.col("kind") == "support_carer")
    return records["schemes"].attach(
        support, "scheme_id", support_carers=pl.len(), put_forward=named.filter(named.is_not_null()).count()
    )
