"""scheme_id where it was left out: filled in where the set holds one scheme, told where it could be any of several."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from complianced.intake.problems import EACH, Problems
from complianced.intake.reading import Reading

SCHEME_ID = "scheme_id"
THE_SCHEME = "scheme"  # the id where no record names one


def fill_scheme(readings: Mapping[str, Reading], problems: Problems) -> None:
    """Give every record its scheme."""
    schemes = readings.get("schemes")
    named = _named(readings)
    if schemes is not None and schemes.height:
        own = _ids(schemes)
        if own is None or own.null_count() == len(own) == 1:
            only = named[0] if len(named) == 1 else THE_SCHEME
            _fill(schemes, only)
            known = [only]
        else:
            known = own.drop_nulls().unique(maintain_order=True).to_list()
            if own.null_count():
                known.append("")  # a scheme without an id is one more that a record could belong to
    else:
        known = named
    for name, reading in readings.items():
        if name == "schemes" or SCHEME_ID not in reading.table:
            continue
        if len(known) <= 1:
            _fill(reading, known[0] if known else THE_SCHEME)
        else:
            _tell(reading, len(known), problems)


def _named(readings: Mapping[str, Reading]) -> list[str]:
    """The schemes that tables other than `schemes` name, in the order they are met."""
    found: dict[str, None] = {}
    for name, reading in readings.items():
        ids = _ids(reading)
        if name != "schemes" and ids is not None:
            found.update(dict.fromkeys(ids.drop_nulls().unique(maintain_order=True)))
    return list(found)


def _ids(reading: Reading) -> pl.Series | None:
    return reading.columns.get(SCHEME_ID)


def _fill(reading: Reading, scheme_id: str) -> None:
    ids = _ids(reading)
    if ids is None:
        ids = pl.repeat(scheme_id, reading.height, dtype=pl.String, eager=True)
    elif ids.null_count():
        bad = reading.unreadable.get(SCHEME_ID)
        empty = ids.is_null() if bad is None else ids.is_null() & ~bad
        ids = pl.select(pl.when(empty).then(pl.lit(scheme_id)).otherwise(ids)).to_series()
    reading.columns[SCHEME_ID] = ids
    reading.supplied.add(SCHEME_ID)


def _tell(reading: Reading, schemes: int, problems: Problems) -> None:
    ids = _ids(reading)
    if ids is None:
        problems.add(
            "scheme_unknown",
            reading.place,
            f"the records name {schemes} schemes, and this table has no column {SCHEME_ID} to say whose each row is. "
            "Add it.",
            column=SCHEME_ID,
        )
        reading.columns[SCHEME_ID] = pl.repeat(None, reading.height, dtype=pl.String, eager=True)
        reading.mark(SCHEME_ID, pl.repeat(True, reading.height, dtype=pl.Boolean, eager=True))
        return
    empty = ids.is_null()
    if not empty.any():
        return
    few = empty.arg_true().head(EACH)
    what = f"the cell is empty, and the records name {schemes} schemes. Write whose record this is."
    problems.cells(
        "scheme_unknown",
        reading.place,
        SCHEME_ID,
        [what] * len(few),
        reading.rows.gather(few).to_list(),
        reading.keys.gather(few).to_list(),
        [None] * len(few),
        int(empty.sum()),
    )
    reading.mark(SCHEME_ID, empty)
