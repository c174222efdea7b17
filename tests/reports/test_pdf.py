"""The PDF pack: it meets its standards, says what the blocks say, in their order, and nothing in a record runs."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from complianced.model import Audit, Basis, Outcome, Scheme, Severity
from complianced.reports import blocks
from complianced.reports.findings_csv import csv_bytes
from complianced.reports.findings_json import json_bytes
from complianced.reports.fonts import MISSING, drawable
from complianced.reports.pack import blocks_of, pdf_bytes, write_pdf
from complianced.reports.packs import PACKS, known_pack
from complianced.reports.words import BASES_IN_FULL, OUTCOMES

from . import audits, checks
from .audits import Row, audit

HOSTILE = (
    '<img src="file:///etc/passwd"/><a href="http://example.invalid/">x</a>',
    "<b>bold</b> &amp; <para> <font size=90>",
    "=1+1",
    "@SUM(A1)",
    "مرحبا بكم في المنزل",
    "שלום",
    "🙂 👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "tŷ â\u0302 w\u0302 y\u0302",
    "bell\x07 null\x00 escape\x1b tab\t end",
    "\u202eoverride\u202c \ufeff\u200b zero",
    "nbsp\u00a0thin\u2009ideographic\u3000space",
    "line one\nline two\r\nline three",
    "a" * 400,
    "/".join(["path"] * 200),
    "\\) Tj ET EMC Q q BT (",
    "%PDF-1.4 endstream endobj",
    "{0} {message} %s %(x)s",
    "",
    " ",
    "ﬁligree ㎏ ＡＢＣ",
    "\ue000 private",
)


def pdf_of(given: Audit, **more: Any) -> bytes:
    return pdf_bytes(given, known_pack("inspector"), **more)


@pytest.fixture(scope="module")
def pack() -> bytes:
    return pdf_of(audit(waived=[audits.ROWS[3]]))


def heard(said: list[str], text: str) -> bool:
    wanted = " ".join(drawable(text).split())
    return any(wanted in part for part in said)


def test_the_pack_meets_pdf_ua_and_pdf_a(pack: bytes) -> None:
    assert checks.standards(pack, "ua1", "3a") == []


def test_pages_and_links_lead_back_to_their_elements(pack: bytes) -> None:
    assert checks.tree_faults(pack) == []


def test_a_screen_reader_hears_every_block_in_order(pack: bytes) -> None:
    content, _ = blocks_of(audit(waived=[audits.ROWS[3]]), known_pack("inspector"))
    said = "\n".join(checks.spoken(pack))
    at = 0
    for text in _texts(content):
        wanted = " ".join(drawable(text).split())
        found = said.find(wanted, at)
        assert found >= 0, f"not heard, or not in its place: {wanted!r}"
        at = found


def _texts(content: list[blocks.Block]) -> list[str]:
    texts: list[str] = []
    for block in content:
        match block:
            case blocks.Heading(text=text):
                texts.append(text)
            case blocks.Paragraph(words=words):
                texts.append(blocks.plain(words))
            case blocks.Bullets(items=items):
                texts += [blocks.plain(item) for item in items]
            case blocks.Table(columns=columns, rows=rows):
                texts += [column.title for column in columns]
                for row in rows:
                    texts += [c.text if isinstance(c, blocks.Marked) else blocks.plain(c) for c in row]
            case blocks.Facts(rows=rows):
                for name, value in rows:
                    texts += [name, value.text if isinstance(value, blocks.Marked) else blocks.plain(value)]
            case blocks.Tiles(tiles=tiles):
                for tile in tiles:
                    texts += [tile.value, tile.label, tile.note]
    return texts


def test_only_running_heads_and_page_numbers_are_left_to_the_eye(pack: bytes) -> None:
    passed_over = checks.artifacts(pack)
    assert "Page 2 of" in passed_over
    assert "C-014" not in passed_over


def test_the_outline_and_contents_lead_to_every_section(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as pdf, pdf.open_outline() as outline:
        names = [item.title for item in outline.root]
    assert names == [
        "What this pack is", "What it is not", "Contents", "Summary", "Findings",
        "Register of notifications", "Clause by clause",
        "What was not tested", "Waived", "Problems in the records", "Rule sets and versions", "About this pack",
    ]  # fmt: skip
    said = checks.spoken(pack)
    assert sum(line.startswith(("Summary ", "Findings ")) and line.split()[-1].isdigit() for line in said) >= 2


def test_every_chart_says_its_numbers(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as pdf:
        alts = [str(figure.Alt) for figure in checks.elements(pdf, "Figure")]
    assert len(alts) == 3
    assert "Critical: 3 Findings" in alts[0]


def test_links_go_from_findings_to_clauses_and_back(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as pdf:
        boxes = [box for leaf in pdf.pages for box in leaf.obj.get("/Annots", [])]
        words = [str(box.Contents) for box in boxes if box.Subtype == pikepdf.Name.Link]
    assert "Go to SI 2014/2936, 9(3)(a)" in words
    assert "Go to ENG-CARER-DBS" in words


def test_the_results_are_inside_as_associated_data(pack: bytes) -> None:
    given = audit(waived=[audits.ROWS[3]])
    with pikepdf.open(io.BytesIO(pack)) as pdf:
        assert sorted(pdf.attachments) == ["findings.csv", "findings.json"]
        assert pdf.attachments["findings.json"].get_file().read_bytes() == json_bytes(given)
        assert pdf.attachments["findings.csv"].get_file().read_bytes() == csv_bytes(given)
        assert {str(spec.AFRelationship) for spec in pdf.Root.AF} == {"/Data"}


def test_outcomes_and_grounds_are_told_in_words(pack: bytes) -> None:
    said = checks.spoken(pack)
    for outcome in Outcome:
        assert heard(said, OUTCOMES[outcome])
    assert heard(said, BASES_IN_FULL[Basis.LAW])
    assert heard(said, BASES_IN_FULL[Basis.CONVENTION])
    assert heard(said, "No rating is predicted.")
    assert heard(said, "No employment-status verdict is given.")


def test_counts_show_out_of_how_many(pack: bytes) -> None:
    said = checks.spoken(pack)
    assert heard(said, "1 of 8 clauses that apply are met")
    assert heard(said, "Not met by 2 of 43 records checked.")
    assert heard(said, "Rules not tested: 2 of 8")


def test_names_do_not_reach_an_inspectors_pack() -> None:
    assert pdf_of(audit(), names={("carers", "C-014"): "Siân Pritchard"}) == pdf_of(audit())


def test_an_incomplete_audit_says_so_on_the_first_page(pack: bytes) -> None:
    assert heard(checks.spoken(pack)[:6], "This audit is incomplete.")
    assert not heard(checks.spoken(pdf_of(audit(incomplete=()))), "This audit is incomplete.")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_and_does_nothing(text: str) -> None:
    given = audit(
        [Row("ENG-CARER-DBS", text or "C-1", text)],
        schemes=(Scheme("S1", text, "shared_lives", "england"),),
        incomplete=(text,),
    )
    data = pdf_of(given)
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    said = checks.spoken(data)
    for line in drawable(text).split("\n"):
        assert "".join(line.split()) in "".join("".join(said).split())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boxes = [box for leaf in pdf.pages for box in leaf.obj.get("/Annots", [])]
        # But for links within the pack there is one field, empty, for a signature.
        assert [box.FT for box in boxes if "/Dest" not in box] == ["/Sig"]
        assert not any("/A" in box or "/AA" in box or "/V" in box for box in boxes)
        assert not any("/XObject" in leaf.obj.Resources for leaf in pdf.pages)


def test_every_hostile_text_at_once() -> None:
    rows = [Row("ENG-CARER-DBS", f"C-{at}", text) for at, text in enumerate(HOSTILE)]
    clauses = tuple(audits.clause(f"x-1/{at}", text, Outcome.MET, why=text) for at, text in enumerate(HOSTILE))
    data = pdf_of(audit(rows, clauses=clauses), terms={"carer": HOSTILE[0]}, titles={"x-1": HOSTILE[5]})
    assert checks.standards(data, "ua1", "3a") == []


def test_rules_and_schemes_with_hostile_words_make_a_pack() -> None:
    rules = tuple(
        audits.rule(f"R-{at}", text, Severity.MAJOR, fix=text, why=text, outcome=outcome)
        for at, text in enumerate([*HOSTILE, "long " * 3000])
        for outcome in [list(Outcome)[at % len(Outcome)]]
    )
    schemes = (Scheme("S1", "name " * 4000, "shared_lives", "england"),)
    for audience in PACKS:
        given = audit([Row(rule.id, "C-1", "x") for rule in rules], rules=rules, schemes=schemes)
        data = pdf_bytes(given, known_pack(audience), names={("carers", "C-1"): HOSTILE[0] * 100})
        assert checks.standards(data, "ua1") == []
        assert checks.tree_faults(data) == []


def test_a_clause_that_stands_twice_is_printed_twice() -> None:
    twice = (audits.CLAUSES[0], audits.CLAUSES[2], audits.CLAUSES[0])
    data = pdf_of(audit(clauses=twice))
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.spoken(data).count("Notify a person's death without delay") == 2


def test_a_message_of_ten_thousand_characters_goes_on_over_pages() -> None:
    text = "".join(f"word{n:04d} " for n in range(1112))
    assert len(text) > 10_000
    data = pdf_of(audit([Row("ENG-CARER-DBS", "C-1", text), Row("ENG-CARER-DBS", "C-2", "short")]))
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    assert heard(checks.spoken(data), text)


def test_a_long_table_repeats_its_headings_for_the_eye_alone() -> None:
    rows = [Row("ENG-CARER-DBS", f"C-{n:04d}", f"finding number {n}") for n in range(300)]
    data = pdf_of(audit(rows))
    assert checks.standards(data, "ua1", "3a") == []
    said = checks.spoken(data)
    assert [line for line in said if line.startswith("C-")] == [f"C-{n:04d}" for n in range(300)]
    assert said.count("What was found") == 1
    assert "What was found" in checks.artifacts(data)


def test_an_audit_of_nothing_still_makes_a_pack() -> None:
    nothing = audit((), rules=(), clauses=(), schemes=(), problems=(), plugins=(), incomplete=())
    data = pdf_of(nothing)
    assert checks.standards(data, "ua1", "3a") == []
    assert heard(checks.spoken(data), "There are no findings in what was tested.")


def test_findings_of_several_schemes_name_their_scheme() -> None:
    schemes = tuple(Scheme(f"S{n}", f"Scheme number {n}", "shared_lives", "wales") for n in range(1, 10))
    data = pdf_of(audit([Row("ENG-CARER-DBS", "C-1", "x", scheme_id="S7")], schemes=schemes))
    said = checks.spoken(data)
    assert "S7" in said
    assert heard(said, "6 of 9 shown here")
    assert heard(said, "Scheme number 9")


def test_the_same_audit_gives_the_same_bytes_whatever_the_hash_seed_and_time_zone(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reports.audits import audit;"
        "from complianced.reports.pack import write_pdf; write_pdf(audit(), Path(sys.argv[1]))"
    )
    made = []
    for at, (seed, zone) in enumerate([("0", "UTC"), ("4711", "Pacific/Auckland")]):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "SOURCE_DATE_EPOCH": str(1_700_000_000 + at),
            "PYTHONPATH": str(Path(__file__).parents[1]),
        }
        folder = tmp_path / str(at)
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True, env=environment)
        made.append((folder / "inspector-pack.pdf").read_bytes())
    assert made[0] == made[1] == pdf_of(audit())


def test_the_file_carries_the_audits_date_and_no_other(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20261122000000+00'00'"
        assert b"2026-11-22T00:00:00+00:00" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.docinfo.Title) == "Inspection pack: Dyffryn Shared Lives, 22 November 2026"


def test_write_pdf_names_its_file_and_leaves_no_other(tmp_path: Path, pack: bytes) -> None:
    path = write_pdf(audit(waived=[audits.ROWS[3]]), tmp_path / "new")
    assert [p.name for p in path.parent.iterdir()] == ["inspector-pack.pdf"]
    assert path.read_bytes() == pack


@pytest.mark.parametrize("given", [{"audience": "nobody"}, {"language": "xx"}, {"order": ["nothing"]}])
def test_an_unknown_audience_language_or_section_says_the_way_out(tmp_path: Path, given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"Choose|Install"):
        write_pdf(audit(), tmp_path, **given)


def test_what_the_typeface_lacks_is_seen() -> None:
    assert drawable("Amna أمنة ok") == f"Amna {MISSING * 4} ok"
    assert drawable("👩🏽‍⚕️!") == f"{MISSING * 2}!"
    assert drawable("w\u0302") == "ŵ"
    assert drawable("ŴŶŵŷẁẃẅỳ“”–£✓") == "ŴŶŵŷẁẃẅỳ“”–£✓"
    assert drawable("a\ud800b") == f"a{MISSING}b"
