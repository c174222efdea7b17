"""Packs in Welsh: Welsh where there are words for it, English whole where there are not, and each tagged."""

from __future__ import annotations

import io
from pathlib import Path
from string import Formatter

import pikepdf
import pytest

from complianced.law.yaml_file import LawError
from complianced.model import Outcome, Severity
from complianced.reports.fonts import drawable
from complianced.reports.languages import known_languages, read_language
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import PACKS, known_pack
from complianced.reports.said import Said, filled, foreign, has_letters, in_turn
from complianced.reports.words import BASES, MONTHS, OUTCOMES, SEVERITIES, SURE, Language

from . import checks
from .audits import RULES, audit

WELSH = read_language("cy")
SMALL = Language("cy-GB", {"Summary": "Crynodeb", "{n} of {all}": "{n} o {all}", "Law": "Cyfraith"}, {"R": "Rheol"})


def cy(text: str, english: str) -> Said:
    return Said(text, "cy-GB", english)


@pytest.mark.parametrize("audience", PACKS)
@pytest.mark.parametrize("language", ["cy", "en,cy"])
def test_every_pack_in_welsh_meets_the_standards(audience: str, language: str) -> None:
    pack = known_pack(audience)
    given = {"locales": {"cy": WELSH}, "language": language}
    data = pdf_bytes(audit(), pack, **given)
    assert checks.standards(data, "ua1", "3a" if pack.results else "2a") == []
    assert checks.tree_faults(data) == []
    assert data == pdf_bytes(audit(), pack, **given)


def test_a_string_is_never_of_two_languages() -> None:
    said = SMALL.say("{n} of {all}", n=SMALL.say("Summary"), all=SMALL.say("Not there"))
    assert (said, foreign(said)) == ("Summary of Not there", "en-GB")
    said = SMALL.say("Not there: {what}", what=SMALL.say("Law"))
    assert (said, foreign(said)) == ("Not there: Law", "en-GB")
    said = SMALL.say("{n} of {all}", n=3, all=SMALL.say("Law"))
    assert (said, foreign(said)) == ("3 o Cyfraith", None)


def test_a_template_without_letters_goes_with_any_language() -> None:
    assert filled("{a}: {b}", a=cy("Cyfraith", "Law"), b=3) == "Cyfraith: 3"
    assert foreign(filled("{a}: {b}", a=cy("Cyfraith", "Law"), b=3)) is None
    assert not has_letters("{name} ({n})")
    assert has_letters("{name} of {n}")


def test_sentences_of_a_paragraph_stand_each_in_its_own_language() -> None:
    english = Said("Not there.", "en-GB", "Not there.")
    assert list(in_turn(" ", [cy("Mae.", "It is."), english])) == ["Mae.", " ", "Not there."]
    assert in_turn(" ", [cy("Mae.", "It is."), cy("Oes.", "There is.")]) == "Mae. Oes."


def test_a_number_changes_no_word_after_it() -> None:
    assert WELSH.count(2, "finding", "findings") == "canfyddiadau: 2"
    assert WELSH.say("Of the others: {others}.", others="x") == "O’r lleill: x."


def test_english_in_a_welsh_pdf_is_tagged_as_english() -> None:
    data = pdf_bytes(audit(), known_pack("inspector"), locales={"cy": WELSH}, language="cy")
    said = checks.spoken(data)
    assert {"Pecyn arolygu", "Crynodeb", "Canfyddiadau", "Fesul cymal"} <= set(said)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"
        spans = checks.elements(pdf, "Span")
        assert {str(span.Lang) for span in spans} == {"en-GB"}
        # The rules of this audit are nobody's, so their messages are there in English alone.
        assert len(spans) > audit().findings.height


def test_a_pack_in_two_languages_holds_both_each_in_a_part_of_its_own() -> None:
    data = pdf_bytes(audit(), known_pack("inspector"), locales={"cy": WELSH}, language="en,cy")
    said = checks.spoken(data)
    assert said.index("Summary") < said.index("Crynodeb")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(part.Lang) for part in checks.elements(pdf, "Part")] == ["en-GB", "cy-GB"]
        assert str(pdf.Root.Lang) == "en-GB"


def test_welsh_first_makes_a_welsh_document() -> None:
    data = pdf_bytes(audit(), known_pack("board"), locales={"cy": WELSH}, language="cy,en")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == "cy-GB"


