"""Reviews of host families, by two clocks, and what they cover: HSE guidelines of 2016.

Short breaks have the longer clock; contract and shared living, which are closer, the shorter.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, rule

from ..dates import GUIDELINES_FROM

_CLAUSE = "ie-hse-home-sharing-2016/family-review"
_ITEMS = ("performance", "training", "changes", "health", "supports")


@deadline(
    "IE-FAMILY-REVIEW-SHORT-BREAKS",
    about="host_families",
    clauses=_CLAUSE,
    severity="major",
    when=~col("close"),
    says="A family that offers short breaks, approved on {first_approved_on} and last reviewed on {last_review_on}; "
    "the next review was due {due_on}",
    fix="Hold the family review, and record it as a family_review of one of the hosts.",
)
def short_breaks_family_reviewed(law: Law) -> pl.Expr:
    """A family that offers short breaks is reviewed within five years."""
    return every("last_review_on", law.ie_family_review_short_breaks, since="first_approved_on")


@deadline(
    "IE-FAMILY-REVIEW-CONTRACT",
    about="host_families",
    clauses=_CLAUSE,
    severity="major",
    when=col("close"),
    says="A contract or shared living family, approved on {first_approved_on} and last reviewed on {last_review_on}; "
    "the next review was due {due_on}",
    fix="Hold the family review, and record it as a family_review of one of the hosts.",
)
def contract_family_reviewed(law: Law) -> pl.Expr:
    """A contract or shared living family is reviewed within two years."""
    return every("last_review_on", law.ie_family_review_contract, since="first_approved_on")


@rule(
    "IE-FAMILY-REVIEW-CONTENT",
    about="family_review_contents",
    clauses="ie-hse-home-sharing-2016/family-review-content",
    severity="minor",
    when=col("held_on") >= GUIDELINES_FROM,
    says="The family review of {held_on} covered: {items}; the guidelines ask for " + ", ".join(_ITEMS),
    fix="Add what the review left out, and record in the checklist what it covered.",
)
def family_review_complete(law: Law) -> pl.Expr:
    """A family review covers how the family has done, its training, changes, health and supports."""
    return pl.all_horizontal(col("items").list.contains(item) for item in _ITEMS)
