"""Absent records leave exactly the rules that read them untested; what did not run never reads as a pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from complianced.api import Law, Rule, col, deadline, rule
from complianced.engine import Request, RequestError, run_audit
from complianced.law.book import LawBook
from complianced.model import Audit, Domain, Outcome
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.views import SHARED_VIEWS
from complianced.schemas.registry import CONTRACT
from complianced.testing.records import records_from
from complianced.waivers import Waiver

TODAY = date(2026, 11, 22)


@rule(
    "T-TENURE",
    about="carers_in_role",
    clauses="act/1",
    severity="minor",
    says="Tenure: {tenure}",
    fix="Record the tenure.",
)
def tenure_recorded(_law: Law) -> pl.Expr:
    """The tenure of the home is recorded."""
    return col("tenure").is_not_null()


@deadline(
    "T-REVIEW",
    about="carers_in_role",
    clauses="act/2",
    severity="major",
    says="Last review {last_review_on}; due {due_on}",
    fix="Hold the review.",
)
def reviewed(law: Law) -> pl.Expr:
    """A carer is reviewed every year."""
    return col("last_review_on") + law.carer_review


@rule("T-RAISES", about="carers_in_role", clauses="act/3", severity="critical", says="x", fix="x")
def raises(_law: Law) -> pl.Expr:
    """Never gets so far."""
    raise RuntimeError("boom")


@rule("T-BAD-TYPE", about="carers_in_role", clauses="act/3", severity="critical", says="x", fix="x")
def compares_text_with_a_number(_law: Law) -> pl.Expr:
    """Fails only when it runs."""
    return col("status") > 3


LAW = {
    "instruments/act.yaml": """
title: An Act
in_force: 2015-04-01
source: somewhere
clauses:
  "1": {gist: one, how: record, sure: verified}
  "2": {gist: two, how: record, sure: verified}
  "3": {gist: three, how: record, sure: verified}
  "4": {gist: four, how: judgement, sure: verified, severity: major}
  "5": {gist: five, how: not_applicable, sure: verified, why: it binds the court}
  "6": {gist: six, how: record, sure: verified, begins: 2030-01-01}
""",
    "values.yaml": """
carer_review:
  about: How often a carer is reviewed
  unit: months
  stricter: smaller
  values:
    2015-04-01: {value: 12, kind: law, source: act/2, sure: verified, verified_on: 2026-01-01, review_by: 2027-01-01}
