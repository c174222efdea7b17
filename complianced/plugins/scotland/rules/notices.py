"""What the Care Inspectorate is told of: SSI 2011/28 reg 4 with its guidance, SSI 2011/210 regs 6(5), 8 and 17(2).

By law it is told immediately. That it was told at all rests on the law; how soon rests on guidance whose text was not
seen, or on our reading of "immediately", and each rule says which. Protection concerns are looked at in `safeguarding`,
the manager's absences in `absences`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, rule, within, yes

_HOOK = "ssi-2011-28/4"
# The guidance asks for restrictive practice since its edition of March 2025.
_RESTRICTIONS_FROM = date(2025, 3, 1)


def _told_and_promptly(
    id: str,
    what: str,
    *,
    about: str,
    clauses: str | tuple[str, ...],
    severity: str,
    when: Callable[[Law], pl.Expr],
    days: tuple[str, str],
    clock: str,
    basis: str,
) -> tuple[Rule, Rule]:
    """That the Care Inspectorate was told of an event, and that it was told as soon as its clock has it."""
    known, told = days
    words = what[0].upper() + what[1:]
    as_whose = "guidance" if basis == "guidance" else "our reading of that word"

    def in_time(law: Law) -> pl.Expr:
        return within(known, told, getattr(law, clock), law)

    return (
        make_rule(
            f"{id}-TOLD",
            RuleKind.CONDITION,
            f"The Care Inspectorate is told of {what}",
            lambda law: present(told) | in_time(law),
            about=about,
            clauses=clauses,
            severity=severity,
            when=when,
            says=f"{words} ({{{known}}}): no notice to the Care Inspectorate is recorded",
            fix="Notify the Care Inspectorate today, and enter when. Nobody waits for the facts to be complete.",
            basis="law",
        ),
        make_rule(
            f"{id}-TOLD-PROMPTLY",
            RuleKind.CONDITION,
            f"The Care Inspectorate is told of {what} as soon as {as_whose} has it",
            in_time,
            about=about,
            clauses=clauses,
            severity=severity,
            when=lambda law: when(law) & present(told),
            says=f"{words} ({{{known}}}): the Care Inspectorate was told {{{told}}}. The law says immediately; this is "
            f"later than {as_whose} allows",
            fix="Note why it took so long, and make sure that whoever is on call can send the notice.",
            basis=basis,
        ),
    )


NOTICES: tuple[Rule, ...] = (
    *_told_and_promptly(
        "SCO-DEATH",
        "the death of a person supported",
        about="incidents_told",
        clauses=_HOOK,
        severity="critical",
        when=lambda _law: col("notice") == "death",
        days=("aware_at", "regulator_notified_at"),
        clock="ci_notification",
        basis="guidance",
    ),
    *_told_and_promptly(
        "SCO-INCIDENT",
        "a serious incident, outbreak, breakdown, misconduct or financial irregularity",
        about="incidents_told",
        clauses=_HOOK,
        severity="major",
        when=lambda _law: col("notice").is_not_null() & (col("notice") != "death"),
        days=("aware_at", "regulator_notified_at"),
        clock="ci_notification",
        basis="guidance",
    ),
    *_told_and_promptly(
        "SCO-NEW-MANAGER",
        "the name and start of a new manager",
        about="staff_in_post",
        clauses="ssi-2011-210/17",
        severity="critical",
        when=lambda _law: (col("role") == "registered_manager") & present("started_on"),
        days=("started_on", "regulator_notified_on"),
        clock="immediate_notice",
        basis="convention",
    ),
    *_told_and_promptly(
        "SCO-UNFITNESS",
        "a provider or manager who is not fit any more",
        about="changes_of_scheme",
        clauses=("ssi-2011-210/6(5)", "ssi-2011-210/8"),
        severity="critical",
        when=lambda law: (col("kind") == "unfitness") & (col("happened_on") <= law.today),
        days=("happened_on", "notified_on"),
        clock="immediate_notice",
        basis="convention",
    ),
    *_told_and_promptly(
        "SCO-CONVICTION",
        "a conviction of the manager",
        about="changes_of_scheme",
        clauses="ssi-2011-210/8",
        severity="critical",
        when=lambda law: (col("kind") == "conviction") & (col("happened_on") <= law.today),
        days=("happened_on", "notified_on"),
        clock="immediate_notice",
        basis="convention",
    ),
)


@rule(
    "SCO-CONVICTION-DETAILS",
    about="changes_of_scheme",
    clauses="ssi-2011-210/8",
    severity="critical",
    when=(col("kind") == "conviction") & present("notified_on"),
    says="The notice of {notified_on} on the manager's conviction is not recorded as complete",
    fix="Send the Care Inspectorate the day and place of conviction, the offence and the penalty.",
)
def conviction_told_in_full(law: Law) -> pl.Expr:
    """The notice of a conviction says when and where, for what, and the penalty."""
    return yes("details_complete")


@rule(
    "SCO-RESTRICTION-TOLD",
    about="restrictions",
    clauses="ssi-2011-210/4(1)(c)",
    severity="critical",
    basis="guidance",
    when=col("started_on") >= _RESTRICTIONS_FROM,
    says="Restriction ({kind}) of {started_on}: the Care Inspectorate was told {regulator_notified_at}, later than its "
    "guidance has it or not at all",
    fix="Notify the Care Inspectorate today, and enter when.",
)
def restriction_told(law: Law) -> pl.Expr:
    """The Care Inspectorate is told of restrictive practice as soon as its guidance has it."""
    by_hour: pl.Expr = col("started_at_latest") + law.ci_notification
    by_day: pl.Expr = col("started_on").dt.offset_by("1d")
    told = col("regulator_notified_at")
    to_the_hour = told <= by_hour
    to_the_day = pl.coalesce(told.dt.date(), law.today) <= by_day
    return pl.when(present("started_at", "regulator_notified_at")).then(to_the_hour).otherwise(to_the_day)
