"""Pieces made to be looked at: the title on its band, numbers on tiles, and sentences with pictures."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.pagesizes import A4

from complianced.reports import blocks, marks, pictures
from complianced.reports.bigtable import Places, runs_of
from complianced.reports.canvas import ARTIFACT
from complianced.reports.flow import FRAME, Pen, Piece
from complianced.reports.lines import Run, break_lines
from complianced.reports.pieces import Para
from complianced.reports.said import foreign
from complianced.reports.styles import GREY, TITLE, Style
from complianced.reports.tags import Element


class TitleBand:
    """The title of the pack on a dark band over the top of the first page."""

    before, after, keep = 0.0, 26.0, False

    def __init__(self, block: blocks.Title, lead: Style, owner: Element, pen: Pen) -> None:
        self.parts = [
            Para([Run(block.above, colour="0.85 0.9 0.95", lang=foreign(block.above))], lead, owner.add("P"), pen),
            Para([Run(block.text, bold=True, colour="1 1 1", lang=foreign(block.text))], TITLE, owner.add("H1"), pen),
            Para([Run(block.below, colour="1 1 1", lang=foreign(block.below))], lead, owner.add("P"), pen),
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
        pen.banded.append(pen.canvas.mark)
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

    def __init__(self, block: blocks.Pictured, style: Style, owner: Element, pen: Pen, known: Places) -> None:
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
                break_lines(
                    [Run(tile.label, bold=True, lang=foreign(tile.label))],
                    10.5,
                    room - (14 if tile.mark else 0),
                    pen.types,
                ),
                break_lines([Run(tile.note, colour=GREY, lang=foreign(tile.note))], 9.5, room, pen.types)
                if tile.note
                else [],
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
