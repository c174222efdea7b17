"""An empty signature field that is there from the beginning, tagged, so that a signature need add nothing to the tree.

A signer that makes a field of its own leaves it out of the structure tree, and the pack would no longer be accessible.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObject

from complianced.reports.canvas import TaggedCanvas
from complianced.reports.tags import pdf_text

FIELD = "Signature"


class _Widget(PDFObject):  # type: ignore[misc]
    """The field and its invisible place on the first page, in one."""

    __RefOnly__ = 1

    def __init__(self, page: Any, number: int, words: str) -> None:
        self.page, self.number, self.words = page, number, words

    def format(self, document: Any) -> bytes:
        """The annotation as PDF source."""
        page = document.idToObjectNumberAndVersion[self.page.__InternalName__][0]
        head = f"<</Type/Annot/Subtype/Widget/FT/Sig/T({FIELD})/Rect[0 0 0 0]/F 132/P {page} 0 R"
        return f"{head}/StructParent {self.number}/TU ".encode() + pdf_text(self.words) + b">>"


def add_signature_field(canvas: TaggedCanvas, words: str) -> None:
    """Add the field to a finished canvas, before it is declared; `words` say what it is to who cannot see it."""
    document = canvas._doc
    mark = canvas.marks[0]
    form = canvas.tree.document.add("Form", Alt=words)
    widget = _Widget(mark.page, canvas.tree.number(form), words)
    reference = document.Reference(widget)
    form.kids.append((mark, widget))
    mark.page.Annots = [*(mark.page.Annots or []), reference]
    document.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray([reference])})
