"""The common pieces of a column: paragraphs, figures, and lines of the contents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing

from complianced.reports import marks
from complianced.reports.canvas import ARTIFACT
from complianced.reports.flow import Pen, Piece
from complianced.reports.lines import Line, Run, break_lines, line_width
from complianced.reports.said import foreign
from complianced.reports.styles import INK, ITEM_INDENT, NAVY, PANEL_PADDING, PANELS, Style
from complianced.reports.tags import Element


class Para:
    """A paragraph, heading or list item: lines of text that may go on over the page.

    `label` is a list item's bullet or number with its element; `mark` a drawn mark before the first line; `panel` a
    tinted ground. `start` is called with the place where the text begins.
    """

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style,
        owner: Element | str,
        pen: Pen,
        *,
        label: tuple[str, Element] | None = None,
        mark: str | None = None,
        panel: str | None = None,
        start: Callable[[float, float], None] | None = None,
    ) -> None:
        self.runs, self.style, self.owner, self.pen = runs, style, owner, pen
        self.label, self.mark, self.panel, self.start = label, mark, panel, start
        self.before, self.after, self.keep = style.before, style.after, style.keep
        self._lines: list[Line] | None = None
        self._now = 0
        self._width = 0.0
        self._shift = 0.0

    @property
    def _indent(self) -> float:
        if self.panel:
            return PANEL_PADDING + 5
        if self.label:
            return ITEM_INDENT
        return self.style.size * 1.45 if self.mark else 0.0

    @property
    def _padding(self) -> float:
        return PANEL_PADDING if self.panel else 0.0

    def _broken(self, width: float) -> list[Line]:
        if self._lines is None:
            room = width - self._indent - self._padding
            self._lines = break_lines(self.runs, self.style.size, room, self.pen.types)
            self._width = width
        return self._lines

    def least(self, width: float) -> float:
        """Two lines, or one where there is no more; headings whole."""
        lines = len(self._broken(width))
        shown = lines if self.keep else min(lines, 2 if lines != 3 else 3)
        return shown * self.style.leading + 2 * self._padding

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """As many lines as fit, leaving no line alone on either page."""
        lines = self._broken(width)
        fits = int((room - 2 * self._padding + 0.01) // self.style.leading)
        if fits >= len(lines):
            self._now = len(lines)
            return len(lines) * self.style.leading + 2 * self._padding, None
        if len(lines) - fits == 1:
            fits -= 1
        if fits < 2:
            return None
        self._now = fits
        rest = Para(self.runs, self.style, self.owner, self.pen, panel=self.panel)
        rest._lines, rest._width = lines[fits:], width
        if self.label or self.mark:
            rest._shift = self._indent
        return fits * self.style.leading + 2 * self._padding, rest

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the lines that fitted."""
        assert self._lines is not None
        style = self.style
        if self.start:
            self.start(left, top)
        if self.panel:
            height = self._now * style.leading + 2 * PANEL_PADDING
            corner = f"{left:.2f} {top - height:.2f}"
            ground, bar = (marks.rgb(colour) for colour in PANELS[self.panel])
            pen.canvas.put([f"{ARTIFACT} {ground} rg {corner} {self._width:.2f} {height:.2f} re f"])
            pen.canvas.put([f"{bar} rg {corner} 3.5 {height:.2f} re f EMC"])
            top -= PANEL_PADDING
        if self.mark:
            size = style.size * 0.78
            middle = top - style.leading / 2 - size / 2
            pen.canvas.put([f"{ARTIFACT} {marks.operators(self.mark, left, middle, size)} EMC"])
        if self.label:
            word, element = self.label
            runs = break_lines([Run(word, colour=style.colour)], style.size, 100, pen.types)
            pen.writer.write(runs, left + 2, top, style.size, style.leading, element)
        x = left + (self._indent or self._shift)
        whole = self._now == len(self._lines)
        pen.writer.write(self._lines[: self._now], x, top, style.size, style.leading, self.owner, last=whole)


class Figure:
    """A drawing with its words (Alt); with `keep` it stays on the page of what follows, such as its numbers."""

    before, after = 6.0, 8.0

    def __init__(self, drawing: Drawing, owner: Element, keep: bool) -> None:
        self.drawing = drawing
        self.owner = owner
        self.keep = keep

    def least(self, width: float) -> float:
        """All of it."""
        del width
        return float(self.drawing.height)

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """All or nothing."""
        return (self.least(width), None) if self.least(width) <= room else None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw it as one marked sequence."""
        width, height = self.drawing.width, self.drawing.height
        box = f"{left:.2f} {top - height:.2f} {left + width:.2f} {top:.2f}"
        self.owner.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"
        with pen.canvas.tagged(self.owner, solid=True):
            renderPDF.draw(self.drawing, pen.canvas, left, top - height)


class ContentsLine:
    """One heading of the contents and its page, which is drawn when it is known. `place` is the link's own words."""

    before, after, keep = 0.0, 0.0, False

    def __init__(self, text: str, key: str, depth: int, owner: Element, pen: Pen, place: str) -> None:
        self.place = place
        self.text, self.key, self.owner = text, key, owner
        self.colour, self.bold = (NAVY, True) if depth == 0 else (INK, False)
        self.indent = 16.0 * depth
        self.above = 4.0 if depth == 0 else 0.0
        self._pen = pen
        self._lines: list[Line] = []
        self._width = 0.0

    def least(self, width: float) -> float:
        """All its lines; the last of them leaves room for dots and a number."""
        if not self._lines:
            self._width = width
            runs = [Run(self.text, self.bold, self.colour, lang=foreign(self.text))]
            self._lines = break_lines(runs, 11, width - self.indent - 60, self._pen.types)
        return self.above + len(self._lines) * 14.5

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """All or nothing."""
        return (self.least(width), None) if self.least(width) <= room else None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Keep the place; the words are drawn when all pages exist."""
        pen.canvas.later(lambda: self._draw(pen, left, top))

    def _draw(self, pen: Pen, left: float, top: float) -> None:
        canvas = pen.canvas
        link = self.owner.add("Reference").add("Link")
        number = str(canvas.page_number(self.key))
        x, right = left + self.indent, left + self._width
        pen.writer.write(self._lines, x, top - self.above, 11, 14.5, link, last=False)
        bottom = top - self.least(self._width)
        figures = break_lines([Run(number, self.bold, self.colour)], 11, 60, pen.types)
        pen.writer.write(figures, left, bottom + 14.5, 11, 14.5, link, width=self._width)
        start = x + line_width(self._lines[-1]) + 7
        end = right - pen.types.get(self.bold, 11).width(number) - 7
        dots = f"{start:.2f} {bottom + 4.6:.2f} m {end:.2f} {bottom + 4.6:.2f} l S Q EMC"
        canvas.put([f"{ARTIFACT} q 0.55 0.6 0.65 RG 0.6 w 1 J [0 3.2] 0 d {dots}"])
        canvas.link(link, self.key, (x, bottom, right, top), self.place.format(place=self.text, page=number))
