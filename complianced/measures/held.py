"""Rows of a table on a day, on their way to a fact: what decided that they are here, and what could not be read.

A small chain of verbs (`where`, `during`, `having`) narrows the rows; `fact` and `total` count them. Whatever column a
condition reads has to have been supplied, or nothing is counted; rows whose cells could not be read are counted apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from complianced.measures.fact import NOT_RECORDED, Fact
from complianced.measures.figure import Period, readable
from complianced.schemas.contract import Kind
from complianced.schemas.recordset import RecordSet, unreadable


@dataclass(frozen=True)
class Held:
    """Some rows of a table. `sources` are the tables and columns that they rest on."""

    records: RecordSet
    table: str
    frame: pl.DataFrame
    sources: frozenset[str]
    unreadable: int = 0
    undated: int = 0

    @classmethod
    def of(cls, records: RecordSet, table: str) -> Held:
        """All rows of a table."""
        return cls(records, table, records.frame(table), frozenset({table}))

    @property
    def missing(self) -> tuple[str, ...]:
        """The tables that were not supplied, and the columns of those that were."""
        gone = {source for source in self.sources if not self.records.was_supplied(source)}
        return tuple(sorted(source for source in gone if source.partition(".")[0] not in gone - {source}))

    def reading(self, *names: str) -> Held:
        """The same rows, resting on these columns too."""
        own = self.records.contract[self.table]
        return replace(self, sources=self.sources | {f"{self.table}.{name}" for name in names if name in own})

    def clear(self, *names: str) -> Held:
        """Only the rows in which these columns could be read."""
        clear = self.frame.filter(readable(self.frame, *names))
        doubtful = self.frame.height - clear.height
        return replace(self.reading(*names), frame=clear, unreadable=self.unreadable + doubtful)

    def where(self, condition: pl.Expr) -> Held:
        """Only the rows for which the condition holds."""
        clear = self.clear(*condition.meta.root_names())
        return replace(clear, frame=clear.frame.filter(condition))

    def during(self, column: str, period: Period) -> Held:
        """Only the rows whose day lies in the period; those without one are counted apart."""
        there = self.where(self._day(column).is_between(period.starts_on, period.ends_on))
        dated = self.frame.filter(readable(self.frame, column))
        return replace(there, undated=self.undated + dated[column].null_count())

    def having(
        self, name: str, other: Held, key: str, condition: pl.Expr | None = None, *, other_key: str | None = None
    ) -> Held:
        """The rows with `name`: whether a row of `other` that meets the condition points at them.

        Where none does that can be read, and one that cannot be read points at them, `name` could not be read either.
        """
        pointing = other_key or key
        names = [pointing, *(condition.meta.root_names() if condition is not None else [])]
        met = pl.lit(True) if condition is None else condition.fill_null(False)
        marked = other.frame.select(
            pl.col(pointing).alias(key), clear=readable(other.frame, *names) & pl.col(pointing).is_not_null(), met=met
        )
        told = (
            marked.drop_nulls(key)
            .group_by(key)
            .agg(sure=(pl.col("clear") & pl.col("met")).any(), doubt=(~pl.col("clear")).any())
        )
        joined = self.frame.join(told, on=key, how="left", maintain_order="left").with_columns(
            (pl.col("doubt") & ~pl.col("sure")).fill_null(False).alias(unreadable(name)),
            pl.col("sure").fill_null(False).alias(name),
        )
        # A row whose link could not be read may point at anything.
        astray = other.frame.filter(~readable(other.frame, pointing)).height
        return replace(
            self.reading(key),
            frame=joined.drop("sure", "doubt"),
            sources=self.reading(key).sources | other.reading(*names).sources,
            unreadable=self.unreadable + other.unreadable + astray,
        )

    def fact(self, label: str, condition: pl.Expr) -> Fact:
        """How many of the rows meet the condition, out of how many."""
        names = condition.meta.root_names()
        if missing := self.reading(*names).missing:
            return Fact(label, missing=missing)
        asked = self.clear(*names)
        met = asked.frame.filter(condition).height
        return Fact(label, met, asked.frame.height, unreadable=asked.unreadable, undated=self.undated)

    def total(self, label: str, by: str | None = None) -> Fact:
        """How many rows there are, split by the choice words of a column where one is named."""
        if missing := (self.reading(by) if by else self).missing:
            return Fact(label, missing=missing)
        if by is None:
            return Fact(label, self.frame.height, unreadable=self.unreadable, undated=self.undated)
        known = self.words(by)
        parts = tuple(known.group_by(by).len().sort("len", by, descending=[True, False]).iter_rows())
        doubtful = self.frame.height - known.height
        return Fact(label, known.height, None, parts, self.unreadable + doubtful, self.undated)

    def words(self, column: str) -> pl.DataFrame:
        """The rows in which the column can be read and holds a word of the contract or nothing, said in a word.

        A word of the scheme's own could be anything, a name too, and is not shown.
        """
        choices = self.records.contract[self.table].column(column).choices
        clear = self.frame.filter(readable(self.frame, column))
        return clear.with_columns(pl.col(column).fill_null(NOT_RECORDED)).filter(
            pl.col(column).is_in([*choices, NOT_RECORDED])
        )

    def only(self, label: str, column: str) -> Fact:
        """The date or choice words of the one row there is; out of several rows, how many have any."""
        if missing := self.reading(column).missing:
            return Fact(label, missing=missing)
        if self.frame.height != 1:
            return self.fact(label, pl.col(column).is_not_null())
        if self.frame.filter(readable(self.frame, column)).is_empty():
            return Fact(label, unreadable=self.unreadable + 1)
        found = self.frame[column][0]
        value: date | tuple[str, ...] | None = found if isinstance(found, date) else None
        if found is not None and value is None:
            choices = self.records.contract[self.table].column(column).choices
            value = tuple(word for word in found if word in choices) or None
        return Fact(label, value, unreadable=self.unreadable)

    def _day(self, column: str) -> pl.Expr:
        moment = self.records.contract[self.table].column(column).kind is Kind.DATETIME
        return pl.col(column).dt.date() if moment else pl.col(column)
