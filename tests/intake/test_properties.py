"""What holds for any records whatever."""

import csv
import io
import tempfile
from datetime import date, datetime
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from complianced.intake.moments import Moment, Wrong, read_date, read_moment
from complianced.intake.readers import reader_of
from complianced.schemas.contract import Kind
from complianced.schemas.recordset import unreadable
from complianced.schemas.registry import CONTRACT
from tests.intake.records import problems, read

FEW = settings(max_examples=40, deadline=None)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
WRITTEN = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=20).map(str.strip)
_DAY, _HOUR = "[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", "[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?"
SPELLINGS = st.one_of(
    st.text(max_size=30),
    st.from_regex(rf"{_DAY}([T ]{_HOUR})?(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?", fullmatch=True),
    DAYS.map(date.isoformat),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(datetime.isoformat),
)  # fmt: skip


def set_of(rows, **quoting):
    """Read one table of carers written by Python's own CSV writer."""
    with tempfile.TemporaryDirectory() as folder:
        file = io.StringIO(newline="")
        csv.writer(file, **quoting).writerows([list(rows[0]), *[[row[name] for name in rows[0]] for row in rows]])
        Path(folder, "arrangements.csv").write_bytes(file.getvalue().encode("utf-8"))
        return read(folder)


@given(SPELLINGS, st.booleans())
def test_no_spelling_of_a_date_or_moment_ever_crashes(text, workbook):
    assert isinstance(read_date(text.strip(), workbook), date | Wrong)
    assert isinstance(read_moment(text.strip(), workbook), Moment | Wrong)


@given(st.text(max_size=30), st.sampled_from([c for t in CONTRACT.values() for c in t.columns]))
def test_no_cell_of_any_type_ever_crashes(text, column):
    value, _, wrong = reader_of(column, False)(text)
    assert wrong is None or value is None or column.kind is Kind.CHOICES


@FEW
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "started_on": st.none() | DAYS,
                "started_at": st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)),
                "emergency": st.none() | st.booleans(),
                "introductions": st.none() | st.integers(-(10**15), 10**15),
                "weekly_fee": st.none() | st.floats(allow_nan=False, allow_infinity=False),
                "kind": st.sampled_from(["live_in", "short_break"]),
                "end_reason": st.none() | WRITTEN.filter(lambda text: text and not text.startswith("#")),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_typed_records_come_back_from_csv(rows):
    spring = [row["started_at"] for row in rows if row["started_at"] is not None]
    texts = [
        {"arrangement_id": f"A{number}"}
        | {name: "" if value is None else str(value) if not isinstance(value, date) else value.isoformat()
           for name, value in row.items()}
        for number, row in enumerate(rows)
    ]  # fmt: skip
    records = set_of(texts)
    frame = records.frames["arrangements"]
    for name in ("started_on", "emergency", "introductions", "weekly_fee", "kind", "end_reason"):
        assert frame[name].to_list() == [row[name] for row in rows]
    assert {problem.code for problem in problems(records)} <= {"clocks_went_forward"}
    read_back = [value.replace(tzinfo=None) for value in frame["started_at"].to_list() if value is not None]
    assert read_back == [value for value in spring if not _never_was(value)]


def _never_was(value):
    from zoneinfo import ZoneInfo

    zone = ZoneInfo("Europe/London")
    there = value.replace(tzinfo=zone)
    return there.astimezone(ZoneInfo("UTC")).astimezone(zone).replace(tzinfo=None) != value


@FEW
@given(st.lists(SPELLINGS, min_size=1, max_size=12))
def test_a_cell_is_read_alike_whatever_stands_around_it(texts):
    together = set_of(
        [{"arrangement_id": f"A{number}", "started_at": text, "started_on": text} for number, text in enumerate(texts)],
        quoting=csv.QUOTE_ALL,
    ).frames["arrangements"]
    for name in ("started_at", "started_on", "started_at_latest"):
        alone = [
            set_of([{"arrangement_id": "A", "started_at": text, "started_on": text}], quoting=csv.QUOTE_ALL)
            .frames["arrangements"][name]
            .to_list()[0]
            for text in texts
        ]
        assert together[name].to_list() == alone


@FEW
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), min_size=1, max_size=12))
def test_a_filled_cell_is_read_or_unreadable_and_never_not_recorded(texts):
    rows = [{"arrangement_id": f"A{n}", "started_on": t, "weekly_fee": t, "emergency": t} for n, t in enumerate(texts)]
    frame = set_of(rows, quoting=csv.QUOTE_ALL).frames.get("arrangements")
    if frame is None:  # a text of NUL bytes only: the file is told as unreadable
        return
    filled = pl.Series(texts, dtype=pl.String).str.strip_chars() != ""
    for name in ("started_on", "weekly_fee", "emergency"):
        lost = frame.get_column(unreadable(name), default=pl.repeat(False, frame.height, eager=True))
        assert_frame_equal((frame[name].is_not_null() | lost).to_frame("x"), filled.to_frame("x"))
