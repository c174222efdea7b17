"""The engine: rulebook × record set × date → audit.

Schemes are taken nation by nation and service by service; what their rules find is put together into one audit in which
every clause in scope has exactly one outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from complianced.law.book import Law
from complianced.law.values import Value, override
from complianced.model import Audit, Clause, Outcome, PluginReport, Problem, RuleResult, Scheme, Severity
from complianced.results import clause_results, merged, with_waivers
from complianced.rules.findings import DUE_SCHEMA, FINDING_SCHEMA
from complianced.rules.rulebook import Rulebook, selected
from complianced.rules.run import Setting, run_rules, said
from complianced.rules.view import Records
from complianced.rules.views.notifications import notifications_of
from complianced.schemas.one_pass import FAULTS
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
class Partition:
    """The schemes of one nation and service, with their records."""

    nation: str
    service: str
    schemes: tuple[Scheme, ...]
    records: RecordSet


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
    partitions = partitions_of(known, request)
    values = values_for(rulebook, request.settings, partitions)
    domains = {bundle.name: bundle.domain.value for bundle in rulebook.bundles}
    narrowed = bool(request.select or request.exclude)
    ran = []
    registers: list[pl.DataFrame] = []
    troubles: list[str] = []
    clauses: dict[str, Clause] = {}
    picked: dict[str, str] = {}
    for partition in partitions:
        progress(f"auditing {partition.service} in {partition.nation} ({len(partition.schemes)})")
        in_scope = rulebook.clauses_for(partition.nation, partition.service)
        rules = selected(
            rulebook.rules_for(partition.nation, partition.service), domains, request.select, request.exclude
        )
        views = Records(partition.records, rulebook.views, request.as_of, partition.nation, tuple(in_scope))
        setting = Setting(rulebook, values, in_scope, views, partition.records, len(partition.schemes))
        ran.append(run_rules(rules, setting))
        if not narrowed:
            register, trouble = _register(rulebook, views, values)
            registers += register
            troubles += trouble
        clauses |= in_scope
        picked |= {rule.id: rule.bundle for rule in rules}
    results = merged(result for each in ran for result in each.rules)
    executed = {result.id for result in results}
    findings = _sorted(_concatenated((frame for each in ran for frame in each.findings), FINDING_SCHEMA))
    findings, waived, results = with_waivers(findings, results, request.waivers, request.as_of)
    reports = tuple(_with_counts(report, picked, executed) for report in plugins)
    return Audit(
        as_of=request.as_of,
        version=version,
        plugins=reports,
        schemes=tuple(scheme for partition in partitions for scheme in partition.schemes),
        rules=results,
        clauses=clause_results(clauses, results, request.as_of, narrowed=narrowed),
        findings=findings,
        waived=waived,
        due=_concatenated((frame for each in ran for frame in each.due), DUE_SCHEMA).sort(
            "due_on", "rule", "scheme_id", "record_id"
        ),
        problems=_that_matter(known.problems, results),
        notifications=pl.concat(registers) if registers else None,
        incomplete=(*known.incomplete, *troubles, *_incomplete(results, reports, set(picked), executed)),
    )


def partitions_of(records: RecordSet, request: Request) -> tuple[Partition, ...]:
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
        raise RequestError(_no_nation(scheme, records.problems))
    groups = frame.sort("nation", "service", "scheme_id").partition_by("nation", "service", maintain_order=True)
    everything = len(groups) == 1 and not request.schemes
    return tuple(
        Partition(
            nation=group["nation"][0],
            service=group["service"][0],
            schemes=tuple(Scheme(**row) for row in group.iter_rows(named=True)),
            records=records if everything else _of_schemes(records, group["scheme_id"].to_list()),
        )
        for group in groups
    )


def _no_nation(scheme: str, problems: Iterable[Problem]) -> str:
    """Why the nation of a scheme is not known: a word that no loaded plugin knows, or none at all."""
    told = [each.problem for each in problems if (each.table, each.column) == ("schemes", "nation")]
    if told:
        return (
            f"{told[0]} A nation beside the four comes with a plugin, and `complianced plugins` lists those there are."
        )
    return f"schemes: the nation of {scheme} is not recorded; fill it in or give --nation"


def _that_matter(problems: Iterable[Problem], results: Iterable[RuleResult]) -> tuple[Problem, ...]:
    """The problems, less the tables and columns that were not supplied and that no rule asked for."""
    asked = {source for result in results for source in result.lacks}
    return tuple(
        each
        for each in problems
        if each.code not in ("missing_table", "missing_column")
        or each.table in asked
        or f"{each.table}.{each.column}" in asked
    )


def _of_schemes(records: RecordSet, scheme_ids: Sequence[str]) -> RecordSet:
    frames = {name: frame.filter(pl.col("scheme_id").is_in(scheme_ids)) for name, frame in records.frames.items()}
    return replace(records, frames=frames)


def values_for(
    rulebook: Rulebook, settings: Mapping[str, Any], partitions: Iterable[Partition]
) -> Mapping[str, Mapping[str, Value]]:
    """The dated values of each bundle that serves the schemes, their own settings put in."""
    if settings:
        known = {name for bundle in rulebook.bundles for name in bundle.law.values}
        override({}, {name: setting for name, setting in settings.items() if name not in known})
    serving = [
        bundle
        for bundle in rulebook.bundles
        if any(bundle.serves(partition.nation, partition.service) for partition in partitions)
    ]
    return {
        bundle.name: override(
            bundle.law.values, {name: each for name, each in settings.items() if name in bundle.law.values}
        )
        for bundle in serving
    }


def _register(
    rulebook: Rulebook, views: Records, values: Mapping[str, Mapping[str, Value]]
) -> tuple[list[pl.DataFrame], list[str]]:
    """The nation's register of notifiable events where its bundle keeps one, and why it could not be made.

    It belongs to a whole audit; one narrowed to some rules has none.
    """
    name = f"notifications_{views.nation}"
    owners = (bundle for bundle in rulebook.bundles if bundle.name in values)
    owner = next((bundle for bundle in owners if any(view.name == name for view in bundle.views)), None)
    if owner is None:
        return [], []
    try:
        return [notifications_of(views.view(name), Law(values[owner.name], views.nation, views.as_of))], []
    except FAULTS as error:
        return [], [f"the register of notifiable events could not be made: {said(error)}"]


def _concatenated(frames: Iterable[pl.DataFrame], schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=schema), *frames])


def _sorted(findings: pl.DataFrame) -> pl.DataFrame:
    """Gravest first, then by rule, scheme and record; a rule's second finding on a record gets an id of its own."""
    ranks = {severity.value: severity.rank for severity in Severity}
    ordered = findings.sort(
        pl.col("severity").replace_strict(ranks, return_dtype=pl.Int8), "rule", "scheme_id", "record_id", "message"
    )
    if ordered["id"].n_unique() == ordered.height:
        return ordered
    again = pl.int_range(pl.len()).over("id")
    return ordered.with_columns(
        id=pl.when(again == 0).then(pl.col("id")).otherwise(pl.format("{}#{}", "id", again + 1))
    )


def _with_counts(report: PluginReport, picked: Mapping[str, str], executed: set[str]) -> PluginReport:
    """The report with its rules selected and executed; attestations come to light with the law that is in scope."""
    own = {rule for rule, bundle in picked.items() if bundle == report.name}
    attested = sum("-ATTEST-" in rule for rule in own)
    return replace(report, rules=report.rules + attested, selected=len(own), executed=len(own & executed))


def _incomplete(
    results: Iterable[RuleResult], reports: Iterable[PluginReport], picked: set[str], executed: set[str]
) -> tuple[str, ...]:
    """What did not run: rules in error, plugins that did not load, rules that were picked and never executed."""
    lines = [f"rule {result.id} failed: {result.why}" for result in results if result.outcome is Outcome.ERROR]
    lines += [f"plugin {report.name} did not load: {report.failed}" for report in reports if report.failed]
    lines += [f"rule {rule_id} was selected but did not run" for rule_id in sorted(picked - executed)]
    return tuple(lines)
