"""How a table of the record contract is written down: tables, columns, types, links and choices.

The contract itself is in the subject modules beside this one (`carers.py`, `people.py`, …). A plugin adds tables,
columns and choices with a `RecordExtension`; it never edits these modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

MADE_BY_THE_AUDIT = "made_by_the_audit"
"""The subject of tables that the audit makes for itself, from documents for instance: nobody supplies them."""


class Kind(StrEnum):
    """The type of a column, as `records.yaml` names it."""

    ID = "id"
    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    YESNO = "yesno"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "list"


@dataclass(frozen=True)
class Column:
    """One column: its name, type, what it means, and what may stand in it.

    `links_to` names the table whose key the value must be. `choices` are the words allowed; `open` says that plugins
    may add some. `personal` marks what names or describes a person in free text: it never leaves in a finding.

    An audit of an earlier day does not know the dates after it. A row is left out whole where a date in it from which
    it `arises` is later; any other later date is taken for not known yet, unless it looks `ahead` by nature, as an
    expiry does.
    """

    name: str
    kind: Kind
    about: str = ""
    required: bool = False
    links_to: str | None = None
    choices: tuple[str, ...] = ()
    open: bool = False
    personal: bool = False
    arises: bool = False
    ahead: bool = False


@dataclass(frozen=True)
class Table:
    """One table: a row per `about`, with its key column first."""

    name: str
    subject: str
    about: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """The column whose values name the rows."""
        return self.columns[0].name

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


@dataclass(frozen=True)
class RecordExtension:
    """What a plugin adds to the contract: whole tables, columns of a table, choices of `table.column`."""

    tables: tuple[Table, ...] = ()
    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checklist_items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def to_be_supplied(contract: Mapping[str, Table]) -> dict[str, Table]:
    """The tables that a scheme may supply."""
    return {name: table for name, table in contract.items() if table.subject != MADE_BY_THE_AUDIT}


class ContractError(ValueError):
    """An extension that does not fit the contract."""


def extend(tables: Mapping[str, Table], extension: RecordExtension) -> dict[str, Table]:
    """The contract with a plugin's additions. Raises ContractError for a clash or a closed list of choices."""
    grown = dict(tables)
    for table in extension.tables:
        if table.name in grown:
            raise ContractError(f"table {table.name} is already in the contract; add columns to it instead")
        grown[table.name] = table
    for name, columns in extension.columns.items():
        table = _known(grown, name)
        taken = [column.name for column in columns if column.name in table]
        if taken:
            raise ContractError(f"{name}.{taken[0]} is already in the contract")
        grown[name] = replace(table, columns=table.columns + columns)
    for path, words in extension.choices.items():
        name, _, column_name = path.partition(".")
        table = _known(grown, name)
        if column_name not in table:
            raise ContractError(f"choices for {path}: there is no such column")
        column = table.column(column_name)
        if not column.open:
            raise ContractError(f"the choices of {path} are closed")
        wider = replace(column, choices=column.choices + tuple(word for word in words if word not in column.choices))
        grown[name] = replace(
            table, columns=tuple(wider if each.name == column_name else each for each in table.columns)
        )
    return grown


def _known(tables: Mapping[str, Table], name: str) -> Table:
    if name not in tables:
        raise ContractError(f"table {name} is not in the contract")
    return tables[name]


# The few words in which the subject modules are written.


def key(name: str, about: str = "") -> Column:
    """The column that names each row."""
    return Column(name, Kind.ID, about, required=True)


def link(name: str, to: str, about: str = "", *, required: bool = False) -> Column:
    """The key of a row in another table."""
    return Column(name, Kind.ID, about, required=required, links_to=to)


def subject_id(about: str = "") -> Column:
    """The key of a row in the table that `subject_type` names."""
    return Column("subject_id", Kind.ID, about, required=True)


def text(name: str, about: str = "", *, required: bool = False, personal: bool = True) -> Column:
    """Free text; taken as personal unless said otherwise."""
    return Column(name, Kind.TEXT, about, required=required, personal=personal)


def day(name: str, about: str = "", *, required: bool = False) -> Column:
    """A date."""
    return Column(name, Kind.DATE, about, required=required)


def moment(name: str, about: str = "", *, required: bool = False) -> Column:
    """A date and time, or a date where the hour is not known."""
    return Column(name, Kind.DATETIME, about, required=required)


def yesno(name: str, about: str = "") -> Column:
    """Yes or no."""
    return Column(name, Kind.YESNO, about)


def whole(name: str, about: str = "") -> Column:
    """A whole number."""
    return Column(name, Kind.WHOLE, about)


def number(name: str, about: str = "") -> Column:
    """A number, decimals allowed."""
    return Column(name, Kind.NUMBER, about)


def choice(name: str, *words: str, about: str = "", required: bool = False, open: bool = False) -> Column:
    """One of the words."""
    return Column(name, Kind.CHOICE, about, required=required, choices=words, open=open)


def choices(name: str, *words: str, about: str = "", open: bool = False) -> Column:
    """Any of the words, separated by semicolons."""
    return Column(name, Kind.CHOICES, about, choices=words, open=open)
