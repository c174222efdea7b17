"""One small record set, written to every kind of source, and readers of what came of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from complianced.intake import read_records
from complianced.model import Problem
from complianced.schemas.recordset import RecordSet
from complianced.schemas.registry import CONTRACT

INFORMATIVE = ("missing_table", "missing_column")

# Python values as a database would hold them; None is an empty cell.
TABLES: dict[str, list[dict[str, Any]]] = {
    "schemes": [{"scheme_id": "S1", "name": "Harbour", "service": "shared_lives", "nation": "england"}],
    "people": [
        {"person_id": "P1", "name": "Siân Ó Néill", "born_on": date(1961, 3, 4), "support_needs": "autism;epilepsy"},
        {"person_id": "P2", "name": "=1+1 <b>مرحبا</b> 🙂", "born_on": None, "support_needs": None},
    ],
    "carers": [
        {"carer_id": "C1", "status": "approved", "approved_on": date(2024, 2, 29), "gives_medicines": True,
         "approved_max_people": 3},
        {"carer_id": "C2", "status": "applicant", "approved_on": None, "gives_medicines": False,
         "approved_max_people": None},
    ],
    "arrangements": [
        {"arrangement_id": "A1", "person_id": "P1", "carer_id": "C1", "kind": "live_in",
         "started_at": datetime(2026, 7, 1, 9, 30), "weekly_fee": 412.5},
        {"arrangement_id": "A2", "person_id": "P2", "carer_id": "C2", "kind": "short_break",
         "started_at": None, "weekly_fee": None},
    ],
}  # fmt: skip


def text(value: Any) -> str:
    """A value as a CSV holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def as_csv(folder: Path, delimiter: str = ",", encoding: str = "utf-8", newline: str = "\n") -> Path:
    for name, rows in TABLES.items():
        lines = [delimiter.join(rows[0])]
        lines += [delimiter.join(_quoted(text(value), delimiter) for value in row.values()) for row in rows]
        (folder / f"{name}.csv").write_bytes((newline.join(lines) + newline).encode(encoding))
    return folder


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell else cell


def as_parquet(folder: Path) -> Path:
    for name, rows in TABLES.items():
        pl.DataFrame(rows).write_parquet(folder / f"{name}.parquet")
    return folder


def as_xlsx(folder: Path) -> Path:
    import xlsxwriter

    path = folder / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for name, rows in TABLES.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(rows[0]))
            for at, row in enumerate(rows, 1):
                for column, value in enumerate(row.values()):
                    if isinstance(value, datetime):
                        sheet.write_datetime(at, column, value, moment)
                    elif isinstance(value, date):
                        sheet.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                    elif isinstance(value, str):
                        sheet.write_string(at, column, value)
                    elif value is not None:
                        sheet.write(at, column, value)
    return path


def as_ods(folder: Path) -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()

    def cell(value: Any) -> Any:
        if value is None:
            return TableCell()
        if isinstance(value, bool):
            made = TableCell(valuetype="boolean", booleanvalue="true" if value else "false")
        elif isinstance(value, int | float):
            made = TableCell(valuetype="float", value=str(value))
        elif isinstance(value, date):
            made = TableCell(valuetype="date", datevalue=value.isoformat())
        else:
            made = TableCell(valuetype="string")
        made.addElement(P(text=text(value)))
        return made

    for name, rows in TABLES.items():
        sheet = Table(name=name)
        for values in [list(rows[0]), *[list(row.values()) for row in rows]]:
            line = TableRow()
            for value in values:
                line.addElement(cell(value))
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    path = folder / "records.ods"
    book.save(path)
    return path


def as_database(url: str) -> str:
    import sqlalchemy as sa

    types = {date: sa.Date(), datetime: sa.DateTime(), bool: sa.Boolean(), int: sa.Integer(), float: sa.Float()}
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    metadata = sa.MetaData()
    for name, rows in TABLES.items():
        kinds = {key: next((type(row[key]) for row in rows if row[key] is not None), str) for key in rows[0]}
        sa.Table(name, metadata, *[sa.Column(key, types.get(kind, sa.Text())) for key, kind in kinds.items()])
    metadata.drop_all(engine)
    metadata.create_all(engine)
    with engine.begin() as connection:
        for name, rows in TABLES.items():
            connection.execute(metadata.tables[name].insert(), rows)
    engine.dispose()
    return url


def read(source: Path | str, **options: Any) -> RecordSet:
    return read_records(source, CONTRACT, **options)


def problems(records: RecordSet) -> list[Problem]:
    """The problems that are more than a notice of what was not supplied."""
    return [problem for problem in records.problems if problem.code not in INFORMATIVE]


def codes(records: RecordSet) -> list[str]:
    return [problem.code for problem in problems(records)]


def one(records: RecordSet) -> Problem:
    """The only problem."""
    found = problems(records)
    assert len(found) == 1, [problem.problem for problem in found]
    return found[0]
