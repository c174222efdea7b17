"""Documents of every kind, made from paragraphs, for the tests of the text scan."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from reportlab.pdfgen.canvas import Canvas

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word_xml(paragraphs: Sequence[str], before: str = "", encoding: str = "UTF-8") -> str:
    """The main part of a Word document; a paragraph that begins with `# ` is a heading."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{escape(text[2:])}</w:t></w:r></w:p>'
        if text.startswith("# ")
        else f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"
        for text in paragraphs
    )
    start = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f'{start}{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'


def docx(paragraphs: Sequence[str]) -> bytes:
    """A Word document."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": word_xml(paragraphs)})


def odt(paragraphs: Sequence[str]) -> bytes:
    """An OpenDocument text."""
    body = "".join(
        f'<text:h text:outline-level="1">{escape(text[2:])}</text:h>'
        if text.startswith("# ")
        else f"<text:p>{escape(text)}</text:p>"
        for text in paragraphs
    )
    start = f'<?xml version="1.0"?><office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
    return zipped({"content.xml": f"{start}<office:body>{body}</office:body></office:document-content>"})


def pdf(paragraphs: Sequence[str]) -> bytes:
    """A PDF with a paragraph a page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for text in paragraphs:
        canvas.drawString(72, 720, text.removeprefix("# "))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def html(paragraphs: Sequence[str]) -> bytes:
    """A web page."""
    body = "\n".join(
        f"<h2>{escape(text[2:])}</h2>" if text.startswith("# ") else f"<p>{escape(text)}</p>" for text in paragraphs
    )
    return f"<!doctype html><html><head><style>p {{}}</style></head><body>{body}</body></html>".encode()


def plain(paragraphs: Sequence[str]) -> bytes:
    """Plain text or Markdown."""
    return "\n\n".join(paragraphs).encode()


MAKERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "docx": docx,
    "odt": odt,
    "pdf": pdf,
    "html": html,
    "htm": html,
    "txt": plain,
    "md": plain,
    "markdown": plain,
}
