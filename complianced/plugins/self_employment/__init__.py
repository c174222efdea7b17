"""Self-employment: named indicators of how scheme and carers deal with each other, for a person to look at.

No finding here says what anybody's status is, and nothing is counted up. Paper (what agreements and policies say) and
practice (what the records show) are looked at separately, because practice counts for more.
"""

from complianced.api import Bundle, bundle_from, hookimpl


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of self-employment indicators."""
    return bundle_from(__name__, title="Self-employment", version="2026.11", prefix="SELF", domain="self_employment")
