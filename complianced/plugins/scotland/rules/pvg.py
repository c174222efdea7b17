"""The PVG scheme: Protection of Vulnerable Groups (Scotland) Act 2007 as changed by the Disclosure (Scotland) Act 2020.

Membership is compulsory from 2025-07-01 and lasts five years from 2026-04-01: from joining, or for members from before
from the date of a notice. It is never asked of household members or of anybody under 16.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

_ACT = "asp-2007-14"
_COMPULSORY = (f"{_ACT}/45C", f"{_ACT}/45D", f"{_ACT}/45E")
_COMPULSORY_FROM = date(2025, 7, 1)
_PART_2_CHANGED = date(2025, 4, 1)
_IS_MEMBER = col("memberships") > 0


def _supports_under_age(law: Law) -> pl.Expr:
    comes_of_age: pl.Expr = col("youngest_born_on") + law.protected_adult_age
    return comes_of_age > law.today


def _supports_only_under_age(law: Law) -> pl.Expr:
    comes_of_age: pl.Expr = col("oldest_born_on") + law.protected_adult_age
    return comes_of_age > law.today


@rule(
    "SCO-PVG-ROLE",
    about="staff_in_post",
    clauses=f"{_ACT}/sch3/1",
    severity="major",
    when=col("role").is_in(["registered_manager", "deputy_manager", "scheme_worker"]),
    says="Whether this {role} is in a regulated role is not recorded",
    fix="Decide whether the role is a regulated role with adults, with children or both, and record it.",
)
def role_classified(law: Law) -> pl.Expr:
    """It is recorded whether those who manage or visit carers are in a regulated role; carers are, by law."""
    return present("regulated_work")


@rule(
    "SCO-PVG-MEMBER",
    about="pvg_workers",
    clauses=_COMPULSORY,
    severity="critical",
    says="This {role} has been in a regulated role since {begun_on} and no PVG scheme membership is recorded",
    fix="Stop the regulated work today, until membership is confirmed and the disclosure seen; then record both.",
)
def is_member(law: Law) -> pl.Expr:
    """Whoever is in a regulated role is a member of the PVG scheme."""
    return _IS_MEMBER


@rule(
    "SCO-PVG-MEMBER-FIRST",
    about="pvg_workers",
    clauses=_COMPULSORY,
    severity="critical",
    # Before that day membership was not compulsory, and a start without it broke no law.
    when=_IS_MEMBER & (col("begun_on") >= _COMPULSORY_FROM),
    says="This {role} began on {begun_on}; membership is of {first_joined_on}, the disclosure was seen on "
    "{first_seen_on}",
    fix="Record who weighed the risk meanwhile, and see that no role is offered before membership and disclosure.",
)
def member_before_start(law: Law) -> pl.Expr:
    """Membership and the sight of the disclosure come before the start."""
    return (col("first_joined_on") <= col("begun_on")) & (col("first_seen_on") <= col("begun_on"))


@rule(
    "SCO-PVG-TYPE-CHILDREN",
    about="pvg_workers",
    clauses=f"{_ACT}/94(1)",
    severity="critical",
    basis="law",
    when=lambda law: _IS_MEMBER & _supports_under_age(law),
    says="This {role} supports somebody under 18, who is no protected adult; no membership for children is recorded",
    fix="Have membership extended to roles with children today, and decide on cover until it is.",
)
def member_for_children(law: Law) -> pl.Expr:
    """Whoever supports somebody of 16 or 17, or manages those who do, is a member for roles with children."""
    return col("child_memberships") > 0


@rule(
    "SCO-PVG-TYPE-ADULTS",
    about="pvg_workers",
    clauses=_COMPULSORY,
    severity="critical",
    basis="law",
    when=lambda law: _IS_MEMBER & ~_supports_only_under_age(law).fill_null(False),
    says="This {role} is in a regulated role with adults; no membership for adults is recorded",
    fix="Look at the confirmation of membership: where it is for children only, have it extended to adults today.",
)
def member_for_adults(law: Law) -> pl.Expr:
    """Whoever is in a regulated role with adults is a member for that kind of role."""
    return col("adult_memberships") > 0


def _ends(law: Law) -> pl.Expr:
    """The last day of the five years, whose first is the day they run from; the recorded day where there is one."""
    after: pl.Expr = col("term_from_on") + law.pvg_membership
    return pl.coalesce("renews_on", after.dt.offset_by("-1d"))


def _extended_until(law: Law) -> pl.Expr:
    """The four weeks that the law adds, or as far as Ministers let it go on within the months they have."""
    by_law: pl.Expr = _ends(law) + law.pvg_extension
    at_most: pl.Expr = by_law + law.pvg_further_extension
    allowed = pl.when(present("extension_ends_on")).then(pl.min_horizontal("extension_ends_on", at_most))
    return pl.max_horizontal(by_law, allowed)


_HAS_TERM = col("term_from_on").is_not_null()


@deadline(
    "SCO-PVG-RENEWAL",
    about="pvg_memberships",
    clauses=(f"{_ACT}/45B", f"{_ACT}/45A"),
    severity="major",
    when=lambda law: _HAS_TERM & (_extended_until(law) >= law.today),
    says="PVG membership ran until {due_on} and was not renewed; it goes on for four weeks by law (extension recorded "
    "until: {extension_ends_on})",
    fix="Have the member renew today; beyond the extension the regulated work must stop.",
)
def membership_renewed(law: Law) -> pl.Expr:
    """A PVG membership is renewed before its five years end."""
    return _ends(law)


@rule(
    "SCO-PVG-LAPSED",
    about="pvg_memberships",
    clauses=(f"{_ACT}/45A", f"{_ACT}/45B"),
    severity="critical",
    when=_HAS_TERM,
    says="The PVG membership and its extension have run out (five years from {term_from_on}; renewal recorded for "
    "{renews_on}; extension until {extension_ends_on})",
    fix="Stop the regulated work today until membership is renewed and confirmed.",
)
def membership_not_lapsed(law: Law) -> pl.Expr:
    """A PVG membership has not run out beyond the extension that the law gives."""
    return _extended_until(law) >= law.today


@rule(
    "SCO-PVG-RENEWAL-DATE",
    about="pvg_memberships",
    clauses=f"{_ACT}/45A",
    severity="critical",
    when=lambda law: _HAS_TERM & (_extended_until(law) >= law.today),
    says="The five years of this membership run from {term_from_on}, and the day of its end is not recorded",
    fix="Enter the day on which the membership ends, as Disclosure Scotland's confirmation or notice has it.",
)
def renewal_date_recorded(law: Law) -> pl.Expr:
    """A membership with a term has the day of its end on record."""
    return present("renews_on")


@rule(
    "SCO-PVG-LEAVER-TOLD",
    about="pvg_leavers",
    clauses=f"{_ACT}/part2",
    severity="major",
    when=col("ended_on") >= _PART_2_CHANGED,
    says="The role ended on {ended_on}; Disclosure Scotland was told on {end_told_on}, later than its time",
    fix="Tell Disclosure Scotland now that the person no longer works for the scheme, and enter the day.",
)
def leaver_told(law: Law) -> pl.Expr:
    """Disclosure Scotland is told in time when a member's role ends."""
    due: pl.Expr = col("ended_on") + law.pvg_leaver_told
    return pl.coalesce("end_told_on", law.today) <= due


