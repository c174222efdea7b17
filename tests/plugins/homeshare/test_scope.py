"""A Homeshare organisation is audited by Homeshare's rules alone, and each nation by what reaches it."""

from __future__ import annotations

from datetime import date

import pytest

from complianced.engine import Request, run_audit
from complianced.measures.homeshare import LASTING_MONTHS, MATCHED_WITHIN_MONTHS
from complianced.model import How
from complianced.plugins.homeshare import ELEMENTS
from complianced.plugins.homeshare.rules.organisation import FAMILY_EXEMPTION_ENDED
from complianced.plugins.homeshare.views.participants import BODIES
from complianced.plugins.host import load_host
from complianced.rules.coverage import coverage_of
from complianced.rules.rulebook import NATIONS
from complianced.schemas.registry import CONTRACT
from complianced.testing.records import records_from

HOST = load_host()
BOOK = HOST.rulebook
AS_OF = date(2026, 11, 22)
ENGLAND_ONLY = {
    "ukpga-2014-22/22",
    "ukpga-1992-14/11",
    "uksi-1992-552/all",
    "renters-rights-act-2025/all",
    "uksi-2014-2936/2(1)",
}


@pytest.mark.parametrize("nation", NATIONS)
def test_only_homeshare_rules_run_for_a_homeshare_organisation(nation: str) -> None:
    assert {rule.bundle for rule in BOOK.rules_for(nation, "homeshare")} == {"homeshare"}


@pytest.mark.parametrize("nation", NATIONS)
def test_no_homeshare_rule_runs_for_a_shared_lives_scheme(nation: str) -> None:
    assert "homeshare" not in {rule.bundle for rule in BOOK.rules_for(nation, "shared_lives")}


@pytest.mark.parametrize("nation", NATIONS)
def test_every_clause_in_scope_is_accounted_for(nation: str) -> None:
    assert [line.clause.ref for line in coverage_of(BOOK, nation, "homeshare", AS_OF) if line.unaccounted] == []


def test_every_clause_of_record_or_evidence_is_cited_somewhere() -> None:
    bundle = BOOK.bundle("homeshare")
    cited = {ref for rule in bundle.all_rules for refs in rule.clauses.values() for ref in refs}
    tested = {ref for ref, clause in bundle.law.clauses.items() if clause.how in (How.RECORD, How.EVIDENCE)}
    assert tested - cited == set()


@pytest.mark.parametrize("nation", NATIONS)
def test_what_is_law_in_england_alone_stays_there(nation: str) -> None:
    in_scope = set(BOOK.clauses_for(nation, "homeshare"))
    assert in_scope & ENGLAND_ONLY == (ENGLAND_ONLY if nation == "england" else set())


def test_one_set_may_hold_a_scheme_and_an_organisation_and_each_has_its_own_rules() -> None:
    given = {
        "schemes": [
            {"scheme_id": "lives", "service": "shared_lives"},
            {"scheme_id": "share", "service": "homeshare"},
        ],
    }
    audit = run_audit(BOOK, records_from(given, CONTRACT, nation="wales"), Request(AS_OF), version="test")
    assert {
        row for row in audit.findings.filter(scheme_id="share")["rule"] if not row.startswith("HOMESHARE-")
    } == set()
    assert {row for row in audit.findings.filter(scheme_id="lives")["rule"] if row.startswith("HOMESHARE-")} == set()


def test_the_legal_review_is_dated_from_the_instrument_that_calls_for_it() -> None:
    assert BOOK.bundle("homeshare").law.instruments["uksi-2024-75"].in_force == FAMILY_EXEMPTION_ENDED


def test_every_nation_has_its_disclosure_bodies() -> None:
    assert tuple(BODIES) == NATIONS
    known = CONTRACT["disclosures"].column("body").choices
    assert {body for bodies in BODIES.values() for body in bodies} <= set(known)


def test_the_elements_of_a_self_assessment_are_known_codes() -> None:
    added = [extension.checklist_items.get("self_assessment", ()) for extension in HOST.extensions]
    assert ELEMENTS in added


def test_the_measures_use_the_frameworks_months() -> None:
    assert (MATCHED_WITHIN_MONTHS, LASTING_MONTHS) == (4, 6)
