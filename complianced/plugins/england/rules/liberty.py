"""Deprivation of liberty: Mental Capacity Act ss 4A, 16, [2026] UKSC 16, SI 2014/2936 reg 13(5), SI 2009/3112 reg 18.

Shared Lives is outside DoLS: only the Court of Protection can authorise. Until 2026-06-01 a screening that found
deprivation wants an order. From 2026-06-02 the acid test is no longer law: a screening from before is done again and
by itself says nothing of a missing order; only one since the ruling, by the test that now holds, wants an order.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule
from complianced.plugins.england.views.people_liberty import OVERRULED_ON

_SINCE_RULING = col("screened_on") >= pl.lit(OVERRULED_ON)
_OBJECTS = col("person_objects").fill_null(False)


def _screened_by(law: Law) -> pl.Expr:
    """The last day for a new screening where what calls for it was there before the ruling."""
    last_day: pl.Expr = pl.lit(OVERRULED_ON) + law.rescreen_limit
    return last_day


def _wants_an_order(law: Law) -> pl.Expr:
    deprived = col("outcome") == "deprived"
    if law.as_of < OVERRULED_ON:
        return deprived
    return deprived & _SINCE_RULING & (col("test") != "acid_test").fill_null(True)


def _stands_on_old_law(law: Law) -> pl.Expr:
    """Found deprived, or not cleared by the acid test; less those whose objection already calls for a screening."""
    by_old_test = (col("test") == "acid_test") & (col("outcome") != "not_deprived").fill_null(True)
    found = ((col("outcome") == "deprived") | by_old_test).fill_null(False)
    return found & ~(_OBJECTS & (_screened_by(law) < law.today))


@rule(
    "ENG-LIBERTY-ORDER",
    about="screenings",
    clauses=("ukpga-2005-9/4A", "ukpga-2005-9/16", "uksi-2014-2936/13(5)"),
    severity="critical",
    when=_wants_an_order,
    says="The screening of {screened_on} found deprivation of liberty; no order of the Court of Protection and no "
    "application to it is recorded",
    fix="Ask the commissioning council or health body today to apply to the Court of Protection; ease the restrictions "
    "that can be eased, and record both.",
)
def deprivation_has_an_order(law: Law) -> pl.Expr:
    """Deprivation of liberty found by the test in force has an order not older than it, or one is applied for."""
    ordered = col("order_until") >= pl.coalesce("screened_on", law.today)
    return ordered.fill_null(False) | (col("applications_pending") > 0)


@rule(
    "ENG-LIBERTY-TEST",
    about="screenings",
    clauses="uksc-2026-16/judgment",
    severity="major",
    when=_SINCE_RULING,
    says="The screening of {screened_on} was made by this test: {test}; the acid test ended on 2 June 2026",
    fix="Screen again, weighing purpose, nature, relative normality and the person's own wishes and feelings.",
)
def screened_by_the_present_test(law: Law) -> pl.Expr:
    """A screening since the ruling weighs all the factors and does not use the acid test."""
    return col("test") == "multi_factor"


@rule(
    "ENG-LIBERTY-RESCREEN",
    about="screenings",
    clauses="uksc-2026-16/re-screen",
    severity="major",
    basis="law",
    when=_stands_on_old_law,
    says="The last screening, of {screened_on}, was made under the law before 2 June 2026 and found: {outcome}; "
    "re-screen",
    fix="Re-screen by all the factors, with the person's wishes and feelings. Keep to any court order until the court "
    "says otherwise; this finding does not say that one is missing.",
)
def screened_again_since_the_ruling(law: Law) -> pl.Expr:
    """A screening that found deprivation under the old test has been done again since the ruling."""
    return _SINCE_RULING


@rule(
    "ENG-LIBERTY-OBJECTION",
    about="screenings",
    clauses="uksc-2026-16/triggers",
    severity="critical",
    when=present("person_objects"),
    says="The person objects, and the last screening, of {screened_on}, is from before 2 June 2026: re-screen",
    fix="Re-screen now by all the factors, with the person's wishes and feelings, and tell the commissioner that the "
    "person objects.",
)
def objection_is_screened(law: Law) -> pl.Expr:
    """Where the person objects, they have been screened since the ruling, within the days allowed."""
    return ~_OBJECTS | _SINCE_RULING.fill_null(False) | (_screened_by(law) >= law.today)


@rule(
    "ENG-LIBERTY-RESTRAINT",
    about="people_screened",
    clauses="uksc-2026-16/triggers",
    severity="critical",
    when=present("restrained_on") & ~col("liberty_objects").fill_null(False),
    says="Restraint, locked doors or sedation is recorded from {first_restrained_on}; last screening for deprivation "
    "of liberty: {liberty_screened_on}; none since 2 June 2026",
    fix="Screen now by all the factors, with the person's wishes and feelings; see whether the restriction can end.",
)
def restraint_is_screened(law: Law) -> pl.Expr:
    """Where restraint, locked doors or sedation is recorded, the person has been screened since the ruling."""
    screened = col("liberty_screened_on") >= pl.lit(OVERRULED_ON)
    return screened.fill_null(False) | (every("restrained_on", law.rescreen_limit) >= law.today)


@deadline(
    "ENG-COURT-ORDER-IN-DATE",
    about="court_orders",
    clauses="ukpga-2005-9/16",
    severity="major",
    when=present("expires_on") & ~col("moot") & ~col("renewal_pending"),
    says="The court's order of {authorised_on} ran out on {expires_on} and no application to renew it is recorded",
    fix="Ask the commissioner to go back to the court, and screen again by all the factors; record both.",
)
def court_order_in_date(law: Law) -> pl.Expr:
    """An order of the Court of Protection is in date, or the court has been asked again."""
    return col("expires_on")


@deadline(
    "ENG-COURT-ORDER-REVIEW",
    about="court_orders",
    clauses="ukpga-2005-9/16",
    severity="major",
    when=~present("expires_on") & ~col("moot") & ~col("renewal_pending"),
    says="The court's order of {authorised_on} has no end recorded; its review was due by {due_on}",
    fix="Record the end or review date that the order gives, or ask the commissioner when the court looks at it again.",
)
def court_order_reviewed(law: Law) -> pl.Expr:
    """An order of the Court of Protection without an end is looked at again at the usual time."""
    return every("authorised_on", law.court_order_review)


@rule(
    "ENG-LIBERTY-NOT-DOLS",
    about="liberty",
    clauses="uksi-2009-3112/18(4A)(a)",
    severity="advice",
    when=lambda law: (col("expires_on") >= law.today).fill_null(True),
    says="The authority recorded for the deprivation of liberty is DoLS, which does not reach a carer's home",
    fix="Find out what was granted, by whom and for which address; in a carer's home only the Court of Protection can.",
)
def authority_is_not_dols(law: Law) -> pl.Expr:
    """No deprivation of liberty in a carer's home is recorded as authorised under DoLS."""
    return (col("authority") != "dols").fill_null(True)


@rule(
    "ENG-COURT-OUTCOME-NOTIFIED",
    about="court_applications",
    clauses=("uksi-2009-3112/18(4A)(b)", "uksi-2009-3112/18(4B)"),
    severity="major",
    when=col("regulated").fill_null(True)
    & present("applied_on")
    & pl.any_horizontal(present("decided_on"), present("authorised_on"))
    & (col("authority") != "dols").fill_null(True),
    says="The court was asked on {applied_on} and its outcome was known on {decided_on}; CQC was told: "
    "{regulator_notified_on}",
    fix="Send CQC the form on an application to deprive a person of liberty, with its date, nature and outcome.",
)
def court_outcome_notified(law: Law) -> pl.Expr:
    """CQC is told of an application to the court about liberty once its outcome is known."""
    known_on = pl.coalesce("decided_on", "authorised_on")
    return ((col("regulator_notified_on") >= known_on) | (known_on >= law.today)).fill_null(False)
