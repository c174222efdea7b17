"""The engine: rulebook × record set × date → audit.

Schemes are taken nation by nation. For each, every rule that applies is compiled over its view, all views are collected
at once with only the columns their rules read, and each view's rules run as one pandera schema in one pass. A rule that
raises is an error for it and its clauses; the others still run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from complianced.law.book import NotInForce
from complianced.law.values import Value, override
from complianced.model import (
    Audit,
    Basis,
    Clause,
    Outcome,
    PluginReport,
    RuleResult,
    Scheme,
    Severity,
    Sure,
)
from complianced.results import clause_results, merged, with_waivers
from complianced.rules.compiled import CompiledRule, compile_rule
from complianced.rules.findings import DUE_SCHEMA, FINDING_SCHEMA, ColumnWords, due_of, findings_of
from complianced.rules.rows import Rows, Sources
from complianced.rules.rule import Rule, RuleKind
from complianced.rules.rulebook import Rulebook, selected
from complianced.rules.view import Records
from complianced.schemas.backend import Schema, failing_rows
from complianced.schemas.recordset import RecordSet
from complianced.schemas.timing import as_known_on
from complianced.waivers import Waiver

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Request:
    """What to audit: the day, the nation where the records do not say, and which rules."""

    as_of: date
    nation: str | None = None
    schemes: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


class RequestError(ValueError):
    """A request that the records cannot answer; the message says what to give."""


@dataclass(frozen=True)
class _Partition:
    """The schemes of one nation and service, with their records."""

    nation: str
    service: str
    schemes: tuple[Scheme, ...]
    records: RecordSet


@dataclass(frozen=True)
class _Outcome:
    """What one partition came to."""

    rules: tuple[RuleResult, ...]
    clauses: Mapping[str, Clause]
    findings: tuple[pl.DataFrame, ...]
    due: tuple[pl.DataFrame, ...]
    executed: frozenset[str]


def run_audit(
    rulebook: Rulebook,
    records: RecordSet,
    request: Request,
    *,
    version: str,
    plugins: Sequence[PluginReport] = (),
    progress: Progress = lambda _words: None,
) -> Audit:
    """The audit of a record set. Raises RequestError when the nation cannot be told or a named scheme is not there.

    Raises OverrideError when a scheme's own setting would loosen the law.
    """
    known = as_known_on(records, request.as_of)
    partitions = _partitions(known, request)
    values = _values(rulebook, request.settings)
    domains = {bundle.name: bundle.domain.value for bundle in rulebook.bundles}
    outcomes = []
    picked: set[str] = set()
    for partition in partitions:
        progress(f"{len(partition.schemes)} × {partition.service} in {partition.nation}")
        all_rules = rulebook.rules_for(partition.nation, partition.service)
        rules = selected(all_rules, domains, request.select, request.exclude)
        picked |= {rule.id for rule in rules}
        outcomes.append(_audit_partition(partition, rules, rulebook, values, request.as_of))
    executed = frozenset().union(*(outcome.executed for outcome in outcomes))
    results = merged(result for outcome in outcomes for result in outcome.rules)
    findings = _sorted(_concatenated([frame for outcome in outcomes for frame in outcome.findings], FINDING_SCHEMA))
    findings, waived, results = with_waivers(findings, results, request.waivers, request.as_of)
    clauses = {ref: clause for outcome in outcomes for ref, clause in outcome.clauses.items()}
    reports = tuple(_with_counts(report, rulebook, picked, executed) for report in plugins)
    return Audit(
        as_of=request.as_of,
        version=version,
        plugins=reports,
        schemes=tuple(scheme for partition in partitions for scheme in partition.schemes),
        rules=results,
        clauses=clause_results(clauses, results, request.as_of, narrowed=bool(request.select or request.exclude)),
        findings=findings,
        waived=waived,
        due=_concatenated([frame for outcome in outcomes for frame in outcome.due], DUE_SCHEMA).sort(
            "due_on", "rule", "scheme_id", "record_id"
        ),
        problems=known.problems,
        incomplete=(*known.incomplete, *_incomplete(results, reports, picked, executed)),
    )


def _partitions(records: RecordSet, request: Request) -> tuple[_Partition, ...]:
    """The schemes by nation and service, each with its own records."""
    frame = records.frame("schemes")
    if frame.is_empty():
        if request.nation is None:
            raise RequestError(
                "the records name no scheme, so the nation is not known: add a `schemes` table or give --nation"
            )
        frame = pl.DataFrame(
            {"scheme_id": ["scheme"], "name": [""], "service": ["shared_lives"], "nation": [request.nation]}
        )
    if request.schemes:
        missing = sorted(set(request.schemes) - set(frame["scheme_id"]))
        if missing:
            there = ", ".join(frame["scheme_id"].head(10))
            raise RequestError(f"--scheme {missing[0]}: not in the records; there are {there}")
        frame = frame.filter(pl.col("scheme_id").is_in(request.schemes))
    if request.nation is not None:
        frame = frame.with_columns(nation=pl.lit(request.nation))
    frame = frame.select("scheme_id", "name", "service", "nation").with_columns(
        pl.col("name").fill_null(""), pl.col("service").fill_null("shared_lives")
    )
    if frame["nation"].null_count():
        scheme = frame.filter(pl.col("nation").is_null())["scheme_id"][0]
        raise RequestError(f"schemes: the nation of {scheme} is not recorded; fill it in or give --nation")
    groups = frame.sort("nation", "service", "scheme_id").partition_by("nation", "service", maintain_order=True)
    everything = len(groups) == 1 and not request.schemes
    return tuple(
        _Partition(
            nation=group["nation"][0],
            service=group["service"][0],
            schemes=tuple(Scheme(**row) for row in group.iter_rows(named=True)),
            records=records if everything else _of_schemes(records, group["scheme_id"].to_list()),
        )
        for group in groups
    )


def _of_schemes(records: RecordSet, scheme_ids: Sequence[str]) -> RecordSet:
    frames = {name: frame.filter(pl.col("scheme_id").is_in(scheme_ids)) for name, frame in records.frames.items()}
    return replace(records, frames=frames)


def _values(rulebook: Rulebook, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Value]]:
    """The dated values of each bundle, a scheme's own settings put in."""
    unknown = set(settings) - {name for bundle in rulebook.bundles for name in bundle.law.values}
    if unknown:
        override({}, {min(unknown): settings[min(unknown)]})
    return {
        bundle.name: override(
            bundle.law.values, {name: each for name, each in settings.items() if name in bundle.law.values}
        )
        for bundle in rulebook.bundles
    }


