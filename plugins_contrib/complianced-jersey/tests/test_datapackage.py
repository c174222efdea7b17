"""A Data Package is read as its descriptor says, and nothing outside its folder is touched whatever it says."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from complianced_jersey import datapackage
from complianced_jersey.datapackage import SourceError, fits, tables

# The folder of a test serves all its examples: each writes its files anew.
ANEW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
SECRET = "not for this audit"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refused(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    return iter([None])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "package"
    inside.mkdir()
    (tmp_path / "outside.csv").write_text(f"a\n{SECRET}\n", encoding="utf-8")
    return inside


def package(folder: Path, *resources: Any, **more: Any) -> str:
    (folder / "datapackage.json").write_text(json.dumps({"resources": list(resources), **more}), encoding="utf-8")
    return str(folder)


def staff(folder: Path, data: str | bytes, /, **more: Any) -> pl.DataFrame:
    """The table of a package with the one file."""
    (folder / "staff.csv").write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return tables(package(folder, {"name": "staff", "path": "staff.csv"} | more))["staff"]()


# -- Which records it is for


def test_it_fits_a_folder_with_a_descriptor_and_the_descriptor_itself(folder: Path) -> None:
    assert not fits(str(folder))
    package(folder)
    assert fits(str(folder))
    assert fits(str(folder / "datapackage.json"))


@given(
    st.text(max_size=30) | st.sampled_from(["", "\0", "postgresql://host/scheme", "https://x/datapackage.json", "/"])
)
def test_it_says_whether_it_fits_whatever_the_argument(records: str) -> None:
    assert fits(records) in (True, False)


def test_the_example_is_read_as_its_dialects_and_formats_say(root: Path) -> None:
    found = {name: read() for name, read in tables(str(root / "examples" / "datapackage")).items()}
    assert list(found) == ["schemes", "staff", "governance"]
    assert found["staff"].rows(named=True)[0] == {
        "staff_id": "S-1",
        "name": "Exämple; one",
        "role": "registered_manager",
        "started_on": "2022-04-05",
        "ended_on": None,
        "regulator_registered_on": "2022-03-21",
        "regulated_work": "yes",
    }
    assert found["governance"]["event_id"].to_list() == ["G-1", "G-2"]
    assert {dtype for frame in found.values() for dtype in frame.dtypes} == {pl.String}


# -- What it reads


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@ANEW
@given(
    st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
@example([["a\nb", 'say "so"', ";", "\r"]], ";", "utf-8")
def test_what_a_csv_writer_writes_comes_back(
    folder: Path, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    import csv
    import io

    width = len(rows[0]) if rows else 2
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([[f"h{n}" for n in range(width)], *rows])
    frame = staff(folder, out.getvalue().encode(encoding), dialect={"delimiter": delimiter}, encoding=encoding)
    assert frame.columns == [f"h{n}" for n in range(width)]
    assert [list(row) for row in frame.rows()] == [[cell if cell.strip() else None for cell in row] for row in rows]


def test_a_dialect_may_escape_quote_otherwise_and_have_no_headings(folder: Path) -> None:
    dialect = {"delimiter": "|", "quoteChar": "'", "escapeChar": "\\", "doubleQuote": False, "header": False}
    frame = staff(folder, "'a|b'|it\\'s\n", dialect=dialect, schema={"fields": [{"name": "one"}, {"name": "two"}]})
    assert frame.rows(named=True) == [{"one": "a|b", "two": "it's"}]


def test_a_dialect_as_frictionless_py_nests_it_is_read(folder: Path) -> None:
    assert staff(folder, "a;b\n1;2\n", dialect={"csv": {"delimiter": ";"}}).rows() == [("1", "2")]


def test_a_short_row_has_empty_cells_and_a_long_one_is_refused_with_its_line(folder: Path) -> None:
    assert staff(folder, "a,b\n1\n").rows() == [("1", None)]
    with pytest.raises(SourceError, match=r"staff\.csv, line 3: 3 cells under 2 headings"):
        staff(folder, "a,b\n1,2\n1,2,3\n")


def test_a_table_without_rows_has_its_columns(folder: Path) -> None:
    assert staff(folder, "a,b\n").schema == {"a": pl.String, "b": pl.String}


def test_missing_values_are_those_of_the_schema(folder: Path) -> None:
    fields = [{"name": "a"}, {"name": "b", "missingValues": [{"value": "0", "label": "none"}]}]
    frame = staff(folder, "a,b\n-,-\n0,0\n", schema={"missingValues": ["-"], "fields": fields})
    assert frame.rows() == [(None, "-"), ("0", None)]


@pytest.mark.parametrize(
    ("field", "cell", "read"),
    [
        ({"type": "date", "format": "%m/%d/%Y"}, "03/04/2026", "2026-03-04"),
        ({"type": "date", "format": "%m/%d/%Y"}, "13/04/2026", "13/04/2026 (not as %m/%d/%Y says)"),
        ({"type": "date", "format": "%d/%m"}, "03/04", "03/04 (not as its schema says)"),
        ({"type": "date", "format": "%Y%Y"}, "20262026", "20262026 (not as %Y%Y says)"),
        ({"type": "date", "format": "%Y %"}, "2026", "2026 (not as %Y % says)"),
        ({"type": "date"}, "2026-04-03", "2026-04-03"),
        ({"type": "datetime", "format": "%d.%m.%Y %H:%M"}, "03.04.2026 09:30", "2026-04-03 09:30:00"),
        ({"type": "datetime", "format": "%d.%m.%Y %H:%M%z"}, "03.04.2026 09:30+0200", "2026-04-03 09:30:00+02:00"),
        ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}, "nein", "no"),
        ({"type": "boolean", "trueValues": ["ja"], "falseValues": ["nein"]}, "oui", "oui"),
        ({"type": "boolean"}, "1", "yes"),
        ({"type": "number", "groupChar": ".", "decimalChar": ","}, "1.234,50", "1234.50"),
        ({"type": "number", "decimalChar": ""}, "12", "12"),
        ({"type": "string"}, " as it is ", " as it is "),
        ({"type": ["?"], "format": {}}, "x", "x"),
    ],
)
def test_a_cell_is_read_as_its_field_says(folder: Path, field: dict[str, Any], cell: str, read: str) -> None:
    frame = staff(folder, f'a\n"{cell}"\n', schema={"fields": [{"name": "a", **field}]})
    assert frame["a"].to_list() == [read]


# -- What it refuses


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("../outside.csv", "leads out of the folder"),
        ("data/../../outside.csv", "leads out of the folder"),
        ("/etc/passwd", "from the folder on"),
        ("~/outside.csv", "from the folder on"),
        ("C:\\outside.csv", "is an address"),
        ("..\\outside.csv", "from the folder on"),
        ("\\\\host\\share\\outside.csv", "from the folder on"),
        ("//host/outside.csv", "is an address"),
        ("https://example.org/outside.csv", "is an address"),
        ("file:///etc/passwd", "is an address"),
        ("s3://bucket/outside.csv", "is an address"),
        ("data:text/csv,a", "is an address"),
        ("link.csv", "link to a place outside"),
        ("linked/outside.csv", "link to a place outside"),
        ("loop.csv", "cannot be opened"),
        ("pipe.csv", "not a plain file"),
        ("sub.csv", "not a plain file"),
        ("none.csv", "cannot be opened"),
        ("a\0.csv", "is not a name"),
        ("\ud800.csv", "is not a name"),
        ("x" * 5000 + ".csv", "cannot be opened"),
        ("book.xlsx", "only CSV files"),
        ("staff.csv.gz", "only CSV files"),
        ("", "must name its CSV file"),
        ([], "must name its CSV file"),
        (["staff.csv", 3], "must name its CSV file"),
        ({"a": 1}, "must name its CSV file"),
        (None, "must name its CSV file"),
        (["staff.csv"] * 101, "at most 100"),
    ],
)
def test_a_path_that_is_not_a_plain_csv_in_the_folder_is_refused_with_words(
    folder: Path, path: object, words: str
) -> None:
    (folder / "staff.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "link.csv").symlink_to(folder.parent / "outside.csv")
    (folder / "linked").symlink_to(folder.parent)
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    (folder / "sub.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    read = tables(package(folder, {"name": "staff", "path": path}))["staff"]
    with pytest.raises(SourceError, match=words) as refusal:
        read()
    assert SECRET not in str(refusal.value)
    assert str(folder) not in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "there.csv").write_text("a\n1\n", encoding="utf-8")
    (folder / "here.csv").symlink_to("there.csv")
    assert tables(package(folder, {"name": "staff", "path": "here.csv"}))["staff"]().rows() == [("1",)]


def test_a_descriptor_that_is_a_link_out_is_refused(folder: Path) -> None:
    (folder.parent / "elsewhere.json").write_text('{"resources": []}', encoding="utf-8")
    (folder / "datapackage.json").symlink_to(folder.parent / "elsewhere.json")
    with pytest.raises(SourceError, match="link to a place outside"):
        tables(str(folder))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not readable as JSON"),
        ("{", r"not readable as JSON in UTF-8 \(line 1\)"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"resources": [{"name": "a", "path": ' + "9" * 5000 + "}]}", "not readable as JSON"),
        ("[]", "must be an object"),
        ("null", "must be an object"),
        ("{}", "`resources` is missing"),
        ('{"resources": {}}', "`resources` is missing"),
        ('{"resources": [3]}', "resource 1 has no plain name"),
        ('{"resources": [{"path": "a.csv"}]}', "resource 1 has no plain name"),
        ('{"resources": [{"name": "a\\u001b[2J", "path": "a.csv"}]}', "resource 1 has no plain name"),
        ('{"resources": [{"name": "a"}, {"name": "a"}]}', "two resources are named a"),
        ('{"resources": [{"name": "a"}], "profile": "https://example.org/p.json"}', "its profile is https"),
        ('{"resources": [' + ",".join(['{"name": "a"}'] * 501) + "]}", "at most 500"),
        (" " * (1 << 20) + "{}", "too large"),
    ],
)
def test_a_descriptor_that_cannot_be_used_is_refused_with_words(folder: Path, text: str, words: str) -> None:
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=words):
        tables(str(folder))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"dialect": "https://example.org/dialect.json"}, "not looked up elsewhere"),
        ({"dialect": {"delimiter": ",,"}}, "`dialect.delimiter` must be one character"),
        ({"dialect": {"delimiter": ""}}, "`dialect.delimiter` must be one character"),
        ({"dialect": {"delimiter": "\n"}}, "`dialect.delimiter` must be one character"),
        ({"dialect": {"delimiter": None}}, "`dialect.delimiter` must be one character"),
        ({"dialect": {"delimiter": '"'}}, "are the same character"),
        ({"dialect": {"header": "no"}}, "`dialect.header` must be true or false"),
        ({"dialect": {"commentChar": "#"}}, "`dialect.commentChar` is not followed"),
        ({"dialect": {"lineTerminator": "@"}}, "`dialect.lineTerminator`"),
        ({"dialect": {"csv": []}}, "`dialect.csv` must be an object"),
        ({"dialect": {"header": False}}, "it has no headings, and its schema names none"),
        ({"encoding": "rot13"}, "`encoding: rot13` is not known"),
        ({"encoding": "zip"}, "`encoding: zip` is not known"),
        ({"encoding": "unicode_escape"}, "is not known"),
        ({"encoding": ["utf-8"]}, "is not known"),
        ({"encoding": "a\0b"}, "is not known"),
        ({"encoding": "utf-16"}, "is not utf-16 throughout"),
        ({"encoding": "ascii"}, "is not ascii throughout"),
        ({"schema": "schema.json"}, "not looked up elsewhere"),
        ({"schema": {"fields": "a"}}, "is an object with a name"),
        ({"schema": {"fields": [{"name": ""}]}}, "is an object with a name"),
        ({"schema": {"fields": [{"name": "z"}]}}, "its schema names z"),
        ({"schema": {"fields": [{"name": "a"}] * 2001}}, "at most 2,000"),
        ({"dialect": {"header": False}, "schema": {"fields": [{"name": "\ud800"}]}}, "empty or no text"),
        ({"profile": "spatial"}, "its profile is spatial"),
        ({"compression": "gz"}, "compressed files are not read"),
    ],
)
def test_a_resource_that_cannot_be_read_is_refused_alone_and_with_words(
    folder: Path, more: dict[str, Any], words: str
) -> None:
    (folder / "bad.csv").write_text("a\né\n", encoding="utf-8")
    (folder / "good.csv").write_text("a\n1\n", encoding="utf-8")
    found = tables(package(folder, {"name": "bad", "path": "bad.csv", **more}, {"name": "good", "path": "good.csv"}))
    with pytest.raises(SourceError, match=words):
        found["bad"]()
    assert found["good"]().rows() == [("1",)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "has no headings"),
        (b"a,a\n1,2\n", "the heading a stands twice"),
        (b"a,\n1,2\n", "a heading is empty"),
        (b'a\n"never closed\n1\n', "line 3: its quotation marks"),
        (b"a\n\0\n", "holds NUL"),
        (b"a\n\xff\n", "is not utf-8 throughout"),
        (b",".join([b"a%d" % n for n in range(2001)]), "2,001 headings"),
    ],
)
def test_a_file_that_cannot_be_told_apart_is_refused_with_words(folder: Path, data: bytes, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        staff(folder, data)


def test_the_files_of_a_table_are_read_up_to_a_size_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datapackage, "MAX_RESOURCE_BYTES", 10)
    for name in ("one.csv", "two.csv"):
        (folder / name).write_text("a\n123\n", encoding="utf-8")
    found = tables(
        package(folder, {"name": "one", "path": "one.csv"}, {"name": "both", "path": ["one.csv", "two.csv"]})
    )
    assert found["one"]().height == 1
    with pytest.raises(SourceError, match=r"two\.csv: is too large"):
        found["both"]()


def test_files_of_one_table_have_the_same_headings(folder: Path) -> None:
    (folder / "one.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "two.csv").write_text("b,a\n1,2\n", encoding="utf-8")
    read = tables(package(folder, {"name": "staff", "path": ["one.csv", "two.csv"]}))["staff"]
    with pytest.raises(SourceError, match=r"two\.csv: its headings are not those"):
        read()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["path", "dialect", "schema", "encoding", "profile", "compression", "data"])
INNER = st.sampled_from(
    ["delimiter", "quoteChar", "escapeChar", "header", "fields", "name", "missingValues", "type", "format", "csv"]
)
NESTED = st.dictionaries(INNER, JSON | st.lists(st.dictionaries(INNER, JSON, max_size=4), max_size=2), max_size=4)


@ANEW
@given(st.dictionaries(KEYS, JSON | NESTED, max_size=4), st.binary(max_size=60))
def test_whatever_a_descriptor_says_the_answer_is_a_frame_of_text_or_words(
    folder: Path, more: dict[str, Any], data: bytes
) -> None:
    answer: pl.DataFrame | str
    try:
        answer = staff(folder, data, **more)
    except SourceError as refusal:
        answer = str(refusal)
    if isinstance(answer, str):
        assert answer.endswith(".")
        assert "\n" not in answer
        assert str(folder) not in answer
    else:
        assert set(answer.dtypes) == {pl.String}
    assert SECRET not in str(answer)
