"""Restrictions of liberty: Capacity and Self-Determination (Jersey) Law 2016. Text not seen."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, rule

_AUTHORISATION = "je-capacity-law-2016/authorisation"


@rule(
    "JE-LIBERTY-AUTHORISED",
    about="je_liberty",
    clauses=_AUTHORISATION,
    severity="critical",
    when=col("liberty_outcome") == "deprived",
    says="The screening of {liberty_screened_on} found a deprivation of liberty, and no authority for it is recorded",
    fix="Ask for an authorisation under the Law today, ease what restrictions can be eased, and record both.",
)
def restriction_authorised(law: Law) -> pl.Expr:
    """A deprivation of liberty that was found has been authorised."""
    return col("authorities") > 0


@deadline(
    "JE-LIBERTY-IN-DATE",
    about="je_authorities",
    clauses=_AUTHORISATION,
    severity="critical",
    says="The authority of {authorised_on} for a restriction of liberty has lapsed; its last day: {due_on}",
    fix="Ask for it to be renewed, or end the restriction and screen again; record what was done.",
)
def authority_in_date(law: Law) -> pl.Expr:
    """An authority for a restriction of liberty has not lapsed."""
    return col("expires_on")
