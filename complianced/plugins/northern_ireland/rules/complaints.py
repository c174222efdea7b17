"""Complaints: SR 2007/221 reg 22 and Schedule 4, and beside it the two stages of HSC Trusts.

The 28 days run from the day of the complaint and hold for those whom regulation 22(1) names: carers, people and their
representatives. A Trust's own times are shorter and are asked for only while the 28 days are kept.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule, yes

_ANSWERED = ("nisr-2007-221/22(3)", "nisr-2007-221/22(4)", "nisr-2007-221/22", "nisr-2007-221/sch4/4(d)")
_STAGES = "hsc-complaints/two-stage"
_withdrawn = col("outcome").eq_missing("withdrawn")
_under_procedure = ~col("made_by").is_in(["professional", "public"]).fill_null(False) & ~_withdrawn
_trust = (col("provider_type") == "hsc_trust") & ~_withdrawn & present("received_on")


@deadline(
    "NIR-COMPLAINT-DUE",
    about="complaints",
    clauses=_ANSWERED,
    severity="major",
    when=_under_procedure & present("received_on") & col("responded_on").is_null(),
    says="The complaint of {received_on} is not answered; the law had an answer by {due_on}",
    fix="Write to the person today with what was looked into, what was found and what is done.",
)
def complaint_still_in_time(law: Law) -> pl.Expr:
    """A complaint that is not answered yet is within 28 days."""
    due: pl.Expr = col("received_on") + law.complaint_answer
    return due


@rule(
    "NIR-COMPLAINT-LATE",
    about="complaints",
    clauses=_ANSWERED,
    severity="major",
    when=_under_procedure & present("received_on", "responded_on"),
    says="The complaint of {received_on} was answered on {responded_on}, after the 28 days of the law",
    fix="Note what held it up, and who looks at open complaints each week.",
)
def complaint_answered_in_time(law: Law) -> pl.Expr:
    """A complaint is answered within 28 days."""
    met: pl.Expr = col("responded_on") <= col("received_on") + law.complaint_answer
    return met


@rule(
    "NIR-COMPLAINT-DATED",
    about="complaints",
    clauses="nisr-2007-221/sch4/4(d)",
    severity="major",
    says="A complaint does not say when it was received",
    fix="Enter the day: the 28 days run from it.",
)
def complaint_dated(law: Law) -> pl.Expr:
    """A complaint says when it was received."""
    return present("received_on")


@rule(
    "NIR-COMPLAINT-OUTCOME",
    about="complaints",
    clauses=_ANSWERED,
    severity="major",
    when=present("responded_on"),
    says="The complaint of {received_on} was answered on {responded_on}, and what was found is not recorded",
    fix="Enter whether it was upheld, in part or not at all.",
)
def outcome_recorded(law: Law) -> pl.Expr:
    """What the investigation of an answered complaint found is recorded."""
    return present("outcome")


@rule(
    "NIR-COMPLAINT-ACTION",
    about="complaints",
    clauses=_ANSWERED,
    severity="major",
    when=col("outcome").is_in(["upheld", "partly_upheld"]),
    says="The complaint of {received_on} was {outcome}, and what was done about it is not recorded",
    fix="Do what the findings call for, tell the person, and record it.",
)
def action_recorded(law: Law) -> pl.Expr:
    """What was done about a complaint that was upheld is recorded."""
    return yes("action_recorded")


@rule(
    "NIR-COMPLAINTS-PROCEDURE-GIVEN",
    about="people_supported",
    clauses="nisr-2007-221/22(5)",
    severity="major",
    says="Placed since {first_started_on}; there is no date on which the person, or whoever acts for them, was given "
    "the complaints procedure",
    fix="Give it in a form that the person can use, and to anyone who acts for them; enter the date.",
)
def procedure_given(law: Law) -> pl.Expr:
    """Each person placed, and anyone acting for them, has been given the complaints procedure."""
    return present("complaints_procedure_given_on")


@rule(
    "NIR-COMPLAINTS-PROCEDURE-FORMS",
    about="agency_documents",
    clauses=("nisr-2007-221/22(2)", "nisr-2007-221/22(6)"),
    severity="major",
    when=(col("kind") == "complaints_policy") & present("document_id"),
    says="The complaints procedure is not shown to exist in forms that suit people, impaired sight included",
    fix="Make versions with the people placed: easy read, large print, spoken; record that they exist.",
)
def procedure_in_other_forms(law: Law) -> pl.Expr:
    """The complaints procedure exists in forms that suit people."""
    return yes("easy_read")


def _within_28_days(law: Law) -> pl.Expr:
    """Where even the 28 days of the law were missed, that is the finding."""
    met: pl.Expr = pl.coalesce("responded_on", law.today) <= col("received_on") + law.complaint_answer
    return met


@rule(
    "NIR-COMPLAINT-STAGE-1",
    about="complaints",
    clauses=_STAGES,
    severity="major",
    basis="guidance",
    when=lambda law: _trust & (col("stage").fill_null(1) == 1) & _within_28_days(law),
    says="Stage 1 complaint to a Trust, of {received_on}: answered on {responded_on}, later than its procedure allows",
    fix="Answer it, or write why it takes longer; move it to stage 2 where it cannot be settled.",
)
def trust_answers_stage_1(law: Law) -> pl.Expr:
    """A Trust answers a complaint at stage 1 within the working days of its procedure, the longer time allowed."""
    met: pl.Expr = pl.coalesce("responded_on", law.today) <= col("received_on") + law.complaint_stage_1
    return met


@rule(
    "NIR-COMPLAINT-STAGE-2",
    about="complaints",
    clauses=_STAGES,
    severity="major",
    basis="guidance",
    when=lambda law: _trust & (col("stage") == 2) & _within_28_days(law),
    says="Stage 2 complaint to a Trust, of {received_on}: answered on {responded_on}, later than its procedure allows",
    fix="Answer it, with the way to the Ombudsman, or write why it takes longer.",
)
def trust_answers_stage_2(law: Law) -> pl.Expr:
    """A Trust answers a complaint at stage 2 within the working days of its procedure."""
    met: pl.Expr = pl.coalesce("responded_on", law.today) <= col("received_on") + law.complaint_stage_2
    return met


@rule(
    "NIR-COMPLAINT-STAGE-2-ACKNOWLEDGED",
    about="complaints",
    clauses=_STAGES,
    severity="major",
    basis="guidance",
    when=_trust & (col("stage") == 2),
    says="Stage 2 complaint to a Trust, of {received_on}: acknowledged on {acknowledged_on}, later than its procedure "
    "allows",
    fix="Acknowledge it now, saying who looks into it and by when.",
)
def trust_acknowledges_stage_2(law: Law) -> pl.Expr:
    """A Trust acknowledges a complaint at stage 2 within the working days of its procedure."""
    heard = pl.min_horizontal("acknowledged_on", "responded_on")
    met: pl.Expr = pl.coalesce(heard, law.today) <= col("received_on") + law.complaint_stage_2_acknowledged
    return met
