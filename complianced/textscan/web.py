"""The text of an HTML page as a reader sees it: no scripts, no styles, nothing fetched.

Read in one pass from left to right, so that no page, however broken, takes longer than its length.
"""

from __future__ import annotations

import re
from html import unescape

from complianced.textscan.passages import Block, Line

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "small", "span", "strong",
     "sub", "sup", "time", "u", "var", "wbr"}
)  # fmt: skip
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")


def html_blocks(text: str) -> list[Block]:
    """The paragraphs and headings of a page, with the lines of its source."""
    page = _Page()
    at, line = 0, 1
    while at < len(text):
        tag = text.find("<", at)
        shown = text[at:] if tag < 0 else text[at:tag]
        page.read(shown, line)
        line += shown.count("\n")
        if tag < 0:
            break
        at = _after(text, tag)
        if at < 0:
            break
        name = _NAME.match(text[tag + 1 : tag + 30])
        if name:
            page.meet(name[1].lower(), closing=text[tag + 1] == "/")
        line += text.count("\n", tag, at)
    page.end_block()
    return page.blocks


def _after(text: str, tag: int) -> int:
    """Where the text goes on after the tag, comment or unseen element that begins here; -1 where it never ends."""
    if text.startswith("<!--", tag):
        end = text.find("-->", tag + 4)
        return end if end < 0 else end + 3
    end = text.find(">", tag)
    name = _NAME.match(text[tag + 1 : tag + 30])
    if end < 0 or name is None or text[tag + 1] == "/" or name[1].lower() not in _UNSEEN or text[end - 1] == "/":
        return end if end < 0 else end + 1
    closing = re.compile(f"</{name[1]}[^>]*>", re.IGNORECASE).search(text, end)
    return -1 if closing is None else closing.end()


class _Page:
    """Collects lines until an element begins or ends that is not part of a line."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._lines: list[Line] = []
        self._heading = False
        self._quotes = 0

    def read(self, text: str, first: int) -> None:
        """Text between tags, the first line of which is `first`; what goes on in a line is added to it."""
        for number, part in enumerate(text.split("\n"), start=first):
            if not part.strip():
                continue
            if self._lines and self._lines[-1].number == number:
                self._lines[-1] = Line(self._lines[-1].text + unescape(part), number)
            else:
                self._lines.append(Line(unescape(part), number))

    def meet(self, tag: str, *, closing: bool) -> None:
        """A tag: any but an inline one ends the block."""
        if tag in _INLINE or tag in _UNSEEN:
            return
        self.end_block()
        self._heading = tag in _HEADINGS and not closing
        if tag == "blockquote":
            self._quotes = max(self._quotes + (-1 if closing else 1), 0)

    def end_block(self) -> None:
        """What was collected since the last block is one."""
        if self._lines:
            self.blocks.append(Block(tuple(self._lines), self._heading, self._quotes > 0))
            self._lines = []
