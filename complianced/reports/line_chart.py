"""Line charts: counts over time from zero, each day at its true distance, each line named at its end.

Lines differ by marker and dash as well as by colour, and their numbers stand at the points where there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.graphics.shapes import Drawing, Line, Polygon, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from complianced.reports.blocks import Lines
from complianced.reports.charts import GREY, GRID, INK, SIZE, fill_of
from complianced.reports.fonts import BODY, BOLD, drawable, faces

HEIGHT, FOOT, HEAD = 190.0, 24.0, 18.0
MARKER = 4.6
# Corners of each line's markers, about their middle, and its dash.
SHAPES = (
    ((0.0, 1.2), (1.2, 0.0), (0.0, -1.2), (-1.2, 0.0)),
    ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    ((0.0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
)
DASHES: tuple[Sequence[float] | None, ...] = (None, (6, 3), (2, 3))


def lines(chart: Lines, width: float, slack: float = 1.0) -> Drawing:
    """The chart, `width` points wide. `slack` widens the room for words, where another face takes the place of ours."""
    faces()
    drawing = Drawing(width, HEIGHT)
    top, step = scale_of(max((count for counts in chart.counts for count in counts), default=0))
    left = stringWidth(f"{top:,}", BODY, SIZE) * slack + 10.0
    names = [drawable(word) for word, _ in chart.parts]
    right = max((stringWidth(name, BOLD, SIZE) for name in names), default=0.0) * slack + 16.0
    xs = [left + 14.0 + part * (width - left - right - 14.0) for part in _parts_of_time(chart)]
    scale = (HEIGHT - FOOT - HEAD) / top
    heights = [[FOOT + count * scale for count in counts] for counts in chart.counts]
    for number in range(0, top + 1, step):
        y = FOOT + number * scale
        drawing.add(Line(left, y, width - right + 6, y, strokeColor=GRID if number else GREY, strokeWidth=0.7))
        drawing.add(_words(left - 6, y - 3, f"{number:,}", anchor="end"))
    for x in xs:
        drawing.add(Line(x, FOOT, x, FOOT - 4, strokeColor=GREY, strokeWidth=0.7))
    for x, anchor, day in _days(chart, xs, slack):
        drawing.add(_words(x, FOOT - 16, day, anchor=anchor))
    for at, (_, mark) in enumerate(chart.parts):
        _line(drawing, xs, [spots[at] for spots in heights], at, HexColor(fill_of(mark)))
    _numbers(drawing, chart, xs, heights, slack)
    for y, name in _apart(list(zip(heights[-1], names, strict=True))):
        drawing.add(_words(width - right + 12, y - 3, name, BOLD))
    return drawing


def scale_of(most: int) -> tuple[int, int]:
    """The top of the scale and its step: the smallest round step of which five or fewer reach `most`."""
    unit = 1
    while True:
        for step in (unit, 2 * unit, 5 * unit):
            if step * 5 >= most:
                return max(step * -(-most // step), 2 * step), step
        unit *= 10


def _parts_of_time(chart: Lines) -> list[float]:
    """Each day's place between the first day and the last, 0 to 1."""
    first, last = chart.days[0], chart.days[-1]
    span = (last - first).days
    return [(day - first).days / span if span else 0.5 for day in chart.days]


def _line(drawing: Drawing, xs: Sequence[float], ys: Sequence[float], number: int, colour: HexColor) -> None:
    spots = list(zip(xs, ys, strict=True))
    dash = DASHES[number % len(DASHES)]
    for (x1, y1), (x2, y2) in pairwise(spots):
        drawing.add(Line(x1, y1, x2, y2, strokeColor=colour, strokeWidth=1.8, strokeDashArray=dash))
    for x, y in spots:
        corners = [side for px, py in SHAPES[number % len(SHAPES)] for side in (x + px * MARKER, y + py * MARKER)]
        drawing.add(Polygon(corners, fillColor=colour, strokeColor=None))


def _days(chart: Lines, xs: Sequence[float], slack: float) -> list[tuple[float, str, str]]:
    """The days that have room to be named: the last, the first, and from the left those that touch neither."""
    said = [drawable(day) for day in chart.days_said]
    wide = [stringWidth(day, BODY, SIZE) * slack for day in said]
    last = len(xs) - 1
    ends = xs[last] + 8.0
    named = [(ends, "end", said[last])]
    edge = 0.0
    for at in range(last):
        start = max(xs[at] - wide[at] / 2, 0.0)
        if start >= edge and start + wide[at] + 12.0 <= ends - wide[last]:
            named.append((start, "start", said[at]))
            edge = start + wide[at] + 12.0
    return named


def _numbers(
    drawing: Drawing, chart: Lines, xs: Sequence[float], heights: Sequence[Sequence[float]], slack: float
) -> None:
    """The counts at the points: the largest of a day above its point, the smallest below, the last day's always."""
    edge = float("inf")
    for x, counts, ys in reversed(list(zip(xs, chart.counts, heights, strict=True))):
        half = max(stringWidth(f"{count:,}", BOLD, SIZE) for count in counts) * slack / 2
        if x + half + 4.0 > edge:
            continue
        edge = x - half
        most, least = max(counts), min(counts)
        above, below = ys[counts.index(most)] + 8, ys[counts.index(least)] - 16
        if below <= FOOT + 1:
            # A point that stands on the ground has its number above it, as the days are named below.
            below += 24
            above = max(above, below + SIZE + 1)
        drawing.add(_words(x, above, f"{most:,}", BOLD, "middle"))
        if least != most:
            drawing.add(_words(x, below, f"{least:,}", BOLD, "middle"))


def _apart(names: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The lines' names at the height of their last points, but never on top of one another."""
    placed: list[tuple[float, str]] = []
    for y, name in sorted(names):
        placed.append((max(y, placed[-1][0] + SIZE + 3.0) if placed else y, name))
    return placed


def _words(x: float, y: float, text: str, font: str = BODY, anchor: str = "start") -> String:
    return String(x, y, text, fontName=font, fontSize=SIZE, fillColor=INK, textAnchor=anchor)
