"""Workbooks to work with: the action plan (owner, date and state of each finding) and the index of evidence.

Every cell is written as text or date, never as a formula; formula-like text carries Excel's own mark of plain text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from complianced.model import Audit
from complianced.reports.atomic import write_whole
from complianced.reports.context import rules_by_id
from complianced.reports.findings_csv import FORMULA_STARTS
from complianced.reports.owners import Owners
from complianced.reports.plain import clean
from complianced.reports.words import BASES, HOWS, OUTCOMES, SEVERITIES, SURE, clause_name, first_capital

ACTION_PLAN = "action-plan.xlsx"
EVIDENCE_INDEX = "evidence-index.xlsx"
STATES = ("To do", "Under way", "Done", "Accepted for now")
HELD = ("Yes", "Partly", "No")
# What a cell of a workbook can hold; longer text says so at its end.
LONGEST = 32_767
# The longest list that Excel takes inside a drop-down.
LIST_LIMIT = 255


@dataclass(frozen=True)
class _Column:
    """A column: its title, width in characters, and the choices of its drop-down. `fill` is for a person to fill in.

    Where `open`, other words than the choices may be written too.
    """

    title: str
    width: float
    choices: tuple[str, ...] = ()
    fill: bool = False
    open: bool = False


def write_action_plan(
    audit: Audit,
    out_dir: Path,
    *,
    names: Mapping[tuple[str, str], str] | None = None,
    owners: Owners | None = None,
) -> Path:
    """Write `action-plan.xlsx`: a line for each finding, with room for its owner, target date and state.

    `names` (by table and record id) adds a column of names, for those who may see them; `owners` fills in who answers
    for each finding and offers their roles in a list.
    """
    rules = rules_by_id(audit)
    columns = [
        _Column("Finding", 34),
        _Column("Severity", 11),
        _Column("Rests on", 17),
        _Column("Scheme", 11),
        _Column("Table", 16),
        _Column("Record", 14),
        *([_Column("Name", 24)] if names else []),
        _Column("What was found", 52),
        _Column("What to do", 46),
        _Column("Clauses", 32),
        _Column("Was due", 12),
        _Column("Owner", 20, owners.roles if owners else (), fill=True, open=True),
        _Column("Target date", 13, fill=True),
        _Column("State", 16, STATES, fill=True),
        _Column("Notes", 40, fill=True),
    ]
    rows = []
    for row in audit.findings.iter_rows(named=True):
        rule = rules[row["rule"]]
        rows.append(
            [
                row["id"],
                SEVERITIES[rule.severity],
                BASES[rule.basis],
                row["scheme_id"],
                row["table"].replace("_", " "),
                row["record_id"],
                *([names.get((row["table"], row["record_id"]), "")] if names else []),
                row["message"],
                rule.fix,
                "; ".join(map(clause_name, rule.clauses)),
                row["due_on"],
                owners.of(row["rule"], row["table"]) if owners else None,
                None,
                STATES[0],
                None,
            ]
        )
    return write_whole(Path(out_dir) / ACTION_PLAN, _workbook(audit, "Action plan", columns, rows))


def write_evidence_index(audit: Audit, out_dir: Path, *, titles: Mapping[str, str] | None = None) -> Path:
    """Write `evidence-index.xlsx`: a line for each clause, with its outcome and room for where its evidence is kept."""
    titles = titles or {}
    columns = [
        _Column("Clause", 26),
        _Column("Instrument", 34),
        _Column("Gist", 52),
        _Column("How it is accounted for", 24),
        _Column("Outcome", 28),
        _Column("Why", 40),
        _Column("Rules", 34),
        _Column("How its text was seen", 28),
        _Column("Evidence held", 14, HELD, fill=True),
        _Column("What it is and where it is kept", 44, fill=True),
        _Column("Checked by", 20, fill=True),
        _Column("Checked on", 13, fill=True),
    ]
    rows = [
        [
            clause_name(result.clause.ref),
            titles.get(result.clause.ref.partition("/")[0], ""),
            result.clause.gist,
            HOWS[result.clause.how],
            OUTCOMES[result.outcome],
            first_capital(result.why or ""),
            ", ".join(result.rules),
            SURE[result.clause.sure],
            None,
            None,
            None,
            None,
        ]
        for result in audit.clauses
    ]
    return write_whole(Path(out_dir) / EVIDENCE_INDEX, _workbook(audit, "Evidence index", columns, rows))


def _workbook(audit: Audit, title: str, columns: Sequence[_Column], rows: Sequence[Sequence[Any]]) -> bytes:
    """One sheet with frozen headings, filters and drop-downs. Equal input gives equal bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    made = datetime(audit.as_of.year, audit.as_of.month, audit.as_of.day)
    book.set_properties(
        {"title": f"{title}, as at {audit.as_of}", "created": made, "comments": f"complianced {audit.version}"}
    )
    look: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    formats = {
        "head": book.add_format({**look, "bold": True, "font_color": "#FFFFFF", "bg_color": "#12436D", "border": 1}),
        "fill_head": book.add_format({**look, "bold": True, "bg_color": "#E3EAF1", "border": 1}),
        "text": book.add_format({**look, "num_format": "@"}),
        "quoted": book.add_format({**look, "num_format": "@", "quote_prefix": True}),
        "day": book.add_format({**look, "num_format": "d mmm yyyy", "align": "left"}),
    }
    sheet = book.add_worksheet(title)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, formats["fill_head" if column.fill else "head"])
    for row_at, row in enumerate(rows, 1):
        for at, (value, column) in enumerate(zip(row, columns, strict=True)):
            _write(sheet, row_at, at, value, column, formats)
    last = max(len(rows), 1)
    for at, column in enumerate(columns):
        if column.choices:
            offered = {"validate": "list", "source": _source(book, column), "show_error": not column.open}
            sheet.data_validation(1, at, last, at, offered)
        elif column.title.endswith((" date", " on")) and column.fill:
            rule = {"validate": "date", "criteria": ">", "value": date(2000, 1, 1), "error_title": column.title}
            sheet.data_validation(1, at, last, at, {**rule, "error_message": "Write a date, such as 28/02/2027."})
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L" + f"complianced {audit.version}, as at {audit.as_of}" + "&RPage &P of &N")
    book.close()
    return out.getvalue()


def _source(book: Any, column: _Column) -> list[str] | str:
    """The choices of a drop-down: in the cell's own rule, or on a sheet of their own where they are too long for it."""
    choices = [clean(choice) for choice in column.choices]
    if len(",".join(choices)) <= LIST_LIMIT and not any(set(',"') & set(choice) for choice in choices):
        return choices
    lists = book.add_worksheet(f"List of {column.title.lower()}s")
    for row, choice in enumerate(choices):
        lists.write_string(row, 0, choice)
    return f"='{lists.get_name()}'!$A$1:$A${len(choices)}"


def _write(sheet: Any, row: int, at: int, value: Any, column: _Column, formats: Mapping[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), formats["day"])
        return
    if value is None:
        days = column.fill and column.title.endswith((" date", " on"))
        sheet.write_blank(row, at, None, formats["day" if days else "text"])
        return
    text = clean(str(value))
    if len(text) > LONGEST:
        note = f" … [the first {LONGEST - 60:,} of {len(text):,} characters]"
        text = text[: LONGEST - 60] + note
    quoted = text.startswith(tuple(FORMULA_STARTS))
    write: Callable[..., Any] = sheet.write_string
    write(row, at, text, formats["quoted" if quoted else "text"])
