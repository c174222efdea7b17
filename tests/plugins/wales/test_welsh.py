"""Wales in Welsh, whole: every rule that runs there, every clause of its law, every word that a message can print."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date
from string import Formatter

import polars as pl
import pytest

from complianced.cli.language import in_nations_order, languages_of
from complianced.cli.packs import pack_context
from complianced.engine import Request, run_audit
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.reports.messages import Messages, by_rule, made_from_clause
from complianced.reports.pack import html_bytes
from complianced.reports.packs import known_pack
from complianced.reports.said import foreign
from complianced.reports.words import ENGLISH, MONTHS
from complianced.rules.rule import Rule
from complianced.rules.view import Records
from complianced.sample import make_records
from complianced.schemas.checklist import codes_with
from complianced.schemas.recordset import RecordSet
from complianced.testing.planting import plant_faults, typed_records

AS_OF = date(2026, 11, 22)
HOST = load_host()
WELSH = languages_of("cy", HOST)["cy"]
SERVICES = ("shared_lives", "homeshare")
# Columns of text that are codes of the checklist, of which the contract has no list.
CODES = ("items", "missing")
# Columns of text that the views make from the kind of a document.
MADE = {"documents_by_kind.kind": "documents.kind"}


def in_wales() -> dict[str, Rule]:
    return {rule.id: rule for service in SERVICES for rule in HOST.rulebook.rules_for("wales", service)}


def planted(service: str) -> RecordSet:
    frames = make_records("wales", service=service, households=40, years=3, seed=1, as_of=AS_OF, contract=HOST.contract)
    frames, _ = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation="wales", service=service, as_of=AS_OF, rules=None
    )
    return typed_records(frames, HOST.contract)


@pytest.fixture(scope="module", params=SERVICES)
def records(request: pytest.FixtureRequest) -> RecordSet:
    return planted(str(request.param))


@pytest.fixture(scope="module")
def audit(records: RecordSet) -> Audit:
    return run_audit(HOST.rulebook, records, Request(AS_OF), version="test")


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_rule_that_runs_in_wales_has_its_title_remedy_and_message_in_welsh() -> None:
    lacking = []
    for rule in in_wales().values():
        clause = rule.clauses_in("wales")[0]
        title = WELSH.gists.get(clause) if made_from_clause(rule.id) else WELSH.titles.get(rule.id)
        words = {"title": title, "fix": by_rule(WELSH.fixes, rule.id), "says": by_rule(WELSH.messages.says, rule.id)}
        lacking += [f"{rule.id}: {name}" for name, own in words.items() if not own]
    assert lacking == []


def test_every_welsh_message_has_the_placeholders_of_the_english_one() -> None:
    for rule in in_wales().values():
        assert fields(by_rule(WELSH.messages.says, rule.id) or "") == set(rule.placeholders), rule.id


def test_no_welsh_names_a_rule_or_clause_that_there_is_not() -> None:
    rules = {rule.id for bundle in HOST.rulebook.bundles for rule in bundle.rules}
    for named in (WELSH.titles, WELSH.fixes, WELSH.messages.says):
        assert {rule for rule in named if "*" not in rule} <= rules
    assert WELSH.gists.keys() <= {ref for bundle in HOST.rulebook.bundles for ref in bundle.law.clauses}


def test_every_clause_of_the_welsh_instruments_has_its_gist_in_welsh() -> None:
    assert HOST.rulebook.bundle("wales").law.clauses.keys() <= WELSH.gists.keys()


def test_every_choice_that_a_message_can_print_has_its_welsh_word(records: RecordSet) -> None:
    views = Records(records, HOST.rulebook.views, AS_OF, "wales", ())
    codes = set().union(*codes_with(HOST.extensions).values())
    lacking = set()
    for rule in in_wales().values():
        rows = views.view(rule.about)
        types = rows.frame.collect_schema()
        for name in set(rule.placeholders) - {"due_on"}:
            if types[name] not in (pl.String, pl.List(pl.String)):
                continue
            choices = set(codes) if name in CODES else set()
            for source in {*rows.sources[name], MADE.get(f"{rule.about}.{name}", "")}:
                choices |= set(choices_of(source))
            lacking |= {f"{rule.about}.{name}: {word}" for word in choices if not welsh(name, word)}
    assert lacking == set()


def choices_of(source: str) -> tuple[str, ...]:
    table, _, column = source.partition(".")
    return HOST.contract[table].column(column).choices if column else ()


def welsh(column: str, word: str) -> str | None:
    own = Messages({"R": f"{{{column}}}"}, WELSH.messages.choices, WELSH.messages.quoted, MONTHS, WELSH.messages.words)
    return own.of("R", f'{{"{column}": "{word}"}}', None)


def test_the_values_of_a_finding_say_all_that_its_message_does(audit: Audit) -> None:
    """Put together from the values in English, each message is the one that the audit made."""
    says = {rule.id: rule.says for rule in in_wales().values()}
    words = {word: word for word in WELSH.messages.words}
    choices = {choice: choice.replace("_", " ") for choice in WELSH.messages.choices}
    english = Messages(says, choices, WELSH.messages.quoted, MONTHS, words)
    for rule, message, values, due_on in told(audit):
        assert spaced(str(english.of(rule, values, due_on))) == spaced(message), rule


def spaced(message: str) -> str:
    """A few views hand a code on as text, underscores and all."""
    return message.replace("_", " ")


def told(audit: Audit) -> Iterator[tuple[str, str, str, date | None]]:
    return audit.findings.select("rule", "message", "values", "due_on").iter_rows()


def test_every_finding_planted_in_welsh_records_is_told_in_welsh(audit: Audit) -> None:
    assert audit.findings.height > 30
    english = [rule for rule, *rest in told(audit) if foreign(WELSH.message(rule, *rest))]
    assert english == []
    rules = [rule for rule in audit.rules if foreign(WELSH.title(rule)) or foreign(WELSH.fix(rule))]
    assert rules == []


def test_hardly_any_english_stands_among_the_findings_of_a_welsh_pack(records: RecordSet, audit: Audit) -> None:
    given = pack_context(audit, HOST, records, "inspector", warnings.warn)
    page = html_bytes(audit, known_pack("inspector"), **given, locales={"cy": WELSH}, language="cy").decode()
    part = page.partition(">Canfyddiadau</h2>")[2].partition("<h2")[0]
    english = "".join(re.findall(r'<span lang="en-GB">(.*?)</span>', part, re.DOTALL))
    everything = re.sub(r"<[^>]*>", "", part)
    assert len(everything) > 10_000
    assert len(english) / len(everything) < 0.03


def test_a_pack_for_wales_in_both_languages_has_welsh_first(audit: Audit) -> None:
    assert list(in_nations_order({"en": ENGLISH, "cy": WELSH}, audit, HOST)) == ["cy", "en"]
    assert list(in_nations_order({"en": ENGLISH}, audit, HOST)) == ["en"]
