"""What is printed on a pack, read back from its pages, set beside the results that the file carries.

The text of each element of the structure tree is put together from its marked sequences. It reads what this package
writes, and no other PDF.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from complianced.reports.fonts import drawable

RESULTS = "findings.json"
# What our pages are made of, as far as words go: fonts, shown text, and marked sequences that begin and end.
_TOKENS = re.compile(
    rb"/(?P<font>\S+) [\d.]+ Tf|\((?P<text>(?:\\.|[^\\()])*)\) Tj|<(?P<hex>[0-9a-f]*)> Tj"
    rb"|MCID (?P<mcid>\d+)|(?P<end>\bEMC\b)",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CODES = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>")


@dataclass(frozen=True)
class Results:
    """How many findings the file carries, and how many of them do not stand on its pages."""

    carried: int
    missing: int

    @property
    def agree(self) -> bool:
        """Every finding that the file carries is printed."""
        return not self.missing


def compared(reader: Any) -> Results | None:
    """The results that a pack carries beside its pages; None where it carries none. `reader` is pyHanko's.

    A finding is printed where its message and its record stand in cells of their own, as often as there are such
    findings. Raises KeyError or ValueError for a PDF of other making.
    """
    data = _attached(reader.root, RESULTS)
    if data is None:
        return None
    findings = json.loads(data)["findings"]
    texts = Counter(_squashed(text) for text in _texts(reader))
    messages = Counter(_squashed(drawable(finding["message"])) for finding in findings)
    messages.pop("", None)
    missing = sum(max(0, number - texts[message]) for message, number in messages.items())
    everything = "\n".join(texts)
    records = {_squashed(drawable(finding["record_id"])) for finding in findings}
    missing += sum(record not in everything for record in records)
    return Results(len(findings), missing)


def _squashed(text: str) -> str:
    """Text without its spaces: lines end where there is room, and words are cut where there is none."""
    return "".join(text.split())


def _attached(root: Any, name: str) -> bytes | None:
    if "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]:
        return None
    names = root["/Names"]["/EmbeddedFiles"]["/Names"]
    for at in range(0, len(names), 2):
        if str(names[at]) == name:
            data: bytes = names[at + 1]["/EF"]["/F"].data
            return data
    return None


def _texts(reader: Any) -> Iterator[str]:
    """The text of each element that has any of its own."""
    nums = reader.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {int(nums[at]): at + 1 for at in range(0, len(nums), 2)}
    told: dict[int, list[str]] = {}
    for page in _pages(reader.root["/Pages"]):
        elements = nums[owners[int(page["/StructParents"])]]
        for mcid, text in _marked(page):
            told.setdefault(elements.raw_get(mcid).idnum, []).append(text)
    for parts in told.values():
        yield "".join(parts)


def _pages(node: Any) -> Iterator[Any]:
    for reference in node["/Kids"]:
        kid = reference.get_object()
        if "/Kids" in kid:
            yield from _pages(kid)
        else:
            yield kid


def _marked(page: Any) -> Iterator[tuple[int, str]]:
    """The text of each marked sequence of a page, by its number."""
    fonts = page["/Resources"]["/Font"]
    maps = {name.lstrip("/"): _letters(fonts[name]["/ToUnicode"].data) for name in fonts}
    letters: dict[int, str] = {}
    mcid: int | None = None
    parts: list[str] = []
    for token in _TOKENS.finditer(page["/Contents"].data):
        if token["font"] is not None:
            letters = maps[token["font"].decode()]
        elif token["text"] is not None:
            parts.append("".join(letters[code] for code in _unescaped(token["text"])))
        elif token["hex"] is not None:
            parts.append("".join(letters[code] for code in bytes.fromhex(token["hex"].decode())))
        elif token["mcid"] is not None:
            mcid, parts = int(token["mcid"]), []
        else:
            if mcid is not None and parts:
                yield mcid, "".join(parts)
            mcid, parts = None, []


def _letters(to_unicode: bytes) -> dict[int, str]:
    return {int(code, 16): chr(int(letter, 16)) for code, letter in _CODES.findall(to_unicode)}


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        inside = found[1]
        if inside[:1].isdigit():
            return bytes([int(inside, 8)])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(inside, inside)

    return _ESCAPED.sub(plain, text)
