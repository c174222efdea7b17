"""Statements as files: JSON for programs, CSV that no spreadsheet runs, and a PDF with a page for each carer."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from complianced.reports.atomic import write_whole
from complianced.reports.blocks import Block, Bullets, Column, Facts, Heading, NewPage, Paragraph, Table, Title
from complianced.reports.findings_csv import plain_text
from complianced.reports.pdf import Furniture, render
from complianced.reports.pdfa import Meta
from complianced.statements.statement import NOT_A_COMPUTATION, Amount, Paid, Statement, Statements

SCHEMA = "complianced/statement/1"
COLUMNS = (
    "tax_year", "scheme_id", "carer_id", "part", "person_id", "accommodation", "age_group", "weeks", "first_on",
    "last_on", "kind", "payer", "payments", "pounds",
)  # fmt: skip
READING = (
    "Weeks run from Monday to Sunday; part of a week counts as a week; the week in which 5 April falls belongs to the "
    "year that ends in it.",
    "A person is counted from the day the arrangement began up to, not with, the day it ended; short breaks by their "
    "nights, where these are recorded.",
    "A person with two carers of one home is shown with each of them.",
    "A payment is in the year in which its period ends.",
    "Day support without accommodation is shown by itself: whether the relief reaches it is a question for HMRC.",
    "The fixed amount is for the home, and is shared equally between its carers.",
)


def write_statements(made: Statements, out: Path) -> list[Path]:
    """Write the three files into `out` (made when missing), each whole or not at all, and hand back their paths."""
    stem = f"statement-{made.year.label}"
    return [
        write_whole(out / f"{stem}.json", json_bytes(made)),
        write_whole(out / f"{stem}.csv", csv_bytes(made)),
        write_whole(out / f"{stem}.pdf", pdf_bytes(made)),
    ]


def json_bytes(made: Statements) -> bytes:
    """The statements in the shape `complianced/statement/1`; the same statements give the same bytes."""
    data = {
        "schema": SCHEMA,
        "about": NOT_A_COMPUTATION,
        "tax_year": made.year.label,
        "begins": _day(made.year.begins),
        "ends": _day(made.year.ends),
        "weeks": made.year.weeks,
        "first_monday": _day(made.year.first_monday),
        "last_sunday": _day(made.year.last_sunday),
        "records_until": _day(made.until),
        "year_is_over": made.over,
        "amounts": [_amount_data(amount) for amount in made.amounts],
        "people_maximum": made.people_maximum,
        "notes": [*READING, *made.law_notes],
        "unread_cells": made.unread,
        "carers": [_carer_data(carer) for carer in made.carers],
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def csv_bytes(made: Statements) -> bytes:
    """One line for each person's weeks and each kind of payment; formula-like text gets a leading apostrophe."""
    frame = pl.DataFrame(list(_lines(made)), schema=dict.fromkeys(COLUMNS, pl.String))
    out = io.BytesIO()
    frame.select(plain_text(pl.col(name)).alias(name) for name in COLUMNS).write_csv(
        out, include_bom=True, line_terminator="\r\n"
    )
    return out.getvalue()


def pdf_bytes(made: Statements) -> bytes:
    """A first page that says how to read it, then a page for each carer."""
    title = f"Weeks and fees in the tax year {made.year.label}"
    meta = Meta(
        title=title,
        subject=NOT_A_COMPUTATION,
        author="complianced",
        keywords="Shared Lives, weeks, fees",
        creator="complianced",
        made_on=made.until,
    )
    return render([*_cover(made, title), *_pages(made)], meta, Furniture(f"{title} · not a tax computation"))


