"""Charts as drawings: plain bars with their numbers on them, from zero, in colours that print.

The same drawing goes to PDF and to SVG. Numbers stand in or beside their bar in dark ink or on dark ground, and the
shapes of the legend repeat the marks of the outcome words, so that colour alone says nothing.
"""

from __future__ import annotations

from html import escape

from reportlab.graphics.shapes import Drawing, Line, Polygon, Rect, String
from reportlab.lib.colors import Color, HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth

from complianced.reports import marks
from complianced.reports.blocks import Bars
from complianced.reports.fonts import BODY, BOLD, drawable, faces
from complianced.reports.plain import clean
from complianced.reports.said import foreign

INK, GREY, GRID = HexColor("#1B1F23"), HexColor("#4A5560"), HexColor("#D8DEE4")
SIZE = 9.5
ROW, BAR = 24.0, 15.0
# Fills that carry white figures (4.5:1 at least); on the others the figures are ink.
_FILLS = {
    "met": "#1A6B54",
    "not_met": "#A4161A",
    "not_tested": "#D3D9DF",
    "judgement": "#8FB0CC",
    "not_applicable": "#E8EBEE",
    "not_in_force": "#F3F4F6",
    "waived": "#D9B75B",
    "error": "#4B1D1F",
}
_LIGHT = frozenset({"not_tested", "judgement", "not_applicable", "not_in_force", "waived"})


def fill_of(mark: str) -> str:
    """The fill of a bar that stands for an outcome or severity, as #RRGGBB."""
    return _FILLS.get(mark) or {
        "critical": marks.RED,
        "major": marks.ORANGE,
        "minor": marks.BROWN,
        "advice": marks.SLATE,
    }.get(mark, marks.SLATE)


def bars(chart: Bars, width: float, slack: float = 1.0) -> Drawing:
    """Stacked horizontal bars, `width` points wide, with a legend when a bar has several parts.

    `slack` widens the room for words, where another face may take the place of ours.
    """
    faces()
    several = len(chart.parts) > 1
    legend = _legend_rows(chart, width, slack) if several else []
    top = len(legend) * 16.0 + (6.0 if legend else 0.0)
    height = top + len(chart.rows) * ROW + 4.0
    drawing = Drawing(width, height)
    names = [drawable(name) for name, _ in chart.rows]
    left = max((stringWidth(name, BODY, SIZE) for name in names), default=0.0) * slack + 12.0
    most = chart.full or 1
    room = width - left - 34.0
    for at, row in enumerate(legend):
        for x, word, mark in row:
            y = height - 12.0 - at * 16.0
            drawing.add(Rect(x, y, 10, 10, fillColor=HexColor(fill_of(mark)), strokeColor=GREY, strokeWidth=0.4))
            drawing.add(_words(x + 15, y + 1.5, word))
    for at, (name, (_, counts)) in enumerate(zip(names, chart.rows, strict=True)):
        y = height - top - (at + 1) * ROW + (ROW - BAR) / 2
        drawing.add(_words(left - 8, y + 4, name, anchor="end"))
        x = left
        for (_, mark), count in zip(chart.parts, counts, strict=True):
            if not count:
                continue
            wide = room * count / most
            mark = mark if several else _mark_of(chart, at)
            # Pale parts need an edge to be seen on white paper; dark ones only a gap between them.
            edge = GREY if mark in _LIGHT else white
            drawing.add(Rect(x, y, wide, BAR, fillColor=HexColor(fill_of(mark)), strokeColor=edge, strokeWidth=0.7))
            label = str(count)
            if several and stringWidth(label, BOLD, SIZE) + 5 <= wide:
                ink = INK if mark in _LIGHT else white
                drawing.add(_words(x + wide / 2, y + 4, label, BOLD, ink, "middle"))
            x += wide
        drawing.add(_words(x + 6, y + 4, str(sum(counts)), BOLD))
    bottom = height - top - len(chart.rows) * ROW
    drawing.add(Line(left, bottom, left, height - top, strokeColor=GREY, strokeWidth=0.7))
    return drawing


def _mark_of(chart: Bars, row: int) -> str:
    """With one part, a row may name its own mark in `parts`' place: severities do."""
    return chart.row_marks[row] if chart.row_marks else chart.parts[0][1]


def _legend_rows(chart: Bars, width: float, slack: float) -> list[list[tuple[float, str, str]]]:
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for word, mark in chart.parts:
        word = drawable(word)
        wide = stringWidth(word, BODY, SIZE) * slack + 32.0
        if x + wide > width and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append((x, word, mark))
        x += wide
    return rows


def _words(x: float, y: float, text: str, font: str = BODY, colour: HexColor = INK, anchor: str = "start") -> String:
    return String(x, y, text, fontName=font, fontSize=SIZE, fillColor=colour, textAnchor=anchor)


def svg(drawing: Drawing, title: str, alt: str, name: str) -> str:
    """The drawing as inline SVG with its title and words; `name` keeps its ids apart from those of other drawings.

    Written here and not by reportlab, which measures words in our face and so misplaces them in the reader's.
    """
    shapes = "".join(_svg_shape(shape, drawing.height) for shape in drawing.contents)
    box = f"0 0 {drawing.width:g} {drawing.height:g}"
    return (
        f'<svg role="img"{_lang(alt)} aria-labelledby="{name}t {name}d" viewBox="{box}" '
        f'font-size="{SIZE:g}" xmlns="http://www.w3.org/2000/svg"><title id="{name}t">{escape(clean(title))}</title>'
        f'<desc id="{name}d">{escape(clean(alt))}</desc>{shapes}</svg>'
    )


def _lang(words: str) -> str:
    lang = foreign(words)
    return f' lang="{lang}"' if lang else ""


def _svg_shape(shape: Rect | Line | Polygon | String, height: float) -> str:
    if isinstance(shape, Rect):
        line = f' stroke="{_hex(shape.strokeColor)}" stroke-width="{shape.strokeWidth:g}"' if shape.strokeColor else ""
        top = height - shape.y - shape.height
        return (
            f'<rect x="{shape.x:.2f}" y="{top:.2f}" width="{shape.width:.2f}" height="{shape.height:.2f}" '
            f'fill="{_hex(shape.fillColor)}"{line}/>'
        )
    if isinstance(shape, Line):
        ends = f'x1="{shape.x1:.2f}" y1="{height - shape.y1:.2f}" x2="{shape.x2:.2f}" y2="{height - shape.y2:.2f}"'
        dashes = " ".join(f"{length:g}" for length in shape.strokeDashArray or ())
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<line {ends} stroke="{_hex(shape.strokeColor)}" stroke-width="{shape.strokeWidth:g}"{dashed}/>'
    if isinstance(shape, Polygon):
        spots = zip(shape.points[::2], shape.points[1::2], strict=True)
        corners = " ".join(f"{x:.2f},{height - y:.2f}" for x, y in spots)
        return f'<polygon points="{corners}" fill="{_hex(shape.fillColor)}"/>'
    bold = ' font-weight="600"' if shape.fontName == BOLD else ""
    anchor = f' text-anchor="{shape.textAnchor}"' if shape.textAnchor != "start" else ""
    return (
        f'<text x="{shape.x:.2f}" y="{height - shape.y:.2f}" fill="{_hex(shape.fillColor)}"{bold}{anchor}>'
        f"{escape(shape.text)}</text>"
    )


def _hex(colour: Color) -> str:
    return "#" + str(colour.hexval())[2:]
