"""What both should know before they share a home: right to rent, council tax, benefits, insurance. Immigration Act 2014
section 22, Local Government Finance Act 1992 section 11 and SI 1992/552, for England; custom elsewhere.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, deadline, every, present, rule

_RIGHT_TO_RENT = {"england": "ukpga-2014-22/22"}
_HOMESHARER = col("role") == "homesharer"
# Most matches go without rent, and a sum that is not there is not one that is over 0.
_RENT_IS_PAID = col("rent_weekly").fill_null(0) > 0


@rule(
    "HOMESHARE-RIGHT-TO-RENT",
    about="homeshare_parties",
    clauses=_RIGHT_TO_RENT,
    severity="major",
    when=_HOMESHARER & _RENT_IS_PAID,
    basis="law",
    says="Moved in on {match_started_on} for a rent of £{rent_weekly} a week; the right to rent was checked on "
    "{right_to_rent_checked_on}",
    fix="See the original document or check online, keep a dated copy, and record the day.",
)
def right_to_rent_checked(law: Law) -> pl.Expr:
    """Where rent is paid, the homesharer's right to rent was checked before they moved in."""
    repeats_from = every("match_started_on", law.right_to_rent_follow_up_from)
    repeated = present("right_to_rent_expires_on") & (col("right_to_rent_checked_on") >= repeats_from)
    return before("right_to_rent_checked_on", "match_started_on") | repeated


@deadline(
    "HOMESHARE-RIGHT-TO-RENT-AGAIN",
    about="homeshare_parties",
    clauses=_RIGHT_TO_RENT,
    severity="major",
    when=_HOMESHARER & _RENT_IS_PAID & present("right_to_rent_expires_on", "right_to_rent_checked_on"),
    says="The right to rent, checked on {right_to_rent_checked_on}, runs until {right_to_rent_expires_on}; the next "
    "check was due by {due_on}",
    fix="Check again, keep a dated copy and record the new dates; where the right has ended, report it as law asks.",
)
def right_to_rent_checked_again(law: Law) -> pl.Expr:
    """A right to rent that is limited in time is checked again at its end, or after a year where that is later."""
    return pl.max_horizontal("right_to_rent_expires_on", col("right_to_rent_checked_on") + law.right_to_rent_repeat)


@rule(
    "HOMESHARE-COUNCIL-TAX",
    about="homeshare_matches_live",
    clauses={"england": ("ukpga-1992-14/11", "uksi-1992-552/all")},
    severity="minor",
    basis="law",
    says="Moved in on {started_on} to help for {hours_per_week} hours a week; advice on council tax was given on "
    "{council_tax_advised_on}",
    fix="Tell the householder that a second adult ends the quarter off for living alone, and that a homesharer of "
    "about ten hours a week is not one of the carers who do not count; record the day.",
)
def council_tax_advised(law: Law) -> pl.Expr:
    """The householder was told before the match what a second adult does to the council tax."""
    return before("council_tax_advised_on", "started_on")


@rule(
    "HOMESHARE-BENEFITS",
    about="homeshare_matches_live",
    clauses="homeshare-practice/benefits",
    severity="minor",
    says="Moved in on {started_on}; advice on benefits was given on {benefits_advised_on}",
    fix="Go through both parties' benefits with them or send them to an adviser, and record the day.",
)
def benefits_advised(law: Law) -> pl.Expr:
    """Both were advised before the match on what it does to their benefits."""
    return before("benefits_advised_on", "started_on")


@rule(
    "HOMESHARE-INSURER-TOLD",
    about="homeshare_matches_live",
    clauses="homeshare-practice/notices",
    severity="minor",
    says="Moved in on {started_on}; the householder's insurer was told on {insurer_told_on}",
    fix="Have the householder tell the insurer, and record the day.",
)
def insurer_told(law: Law) -> pl.Expr:
    """The householder's insurer was told before the homesharer moved in."""
    return before("insurer_told_on", "started_on")
