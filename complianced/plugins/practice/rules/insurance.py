"""Insurance in date: custom in England (beside SI 2014/2936 reg 12(2)) and Scotland, whose regulator wants it recorded.

Wales has the provider's cover in its bundle, Northern Ireland all of it in law (SR 2007/221 reg 16(2)(c)).
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, in_date, present, rule, yes
from complianced.plugins.practice.weights import weighed

_ENGLAND = {
    "england": (
        "uksi-2014-2936/12(2)(a)",
        "uksi-2014-2936/12(2)(b)",
        "sharedlivesplus-guidance/home-check",
        "sharedlivesplus-guidance/insurance",
    )
}
_SCOTLAND = {"scotland": ("sharedlivesplus-guidance/insurance",)}
_SCOTTISH_RECORDS = {"scotland": ("ci-records-guidance/19",)}


@deadline(
    "PRACTICE-CARER-LIABILITY",
    about="carers_insured",
    clauses=_ENGLAND,
    severity="major",
    basis="convention",
    says="Public liability cover for this carer: until {due_on}",
    fix="See the carer's policy or membership certificate and record its dates.",
)
def carer_liability_in_date(law: Law) -> pl.Expr:
    """A carer who supports somebody has public liability cover in date."""
    return col("liability_until")


CARER_LIABILITY_SCOTLAND = weighed(carer_liability_in_date, "PRACTICE-CARER-LIABILITY-SCOTLAND", "minor", _SCOTLAND)


@rule(
    "PRACTICE-LIABILITY-NAMES-SHARED-LIVES",
    about="carers_insured",
    clauses=_ENGLAND,
    severity="major",
    basis="convention",
    when=lambda law: in_date("liability_until", law),
    says="Cover runs until {liability_until}; cover that names Shared Lives runs until {named_until}",
    fix="Have the insurer confirm in writing that Shared Lives is covered, or change the policy.",
)
def liability_names_shared_lives(law: Law) -> pl.Expr:
    """A carer's public liability cover says that it covers Shared Lives."""
    return in_date("named_until", law)


@deadline(
    "PRACTICE-CARER-MOTOR",
    about="carers_insured",
    clauses=_ENGLAND,
    severity="major",
    basis="convention",
    when=yes("drives_people"),
    says="The carer drives people; motor insurance: until {due_on}",
    fix="See the motor policy, that it allows business use, and record its dates; no lifts until then.",
)
def motor_in_date(law: Law) -> pl.Expr:
    """A carer who drives people has motor insurance in date."""
    return col("motor_until")


CARER_MOTOR_SCOTLAND = weighed(motor_in_date, "PRACTICE-CARER-MOTOR-SCOTLAND", "minor", _SCOTLAND)


@deadline(
    "PRACTICE-HOME-INSURED",
    about="homes_insured",
    clauses=_ENGLAND,
    severity="major",
    basis="convention",
    says="Home insurance: until {due_on}",
    fix="See the home or contents policy, that the insurer knows of Shared Lives, and record its dates.",
)
def home_insured(law: Law) -> pl.Expr:
    """A home where somebody is supported has home insurance in date."""
    return col("home_insured_until")


@deadline(
    "PRACTICE-SCHEME-INSURED",
    about="scheme_insurances",
    clauses=_SCOTTISH_RECORDS,
    severity="critical",
    basis="guidance",
    when=col("public_liability_until").is_not_null() | col("employers_liability_until").is_not_null(),
    says="The scheme's cover lapsed on {due_on}: public liability until {public_liability_until}, employers' "
    "liability until {employers_liability_until}",
    fix="Renew the policy today, and tell the board and the commissioner of any day without cover.",
)
def scheme_insured(law: Law) -> pl.Expr:
    """The scheme's own insurance is in date."""
    return pl.min_horizontal("public_liability_until", "employers_liability_until")


@rule(
    "PRACTICE-SCHEME-INSURANCE-RECORDED",
    about="scheme_insurances",
    clauses=_SCOTTISH_RECORDS,
    severity="major",
    basis="guidance",
    says="No public liability insurance of the scheme is on record",
    fix="Record the scheme's policy and its dates; a council that carries the risk itself records that as the policy.",
)
def scheme_insurance_recorded(law: Law) -> pl.Expr:
    """There is a record of the scheme's public liability insurance."""
    return present("public_liability_until")
