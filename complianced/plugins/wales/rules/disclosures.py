"""DBS certificates: WSI 2019/163 regs 28(3)-(6) and 36(3) with Schedule 1 paragraphs 2, 3 and 11; household members.

Off the update service a certificate counts for three years; on it, its status is checked every year. Nobody is asked
for an enhanced check for living in a carer's home.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, every, make_rule, present, rule, yes
from complianced.plugins.wales.dates import REGULATED_FROM

_CARER = ("wsi-2019-163/36(3)", "wsi-2019-163/sch1/11")
_STAFF = (*(f"wsi-2019-163/28({paragraph})" for paragraph in range(3, 7)), "wsi-2019-163/sch1/11")
_is_carer = col("subject_type") == "carer"
_is_staff = (col("subject_type") == "staff") & col("at_work")
_HOLDS_ONE = col("certificates") > 0
_ON_UPDATE_SERVICE = yes("update_service")
_MEMBERS = "dbs-home-based/definition"


@rule(
    "WAL-DBS-CARER",
    about="welsh_certificates",
    clauses=("wsi-2019-163/36(2)(d)", "wsi-2019-163/sch1", "wsi-2019-163/sch1/3"),
    severity="critical",
    when=_is_carer,
    says="No enhanced DBS certificate is held on this {role}. Last: {level}, {issued_on}",
    fix="Apply for an enhanced certificate today, and decide on the safety of everyone placed there until it comes.",
)
def carer_holds_certificate(law: Law) -> pl.Expr:
    """A carer holds an enhanced DBS certificate."""
    return col("enhanced_certificates") > 0


@rule(
    "WAL-DBS-STAFF",
    about="welsh_certificates",
    clauses=("wsi-2019-163/28(1)", "wsi-2019-163/28(2)", "wsi-2019-163/sch1/2", "wsi-2019-163/sch1/3"),
    severity="critical",
    when=_is_staff & col("calls_for_certificate"),
    says="No DBS certificate that this {role} calls for is held. Last: {level}, {issued_on}; enhanced called for: "
    "{calls_for_enhanced}",
    fix="Apply for the certificate that the role allows and calls for, and decide on cover until it comes.",
)
def staff_hold_certificate(law: Law) -> pl.Expr:
    """Staff whose work is with people supported hold a DBS certificate, an enhanced one for regulated work."""
    return pl.when(col("calls_for_enhanced")).then(col("enhanced_certificates") > 0).otherwise(_HOLDS_ONE)


@rule(
    "WAL-DBS-BEFORE-AGREEMENT",
    about="welsh_certificates",
    clauses=("wsi-2019-163/36(1)", "wsi-2019-163/36(2)(d)", "wsi-2019-163/sch1/3"),
    severity="critical",
    # A first certificate later than its whole life may well be the renewal of one that was not kept.
    when=lambda law: (
        _is_carer
        & (col("agreed_on") >= REGULATED_FROM)
        & (col("first_issued_on") <= every("agreed_on", law.dbs_renewal))
    ),
    basis="law",
    says="The carer agreement was signed on {agreed_on}; the first DBS certificate is of {first_issued_on}",
    fix="Record how the risk was weighed until the certificate came, and mend the order of things before agreements.",
)
def carer_checked_before_agreement(law: Law) -> pl.Expr:
    """A carer's first DBS certificate is not later than the carer agreement."""
    return col("first_issued_on") <= col("agreed_on")


@rule(
    "WAL-DBS-BEFORE-START",
    about="welsh_certificates",
    clauses=("wsi-2019-163/28(1)", "wsi-2019-163/28(2)", "wsi-2019-163/sch1/3"),
    severity="critical",
    when=lambda law: (
        _is_staff
        & col("calls_for_certificate")
        & (col("begun_on") >= REGULATED_FROM)
        & (col("first_issued_on") <= every("begun_on", law.dbs_renewal))
    ),
    basis="law",
    says="This {role} started on {begun_on}; the first DBS certificate is of {first_issued_on}",
    fix="Record how the risk was weighed and covered until the certificate came, and mend the recruitment procedure.",
)
def staff_checked_before_start(law: Law) -> pl.Expr:
    """The first DBS certificate of staff is not later than their start."""
    return col("first_issued_on") <= col("begun_on")


