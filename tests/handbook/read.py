"""Reads a page of the handbook strictly, and gives what it says under each heading that can be linked to."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "input", "hr"}
BREAKS = {"br", "td", "th", "li", "p", "h1", "h2", "h3", "h4"}


class Page(HTMLParser):
    """A page: its tags, its text, and `sections`, the text under each second or third heading, by its id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.sections: dict[str, list[str]] = {}
        self.said: list[str] = []
        self.section: str | None = None
        self.feed(html)
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h2", "h3"):
            self.section = None
        if "id" in given and self.open[-1:] and {"h2", "h3"} & set(self.open):
            self.section = given["id"]
            self.sections[self.section] = []
        if tag in BREAKS:
            self.handle_data("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag in BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.said.append(data)
        if self.section is not None:
            self.sections[self.section].append(data)

    def under(self, heading: str) -> str:
        """What stands under a heading, its white space made even."""
        return " ".join("".join(self.sections[heading]).split())

    def words(self) -> str:
        """What stands on the page, its white space made even."""
        return " ".join("".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of each such element."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        """Every place of the page."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]
