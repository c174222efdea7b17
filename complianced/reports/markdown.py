"""Blocks as Markdown: CommonMark with the tables of GitHub. All text is escaped; nothing in it becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from complianced.reports import blocks
from complianced.reports.places import Places
from complianced.reports.plain import clean

# What may begin markup anywhere in a line; an underscore within a word begins nothing.
_SPECIAL = re.compile(r"[\\`*\[\]<>|~#&$]|(?<![^\W_])_|_(?![^\W_])")
# What some readers make a link of by itself: addresses of the web and of mail.
_ADDRESS = re.compile(r"(?<=www)\.|:(?=//)|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# What begins a list where it begins a line.
_LIST_MARK = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+]))")
_BREAK = "<br>"


def render_markdown(content: Sequence[blocks.Block], places: Places | None = None) -> str:
    """The page as text that ends with a newline. The same blocks give the same text.

    Without `places` no link leads anywhere and its words are printed plain.
    """
    page = _Page(content, places or Places())
    parts = (page.block(block).rstrip() for block in content)
    return "\n\n".join(part for part in parts if part) + "\n"


class _Page:
    def __init__(self, content: Sequence[blocks.Block], places: Places) -> None:
        self.headings = [block for block in content if isinstance(block, blocks.Heading)]
        self.places = places
        self.placed: set[str] = set()

    def block(self, block: blocks.Block) -> str:
        """One block; empty where Markdown has nothing for it."""
        match block:
            case blocks.Title():
                parts = _opening(self.words(block.above)), f"# {_line(block.text)}", _opening(self.words(block.below))
                return "\n\n".join(part for part in parts if part)
            case blocks.Heading():
                return f"{'#' * block.level} {self.place(block.key)}{_line(block.text)}"
            case blocks.Paragraph():
                said = _opening(self.words(block.words))
                return f"> {said}" if block.look in ("note", "warning") and said else said
            case blocks.Bullets():
                marks = [f"{at}." if block.numbered else "-" for at in range(1, len(block.items) + 1)]
                items = zip(marks, block.items, strict=True)
                return "\n".join(f"{mark} {_opening(self.words(item))}" for mark, item in items)
            case blocks.Table():
                return "\n".join(self.table(block))
            case blocks.Facts():
                return "\n".join(f"- **{_line(name)}:** {self.cell(value)}" for name, value in block.rows)
            case blocks.Tiles():
                return "\n".join(map(self.tile, block.tiles))
            case blocks.Bars():
                return f"**{_line(block.title)}**\n\n" + "\n".join(self.table(block.table("", block.unit, "Of these")))
            case blocks.Heat():
                return f"**{_line(block.title)}**\n\n" + "\n".join(self.table(block.table()))
            case blocks.Pictured():
                return _opening(self.words(block.words))
            case blocks.Contents():
                return "\n".join(self.contents(block))
            case _:
                return ""

    def place(self, key: str | None) -> str:
        """The anchor of a place, once: where a key stands twice, links lead to the first."""
        if not key or key in self.placed or key not in self.places.here:
            return ""
        self.placed.add(key)
        return f'<a id="{escape(self.places.here[key])}"></a>'

    def table(self, block: blocks.Table) -> Iterator[str]:
        yield _row(_line(column.title) for column in block.columns)
        yield _row("---:" if column.number else "---" for column in block.columns)
        for at, row in enumerate(block.rows):
            anchor = self.place(block.keys[at] if block.keys is not None else None)
            first, *others = (self.cell(cell) for cell in row)
            yield _row([anchor + first, *others])

    def tile(self, tile: blocks.Tile) -> str:
        note = f" ({_line(tile.note)})" if tile.note else ""
        return f"- **{_line(tile.value)}** {_line(tile.label)}{note}"

    def contents(self, block: blocks.Contents) -> Iterator[str]:
        for heading in self.headings:
            if heading.in_contents and heading.level <= block.deepest:
                words = self.words([blocks.Span(heading.text, to=heading.key)])
                yield f"{'  ' * (heading.level - 2)}- {_opening(words)}"

    def cell(self, cell: blocks.Cell) -> str:
        return self.words(cell.text if isinstance(cell, blocks.Marked) else cell)

    def words(self, words: blocks.Words) -> str:
        if isinstance(words, str):
            return escaped(words)
        return "".join(escaped(word) if isinstance(word, str) else self.span(word) for word in words)

    def span(self, span: blocks.Span) -> str:
        text = _code(span.text) if span.code else escaped(span.text)
        if span.strong and text:
            text = f"<strong>{text}</strong>" if span.code or not _is_plain_word(text) else f"**{text}**"
        if not text or not span.to:
            return text
        if span.to in self.places.here:
            return f"[{text}](#{_address(self.places.here[span.to])})"
        if span.to in self.places.elsewhere:
            return f"[{text}]({_address(self.places.elsewhere[span.to])})"
        return text


def escaped(text: str) -> str:
    """The text so that a reader shows it as it is; a line break becomes one that stays within a table cell."""
    text = _SPECIAL.sub(lambda found: "\\" + found.group(), clean(text))
    text = _ADDRESS.sub(lambda found: "\\" + found.group(), text)
    text = text.replace("@", "@<!-- -->")
    return _BREAK.join(line.strip() for line in text.split("\n")) if "\n" in text else text


def _line(text: str) -> str:
    """The text on one line, for headings and names of columns."""
    return " ".join(escaped(clean(text).replace("\n", " ")).split())


def _opening(line: str) -> str:
    """The line so that its first word begins no list."""
    return _LIST_MARK.sub(lambda found: found.group() + "\\", line.strip())


def _code(text: str) -> str:
    """The text word for word, a line at a time; escaped like any other where a table would cut it in two."""
    return _BREAK.join(_code_line(line) for line in clean(text).split("\n") if line.strip())


def _code_line(line: str) -> str:
    line = line.strip()
    if "|" in line:
        return escaped(line)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    pad = " " if "`" in (line[0], line[-1]) else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _is_plain_word(text: str) -> bool:
    return text[0].isalnum() and text[-1].isalnum()


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _address(address: str) -> str:
    """An address in which nothing ends the link, and no entity is read."""
    return quote(address, safe="/#:?=&%+,;~@!.-_").replace("&", "&amp;")
