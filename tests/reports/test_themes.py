"""An inspector's pack goes by the nation's own order of what inspectors ask for."""

from __future__ import annotations

from dataclasses import replace

from complianced.law.pack_order import Theme
from complianced.model import Audit
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import known_pack

from . import checks
from .audits import RULES, audit

THEMES = (
    Theme("carers", "Carers and visits", ("visits",), ("carers",)),
    Theme("training", "Training", ("training",)),
    Theme("files", "Files and disclosures", ("disclosures",)),
    Theme("money", "Money", ("money",)),
)
TOPICS = {"ENG-CARER-DBS": "disclosures", "PRACTICE-MONITORING-VISIT": "visits", "ENG-TRAINING-REFRESH": "training"}


def by_topic(given: Audit) -> Audit:
    return replace(given, rules=tuple(replace(rule, topic=TOPICS.get(rule.id, "")) for rule in RULES))


def said(given: Audit) -> list[str]:
    data = pdf_bytes(given, known_pack("inspector"), themes=THEMES)
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    return checks.spoken(data)


def test_findings_stand_theme_by_theme_and_nothing_is_lost() -> None:
    lines = said(by_topic(audit()))
    heads = ["Carers and visits (2 findings)", "Training (1 finding)", "Files and disclosures (2 findings)",
             "Everything else (2 findings)"]  # fmt: skip
    places = [max(at for at, line in enumerate(lines) if line == head) for head in heads]
    assert places == sorted(places)
    told = " ".join(lines)
    for message in audit().findings["message"]:
        assert message in told


def test_a_table_counts_every_rule_of_every_theme() -> None:
    lines = said(by_topic(audit()))
    at = lines.index("Everything else")
    # Part, findings, rules, met, not met, not tested, other: the rules of each outcome add up to all.
    assert lines[at : at + 7] == ["Everything else", "2", "5", "1", "2", "2", "0"]
    assert lines[at + 7 : at + 14] == ["All", "7", "8", "1", "5", "2", "0"]
    assert "Money" not in lines  # no rule belongs there


def test_the_severity_stands_in_words_where_no_heading_says_it() -> None:
    lines = said(by_topic(audit()))
    assert any(line.startswith("Critical. Rests on law.") for line in lines)


def test_without_an_order_the_gravest_comes_first() -> None:
    lines = checks.spoken(pdf_bytes(by_topic(audit()), known_pack("inspector")))
    assert "Critical: 3 findings" in lines
    assert "Everything else" not in lines


def test_the_web_page_has_the_same_themes() -> None:
    page = html_bytes(by_topic(audit()), known_pack("inspector"), themes=THEMES).decode()
    assert "Files and disclosures (2 findings)</h3>" in page


def test_a_pack_without_findings_still_shows_what_was_looked_at() -> None:
    lines = said(replace(by_topic(audit(())), rules=tuple(replace(rule, failed=0) for rule in RULES)))
    assert "Everything else" in lines
