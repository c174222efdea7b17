"""The checks that every bundle must pass, as data: its ids, law, rules, messages and cases hang together.

`CHECKS` read the bundle; `TRIALS` (in `trials.py`) run its cases, several times over. `faults_of` makes all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

import polars as pl

from complianced.law.book import NotInForce
from complianced.law.lint import framework_faults, status_of, unaccounted_clauses, unknown_citations, value_faults
from complianced.law.yaml_file import LawError
from complianced.rules.compiled import compile_rule
from complianced.rules.findings import ColumnWords
from complianced.rules.rows import Rows
from complianced.rules.rule import ALL_NATIONS, Rule, RuleKind
from complianced.rules.rulebook import Bundle, Rulebook, nations_of
from complianced.rules.run import said
from complianced.schemas.contract import Table
from complianced.schemas.one_pass import FAULTS
from complianced.testing.cases import Case, CaseError, read_cases
from complianced.testing.completeness import cases_complete
from complianced.testing.faults import Fault, place_in, place_of_clause, place_of_rule
from complianced.testing.inspected import Inspected
from complianced.testing.purity import outside_faults
from complianced.testing.trials import TRIALS

_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


Check = Callable[[Inspected], Iterable[Fault]]


def faults_of(
    bundle: Bundle, rulebook: Rulebook, contract: Mapping[str, Table], *, as_of: date, trials: bool = True
) -> list[Fault]:
    """Everything wrong with a bundle that is part of the rulebook, warnings last. Empty when all is well.

    Values must not be past their review date on `as_of`. Without `trials` the cases are read and not run.
    """
    unread = _unreadable_law(bundle)
    if unread:
        return unread
    try:
        cases = read_cases(bundle)
    except (CaseError, LawError) as error:
        where = f"{bundle.folder.name}/cases"
        return [Fault(where, str(error), "Write the case as complianced/testing/cases.py says.")]
    by_rule: dict[str, tuple[Case, ...]] = {}
    for case in cases:
        by_rule[case.rule] = (*by_rule.get(case.rule, ()), case)
    inspected = Inspected(bundle, rulebook, contract, as_of, by_rule)
    found = [fault for check in CHECKS for fault in check(inspected)]
    if trials:
        found += [fault for trial in TRIALS for fault in trial(bundle, rulebook, contract, by_rule)]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.warning)


def _unreadable_law(bundle: Bundle) -> list[Fault]:
    try:
        bundle.law.read_all()
    except LawError as error:
        return [Fault(f"{bundle.folder.name}/law", str(error), "Put it right; nothing else was checked.")]
    return []


def ids(inspected: Inspected) -> Iterator[Fault]:
    """Ids begin with the bundle's prefix and nobody else has them; `make_rule` refuses one that is not well formed."""
    bundle = inspected.bundle
    if not _PREFIX.fullmatch(bundle.prefix):
        yield Fault(
            f"{bundle.folder.name}/__init__.py", f"the prefix {bundle.prefix!r} is not in capitals", "Change it."
        )
    taken = {
        name: other.title
        for other in inspected.rulebook.bundles
        if other.name != bundle.name
        for rule in other.rules
        for name in (rule.id, *rule.formerly)
    }
    for rule in bundle.rules:
        where = place_of_rule(rule, bundle)
        if not rule.id.startswith(f"{bundle.prefix}-"):
            yield Fault(where, f"the id {rule.id} does not begin with {bundle.prefix}-", "Rename it.")
        for name in (rule.id, *rule.formerly):
            if name in taken:
                yield Fault(where, f"{name} is already an id of {taken[name]}", "Choose another.")
            taken[name] = f"the rule {rule.id}"


