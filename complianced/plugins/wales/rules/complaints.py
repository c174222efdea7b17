"""Complaints, and what the Welsh Ministers or CIW ask for: WSI 2019/163 regs 7 and 43.

No number of days for an answer to a complaint is law; 28 days for accounts and for a summary of complaints are.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule, within, yes

_CLAUSE = "wsi-2019-163/43"
_WITHDRAWN = col("outcome").eq_missing("withdrawn")
_OPEN = col("responded_on").is_null() & col("closed_on").is_null()


@rule(
    "WAL-COMPLAINT-ACKNOWLEDGED",
    about="complaints",
    clauses=_CLAUSE,
    severity="major",
    when=~_WITHDRAWN,
    says="Complaint of {received_on}; acknowledged: {acknowledged_on}, answered: {responded_on}, late by custom",
    fix="Acknowledge it now, saying who deals with it and by when.",
)
def complaint_acknowledged(law: Law) -> pl.Expr:
    """A complaint is acknowledged or answered within the days customary."""
    heard = pl.min_horizontal("acknowledged_on", "responded_on")
    return pl.coalesce(heard, law.today) <= every("received_on", law.complaint_acknowledgement)


@deadline(
    "WAL-COMPLAINT-ANSWER-DUE",
    about="complaints",
    clauses=_CLAUSE,
    severity="major",
    when=_OPEN & ~_WITHDRAWN,
    says="The complaint of {received_on} is not answered; by custom an answer was due {due_on}",
    fix="Answer it, or write to the person to say why it takes longer and when they will hear.",
)
def complaint_answer_due(law: Law) -> pl.Expr:
    """An open complaint is within the time for an answer."""
    due: pl.Expr = every("received_on", law.complaint_response)
    return due


@rule(
    "WAL-COMPLAINT-ANSWERED",
    about="complaints",
    clauses=_CLAUSE,
    severity="major",
    when=~_OPEN & ~_WITHDRAWN,
    says="The complaint of {received_on} was answered on {responded_on} (closed {closed_on}): late by custom, or never",
    fix="Answer it now if nobody has; note what held it up.",
)
def complaint_answered(law: Law) -> pl.Expr:
    """A complaint is answered before it is closed, and in the time customary."""
    return col("responded_on") <= every("received_on", law.complaint_response)


@rule(
    "WAL-COMPLAINT-OUTCOME",
    about="complaints",
    clauses=_CLAUSE,
    severity="major",
    when=present("responded_on"),
    says="The complaint of {received_on} was answered on {responded_on}, and what was found is not recorded",
    fix="Enter whether it was upheld, in part or not at all.",
)
def complaint_outcome(law: Law) -> pl.Expr:
    """What the investigation of an answered complaint found is recorded."""
    return present("outcome")


@rule(
    "WAL-COMPLAINT-ACTION",
    about="complaints",
    clauses=_CLAUSE,
    severity="major",
    when=col("outcome").is_in(["upheld", "partly_upheld"]),
    says="The complaint of {received_on} was {outcome}, and what was done about it is not recorded",
    fix="Do what the findings call for, and record it.",
)
def complaint_action(law: Law) -> pl.Expr:
    """What was done about a complaint that was upheld is recorded."""
    return yes("action_recorded")


def _asked(name: str, kind: str, what: str, clause: str) -> tuple[Rule, Rule]:
    """That an open request is still in time, and that an answered one was."""
    asked, answered = col("kind") == kind, present("answered_on")

    def due(law: Law) -> pl.Expr:
        return every("received_on", law.request_answer)

    def in_time(law: Law) -> pl.Expr:
        return within("received_on", "answered_on", law.request_answer, law)

    return (
        make_rule(
            f"WAL-{name}-DUE",
            RuleKind.DEADLINE,
            f"A request for {what} that is still open is in time.",
            due,
            about="requests",
            clauses=clause,
            severity="major",
            when=asked & ~answered,
            says=f"The request of {{received_on}} for {what} is not answered; the answer was due {{due_on}}",
            fix="Answer it now, and enter the day.",
        ),
        make_rule(
            f"WAL-{name}-LATE",
            RuleKind.CONDITION,
            f"A request for {what} was answered in time.",
            in_time,
            about="requests",
            clauses=clause,
            severity="major",
            when=asked & answered,
            says=f"The request of {{received_on}} for {what} was answered on {{answered_on}}, after its time",
            fix="Note why it was late, and who watches the inbox to which such requests come.",
        ),
    )


REQUESTS: tuple[Rule, ...] = (
    *_asked("ACCOUNTS-REQUEST", "accounts", "accounts", "wsi-2019-163/7"),
    *_asked("COMPLAINTS-SUMMARY", "complaints_summary", "a summary of complaints", _CLAUSE),
)