@deadline(
    "SCO-PVG-DETAILS",
    about="clause_attestations",
    clauses=f"{_ACT}/part2",
    severity="minor",
    when=col("clause") == f"{_ACT}/part2",
    says="Last statement that members were reminded to keep their details up to date: {made_on}; next due {due_on}",
    fix="Remind members to tell Disclosure Scotland of a new name or address within three months, and state it.",
)
def details_reminder_stated(law: Law) -> pl.Expr:
    """It is stated every year that members are reminded to keep their details up to date."""
    return every("made_on", law.pvg_details_reminder, since="registered_on")


@rule(
    "SCO-PVG-UNDER-AGE",
    about="members_and_disclosures",
    clauses="asp-2020-13/notes/134",
    severity="advice",
    when=(col("body") == "pvg") & col("permitted_purpose") & present("born_on", "asked_on"),
    says="PVG membership of {asked_on} is recorded for a household member who was under 16 then",
    fix="Correct the date or the record; nobody under 16 can be a member, and none is ever asked of them.",
)
def no_member_under_age(law: Law) -> pl.Expr:
    """No PVG membership is recorded for anybody under 16."""
    of_age: pl.Expr = col("born_on") + law.pvg_age
    return of_age <= col("asked_on")


@rule(
    "SCO-LEVEL-2-MEMBER",
    about="members_and_disclosures",
    clauses="asp-2020-13/44",
    severity="critical",
    when=col("level") == "level_2",
    says="A Level 2 disclosure of a household member is recorded ({asked_on}), and no permitted purpose for it",
    fix="Stop asking for it: living in a carer's home is no ground, and asking without a permitted purpose is an "
    "offence. Take advice; record the purpose only if there was one.",
)
def level_2_has_a_purpose(law: Law) -> pl.Expr:
    """No Level 2 disclosure of a household member is asked for without a permitted purpose."""
    return col("permitted_purpose")
