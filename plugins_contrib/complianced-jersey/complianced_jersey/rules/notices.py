"""What the Commission is told of: Regulations 2018, regulation 21 and notifiable events.

No day was seen in law. That the Commission was told is law; how soon is custom, and says so. A concern or event of the
last few days is given the same time before it counts as never told.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, present, rule, within

_EVENTS = "je-standards-regs-2018/notifiable-events"
_TOLD = present("regulator_notified_at")


@rule(
    "JE-CONCERN-TOLD",
    about="je_concerns",
    clauses="je-standards-regs-2018/21",
    severity="critical",
    basis="law",
    says="A safeguarding concern raised {raised_at}: no notice to the Commission is recorded",
    fix="Notify the Commission today, and enter when.",
)
def concern_told(law: Law) -> pl.Expr:
    """The Commission is told of a safeguarding matter."""
    return _TOLD | within("raised_at", "regulator_notified_at", law.jersey_event_notice, law)


@rule(
    "JE-EVENT-TOLD",
    about="je_incidents",
    clauses=_EVENTS,
    severity="major",
    basis="law",
    says="An event of the kind {kind}, known since {aware_at}: no notice to the Commission is recorded",
    fix="Notify the Commission today, and enter when. Nobody waits for the facts to be complete.",
)
def event_told(law: Law) -> pl.Expr:
    """The Commission is told of a notifiable event."""
    return _TOLD | within("aware_at", "regulator_notified_at", law.jersey_event_notice, law)


@rule(
    "JE-EVENT-TOLD-PROMPTLY",
    about="je_incidents",
    clauses=_EVENTS,
    severity="major",
    when=_TOLD,
    says="An event of the kind {kind}, known since {aware_at}: the Commission was told {regulator_notified_at}, later "
    "than custom allows",
    fix="Note why it took so long, and make sure that whoever is on call can send the notice.",
)
def event_told_promptly(law: Law) -> pl.Expr:
    """The Commission is told of a notifiable event as soon as custom has it."""
    return within("aware_at", "regulator_notified_at", law.jersey_event_notice, law)
