"""Checks through pandera find the rows that plain polars finds, lose nothing to a fault, and never let null pass."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.api.polars.types import PolarsData
from pandera.config import config_context
from pandera.errors import SchemaDefinitionError, SchemaError, SchemaErrors

from complianced.schemas.backend import CheckRun, Schema, expression_check, failing_rows
from complianced.schemas.contract import Column, Kind, Table
from complianced.schemas.pandera_schema import schema_of
from complianced.schemas.recordset import frame_schema
from complianced.schemas.registry import CONTRACT

VISITS = pl.DataFrame(
    {
        "visit_id": ["v1", "v2", "v2", "v4", None],
        "kind": ["home", "office", "hme", None, "home"],
        "minutes": [30, -5, None, 0, 45],
        "visited_on": [date(2026, 1, 1), None, date(2026, 3, 1), date(2025, 1, 1), date(2026, 2, 1)],
    }
)


def rows(run: CheckRun) -> dict[str, list[int]]:
    return {name: found.to_list() for name, found in run.failing.items()}


def positive(data: PolarsData) -> pl.LazyFrame:
    return data.lazyframe.select(pl.col("minutes") > 0)


def broken(_: PolarsData) -> pl.LazyFrame:
    raise RuntimeError("the author's mistake")


def bad_table_schema(kind: type[pa.DataFrameSchema]) -> Any:
    return kind(
        {
            "visit_id": pa.Column(pl.String, unique=True),
            "kind": pa.Column(pl.String, pa.Check.isin(["home", "office"]), nullable=True),
            "minutes": pa.Column(pl.Int64, [pa.Check.ge(0), pa.Check.le(40, ignore_na=False)], nullable=True),
            "visited_on": pa.Column(pl.Date),
        },
        checks=[
            pa.Check(positive, ignore_na=False),
            pa.Check(
                lambda data: data.lazyframe.select(pl.col("visited_on").dt.year() == 2026), name="YEAR", ignore_na=False
            ),
        ],
        name="visits",
    )


def test_a_bad_table_fails_the_same_checks_in_the_same_rows_as_with_stock_pandera() -> None:
    def failures(schema: Any) -> list[tuple[str | None, str, int]]:
        with pytest.raises(SchemaErrors) as caught:
            schema.validate(VISITS, lazy=True)
        found = []
        for error in caught.value.schema_errors:
            name = getattr(error.check, "name", error.check)
            if isinstance(error.failure_cases, pl.Series):
                at = error.failure_cases.to_list()
            else:
                at = error.check_output.with_row_index().filter(~pl.col("check_output"))["index"].to_list()
            found += [(error.column_name, name, row) for row in at]
        return sorted(found, key=str)

    ours, stock = failures(bad_table_schema(Schema)), failures(bad_table_schema(pa.DataFrameSchema))
    assert ours == stock
    assert len(ours) == 13


def test_failures_come_as_a_frame_of_columns_checks_and_rows() -> None:
    with pytest.raises(SchemaErrors) as caught:
        bad_table_schema(Schema).validate(VISITS, lazy=True)
    cases = caught.value.failure_cases
    assert cases.columns == ["column", "check", "index"]
    assert cases["index"].dtype == pl.UInt32
    assert ("kind", "isin", 2) in cases.rows()
    assert (None, "YEAR", 3) in cases.rows()


def test_what_pandera_says_of_a_failure_quotes_no_cell() -> None:
    with pytest.raises(SchemaErrors) as caught:
        bad_table_schema(Schema).validate(VISITS, lazy=True)
    said = str(caught.value) + "".join(str(error) for error in caught.value.schema_errors)
    assert "hme" not in said
    assert "v2" not in said


def test_each_failure_goes_by_the_name_of_its_check() -> None:
    assert rows(failing_rows(bad_table_schema(Schema), VISITS)) == {
        "visit_id:not_nullable": [4],
        "visit_id:field_uniqueness": [1, 2],
        "kind:isin": [2],
        "minutes:greater_than_or_equal_to": [1],
        "minutes:less_than_or_equal_to": [2, 4],
        "visited_on:not_nullable": [1],
        "positive": [1, 2, 3],
        "YEAR": [1, 3],
    }


def test_a_table_that_passes_has_nothing_to_say() -> None:
    run = failing_rows(bad_table_schema(Schema), VISITS.head(1))
    assert run == CheckRun({}, {})


def test_row_numbers_are_unsigned_and_ascending() -> None:
    found = failing_rows(bad_table_schema(Schema), VISITS).failing["positive"]
    assert found.dtype == pl.UInt32
    assert found.is_sorted()


class TestNull:
    def test_never_passes_an_expression(self) -> None:
        schema = Schema(checks=[expression_check("LONG", pl.col("minutes") >= 30)])
        assert rows(failing_rows(schema, VISITS)) == {"LONG": [1, 2, 3]}

    def test_never_passes_a_function_of_the_whole_frame_even_by_panderas_default(self) -> None:
        schema = Schema(checks=[pa.Check(positive)])
        assert rows(failing_rows(schema, VISITS)) == {"positive": [1, 2, 3]}

    def test_passes_where_the_author_writes_so(self) -> None:
        schema = Schema(checks=[expression_check("LONG", (pl.col("minutes") >= 30).fill_null(True))])
        assert rows(failing_rows(schema, VISITS)) == {"LONG": [1, 3]}

    def test_of_a_condition_that_is_null_for_all_rows_fails_all(self) -> None:
        schema = Schema(checks=[expression_check("NOTHING", pl.lit(None))])
        assert rows(failing_rows(schema, VISITS)) == {"NOTHING": [0, 1, 2, 3, 4]}

    def test_in_a_column_is_for_nullable_to_judge(self) -> None:
        column = pa.Column(pl.String, pa.Check.isin(["home", "office", "hme"]))
        assert rows(failing_rows(Schema({"kind": column}), VISITS)) == {"kind:not_nullable": [3]}

    def test_not_a_number_is_null_in_a_column_of_numbers(self) -> None:
        frame = pl.DataFrame({"fee": [1.0, float("nan"), None]})
        assert rows(failing_rows(Schema({"fee": pa.Column(pl.Float64)}), frame)) == {"fee:not_nullable": [1, 2]}

    def test_ids_are_not_duplicates_of_each_other(self) -> None:
        frame = pl.DataFrame({"id": [None, None, "a"]})
        schema = Schema({"id": pa.Column(pl.String, unique=True, nullable=True)})
        assert rows(failing_rows(schema, frame)) == {}


class TestFault:
    def test_of_one_function_loses_no_other_check(self) -> None:
        schema = Schema(checks=[pa.Check(broken), pa.Check(positive), expression_check("ANY", pl.lit(False))])
        run = failing_rows(schema, VISITS)
        assert rows(run) == {"positive": [1, 2, 3], "ANY": [0, 1, 2, 3, 4]}
        assert {name: str(fault) for name, fault in run.raised.items()} == {"broken": "the author's mistake"}

    @pytest.mark.parametrize(
        ("passes", "fault"),
        [
            (pl.col("no_such_column") > 1, pl.exceptions.ColumnNotFoundError),
            (pl.col("kind").str.to_date("%Y-%m-%d") > date(2026, 1, 1), pl.exceptions.InvalidOperationError),
            (pl.col("kind") > 3, pl.exceptions.PolarsError),
            (pl.col("minutes").filter(pl.col("minutes") > 0), pl.exceptions.ShapeError),
            (pl.col("minutes"), TypeError),
            (pl.all().is_not_null(), pl.exceptions.PolarsError),
            (pl.col("minutes").map_elements(lambda _: 1 / 0, return_dtype=pl.Boolean), Exception),
        ],
    )
    def test_of_one_expression_among_many_loses_no_other(self, passes: pl.Expr, fault: type[Exception]) -> None:
        good = [expression_check(f"GOOD-{n}", pl.col("minutes") > n) for n in range(20)]
        schema = Schema(checks=[*good[:7], expression_check("BAD", passes), *good[7:], pa.Check(positive)])
        run = failing_rows(schema, VISITS)
        assert set(run.raised) == {"BAD"}
        assert isinstance(run.raised["BAD"], fault)
        assert set(run.failing) == {"positive", *(f"GOOD-{n}" for n in range(20))}
        assert run.failing["GOOD-0"].to_list() == [1, 2, 3]

    def test_of_many_is_told_for_each(self) -> None:
        checks = [expression_check(f"BAD-{n}", pl.col(f"gone_{n}")) for n in range(9)]
        run = failing_rows(Schema(checks=[*checks, expression_check("GOOD", pl.col("minutes") > 0)]), VISITS)
        assert set(run.raised) == {f"BAD-{n}" for n in range(9)}
        assert all(f"gone_{name[4:]}" in str(fault) for name, fault in run.raised.items())
        assert rows(run) == {"GOOD": [1, 2, 3]}

    def test_that_polars_meets_while_it_collects_names_its_check(self) -> None:
        def late(data: PolarsData) -> pl.LazyFrame:
            return data.lazyframe.select(pl.col("kind").str.to_date("%Y-%m-%d").is_not_null())

        run = failing_rows(Schema(checks=[pa.Check(late), pa.Check(positive)]), VISITS)
        assert set(run.raised) == {"late"}
        assert set(run.failing) == {"positive"}

    def test_is_an_answer_for_the_whole_table_where_each_row_wants_one(self) -> None:
        run = failing_rows(Schema(checks=[pa.Check(lambda _: False, name="ONE"), pa.Check(lambda _: True)]), VISITS)
        assert set(run.raised) == {"ONE"}
        assert not run.failing

    def test_is_an_answer_for_fewer_rows(self) -> None:
        fewer = pa.Check(lambda data: data.lazyframe.select(pl.col("minutes").max() > 0), name="FEWER")
        assert isinstance(failing_rows(Schema(checks=[fewer]), VISITS).raised["FEWER"], ValueError)

    def test_is_two_checks_of_one_name(self) -> None:
        twice = [expression_check("TWICE", pl.col("minutes") > 0), expression_check("TWICE", pl.col("minutes") > 9)]
        run = failing_rows(Schema(checks=[*twice, expression_check("ONCE", pl.col("minutes") > 0)]), VISITS)
        assert set(run.raised) == {"TWICE"}
        assert set(run.failing) == {"ONCE"}

    def test_is_a_missing_column_or_one_of_another_type(self) -> None:
        schema = Schema(
            {"gone": pa.Column(pl.String), "minutes": pa.Column(pl.String, pa.Check.str_length(1), nullable=True)},
            checks=[pa.Check(positive)],
        )
        run = failing_rows(schema, VISITS)
        assert set(run.raised) == {"gone:column_in_dataframe", "minutes:dtype"}
        assert set(run.failing) == {"positive"}


def test_a_condition_that_is_the_same_for_all_rows_answers_for_each() -> None:
    schema = Schema(
        checks=[expression_check("NEVER", pl.lit(False)), expression_check("MOST", pl.col("minutes").max() > 99)]
    )
    assert rows(failing_rows(schema, VISITS)) == {"NEVER": [0, 1, 2, 3, 4], "MOST": [0, 1, 2, 3, 4]}
    assert rows(failing_rows(schema, VISITS.clear())) == {}


def test_a_lazy_frame_is_refused_with_the_way_out() -> None:
    with pytest.raises(TypeError, match="Collect it"):
        failing_rows(bad_table_schema(Schema), VISITS.lazy())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Collect it"):
        bad_table_schema(Schema).validate(VISITS.lazy())


def test_checks_cannot_be_switched_off_from_outside() -> None:
    with config_context(validation_enabled=False, validation_depth="SCHEMA_ONLY"):
        assert "positive" in failing_rows(bad_table_schema(Schema), VISITS).failing


@pytest.mark.parametrize(
    "schema",
    [
        Schema({"minutes": pa.Column(pl.Int64, coerce=True)}),
        Schema({"minutes": pa.Column(pl.Int64, default=0)}),
        Schema({"minutes": pa.Column(pl.Int64)}, strict="filter"),
        Schema({"minutes": pa.Column(pl.Int64)}, drop_invalid_rows=True),
    ],
)
def test_a_schema_that_would_alter_the_records_is_refused(schema: Schema) -> None:
    with pytest.raises(SchemaDefinitionError, match="may not alter"):
        failing_rows(schema, VISITS)


def test_part_of_a_frame_is_not_checked() -> None:
    with pytest.raises(SchemaDefinitionError, match="row numbers"):
        bad_table_schema(Schema).validate(VISITS, head=2)


def test_outside_lazy_mode_the_first_failure_is_raised_and_a_good_frame_returned() -> None:
    with pytest.raises(SchemaError):
        bad_table_schema(Schema).validate(VISITS)
    assert bad_table_schema(Schema).validate(VISITS.head(1)).equals(VISITS.head(1))


def test_other_pandera_features_take_part() -> None:
    schema = Schema(
        {
            "^(visit_id|kind)$": pa.Column(pl.String, pa.Check.str_length(min_value=3), nullable=True, regex=True),
            "minutes": pa.Column(checks=pa.Check(lambda m: m > 0, element_wise=True, name="PLUS"), nullable=True),
        },
        unique=["kind", "visit_id"],
        strict=True,
    )
    run = failing_rows(schema, pl.concat([VISITS, VISITS.head(1)]))
    assert rows(run) == {
        "multiple_fields_uniqueness": [0, 5],
        "visit_id:str_length": [0, 1, 2, 3, 5],
        "PLUS": [1, 3],
    }
    assert set(run.raised) == {"column_in_schema"}


def test_one_name_for_several_columns_gathers_their_rows() -> None:
    def short() -> pa.Check:
        return pa.Check.str_length(max_value=3, name="SHORT")

    schema = Schema({name: pa.Column(pl.String, short(), nullable=True) for name in ("visit_id", "kind")})
    frame = VISITS.with_columns(visit_id=pl.lit("v").repeat_by(pl.int_range(pl.len()) + 1).list.join(""))
    assert rows(failing_rows(schema, frame)) == {"SHORT": [0, 1, 3, 4]}


def test_four_hundred_checks_are_one_collect(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    real = pl.collect_all
    monkeypatch.setattr(
        pl, "collect_all", lambda frames, **options: calls.append(len(frames)) or real(frames, **options)
    )
    frame = pl.DataFrame({"a": range(1000)})
    schema = Schema(
        {"a": pa.Column(pl.Int64, pa.Check.lt(990))},
        checks=[expression_check(f"R{n}", pl.col("a") != n) for n in range(400)],
    )
    run = failing_rows(schema, frame)
    assert calls == [2]
    assert len(run.failing) == 401
    assert all(run.failing[f"R{n}"].to_list() == [n] for n in range(400))


def test_an_expression_check_works_in_stock_pandera_too() -> None:
    schema = pa.DataFrameSchema(checks=[expression_check("LONG", pl.col("minutes") >= 30)])
    with pytest.raises(SchemaErrors) as caught:
        schema.validate(VISITS, lazy=True)
    assert caught.value.failure_cases["index"].to_list() == [1, 2, 3]


CONDITIONS = {
    "more": pl.col("a") > pl.col("b"),
    "either": (pl.col("a") > 0) | pl.col("c"),
    "not": ~pl.col("c"),
    "known": pl.col("b").is_not_null(),
    "listed": pl.col("a").is_in([1, 2, 3]),
    "mean": pl.col("a") >= pl.col("a").mean(),
    "never": pl.lit(False),
}


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.none() | st.integers(-3, 3),
            st.none() | st.integers(-3, 3),
            st.none() | st.booleans(),
        ),
        max_size=30,
    )
)
def test_any_frame_fails_in_the_rows_that_plain_polars_finds(cells: list[tuple[Any, ...]]) -> None:
    frame = pl.DataFrame(cells, schema={"a": pl.Int64, "b": pl.Int64, "c": pl.Boolean}, orient="row")
    by_expression = [expression_check(name, passes) for name, passes in CONDITIONS.items()]
    by_function = [
        pa.Check(
            lambda data, passes=passes: data.lazyframe.with_columns(answer=passes).select("answer"), name=f"{name}-f"
        )
        for name, passes in CONDITIONS.items()
    ]
    run = failing_rows(Schema(checks=[*by_expression, *by_function]), frame)
    expected = {}
    for name, passes in CONDITIONS.items():
        kept = frame.with_row_index("row").with_columns(ok=passes).filter(pl.col("ok").is_null() | ~pl.col("ok"))["row"]
        if len(kept):
            expected[name] = expected[f"{name}-f"] = kept.to_list()
    assert not run.raised
    assert rows(run) == expected


class TestContract:
    def every_table(self) -> Iterator[Table]:
        return iter(CONTRACT.values())

    def test_an_empty_frame_of_every_table_meets_its_schema(self) -> None:
        for table in self.every_table():
            assert failing_rows(schema_of(table), pl.DataFrame(schema=frame_schema(table))) == CheckRun({}, {}), (
                table.name
            )

    def test_an_empty_row_fails_in_exactly_the_required_columns(self) -> None:
        for table in self.every_table():
            frame = pl.DataFrame({name: [None] for name in frame_schema(table)}, schema=frame_schema(table))
            required = {f"{column.name}:not_nullable" for column in table.columns if column.required}
            run = failing_rows(schema_of(table), frame)
            assert not run.raised
            assert set(run.failing) == required, table.name

    def test_a_word_outside_the_list_fails_in_every_column_of_choices(self) -> None:
        for table in self.every_table():
            kinds = {column.name: column.kind for column in table.columns}
            words: dict[str, Any] = {Kind.CHOICE: ["zzz"], Kind.CHOICES: [["zzz"]]}
            frame = pl.DataFrame(
                {name: words.get(kinds.get(name, Kind.DATETIME), [None]) for name in frame_schema(table)},
                schema=frame_schema(table),
            )
            run = failing_rows(schema_of(table), frame)
            listed = {f"{column.name}:isin" for column in table.columns if column.choices}
            assert {name for name in run.failing if name.endswith(":isin")} == listed, table.name

    def test_allowed_words_duplicate_keys_and_companions_are_told_apart(self) -> None:
        table = CONTRACT["carers"]
        cells = {
            "carer_id": ["c1", "c1", "c3"],
            "status": ["approved", "ended", "approved"],
            "languages": [["en", "cy"], [], ["en", "klingon"]],
        }
        blank = pl.DataFrame(schema=frame_schema(table))
        typed = pl.DataFrame(cells, schema={name: frame_schema(table)[name] for name in cells})
        frame = pl.concat([blank, typed], how="diagonal").with_columns(pl.lit(True).alias("born_on?"))
        run = failing_rows(schema_of(table), frame)
        assert rows(run) == {"carer_id:field_uniqueness": [0, 1], "languages:isin": [2]}
        assert not run.raised

    def test_a_frame_of_other_types_or_without_a_column_is_told(self) -> None:
        table = CONTRACT["visits"]
        frame = pl.DataFrame(schema=frame_schema(table)).drop("announced").with_columns(visited_on=pl.lit("2026-01-01"))
        assert set(failing_rows(schema_of(table), frame).raised) == {
            "announced:column_in_dataframe",
            "visited_on:dtype",
        }

    def test_the_schema_of_a_table_is_made_once(self) -> None:
        assert schema_of(CONTRACT["visits"]) is schema_of(CONTRACT["visits"])

    def test_a_plugins_table_has_a_schema_as_well(self) -> None:
        pets = Table("pets", "animals", "One pet", (Column("pet_id", Kind.ID, required=True),))
        assert rows(failing_rows(schema_of(pets), pl.DataFrame({"pet_id": ["a", "a"]}))) == {
            "pet_id:field_uniqueness": [0, 1]
        }
