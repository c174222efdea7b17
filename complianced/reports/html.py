"""Blocks as one accessible web page: no script, nothing fetched, fit for a phone, paper and a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import count
from string import Template

from reportlab.graphics.shapes import Drawing

from complianced.reports import blocks, charts, heat, line_chart, marks, pictures
from complianced.reports.pdfa import Meta
from complianced.reports.places import Places, keys_of
from complianced.reports.plain import clean
from complianced.reports.said import foreign

# The page forbids itself to load anything, whatever might stand in it.
_PAGE = Template("""<!doctype html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="$creator">
<title>$title</title>
<style>
$style
</style>
</head>
<body$large>
<a class="skip" href="#main">$skip</a>
$body
</body>
</html>
""")


def render_html(
    content: Sequence[blocks.Block],
    meta: Meta,
    skip_words: str = "Skip to the content",
    large: bool = False,
    others: Sequence[tuple[Sequence[blocks.Block], str]] = (),
    places: Places | None = None,
) -> bytes:
    """The bytes of the page, UTF-8. The same blocks and words give the same bytes.

    `others` are the same pack in other languages, each with its tag; they follow on the page. `places` gives the page
    ids that other pages can rely on, and says where links lead that leave it.
    """
    parts = ["\n".join(_Page(content, places=places).parts())]
    for number, (part, tag) in enumerate(others, 1):
        inside = "\n".join(_Page(part, number).parts())
        parts.append(f'<div lang="{escape(tag)}">\n{inside}\n</div>')
    return _PAGE.substitute(
        lang=escape(meta.language),
        title=_text(meta.title),
        creator=_text(meta.creator),
        style=(files(__package__) / "page.css").read_text("utf-8").strip(),
        large=' class="large"' if large else "",
        skip=_text(skip_words),
        body="\n".join(parts),
    ).encode("utf-8", "replace")


def _text(text: str) -> str:
    return escape(clean(text), quote=True)


def _said(text: str, escaped: str | None = None) -> str:
    """The text with its language, where that is not the page's."""
    inside = _text(text) if escaped is None else escaped
    lang = foreign(text)
    return f'<span lang="{lang}">{inside}</span>' if lang else inside


