"""The logical tree of a tagged PDF: headings, table cells, links, in reading order (ISO 32000-1, 14.7 and 14.8).

The tree grows as pages are drawn: each element gathers the marked sequences that the canvas drew for it. reportlab
has no such tree, so the elements here write themselves as PDF objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

# Table cells keep their place even when empty; any other element without content is left out of the file.
KEPT_WHEN_EMPTY = frozenset({"TH", "TD"})


def pdf_text(text: str) -> bytes:
    """A PDF text string: plain where ASCII, else UTF-16."""
    if text.isascii():
        plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + plain.replace("\r", "\\r").replace("\n", "\\n").encode() + b")"
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode() + b">"


class PageMark:
    """Stands for a page while it is drawn: `owners` are the elements of its marked sequences, by number."""

    __slots__ = ("owners", "page")

    def __init__(self) -> None:
        self.page: Any = None
        self.owners: list[Element] = []


class Element(PDFObject):  # type: ignore[misc]
    """One structure element; `kids` are elements, marked sequences (page, number) and links (page, link box).

    `attributes` is PDF source for the /A dictionary; `texts` are its text entries (Alt, Lang, ActualText).
    """

    __RefOnly__ = 1
    __slots__ = ("__InternalName__", "attributes", "kids", "parent", "role", "texts")

    def __init__(
        self, role: str, parent: Element | PDFObject | None, attributes: str = "", **texts: str | None
    ) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.texts = texts
        self.kids: list[Element | tuple[PageMark, Any]] = []

    def add(self, role: str, attributes: str = "", **texts: str | None) -> Element:
        """A new last child."""
        child = Element(role, self, attributes, **texts)
        self.kids.append(child)
        return child

    def prune(self) -> bool:
        """Leave out what drew nothing. True when something is left."""
        self.kids = [kid for kid in self.kids if isinstance(kid, tuple) or kid.prune() or kid.role in KEPT_WHEN_EMPTY]
        return bool(self.kids)

    def format(self, document: Any) -> bytes:
        """The element as PDF source; called by reportlab when it writes the object."""
        numbers = document.idToObjectNumberAndVersion
        home: PageMark | None = None
        kids: list[str] = []
        for kid in self.kids:
            if not isinstance(kid, tuple):
                kids.append(f"{numbers[kid.__InternalName__][0]} 0 R")
                continue
            mark, item = kid
            page = numbers[mark.page.__InternalName__][0]
            if isinstance(item, PDFObject):
                kids.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {numbers[item.__InternalName__][0]} 0 R>>")
            elif home is None or home is mark:
                home = mark
                kids.append(str(item))
            else:
                kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {item}>>")
        assert self.parent is not None
        parts = [b"<</S/%b/P %d 0 R" % (self.role.encode(), numbers[self.parent.__InternalName__][0])]
        if kids:
            parts.append(f"/K {kids[0]}".encode() if len(kids) == 1 else f"/K[{' '.join(kids)}]".encode())
        if home is not None:
            parts.append(b"/Pg %d 0 R" % numbers[home.page.__InternalName__][0])
        parts += [b"/%b %b" % (key.encode(), pdf_text(text)) for key, text in self.texts.items() if text]
        if self.attributes:
            parts.append(f"/A<<{self.attributes}>>".encode())
        return b"".join(parts) + b">>"


class StructureTree(PDFObject):  # type: ignore[misc]
    """The root of the tree, and the way back from a page or link to the element that owns it (the parent tree)."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.document = Element("Document", self)
        self._owners: list[Element | Sequence[Element]] = []

    def number(self, owners: Element | Sequence[Element]) -> int:
        """A new key of the parent tree: for a link its element, for a page the elements of its marked sequences."""
        self._owners.append(owners)
        return len(self._owners) - 1

    def register(self, document: Any) -> Any:
        """Make every element an object of the reportlab document; hands back the reference for the catalogue."""
        self.document.prune()
        reference = document.Reference(self)
        waiting = [self.document]
        while waiting:
            element = waiting.pop()
            document.Reference(element)
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
        return reference

    def format(self, document: Any) -> bytes:
        """The root as PDF source."""
        numbers = document.idToObjectNumberAndVersion

        def reference(element: Element) -> str:
            return f"{numbers[element.__InternalName__][0]} 0 R"

        nums = "\n".join(
            f"{key} {reference(owner)}" if isinstance(owner, Element) else f"{key} [{' '.join(map(reference, owner))}]"
            for key, owner in enumerate(self._owners)
        )
        return (
            f"<</Type/StructTreeRoot/K[{reference(self.document)}]/ParentTree<</Nums[{nums}]>>"
            f"/ParentTreeNextKey {len(self._owners)}>>"
        ).encode()
