"""The provider's monthly report on quality: the Commission's standards, and Home Care Standard 9."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every


@deadline(
    "JE-MONTHLY-REPORT",
    about="je_events",
    clauses=("je-standards/monthly-report", "je-home-care-standards/9"),
    severity="major",
    when=col("kind") == "monthly_monitoring",
    says="Last monthly report on quality: {happened_on}; the next was due {due_on}",
    fix="Write the report for the month, record it, and set the days of the next ones.",
)
def reported_monthly(law: Law) -> pl.Expr:
    """The provider reports on the quality of the service every month."""
    return every("happened_on", law.jersey_monthly_report_interval, since="registered_on")
