"""Lines written on a canvas, each stretch inside the marked content that it belongs to, with its links."""

from __future__ import annotations

from collections.abc import Sequence

from complianced.reports.canvas import ARTIFACT, TaggedCanvas
from complianced.reports.lines import Line, Run, Segment, line_width
from complianced.reports.tags import Element
from complianced.reports.typefaces import Types


class Writer:
    """Writes lines on a canvas, each stretch inside the marked content that it belongs to."""

    go_to = "Go to {place}"

    def __init__(self, canvas: TaggedCanvas, types: Types) -> None:
        self.canvas = canvas
        self.types = types

    def write(
        self,
        lines: Sequence[Line],
        x: float,
        top: float,
        size: float,
        leading: float,
        owner: Element | str,
        width: float | None = None,
        last: bool = True,
        into: list[str] | None = None,
    ) -> None:
        """Write `lines` down from `top`, for `owner`. With `width`, lines end at its right edge.

        `last` says that the text ends here; otherwise the final line keeps the space that parts it from the next. With
        `into`, the operators are added to it for the caller to put on the page.
        """
        canvas, out = self.canvas, [] if into is None else into
        show = (self.types.get(False, size).show, self.types.get(True, size).show)
        links: list[tuple[Segment, float, float]] = []
        begun: Element | str | None = None
        at_x = at_y = 0.0
        colour = ""
        y = top - size * 0.92 - (leading - size * 1.16) / 2 + leading
        final = lines[-1] if last and lines else None
        for line in lines:
            y -= leading
            if not line:
                continue
            start = x if width is None else x + width - line_width(line)
            # Without a real space at the line's end a screen reader joins the words over the break.
            end = line[-1]
            gap = "" if end.cut or line is final else " "
            for segment in line:
                run = segment.run
                wanted = owner if run.link is None and run.lang is None else self._owner(run, owner)
                if wanted is not begun:
                    if begun is not None:
                        out.append("ET EMC")
                    out.append(f"{canvas.begin(wanted)} BT")
                    begun, at_x, at_y, colour = wanted, 0.0, 0.0, ""
                left = start + segment.x
                out.append(f"{left - at_x:.2f} {y - at_y:.2f} Td")
                at_x, at_y = left, y
                if run.colour != colour:
                    colour = run.colour
                    out.append(f"{colour} rg")
                out.append(show[run.bold](segment.text + gap if segment is end else segment.text))
                if run.link is not None and not isinstance(owner, str):
                    links.append((segment, left, y))
        if begun is not None:
            out.append("ET EMC")
        for segment, left, y in links:
            out.append(f"{ARTIFACT} q {segment.run.colour} RG 0.5 w")
            out.append(f"{left:.2f} {y - 1.6:.2f} m {left + segment.width:.2f} {y - 1.6:.2f} l S Q EMC")
        if into is None:
            canvas.put(out)
        for segment, left, y in links:
            run = segment.run
            assert run.element is not None
            assert run.link is not None
            box = (left, y - size * 0.25, left + segment.width, y + size * 0.8)
            canvas.link(run.element, run.link, box, self.go_to.format(place=run.text))

    def _owner(self, run: Run, owner: Element | str) -> Element | str:
        if isinstance(owner, str):
            return owner
        if run.element is None:
            run.element = owner.add("Link" if run.link is not None else "Span", Lang=run.lang)
        return run.element
