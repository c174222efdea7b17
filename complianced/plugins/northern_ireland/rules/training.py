"""Courses that RQIA looks for: dysphagia where it is needed, and a core for carers and staff. Practice, not law.

Safeguarding is in `safeguarding`; that a course taken is refreshed is in `practice`, moving and handling excepted.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule

_CORE = "rqia-practice/core-training"
_DYSPHAGIA = "rqia-practice/dysphagia"


@rule(
    "NIR-DYSPHAGIA-PLAN",
    about="people_supported",
    clauses=_DYSPHAGIA,
    severity="major",
    when=col("support_needs").list.contains("dysphagia"),
    says="The person has dysphagia, and no assessment of that risk is on record",
    fix="Ask speech and language therapy for its guidance, put it in the plan, and record the assessment.",
)
def dysphagia_assessed(law: Law) -> pl.Expr:
    """Dysphagia is assessed, with the guidance of speech and language therapy in the plan."""
    return col("risk_topics").list.contains("dysphagia")


@rule(
    "NIR-DYSPHAGIA-TRAINING",
    about="needed_training",
    clauses=_DYSPHAGIA,
    severity="major",
    when=col("course") == "dysphagia",
    says="Somebody placed here has dysphagia; the carer's training in it was taken on {completed_on} and runs until "
    "{expires_on}",
    fix="Train the carer now, and agree with the therapist how the person eats and drinks safely until then.",
)
def carer_trained_in_dysphagia(law: Law) -> pl.Expr:
    """A carer of somebody with dysphagia is trained in it."""
    return present("completed_on") & (col("expires_on").is_null() | (col("expires_on") >= law.today))


@rule(
    "NIR-CORE-TRAINING-CARERS",
    about="carers_core_courses",
    clauses=_CORE,
    severity="major",
    says="The carer, approved on {approved_on}, is not recorded as having taken the core course in {course}",
    fix="Offer the carer the course, and record the certificate.",
)
def carers_take_core_courses(law: Law) -> pl.Expr:
    """A carer takes the core courses in the first weeks."""
    met: pl.Expr = present("completed_on") | (col("approved_on") + law.core_training_start >= law.today)
    return met


@rule(
    "NIR-CORE-TRAINING-STAFF",
    about="staff_core_courses",
    clauses=_CORE,
    severity="major",
    says="This {role}, in post since {started_on}, is not recorded as having taken the core course in {course}",
    fix="Book the course, and record the certificate.",
)
def staff_take_core_courses(law: Law) -> pl.Expr:
    """Managers and scheme workers take the core courses in the first weeks."""
    met: pl.Expr = present("completed_on") | (col("started_on") + law.core_training_start >= law.today)
    return met


@deadline(
    "NIR-MOVING-AND-HANDLING",
    about="carers_core_courses",
    clauses=_CORE,
    severity="major",
    when=(col("course") == "moving_and_handling") & present("completed_on"),
    says="The carer's course in moving and handling was taken on {completed_on} and was good until {due_on}",
    fix="Offer the carer the refresher, and record the certificate.",
)
def moving_and_handling_refreshed(law: Law) -> pl.Expr:
    """A carer's training in moving and handling is refreshed before it lapses."""
    return pl.coalesce("expires_on", col("completed_on") + law.moving_and_handling_validity)
