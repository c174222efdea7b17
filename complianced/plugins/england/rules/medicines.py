"""Medicines recorded, errors learnt from, psychotropics reviewed: SI 2014/2936 regs 12(2)(g), 17(2)(b), NG67, STOMP."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, within, yes

_ERRORS = ("uksi-2014-2936/12(2)(g)", "uksi-2014-2936/17(2)(b)")
_MEDICATED = yes("psychotropic") & (col("learning_disability") | col("autistic"))


@rule(
    "ENG-MEDICINES-RECORD",
    about="people_in_care",
    clauses=("uksi-2014-2936/12(2)(g)", "nice-ng67/scope", "cqc-medicines-shared-lives/page"),
    severity="critical",
    says="Medicines support: {medicines_support}; the carer keeps a record of medicines: {medicines_record_kept} "
    "(personal care: {regulated})",
    fix="Assess what help the person needs with medicines, and have the carer record each one given or prompted.",
)
def medicines_record_kept(law: Law) -> pl.Expr:
    """Medicines support is assessed, and where it is given the carer keeps a record of it."""
    return (col("medicines_support") == "none") | (present("medicines_support") & yes("medicines_record_kept"))


@rule(
    "ENG-MEDICINES-ERROR-LEARNING",
    about="incidents",
    clauses=_ERRORS,
    severity="major",
    when=(col("kind") == "medicines_error") & present("closed_on"),
    says="The medicines error was closed on {closed_on}; what was learnt is recorded: {learning_recorded}",
    fix="Record what went wrong, what was done about it and who was told, and share it with the carers it helps.",
)
def medicines_error_learnt_from(law: Law) -> pl.Expr:
    """A medicines error is closed with what was learnt from it."""
    return yes("learning_recorded")


@deadline(
    "ENG-MEDICINES-ERROR-CLOSED",
    about="incidents",
    clauses=_ERRORS,
    severity="major",
    when=(col("kind") == "medicines_error") & ~present("closed_on"),
    says="The medicines error was known on {aware_at} and is still open; it was to be closed by {due_on}",
    fix="Finish looking into it, record what was learnt and close it, or record why it must stay open.",
)
def medicines_error_closed(law: Law) -> pl.Expr:
    """A medicines error is looked into and closed within the days that the scheme allows."""
    return every("aware_at", law.medicines_error_close)


@rule(
    "ENG-MEDICINES-ERROR-CLOSED-LATE",
    about="incidents",
    clauses=_ERRORS,
    severity="major",
    when=(col("kind") == "medicines_error") & present("closed_on"),
    says="The medicines error was known on {aware_at} and closed on {closed_on}, later than custom has it",
    fix="Note what held it up, and chase errors that stay open.",
)
def medicines_error_closed_in_time(law: Law) -> pl.Expr:
    """A medicines error that is closed was closed within the days that the scheme allows."""
    return within("aware_at", "closed_on", law.medicines_error_close, law)


@rule(
    "ENG-PSYCHOTROPIC-REASON",
    about="people_in_care",
    clauses="stomp/review",
    severity="major",
    when=_MEDICATED,
    says="The person takes a psychotropic medicine; the reason for it is recorded: {psychotropic_indication}",
    fix="Ask the prescriber what it is for and record the answer; ask for a review where nobody knows.",
)
def psychotropic_has_a_reason(law: Law) -> pl.Expr:
    """A psychotropic medicine taken by somebody with a learning disability or autism has a recorded reason."""
    return yes("psychotropic_indication")


@deadline(
    "ENG-PSYCHOTROPIC-REVIEW",
    about="people_in_care",
    clauses="stomp/review",
    severity="major",
    when=_MEDICATED,
    says="The psychotropic medicine was last reviewed: {psychotropic_reviewed_on}; due by {due_on}",
    fix="Ask the prescriber for a review, with the person, and record the day. Never stop the medicine without one.",
)
def psychotropic_reviewed(law: Law) -> pl.Expr:
    """A psychotropic medicine taken by somebody with a learning disability or autism is reviewed by its prescriber."""
    return every("psychotropic_reviewed_on", law.psychotropic_review_interval)