class _Page:
    """Turns blocks into HTML; `ids` gives each place a short id of its own."""

    def __init__(self, content: Sequence[blocks.Block], number: int = 0, places: Places | None = None) -> None:
        self.content = content
        # The same pack in another language has ids of its own, and stands beside the page's main part, not in it.
        self.prefix = f"l{number}" if number else ""
        self.main = '<section class="main">' if number else '<main id="main">', "</section>" if number else "</main>"
        self.headings = [block for block in content if isinstance(block, blocks.Heading)]
        numbered = {key: f"{self.prefix}p{at}" for at, key in enumerate(keys_of(content), 1)}
        self.ids = numbered if places is None else places.here
        self.elsewhere = {} if places is None else places.elsewhere
        self.placed: set[str] = set()
        self.charts = count(1)

    def parts(self) -> Iterator[str]:
        """The page's body."""
        opened = False
        for block in self.content:
            if isinstance(block, blocks.Title):
                yield (
                    f"<header><div><p>{_said(block.above)}</p><h1>{_said(block.text)}</h1>"
                    f"<p>{_said(block.below)}</p></div></header>"
                )
                continue
            if not opened:
                opened = True
                yield self.main[0]
            yield self.block(block)
        yield self.main[1] if opened else "".join(self.main)

    def block(self, block: blocks.Block) -> str:
        """One block."""
        match block:
            case blocks.Heading():
                return self.heading(block)
            case blocks.Paragraph():
                return self.paragraph(block)
            case blocks.Bullets():
                tag = "ol" if block.numbered else "ul"
                items = "".join(f"<li>{self.words(item)}</li>" for item in block.items)
                return f"<{tag}>{items}</{tag}>"
            case blocks.Table():
                return self.table(block)
            case blocks.Facts():
                rows = "".join(
                    f'<tr><th scope="row">{_said(name)}</th><td>{self.cell(value)}</td></tr>'
                    for name, value in block.rows
                )
                look = ' class="facts dense"' if block.dense else ' class="facts"'
                return self.framed(block.about, f"<tbody>{rows}</tbody>", look)
            case blocks.Tiles():
                return '<ul class="tiles">' + "".join(map(self.tile, block.tiles)) + "</ul>"
            case blocks.Bars():
                return self.figure(charts.bars(block, WEB_WIDTH, slack=1.2), block.title, block.alt())
            case blocks.Lines():
                return self.figure(line_chart.lines(block, WEB_WIDTH, slack=1.2), block.title, block.alt())
            case blocks.Heat():
                return self.heat(block)
            case blocks.Pictured():
                return f'<div class="picture">{pictures.svg(block.picture)}<p>{self.words(block.words)}</p></div>'
            case blocks.Contents():
                return self.contents(block)
            case _:
                return ""

    def place(self, key: str | None) -> str:
        """The id of a place, once: where a key stands twice, links lead to the first."""
        if not key or key in self.placed:
            return ""
        self.placed.add(key)
        return f' id="{self.ids[key]}"'

    def heading(self, block: blocks.Heading) -> str:
        mark = marks.svg(block.mark) if block.mark else ""
        look = ' class="quiet"' if block.quiet else ""
        return f"<h{block.level}{self.place(block.key)}{look}>{mark}{_said(block.text)}</h{block.level}>"

    def paragraph(self, block: blocks.Paragraph) -> str:
        looks = {"lead": "lead", "small": "small", "note": "panel", "warning": "panel warning"}
        look = f' class="{looks[block.look]}"' if block.look in looks else ""
        mark = marks.svg(block.mark) if block.mark else ""
        return f"<p{look}>{mark}{self.words(block.words)}</p>"

    def figure(self, drawing: Drawing, title: str, alt: str) -> str:
        drawn = charts.svg(drawing, title, alt, f"{self.prefix}c{next(self.charts)}")
        return f'<figure tabindex="0">{drawn}</figure>'

    def tile(self, tile: blocks.Tile) -> str:
        mark = marks.svg(tile.mark) if tile.mark else ""
        note = f'<span class="note">{_said(tile.note)}</span>' if tile.note else ""
        value, label = _text(tile.value), mark + _said(tile.label)
        return f'<li><strong class="value">{value}</strong> <strong>{label}</strong> {note}</li>'

    def table(self, block: blocks.Table) -> str:
        heads = "".join(f'<th scope="col"{_look(column)}>{_said(column.title)}</th>' for column in block.columns)
        rows = []
        for at, row in enumerate(block.rows):
            key = block.keys[at] if block.keys is not None else None
            cells = "".join(
                f'<th scope="row">{self.cell(cell)}</th>'
                if column.heading
                else f"<td{NUMBER if column.number else ''}>{self.cell(cell)}</td>"
                for cell, column in zip(row, block.columns, strict=True)
            )
            rows.append(f"<tr{self.place(key)}>{cells}</tr>")
        body = f"<thead><tr>{heads}</tr></thead>\n<tbody>" + "\n".join(rows) + "</tbody>"
        return self.framed(block.about, body, ' class="dense"' if block.dense else "")

    def heat(self, block: blocks.Heat) -> str:
        """A grid is a table already: its cells are shaded, and nothing has to be told twice."""
        columns = block.table().columns
        heads = "".join(f'<th scope="col"{NUMBER if column.number else ""}>{_said(column.title)}</th>' for column in
                        columns)  # fmt: skip
        rows = []
        for name, counts, total in zip(block.rows, block.counts, block.totals, strict=True):
            cells = "".join(
                f'<td class="number" style="background:{ground};color:{ink}">{count:,}</td>'
                for count in counts
                for ground, ink in (heat.shade(count, total),)
            )
            rows.append(f'<tr><th scope="row">{_said(name)}</th><td{NUMBER}>{total:,}</td>{cells}</tr>')
        body = f"<thead><tr>{heads}</tr></thead>\n<tbody>" + "\n".join(rows) + "</tbody>"
        return self.framed(block.title, body, ' class="heat"')

    def framed(self, about: str, rows: str, look: str = "") -> str:
        """A table that scrolls by itself where the screen is narrow, also by keyboard."""
        name = _text(about)
        return (
            f'<div class="scroll" role="region" aria-label="{name}" tabindex="0"><table{look}><caption>{name}</caption>'
            f"\n{rows}</table></div>"
        )

    def cell(self, cell: blocks.Cell) -> str:
        if isinstance(cell, blocks.Marked):
            return marks.svg(cell.mark) + _lines(cell.text)
        return self.words(cell)

    def words(self, words: blocks.Words) -> str:
        if isinstance(words, str):
            return _lines(words)
        return "".join(_lines(word) if isinstance(word, str) else self.span(word) for word in words)

    def span(self, span: blocks.Span) -> str:
        text = _lines(span.text)
        if span.code:
            text = f"<code>{text}</code>"
        if span.strong:
            text = f"<strong>{text}</strong>"
        if span.to and span.to in self.ids:
            text = f'<a href="#{self.ids[span.to]}">{text}</a>'
        elif span.to and span.to in self.elsewhere:
            text = f'<a href="{escape(self.elsewhere[span.to])}">{text}</a>'
        return f'<span lang="{escape(span.lang)}">{text}</span>' if span.lang else text

    def contents(self, block: blocks.Contents) -> str:
        out = [f'<nav aria-label="{_text(block.heading)}">']
        depth = 1
        for heading in self.headings:
            if not heading.in_contents or heading.level > block.deepest:
                continue
            out.append("</li>" if heading.level <= depth else "")
            while depth > heading.level:
                out.append("</ul></li>")
                depth -= 1
            while depth < heading.level:
                out.append("<ul>")
                depth += 1
            out.append(f'<li><a href="#{self.ids[heading.key]}">{_said(heading.text)}</a>')
        while depth > 1:
            out.append("</li></ul>")
            depth -= 1
        return "".join([*out, "</nav>"])


NUMBER = ' class="number"'
# Charts are drawn narrow and shown wide, so that their words are as large as the page's.
WEB_WIDTH = 330


def _look(column: blocks.Column) -> str:
    return NUMBER if column.number else ' class="wide"' if column.wide else ""


def _lines(text: str) -> str:
    return _said(text, _text(text).replace("\n", "<br>"))
