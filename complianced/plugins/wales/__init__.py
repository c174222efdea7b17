"""Wales: the regulations of adult placement services under the 2016 Act, and the other duties of a scheme there."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The Wales bundle."""
    return bundle_from(__name__, title="Wales", version="2026.11", prefix="WAL", nations=["wales"])
