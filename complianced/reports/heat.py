"""Heat maps: a grid of counts, each on a ground that is darker the larger its part of the row."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from complianced.reports.blocks import Heat
from complianced.reports.fonts import BODY, BOLD, drawable, faces

SIZE, HEAD_SIZE = 9.5, 9.0
ROW, HEAD_LINE = 17.0, 11.0
INK, EDGE = "#1B1F23", "#FFFFFF"
# From which part of a row a ground is used, with the ink that stands on it (4.5:1 at least).
SHADES = (
    (0.75, "#12436D", "#FFFFFF"),
    (0.35, "#7BA7CC", INK),
    (0.1, "#B9D1E5", INK),
    (0.0, "#E1ECF5", INK),
)
NOTHING = ("#F6F7F8", "#4A5560")


def shade(count: int, total: int) -> tuple[str, str]:
    """The ground and the ink of a cell; nothing has a ground of its own, so that one of many can be seen."""
    if not count or not total:
        return NOTHING
    return next((ground, ink) for least, ground, ink in SHADES if count / total >= least)


def grid(heat: Heat, width: float) -> Drawing:
    """The heat map, `width` points wide, its column titles above it."""
    faces()
    names = [drawable(f"{name} ({total:,})") for name, total in zip(heat.rows, heat.totals, strict=True)]
    left = min(max((stringWidth(name, BODY, SIZE) for name in names), default=0.0) + 12.0, width * 0.45)
    wide = (width - left) / max(len(heat.columns), 1)
    heads = [simpleSplit(drawable(column), BOLD, HEAD_SIZE, wide - 6) for column in heat.columns]
    top = max((len(lines) for lines in heads), default=0) * HEAD_LINE + 6.0
    height = top + len(heat.rows) * ROW
    drawing = Drawing(width, height)
    for at, lines in enumerate(heads):
        for line, text in enumerate(lines):
            y = height - top + 6.0 + (len(lines) - 1 - line) * HEAD_LINE
            drawing.add(_words(left + (at + 0.5) * wide, y, text, BOLD, HEAD_SIZE, INK, "middle"))
    for row, (name, counts, total) in enumerate(zip(names, heat.counts, heat.totals, strict=True)):
        y = height - top - (row + 1) * ROW
        drawing.add(_words(left - 8, y + 5, simpleSplit(name, BODY, SIZE, left - 8)[0], BODY, SIZE, INK, "end"))
        for at, count in enumerate(counts):
            ground, ink = shade(count, total)
            x = left + at * wide
            drawing.add(Rect(x, y, wide, ROW, fillColor=HexColor(ground), strokeColor=HexColor(EDGE), strokeWidth=1.2))
            drawing.add(_words(x + wide / 2, y + 5, f"{count:,}", BOLD if count else BODY, SIZE, ink, "middle"))
    return drawing


def _words(x: float, y: float, text: str, font: str, size: float, colour: str, anchor: str) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=anchor)
