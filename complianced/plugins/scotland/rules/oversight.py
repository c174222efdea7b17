"""What the Care Inspectorate asks back: notices met, improvements made, audits, its own notice, the annual return.

2010 Act ss 62 to 65, SSI 2011/28 reg 4, and the regulator's records guidance.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

# The edition of March 2025; a later one replaces this day.
_CURRENT_EDITION = date(2025, 3, 1)


@deadline(
    "SCO-IMPROVEMENT-NOTICE",
    about="improvements",
    clauses=("asp-2010-8/62", "asp-2010-8/63", "asp-2010-8/64", "asp-2010-8/65"),
    severity="critical",
    when=(col("source") == "notice") & col("done_on").is_null(),
    says="A notice of the Care Inspectorate was to be met by {due_on} and is not recorded as met",
    fix="Meet it today and tell the Care Inspectorate, or ask in writing for more time: cancellation may follow.",
)
def notice_met(law: Law) -> pl.Expr:
    """A notice of the Care Inspectorate that is still open has not passed its day."""
    return col("due_on")


@deadline(
    "SCO-IMPROVEMENT",
    about="improvements",
    clauses=("ci-records-guidance/16", "hscs-2017/4.19"),
    severity="major",
    when=(col("source") != "notice") & col("done_on").is_null(),
    says="An improvement asked for ({source}) was due by {due_on} and is not recorded as made",
    fix="Make it, or agree a new day with whoever asked for it and record why.",
)
def improvement_made(law: Law) -> pl.Expr:
    """An improvement that is still open has not passed its day."""
    return col("due_on")


@deadline(
    "SCO-QUALITY-AUDIT",
    about="events_by_kind",
    clauses=("ci-records-guidance/16", "hscs-2017/4.19"),
    severity="major",
    when=col("kind") == "quality_audit",
    says="The last quality audit was on {happened_on}; the next was due {due_on}",
    fix="Do the audit, and record its day and what follows from it.",
)
def quality_audited(law: Law) -> pl.Expr:
    """The service audits its own quality within the interval."""
    return every("happened_on", law.quality_audit_interval, since="registered_on")


@deadline(
    "SCO-RECORDS-NOTICE",
    about="documents_by_kind",
    clauses="ssi-2011-28/4",
    severity="major",
    basis="law",
    when=col("kind") == "regulator_records_notice",
    says="The Care Inspectorate's notice on records, notifications and returns was last looked at on "
    "{last_reviewed_on}; due again {due_on}",
    fix="Take the current edition from the Care Inspectorate, file it, and see what changed.",
)
def records_notice_current(law: Law) -> pl.Expr:
    """The current notice on what to record, notify and return is on file."""
    due: pl.Expr = col("last_reviewed_on") + law.records_notice_review
    return due


@rule(
    "SCO-RECORDS-NOTICE-EDITION",
    about="documents_by_kind",
    clauses="ssi-2011-28/4",
    severity="major",
    when=lambda law: (
        (col("kind") == "regulator_records_notice")
        & present("effective_on")
        & (pl.lit(_CURRENT_EDITION).dt.offset_by("1mo") <= law.today)
    ),
    says="The notice on file took effect on {effective_on}; the Care Inspectorate reissued its guidance in March 2025",
    fix="File the current edition, see what changed in what is recorded and notified, and enter when it took effect.",
)
def records_notice_is_the_current_one(law: Law) -> pl.Expr:
    """The notice on what to record, notify and return is the edition in force."""
    return col("effective_on") >= pl.lit(_CURRENT_EDITION)


@rule(
    "SCO-ANNUAL-RETURN",
    about="scheme_years",
    clauses="ssi-2011-28/4(1)(c)",
    severity="major",
    # Who registered in the last quarter of the year need not send one.
    when=col("registered_on").is_null() | (col("registered_on") < col("optional_from_on")),
    says="Annual return for the year to {return_for_on}: sent on {return_sent_on}, after the window or not at all",
    fix="Send the return today and tell the Care Inspectorate; enter the day.",
)
def annual_return_sent(law: Law) -> pl.Expr:
    """The annual return is sent before its window closes."""
    closes: pl.Expr = col("return_for_on") + law.annual_return_window
    return pl.coalesce("return_sent_on", law.today) <= closes
