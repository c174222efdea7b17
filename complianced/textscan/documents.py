"""Reads the text of a document, and refuses what is hostile: DOCX, ODT, PDF, HTML, plain text and Markdown.

Files, what they unpack to, pages and letters are all limited; XML with a document type or entities is not read at all;
nothing outside the folder of the records is opened, and nothing in a document is run or fetched.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath

from complianced.textscan.office import docx_blocks, odt_blocks
from complianced.textscan.passages import Block, Line, Passage, passages_of
from complianced.textscan.pdf import pdf_blocks
from complianced.textscan.refused import DocumentError
from complianced.textscan.web import html_blocks

MAX_FILE_BYTES = 20 << 20
MAX_TEXT_BYTES = 4 << 20
MAX_LETTERS = 2_000_000


def read_document(file: str, root: Path) -> list[Passage]:
    """The passages of `file`, a path within the folder `root`. Raises DocumentError, which says what to do."""
    path = find_file(file, root)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(ending.lstrip(".").upper() for ending in _READERS))
        raise DocumentError(f"is not of a kind that can be read ({known}). Save it as DOCX, ODT or PDF.")
    passages = passages_of(reader(_content(path)))
    if sum(len(passage.text) for passage in passages) > MAX_LETTERS:
        raise DocumentError(f"holds more than {MAX_LETTERS:,} letters. Split it into its parts.")
    return passages


def find_file(file: str, root: Path) -> Path:
    """Where the file is. Raises DocumentError where it is not there, or leads out of the folder by any way."""
    names = PurePosixPath(file.replace("\\", "/"))
    if names.is_absolute() or PureWindowsPath(file).drive or ".." in names.parts or "\x00" in file:
        raise DocumentError(
            "leads out of the folder of the records. Put the file in the folder and name it from there."
        )
    base = root.resolve()
    try:
        path = (base / names).resolve(strict=True)
        facts = path.stat()
    except (OSError, RuntimeError, ValueError):
        raise DocumentError("is not there. Put the file in the folder of the records, or correct the path.") from None
    if not path.is_relative_to(base):
        raise DocumentError("is a link to a place outside the folder of the records. Put the file itself there.")
    if not stat.S_ISREG(facts.st_mode):
        raise DocumentError("is not a plain file. Put the file itself in the folder of the records.")
    return path


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise DocumentError(f"is larger than {MAX_FILE_BYTES >> 20} MiB. Split it, or leave its pictures out.")
        content = path.read_bytes()
    except OSError:
        raise DocumentError("cannot be opened. Check that you may read it.") from None
    if not content.strip():
        raise DocumentError("is empty. Save it again.")
    return content


def _decoded(content: bytes) -> str:
    if len(content) > MAX_TEXT_BYTES:
        raise DocumentError(f"is larger than {MAX_TEXT_BYTES >> 20} MiB, too long for a text. Split it.")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\x00" in content:
            raise DocumentError("is not text, though its name says so. Save it again as text or PDF.")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _text_blocks(content: bytes) -> list[Block]:
    """Paragraphs are parted by empty lines."""
    return _paragraphs(_decoded(content), markdown=False)


def _markdown_blocks(content: bytes) -> list[Block]:
    return _paragraphs(_decoded(content), markdown=True)


def _paragraphs(text: str, *, markdown: bool) -> list[Block]:
    blocks: list[Block] = []
    current: list[Line] = []
    quoting = False

    def close() -> None:
        if current:
            blocks.append(Block(tuple(current), quoted=quoting))
            current.clear()

    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        quoted = markdown and line.startswith(">")
        heading = markdown and line.startswith("#")
        item = line.startswith(("- ", "* ", "• ", "|"))
        if not line or heading or item or quoted != quoting:
            close()
            quoting = quoted
        if heading:
            blocks.append(Block((Line(line.lstrip("# "), number),), heading=True))
        elif line:
            current.append(Line(line.lstrip("> ") if quoted else line, number))
    close()
    return blocks


def _html_text_blocks(content: bytes) -> list[Block]:
    return html_blocks(_decoded(content))


_READERS: Mapping[str, Callable[[bytes], list[Block]]] = {
    ".docx": docx_blocks,
    ".odt": odt_blocks,
    ".pdf": pdf_blocks,
    ".html": _html_text_blocks,
    ".htm": _html_text_blocks,
    ".txt": _text_blocks,
    ".md": _markdown_blocks,
    ".markdown": _markdown_blocks,
}
