"""The documents of a record set scanned for words, where the records are a folder that holds them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.schemas.recordset import RecordSet


def with_scans(records: RecordSet, source: str, host: Host, tell: Callable[[str], None]) -> RecordSet:
    """The records with the tables of the text scan; without them where `source` is no folder."""
    from complianced.textscan.lexicon import read_lexicon
    from complianced.textscan.scan import scan_documents

    folder = Path(source)
    root = folder if folder.is_dir() else None
    for bundle in host.rulebook.bundles:
        lexicon = bundle.folder / "law" / "lexicon.yaml"
        if lexicon.is_file():
            records = scan_documents(records, root, read_lexicon(lexicon), tell)
    return records
