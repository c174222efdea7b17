"""Blocks as Markdown: what a reader of it sees is what the blocks say, and nothing in their text becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from complianced.reports.blocks import (
    Bars,
    Block,
    Bullets,
    Column,
    Contents,
    Facts,
    Heading,
    Heat,
    Marked,
    NewPage,
    Paragraph,
    Span,
    Table,
    Tile,
    Tiles,
    Title,
)
from complianced.reports.markdown import escaped, render_markdown
from complianced.reports.places import Places, readable_ids
from complianced.reports.plain import clean

from .test_pdf import HOSTILE

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = [
    *HOSTILE,
    "a | b", "<script>alert(1)</script>", "`code`", "*strong* and **stronger**", "[words](https://x.example)",
    "![image](x.png)", "first\nsecond", "# heading", "- item", "+ item", "1. item", "2) item", "> quote", "***", "---",
    "___", "===", "~~gone~~", "&copy; &#65;", "a\\", "\\|", "|---|---|", "_a_ snake_case __b__", "    indented", "```",
    "https://a.example and www.b.example", "<https://a.example>", "x@y.example", "[x]: https://z.example", "<!-- x -->",
]  # fmt: skip


class Seen(HTMLParser):
    """What a reader sees, and the tags that made it so."""

    def __init__(self, markdown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(READER.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.links += [given["href"] or ""] if "href" in given else []
        self.ids += [given["id"] or ""] if "id" in given else []
        self.text += "\n" if tag in ("br", "td", "th", "li", "p") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> str:
    return " ".join(text.split())


def wrapped(text: str) -> list[tuple[list[Block], set[str]]]:
    """The text in every kind of block, with the tags that such a block may make."""
    two = (Column(text, 1, heading=True), Column("Other", 1))
    return [
        ([Title(text, text, text)], {"h1", "p", "br"}),
        ([Heading(2, text, "k")], {"h2"}),
        ([Paragraph(text)], {"p", "br"}),
        ([Paragraph(text, "note")], {"blockquote", "p", "br"}),
        ([Bullets([text, text])], {"ul", "li", "br"}),
        ([Bullets([text], numbered=True)], {"ol", "li", "br"}),
        ([Table("x", two, [(text, Marked("met", text))])], {"table", "thead", "tbody", "tr", "th", "td", "br"}),
        ([Facts("x", [(text, text)])], {"ul", "li", "strong", "br"}),
        ([Tiles([Tile("1", text, text)])], {"ul", "li", "strong", "br"}),
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_text_in_every_block(text: str) -> None:
    for content, allowed in wrapped(text):
        seen = Seen(render_markdown(content))
        assert set(seen.tags) <= allowed
        assert words(clean(text)) in words(seen.text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(" ab1.-+#*_`|<>[]()!&;~\\$:/@\n\t"), max_size=24))
def test_any_text_is_text(text: str) -> None:
    for content, allowed in wrapped(text):
        seen = Seen(render_markdown(content))
        assert set(seen.tags) <= allowed
        assert words(clean(text)) in words(seen.text)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from(" ab1-*_`|<>[]\\\n"), max_size=16))
def test_code_is_shown_word_for_word(text: str) -> None:
    table = Table("x", (Column("A", 1), Column("B", 1)), [([Span(text, code=True)], "end")])
    for content in ([Paragraph([Span(text, code=True)])], [table]):
        seen = Seen(render_markdown(content))
        assert words(text) in words(seen.text)
        assert set(seen.tags) <= {"p", "br", "code", "table", "thead", "tbody", "tr", "th", "td"}
    assert "end" in seen.text


def test_addresses_are_not_made_links_by_readers_that_look_for_them() -> None:
    text = escaped("https://a.example www.b.example x@y.example")
    assert "https\\://" in text
    assert "www\\." in text
    assert "x@<!-- -->y" in text


def test_words_within_words_stay_readable() -> None:
    assert escaped("fitness_decided_on is uksi-2014-2936/9(3)(a)") == "fitness_decided_on is uksi-2014-2936/9(3)(a)"


def test_links_lead_to_places_of_the_page_and_off_it() -> None:
    content: list[Block] = [
        Heading(2, "Rules", "part:rules"),
        Paragraph([Span("here", to="clause:a/1(2)"), " ", Span("there", to="page:x"), " ", Span("nowhere", to="gone")]),
        Table("t", (Column("Clause", 1, heading=True),), [("a/1(2)",), ("a/1(2) again",)], ["clause:a/1(2)"] * 2),
        Contents("On this page", 2),
    ]
    places = Places(readable_ids(content), {"page:x": "x.md?a=1&copy=2#p"})
    seen = Seen(render_markdown(content, places))
    assert seen.ids == ["rules", "a-1-2"]
    assert seen.links == ["#a-1-2", "x.md?a=1&copy=2#p", "#rules"]
    assert "nowhere" in seen.text


def test_ids_of_places_are_readable_and_each_stands_once() -> None:
    content = [Heading(2, "x", key) for key in ("rule:ENG-A", "clause:a/9(3)", "clause:a/9-3", "clause:main", "", "?:")]
    ids = readable_ids(content)
    assert ids == {"rule:ENG-A": "ENG-A", "clause:a/9(3)": "a-9-3", "clause:a/9-3": "a-9-3-2", "clause:main": "main-2",
                   "?:": "place"}  # fmt: skip


def test_charts_are_told_as_tables() -> None:
    bars = Bars("Findings", [("critical", "critical"), ("major", "major")], [("Carers", (2, 3))], "findings")
    heat = Heat("Training", "Course", "Carers", ["First aid"], ["In date"], [[3]], [4])
    text = Seen(render_markdown([bars, NewPage(), heat])).text
    assert words("Carers 5 2 critical, 3 major") in words(text)
    assert words("First aid 4 3") in words(text)


def test_strong_words_are_strong_wherever_they_stand() -> None:
    for text in ("strong", "(strong)", "*", "a_b_"):
        seen = Seen(render_markdown([Paragraph(["before", Span(text, strong=True), "after"])]))
        assert seen.tags == ["p", "strong"]
        assert seen.text.strip() == f"before{text}after"
