"""A face at a size, in one document: how wide words are, where too long ones are cut, and the codes that draw them."""

from __future__ import annotations

from typing import Any

from complianced.reports.canvas import TaggedCanvas
from complianced.reports.fonts import BODY, BOLD, faces


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
