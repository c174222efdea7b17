"""The first days of a concern: made safe, referred, the regulator, the police and others told.

England: SI 2014/2936 reg 13(3), SI 2009/3112 reg 18(2)(e), Care Act 2014 s 42. Wales: WSI 2019/163 regs 22(4) and 41,
Schedule 3, Social Services and Well-being (Wales) Act 2014 ss 126 and 128. Scotland: Adult Support and Protection
(Scotland) Act 2007 ss 3 and 5. Northern Ireland: adult safeguarding procedures of 2016, SR 2007/221 reg 33.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Span, col, present, rule, within, yes
from complianced.plugins.safeguarding.shared import by_now, elsewhere, in_time

_NI_PROCEDURES = "adult-safeguarding-procedures-2016/referral"
_PROTECTED_STANDARDS = ("hscs-2017/3.20", "hscs-2017/3.21", "hscs-2017/3.22", "hscs-2017/3.25")
_SCOTTISH_CODE = ("asp-2007-10/code", *_PROTECTED_STANDARDS)
_WELSH_NOTICE = ("wsi-2019-163/41(1)", "wsi-2019-163/41(3)", "wsi-2019-163/sch3", "wsi-2019-163/sch3/13")
_NI_NOTICE = ("nisr-2007-221/33(1)", "nisr-2007-221/33(2)", "nisr-2007-221/33(3)")
_every_concern = present("concern_id")
# Section 5(3) of the 2007 Act names councils and health boards among others; the rest are bound by code or contract.
_listed_in_scotland = col("provider_type").is_in(["local_authority", "nhs_trust"]).fill_null(False)


@rule(
    "SAFE-RAISED",
    about="concerns_followed",
    clauses={
        "england": "care-act-statutory-guidance/14",
        "wales": "wsi-2019-163/22(4)",
        "scotland": "ci-records-guidance/03",
    },
    severity="critical",
    says="The concern does not say when it was raised, so nobody can tell whether anything was done in time",
    fix="Enter the day, and the hour if it is known, on which the scheme first heard of the concern.",
)
def raised_recorded(law: Law) -> pl.Expr:
    """A concern says when it was raised."""
    return present("raised_at")


RAISED_NI = elsewhere(raised_recorded, "SAFE-RAISED-NI", {"northern_ireland": "nisr-2007-221/sch4/4"}, severity="major")


@rule(
    "SAFE-MADE-SAFE",
    about="concerns_followed",
    clauses={"england": "uksi-2014-2936/13(3)", "wales": "wsi-2019-163/22(4)"},
    severity="critical",
    says="Raised {raised_at}: nothing says that the person was made safe",
    fix="Make sure today that the person is safe, and enter when that was done and how.",
    basis="law",
)
def made_safe(law: Law) -> pl.Expr:
    """A concern is looked into and the person made safe."""
    return by_now(present("made_safe_at"), "raised_at", law.concern_made_safe, law)


MADE_SAFE_GUIDANCE = elsewhere(
    made_safe,
    "SAFE-MADE-SAFE-GUIDANCE",
    {"scotland": _SCOTTISH_CODE, "northern_ireland": _NI_PROCEDURES},
    basis="guidance",
)


@rule(
    "SAFE-MADE-SAFE-LATE",
    about="concerns_followed",
    clauses={
        "england": "uksi-2014-2936/13(3)",
        "wales": "wsi-2019-163/22(4)",
        "scotland": _SCOTTISH_CODE,
        "northern_ireland": _NI_PROCEDURES,
    },
    severity="critical",
    when=present("raised_at", "made_safe_at"),
    says="Raised {raised_at}, made safe {made_safe_at}: later than guidance or custom allows",
    fix="Note what held it up, and make sure that whoever is on call can act alone.",
)
def made_safe_in_time(law: Law) -> pl.Expr:
    """The person is made safe as soon as guidance or custom has it."""
    return in_time("made_safe_at", law.concern_made_safe, law)


def _referred_or_reasoned(law: Law) -> pl.Expr:
    done = present("referred_at") | present("not_referred_reason")
    return by_now(done, "raised_at", law.concern_referral, law)


@rule(
    "SAFE-REFERRED",
    about="concerns_followed",
    clauses={
        "england": ("uksi-2014-2936/13(3)", "ukpga-2014-23/42"),
        "wales": ("wsi-2019-163/22(4)", "anaw-2014-4/126", "anaw-2014-4/128"),
    },
    severity="critical",
    says="Raised {raised_at}: neither a referral to the council nor a reason against one is recorded",
    fix="Refer the concern to the council where the person is today, or record why not and who decided.",
    basis="law",
)
def referred(law: Law) -> pl.Expr:
    """A concern is referred to the council, or the reason against it is recorded."""
    return _referred_or_reasoned(law)


@rule(
    "SAFE-REFERRED-LISTED",
    about="concerns_followed",
    clauses={"scotland": "asp-2007-10/5(3)"},
    severity="critical",
    when=_listed_in_scotland,
    says="Raised {raised_at}: neither a referral to the council nor a reason against one is recorded, and the provider "
    "({provider_type}) is one that the law binds to report",
    fix="Refer the concern to the council where the person is today, or record why not and who decided.",
    basis="law",
)
def referred_by_listed_body(law: Law) -> pl.Expr:
    """A body that the 2007 Act lists refers a concern to the council, or records the reason against it."""
    return _referred_or_reasoned(law)


@rule(
    "SAFE-REFERRED-GUIDANCE",
    about="concerns_followed",
    clauses={"scotland": "asp-2007-10/5(3)", "northern_ireland": _NI_PROCEDURES},
    severity="critical",
    when=lambda law: ~_listed_in_scotland if law.nation == "scotland" else _every_concern,
    says="Raised {raised_at}: neither a referral to the council or Trust nor a reason against one is recorded",
    fix="Refer the concern today to the council where the person is (in Northern Ireland the Trust's gateway), or "
    "record why not and who decided.",
    basis="guidance",
)
def referred_by_guidance(law: Law) -> pl.Expr:
    """A concern is referred to the council or Trust, or the reason against it is recorded."""
    return _referred_or_reasoned(law)


@rule(
    "SAFE-REFERRED-LATE",
    about="concerns_followed",
    clauses={
        "england": ("uksi-2014-2936/13(3)", "ukpga-2014-23/42"),
        "wales": ("wsi-2019-163/22(4)", "anaw-2014-4/126", "anaw-2014-4/128"),
        "scotland": "asp-2007-10/5(3)",
        "northern_ireland": _NI_PROCEDURES,
    },
    severity="critical",
    when=present("raised_at", "referred_at") & col("not_referred_reason").is_null(),
    says="Raised {raised_at}, referred {referred_at}: later than guidance or custom allows",
    fix="Note what held it up, and make sure that whoever is on call can refer alone.",
)
def referred_in_time(law: Law) -> pl.Expr:
    """A concern that is referred is referred as soon as guidance or custom has it."""
    return in_time("referred_at", law.concern_referral, law)


@rule(
    "SAFE-THREE-POINT-TEST",
    about="concerns_followed",
    clauses={"scotland": "asp-2007-10/3"},
    severity="major",
    says="Raised {raised_at}: the three-point test is not on record (answer: {three_point_test})",
    fix="Record for each of the three points whether the person meets it, and on what it rests.",
    basis="law",
)
def three_point_test_recorded(law: Law) -> pl.Expr:
    """The three-point test of an adult at risk is recorded by the time the referral is due."""
    return by_now(yes("three_point_test"), "raised_at", law.concern_referral, law)


@rule(
    "SAFE-POLICE-TOLD",
    about="concerns_followed",
    clauses={
        "england": ("ukpga-2005-9/44", "ukpga-2015-2/20", "ukpga-2015-2/21"),
        "wales": "wsi-2019-163/22(4)",
        "scotland": _SCOTTISH_CODE,
        "northern_ireland": _NI_PROCEDURES,
    },
    severity="critical",
    when=yes("crime_suspected"),
    says="A crime is suspected. Raised {raised_at}; the police were told: {police_notified_at}",
    fix="Tell the police today, keep what may be evidence as it is, and enter when they were told.",
)
def police_told(law: Law) -> pl.Expr:
    """The police are told where a crime is suspected."""
    return in_time("police_notified_at", law.police_told, law)


def _for_the_regulator(law: Law) -> pl.Expr:
    """Whose concerns the regulator asks for: people in CQC's scope, and in Wales those about people of the service."""
    if law.nation == "england":
        return col("personal_care_given")
    return col("alleged").is_in(["carer", "staff"]) if law.nation == "wales" else _every_concern


