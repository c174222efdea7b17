"""What CQC is told of: deaths, serious injuries, the police, a service that stops. SI 2009/3112 regs 16 and 18.

The law says "without delay" and gives no hours. So each event has two rules: that CQC was told is law; how soon is
custom, and says so. Abuse and allegations are looked at with the rest of a concern's life, in `safeguarding`.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, rule, within

_told = present("regulator_notified_at")


def _notice(event: str, what: str, severity: str, clauses: str | tuple[str, ...]) -> tuple[Rule, Rule]:
    """That CQC was told of an event, and that it was told as soon as custom has it."""
    words = what[0].upper() + what[1:]

    def calls_for(law: Law) -> pl.Expr:
        if event != "service_disruption":
            return col("notice") == event
        # Too few people and damaged premises count from the first hour, so a stop of unknown length counts too.
        lasted: pl.Expr = col("disruption_hours") > law.service_disruption_trigger.amount
        return (col("notice") == event) & lasted.fill_null(col("kind") == "service_disruption")

    def told(law: Law) -> pl.Expr:
        return _told | within("aware_at", "regulator_notified_at", law.cqc_notification, law)

    def promptly(law: Law) -> pl.Expr:
        return within("aware_at", "regulator_notified_at", law.cqc_notification, law)

    name = f"ENG-{event.upper().replace('_', '-')}-TOLD"
    return (
        make_rule(
            name,
            RuleKind.CONDITION,
            f"CQC is told of {what}",
            told,
            about="cqc_incidents",
            clauses=clauses,
            severity=severity,
            when=calls_for,
            says=f"{words}, known since {{aware_at}}: no notice to CQC is recorded",
            fix="Notify CQC today on its form, and enter when. Nobody waits for the facts to be complete.",
            basis="law",
        ),
        make_rule(
            f"{name}-PROMPTLY",
            RuleKind.CONDITION,
            f"CQC is told of {what} as soon as custom has it",
            promptly,
            about="cqc_incidents",
            clauses=clauses,
            severity=severity,
            when=lambda law: calls_for(law) & _told,
            says=f"{words}, known since {{aware_at}}: CQC told: {{regulator_notified_at}}. The law says without "
            "delay; this is later than custom allows",
            fix="Note why it took so long, and make sure that whoever is on call can send the form.",
            basis="convention",
        ),
    )


NOTICES: tuple[Rule, ...] = (
    *_notice("death", "the death of a person supported", "critical", "uksi-2009-3112/16"),
    *_notice(
        "serious_injury",
        "a serious injury to a person supported",
        "critical",
        ("uksi-2009-3112/18(2)(a)", "uksi-2009-3112/18(2)(b)"),
    ),
    *_notice("police", "an incident in which the police are involved", "critical", "uksi-2009-3112/18(2)(f)"),
    *_notice("service_disruption", "an event that stops or threatens the service", "major", "uksi-2009-3112/18(2)(g)"),
)


@rule(
    "ENG-DEATH-RECORDED",
    about="cqc_deaths",
    clauses="uksi-2009-3112/16",
    severity="critical",
    when=col("personal_care_given"),
    says="A person died on {died_on} while supported, and no incident records the death or that CQC was told",
    fix="Enter the death as an incident with the day it became known, and notify CQC today if nobody has.",
    basis="law",
)
def death_recorded(law: Law) -> pl.Expr:
    """The death of a person while supported is recorded as an incident, with the notice to CQC."""
    still_time: pl.Expr = col("died_on") + law.cqc_notification >= law.today
    return (col("deaths_recorded") > 0) | still_time
