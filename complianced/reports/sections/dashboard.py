"""For a board, on one page: findings by severity and age, rules by domain, and what falls due in the next quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from complianced.model import Audit, Outcome, Severity
from complianced.reports import counts
from complianced.reports.blocks import Block, Heading, Heat, NewPage, Paragraph
from complianced.reports.context import Context
from complianced.reports.words import DOMAINS, OUTCOMES, SEVERITIES

WEEKS = 13


def dashboard(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Every number stands on its chart and in the chart's words, so that no table has to repeat it."""
    say = ctx.say
    found = counts.findings_by_severity(audit)
    yield NewPage()
    yield Heading(2, say("Findings by severity"), "severity", quiet=True)
    yield ctx.bars(
        say("Findings by severity"),
        [(say("Findings"), "not_met")],
        [(say(SEVERITIES[severity]), [number]) for severity, number in found.items()],
        say("findings"),
        [severity.value for severity in found],
    )
    yield from _ages(audit, ctx)
    yield from _domains(audit, ctx)
    yield from _due(audit, ctx)


def _ages(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    if audit.findings.is_empty():
        return
    bands, undated = counts.findings_by_age(audit)
    ages = ("Not yet overdue", "1 to 30 days", "31 to 90 days", "91 days to a year", "Over a year", "No date")
    shown = [severity for severity in Severity if counts.findings_by_severity(audit)[severity]]
    yield Heading(2, say("How long overdue"), "age", quiet=True)
    yield Paragraph(say("Darker: a larger part of the row."), "small")
    yield Heat(
        say("Findings by how long they are overdue"),
        say("Severity"),
        say("Findings"),
        [say(SEVERITIES[severity]) for severity in shown],
        [say(age) for age in ages],
        [[band[severity] for band in (*bands, undated)] for severity in shown],
        [counts.findings_by_severity(audit)[severity] for severity in shown],
        drawn_only=True,
    )


def _domains(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    by_domain = counts.outcomes_by_domain(audit)
    if not by_domain:
        return
    shown = [outcome for outcome in Outcome if any(of[outcome] for of in by_domain.values())]
    words = {**OUTCOMES, Outcome.JUDGEMENT: "Waits"}
    yield Heading(2, say("Rules by domain"), "domains", quiet=True)
    yield Heat(
        say("Rules by domain and outcome"),
        say("Domain"),
        say("Rules"),
        [say(DOMAINS[domain]) for domain in by_domain],
        [say(words[outcome]) for outcome in shown],
        [[of[outcome] for outcome in shown] for of in by_domain.values()],
        [of.all for of in by_domain.values()],
        drawn_only=True,
    )


def _due(audit: Audit, ctx: Context) -> Iterator[Block]:
    say = ctx.say
    end = audit.as_of + timedelta(weeks=WEEKS)
    due = audit.due.filter(pl.col("due_on").is_between(audit.as_of, end, closed="right"))
    yield Heading(2, say("Due in the next 13 weeks"), "due", quiet=True)
    if due.is_empty():
        yield Paragraph(say("No deadline that is met today falls due in the next 13 weeks."))
        return
    weeks = due.select(((pl.col("due_on") - pl.lit(audit.as_of)).dt.total_days() - 1).floordiv(7).alias("week"))
    counted = Counter(weeks["week"].to_list())
    periods = [(0, 4, say("Weeks 1 to 4")), (4, 8, say("Weeks 5 to 8")), (8, WEEKS, say("Weeks 9 to 13"))]
    yield ctx.bars(
        say("Deadlines met today that fall due in the next 13 weeks"),
        [(say("Deadlines"), "judgement")],
        [(name, [sum(counted[week] for week in range(start, stop))]) for start, stop, name in periods],
        say("deadlines"),
    )
