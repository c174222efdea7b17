"""Looking at one's own quality, and what RQIA asks for: SR 2007/221 regs 22(8), 23, 24 and 32(2).

The law wants a system, and a report or plan within a month of RQIA's request: no yearly report. An area for improvement
weighs more each time that RQIA states it.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, deadline, every, make_rule, present, rule


@deadline(
    "NIR-QUALITY-REVIEW",
    about="events_by_kind",
    clauses="nisr-2007-221/23(1)",
    severity="major",
    when=col("kind") == "quality_of_care_review",
    says="The quality of the service was last evaluated on {happened_on}; by custom the next was due {due_on}",
    fix="Evaluate the service with the people placed and their representatives, and record the day.",
)
def quality_evaluated(law: Law) -> pl.Expr:
    """The quality of the service is evaluated within the interval that custom has."""
    return every("happened_on", law.quality_review_interval, since="registered_on")


@rule(
    "NIR-QUALITY-CONSULTED",
    about="quality_reviews",
    clauses="nisr-2007-221/23(5)",
    severity="major",
    says="The evaluation of {happened_on} is not shown to rest on talks with people and their representatives",
    fix="Record whom the evaluation consulted (engagement in the checklist, or answers in surveys); if nobody, ask.",
)
def quality_consulted(law: Law) -> pl.Expr:
    """The last evaluation of quality consulted people and their representatives: it says so, or they were surveyed."""
    surveyed: pl.Expr = col("last_answered_on") + law.quality_review_interval >= col("happened_on")
    return col("consulted").fill_null(surveyed)


def _asked(
    name: str, what: str, kinds: tuple[str, ...], clauses: tuple[str, ...], severity: str, due: Callable[[Law], pl.Expr]
) -> tuple[Rule, Rule]:
    """That an open request is still in time, and that an answered one was in time."""
    asked, answered = col("kind").is_in(kinds), present("answered_on")
    return (
        make_rule(
            f"NIR-{name}-DUE",
            RuleKind.DEADLINE,
            f"RQIA's request for {what} that is still open is in time.",
            due,
            about="requests",
            clauses=clauses,
            severity=severity,
            when=asked & ~answered,
            says=f"RQIA's request of {{received_on}} for {what} is not answered; the answer was due {{due_on}}",
            fix="Answer it today, and enter the date.",
        ),
        make_rule(
            f"NIR-{name}-LATE",
            RuleKind.CONDITION,
            f"RQIA's request for {what} was answered in time.",
            lambda law: col("answered_on") <= due(law),
            about="requests",
            clauses=clauses,
            severity=severity,
            when=asked & answered,
            says=f"RQIA's request of {{received_on}} for {what} was answered on {{answered_on}}, after its time",
            fix="Note what held it up, and who watches for such requests.",
        ),
    )


REQUESTS: tuple[Rule, ...] = (
    *_asked(
        "QUALITY-REPORT",
        "a report on quality",
        ("quality_report",),
        ("nisr-2007-221/23(2)", "nisr-2007-221/23(3)", "nisr-2007-221/23(4)"),
        "minor",
        lambda law: col("received_on") + law.quality_report_answer,
    ),
    *_asked(
        "IMPROVEMENT-PLAN",
        "an improvement plan",
        ("improvement_plan",),
        ("nisr-2007-221/24",),
        "major",
        lambda law: col("received_on") + law.improvement_plan_answer,
    ),
    *_asked(
        "COMPLAINTS-SUMMARY",
        "a summary of complaints",
        ("complaints_summary",),
        ("nisr-2007-221/22(8)",),
        "minor",
        lambda law: pl.coalesce("due_on", col("received_on") + law.request_answer),
    ),
    *_asked(
        "FINANCE-REQUEST",
        "accounts or information",
        ("accounts", "information"),
        ("nisr-2007-221/32(2)",),
        "major",
        lambda law: pl.coalesce("due_on", col("received_on") + law.request_answer),
    ),
)

_AREA = (col("source") == "inspection") & col("done_on").is_null()
_TIMES = col("times_stated").fill_null(1)


@deadline(
    "NIR-AREA-OVERDUE",
    about="improvements",
    clauses="nisr-2007-221/24",
    severity="major",
    when=_AREA & (_TIMES < 2),
    says="An area for improvement is not done; it was to be by {due_on}",
    fix="Finish it, tell RQIA through the improvement plan, and enter the date.",
)
def area_for_improvement_done(law: Law) -> pl.Expr:
    """An area for improvement is done by the date in the improvement plan."""
    return col("due_on")


@rule(
    "NIR-AREA-STATED-TWICE",
    about="improvements",
    clauses="nisr-2007-221/24",
    severity="major",
    basis="convention",
    when=(col("source") == "inspection") & (_TIMES == 2),
    says="RQIA has stated this area for improvement twice, and it is not done (to be done by {due_on})",
    fix="Give it to one named person with a date before the next inspection; a third time usually brings enforcement.",
)
def area_stated_twice_done(law: Law) -> pl.Expr:
    """An area for improvement that RQIA stated twice is done."""
    return present("done_on")


@rule(
    "NIR-AREA-STATED-THREE-TIMES",
    about="improvements",
    clauses="nisr-2007-221/24",
    severity="critical",
    basis="convention",
    when=(col("source") == "inspection") & (_TIMES >= 3),
    says="RQIA has stated this area for improvement {times_stated} times, and it is not done (to be done by {due_on})",
    fix="Take it to the provider today: after a third statement a meeting on failure to comply is usual.",
)
def area_stated_three_times_done(law: Law) -> pl.Expr:
    """An area for improvement that RQIA stated three times or more is done."""
    return present("done_on")


@deadline(
    "NIR-POSITION-REPORT",
    about="events_by_kind",
    clauses="adult-safeguarding-policy-2015/position-report",
    severity="major",
    basis="guidance",
    when=col("kind") == "safeguarding_position_report",
    says="The last safeguarding position report covers the year to {period_ends_on} (made {happened_on}); the next "
    "was due {due_on}",
    fix="Write the position report for the year to 31 March, have the governing body see it, and record its dates.",
)
def position_report_made(law: Law) -> pl.Expr:
    """There is a safeguarding position report for each year to 31 March, by the summer."""
    covered = pl.coalesce("period_ends_on", "happened_on", "registered_on")
    due: pl.Expr = covered + law.position_report_due
    return due


@rule(
    "NIR-POSITION-REPORT-WRITTEN",
    about="events_by_kind",
    clauses="adult-safeguarding-policy-2015/position-report",
    severity="major",
    when=(col("kind") == "safeguarding_position_report") & present("event_id"),
    says="The safeguarding position report for the year to {period_ends_on} has no date of report",
    fix="Enter the day on which the governing body saw the report; if it has not, take it to the next meeting.",
)
def position_report_written(law: Law) -> pl.Expr:
    """The safeguarding position report is written and has its date."""
    return present("report_on")
