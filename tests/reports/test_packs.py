"""Each audience's pack: what it shows, what it keeps back, and how a nation changes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pikepdf
import pytest

from complianced.law.frameworks import Framework, FrameworkGroup, FrameworkItem
from complianced.model import Audit, Outcome, Severity, Sure
from complianced.reports.blocks import Bars, Block, Heading, Paragraph, Span
from complianced.reports.context import Context
from complianced.reports.offered import PackSection
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import PACKS, known_pack
from complianced.reports.pictures import pictures
from complianced.reports.sections.easy_read import ORDER, THEMES
from complianced.reports.xlsx import write_action_plan, write_evidence_index
from complianced.schemas.registry import CONTRACT

from . import audits, checks
from .audits import Row, audit

NAMES = {
    ("carers", "C-014"): "Siân Pritchard",
    ("carers", "C-027"): "Zebedee Okonkwo",
    ("arrangements", "A-0008"): "Tomos ap Rhys",
    ("arrangements", "A-0031"): "Wilhelmina Fforde",
}
NAMELESS = [audience for audience, pack in PACKS.items() if not pack.names]


@pytest.mark.parametrize("audience", PACKS)
def test_every_pack_meets_the_standards(audience: str) -> None:
    pack = known_pack(audience)
    for given in (audit(), audit((), rules=(), clauses=(), schemes=(), problems=(), plugins=(), incomplete=())):
        data = pdf_bytes(given, pack, names=NAMES)
        assert checks.standards(data, "ua1", "3a" if pack.results else "2a") == []
        assert checks.tree_faults(data) == []


@pytest.mark.parametrize("audience", PACKS)
def test_every_pack_is_the_same_bytes_twice(audience: str) -> None:
    pack = known_pack(audience)
    assert pdf_bytes(audit(), pack, names=NAMES) == pdf_bytes(audit(), pack, names=NAMES)


@pytest.mark.parametrize("audience", NAMELESS)
def test_no_name_reaches_a_pack_that_may_not_name_people(audience: str) -> None:
    pack = known_pack(audience)
    data = pdf_bytes(audit(), pack, names=NAMES)
    told = [
        " ".join(checks.spoken(data)),
        checks.artifacts(data),
        html_bytes(audit(), pack, names=NAMES).decode(),
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told += [file.get_file().read_bytes().decode() for file in pdf.attachments.values()]
        told += [str(figure.Alt) for figure in checks.elements(pdf, "Figure")]
    parts = [part for name in NAMES.values() for part in name.split() if len(part) > 3]
    assert not [part for part in parts for text in told if part in text]


def test_no_name_reaches_a_workbook_made_without_names(tmp_path: Path) -> None:
    for path in (write_action_plan(audit(), tmp_path), write_evidence_index(audit(), tmp_path)):
        with zipfile.ZipFile(path) as book:
            told = " ".join(book.read(part).decode() for part in book.namelist())
        assert not any(name in told for name in NAMES.values())


@pytest.mark.parametrize("audience", ["board", "easy_read"])
def test_a_board_and_people_supported_see_no_record(audience: str) -> None:
    given = audit()
    data = pdf_bytes(given, known_pack(audience))
    told = " ".join(checks.spoken(data)) + html_bytes(given, known_pack(audience)).decode()
    for record, message in given.findings.select("record_id", "message").iter_rows():
        assert record not in told
        assert message not in told
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not pdf.attachments


def test_a_managers_pack_names_people_and_gives_each_a_sheet() -> None:
    said = checks.spoken(pdf_bytes(audit(), known_pack("manager"), names=NAMES))
    assert "Siân Pritchard (C-014)" in said
    assert "C-003" in said
    assert any(line.startswith("7 of 7 findings") for line in said)


def test_a_managers_work_list_puts_what_is_critical_and_undated_first_then_the_longest_overdue() -> None:
    said = checks.spoken(pdf_bytes(audit(), known_pack("manager")))
    rows = [line for line in said[said.index("What was found") :] if line.startswith(("C-", "A-"))]
    assert rows[:4] == ["A-0031 arrangements", "C-027 carers", "C-014 carers", "A-0008 arrangements"]


def test_a_board_is_told_what_was_not_tested_and_what_to_decide() -> None:
    said = " ".join(checks.spoken(pdf_bytes(audit(), known_pack("board"))))
    assert "This audit is incomplete" in said
    assert "2 of 8 rules. The inspection pack lists each with its reason." in said
    assert "Rules whose records were not supplied: 1. Most needed: medicines audits (1)." in said
    assert "Rules that failed to run: 1." in said
    assert "Name an owner and a date for each of the critical findings: 3." in said
    assert "Ask for the records that would let the rules not tested be tested: 1." in said
    assert "3 of 3 critical and major rules that are not met." in said


def test_deadlines_count_into_the_next_quarter_only() -> None:
    due = audit().due.clear()
    days = [date(2026, 11, 22), date(2026, 11, 23), date(2027, 2, 21), date(2027, 2, 22)]
    rows = [{"rule": "R", "scheme_id": "S1", "table": "carers", "record_id": f"C-{n}", "due_on": day} for n, day in
            enumerate(days)]  # fmt: skip
    frame = due.vstack(type(due)(rows, schema=due.schema))
    given = audit()
    data = pdf_bytes(Audit(**{**vars(given), "due": frame}), known_pack("board"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alts = " ".join(str(figure.Alt) for figure in checks.elements(pdf, "Figure"))
    assert "Weeks 1 to 4: 1 Deadlines; Weeks 5 to 8: 0 Deadlines; Weeks 9 to 13: 1 Deadlines." in alts


def test_easy_read_is_in_large_print_and_short_sentences() -> None:
    data = pdf_bytes(audit(), known_pack("easy_read"))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = {
            float(operands[1])
            for leaf in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(leaf)
            if str(operator) == "Tf"
        }
    assert min(sizes - {12.0}) >= 16  # 12 points is the page number, which is not part of the text
    for line in checks.spoken(data):
        assert all(len(sentence.split()) < 15 for sentence in line.split(". "))


def test_easy_read_tells_what_will_be_put_right() -> None:
    said = checks.spoken(pdf_bytes(audit(), known_pack("easy_read")))
    assert "We will put something right about the people who support you." in said
    assert "Some of it matters for safety. We will do that first." in said
    assert "There are things that we could not check. We will check them." in said


def test_easy_read_has_a_picture_for_every_theme_and_knows_its_tables() -> None:
    assert {picture for picture, _ in ORDER} <= pictures().keys()
    assert set(THEMES.values()) <= set(ORDER)
    assert len(set(ORDER)) == len(ORDER)
    assert THEMES.keys() <= CONTRACT.keys()


def test_easy_read_names_the_parts_of_life_in_which_all_is_right_and_those_that_matter_most_come_first() -> None:
    right = {"training": Outcome.MET, "plans": Outcome.MET, "concerns": Outcome.MET, "visits": Outcome.NOT_TESTED}
    wrong = {"money_checks": Outcome.NOT_MET, "payments": Outcome.MET, "households": Outcome.MET}
    rules = tuple(
        audits.rule(f"R-{table}", "A rule", Severity.MINOR, table=table, outcome=outcome)
        for table, outcome in {**right, **wrong}.items()
    )
    found = [Row("R-money_checks", "M-1", "x", table="money_checks"), Row("R-households", "H-1", "x", table="carers")]
    said = checks.spoken(pdf_bytes(audit(found, rules=rules, incomplete=()), known_pack("easy_read")))
    at = said.index("All that we checked about these is right:")
    assert said[at + 1 : at + 6] == [
        "keeping you safe", "your plan", "your home", "training for the people who support you",
        "What we will put right",
    ]  # fmt: skip
    assert said[at + 6 : at + 8] == [
        "We will put something right about the people who support you.",
        "We will put something right about your money.",
    ]


def test_a_part_of_life_with_a_waiver_is_not_called_right() -> None:
    rules = (audits.rule("R-plan", "A rule", Severity.MINOR, table="plans", outcome=Outcome.WAIVED),
             audits.rule("R-plan-2", "A rule", Severity.MINOR, table="plans", outcome=Outcome.MET))  # fmt: skip
    given = audit([], rules=rules, waived=[Row("R-plan", "P-1", "x", table="plans")])
    said = checks.spoken(pdf_bytes(given, known_pack("easy_read")))
    assert "your plan" not in said
    assert "We will put something right about your plan." in said


def test_easy_read_ends_with_whose_pictures_it_has() -> None:
    said = checks.spoken(pdf_bytes(audit(), known_pack("easy_read")))
    assert said[-1] == (
        "The pictures are from Health Icons, © 2021 Resolve to Save Lives, MIT licence. The picture of money is ours."
    )
    licence = (files("complianced.reports") / "pictures" / "LICENSE.txt").read_text("utf-8")
    assert "Copyright (c) 2021 Resolve to Save Lives" in licence
    assert "`money`" in licence


def test_a_nation_may_give_its_own_order_and_sections() -> None:
    def ours(audit: Audit, ctx: Context) -> Iterator[Block]:
        yield Heading(2, ctx.say("Ours"), "ours")
        yield Paragraph([Span("Dŵr", lang="cy-GB"), f" on {audit.as_of}"])

    added = [PackSection("ours", "ours", ours, {"inspector": "cover"})]
    data = pdf_bytes(audit(incomplete=()), known_pack("inspector"), order=["cover", "colophon"], added=added)
    assert checks.standards(data, "ua1", "3a") == []
    said = checks.spoken(data)
    assert said.index("Records as at") < said.index("Dŵr on 2026-11-22") < said.index("About this pack")
    assert "Summary" not in said
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(element.Lang) for element in checks.elements(pdf, "Span")] == ["cy-GB"]


def test_another_language_takes_its_words_and_tag_from_a_mapping() -> None:
    words = {"Summary": "Crynodeb", "Not met": "Heb ei fodloni", "November": "Tachwedd"}
    data = pdf_bytes(audit(), known_pack("inspector"), language="cy", words=words)
    assert checks.standards(data, "ua1", "3a") == []
    said = checks.spoken(data)
    assert "Crynodeb" in said
    assert "Heb ei fodloni" in said
    assert any("22 Tachwedd 2026" in line for line in said)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"


FRAMEWORK = Framework(
    id="test-2026", title="Assessment framework", nation="england", service="shared_lives", begins=date(2026, 1, 1),
    ends=None, source="seen", sure=Sure.SECONDARY, note="draft of the spring",
    groups=(
        FrameworkGroup("Safe", Sure.VERIFIED, (
            FrameworkItem("safe-1", "Safe care", Sure.VERIFIED, ("uksi-2014-2936/12*",)),
            FrameworkItem("safe-2", "Fit people", Sure.VERIFIED, ("uksi-2014-2936/19*", "uksi-2014-2936/12(2)(c)")),
        )),
        FrameworkGroup("Caring", Sure.VERIFIED, (
            FrameworkItem("caring-1", "Dignity", Sure.VERIFIED, ("uksi-2014-2936/10",)),
        )),
    ),
)  # fmt: skip


def test_the_regulators_headings_show_counts_and_no_score() -> None:
    data = pdf_bytes(audit(), known_pack("inspector"), frameworks=[FRAMEWORK])
    assert checks.standards(data, "ua1", "3a") == []
    said = checks.spoken(data)
    at = said.index("Fit people")
    assert said[at : at + 6] == ["Fit people", "2", "0", "2", "0", "0"]
    assert "4 of 10 clauses stand under a heading." in said
    assert "Draft of the spring." in said
    assert any("No score or rating is worked out" in line for line in said)


def test_a_chart_with_very_many_bars_goes_on_in_another_on_the_same_scale() -> None:
    items = tuple(FrameworkItem(f"i-{n}", f"Item {n}", Sure.VERIFIED, (f"*{n % 10}*",)) for n in range(60))
    group = FrameworkGroup("All of them", Sure.VERIFIED, items)
    data = pdf_bytes(audit(), known_pack("inspector"), frameworks=[replace(FRAMEWORK, groups=(group,))])
    assert checks.standards(data, "ua1", "3a") == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        alts = [str(figure.Alt) for figure in checks.elements(pdf, "Figure")]
    assert sum("Item" in alt for alt in alts) == 3
    chart = Bars("t", [("Met", "met")], [(str(n), [n]) for n in range(60)], "x")
    assert {part.full for part in chart.parted(22)} == {59}


@pytest.mark.parametrize(
    "change", [{"begins": None}, {"begins": date(2027, 1, 1)}, {"ends": date(2026, 2, 1)}, {"nation": "wales"}]
)
def test_a_framework_not_in_use_is_not_shown(change: dict[str, object]) -> None:
    given = replace(FRAMEWORK, **change)  # type: ignore[arg-type]
    plain = pdf_bytes(audit(), known_pack("inspector"))
    assert pdf_bytes(audit(), known_pack("inspector"), frameworks=[given]) == plain


def test_findings_are_counted_by_how_long_they_are_overdue() -> None:
    said = checks.spoken(pdf_bytes(audit(), known_pack("inspector")))
    at = said.index("Overdue")
    assert said[at + 3 : at + 21] == [
        "Not yet overdue", "0", "–", "1 to 30 days", "0", "–", "31 to 90 days", "3", "1 Major, 1 Minor, 1 Advice",
        "91 days to a year", "0", "–", "Over a year", "1", "1 Critical", "No date", "3", "2 Critical, 1 Major",
    ]  # fmt: skip
