"""Self-employment: named indicators of how scheme and carers deal with each other, for a person to look at.

No finding here says what anybody's status is, and nothing is counted up. Paper (what agreements and policies say) and
practice (what the records show) are looked at separately, because practice counts for more.
"""

from complianced.api import Bundle, RecordExtension, bundle_from, hookimpl
from complianced.plugins.self_employment.tables import DOCUMENT_HITS, DOCUMENT_SCANS


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of self-employment indicators."""
    return bundle_from(__name__, title="Self-employment", version="2026.11", prefix="SELF", domain="self_employment")


@hookimpl
def complianced_records() -> RecordExtension:
    """The two tables that the text scan of documents makes."""
    return RecordExtension(tables=(DOCUMENT_SCANS, DOCUMENT_HITS))
