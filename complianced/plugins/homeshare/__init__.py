"""Homeshare: a householder, a homesharer, and the organisation that matches them and stays in touch, in all nations."""

from complianced.api import Bundle, RecordExtension, bundle_from, hookimpl

# The numbered elements of the quality framework that an organisation assesses itself by; their text is members-only.
ELEMENTS = tuple(f"element_{number}" for number in range(1, 10))


@hookimpl
def complianced_bundle() -> Bundle:
    """The Homeshare bundle."""
    return bundle_from(
        __name__, title="Homeshare", version="2026.11", prefix="HOMESHARE", services=["homeshare"], domain="homeshare"
    )


@hookimpl
def complianced_records() -> RecordExtension:
    """The codes by which a self-assessment lists the elements that it found met."""
    return RecordExtension(checklist_items={"self_assessment": ELEMENTS})
