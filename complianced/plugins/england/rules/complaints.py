"""Complaints: SI 2014/2936 reg 16(1)-(2); in council-run schemes SI 2009/309 too.

Regulation 16 counts no days for anybody. A council acknowledges in three working days (law), and its answer is looked
for in six months (guidance); elsewhere the scheme's own limit is custom. That the system is accessible is law; that
each person has the procedure, and that it is in easy read, is how guidance reads that.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule, yes

_HANDLED = ("uksi-2014-2936/16(1)", "uksi-2014-2936/16(2)")
_ACCESSIBLE = "uksi-2014-2936/16(2)"
_COUNCIL = "uksi-2009-309/13"

_council = col("provider_type").eq_missing("local_authority")
_withdrawn = col("outcome").eq_missing("withdrawn")
_open = col("responded_on").is_null() & col("closed_on").is_null() & ~_withdrawn
_policy = (col("kind") == "complaints_policy") & present("document_id")


@rule(
    "ENG-COMPLAINT-ACKNOWLEDGED",
    about="complaints",
    clauses=_COUNCIL,
    severity="major",
    when=_council,
    says="Complaint of {received_on}; acknowledged: {acknowledged_on}, answered: {responded_on}, later than the "
    "working days that a council's regulations set",
    fix="Acknowledge it now, saying who deals with it and by when.",
)
def council_acknowledges(law: Law) -> pl.Expr:
    """A council-run scheme acknowledges or answers a complaint within the working days that its regulations set."""
    heard = pl.min_horizontal("acknowledged_on", "responded_on")
    due: pl.Expr = col("received_on") + law.complaint_acknowledgement_council
    return pl.coalesce(heard, law.today) <= due


@deadline(
    "ENG-COMPLAINT-ANSWER-DUE-COUNCIL",
    about="complaints",
    clauses=_HANDLED,
    severity="major",
    when=_council & _open,
    says="The complaint of {received_on} is not answered; an answer was looked for by {due_on}",
    fix="Answer it, or write to the person to say why it takes longer and when they will hear.",
)
def council_answers(law: Law) -> pl.Expr:
    """An open complaint to a council-run scheme is within the time in which an answer is looked for."""
    due: pl.Expr = col("received_on") + law.complaint_response_council
    return due


@deadline(
    "ENG-COMPLAINT-ANSWER-DUE",
    about="complaints",
    clauses=_HANDLED,
    severity="major",
    when=~_council & _open,
    says="The complaint of {received_on} is not answered; by custom an answer was due {due_on}",
    fix="Answer it, or write to the person to say why it takes longer and when they will hear.",
)
def scheme_answers(law: Law) -> pl.Expr:
    """An open complaint is within the scheme's own time for an answer."""
    due: pl.Expr = col("received_on") + law.complaint_response
    return due


@rule(
    "ENG-COMPLAINT-ANSWERED",
    about="complaints",
    clauses=_HANDLED,
    severity="major",
    when=present("closed_on") & ~_withdrawn,
    says="The complaint of {received_on} was closed on {closed_on} and no answer is recorded",
    fix="Enter when the answer was given; if none was, give it now.",
)
def closed_with_an_answer(law: Law) -> pl.Expr:
    """A complaint that was closed was answered first."""
    return present("responded_on")


@rule(
    "ENG-COMPLAINT-OUTCOME",
    about="complaints",
    clauses=_HANDLED,
    severity="major",
    when=present("responded_on"),
    says="The complaint of {received_on} was answered on {responded_on}, and what was found is not recorded",
    fix="Enter whether it was upheld, in part or not at all.",
)
def outcome_recorded(law: Law) -> pl.Expr:
    """What the investigation of an answered complaint found is recorded."""
    return present("outcome")


@rule(
    "ENG-COMPLAINT-ACTION",
    about="complaints",
    clauses=_HANDLED,
    severity="major",
    when=col("outcome").is_in(["upheld", "partly_upheld"]),
    says="The complaint of {received_on} was {outcome}, and what was done about it is not recorded",
    fix="Do what the findings call for, and record it.",
)
def action_recorded(law: Law) -> pl.Expr:
    """What was done about a complaint that was upheld is recorded."""
    return yes("action_recorded")


@rule(
    "ENG-COMPLAINTS-POLICY-GIVEN",
    about="people_supported",
    clauses=_ACCESSIBLE,
    severity="major",
    says="There is no date on which the person was given the complaints procedure",
    fix="Give it in a form the person can use, go through it with them, and enter the date.",
    basis="guidance",
)
def procedure_given(law: Law) -> pl.Expr:
    """Each person supported has been given the complaints procedure."""
    return present("complaints_procedure_given_on")


@rule(
    "ENG-COMPLAINTS-POLICY",
    about="documents_by_kind",
    clauses=_ACCESSIBLE,
    severity="major",
    when=col("kind") == "complaints_policy",
    says="No complaints policy is recorded",
    fix="Enter the current policy, or write one: how to complain, who deals with it, and where to go next.",
)
def policy_held(law: Law) -> pl.Expr:
    """There is a complaints policy."""
    return present("document_id")


@rule(
    "ENG-COMPLAINTS-POLICY-EASY-READ",
    about="documents_by_kind",
    clauses=_ACCESSIBLE,
    severity="major",
    when=_policy,
    says="The complaints policy is not shown to have an easy-read version",
    fix="Make an easy-read version with people supported, and give it out.",
    basis="guidance",
)
def policy_easy_read(law: Law) -> pl.Expr:
    """The complaints policy has an easy-read version."""
    return yes("easy_read")
