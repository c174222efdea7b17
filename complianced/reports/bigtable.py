"""Tables of any length, quick and tagged: a row is measured once, when its page is reached, and written straight out.

reportlab's own tables slow down with the square of their rows. Here what does not fit on a page is carried on as the
same rows from another start. A row taller than a page goes on, line by line, on the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from complianced.reports import blocks, marks
from complianced.reports.canvas import ARTIFACT
from complianced.reports.flow import Pen, Piece
from complianced.reports.fonts import drawable
from complianced.reports.lines import Line, Run, break_lines
from complianced.reports.said import foreign
from complianced.reports.styles import INK, LINK
from complianced.reports.tags import Element, pdf_text

PAD_X = 5.0
MARK_SIZE, MARK_ROOM = 7.6, 12.0
NUMBER_GAP = 8.0
# A row above this height may be cut over pages; any other moves to the next page whole.
TALL = 260.0
HEAD_GROUND, RULE = "#E3EAF1", "#C3CDD6"

# The places that links of a pack may lead to: their key, and their name in the file.
Places = Mapping[str, str]


class Look(NamedTuple):
    """How close a table is set: the size of its text, the points from line to line and above and below a row, and how
    many rows it does not start without.
    """

    size: float
    leading: float
    pad: float
    first: int

    def height(self, lines: int) -> float:
        """The height of a row of so many lines."""
        return lines * self.leading + 2 * self.pad


ROOMY, DENSE = Look(10.0, 13.5, 4.5, 2), Look(9.5, 12.5, 2.5, 4)

MeasuredRow = tuple[list[list[Line]], list[str | None], int]


def runs_of(cell: blocks.Cell, known: Places, bold: bool = False) -> list[Run]:
    """The runs of a cell or paragraph. A link to a place that the pack does not have becomes plain words."""
    from_words = cell.text if isinstance(cell, blocks.Marked) else cell
    if isinstance(from_words, str):
        return [Run(from_words, bold, lang=foreign(from_words))]
    runs = []
    for word in from_words:
        if isinstance(word, str):
            runs.append(Run(word, bold, lang=foreign(word)))
            continue
        to = known.get(word.to) if word.to else None
        runs.append(Run(word.text, bold or word.strong, LINK if to else INK, to, word.lang or foreign(word.text)))
    return runs


class TableBody:
    """What all parts of one table share."""

    def __init__(self, table: blocks.Table, owner: Element, pen: Pen, known: Places, width: float) -> None:
        self.table, self.pen, self.known = table, pen, known
        self.look = DENSE if table.dense else ROOMY
        self.element = owner.add("Table", f"/O/Table/Summary{pdf_text(table.about).decode('ascii')}")
        self.widths = _widths(table.columns, width, pen, self.look.size)
        self.lefts = [sum(self.widths[:at]) for at in range(len(self.widths))]
        # Figures stand at the right of their column, and need air before the next one.
        gaps = [NUMBER_GAP if column.number else 0.0 for column in table.columns[:-1]] + [0.0]
        self.rooms = [wide - 2 * PAD_X - gap for wide, gap in zip(self.widths, gaps, strict=True)]
        self.width = width
        self.head = self.measure([column.title for column in table.columns], bold=True)
        # Key facts have no column titles, and so no heading row.
        self.head_height = self.height(self.head[2]) if any(column.title for column in table.columns) else 0.0
        self._measured: dict[int, MeasuredRow] = {}
        self._rows: dict[int, tuple[Element, list[Element]]] = {}

    def height(self, lines: int) -> float:
        """The height of a row of so many lines."""
        return self.look.height(lines)

    def measure(self, row: Sequence[blocks.Cell], bold: bool = False) -> MeasuredRow:
        """The lines of each cell, its mark, and how many lines the row needs."""
        cells: list[list[Line]] = []
        drawn: list[str | None] = []
        for cell, width in zip(row, self.rooms, strict=True):
            mark = cell.mark if isinstance(cell, blocks.Marked) else None
            room = width - (MARK_ROOM if mark else 0.0)
            cells.append(break_lines(runs_of(cell, self.known, bold), self.look.size, room, self.pen.types))
            drawn.append(mark)
        return cells, drawn, max(len(lines) for lines in cells)

    def row(self, number: int) -> MeasuredRow:
        """The measured row; kept until it is drawn."""
        found = self._measured.get(number)
        if found is None:
            found = self._measured[number] = self.measure(self.table.rows[number])
        return found

    def forget(self, number: int) -> None:
        """Let go of a row that is drawn to its end."""
        self._measured.pop(number, None)
        self._rows.pop(number, None)

    def cells_of(self, number: int) -> tuple[Element, list[Element]]:
        """The elements of a row; the same ones where it goes on over a page."""
        found = self._rows.get(number)
        if found is None:
            tr = self.element.add("TR")
            cells = [
                tr.add("TH", "/O/Table/Scope/Row") if column.heading else tr.add("TD") for column in self.table.columns
            ]
            found = self._rows[number] = (tr, cells)
        return found


def _widths(columns: Sequence[blocks.Column], width: float, pen: Pen, size: float) -> list[float]:
    """The columns' shares of the width, but none narrower than the longest word of its title."""
    face = pen.types.get(True, size)
    least = [
        max((face.width(word) for word in drawable(column.title).split()), default=0.0)
        + 2 * PAD_X
        + (NUMBER_GAP if column.number else 0.0)
        + 0.5
        for column in columns
    ]
    widths = [0.0] * len(columns)
    held: set[int] = set()
    while True:
        free = [at for at in range(len(columns)) if at not in held]
        room = width - sum(least[at] for at in held)
        shares = sum(columns[at].share for at in free)
        widths = [least[at] if at in held else room * columns[at].share / shares for at in range(len(columns))]
        tight = {at for at in free if widths[at] < least[at]}
        # Where not even the titles fit side by side, the shares decide and words are cut.
        if not tight or len(tight) == len(free):
            return widths if not tight else [width * column.share / sum(c.share for c in columns) for column in columns]
        held |= tight


