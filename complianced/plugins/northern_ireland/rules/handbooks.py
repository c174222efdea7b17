"""Handbooks in the hands of those whom they are for: SR 2007/221 regs 18 and 31."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule


@rule(
    "NIR-CARER-HANDBOOK-GIVEN",
    about="carers_with_handbook",
    clauses="nisr-2007-221/18",
    severity="minor",
    says="There is no date on which this carer was given the handbook (approved on {approved_on})",
    fix="Give the carer the handbook, and enter the date.",
)
def carer_has_handbook(law: Law) -> pl.Expr:
    """A carer who provides or is about to provide a placement has been given the handbook."""
    return present("handbook_given_on")


@rule(
    "NIR-CARER-HANDBOOK-CURRENT",
    about="carers_with_handbook",
    clauses="nisr-2007-221/18",
    severity="minor",
    when=present("handbook_given_on") & present("handbook_dated_on"),
    says="The carer was given the handbook on {handbook_given_on}; the current one is of {handbook_dated_on}",
    fix="Give the carer the current handbook, say what has changed, and enter the date.",
)
def carer_has_current_handbook(law: Law) -> pl.Expr:
    """A carer has the current handbook, once it has had time to go round."""
    still_time: pl.Expr = col("handbook_dated_on") + law.handbook_reissue >= law.today
    return (col("handbook_given_on") >= col("handbook_dated_on")) | still_time


@rule(
    "NIR-STAFF-HANDBOOK-GIVEN",
    about="staff_in_post",
    clauses="nisr-2007-221/31",
    severity="minor",
    when=~col("role").is_in(["director", "responsible_individual"]),
    says="There is no date on which this {role} was given the staff handbook",
    fix="Give the member of staff the handbook, and enter the date.",
)
def staff_have_handbook(law: Law) -> pl.Expr:
    """Every member of staff, paid or not, has been given the staff handbook."""
    return present("handbook_given_on")
