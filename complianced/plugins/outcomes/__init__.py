"""Outcomes and recruitment: what people say of their lives, and how enquirers become carers, in every nation."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of outcomes and recruitment."""
    return bundle_from(
        __name__, title="Outcomes and recruitment", version="2026.11", prefix="OUTCOMES", domain="outcomes"
    )