class BigTable:
    """The rows of a table from one place on. Make the first with `big_table`."""

    before, after, keep = 4.0, 12.0, False

    def __init__(self, body: TableBody, row: int = 0, line: int = 0) -> None:
        self.body, self._row, self._line = body, row, line
        self._shares: list[tuple[int, int, int]] = []

    def least(self, width: float) -> float:
        """The headings and the first rows, or a few lines of a tall one."""
        del width
        body = self.body
        height = body.head_height
        for number in range(self._row, min(self._row + body.look.first, len(body.table.rows))):
            height += body.height(min(body.row(number)[2], 6))
        return height

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """As many rows as fit. A row is cut only when a whole page could not hold it."""
        del width
        body = self.body
        height, row, line = body.head_height, self._row, self._line
        self._shares = []
        while row < len(body.table.rows):
            lines = body.row(row)[2] - line
            if height + body.height(lines) <= room:
                self._shares.append((row, line, line + lines))
                height += body.height(lines)
                row, line = row + 1, 0
                continue
            fits = int((room - height - 2 * body.look.pad) // body.look.leading)
            if body.head_height + body.height(lines) > TALL and fits >= 4:
                self._shares.append((row, line, line + fits))
                height += body.height(fits)
                line += fits
            break
        if not self._shares and body.table.rows:
            return None
        return height, BigTable(body, row, line) if row < len(body.table.rows) else None

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw the headings and the rows that fitted, and put it all on the page at once."""
        body, canvas = self.body, pen.canvas
        out: list[str] = []
        if body.head_height:
            self._draw_head(pen, left, top, out)
        y = top - body.head_height
        rules: list[str] = []
        for row, start, stop in self._shares:
            cells, drawn, lines = body.row(row)
            height = body.height(stop - start)
            if body.table.keys is not None and start == 0 and (key := body.table.keys[row]) is not None:
                canvas.place(body.known[key], left, y + 8)
            self._draw_row(pen, left, y, cells, drawn, (start, stop), body.cells_of(row)[1], out)
            y -= height
            rules.append(f"{left:.2f} {y:.2f} m {left + body.width:.2f} {y:.2f} l S")
            if stop == lines:
                body.forget(row)
        canvas.put([*out, f"{ARTIFACT} 0.5 w {marks.rgb(RULE)} RG", *rules, "EMC"])

    def _draw_head(self, pen: Pen, left: float, top: float, out: list[str]) -> None:
        body = self.body
        height = body.head_height
        box = f"{left:.2f} {top - height:.2f} {body.width:.2f} {height:.2f} re f"
        out.append(f"{ARTIFACT} {marks.rgb(HEAD_GROUND)} rg {box} EMC")
        owners: list[Element | str] = [ARTIFACT] * len(body.widths)
        if self._row == 0 and self._line == 0:
            tr = body.element.add("TR")
            owners = [tr.add("TH", "/O/Table/Scope/Column") for _ in body.widths]
        cells, drawn, lines = body.head
        self._draw_row(pen, left, top, cells, drawn, (0, lines), owners, out)

    def _draw_row(
        self,
        pen: Pen,
        left: float,
        top: float,
        cells: list[list[Line]],
        drawn: list[str | None],
        share: tuple[int, int],
        owners: Sequence[Element | str],
        out: list[str],
    ) -> None:
        start, stop = share
        body = self.body
        size, leading, pad, _ = body.look
        for at, (lines, mark, owner) in enumerate(zip(cells, drawn, owners, strict=True)):
            x = left + body.lefts[at] + PAD_X
            width = body.rooms[at]
            if mark:
                if start == 0:
                    y = top - pad - leading / 2 - MARK_SIZE / 2
                    out.append(f"{ARTIFACT} {marks.operators(mark, x, y, MARK_SIZE)} EMC")
                x, width = x + MARK_ROOM, width - MARK_ROOM
            if start and body.table.columns[at].heading:
                # Where a row goes on over a page, its name is repeated for the eye; a screen reader has heard it.
                pen.writer.write(lines[: stop - start], x, top - pad, size, leading, ARTIFACT, into=out)
            shown = lines[start:stop]
            if shown:
                right = width if body.table.columns[at].number else None
                whole = stop >= len(lines)
                pen.writer.write(shown, x, top - pad, size, leading, owner, width=right, last=whole, into=out)


def big_table(table: blocks.Table, owner: Element, pen: Pen, known: Places, width: float) -> BigTable:
    """A table as pieces of the column, `width` points wide."""
    return BigTable(TableBody(table, owner, pen, known, width))
