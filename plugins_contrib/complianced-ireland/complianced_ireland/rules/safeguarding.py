"""Concerns screened in time, and the statement that hosting children calls for.

HSE safeguarding policy of 2014 and Children First Act 2015; neither text was seen.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, age_on, col, deadline, rule, within


@rule(
    "IE-SCREENING",
    about="concerns",
    clauses="ie-hse-safeguarding-2014/screening",
    severity="major",
    says="Raised {raised_at}; preliminary screening decided: {decided_on}",
    fix="Have the designated officer finish the preliminary screening today, send it on, and record the day.",
)
def screened_in_time(law: Law) -> pl.Expr:
    """The preliminary screening of a safeguarding concern is done within three working days."""
    return within("raised_at", "decided_on", law.ie_screening, law)


@deadline(
    "IE-CHILD-SAFEGUARDING-STATEMENT",
    about="child_statements",
    clauses="ie-children-first-2015/statement",
    severity="major",
    when=lambda law: age_on("youngest_born_on", law.today) < law.ie_child_age,
    says="The service hosts a child; its child safeguarding statement was last reviewed on {last_reviewed_on}, and the "
    "next review was due {due_on}",
    fix="Review the statement, or write one if there is none, put it on display, and record the day.",
)
def child_statement_reviewed(law: Law) -> pl.Expr:
    """A service that hosts children has a child safeguarding statement and reviews it within 24 months."""
    own = pl.when(col("review_due_on") > col("last_reviewed_on")).then(col("review_due_on"))
    return pl.min_horizontal(col("last_reviewed_on") + law.ie_child_statement_review, own)
