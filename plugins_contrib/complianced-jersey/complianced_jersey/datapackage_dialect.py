"""How a resource of a Data Package is written as CSV: delimiter, quotation marks, headings, encoding."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_ENCODINGS = re.compile(r"utf-(8|8-sig|16(-[lb]e)?|32(-[lb]e)?)|ascii|iso8859-\d{1,2}|cp(125\d|437|850|858)|mac-roman")
_READ = frozenset(
    {"delimiter", "lineTerminator", "quoteChar", "doubleQuote", "escapeChar", "skipInitialSpace", "header"}
    | {"caseSensitiveHeader", "csvddfVersion", "encoding", "csv", "$schema", "profile"}
)
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_LINE_ENDS = ("\n", "\r\n", "\r")


class DialectError(ValueError):
    """A dialect that cannot be followed; the message is the rest of the sentence that names the resource."""


@dataclass(frozen=True)
class Dialect:
    """One way of writing CSV."""

    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    doubled: bool = True
    skip_space: bool = False
    header: bool = True
    encoding: str = "utf-8"

    def of_csv(self) -> dict[str, Any]:
        """The keywords of Python's csv reader."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "quoting": csv.QUOTE_NONE if self.quote is None else csv.QUOTE_MINIMAL,
            "escapechar": self.escape,
            "doublequote": self.doubled,
            "skipinitialspace": self.skip_space,
        }


def dialect_of(resource: Mapping[str, Any]) -> Dialect:
    """The dialect of a resource, its encoding included. Raises DialectError for one that cannot be followed."""
    written = resource.get("dialect", {})
    if not isinstance(written, dict):
        raise DialectError("write its `dialect` into the descriptor; it is not looked up elsewhere.")
    nested = written.get("csv", {})  # as frictionless-py writes it
    if not isinstance(nested, dict):
        raise DialectError("`dialect.csv` must be an object.")
    words = {**written, **nested}
    unknown = sorted(word for word in set(words) - _READ if words[word] is not None)
    if unknown:
        raise DialectError(f"`dialect.{_short(unknown[0])}` is not followed; save the file without it.")
    if words.get("lineTerminator", "\n") not in _LINE_ENDS:
        raise DialectError("`dialect.lineTerminator` must end a line as files do.")
    escape = _character(words, "escapeChar", None)
    dialect = Dialect(
        delimiter=_character(words, "delimiter", ",") or ",",
        quote=_character(words, "quoteChar", '"'),
        escape=escape,
        doubled=_flag(words, "doubleQuote", escape is None),
        skip_space=_flag(words, "skipInitialSpace", False),
        header=_flag(words, "header", True),
        encoding=_encoding(words.get("encoding", resource.get("encoding", "utf-8"))),
    )
    special = [each for each in (dialect.delimiter, dialect.quote, dialect.escape) if each]
    if len(set(special)) < len(special):
        raise DialectError("two of delimiter, quoteChar and escapeChar are the same character.")
    return dialect


def decoded(data: bytes, encoding: str) -> str:
    """The text without a byte order mark. Raises UnicodeError where the bytes are not in the encoding."""
    return data.decode(encoding).removeprefix("\ufeff")


def _encoding(written: object) -> str:
    """The codec of an encoding that text is kept in; those that compress or compute are not among them."""
    try:
        # Python's lookup forgives marks between the letters; a descriptor that has them is damaged.
        plain = _PLAIN.fullmatch(str(written))
        name = codecs.lookup(plain[0]).name if plain else ""
    except (LookupError, ValueError):
        name = ""
    if not _ENCODINGS.fullmatch(name):
        raise DialectError(f"`encoding: {_short(written)}` is not known; save the file as utf-8.")
    return name


def _character(words: Mapping[str, Any], key: str, otherwise: str | None) -> str | None:
    value = words.get(key, otherwise)
    if value is None and key != "delimiter":
        return None
    if not isinstance(value, str) or len(value) != 1 or value in "\r\n\0" or (value == " " and key != "delimiter"):
        raise DialectError(f"`dialect.{key}` must be one character.")
    return value


def _flag(words: Mapping[str, Any], key: str, otherwise: bool) -> bool:
    value = words.get(key, otherwise)
    if not isinstance(value, bool):
        raise DialectError(f"`dialect.{key}` must be true or false.")
    return value


def _short(value: object) -> str:
    plain = "".join(each if each.isprintable() else "?" for each in str(value)[:200])
    return plain if len(plain) <= 40 else f"{plain[:40]}…"
