"""The trend in packs: the line chart with its numbers, what is new and what was resolved, and none without history."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest
from reportlab.graphics.shapes import Line, Polygon, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from complianced.model import Outcome, Severity
from complianced.reports.blocks import Lines
from complianced.reports.findings_json import json_bytes
from complianced.reports.history import History, read_earlier
from complianced.reports.languages import read_language
from complianced.reports.line_chart import FOOT, lines, scale_of
from complianced.reports.owners import Owners
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import known_pack

from . import audits, checks
from .audits import ROWS, Row, audit, rule

BOARD, MANAGER = known_pack("board"), known_pack("manager")
WELSH = read_language("cy")
GONE = Row("ENG-CARER-DBS", "C-099", "x")


def history(number: int, unusable: int = 0) -> History:
    """Monthly audits before that of the tests; the last of them has one finding fewer and one more."""
    days = [audits.AS_OF - timedelta(days=30 * back) for back in range(number, 0, -1)]
    given = [audit([*ROWS[1:], GONE], as_of=day) for day in days]
    return History(tuple(read_earlier(json_bytes(each)) for each in given), unusable)


def alts_of(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(figure.Alt) for figure in checks.elements(pdf, "Figure")]


@pytest.mark.parametrize("language", ["en", "cy", "en,cy"])
@pytest.mark.parametrize("pack", [BOARD, MANAGER])
def test_packs_with_a_trend_meet_the_standards(pack: object, language: str) -> None:
    given = {"history": history(3, 1), "language": language, "locales": {"cy": WELSH}}
    data = pdf_bytes(audit(), pack, **given)  # type: ignore[arg-type]
    assert checks.standards(data, "ua1", "3a" if pack.results else "2a") == []  # type: ignore[attr-defined]
    assert checks.tree_faults(data) == []
    assert data == pdf_bytes(audit(), pack, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("pack", [BOARD, MANAGER])
def test_without_history_nothing_is_said_of_it(pack: object) -> None:
    plain = html_bytes(audit(), pack)  # type: ignore[arg-type]
    assert html_bytes(audit(), pack, history=History(())) == plain  # type: ignore[arg-type]
    assert b"Trend" not in plain
    assert b"Since the" not in plain


def test_the_trend_is_a_fourth_page_with_its_numbers_in_words_and_as_a_table() -> None:
    data = pdf_bytes(audit(), BOARD, history=history(2))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 4
    (alt,) = [alt for alt in alts_of(data) if "Line chart" in alt]
    assert alt == (
        "Critical and major findings over time. Line chart of findings. 23 September 2026: 3 Critical, 2 Major; "
        "23 October 2026: 3 Critical, 2 Major; 22 November 2026: 3 Critical, 2 Major."
    )
    said = checks.spoken(data)
    at = said.index("Clauses that apply", said.index("Trend"))
    assert said[at + 1 : at + 7] == ["Not tested", "23 September 2026", "3", "2", "8", "2"]
    page = html_bytes(audit(), BOARD, history=history(2)).decode()
    (drawn,) = [part for part in page.split("<figure")[1:] if "Line chart" in part]
    assert f">{alt}</desc>" in drawn
    assert drawn.partition("</figure>")[0].count("<polygon") == 6


def test_the_board_is_told_what_became_of_the_last_audits_findings() -> None:
    said = checks.spoken(pdf_bytes(audit(), BOARD, history=history(1, unusable=2)))
    assert "Since the audit of 23 October 2026: 1 new, 6 still open, 1 resolved, 0 not tested now." in said
    assert "Files of earlier audits that could not be used: 2." in said
    assert "Clauses that applied each time: 8. Of these not tested each time: 2." in said


def test_files_that_could_not_be_used_are_told_even_where_none_could() -> None:
    said = checks.spoken(pdf_bytes(audit(), BOARD, history=History((), 3)))
    assert said[-2:] == ["Trend", "Files of earlier audits that could not be used: 3."]


def test_twelve_audits_are_shown_at_most_and_it_says_of_how_many() -> None:
    data = pdf_bytes(audit(), BOARD, history=history(20))
    assert any(line.startswith("12 of 21 audits are shown.") for line in checks.spoken(data))
    (alt,) = [alt for alt in alts_of(data) if "Line chart" in alt]
    assert alt.count("Critical") == 13  # twelve days, and the title
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 4


def test_the_manager_sees_what_is_new_and_what_was_resolved() -> None:
    names = {("carers", "C-099"): "Siân Pritchard"}
    said = checks.spoken(pdf_bytes(audit(), MANAGER, history=history(1), names=names))
    new = [line for line in said if line.startswith("New since 23 October 2026")]
    assert new == ["New since 23 October 2026 DBS certificate dates from 3 May 2021; renewal was due 3 May 2024"]
    at = said.index("Resolved since 23 October 2026: 1", said.index("Since the last audit"))
    assert said[at + 1 : at + 6] == [
        "The rule was tested again and finds these no more.",
        "Record", "Rule", "Siân Pritchard (C-099) carers",
        "A carer's enhanced DBS certificate is on file and within its renewal period ENG-CARER-DBS",
    ]  # fmt: skip


def test_the_manager_is_not_told_that_untested_findings_are_resolved() -> None:
    rules = tuple(
        replace(each, outcome=Outcome.NOT_TESTED, failed=0) if each.id == "ENG-CARER-DBS" else each
        for each in audits.RULES
    )
    now = audit([row for row in ROWS if row.rule != "ENG-CARER-DBS"], rules=rules)
    said = checks.spoken(pdf_bytes(now, MANAGER, history=history(1)))
    at = said.index("Resolved since 23 October 2026: 0", said.index("Since the last audit"))
    assert said[at + 1 : at + 3] == ["None.", "Not tested now: 2"]


def test_hostile_ids_in_an_earlier_audit_change_no_page() -> None:
    rows = [Row("ENG-CARER-DBS", text, "x") for text in ("<script>", "\x00\u202e", "x" * 9_000, "=1+1")]
    was = read_earlier(json_bytes(audit(rows, as_of=date(2026, 1, 1))))
    for pack in (BOARD, MANAGER):
        data = pdf_bytes(audit(), pack, history=History((was,)))
        assert checks.standards(data, "ua1") == []
        page = html_bytes(audit(), pack, history=History((was,))).decode()
        assert "<script>" not in page
        assert ("x" * 9_000 in page) == (pack is MANAGER)


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (0, (2, 1)),
        (1, (2, 1)),
        (5, (5, 1)),
        (6, (6, 2)),
        (54, (60, 20)),
        (117, (150, 50)),
        (100_001, (150_000, 50_000)),
    ],
)
def test_the_scale_starts_at_nought_and_has_round_steps(most: int, scale: tuple[int, int]) -> None:
    assert scale_of(most) == scale


def chart(days: list[date], counts: list[tuple[int, int]]) -> Lines:
    parts = [("Critical", "critical"), ("Major", "major")]
    return Lines("t", parts, days, [str(day) for day in days], counts, "findings")


def test_days_stand_at_their_true_distance_and_heights_at_their_true_share() -> None:
    start = date(2026, 1, 1)
    drawn = lines(
        chart([start, start + timedelta(days=10), start + timedelta(days=100)], [(0, 5), (4, 8), (2, 10)]), 480
    )
    markers = [shape for shape in drawn.contents if isinstance(shape, Polygon)]
    middles = [(sum(each.points[::2]) / 4, sum(each.points[1::2]) / 4) for each in markers]
    first, second = middles[:3], middles[3:]
    xs = [x for x, _ in first]
    assert xs == pytest.approx([x for x, _ in second])
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx(0.1)
    assert first[0][1] == pytest.approx(FOOT)
    assert (second[0][1] - FOOT) / (second[2][1] - FOOT) == pytest.approx(0.5)


def test_lines_differ_without_their_colour_and_each_is_named_at_its_end() -> None:
    drawn = lines(chart([date(2026, 1, 1), date(2026, 2, 1)], [(3, 3), (3, 3)]), 480)
    shapes = {tuple(round(side - each.points[at % 2], 2) for at, side in enumerate(each.points))
              for each in drawn.contents if isinstance(each, Polygon)}  # fmt: skip
    dashes = {str(each.strokeDashArray) for each in drawn.contents if isinstance(each, Line) and each.strokeWidth > 1}
    assert len(shapes) == len(dashes) == 2
    named = {
        each.text: each.y for each in drawn.contents if isinstance(each, String) if each.text in ("Critical", "Major")
    }
    assert abs(named["Critical"] - named["Major"]) >= 10


@pytest.mark.parametrize("number", [1, 2, 12])
@pytest.mark.parametrize("width", [330.0, 480.0])
def test_no_words_of_a_chart_stand_outside_it_or_on_one_another(number: int, width: float) -> None:
    days = [date(2026, 1, 1) + timedelta(days=9 * at * at) for at in range(number)]
    said = [f"{day.day} November {day.year}" for day in days]
    given = replace(chart(days, [(at % 3, 1_000 + at) for at in range(number)]), days_said=said)
    drawn = lines(given, width)
    boxes = []
    for each in (shape for shape in drawn.contents if isinstance(shape, String)):
        wide = float(stringWidth(each.text, each.fontName, each.fontSize))
        left = {"start": each.x, "middle": each.x - wide / 2, "end": each.x - wide}[each.textAnchor]
        assert left >= -0.5
        assert left + wide <= width + 0.5
        boxes.append((left, left + wide, each.y, each.y + 7, each.text))
    for at, (left, right, low, high, _) in enumerate(boxes):
        for l2, r2, low2, high2, _ in boxes[at + 1 :]:
            assert right <= l2 or r2 <= left or high <= low2 or high2 <= low


def test_owners_divide_the_work_list_in_their_order_and_the_rest_has_none() -> None:
    owners = Owners(
        ("Visits lead", "Nobody's", "Registered manager"),
        {
            ("ENG-CARER-DBS", "carers"): "Registered manager",
            ("PRACTICE-MONITORING-VISIT", "arrangements"): "Visits lead",
        },
    )
    data = pdf_bytes(audit(), MANAGER, owners=owners)
    assert checks.standards(data, "ua1", "3a") == []
    said = checks.spoken(data)
    at = said.index("Owner")
    assert said[at + 3 : at + 15] == [
        "Visits lead", "2", "1", "Nobody's", "0", "0", "Registered manager", "2", "1", "No owner named", "3", "2",
    ]  # fmt: skip
    heads = [line for line in said[at:] if re.fullmatch(r".*: \d+ findings?", line)]
    assert heads[:3] == ["Visits lead: 2 findings", "Registered manager: 2 findings", "No owner named: 3 findings"]


def test_each_owners_findings_stand_under_the_owner_the_longest_overdue_first() -> None:
    owners = Owners(("A",), {("R-1", "carers"): "A"})
    rules = tuple(rule(f"R-{n}", "A rule", Severity.MAJOR) for n in (1, 2))
    rows = [Row("R-1", "C-2", "later", date(2026, 9, 1)), Row("R-1", "C-1", "sooner", date(2026, 3, 1)),
            Row("R-1", "C-3", "never"), Row("R-2", "C-4", "other")]  # fmt: skip
    said = checks.spoken(pdf_bytes(audit(rows, rules=rules), MANAGER, owners=owners))
    order = [line for line in said[said.index("A: 3 findings", said.index("Owner")) :] if line in
             ("sooner", "later", "never", "other", "No owner named: 1 finding")]  # fmt: skip
    assert order[:5] == ["sooner", "later", "never", "No owner named: 1 finding", "other"]