@rule(
    "SAFE-REGULATOR-TOLD",
    about="concerns_followed",
    clauses={
        "england": "uksi-2009-3112/18(2)(e)",
        "wales": _WELSH_NOTICE,
        "scotland": "ssi-2011-28/4",
        "northern_ireland": _NI_NOTICE,
    },
    severity="critical",
    when=_for_the_regulator,
    says="Raised {raised_at}: no notice to the regulator of the abuse or allegation is recorded",
    fix="Notify the regulator today on its form, and enter when. Nobody waits for the facts to be complete.",
    basis="law",
)
def regulator_told(law: Law) -> pl.Expr:
    """The regulator is told of abuse or an allegation of it."""
    return by_now(present("regulator_notified_at"), "raised_at", law.regulator_told, law)


@rule(
    "SAFE-REGULATOR-TOLD-LATE",
    about="concerns_followed",
    clauses={
        "england": "uksi-2009-3112/18(2)(e)",
        "wales": _WELSH_NOTICE,
        "scotland": "ssi-2011-28/4",
        "northern_ireland": _NI_NOTICE,
    },
    severity="critical",
    when=lambda law: _for_the_regulator(law) & present("raised_at", "regulator_notified_at"),
    says="Raised {raised_at}; the regulator was told {regulator_notified_at}, later than its clock allows",
    fix="Note why it took so long, and make sure that whoever is on call can send the notice.",
)
def regulator_told_in_time(law: Law) -> pl.Expr:
    """The regulator is told of abuse or an allegation as soon as the nation's clock has it."""
    return in_time("regulator_notified_at", law.regulator_told, law)


