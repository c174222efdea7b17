"""What CIW and commissioners are told of: WSI 2019/163 reg 41 with Schedule 3.

The law says "without delay" and gives no hours. So each event has two rules: that CIW was told is law; how soon is
custom, and says so. Allegations against those of the service are looked at with the rest of a concern's life, in
`safeguarding`. That commissioners are told is a matter of contracts.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, every, latest, make_rule, present, rule, within
from complianced.plugins.wales.dates import REGULATED_FROM
from complianced.plugins.wales.views.notifications import COMMISSIONERS_ASK

_LISTED = ("wsi-2019-163/41(1)", "wsi-2019-163/41(3)", "wsi-2019-163/sch3")
_told = present("regulator_notified_at")
_told_of_change = present("notified_on")
_SINCE = col("happened_on") >= REGULATED_FROM


def _notice(event: str, what: str, severity: str, clauses: tuple[str, ...], *, basis: str = "law") -> tuple[Rule, Rule]:
    """That CIW was told of an event, and that it was told as soon as custom has it."""
    words = what[0].upper() + what[1:]
    of_it = col("notice") == event

    def told(law: Law) -> pl.Expr:
        return _told | within("aware_at", "regulator_notified_at", law.notification, law)

    def promptly(law: Law) -> pl.Expr:
        return within("aware_at", "regulator_notified_at", law.notification, law)

    name = f"WAL-{event.upper().replace('_', '-')}-TOLD"
    return (
        make_rule(
            name,
            RuleKind.CONDITION,
            f"CIW is told of {what}.",
            told,
            about="ciw_incidents",
            clauses=clauses,
            severity=severity,
            when=of_it,
            says=f"{words}, known since {{aware_at}}: no notice to CIW is recorded",
            fix="Notify CIW today through CIW Online, and enter when. Nobody waits for the facts to be complete.",
            basis=basis,
        ),
        make_rule(
            f"{name}-PROMPTLY",
            RuleKind.CONDITION,
            f"CIW is told of {what} as soon as custom has it.",
            promptly,
            about="ciw_incidents",
            clauses=clauses,
            severity=severity,
            when=of_it & _told,
            says=f"{words}, known since {{aware_at}}: CIW told: {{regulator_notified_at}}. The law says without delay; "
            "this is later than custom allows",
            fix="Note why it took so long, and make sure that whoever is on call can send the notice.",
            basis="convention",
        ),
    )


NOTICES: tuple[Rule, ...] = (
    *_notice("death", "the death of a person placed", "critical", _LISTED),
    *_notice("serious_injury", "a serious accident to or injury of a person placed", "critical", _LISTED),
    *_notice("police", "an incident reported to the police", "critical", _LISTED),
    *_notice("misconduct", "misconduct of staff", "major", (*_LISTED, "wsi-2019-163/sch3/15")),
    # In other services' lists; whether they are in this one was not seen.
    *_notice("outbreak", "an outbreak of infection", "minor", _LISTED, basis="convention"),
    *_notice(
        "service_disruption", "an event that stops or threatens the service", "minor", _LISTED, basis="convention"
    ),
)


@rule(
    "WAL-DEATH-RECORDED",
    about="ciw_deaths",
    clauses=_LISTED,
    severity="critical",
    basis="law",  # telling is law, the hours are custom
    says="A person died on {died_on} while placed, and no incident records the death or that CIW was told",
    fix="Enter the death as an incident with the day it became known, and notify CIW today if nobody has.",
)
def death_recorded(law: Law) -> pl.Expr:
    """The death of a person while placed is recorded as an incident, with the notice to CIW."""
    still_time: pl.Expr = every("died_on", law.notification) >= law.today
    return (col("deaths_recorded") > 0) | still_time


@rule(
    "WAL-ENQUIRY-TOLD",
    about="concerns",
    clauses=_LISTED,
    severity="critical",
    # Concerns about carers and staff are told as allegations, in `safeguarding`.
    when=(col("decision") == "enquiry")
    & ~col("alleged").is_in(["carer", "staff"]).fill_null(False)
    & (col("decided_on") >= REGULATED_FROM),
    basis="law",  # telling is law, the hours are custom
    says="The council decided to enquire on {decided_on} (raised: {raised_at}); no notice to CIW is recorded",
    fix="Notify CIW of the enquiry today, tell it of the outcome when it is known, and enter when.",
)
def enquiry_told(law: Law) -> pl.Expr:
    """CIW is told of an enquiry of the council about somebody placed."""
    return _told | (every("decided_on", law.notification) >= law.today)


def _change(
    name: str, kinds: tuple[str, ...], what: str, severity: str, paragraphs: tuple[str, ...]
) -> tuple[Rule, Rule]:
    """That CIW was told of a change, and that it was told as soon as custom has it."""
    words = what[0].upper() + what[1:]
    clauses = tuple(f"wsi-2019-163/sch3/{paragraph}" for paragraph in paragraphs)

    def told(law: Law) -> pl.Expr:
        return _told_of_change | within("happened_on", "notified_on", law.notification, law)

    def promptly(law: Law) -> pl.Expr:
        return within("happened_on", "notified_on", law.notification, law)

    def of_it(law: Law) -> pl.Expr:
        return col("kind").is_in(kinds) & _SINCE & (col("happened_on") <= law.today)

    return (
        make_rule(
            f"WAL-{name}-TOLD",
            RuleKind.CONDITION,
            f"CIW is told of {what}.",
            told,
            about="changes",
            clauses=clauses,
            severity=severity,
            when=of_it,
            says=f"{words} on {{happened_on}}: no notice to CIW is recorded",
            fix="Notify CIW today through CIW Online, and enter the day.",
            basis="law",
        ),
        make_rule(
            f"WAL-{name}-TOLD-PROMPTLY",
            RuleKind.CONDITION,
            f"CIW is told of {what} as soon as custom has it.",
            promptly,
            about="changes",
            clauses=clauses,
            severity=severity,
            when=lambda law: of_it(law) & _told_of_change,
            says=f"{words} on {{happened_on}}: CIW told on {{notified_on}}. The law says without delay; this is later "
            "than custom allows",
            fix="Note why it took so long, and make sure that somebody sends the notice when the next change comes.",
            basis="convention",
        ),
    )


CHANGES: tuple[Rule, ...] = (
    *_change("NAME-CHANGE", ("provider_name",), "a change of the provider's name", "major", ("2",)),
    *_change("DIRECTORS-CHANGE", ("directors",), "a change of directors, trustees or the like", "major", ("3",)),
    *_change("INSOLVENCY", ("insolvency",), "a trustee in bankruptcy, receiver or liquidator", "major", ("4", "5")),
    *_change("PARTNERS-CHANGE", ("legal_entity",), "a change of partners or of the legal body", "major", ("6", "7")),
    *_change("CONVICTION", ("conviction",), "a conviction of provider or leaders", "critical", ("14",)),
)


@rule(
    "WAL-OFFICE-MOVE-TOLD",
    about="changes",
    clauses="wsi-2019-163/sch3",
    severity="critical",
    when=(col("kind") == "address") & _SINCE,
    says="The principal office moves on {happened_on}; CIW was told: {notified_on}, later than the Regulations allow",
    fix="Notify CIW now, and put the notice into the plan of the next move.",
)
def office_move_told(law: Law) -> pl.Expr:
    """CIW is told in time before the principal office moves."""
    last_day: pl.Expr = col("happened_on") - law.office_move_notice
    return pl.coalesce("notified_on", law.today) <= last_day


@rule(
    "WAL-COMMISSIONER-TOLD",
    about="ciw_incidents",
    clauses="wsi-2019-163/41",
    severity="minor",
    when=col("commissioned").is_in(COMMISSIONERS_ASK),
    says="{kind}, known since {aware_at}: the authority that placed the person was told: {authority_notified_at}",
    fix="Tell the commissioner now, and check what its contract asks and by when.",
)
def commissioner_told(law: Law) -> pl.Expr:
    """The commissioner is told of what contracts ask for, as soon as custom has it."""
    return within("aware_at", "authority_notified_at", law.commissioner_notice, law) | (
        col(latest("aware_at")).is_null() & present("authority_notified_at")
    )
