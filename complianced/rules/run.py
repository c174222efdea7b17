"""Runs rules: every rule compiled over its view, all views collected at once, each view's rules in one pass.

A rule that raises is an error for it and its clauses; the others still run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from complianced.law.book import NotInForce, UnknownValue
from complianced.law.values import Value
from complianced.model import Basis, Clause, Outcome, RuleResult, Sure
from complianced.rules.compiled import CompiledRule, compile_rule
from complianced.rules.findings import ColumnWords, due_of, findings_of
from complianced.rules.rows import Sources
from complianced.rules.rule import Rule, RuleError, RuleKind
from complianced.rules.rulebook import Rulebook
from complianced.rules.view import SUBJECT_ID, SUBJECT_TABLE, Records
from complianced.schemas.backend import Schema, failing_rows
from complianced.schemas.one_pass import FAULTS
from complianced.schemas.recordset import RecordSet, unreadable


@dataclass(frozen=True)
class Ran:
    """What rules came to over one partition: a result each, and frames of findings and of due dates."""

    rules: tuple[RuleResult, ...]
    findings: tuple[pl.DataFrame, ...]
    due: tuple[pl.DataFrame, ...]


@dataclass(frozen=True)
class Setting:
    """Where rules run: the rulebook, the values of each bundle, the clauses in scope, the records and their schemes."""

    rulebook: Rulebook
    values: Mapping[str, Mapping[str, Value]]
    clauses: Mapping[str, Clause]
    records: Records
    recordset: RecordSet
    schemes: int


def run_rules(rules: Sequence[Rule], setting: Setting) -> Ran:
    """Every rule's result, with findings and due dates."""
    results: list[RuleResult] = []
    ready: dict[str, list[CompiledRule]] = {}
    for rule in rules:
        compiled = _made_ready(rule, setting)
        if isinstance(compiled, RuleResult):
            results.append(compiled)
        else:
            ready.setdefault(rule.about, []).append(compiled)
    findings: list[pl.DataFrame] = []
    due: list[pl.DataFrame] = []
    for name, frame in _collect_views(setting.records, ready).items():
        if isinstance(frame, BaseException):
            results += [_result(each, setting, Outcome.ERROR, why=said(frame)) for each in ready[name]]
            continue
        ran = _run_view(name, frame, ready[name], setting)
        results += ran.rules
        findings += ran.findings
        due += ran.due
    return Ran(tuple(results), tuple(findings), tuple(due))


def _made_ready(rule: Rule, setting: Setting) -> CompiledRule | RuleResult:
    """The rule ready to run, or its result where it cannot: not in force, in error, or its records not supplied."""
    as_of, nation = setting.records.as_of, setting.records.nation
    cited = [setting.clauses[ref] for ref in rule.clauses_in(nation) if ref in setting.clauses]
    if cited and not any(clause.in_force(as_of) for clause in cited):
        return _unrun(rule, setting, Outcome.NOT_IN_FORCE, cited[0].when_in_force(as_of))
    try:
        rows = setting.records.view(rule.about)
        compiled = compile_rule(rule, rows, setting.values[rule.bundle], setting.clauses, setting.records)
    except NotInForce as reason:
        return _unrun(rule, setting, Outcome.NOT_IN_FORCE, str(reason))
    except FAULTS as error:
        return _unrun(rule, setting, Outcome.ERROR, said(error))
    absent = _absent(compiled.reads, setting.recordset)
    if absent:
        why = f"not supplied: {', '.join(absent)}"
        return replace(_result(compiled, setting, Outcome.NOT_TESTED, why=why), lacks=absent)
    return compiled


def _collect_views(
    records: Records, ready: Mapping[str, Sequence[CompiledRule]]
) -> dict[str, pl.DataFrame | BaseException]:
    """Every view with the columns its rules need, all at once; one by one where that fails, to find which it was."""
    queries = {name: _needed(records, name, group) for name, group in ready.items()}
    try:
        return dict(zip(queries, pl.collect_all(list(queries.values()), engine="in-memory"), strict=True))
    except FAULTS:
        return {name: _collected(query) for name, query in queries.items()}


def _collected(query: pl.LazyFrame) -> pl.DataFrame | BaseException:
    try:
        return query.collect(engine="in-memory")
    except FAULTS as error:
        return error


def _needed(records: Records, name: str, group: Iterable[CompiledRule]) -> pl.LazyFrame:
    rows, view = records.view(name), records.declared(name)
    wanted = {column for ready in group for column in ready.columns}
    wanted |= {view.key, "scheme_id"} | ({SUBJECT_TABLE, SUBJECT_ID} & set(rows.columns))
    return rows.frame.select(*sorted(wanted), *map(unreadable, sorted(rows.doubtful)))


