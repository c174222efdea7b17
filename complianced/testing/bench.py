"""Where cases are tried many times over: rules run over one small record set, with no audit around them.

`run_case` (in `cases.py`) asks a whole audit, as a user would. The trials of a bundle ask thousands of times, so the
bench keeps what does not change from case to case, and runs variants of a rule beside it over the same views.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from complianced.engine import Request, partitions_of, values_for
from complianced.model import Clause, RuleResult
from complianced.results import merged
from complianced.rules.compiled import compile_rule
from complianced.rules.findings import DUE_SCHEMA, FINDING_SCHEMA
from complianced.rules.rows import Sources
from complianced.rules.rule import Rule
from complianced.rules.rulebook import Rulebook
from complianced.rules.run import Setting, run_rules
from complianced.rules.view import Records
from complianced.schemas.recordset import RecordSet
from complianced.schemas.timing import as_known_on
from complianced.testing.cases import Case, CaseRun, no_such_rule, run_from


@dataclass(frozen=True)
class _Scope:
    """What applies to the schemes of one nation and service."""

    rules: Mapping[str, Rule]
    clauses: Mapping[str, Clause]


class Bench:
    """Runs the rules of a rulebook over the records of cases."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._scopes: dict[tuple[str, str], _Scope] = {}

    def run(self, case: Case, records: RecordSet) -> CaseRun:
        """What the case's rule says of the records. Raises CaseError for a rule that is not there."""
        return self.run_beside(case, records, {})[case.rule]

    def run_beside(self, case: Case, records: RecordSet, variants: Mapping[str, Rule]) -> dict[str, CaseRun]:
        """What the case's rule says, by its id, and what variants of it say, by their names.

        Raises CaseError for a rule that is not there.
        """
        named = {f"{rule.id} {name}": replace(rule, id=f"{rule.id} {name}") for name, rule in variants.items()}
        results: list[RuleResult] = []
        findings, due = [pl.DataFrame(schema=FINDING_SCHEMA)], [pl.DataFrame(schema=DUE_SCHEMA)]
        for rule, setting in self._settings(case, records):
            ran = run_rules([rule, *named.values()], setting)
            results += ran.rules
            findings += ran.findings
            due += ran.due
        found, dated = pl.concat(findings), pl.concat(due)
        runs = {result.id: run_from(result, found, dated) for result in merged(results)}
        if case.rule not in runs:
            raise no_such_rule(case)
        return {case.rule: runs[case.rule]} | {name: runs[f"{rule.id} {name}"] for name, rule in variants.items()}

    def reads(self, case: Case, records: RecordSet) -> Sources:
        """The tables and record columns that the case's rule rests on. Raises whatever the rule raises."""
        found: Sources = frozenset()
        for rule, setting in self._settings(case, records):
            rows = setting.records.view(rule.about)
            values = setting.values[rule.bundle]
            found |= compile_rule(rule, rows, values, setting.clauses, setting.records).reads
        return found

    def _settings(self, case: Case, records: RecordSet) -> Iterator[tuple[Rule, Setting]]:
        """The case's rule in each nation and service of the records in which it runs, with its setting."""
        request = Request(as_of=case.as_of, settings=case.settings)
        if "schemes" not in records.supplied:
            request = replace(request, nation=case.nation)
        parts = partitions_of(as_known_on(records, case.as_of), request)
        if not records.supplied.get("schemes"):
            # Nobody can tell the service from such records; the case says it.
            parts = tuple(replace(part, service=case.service) for part in parts)
        values = values_for(self.rulebook, case.settings, parts)
        for part in parts:
            scope = self._scope(part.nation, part.service)
            rule = scope.rules.get(case.rule)
            if rule is not None:
                views = Records(part.records, self.rulebook.views, case.as_of, part.nation, tuple(scope.clauses))
                yield rule, Setting(self.rulebook, values, scope.clauses, views, part.records, len(part.schemes))

    def _scope(self, nation: str, service: str) -> _Scope:
        if (nation, service) not in self._scopes:
            rules = {rule.id: rule for rule in self.rulebook.rules_for(nation, service)}
            self._scopes[nation, service] = _Scope(rules, self.rulebook.clauses_for(nation, service))
        return self._scopes[nation, service]