def _audit_partition(
    partition: _Partition,
    rules: Sequence[Rule],
    rulebook: Rulebook,
    values: Mapping[str, Mapping[str, Value]],
    as_of: date,
) -> _Outcome:
    clauses = rulebook.clauses_for(partition.nation, partition.service)
    attestable = tuple(clauses)
    records = Records(partition.records, rulebook.views, as_of, partition.nation, attestable)
    compiled: dict[str, list[CompiledRule]] = {}
    results: list[RuleResult] = []
    for rule in rules:
        begun = [clauses[ref] for ref in rule.clauses_in(partition.nation) if ref in clauses]
        if begun and not any(clause.in_force(as_of) for clause in begun):
            results.append(_unrun(rule, rulebook, partition.nation, Outcome.NOT_IN_FORCE, _when_in_force(begun, as_of)))
            continue
        try:
            rows = records.view(rule.about)
            ready = compile_rule(rule, rows, values[rule.bundle], rulebook.clauses, records)
        except NotInForce as reason:
            results.append(_unrun(rule, rulebook, partition.nation, Outcome.NOT_IN_FORCE, str(reason)))
        except Exception as error:
            results.append(_unrun(rule, rulebook, partition.nation, Outcome.ERROR, _said(error)))
        else:
            absent = _absent(ready.reads, partition.records)
            if absent:
                results.append(_result(ready, rulebook, Outcome.NOT_TESTED, why=f"not supplied: {', '.join(absent)}"))
            else:
                compiled.setdefault(rule.about, []).append(ready)
    findings, due = [], []
    collected = _collect_views(records, compiled)
    for name, group in compiled.items():
        frame = collected[name]
        if isinstance(frame, Exception):
            results += [_result(ready, rulebook, Outcome.ERROR, why=_said(frame)) for ready in group]
            continue
        ran = _run_view(frame, records.view(name), rulebook, name, group, len(partition.schemes), partition.records)
        results += ran.rules
        findings += ran.findings
        due += ran.due
    executed = frozenset(result.id for result in results)
    return _Outcome(tuple(results), clauses, tuple(findings), tuple(due), executed)


