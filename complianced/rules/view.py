"""Views: one row per subject of a rule, joined and worked out once per audit and shared by every rule about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from complianced.rules.rows import Rows
from complianced.schemas.recordset import RecordSet


@dataclass(frozen=True)
class View:
    """A named view. A finding about one of its rows points at `table` and the value of `key`.

    Where the rows are of several tables, the view has the columns SUBJECT_TABLE and SUBJECT_ID and these win.
    """

    name: str
    table: str
    key: str
    about: str
    build: Callable[[Records], Rows]


SUBJECT_TABLE = "subject_table"
SUBJECT_ID = "subject_record"


def view(name: str, *, table: str, key: str) -> Callable[[Callable[[Records], Rows]], View]:
    """Declares a view: the function below gives its rows; the first paragraph of its docstring says what one row is."""

    def declare(build: Callable[[Records], Rows]) -> View:
        first = (build.__doc__ or "").strip().partition("\n\n")[0]
        return View(name, table, key, " ".join(first.split()), build)

    return declare


class Records:
    """The tables and views of one nation's schemes on the day of the audit, as views are built from them."""

    def __init__(
        self, recordset: RecordSet, views: Mapping[str, View], as_of: date, nation: str, clauses: tuple[str, ...] = ()
    ) -> None:
        self._recordset = recordset
        self._views = views
        self._built: dict[str, Rows] = {}
        self.as_of = as_of
        self.nation = nation
        self.clauses = clauses
        self.contract = recordset.contract

    @property
    def today(self) -> pl.Expr:
        """The day of the audit, as an expression."""
        return pl.lit(self.as_of)

    def __getitem__(self, table: str) -> Rows:
        """The rows of a table; none, with every column, where it was not supplied."""
        name = f"table {table}"
        if name not in self._built:
            self._built[name] = Rows.of_table(table, self._recordset.frame(table))
        return self._built[name]

    def view(self, name: str) -> Rows:
        """The rows of a view, built once. Raises KeyError for a view that nobody declares."""
        if name not in self._built:
            self._built[name] = self._views[name].build(self)
        return self._built[name]

    def declared(self, name: str) -> View:
        """The view's declaration. Raises KeyError for a view that nobody declares."""
        return self._views[name]

    def choices(self, table: str, column: str) -> tuple[str, ...]:
        """The words that may stand in a column, plugins' additions included."""
        return self.contract[table].column(column).choices
