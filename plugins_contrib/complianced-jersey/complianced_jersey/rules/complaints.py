"""Complaints: Home Care Standard 7, of which only the title was seen. The time for an answer is custom."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule

_HEARD = "je-home-care-standards/7"
_WITHDRAWN = col("outcome").eq_missing("withdrawn")


@deadline(
    "JE-COMPLAINT-ANSWER-DUE",
    about="complaints",
    clauses=_HEARD,
    severity="minor",
    when=col("responded_on").is_null() & col("closed_on").is_null() & ~_WITHDRAWN,
    says="The complaint of {received_on} is not answered; by custom an answer was due {due_on}",
    fix="Answer it, or write to say why it takes longer and when the answer will come.",
)
def complaint_answered_in_time(law: Law) -> pl.Expr:
    """An open complaint is within the time for an answer."""
    due: pl.Expr = col("received_on") + law.jersey_complaint_answer
    return due


@rule(
    "JE-COMPLAINT-ANSWERED",
    about="complaints",
    clauses=_HEARD,
    severity="minor",
    when=present("closed_on") & ~_WITHDRAWN,
    says="The complaint of {received_on} was closed on {closed_on} and no answer is recorded",
    fix="Enter when the answer was given; if none was, give it now.",
)
def closed_with_an_answer(law: Law) -> pl.Expr:
    """A complaint that was closed was answered first."""
    return present("responded_on")


@rule(
    "JE-COMPLAINTS-POLICY",
    about="je_documents",
    clauses=_HEARD,
    severity="minor",
    when=col("kind") == "complaints_policy",
    says="No dated complaints policy is recorded, so nothing speaks for Home Care Standard 7 while nobody complains",
    fix="Enter the policy with the day it took effect, or write one: how to complain, who hears it, where to go next.",
)
def policy_held(law: Law) -> pl.Expr:
    """There is a dated complaints policy."""
    return present("dated_on")