def _collect_views(
    records: Records, compiled: Mapping[str, Sequence[CompiledRule]]
) -> dict[str, pl.DataFrame | Exception]:
    """Every view with the columns its rules need, all at once; one by one where that fails, to find which it was."""
    queries = {name: _needed(records.view(name), name, records, group) for name, group in compiled.items()}
    try:
        return dict(zip(queries, pl.collect_all(list(queries.values())), strict=True))
    except Exception:
        return {name: _collected(query) for name, query in queries.items()}


def _collected(query: pl.LazyFrame) -> pl.DataFrame | Exception:
    try:
        return query.collect()
    except Exception as error:
        return error


def _needed(rows: Rows, name: str, records: Records, group: Iterable[CompiledRule]) -> pl.LazyFrame:
    view = records.declared(name)
    wanted = {column for ready in group for column in ready.columns}
    wanted |= {view.key, "scheme_id"} | ({"subject_table", "subject_record"} & set(rows.columns))
    companions = [f"{column}?" for column in sorted(rows.doubtful)]
    return rows.frame.select(*sorted(wanted), *companions)


@dataclass(frozen=True)
class _Ran:
    rules: list[RuleResult]
    findings: list[pl.DataFrame]
    due: list[pl.DataFrame]


def _run_view(
    frame: pl.DataFrame,
    rows: Rows,
    rulebook: Rulebook,
    name: str,
    group: Sequence[CompiledRule],
    schemes: int,
    records: RecordSet,
) -> _Ran:
    """All rules of one view in one pass, then a finding for each failing row."""
    view = rulebook.views[name]
    run = failing_rows(Schema(checks=[ready.check for ready in group], name=name), frame)
    counts = _counts(frame, group)
    words = ColumnWords(rows, frame, records.contract)
    results, lazy = [], []
    for ready in group:
        rule_id = ready.rule.id
        if rule_id in run.raised:
            results.append(_result(ready, rulebook, Outcome.ERROR, why=_said(run.raised[rule_id])))
            continue
        tested, unreadable = counts[rule_id]
        failing = run.failing.get(rule_id)
        failed = 0 if failing is None else failing.len()
        outcome, why = _verdict(ready, tested, failed, unreadable, schemes)
        results.append(_result(ready, rulebook, outcome, tested, failed, unreadable, why))
        if failing is not None and failed:
            lazy.append(findings_of(ready, view, rows, frame[failing], words))
    dated = [
        due_of(ready, view, rows, frame) for ready in group if ready.due is not None and ready.rule.id not in run.raised
    ]
    collected = pl.collect_all([*lazy, *dated])
    return _Ran(results, collected[: len(lazy)], collected[len(lazy) :])


def _counts(frame: pl.DataFrame, group: Sequence[CompiledRule]) -> dict[str, tuple[int, int]]:
    """By rule id, how many rows were tested and how many could not be read."""
    sums = {f"tested {ready.rule.id}": ready.applies.sum() for ready in group if ready.applies is not None}
    sums |= {f"unread {ready.rule.id}": ready.in_doubt.sum() for ready in group if ready.in_doubt is not None}
    row = frame.select(**sums).row(0, named=True) if sums else {}
    return {
        ready.rule.id: (
            row.get(f"tested {ready.rule.id}", frame.height) or 0,
            row.get(f"unread {ready.rule.id}", 0) or 0,
        )
        for ready in group
    }


