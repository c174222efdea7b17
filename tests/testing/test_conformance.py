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
from complianced.testing.conformance import faults_of
from complianced.testing.faults import Fault
from complianced.testing.inspected import inspect
from complianced.testing.scaffold import write_package
from complianced.testing.trials import cases_notice

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
    """Writes a package, makes the changes (file, old, new) in it, and gives its faults.

    What is to stand in the place of nothing is a new file.
    """

    def check(*changes: tuple[str, str, str], as_of: date = AS_OF) -> list[Fault]:
        folder = written(tmp_path)
        for file, old, new in changes:
            (folder / file).parent.mkdir(exist_ok=True)
            text = (folder / file).read_text(encoding="utf-8") if old else ""
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
PACK = "law/pack.yaml"
PLANTS = "plants.yaml"
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
        (RULE, "trial-policy/1", "trial-policy/9", "rules/fitness.py:7, TRIAL-", "cites trial-policy/9"),
        (RULE, "trial-policy/1", "uksi-2014-2936/9(1)", "trial-policy.yaml:7, trial-policy/1", "no rule cites it"),
        (RULE, "carers_in_role", "carers_in_roll", "rules/fitness.py:7", "there is no view carers_in_roll"),
        (RULE, "found fit on {fitness", "found fit on {fatness", "rules/fitness.py:7", "names {fatness_decided_on}"),
        (RULE, "The carer was", "{name} was", "rules/fitness.py:7", "{name}, which is personal text"),
        (RULE, "law.trial_fitness", "law.trial_fatness", "rules/fitness.py:7", "no law value `trial_fatness_interval`"),
        (RULE, 'col("fitness_', 'col("fatness_', "rules/fitness.py:7", "has no column fatness_decided_on"),
        (RULE, "{fitness_decided_on};", "{{fitness_decided_on}};", "fitness.py:7", "has `{{fitness_decided_on}}`"),
        (RULE, "The carer was", "The {carer or not} was", "fitness.py:7", "has `{carer or not}`"),
        (RULE, "The carer was", "The {} carer was", "fitness.py:7", "has `{}`"),
        (RULE, "decide, and date", "decide {due_on}, and date", "fitness.py:7", "the fix has a brace"),
        (INSTRUMENT, "kind: convention", "kind: custom", "law", "`kind: custom` must be one of"),
        (INSTRUMENT, "how: not_applicable", "how: record", "yaml:11, trial-policy/2", "no rule cites it"),
        (VALUES, "2027-11-22", "2026-11-22", "law/values.yaml:2, trial_fitness_interval", "its review date"),
        (VALUES, "values:\n", EARLIER.replace("ENDS", "2020-01-01"), "values.yaml:2", "two values hold on 2020-01-01"),
        (VALUES, "values:\n", EARLIER.replace("ENDS", "2019-12-30"), "values.yaml:2", "no value holds between"),
        (CASES, "TRIAL-FITNESS-AGAIN", "TRIAL-FATNESS-AGAIN", "cases/fitness.yaml:5", "no rule TRIAL-FATNESS-AGAIN"),
        (CASES, "given: {carers: absent}", "given: {carers: []}", "fitness.yaml:5", "records were not supplied"),
        (CASES, "as_of: 2026-07-01", "as_of: 2026-07-02", "fitness.yaml:5", "no two cases a day apart"),
        (CASES, "as_of: 2026-07-01", "as_of: 2026-06-29", "fitness.yaml:12, TRIAL-", "the rule says met"),
        (
            RULE,
            "import polars as pl",
            "import complianced.engine\nimport polars as pl",
            "fitness.py:3",
            "which is not pub",
        ),
        (PLANTS, "TRIAL-FITNESS-AGAIN", "TRIAL-FATNESS-AGAIN", "plants.yaml:2", "there is no rule TRIAL-FATNESS-AGAIN"),
        (PACK, "topics: [fitness]", "topics: [fatness]", "pack.yaml:5", "names the topic fatness"),
        (PACK, "tables: [carers]", "tables: [carer]", "pack.yaml:5", "names the table carer"),
        (PACK, "themes:", "order: {bored: [cover]}\nthemes:", "pack.yaml:4, bored", "is no audience"),
        (PACK, "themes:", "order: {board: [lid]}\nthemes:", "pack.yaml:4, board", "names the section lid"),
        (CASES, "then: met", "than: met", "fitness.yaml:6", "unknown key `than`"),
        (CASES, "then: met", "then: kept", "fitness.yaml:6", "'kept' is not a valid Outcome"),
        (CASES, "    then: met\n", "", "fitness.yaml:6", "`then` is missing"),
        (CASES, "as_of: 2026-06-30\n", "\n", "fitness.yaml:6", "`as_of` is missing"),
        (CASES, "TRIAL-FITNESS-AGAIN:", "TRIAL-FITNESS-AGAIN: []\nTRIAL-FITNESS-AGAIN:", "yaml:6", "stands twice"),
        (CASES, "TRIAL-FITNESS-AGAIN:", "TRIAL-FITNESS-NEVER: later\nTRIAL-FITNESS-AGAIN:", "yaml:5", "must be a list"),
        (
            CASES,
            "it: fails the day after",
            "nation: wales\n    it: fails",
            "fitness.yaml:12",
            "no such rule for shared",
        ),
        (CASES, "{status: ended", "{statis: ended", "fitness.yaml:19", "carers has no column statis"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    checked: Package, file: str, old: str, new: str, where: str, fault: str
) -> None:
    found = checked((file, old, new))
    assert [str(each) for each in found if where in str(each.where) and fault in each.fault] != [], found
    assert all(each.mend and each.check for each in found)


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


