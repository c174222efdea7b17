"""England: the Care Quality Commission's regulations and the other duties of a Shared Lives scheme there."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The England bundle."""
    return bundle_from(__name__, title="England", version="2026.11", prefix="ENG", nations=["england"])
