"""While the match lasts, and as it ends: contact, personal care creeping in, issues and reasons. Homeshare quality
framework element 8; SI 2014/2936 regulation 2(1).
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, every, make_rule, present, rule, within

_DRIFT = "homeshare-model/drift"


@rule(
    "HOMESHARE-CARE-REFERRED",
    about="homeshare_contacts",
    clauses={
        "england": ("uksi-2014-2936/2(1)", _DRIFT),
        "wales": _DRIFT,
        "scotland": _DRIFT,
        "northern_ireland": _DRIFT,
    },
    severity="critical",
    when=col("personal_care_seen") & col("householder_here"),
    says="The homesharer was found to be giving personal care on {contacted_on}; the householder was referred for an "
    "assessment on {care_referral_on}",
    fix="Refer the householder to the council today and agree with both that the care stops. Where a referral was made "
    "before, say that it goes on, and enter its day here as well.",
)
def care_referred(law: Law) -> pl.Expr:
    """Where personal care has crept in, the householder is referred for an assessment in time."""
    return within("contacted_on", "care_referral_on", law.care_referral, law)


@rule(
    "HOMESHARE-FIRST-CONTACT",
    about="homeshare_matches_live",
    clauses="homeshare-qaf/8.1",
    severity="major",
    says="Moved in on {started_on}; the first contact after that was on {first_contacted_on}",
    fix="Call or visit both now, and record it.",
)
def first_contact_soon(law: Law) -> pl.Expr:
    """The organisation is in touch soon after the homesharer has moved in."""
    return within("started_on", "first_contacted_on", law.first_contact, law)


@rule(
    "HOMESHARE-FIRST-MONTH",
    about="homeshare_matches_live",
    clauses="homeshare-qaf/8.1",
    severity="major",
    says="Moved in on {started_on}; contacts since then: {contacts}, of which too few came in the first month",
    fix="Be in touch with both often while they settle in, and record each contact.",
)
def first_month_close(law: Law) -> pl.Expr:
    """The organisation is in touch several times in the first month of a match."""
    month_ends = every("started_on", law.first_month)
    enough_on = col("contact_days").list.get(law.first_month_contacts - 1, null_on_oob=True)
    return (enough_on <= month_ends).fill_null(False) | (month_ends >= law.today)


def _in_touch(seen: str) -> Callable[[Law], pl.Expr]:
    return lambda law: every(seen, law.contact_interval, since="started_on")


CONTACT_RULES: tuple[Rule, ...] = tuple(
    make_rule(
        f"HOMESHARE-CONTACT-{party.upper()}",
        RuleKind.DEADLINE,
        f"The {party} of a match is spoken to alone within the interval.",
        _in_touch(f"{party}_seen_on"),
        about="homeshare_matches_live",
        clauses="homeshare-qaf/8.2",
        severity="major",
        says=f"The {party} was last spoken to alone on {{{party}_seen_on}} (moved in on {{started_on}}); this was due "
        "again by {due_on}",
        fix=f"Call or visit the {party} by themselves, and record it.",
    )
    for party in ("householder", "homesharer")
)


@rule(
    "HOMESHARE-ISSUES",
    about="complaints",
    clauses="homeshare-qaf/8.3",
    severity="minor",
    says="Received on {received_on} and still open",
    fix="Settle it with those concerned or agree with them how long it will take, and record the day it closes.",
)
def issues_settled(law: Law) -> pl.Expr:
    """No complaint or issue stays open longer than custom allows."""
    return present("closed_on") | (every("received_on", law.issue_open) >= law.today)


@rule(
    "HOMESHARE-ENDING",
    about="homeshare_matches",
    clauses="homeshare-qaf/8.4",
    severity="minor",
    when=present("ended_on"),
    says="The match ended on {ended_on}, and why is not recorded",
    fix="Ask both why it ended, record the reason, and take what it teaches into the next match.",
)
def ending_explained(law: Law) -> pl.Expr:
    """It is recorded why a match ended."""
    return present("end_reason")
