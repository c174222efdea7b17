"""DBS certificates: SI 2014/2936 Schedule 3 paras 2-3, SVGA 2006 Sch 4, and DBS guidance.

Who needs which level, when it is asked again, how long a copy is kept, and what a household member is never asked for.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

_SCHEDULE = ("uksi-2014-2936/sch3/2", "uksi-2014-2936/sch3/3")
_AVAILABLE = ("uksi-2014-2936/19(3)", "uksi-2014-2936/sch3")
_HOLDS_ONE = col("certificates") > 0
_RIGHT_LEVEL = (
    pl.when(col("calls_for_barred_list"))
    .then(col("barred_list_certificates") > 0)
    .otherwise(col("enhanced_certificates") > 0)
)


@rule(
    "ENG-DBS-CARER",
    about="carers_certificates",
    clauses=(*_AVAILABLE, "uksi-2014-2936/sch3/3", "ukpga-2006-47/sch4"),
    severity="critical",
    says="No DBS certificate at the right level is held. Last: {level}, {issued_on}; adults' barred list called for: "
    "{calls_for_barred_list}",
    fix="Apply for an enhanced certificate, with the adults' barred list where the carer gives personal care, handles "
    "money or drives people, and decide on cover until it comes.",
)
def carer_holds_right_level(law: Law) -> pl.Expr:
    """A carer in role holds an enhanced DBS certificate, with the adults' barred list where the work calls for it."""
    return _RIGHT_LEVEL


@rule(
    "ENG-DBS-STAFF",
    about="staff_certificates",
    clauses=(*_AVAILABLE, *_SCHEDULE),
    severity="critical",
    when=col("calls_for_certificate"),
    says="No DBS certificate at the right level is held for this {role}. Last: {level}, {issued_on}",
    fix="Apply for the certificate that the role allows and calls for: enhanced with the adults' barred list for "
    "regulated work and for whoever manages it day by day.",
)
def staff_hold_right_level(law: Law) -> pl.Expr:
    """Staff whose role calls for a DBS certificate hold one at the right level."""
    return pl.when(col("calls_for_barred_list")).then(col("barred_list_certificates") > 0).otherwise(_HOLDS_ONE)


@rule(
    "ENG-DBS-WORKFORCE",
    about="workers_certificates",
    clauses=_SCHEDULE,
    severity="critical",
    when=col("calls_for_certificate") & (col("enhanced_certificates") > 0),
    says="No enhanced certificate held for this {role} is recorded as asking about work with adults",
    fix="Look at the certificate: where it asked about another workforce, apply again for the adult workforce.",
)
def certificate_for_adult_workforce(law: Law) -> pl.Expr:
    """An enhanced certificate asked about the adult workforce."""
    return col("adult_certificates") > 0


@rule(
    "ENG-DBS-BEFORE-START",
    about="workers_certificates",
    clauses=_SCHEDULE,
    severity="critical",
    # A first certificate on record that is later than a whole re-check interval may well be a renewal of one not kept.
    when=lambda law: (
        col("calls_for_certificate") & (col("first_issued_on") <= col("begun_on") + law.dbs_recheck_interval)
    ),
    basis="law",
    says="This {role} began on {begun_on}; the first certificate is of {first_issued_on}, and no risk-assessed cover "
    "before the start is recorded",
    fix="Record how the risk was weighed and covered until the certificate came, and mend the recruitment procedure.",
)
def certificate_before_start(law: Law) -> pl.Expr:
    """The first certificate is not later than the start, or the start was covered by a risk assessment."""
    return (col("first_issued_on") <= col("begun_on")) | (col("first_risk_assessed_on") <= col("begun_on"))


@rule(
    "ENG-DBS-SEEN",
    about="workers_certificates",
    clauses=_SCHEDULE,
    severity="critical",
    when=col("calls_for_certificate") & _HOLDS_ONE,
    says="The scheme has not recorded seeing any DBS certificate of this {role}, the last of {issued_on}",
    fix="See the certificate itself, and record the day it was seen.",
)
def certificate_seen(law: Law) -> pl.Expr:
    """The scheme has seen a certificate itself."""
    return present("last_seen_on")


@deadline(
    "ENG-DBS-RECHECK",
    about="workers_certificates",
    clauses="dbs-update-service/renewal",
    severity="minor",
    when=col("calls_for_certificate") & _HOLDS_ONE & ~col("update_service").fill_null(False),
    says="The DBS certificate is of {issued_on} and not on the update service; a new one was due {due_on}",
    fix="Apply for a new certificate, or have the person join the update service and check the status every year.",
)
def certificate_rechecked(law: Law) -> pl.Expr:
    """A certificate that is not on the update service is asked again within the interval; it has no expiry in law."""
    return every("issued_on", law.dbs_recheck_interval)


@deadline(
    "ENG-DBS-STATUS-CHECK",
    about="workers_certificates",
    clauses="dbs-update-service/renewal",
    severity="minor",
    when=col("calls_for_certificate") & _HOLDS_ONE & col("update_service"),
    says="The certificate of {issued_on} is on the update service. Last status check: {status_checked_on}; next was "
    "due {due_on}",
    fix="Check the status on the update service, with the person's consent, and record the day.",
)
def status_checked(law: Law) -> pl.Expr:
    """The status of a certificate on the update service is checked within the interval."""
    return every("status_known_on", law.dbs_status_check_interval)