def test_the_web_page_tags_its_languages_and_repeats_no_id() -> None:
    page = html_bytes(audit(), known_pack("inspector"), locales={"cy": WELSH}, language="en,cy").decode()
    assert '<html lang="en-GB">' in page
    assert '<div lang="cy-GB">' in page
    ids = [part.split('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert page.count("<main") == 1
    welsh = html_bytes(audit(), known_pack("inspector"), locales={"cy": WELSH}, language="cy").decode()
    assert '<html lang="cy-GB">' in welsh
    assert '<span lang="en-GB">' in welsh


def test_the_colophon_says_that_no_reader_has_checked_the_words() -> None:
    warning = "Nid oes darllenydd Cymraeg wedi gwirio’r geiriau hyn eto."
    said = checks.spoken(pdf_bytes(audit(), known_pack("inspector"), locales={"cy": WELSH}, language="cy"))
    assert any(line.startswith(warning) for line in said)
    read = Language("cy-GB", WELSH.sentences, checked_by_reader=True)
    said = checks.spoken(pdf_bytes(audit(), known_pack("inspector"), locales={"cy": read}, language="cy"))
    assert not any(line.startswith(warning) for line in said)


def test_an_english_pack_has_no_tags_of_language() -> None:
    with pikepdf.open(io.BytesIO(pdf_bytes(audit(), known_pack("inspector")))) as pdf:
        assert not [element for element in checks.elements(pdf) if "/Lang" in element]


def test_titles_and_remedies_of_rules_come_from_the_locale() -> None:
    words = Language("cy-GB", {}, {RULES[0].id: "Mae tystysgrif GDG ar ffeil"}, {RULES[0].id: "Gwnewch gais."})
    first = words.of(audit()).rules[0]
    assert (first.title, first.fix) == ("Mae tystysgrif GDG ar ffeil", "Gwnewch gais.")
    assert words.of(audit()).rules[1].title == RULES[1].title
    said = checks.spoken(pdf_bytes(audit(), known_pack("inspector"), locales={"cy": words}, language="cy"))
    assert "Mae tystysgrif GDG ar ffeil" in said


def test_welsh_has_every_status_severity_ground_and_month() -> None:
    for words in (OUTCOMES, SEVERITIES, BASES, SURE):
        assert set(words.values()) <= WELSH.sentences.keys()
    assert set(MONTHS) <= WELSH.sentences.keys()
    assert {pack.title for pack in PACKS.values()} <= WELSH.sentences.keys()
    assert len({WELSH.sentences[word] for word in OUTCOMES.values()}) == len(Outcome)
    assert len({WELSH.sentences[word] for word in SEVERITIES.values()}) == len(Severity)


def test_every_welsh_sentence_takes_the_values_of_the_english_and_can_be_drawn() -> None:
    for english, own in WELSH.sentences.items():
        assert _fields(english) == _fields(own), english
        assert drawable(own) == own


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_a_bundles_words_join_those_of_packs_and_one_unread_file_makes_all_unread(tmp_path: Path) -> None:
    (tmp_path / "locale").mkdir()
    file = tmp_path / "locale" / "cy.yaml"
    file.write_text("checked_by_reader: true\npack: {Money: Arian}\nrules: {R-1: {title: Teitl.}}\n", encoding="utf-8")
    words = read_language("cy", [tmp_path])
    assert (words.sentences["Money"], words.titles["R-1"]) == ("Arian", "Teitl")
    file.write_text(
        "checked_by_reader: true\nquoted: [said_*]\nchoices: {a_b: {word: ab, source: r}}\nclauses: {x-1/2: Hanfod}\n"
        "rules: {R-1: {fix: Gwnewch., says: 'Dyddiad: {due_on}'}}\n", encoding="utf-8",
    )  # fmt: skip
    more = read_language("cy", [tmp_path])
    assert (more.fixes["R-1"], more.messages.says["R-1"], more.gists["x-1/2"]) == (
        "Gwnewch.", "Dyddiad: {due_on}", "Hanfod",
    )  # fmt: skip
    assert (more.messages.choices["a_b"], more.messages.quoted) == ("ab", ("said_*",))
    assert not words.checked_by_reader
    for wrong in ("pack: {}", "checked_by_reader: true\nrules: {R: {name: x}}",
                  "checked_by_reader: true\npack: {A: {word: b}}"):  # fmt: skip
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(LawError):
            read_language("cy", [tmp_path])


def test_the_languages_are_known() -> None:
    assert known_languages() == ("en", "cy")
