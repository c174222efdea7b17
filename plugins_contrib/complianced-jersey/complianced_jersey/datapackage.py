"""Records kept as a Frictionless Data Package: a folder with `datapackage.json` and the CSV files that it names.

A worked example of a record source. It reads what lies inside the folder and nothing else: no network, no path that
leads out, no file or descriptor beyond the limits below. What it refuses, it refuses with words for a person. The
descriptor follows specs.frictionlessdata.io (version 1) and datapackage.org (version 2), as far as tables of CSV go.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from complianced.api import RecordSource, SourceError

from .datapackage_cells import FieldReader, readers_of
from .datapackage_dialect import Dialect, DialectError, decoded, dialect_of

DESCRIPTOR = "datapackage.json"
MAX_DESCRIPTOR_BYTES = 1 << 20
MAX_RESOURCES = 500
MAX_PARTS = 100  # files of one resource
MAX_RESOURCE_BYTES = 64 << 20  # all files of one resource together
MAX_FIELDS = 2_000

_PACKAGE_PROFILES = ("data-package", "tabular-data-package")
_RESOURCE_PROFILES = ("data-resource", "tabular-data-resource")
_TEXTS = (".csv", ".tsv", ".txt")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SHOWN = 60


def fits(records: str) -> bool:
    """True for a folder that holds a `datapackage.json`, and for that file itself. Never raises."""
    try:
        return _descriptor_of(records).is_file()
    except (OSError, ValueError):
        return False


def tables(records: str) -> Mapping[str, Callable[[], pl.DataFrame]]:
    """For each resource, by name, a function that reads its rows: a frame of text columns, headings as in the file.

    Cells that the schema calls missing are null. Raises SourceError for the whole package; so does each function for
    its own table.
    """
    descriptor = _descriptor_of(records)
    content = _read_json(descriptor)
    _refuse_profile(content, _PACKAGE_PROFILES, DESCRIPTOR)
    resources = content.get("resources")
    if not isinstance(resources, list) or not resources:
        raise SourceError(
            f"{DESCRIPTOR}: `resources` is missing or empty; it lists the tables, each with name and path."
        )
    if len(resources) > MAX_RESOURCES:
        raise SourceError(f"{DESCRIPTOR}: {len(resources):,} resources; at most {MAX_RESOURCES} are read.")
    found: dict[str, Callable[[], pl.DataFrame]] = {}
    for number, resource in enumerate(resources, start=1):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name.strip() or not name.isprintable():
            raise SourceError(f"{DESCRIPTOR}: resource {number} has no plain name; give it the name of its table.")
        if name in found:
            raise SourceError(f"{DESCRIPTOR}: two resources are named {_shown(name)}; give each a name of its own.")
        found[name] = partial(_frame, descriptor.parent, resource)
    return found


def _descriptor_of(records: str) -> Path:
    path = Path(records)
    return path if path.name == DESCRIPTOR else path / DESCRIPTOR


def _read_json(descriptor: Path) -> dict[str, Any]:
    try:
        text = _bytes_of(descriptor, descriptor.parent, MAX_DESCRIPTOR_BYTES).decode("utf-8-sig")
        content = json.loads(text)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise SourceError(f"{DESCRIPTOR}: not readable as JSON in UTF-8{where}. Write it again.") from None
    if not isinstance(content, dict):
        raise SourceError(f"{DESCRIPTOR}: must be an object with `resources`.")
    return content


def _frame(folder: Path, resource: Mapping[str, Any]) -> pl.DataFrame:
    """The rows of one resource, its parts one after the other."""
    name = _shown(str(resource["name"]))
    _refuse_profile(resource, _RESOURCE_PROFILES, f"resource {name}")
    try:
        dialect = dialect_of(resource)
    except DialectError as error:
        raise SourceError(f"resource {name}: {error}") from None
    fields = _fields_of(resource, name)
    headings: list[str] | None = None
    rows: list[list[str]] = []
    room = MAX_RESOURCE_BYTES
    for path in _paths_of(resource, name):
        data = _bytes_of(_inside(path, folder), folder, room)
        room -= len(data)
        own, more = _records(data, dialect, [field["name"] for field in fields], path)
        if headings is not None and own != headings:
            raise SourceError(f"{_shown(path)}: its headings are not those of the first file of resource {name}.")
        headings = own
        rows += more
    named = headings or []
    _refuse_headings(named, fields, name)
    readers = readers_of(fields, _schema_of(resource, name))
    return _as_frame(named, rows, readers)


def _paths_of(resource: Mapping[str, Any], name: str) -> list[str]:
    path = resource.get("path")
    paths = [path] if isinstance(path, str) else path
    if not isinstance(paths, list) or not paths or not all(isinstance(each, str) and each for each in paths):
        has_data = " Rows written into the descriptor itself are not read." if "data" in resource else ""
        raise SourceError(f"resource {name}: `path` must name its CSV file in the folder.{has_data}")
    if len(paths) > MAX_PARTS:
        raise SourceError(f"resource {name}: {len(paths):,} files; at most {MAX_PARTS} make one table.")
    if resource.get("compression"):
        raise SourceError(f"resource {name}: compressed files are not read; unpack the file and name that.")
    return paths


def _inside(path: str, folder: Path) -> Path:
    """The file at a relative path inside the folder. Raises SourceError for any other kind of path."""
    if _SCHEME.match(path) or path.startswith("//"):
        raise SourceError(f"{_shown(path)}: is an address; nothing is fetched. Put the file into the folder.")
    if path.startswith(("/", "~")) or "\\" in path:
        raise SourceError(f"{_shown(path)}: write the path from the folder on, with / between its parts.")
    if ".." in path.split("/"):
        raise SourceError(f"{_shown(path)}: leads out of the folder. Put the file into the folder.")
    if not path.lower().endswith(_TEXTS):
        raise SourceError(f"{_shown(path)}: only CSV files are read ({', '.join(_TEXTS)}). Save the table as CSV.")
    return folder / path


def _bytes_of(file: Path, folder: Path, limit: int) -> bytes:
    """The content of a plain file within the folder, links followed. Raises SourceError; never waits on a pipe."""
    shown = _shown(file.name)
    try:
        real = file.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise SourceError(f"{shown}: is a link to a place outside the folder. Put the file itself into the folder.")
        if not stat.S_ISREG(real.stat().st_mode):
            raise SourceError(f"{shown}: is not a plain file. Put the file itself into the folder.")
        # What was looked at is what is read: no link is followed any more, and nothing that waits or swells is.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(real, flags), "rb") as opened:
            data = opened.read(limit + 1)
    except (OSError, RuntimeError):
        raise SourceError(f"{shown}: cannot be opened. Check that it is there and that you may read it.") from None
    except ValueError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(f"{shown}: is not a name that a file can have.") from None
    if len(data) > limit:
        raise SourceError(
            f"{shown}: is too large; {MAX_DESCRIPTOR_BYTES >> 20} MiB of description are read, and "
            f"{MAX_RESOURCE_BYTES >> 20} MiB for each table. Split it by scheme, or use a database."
        )
    return data


def _records(data: bytes, dialect: Dialect, fields: list[str], path: str) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of one file. Raises SourceError naming the line where it cannot be told apart."""
    shown = _shown(path)
    try:
        text = decoded(data, dialect.encoding)
    except UnicodeError:
        raise SourceError(
            f"{shown}: is not {dialect.encoding} throughout. Name its `encoding` in {DESCRIPTOR}, or save it as UTF-8."
        ) from None
    if "\0" in text:
        raise SourceError(f"{shown}: holds NUL characters and is damaged. Export it again.")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True, **dialect.of_csv())
    except (TypeError, ValueError):
        raise SourceError(f"{shown}: cannot be read by its `dialect`. Correct that, or save the file as CSV.") from None
    headings = None if dialect.header else fields
    if headings == []:
        raise SourceError(f"{shown}: its `dialect` says that it has no headings, and its schema names none.")
    rows: list[list[str]] = []
    try:
        for row in reader:
            if not row:
                continue
            if headings is None:
                headings = [heading.strip() for heading in row]
            elif len(row) > len(headings):
                raise SourceError(
                    f"{shown}, line {reader.line_num}: {len(row)} cells under {len(headings)} headings. Put quotation "
                    "marks around text that holds the delimiter, or correct the `dialect`."
                )
            else:
                rows.append(row + [""] * (len(headings) - len(row)))
    except csv.Error:
        raise SourceError(
            f"{shown}, line {reader.line_num}: its quotation marks do not close as the `dialect` says. Correct either."
        ) from None
    if not headings:
        raise SourceError(f"{shown}: has no headings; a table without rows still has them.")
    return headings, rows


