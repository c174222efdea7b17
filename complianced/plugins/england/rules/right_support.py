"""Right support, right care, right culture: CQC's guidance on learning disability and autism."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every


@deadline(
    "ENG-RIGHT-SUPPORT",
    about="right_support",
    clauses="cqc-right-support/statutory-guidance",
    severity="advice",
    when=col("people_concerned") > 0,
    says="People with a learning disability or autism are supported; last self-assessment: {happened_on}, and "
    "the next was looked for by {due_on}",
    fix="Go through the guidance with people supported and carers, and record the self-assessment.",
)
def self_assessed(law: Law) -> pl.Expr:
    """A scheme that supports people with a learning disability or autism looks at itself against the guidance."""
    return every("happened_on", law.right_support_review_interval, since="registered_on")
