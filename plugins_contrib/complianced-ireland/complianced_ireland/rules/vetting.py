"""Garda vetting of every adult in the house: HSE guidelines of 2016, and again in time.

A basic or DBS check from elsewhere is no Garda vetting and does not count.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, age_on, col, deadline, every, rule


def _grown(law: Law) -> pl.Expr:
    """A host, or a member who is of age; of a member whose age nobody recorded it is asked too."""
    of_age: pl.Expr = age_on("born_on", law.today) >= law.ie_adult_age
    return (col("subject_type") == "carer") | col("born_on").is_null() | of_age


@rule(
    "IE-GARDA-VETTING",
    about="house_vetting",
    clauses="ie-hse-home-sharing-2016/vetting",
    severity="critical",
    when=_grown,
    says="No Garda vetting is recorded for this {who}, an adult in the house or of no recorded age",
    fix="Have the vetting done through the liaison person, decide on safety until it is in, and record its day; enter "
    "a missing date of birth.",
)
def every_adult_vetted(law: Law) -> pl.Expr:
    """Every adult in the house of a host family has Garda vetting."""
    return col("vettings") > 0


@deadline(
    "IE-GARDA-VETTING-AGAIN",
    about="house_vetting",
    clauses="ie-hse-safeguarding-2014/screening",
    severity="major",
    when=lambda law: _grown(law) & (col("vettings") > 0),
    says="Garda vetting of this {who} is of {last_vetted_on}; vetting again was due {due_on}",
    fix="Have the vetting done again and record its day.",
)
def vetted_again(law: Law) -> pl.Expr:
    """Garda vetting is done again in time for as long as somebody hosts or lives in the house."""
    return every("last_vetted_on", law.ie_vetting_again)
