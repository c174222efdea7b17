"""Who lives where somebody is placed: SSI 2011/210 reg 11.

Every person at the address counts, children and carers among them. The law says nothing of approval or panel.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, at_most, col, present, rule, yes

_REG_11 = "ssi-2011-210/11"
_PLACED = col("first_arrangement_on").is_not_null()
_DECIDED = present("fitness_decided_on", "fit")


def _lately(day: str, law: Law) -> pl.Expr:
    """Of longer back a later date may well be of a decision that was renewed."""
    back: pl.Expr = law.today - law.household_decision_looked_back
    return pl.col(day) > back


@rule(
    "SCO-HOUSEHOLD-FITNESS",
    about="residents_and_fitness",
    clauses=_REG_11,
    severity="critical",
    when=_PLACED,
    says="This person lives where somebody has been placed (joined: {joined_on}); fitness decided: "
    "{fitness_decided_on}, fit: {fit}",
    fix="Decide today, and record with its date, whether this person is fit to live near the people placed here.",
)
def fitness_decided(law: Law) -> pl.Expr:
    """It is decided and dated whether each person who lives where somebody is placed is fit to."""
    return _DECIDED


@rule(
    "SCO-HOUSEHOLD-FITNESS-FIRST",
    about="residents_and_fitness",
    clauses=_REG_11,
    severity="critical",
    basis="law",
    when=lambda law: _PLACED & _DECIDED & _lately("decide_by_on", law),
    says="Fitness was decided on {fitness_decided_on}; it had to be by {decide_by_on}, when somebody was placed here "
    "or this person joined (joined: {joined_on})",
    fix="Where this is the day of a decision that was renewed, enter that of the first. If not, record who weighed the "
    "risk meanwhile, and see that nobody joins a home before the decision.",
)
def fitness_decided_first(law: Law) -> pl.Expr:
    """Fitness is decided before the first placement, or by the day on which the person joins."""
    return col("fitness_decided_on") <= col("decide_by_on")


@rule(
    "SCO-HOUSEHOLD-UNFIT",
    about="residents_and_fitness",
    clauses=_REG_11,
    severity="critical",
    when=(col("live_arrangements") > 0) & (_DECIDED | (col("listings") > 0)),
    says="{live_arrangements} people are placed where this person lives, who is not fit to (decision of "
    "{fitness_decided_on}: {fit}; entries on a barred list: {listings})",
    fix="Make the people placed here safe today; nobody may be placed where an unfit person lives. Tell the council.",
)
def nobody_unfit_lives_there(law: Law) -> pl.Expr:
    """Nobody is placed where a person lives who was found unfit or is on the adults' list."""
    return yes("fit") & at_most("listings", 0)


@rule(
    "SCO-CARER-FITNESS",
    about="carers_and_fitness",
    clauses=_REG_11,
    severity="critical",
    when=present("placed_on"),
    says="This carer ({status}) lives where somebody was placed first on {placed_on}; no decision on fitness is dated",
    fix="Decide today, and record with its date, whether the carer is fit to live near the people placed here.",
)
def carer_fitness_decided(law: Law) -> pl.Expr:
    """It is decided and dated whether each carer who lives where somebody is placed is fit to."""
    return present("fitness_decided_on")


@rule(
    "SCO-CARER-FITNESS-FIRST",
    about="carers_and_fitness",
    clauses=_REG_11,
    severity="critical",
    basis="law",
    when=lambda law: present("fitness_decided_on") & _lately("placed_on", law),
    says="Somebody was placed here first on {placed_on}; the carer's fitness was decided on {fitness_decided_on}",
    fix="Where this is the day of a decision that was renewed, enter that of the first. If not, record who weighed the "
    "risk meanwhile, and see that nobody is placed before the decision.",
)
def carer_fitness_decided_first(law: Law) -> pl.Expr:
    """A carer's fitness is decided before the first placement in their home."""
    return col("fitness_decided_on") <= col("placed_on")
