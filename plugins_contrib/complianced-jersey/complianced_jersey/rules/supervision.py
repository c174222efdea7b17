"""Supervision and appraisal of staff: the Commission's standards, and Home Care Standard 6. Carers are not asked."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, rule

_SUPPORTED = ("je-standards/supervision", "je-home-care-standards/6")


@rule(
    "JE-SUPERVISION",
    about="je_supervision",
    clauses=_SUPPORTED,
    severity="minor",
    when=col("a_year_in_post"),
    says="{supervisions_in_year} supervisions in the last year (the last one: {last_supervision_on})",
    fix="Hold the next supervision now, and set days for the others of the year.",
)
def supervised_through_the_year(law: Law) -> pl.Expr:
    """Staff who have been in post for a year had as many supervisions in it as the standards ask."""
    enough: pl.Expr = col("supervisions_in_year") >= law.jersey_supervisions
    return enough


@deadline(
    "JE-APPRAISAL",
    about="je_supervision",
    clauses=_SUPPORTED,
    severity="minor",
    says="Last appraisal: {last_appraisal_on}; the next was due {due_on}",
    fix="Hold the appraisal, and record the day.",
)
def appraised_yearly(law: Law) -> pl.Expr:
    """Staff have an appraisal every year, the first within a year of taking up the post."""
    return every("last_appraisal_on", law.jersey_appraisal_interval, since="started_on")
