"""What CQC or a Safeguarding Adults Board asks for.

SI 2014/2936 regs 16(3) and 17(3), SI 2009/3112 reg 10, Care Act 2014 s 45.

Each has two rules: a request still open has a day by which it is due; one that was answered was answered in time.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present


def _asked(
    name: str,
    what: str,
    kinds: tuple[str, ...],
    clause: str,
    severity: str,
    due: Callable[[Law], pl.Expr],
) -> tuple[Rule, Rule]:
    """That an open request is still in time, and that an answered one was in time."""
    asked, answered = col("kind").is_in(kinds), present("answered_on")

    def in_time(law: Law) -> pl.Expr:
        # Where nobody set a day, an answer is in time whenever it came.
        return col("answered_on") <= pl.coalesce(due(law), "answered_on")

    return (
        make_rule(
            f"ENG-{name}-DUE",
            RuleKind.DEADLINE,
            f"A request for {what} that is still open is in time",
            due,
            about="requests",
            clauses=clause,
            severity=severity,
            when=asked & ~answered,
            says=f"The request of {{received_on}} for {what} is not answered; the answer was due {{due_on}}",
            fix="Answer it now, and enter the date. Where a day was set that is not recorded, enter that too.",
        ),
        make_rule(
            f"ENG-{name}-LATE",
            RuleKind.CONDITION,
            f"A request for {what} was answered in time",
            in_time,
            about="requests",
            clauses=clause,
            severity=severity,
            when=asked & answered,
            says=f"The request of {{received_on}} for {what} was answered on {{answered_on}}, after its time",
            fix="Note why it was late, and who watches the inbox to which such requests come.",
        ),
    )


REQUESTS: tuple[Rule, ...] = (
    *_asked(
        "COMPLAINTS-SUMMARY",
        "a summary of complaints",
        ("complaints_summary",),
        "uksi-2014-2936/16(3)",
        "critical",
        lambda law: col("received_on") + law.complaints_summary_answer,
    ),
    *_asked(
        "GOVERNANCE-REPORT",
        "a report or plan on quality",
        ("governance_report", "improvement_plan", "quality_report"),
        "uksi-2014-2936/17(3)",
        "critical",
        lambda law: col("received_on") + law.governance_report_answer,
    ),
    *_asked(
        "EXPLANATION", "an explanation", ("explanation",), "uksi-2009-3112/10", "minor", lambda _law: col("due_on")
    ),
    *_asked("BOARD-REQUEST", "information", ("information",), "ukpga-2014-23/45", "minor", lambda _law: col("due_on")),
)
