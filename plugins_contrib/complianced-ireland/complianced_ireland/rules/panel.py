"""The approval panel decides before a family hosts anybody: HSE guidelines of 2016."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, present, rule

from ..dates import GUIDELINES_FROM

_CLAUSE = "ie-hse-home-sharing-2016/panel"


@rule(
    "IE-APPROVAL-RECORDED",
    about="approvals",
    clauses=_CLAUSE,
    severity="critical",
    says="The host counts as {status}, and no day of approval is recorded",
    fix="Enter the day of the decision. Where there was none, place nobody until the panel has decided.",
)
def approval_recorded(law: Law) -> pl.Expr:
    """The day on which a host was approved is recorded."""
    return present("approved_on")


@rule(
    "IE-PANEL-FIRST",
    about="approvals",
    clauses=_CLAUSE,
    severity="critical",
    when=col("approved_on") >= GUIDELINES_FROM,
    says="The host was approved on {approved_on}; the panel first met about them on {first_panel_on}",
    fix="Take the approval to the panel now, and record its day; decide on placements until it has met.",
)
def panel_before_approval(law: Law) -> pl.Expr:
    """The approval panel met about a host before they were approved, or on the day."""
    return before("first_panel_on", "approved_on")


# Whoever counts as approved without a day of approval is a finding of its own.
_DAY_MISSING = col("carer_status").is_in(["approved", "suspended"]) & col("approved_on").is_null()


@rule(
    "IE-APPROVED-FIRST",
    about="arrangements_live",
    clauses=_CLAUSE,
    severity="critical",
    when=(col("started_on") >= GUIDELINES_FROM) & ~_DAY_MISSING.fill_null(False),
    says="The placement started on {started_on}; the host was approved on {approved_on}",
    fix="Take the family to the panel at once if it has not decided, and find out how the placement came first.",
)
def approved_before_hosting(law: Law) -> pl.Expr:
    """A family is approved before it hosts anybody, or on the day."""
    return before("approved_on", "started_on")
