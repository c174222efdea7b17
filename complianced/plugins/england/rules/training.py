"""Competence for the people supported: SI 2014/2936 reg 12(2)(c) and (g); Health and Care Act 2022 s 181 and its code.

Courses that everybody repeats are custom everywhere and live in `practice`; here is what England's law names.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

# The code set tiers from this day (its date in force); training done before knew none.
_TIERS_FROM = date(2025, 9, 6)
_LEARNING_DISABILITY = ("ukpga-2022-31/181", "oliver-mcgowan-code/training")
_MEDICINES = ("uksi-2014-2936/12(2)(g)", "cqc-medicines-training/competence")
# Learning disability and autism have law of their own.
_OTHER_NEED = col("course") != "learning_disability_autism"


@rule(
    "ENG-NEEDED-TRAINING",
    about="needed_training",
    clauses="uksi-2014-2936/12(2)(c)",
    severity="critical",
    when=_OTHER_NEED,
    says="Somebody this carer supports has a need that calls for training in {course}; the carer has had none",
    fix="Train the carer now, and say how the person is kept safe until then.",
)
def trained_for_needs(law: Law) -> pl.Expr:
    """A carer has been trained for every recorded need of the people they support."""
    return present("completed_on")


@deadline(
    "ENG-NEEDED-TRAINING-CURRENT",
    about="needed_training",
    clauses="uksi-2014-2936/12(2)(c)",
    severity="critical",
    when=_OTHER_NEED & present("completed_on"),
    says="Somebody this carer supports has a need that calls for training in {course}; the carer was trained on "
    "{completed_on}, good until {due_on}",
    fix="Book the refresher now, and check in the meantime that the carer still does it safely.",
)
def training_for_needs_current(law: Law) -> pl.Expr:
    """A carer's training for a recorded need of the people they support is in date."""
    return pl.coalesce("expires_on", col("completed_on") + law.needed_training_validity)


@rule(
    "ENG-LEARNING-DISABILITY-TRAINING",
    about="workers_learning_disability",
    clauses=_LEARNING_DISABILITY,
    severity="major",
    when=col("works_here") & ~col("supports_with_need"),
    basis="law",  # the weeks are custom; that everybody is trained is law
    says="This {role} has not been trained in learning disability and autism (began: {begun_on})",
    fix="Train the person at the tier that fits the role, and check their competence.",
)
def trained_in_learning_disability(law: Law) -> pl.Expr:
    """Everyone who works for the service has been trained in learning disability and autism, soon after starting."""
    return present("completed_on") | (every("begun_on", law.learning_disability_training_start) >= law.today)


@rule(
    "ENG-LEARNING-DISABILITY-SUPPORT",
    about="workers_learning_disability",
    clauses=("uksi-2014-2936/12(2)(c)", *_LEARNING_DISABILITY),
    severity="critical",
    when=col("works_here") & col("supports_with_need"),
    says="This {role} supports somebody with a learning disability or autism and has not been trained in either",
    fix="Train the carer now, at the tier for those who give support, and say how the person is kept safe until then.",
)
def supporter_trained_in_learning_disability(law: Law) -> pl.Expr:
    """Whoever supports a person with a learning disability or autism has been trained in it."""
    return present("completed_on")


@deadline(
    "ENG-LEARNING-DISABILITY-REFRESHED",
    about="workers_learning_disability",
    clauses="oliver-mcgowan-code/training",
    severity="major",
    when=col("works_here") & present("completed_on"),
    says="This {role} was trained in learning disability and autism on {completed_on}; a refresher was due {due_on}",
    fix="Book the refresher, and check competence afterwards.",
)
def learning_disability_refreshed(law: Law) -> pl.Expr:
    """Training in learning disability and autism is renewed within the code's interval."""
    return every("completed_on", law.learning_disability_training_validity)


@rule(
    "ENG-LEARNING-DISABILITY-TIER",
    about="workers_learning_disability",
    clauses="oliver-mcgowan-code/training",
    severity="major",
    when=col("works_here") & col("supports_with_need") & (col("completed_on") >= _TIERS_FROM) & present("tier"),
    says="This {role} supports somebody with a learning disability or autism; their training is of tier: {tier}",
    fix="Find out the tier; where it is the first, train the person at the second, meant for those who give support.",
)
def learning_disability_tier(law: Law) -> pl.Expr:
    """Whoever supports a person with a learning disability or autism is trained at the tier for giving support."""
    return col("tier").str.contains("2", literal=True)


@rule(
    "ENG-MEDICINES-COMPETENCE",
    about="carers_medicines",
    clauses=_MEDICINES,
    severity="critical",
    when=col("gives_medicines") & col("supports_now"),
    says="The carer gives medicines. Support began: {first_live_started_on}; competence first assessed: "
    "{first_assessed_on}",
    fix="Have a competent person watch and sign off the carer; until then somebody else gives the medicines.",
)
def medicines_competence_first(law: Law) -> pl.Expr:
    """A carer who gives medicines had their competence assessed before they began."""
    # What was missed at a start more than a year ago cannot be mended; the yearly assessment speaks for it since.
    long_ago = every("first_live_started_on", law.medicines_competence_interval) < law.today
    in_time = (col("first_assessed_on") <= col("first_live_started_on")) | col("first_live_started_on").is_null()
    return present("first_assessed_on") & (in_time | long_ago)


@deadline(
    "ENG-MEDICINES-COMPETENCE-YEARLY",
    about="carers_medicines",
    clauses=_MEDICINES,
    severity="critical",
    when=col("gives_medicines") & col("supports_now") & present("last_assessed_on"),
    says="The carer's competence with medicines was last assessed on {last_assessed_on}; the next was due {due_on}",
    fix="Have a competent person watch and sign off the carer again.",
)
def medicines_competence_yearly(law: Law) -> pl.Expr:
    """The competence of a carer who gives medicines is assessed afresh within the interval."""
    return every("last_assessed_on", law.medicines_competence_interval)
