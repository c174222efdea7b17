"""A bundle that hangs together has no fault; one that does not is told what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from complianced.model import Outcome
from complianced.plugins.host import Host, load_host
from complianced.rules.rulebook import Bundle
from complianced.testing.cases import read_cases
from complianced.testing.conformance import faults_of
from complianced.testing.faults import Fault
from complianced.testing.scaffold import write_package
from complianced.testing.trials import cases_can_fail

AS_OF = date(2026, 11, 22)
HOST = load_host()
Package = Callable[..., list[Fault]]


def written(out: Path) -> Path:
    """The Python package of a new plugin."""
    if not (out / "complianced-trial").exists():
        write_package("trial", out, nation="england", today=AS_OF)
    return out / "complianced-trial" / "complianced_trial"


def loaded(folder: Path) -> tuple[Host, Bundle]:
    host = load_host(package=folder)
    assert not [report for report in host.failed if report.name == "complianced_trial"], host.failed
    return host, host.rulebook.bundle("trial")


@pytest.fixture
def checked(tmp_path: Path) -> Package:
    """Writes a package, makes the changes (file, old, new) in it, and gives its faults."""

    def check(*changes: tuple[str, str, str], as_of: date = AS_OF) -> list[Fault]:
        folder = written(tmp_path)
        for file, old, new in changes:
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text
            (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        host, bundle = loaded(folder)
        return faults_of(bundle, host.rulebook, host.contract, as_of=as_of)

    return check


def test_a_new_package_has_no_fault(checked: Package) -> None:
    assert checked() == []


RULE = "rules/fitness.py"
CASES = "cases/fitness.yaml"
VALUES = "law/values.yaml"
INSTRUMENT = "law/instruments/trial-policy.yaml"
# Before the value of the template, which begins on 2020-01-01.
EARLIER = """values:
    2010-01-01:
      {value: 24, ends: ENDS, kind: convention, sure: recalled, verified_on: 2026-11-22, review_by: 2027-11-22,
       source: s}
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "fault"),
    [
        (RULE, "trial-policy/1", "trial-policy/9", "rules/fitness.py:8, TRIAL-", "cites trial-policy/9"),
        (RULE, "trial-policy/1", "uksi-2014-2936/9(1)", "trial-policy.yaml:7, trial-policy/1", "no rule cites it"),
        (RULE, "carers_in_role", "carers_in_roll", "rules/fitness.py:8", "there is no view carers_in_roll"),
        (RULE, "found fit on {fitness", "found fit on {fatness", "rules/fitness.py:8", "names {fatness_decided_on}"),
        (RULE, "The carer was", "{name} was", "rules/fitness.py:8", "{name}, which is personal text"),
        (RULE, "law.trial_fitness", "law.trial_fatness", "rules/fitness.py:8", "no law value `trial_fatness_interval`"),
        (RULE, 'col("fitness_', 'col("fatness_', "rules/fitness.py:8", "has no column fatness_decided_on"),
        (RULE, "import polars as pl", "import time\nimport polars as pl", "rules/fitness.py:3", "imports time"),
        (
            RULE,
            "    return col",
            "    date.today()\n    return col",
            "rules/fitness.py:18",
            "reads the clock with today()",
        ),
        (INSTRUMENT, "kind: convention", "kind: custom", "law", "`kind: custom` must be one of"),
        (INSTRUMENT, "how: not_applicable", "how: record", "yaml:11, trial-policy/2", "no rule cites it"),
        (VALUES, "2027-11-22", "2026-11-22", "law/values.yaml:2, trial_fitness_interval", "its review date"),
        (VALUES, "values:\n", EARLIER.replace("ENDS", "2020-01-01"), "values.yaml:2", "two values hold on 2020-01-01"),
        (VALUES, "values:\n", EARLIER.replace("ENDS", "2019-12-30"), "values.yaml:2", "no value holds between"),
        (CASES, "TRIAL-FITNESS-AGAIN", "TRIAL-FATNESS-AGAIN", "cases/fitness.yaml:5", "no rule TRIAL-FATNESS-AGAIN"),
        (CASES, "given: {carers: absent}", "given: {carers: []}", "fitness.yaml:5", "records were not supplied"),
        (CASES, "as_of: 2026-07-01", "as_of: 2026-07-02", "fitness.yaml:5", "no two cases a day apart"),
        (CASES, "as_of: 2026-07-01", "as_of: 2026-06-29", "fails the day after", "the rule says met"),
        (CASES, "then: met", "than: met", "cases", "unknown key `than`"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    checked: Package, file: str, old: str, new: str, where: str, fault: str
) -> None:
    found = checked((file, old, new))
    assert [str(each) for each in found if where in each.where and fault in each.fault] != [], found
    assert all(each.mend for each in found)


def test_values_that_follow_each_other_day_by_day_are_no_fault(checked: Package) -> None:
    assert checked((VALUES, "values:\n", EARLIER.replace("ENDS", "2019-12-31"))) == []


def test_a_value_past_its_day_of_review_is_a_fault_from_the_day_after(checked: Package) -> None:
    assert checked(as_of=date(2027, 11, 22)) == []
    assert [fault.fault for fault in checked(as_of=date(2027, 11, 23))] == ["was to be looked at again by 2027-11-22"]


def test_a_rule_that_depends_on_the_order_of_rows_is_caught(checked: Package) -> None:
    two = (
        "C, status: approved, approved_on: 2020-01-01, fitness_decided_on: 2023-06-30}, {carer_id: D, status: approved,"
    )
    found = checked(
        (RULE, 'col("fitness_decided_on") +', 'col("fitness_decided_on").first() +'),
        (CASES, "C, status: approved,", f"{two}"),
    )
    assert [fault for fault in found if "another order" in fault.fault] != []


def test_an_id_without_the_prefix_or_that_stands_twice_is_named(tmp_path: Path) -> None:
    host, bundle = loaded(written(tmp_path))
    stray = replace(bundle.rules[0], id="OTHER-FITNESS")
    twice = replace(bundle, rules=(*bundle.rules, bundle.rules[0], stray))
    found = [fault.fault for fault in faults_of(twice, host.rulebook, host.contract, as_of=AS_OF, trials=False)]
    assert "the id OTHER-FITNESS does not begin with TRIAL-" in found
    assert "TRIAL-FITNESS-AGAIN is already an id of the rule TRIAL-FITNESS-AGAIN" in found


def test_cases_that_would_not_notice_a_turned_condition_are_a_fault(tmp_path: Path) -> None:
    host, bundle = loaded(written(tmp_path))
    cases = read_cases(bundle)
    idle = tuple(case for case in cases if case.then not in (Outcome.MET, Outcome.NOT_MET))
    for own, faults in ((idle, 1), (tuple(cases), 0)):
        found = list(cases_can_fail(bundle, host.rulebook, host.contract, {bundle.rules[0].id: own}))
        assert len(found) == faults


@pytest.mark.parametrize("bundle", HOST.rulebook.bundles, ids=lambda bundle: bundle.name)
def test_the_built_in_bundles_hang_together(bundle: Bundle) -> None:
    found = faults_of(bundle, HOST.rulebook, HOST.contract, as_of=AS_OF, trials=False)
    assert [str(fault) for fault in found if not fault.warning] == []
