"""Writes sample records to a folder: all of them or none, in the spelling that the record contract asks for.

The set is written to a folder beside the one asked for, which takes its name once everything is there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

import polars as pl

from complianced.sample.texts import text_of

Form = Literal["csv", "parquet", "xlsx"]
WORKBOOK = "records.xlsx"
XLSX_ROWS = 1_048_575
# Tables that an audit makes for itself from the documents beside the records.
_MADE_BY_THE_AUDIT = frozenset({"document_scans", "document_hits"})
_OURS = {".csv", ".parquet", ".xlsx", ".md", ".yaml"}


def write_records(frames: Mapping[str, pl.DataFrame], out: Path, *, form: Form, force: bool = False) -> None:
    """Write the frames to the folder `out`, with the texts that `documents.file` names.

    `csv` and `parquet`: one file per table; `xlsx`: one workbook, `records.xlsx`. Raises FileExistsError when the
    folder holds anything (with `force`: anything but records), ValueError for an
    unknown form or a table too long for a sheet.
    """
    if form not in get_args(Form):
        raise ValueError(f'form "{form}" is not known; choose one of {", ".join(get_args(Form))}')
    _check_free(out, force=force)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        _write(frames, draft, form)
        if out.exists():
            old = out.with_name(f".{out.name}.{os.getpid()}.old")
            out.rename(old)
            draft.rename(out)
            shutil.rmtree(old)
        else:
            draft.rename(out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_free(out: Path, *, force: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise FileExistsError(f"{out} is a file; name a folder")
    held = [path for path in out.rglob("*") if not path.is_dir()]
    if held and not force:
        raise FileExistsError(f"{out} is not empty; name another folder, or say that it may be replaced")
    strange = sorted(path.relative_to(out).as_posix() for path in held if path.suffix not in _OURS)
    if strange:
        raise FileExistsError(f"{out} holds what is not a record set ({strange[0]}); name another folder")


def _write(frames: Mapping[str, pl.DataFrame], folder: Path, form: Form) -> None:
    frames = {name: frame for name, frame in frames.items() if name not in _MADE_BY_THE_AUDIT}
    if form == "xlsx":
        _workbook(frames, folder / WORKBOOK)
    else:
        for name, frame in frames.items():
            if form == "csv":
                frame.select(spelt(frame)).write_csv(folder / f"{name}.csv")
            else:
                frame.write_parquet(folder / f"{name}.parquet")
    _texts(frames, folder)


def spelt(frame: pl.DataFrame) -> list[pl.Expr]:
    """The columns as text where the contract has a spelling of its own: moments, yes and no, lists."""
    out = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.Datetime):
            column = column.dt.strftime("%Y-%m-%dT%H:%M")
        elif dtype == pl.Boolean:
            column = pl.when(column).then(pl.lit("yes")).when(~column).then(pl.lit("no")).alias(name)
        elif isinstance(dtype, pl.List):
            column = column.list.join(";")
        out.append(column)
    return out


def _workbook(frames: Mapping[str, pl.DataFrame], path: Path) -> None:
    import xlsxwriter  # needed for one form only, and slow to load

    longest = max(frames, key=lambda name: frames[name].height)
    if frames[longest].height > XLSX_ROWS:
        raise ValueError(f"{longest} has {frames[longest].height:,} rows, too many for a sheet; write csv or parquet")
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, plain) as book:
        # A fixed moment, so that the same records give the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})
        for name, frame in frames.items():
            frame.select(spelt(frame)).write_excel(
                book, worksheet=name, dtype_formats={pl.Date: "yyyy-mm-dd", pl.Float64: "0.00", pl.Int64: "0"}
            )


def _texts(frames: Mapping[str, pl.DataFrame], folder: Path) -> None:
    papers = frames.get("documents")
    if papers is None or papers.is_empty():
        return
    homeshare = "homeshare" in frames["schemes"]["service"].to_list()
    for kind, file in papers.select("kind", "file").drop_nulls().iter_rows():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(kind, homeshare=homeshare), encoding="utf-8")
