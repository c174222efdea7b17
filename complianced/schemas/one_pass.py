"""Answers every check of a table in one `pl.collect_all`, and loses none of them to one that raises.

Checks that are plain polars expressions share one `select`; checks that are functions each bring a lazy frame. When the
whole raises, it is halved until each exception is that of one check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandera.backends.polars.builtin_checks  # noqa: F401  (registers what `Check.isin` and the like do on polars)
import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrorReason

# A panic inside polars is not an Exception; it must not lose the other checks either.
FAULTS = (Exception, pl.exceptions.PanicException)


@dataclass(frozen=True)
class Question:
    """One thing to find out about every row, by an expression or by the Boolean frame that a check's function made.

    `owner` is the pandera column or schema that asks, `column` the column of the frame (None for the whole frame).
    """

    owner: Any
    column: str | None
    check: pa.Check | str
    index: int | None
    reason: SchemaErrorReason
    answer: pl.Expr | pl.LazyFrame | Exception


def expression_check(name: str, passes: pl.Expr) -> pa.Check:
    """A check that a row passes when `passes` is true; null and false fail. All of a schema run in one `select`."""
    return pa.Check(partial(_select, passes), name=name, ignore_na=False)


def _select(passes: pl.Expr, data: PolarsData) -> pl.LazyFrame:
    return data.lazyframe.select(passes)


def answer_of(check: pa.Check, frame: pl.LazyFrame, column: str | None) -> pl.Expr | pl.LazyFrame | Exception:
    """What will say true or false for each row; the exception when the check's function raises or says no such thing.

    `column` is None for a check of the whole frame, for which null never passes.
    """
    function = check._check_fn
    null_passes = check.ignore_na and column is not None
    if isinstance(function, partial) and function.func is _select:
        passes: pl.Expr = function.args[0]
        return passes.fill_null(null_passes)
    name = getattr(function, "__name__", None)
    if name and pa.Check.is_builtin_check(name):
        function = pa.Check.get_builtin_check_fn(name)
    try:
        given = partial(function, **check._check_kwargs)
        if check.element_wise:
            return _one_column(
                frame.select(pl.col(column or "*").map_elements(given, return_dtype=pl.Boolean)), null_passes
            )
        answer: Any = given(PolarsData(frame, column or "*"))
        if isinstance(answer, bool):
            return pl.lit(True) if answer else TypeError("the check answered False once; it must answer for each row")
        return _one_column(answer.lazy(), null_passes)
    except FAULTS as fault:
        return _as_exception(fault)


def _one_column(answer: pl.LazyFrame, null_passes: bool) -> pl.LazyFrame:
    return answer.select(pl.all_horizontal(pl.all().fill_null(null_passes)))


def answers(frame: pl.DataFrame, questions: Sequence[Question]) -> list[pl.Series | Exception]:
    """For each question a Boolean for each row of `frame`, or why there is none."""
    found: dict[int, pl.Series | Exception] = {}
    together: list[int] = []
    alone: list[list[int]] = []
    for at, question in enumerate(questions):
        if isinstance(question.answer, pl.Expr):
            together.append(at)
        elif isinstance(question.answer, pl.LazyFrame):
            alone.append([at])
        else:
            found[at] = question.answer

    def run(groups: list[list[int]]) -> None:
        try:
            collected = pl.collect_all([_query(frame, [questions[at].answer for at in group]) for group in groups])
        except FAULTS as fault:
            if len(groups) > 1:
                run(groups[: len(groups) // 2])
                run(groups[len(groups) // 2 :])
            elif len(groups[0]) > 1:
                middle = len(groups[0]) // 2
                run([groups[0][:middle]])
                run([groups[0][middle:]])
            else:
                found[groups[0][0]] = _as_exception(fault)
        else:
            for group, result in zip(groups, collected, strict=True):
                for at, answer in zip(group, result.get_columns(), strict=True):
                    found[at] = _for_each_row(answer, frame.height)

    groups = [together, *alone] if together else alone
    if groups:
        run(groups)
    return [found[at] for at in range(len(questions))]


def _query(frame: pl.DataFrame, asked: Sequence[pl.Expr | pl.LazyFrame | Exception]) -> pl.LazyFrame:
    if isinstance(asked[0], pl.LazyFrame):
        return asked[0]
    flags = {f"?{at}": passes for at, passes in enumerate(asked) if isinstance(passes, pl.Expr)}
    # with_columns before select, so that a condition that is the same for all rows still answers for each of them.
    return frame.lazy().with_columns(**flags).select(list(flags))


def _for_each_row(answer: pl.Series, height: int) -> pl.Series | Exception:
    if answer.dtype != pl.Boolean:
        return TypeError(f"the check answered with {answer.dtype}; it must answer true or false for each row")
    if len(answer) != height:
        return ValueError(f"the check answered for {len(answer)} rows of {height}; it must answer for each row")
    return answer


def _as_exception(fault: BaseException) -> Exception:
    return fault if isinstance(fault, Exception) else RuntimeError(f"polars stopped: {type(fault).__name__}")
