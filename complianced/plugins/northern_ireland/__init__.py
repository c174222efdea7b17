"""Northern Ireland: adult placement agencies under SR 2007/221 and the law around it, as RQIA inspects them."""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of Northern Ireland."""
    return bundle_from(
        __name__, title="Northern Ireland", version="2026.11", prefix="NIR", nations=["northern_ireland"]
    )
