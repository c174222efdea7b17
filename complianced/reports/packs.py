"""Which packs there are, for whom, and which sections each has in which order. Data alone: nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FORMATS = ("json", "csv", "pdf", "html", "xlsx")
DEFAULT_FORMATS = ("json", "csv", "pdf")


@dataclass(frozen=True)
class Pack:
    """One audience's pack. `names`: it may name people. `results`: they go inside the PDF. `large`: in large print."""

    audience: str
    stem: str
    title: str
    sections: tuple[str, ...]
    names: bool = False
    results: bool = True
    large: bool = False


PACKS: Mapping[str, Pack] = {
    pack.audience: pack
    for pack in (
        Pack(
            "inspector",
            "inspector-pack",
            "Inspection pack",
            (
                "cover",
                "contents",
                "summary",
                "findings",
                "matrices",
                "notifications",
                "clauses",
                "frameworks",
                "not_tested",
                "waived",
                "data_problems",
                "plugins",
                "colophon",
            ),
        ),
        Pack(
            "board",
            "board-pack",
            "Assurance for the board",
            ("board_statement", "board_dashboard", "board_trend"),
            results=False,
        ),
        Pack(
            "manager",
            "manager-pack",
            "Work to do",
            (
                "cover",
                "contents",
                "work_list",
                "since_last",
                "coming_due",
                "matrices",
                "record_sheets",
                "not_tested",
                "data_problems",
                "colophon",
            ),
            names=True,
        ),
        Pack("easy_read", "easy-read", "How we are doing", ("easy_read",), results=False, large=True),
    )
}
AUDIENCES = tuple(PACKS)
SECTION_NAMES = frozenset(name for pack in PACKS.values() for name in pack.sections)


def known_pack(audience: str) -> Pack:
    """The pack of an audience. Raises ValueError where there is none."""
    if audience not in PACKS:
        raise ValueError(f'There is no pack for "{audience}". Choose one of: {", ".join(PACKS)}.')
    return PACKS[audience]


def in_order(pack: Pack, order: Sequence[str] | None, added: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The names of a pack's sections: the nation's own order, or else the pack's, with those that plugins add.

    `added` are names with the section that each follows; where that one is not in the pack, it comes last.
    """
    names = list(order or pack.sections)
    for name, after in added:
        if name not in names:
            names.insert(names.index(after) + 1 if after in names else len(names), name)
    return tuple(names)
