"""Training, then the assessment with its visits: HSE guidelines of 2016, for assessments since then."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, age_on, at_most, before, col, deadline, rule

from ..dates import GUIDELINES_FROM

_CLAUSE = "ie-hse-home-sharing-2016/assessment"
_BY_GUIDELINES = col("judged_on").is_null() | (col("judged_on") >= GUIDELINES_FROM)


@rule(
    "IE-TRAINING-FIRST",
    about="assessments",
    clauses=_CLAUSE,
    severity="major",
    when=_BY_GUIDELINES,
    says="Training was completed on {training_completed_on}, the assessment finished on {assessed_on}",
    fix="See that the family has the training now, and hold training before assessment from here on.",
)
def training_before_assessment(law: Law) -> pl.Expr:
    """A family is trained before its assessment is finished."""
    return before("training_completed_on", "assessed_on")


@rule(
    "IE-HOME-VISITED",
    about="assessments",
    clauses=_CLAUSE,
    severity="major",
    when=_BY_GUIDELINES,
    says="The home was first visited on {home_visited_on}, the assessment finished on {assessed_on}",
    fix="Visit the home, add to the assessment what the visits show, and record the day of the first.",
)
def home_visited_for_assessment(law: Law) -> pl.Expr:
    """The home is visited before the assessment is finished."""
    return before("home_visited_on", "assessed_on")


@rule(
    "IE-ASSESSMENT-VISITS",
    about="assessments",
    clauses=_CLAUSE,
    severity="major",
    when=_BY_GUIDELINES,
    says="Visits to the home for the assessment: {home_visits}",
    fix="Make the visits that lack, of about two hours each, and add to the assessment what they show.",
)
def visits_enough(law: Law) -> pl.Expr:
    """An assessment takes three visits to the home at least."""
    enough: pl.Expr = col("home_visits") >= law.ie_assessment_visits_least
    return enough


@rule(
    "IE-ASSESSMENT-VISITS-MANY",
    about="assessments",
    clauses=_CLAUSE,
    severity="advice",
    when=lambda law: _BY_GUIDELINES & (col("home_visits") >= law.ie_assessment_visits_least),
    says="Visits to the home for the assessment: {home_visits}, more than the guidelines have in mind",
    fix="Note what called for more visits; nothing else needs doing.",
)
def visits_not_many(law: Law) -> pl.Expr:
    """An assessment takes five visits to the home at most, or somebody asks why."""
    return at_most("home_visits", law.ie_assessment_visits_most)


@deadline(
    "IE-COUPLES-MET",
    about="couples_statements",
    clauses="ie-hse-home-sharing-2016/couples",
    severity="minor",
    when=lambda law: (col("couples") > 0) | (age_on("youngest_born_on", law.today) < law.ie_adult_age).fill_null(False),
    says="Couples among the families: {couples}; last statement that couples were met together and one by one and "
    "children were seen: {made_on} (answer: {met}); next due {due_on}",
    fix="Look at the assessments; have the couples and children met who were not, and have the statement made.",
)
def couples_and_children_met(law: Law) -> pl.Expr:
    """It is stated every year that couples were met together and one by one, and children of the house seen."""
    said_yes = pl.when(col("met") == "yes").then(col("made_on")).otherwise(None)
    counts_until: pl.Expr = said_yes + law.ie_couples_statement
    return counts_until