def _lines(made: Statements) -> Iterator[dict[str, str | None]]:
    for carer in made.carers:
        owner = {"tax_year": made.year.label, "scheme_id": carer.scheme_id, "carer_id": carer.carer_id}
        for person in carer.people:
            yield owner | {
                "part": "weeks",
                "person_id": person.person_id,
                "accommodation": "yes" if person.accommodation else "no",
                "age_group": person.group,
                "weeks": str(person.weeks),
                "first_on": _day(person.first_on),
                "last_on": _day(person.last_on),
            }
        for paid in carer.paid:
            yield owner | {
                "part": "payments",
                "kind": paid.kind,
                "payer": paid.payer,
                "payments": str(paid.payments),
                "pounds": _pounds(paid.pence),
            }


def _amount_data(amount: Amount) -> dict[str, Any]:
    return {
        "name": amount.name,
        "about": amount.about,
        "pounds": amount.pounds,
        "sure": amount.sure.value if amount.sure else None,
        "confirm_before_use": amount.confirm,
        "source": amount.source,
        "note": amount.note,
    }


def _carer_data(carer: Statement) -> dict[str, Any]:
    return {
        "scheme_id": carer.scheme_id,
        "carer_id": carer.carer_id,
        "household_id": carer.household_id,
        "carers_at_home": carer.carers_at_home,
        "most_people": carer.most_people,
        "most_people_on": None if carer.most_people_on is None else _day(carer.most_people_on),
        "people": [
            {
                "person_id": person.person_id,
                "accommodation": person.accommodation,
                "age_group": person.group,
                "weeks": person.weeks,
                "first_on": _day(person.first_on),
                "last_on": _day(person.last_on),
            }
            for person in carer.people
        ],
        "payments": [
            {
                "kind": paid.kind,
                "payer": paid.payer,
                "payments": paid.payments,
                "pounds": _pounds(paid.pence),
                "without_amount": paid.without_amount,
                "began_before_the_year": paid.across,
            }
            for paid in carer.paid
        ],
        "payments_without_dates": carer.without_dates,
    }


def _cover(made: Statements, title: str) -> Iterator[Block]:
    until = "for the whole year" if made.over else f"up to {_said(made.until)}: the year is not over"
    yield Title(title, "From the scheme's records", f"{_counted(len(made.carers))}, {until}")
    yield Paragraph(
        NOT_A_COMPUTATION + " It says nothing of whether the relief applies to anybody. Ask HMRC or an adviser.",
        look="warning",
    )
    yield Heading(2, "How to read it", "reading")
    yield Bullets(READING)
    yield Heading(2, "Amounts of qualifying care relief", "amounts")
    yield Paragraph(f"{made.year.label} has {made.year.weeks} weeks, Monday to Sunday.", keep=True)
    yield _amounts(made)
    if made.law_notes:
        yield Heading(2, "What is known of Making Tax Digital", "digital")
        yield Bullets(made.law_notes)


def _amounts(made: Statements) -> Table:
    return Table(
        "Amounts in force, and how surely they are known",
        (Column("Amount", 4, heading=True), Column("Pounds", 1, number=True), Column("How sure", 4)),
        [(amount.about, _amount_said(amount, marked=False), _sure_said(amount)) for amount in made.amounts],
    )


def _pages(made: Statements) -> Iterator[Block]:
    for carer in made.carers:
        yield NewPage()
        yield Heading(2, f"Carer {carer.carer_id}: weeks and fees {made.year.label}", f"carer:{carer.carer_id}")
        yield Paragraph(NOT_A_COMPUTATION, look="small")
        yield Facts("This carer's home", list(_home(carer, made)))
        yield Heading(3, "Weeks", f"weeks:{carer.carer_id}", in_contents=False, quiet=True)
        if carer.people:
            yield _weeks(carer)
        else:
            yield Paragraph("No weeks in this year.")
        yield Heading(3, "Fees and other payments", f"fees:{carer.carer_id}", in_contents=False, quiet=True)
        if carer.paid:
            yield _paid(carer)
        else:
            yield Paragraph("No payments in this year.")
        yield from _remarks(carer, made)


