"""Blocks drawn as an accessible, archival A4 PDF."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count

from reportlab.lib.pagesizes import A4

from complianced.reports import blocks, charts, heat, line_chart
from complianced.reports.bigtable import big_table, runs_of
from complianced.reports.canvas import ARTIFACT, TaggedCanvas
from complianced.reports.flow import FRAME, MARGIN, Pen, Piece, lay_out
from complianced.reports.lines import Run, break_lines
from complianced.reports.pdfa import Attachment, Meta, declare
from complianced.reports.pdffile import file_bytes
from complianced.reports.pieces import ContentsLine, Figure, Para
from complianced.reports.plain import clean
from complianced.reports.said import foreign
from complianced.reports.showpieces import PictureRow, TileRow, TitleBand
from complianced.reports.signature_field import add_signature_field
from complianced.reports.styles import GREY, INK, LARGE, NORMAL, PANELS, Styles
from complianced.reports.tags import Element

LINED = "/O/List/ListNumbering/Disc"
NUMBERED = "/O/List/ListNumbering/Decimal"
LED_UP_TO = blocks.Table | blocks.Facts | blocks.Chart
# A chart with more bars than this goes on in another, and so does a grid with more rows.
BARS_A_PAGE = 22
ROWS_A_PAGE = 32


@dataclass(frozen=True)
class Furniture:
    """What stands on every page: the running head, how pages are counted, and whether all is in large print."""

    head: str
    page_words: str = "Page {page} of {pages}"
    large: bool = False
    go_to: str = "Go to {place}"
    on_page: str = "{place}, page {page}"
    signature: str = "Signature of this pack"


@dataclass(frozen=True)
class Part:
    """The pack in one language. Each has pages of its own, under its own running head."""

    content: Sequence[blocks.Block]
    language: str
    on_page: str = "{place}, page {page}"
    head: str = ""
    page_words: str = "Page {page} of {pages}"


def render(
    content: Sequence[blocks.Block],
    meta: Meta,
    furniture: Furniture,
    attachments: Sequence[Attachment] = (),
    others: Sequence[Part] = (),
) -> bytes:
    """The bytes of the PDF. The same blocks, words and attachments give the same bytes."""
    with _no_collecting():
        first = Part(content, meta.language, furniture.on_page, furniture.head, furniture.page_words)
        return _render([first, *others], meta, furniture, attachments)


@contextmanager
def _no_collecting() -> Iterator[None]:
    # A long table makes tens of thousands of lasting objects; looking among them for cycles takes a fifth of the
    # time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _render(parts: Sequence[Part], meta: Meta, furniture: Furniture, attachments: Sequence[Attachment]) -> bytes:
    canvas = TaggedCanvas()
    pen = Pen(canvas)
    canvas.showOutline()
    pen.writer.go_to = furniture.go_to
    lay_out(_pieces(parts, pen, LARGE if furniture.large else NORMAL), pen, FRAME)
    canvas.finish(_decorator(pen, parts, furniture.large))
    add_signature_field(canvas, furniture.signature)
    declare(canvas, meta, attachments)
    return file_bytes(canvas)


def _pieces(parts: Sequence[Part], pen: Pen, styles: Styles) -> Iterator[Piece | None]:
    """The parts one after the other, each in an element that says its language where there are several."""
    document = pen.canvas.tree.document
    for number, part in enumerate(parts):
        owner = document if len(parts) == 1 else document.add("Part", Lang=part.language)
        if number:
            yield None
        yield from _Drawing(part, pen, styles, owner, f"{number}:" if number else "").pieces()


def _decorator(pen: Pen, parts: Sequence[Part], large: bool) -> Callable[[int, int], None]:
    """What puts the running head and the number on each page, one page after the other, in the words of its part."""
    size = 12.0 if large else 9.0
    at = 0

    def decorate(page: int, pages: int) -> None:
        nonlocal at
        # A title's band stands where the running head would, and a part begins with one.
        banded = any(band is pen.canvas.mark for band in pen.banded)
        if banded and page > 1:
            at = min(at + 1, len(parts) - 1)
        if not banded:
            head = break_lines([Run(parts[at].head, colour=GREY)], size, FRAME.width - 12, pen.types)
            if len(head) > 1:
                head = [[*head[0][:-1], head[0][-1]._replace(text=head[0][-1].text + "…")]]
            pen.writer.write(head, MARGIN, A4[1] - 34, size, 14, ARTIFACT)
            rule = f"{MARGIN:.2f} {A4[1] - 52:.2f} m {A4[0] - MARGIN:.2f} {A4[1] - 52:.2f} l S"
            pen.canvas.put([f"{ARTIFACT} 0.5 w 0.78 0.82 0.86 RG {rule} EMC"])
        words = parts[at].page_words.format(page=page, pages=pages)
        foot = break_lines([Run(words, colour=GREY)], size, FRAME.width, pen.types)
        pen.writer.write(foot, MARGIN, 46, size, 14, ARTIFACT, width=FRAME.width)

    return decorate


class _Drawing:
    """Turns blocks into pieces, with their elements in reading order."""

    def __init__(self, part: Part, pen: Pen, styles: Styles, owner: Element, prefix: str) -> None:
        self.content, self.pen, self.styles = part.content, pen, styles
        self.document, self.prefix, self.on_page = owner, prefix, part.on_page
        self.headings = [block for block in part.content if isinstance(block, blocks.Heading)]
        keys = [heading.key for heading in self.headings]
        for block in part.content:
            if isinstance(block, blocks.Table) and block.keys is not None:
                keys += [key for key in block.keys if key is not None]
        # Each part has places of its own.
        self.known = {key: prefix + key for key in keys}
        self.outlined = count(1)

    def pieces(self) -> Iterator[Piece | None]:
        for block, following in zip(self.content, [*self.content[1:], None], strict=True):
            match block:
                case blocks.NewPage():
                    yield None
                case blocks.Title():
                    yield TitleBand(block, self.styles.lead, self.document, self.pen)
                case blocks.Heading():
                    yield self._heading(block)
                case blocks.Paragraph():
                    # What leads up to a table or chart stays with it.
                    keep = block.keep or isinstance(following, LED_UP_TO)
                    yield self._paragraph(block, keep)
                case blocks.Bullets():
                    yield from self._bullets(block)
                case blocks.Table():
                    yield big_table(block, self.document, self.pen, self.known, FRAME.width)
                case blocks.Facts():
                    yield from self._facts(block)
                case blocks.Tiles():
                    yield TileRow(block.tiles, self.document, self.pen)
                case blocks.Bars():
                    for part in block.parted(BARS_A_PAGE):
                        figure = self._figure(part.alt())
                        yield Figure(charts.bars(part, FRAME.width), figure, isinstance(following, blocks.Table))
                case blocks.Lines():
                    chart = line_chart.lines(block, FRAME.width)
                    yield Figure(chart, self._figure(block.alt()), isinstance(following, blocks.Table))
                case blocks.Heat():
                    for rows in block.parted(ROWS_A_PAGE):
                        figure = self._figure(rows.alt())
                        yield Figure(heat.grid(rows, FRAME.width), figure, keep=not block.drawn_only)
                    if not block.drawn_only:
                        yield big_table(block.table(), self.document, self.pen, self.known, FRAME.width)
                case blocks.Pictured():
                    yield PictureRow(block, self.styles.body, self.document, self.pen, self.known)
                case blocks.Contents():
                    yield from self._contents(block)

    def _figure(self, alt: str) -> Element:
        return self.document.add("Figure", Alt=clean(alt), Lang=foreign(alt))

    def _heading(self, block: blocks.Heading) -> Piece:
        style = self.styles.headings[block.level + block.quiet]
        canvas = self.pen.canvas

        def start(left: float, top: float) -> None:
            canvas.place(self.known[block.key], left, top + 10)
            name = f"outline{self.prefix}{next(self.outlined)}"
            canvas.bookmarkHorizontalAbsolute(name, top + 10, left)
            canvas.addOutlineEntry(clean(block.text), name, block.level - 2, closed=True)

        owner = self.document.add(f"H{block.level}")
        runs = [Run(block.text, bold=True, colour=style.colour, lang=foreign(block.text))]
        return Para(runs, style, owner, self.pen, mark=block.mark, start=start)

    def _paragraph(self, block: blocks.Paragraph, keep: bool) -> Piece:
        style = {"lead": self.styles.lead, "small": self.styles.small}.get(block.look, self.styles.body)
        runs = runs_of(block.words, self.known)
        if style.colour != INK:
            for run in runs:
                run.colour = style.colour if run.link is None else run.colour
        panel = block.look if block.look in PANELS else None
        if keep:
            style = replace(style, keep=True)
        return Para(runs, style, self.document.add("P"), self.pen, mark=block.mark, panel=panel)

    def _bullets(self, block: blocks.Bullets) -> Iterator[Piece]:
        whole = self.document.add("L", NUMBERED if block.numbered else LINED)
        for number, item in enumerate(block.items, 1):
            li = whole.add("LI")
            label = (f"{number}." if block.numbered else "•", li.add("Lbl"))
            yield Para(runs_of(item, self.known), self.styles.item, li.add("LBody"), self.pen, label=label)

    def _facts(self, block: blocks.Facts) -> Iterator[Piece]:
        columns = (blocks.Column("", 1, heading=True), blocks.Column("", 0.9 if block.dense else 2.6))
        rows = [([blocks.Span(name, strong=not block.dense)], value) for name, value in block.rows]
        table = blocks.Table(block.about, columns, rows, dense=block.dense)
        yield big_table(table, self.document, self.pen, self.known, FRAME.width)

    def _contents(self, block: blocks.Contents) -> Iterator[Piece]:
        toc = self.document.add("TOC")
        for heading in self.headings:
            if heading.in_contents and heading.level <= block.deepest:
                place, line = self.known[heading.key], toc.add("TOCI")
                yield ContentsLine(heading.text, place, heading.level - 2, line, self.pen, self.on_page)