def _schema_of(resource: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    schema = resource.get("schema", {})
    if not isinstance(schema, dict):
        raise SourceError(f"resource {name}: write its `schema` into {DESCRIPTOR}; it is not looked up elsewhere.")
    return schema


def _fields_of(resource: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    fields = _schema_of(resource, name).get("fields", [])
    if not isinstance(fields, list) or not all(
        isinstance(field, dict) and isinstance(field.get("name"), str) and field["name"].strip() for field in fields
    ):
        raise SourceError(f"resource {name}: each of `schema.fields` is an object with a name.")
    if len(fields) > MAX_FIELDS:
        raise SourceError(f"resource {name}: {len(fields):,} fields; at most {MAX_FIELDS:,} are read.")
    return fields


def _refuse_headings(headings: list[str], fields: list[Mapping[str, Any]], name: str) -> None:
    """Raises SourceError for headings that are empty, stand twice, or lack what the schema names."""
    if len(headings) > MAX_FIELDS:
        raise SourceError(f"resource {name}: {len(headings):,} headings; at most {MAX_FIELDS:,} are read.")
    if not all(headings) or any(0xD800 <= ord(letter) < 0xE000 for each in headings for letter in each):
        raise SourceError(f"resource {name}: a heading is empty or no text. Name the column, or take it out.")
    twice = next((each for each in headings if headings.count(each) > 1), None)
    if twice is not None:
        raise SourceError(f"resource {name}: the heading {_shown(twice)} stands twice. Rename one.")
    lacking = next((field["name"] for field in fields if field["name"] not in headings), None)
    if lacking is not None:
        raise SourceError(f"resource {name}: its schema names {_shown(lacking)}, which the file does not have.")


def _refuse_profile(content: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    """Raises SourceError for a profile other than those of tables; one that is an address is not fetched."""
    profile = content.get("profile", known[0])
    if profile not in known:
        raise SourceError(f"{where}: its profile is {_shown(str(profile))}; only {' and '.join(known)} are read.")


def _as_frame(headings: list[str], rows: list[list[str]], readers: Mapping[str, FieldReader]) -> pl.DataFrame:
    columns = zip(*rows, strict=True) if rows else (() for _ in headings)
    read = [
        pl.Series(heading, [readers.get(heading, readers[""])(cell) for cell in column], pl.String)
        for heading, column in zip(headings, columns, strict=True)
    ]
    return pl.DataFrame(read)


def _shown(text: str) -> str:
    """A name as it may be printed: on one line, without control characters, and not too long."""
    plain = "".join(each if each.isprintable() else "?" for each in text)
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


DATAPACKAGE = RecordSource("datapackage", "a Frictionless Data Package: a folder with datapackage.json", fits, tables)
