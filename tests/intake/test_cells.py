"""What each type of column accepts, and what is said of the rest."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest

from complianced.schemas.recordset import latest, unreadable
from tests.intake.records import codes, one, problems, read


@pytest.fixture
def cell(write):
    """Read one cell of one column: its value, and the record set."""

    def read_cell(table, column, text):
        key = {"carers": "carer_id", "arrangements": "arrangement_id", "people": "person_id"}[table]
        records = read(write(**{table: f'{key};{column}\nX1;"{text}"\n'}))
        return records.frames[table][column].to_list()[0], records

    return read_cell


@pytest.mark.parametrize(
    "text", ["2026-02-28", " 2026-02-28\u00a0", "28/02/2026", "28-02-2026", "28.02.2026", "2026-2-28",
             "2026-02-28T00:00", "2026-02-28 00:00:00", "2026-02-28T00:00:00Z"]
)  # fmt: skip
def test_a_date_may_be_written(text, cell):
    value, records = cell("carers", "approved_on", text)
    assert value == date(2026, 2, 28)
    assert problems(records) == []


def test_a_summer_date_exported_as_utc_is_the_local_day(cell):
    assert cell("carers", "approved_on", "2026-05-31T23:00:00Z")[0] == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [("31/02/2026", "not_a_date"), ("2026-13-01", "not_a_date"), ("n/a", "not_a_date"), ("unknown", "not_a_date"),
     ("-", "not_a_date"), ("0-1-1", "not_a_date"), ("45000", "not_a_date"), ("28/02-2026", "not_a_date"),
     ("٢٠٢٦-٠٢-٢٨", "not_a_date"),
     ("02/28/2026", "month_first"), ("28/02/26", "two_digit_year"), ("1/2/026", "two_digit_year"),
     ("0026-02-28", "implausible_year"), ("1899-12-31", "implausible_year"), ("2201-01-01", "implausible_year"),
     ("2026-02-28 14:30", "time_in_date")],
)  # fmt: skip
def test_what_is_no_date_is_unreadable_and_never_not_recorded(text, code, cell):
    value, records = cell("carers", "approved_on", text)
    problem = one(records)
    assert (value, problem.code, problem.value, problem.row, problem.record_id) == (None, code, text, 2, "X1")
    assert records.frames["carers"][unreadable("approved_on")].to_list() == [True]


def test_the_sentence_says_where_what_and_the_way_out(write):
    records = read(write(visits="visit_id,visited_on\nV1,2026-01-02\nV2,31/02/2026\n"))
    assert (
        one(records).problem
        == 'visits.csv, row 3, column visited_on: "31/02/2026" is not a date. Write it as 2026-02-28.'
    )


def test_month_first_is_told_with_the_day_it_must_mean(cell):
    assert "28/02/2026, or 2026-02-28" in one(cell("carers", "approved_on", "02/28/2026")[1]).problem


@pytest.mark.parametrize(
    ("text", "utc"),
    [("2026-07-01 09:30", "2026-07-01T08:30:00"), ("2026-07-01T09:30:15", "2026-07-01T08:30:15"),
     ("01/07/2026 09:30", "2026-07-01T08:30:00"), ("2026-01-01T09:30", "2026-01-01T09:30:00"),
     ("2026-07-01T09:30Z", "2026-07-01T09:30:00"), ("2026-07-01 09:30:00 +01:00", "2026-07-01T08:30:00"),
     ("2026-07-01T09:30:00.25-0500", "2026-07-01T14:30:00.250000"), ("2026-10-25 01:30", "2026-10-25T00:30:00")],
)  # fmt: skip
def test_a_moment_is_uk_local_time_unless_an_offset_is_given(text, utc, cell):
    value, records = cell("arrangements", "started_at", text)
    assert value.timestamp() == datetime.fromisoformat(f"{utc}+00:00").timestamp()
    frame = records.frames["arrangements"]
    assert frame["started_at"].to_list() == frame[latest("started_at")].to_list()


@pytest.mark.parametrize(("text", "hours"), [("2026-05-01", 24), ("29/03/2026", 23), ("2026-10-25", 25)])
def test_a_date_alone_means_the_whole_of_that_uk_day(text, hours, cell):
    first, records = cell("arrangements", "started_at", text)
    last = records.frames["arrangements"][latest("started_at")].item()
    assert (first.hour, last.hour, last.microsecond) == (0, 23, 999_999)
    whole = records.frames["arrangements"].select(pl.col(latest("started_at")) - pl.col("started_at")).item()
    assert whole == timedelta(hours=hours) - timedelta(microseconds=1)


def test_midnight_that_is_written_is_a_time(cell):
    _, records = cell("arrangements", "started_at", "2026-05-01T00:00")
    frame = records.frames["arrangements"]
    assert frame["started_at"].to_list() == frame[latest("started_at")].to_list()


@pytest.mark.parametrize(
    ("text", "code"),
    [("2026-03-29 01:30", "clocks_went_forward"), ("29/03/2026 01:00:00", "clocks_went_forward"),
     ("2026-07-01 24:00", "not_a_moment"), ("2026-07-01 9am", "not_a_moment"), ("yesterday", "not_a_moment"),
     ("07/28/2026 09:30", "month_first")],
)  # fmt: skip
def test_what_is_no_moment_is_unreadable(text, code, cell):
    value, records = cell("arrangements", "started_at", text)
    assert (value, one(records).code) == (None, code)


def test_moments_of_mixed_spellings_in_one_column_are_all_read(write):
    texts = ["2026-07-01 09:30", "2026-07-01", "01/07/2026 09:30", "2026-07-01T08:30Z", "2026-07-01 09:30:00", ""]
    rows = "\n".join(f"A{number},{text}" for number, text in enumerate(texts))
    frame = read(write(arrangements=f"arrangement_id,started_at\n{rows}\n")).frames["arrangements"]
    assert frame["started_at"].dt.hour().to_list() == [9, 0, 9, 9, 9, None]
    assert unreadable("started_at") not in frame.columns


@pytest.mark.parametrize(("text", "value"), [("YES", True), ("n", False), ("True", True), ("0", False), (" y ", True)])
def test_yes_and_no_in_any_case(text, value, cell):
    assert cell("carers", "gives_medicines", text)[0] is value


@pytest.mark.parametrize("text", ["maybe", "n/a", "2", "unknown", "-", "ye"])
def test_what_is_neither_yes_nor_no(text, cell):
    assert one(cell("carers", "gives_medicines", text)[1]).code == "not_yes_or_no"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("412.5", 412.5),
        ("£1,200.50", 1200.5),
        ("-£3", -3.0),
        ("£-3", -3.0),
        ("1,000", 1000.0),
        (".5", 0.5),
        ("1e3", 1000.0),
    ],
)
def test_numbers_may_have_pounds_and_thousands(text, value, cell):
    assert cell("arrangements", "weekly_fee", text)[0] == value


@pytest.mark.parametrize("text", ["inf", "NaN", "-inf", "1e999", "1,00", "£", "", "--3", "3 weeks", "."])
def test_what_is_no_number(text, cell):
    value, records = cell("arrangements", "weekly_fee", text)
    assert value is None
    assert codes(records) == (["not_a_number"] if text else [])


@pytest.mark.parametrize(("text", "value"), [("3", 3), ("+3", 3), ("3.0", 3), ("-1", -1)])
def test_whole_numbers(text, value, cell):
    assert cell("carers", "approved_max_people", text)[0] == value


@pytest.mark.parametrize("text", ["3.5", "three", "1e2", "99999999999999999999"])
def test_what_is_no_whole_number(text, cell):
    assert one(cell("carers", "approved_max_people", text)[1]).code == "not_a_number"


@pytest.mark.parametrize("text", ["live_in", "Live-In", "LIVE IN", " live  in "])
def test_choices_regardless_of_case_spaces_and_hyphens(text, cell):
    assert cell("arrangements", "kind", text)[0] == "live_in"


def test_an_unknown_choice_is_told_with_the_likely_one(cell):
    value, records = cell("arrangements", "kind", "live inn")
    assert (value, one(records).code) == (None, "unknown_choice")
    assert 'Did you mean "live_in"?' in one(records).problem


def test_a_list_keeps_its_good_words_and_is_unreadable_for_a_bad_one(write):
    records = read(write(people="person_id,support_needs\nP1,Autism; epilepsy ;;autism\nP2,autism;magic\nP3,;\n"))
    frame = records.frames["people"]
    assert frame["support_needs"].to_list() == [["autism", "epilepsy"], ["autism"], None]
    assert frame[unreadable("support_needs")].to_list() == [False, True, True]
    assert codes(records) == ["unknown_choice", "unknown_choice"]


def test_an_empty_cell_is_not_recorded_and_no_problem(write):
    records = read(write(carers='carer_id,approved_on,gives_medicines,name\nC1,,"",\u00a0\nC2, ,,\n'))
    assert problems(records) == []
    assert records.frames["carers"].select("approved_on", "gives_medicines", "name").null_count().row(0) == (2, 2, 2)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "@SUM(A1)", "<b>x</b><script>", "مرحبا", "👩‍👧", "a\tb", "null", "none", "#1 Harbour Road", "\u202eabc"],
)
def test_text_passes_through_as_it_is(text, cell):
    value, records = cell("people", "name", text)
    assert value == text
    assert problems(records) == []


def test_control_characters_are_told_nul_removed_and_the_rest_kept(write):
    records = read(write(people="person_id,name\nP1,a\x07b\nP2,c\x00d\nP3,e\n"))
    assert records.frames["people"]["name"].to_list() == ["a\x07b", "cd", "e"]
    assert codes(records) == ["control_character", "control_character"]


def test_a_failed_formula_is_unreadable_even_as_text(cell):
    value, records = cell("people", "name", "#REF!")
    assert (value, one(records).code) == (None, "formula_failed")


def test_personal_text_never_stands_in_a_problem(write):
    records = read(write(people="person_id,name\nP1,Mary\x07Jones\n"))
    assert "Mary" not in repr(problems(records))


def test_a_value_is_shown_short_and_cannot_steer_a_terminal(cell):
    problem = one(cell("carers", "approved_on", "\x1b[31mred" + "x" * 200)[1])
    assert "\x1b" not in problem.problem + (problem.value or "")
    assert len(problem.value or "") <= 81


def test_the_same_problem_many_times_is_told_twenty_times_and_counted(write):
    rows = "\n".join(f"C{number},soon" for number in range(57))
    found = problems(read(write(carers=f"carer_id,approved_on\n{rows}\n")))
    assert len(found) == 21
    assert found[-1].problem == "carers.csv, column approved_on: and 37 more of the same kind (not_a_date)."


def test_frames_have_the_contracts_columns_in_order_then_companions_then_the_row(write):
    from complianced.schemas.recordset import frame_schema
    from complianced.schemas.registry import CONTRACT

    frame = read(write(stays="stay_id,ended_at\nT1,soon\n")).frames["stays"]
    assert frame.columns == [*frame_schema(CONTRACT["stays"]), "ended_at?", "_row"]
    assert dict(list(frame.schema.items())[:-2]) == frame_schema(CONTRACT["stays"])
    assert frame.schema["_row"] == pl.UInt32


def test_parquet_types_that_hold_no_text_are_refused_not_lost(tmp_path):
    frame = pl.DataFrame({"person_id": [1, 2], "name": [{"a": 1}, None], "born_on": [b"x", None]})
    frame.write_parquet(tmp_path / "people.parquet")
    records = read(tmp_path)
    assert records.frames["people"]["person_id"].to_list() == ["1", "2"]
    assert sorted(codes(records)) == ["not_a_date", "not_text"]
    assert records.frames["people"]["name?"].to_list() == [True, False]


def test_parquet_moments_floats_and_lists_are_read(tmp_path):
    pl.DataFrame(
        {
            "arrangement_id": ["A1", "A2"],
            "started_at": [datetime(2026, 7, 1), datetime(2026, 3, 29, 1, 30)],
            "started_on": [datetime(2026, 7, 1), datetime(2026, 7, 1, 5)],
            "introductions": [2.0, None],
            "weekly_fee": [float("nan"), 3.0],
        }
    ).write_parquet(tmp_path / "arrangements.parquet")
    pl.DataFrame({"person_id": ["P1"], "support_needs": [["autism", "epilepsy"]]}).write_parquet(
        tmp_path / "people.parquet"
    )
    records = read(tmp_path)
    frame = records.frames["arrangements"]
    assert sorted(codes(records)) == ["clocks_went_forward", "not_a_number", "time_in_date"]
    assert frame["introductions"].to_list() == [2, None]
    assert frame[latest("started_at")].to_list()[0] == frame["started_at"].to_list()[0]
    assert records.frames["people"]["support_needs"].to_list() == [["autism", "epilepsy"]]
