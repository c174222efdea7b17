"""Databases through SQLAlchemy: tables and views of the contract's names, read only, as text.

No message holds the password or the driver's own words, which may repeat it.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from complianced.intake.errors import IntakeError, UnreadableError
from complianced.intake.parquet import as_text
from complianced.intake.parts import Part, RawSheet, positions, row_numbers
from complianced.intake.problems import Problems

_CHUNK = 50_000


def shown_url(url: URL) -> str:
    """The URL without its password and without its options, which may hold one."""
    return url.set(query={}).render_as_string(hide_password=True)


def sqlite_url(path: Path) -> str:
    """The URL of a SQLite file given by its path."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


@contextmanager
def database_parts(address: str) -> Iterator[list[Part]]:
    """The tables and views of a database, readable while the context lasts. Raises IntakeError when it cannot be."""
    url = _url(address)
    name = shown_url(url)
    engine: sa.Engine | None = None
    try:
        engine = sa.create_engine(_read_only(url))
        with engine.connect() as connection:
            connection = _one_snapshot(connection)
            inspector = sa.inspect(connection)
            names = [*inspector.get_table_names(), *inspector.get_view_names()]
            if connection.dialect.name == "postgresql":
                names += inspector.get_materialized_view_names()
            columns = {table: [column["name"] for column in inspector.get_columns(table)] for table in names}
            yield [
                Part(table, f"table {table}", (table,), partial(_read_table, connection, table, columns[table]))
                for table in sorted(names)
            ]
    except ModuleNotFoundError:
        raise IntakeError(
            f"{name}: the driver for this database is not installed. Install it, for PostgreSQL with "
            'the extra "postgres".'
        ) from None
    except SQLAlchemyError:
        raise IntakeError(
            f"{name}: the database could not be read. Check the address, the name and the password, and that you may "
            "read it."
        ) from None
    finally:
        if engine is not None:
            engine.dispose()


def _url(address: str) -> URL:
    try:
        url = make_url(address)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError):
        scheme = address.split("://", 1)[0]
        raise IntakeError(
            f'"{scheme}://…" is not the address of a database that can be read. Write it as '
            "postgresql://name@host/database or sqlite:///records.sqlite."
        ) from None
    return url


def _read_only(url: URL) -> URL:
    if url.get_backend_name() != "sqlite":
        return url
    # SQLite would make a file that is not there; and records are never written to.
    path = Path(url.database or "")
    if not url.database or not path.is_file():
        raise IntakeError(f"{shown_url(url)}: there is no such database file. Check the path.")
    with path.open("rb") as file:
        head = file.read(16)
    if head and head != b"SQLite format 3\0":
        raise IntakeError(f"{shown_url(url)}: this is not a SQLite database. Check the path.")
    return URL.create(
        url.drivername,
        database=f"file:{urllib.parse.quote(str(path.resolve()))}",
        query={"mode": "ro", "uri": "true"},
    )


def _one_snapshot(connection: Connection) -> Connection:
    """All tables as they stood at one moment, on a connection that cannot write."""
    if connection.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection


def _read_table(connection: Connection, table: str, headings: Sequence[str], _: Problems) -> RawSheet:
    # Untyped columns: the values as the driver has them, so that a bad cell is ours to tell and not an exception.
    query: sa.Select[*tuple[Any, ...]] = sa.select(*[sa.column(heading) for heading in headings]).select_from(
        sa.table(table)
    )
    names = positions(len(headings))
    chunks: list[pl.DataFrame] = []
    try:
        with connection.execution_options(stream_results=True).execute(query) as result:
            for rows in result.partitions(_CHUNK):
                columns = zip(*rows, strict=True)
                chunks.append(pl.DataFrame([_text(name, values) for name, values in zip(names, columns, strict=True)]))
    except SQLAlchemyError:
        connection.rollback()
        raise UnreadableError("could not be read from the database. Check that you may read it.") from None
    frame = pl.concat(chunks) if chunks else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return RawSheet(tuple(headings), frame, row_numbers(frame.height, 1))


def _text(name: str, values: Sequence[Any]) -> pl.Series:
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {str}:
        return pl.Series(name, values, pl.String)
    if len(kinds) == 1:
        try:
            return as_text(pl.Series(name, values))
        except (pl.exceptions.PolarsError, TypeError, ValueError, OverflowError):
            pass
    return pl.Series(name, [None if value is None else _plain(value) for value in values], pl.String)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
