"""Packs put together: the sections of an audience's pack, in their order, and the files they become.

Which sections a pack has is data (`packs.py`); a nation may give an order of its own (`law/pack.yaml`), and a plugin
sections of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict, Unpack

from complianced.law.frameworks import Framework
from complianced.law.pack_order import Theme
from complianced.measures.fact import Standing
from complianced.measures.matrix import Matrix
from complianced.model import Audit
from complianced.reports.atomic import write_whole
from complianced.reports.blocks import Block
from complianced.reports.context import Context
from complianced.reports.findings_csv import csv_bytes
from complianced.reports.findings_json import json_bytes
from complianced.reports.history import History
from complianced.reports.html import render_html
from complianced.reports.offered import PackSection
from complianced.reports.owners import Owners
from complianced.reports.packs import Pack, in_order, known_pack
from complianced.reports.pdf import Furniture, Part, render
from complianced.reports.pdfa import Attachment, Meta
from complianced.reports.sections import (
    board,
    clauses,
    colophon,
    cover,
    dashboard,
    easy_read,
    findings,
    gaps,
    manager,
    notifications,
    summary,
    trend,
)
from complianced.reports.sections.frameworks import framework_map
from complianced.reports.sections.matrices import at_a_glance
from complianced.reports.words import Language

Section = Callable[[Audit, Context], Iterable[Block]]

SECTIONS: dict[str, Section] = {
    "cover": cover.cover,
    "contents": cover.contents,
    "summary": summary.summary,
    "findings": findings.findings,
    "matrices": at_a_glance,
    "notifications": notifications.register,
    "clauses": clauses.clause_by_clause,
    "frameworks": framework_map,
    "not_tested": gaps.not_tested,
    "waived": gaps.waived,
    "data_problems": gaps.data_problems,
    "plugins": colophon.plugins,
    "colophon": colophon.colophon,
    "board_statement": board.statement,
    "board_dashboard": dashboard.dashboard,
    "board_trend": trend.trend,
    "work_list": manager.work_list,
    "since_last": manager.since_last,
    "coming_due": manager.coming_due,
    "record_sheets": manager.record_sheets,
    "easy_read": easy_read.easy_read,
}


class Given(TypedDict, total=False):
    """What the caller may give beside the audit.

    `terms` are the nation's words, `titles` the titles of instruments by id, `names` the names behind records (for
    packs that may name people), `frameworks` the regulator's headings, `themes` what its inspectors ask for, in order,
    `matrices` counts of training and disclosures, `facts` how the scheme stands on the day, `history` earlier audits,
    `owners` who answers for what, `language` a code or several (`en,cy`: one after the other), `words` the sentences of
    one that is not English or `locales` the languages by code, `order` a nation's own order of sections, `added` the
    sections that plugins add and `gathered` what they counted in the records, by name.
    """

    terms: Mapping[str, Any] | None
    titles: Mapping[str, str] | None
    names: Mapping[tuple[str, str], str] | None
    frameworks: Sequence[Framework]
    themes: Sequence[Theme]
    matrices: Sequence[Matrix]
    facts: Standing | None
    history: History | None
    owners: Owners | None
    language: str
    words: Mapping[str, str] | None
    locales: Mapping[str, Language]
    order: Sequence[str] | None
    added: Sequence[PackSection]
    gathered: Mapping[str, Any]


def write_pdf(audit: Audit, out_dir: Path, *, audience: str = "inspector", **given: Unpack[Given]) -> Path:
    """Write the pack of `audience` as a PDF in `out_dir` (made when missing) and hand back its path; see `Given`.

    The same audit and arguments give the same bytes. Raises ValueError for an audience, language or section not known.
    """
    pack = known_pack(audience)
    return write_whole(Path(out_dir) / f"{pack.stem}.pdf", pdf_bytes(audit, pack, **given))


def write_html(audit: Audit, out_dir: Path, *, audience: str = "inspector", **given: Unpack[Given]) -> Path:
    """Write the same pack as one self-contained web page; see `write_pdf`."""
    pack = known_pack(audience)
    return write_whole(Path(out_dir) / f"{pack.stem}.html", html_bytes(audit, pack, **given))


def blocks_of(
    audit: Audit,
    pack: Pack,
    *,
    terms: Mapping[str, Any] | None = None,
    titles: Mapping[str, str] | None = None,
    names: Mapping[tuple[str, str], str] | None = None,
    frameworks: Sequence[Framework] = (),
    themes: Sequence[Theme] = (),
    matrices: Sequence[Matrix] = (),
    facts: Standing | None = None,
    history: History | None = None,
    owners: Owners | None = None,
    language: str = "en",
    words: Mapping[str, str] | None = None,
    locales: Mapping[str, Language] | None = None,
    order: Sequence[str] | None = None,
    added: Sequence[PackSection] = (),
    gathered: Mapping[str, Any] | None = None,
) -> tuple[list[Block], Context]:
    """What the pack says, before it is drawn as anything. Names go no further than to packs that may show them."""
    ctx = Context(
        audience=pack.audience,
        title=pack.title,
        language=_language(language, words, locales or {}),
        terms=terms or {},
        titles=titles or {},
        names=dict(names or {}) if pack.names else {},
        frameworks=tuple(frameworks),
        themes=tuple(themes),
        matrices=tuple(matrices),
        gathered=gathered or {},
        facts=facts,
        history=history,
        owners=owners,
    )
    known = {**SECTIONS, **{section.name: section.blocks for section in added}}
    places = [(section.name, section.after[pack.audience]) for section in added if pack.audience in section.after]
    content: list[Block] = []
    for name in in_order(pack, order, places):
        if name not in known:
            raise ValueError(f'There is no section "{name}". Choose from: {", ".join(known)}.')
        content += known[name](audit, ctx)
    return content, ctx


def _language(language: str, words: Mapping[str, str] | None, locales: Mapping[str, Language]) -> Language:
    if language in locales:
        return locales[language]
    if language == "en":
        return Language(sentences=words or {})
    if not words:
        raise ValueError(f'There are no words for the language "{language}". Install a plugin that has them.')
    return Language(f"{language}-GB", words)


def _meta(audit: Audit, pack: Pack, ctx: Context) -> Meta:
    schemes = cover.schemes_named(audit, ctx) or "complianced"
    return Meta(
        title=f"{ctx.say(pack.title)}: {schemes}, {ctx.language.day(audit.as_of)}",
        subject=ctx.say("Where the records stand against the law and good practice, clause by clause"),
        author=schemes,
        keywords="Shared Lives, Homeshare, compliance",
        creator=f"complianced {audit.version}",
        made_on=audit.as_of,
        language=ctx.language.tag,
    )


def _in_languages(audit: Audit, pack: Pack, given: Given) -> list[tuple[list[Block], Context]]:
    """The pack in each of the languages asked for, in their order."""
    codes = given.get("language", "en").split(",")
    spoken: list[Given] = [{**given, "language": code} for code in codes]
    return [blocks_of(audit, pack, **each) for each in spoken]


def pdf_bytes(audit: Audit, pack: Pack, **given: Unpack[Given]) -> bytes:
    """The pack as a PDF, with the results attached where the audience may have them."""
    (content, ctx), *others = _in_languages(audit, pack, given)
    say = ctx.say
    attachments = []
    if pack.results:
        carried = ctx.language.of(audit)
        attachments = [
            Attachment(
                "findings.json",
                "application/json",
                json_bytes(carried),
                say("The results, for programs"),
            ),
            Attachment("findings.csv", "text/csv", csv_bytes(carried), say("The findings, for spreadsheets")),
        ]
    furniture = Furniture(
        _head(audit, pack, ctx), say("Page {page} of {pages}"), pack.large, say("Go to {place}"),
        say("{place}, page {page}"), say("Signature of this pack"),
    )  # fmt: skip
    parts = [
        Part(blocks, its.language.tag, its.say("{place}, page {page}"), _head(audit, pack, its),
             its.say("Page {page} of {pages}"))
        for blocks, its in others
    ]  # fmt: skip
    return render(content, _meta(audit, pack, ctx), furniture, attachments, parts)


def _head(audit: Audit, pack: Pack, ctx: Context) -> str:
    """The running head of the pack in one language."""
    whose = audit.schemes[0].name if len(audit.schemes) == 1 else ctx.say("{n} schemes", n=len(audit.schemes))
    return f"{ctx.say(pack.title)} · {ctx.language.day(audit.as_of)} · {whose}"


def html_bytes(audit: Audit, pack: Pack, **given: Unpack[Given]) -> bytes:
    """The pack as one web page."""
    (content, ctx), *others = _in_languages(audit, pack, given)
    parts = [(blocks, its.language.tag) for blocks, its in others]
    return render_html(content, _meta(audit, pack, ctx), ctx.say("Skip to the content"), pack.large, parts)
