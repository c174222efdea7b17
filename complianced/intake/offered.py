"""A kind of source that a plugin reads: told apart by its name, and handed over table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import polars as pl

from complianced.intake.errors import UnreadableError
from complianced.intake.parts import Part, RawSheet, positions, row_numbers

Made = TypeVar("Made")


class SourceError(ValueError):
    """A source, or one table of it, cannot be used; the message says why, and the way out, to a person."""


@dataclass(frozen=True)
class RecordSource:
    """A kind of source: `fits` is asked with what stands for RECORDS on the command line, a path or an address.

    `tables` gives, for each table in it, a function that reads its rows: a polars frame with the source's own headings,
    cells as text or in the type that the source has. Headings and cells are then read as those of any other source.
    All of them may raise SourceError.
    """

    name: str
    about: str
    fits: Callable[[str], bool]
    tables: Callable[[str], Mapping[str, Callable[[], pl.DataFrame]]]


def offered_parts(source: RecordSource, given: str) -> list[Part]:
    """The parts of such a source. Raises UnreadableError, also for whatever else the plugin raises."""
    tables = _guarded(source, lambda: dict(source.tables(given)))
    return [Part(name, name, (name,), partial(_sheet, source, read)) for name, read in tables.items()]


def fitting(sources: Iterable[RecordSource], given: str) -> RecordSource | None:
    """The first source that fits; None where none does. Raises UnreadableError for one that cannot say."""
    return next((source for source in sources if _guarded(source, partial(source.fits, given))), None)


def _sheet(source: RecordSource, read: Callable[[], pl.DataFrame], _problems: object) -> RawSheet:
    frame = _guarded(source, read)
    if not isinstance(frame, pl.DataFrame):
        raise UnreadableError(f"was not read: the source {source.name} gave {type(frame).__name__} and no frame.")
    headings = tuple(frame.columns)
    return RawSheet(headings, frame.rename(dict(zip(headings, positions(frame.width), strict=True))),
                    row_numbers(frame.height, 2))  # fmt: skip


def _guarded(source: RecordSource, make: Callable[[], Made]) -> Made:
    try:
        return make()
    except SourceError as error:
        raise UnreadableError(f"was not read: {error}") from None
    except Exception as error:
        raise UnreadableError(f"was not read: the source {source.name} failed ({type(error).__name__}).") from None
