"""How high blocks will stand on an A4 page, so that a section can say as much as fits and no more.

An estimate from the same face and styles that `pdf.py` draws with; it errs on the high side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlab.pdfbase.pdfmetrics import stringWidth

from complianced.reports import bigtable
from complianced.reports.blocks import Block, Bullets, Cell, Column, Heading, Marked, Paragraph, Table, Tiles, plain
from complianced.reports.flow import FRAME
from complianced.reports.fonts import BOLD, drawable, faces
from complianced.reports.styles import ITEM_INDENT, NORMAL, PANEL_PADDING, PANELS

PAGE = FRAME.height
# The title's band takes this much of the first page.
BAND = 160.0
_TILES = 132.0
_TABLE_GAPS = 16.0


def height(blocks: Iterable[Block]) -> float:
    """The height of headings, paragraphs, lists, tables and tiles one below the other, in points."""
    return sum(map(_height, blocks))


def _height(block: Block) -> float:
    match block:
        case Heading():
            style = NORMAL.headings[block.level + block.quiet]
            return style.before + style.after + _lines(block.text, style.size, FRAME.width) * style.leading
        case Paragraph():
            style = {"lead": NORMAL.lead, "small": NORMAL.small}.get(block.look, NORMAL.body)
            panel = 2 * PANEL_PADDING if block.look in PANELS else 0.0
            lines = _lines(plain(block.words), style.size, FRAME.width - 1.5 * panel)
            return lines * style.leading + style.after + panel
        case Bullets():
            item = NORMAL.item
            room = FRAME.width - ITEM_INDENT
            return sum(_lines(plain(each), item.size, room) * item.leading + item.after for each in block.items)
        case Tiles():
            return _TILES
        case Table():
            head = row_height([column.title for column in block.columns], block.columns)
            return _TABLE_GAPS + head + sum(row_height(row, block.columns) for row in block.rows)
        case _:
            raise ValueError(f"the height of {type(block).__name__} is not known")


def row_height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """The height of one row of a table that is not set close."""
    shares = sum(column.share for column in columns)
    lines = []
    for cell, column in zip(row, columns, strict=True):
        room = FRAME.width * column.share / shares - 2 * bigtable.PAD_X
        if column.number:
            room -= bigtable.NUMBER_GAP
        if isinstance(cell, Marked):
            lines.append(_lines(cell.text, bigtable.ROOMY.size, room - bigtable.MARK_ROOM))
        else:
            lines.append(_lines(plain(cell), bigtable.ROOMY.size, room))
    return bigtable.ROOMY.height(max(lines))


def _lines(text: str, size: float, room: float) -> int:
    """How many lines the words need, in the wider of the faces."""
    faces()
    lines = 0
    for part in drawable(text).split("\n"):
        lines += 1
        taken = 0.0
        for word in part.split():
            wide = stringWidth(word + " ", BOLD, size)
            if taken and taken + wide > room:
                lines, taken = lines + 1, 0.0
            taken += wide
            # A word wider than the line is cut.
            lines += int(taken // (room + 1.0)) if taken > room + stringWidth(" ", BOLD, size) else 0
    return lines