def test_an_order_that_is_neither_forwards_nor_backwards_is_tried_too(checked: Package) -> None:
    late = ", ".join(f"{{carer_id: L{number}, status: approved, approved_on: 2020-01-01}}" for number in range(9))
    last = "{carer_id: Z, status: approved, approved_on: 2020-01-01, fitness_decided_on: 2023-06-30}"
    found = checked(
        (RULE, 'col("fitness_decided_on") +', 'col("fitness_decided_on").first() +'),
        (CASES, "2023-06-30}]}", f"2023-06-30}}, {late}, {last}]}}"),
    )
    # The first row and the last are alike, so that only a shuffle shows it.
    shown = {fault.where.line for fault in found if fault.check == "order"}
    assert 9 in shown


def test_cases_that_would_not_notice_a_turned_condition_are_a_fault(tmp_path: Path) -> None:
    host, bundle = loaded(written(tmp_path))
    inspected = inspect(bundle, host.rulebook, host.contract, AS_OF)
    rule = bundle.rules[0].id
    cases = inspected.cases[rule]
    idle = tuple(case for case in cases if case.then not in (Outcome.MET, Outcome.NOT_MET))
    for own, faults in ((idle, 1), (cases, 0)):
        assert len(list(cases_notice(replace(inspected, cases={rule: own})))) == faults


def test_a_when_that_no_case_shows_is_a_warning(checked: Package) -> None:
    when = (RULE, 'severity="minor",', 'severity="minor",\n    when=col("approved_on") >= pl.date(2020, 1, 1),')
    assert [(str(fault.where), fault.fault, fault.warning) for fault in checked(when)] == [
        ("complianced_trial/rules/fitness.py:7, TRIAL-FITNESS-AGAIN",
         "with its `when` left out, all its cases still pass", True)
    ]  # fmt: skip


def test_a_when_that_a_case_shows_is_no_fault(checked: Package) -> None:
    early = "with: {carers: {approved_on: 2019-12-31, fitness_decided_on: null}}"
    outside = f"  - it: is not asked of early carers\n    {early}\n"
    assert checked(
        (RULE, 'severity="minor",', 'severity="minor",\n    when=col("approved_on") >= pl.date(2020, 1, 1),'),
        (CASES, "  - it: says so when", f"{outside}    then: not_applicable\n  - it: says so when"),
    ) == []  # fmt: skip


def test_a_rule_that_no_case_shows_without_its_date_is_warned_of(checked: Package) -> None:
    found = checked((CASES, "fitness_decided_on: null", "fitness_decided_on: 2020-01-01"))
    assert [(str(fault.where), fault.fault, fault.warning) for fault in found] == [
        ("complianced_trial/cases/fitness.yaml:5, TRIAL-FITNESS-AGAIN",
         "has no case in which fitness_decided_on is not recorded", True)
    ]  # fmt: skip


VIEW = """from dataclasses import replace

from complianced.api import Records, Rows, col, view


@view("carers_by_review", table="carers", key="carer_id")
def carers_by_review(records: Records) -> Rows:
    \"\"\"One row per carer in role, with the day of the last review.\"\"\"
    reviews = records["carer_reviews"]
    rows = records.view("carers_in_role").attach(reviews, "carer_id", reviewed_on=col("held_on").max())
    return ROWS
"""
REVIEWED = (
    (RULE, "carers_in_role", "carers_by_review"),
    (RULE, 'col("fitness_decided_on")', 'col("reviewed_on")'),
    (CASES, ", fitness_decided_on: 2023-06-30}]}", "}], carer_reviews: [{held_on: 2023-06-30}]}"),
    (CASES, "{carers: {fitness_decided_on: 2026-01-15}}", "{carer_reviews: {held_on: 2026-01-15}}"),
    (CASES, "{carers: {fitness_decided_on: null}}", "{carer_reviews: {held_on: null}}"),
)


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("rows", None),
        (
            "replace(rows, sources={**rows.sources, 'reviewed_on': frozenset()})",
            "not_met without what it does not name",
        ),
        ("rows if reviews.frame.collect().height else rows.pick()", "without carer_reviews it is error in england"),
    ],
)
def test_what_a_view_is_made_from_is_taken_away(checked: Package, rows: str, fault: str | None) -> None:
    found = [each for each in checked(("views/carers.py", "", VIEW.replace("ROWS", rows)), *REVIEWED)
             if each.check == "absence"]  # fmt: skip
    assert [each.fault for each in found if fault and fault in each.fault] != [] if fault else found == []
    assert all(each.where.what == "TRIAL-FITNESS-AGAIN" for each in found)


@pytest.mark.parametrize("bundle", HOST.rulebook.bundles, ids=lambda bundle: bundle.name)
def test_the_built_in_bundles_hang_together(bundle: Bundle) -> None:
    found = faults_of(bundle, HOST.rulebook, HOST.contract, as_of=AS_OF, trials=False)
    assert [str(fault) for fault in found if not fault.warning] == []


def test_a_built_in_bundle_stands_all_trials() -> None:
    bundle = HOST.rulebook.bundle("outcomes")
    found = faults_of(bundle, HOST.rulebook, HOST.contract, as_of=AS_OF)
    assert [str(fault) for fault in found if not fault.warning] == []
