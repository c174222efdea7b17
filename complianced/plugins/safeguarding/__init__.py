"""Safeguarding: the life of a concern, once for all nations, by each nation's clauses and clocks."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of shared safeguarding rules."""
    return bundle_from(__name__, title="Safeguarding", version="2026.11", prefix="SAFE", domain="safeguarding")
