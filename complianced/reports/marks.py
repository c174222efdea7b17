"""The small drawn marks beside outcome and severity words: shapes that differ without their colour.

A mark never stands alone; the word beside it says the same. Shapes are kept as data in a unit square (y up), so that
PDF and SVG draw the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass

RED, ORANGE, BROWN, SLATE, GREEN, GREYER = "#A4161A", "#B3450C", "#7A5A00", "#3D5A73", "#1A6B54", "#5A6570"
PALE = "#C9D2DA"

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Shape:
    """A polygon or open line, filled or drawn with a pen. Four points with `round` are a circle's extremes."""

    points: Points
    colour: str
    filled: bool = True
    closed: bool = True
    round: bool = False


_CIRCLE: Points = ((0.5, 1.0), (1.0, 0.5), (0.5, 0.0), (0.0, 0.5))
_DIAMOND: Points = ((0.5, 1.0), (1.0, 0.5), (0.5, 0.0), (0.0, 0.5))
_TRIANGLE: Points = ((0.5, 0.98), (1.0, 0.06), (0.0, 0.06))
_SQUARE: Points = ((0.06, 0.06), (0.94, 0.06), (0.94, 0.94), (0.06, 0.94))


def _bars(filled: int, colour: str) -> tuple[Shape, ...]:
    """Four steps like those of a telephone's signal, as many of them dark as the severity is grave."""
    steps = []
    for step in range(4):
        left, top = step * 0.26, 0.34 + step * 0.22
        box = ((left, 0.0), (left + 0.2, 0.0), (left + 0.2, top), (left, top))
        steps.append(Shape(box, colour if step < filled else PALE))
    return tuple(steps)


MARKS: dict[str, tuple[Shape, ...]] = {
    "met": (
        Shape(_CIRCLE, GREEN, round=True),
        Shape(((0.26, 0.5), (0.44, 0.32), (0.75, 0.68)), "#FFFFFF", filled=False, closed=False),
    ),
    "not_met": (Shape(_DIAMOND, RED),),
    "not_tested": (Shape(_CIRCLE, GREYER, filled=False, round=True),),
    "judgement": (Shape(_DIAMOND, SLATE, filled=False),),
    "not_applicable": (Shape(((0.0, 0.42), (1.0, 0.42), (1.0, 0.58), (0.0, 0.58)), GREYER),),
    "not_in_force": (
        Shape(((0.0, 0.42), (0.4, 0.42), (0.4, 0.58), (0.0, 0.58)), GREYER),
        Shape(((0.6, 0.42), (1.0, 0.42), (1.0, 0.58), (0.6, 0.58)), GREYER),
    ),
    "waived": (Shape(_TRIANGLE, BROWN, filled=False),),
    "error": (Shape(_SQUARE, RED),),
    "critical": _bars(4, RED),
    "major": _bars(3, ORANGE),
    "minor": _bars(2, BROWN),
    "advice": _bars(1, SLATE),
}


def colour_of(mark: str) -> str:
    """The main colour of a mark, for charts, as #RRGGBB."""
    return MARKS[mark][0].colour


def rgb(colour: str) -> str:
    """`#RRGGBB` as the three numbers of a PDF colour operator."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))


def operators(mark: str, x: float, y: float, size: float) -> str:
    """PDF operators that draw `mark` with its lower left corner at (x, y), `size` points high."""
    out = ["q"]
    for shape in MARKS[mark]:
        out.append(f"{rgb(shape.colour)} {'rg' if shape.filled else 'RG'}")
        inset = 0.0 if shape.filled else 0.07
        spots = [(x + size * (inset + px * (1 - 2 * inset)), y + size * (inset + py * (1 - 2 * inset)))
                 for px, py in shape.points]  # fmt: skip
        if not shape.filled:
            out.append(f"{size * 0.14:.2f} w 1 j 1 J")
        out.append(_circle(spots) if shape.round else " ".join(
            f"{px:.2f} {py:.2f} {'l' if at else 'm'}" for at, (px, py) in enumerate(spots)
        ))  # fmt: skip
        out.append("f" if shape.filled else "s" if shape.closed else "S")
    return " ".join([*out, "Q"])


def _circle(spots: list[tuple[float, float]]) -> str:
    (cx, top), (right, cy), _, _ = spots
    bend = (right - cx) * 0.5523
    radius = right - cx
    assert top - cy > 0
    return (
        f"{cx:.2f} {cy + radius:.2f} m "
        f"{cx + bend:.2f} {cy + radius:.2f} {cx + radius:.2f} {cy + bend:.2f} {cx + radius:.2f} {cy:.2f} c "
        f"{cx + radius:.2f} {cy - bend:.2f} {cx + bend:.2f} {cy - radius:.2f} {cx:.2f} {cy - radius:.2f} c "
        f"{cx - bend:.2f} {cy - radius:.2f} {cx - radius:.2f} {cy - bend:.2f} {cx - radius:.2f} {cy:.2f} c "
        f"{cx - radius:.2f} {cy + bend:.2f} {cx - bend:.2f} {cy + radius:.2f} {cx:.2f} {cy + radius:.2f} c h"
    )


def svg(mark: str) -> str:
    """The mark as an inline SVG that readers' software passes over."""
    parts = []
    for shape in MARKS[mark]:
        paint = (
            f'fill="{shape.colour}"'
            if shape.filled
            else f'fill="none" stroke="{shape.colour}" stroke-width="14" stroke-linejoin="round" stroke-linecap="round"'
        )
        inset = 0.0 if shape.filled else 7.0
        if shape.round:
            parts.append(f'<circle cx="50" cy="50" r="{50 - inset:g}" {paint}/>')
            continue
        points = " ".join(
            f"{inset + px * (100 - 2 * inset):g},{100 - inset - py * (100 - 2 * inset):g}" for px, py in shape.points
        )
        parts.append(f'<{"polygon" if shape.closed else "polyline"} points="{points}" {paint}/>')
    return f'<svg class="mark" viewBox="0 0 100 100" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
