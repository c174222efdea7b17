"""Before an arrangement begins: introductions (SI 2014/2936 reg 9(1), Health and Social Care Standard 4.5) and consent
(SI 2014/2936 reg 11(1)).

Whether person and carer both said yes is looked at in the self-employment bundle.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, present, rule, yes

# Before these days nobody was asked to keep such a record, and it cannot be made afterwards.
_ENGLAND_BEGAN = date(2015, 4, 1)
_STANDARDS_BEGAN = date(2018, 4, 1)


@rule(
    "PRACTICE-INTRODUCTIONS",
    about="arrangements_live",
    clauses={"england": ("uksi-2014-2936/9(1)", "sharedlivesplus-guidance/matching")},
    severity="major",
    when=(col("kind") == "live_in") & ~yes("emergency") & ~yes("relative") & (col("started_on") >= _ENGLAND_BEGAN),
    says="This live-in arrangement began on {started_on}; introductions on record: {introductions}",
    fix="Record the meetings there were; if there were none, ask the person now how the match is for them.",
)
def introduced_before_moving_in(law: Law) -> pl.Expr:
    """Person and carer meet before a live-in arrangement begins, emergencies apart."""
    return col("introductions") >= pl.lit(law.introductions_minimum)


@rule(
    "PRACTICE-INTRODUCTIONS-SCOTLAND",
    about="arrangements_live",
    clauses={"scotland": "hscs-2017/4.5"},
    severity="minor",
    when=~yes("relative") & (col("started_on") >= _STANDARDS_BEGAN),
    says="Introductions on record: {introductions}; emergency: {emergency}; its reason: {emergency_reason}",
    fix="Record the meetings there were, or why the arrangement had to begin without.",
)
def introduced_or_emergency_with_reason(law: Law) -> pl.Expr:
    """Person and carer meet before an arrangement begins, or the record says why an emergency did not allow it."""
    return (col("introductions") >= pl.lit(law.introductions_minimum)) | (
        yes("emergency") & present("emergency_reason")
    )


@rule(
    "PRACTICE-CONSENT",
    about="people_supported",
    clauses={"england": "uksi-2014-2936/11(1)"},
    severity="major",
    when=lambda law: ~yes("lacks_capacity") & (col("first_started_on") + law.consent_limit <= law.today),
    says="Supported since {first_started_on}; consent on record: {consent_recorded_on}",
    fix="Go through what the person consents to (care, medicines, money, sharing, photographs), and record the day.",
)
def consent_recorded(law: Law) -> pl.Expr:
    """A person's consent to their care is on record from the start."""
    return present("consent_recorded_on")
