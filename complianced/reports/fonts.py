"""The pack's typeface, Source Sans Pro (OFL, in `fonts/`), and text made fit to be drawn with it.

Source Sans has the Welsh letters ŵ and ŷ, which many faces lack. A character that it lacks is drawn as a lozenge, never
as an empty box or nothing: a PDF with a missing glyph is not accessible (ISO 14289-1, 7.21.8), and a reader has to see
that something stood there. There is no italic: slanted text is hard to read for many, and bold does its work.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from complianced.reports.plain import TWINS, clean

BODY, BOLD = "complianced-Body", "complianced-Bold"
_FILES = {BODY: "SourceSansPro-Regular.ttf", BOLD: "SourceSansPro-Bold.ttf"}

# An empty square would read as a box to tick; the lozenge has no other meaning in a pack.
MISSING = "\u25ca"


class Face(TTFont):  # type: ignore[misc]
    """A TrueType face that keeps its promises to a screen reader.

    reportlab maps unused codes to U+0000 (against ISO 14289-1, 7.21.7) and draws characters without a glyph as nothing;
    this face drops the first and refuses the second.
    """

    def addObjects(self, doc: Any) -> None:
        """Write the font objects of a document, with an honest ToUnicode map."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream.content, str):
                stream.content = _honest_map(stream.content)

    def splitString(self, text: Any, doc: Any, encoding: str = "utf-8") -> Any:
        """Codes for `text`; raises ValueError on a character without a glyph (use `drawable` first)."""
        if not all(map(self.face.charToGlyph.__contains__, map(ord, text))):
            names = ", ".join(sorted({f"U+{ord(char):04X}" for char in text if ord(char) not in self.face.charToGlyph}))
            raise ValueError(f"{self.fontName} has no glyph for {names}: pass text through drawable() first")
        return super().splitString(text, doc, encoding)


def _honest_map(source: str) -> str:
    if "<0000>" not in source:
        return source
    head, _, rest = source.partition(" beginbfchar\n")
    body, _, tail = rest.partition("\nendbfchar")
    rows = [row for row in body.split("\n") if not row.endswith("<0000>")]
    # A block of the map holds at most a hundred rows.
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return head[: head.rindex("\n") + 1] + maps + tail


@cache
def faces() -> dict[str, Any]:
    """The faces by name, loaded and known to reportlab."""
    loaded = {}
    for name, file in _FILES.items():
        with as_file(files(__package__) / "fonts" / file) as path:
            loaded[name] = Face(name, str(path), asciiReadable=True, shapable=False)
        pdfmetrics.registerFont(loaded[name])
    pdfmetrics.registerFontFamily(BODY, BODY, BOLD, BODY, BOLD)
    return loaded


@cache
def _glyphs() -> frozenset[str]:
    """Characters that every face can draw, and the newline; not private-use ones, which mean nothing by themselves."""
    common = set.intersection(*(set(face.face.charToGlyph) for face in faces().values()))
    seen = {chr(code) for code in common if unicodedata.category(chr(code)) not in {"Co", "Cc", "Cf", "Cn"}}
    return frozenset(seen - TWINS.keys() | {"\n"})


def drawable(text: str) -> str:
    """`text` in characters that the faces hold: a plain twin where there is one, else a lozenge for each sign.

    Marks that join the sign before them (accents, emoji colours) vanish with it, so that one sign is one lozenge.
    """
    if text.isascii() and text.isprintable():
        return text
    glyphs = _glyphs()
    if glyphs.issuperset(text) and unicodedata.is_normalized("NFC", text):
        return text
    out: list[str] = []
    for char in clean(text):
        if char in glyphs:
            out.append(char)
            continue
        plain = unicodedata.normalize("NFKC", char)
        if plain != char and all(c in glyphs for c in plain):
            out.append(plain)
        elif not out or unicodedata.category(char) not in {"Mn", "Me", "Mc", "Sk"}:
            out.append(MISSING)
    return "".join(out)
