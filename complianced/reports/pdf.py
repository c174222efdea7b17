"""Blocks drawn as an accessible, archival A4 PDF."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from reportlab.lib.pagesizes import A4

from complianced.reports import blocks, charts, flow, marks, pictures
from complianced.reports.bigtable import big_table, runs_of
from complianced.reports.canvas import ARTIFACT, TaggedCanvas
from complianced.reports.flow import ContentsLine, Figure, Frame, Para, Pen, Piece, lay_out
from complianced.reports.pdfa import Attachment, Meta, declare
from complianced.reports.pdffile import file_bytes
from complianced.reports.plain import clean
from complianced.reports.tags import Element
from complianced.reports.text import GREY, INK, Run, break_lines

MARGIN = 56.0
FRAME = Frame(MARGIN, 64.0, A4[0] - 2 * MARGIN, A4[1] - 64.0 - 74.0)
LINED = "/O/List/ListNumbering/Disc"
NUMBERED = "/O/List/ListNumbering/Decimal"


@dataclass(frozen=True)
class Furniture:
    """What stands on every page: the running head, how pages are counted, and whether all is in large print."""

    head: str
    page_words: str = "Page {page} of {pages}"
    large: bool = False


def render(
    content: Sequence[blocks.Block], meta: Meta, furniture: Furniture, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The bytes of the PDF. The same blocks, words and attachments give the same bytes."""
    with _no_collecting():
        return _render(content, meta, furniture, attachments)


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


def _render(
    content: Sequence[blocks.Block], meta: Meta, furniture: Furniture, attachments: Sequence[Attachment]
) -> bytes:
    canvas = TaggedCanvas()
    pen = Pen(canvas)
    canvas.showOutline()
    lay_out(_Drawing(content, pen, flow.LARGE if furniture.large else flow.NORMAL).pieces(), pen, FRAME)
    canvas.finish(partial(_decorate, pen, furniture))
    declare(canvas, meta, attachments)
    return file_bytes(canvas)


def _decorate(pen: Pen, furniture: Furniture, page: int, pages: int) -> None:
    size = 12.0 if furniture.large else 9.0
    if page > 1:
        head = break_lines([Run(furniture.head, colour=GREY)], size, FRAME.width - 12, pen.types)
        if len(head) > 1:
            head = [[*head[0][:-1], head[0][-1]._replace(text=head[0][-1].text + "…")]]
        pen.writer.write(head, MARGIN, A4[1] - 34, size, 14, ARTIFACT)
        rule = f"{MARGIN:.2f} {A4[1] - 52:.2f} m {A4[0] - MARGIN:.2f} {A4[1] - 52:.2f} l S"
        pen.canvas.put([f"{ARTIFACT} 0.5 w 0.78 0.82 0.86 RG {rule} EMC"])
    words = furniture.page_words.format(page=page, pages=pages)
    foot = break_lines([Run(words, colour=GREY)], size, FRAME.width, pen.types)
    pen.writer.write(foot, MARGIN, 46, size, 14, ARTIFACT, width=FRAME.width)


class _Drawing:
    """Turns blocks into pieces, with their elements in reading order."""

    def __init__(self, content: Sequence[blocks.Block], pen: Pen, styles: flow.Styles) -> None:
        self.content, self.pen, self.styles = content, pen, styles
        self.document = pen.canvas.tree.document
        self.headings = [block for block in content if isinstance(block, blocks.Heading)]
        keys = [heading.key for heading in self.headings]
        for block in content:
            if isinstance(block, blocks.Table) and block.keys is not None:
                keys += [key for key in block.keys if key is not None]
        self.known = frozenset(keys)
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
                    keep = block.keep or isinstance(following, blocks.Table | blocks.Facts | blocks.Bars)
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
                    figure = self.document.add("Figure", Alt=clean(block.alt()))
                    yield Figure(charts.bars(block, FRAME.width), figure)
                case blocks.Pictured():
                    yield PictureRow(block, self.styles.body, self.document, self.pen, self.known)
                case blocks.Contents():
                    yield from self._contents(block)

    def _heading(self, block: blocks.Heading) -> Piece:
        style = self.styles.headings[block.level + block.quiet]
        canvas = self.pen.canvas

        def start(left: float, top: float) -> None:
            canvas.place(block.key, left, top + 10)
            name = f"outline{next(self.outlined)}"
            canvas.bookmarkHorizontalAbsolute(name, top + 10, left)
            canvas.addOutlineEntry(clean(block.text), name, block.level - 2, closed=True)

        owner = self.document.add(f"H{block.level}")
        runs = [Run(block.text, bold=True, colour=style.colour)]
        return Para(runs, style, owner, self.pen, mark=block.mark, start=start)

    def _paragraph(self, block: blocks.Paragraph, keep: bool) -> Piece:
        style = {"lead": self.styles.lead, "small": self.styles.small}.get(block.look, self.styles.body)
        runs = runs_of(block.words, self.known)
        if style.colour != INK:
            for run in runs:
                run.colour = style.colour if run.link is None else run.colour
        panel = block.look if block.look in flow.PANELS else None
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
        columns = (blocks.Column("", 1, heading=True), blocks.Column("", 2.6))
        rows = [([blocks.Span(name, strong=True)], value) for name, value in block.rows]
        table = blocks.Table(block.about, columns, rows)
        yield big_table(table, self.document, self.pen, self.known, FRAME.width)

    def _contents(self, block: blocks.Contents) -> Iterator[Piece]:
        toc = self.document.add("TOC")
        for heading in self.headings:
            if heading.in_contents and heading.level <= block.deepest:
                yield ContentsLine(heading.text, heading.key, heading.level - 2, toc.add("TOCI"), self.pen)


