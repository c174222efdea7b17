"""What a pack is made of, whatever it is printed as: headings, paragraphs, lists, tables, figures and key facts.

Sections yield blocks; `pdf.py` and `html.py` draw them. A block holds plain text with its look beside it, never
markup, so a record cannot change the page it stands on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from complianced.reports.said import filled, joined

Look = Literal["body", "lead", "small", "note", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words with a look of their own.

    `to` names a heading or table row of this pack to go to; words that lead nowhere here are printed plain. `lang` is
    given where the words are in another language than the pack. `code` is what stands in a file word for word; a web
    page shows it in a type of its own.
    """

    text: str
    strong: bool = False
    to: str | None = None
    lang: str | None = None
    code: bool = False


Words = str | Sequence[str | Span]


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell or label with a small drawn mark beside its word. `mark` is the name of an outcome or a severity."""

    mark: str
    text: str


Cell = Words | Marked


@dataclass(frozen=True)
class Title:
    """The title of the pack, once, at the top of its first page."""

    text: str
    above: str
    below: str


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 opens a section (the title is level 1). `key` is what links lead to; empty: none does.

    `quiet` prints it a size smaller, for parts of the cover.
    """

    level: int
    text: str
    key: str
    mark: str | None = None
    in_contents: bool = True
    quiet: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `note` and `warning` stand in a panel of their own; `keep` holds it on the page of what follows."""

    words: Words
    look: Look = "body"
    mark: str | None = None
    keep: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list, numbered or not."""

    items: Sequence[Words]
    numbered: bool = False


@dataclass(frozen=True)
class Column:
    """One column of a table; `share` is its part of the width. The `heading` column names its row.

    A `wide` one holds sentences: on a narrow screen it keeps room for some words, and the table scrolls.
    """

    title: str
    share: float
    heading: bool = False
    number: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """A table. `about` says what it holds, for those who do not see it; `keys` names its rows, for links.

    `rows` may be any sequence; it is read one row at a time, so that thousands of rows cost little. `dense` sets it
    closer, for lists that are looked things up in.
    """

    about: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    keys: Sequence[str | None] | None = None
    dense: bool = False


@dataclass(frozen=True)
class Facts:
    """Key facts: a name and its value on each line. `dense` sets them closer, with more room for their names."""

    about: str
    rows: Sequence[tuple[str, Cell]]
    dense: bool = False


@dataclass(frozen=True)
class Tile:
    """One number that matters, with what it counts."""

    value: str
    label: str
    note: str = ""
    mark: str | None = None


@dataclass(frozen=True)
class Tiles:
    """Up to four numbers side by side."""

    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one for each row, stacked by part. `parts` are (word, mark), in the order of each row's counts.

    With a single part, `row_marks` may give each row a mark of its own (severities). `longest` sets the scale where
    the longest bar is in another part of the chart. `in_words` and `numbers_of` are templates, for other languages.
    """

    title: str
    parts: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[int]]]
    unit: str
    row_marks: Sequence[str] = ()
    longest: int = 0
    in_words: str = "{title}. Bar chart of {unit}. {rows}."
    numbers_of: str = "{title}: the numbers of the chart"

    def parted(self, most: int) -> Sequence[Bars]:
        """The same chart in parts of at most so many bars, all on one scale."""
        if len(self.rows) <= most:
            return [self]
        return [
            replace(self, rows=self.rows[at : at + most], row_marks=self.row_marks[at : at + most], longest=self.full)
            for at in range(0, len(self.rows), most)
        ]

    @property
    def full(self) -> int:
        """The count that the longest bar stands for."""
        return self.longest or max((sum(counts) for _, counts in self.rows), default=0)

    def alt(self) -> str:
        """The same numbers in words."""
        return filled(self.in_words, title=self.title, unit=self.unit, rows=_told(self.parts, self.rows))

    def table(self, first: str, total: str, of_these: str) -> Table:
        """The same numbers as a table: each row's total, and its parts in words where there are any."""
        return Table(
            filled(self.numbers_of, title=self.title),
            (Column(first, 2, heading=True), Column(total, 1, number=True), Column(of_these, 5)),
            [
                (
                    name,
                    f"{sum(counts):,}",
                    _parts(self.parts, counts) or "–",
                )
                for name, counts in self.rows
            ],
        )


