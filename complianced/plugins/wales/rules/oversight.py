"""The responsible individual's visits, reports and reviews: WSI 2019/163 regs 52-55, 59 and 60.

Each interval is looked at forward, from the last time, and backward, between any two times since the Regulations began.
No report goes to the provider where the provider is an individual.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, Span, col, every, make_rule, present, rule
from complianced.plugins.wales.dates import REGULATED_FROM

_REPORTS_TO_SOMEBODY = (col("provider_type") != "individual").fill_null(True)
_REVIEW = col("kind") == "quality_of_care_review"
_INPUTS = (
    "engagement",
    "incidents_and_notifiable_events",
    "safeguarding",
    "whistleblowing",
    "complaints",
    "record_audit",
)


def _next_return(after: str, law: Law) -> pl.Expr:
    """The last day for the return of the financial year that was running then."""
    year = col(after).dt.year()
    this_year = pl.date(year, 3, 31)
    ends = pl.when(col(after) <= this_year).then(this_year).otherwise(pl.date(year + 1, 3, 31))
    last_day: pl.Expr = ends + law.annual_return_limit
    return last_day


def _at_least_every(
    name: str,
    kind: str,
    words: str,
    interval: str,
    clauses: str | tuple[str, ...],
    *,
    always: bool = True,
    with_return: bool = False,
) -> tuple[Rule, Rule]:
    """That the next of a kind of event is not overdue, and that no two since 2019 were too far apart.

    What goes `with_return` is in time whenever the annual return is that it goes with, if that is later.
    """
    of_kind = (col("kind") == kind) if always else (col("kind") == kind) & _REPORTS_TO_SOMEBODY

    def due(law: Law) -> pl.Expr:
        span: Span = getattr(law, interval)
        due: pl.Expr = every("happened_on", span, since="registered_on")
        return pl.max_horizontal(due, _next_return("happened_on", law)) if with_return else due

    def close_enough(law: Law) -> pl.Expr:
        by: pl.Expr = every("previous_on", getattr(law, interval))
        return col("happened_on") <= (pl.max_horizontal(by, _next_return("previous_on", law)) if with_return else by)

    return (
        make_rule(
            f"WAL-{name}",
            RuleKind.DEADLINE,
            f"{words[0].upper()}{words[1:]} is not overdue.",
            due,
            about="events_by_kind",
            clauses=clauses,
            severity="major",
            when=of_kind,
            says=f"Last {words}: {{happened_on}}; the next was due {{due_on}}",
            fix="Do it now, record the day, and put those that follow in the calendar.",
        ),
        make_rule(
            f"WAL-{name}-GAP",
            RuleKind.CONDITION,
            f"No two times of this were too far apart: {words}.",
            close_enough,
            about="oversight_events",
            clauses=clauses,
            severity="major",
            when=of_kind & (col("previous_on") >= REGULATED_FROM),
            says=f"There was a gap between one {words}, of {{previous_on}}, and the next, of {{happened_on}}",
            fix="Enter what is missing if it took place; otherwise note why, for CIW will ask.",
        ),
    )


INTERVALS: tuple[Rule, ...] = (
    *_at_least_every(
        "VISIT",
        "responsible_individual_visit",
        "visit of the responsible individual",
        "responsible_individual_visit",
        "wsi-2019-163/52",
    ),
    *_at_least_every(
        "RESOURCE-REPORT",
        "resource_report",
        "report on the adequacy of resources",
        "resource_report",
        ("wsi-2019-163/53(1)", "wsi-2019-163/53(2)"),
        always=False,
    ),
    *_at_least_every(
        "QUALITY-REVIEW",
        "quality_of_care_review",
        "review of the quality of care",
        "quality_review",
        ("wsi-2019-163/59(1)", "wsi-2019-163/59(2)"),
    ),
    *_at_least_every(
        "COMPLIANCE-STATEMENT",
        "statement_of_compliance",
        "statement of compliance",
        "compliance_statement",
        "wsi-2019-163/60(1)",
        with_return=True,
    ),
)


@rule(
    "WAL-VISIT-GROUPS",
    about="events_by_kind",
    clauses="wsi-2019-163/52",
    severity="major",
    when=(col("kind") == "responsible_individual_visit") & present("event_id"),
    says="At the visit of {happened_on} the responsible individual met so many people: {people_met}; carers: "
    "{carers_met}; staff: {staff_met}",
    fix="Meet those who were not met, and enter the numbers; plan the next visit so that all are met.",
)
def visit_met_everybody(law: Law) -> pl.Expr:
    """At the last visit the responsible individual met people, carers and staff."""
    return (col("people_met") > 0) & (col("carers_met") > 0) & (col("staff_met") > 0)


@rule(
    "WAL-CONCERN-REPORTED",
    about="oversight_events",
    clauses="wsi-2019-163/54(1)",
    severity="major",
    when=(col("kind") == "concern_report") & (col("happened_on") >= REGULATED_FROM) & _REPORTS_TO_SOMEBODY,
    basis="law",  # reporting is law, the hours are custom
    says="A concern or significant change of {happened_on} was reported to the provider: {report_on}",
    fix="Report it to the provider today in writing, and enter the day.",
)
def concern_reported(law: Law) -> pl.Expr:
    """The responsible individual reports concerns and significant changes to the provider."""
    return present("report_on") | (every("happened_on", law.notification) >= law.today)


@rule(
    "WAL-VIEWS-REPORTED",
    about="events_by_kind",
    clauses="wsi-2019-163/55",
    severity="major",
    when=(col("kind") == "survey") & present("event_id") & _REPORTS_TO_SOMEBODY,
    basis="law",  # reporting is law, the days are custom
    says="People and others were asked on {happened_on}; what they said was reported to: {report_recipients}",
    fix="Report what people, carers, staff and commissioners said to the provider, and enter it.",
)
def views_reported(law: Law) -> pl.Expr:
    """What people and others said is reported to the provider."""
    reported = col("report_recipients").list.contains("provider").fill_null(False)
    return reported | (every("happened_on", law.report_limit) >= law.today)


@rule(
    "WAL-QUALITY-REVIEW-INPUTS",
    about="event_contents",
    clauses="wsi-2019-163/59(3)",
    severity="major",
    when=_REVIEW & present("event_id"),
    says="The review of {happened_on} is known to have drawn on: {items}",
    fix="Look at what is missing (engagement; incidents and notifiable events; safeguarding; whistleblowing; "
    "complaints; record audit), and tick it in the checklist.",
)
def review_draws_on_all(law: Law) -> pl.Expr:
    """The last review of the quality of care drew on every input that the Regulations name."""
    return pl.all_horizontal(col("items").list.contains(item) for item in _INPUTS)


@rule(
    "WAL-QUALITY-REVIEW-REPORT",
    about="event_contents",
    clauses="wsi-2019-163/59(4)",
    severity="major",
    when=_REVIEW & present("event_id") & _REPORTS_TO_SOMEBODY,
    basis="law",  # the report is law, the days are custom
    says="Review of {happened_on}; reported on {report_on} to: {report_recipients}; known to hold: {items}",
    fix="Report to the provider what standard was found and what is recommended, and enter it.",
)
def review_reported(law: Law) -> pl.Expr:
    """The last review of the quality of care was reported to the provider with recommendations."""
    reported = col("report_recipients").list.contains("provider") & col("items").list.contains("recommendations")
    done = present("report_on") & reported.fill_null(False)
    return done | (every("happened_on", law.report_limit) >= law.today)
