"""The summary that an audit prints: what stands where, what to fix first, what could not be tested and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from complianced.cli.common import console, counted, listed
from complianced.model import Audit, Basis, Outcome, RuleResult, Severity
from complianced.reports.said import joined
from complianced.reports.words import ENGLISH, Language, nation_name

_STYLES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "red", Severity.MINOR: "yellow", Severity.ADVICE: "cyan"}
_OUTCOME_WORDS = {
    Outcome.MET: "met",
    Outcome.NOT_MET: "not met",
    Outcome.NOT_TESTED: "not tested",
    Outcome.JUDGEMENT: "wait for judgement",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.NOT_IN_FORCE: "not in force",
    Outcome.WAIVED: "waived",
    Outcome.ERROR: "in error",
}
_FIX_FIRST = 10


def print_summary(
    audit: Audit, written: Sequence[Path], *, verbose: bool, stderr: bool, language: Language = ENGLISH
) -> None:
    """Prints the summary to stdout, or to stderr where stdout carries the data itself."""
    out = console(stderr=stderr)
    _heading(out, audit, language)
    _by_domain(out, audit, language)
    _fix_first(out, audit, language, verbose=verbose)
    _untested(out, audit, language, verbose=verbose)
    _problems(out, audit, language, verbose=verbose)
    _plugins(out, audit)
    for path in written:
        out.print(language.say("Written: {path}", path=path))


def _heading(out: Console, audit: Audit, language: Language) -> None:
    say = language.say
    schemes = listed([scheme.name or scheme.scheme_id for scheme in audit.schemes], 3)
    nations = joined(", ", sorted({say(nation_name(scheme.nation)) for scheme in audit.schemes}))
    day = language.day(audit.as_of)
    out.print(Text(say("{schemes} ({nations}), as of {day}", schemes=schemes, nations=nations, day=day), style="bold"))
    counts = Counter(result.outcome for result in audit.clauses)
    parts = [
        say("{n} {words}", n=counts[outcome], words=say(words))
        for outcome, words in _OUTCOME_WORDS.items()
        if counts[outcome]
    ]
    clauses = language.count(len(audit.clauses), "clause", "clauses")
    out.print(say("Of {clauses}: {outcomes}.", clauses=clauses, outcomes=joined(", ", parts)))
    out.print()


def _by_domain(out: Console, audit: Audit, language: Language) -> None:
    say = language.say
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(say("domain"))
    for severity in Severity:
        table.add_column(say(severity.value), justify="right")
    table.add_column(say("rules met"), justify="right")
    domains: dict[str, list[RuleResult]] = {}
    for rule in audit.rules:
        domains.setdefault(rule.domain.value, []).append(rule)
    for domain, rules in sorted(domains.items()):
        failed: Counter[Severity] = Counter()
        for rule in rules:
            failed[rule.severity] += rule.failed
        met = sum(rule.outcome is Outcome.MET for rule in rules)
        tested = sum(rule.outcome in (Outcome.MET, Outcome.NOT_MET) for rule in rules)
        cells = [_number(failed[severity], severity) for severity in Severity]
        met_of = say("{failed} of {tested}", failed=met, tested=tested)
        table.add_row(say(domain.replace("_", " ")), *cells, met_of)
    out.print(table)
    out.print()


def _number(number: int, severity: Severity) -> Text:
    return Text(f"{number:,}" if number else "·", style=_STYLES[severity] if number else "dim")


def _fix_first(out: Console, audit: Audit, language: Language, *, verbose: bool) -> None:
    say = language.say
    failing = sorted(
        (rule for rule in audit.rules if rule.outcome is Outcome.NOT_MET),
        key=lambda rule: (rule.severity.rank, list(Basis).index(rule.basis), -rule.failed, rule.id),
    )
    if not failing:
        out.print(say("Nothing found in what was tested."), style="bold green")
        out.print()
        return
    out.print(say("To fix first"), style="bold")
    shown = failing if verbose else failing[:_FIX_FIRST]
    records = dict(audit.findings.group_by("rule").agg("record_id").iter_rows())
    for rule in shown:
        where = listed(sorted(records.get(rule.id, [])), 1000 if verbose else 4)
        line = Text(f"  {say(rule.severity.value):<9}", style=_STYLES[rule.severity])
        line.append(f"{rule.id}", style="bold")
        basis, part = say(rule.basis.value.replace("_", " ")), {"failed": rule.failed, "tested": rule.tested}
        line.append(
            say("  {part}, {basis}: {where}", part=say("{failed} of {tested}", **part), basis=basis, where=where)
        )
        out.print(line)
        if language.tag != ENGLISH.tag:
            out.print(Padding(Text(language.title(rule)), (0, 0, 0, 11)))
        out.print(Padding(Text(language.fix(rule)), (0, 0, 0, 11)))
    if len(failing) > len(shown):
        more = language.count(len(failing) - len(shown), "more rule", "more rules")
        out.print(say("  and {more} not met; -v shows all", more=more))
    out.print()


def _untested(out: Console, audit: Audit, language: Language, *, verbose: bool) -> None:
    say = language.say
    untested = [rule for rule in audit.rules if rule.outcome in (Outcome.NOT_TESTED, Outcome.ERROR)]
    if not untested:
        return
    rules = language.count(len(untested), "rule", "rules")
    out.print(say("Not tested: {rules}", rules=rules), style="bold")
    reasons = Counter(rule.why or "" for rule in untested)
    for why, number in reasons.most_common(None if verbose else 8):
        out.print(Padding(Text(f"{counted(number, 'rule')}: {why}"), (0, 0, 0, 2)))
    if not verbose and len(reasons) > 8:
        out.print(f"  and {counted(len(reasons) - 8, 'more reason')}; -v shows all")
    out.print()


def _problems(out: Console, audit: Audit, language: Language, *, verbose: bool) -> None:
    say = language.say
    if not audit.problems:
        return
    out.print(say("Data problems: {n}", n=f"{len(audit.problems):,}"), style="bold")
    for problem in audit.problems if verbose else audit.problems[:5]:
        out.print(Padding(Text(problem.problem), (0, 0, 0, 2)))
    if not verbose and len(audit.problems) > 5:
        out.print(f"  and {len(audit.problems) - 5:,} more; -v shows all, and so does findings.json")
    out.print()


def _plugins(out: Console, audit: Audit) -> None:
    loaded = sum(report.rules for report in audit.plugins)
    selected = sum(report.selected for report in audit.plugins)
    executed = sum(report.executed for report in audit.plugins)
    out.print(
        f"{counted(len(audit.plugins), 'plugin')}: {counted(loaded, 'rule')} loaded, {selected:,} selected for these "
        f"schemes, {executed:,} executed.",
        style="dim",
    )
    for line in audit.incomplete:
        out.print(Text(f"INCOMPLETE: {line}", style="bold red"))
