"""Capacity, best interests, powers and advocates: SI 2014/2936 reg 11(3)-(4), Mental Capacity Act 2005, Care Act s 67.

Capacity is presumed, so a blank `lacks_capacity` is never a finding. The Act reaches people of 16 and over.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule, yes

_BY_THE_ACT = (
    "uksi-2014-2936/11(3)",
    "uksi-2014-2936/11(4)",
    "ukpga-2005-9/1",
    "ukpga-2005-9/2",
    "ukpga-2005-9/3",
    "ukpga-2005-9/4",
    "ukpga-2005-9/5",
    "ukpga-2005-9/6",
)
_POWERS = ("ukpga-2005-9/9", "ukpga-2005-9/16", "ukpga-2005-9/20")


def _reached_by_the_act(law: Law) -> pl.Expr:
    return (every("born_on", law.capacity_act_age) <= law.today).fill_null(True)


@rule(
    "ENG-CAPACITY-RECORDED",
    about="people_in_care",
    clauses=_BY_THE_ACT,
    severity="critical",
    basis="law",
    when=lambda law: yes("lacks_capacity") & _reached_by_the_act(law),
    says="The person is recorded as lacking capacity and no capacity assessment is recorded for any decision "
    "(personal care: {regulated})",
    fix="Name each decision in question, assess capacity for it, and record the best-interests decision that follows.",
)
def capacity_is_assessed(law: Law) -> pl.Expr:
    """For somebody said to lack capacity, the decisions in question are recorded and assessed."""
    return col("capacity_decisions") > 0


@rule(
    "ENG-BEST-INTERESTS",
    about="capacity_decisions",
    clauses=_BY_THE_ACT,
    severity="critical",
    basis="law",
    when=_reached_by_the_act,
    says="A decision is listed with capacity assessed: {assessed_on}; outcome: {outcome}; best-interests decision: "
    "{best_interests_on}",
    fix="Record the assessment of capacity for this decision and, where it is lacking, the best-interests decision.",
)
def best_interests_decided(law: Law) -> pl.Expr:
    """Each decision in doubt has a dated capacity assessment and, without capacity, a best-interests decision."""
    decided = (col("outcome") == "has_capacity") | present("best_interests_on")
    return present("assessed_on", "outcome") & decided


@rule(
    "ENG-POWER-OVER-MONEY-SEEN",
    about="people_in_care",
    clauses=_POWERS,
    severity="major",
    when=col("money_support").is_in(["attorney", "deputy"]),
    says="Money is handled by {money_support}; the document was seen: {money_authority_seen_on} "
    "(personal care: {regulated})",
    fix="See the registered power of attorney or the court's order, note its limits, and record the day.",
)
def power_over_money_seen(law: Law) -> pl.Expr:
    """Where an attorney or deputy handles the person's money, the scheme has seen the document.

    Where the power itself is recorded, whether its document was seen is asked there, and not twice.
    """
    return present("money_authority_seen_on") | (col("powers_recorded") > 0)


@rule(
    "ENG-POWER-SEEN",
    about="powers_held",
    clauses=_POWERS,
    severity="major",
    when=lambda law: (col("expires_on") >= law.today).fill_null(True),
    says="The power of this {kind} is recorded; the document was seen: {document_seen_on}",
    fix="See the registered power of attorney or the court's order, note its limits, and record the day.",
)
def power_seen(law: Law) -> pl.Expr:
    """The scheme has seen the document of each attorney or deputy who decides for the person."""
    return present("document_seen_on")


@deadline(
    "ENG-POWER-IN-DATE",
    about="powers_held",
    clauses=_POWERS,
    severity="major",
    when=present("expires_on") & ~col("renewed"),
    says="The power of this {kind} ran out on {expires_on} and no later one is recorded",
    fix="Stop relying on it, ask who decides now, and record the new order or the best-interests decisions instead.",
)
def power_in_date(law: Law) -> pl.Expr:
    """The power of an attorney or deputy has not run out."""
    return col("expires_on")


@rule(
    "ENG-ADVOCATE",
    about="people_in_care",
    clauses=(
        "ukpga-2005-9/35",
        "ukpga-2005-9/36",
        "ukpga-2005-9/37",
        "ukpga-2005-9/38",
        "ukpga-2005-9/39",
        "ukpga-2014-23/67",
    ),
    severity="major",
    basis="law",
    when=lambda law: yes("lacks_capacity") & _reached_by_the_act(law),
    says="The person lacks capacity; somebody speaks for them: {representative}; statement that an advocate was asked "
    "for: {advocacy_stated_on} (personal care: {regulated})",
    fix="Ask the council for an independent advocate, and state on the Care Act's clause 67 that it was asked.",
)
def advocate_asked_for(law: Law) -> pl.Expr:
    """For somebody who lacks capacity and has nobody suitable to consult, an advocate is asked for."""
    stated = (col("advocacy_stated") == "yes") & (every("advocacy_stated_on", law.attestation_interval) >= law.today)
    return yes("representative") | stated.fill_null(False)
