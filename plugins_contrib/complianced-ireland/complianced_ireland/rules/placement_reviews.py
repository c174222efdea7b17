"""Placement reviews no more than 12 to 18 months apart: HSE guidelines of 2016.

One fact, one finding: between the two ends of the range it is advice, beyond the far end the other rule has it alone.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, deadline, every

_CLAUSE = "ie-hse-home-sharing-2016/placement-review"


def _at_the_latest(law: Law) -> pl.Expr:
    return every("last_agreement_review_on", law.ie_placement_review_longest, since="started_on")


@deadline(
    "IE-PLACEMENT-REVIEW",
    about="arrangements_live",
    clauses=_CLAUSE,
    severity="major",
    says="The placement started on {started_on} and was last reviewed on {last_agreement_review_on}; the next "
    "review was due {due_on} at the latest",
    fix="Hold the placement review now, with guest and host family, and record it as a review of the agreement.",
)
def placement_reviewed(law: Law) -> pl.Expr:
    """A placement is reviewed within 18 months of the last review, or of its start."""
    return _at_the_latest(law)


@deadline(
    "IE-PLACEMENT-REVIEW-AIM",
    about="arrangements_live",
    clauses=_CLAUSE,
    severity="advice",
    when=lambda law: _at_the_latest(law) >= law.today,
    says="The placement started on {started_on} and was last reviewed on {last_agreement_review_on}; the "
    "guidelines aim at a review by {due_on}",
    fix="Plan the placement review, so that it is held before the longest gap that the guidelines allow runs out.",
)
def placement_reviewed_as_aimed(law: Law) -> pl.Expr:
    """A placement is reviewed within 12 months, as the guidelines aim at."""
    return every("last_agreement_review_on", law.ie_placement_review_aim, since="started_on")
