"""pandera schemas for collected polars frames, every check of which runs in one pass (`one_pass.py`).

Stock pandera collects several times per check and turns failing rows into Python dicts; this gives the numbers of the
failing rows. pandera's schema, check and error classes are the interface, so that a plugin's own checks take part.

Nulls. A check of the whole frame never passes a row for which it answers null: rules say "compliant", and null is not
recorded. `ignore_na` cannot say otherwise there, because pandera's default cannot be told from an author's wish; write
`fill_null(True)` into the check instead. A check of a column keeps pandera's `ignore_na` (by default an empty cell
passes), because `nullable` says beside it whether a cell may be empty. Empty cells are not duplicates of each other.

Also unlike stock: all failing rows are reported (`n_failure_cases` is not read), a failed check always fails
(`raise_warning` is not read), and the checks of a column of the wrong type are not run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.backends.polars.container import DataFrameSchemaBackend
from pandera.config import ValidationDepth, config_context
from pandera.errors import FailureCaseMetadata, SchemaDefinitionError, SchemaError, SchemaErrorReason, SchemaErrors

from complianced.schemas.one_pass import Question, answer_of, answers, expression_check

__all__ = ["CheckRun", "Schema", "expression_check", "failing_rows"]


class Schema(pa.DataFrameSchema):
    """A pandera schema for collected polars frames, checked in one pass."""

    @staticmethod
    def register_default_backends(check_obj_cls: type) -> None:
        """Nothing to do: the backend is registered with this module, for DataFrame alone."""

    def validate(  # type: ignore[override]  # a LazyFrame is refused
        self, check_obj: pl.DataFrame, *args: Any, **kwargs: Any
    ) -> pl.DataFrame:
        """The frame itself, when it passes. Raises SchemaErrors (SchemaError unless `lazy`), TypeError for a LazyFrame.

        Always checks everything: pandera's environment variables that switch checks off are not heeded.
        """
        if not isinstance(check_obj, pl.DataFrame):
            raise TypeError(
                f"a {type(check_obj).__name__} cannot be checked: its rows may come in another order each time they "
                "are computed, so that row numbers mean nothing. Collect it into a DataFrame first."
            )
        with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
            return super().validate(check_obj, *args, **kwargs)


@dataclass(frozen=True)
class CheckRun:
    """What the checks of a schema found.

    `failing` has the UInt32 row numbers, ascending, of each check that failed; `raised` the exception of each check
    that could not answer. A check in neither passed every row. An exception's words may quote a cell: show its type.
    """

    failing: Mapping[str, pl.Series]
    raised: Mapping[str, Exception]


def failing_rows(schema: Schema, frame: pl.DataFrame) -> CheckRun:
    """Runs every check of `schema` over `frame`. Raises TypeError when `frame` is a LazyFrame.

    A check goes by its name. One without a name of its own goes by `column:check`, such as `status:isin`; pandera's
    own are `column:not_nullable`, `column:field_uniqueness`, `column:dtype` and `column:column_in_dataframe`. Where
    one name stands for checks of several columns, a row fails it when any of them fails. Two checks of the whole frame
    may not share a name: both count as raised.
    """
    failing: dict[str, pl.Series] = {}
    raised: dict[str, Exception] = {}
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as found:
        for error in found.schema_errors:
            key = _key(error)
            if isinstance(error.failure_cases, pl.Series):
                rows = error.failure_cases
                failing[key] = pl.concat([failing[key], rows]).unique().sort() if key in failing else rows
            else:
                raised.setdefault(key, error.__cause__ if isinstance(error.__cause__, Exception) else error)
    for name, times in Counter(check.name for check in schema.checks).items():
        if times > 1:
            failing.pop(name, None)
            raised[name] = ValueError(f"{times} checks are called {name}. Give each a name of its own.")
    return CheckRun(failing, raised)


def _key(error: SchemaError) -> str:
    check, column = error.check, error.column_name
    if isinstance(check, pa.Check):
        own_name = check.name != getattr(check._check_fn, "__name__", None)
        return str(check.name) if own_name or column is None else f"{column}:{check.name}"
    name = str(check).partition("(")[0]
    return name if column is None else f"{column}:{name}"


class Backend(DataFrameSchemaBackend):
    """Checks a Schema: the shape of the frame first, then everything that must hold of its rows at once."""

    def validate(  # type: ignore[override]  # a LazyFrame is refused
        self,
        check_obj: pl.DataFrame,
        schema: Schema,
        *,
        head: int | None = None,
        tail: int | None = None,
        sample: int | None = None,
        lazy: bool = False,
        **_: Any,
    ) -> pl.DataFrame:
        """See Schema.validate. Frames arrive typed and whole: what would alter or sample them is refused."""
        if head is not None or tail is not None or sample is not None:
            raise SchemaDefinitionError("head, tail and sample would change the row numbers; check the whole frame")
        _refuse_what_alters(schema)
        errors = [*self._shape_errors(check_obj, schema)]
        wrong = {error.column_name for error in errors}
        questions = [*_column_questions(check_obj, schema, wrong), *_frame_questions(check_obj, schema)]
        found = (_error(*pair) for pair in zip(questions, answers(check_obj, questions), strict=True))
        errors += [error for error in found if error is not None]
        if errors and not lazy:
            raise errors[0]
        if errors:
            raise SchemaErrors(schema=schema, schema_errors=errors, data=check_obj)
        return check_obj

    def _shape_errors(self, frame: pl.DataFrame, schema: Schema) -> Iterator[SchemaError]:
        """Columns that are missing, out of place or of another type. No data is touched."""
        if schema.strict or schema.ordered:
            try:
                self.strict_filter_columns(frame.lazy(), schema, self.collect_column_info(frame.lazy(), schema))
            except SchemaError as error:
                yield error
        dtypes = frame.schema
        for column in schema.columns.values():
            names = _names(dtypes, column)
            if not names and column.required:
                missing = SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME
                says = f"column {column.name} is missing"
                yield _schema_error(schema, says, "column_in_dataframe", None, missing, column.name)
            for name in names:
                dtype = dtypes[name]
                if column.dtype is not None and not column.dtype.check(dtype, PolarsData(frame.lazy(), name)):
                    says = f"column {name} is {dtype}, not {column.dtype}"
                    check = f"dtype('{column.dtype}')"
                    yield _schema_error(column, says, check, None, SchemaErrorReason.WRONG_DATATYPE, name)

    def failure_cases_metadata(self, schema_name: str, schema_errors: list[SchemaError]) -> FailureCaseMetadata:
        """Failures as a frame of column, check and row index: no dicts, no cells. No index: the fault is in no row."""
        nowhere = pl.Series([None], dtype=pl.UInt32)
        rows = [e.failure_cases if isinstance(e.failure_cases, pl.Series) else nowhere for e in schema_errors]
        said = {
            "column": [error.column_name for error in schema_errors],
            "check": [getattr(error.check, "name", None) or str(error.check) for error in schema_errors],
            "times": [len(each) for each in rows],
        }
        each_row = pl.int_range(pl.len()).repeat_by("times").explode()
        by_error = pl.DataFrame(said, schema_overrides={"column": pl.Categorical, "check": pl.Categorical})
        cases = by_error.select(pl.col("column", "check").gather(each_row), index=pl.concat(rows))
        counts = dict(Counter(error.reason_code.name for error in schema_errors))
        return FailureCaseMetadata(
            failure_cases=cases,
            message={"schema": schema_name, "failed": counts},
            error_counts=counts,
        )


Schema.register_backend(pl.DataFrame, Backend)


def _refuse_what_alters(schema: Schema) -> None:
    altering = [name for name in ("coerce", "drop_invalid_rows", "add_missing_columns") if getattr(schema, name)]
    altering += ["parsers"] if schema.parsers else []
    altering += ["strict='filter'"] if schema.strict == "filter" else []
    for column in schema.columns.values():
        given = {
            "coerce": column.coerce,
            "drop_invalid_rows": column.drop_invalid_rows,
            "default": column.default is not None,
            "parsers": column.parsers,
        }
        altering += [f"{name} of {column.name}" for name, value in given.items() if value]
    if altering:
        raise SchemaDefinitionError(f"{', '.join(altering)}: checks may not alter the records they check")


def _names(dtypes: pl.Schema, column: pa.Column) -> list[str]:
    """The columns of the frame that a column of a schema is about."""
    if column.regex:
        return [name for name in dtypes if re.search(column.selector, name)]
    return [column.name] if column.name in dtypes else []


def _column_questions(frame: pl.DataFrame, schema: Schema, wrong: set[str | None]) -> Iterator[Question]:
    lazy, dtypes = frame.lazy(), frame.schema
    for column in schema.columns.values():
        for name in _names(dtypes, column):
            cell = pl.col(name)
            if not column.nullable:
                filled = cell.is_not_null()
                if dtypes[name].is_float():
                    filled &= cell.is_not_nan()
                yield Question(column, name, "not_nullable", None, SchemaErrorReason.SERIES_CONTAINS_NULLS, filled)
            if column.unique:
                once = cell.is_unique() | cell.is_null()
                yield Question(
                    column, name, "field_uniqueness", None, SchemaErrorReason.SERIES_CONTAINS_DUPLICATES, once
                )
            if name not in wrong:
                for index, check in enumerate(column.checks):
                    answer = answer_of(check, lazy, name)
                    yield Question(column, name, check, index, SchemaErrorReason.DATAFRAME_CHECK, answer)


def _frame_questions(frame: pl.DataFrame, schema: Schema) -> Iterator[Question]:
    unique = schema.unique or []
    for group in [unique] if unique and all(isinstance(name, str) for name in unique) else unique:
        once = pl.struct(group).is_unique()
        yield Question(schema, None, "multiple_fields_uniqueness", None, SchemaErrorReason.DUPLICATES, once)
    lazy = frame.lazy()
    for index, check in enumerate(schema.checks):
        yield Question(schema, None, check, index, SchemaErrorReason.DATAFRAME_CHECK, answer_of(check, lazy, None))


def _error(question: Question, answer: pl.Series | Exception) -> SchemaError | None:
    name = getattr(question.check, "name", question.check)
    if isinstance(answer, Exception):
        says = f"{name} raised {type(answer).__name__}"
        error = _schema_error(
            question.owner, says, question.check, question.index, SchemaErrorReason.CHECK_ERROR, question.column
        )
        error.__cause__ = answer
        return error
    if answer.all():
        return None
    error = _schema_error(
        question.owner, f"{name} failed", question.check, question.index, question.reason, question.column
    )
    error.failure_cases = (~answer).arg_true().alias("row")
    return error


def _schema_error(
    owner: Any, says: str, check: pa.Check | str, index: int | None, reason: SchemaErrorReason, column: str | None
) -> SchemaError:
    return SchemaError(  # type: ignore[no-untyped-call]
        owner, None, says, check=check, check_index=index, reason_code=reason, column_name=column
    )
