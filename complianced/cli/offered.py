"""Sections and formats that plugins offer, each behind a guard: one that fails is named, and the rest is still made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complianced.model import Audit
    from complianced.reports.blocks import Block
    from complianced.reports.context import Context
    from complianced.reports.offered import OutputFormat, PackSection
    from complianced.schemas.recordset import RecordSet

Failed = Callable[[str], None]


def counted_for(
    sections: Iterable[PackSection], records: RecordSet, as_of: date, failed: Failed
) -> tuple[list[PackSection], dict[str, Any]]:
    """The sections that can be made, each guarded, and what they gathered from the records, by name."""
    guarded, gathered = [], {}
    for section in sections:
        try:
            if section.gather is not None:
                gathered[section.name] = section.gather(records, as_of)
        except Exception as error:
            failed(f"section {section.name} is not in the pack: {_said(error)}")
            continue
        guarded.append(_guarded(section, failed))
    return guarded, gathered


def _guarded(section: PackSection, failed: Failed) -> PackSection:
    def blocks(audit: Audit, ctx: Context) -> Iterable[Block]:
        try:
            return list(section.blocks(audit, ctx))
        except Exception as error:
            failed(f"section {section.name} is not in the pack: {_said(error)}")
            return []

    return replace(section, blocks=blocks)


def files_of(form: OutputFormat, audit: Audit, out: Path, failed: Failed) -> list[Path]:
    """The files that the format wrote; none where it failed."""
    try:
        written = form.write(audit, out)
        return [written] if isinstance(written, Path) else _paths(written)
    except Exception as error:
        failed(f"format {form.name} was not written: {_said(error)}")
        return []


def _paths(written: Sequence[Path]) -> list[Path]:
    paths = list(written)
    if not all(isinstance(path, Path) for path in paths):
        raise TypeError("write must give paths")
    return paths


def _said(error: Exception) -> str:
    from complianced.rules.run import said

    return said(error)