""",
}

CARER = {"carer_id": "C1", "status": "approved", "approved_on": date(2020, 1, 1), "household_id": "H1"}
HOME = {"household_id": "H1", "tenure": "owned"}


@pytest.fixture
def law_folder(tmp_path: Path) -> Path:
    for name, text in LAW.items():
        file = tmp_path / "law" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def audited(
    folder: Path,
    rules: Iterable[Rule],
    given: dict[str, list[dict[str, Any]]],
    *,
    request: Request | None = None,
    **supplied: Any,
) -> Audit:
    bundle = Bundle(
        name="t",
        title="T",
        version="1",
        prefix="T",
        nations=("england",),
        services=("shared_lives",),
        domain=Domain.REGULATORY,
        folder=files("complianced"),
        law=LawBook(folder / "law"),  # type: ignore[arg-type]
        rules=tuple(replace(each, bundle="t") for each in rules),
    )
    records = records_from(given, CONTRACT, nation="england", **supplied)
    return run_audit(Rulebook((bundle,), SHARED_VIEWS), records, request or Request(TODAY), version="test")


def outcomes(audit: Audit) -> dict[str, str]:
    return {result.id: result.outcome.value for result in audit.rules}


def clauses(audit: Audit) -> dict[str, str]:
    return {result.clause.ref: result.outcome.value for result in audit.clauses}


def test_a_rule_is_met_or_names_the_record_that_fails(law_folder: Path) -> None:
    carers = [CARER, {**CARER, "carer_id": "C2", "household_id": "H2"}]
    homes = [HOME, {"household_id": "H2"}]
    audit = audited(law_folder, [tenure_recorded], {"carers": carers, "households": homes})
    assert outcomes(audit)["T-TENURE"] == "not_met"
    finding = next(audit.each_finding())
    assert (finding.id, finding.table, finding.record_id) == ("T-TENURE@C2", "carers", "C2")
    assert finding.message == "Tenure: not recorded"
    assert (audit.rules[-1].tested, audit.rules[-1].failed) == (2, 1)


def test_nothing_to_test_is_not_applicable_and_never_met(law_folder: Path) -> None:
    audit = audited(law_folder, [tenure_recorded], {})
    assert outcomes(audit)["T-TENURE"] == "not_applicable"
    assert clauses(audit)["act/1"] == "not_applicable"


@pytest.mark.parametrize("absent", ["households", "households.tenure", "carers.status"])
def test_absent_records_leave_exactly_the_rules_that_read_them_untested(law_folder: Path, absent: str) -> None:
    given = {"carers": [CARER], "households": [HOME], "carer_reviews": [{"kind": "annual", "held_on": TODAY}]}
    audit = audited(law_folder, [tenure_recorded, reviewed], given, absent=[absent])
    reads_both = absent.startswith("carers")
    assert outcomes(audit)["T-TENURE"] == "not_tested"
    assert outcomes(audit)["T-REVIEW"] == ("not_tested" if reads_both else "met")
    tenure = next(result for result in audit.rules if result.id == "T-TENURE")
    assert absent in str(tenure.why)
    assert tenure.lacks == (absent,)
    assert all(result.lacks == () for result in audit.rules if result.outcome is Outcome.MET)


def test_a_cell_that_could_not_be_read_is_neither_a_finding_nor_a_pass(law_folder: Path) -> None:
    given = {"carers": [CARER], "households": [HOME], "carer_reviews": [{"kind": "annual", "held_on": TODAY}]}
    audit = audited(law_folder, [tenure_recorded, reviewed], given, unreadable_cells=["carer_reviews.held_on"])
    assert outcomes(audit)["T-REVIEW"] == "not_tested"
    assert outcomes(audit)["T-TENURE"] == "met"
    assert audit.findings.is_empty()


def test_a_carer_of_whom_it_cannot_be_read_whether_they_are_in_role_is_not_judged(law_folder: Path) -> None:
    audit = audited(law_folder, [tenure_recorded], {"carers": [CARER]}, unreadable_cells=["carers.status"])
    assert outcomes(audit)["T-TENURE"] == "not_tested"


@pytest.mark.parametrize(
    ("held_on", "outcome"), [(date(2025, 11, 22), "met"), (date(2025, 11, 21), "not_met"), (None, "not_met")]
)
def test_a_deadline_holds_on_its_last_day(law_folder: Path, held_on: date | None, outcome: str) -> None:
    reviews = [] if held_on is None else [{"kind": "annual", "held_on": held_on}]
    audit = audited(law_folder, [reviewed], {"carers": [CARER], "carer_reviews": reviews})
    assert outcomes(audit)["T-REVIEW"] == outcome


def test_a_deadline_that_is_met_gives_its_next_date_to_the_forecast(law_folder: Path) -> None:
    given = {"carers": [CARER], "carer_reviews": [{"kind": "annual", "held_on": date(2026, 6, 1)}]}
    audit = audited(law_folder, [reviewed], given)
    assert audit.due.rows() == [("T-REVIEW", "schemes-1", "carers", "C1", date(2027, 6, 1))]


def test_a_rule_that_raises_is_an_error_for_it_and_its_clauses_and_the_others_still_run(law_folder: Path) -> None:
    given = {"carers": [CARER], "households": [HOME]}
    audit = audited(law_folder, [tenure_recorded, raises], given)
    assert outcomes(audit) | {"T-RAISES": "error", "T-TENURE": "met"} == outcomes(audit)
    assert clauses(audit)["act/3"] == "error"
    assert any("T-RAISES" in line for line in audit.incomplete)


def test_a_rule_that_fails_only_when_it_runs_leaves_the_others_of_its_view_standing(law_folder: Path) -> None:
    given = {"carers": [CARER], "households": [HOME]}
    audit = audited(law_folder, [tenure_recorded, compares_text_with_a_number], given)
    assert outcomes(audit)["T-TENURE"] == "met"
    assert outcomes(audit)["T-BAD-TYPE"] == "error"


def test_a_message_that_cannot_be_filled_in_is_an_error_of_its_rule_alone(law_folder: Path) -> None:
    wordless = replace(tenure_recorded, id="T-WORDLESS", says="{} of {tenure}")
    audit = audited(
        law_folder, [tenure_recorded, wordless], {"carers": [CARER], "households": [HOME | {"tenure": None}]}
    )
    assert outcomes(audit)["T-TENURE"] == "not_met"
    assert outcomes(audit)["T-WORDLESS"] == "error"
    assert audit.findings["rule"].to_list() == ["T-TENURE"]


def test_every_clause_of_the_law_ends_with_exactly_one_outcome(law_folder: Path) -> None:
    audit = audited(law_folder, [tenure_recorded], {"carers": [CARER], "households": [HOME]})
    assert clauses(audit) == {
        "act/1": "met",
        "act/2": "not_tested",
        "act/3": "not_tested",
        "act/4": "judgement",
        "act/5": "not_applicable",
        "act/6": "not_in_force",
    }


@pytest.mark.parametrize(
    ("met", "made_on", "outcome"),
    [
        ("yes", date(2026, 1, 1), "met"),
        ("yes", date(2025, 11, 22), "met"),
        ("yes", date(2025, 11, 21), "judgement"),
        ("no", date(2026, 1, 1), "not_met"),
        ("partly", date(2026, 1, 1), "not_met"),
    ],
)
def test_a_clause_of_judgement_rests_on_a_dated_statement(
    law_folder: Path, met: str, made_on: date, outcome: str
) -> None:
    audit = audited(law_folder, [], {"attestations": [{"clause": "act/4", "met": met, "made_on": made_on}]})
    assert clauses(audit)["act/4"] == outcome


def test_law_not_yet_in_force_on_the_day_is_said_to_be_so(law_folder: Path) -> None:
    audit = audited(law_folder, [reviewed], {"carers": [CARER]}, request=Request(date(2015, 3, 31)))
    assert outcomes(audit)["T-REVIEW"] == "not_in_force"


def test_records_and_law_move_together(law_folder: Path) -> None:
    given = {"carers": [CARER], "carer_reviews": [{"kind": "annual", "held_on": date(2026, 6, 1)}]}
    audit = audited(law_folder, [reviewed], given, request=Request(date(2026, 5, 31)))
    assert outcomes(audit)["T-REVIEW"] == "not_met"
    assert [problem.code for problem in audit.problems] == ["after_audit_date"]


def test_a_waiver_sets_a_finding_aside_in_sight_until_its_day(law_folder: Path) -> None:
    given = {"carers": [CARER], "households": [{"household_id": "H1"}]}
    waiver = Waiver("T-TENURE@C1", date(2026, 12, 31), "being bought", "manager")
    audit = audited(law_folder, [tenure_recorded], given, request=Request(TODAY, waivers=(waiver,)))
    assert outcomes(audit)["T-TENURE"] == "waived"
    assert (audit.findings.height, audit.waived.height) == (0, 1)
    later = audited(law_folder, [tenure_recorded], given, request=Request(date(2027, 1, 1), waivers=(waiver,)))
    assert outcomes(later)["T-TENURE"] == "not_met"


def test_a_stricter_setting_of_the_scheme_counts(law_folder: Path) -> None:
    given = {"carers": [CARER], "carer_reviews": [{"kind": "annual", "held_on": date(2026, 1, 1)}]}
    audit = audited(law_folder, [reviewed], given, request=Request(TODAY, settings={"carer_review": 6}))
    assert outcomes(audit)["T-REVIEW"] == "not_met"


@pytest.mark.parametrize("pattern", ["T-TEN*", "act/1", "T-TENURE"])
def test_rules_are_selected_by_id_glob_or_clause(law_folder: Path, pattern: str) -> None:
    audit = audited(
        law_folder, [tenure_recorded, reviewed], {"carers": [CARER]}, request=Request(TODAY, select=(pattern,))
    )
    assert list(outcomes(audit)) == ["T-TENURE"]
    assert clauses(audit)["act/2"] == "not_tested"


def test_names_and_free_text_never_leave_in_a_finding(law_folder: Path) -> None:
    @rule("T-NAME", about="carers_in_role", clauses="act/1", severity="minor", says="It is {name}", fix="x")
    def name_is_short(_law: Law) -> pl.Expr:
        """A name has one letter."""
        return col("name").str.len_chars() < 2

    audit = audited(law_folder, [name_is_short], {"carers": [{**CARER, "name": "Gwenllian Ŵyn"}]})
    finding = next(audit.each_finding())
    assert finding.message == "It is recorded"
    assert finding.values == {"name": "recorded"}


def test_without_a_scheme_the_nation_must_be_given(law_folder: Path) -> None:
    with pytest.raises(RequestError, match="--nation"):
        audited(law_folder, [], {}, absent=["schemes"])


def test_the_same_audit_twice_is_the_same(law_folder: Path) -> None:
    given = {"carers": [{**CARER, "carer_id": f"C{n}", "household_id": "H1"} for n in range(50)], "households": [HOME]}
    first, second = (audited(law_folder, [tenure_recorded, reviewed], given) for _ in range(2))
    assert first.findings.equals(second.findings)
    assert first.rules == second.rules


def test_outcomes_cover_the_eight_of_the_design() -> None:
    assert len(Outcome) == 8


def test_a_denominator_that_is_always_true_counts_every_row(law_folder: Path) -> None:
    @rule("T-ALWAYS", about="carers_in_role", clauses="act/1", severity="minor", when=pl.lit(True), says="x", fix="x")
    def always(_law: Law) -> pl.Expr:
        """The status is recorded."""
        return col("status").is_not_null()

    carers = [{**CARER, "carer_id": f"C{n}"} for n in range(3)]
    audit = audited(law_folder, [always], {"carers": carers})
    assert (audit.rules[0].outcome.value, audit.rules[0].tested) == ("met", 3)


def test_advice_not_taken_does_not_unmake_a_clause_that_other_rules_find_met(law_folder: Path) -> None:
    @rule("T-ADVICE", about="carers_in_role", clauses="act/1", severity="advice", says="x", fix="x")
    def languages_recorded(_law: Law) -> pl.Expr:
        """Languages are recorded."""
        return col("languages").is_not_null()

    given = {"carers": [CARER], "households": [HOME]}
    both = audited(law_folder, [tenure_recorded, languages_recorded], given)
    assert clauses(both)["act/1"] == "met"
    assert both.findings.height == 1
    assert clauses(audited(law_folder, [languages_recorded], given))["act/1"] == "not_met"
