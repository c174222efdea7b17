"""The logical tree of a tagged PDF: headings, table cells, links, in reading order (ISO 32000-1, 14.7 and 14.8).

The tree grows as pages are drawn: each element gathers the marked sequences that the canvas drew for it. reportlab
has no such tree, and is too slow for its tens of thousands of small objects, so the tree numbers and writes its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    """Stands for a page while it is drawn: `owners` are the elements of its marked sequences, by number.

    `number` is that of the page's object in the file, once the file is written.
    """

    __slots__ = ("number", "owners", "page")

    def __init__(self) -> None:
        self.page: Any = None
        self.number = 0
        self.owners: list[Element] = []


class Element:
    """One structure element; `kids` are elements, marked sequences (page, number) and links (page, link box).

    `attributes` is PDF source for the /A dictionary; `texts` are its text entries (Alt, Lang, ActualText). `number`
    is that of its object in the file, once the file is written.
    """

    __slots__ = ("attributes", "kids", "number", "parent", "role", "texts")

    def __init__(self, role: str, parent: Element | None, attributes: str = "", **texts: str | None) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.texts = texts or None
        self.kids: list[Element | tuple[PageMark, Any]] = []
        self.number = 0

    def add(self, role: str, attributes: str = "", **texts: str | None) -> Element:
        """A new last child."""
        child = Element(role, self, attributes, **texts)
        self.kids.append(child)
        return child

    def prune(self) -> bool:
        """Leave out what drew nothing. True when something is left."""
        kept = KEPT_WHEN_EMPTY
        self.kids = [kid for kid in self.kids if isinstance(kid, tuple) or kid.prune() or kid.role in kept]
        return bool(self.kids)

    def source(self, root: int, numbers: dict[str, tuple[int, int]]) -> str:
        """The element as PDF source. `numbers` are those of reportlab's objects, by name; `root` is the tree's own."""
        home: PageMark | None = None
        kids: list[str] = []
        for kid in self.kids:
            if not isinstance(kid, tuple):
                kids.append(f"{kid.number} 0 R")
                continue
            mark, item = kid
            if item.__class__ is not int:
                kids.append(f"<</Type/OBJR/Pg {mark.number} 0 R/Obj {numbers[item.__InternalName__][0]} 0 R>>")
            elif home is None or home is mark:
                home = mark
                kids.append(f"{item}")
            else:
                kids.append(f"<</Type/MCR/Pg {mark.number} 0 R/MCID {item}>>")
        source = f"<</S/{self.role}/P {self.parent.number if self.parent else root} 0 R"
        if kids:
            source += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
        if home is not None:
            source += f"/Pg {home.number} 0 R"
        for key, text in (self.texts or {}).items():
            if text:
                source += f"/{key} {pdf_text(text).decode('ascii')}"
        return f"{source}/A<<{self.attributes}>>>>" if self.attributes else source + ">>"


class StructureTree(PDFObject):  # type: ignore[misc]
    """The root of the tree, and the way back from a page or link to the element that owns it (the parent tree)."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.document = Element("Document", None)
        self._owners: list[Element | Sequence[Element]] = []

    def number(self, owners: Element | Sequence[Element]) -> int:
        """A new key of the parent tree: for a link its element, for a page the elements of its marked sequences."""
        self._owners.append(owners)
        return len(self._owners) - 1

    def sources(self, first: int, numbers: dict[str, tuple[int, int]]) -> Iterator[tuple[int, bytes]]:
        """The root and every element as (object number, PDF source); elements are numbered from `first`."""
        self.document.prune()
        waiting = [self.document]
        ordered: list[Element] = []
        while waiting:
            element = waiting.pop()
            element.number = first + len(ordered)
            ordered.append(element)
            waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
        root = numbers[self.__InternalName__][0]
        yield root, self._root()
        for element in ordered:
            yield element.number, element.source(root, numbers).encode("ascii")

    def _root(self) -> bytes:
        nums = "\n".join(
            f"{key} {owner.number} 0 R"
            if isinstance(owner, Element)
            else f"{key} [{' '.join(f'{element.number} 0 R' for element in owner)}]"
            for key, owner in enumerate(self._owners)
        )
        return (
            f"<</Type/StructTreeRoot/K[{self.document.number} 0 R]/ParentTree<</Nums[{nums}]>>"
            f"/ParentTreeNextKey {len(self._owners)}>>"
        ).encode()
