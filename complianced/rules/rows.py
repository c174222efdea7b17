"""Rows that remember where their columns came from.

A view is built from the tables of a record set with a few verbs. The rows carry, for every column, the record columns
it was made from: that is how the engine knows which rules a missing table leaves untested, and no others. Where a cell
was filled in but could not be read, a Boolean companion (`?`) follows it through every verb, so that no rule takes it
for "not recorded".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import polars as pl
import polars.selectors as cs

from complianced.schemas.recordset import unreadable

Sources: TypeAlias = frozenset[str]

# The companion that is true where it is in doubt whether the row belongs in the view at all.
ROW_IN_DOUBT = unreadable("")


@dataclass(frozen=True)
class Rows:
    """A lazy frame with its provenance.

    `sources` has, per column, the record columns (`visits.visited_on`) it was made from. `base` has those that decided
    which rows there are. `doubtful` names the columns that have a companion; "" stands for the row itself.
    """

    frame: pl.LazyFrame
    sources: Mapping[str, Sources]
    base: Sources = frozenset()
    doubtful: frozenset[str] = frozenset()

    @classmethod
    def of_table(cls, table: str, frame: pl.DataFrame) -> Rows:
        """The rows of a record table."""
        companions = {name for name in frame.columns if name.endswith("?")}
        columns = [name for name in frame.columns if name not in companions and not name.startswith("_")]
        sources = {name: frozenset({f"{table}.{name.removesuffix('_latest')}"}) for name in columns}
        lazy = frame.lazy().select(*columns, *sorted(companions))
        return cls(lazy, sources, frozenset({table}), frozenset(name[:-1] for name in companions))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, companions left out."""
        return tuple(self.sources)

    def reads(self, *expressions: pl.Expr) -> Sources:
        """The record columns that the expressions rest on. Raises KeyError for a column that is not there."""
        return self.sources_of(_roots(expressions))

    def sources_of(self, columns: Iterable[str]) -> Sources:
        """The record columns that these columns rest on. Raises KeyError for a column that is not there."""
        return frozenset().union(*(self.sources[column] for column in columns))

    def where(self, condition: pl.Expr) -> Rows:
        """Only the rows for which the condition holds; those for which it cannot be known stay, in doubt."""
        doubt = self._doubt(condition)
        base = self.base | self.reads(condition)
        holds = condition.fill_null(False)
        if doubt is None:
            return replace(self, frame=self.frame.filter(holds), base=base)
        frame = self.frame.filter(holds | doubt).with_columns(self._with_row_doubt(doubt))
        return replace(self, frame=frame, base=base, doubtful=self.doubtful | {""})

    def derive(self, **columns: pl.Expr) -> Rows:
        """The same rows with columns worked out from those already there."""
        frame, sources, doubtful = self.frame, dict(self.sources), set(self.doubtful)
        companions = []
        for name, expression in columns.items():
            sources[name] = self.reads(expression)
            doubt = self._doubt(expression)
            if doubt is not None:
                companions.append(doubt.alias(unreadable(name)))
                doubtful.add(name)
            else:
                doubtful.discard(name)
        return replace(
            self,
            frame=frame.with_columns(**columns).with_columns(companions)
            if companions
            else frame.with_columns(**columns),
            sources=sources,
            doubtful=frozenset(doubtful),
        )

    def pick(self, *names: str, **renamed: str) -> Rows:
        """Only some columns; `new=old` renames one."""
        kept = {name: name for name in names} | renamed
        doubts = {new: self._doubtful_name(old) for new, old in {**kept, "": ""}.items()}
        doubtful = {new for new, old in doubts.items() if old is not None}
        companions = [pl.col(unreadable(doubts[new] or "")).alias(unreadable(new)) for new in sorted(doubtful)]
        return replace(
            self,
            frame=self.frame.select(*(pl.col(old).alias(new) for new, old in kept.items()), *companions),
            sources={new: self.sources[old] for new, old in kept.items()},
            doubtful=frozenset(doubtful),
        )

    def look_up(self, other: Rows, on: str | Mapping[str, str], **columns: str) -> Rows:
        """Each row with columns of the one row of `other` that it points at; null where there is none.

        `on` names the columns to match, `{ours: theirs}` where they differ; `new=old` says what to fetch. The key of
        `other` must be unique, which intake has made sure of for the keys of tables.
        """
        pairs = _pairs(on)
        ours, theirs = list(pairs), list(pairs.values())
        fetched = other.pick(*theirs, **columns) if columns else other
        doubt = other._doubt(*(pl.col(old) for old in columns.values()), *map(pl.col, theirs))
        return self._joined(fetched, ours, theirs, tuple(columns), doubt is not None)

    def attach(self, other: Rows, on: str | Mapping[str, str], **aggregates: pl.Expr) -> Rows:
        """Each row with aggregates over the rows of `other` that point at it.

        Counts are 0 where nothing points at the row; anything else is null there.
        """
        pairs = _pairs(on)
        ours, theirs = list(pairs), list(pairs.values())
        keys = [pl.col(name) for name in theirs]
        companions, doubtful = [], set()
        for name, expression in aggregates.items():
            doubt = other.doubt(expression, *keys)
            if doubt is not None:
                companions.append(doubt.any().alias(unreadable(name)))
                doubtful.add(name)
        grouped = other.frame.group_by(theirs).agg(**aggregates).drop_nulls(theirs)
        if companions:
            grouped = grouped.join(other.frame.group_by(theirs).agg(companions), on=theirs, how="left")
        shared = other.base | other.reads(*keys)
        sources = {name: shared | other.reads(expression) for name, expression in aggregates.items()}
        summary = Rows(grouped, sources | dict.fromkeys(theirs, shared), frozenset(), frozenset(doubtful))
        joined = self._joined(summary, ours, theirs, tuple(aggregates), bool(doubtful))
        counts = cs.by_name(*aggregates) & cs.unsigned_integer()
        return replace(joined, frame=joined.frame.with_columns(counts.fill_null(0)))

    def each(self, other: Rows, on: str | Mapping[str, str], **columns: str) -> Rows:
        """One row for every pair of a row and a row of `other` that matches it; `new=old` says what to fetch."""
        pairs = _pairs(on)
        fetched = other.pick(*pairs.values(), **columns)
        return self._joined(fetched, list(pairs), list(pairs.values()), tuple(columns), True, how="inner")

    def crossed_with(self, name: str, words: Iterable[str]) -> Rows:
        """One row for every row and word, the word in the column `name`."""
        frame = self.frame.join(pl.LazyFrame({name: list(words)}, schema={name: pl.String}), how="cross")
        return replace(self, frame=frame, sources={**self.sources, name: frozenset()})

    def split(self, column: str) -> Rows:
        """One row for every word in a column of lists; rows with an empty list have none."""
        listed = pl.col(column).list.len() > 0
        return replace(
            self,
            frame=self.frame.filter(listed.fill_null(False)).explode(column),
            base=self.base | self.reads(pl.col(column)),
        )

    def distinct(self, *names: str) -> Rows:
        """One row for each combination of values in the columns; other columns are left out."""
        picked = self.pick(*names)
        companions = [pl.col(unreadable(name)).any() for name in sorted(picked.doubtful)]
        frame = picked.frame.group_by(names).agg(companions) if companions else picked.frame.unique(names)
        return replace(picked, frame=frame, base=self.base | self.reads(*map(pl.col, names)))

    def stacked_on(self, other: Rows) -> Rows:
        """These rows under those of `other`; both must have the same columns."""
        names = list(other.sources)
        doubtful = self.doubtful | other.doubtful
        frames = [
            rows._with_companions(doubtful).select(*names, *map(unreadable, sorted(doubtful))) for rows in (other, self)
        ]
        sources = {name: self.sources[name] | other.sources[name] for name in names}
        return Rows(pl.concat(frames), sources, self.base | other.base, doubtful)

    def latest_by(self, keys: str | list[str], by: str, then: str) -> Rows:
        """The last row of each key in the order of `by`; ties go to the greatest `then`."""
        names = [keys] if isinstance(keys, str) else keys
        base = self.base | self.reads(*map(pl.col, (*names, by)))
        doubt = self._doubt(pl.col(by))
        frame, doubtful = self.frame, self.doubtful
        if doubt is not None:
            frame = frame.with_columns((self._with_row_doubt(doubt)).any().over(names).alias(ROW_IN_DOUBT))
            doubtful = doubtful | {""}
        frame = frame.sort([*names, by, then], nulls_last=False).unique(names, keep="last", maintain_order=True)
        return replace(self, frame=frame, base=base, doubtful=doubtful)

    def previous(self, keys: str, by: str, then: str, **columns: str) -> Rows:
        """Each row with columns (`new=old`) of the row before it within its key, in the order of `by`."""
        frame = self.frame.sort([keys, by, then], nulls_last=False)
        same = pl.col(keys) == pl.col(keys).shift(1)
        frame = frame.with_columns(**{new: pl.when(same).then(pl.col(old).shift(1)) for new, old in columns.items()})
        shared = self.reads(pl.col(keys), pl.col(by))
        sources = {**self.sources, **{new: shared | self.sources[old] for new, old in columns.items()}}
        doubtful = set(self.doubtful)
        if self._doubt(pl.col(by)) is not None:
            in_doubt = pl.col(unreadable(by)).any().over(keys)
            frame = frame.with_columns(in_doubt.alias(unreadable(new)) for new in columns)
            doubtful |= set(columns)
        return replace(self, frame=frame, sources=sources, doubtful=frozenset(doubtful))

    def doubt(self, *expressions: pl.Expr) -> pl.Expr | None:
        """True where one of the expressions, or the row itself, rests on a cell that could not be read."""
        return self.doubt_about(_roots(expressions))

    def doubt_about(self, columns: Iterable[str]) -> pl.Expr | None:
        """True where one of the columns, or the row itself, rests on a cell that could not be read."""
        found = self._doubt_about(columns)
        if "" not in self.doubtful:
            return found
        row = pl.col(ROW_IN_DOUBT)
        return row if found is None else found | row

    def _doubt(self, *expressions: pl.Expr) -> pl.Expr | None:
        return self._doubt_about(_roots(expressions)) if self.doubtful else None

    def _doubt_about(self, columns: Iterable[str]) -> pl.Expr | None:
        if not self.doubtful:
            return None
        names = sorted({name for column in columns if (name := self._doubtful_name(column)) is not None})
        companions = [pl.col(unreadable(name)).fill_null(False) for name in names]
        return pl.any_horizontal(companions) if companions else None

    def _doubtful_name(self, column: str) -> str | None:
        """The name under which a column's companion goes; the `_latest` of a date-time shares that of the date-time."""
        return next((name for name in (column, column.removesuffix("_latest")) if name in self.doubtful), None)

    def _with_row_doubt(self, doubt: pl.Expr) -> pl.Expr:
        already = pl.col(ROW_IN_DOUBT) if "" in self.doubtful else pl.lit(False)
        return (already | doubt).alias(ROW_IN_DOUBT)

    def _with_companions(self, doubtful: frozenset[str]) -> pl.LazyFrame:
        missing = sorted(doubtful - self.doubtful)
        return self.frame.with_columns(pl.lit(False).alias(unreadable(name)) for name in missing)

    def _joined(
        self,
        other: Rows,
        ours: list[str],
        theirs: list[str],
        columns: tuple[str, ...],
        in_doubt: bool,
        how: str = "left",
    ) -> Rows:
        """A left (or inner) join on a key, carrying provenance and doubt, the key's own doubt included."""
        taken = [name for name in columns if name in self.sources]
        if taken:
            raise ValueError(f"the column {taken[0]} is already there; fetch it under another name")
        doubtful = set(self.doubtful)
        fetched = list(columns)
        companions = [name for name in columns if name in other.doubtful]
        right = other.frame
        if in_doubt and "" in other.doubtful:
            right = right.with_columns(
                (pl.col(ROW_IN_DOUBT) | (pl.col(unreadable(name)) if name in other.doubtful else pl.lit(False))).alias(
                    unreadable(name)
                )
                for name in columns
            )
            companions = list(columns)
        right = right.select(*theirs, *(name for name in fetched if name not in theirs), *map(unreadable, companions))
        frame = self.frame.join(
            right, left_on=ours, right_on=theirs, how="inner" if how == "inner" else "left", maintain_order="left"
        )
        doubtful |= set(companions)
        key_doubt = self._doubt(*map(pl.col, ours))
        if key_doubt is not None:
            frame = frame.with_columns(
                (
                    (pl.col(unreadable(name)).fill_null(False) if name in companions else pl.lit(False)) | key_doubt
                ).alias(unreadable(name))
                for name in columns
            )
            doubtful |= set(columns)
        # Both ends of the link: without the other's column of the key nobody could tell which rows belong together.
        link = self.sources_of(ours) | other.sources_of(theirs)
        sources = dict(self.sources)
        for name in columns:
            sources[name] = other.sources[name] | other.base | link
        base = self.base | (other.base | link if how == "inner" else frozenset())
        return Rows(frame, sources, base, frozenset(doubtful))


def _roots(expressions: Iterable[pl.Expr]) -> set[str]:
    return {root for expression in expressions for root in expression.meta.root_names()}


def _pairs(on: str | Mapping[str, str]) -> dict[str, str]:
    return {on: on} if isinstance(on, str) else dict(on)
