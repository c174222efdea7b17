"""Registered, with conditions kept and notices met: the Order of 2003; SR 2007/221 regs 2 and 27.

Only titles of the Order's articles were seen.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, make_rule, present, rule, yes

_OPEN = col("registration_ended_on").is_null() | (col("live_arrangements") > 0)


@rule(
    "NIR-REGISTERED",
    about="schemes",
    clauses="nisi-2003-431/12",
    severity="critical",
    when=_OPEN,
    says="No live registration with RQIA is recorded (ended: {registration_ended_on}; live placements: "
    "{live_arrangements})",
    fix="Enter RQIA's number; if there is none, tell RQIA and take advice today.",
)
def registered(law: Law) -> pl.Expr:
    """The agency is registered with RQIA."""
    still = col("registration_ended_on").is_null() | (col("registration_ended_on") > law.today)
    return present("regulator_registration") & still


@rule(
    "NIR-CERTIFICATE-SHOWN",
    about="schemes",
    clauses="nisi-2003-431/28",
    severity="minor",
    when=_OPEN & present("regulator_registration"),
    says="The certificate of registration is not recorded as shown in the office",
    fix="Put up the certificate where visitors see it, check its details, and record that it is shown.",
)
def certificate_shown(law: Law) -> pl.Expr:
    """The certificate of registration is displayed."""
    return yes("registration_certificate_shown")


def _stated(name: str, clause: str, severity: str, what: str, fix: str) -> tuple[Rule, Rule]:
    """That a statement on the clause was made in the interval, which is custom; and that it says yes, which is law."""
    about_it = col("clause") == clause

    def due(law: Law) -> pl.Expr:
        met: pl.Expr = pl.coalesce("made_on", "registered_on") + law.statement_interval
        return met

    def says_yes(_law: Law) -> pl.Expr:
        return col("met") == "yes"

    return (
        make_rule(
            f"NIR-{name}-STATED",
            RuleKind.DEADLINE,
            f"A statement that {what} is made within the interval.",
            due,
            about="clause_attestations",
            clauses=clause,
            severity=severity,
            when=about_it,
            says=f"Last statement that {what}: {{made_on}}; the next was due {{due_on}}",
            fix=fix,
        ),
        make_rule(
            f"NIR-{name}",
            RuleKind.CONDITION,
            f"The last statement says that {what}.",
            says_yes,
            about="clause_attestations",
            clauses=clause,
            severity=severity,
            when=about_it & present("made_on"),
            says=f"The statement of {{made_on}} on whether {what} says: {{met}}",
            fix="Put right what the statement names, and state it afresh in attestations.",
        ),
    )


STATEMENTS: tuple[Rule, ...] = (
    *_stated(
        "CONDITIONS",
        "nisi-2003-431/24",
        "critical",
        "the conditions of registration are kept",
        "Go through the conditions on the certificate, write down how each is kept (or that there are none), and state "
        "it in attestations.",
    ),
    *_stated(
        "PREMISES",
        "nisr-2007-221/27",
        "minor",
        "the office suits the aims of the agency",
        "Look over the office against the statement of purpose, and state it in attestations.",
    ),
)


@rule(
    "NIR-ANNUAL-RETURN-SENT",
    about="events_by_kind",
    clauses="nisi-2003-431/30",
    severity="minor",
    when=(col("kind") == "annual_return") & present("event_id"),
    says="The return made on {happened_on} is not recorded as sent to RQIA",
    fix="Send RQIA the return that it asked for, and enter the date.",
)
def annual_return_sent(law: Law) -> pl.Expr:
    """A return that RQIA asked for was sent; the law asks this service for none by itself."""
    return present("regulator_sent_on")


@deadline(
    "NIR-IMPROVEMENT-NOTICE",
    about="improvements",
    clauses="nisi-2003-431/39",
    severity="critical",
    when=(col("source") == "notice") & col("done_on").is_null(),
    says="An improvement notice is not recorded as complied with; its day was {due_on}",
    fix="Finish what the notice asks today, tell RQIA with evidence, and enter the date.",
)
def improvement_notice_met(law: Law) -> pl.Expr:
    """An improvement notice is complied with by its date."""
    return col("due_on")


@rule(
    "NIR-RELATIVE",
    about="arrangements_live",
    clauses="nisr-2007-221/2",
    severity="advice",
    when=present("relative"),
    says="The person is recorded as a relative of the carer: care arranged only for one's own relative is outside the "
    "Regulations",
    fix="Decide with the placing authority whether this is a placement of the agency, and count it only if it is.",
)
def not_only_for_a_relative(law: Law) -> pl.Expr:
    """A placement that the agency counts is not one that somebody arranged only for a relative."""
    return ~col("relative")
