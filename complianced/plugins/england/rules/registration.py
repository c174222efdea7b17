"""No personal care without registration for it: Health and Social Care Act 2008 s 10; SI 2014/2936 regs 1 and 3."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, live_on, present, rule

_CLAUSES = (
    "ukpga-2008-14/10",
    "uksi-2014-2936/1",
    "uksi-2014-2936/3",
    "uksi-2014-2936/sch1",
    "uksi-2014-2936/sch2",
)


@rule(
    "ENG-REGISTERED",
    about="schemes",
    clauses=_CLAUSES,
    severity="critical",
    when=col("personal_care_arrangements") > 0,
    says="{personal_care_arrangements} live arrangements include personal care, and no live registration is recorded "
    "(registered: {registered_on}; ended: {registration_ended_on})",
    fix="Enter the number and date of the registration; if there is none, tell CQC and take advice today.",
)
def registered(law: Law) -> pl.Expr:
    """A scheme whose arrangements include personal care is registered with CQC."""
    return present("regulator_registration") & live_on(law.today, "registered_on", "registration_ended_on")


@rule(
    "ENG-REGISTERED-FOR-PERSONAL-CARE",
    about="schemes",
    clauses=_CLAUSES,
    severity="critical",
    when=(col("personal_care_arrangements") > 0) & present("regulator_registration"),
    says="{personal_care_arrangements} live arrangements include personal care, and the registration is for: "
    "{registered_services}",
    fix="Check the certificate. If personal care is not on it, ask CQC to vary the registration first.",
)
def registered_for_personal_care(law: Law) -> pl.Expr:
    """The registration of a scheme whose arrangements include personal care covers that activity."""
    return col("registered_services").list.contains("personal_care")
