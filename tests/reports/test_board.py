"""The board's pack: a statement of two pages, then the dashboard, whatever was found and in whichever language."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from complianced.engine import Request, run_audit
from complianced.model import Audit, Outcome, Severity
from complianced.plugins.host import load_host
from complianced.reports.languages import read_language
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import known_pack
from complianced.reports.said import Said
from complianced.reports.sections.board import first_sentence
from complianced.sample import make_records
from complianced.schemas.contract import to_be_supplied
from complianced.testing.planting import plant_faults, typed_records

from . import audits, checks
from .audits import Row, audit

AS_OF = date(2026, 11, 22)
HOST = load_host()
WELSH = read_language("cy")


def real_audit(households: int, faults: bool) -> Audit:
    contract = to_be_supplied(HOST.contract)
    frames = make_records("england", households=households, years=2, seed=5, as_of=AS_OF, contract=contract)
    if faults:
        frames, _ = plant_faults(
            frames, HOST.rulebook, HOST.contract, nation="england", service="shared_lives", as_of=AS_OF
        )
    return run_audit(HOST.rulebook, typed_records(frames, HOST.contract), Request(AS_OF), version="test")


def with_everything() -> Audit:
    """Every kind of reason, decision and domain at once, in many words."""
    more = tuple(
        audits.rule(f"R-{n:02d}", f"Rule {n}, whose title is as long as titles of rules come to be, or even longer",
                    Severity.CRITICAL, fix=f"Do this, that, and a third thing that takes long to say ({n}). Then more.",
                    domain=list(audits.Domain)[n % 6])
        for n in range(40)
    ) + tuple(
        audits.rule(f"N-{n}", "Not tested", Severity.MINOR, outcome=Outcome.NOT_TESTED, failed=0, tested=0,
                    unreadable=n % 2, lacks=("visits", "plans.made_on", "surveys", "training", "staff")[: n % 6])
        for n in range(24)
    )  # fmt: skip
    rules = audits.RULES + more
    rows = [*audits.ROWS, *(Row(rule.id, "C-1", "x") for rule in more if rule.failed)]
    waived = [Row("SELF-INSURANCE", "C-041", "x")]
    schemes = tuple(audits.Scheme(f"S{n}", f"A scheme with a long name, number {n}", "shared_lives", "england")
                    for n in range(9))  # fmt: skip
    return audit(rows, rules=rules, waived=waived, schemes=schemes)


@pytest.fixture(scope="module")
def given() -> dict[str, Audit]:
    nothing = audit((), rules=(), clauses=(), schemes=(), problems=(), plugins=(), incomplete=())
    return {
        "small": audit(),
        "nothing": nothing,
        "everything": with_everything(),
        "clean": real_audit(4, faults=False),
        "faulty": real_audit(12, faults=True),
    }


def pages_of(audit: Audit, language: str) -> list[str]:
    data = pdf_bytes(audit, known_pack("board"), language=language, locales={"cy": WELSH})
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("which", ["small", "nothing", "everything", "clean", "faulty"])
def test_the_statement_takes_two_pages_and_the_dashboard_begins_the_third(
    given: dict[str, Audit], which: str, language: str
) -> None:
    words = read_language(language)
    pages = pages_of(given[which], language)
    assert len(pages) == 3
    assert words.say("Assurance statement") in pages[0]
    assert words.say("Top risks") in pages[1]
    third = [line for line in pages[2].splitlines() if " · " not in line]
    assert third[0].strip() == words.say("Findings by severity")
    assert words.say("Findings by severity") not in pages[0] + pages[1]


def test_a_large_audit_has_as_many_risks_and_laws_as_the_second_page_holds(given: dict[str, Audit]) -> None:
    faulty = given["faulty"]
    assert faulty.findings.height > 150
    second = pages_of(faulty, "en")[1]
    grave = sum(rule.severity in (Severity.CRITICAL, Severity.MAJOR) and rule.failed > 0 for rule in faulty.rules)
    shown = int(second.partition(f" of {grave} critical and major rules")[0].split()[-1])
    assert 4 <= shown <= 8
    assert "All others:" in second


def test_no_clause_is_lost_between_the_laws_that_are_shown_and_the_others(given: dict[str, Audit]) -> None:
    for audited in given.values():
        said = checks.spoken(pdf_bytes(audited, known_pack("board")))
        if "Other" not in said:
            assert not audited.clauses
            continue
        cells = said[said.index("Other") + 1 :]
        apply = 0
        for at in range(0, len(cells), 6):
            row = cells[at + 1 : at + 6]
            if not all(cell.replace(",", "").isdigit() for cell in row) or len(row) < 5:
                break
            numbers = [int(cell.replace(",", "")) for cell in row]
            assert numbers[0] == sum(numbers[1:])
            apply += numbers[0]
        met = next(line for line in said if "clauses that apply are met by the records" in line)
        assert f" of {apply} clauses" in met


def test_a_reason_quotes_nothing_of_the_records() -> None:
    odd = audits.rule("R-1", "A rule", Severity.MAJOR, outcome=Outcome.NOT_TESTED, failed=0, tested=0,
                      why="could not compare Zebedee Okonkwo")  # fmt: skip
    page = html_bytes(audit((), rules=(odd,)), known_pack("board")).decode()
    assert "Rules not tested for another reason: 1." in page
    assert "Zebedee" not in page


def test_each_rule_that_was_not_tested_counts_under_one_reason() -> None:
    kinds = (
        {"lacks": ("visits", "plans.made_on")}, {"lacks": ("plans",)}, {"unreadable": 2}, {"unreadable": 1},
        {"unreadable": 1}, {"outcome": Outcome.ERROR, "lacks": ("visits",)}, {},
    )  # fmt: skip
    rules = tuple(
        audits.rule(f"R-{n}", "A rule", Severity.MAJOR, **{"outcome": Outcome.NOT_TESTED, "failed": 0, **kind})
        for n, kind in enumerate(kinds)
    )
    said = checks.spoken(pdf_bytes(audit((), rules=rules), known_pack("board")))
    at = said.index("7 of 7 rules. The inspection pack lists each with its reason.")
    assert [line for line in said[at + 1 : at + 7] if line != "•"] == [
        "Rules that met cells which could not be read: 3.",
        "Rules whose records were not supplied: 2. Most needed: plans (2), visits (1).",
        "Rules that failed to run: 1.",
    ]


def test_a_remedy_is_cut_after_its_first_sentence_in_every_language() -> None:
    assert first_sentence("See a passport. Then record the day.") == "See a passport."
    assert first_sentence("Ask (by 5.30 p.m.) today") == "Ask (by 5.30 p.m.) today"
    cut = first_sentence(Said("Gwnewch gais. Yna.", "cy-GB", "Apply. Then."))
    assert isinstance(cut, Said)
    assert (cut, cut.lang, cut.english) == ("Gwnewch gais.", "cy-GB", "Apply.")
