"""What the record contract says to a person: types in words, and a note for every column.

The template workbook and `complianced records` both speak with these words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from complianced.schemas.contract import Column, Kind, Table

SUBJECTS: Mapping[str, str] = {
    "organisation": "The organisation",
    "carers": "Carers and their households",
    "checks": "Checks on people who work or live alongside people supported",
    "people": "People supported and their arrangements",
    "events": "What goes wrong, and what people say",
    "governance": "Governance and evidence",
    "self_employment": "Self-employment",
    "homeshare": "Homeshare",
}

TYPES: Mapping[Kind, str] = {
    Kind.ID: "id",
    Kind.TEXT: "text",
    Kind.DATE: "date, such as 28/02/2026",
    Kind.DATETIME: "date and time, such as 28/02/2026 14:30; the date alone where the hour is not known",
    Kind.YESNO: "yes or no",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "number",
    Kind.CHOICE: "one of the words listed",
    Kind.CHOICES: "any of the words listed, with a semicolon between them",
}


def subject_title(subject: str) -> str:
    """The heading of a subject; a plugin's own subject speaks for itself."""
    return SUBJECTS.get(subject, subject.replace("_", " ").capitalize())


def by_subject(tables: Iterable[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Subject titles with their tables: our subjects in the order above, then the plugins'."""
    order = list(SUBJECTS)

    def place(table: Table) -> tuple[int, str]:
        known = table.subject in SUBJECTS
        return (order.index(table.subject) if known else len(order), "" if known else table.subject)

    for _, group in groupby(sorted(tables, key=place), key=place):
        found = list(group)
        yield subject_title(found[0].subject), found


def note(table: Table, column: Column) -> str:
    """What to write in a column, in a line; empty only where the name says it all."""
    if column.name == table.key:
        return column.about or "Your own id for this row, each only once; numbers or letters, never a name"
    if column.about:
        return column.about
    if column.name == "scheme_id":
        return "The scheme this row belongs to; may be left out where the records hold one scheme"
    if column.links_to:
        return f"An id that stands in {column.links_to}"
    return ""
