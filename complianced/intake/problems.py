"""Problems as sentences: where something stands, what is wrong with it, and the way out.

Cells, headings and file names are hostile text: what is shown of them is short and holds no control character, so that
a sentence cannot steer a terminal or break a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from complianced.model import Problem

EACH = 20  # problems of one code in one column that are told one by one; the rest are counted
SHOWN = 80  # characters of a cell that a problem shows

# Controls, and the marks that turn the direction of the text after them.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """The text as it may stand in a sentence: one line, at most 80 characters, nothing that acts."""
    return _UNSHOWABLE.sub(" ", text[:SHOWN]) + ("…" if len(text) > SHOWN else "")


@dataclass(frozen=True)
class Place:
    """Where a table was read from: the file as a person knows it, and the file's own headings by contract column."""

    file: str
    table: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """The file's own heading, with the contract's name in brackets where they differ."""
        heading = self.headings.get(name, name)
        return name if heading == name else f"{shown(heading)} ({name})"

    def at(self, row: int | None = None, column: str | None = None) -> str:
        """`visits.csv, row 14, column visited_on`."""
        parts = [shown(self.file)]
        if row is not None:
            parts.append(f"row {row}")
        if column is not None:
            parts.append(f"column {self.column(column)}")
        return ", ".join(parts)


class Problems:
    """The problems of one reading, in the order they were met; repeats beyond the first 20 become one line."""

    def __init__(self) -> None:
        self._told: list[Problem] = []
        self._seen: Counter[tuple[str | None, str | None, str]] = Counter()
        self._places: dict[tuple[str | None, str | None, str], tuple[Place, str | None]] = {}

    def add(
        self,
        code: str,
        place: Place,
        what: str,
        *,
        row: int | None = None,
        column: str | None = None,
        record_id: str | None = None,
        value: str | None = None,
    ) -> None:
        """One problem; `what` is the rest of the sentence after the place."""
        kind = (place.table or place.file, column, code)
        self._seen[kind] += 1
        self._places.setdefault(kind, (place, column))
        if self._seen[kind] > EACH:
            return
        self._told.append(
            Problem(
                code=code,
                problem=f"{place.at(row, column)}: {what}",
                file=shown(place.file),
                table=place.table,
                row=row,
                column=column,
                record_id=record_id,
                value=None if value is None else shown(value),
            )
        )

    def cells(
        self,
        code: str,
        place: Place,
        column: str,
        whats: Sequence[str],
        rows: Sequence[int],
        record_ids: Sequence[str | None],
        values: Sequence[str | None],
        count: int,
    ) -> None:
        """The same kind of problem in `count` cells of a column; the sequences hold at least the first 20 of them."""
        kind = (place.table or place.file, column, code)
        told = min(len(rows), max(0, EACH - self._seen[kind]))
        for what, row, record_id, value in zip(
            whats[:told], rows[:told], record_ids[:told], values[:told], strict=True
        ):
            self.add(code, place, what, row=row, column=column, record_id=record_id, value=value)
        self._seen[kind] += count - told
        self._places.setdefault(kind, (place, column))

    def all(self) -> tuple[Problem, ...]:
        """Every problem told, then one line for each kind that has more."""
        more = [
            Problem(
                code=code,
                problem=f"{place.at(None, column)}: and {seen - EACH:,} more of the same kind ({code}).",
                file=shown(place.file),
                table=place.table,
                column=column,
            )
            for (kind, seen) in self._seen.items()
            if seen > EACH
            for (place, column), code in [(self._places[kind], kind[2])]
        ]
        return tuple(self._told + more)
