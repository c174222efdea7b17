"""The words of the template's sheet "Read me": how to fill the workbook in, and which sheets are for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from complianced.schemas.contract import Table
from complianced.schemas.wording import by_subject

SHARED_LIVES = "Shared Lives"
HOMESHARE = "Homeshare"
BOTH = "both"

SHARED_LIVES_SUBJECTS = frozenset({"carers", "checks", "people", "events", "self_employment"})
# Tables of those subjects that Homeshare organisations keep too.
KEPT_BY_BOTH = frozenset(
    {"households", "insurances", "file_checks", "disclosures", "training", "incidents", "complaints"}
)

START_WITH = ("schemes", "staff", "households", "carers", "people", "arrangements")


@dataclass(frozen=True)
class Line:
    """One row of the sheet: its cells, the style of the first and of the others, and the sheet it leads to."""

    cells: tuple[str, ...] = ()
    style: str = "text"
    rest: str = "text"
    leads_to: str | None = None


ADVICE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "How to fill it in": (
        (
            "One sheet, one kind of record",
            "Every sheet has its headings in row 1. Write one record in each row below, without gaps or totals. Do not "
            "rename, move into another row or repeat the headings. Their order does not matter.",
        ),
        (
            "Help on each heading",
            "Rest the pointer on a heading: a note says what to write, in what form, and which words are allowed. Dark "
            "headings are required: each row needs them.",
        ),
        (
            "Two kinds of nothing",
            "An empty cell says: we keep this, and here it is not recorded. That is a finding wherever the law wants "
            "it. If you cannot supply something for any record, delete its column. If you cannot supply a sheet, "
            "delete the sheet: left empty, it says that there was nothing to record. What is deleted is reported as "
            "not tested, never as met.",
        ),
        (
            "Dates",
            "Day first: 28/02/2026. Month first is never understood. Where the hour matters, write it too: 28/02/2026 "
            "14:30, in UK time.",
        ),
        ("Yes and no", "Write yes or no. Leave the cell empty only where it is not recorded: empty is not no."),
        (
            "Words to choose from",
            "Cells with a list show a small arrow. All words stand on the sheet Words. If none fits, choose other "
            "where it is offered.",
        ),
        ("Several words", "Where more than one may apply, put a semicolon between them: live_in; short_break."),
        (
            "Ids",
            "Give each record an id of your own and use exactly the same one wherever other sheets point to it: the "
            "carer_id in visits must stand in carers. Ids are kept as text, so 001 stays 001. Do not use names, NHS "
            "numbers or National Insurance numbers as ids.",
        ),
        (
            "One scheme",
            "If all records belong to one scheme, you may delete the column scheme_id everywhere but in schemes.",
        ),
        (
            "Least personal data",
            "Names of people are optional. Never write what a certificate says, nor tax references, passwords or "
            "bank details.",
        ),
    ),
    "What happens next": (
        ("1. Save", "Save the workbook as XLSX, for instance records.xlsx, where only those who need it can read it."),
        ("2. Check", "Run: complianced audit records.xlsx"),
        (
            "3. Put right",
            "What cannot be read is listed with sheet, row, column and the way out. The rest is audited all the same.",
        ),
    ),
}


def for_whom(table: Table) -> str:
    """Who keeps a table: Shared Lives schemes, Homeshare organisations, or both."""
    if table.subject == "homeshare":
        return HOMESHARE
    if table.subject in SHARED_LIVES_SUBJECTS and table.name not in KEPT_BY_BOTH:
        return SHARED_LIVES
    return BOTH


def lines(contract: Mapping[str, Table]) -> Iterator[Line]:
    """The rows of the sheet, from the top."""
    yield Line(("Your records, ready for an audit",), style="title")
    yield Line(("complianced reads this workbook as it stands. It skips this sheet and the sheet Words.",))
    for heading, advice in ADVICE.items():
        yield Line()
        yield Line((heading,), style="heading", rest="heading")
        for label, text in advice:
            yield Line((label, text), style="label")
    first = ", ".join(name for name in START_WITH if name in contract)
    yield Line()
    yield Line(("The sheets", "What one row is", "Who keeps it"), style="heading", rest="heading")
    yield Line(("Start with", f"{first}; the others as far as you can"), style="label")
    for title, tables in by_subject(contract.values()):
        yield Line((title,), style="label")
        for table in tables:
            yield Line((table.name, table.about, for_whom(table)), leads_to=table.name)
