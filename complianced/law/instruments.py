"""Instruments: every clause of a piece of law or guidance, and how each is accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from complianced.law.yaml_file import Entry, LawError, load
from complianced.model import Basis, Clause, How, Severity, Sure

_INSTRUMENT_KEYS = frozenset({"title", "kind", "in_force", "ends", "source", "note", "clauses"})
_CLAUSE_KEYS = frozenset(
    {"gist", "how", "sure", "source", "why", "severity", "offence", "begins", "ends", "kind", "note", "rows"}
)


@dataclass(frozen=True)
class Instrument:
    """One instrument: `id` is how legislation.gov.uk names it, joined by hyphens, or a slug for guidance and cases."""

    id: str
    title: str
    kind: Basis
    in_force: date
    ends: date | None
    source: str
    clauses: Mapping[str, Clause]


def read_instrument(file: Path | Traversable) -> Instrument:
    """The instrument in a YAML file named after it. Raises LawError."""
    name = file.name.removesuffix(".yaml")
    entry = Entry(file.name, load(file))
    entry.refuse_unknown(_INSTRUMENT_KEYS)
    title, kind = entry.text("title"), entry.word("kind", Basis, Basis.LAW)
    in_force, ends, source = entry.day("in_force"), entry.day_or_none("ends"), entry.text("source")
    written = entry.content.get("clauses")
    if not isinstance(written, dict) or not written:
        raise LawError(f"{file.name}: `clauses` is missing or empty")
    clauses = {}
    for number, content in written.items():
        each = Entry(f"{file.name}, clause {number}", content)
        each.refuse_unknown(_CLAUSE_KEYS)
        how = each.word("how", How)
        clause = Clause(
            ref=f"{name}/{number}",
            gist=each.text("gist"),
            how=how,
            sure=each.word("sure", Sure),
            source=each.text_or_none("source") or source,
            why=each.text_or_none("why"),
            severity=each.word("severity", Severity) if "severity" in each.content else None,
            offence=bool(each.content.get("offence", False)),
            kind=each.word("kind", Basis, kind),
            begins=each.day_or_none("begins") or in_force,
            ends=each.day_or_none("ends") or ends,
            note=each.text_or_none("note"),
            instrument=title,
        )
        if how is How.NOT_APPLICABLE and clause.why is None:
            raise LawError(f"{each.where}: a clause that is not applicable needs `why`")
        if how is How.JUDGEMENT and clause.severity is None:
            raise LawError(f"{each.where}: a clause of judgement needs `severity`")
        clauses[clause.ref] = clause
    return Instrument(name, title, kind, in_force, ends, source, clauses)


def read_instruments(folder: Traversable) -> dict[str, Instrument]:
    """Every instrument of a law folder, by id, in file order. Raises LawError."""
    return {instrument.id: instrument for instrument in (read_instrument(file) for file in yaml_files(folder))}


def yaml_files(folder: Traversable) -> Iterable[Traversable]:
    """The YAML files of a folder by name; none when there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)