def _verdict(
    ready: CompiledRule, tested: int, failed: int, unreadable: int, schemes: int
) -> tuple[Outcome, str | None]:
    if failed:
        return Outcome.NOT_MET, None
    if unreadable:
        cells = "a cell that could not be read" if unreadable == 1 else "cells that could not be read"
        return Outcome.NOT_TESTED, f"{unreadable} of {tested + unreadable} rest on {cells}; see the data problems"
    if ready.rule.kind is RuleKind.ATTESTATION and tested < schemes:
        return Outcome.JUDGEMENT, "waits for a person's dated statement in `attestations`"
    if not tested:
        return Outcome.NOT_APPLICABLE, "0 of 0: nothing in the records that this applies to"
    return Outcome.MET, None


def _result(
    ready: CompiledRule,
    rulebook: Rulebook,
    outcome: Outcome,
    tested: int = 0,
    failed: int = 0,
    unreadable: int = 0,
    why: str | None = None,
) -> RuleResult:
    rule = ready.rule
    return RuleResult(
        id=rule.id,
        title=rule.title,
        bundle=rule.bundle,
        domain=rulebook.bundle(rule.bundle).domain,
        severity=rule.severity,
        basis=ready.basis,
        clauses=ready.clauses,
        outcome=outcome,
        tested=tested,
        failed=failed,
        unreadable=unreadable,
        why=why,
        fix=rule.fix,
        sure=ready.sure,
    )


def _unrun(rule: Rule, rulebook: Rulebook, nation: str, outcome: Outcome, why: str) -> RuleResult:
    """The result of a rule that could not be made ready."""
    return RuleResult(
        id=rule.id,
        title=rule.title,
        bundle=rule.bundle,
        domain=rulebook.bundle(rule.bundle).domain,
        severity=rule.severity,
        basis=rule.basis or Basis.LAW,
        clauses=rule.clauses_in(nation),
        outcome=outcome,
        tested=0,
        failed=0,
        why=why,
        fix=rule.fix,
        sure=Sure.RECALLED,
    )


def _when_in_force(clauses: Iterable[Clause], as_of: date) -> str:
    clause = next(iter(clauses))
    if clause.begins is not None and as_of < clause.begins:
        return f"in force from {clause.begins}"
    return f"in force until {clause.ends}"


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


def _said(error: Exception) -> str:
    """An error in one line, without the record values that it may quote."""
    first = re.sub(r"\[.*|\".*", "…", str(error).strip().split("\n")[0])
    return f"{type(error).__name__}: {first[:200]}"


def _concatenated(frames: list[pl.DataFrame], schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.concat(frames) if frames else pl.DataFrame(schema=schema)


def _sorted(findings: pl.DataFrame) -> pl.DataFrame:
    """Gravest first, then by rule, scheme and record; a rule's second finding on a record gets an id of its own."""
    ranks = {severity.value: severity.rank for severity in Severity}
    again = pl.int_range(pl.len()).over("id")
    return findings.sort(
        pl.col("severity").replace_strict(ranks, return_dtype=pl.Int8), "rule", "scheme_id", "record_id", "message"
    ).with_columns(id=pl.when(again == 0).then(pl.col("id")).otherwise(pl.format("{}#{}", "id", again + 1)))


def _with_counts(report: PluginReport, rulebook: Rulebook, picked: set[str], executed: frozenset[str]) -> PluginReport:
    bundle = next((bundle for bundle in rulebook.bundles if bundle.name == report.name), None)
    if bundle is None:
        return report
    own = {rule.id for rule in bundle.all_rules}
    return replace(report, rules=len(own), selected=len(own & picked), executed=len(own & executed))


def _incomplete(
    results: Iterable[RuleResult], reports: Iterable[PluginReport], picked: set[str], executed: frozenset[str]
) -> tuple[str, ...]:
    """What did not run: rules in error, plugins that did not load, rules that were picked and never executed."""
    lines = [f"rule {result.id} failed: {result.why}" for result in results if result.outcome is Outcome.ERROR]
    lines += [f"plugin {report.name} did not load: {report.failed}" for report in reports if report.failed]
    lines += [f"rule {rule_id} was selected but did not run" for rule_id in sorted(picked - executed)]
    return tuple(lines)
