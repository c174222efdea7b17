"""From a source to its audit: what `complianced audit` does, for the commands of plugins and for scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complianced.engine import Request
    from complianced.model import Audit
    from complianced.plugins.host import Host
    from complianced.schemas.recordset import RecordSet

Progress = Callable[[str], None]


def read_source(
    source: str, host: Host, *, mapping: Path | None = None, progress: Progress = lambda _words: None
) -> RecordSet:
    """The records of a source, with what the text scan found in the documents beside them. Raises IntakeError."""
    from complianced.intake import read_records
    from complianced.schemas.checklist import codes_with

    records = read_records(
        source,
        host.contract,
        mapping=mapping,
        checklist=codes_with(host.extensions),
        progress=progress,
        offered=host.sources,
    )
    return _with_scans(records, source, host, progress)


def audit_records(
    records: RecordSet, host: Host, request: Request, *, progress: Progress = lambda _words: None
) -> Audit:
    """The audit of records by every loaded plugin. Raises RequestError and OverrideError."""
    from complianced import __version__
    from complianced.engine import run_audit

    return run_audit(host.rulebook, records, request, version=__version__, plugins=host.reports, progress=progress)


def audit_source(
    source: str,
    as_of: date,
    *,
    nation: str | None = None,
    schemes: Iterable[str] = (),
    select: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Audit:
    """Reads a folder, workbook, database or whatever plugins read, and audits it as it was known on a day.

    `select` and `exclude` name rules as on the command line. What could not run is in `Audit.incomplete`. Raises
    ValueError, with words for a person, where there is nothing to read or the request does not fit the records.
    """
    from complianced.engine import Request
    from complianced.plugins.host import load_host

    host = load_host()
    request = Request(as_of, nation, tuple(schemes), tuple(select), tuple(exclude))
    return audit_records(read_source(source, host), host, request)


def _with_scans(records: RecordSet, source: str, host: Host, progress: Progress) -> RecordSet:
    """The records with the tables of the text scan; without them where `source` is no folder."""
    from complianced.textscan.lexicon import read_lexicon
    from complianced.textscan.scan import scan_documents

    folder = Path(source)
    root = folder if folder.is_dir() else None
    for bundle in host.rulebook.bundles:
        lexicon = bundle.folder / "law" / "lexicon.yaml"
        if lexicon.is_file():
            records = scan_documents(records, root, read_lexicon(lexicon), progress)
    return records
