"""Keys: every record has one, and no two records of a table share it.

A repeated key would multiply findings and joins, so the first record is kept; where the copies differ, nobody knows
which is right, and no rule may rely on those cells.
"""

from __future__ import annotations

import polars as pl

from complianced.intake.problems import EACH, Problems
from complianced.intake.reading import Reading
from complianced.schemas.recordset import latest


def complete_keys(reading: Reading, problems: Problems) -> None:
    """Give a record without a key the name of its row, `row-14`, so that it is audited all the same."""
    key = reading.table.key
    found = reading.columns.get(key)
    if found is not None and not found.null_count():
        return
    empty = pl.repeat(True, reading.height, dtype=pl.Boolean, eager=True) if found is None else found.is_null()
    if not empty.any():
        return
    prefix = "row-"
    while found is not None and found.str.starts_with(prefix).any():
        prefix = f"{prefix}-"
    names = pl.select(pl.lit(prefix) + reading.rows.cast(pl.String)).to_series()
    if found is not None:
        names = pl.select(pl.when(empty).then(names).otherwise(found)).to_series()
        few = empty.arg_true().head(EACH)
        given = names.gather(few).to_list()
        problems.cells(
            "key_empty",
            reading.place,
            key,
            [f"the record has no id; it is called {name} here. Give it an id of its own." for name in given],
            reading.rows.gather(few).to_list(),
            given,
            [None] * len(given),
            int(empty.sum()),
        )
    reading.columns[key] = names.alias(key)
    reading.mark(key, empty)


def settle_keys(reading: Reading, problems: Problems) -> None:
    """Settle keys that are repeated, and tell of keys that are nearly so."""
    folded = reading.keys.str.to_lowercase()
    if _ascending(folded) or folded.n_unique() == len(folded):
        return
    _settle_duplicates(reading, problems)
    _tell_lookalikes(reading, problems)


def _ascending(keys: pl.Series) -> bool:
    """True when each key is greater than the one before: usual in an export, and quicker to see than to count."""
    return keys.is_sorted() and not (keys == keys.shift(1)).any()


def _settle_duplicates(reading: Reading, problems: Problems) -> None:
    """Keep the first record of each key; cells in which a later copy differs are marked unreadable on it."""
    keys = reading.keys
    first = keys.is_first_distinct()
    if first.all():
        return
    extra = (~first).arg_true()
    position = pl.DataFrame({"key": keys, "at": pl.int_range(len(keys), eager=True)})
    kept = (
        position.filter(~first)
        .select("key")
        .join(position.filter(first), on="key", how="left", maintain_order="left")["at"]
    )
    differing: dict[str, pl.Series] = {}
    for column in reading.table.columns:
        differs = _differs(reading, column.name, kept, extra)
        if differs is not None and differs.any():
            differing[column.name] = differs
    _tell(reading, kept, extra, differing, problems)
    for name, differs in differing.items():
        rows = kept.filter(differs)
        reading.doubt(name, pl.int_range(len(keys), eager=True).is_in(rows.implode()))
    reading.keep(first)


def _differs(reading: Reading, name: str, kept: pl.Series, extra: pl.Series) -> pl.Series | None:
    """Which extra records differ from the kept one in a column; an unreadable cell differs from everything."""
    values = reading.columns.get(name)
    if values is None or name == reading.table.key:
        return None
    if values.dtype == pl.List:
        values = values.list.join(";")
    differs = values.gather(kept).ne_missing(values.gather(extra))
    last = reading.columns.get(latest(name))
    if last is not None:
        differs = differs | last.gather(kept).ne_missing(last.gather(extra))
    bad = reading.unreadable.get(name)
    return differs if bad is None else differs | bad.gather(kept) | bad.gather(extra)


def _tell(
    reading: Reading, kept: pl.Series, extra: pl.Series, differing: dict[str, pl.Series], problems: Problems
) -> None:
    key = reading.table.key
    few = min(EACH, len(extra))
    first_rows = reading.rows.gather(kept.head(few)).to_list()
    ids = reading.keys.gather(extra.head(few)).to_list()
    whats = []
    for number, first_row in enumerate(first_rows):
        names = [reading.place.column(name) for name, differs in differing.items() if differs[number]]
        if names:
            end = f"They differ in {', '.join(names)}, where neither is relied on; the first was kept."
        else:
            end = "They say the same; the first was kept."
        whats.append(f"the record has the same id as row {first_row}. {end} Give each record an id of its own.")
    problems.cells(
        "duplicate_key", reading.place, key, whats, reading.rows.gather(extra.head(few)).to_list(), ids, ids, len(extra)
    )


def _tell_lookalikes(reading: Reading, problems: Problems) -> None:
    """Keys of one table that differ only by case: told, and kept apart, for some systems mean two records by them."""
    keys = reading.keys
    again = ~keys.str.to_lowercase().is_first_distinct()
    if not again.any():
        return
    few = again.arg_true().head(EACH)
    ids = keys.gather(few).to_list()
    what = (
        "another record has this id but for capital letters. They are kept apart; make the ids alike, or plainly "
        "different."
    )
    problems.cells(
        "id_differs",
        reading.place,
        reading.table.key,
        [what] * len(ids),
        reading.rows.gather(few).to_list(),
        ids,
        ids,
        int(again.sum()),
    )


def tell_empty(reading: Reading, problems: Problems) -> None:
    """Required cells that are empty; the record is audited all the same."""
    for column in reading.table.columns[1:]:
        values = reading.columns.get(column.name)
        if values is None or not column.required or not values.null_count():
            continue
        bad = reading.unreadable.get(column.name)
        empty = values.is_null() if bad is None else values.is_null() & ~bad
        few = empty.arg_true().head(EACH)
        problems.cells(
            "required_empty",
            reading.place,
            column.name,
            ["the cell is empty, and every record needs it. Fill it in."] * len(few),
            reading.rows.gather(few).to_list(),
            reading.keys.gather(few).to_list(),
            [None] * len(few),
            int(empty.sum()),
        )