def citations(inspected: Inspected) -> Iterator[Fault]:
    """Every rule cites clauses that are there, in nations that the bundle serves, and every clause has its rule."""
    bundle, clauses = inspected.bundle, inspected.rulebook.clauses
    for rule in bundle.rules:
        where = place_of_rule(rule, bundle)
        refs = [ref for cited in rule.clauses.values() for ref in cited]
        for missing in unknown_citations({rule.id: dict.fromkeys(refs)}, clauses):
            yield Fault(where, missing.fault, missing.mend)
        for nation in rule.clauses:
            if nation != ALL_NATIONS and nation not in bundle.nations:
                yield Fault(where, f"cites a clause in {nation}, which the bundle does not serve", "Add the nation.")
    cited = frozenset(
        ref
        for other in inspected.rulebook.bundles
        for rule in other.rules
        for refs in rule.clauses.values()
        for ref in refs
    )
    for lost in unaccounted_clauses(bundle.law.clauses, cited):
        yield Fault(place_of_clause(lost.where, bundle), lost.fault, lost.mend)


def law_data(inspected: Inspected) -> Iterator[Fault]:
    """Values have no gap, no overlap and a day of review still to come; frameworks point at clauses that are there."""
    bundle = inspected.bundle
    for fault in value_faults(bundle.name, bundle.law.values):
        yield Fault(_place_of_value(fault.where, bundle), fault.fault, fault.mend)
    for framework in bundle.law.frameworks:
        for fault in framework_faults(framework, inspected.rulebook.clauses):
            path = f"law/frameworks/{framework.id}.yaml"
            yield Fault(f"{bundle.folder.name}/{path}, {fault.where}", fault.fault, fault.mend)
    for line in status_of({}, {bundle.name: bundle.law.values}, inspected.as_of):
        if line.review_by is not None and line.review_by < inspected.as_of:
            yield Fault(
                _place_of_value(line.where, bundle),
                f"was to be looked at again by {line.review_by}",
                "Read its source again; write the day in `verified_on` and the next in `review_by`.",
            )


def _place_of_value(named: str, bundle: Bundle) -> str:
    """File and line of a value that the law's own checks name as `bundle, value` or `bundle, value, nation`."""
    _, name, *nation = named.split(", ")
    return ", ".join((place_in(bundle, "law/values.yaml", name), name, *nation))


def rules_fit(inspected: Inspected) -> Iterator[Fault]:
    """Every rule can be made ready in each of its nations: its view, columns and values are there."""
    for rule in inspected.bundle.rules:
        where = place_of_rule(rule, inspected.bundle)
        if rule.about not in inspected.rulebook.views:
            yield Fault(where, f"there is no view {rule.about}", "Correct `about`, or add the view to `views/`.")
            continue
        for nation in nations_of(rule, inspected.bundle):
            try:
                rows = inspected.empty(nation, inspected.day_for(rule)).view(rule.about)
                yield from _message_faults(rule, rows, where, inspected.contract)
                if set(rule.placeholders) - {"due_on"} <= set(rows.columns):
                    _make_ready(rule, nation, inspected)
            except FAULTS as error:
                yield Fault(where, f"cannot run in {nation}: {said(error)}", "Correct the rule, or the value it reads.")


def _message_faults(rule: Rule, rows: Rows, where: str, contract: Mapping[str, Table]) -> Iterator[Fault]:
    words = ColumnWords(rows, pl.DataFrame(schema=rows.frame.collect_schema()), contract)
    for name in rule.placeholders:
        if name == "due_on" and rule.kind is RuleKind.DEADLINE:
            continue
        if name not in rows.columns:
            yield Fault(where, f"the message names {{{name}}}, which {rule.about} does not have", "Name a column.")
        elif words.is_personal(name):
            words_said = f"the message names {{{name}}}, which is personal text and prints as `recorded`"
            yield Fault(where, words_said, "Leave it out of `says` where that says nothing.", warning=True)


def _make_ready(rule: Rule, nation: str, inspected: Inspected) -> None:
    """Raises whatever the rule raises when it is made ready over no records."""
    records = inspected.empty(nation, inspected.day_for(rule))
    values = inspected.rulebook.bundle(rule.bundle).law.values
    with suppress(NotInForce):
        compile_rule(rule, records.view(rule.about), values, inspected.rulebook.clauses, records)


def nothing_from_outside(inspected: Inspected) -> Iterable[Fault]:
    """Rules and views read no clock, no network and no files."""
    return outside_faults(inspected.bundle)


CHECKS: tuple[Check, ...] = (ids, citations, law_data, rules_fit, nothing_from_outside, cases_complete)
