"""Text broken into lines.

Nothing parses the text. It arrives as plain strings with their look beside them (`Run`), so that what stands in a
record cannot become markup, a picture or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from complianced.reports.fonts import drawable
from complianced.reports.styles import INK, Colour
from complianced.reports.tags import Element
from complianced.reports.typefaces import Type, Types


class Run:
    """Some text in one look. `link` names a place in the pack; `element` is its Link element once drawn."""

    __slots__ = ("bold", "colour", "element", "lang", "link", "text")

    def __init__(
        self, text: str, bold: bool = False, colour: Colour = INK, link: str | None = None, lang: str | None = None
    ) -> None:
        self.text = text
        self.bold = bold
        self.colour = colour
        self.link = link
        self.lang = lang
        self.element: Element | None = None


class Segment(NamedTuple):
    """A stretch of one line in one look, `x` points from the line's start. `cut`: its last word goes on below."""

    text: str
    run: Run
    x: float
    width: float
    cut: bool = False


Line = list[Segment]


def break_lines(runs: Sequence[Run], size: float, width: float, types: Types) -> list[Line]:
    """Lines no wider than `width` points. A newline in the text ends a line; a word too long for a line is cut."""
    first, *others = runs
    if all(run.text.startswith("\n") for run in others):
        lines = _break_plain(first, first.text, types.get(first.bold, size), width)
        for run in others:
            lines += _break_plain(run, run.text[1:], types.get(run.bold, size), width)
        return lines
    return _break_mixed(runs, size, width, types)


def _break_mixed(runs: Sequence[Run], size: float, width: float, types: Types) -> list[Line]:
    """`break_lines` for text whose look changes inside a line."""
    lines: list[Line] = []
    line: list[tuple[str, Run, float]] = []
    used = 0.0

    def end_line(cut: bool = False) -> None:
        nonlocal line, used
        lines.append(_join(line, cut))
        line, used = [], 0.0

    for word in _words(runs):
        if word is None:
            end_line()
            continue
        space = types.get(line[-1][1].bold, size).space if line else 0.0
        sizes = [types.get(run.bold, size).width(text) for text, run in word]
        total = sum(sizes)
        if line and used + space + total > width:
            end_line()
            space = 0.0
        if line:
            line.append((" ", line[-1][1], space))
            used += space
        for (text, run), text_width in zip(word, sizes, strict=True):
            face = types.get(run.bold, size)
            while used + text_width > width and len(text) > 1:
                at = face.cut(text, width - used)
                line.append((text[:at], run, face.width(text[:at])))
                end_line(cut=True)
                text = text[at:]
                text_width = face.width(text)
            line.append((text, run, text_width))
            used += text_width
    end_line()
    return lines


def _break_plain(run: Run, text: str, face: Type, width: float) -> list[Line]:
    """`break_lines` for text of one look, which most of a long table is."""
    lines: list[Line] = []
    space, known = face.space, face.words
    for paragraph in drawable(text).split("\n"):
        words: list[str] = []
        used = 0.0
        for word in paragraph.split(" "):
            wide = known.get(word) or face.width(word)
            if words and used + space + wide > width:
                lines.append([Segment(" ".join(words), run, 0.0, used)])
                words, used = [], 0.0
            while wide > width and len(word) > 1:
                at = face.cut(word, width)
                lines.append([Segment(word[:at], run, 0.0, face.width(word[:at]), cut=True)])
                word = word[at:]
                wide = face.width(word)
            used += wide + (space if words else 0.0)
            words.append(word)
        lines.append([Segment(" ".join(words), run, 0.0, used)])
    return lines


def _words(runs: Sequence[Run]) -> Iterable[list[tuple[str, Run]] | None]:
    """Words, each of one or more pieces where the look changes inside it; None where a line has to end."""
    word: list[tuple[str, Run]] = []
    for run in runs:
        for row, paragraph in enumerate(drawable(run.text).split("\n")):
            if row:
                yield word
                yield None
                word = []
            for at, text in enumerate(paragraph.split(" ")):
                if at and word:
                    yield word
                    word = []
                if text:
                    word.append((text, run))
    if word:
        yield word


def _join(pieces: list[tuple[str, Run, float]], cut: bool) -> Line:
    """Neighbours of one look become one segment."""
    line: Line = []
    x = 0.0
    at = 0
    while at < len(pieces):
        run = pieces[at][1]
        start, texts, width = x, [], 0.0
        while at < len(pieces) and pieces[at][1] is run:
            texts.append(pieces[at][0])
            width += pieces[at][2]
            at += 1
        x += width
        line.append(Segment("".join(texts), run, start, width, cut and at == len(pieces)))
    return line


def line_width(line: Line) -> float:
    """The width of a line in points."""
    return line[-1].x + line[-1].width if line else 0.0