class TitleBand:
    """The title of the pack on a dark band over the top of the first page."""

    before, after, keep = 0.0, 26.0, False

    def __init__(self, block: blocks.Title, lead: flow.Style, owner: Element, pen: Pen) -> None:
        self.parts = [
            Para([Run(block.above, colour="0.85 0.9 0.95")], lead, owner.add("P"), pen),
            Para([Run(block.text, bold=True, colour="1 1 1")], flow.TITLE, owner.add("H1"), pen),
            Para([Run(block.below, colour="1 1 1")], lead, owner.add("P"), pen),
        ]

    def least(self, width: float) -> float:
        """All of it."""
        return sum(part.least(width) + part.after for part in self.parts) + 40

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """All or nothing."""
        height = 30.0
        for part in self.parts:
            found = part.fit(width, room)
            if found is None or found[1] is not None:
                return None
            height += found[0] + part.after
        return height, None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """The band first, then the words on it."""
        heights = [part.fit(FRAME.width, FRAME.height) for part in self.parts]
        bottom = (
            top - 30.0 - sum(found[0] + part.after for found, part in zip(heights, self.parts, strict=True) if found)
        )
        pen.canvas.put(
            [f"{ARTIFACT} {marks.rgb('#12436D')} rg 0 {bottom:.2f} {A4[0]:.2f} {A4[1] - bottom:.2f} re f EMC"]
        )
        y = top
        for part, found in zip(self.parts, heights, strict=True):
            part.draw(pen, left, y)
            y -= (found[0] if found else 0.0) + part.after


class PictureRow:
    """A picture with its sentence beside it; the picture says nothing more, so it is left to the eye."""

    before, after, keep = 0.0, 15.0, False
    SIZE, GAP = 74.0, 26.0

    def __init__(
        self, block: blocks.Pictured, style: flow.Style, owner: Element, pen: Pen, known: frozenset[str]
    ) -> None:
        self.picture = block.picture
        self.para = Para(runs_of(block.words, known), style, owner.add("P"), pen)
        self.words_height = 0.0

    def least(self, width: float) -> float:
        """All of it."""
        found = self.para.fit(width - self.SIZE - self.GAP, FRAME.height)
        self.words_height = found[0] if found else 0.0
        return max(self.SIZE, self.words_height)

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """All or nothing."""
        return (self.least(width), None) if self.least(width) <= room else None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """The picture, and the words beside its middle."""
        drawn = pictures.operators(self.picture, left, top, self.SIZE)
        pen.canvas.put([f"{ARTIFACT} q {marks.rgb('#12436D')} rg {drawn} Q EMC"])
        down = max(0.0, (self.SIZE - self.words_height) / 2)
        self.para.draw(pen, left + self.SIZE + self.GAP, top - down)


class TileRow:
    """Up to four numbers side by side on pale ground."""

    before, after, keep = 6.0, 16.0, False
    GAP = 10.0

    def __init__(self, tiles: Sequence[blocks.Tile], owner: Element, pen: Pen) -> None:
        self.pen = pen
        self.tiles = [(tile, owner.add("P")) for tile in tiles]
        self.width = (FRAME.width - self.GAP * (len(tiles) - 1)) / len(tiles)
        room = self.width - 22
        self.lines = [
            (
                break_lines([Run(tile.value, bold=True)], 24, room, pen.types),
                break_lines([Run(tile.label, bold=True)], 10.5, room - (14 if tile.mark else 0), pen.types),
                break_lines([Run(tile.note, colour=GREY)], 9.5, room, pen.types) if tile.note else [],
            )
            for tile in tiles
        ]
        self.height = max(26 + 30 * len(v) + 14 * len(label) + 12.5 * len(note) for v, label, note in self.lines)

    def least(self, width: float) -> float:
        """All of it."""
        del width
        return self.height

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """All or nothing."""
        del width
        return (self.height, None) if self.height <= room else None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Value, label, note; read in that order."""
        for at, ((tile, owner), (value, label, note)) in enumerate(zip(self.tiles, self.lines, strict=True)):
            x = left + at * (self.width + self.GAP)
            ground = f"{x:.2f} {top - self.height:.2f} {self.width:.2f} {self.height:.2f} re f"
            pen.canvas.put([f"{ARTIFACT} {marks.rgb('#EDF2F7')} rg {ground} EMC"])
            y = top - 11
            pen.writer.write(value, x + 11, y, 24, 30, owner, last=False)
            y -= 30 * len(value) + 2
            shift = 0.0
            if tile.mark:
                pen.canvas.put([f"{ARTIFACT} {marks.operators(tile.mark, x + 11, y - 11, 8.5)} EMC"])
                shift = 14.0
            pen.writer.write(label, x + 11 + shift, y, 10.5, 14, owner, last=not note)
            y -= 14 * len(label) + 2
            if note:
                pen.writer.write(note, x + 11, y, 9.5, 12.5, owner)
