"""Checks of a carer's home: SI 2014/2936 reg 12(2)(a) and (b), WSI 2019/163 reg 11(4)(b), SSI 2011/210 reg 10.

In Northern Ireland no rule asks for them; Scotland has the law on alarms in its own bundle. Gas and electrics are law
on the landlord, so only rented homes are asked for them; a check that another home has had is kept up all the same.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Span, col, deadline, present, rule, yes

_ENGLAND = ("uksi-2014-2936/12(2)(a)", "uksi-2014-2936/12(2)(b)", "sharedlivesplus-guidance/home-check")
_RENTED = col("tenure").is_in(["social_rent", "private_rent", "provided_by_scheme"])


def _due(kind: str, interval: Span) -> pl.Expr:
    """The interval after the last check, or the certificate's own last day where that comes first."""
    return pl.min_horizontal(col(f"{kind}_checked_on") + interval, col(f"{kind}_until"))


@deadline(
    "PRACTICE-HOME-SAFETY",
    about="homes_in_use",
    clauses={"england": _ENGLAND, "wales": "wsi-2019-163/11(4)(b)", "scotland": "ssi-2011-210/10"},
    severity="major",
    says="The home was last checked for safety on {home_safety_checked_on}; the next check was due {due_on}",
    fix="Check the home, record what was found, and book the next check.",
)
def home_safety_checked(law: Law) -> pl.Expr:
    """A carer's home is checked for safety every year."""
    return _due("home_safety", law.home_check_interval)


@deadline(
    "PRACTICE-HOME-ALARMS",
    about="homes_in_use",
    clauses={"england": _ENGLAND},
    severity="major",
    says="Smoke and carbon monoxide alarms were last tested on {smoke_and_co_alarms_checked_on}; due again {due_on}",
    fix="Test the alarms in the home and record the test as a check of its own.",
)
def alarms_checked(law: Law) -> pl.Expr:
    """The smoke and carbon monoxide alarms of a carer's home are checked every year."""
    return _due("smoke_and_co_alarms", law.home_check_interval)


@deadline(
    "PRACTICE-HOME-GAS",
    about="homes_in_use",
    clauses={"england": _ENGLAND},
    severity="major",
    when=_RENTED | present("gas_checked_on"),
    says="The gas safety check of this home ({tenure}) dates from {gas_checked_on}; the next was due {due_on}",
    fix="Ask the carer for the landlord's gas safety record. If the home has no gas, record that as the check.",
)
def gas_checked(law: Law) -> pl.Expr:
    """A rented home, and any other that has been checked, has a gas safety check within the landlord's interval."""
    return _due("gas", law.gas_check_interval)


@deadline(
    "PRACTICE-HOME-ELECTRICS",
    about="homes_in_use",
    clauses={"england": _ENGLAND},
    severity="major",
    when=_RENTED | present("electrical_checked_on"),
    says="The electrical check of this home ({tenure}) dates from {electrical_checked_on}; next due {due_on}",
    fix="Ask the carer for the landlord's electrical report.",
)
def electrics_checked(law: Law) -> pl.Expr:
    """A rented home, and any other that has been checked, has an electrical check within the landlord's interval."""
    return _due("electrical", law.electrical_check_interval)


@deadline(
    "PRACTICE-HOME-VEHICLE",
    about="homes_in_use",
    clauses={"england": _ENGLAND},
    severity="major",
    when=yes("drives_people"),
    says="A carer here drives people; the vehicle was last checked on {vehicle_checked_on}; due again {due_on}",
    fix="See the car's MOT and tax, look it over with the carer, and record the check.",
)
def vehicle_checked(law: Law) -> pl.Expr:
    """The vehicle of a carer who drives people is checked every year."""
    return _due("vehicle", law.home_check_interval)


@rule(
    "PRACTICE-HOME-ACTIONS",
    about="home_checks_current",
    clauses={"england": _ENGLAND},
    severity="major",
    basis="convention",
    when=col("actions_open").is_not_null(),
    says="The {kind} check of {checked_on} left actions still open: {actions_open}",
    fix="See that each action is done, then record the check with none open.",
)
def home_actions_done(law: Law) -> pl.Expr:
    """Nothing that the last check of a home asked for is still open."""
    return col("actions_open") == 0


@rule(
    "PRACTICE-HOME-BEFORE-START",
    about="arrangements_and_homes",
    clauses={"scotland": ("ssi-2011-210/10", "ssi-2011-210/11", "sharedlivesplus-guidance/approval")},
    severity="major",
    # For longer back the first check may lie in records that were not supplied.
    when=lambda law: col("started_on") > law.today - law.home_check_interval,
    says="The arrangement began on {started_on}; the first safety check of the home is of {first_home_checked_on}",
    fix="Check the home now if that is still to be done, and record why the arrangement began before it.",
)
def home_checked_first(law: Law) -> pl.Expr:
    """A home is checked for safety before an arrangement begins there."""
    return col("first_home_checked_on") <= col("started_on")
