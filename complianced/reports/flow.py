"""A column of pieces laid over pages: what fits is drawn, what does not is carried on, headings stay with what follows.

One pass: page numbers that are needed early (the contents) are drawn last. Reading order is the order of the pieces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reportlab.lib.pagesizes import A4

from complianced.reports.canvas import TaggedCanvas
from complianced.reports.tags import PageMark
from complianced.reports.typefaces import Types
from complianced.reports.writer import Writer


@dataclass(frozen=True)
class Frame:
    """Where the column stands on every page, in points from the lower left."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height


MARGIN = 56.0
FRAME = Frame(MARGIN, 64.0, A4[0] - 2 * MARGIN, A4[1] - 64.0 - 74.0)


class Pen:
    """What pieces draw with; `banded` are the pages with a title on its band."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.types = Types(canvas)
        self.writer = Writer(canvas, self.types)
        self.banded: list[PageMark] = []


class Piece(Protocol):
    """Something in the column. `keep` holds it on one page with the piece after it."""

    before: float
    after: float
    keep: bool

    def least(self, width: float) -> float:
        """The height without which it should not start on a page."""
        ...

    def fit(self, width: float, room: float) -> tuple[float, Piece | None] | None:
        """The height of what fits in `room`, and the rest. None when nothing does."""
        ...

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Draw what `fit` found, down from `top`."""
        ...


def lay_out(pieces: Iterable[Piece | None], pen: Pen, frame: Frame) -> None:
    """Draw `pieces` on pages of `pen.canvas`; None starts a new page."""
    queue = deque(pieces)
    y = frame.top
    carried = 0.0
    fresh = True

    def turn() -> None:
        nonlocal y, carried, fresh
        pen.canvas.showPage()
        y, carried, fresh = frame.top, 0.0, True

    while queue:
        piece = queue.popleft()
        if piece is None:
            if not fresh:
                turn()
            continue
        gap = 0.0 if fresh else max(carried, piece.before)
        if not fresh and gap + _least_with_next(piece, queue, frame) > y - frame.bottom:
            turn()
            gap = 0.0
        found = piece.fit(frame.width, y - gap - frame.bottom)
        if found is None:
            if fresh:
                raise ValueError(f"{type(piece).__name__} is taller than a page")
            queue.appendleft(piece)
            turn()
            continue
        height, rest = found
        piece.draw(pen, frame.left, y - gap)
        y -= gap + height
        carried, fresh = piece.after, False
        if rest is not None:
            queue.appendleft(rest)
            turn()
    if not fresh:
        pen.canvas.showPage()


def _least_with_next(piece: Piece, queue: Sequence[Piece | None], frame: Frame) -> float:
    """The height of a piece with those it is held to; its own where no page would hold them all."""
    width = frame.width
    total = piece.least(width)
    before = piece
    for following in queue:
        if not before.keep or following is None:
            break
        total += max(before.after, following.before) + following.least(width)
        if total > frame.top - frame.bottom:
            return piece.least(width)
        before = following
    return total