def _home(carer: Statement, made: Statements) -> Iterator[tuple[str, str]]:
    yield "Household", carer.household_id or "not recorded"
    yield "Carers approved there in the year", _number(carer.carers_at_home)
    there = _number(carer.most_people)
    on = "" if carer.most_people_on is None else f", first on {_said(carer.most_people_on)}"
    yield "Most people there at one time", there + on
    yield "Amounts for the year", "; ".join(f"{_short(amount)} {_amount_said(amount)}" for amount in made.amounts)


def _weeks(carer: Statement) -> Table:
    return Table(
        "Weeks of each person",
        (
            Column("Person", 2, heading=True),
            Column("With accommodation", 2),
            Column("Age", 2),
            Column("From", 2),
            Column("To", 2),
            Column("Weeks", 1, number=True),
        ),
        [
            (
                person.person_id,
                "yes" if person.accommodation else "no: day support",
                person.group,
                _said(person.first_on),
                _said(person.last_on),
                str(person.weeks),
            )
            for person in carer.people
        ],
    )


def _paid(carer: Statement) -> Table:
    rows = [
        (paid.kind.replace("_", " "), (paid.payer or "not recorded").replace("_", " "), str(paid.payments), _sum(paid))
        for paid in carer.paid
    ]
    total = sum(paid.pence for paid in carer.paid)
    return Table(
        "Payments by kind and payer",
        (
            Column("Kind", 3, heading=True),
            Column("Paid by", 3),
            Column("Payments", 1.3, number=True),
            Column("Pounds", 1.5, number=True),
        ),
        [*rows, ("all", "", str(sum(paid.payments for paid in carer.paid)), f"{total / 100:,.2f}")],
    )


def _remarks(carer: Statement, made: Statements) -> Iterator[Block]:
    """What a reader should know before leaning on the figures."""
    said = []
    if made.people_maximum is not None and (carer.most_people or 0) > made.people_maximum:
        said.append(f"More than {made.people_maximum} people were in the home at one time: the relief is in question.")
    if any(not person.accommodation for person in carer.people):
        said.append("Weeks of day support are among the weeks: ask HMRC whether the relief reaches them.")
    across = sum(paid.across for paid in carer.paid)
    if across:
        said.append(f"Payments whose period began before 6 April: {across}.")
    if carer.without_dates:
        said.append(f"Payments without any date, in no year's statement: {carer.without_dates}.")
    without_amount = sum(paid.without_amount for paid in carer.paid)
    if without_amount:
        said.append(f"Payments without an amount: {without_amount}.")
    if made.unread:
        said.append(f"Cells of the records that could not be read: {made.unread}. The figures may be short of them.")
    if any(amount.confirm for amount in made.amounts):
        said.append("Amounts marked “confirm” were not seen in law: check them with HMRC before using them.")
    if not made.over:
        said.append(f"The year is not over: records are read up to {_said(made.until)}.")
    if said:
        yield Bullets(said)


def _sum(paid: Paid) -> str:
    return f"{paid.pence / 100:,.2f}"


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02}" if pence >= 0 else f"-{-pence // 100}.{-pence % 100:02}"


def _counted(carers: int) -> str:
    return "1 carer" if carers == 1 else f"{carers:,} carers"


def _number(number: int | None) -> str:
    return "not recorded" if number is None else f"{number:,}"


def _amount_said(amount: Amount, *, marked: bool = True) -> str:
    if amount.pounds is None:
        return "not known"
    return f"£{amount.pounds:,.0f}" + (" (confirm)" if amount.confirm and marked else "")


def _sure_said(amount: Amount) -> str:
    if amount.sure is None:
        return amount.note
    first = "confirm before use" if amount.confirm else amount.sure.value
    return f"{first}: {amount.source}" + (f". {amount.note}" if amount.note else "")


def _short(amount: Amount) -> str:
    return {
        "relief_fixed": "home",
        "relief_adult_week": "adult a week",
        "relief_child_under_11_week": "child under 11 a week",
        "relief_child_week": "child of 11 or over a week",
    }[amount.name]


def _day(day: date) -> str:
    return day.isoformat()


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
