"""The text of DOCX and ODT files: zip archives with XML in them, both of which can be made to swell or to reach out.

Only the parts that hold text are opened, each up to a limit; XML that declares a document type or an entity is refused
before it is parsed, so that nothing is expanded and nothing is fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from complianced.textscan.passages import Block, Line
from complianced.textscan.refused import DocumentError

MAX_PART_BYTES = 16 << 20
MAX_PARTS = 2_000
MAX_RATIO = 200
RATIO_FROM_BYTES = 4 << 20
MAX_DEPTH = 500

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1"})
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOCX_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def docx_blocks(content: bytes) -> list[Block]:
    """The paragraphs of a Word document, headers, footers and notes after the text. Raises DocumentError."""
    with _opened(content) as archive:
        names = [name for name in archive.namelist() if _DOCX_PARTS.fullmatch(name)]
        if "word/document.xml" not in names:
            raise DocumentError("is not a Word document, though its name says so. Save it again as DOCX or PDF.")
        names.sort(key=lambda name: (name != "word/document.xml", name))
        blocks = [block for name in names for block in _word_paragraphs(_part(archive, name))]
    return _numbered(blocks)


def odt_blocks(content: bytes) -> list[Block]:
    """The paragraphs of an OpenDocument text. Raises DocumentError."""
    with _opened(content) as archive:
        if "content.xml" not in archive.namelist():
            raise DocumentError("is not an OpenDocument text, though its name says so. Save it again as ODT or PDF.")
        blocks = list(_open_document_paragraphs(_part(archive, "content.xml")))
    return _numbered(blocks)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise DocumentError("is damaged and cannot be opened. Save it again and replace it.") from None
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or (unpacked > RATIO_FROM_BYTES and unpacked / len(content) > MAX_RATIO):
        archive.close()
        raise DocumentError("unpacks to far more than a document holds. It was not opened. Save it as PDF.")
    return archive


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, read no further than its limit, whatever the archive says of its size."""
    try:
        with archive.open(name) as part:
            xml = part.read(MAX_PART_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, KeyError):
        raise DocumentError("is damaged or locked with a password. Save it again without one.") from None
    if len(xml) > MAX_PART_BYTES:
        raise DocumentError(f"holds more than {MAX_PART_BYTES >> 20} MiB of text. It was not read. Split it.")
    # UTF-16 has a zero beside every letter; without them a declaration shows in every encoding that is let through.
    letters = xml.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    encoding = _ENCODING.match(letters)
    if encoding and encoding[1].lower() not in _ENCODINGS:
        raise DocumentError("is in an encoding that no word processor writes. It was not read. Save it again.")
    if _DECLARES.search(letters):
        raise DocumentError("declares a document type or entities, as no document needs to. It was not read.")
    return xml


def _events(xml: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    depth = 0
    try:
        for event, element in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > MAX_DEPTH:
                raise DocumentError("is nested deeper than any document. It was not read.")
            yield event, element
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        if isinstance(error, DocumentError):
            raise
        raise DocumentError("is damaged: its text cannot be read. Save it again and replace it.") from None


def _word_paragraphs(xml: bytes) -> Iterator[Block]:
    """Paragraphs as they end; one inside another (a text box) is given by itself, before the one around it."""
    open_paragraphs: list[list[str]] = []
    styles: list[str] = []
    for event, element in _events(xml):
        tag = element.tag
        if event == "start":
            if tag == f"{_W}p":
                open_paragraphs.append([])
                styles.append("")
            continue
        if tag == f"{_W}p" and open_paragraphs:
            text, style = "".join(open_paragraphs.pop()), styles.pop().lower()
            yield Block(
                (Line(text, 0),),
                heading=style.startswith(("heading", "title", "subtitle")),
                quoted="quote" in style,
            )
            element.clear()
        elif open_paragraphs and tag == f"{_W}t":
            open_paragraphs[-1].append(element.text or "")
        elif open_paragraphs and tag in (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
            open_paragraphs[-1].append("-" if tag == f"{_W}noBreakHyphen" else " ")
        elif styles and tag == f"{_W}pStyle":
            styles[-1] = element.get(f"{_W}val", "")


def _open_document_paragraphs(xml: bytes) -> Iterator[Block]:
    """Paragraphs and headings as they end; text that a tracked change took out is passed over."""
    struck_out = 0
    for event, element in _events(xml):
        tag = element.tag
        if tag == f"{_TEXT}tracked-changes":
            struck_out += 1 if event == "start" else -1
        if event == "start":
            continue
        if tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            element.text = " "
        elif tag in (f"{_TEXT}p", f"{_TEXT}h"):
            text = "".join(element.itertext())
            style = element.get(f"{_TEXT}style-name", "").lower()
            # So that a paragraph inside another is not read again with the one around it.
            element.clear()
            if not struck_out:
                yield Block((Line(text, 0),), heading=tag == f"{_TEXT}h" or "title" in style, quoted="quot" in style)


def _numbered(blocks: list[Block]) -> list[Block]:
    """A paragraph of an office document is a line: that is how a person can count to it."""
    told = [block for block in blocks if block.lines[0].text.strip()]
    return [
        Block((Line(block.lines[0].text, number),), block.heading, block.quoted)
        for number, block in enumerate(told, start=1)
    ]
