"""What a document is once read: passages, each a paragraph or a heading, that know the line every letter is on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# Letters that a reader does not see, and spaces that are none to a regular expression.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")


@dataclass(frozen=True)
class Line:
    """One line as the document has it. `page` is None where the kind of file knows none."""

    text: str
    number: int
    page: int | None = None

    @property
    def place(self) -> str:
        """`line 12`, or `page 3, line 4`."""
        return f"line {self.number}" if self.page is None else f"page {self.page}, line {self.number}"


@dataclass(frozen=True)
class Passage:
    """A paragraph or heading. `under` is the heading that it stands under; `quoted` marks a quotation as a whole."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    heading: bool = False
    under: str = ""
    quoted: bool = False

    def line_at(self, offset: int) -> Line:
        """The line that the letter at this offset of `text` is on."""
        return self.lines[max(bisect_right(self.starts, offset) - 1, 0)]


@dataclass(frozen=True)
class Block:
    """Lines that belong together, as a reader of one kind of file gives them."""

    lines: tuple[Line, ...]
    heading: bool = False
    quoted: bool = False


def passages_of(blocks: list[Block]) -> list[Passage]:
    """The blocks as passages, each under the last heading before it; blocks without a letter are left out."""
    found = []
    under = ""
    for block in blocks:
        text, starts = "", []
        for line in block.lines:
            starts.append(len(text))
            text += plain(line.text).strip() + " "
        text = text.rstrip()
        if not text:
            continue
        found.append(Passage(text, block.lines, tuple(starts), block.heading, under, block.quoted))
        if block.heading:
            under = text
    return found


def plain(text: str) -> str:
    """The text with unseen letters left out and every run of spaces as one."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text))
