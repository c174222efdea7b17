"""What a plugin may add to reports: a section of a pack, an output format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from complianced.model import Audit
from complianced.reports.blocks import Block
from complianced.reports.context import Context


class Supplied(Protocol):
    """The records, as far as a section may count them: frames by table, and what was supplied at all."""

    def frame(self, table: str) -> pl.DataFrame:
        """The frame of a table; empty, with all its columns, where the table was not supplied."""
        ...

    def was_supplied(self, source: str) -> bool:
        """True when `table` or `table.column` was supplied."""
        ...


@dataclass(frozen=True)
class PackSection:
    """A section of packs.

    `name` is its own, in small letters and underscores; `about` says in a line what it shows. `blocks` gives what it
    prints from the audit and the pack's context. `after` says, by audience, which section it follows; where that one is
    not in the pack, it comes last. `gather` may count what the section needs of the records on the day of the audit;
    `blocks` finds that in `ctx.gathered[name]`. A section that a board or the people supported read names nobody.
    """

    name: str
    about: str
    blocks: Callable[[Audit, Context], Iterable[Block]]
    after: Mapping[str, str]
    gather: Callable[[Supplied, date], Any] | None = None


@dataclass(frozen=True)
class OutputFormat:
    """A format for `--format NAME`: `write` puts its file or files into the folder and gives their paths."""

    name: str
    about: str
    write: Callable[[Audit, Path], Path | Sequence[Path]]
