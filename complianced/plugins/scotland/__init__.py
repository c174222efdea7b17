"""Scotland: the Care Inspectorate's regulations and the other duties of a Shared Lives scheme there."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The Scotland bundle."""
    return bundle_from(__name__, title="Scotland", version="2026.11", prefix="SCO", nations=["scotland"])
