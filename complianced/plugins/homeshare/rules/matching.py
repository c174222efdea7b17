"""The match itself: they met, both decided, both signed; modest hours, no personal care, and a home that stays shared.
Homeshare quality framework element 7; SI 2014/2936 regulation 2(1); Street v Mountford; Renters' Rights Act 2025.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, before, col, rule

_LEASE = "ukhl-1985-4/all"
_LICENCE = {
    "england": (_LEASE, "renters-rights-act-2025/all"),
    "wales": (_LEASE, "anaw-2016-1/sch2"),
    "scotland": "asp-2016-19/sch1",
    "northern_ireland": "homeshare-practice/occupancy",
}
_HOURS = "homeshare-model/hours"
_NO_PERSONAL_CARE = {
    "england": (_HOURS, "uksi-2014-2936/2(1)"),
    "wales": _HOURS,
    "scotland": _HOURS,
    "northern_ireland": _HOURS,
}
_TASKS_RECORDED = col("tasks").list.len() > 0


@rule(
    "HOMESHARE-INTRODUCED",
    about="homeshare_matches_live",
    clauses="homeshare-qaf/7",
    severity="major",
    says="Moved in on {started_on}; they first met on {introduced_on}",
    fix="Record the day on which they first met; if they had not, ask each of them by themselves how it goes.",
)
def introduced(law: Law) -> pl.Expr:
    """Householder and homesharer met before they shared a home."""
    return before("introduced_on", "started_on")


@rule(
    "HOMESHARE-DECIDED",
    about="homeshare_matches_live",
    clauses="homeshare-qaf/7",
    severity="major",
    says="Moved in on {started_on}; the householder said yes on {householder_decided_on}, the homesharer on "
    "{homesharer_decided_on}",
    fix="Ask each of them by themselves whether they want this match, and record the day of each answer.",
)
def both_decided(law: Law) -> pl.Expr:
    """Householder and homesharer each decided for the match before it began."""
    return before("householder_decided_on", "started_on") & before("homesharer_decided_on", "started_on")


@rule(
    "HOMESHARE-AGREEMENT",
    about="homeshare_matches_live",
    clauses="homeshare-qaf/7",
    severity="critical",
    says="Moved in on {started_on}; the agreement was signed by both on {agreement_signed_on}",
    fix="Go through the agreement with both and have both sign it.",
)
def agreement_signed_first(law: Law) -> pl.Expr:
    """Both have signed the Homeshare agreement before the homesharer moves in."""
    return before("agreement_signed_on", "started_on")


@rule(
    "HOMESHARE-HOURS",
    about="homeshare_matches_live",
    clauses=_HOURS,
    severity="major",
    says="Hours of help agreed each week: {hours_per_week}",
    fix="Agree fewer hours, write down why this match needs more, or help the householder to find paid support.",
)
def hours_modest(law: Law) -> pl.Expr:
    """The hours of help are agreed and within custom, which allows more with a couple."""
    couple = col("householders_in_home") > 1
    limit = pl.when(couple).then(pl.lit(law.weekly_hours_couple)).otherwise(pl.lit(law.weekly_hours))
    return col("hours_per_week") <= limit


@rule(
    "HOMESHARE-TASKS",
    about="homeshare_matches_live",
    clauses=_HOURS,
    severity="major",
    says="The tasks of this match are: {tasks}",
    fix="Agree with both what help is given, and record it.",
)
def tasks_agreed(law: Law) -> pl.Expr:
    """The tasks of a match are agreed and recorded."""
    return _TASKS_RECORDED


@rule(
    "HOMESHARE-NO-PERSONAL-CARE",
    about="homeshare_matches_live",
    clauses=_NO_PERSONAL_CARE,
    severity="critical",
    when=_TASKS_RECORDED,
    says="Personal care is among the tasks agreed: {tasks}",
    fix="Take personal care out of the agreement today, and refer the householder to the council for an assessment; a "
    "service that arranges personal care may need to be registered.",
)
def no_personal_care(law: Law) -> pl.Expr:
    """No personal care is among the tasks of a match."""
    return ~col("tasks").list.contains("personal_care")


@rule(
    "HOMESHARE-HOUSEHOLDER-RESIDENT",
    about="homeshare_matches_live",
    clauses=_LICENCE,
    severity="major",
    says="The homesharer lives there; the householder lives in the home: {householder_resident}; left the organisation "
    "on: {householder_left_on}",
    fix="Find out who lives in the home. If the householder has moved out, died or gone into care, take legal advice "
    "on the homesharer's right to stay, and end or change the match.",
)
def householder_lives_in(law: Law) -> pl.Expr:
    """The householder lives in the home for as long as the match lasts, so that the homesharer is a lodger."""
    gone = (col("householder_left_on") <= law.today).fill_null(False)
    return col("householder_resident") & ~gone


@rule(
    "HOMESHARE-SHARED-HOME",
    about="homeshare_matches_live",
    clauses=_LICENCE,
    severity="major",
    says="The agreement gives the homesharer a part of the home that the householder may not enter: "
    "{exclusive_possession}",
    fix="Take legal advice: a part of a home to oneself may be a tenancy, whatever the agreement is called.",
)
def no_part_kept_to_oneself(law: Law) -> pl.Expr:
    """The agreement gives the homesharer no part of the home that the householder may not enter."""
    return ~col("exclusive_possession")
