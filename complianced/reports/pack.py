"""Packs: which sections an audience gets, in which order, and the file they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from complianced.model import Audit
from complianced.reports.atomic import write_whole
from complianced.reports.blocks import Block
from complianced.reports.context import Context
from complianced.reports.findings_csv import csv_bytes
from complianced.reports.findings_json import json_bytes
from complianced.reports.pdf import Furniture, render
from complianced.reports.pdfa import Attachment, Meta
from complianced.reports.sections import clauses, colophon, cover, findings, gaps, summary
from complianced.reports.words import ENGLISH, Language

Section = Callable[[Audit, Context], Iterable[Block]]


@dataclass(frozen=True)
class Pack:
    """One audience's pack: its file, title and sections in order. `names` says whether it may name people."""

    audience: str
    file_name: str
    title: str
    sections: tuple[Section, ...]
    names: bool = False
    attach_results: bool = True


PACKS = {
    "inspector": Pack(
        "inspector",
        "inspector-pack.pdf",
        "Inspection pack",
        (
            cover.cover,
            cover.contents,
            summary.summary,
            findings.findings,
            clauses.clause_by_clause,
            gaps.not_tested,
            gaps.waived,
            gaps.data_problems,
            colophon.plugins,
            colophon.colophon,
        ),
    ),
}
LANGUAGES: dict[str, Language] = {"en": ENGLISH}


def write_pdf(
    audit: Audit,
    out_dir: Path,
    *,
    audience: str = "inspector",
    terms: Mapping[str, Any] | None = None,
    names: Mapping[tuple[str, str], str] | None = None,
    language: str = "en",
    titles: Mapping[str, str] | None = None,
) -> Path:
    """Write the pack of `audience` in `out_dir` (made when missing) and hand back its path.

    The same audit and arguments give the same bytes. Raises ValueError for an audience or language that is not known.
    """
    pack = known_pack(audience)
    content, ctx = blocks_of(audit, pack, terms=terms, names=names, language=language, titles=titles)
    return write_whole(Path(out_dir) / pack.file_name, pdf_bytes(audit, pack, content, ctx))


def known_pack(audience: str) -> Pack:
    """The pack of an audience."""
    if audience not in PACKS:
        raise ValueError(f'There is no pack for "{audience}". Choose one of: {", ".join(PACKS)}.')
    return PACKS[audience]


def blocks_of(
    audit: Audit,
    pack: Pack,
    *,
    terms: Mapping[str, Any] | None = None,
    names: Mapping[tuple[str, str], str] | None = None,
    language: str = "en",
    titles: Mapping[str, str] | None = None,
) -> tuple[list[Block], Context]:
    """What the pack says, before it is drawn as anything. Names go no further than to packs that may show them."""
    if language not in LANGUAGES:
        raise ValueError(f'There are no words for the language "{language}". Choose one of: {", ".join(LANGUAGES)}.')
    seen = dict(names or {}) if pack.names else {}
    ctx = Context(pack.audience, LANGUAGES[language], terms or {}, titles or {}, seen)
    return [block for section in pack.sections for block in section(audit, ctx)], ctx


def pdf_bytes(audit: Audit, pack: Pack, content: list[Block], ctx: Context) -> bytes:
    """The pack as a PDF, with the results attached where the audience may have them."""
    say = ctx.say
    day = ctx.language.day(audit.as_of)
    schemes = ", ".join(scheme.name for scheme in audit.schemes[: cover.NAMED_ON_COVER]) or "complianced"
    title = say(pack.title)
    meta = Meta(
        title=f"{title}: {schemes}, {day}",
        subject=say("Where the records stand against the law and good practice, clause by clause"),
        author=schemes,
        keywords="Shared Lives, Homeshare, compliance",
        creator=f"complianced {audit.version}",
        made_on=audit.as_of,
        language=ctx.language.tag,
    )
    attachments = []
    if pack.attach_results:
        attachments = [
            Attachment("findings.json", "application/json", json_bytes(audit), say("The results, for programs")),
            Attachment("findings.csv", "text/csv", csv_bytes(audit), say("The findings, for spreadsheets")),
        ]
    whose = schemes if len(audit.schemes) <= 1 else say("{n} schemes", n=len(audit.schemes))
    furniture = Furniture(f"{title} · {day} · {whose}", say("Page {page} of {pages}"))
    return render(content, meta, furniture, attachments)
