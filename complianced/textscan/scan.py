"""Scans the documents of a record set: two tables that rules read like any others, and a Problem for each unread file.

`document_scans` has a row for each document that was looked for, `document_hits` one for each word found. Both are made
here and nowhere else: where the records are no folder with the documents in it, they count as not supplied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from complianced.model import Problem
from complianced.schemas.recordset import RecordSet, frame_schema
from complianced.textscan.documents import read_document
from complianced.textscan.lexicon import Lexicon
from complianced.textscan.refused import DocumentError
from complianced.textscan.search import Hit, Setting, search

SCANS, HITS = "document_scans", "document_hits"
_SHOWN = 80
_NO_FOLDER = Problem(
    code="documents_not_scanned",
    table="documents",
    column="file",
    problem="documents, column file: the documents were not scanned for words. Give the records as a folder, with the "
    "documents in it.",
)
Progress = Callable[[str], None]


def scan_documents(
    records: RecordSet, root: Path | None, lexicon: Lexicon, progress: Progress = lambda _words: None
) -> RecordSet:
    """The record set with the two tables of the scan and a Problem for each document that could not be read.

    `root` is the folder of the records; None where there is none. A set whose contract has no such tables, or whose
    documents were not supplied with their files, is given back with the tables not supplied.
    """
    plain = _without_tables(records)
    if SCANS not in records.contract or not records.was_supplied("documents.file"):
        return plain
    if root is None:
        return replace(plain, problems=(*plain.problems, _NO_FOLDER))
    nations = dict(records.frame("schemes").select("scheme_id", "nation").iter_rows())
    scans: list[dict[str, Any]] = []
    hits: list[dict[str, Any]] = []
    problems: list[Problem] = []
    papers = records.frame("documents").select("scheme_id", "document_id", "kind", "file").sort("document_id")
    for scheme_id, document_id, kind, file in papers.iter_rows():
        if file is None or "://" in file:
            continue
        progress(f"reading document {document_id}")
        scan = {"scan_id": f"SCAN-{document_id}", "scheme_id": scheme_id, "document_id": document_id}
        try:
            passages = read_document(file, root)
        except DocumentError as error:
            problems.append(_problem(document_id, file, error))
            scans.append(scan | {"read": False})
            continue
        scans.append(scan | {"read": True, "passages": len(passages)})
        nation = nations.get(scheme_id) if len(nations) != 1 else next(iter(nations.values()))
        found = search(passages, lexicon, Setting(kind, nation))
        hits += [_row(scheme_id, document_id, number, hit) for number, hit in enumerate(found, start=1)]
    return _with_tables(plain, scans, hits, problems)


def _row(scheme_id: str | None, document_id: str, number: int, hit: Hit) -> dict[str, Any]:
    return {
        "hit_id": f"HIT-{document_id}-{number}",
        "scheme_id": scheme_id,
        "document_id": document_id,
        "lexicon_row": hit.row,
        "word": hit.word,
        "place": hit.line.place,
        "line": hit.line.number,
        "context": hit.context,
        "preferred": hit.prefer,
    }


def _problem(document_id: str, file: str, error: DocumentError) -> Problem:
    shown = "".join(letter if letter.isprintable() else " " for letter in file[:_SHOWN])
    return Problem(
        code="document_unread",
        problem=f"documents, {document_id}, column file: {shown} {error}",
        file=shown,
        table="documents",
        column="file",
        record_id=document_id,
    )


def _without_tables(records: RecordSet) -> RecordSet:
    return replace(
        records,
        frames={name: frame for name, frame in records.frames.items() if name not in (SCANS, HITS)},
        supplied={name: columns for name, columns in records.supplied.items() if name not in (SCANS, HITS)},
        # Nobody is to supply them.
        problems=tuple(problem for problem in records.problems if problem.table not in (SCANS, HITS)),
    )


def _with_tables(
    records: RecordSet, scans: list[dict[str, Any]], hits: list[dict[str, Any]], problems: Sequence[Problem]
) -> RecordSet:
    frames, supplied = dict(records.frames), dict(records.supplied)
    for name, rows in ((SCANS, scans), (HITS, hits)):
        table = records.contract[name]
        frames[name] = pl.DataFrame(rows, schema=frame_schema(table))
        supplied[name] = frozenset(column.name for column in table.columns)
    return replace(records, frames=frames, supplied=supplied, problems=(*records.problems, *problems))
