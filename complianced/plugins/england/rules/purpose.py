"""The statement of purpose, what it says and what CQC is told of it: SI 2009/3112 reg 12 and Schedule 3."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule, within

_GIVEN = ("uksi-2009-3112/12(1)", "uksi-2009-3112/sch3")
_REVISED = "uksi-2009-3112/12(3)"
_REVIEWED = "uksi-2009-3112/12(2)"

_held = present("document_id")
_first = col("previous_document_id").is_null()
_revision = col("previous_document_id").is_not_null()


@rule(
    "ENG-PURPOSE-HELD",
    about="purpose_statements",
    clauses=_GIVEN,
    severity="major",
    says="No statement of purpose is recorded",
    fix="Enter the current statement of purpose, or write one and send it to CQC.",
)
def purpose_held(law: Law) -> pl.Expr:
    """There is a statement of purpose."""
    return _held


@rule(
    "ENG-PURPOSE-SENT",
    about="purpose_versions",
    clauses=_GIVEN,
    severity="major",
    when=_first,
    says="There is no date on which CQC was given this statement of purpose",
    fix="Send CQC the statement of purpose, and enter the date.",
)
def purpose_sent(law: Law) -> pl.Expr:
    """CQC was given the statement of purpose."""
    return present("regulator_sent_on")


@rule(
    "ENG-PURPOSE-CONTENTS",
    about="purpose_statements",
    clauses=_GIVEN,
    severity="major",
    when=_held,
    says="The statement of purpose is not shown to cover: {missing}",
    fix="Add what is missing from the headings of Schedule 3, and send CQC the revision.",
)
def purpose_complete(law: Law) -> pl.Expr:
    """The statement of purpose covers every heading of Schedule 3."""
    return col("missing").list.len() == 0


@deadline(
    "ENG-PURPOSE-REVISION-DUE",
    about="purpose_versions",
    clauses=_REVISED,
    severity="major",
    when=_revision & col("regulator_sent_on").is_null(),
    says="CQC has not been sent the statement of purpose as revised on {dated_on}; it was due {due_on}",
    fix="Send CQC written details of the revision, and enter the date.",
)
def revision_due(law: Law) -> pl.Expr:
    """A revision of the statement of purpose that CQC has not yet had is still in time."""
    due: pl.Expr = col("dated_on") + law.statement_of_purpose_notice
    return due


@rule(
    "ENG-PURPOSE-REVISION-SENT",
    about="purpose_versions",
    clauses=_REVISED,
    severity="major",
    when=col("revises") & present("regulator_sent_on"),
    says="CQC was sent the revision of {dated_on} on {regulator_sent_on}, after its time",
    fix="Note why it was late, and put the sending into the checklist for revisions.",
)
def revision_sent_in_time(law: Law) -> pl.Expr:
    """CQC had the details of each revision of the statement of purpose in time."""
    return within("dated_on", "regulator_sent_on", law.statement_of_purpose_notice, law)


@deadline(
    "ENG-PURPOSE-REVIEW",
    about="purpose_statements",
    clauses=_REVIEWED,
    severity="major",
    when=_held,
    says="The statement of purpose was last looked at on {last_reviewed_on}; a review was due {due_on}",
    fix="Review the statement of purpose, and enter the date even if nothing changed.",
)
def purpose_reviewed(law: Law) -> pl.Expr:
    """The statement of purpose is reviewed within the scheme's interval."""
    due: pl.Expr = col("last_reviewed_on") + law.statement_of_purpose_review
    return due


@rule(
    "ENG-PURPOSE-UP-TO-DATE",
    about="purpose_statements",
    clauses=_REVIEWED,
    severity="advice",  # what the statement says is not on record; this only points at where it may be behind
    when=_held & present("last_changed_on"),
    says="The manager, name or address changed on {last_changed_on}, and the statement of purpose was last looked "
    "at on {last_reviewed_on}",
    fix="Check that the statement names the manager, provider and addresses of today, and send CQC the revision.",
)
def purpose_follows_changes(law: Law) -> pl.Expr:
    """The statement of purpose was looked at when the manager, the provider's name or an address changed."""
    still_time: pl.Expr = col("last_changed_on") + law.statement_of_purpose_notice >= law.today
    around_the_change: pl.Expr = col("last_reviewed_on") >= col("last_changed_on") - law.statement_of_purpose_notice
    return still_time | around_the_change
