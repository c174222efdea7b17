"""The looks of text in a PDF: colours that stand out from their ground, sizes and gaps, normal and large print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Colour = str
INK: Colour = "0.106 0.122 0.137"  # #1B1F23, 16:1 on white
NAVY: Colour = "0.071 0.263 0.427"  # #12436D, 10:1 on white
GREY: Colour = "0.290 0.333 0.376"  # #4A5560, 7.6:1 on white
LINK: Colour = "0.063 0.278 0.541"  # #10478A, 9:1 on white; links are underlined as well


@dataclass(frozen=True)
class Style:
    """The look of a text: sizes and gaps in points."""

    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    colour: Colour = INK
    keep: bool = False


@dataclass(frozen=True)
class Styles:
    """The looks of one pack; headings by level."""

    body: Style
    lead: Style
    item: Style
    small: Style
    headings: Mapping[int, Style]


NORMAL = Styles(
    body=Style(11, 16, after=7),
    lead=Style(13, 19, after=9),
    item=Style(11, 16, after=4),
    small=Style(9.5, 13.5, after=5, colour=GREY),
    headings={
        2: Style(21, 26, before=26, after=9, bold=True, colour=NAVY, keep=True),
        3: Style(15, 20, before=20, after=6, bold=True, colour=NAVY, keep=True),
        4: Style(12, 16, before=16, after=3, bold=True, colour=INK, keep=True),
    },
)
# Large print, for easy read: nothing below 16 points.
LARGE = Styles(
    body=Style(16, 24, after=12),
    lead=Style(18, 26, after=12),
    item=Style(16, 24, after=8),
    small=Style(16, 24, after=12),
    headings={
        2: Style(26, 32, before=30, after=14, bold=True, colour=NAVY, keep=True),
        3: Style(22, 28, before=24, after=12, bold=True, colour=NAVY, keep=True),
        4: Style(18, 25, before=20, after=8, bold=True, colour=INK, keep=True),
    },
)
TITLE = Style(29, 34, after=4, bold=True, colour="1 1 1")
PANELS = {"note": ("#EDF2F7", "#12436D"), "warning": ("#FBEFE6", "#B3450C")}
PANEL_PADDING = 10.0
ITEM_INDENT = 15.0
