"""Writing what an audit found: findings as data, packs for each audience, workbooks.

What a pack may know is decided here: the nation's words, the titles of instruments, the regulator's headings in use on
the day, and, only for an audience that may see them, the names behind the records.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complianced.cli.offered import Failed
    from complianced.law.pack_order import PackOrder, Theme
    from complianced.model import Audit
    from complianced.plugins.host import Host
    from complianced.reports.history import History
    from complianced.reports.owners import Owners
    from complianced.reports.pack import Given
    from complianced.reports.words import Language
    from complianced.schemas.recordset import RecordSet

DATA_FORMATS = ("json", "csv")


def write_formats(
    audit: Audit,
    host: Host,
    records: RecordSet,
    out: Path,
    formats: Sequence[str],
    audience: str,
    tell: Callable[[str], None],
    languages: Mapping[str, Language] | None = None,
    *,
    history: History | None = None,
    owners: Owners | None = None,
    failed: Failed = warnings.warn,
) -> list[Path]:
    """Writes each format into the folder, whole or not at all, and gives the paths.

    `languages` are those of the packs, by code and in their order; data carry the titles of the first. `history` are
    earlier audits, `owners` who answers for what. `failed` is told of each section or format of a plugin that could not
    be made.
    """
    given = pack_context(audit, host, records, audience, failed)
    given["history"], given["owners"] = history, owners
    if languages:
        given["language"], given["locales"] = ",".join(languages), languages
        audit_said = next(iter(languages.values())).of(audit)
    else:
        audit_said = audit
    written: list[Path] = []
    for form in dict.fromkeys(formats):
        tell(f"writing {form}")
        if form == "json":
            from complianced.reports.findings_json import write_json

            written.append(write_json(audit_said, out))
        elif form == "csv":
            from complianced.reports.findings_csv import write_csv

            written.append(write_csv(audit_said, out))
        elif form == "xlsx":
            from complianced.reports.xlsx import write_action_plan, write_evidence_index

            written.append(write_action_plan(audit_said, out, names=given.get("names"), owners=owners))
            written.append(write_evidence_index(audit_said, out, titles=given.get("titles")))
        elif form == "html":
            from complianced.reports.pack import write_html

            written.append(write_html(audit, out, audience=audience, **given))
        elif form == "pdf":
            from complianced.reports.pack import write_pdf

            written.append(write_pdf(audit, out, audience=audience, **given))
        else:
            from complianced.cli.offered import files_of

            written += files_of(host.formats[form], audit_said, out, failed)
    return written


def as_bytes(audit: Audit, form: str) -> bytes:
    """The findings as JSON or CSV."""
    if form == "json":
        from complianced.reports.findings_json import json_bytes

        return json_bytes(audit)
    from complianced.reports.findings_csv import csv_bytes

    return csv_bytes(audit)


def pack_context(audit: Audit, host: Host, records: RecordSet, audience: str, failed: Failed) -> Given:
    """What a pack for this audience may know beside the audit."""
    from complianced.cli.offered import counted_for
    from complianced.measures.matrices import matrices
    from complianced.reports.packs import known_pack

    titles = {clause.clause.ref.partition("/")[0]: clause.clause.instrument for clause in audit.clauses}
    served = {(scheme.nation, scheme.service) for scheme in audit.schemes}
    frameworks = [
        framework
        for bundle in host.rulebook.bundles
        for framework in bundle.law.frameworks
        if (framework.nation, framework.service) in served
    ]
    order = _order(host, served)
    added, gathered = counted_for(host.sections_for(served), records, audit.as_of, failed)
    given: Given = {
        "titles": titles,
        "terms": _terms(host, {nation for nation, _ in served}),
        "frameworks": frameworks,
        "themes": order.themes,
        "order": order.order.get(audience),
        "added": added,
        "gathered": gathered,
        "matrices": matrices(records, audit.as_of, [scheme.scheme_id for scheme in audit.schemes]),
    }
    if audience == "inspector":
        from complianced.measures.standing import standing

        given["facts"] = standing(records, audit.as_of, [scheme.scheme_id for scheme in audit.schemes])
    if known_pack(audience).names:
        given["names"] = _names(records)
    return given


def _terms(host: Host, nations: set[str]) -> Mapping[str, object]:
    """The words of the one nation that the schemes are in; plain words where there are several."""
    for bundle in host.rulebook.bundles:
        if set(bundle.nations) == nations and bundle.law.terms:
            return bundle.law.terms
    return {}


def _order(host: Host, served: set[tuple[str, str]]) -> PackOrder:
    """The order of packs in the one nation that the schemes are in; none for several nations.

    The nation's own bundle speaks first, and what shared bundles and plugins add to its themes follows. Its order of
    sections is for schemes of one service.
    """
    from complianced.law.pack_order import PackOrder

    if len({nation for nation, _ in served}) != 1:
        return PackOrder()
    themes: dict[str, Theme] = {}
    orders = []
    for nation, service in sorted(served, reverse=True):
        serving = [bundle for bundle in host.rulebook.bundles if bundle.serves(nation, service)]
        for bundle in sorted(serving, key=lambda bundle: len(bundle.nations)):
            for theme in bundle.law.pack.themes:
                themes.setdefault(theme.id, theme)
            orders.append(bundle.law.pack.order)
    sections: dict[str, tuple[str, ...]] = {}
    for order in reversed(orders):
        sections |= order
    return PackOrder(tuple(themes.values()), sections if len(served) == 1 else {})


def _names(records: RecordSet) -> dict[tuple[str, str], str]:
    """The names behind the records, for a pack that stays with the manager."""
    named = {}
    for name, table in records.contract.items():
        if "name" in table and records.was_supplied(f"{name}.name"):
            for key, value in records.frame(name).select(table.key, "name").drop_nulls().iter_rows():
                named[(name, key)] = value
    return named
