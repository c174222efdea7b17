"""What a PDF has to be, checked by others' validators and by our own reading of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


def standards(data: bytes, *profiles: str) -> list[str]:
    """What the `page` validator finds against PDF/UA-1 (`ua1`) and PDF/A (`3a`, `2a`). Empty: it conforms."""
    found = []
    for profile in profiles:
        report = page.validate_pdf_bytes(data, profile=profile, limits=page.SafetyLimits.unlimited())
        found += [f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures]
    return found


def elements(pdf: Pdf, role: str | None = None) -> list[Object]:
    """The structure elements in reading order."""
    return [element for element in _walk(pdf.Root.StructTreeRoot.K[0]) if role is None or Name("/" + role) == element.S]


def _walk(element: Object) -> Iterator[Object]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from _walk(kid)


def _kids(element: Object) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def tree_faults(data: bytes) -> list[str]:
    """Where the way back from pages and links to elements does not agree with the tree: no validator looks."""
    found = []
    seen: set[tuple[Any, int]] = set()
    with Pdf.open(io.BytesIO(data)) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        for element in elements(pdf):
            for kid in _kids(element):
                if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                    if owners[int(kid.Obj.StructParent)].objgen != element.objgen:
                        found.append(f"a link's way back misses {element.S}")
                    continue
                mark = _mark(element, kid)
                if mark is None:
                    continue
                home, number = mark
                if (home.objgen, number) in seen:
                    found.append(f"marked content {number} has two owners")
                seen.add((home.objgen, number))
                if owners[int(home.StructParents)][number].objgen != element.objgen:
                    found.append(f"marked content {number} leads back to another element than its {element.S}")
        for leaf in pdf.pages:
            found += [
                f"marked content {number} belongs to no element"
                for number in range(len(owners[int(leaf.obj.StructParents)]))
                if (leaf.obj.objgen, number) not in seen
            ]
    return found


def _mark(element: Object, kid: Any) -> tuple[Object, int] | None:
    if isinstance(kid, int):
        return element.Pg, kid
    if isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
        return kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
    return None


def spoken(data: bytes) -> list[str]:
    """What a screen reader would say: the text of each element that holds any, in reading order, in single spaces."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        texts = {leaf.obj.objgen: _marked_texts(leaf) for leaf in pdf.pages}
        said = []

        def say(element: Object) -> str:
            parts = []
            for kid in _kids(element):
                mark = _mark(element, kid)
                if mark is not None:
                    parts.append(texts[mark[0].objgen].get(mark[1], ""))
                elif isinstance(kid, Dictionary) and str(kid.get("/S")) in ("/Link", "/Span", "/Reference"):
                    parts.append(say(kid))
            return "".join(parts)

        for element in elements(pdf):
            if str(element.S) in ("/Link", "/Span", "/Reference"):
                continue
            text = " ".join(say(element).split())
            if text:
                said.append(text)
        return said


def artifacts(data: bytes) -> str:
    """The text that a screen reader passes over."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return " ".join(_marked_texts(leaf).get(-1, "") for leaf in pdf.pages)


def _marked_texts(leaf: pikepdf.Page) -> dict[int, str]:
    """The text of each marked sequence of a page; -1 holds what is an artifact."""
    maps = {name: _to_unicode(font) for name, font in leaf.Resources.Font.items()}
    texts: dict[int, str] = {}
    open_marks: list[int] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(leaf):
        match str(operator):
            case "BDC":
                attributes = operands[1]
                open_marks.append(int(attributes.MCID) if "/MCID" in attributes else -1)
            case "BMC":
                open_marks.append(-1)
            case "EMC":
                open_marks.pop()
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj":
                mark = open_marks[-1]
                texts[mark] = texts.get(mark, "") + "".join(font[code] for code in bytes(operands[0]))
    return texts


def _to_unicode(font: Object) -> dict[int, str]:
    rows = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>", font.ToUnicode.read_bytes())
    return {int(code, 16): chr(int(char, 16)) for code, char in rows}
