"""Training kept up: SI 2014/2936 reg 18(2) and 12(2)(h), WSI 2019/163 regs 29 and 33(2), the Staffing Act 2019 s 8 and
SSI 2011/210 reg 4(1)(d), SR 2007/221 regs 17 and 29.

No nation's law sets an interval. The certificate's own last day counts where it has one, else the course's interval.
Left to others: safeguarding, learning disability and autism in England, competence with medicines, candour in Scotland.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Span, col, deadline

# Taken once, or asked for by somebody's need and looked at with that need, or another bundle's.
_NOT_REFRESHED = (
    "induction",
    "self_employment_awareness",
    "safeguarding_adults",
    "learning_disability_autism",
    "medicines_competence",
    "moving_and_handling",
    "epilepsy",
    "dysphagia",
    "peg",
    "diabetes",
    "dementia",
    "positive_behaviour_support",
    "restraint",
    "duty_of_candour",
)
_EMPLOYED = ("registered_manager", "deputy_manager", "scheme_worker", "safeguarding_lead", "administrator")
_ENGLAND = ("uksi-2014-2936/18(2)(a)", "uksi-2014-2936/18(2)(b)")


def _good_until(validity: Span) -> pl.Expr:
    return pl.coalesce(col("expires_on"), col("completed_on") + validity)


def _carers_refresh(law: Law) -> pl.Expr:
    """Courses that a carer took and that lapse, less those that the nation has a rule of its own for."""
    own = {"england": ["infection_control"], "scotland": ["infection_control"], "wales": ["medicines"]}
    course = col("course")
    gives_none = (course == "medicines") & (col("gives_medicines") == False)  # noqa: E712 - empty is not no
    wanted = ~course.is_in([*_NOT_REFRESHED, *own.get(law.nation, [])]) & ~gives_none.fill_null(False)
    return wanted & col("completed_on").is_not_null()


@deadline(
    "PRACTICE-STAFF-REFRESHER",
    about="staff_training",
    clauses={
        "england": _ENGLAND,
        "wales": "wsi-2019-163/29",
        "scotland": "asp-2019-6/8",
        "northern_ireland": "nisr-2007-221/29",
    },
    severity="major",
    when=col("role").is_in(_EMPLOYED) & ~col("course").is_in(_NOT_REFRESHED) & col("completed_on").is_not_null(),
    says="The course in {course} was taken on {completed_on} and was good until {due_on}",
    fix="Book the refresher, and record the new certificate.",
)
def staff_training_refreshed(law: Law) -> pl.Expr:
    """A course that a member of staff has taken is refreshed before it lapses."""
    return _good_until(law.training_validity)


@deadline(
    "PRACTICE-CARER-REFRESHER",
    about="carer_training",
    clauses={
        "england": _ENGLAND,
        "wales": "wsi-2019-163/33(2)",
        "scotland": "asp-2019-6/8",
        "northern_ireland": "nisr-2007-221/17",
    },
    severity="major",
    when=_carers_refresh,
    says="The course in {course} was taken on {completed_on} and was good until {due_on}",
    fix="Offer the carer the refresher, and record the new certificate.",
)
def carer_training_refreshed(law: Law) -> pl.Expr:
    """A course that a carer has taken is refreshed before it lapses."""
    return _good_until(law.training_validity)


@deadline(
    "PRACTICE-CARER-TRAINING-FOR-NEED",
    about="needed_training",
    clauses={
        "wales": "wsi-2019-163/33(2)",
        "scotland": "asp-2019-6/8",
        "northern_ireland": "nisr-2007-221/17",
    },
    severity="major",
    # Northern Ireland's regulator has its own practice on dysphagia, in that bundle, and asks no course in learning
    # disability of a carer.
    when=lambda law: (
        col("course").is_not_null()
        & ~(col("course").is_in(["dysphagia", "learning_disability_autism"]) & pl.lit(law.nation == "northern_ireland"))
    ),
    says="Somebody supported here needs a carer trained in {course}; last taken on {completed_on}, good until {due_on}",
    fix="Arrange the course for this carer, and agree with the person how they are supported safely until then.",
)
def carer_trained_for_need(law: Law) -> pl.Expr:
    """A carer is trained in what the people they support need."""
    return _good_until(law.training_validity)


@deadline(
    "PRACTICE-INFECTION-CONTROL-TRAINING",
    about="carer_training",
    clauses={
        "england": ("uksi-2014-2936/12(2)(h)", "hsca-ipc-code/criteria"),
        "scotland": "ssi-2011-210/4(1)(d)",
    },
    severity="minor",
    when=col("course") == "infection_control",
    says="Infection control training was last taken on {completed_on} and was good until {due_on}",
    fix="Offer the carer the course, and record the certificate.",
)
def infection_control_training(law: Law) -> pl.Expr:
    """A carer has infection control training in date."""
    return _good_until(law.training_validity_infection_control)
