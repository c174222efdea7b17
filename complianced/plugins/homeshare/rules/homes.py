"""The home: looked at first and every year, its gas, alarms and fire safety, who else lives there, who had to be told.
Homeshare quality framework element 6; Gas Safety (Installation and Use) Regulations 1998 regulation 36.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, every, present, rule

_HOUSEHOLDER = col("role") == "householder"
_OTHERS = "homeshare-faq/other-adults"
_GAS = "uksi-1998-2451/36"
_OWN = "homeshare-practice/home-safety"
_SAFETY = {"england": _GAS, "wales": _GAS, "scotland": _GAS, "northern_ireland": _OWN}
# A lender or landlord has a say in these.
_HELD_OF_ANOTHER = ("mortgaged", "social_rent", "private_rent", "provided_by_scheme")


@rule(
    "HOMESHARE-HOME-CHECKED",
    about="homeshare_parties",
    clauses="homeshare-qaf/6",
    severity="major",
    when=_HOUSEHOLDER,
    says="The match began on {match_started_on}; the home was first checked on {home_checked_on}",
    fix="Visit the home, check the room and the house for safety, and record the day and what needs doing.",
)
def home_checked_first(law: Law) -> pl.Expr:
    """The home was checked before the match began."""
    return before("home_checked_on", "match_started_on")


@deadline(
    "HOMESHARE-HOME-RECHECKED",
    about="homeshare_parties",
    clauses="homeshare-qaf/6",
    severity="major",
    # A home that was never checked is a finding already.
    when=_HOUSEHOLDER & present("last_home_checked_on"),
    says="The home was last checked on {last_home_checked_on}; the next check was due by {due_on}",
    fix="Visit the home again, and record the day.",
)
def home_checked_again(law: Law) -> pl.Expr:
    """The home of a match is checked again within the interval."""
    return every("last_home_checked_on", law.home_check_interval)


@deadline(
    "HOMESHARE-GAS",
    about="homeshare_home_checks",
    clauses=_SAFETY,
    severity="major",
    when=col("kind") == "gas",
    says="The gas was checked on {checked_on}; this was good until {due_on}",
    fix="Ask for the check by a registered engineer, and record its day and last day.",
)
def gas_in_date(law: Law) -> pl.Expr:
    """The gas of a home with a match was checked within the year."""
    interval = law.home_check_interval if law.nation == "northern_ireland" else law.gas_record_interval
    return pl.coalesce("expires_on", every("checked_on", interval))


@deadline(
    "HOMESHARE-ALARMS-AND-FIRE",
    about="homeshare_home_checks",
    clauses=_SAFETY,
    severity="major",
    basis="convention",
    when=col("kind").is_in(["smoke_and_co_alarms", "fire_risk"]),
    says="The {kind} check of {checked_on} was good until {due_on}",
    fix="Test the alarms and look at the ways out again, and record the day.",
)
def alarms_and_fire_in_date(law: Law) -> pl.Expr:
    """Alarms and fire safety of a home with a match were checked within the year."""
    return pl.coalesce("expires_on", every("checked_on", law.home_check_interval))


@rule(
    "HOMESHARE-ALARMS-RECORDED",
    about="homeshare_homes",
    clauses=_SAFETY,
    severity="advice",
    basis="convention",
    says="No check of the smoke and carbon monoxide alarms of this home is recorded",
    fix="Test the alarms with the householder, fit what is missing, and record the day.",
)
def alarms_recorded(law: Law) -> pl.Expr:
    """The alarms of a home with a match have been checked."""
    return col("alarm_checks") > 0


@rule(
    "HOMESHARE-HOME-KNOWN",
    about="homeshare_parties",
    clauses=_OTHERS,
    severity="minor",
    when=_HOUSEHOLDER,
    says="The householder's home is not named, so nobody can tell who else lives there",
    fix="Name the home under household_id, and list the other people who live there under household_members.",
)
def home_known(law: Law) -> pl.Expr:
    """A householder in a match is linked to their home, where the others who live there are listed."""
    return present("household_id")


@rule(
    "HOMESHARE-OTHER-ADULTS",
    about="homeshare_residents",
    clauses=_OTHERS,
    severity="minor",
    says="Another grown-up lives in this home (since {joined_on}), and it is not recorded who",
    fix="Ask the householder who this is, and record the name.",
)
def other_adults_known(law: Law) -> pl.Expr:
    """It is recorded who the other grown-ups in a home with a match are."""
    return present("name")


@rule(
    "HOMESHARE-LANDLORD-TOLD",
    about="homeshare_homes",
    clauses="homeshare-practice/notices",
    severity="minor",
    when=col("tenure").is_in(_HELD_OF_ANOTHER),
    says="The match began on {match_started_on}; the lender or landlord ({tenure}) agreed on "
    "{lender_or_landlord_consent_on}",
    fix="Have the householder ask the lender or landlord, and record the day of the answer.",
)
def landlord_told(law: Law) -> pl.Expr:
    """Where the home is mortgaged or rented, the lender or landlord agreed before the match began."""
    return before("lender_or_landlord_consent_on", "match_started_on")
