"""Words on a page: measured, broken into lines, and written with their tags and links.

Nothing parses the text. It arrives as plain strings with their look beside them (`Run`), so that what stands in a
record cannot become markup, a picture or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from complianced.reports.canvas import ARTIFACT, TaggedCanvas
from complianced.reports.fonts import BODY, BOLD, drawable, faces
from complianced.reports.tags import Element

Colour = str
INK: Colour = "0.106 0.122 0.137"  # #1B1F23, 16:1 on white
NAVY: Colour = "0.071 0.263 0.427"  # #12436D, 10:1 on white
GREY: Colour = "0.290 0.333 0.376"  # #4A5560, 7.6:1 on white


LINK: Colour = "0.063 0.278 0.541"  # #10478A, 9:1 on white; links are underlined as well


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


class _Widths(dict[str, float]):
    def __init__(self, known: dict[int, float], default: float, size: float) -> None:
        super().__init__()
        self.known, self.default, self.scale = known, default, size / 1000.0

    def __missing__(self, char: str) -> float:
        width = self[char] = self.known.get(ord(char), self.default) * self.scale
        return width


class Type:
    """One face at one size, for one document: widths, and the codes that draw a text."""

    def __init__(self, bold: bool, size: float, document: Any) -> None:
        self.font = faces()[BOLD if bold else BODY]
        self.size = size
        self._document = document
        self._chars = _Widths(self.font.face.charWidths, self.font.face.defaultWidth, size)
        self.words: dict[str, float] = {}
        self.space = self._chars[" "]
        self.font.splitString(" ", document)
        self._ascii = f"{self.font.getSubsetInternalName(0, document)} {size:g} Tf ("
        self._codes: dict[str, int] = {}

    def width(self, word: str) -> float:
        """The width of a word in points."""
        known = self.words.get(word)
        if known is None:
            known = sum(map(self._chars.__getitem__, word))
            # Most words recur; the few thousand first ones are worth keeping.
            if len(self.words) < 20_000:
                self.words[word] = known
        return known

    def cut(self, word: str, width: float) -> int:
        """How many characters of a too long word fit on a line: up to a mark like / if there is one, and at least 1."""
        total, fits = 0.0, 0
        for char in word:
            total += self._chars[char]
            if total > width:
                break
            fits += 1
        near = max(word.rfind(mark, 0, fits) for mark in "/-_.")
        return near + 1 if near > 2 else max(fits, 1)

    def show(self, text: str) -> str:
        """The operators that show `text` inside a text object."""
        if text.isascii():
            return self._ascii + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") Tj"
        # The letters met so far that share a subset with ASCII: ŵ, ’ and their like.
        if not self._codes.keys() >= set(text):
            self._learn(text)
        try:
            return f"{self._ascii[:-1]}<{bytes(map(self._codes.__getitem__, text)).hex()}> Tj"
        except KeyError:
            return self._show_apart(text)

    def _learn(self, text: str) -> None:
        for char in set(text):
            subset, codes = self.font.splitString(char, self._document)[0]
            if subset == 0:
                self._codes[char] = codes[0]

    def _show_apart(self, text: str) -> str:
        parts = []
        for subset, codes in self.font.splitString(text, self._document):
            name = self.font.getSubsetInternalName(subset, self._document)
            parts.append(f"{name} {self.size:g} Tf <{codes.hex()}> Tj")
        return " ".join(parts)


class Types:
    """The types of one document."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._document = canvas._doc
        self._known: dict[tuple[bool, float], Type] = {}

    def get(self, bold: bool, size: float) -> Type:
        """The body or bold face at a size."""
        found = self._known.get((bold, size))
        if found is None:
            found = self._known[bold, size] = Type(bold, size, self._document)
        return found


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


class Writer:
    """Writes lines on a canvas, each stretch inside the marked content that it belongs to."""

    def __init__(self, canvas: TaggedCanvas, types: Types) -> None:
        self.canvas = canvas
        self.types = types

    def write(
        self,
        lines: Sequence[Line],
        x: float,
        top: float,
        size: float,
        leading: float,
        owner: Element | str,
        width: float | None = None,
        last: bool = True,
        into: list[str] | None = None,
    ) -> None:
        """Write `lines` down from `top`, for `owner`. With `width`, lines end at its right edge.

        `last` says that the text ends here; otherwise the final line keeps the space that parts it from the next. With
        `into`, the operators are added to it for the caller to put on the page.
        """
        canvas, out = self.canvas, [] if into is None else into
        show = (self.types.get(False, size).show, self.types.get(True, size).show)
        links: list[tuple[Segment, float, float]] = []
        begun: Element | str | None = None
        at_x = at_y = 0.0
        colour = ""
        y = top - size * 0.92 - (leading - size * 1.16) / 2 + leading
        final = lines[-1] if last and lines else None
        for line in lines:
            y -= leading
            if not line:
                continue
            start = x if width is None else x + width - line_width(line)
            # Without a real space at the line's end a screen reader joins the words over the break.
            end = line[-1]
            gap = "" if end.cut or line is final else " "
            for segment in line:
                run = segment.run
                wanted = owner if run.link is None and run.lang is None else self._owner(run, owner)
                if wanted is not begun:
                    if begun is not None:
                        out.append("ET EMC")
                    out.append(f"{canvas.begin(wanted)} BT")
                    begun, at_x, at_y, colour = wanted, 0.0, 0.0, ""
                left = start + segment.x
                out.append(f"{left - at_x:.2f} {y - at_y:.2f} Td")
                at_x, at_y = left, y
                if run.colour != colour:
                    colour = run.colour
                    out.append(f"{colour} rg")
                out.append(show[run.bold](segment.text + gap if segment is end else segment.text))
                if run.link is not None and not isinstance(owner, str):
                    links.append((segment, left, y))
        if begun is not None:
            out.append("ET EMC")
        for segment, left, y in links:
            out.append(f"{ARTIFACT} q {segment.run.colour} RG 0.5 w")
            out.append(f"{left:.2f} {y - 1.6:.2f} m {left + segment.width:.2f} {y - 1.6:.2f} l S Q EMC")
        if into is None:
            canvas.put(out)
        for segment, left, y in links:
            run = segment.run
            assert run.element is not None
            assert run.link is not None
            box = (left, y - size * 0.25, left + segment.width, y + size * 0.8)
            canvas.link(run.element, run.link, box, "Go to " + run.text)

    def _owner(self, run: Run, owner: Element | str) -> Element | str:
        if isinstance(owner, str):
            return owner
        if run.element is None:
            run.element = owner.add("Link" if run.link is not None else "Span", Lang=run.lang)
        return run.element
