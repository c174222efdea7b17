"""For a manager: what to do, by due date and by record. People are named where the caller gives their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import polars as pl

from complianced.model import Audit, RuleResult, Severity
from complianced.reports.blocks import Block, Cell, Column, Heading, Marked, NewPage, Paragraph, Span, Table
from complianced.reports.context import Context, record_name, rule_key, rules_by_id
from complianced.reports.history import Past
from complianced.reports.sections.findings import findings_table
from complianced.reports.sections.trend import since_words
from complianced.reports.words import SEVERITIES, first_capital

WEEKS = 13
# Each of these gets a sheet of their own; what else has findings follows, a table for each kind.
PEOPLE = ("carers", "people", "staff", "household_members")


def record_key(table: str, record_id: str) -> str:
    """Where a record's sheet stands in a pack."""
    return f"record:{table}/{record_id}"


def work_list(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Every finding with its remedy; by owner where named.

    What is critical and has no date is for today; then the longest overdue, and what else has no date last.
    """
    say = ctx.say
    yield NewPage()
    yield Heading(2, say("Work list"), "work-list")
    if audit.findings.is_empty():
        yield Paragraph(say("There are no findings in what was tested."), "lead")
        return
    overdue = audit.findings.filter(pl.col("due_on") < audit.as_of).height
    yield Paragraph(
        say("{all} of {all} findings: what is critical and has no date, then the longest overdue first. {overdue} were "
            "due before today.", all=f"{audit.findings.height:,}", overdue=f"{overdue:,}")
    )  # fmt: skip
    since = ctx.history.since(audit) if ctx.history else None
    if since is not None:
        yield Paragraph(since_words(ctx, since))
    new, mark = (since.new, say("New since {day}", day=ctx.language.day(since.day))) if since else (frozenset(), "")
    at_once = (pl.col("severity") == Severity.CRITICAL.value) & pl.col("due_on").is_null()
    ordered = audit.findings.sort(~at_once, "due_on", nulls_last=True, maintain_order=True)
    if ctx.owners is None:
        yield _work_table(audit, ctx, ordered, new, mark)
        return
    owner = [ctx.owners.of(rule, table) for rule, table in ordered.select("rule", "table").iter_rows()]
    named = ordered.with_columns(pl.Series("owner", owner, pl.String))
    yield from _by_owner(audit, ctx, named, ctx.owners.roles, new, mark)


def _by_owner(
    audit: Audit, ctx: Context, named: pl.DataFrame, roles: Sequence[str], new: frozenset[str], mark: str
) -> Iterator[Block]:
    """How many findings each owner has, and then a part for each that has any; what nobody owns comes last."""
    say = ctx.say
    parts = [(role, named.filter(pl.col("owner") == role)) for role in roles]
    parts.append((say("No owner named"), named.filter(pl.col("owner").is_null())))
    overdue = pl.col("due_on") < audit.as_of
    yield Table(
        say("Findings by owner"),
        (
            Column(say("Owner"), 4, heading=True),
            Column(say("Findings"), 1, number=True),
            Column(say("Overdue"), 1, number=True),
        ),
        [
            ([Span(owner, to=f"owner:{at}")], f"{part.height:,}", f"{part.filter(overdue).height:,}")
            for at, (owner, part) in enumerate(parts)
        ],
    )
    for at, (owner, part) in enumerate(parts):
        if not part.is_empty():
            found = ctx.language.count(part.height, "finding", "findings")
            yield Heading(3, say("{name}: {found}", name=owner, found=found), f"owner:{at}")
            yield _work_table(audit, ctx, part, new, mark)


def _work_table(audit: Audit, ctx: Context, found: pl.DataFrame, new: frozenset[str], mark: str) -> Table:
    say, rules = ctx.say, rules_by_id(audit)
    return Table(
        say("Findings by due date, with what to do"),
        (
            Column(say("Due"), 2.05),
            Column(say("Record"), 1.9, heading=True),
            Column(say("Severity"), 1.2),
            Column(say("What was found"), 3.0),
            Column(say("What to do"), 3.0),
        ),
        [_work(ctx, rules, row, mark if row["id"] in new else "") for row in found.iter_rows(named=True)],
    )


def _work(ctx: Context, rules: dict[str, RuleResult], row: dict[str, object], mark: str) -> tuple[Cell, ...]:
    rule = rules[str(row["rule"])]
    table, record = str(row["table"]), str(row["record_id"])
    found = ctx.language.message(rule.id, str(row["message"]), str(row["values"]), row["due_on"])  # type: ignore[arg-type]
    return (
        ctx.language.day(row["due_on"]) if row["due_on"] else ctx.say("No date"),  # type: ignore[arg-type]
        [
            Span(record_name(ctx, table, record), to=record_key(table, record)),
            ctx.say("\n{table}", table=ctx.table_said(table)),
        ],
        Marked(rule.severity.value, ctx.say(SEVERITIES[rule.severity])),
        [Span(mark, strong=True), "\n", found] if mark else found,
        ctx.language.fix(rule),
    )


def since_last(audit: Audit, ctx: Context) -> Iterator[Block]:
    """What was put right since the last audit, where an earlier one was given, and what nobody looked at again."""
    say = ctx.say
    since = ctx.history.since(audit) if ctx.history else None
    if ctx.history is None or (since is None and not ctx.history.unusable):
        return
    yield Heading(2, say("Since the last audit"), "since")
    if since is not None:
        day = ctx.language.day(since.day)
        yield Heading(3, say("Resolved since {day}: {n}", day=day, n=f"{len(since.resolved):,}"), "resolved")
        yield from _past(audit, ctx, since.resolved, "The rule was tested again and finds these no more.")
        if since.untested:
            yield Heading(3, say("Not tested now: {n}", n=f"{len(since.untested):,}"), "not-tested-now")
            told = "The rule did not run, or could not read every record. These may still be open."
            yield from _past(audit, ctx, since.untested, told)
    if ctx.history.unusable:
        yield Paragraph(say("Files of earlier audits that could not be used: {n}.", n=ctx.history.unusable))


def _past(audit: Audit, ctx: Context, findings: Sequence[Past], words: str) -> Iterator[Block]:
    say = ctx.say
    if not findings:
        yield Paragraph(say("None."))
        return
    rules = rules_by_id(audit)
    yield Paragraph(say(words))
    yield Table(
        say("Findings of the last audit that are not found now"),
        (Column(say("Record"), 2, heading=True), Column(say("Rule"), 5)),
        [
            (
                [record_name(ctx, past.table, past.record_id), say("\n{table}", table=ctx.table_said(past.table))],
                [ctx.language.title(rules[past.rule]), f"\n{past.rule}"] if past.rule in rules else past.rule,
            )
            for past in findings
        ],
    )


def coming_due(audit: Audit, ctx: Context) -> Iterator[Block]:
    """Deadlines that are met today and fall due in the next quarter."""
    say = ctx.say
    end = audit.as_of + timedelta(weeks=WEEKS)
    due = audit.due.filter(pl.col("due_on").is_between(audit.as_of, end)).sort(
        "due_on", "rule", "record_id", maintain_order=True
    )
    yield Heading(2, say("Due in the next 13 weeks"), "coming-due")
    if due.is_empty():
        yield Paragraph(say("No deadline that is met today falls due in the next 13 weeks."))
        return
    rules = rules_by_id(audit)
    yield Paragraph(say("{n} of {all} deadlines that are met today.", n=f"{due.height:,}", all=f"{audit.due.height:,}"))
    yield Table(
        say("Deadlines that fall due in the next 13 weeks"),
        (Column(say("Due"), 2.05), Column(say("Record"), 2, heading=True), Column(say("What is due"), 5)),
        [
            (
                ctx.language.day(day),
                [record_name(ctx, table, record), say("\n{table}", table=ctx.table_said(table))],
                ctx.language.title(rules[rule]) if rule in rules else rule,
            )
            for rule, table, record, day in due.select("rule", "table", "record_id", "due_on").iter_rows()
        ],
    )


def record_sheets(audit: Audit, ctx: Context) -> Iterator[Block]:
    """A sheet for each carer, person and other human being with findings; one table for each other kind of record."""
    say = ctx.say
    if audit.findings.is_empty():
        return
    rules = rules_by_id(audit)
    tables = audit.findings["table"].unique().to_list()
    tables.sort(key=lambda table: (PEOPLE.index(table) if table in PEOPLE else len(PEOPLE), table))
    yield NewPage()
    yield Heading(2, say("Sheet by sheet"), "sheets")
    for table in tables:
        found = audit.findings.filter(pl.col("table") == table).sort("record_id", maintain_order=True)
        records = ctx.language.count(found["record_id"].n_unique(), "record", "records")
        yield Heading(
            3,
            say("{table}: {found}", table=say(first_capital(table.replace("_", " "))), found=records),
            f"sheets:{table}",
        )
        if table in PEOPLE:
            for part in found.partition_by("record_id", maintain_order=True):
                yield from _sheet(ctx, rules, table, part)
        else:
            yield findings_table(audit, ctx, found, say("What was found about {table}", table=ctx.table_said(table)))


def _sheet(ctx: Context, rules: dict[str, RuleResult], table: str, part: pl.DataFrame) -> Iterator[Block]:
    say = ctx.say
    record = str(part["record_id"][0])
    title = record_name(ctx, table, record)
    yield Heading(4, title, record_key(table, record), in_contents=False)
    yield Table(
        say("What was found about {record}", record=title),
        (
            Column(say("Severity"), 1.2),
            Column(say("What was found"), 3.4, heading=True),
            Column(say("What to do"), 3.4),
            Column(say("Due"), 2.05),
        ),
        [
            (
                Marked(severity, say(SEVERITIES[rules[rule].severity])),
                ctx.language.message(rule, message, values, due),
                [ctx.language.fix(rules[rule]), Span(f"\n{rule}", to=rule_key(rule))],
                ctx.language.day(due) if due else say("No date"),
            )
            for severity, rule, message, due, values in part.select(
                "severity", "rule", "message", "due_on", "values"
            ).iter_rows()
        ],
    )
