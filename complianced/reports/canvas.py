"""A reportlab canvas that tags everything it draws.

Every drawing operator reaches a page through one list. Here that list watches the operators: what paints is put inside
the marked content of the element at hand, and what nobody tagged becomes an artifact (ISO 14289-1, 7.1). So the rules,
tints and charts that reportlab draws need no code of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFObject, PDFPage
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from complianced.reports.fonts import BODY, faces
from complianced.reports.tags import Element, PageMark, StructureTree, pdf_text

ARTIFACT = "/Artifact BMC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"
# Operators that only set state: they neither need a mark nor may stand between a path and its painting.
_STATE = frozenset(
    (
        "cm",
        "w",
        "J",
        "j",
        "M",
        "d",
        "rg",
        "RG",
        "g",
        "G",
        "k",
        "K",
        "cs",
        "CS",
        "sc",
        "SC",
        "scn",
        "SCN",
        "gs",
        "ri",
        "i",
    )
)

Place = tuple[PageMark, float, float]


class _Operators(list[str]):
    """The operators of one page, kept in step with the canvas's current element."""

    __slots__ = ("canvas", "open")

    def __init__(self, canvas: TaggedCanvas, operators: Sequence[str] = ()) -> None:
        super().__init__(operators)
        self.canvas = canvas
        self.open: Element | str | None = None

    def append(self, operator: str) -> None:
        """Add an operator, opening or closing marked content where needed."""
        name = operator[operator.rfind(" ") + 1 :]
        if name in ("q", "Q"):
            # Graphics state and marked content have to nest. A solid element stays open around both.
            if not self.canvas.solid:
                self.close()
        elif name and name not in _STATE and self.open is not self.canvas.current:
            self.close()
            self.open = self.canvas.current
            super().append(self.canvas.begin(self.open))
        super().append(operator)

    def close(self) -> None:
        """End the marked content that is open, if any."""
        if self.open is not None:
            super().append("EMC")
            self.open = None


class LinkBox(PDFObject):  # type: ignore[misc]
    """A link to a place in the same document, with words for those who do not see the box."""

    __RefOnly__ = 1

    def __init__(self, key: str, rectangle: tuple[float, float, float, float], number: int, words: str) -> None:
        self.key = key
        self.rectangle = rectangle
        self.number = number
        self.words = words
        self.places: dict[str, Place] = {}

    def format(self, document: Any) -> bytes:
        """The annotation as PDF source."""
        mark, left, top = self.places[self.key]
        page = document.idToObjectNumberAndVersion[mark.page.__InternalName__][0]
        box = " ".join(f"{side:.2f}" for side in self.rectangle)
        head = f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/StructParent {self.number}/Contents "
        return head.encode() + pdf_text(self.words) + f"/Dest[{page} 0 R/XYZ {left:.2f} {top:.2f} 0]>>".encode()


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas with a structure tree. Draw inside `with canvas.tagged(element):`; the rest is an artifact."""

    def __init__(self, pagesize: tuple[float, float] = A4) -> None:
        faces()
        self.tree = StructureTree()
        self.current: Element | str = ARTIFACT
        self.solid = False
        self.mark = PageMark()
        self.places: dict[str, Place] = {}
        self.marks: list[PageMark] = []
        self._late: list[tuple[PageMark, Element | str, Callable[[], None]]] = []
        super().__init__("", pagesize=pagesize, pageCompression=1, invariant=1, initialFontName=BODY, lang="en-GB")

    # -- marked content ----------------------------------------------------------------------------------------------

    @property
    def _code(self) -> _Operators:
        operators: _Operators = self.__dict__["operators"]
        return operators

    @_code.setter
    def _code(self, operators: Sequence[str]) -> None:
        self.__dict__["operators"] = _Operators(self, operators)

    def begin(self, owner: Element | str) -> str:
        """The operator that opens marked content for an element (which remembers it) or an artifact."""
        if isinstance(owner, str):
            return owner
        number = len(self.mark.owners)
        self.mark.owners.append(owner)
        owner.kids.append((self.mark, number))
        return f"/{owner.role} <</MCID {number}>> BDC"

    @contextmanager
    def tagged(self, owner: Element | str, solid: bool = False) -> Iterator[None]:
        """Draw as content of `owner`. `solid` keeps one marked sequence whatever is drawn, as a figure needs."""
        before = self.current, self.solid
        self._code.close()
        self.current, self.solid = owner, solid
        try:
            yield
        finally:
            self._code.close()
            self.current, self.solid = before

    def put(self, operators: Sequence[str]) -> None:
        """Add operators that carry their own marks."""
        self._code.close()
        self._code.extend(operators)

    def setFont(self, name: str, size: float, leading: float | None = None) -> None:
        """Set the font; reportlab's graphics start with Helvetica, which cannot be embedded, and get the body face."""
        super().setFont(name if getFont(name)._dynamicFont else BODY, size, leading)

    # -- links -------------------------------------------------------------------------------------------------------

    def place(self, key: str, left: float, top: float) -> None:
        """Name a place on this page, for links. Where a name is given twice, the first place keeps it."""
        self.places.setdefault(key, (self.mark, left, top))

    def link(self, owner: Element, key: str, rectangle: tuple[float, float, float, float], words: str) -> None:
        """Make `rectangle` (points, from the page's lower left) lead to the place `key`, owned by a Link element."""
        box = LinkBox(key, rectangle, self.tree.number(owner), words)
        box.places = self.places
        self._annotationrefs.append(self._doc.Reference(box))
        owner.kids.append((self.mark, box))

    # -- pages -------------------------------------------------------------------------------------------------------

    def later(self, draw: Callable[[], None]) -> None:
        """Call `draw` when all pages exist, to draw on this page, for the element at hand."""
        self._late.append((self.mark, self.current, draw))

    def page_number(self, key: str) -> int:
        """The number of the page that holds the place `key`; known once all pages exist."""
        return self.marks.index(self.places[key][0]) + 1

    def showPage(self) -> None:
        """End the page."""
        self._code.close()
        super().showPage()
        page = self.mark.page = self._doc.Pages.pages[-1]
        page.Trans = None
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.tree.number(self.mark.owners), "/S"
        self.marks.append(self.mark)
        self.mark = PageMark()

    def finish(self, decorate: Callable[[int, int], None]) -> None:
        """Draw what waited, then `decorate(page, pages)` on each page, as pagination."""
        for mark, owner, draw in self._late:
            self._again(mark, owner, draw)
        for number, mark in enumerate(self.marks, 1):
            self._again(mark, PAGINATION, partial(decorate, number, len(self.marks)))

    def _again(self, mark: PageMark, owner: Element | str, draw: Callable[[], None]) -> None:
        self._restartAccumulators()
        self.init_graphics_state()
        page = mark.page
        self.mark, self._annotationrefs = mark, list(page.Annots or [])
        self.saveState()
        with self.tagged(owner):
            draw()
        self.restoreState()
        page.stream += "\n".join(self._code) + "\n"
        page.Annots = self._annotationrefs
        self._code = []
