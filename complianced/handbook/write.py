"""The handbook as files: a page for each bundle and an index, in HTML or Markdown; or as one Markdown text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from complianced.handbook.chapters import Chapter
from complianced.handbook.pages import INDEX, NAME, bundle_page, index_page, page_key
from complianced.handbook.said import addresses_in
from complianced.reports.atomic import write_whole
from complianced.reports.blocks import Block
from complianced.reports.html import render_html
from complianced.reports.markdown import render_markdown
from complianced.reports.pdfa import Meta
from complianced.reports.places import Places, readable_ids

Pages = Mapping[str, list[Block]]


def pages_of(chapters: Sequence[Chapter]) -> dict[str, list[Block]]:
    """The pages by name: the index, then each bundle's."""
    return {INDEX: index_page(chapters)} | {chapter.bundle.name: bundle_page(chapter) for chapter in chapters}


def write_html(chapters: Sequence[Chapter], version: str, out: Path) -> list[Path]:
    """Writes `index.html` and a page for each bundle. Raises OSError."""
    pages, titles = pages_of(chapters), {chapter.bundle.name: chapter.bundle.title for chapter in chapters}
    places = _places(pages, "html", chapters)
    written = []
    for name, content in pages.items():
        title = f"{titles[name]} – {NAME}" if name in titles else NAME
        # A web page does not show its `made_on`; no day is told that nobody gave.
        meta = Meta(title, NAME, "complianced", "", f"complianced {version}", date.min)
        written.append(write_whole(out / f"{name}.html", render_html(content, meta, places=places[name])))
    return written


def write_markdown(chapters: Sequence[Chapter], out: Path) -> list[Path]:
    """Writes `index.md` and a page for each bundle. Raises OSError."""
    pages = pages_of(chapters)
    places = _places(pages, "md", chapters)
    return [
        write_whole(out / f"{name}.md", render_markdown(content, places[name]).encode("utf-8", "replace"))
        for name, content in pages.items()
    ]


def one_markdown(chapters: Sequence[Chapter]) -> str:
    """All pages after each other as one text, in which every link leads to a place of this text or to the web."""
    pages = pages_of(chapters)
    ids = readable_ids([block for content in pages.values() for block in content])
    return "\n".join(render_markdown(content, Places(ids, _web(chapters))) for content in pages.values())


def _places(pages: Pages, ending: str, chapters: Iterable[Chapter]) -> dict[str, Places]:
    """Where links of each page lead: to its own places, to those of the other pages, and to the web."""
    ids = {name: readable_ids(content) for name, content in pages.items()}
    elsewhere = {page_key(name): f"{name}.{ending}" for name in pages} | _web(chapters)
    for name, places in ids.items():
        elsewhere |= {key: f"{name}.{ending}#{place}" for key, place in places.items()}
    return {name: Places(ids[name], elsewhere) for name in pages}


def _web(chapters: Iterable[Chapter]) -> dict[str, str]:
    addresses: dict[str, str] = {}
    for chapter in chapters:
        for clause in chapter.clauses:
            addresses |= addresses_in(clause.clause.source)
        for entry in chapter.entries:
            for source in entry.sources:
                addresses |= addresses_in(source)
    return addresses
