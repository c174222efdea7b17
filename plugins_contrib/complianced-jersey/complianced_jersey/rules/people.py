"""Personal plans: regulation 10(1) (9 in the amendment of 2022) and Home Care Standard 2."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, present, rule, yes

_PLANNED = "je-home-care-standards/2"


@rule(
    "JE-PLAN-HELD",
    about="arrangements_live",
    clauses=("je-standards-regs-2018/10(1)", _PLANNED),
    severity="critical",
    basis="law",
    says="The arrangement began on {started_on} and no personal plan is recorded",
    fix="Make the personal plan with the person, date it, and give it to them and the carer.",
)
def plan_held(law: Law) -> pl.Expr:
    """Every person with a live arrangement has a personal plan."""
    return present("first_plan_at")


@rule(
    "JE-PLAN-WITH-PERSON",
    about="arrangements_live",
    clauses=_PLANNED,
    severity="minor",
    when=present("plan_made_at"),
    says="The personal plan of {plan_made_at} does not show that the person took part in it",
    fix="Go through the plan with the person, change what they want changed, and record that they took part.",
)
def plan_made_with_the_person(law: Law) -> pl.Expr:
    """The current plan shows that the person took part, as evidence that care is planned with them."""
    return yes("person_involved")