@rule(
    "ENG-DBS-HOME-BASED",
    about="carers_certificates",
    clauses="dbs-home-based/definition",
    severity="minor",
    # A support carer who helps out in another carer's home does not work where they live.
    when=_HOLDS_ONE & ((col("kind").fill_null("carer") == "carer") | (col("live_arrangements") > 0)),
    says="The carer's DBS certificate of {issued_on} is not recorded as asked for home-based work",
    fix="Check how the application was marked; ask for home-based work at the next check, so that police weigh what "
    "they hold on the household.",
)
def marked_home_based(law: Law) -> pl.Expr:
    """A carer's own check was asked for as home-based work."""
    return col("home_based")


@rule(
    "ENG-DBS-COPY",
    about="disclosures",
    clauses="dbs-code-of-practice/retention",
    severity="minor",
    when=(col("body") == "dbs") & present("seen_on"),
    says="A copy of the certificate seen on {seen_on} was kept too long; destroyed: {copy_destroyed_on}",
    fix="Destroy the copy and keep its number, date, level and who saw it. Schedule 3 asks for a copy to be available: "
    "where one is kept for CQC, write down why and until when.",
)
def copy_not_kept(law: Law) -> pl.Expr:
    """A copy of a certificate is not kept longer than the code of practice allows."""
    return pl.coalesce("copy_destroyed_on", law.today) <= every("seen_on", law.dbs_copy_retention)


@rule(
    "ENG-DBS-MEMBER-ENHANCED",
    about="members_disclosures",
    clauses=("dbs-home-based/definition", "uksi-2009-1882/5A"),
    severity="advice",
    when=~col("provides_support").fill_null(False),
    says="A check at the level {level} is held on a household member who does no caring; no lawful purpose is recorded",
    fix="Confirm with the umbrella body that the check was allowed. Living in a carer's home is no ground for it: a "
    "basic check, by consent, is what may be asked.",
)
def member_not_asked_for_enhanced(law: Law) -> pl.Expr:
    """No enhanced check is held on a household member who does no caring, unless a lawful purpose is recorded."""
    return ~col("level").is_in(["enhanced", "enhanced_barred"]) | col("permitted_purpose")


@rule(
    "ENG-DBS-MEMBER-SUPPORTS",
    about="members_certificates",
    clauses=("uksi-2014-2936/sch3/3", "ukpga-2006-47/sch4"),
    severity="major",
    when=lambda law: col("born_on") + law.household_check_age <= law.today,
    basis="law",
    says="A household member is recorded as helping with support, and holds no enhanced DBS certificate",
    fix="Approve and check the member as a support carer, or see to it that they give no support.",
)
def supporting_member_checked(law: Law) -> pl.Expr:
    """A household member who helps with support is checked as a carer would be."""
    return ~col("provides_support").fill_null(False) | (col("enhanced_certificates") > 0)


@rule(
    "ENG-HOUSEHOLD-CHANGE",
    about="residents",
    clauses=("uksi-2014-2936/12(2)(a)", "sharedlivesplus-guidance/household"),
    severity="major",
    when=lambda law: _changed_on(law).is_not_null(),
    basis="convention",
    says="This member joined the household, or turned 16 or 18, and neither an assessment of the risk nor a basic "
    "check followed in time (joined: {joined_on}; last assessed: {risk_assessed_on}; checked: {last_disclosed_on})",
    fix="Weigh what the change means for the people supported, record the day, and ask by consent for a basic check.",
)
def change_assessed(law: Law) -> pl.Expr:
    """When somebody of 16 or over joins the household, or turns 16 or 18, it is assessed or checked in time."""
    changed = _changed_on(law)
    last_day: pl.Expr = changed + law.household_change_assessment
    # What was done shortly ahead of the change, when it was in sight, serves as well.
    first_day: pl.Expr = changed - law.household_change_assessment
    # Only the last assessment is on record: one a year and more after the change is a later look, not a late one.
    looked_at_again = col("risk_assessed_on") >= changed.dt.offset_by("1y")
    done = [col(name).is_between(first_day, last_day) for name in ("risk_assessed_on", "last_disclosed_on")]
    return pl.any_horizontal(*done, looked_at_again, last_day >= law.today)


@rule(
    "ENG-REMOVED-REFERRED",
    about="carers_removed_for_harm",
    clauses="ukpga-2006-47/35",
    severity="critical",
    when=col("proven_concerns") == 0,
    basis="law",
    says="The carer's role ended for harm on {ended_on}, and no referral to DBS is recorded in any concern about them",
    fix="Refer the carer to DBS today, and enter the concern with the day of the referral.",
)
def removed_carer_referred(law: Law) -> pl.Expr:
    """A carer removed for harm is referred to DBS; where a concern was proven, the rule on that concern asks it."""
    return col("barring_referrals") > 0


def _changed_on(law: Law) -> pl.Expr:
    """The last day on which this member changed the household of an approved carer; null where none did."""
    joined, approved = col("joined_on"), col("first_approved_on")
    came_of_age = [col("born_on") + law.household_check_age, col("born_on") + law.household_adult_age]
    old_enough = came_of_age[0] <= joined
    there_since = pl.max_horizontal(joined, approved)
    changes = [
        pl.when((joined > approved) & old_enough.fill_null(True)).then(joined),
        *(pl.when((day > there_since) & (day <= law.today)).then(day) for day in came_of_age),
    ]
    return pl.max_horizontal(changes)