def _told(parts: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[int]]]) -> str:
    """The numbers of a chart in words, noughts too."""
    lines = []
    for name, counts in rows:
        pairs = zip(parts, counts, strict=True)
        told = joined(", ", [filled("{count} {part}", count=count, part=part) for (part, _), count in pairs])
        lines.append(filled("{name}: {parts}", name=name, parts=told))
    return joined("; ", lines)


def _parts(parts: Sequence[tuple[str, str]], counts: Sequence[int]) -> str:
    return joined(
        ", ",
        [
            filled("{count} {part}", count=f"{count:,}", part=part)
            for (part, _), count in zip(parts, counts, strict=True)
            if count
        ],
    )


@dataclass(frozen=True)
class Lines:
    """Counts over time: a line for each part, a point for each day at its true distance, from zero.

    `parts` are (word, mark); `counts` has a sequence for each day, in the order of the parts. `days_said` are the days
    in the pack's language. `in_words` is a template, for other languages.
    """

    title: str
    parts: Sequence[tuple[str, str]]
    days: Sequence[date]
    days_said: Sequence[str]
    counts: Sequence[Sequence[int]]
    unit: str
    in_words: str = "{title}. Line chart of {unit}. {rows}."

    def alt(self) -> str:
        """The same numbers in words."""
        rows = list(zip(self.days_said, self.counts, strict=True))
        return filled(self.in_words, title=self.title, unit=self.unit, rows=_told(self.parts, rows))


@dataclass(frozen=True)
class Heat:
    """A grid of counts, darker for a larger part of the row's total. It is drawn with its numbers, and as a table.

    Where `drawn_only`, a PDF has no table beside the drawing, whose words say every number.
    """

    title: str
    row_title: str
    of: str
    rows: Sequence[str]
    columns: Sequence[str]
    counts: Sequence[Sequence[int]]
    totals: Sequence[int]
    drawn_only: bool = False

    def parted(self, most: int) -> Sequence[Heat]:
        """The same grid in parts of at most so many rows."""
        return [
            replace(self, rows=self.rows[at : at + most], counts=self.counts[at : at + most],
                    totals=self.totals[at : at + most])
            for at in range(0, len(self.rows), most)
        ]  # fmt: skip

    def alt(self) -> str:
        """The same numbers in words; what is nought is left unsaid."""
        lines = []
        for name, counts, total in zip(self.rows, self.counts, self.totals, strict=True):
            cells = zip(self.columns, counts, strict=True)
            told = [filled("{name} {count}", name=column, count=count) for column, count in cells if count]
            lines.append(filled("{name} ({total}): {cells}", name=name, total=total, cells=joined(", ", told)))
        return filled("{title}. {rows}.", title=self.title, rows=joined("; ", lines))

    def table(self) -> Table:
        """The same numbers as a table, with what each row is out of."""
        return Table(
            self.title,
            (
                Column(self.row_title, 3.2, heading=True),
                Column(self.of, 1, number=True),
                *(Column(column, 1.2, number=True) for column in self.columns),
            ),
            [
                (name, f"{total:,}", *(f"{count:,}" for count in counts))
                for name, counts, total in zip(self.rows, self.counts, self.totals, strict=True)
            ],
        )


@dataclass(frozen=True)
class Pictured:
    """A short sentence with a picture (see `pictures/`) that says the same."""

    picture: str
    words: Words


@dataclass(frozen=True)
class Contents:
    """The list of headings with their pages."""

    heading: str
    deepest: int = 3


@dataclass(frozen=True)
class NewPage:
    """What follows starts on a new page."""


Chart = Bars | Lines | Heat
Block = Title | Heading | Paragraph | Bullets | Table | Facts | Tiles | Chart | Pictured | Contents | NewPage
Section = Callable[..., Sequence[Block]]


def plain(words: Words) -> str:
    """The words without their look."""
    if isinstance(words, str):
        return words
    return "".join(word if isinstance(word, str) else word.text for word in words)
