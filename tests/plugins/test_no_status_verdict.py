"""No output anywhere says what anybody's employment status is, or adds indicators up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from complianced.engine import Request, run_audit
from complianced.plugins.host import load_host
from complianced.reports.findings_csv import csv_bytes
from complianced.reports.findings_json import json_bytes
from complianced.rules.rulebook import Bundle
from complianced.sample import make_records
from complianced.testing.planting import plant_faults, plants_of, typed_records

AS_OF = date(2026, 11, 22)
HOST = load_host()
NATIONS = ("england", "wales", "scotland", "northern_ireland")

# Somebody: who a verdict would be about. Something: what it would say they are.
_BE = r"(?:is|are|was|were|be|being|as|counts? as|deemed|remains?|become|becomes)"
_STATUS = (
    r"(?:an? )?(?:genuine(?:ly)? |truly |really |likely |probably )?(?:employees?|limb \(?b\)? workers?|self-employed)"
)
_MAYBE = "(?:likely|probably|probable|possibly|presumed|clearly)"
_OF = "(?:employment|worker|self-employed|tax)"
_OUTCOME = "confirmed|verified|proven|established|upheld|passed|failed|at risk|doubtful"
FORBIDDEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_BE} (?:not )?{_STATUS}\b",
        r"\bcarers? (?:is|are) (?:not )?(?:in law )?(?:an? )?(?:workers?|employed)\b",
        r"\bis (?:an? )?worker\b",
        rf"\b{_MAYBE} (?:an? )?(?:employees?|workers?|self-employed|employed)\b",
        rf"\b{_OF} status(?: is| was)? (?:an? )?(?:employee|worker|self-employed|clear|{_OUTCOME})",
        rf"\b{_OF} status:",
        rf"\bself-employ(?:ed|ment) (?:status )?(?:{_OUTCOME})",
        r"\bmisclassif",
        r"\b(?:bogus|sham|false|disguised) (?:self-employ|employ)",
        r"\b(?:inside|outside) ir35\b",
        r"\bscor(?:e|es|ed|ing)\b",
        r"\b\d+ (?:of|out of|/) ?\d+ (?:indicators|factors|tests)\b",
        r"\b(?:number|count|total|sum) of (?:indicators|factors)\b",
        r"\b(?:indicators|factors) (?:found|met|failed|triggered)\b",
        r"\bpoint(?:s|ed)? (?:to|towards) (?:employment|self-employment|worker status)\b",
        r"\brisk rating\b",
    )
)


def verdicts_in(text: str) -> list[str]:
    """The pieces of a text that say, or add up to, a status."""
    return [found[0] for pattern in FORBIDDEN for found in pattern.finditer(text)]


def words_of(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Whatever of a bundle is printed somewhere: rules, clauses, values, terms."""
    for rule in bundle.all_rules:
        for name, said in (("title", rule.title), ("says", rule.says), ("fix", rule.fix)):
            yield f"{rule.id}, {name}", said
    for ref, clause in bundle.law.clauses.items():
        yield ref, " / ".join(filter(None, (clause.gist, clause.why, clause.note)))
    for name, value in bundle.law.values.items():
        yield name, value.about
    yield "terms", json.dumps(bundle.law.terms, default=str)


@pytest.mark.parametrize("bundle", HOST.rulebook.bundles, ids=lambda bundle: bundle.name)
def test_no_words_of_a_bundle_are_a_verdict(bundle: Bundle) -> None:
    assert [(where, found) for where, said in words_of(bundle) if (found := verdicts_in(said))] == []


@pytest.mark.parametrize("nation", NATIONS)
def test_no_finding_is_a_verdict_however_much_is_found(nation: str) -> None:
    frames = make_records(nation, households=25, years=3, seed=1, as_of=AS_OF, contract=HOST.contract)
    planted, faults = plant_faults(
        frames,
        HOST.rulebook,
        HOST.contract,
        nation=nation,
        service="shared_lives",
        as_of=AS_OF,
        rules=plants_of(HOST.rulebook.bundle("self_employment")),
    )
    audit = run_audit(
        HOST.rulebook,
        typed_records(planted, HOST.contract),
        Request(AS_OF, select=("self_employment",)),
        version="test",
    )
    found = set(audit.findings["rule"])
    assert len(found) > 40
    assert len(faults) > 40
    for message in audit.findings["message"]:
        assert verdicts_in(message) == [], message
    for output in (json_bytes(audit), csv_bytes(audit)):
        assert verdicts_in(output.decode("utf-8-sig")) == []


def test_every_indicator_asks_for_a_dated_look() -> None:
    rules = [rule for rule in HOST.rulebook.bundle("self_employment").rules if rule.id != "SELF-REVIEW"]
    asked = re.compile(
        r"self-employment review\.$|in a dated review|a person sets|dates what they decide|Write down what"
    )
    assert [rule.id for rule in rules if not asked.search(rule.fix)] == []


def test_no_rule_reads_what_another_found() -> None:
    """Nothing is added up: every indicator rests on records alone."""
    for rule in HOST.rulebook.bundle("self_employment").rules:
        assert not re.search(r"\b(?:indicators?|factors?)\b", f"{rule.title} {rule.says} {rule.fix}"), rule.id


@pytest.mark.parametrize(
    "planted",
    [
        "This carer is an employee of the scheme.",
        "The carer is likely a worker.",
        "The carer is a worker.",
        "Carers are workers.",
        "Self-employed status confirmed.",
        "Employment status: at risk",
        "The carer was misclassified.",
        "Status score: 7",
        "7 of 12 indicators point to employment.",
        "The carer is self-employed.",
        "Treated as employees",
        "Bogus self-employment is likely.",
        "A total of factors was reached.",
        "The carer is probably self-employed.",
    ],
)
def test_a_verdict_would_be_caught(planted: str) -> None:
    assert verdicts_in(planted)


@pytest.mark.parametrize(
    "harmless",
    [
        "A Shared Lives worker visits the carer.",
        "The scheme worker has more arrangements than is customary.",
        "Employers' liability insurance is in date.",
        "Have a person look at it, and date what they decide in the self-employment review.",
        "Staff employed by the scheme have a job description.",
    ],
)
def test_plain_words_are_left_alone(harmless: str) -> None:
    assert verdicts_in(harmless) == []