def _run_view(name: str, frame: pl.DataFrame, group: Sequence[CompiledRule], setting: Setting) -> Ran:
    """All rules of one view in one pass, then a finding for each failing row."""
    view, rows = setting.rulebook.views[name], setting.records.view(name)
    run = failing_rows(Schema(checks=[ready.check for ready in group], name=name), frame)
    counts = _counts(frame, group)
    words = ColumnWords(rows, frame, setting.recordset.contract)
    results, found, dated = [], [], []
    for ready in group:
        rule_id = ready.rule.id
        if rule_id in run.raised:
            results.append(_result(ready, setting, Outcome.ERROR, why=said(run.raised[rule_id])))
            continue
        tested, unread = counts[rule_id]
        failing = run.failing.get(rule_id, pl.Series([], dtype=pl.UInt32))
        try:
            findings = None if failing.is_empty() else findings_of(ready, view, rows, frame[failing], words)
        except FAULTS as error:  # a message that cannot be filled in
            results.append(_result(ready, setting, Outcome.ERROR, why=said(error)))
            continue
        outcome, why = _verdict(ready, tested, failing.len(), unread, setting.schemes)
        results.append(_result(ready, setting, outcome, tested, failing.len(), unread, why))
        if findings is not None:
            found.append(findings)
        if ready.due is not None:
            dated.append(due_of(ready, view, rows, frame, setting.records.today))
    collected = pl.collect_all([*found, *dated], engine="in-memory")
    return Ran(tuple(results), tuple(collected[: len(found)]), tuple(collected[len(found) :]))


def _counts(frame: pl.DataFrame, group: Sequence[CompiledRule]) -> dict[str, tuple[int, int]]:
    """By rule id, how many rows were tested and how many could not be read."""
    flags = {f"tested {ready.rule.id}": ready.applies for ready in group if ready.applies is not None}
    flags |= {f"unread {ready.rule.id}": ready.in_doubt for ready in group if ready.in_doubt is not None}
    row = frame.select(**{name: _rows_where(flag) for name, flag in flags.items()}).row(0, named=True) if flags else {}
    return {
        ready.rule.id: (
            row.get(f"tested {ready.rule.id}", frame.height) or 0,
            row.get(f"unread {ready.rule.id}", 0) or 0,
        )
        for ready in group
    }


def _rows_where(flag: pl.Expr) -> pl.Expr:
    """How many rows; a flag that reads no column holds for all of them or for none."""
    return flag.sum() if flag.meta.root_names() else flag.cast(pl.UInt32) * pl.len()


def _verdict(
    ready: CompiledRule, tested: int, failed: int, unreadable: int, schemes: int
) -> tuple[Outcome, str | None]:
    if failed:
        return Outcome.NOT_MET, None
    if unreadable:
        cells = "a cell that could not be read" if unreadable == 1 else "cells that could not be read"
        return Outcome.NOT_TESTED, f"{unreadable} of {tested + unreadable} rest on {cells}; see the data problems"
    if ready.rule.kind is RuleKind.ATTESTATION and tested < schemes:
        return Outcome.JUDGEMENT, "waits for a person's dated statement in attestations"
    if not tested:
        return Outcome.NOT_APPLICABLE, "0 of 0: nothing in the records that this applies to"
    return Outcome.MET, None


def _result(
    ready: CompiledRule,
    setting: Setting,
    outcome: Outcome,
    tested: int = 0,
    failed: int = 0,
    unread: int = 0,
    why: str | None = None,
) -> RuleResult:
    first = _unrun(ready.rule, setting, outcome, why)
    return replace(first, basis=ready.basis, sure=ready.sure, tested=tested, failed=failed, unreadable=unread)


def _unrun(rule: Rule, setting: Setting, outcome: Outcome, why: str | None) -> RuleResult:
    """The result of a rule that tested nothing."""
    return RuleResult(
        id=rule.id,
        title=rule.title,
        bundle=rule.bundle,
        domain=setting.rulebook.bundle(rule.bundle).domain,
        severity=rule.severity,
        basis=rule.basis or Basis.LAW,
        clauses=rule.clauses_in(setting.records.nation),
        outcome=outcome,
        tested=0,
        failed=0,
        why=why,
        fix=rule.fix,
        sure=Sure.RECALLED,
        topic=rule.topic,
        table=view.table if (view := setting.rulebook.views.get(rule.about)) else "",
    )


def _absent(reads: Sources, records: RecordSet) -> tuple[str, ...]:
    """What the rule reads and the records do not have: whole tables first, then columns of tables that are there."""
    tables = sorted({source for source in reads if "." not in source and not records.was_supplied(source)})
    columns = sorted(
        source
        for source in reads
        if "." in source and source.partition(".")[0] not in tables and not records.was_supplied(source)
    )
    gone = {source.partition(".")[0] for source in columns if source.partition(".")[0] not in records.supplied}
    return tuple(sorted({*tables, *gone})) + tuple(each for each in columns if each.partition(".")[0] not in gone)


def said(error: BaseException) -> str:
    """An error in one line. What is not our own is cut where it may begin to quote a cell."""
    line = str(error).strip().split("\n")[0]
    if not isinstance(error, RuleError | UnknownValue):
        line = re.split(r"[\[\"'`]", line)[0]
    return f"{type(error).__name__}: {line[:200]}"
