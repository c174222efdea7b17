"""Views of documents and governance events of schemes whose registration has not ended."""

from __future__ import annotations

from complianced.api import Records, Rows, view

from .running import of_running_schemes


@view("je_documents", table="documents", key="document_id")
def je_documents(records: Records) -> Rows:
    """One row per scheme and kind of document, with the version that is current; empty where there is none."""
    return of_running_schemes(records.view("documents_by_kind"), records)


@view("je_events", table="governance", key="event_id")
def je_events(records: Records) -> Rows:
    """One row per scheme and kind of governance event, with the last one; empty where there was none."""
    return of_running_schemes(records.view("events_by_kind"), records)