@rule(
    "SAFE-POSITION-OF-TRUST",
    about="concerns_followed",
    clauses={"wales": "wales-safeguarding-procedures/section-5"},
    severity="critical",
    when=col("alleged").is_in(["carer", "staff"]),
    says="An allegation about somebody in a position of trust, raised {raised_at}; the designated officer was told: "
    "{position_of_trust_told_at}",
    fix="Tell the council's designated officer for safeguarding today, and enter when. Self-employed carers count.",
)
def position_of_trust_told(law: Law) -> pl.Expr:
    """The council's designated officer is told of an allegation about a carer or a member of staff."""
    raised = pl.coalesce("raised_at_latest", "raised_at")
    next_day: Span = law.position_of_trust_told_out_of_hours
    day_ends: int = law.office_hours_end
    working = (raised + next_day - next_day) == raised.dt.date()
    out_of_hours = ~working | (raised.dt.hour() >= day_ends)
    return in_time("position_of_trust_told_at", law.position_of_trust_told, law) | (
        out_of_hours & within("raised_at", "position_of_trust_told_at", next_day, law)
    )


@rule(
    "SAFE-CARER-RISK-DECISION",
    about="concerns_followed",
    clauses={
        "england": "care-act-statutory-guidance/14",
        "wales": ("wsi-2019-163/22(4)", "wales-safeguarding-procedures/section-5"),
        "scotland": _SCOTTISH_CODE,
        "northern_ireland": _NI_PROCEDURES,
    },
    severity="critical",
    when=lambda law: (
        (col("alleged") == "carer")
        & col("open_now")
        & (col("carer_status") == "approved")
        & (col("carer_ended_on").is_null() | (col("carer_ended_on") > law.today))
        & (col("carer_supports_now") > 0)
    ),
    says="Raised {raised_at} and still open: the carer it is about has {carer_supports_now} live arrangements, and no "
    "decision on the risk is recorded",
    fix="Decide today with the council whether the carer goes on supporting anybody meanwhile, and record the decision "
    "and its reasons.",
)
def carer_risk_decided(law: Law) -> pl.Expr:
    """While a concern about a carer is open and they support somebody, a decision on the risk is recorded."""
    return by_now(present("carer_risk_decision_on"), "raised_at", law.carer_risk_decision, law)