def _kept_valid(whose: str, words: str, clauses: tuple[str, ...], when: pl.Expr) -> tuple[Rule, ...]:
    """Renewal, status check and who applied, for carers or for staff."""

    def renewal(law: Law) -> pl.Expr:
        return every("issued_on", law.dbs_renewal)

    def status(law: Law) -> pl.Expr:
        # Whatever the certificate's age: an own status check is wanted from the first.
        return every("status_checked_on", law.dbs_status_check)

    def applied(law: Law) -> pl.Expr:
        return yes("applied_by_provider")

    held = when & _HOLDS_ONE
    parts = (
        (
            "RENEWAL",
            RuleKind.DEADLINE,
            f"The DBS certificate of {words} is renewed within its three years, unless it is on the update service.",
            renewal,
            held & ~_ON_UPDATE_SERVICE,
            "The DBS certificate is of {issued_on} and not on the update service; a new one was due {due_on}",
            "Apply for a new certificate, or have the person join the update service and check the status every year.",
        ),
        (
            "STATUS",
            RuleKind.DEADLINE,
            f"The status of the DBS certificate of {words} on the update service is checked every year.",
            status,
            held & _ON_UPDATE_SERVICE,
            "The certificate of {issued_on} is on the update service. Last status check: {status_checked_on}; the next "
            "was due {due_on}",
            "Check the status on the update service, with the person's consent, and record the day.",
        ),
        (
            "APPLIED",
            RuleKind.CONDITION,
            f"The DBS certificate of {words} was applied for by the provider, unless it is on the update service.",
            applied,
            held & ~_ON_UPDATE_SERVICE,
            "The DBS certificate of {issued_on} was applied for by the provider: {applied_by_provider}",
            "Find out who applied. Where it was not the provider, apply for a new one.",
        ),
    )
    return tuple(
        make_rule(
            f"WAL-DBS-{name}-{whose}",
            kind,
            title,
            condition,
            about="welsh_certificates",
            clauses=clauses,
            severity="critical",
            when=tested,
            says=says,
            fix=fix,
        )
        for name, kind, title, condition, tested, says, fix in parts
    )


KEPT_VALID: tuple[Rule, ...] = (
    *_kept_valid("CARER", "a carer", _CARER, _is_carer),
    *_kept_valid("STAFF", "whoever works at the service", _STAFF, _is_staff),
)


@rule(
    "WAL-MEMBER-ENHANCED",
    about="members_checked",
    clauses=_MEMBERS,
    severity="advice",
    when=~yes("provides_support"),
    says="Enhanced checks held on a household member who does no caring, without a lawful purpose on record: "
    "{enhanced_without_purpose}",
    fix="Confirm with the umbrella body that the check was allowed. Living in a carer's home is no ground for it: a "
    "basic check, by consent, is what may be asked.",
)
def member_not_asked_for_enhanced(law: Law) -> pl.Expr:
    """No enhanced check is held on a household member who does no caring, unless a lawful purpose is recorded."""
    return col("enhanced_without_purpose") == 0


@rule(
    "WAL-MEMBER-RISK",
    about="members_checked",
    clauses=_MEMBERS,
    severity="advice",
    basis="convention",
    says="This member of the household (here since {here_since}) has not been thought of in a risk assessment",
    fix="Weigh with the carer what it means for the people supported that this person lives there; record the day.",
)
def member_risk_assessed(law: Law) -> pl.Expr:
    """What it means that somebody lives in a carer's home has been weighed."""
    return present("risk_assessed_on") | (every("here_since", law.household_assessment) >= law.today)
