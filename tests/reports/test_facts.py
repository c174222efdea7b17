"""Each theme of an inspector's pack begins with its facts and what was checked, and no name or free text is in them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from html import unescape
from importlib.resources import files

import pikepdf
import polars as pl
import pytest

from complianced.law.pack_order import EVERYTHING_ELSE, Theme, read_pack_order, theme_for
from complianced.measures.fact import UNREADABLE, Fact, FactGroup, Listing, Standing
from complianced.measures.standing import standing
from complianced.model import NOTIFICATION_COLUMNS, Audit, Outcome
from complianced.reports.languages import read_language
from complianced.reports.pack import blocks_of, html_bytes, pdf_bytes
from complianced.reports.packs import known_pack
from complianced.reports.sections.facts import said_of
from complianced.reports.words import first_capital
from complianced.sample import make_records
from complianced.schemas.contract import Kind
from complianced.schemas.recordset import DTYPES, RecordSet, frame_schema
from complianced.schemas.registry import CONTRACT
from complianced.testing.records import records_from

from . import checks
from .audits import AS_OF, RULES, audit

PACK = known_pack("inspector")
WELSH = read_language("cy")
THEMES = (
    Theme("carers", "Carers and visits", ("visits",), ("carers", "carer_reviews")),
    Theme("training", "Training", ("training",)),
    Theme("incidents", "Incidents", ("notifications",), ("incidents",)),
    Theme("policies", "Policies", (), ("documents",)),
    Theme("money", "Money", ("money",)),
)
TOPICS = {"ENG-CARER-DBS": "visits", "PRACTICE-MONITORING-VISIT": "visits", "ENG-TRAINING-REFRESH": "training"}
POLICIES = Listing(
    "Policies and other documents",
    ("Current version from", "Review due"),
    (
        ("medicines_policy", date(2024, 1, 1), AS_OF),
        ("money_policy", date(2024, 1, 1), date(2026, 11, 21)),
        ("charter", None, UNREADABLE),
    ),
    due="Review due",
    unreadable=2,
)
FACTS = Standing(
    AS_OF,
    date(2025, 11, 23),
    (
        FactGroup("carers", (Fact("Carers in role", 43, parts=(("carer", 40), ("support_carer", 3))),
                             Fact("Registered since", date(2019, 4, 29)), Fact("Last inspected"))),
        FactGroup("carer_reviews", (Fact("Carers in role reviewed in the last 12 months", 37, 43, unreadable=1),
                                    Fact("Of these, unannounced", missing=("visits.announced",)))),
        FactGroup("documents", (), POLICIES),
        FactGroup("incidents", (Fact("Incidents in the last 12 months", 0, undated=2),)),
        FactGroup("nobody_names_it", (Fact("Equipment past its service", 0, 5),)),
    ),
)  # fmt: skip


def themed(given: Audit) -> Audit:
    return replace(given, rules=tuple(replace(rule, topic=TOPICS.get(rule.id, "")) for rule in RULES))


def said(given: Audit | None = None, **more: object) -> list[str]:
    data = pdf_bytes(given or themed(audit()), PACK, **{"themes": THEMES, "facts": FACTS, **more})
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    return checks.spoken(data)


def after(lines: list[str], label: str) -> str:
    return lines[lines.index(label) + 1]


def test_a_fact_says_out_of_how_many_and_what_could_not_be_read() -> None:
    lines = said()
    assert after(lines, "Carers in role") == "43: carer 40, support carer 3"
    assert after(lines, "Carers in role reviewed in the last 12 months") == "37 of 43. 1 more could not be read."
    assert after(lines, "Registered since") == "29 April 2019"


def test_nought_nothing_recorded_and_not_supplied_read_differently() -> None:
    lines = said()
    assert after(lines, "Incidents in the last 12 months") == "0. 2 more have no date."
    assert after(lines, "Last inspected") == "Not recorded"
    assert after(lines, "Of these, unannounced") == "Not supplied: visits.announced"


def test_a_listing_marks_what_is_overdue_and_not_what_is_due_today() -> None:
    lines = said()
    at = lines.index("Medicines policy")
    assert lines[at : at + 9] == [
        "Medicines policy", "1 January 2024", "22 November 2026",
        "Money policy", "1 January 2024", "21 November 2026, overdue",
        "Charter", "Not recorded", "Could not be read",
    ]  # fmt: skip
    assert lines[at + 9] == "2 more could not be read."


def test_facts_stand_under_the_theme_of_their_table_before_its_findings() -> None:
    lines = said()
    heads = ["Carers and visits (4 findings)", "Carers in role", "What was checked", "Training (1 finding)",
             "Incidents (no rule tests this part)", "Policies (no rule tests this part)",
             "Everything else (2 findings)"]  # fmt: skip
    start = max(at for at, line in enumerate(lines) if line == heads[0])
    places = [lines.index(head, start) for head in heads]
    assert places == sorted(places)
    assert "Money (no findings)" not in lines  # it has neither facts nor rules
    # A part with facts alone is counted with the others, and led to.
    at = lines.index("Incidents")
    assert lines[at : at + 7] == ["Incidents", "0", "0", "0", "0", "0", "0"]
    # What no theme names is not lost.
    assert lines.index("Equipment past its service") > places[-1]


def test_every_rule_that_applies_is_listed_with_its_outcome_also_where_nothing_was_found() -> None:
    data = pdf_bytes(themed(audit()), PACK, themes=THEMES, facts=FACTS)
    lines = checks.spoken(data)
    applying = [rule for rule in RULES if rule.outcome not in (Outcome.NOT_APPLICABLE, Outcome.NOT_IN_FORCE)]
    assert {Outcome.MET, Outcome.NOT_MET, Outcome.NOT_TESTED} <= {rule.outcome for rule in applying}
    for rule in applying:
        counts = f"{rule.failed} of {rule.tested}"
        assert any(
            lines[at] == rule.title.rstrip(".") and lines[at + 2] == counts for at in range(len(lines) - 2)
        ), rule.id  # fmt: skip


def test_a_rule_leads_to_its_findings_only_where_it_has_some() -> None:
    page = html_bytes(themed(audit()), PACK, themes=THEMES, facts=FACTS).decode()
    tables = [part.split("</table>")[0] for part in page.split("what was checked</caption>")[1:]]
    rows = [unescape(row) for table in tables for row in table.split("<tr>")[2:]]
    assert len(rows) == len(RULES)
    for rule in RULES:
        (row,) = [row for row in rows if rule.title.rstrip(".") in row]
        assert ("<a href=" in row) == (rule.outcome is Outcome.NOT_MET), rule.id


def test_rules_that_are_not_in_force_are_counted_and_not_listed() -> None:
    rules = tuple(
        replace(rule, outcome=Outcome.NOT_IN_FORCE if rule.outcome is Outcome.MET else rule.outcome)
        for rule in themed(audit()).rules
    )
    (idle,) = [rule for rule in rules if rule.outcome is Outcome.NOT_IN_FORCE]
    lines = said(replace(themed(audit()), rules=rules))
    assert "Rules here that are not in force or do not apply: 1." in lines
    assert idle.title.rstrip(".") not in lines


def test_late_notices_stand_with_the_incidents_and_lead_to_the_register() -> None:
    rows = [("S1", "incidents", "I1", "death", "regulator", AS_OF, AS_OF, AS_OF, None),
            ("S1", "incidents", "I2", "death", "regulator", AS_OF, None, AS_OF, 3)]  # fmt: skip
    notices = pl.DataFrame(rows, schema=list(NOTIFICATION_COLUMNS), orient="row")
    lines = said(replace(themed(audit()), notifications=notices))
    assert after(lines, "Notices late, of those with a day they were due") == "1 of 2: Register of notifications"
    assert "Notices late, of those with a day they were due" not in said()


def test_without_themes_the_pack_stays_as_it_was() -> None:
    lines = said(themes=())
    assert "Critical: 3 findings" in lines
    assert "Carers in role" not in lines


def test_a_pack_without_findings_has_the_facts_and_what_was_checked() -> None:
    clean = replace(themed(audit(())), rules=tuple(
        replace(rule, failed=0, outcome=Outcome.MET, topic=TOPICS.get(rule.id, "")) for rule in RULES
    ))  # fmt: skip
    lines = said(clean)
    assert "There are no findings in what was tested." in lines
    assert "Carers and visits (no findings)" in lines
    assert "37 of 43. 1 more could not be read." in lines


def test_the_web_page_has_the_same_facts() -> None:
    page = html_bytes(themed(audit()), PACK, themes=THEMES, facts=FACTS).decode()
    assert '<th scope="row">Carers in role</th><td>43: carer 40, support carer 3</td>' in page
    assert "21 November 2026, overdue" in page


@pytest.mark.parametrize("bundle", ["england", "wales", "scotland", "northern_ireland", "homeshare"])
def test_every_fact_has_a_place_in_the_order_of_every_nation(bundle: str) -> None:
    order = read_pack_order(files(f"complianced.plugins.{bundle}") / "law" / "pack.yaml").themes
    service = "homeshare" if bundle == "homeshare" else "shared_lives"
    facts = standing(records_from({}, CONTRACT, nation="wales", service=service), AS_OF)
    placed = {group.table: theme_for(order, group.bundle, group.topic, group.table) for group in facts.groups}
    assert [table for table, theme in placed.items() if theme is EVERYTHING_ELSE] == []


SERVICES = [("england", "shared_lives"), ("wales", "shared_lives"), ("wales", "homeshare")]


def supplied(nation: str, service: str, words: str | None = None) -> RecordSet:
    """Made-up records; with `words` in every cell of free text."""
    made = make_records(nation, service=service, households=4, years=2, seed=1, as_of=AS_OF, contract=CONTRACT)
    frames = {}
    for name, frame in made.items():
        table = CONTRACT[name]
        texts = [column.name for column in table.columns if column.kind is Kind.TEXT]
        typed = pl.DataFrame(schema=frame_schema(table))
        cast = frame.with_columns(
            pl.col(column.name).dt.replace_time_zone("Europe/London").alias(column.name)
            for column in table.columns
            if column.kind is Kind.DATETIME and frame.schema[column.name] != DTYPES[Kind.DATETIME]
        )
        filled = cast.with_columns(pl.lit(words).alias(text) for text in texts) if words else cast
        frames[name] = pl.concat([typed, filled], how="diagonal_relaxed")
    return RecordSet(
        CONTRACT, frames, {name: frozenset(column.name for column in CONTRACT[name].columns) for name in frames}
    )


@pytest.mark.parametrize(("nation", "service"), SERVICES)
def test_no_free_text_of_the_records_reaches_the_facts(nation: str, service: str) -> None:
    markup = 'Tomos ap Rhys <b onclick="x">&amp; <a href="http://example.org">'
    facts = standing(supplied(nation, service, markup), AS_OF)
    assert facts == standing(supplied(nation, service), AS_OF)
    assert any(fact.value for group in facts.groups for fact in group.facts)
    assert "Tomos" not in " ".join(said(facts=facts))
    page = html_bytes(themed(audit()), PACK, themes=THEMES, facts=facts).decode()
    assert "Tomos" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(("nation", "service"), SERVICES)
def test_every_fact_has_its_welsh(nation: str, service: str) -> None:
    facts = standing(supplied(nation, service), AS_OF)
    labels = {fact.label for group in facts.groups for fact in group.facts}
    for group in facts.groups:
        if group.listing:
            labels |= {group.listing.title, *group.listing.columns}
            labels |= {first_capital(said_of(str(row[0]))) for row in group.listing.rows}
    labels |= {said_of(word) for group in facts.groups for fact in group.facts for word, _ in fact.parts}
    assert sorted(labels - WELSH.sentences.keys()) == []


# Where choice words come into facts: in counts, and as the names of rows.
IN_COUNTS = {"changes.kind", "arrangements.kind", "people.medicines_support", "people.money_support",
             "people.money_held_by", "capacity_assessments.outcome", "liberty.authority", "restrictions.kind",
             "legal_authorities.kind", "carers.kind", "carers.status", "carers.end_reason", "applications.decision",
             "offers.outcome", "payments.kind", "concerns.category", "incidents.kind", "complaints.made_by",
             "complaints.outcome", "staff.role", "regulator_requests.kind", "record_disposals.subject_type",
             "schemes.registered_services", "money_checks.kind"}  # fmt: skip
AS_ROWS = {"documents.kind", "governance.kind", "file_checks.item", "home_checks.kind"}


def test_every_kind_that_a_fact_may_name_has_its_welsh() -> None:
    def words(paths: set[str]) -> set[str]:
        tables = [path.partition(".") for path in paths]
        return {said_of(word) for table, _, column in tables for word in CONTRACT[table].column(column).choices}

    needed = words(IN_COUNTS) | {first_capital(word) for word in words(AS_ROWS)}
    assert sorted(needed - WELSH.sentences.keys()) == []


def test_a_welsh_pack_says_its_facts_in_welsh() -> None:
    data = pdf_bytes(themed(audit()), PACK, themes=THEMES, facts=FACTS, locales={"cy": WELSH}, language="cy")
    assert checks.standards(data, "ua1", "3a") == []
    lines = checks.spoken(data)
    assert after(lines, "Gofalwyr yn eu rôl") == "43: gofalwr lleoli oedolion 40, gofalwr cymorth 3"
    assert "37 o 43. Na ellid eu darllen: 1." in lines
    assert "21 Tachwedd 2026, yn hwyr" in lines
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"


def test_the_fixed_sentences_of_the_facts_are_not_left_in_english() -> None:
    titles = ("Carers", "Concerns", "Incidents", "Documents", "Complaints")
    themes = [replace(theme, title=title) for theme, title in zip(THEMES, titles, strict=True)]
    content, _ = blocks_of(themed(audit()), PACK, themes=themes, facts=FACTS, locales={"cy": WELSH}, language="cy")
    told = str(content)
    for english in ("Each part begins with", "what was checked", "the facts on the day", "Not met by", "no findings"):
        assert english not in told
