"""The text of a PDF, page by page, within limits on pages, on what a page unpacks to and on drawing operations.

The limits keep a file that was made to exhaust its reader (streams that swell, forms that draw each other) from doing
so. Scripts, links and attachments in the file are not looked at.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from complianced.textscan.passages import Block, Line
from complianced.textscan.refused import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_000
MAX_PAGE_BYTES = 8 << 20
MAX_OPERATIONS = 3_000_000
MAX_LETTERS = 2_000_000

_DAMAGED = "is damaged: its text cannot be read. Save it again as PDF."
# A damaged file makes the reader say so at length, with pieces of the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def pdf_blocks(content: bytes) -> list[Block]:
    """Each run of lines of a page as a block; lines are counted from the top of the page. Raises DocumentError."""
    from pypdf import PdfReader  # slow to load, and few record sets hold a PDF
    from pypdf.errors import PyPdfError

    try:
        return _blocks(PdfReader(io.BytesIO(content)))
    except DocumentError:
        raise
    # The reader meets hostile files with errors of every kind; none may end the audit.
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError):
        raise DocumentError(_DAMAGED) from None
    except (AssertionError, MemoryError, NotImplementedError):
        raise DocumentError(_DAMAGED) from None


def _blocks(reader: PdfReader) -> list[Block]:
    if reader.is_encrypted:
        raise DocumentError("is locked with a password. Save it without one.")
    count = len(reader.pages)
    if count > MAX_PAGES:
        raise DocumentError(f"has more than {MAX_PAGES:,} pages. Split it into its parts.")
    blocks: list[Block] = []
    operations = letters = 0

    def counted(*_drawn: Any) -> None:
        nonlocal operations
        operations += 1
        if operations > MAX_OPERATIONS:
            raise DocumentError("draws more than any document does. It was not read. Save it again as PDF.")

    for number, page in enumerate(reader.pages, start=1):
        stream = page.get_contents()
        if stream is not None and len(stream.get_data()) > MAX_PAGE_BYTES:
            raise DocumentError(f"has a page that unpacks to more than {MAX_PAGE_BYTES >> 20} MiB. It was not read.")
        text = page.extract_text(visitor_operand_before=counted)
        letters += len(text)
        if letters > MAX_LETTERS:
            raise DocumentError(f"holds more than {MAX_LETTERS:,} letters. Split it into its parts.")
        blocks += _of_page(text, number)
    if not letters or not any(line.text.strip() for block in blocks for line in block.lines):
        raise DocumentError(
            "holds no text, only pictures of it. Save it from the word processor, or recognise the text."
        )
    return blocks


def _of_page(text: str, page: int) -> list[Block]:
    blocks: list[Block] = []
    current: list[Line] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            current.append(Line(line, number, page))
        elif current:
            blocks.append(Block(tuple(current)))
            current = []
    return [*blocks, Block(tuple(current))] if current else blocks
