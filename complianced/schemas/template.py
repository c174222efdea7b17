"""The workbook that a scheme without a records system fills in: one sheet per table of the contract.

Each sheet holds a heading row and nothing else, so that the filled-in workbook is read back as it stands. What helps
(drop-downs, formats, a note on each heading) is not in cells. READ_ME and WORDS are for people; intake passes them by.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from complianced.schemas import template_words
from complianced.schemas.checklist import CHECKLIST, EVERY
from complianced.schemas.contract import Column, ContractError, Kind, Table
from complianced.schemas.wording import TYPES, note

READ_ME = "Read me"
WORDS = "Words"

LONGEST_NAME = 31
"""Characters that Excel allows in the name of a sheet."""
LONGEST_LIST = 255
"""Characters that Excel allows in the words of a drop-down, commas included."""
LAST_ROW = 1_048_575
MADE = datetime(2026, 1, 1)
"""A fixed date of making, so that the same contract gives the same bytes."""

FORMATS: Mapping[Kind, str] = {
    Kind.ID: "@",
    Kind.TEXT: "@",
    Kind.DATE: "dd/mm/yyyy",
    Kind.DATETIME: "dd/mm/yyyy hh:mm",
    Kind.YESNO: "@",
    Kind.WHOLE: "0",
    Kind.NUMBER: "General",
    Kind.CHOICE: "@",
    Kind.CHOICES: "@",
}


def write_template(path: Path, contract: Mapping[str, Table]) -> None:
    """Writes the template for `contract` to `path`, whole or not at all.

    Raises ContractError where a table's name cannot be the name of a sheet, OSError where the file cannot be written.
    """
    _refuse_bad_names(contract)
    content = BytesIO()
    book = Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Records for complianced", "created": MADE})
    _read_me(book, contract)
    where = _word_ranges(contract)
    for table in contract.values():
        _table_sheet(book, table, where)
    _words(book, contract)
    book.close()
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(content.getvalue())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _refuse_bad_names(contract: Mapping[str, Table]) -> None:
    for name in contract:
        if len(name) > LONGEST_NAME:
            raise ContractError(f"table {name}: a workbook's sheet has at most {LONGEST_NAME} letters in its name")
        if name.lower() in {READ_ME.lower(), WORDS.lower()}:
            raise ContractError(f"table {name}: the template has a sheet of that name; call the table something else")


def _table_sheet(book: Workbook, table: Table, where: Mapping[str, str]) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 1)
    wanted = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "bottom": 5})
    other = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1})
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(column), book.add_format({"num_format": FORMATS[column.kind]}))
        sheet.write_string(0, at, column.name, wanted if column.required else other)
        text = _help(table, column)
        lines = sum(len(line) // 50 + 1 for line in text.splitlines())
        sheet.write_comment(0, at, text, {"author": "complianced", "width": 320, "height": 18 * lines + 12})
        rule = _validation(column, where.get(f"{table.name}.{column.name}"))
        if rule:
            sheet.data_validation(1, at, LAST_ROW, at, rule)


def _width(column: Column) -> int:
    roomy = {Kind.TEXT: 24, Kind.CHOICE: 20, Kind.CHOICES: 28, Kind.DATETIME: 18}
    return max(len(column.name) + 3, roomy.get(column.kind, 12))


def _help(table: Table, column: Column) -> str:
    lines = [note(table, column), f"Type: {TYPES[column.kind]}"]
    if column.required:
        lines.append("Required: every row needs it")
    if column.links_to:
        lines.append(f"Must stand in {column.links_to}")
    if column.choices:
        lines.append("Words: " + "; ".join(column.choices))
    return "\n".join(line for line in lines if line)


def _validation(column: Column, words_at: str | None) -> dict[str, Any] | None:
    """The rule that Excel holds a cell to; None where anything goes. A list of several words cannot have one."""
    rule: dict[str, Any]
    match column.kind:
        case Kind.DATE | Kind.DATETIME:
            rule = {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 1, 1),
                "maximum": date(2199, 12, 31),
            }
            title = "Not a date"
            way_out = "Write the date as day/month/year, such as 28/02/2026."
            if column.kind is Kind.DATETIME:
                way_out = "Write day/month/year and the time, such as 28/02/2026 14:30. The date alone will do."
        case Kind.YESNO:
            rule = {"validate": "list", "source": ["yes", "no"]}
            title, way_out = "Yes or no", "Write yes or no. Leave the cell empty if it is not recorded."
        case Kind.WHOLE:
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
            title, way_out = "Not a whole number", "Write a whole number, such as 3, without words."
        case Kind.NUMBER:
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e9, "maximum": 1e9}
            title, way_out = "Not a number", "Write a number, such as 412.50, without a pound sign or words."
        case Kind.CHOICE:
            short = len(",".join(column.choices)) <= LONGEST_LIST
            rule = {"validate": "list", "source": list(column.choices) if short else words_at}
            title, way_out = (
                "Not in the list",
                f"Choose one of the words of the list. The sheet {WORDS} shows them all.",
            )
        case _:
            return None
    return rule | {"error_title": title, "error_message": way_out}


def _word_lists(contract: Mapping[str, Table]) -> dict[str, tuple[str, ...]]:
    lists = {
        f"{table.name}.{column.name}": column.choices
        for table in contract.values()
        for column in table.columns
        if column.choices
    }
    if "checklist" in contract:
        for kind, items in CHECKLIST.items():
            lists[f"checklist.item for {'every document' if kind == EVERY else kind}"] = items.must_be_present
            if items.must_be_absent:
                lists[f"checklist.item that must not be in {kind}"] = items.must_be_absent
    return lists


def _word_ranges(contract: Mapping[str, Table]) -> dict[str, str]:
    """Where the words of each `table.column` stand on the sheet WORDS."""
    ranges = {}
    for at, (name, words) in enumerate(_word_lists(contract).items()):
        letter = xl_col_to_name(at, col_abs=True)
        ranges[name] = f"={WORDS}!{letter}$2:{letter}${len(words) + 1}"
    return ranges


def _words(book: Workbook, contract: Mapping[str, Table]) -> None:
    sheet = book.add_worksheet(WORDS)
    sheet.freeze_panes(1, 0)
    heading = book.add_format({"bold": True, "bg_color": "#DCE6F1", "bottom": 1})
    for at, (name, words) in enumerate(_word_lists(contract).items()):
        sheet.set_column(at, at, max(len(word) for word in (name, *words)) + 2)
        sheet.write_string(0, at, name, heading)
        for row, word in enumerate(words, start=1):
            sheet.write_string(row, at, word)


def _read_me(book: Workbook, contract: Mapping[str, Table]) -> None:
    sheet = book.add_worksheet(READ_ME)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 84)
    sheet.set_column(2, 2, 26)
    styles = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "heading": book.add_format({"bold": True, "font_size": 12, "top": 1}),
        "label": book.add_format({"bold": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    link = book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"})
    for row, line in enumerate(template_words.lines(contract)):
        for at, text in enumerate(line.cells):
            if line.leads_to and at == 0:
                sheet.write_url(row, at, f"internal:'{line.leads_to}'!A1", link, text)
            elif text:
                sheet.write_string(row, at, text, styles[line.style if at == 0 else line.rest])
