"""Practice: what is custom or guidance in every nation, once, with each nation's clause and value."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of shared practice."""
    return bundle_from(__name__, title="Shared practice", version="2026.11", prefix="PRACTICE")
