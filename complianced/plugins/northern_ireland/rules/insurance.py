"""Insurance that the carer agreement requires: SR 2007/221 reg 16(2)(c). Law here, custom elsewhere."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, yes

_CLAUSE = "nisr-2007-221/16(2)(c)"


@deadline(
    "NIR-INSURANCE-HOUSEHOLD",
    about="carers_covered",
    clauses=_CLAUSE,
    severity="critical",
    says="The carer supports somebody; household insurance runs until {due_on}",
    fix="See the household policy, that the insurer knows of the placements, and record its dates.",
)
def household_insured(law: Law) -> pl.Expr:
    """A carer who supports somebody has household insurance in date."""
    return col("home_until")


@deadline(
    "NIR-INSURANCE-LIABILITY",
    about="carers_covered",
    clauses=_CLAUSE,
    severity="critical",
    says="The carer supports somebody; public liability insurance runs until {due_on}",
    fix="See the policy or the membership that brings it, and record its dates.",
)
def liability_covered(law: Law) -> pl.Expr:
    """A carer who supports somebody has public liability insurance in date."""
    return col("liability_until")


@deadline(
    "NIR-INSURANCE-MOTOR",
    about="carers_covered",
    clauses=_CLAUSE,
    severity="critical",
    when=yes("drives_people"),
    says="The carer drives people; motor insurance runs until {due_on}",
    fix="See the motor policy, that it allows such use, and record its dates; no lifts until then.",
)
def motor_insured(law: Law) -> pl.Expr:
    """A carer who drives people has motor insurance in date."""
    return col("motor_until")
