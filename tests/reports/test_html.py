"""The web page of a pack: complete, reachable, self-contained, and deaf to what stands in a record."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from complianced.model import Scheme
from complianced.reports.pack import blocks_of, html_bytes, write_html
from complianced.reports.packs import PACKS, known_pack
from complianced.reports.plain import clean

from .audits import CLAUSES, Row, audit
from .test_pdf import HOSTILE, _texts

VOID = {"meta", "br", "link", "img", "input", "hr"}
SVG_EMPTY = {"path", "circle", "polygon", "polyline", "rect", "line"}


class Reader(HTMLParser):
    """Reads a page strictly: every tag closed in its turn, every attribute kept."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.faults: list[str] = []
        self.feed(page.decode())
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "br":
            self.text.append("\n")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def words(self) -> str:
        return " ".join("".join(self.text).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page_of(audience: str = "inspector", given: Any = None, **more: Any) -> Reader:
    return Reader(html_bytes(given or audit(), known_pack(audience), **more))


@pytest.mark.parametrize("audience", PACKS)
def test_the_page_says_all_that_its_sections_say(audience: str) -> None:
    content, _ = blocks_of(audit(), known_pack(audience))
    page = page_of(audience)
    assert page.faults == []
    said = page.words()
    for text in _texts(content):
        assert " ".join(clean(text).split()) in said


@pytest.mark.parametrize("audience", PACKS)
def test_the_page_loads_nothing_and_runs_nothing(audience: str) -> None:
    page = page_of(audience)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base"}
    policies = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "srcdoc", "action") for name in attributes)
        assert attributes.get("href", "#").startswith("#")


@pytest.mark.parametrize("audience", PACKS)
def test_the_page_can_be_walked_without_seeing_it(audience: str) -> None:
    page = page_of(audience)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(link["href"][1:] in ids for link in page.all("a"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    assert all("scope" in head for head in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(svg.get("aria-hidden") == "true" or svg.get("role") == "img" for svg in page.all("svg"))
    assert page.all("html")[0]["lang"] == "en-GB"
    assert page.all("title")


@pytest.mark.parametrize(
    "text", [*HOSTILE, "</style><script>alert(1)</script>", "' onmouseover='x", "$body ${title} $$"]
)
def test_hostile_text_is_text(text: str) -> None:
    given = audit(
        [Row("ENG-CARER-DBS", text or "C-1", text)],
        schemes=(Scheme("S1", text, "shared_lives", "england"),),
        incomplete=(text,),
    )
    page = page_of(given=given)
    assert page.faults == []
    assert not page.all("script")
    assert not page.all("img")
    assert " ".join(clean(text).split()) in page.words()


def test_a_clause_that_stands_twice_has_one_place() -> None:
    page = page_of(given=audit(clauses=(CLAUSES[0], CLAUSES[2], CLAUSES[0])))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_the_same_audit_gives_the_same_page(tmp_path: Path) -> None:
    path = write_html(audit(), tmp_path)
    assert path.name == "inspector-pack.html"
    assert path.read_bytes() == html_bytes(audit(), known_pack("inspector"))
