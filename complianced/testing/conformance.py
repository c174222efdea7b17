"""The checks that every bundle must pass, as data: its ids, law, rules, messages, languages and cases hang together.

`CHECKS` read the bundle, `TRIALS` run its cases, several times over. `faults_of` makes all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from complianced.law.book import NotInForce
from complianced.law.lint import framework_faults, status_of, unaccounted_clauses, unknown_citations, value_faults
from complianced.law.yaml_file import LawError
from complianced.rules.compiled import compile_rule
from complianced.rules.rule import ALL_NATIONS, Rule
from complianced.rules.rulebook import Bundle, Rulebook, nations_of
from complianced.rules.run import said
from complianced.schemas.contract import Table
from complianced.schemas.one_pass import FAULTS
from complianced.testing.absence import absent_is_untested
from complianced.testing.belongings import order_fits, plants_fit, public_door
from complianced.testing.cases import CaseError, read_cases
from complianced.testing.completeness import cases_complete
from complianced.testing.faults import Fault, Place, place_in, place_of_clause, place_of_rule
from complianced.testing.inspected import Inspected, inspect
from complianced.testing.languages import languages_whole
from complianced.testing.messages import messages_fit
from complianced.testing.purity import nothing_from_outside
from complianced.testing.trials import cases_hold, cases_leave_empty, cases_notice, cases_notice_when, order_is_nothing

_PREFIX = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")


@dataclass(frozen=True)
class Check:
    """One thing that a bundle must hold to: its name in reports, what it asks, and the faults it finds."""

    name: str
    ask: Callable[[Inspected], Iterable[Fault]]

    @property
    def about(self) -> str:
        """What it asks, in a sentence."""
        return (self.ask.__doc__ or "").strip().split("\n")[0]

    def faults(self, inspected: Inspected) -> list[Fault]:
        """What it finds in a bundle, each fault once and with the check's name."""
        return list(dict.fromkeys(replace(fault, check=self.name) for fault in self.ask(inspected)))


def faults_of(
    bundle: Bundle,
    rulebook: Rulebook,
    contract: Mapping[str, Table],
    *,
    as_of: date,
    trials: bool = True,
    progress: Callable[[str], None] | None = None,
) -> list[Fault]:
    """Everything wrong with a bundle that is part of the rulebook, warnings last. Empty when all is well.

    Values must not be past their review date on `as_of`. Without `trials` the cases are read and not run.
    """
    unread = unreadable(bundle)
    if unread:
        return unread
    tell = progress or (lambda _words: None)
    inspected = inspect(bundle, rulebook, contract, as_of, tell)
    found = []
    for check in (*CHECKS, *TRIALS) if trials else CHECKS:
        tell(f"{bundle.title}: {check.name}")
        found += check.faults(inspected)
    return sorted(found, key=lambda fault: fault.warning)


def unreadable(bundle: Bundle) -> list[Fault]:
    """What keeps the law or the cases of a bundle from being read at all."""
    folder, mend = bundle.folder.name, "Put it right; nothing else was checked."
    try:
        bundle.law.read_all()
    except LawError as error:
        return [Fault(Place(f"{folder}/law"), str(error), mend, check="law")]
    try:
        read_cases(bundle)
    except CaseError as error:
        return [Fault(Place(f"{folder}/cases/{error.file}", error.line), error.what, mend, check="cases")]
    except LawError as error:
        return [Fault(Place(f"{folder}/cases"), str(error), mend, check="cases")]
    return []


def ids(inspected: Inspected) -> Iterator[Fault]:
    """Ids begin with the bundle's prefix and nobody else has them; `make_rule` refuses one that is not well formed."""
    bundle = inspected.bundle
    if not _PREFIX.fullmatch(bundle.prefix):
        where = Place(f"{bundle.folder.name}/__init__.py")
        yield Fault(where, f"the prefix {bundle.prefix!r} is not in capitals", "Change it.")
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
            where = place_in(bundle, f"law/frameworks/{framework.id}.yaml", "groups").within(fault.where)
            yield Fault(where, fault.fault, fault.mend)
    for line in status_of({}, {bundle.name: bundle.law.values}, inspected.as_of):
        if line.review_by is not None and line.review_by < inspected.as_of:
            yield Fault(
                _place_of_value(line.where, bundle),
                f"was to be looked at again by {line.review_by}",
                "Read its source again; write the day in `verified_on` and the next in `review_by`.",
            )


def _place_of_value(named: str, bundle: Bundle) -> Place:
    """File and line of a value that the law's own checks name as `bundle, value` or `bundle, value, nation`."""
    _, name, *nation = named.split(", ")
    return place_in(bundle, "law/values.yaml", name).within(", ".join((name, *nation)))


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
                if set(rule.placeholders) - {"due_on"} <= set(rows.columns):
                    _make_ready(rule, nation, inspected)
            except FAULTS as error:
                yield Fault(where, f"cannot run in {nation}: {said(error)}", "Correct the rule, or the value it reads.")


def _make_ready(rule: Rule, nation: str, inspected: Inspected) -> None:
    """Raises whatever the rule raises when it is made ready over no records."""
    records = inspected.empty(nation, inspected.day_for(rule))
    values = inspected.rulebook.bundle(rule.bundle).law.values
    with suppress(NotInForce):
        compile_rule(rule, records.view(rule.about), values, inspected.rulebook.clauses, records)


CHECKS = (
    Check("ids", ids),
    Check("citations", citations),
    Check("law", law_data),
    Check("rules", rules_fit),
    Check("messages", messages_fit),
    Check("languages", languages_whole),
    Check("purity", nothing_from_outside),
    Check("completeness", cases_complete),
    Check("door", public_door),
    Check("plants", plants_fit),
    Check("themes", order_fits),
)
TRIALS = (
    Check("cases", cases_hold),
    Check("order", order_is_nothing),
    Check("absence", absent_is_untested),
    Check("mutation", cases_notice),
    Check("denominator", cases_notice_when),
    Check("recording", cases_leave_empty),
)
