"""What follows from a proven concern: action, barring and professional referrals; and patterns across concerns.

England and Wales: Safeguarding Vulnerable Groups Act 2006 s 35, SI 2014/2936 reg 19(5), WSI 2019/163 reg 28(7).
Scotland: Protection of Vulnerable Groups (Scotland) Act 2007 ss 3-9. Northern Ireland: SI 2007/1351 article 37.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, present, rule, within

_PVG = tuple(f"asp-2007-14/{section}" for section in range(3, 10))
_of_the_service = col("alleged").is_in(["carer", "staff"])
_removed_for_it = col("proven") & col("removed") & col("latest_proven")


@rule(
    "SAFE-PROVEN-ACTION",
    about="concerns_followed",
    clauses={"england": "uksi-2014-2936/19(5)", "wales": "wsi-2019-163/28(7)"},
    severity="critical",
    when=col("proven") & ((col("alleged") == "staff") | ((col("alleged") == "carer") & present("closed_on"))),
    says="Substantiated: {substantiated}. No decision on the risk, suspension, ending or referral is recorded. The "
    "concern is about: {alleged}",
    fix="Decide whether the person is still fit for the role and what follows, and record the decision and its date.",
    basis="law",
)
def proven_concern_acted_on(law: Law) -> pl.Expr:
    """A proven concern about a carer or a member of staff led to a recorded decision."""
    return (
        pl.any_horizontal(
            col(name).is_not_null()
            for name in ("carer_risk_decision_on", "carer_unfit_on", "barring_referral_on", "professional_referral_on")
        )
        | col("carer_status").is_in(["suspended", "ended"]).fill_null(False)
        | (col("staff_ended_on") >= col("raised_on")).fill_null(False)
    )


@rule(
    "SAFE-PROFESSIONAL-REFERRAL",
    about="concerns_followed",
    clauses={"england": "uksi-2014-2936/19(5)", "wales": "wsi-2019-163/28(7)"},
    severity="critical",
    when=col("proven")
    & (col("alleged") == "staff")
    & col("staff_professional_register").ne_missing("none")
    & present("staff_professional_register"),
    says="Substantiated: {substantiated}. The member of staff is on the register of {staff_professional_register}; no "
    "referral to it is recorded",
    fix="Tell the professional regulator, and enter the day.",
    basis="law",
)
def professional_regulator_told(law: Law) -> pl.Expr:
    """The professional regulator is told of a proven concern about somebody on its register."""
    return present("professional_referral_on")


@rule(
    "SAFE-BARRING-REFERRAL",
    about="concerns_followed",
    clauses={
        "england": "ukpga-2006-47/35",
        "wales": ("wsi-2019-163/28(7)", "ukpga-2006-47/35"),
        "northern_ireland": "nisi-2007-1351/37",
    },
    severity="critical",
    when=_removed_for_it,
    says="Substantiated: {substantiated}. The {alleged} left the role on {removed_on}; no referral to DBS is recorded",
    fix="Refer the person to DBS today, and enter the day. The duty holds even where they resigned first.",
    basis="law",
)
def barring_referral_made(law: Law) -> pl.Expr:
    """Somebody removed after a proven concern is referred to the barring body."""
    return present("referred_on") | (col("removed_on") >= law.today).fill_null(False)


@rule(
    "SAFE-BARRING-REFERRAL-SCOTLAND",
    about="concerns_followed",
    clauses={"scotland": _PVG},
    severity="critical",
    when=_removed_for_it,
    says="Substantiated: {substantiated}. The {alleged} left the role on {removed_on}; referred to Disclosure "
    "Scotland: {referred_on}",
    fix="Refer the person to Disclosure Scotland today, and enter the day. The duty holds even where harm came to "
    "light after they left.",
)
def barring_referral_in_time(law: Law) -> pl.Expr:
    """Somebody removed after a proven concern is referred to Disclosure Scotland in the time the law gives."""
    return within("referral_from_on", "referred_on", law.barring_referral, law)


@rule(
    "SAFE-LEFT-UNDER-CONCERN",
    about="concerns_followed",
    clauses="safeguarding-practice/left-under-concern",
    severity="advice",
    when=lambda law: (
        (col("substantiated") == "yes")
        & _of_the_service
        & col("latest_proven")
        & (col("removed_on") >= col("raised_on"))
        & (col("closed_on").is_null() | (col("removed_on") <= col("closed_on") + law.barring_question))
    ),
    says="Substantiated. The {alleged} left on {removed_on}, around the time of the concern, for another reason or "
    "none recorded; no barring referral is recorded",
    fix="Weigh whether the person would have been removed had they stayed. If so, refer them; if not, note why.",
)
def departure_weighed(law: Law) -> pl.Expr:
    """Somebody who left around a proven concern was removed for it or, where called for, referred all the same."""
    return present("referred_on") | col("removed").fill_null(False)


@rule(
    "SAFE-PATTERN",
    about="carers_under_concern",
    clauses="safeguarding-practice/patterns",
    severity="advice",
    says="{recent_concerns} concerns in 24 months name this carer, the last raised on {last_raised_on}; substantiated "
    "in whole or part: {recent_proven}. No review has looked at them together since. An indicator, not a judgement",
    fix="Read the concerns side by side with the carer's worker, decide with reasons what they mean, and record it as "
    "a review after a concern.",
)
def concerns_looked_at_together(law: Law) -> pl.Expr:
    """Concerns that name the same carer within two years are looked at together."""
    reviewed = col("reviewed_after_concern_on") >= col("last_raised_on")
    calls_for_a_look: float = law.pattern_concerns
    return (col("recent_concerns") < calls_for_a_look) | reviewed.fill_null(False)
