"""Every row of the lexicon is hit once in a handbook that has it all, and not at all in its clean rewrite."""

from __future__ import annotations

from collections import Counter

import pytest

from complianced.law.yaml_file import LawError
from complianced.plugins.host import load_host
from complianced.textscan.documents import read_document
from complianced.textscan.lexicon import read_lexicon
from complianced.textscan.search import MAX_HITS, Setting, search
from tests.textscan.made import MAKERS

HOST = load_host()
FOLDER = HOST.rulebook.bundle("self_employment").folder
LEXICON = read_lexicon(FOLDER / "law" / "lexicon.yaml")
HANDBOOK = Setting("carer_handbook", "england")

OLD = [
    "# Handbook for carers",
    "Every carer has a job outline.",
    "Your line manager visits every month.",
    "Leaving early may lead to dismissal.",
    "You have 28 days of annual leave.",
    "You stand on a rota at weekends.",
    "Each carer wears a uniform.",
    "Our customers come to us by way of the council.",
    "There are empty beds in some homes.",
    "# Day support",
    "Send us your timesheet on Fridays.",
]
NEW = [
    "# Handbook for carers",
    "Every carer has a role that is agreed with the person.",
    "A Shared Lives worker visits every month.",
    "Leaving early may lead to a review of approval, with a panel and an appeal.",
    "Your arrangement comes with 28 days of funded breaks.",
    "You and the person settle times between you.",
    "Each carer dresses as they like.",
    "People come to us by way of the council.",
    "Some carers are free to share their home.",
    "# Day support",
    "Tell us the agreed times on Fridays.",
]


def hits(text: str, setting: Setting = HANDBOOK, tmp_path=None) -> list[tuple[str, str]]:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    return [(hit.row, hit.word) for hit in search(read_document("a.md", tmp_path), LEXICON, setting)]


@pytest.mark.parametrize("ending", ["docx", "odt", "html", "md"])
def test_every_row_is_hit_once_and_none_in_the_rewrite(tmp_path, ending):
    found = {}
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.{ending}").write_bytes(MAKERS[ending](text))
        passages = read_document(f"{name}.{ending}", tmp_path)
        found[name] = Counter(hit.row for hit in search(passages, LEXICON, HANDBOOK))
    assert found["old"] == {row.id: 1 for row in LEXICON.rows}
    assert not found["new"]


def test_a_hit_tells_its_line_its_sentence_and_the_better_words(tmp_path):
    (tmp_path / "a.md").write_text("# Time off\n\nAs before. You have annual\nleave of 28 days. And so on.")
    (hit,) = search(read_document("a.md", tmp_path), LEXICON, HANDBOOK)
    assert (hit.word, hit.line.place, hit.context) == ("annual leave", "line 3", "You have annual leave of 28 days.")
    assert hit.prefer == "funded break"
    assert hit.severity == "major"


@pytest.mark.parametrize("row", LEXICON.rows, ids=lambda row: row.id)
def test_each_word_that_is_preferred_is_no_hit(tmp_path, row):
    assert hits(f"{row.prefer.capitalize()}.", tmp_path=tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "Our scheme staff have annual leave and a line manager.",
        "The registered manager is an employee of the council.",
        "# Scheme staff\n\nSick pay and a pension scheme go with the post. Grievances are heard by the board.",
        "> Every employer must insure.",
        "Under the Employment Rights Act 1996 an employee may speak up.",
        "Regulation 18 speaks of supervision and appraisal.",
        "You are not an employee of the scheme.",
        "There is no holiday pay and no uniform.",
        "We don't ask for timesheets.",
        "Help him to find a job that he likes.",
        "Her employer rang the carer.",
        "She needs close supervision near water.",
        "Ring our on-call worker at any hour.",
        "Shift the chair to the window.",
        "Have gloves and aprons with you, and any protective uniform that the nurse gives you.",
        "Two units of alcohol a day.",
        "You may tell HMRC of a placement.",
        "This is an adult placement service.",
    ],
)
def test_what_is_about_something_else_is_passed_over(tmp_path, text):
    assert hits(text, tmp_path=tmp_path) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Your line manager is a member of our scheme staff.", ["words_managed"]),
        ("# Scheme staff\n\nCarers have sick pay too.", ["words_leave"]),
        ("# Carers and scheme staff\n\nSick pay goes with the post.", ["words_leave"]),
        ("By paragraph 3 of this agreement you have holiday pay.", ["words_leave"]),
        ("EMPLOYEES' WAGES", ["words_job", "words_job"]),
        ("Time-sheets and line-managers.", ["words_rota", "words_managed"]),
        ("Carers and other staff.", ["words_job"]),
        ("The capability procedure.", ["words_discipline"]),
        ("Placements begin with a visit.", ["words_people"]),
    ],
)
def test_what_is_about_carers_is_not(tmp_path, text, rows):
    assert [row for row, _ in hits(text, tmp_path=tmp_path)] == rows


@pytest.mark.parametrize("nation", ["wales", "northern_ireland"])
def test_the_laws_own_word_is_no_hit_where_it_is_law(tmp_path, nation):
    text = "A placement begins with a visit. A customer writes."
    assert hits(text, Setting("service_guide", nation), tmp_path) == [("words_people", "customer")]
    assert len(hits(text, Setting("service_guide", "england"), tmp_path)) == 2


@pytest.mark.parametrize("kind", ["staff_handbook", "disciplinary_policy", "annual_accounts", None])
def test_papers_about_staff_are_looked_at_for_people_and_homes_only(tmp_path, kind):
    text = "Annual leave, wages and dismissal. Our clients."
    assert hits(text, Setting(kind, "england"), tmp_path) == [("words_people", "clients")]


def test_a_day_support_passage_is_advice_and_elsewhere_minor(tmp_path):
    assert hits("Day support runs on a rota.", tmp_path=tmp_path) == [("words_rota_day", "rota")]
    assert hits("Short breaks run on a rota.", tmp_path=tmp_path) == [("words_rota", "rota")]


def test_a_document_full_of_hits_is_cut_off(tmp_path):
    assert len(hits("Your job. " * 2_000, tmp_path=tmp_path)) == MAX_HITS


def test_hostile_text_is_searched_in_time(tmp_path):
    for text in ("a " * 300_000, "not " * 200_000 + "employee", "carer vacancy " * 20_000, "'" * 500_000):
        hits(text, tmp_path=tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows: {}", "`rows` is missing"),
        ("rows: {a: {about: x, prefer: y, severity: minor}}", "`words` or `patterns` is missing"),
        ("rows: {a: {about: x, prefer: y, severity: grave, words: [b]}}", "must be one of"),
        ("rows: {a: {about: x, prefer: y, severity: minor, patterns: ['(']}}", "not a regular expression"),
        ("rows: {a: {about: x, prefer: y, severity: minor, wrods: [b]}}", "unknown key `wrods`"),
        ("words: [a]", "unknown key `words`"),
    ],
)
def test_a_lexicon_that_cannot_be_used_says_where(tmp_path, text, said):
    (tmp_path / "lexicon.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match=said):
        read_lexicon(tmp_path / "lexicon.yaml")
