"""A board looks at its own organisation as an asset-based charity: seven areas, stated and dated, and what follows.

No law asks for it. Everything here is advice, and a statement is a person's own; nothing is counted up to a score.
"""

from complianced.api import Bundle, PackSection, RecordExtension, bundle_from, hookimpl
from complianced_asset_based.section import SECTION
from complianced_asset_based.tables import ADDED

COMPLIANCED_API = "1"


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of the seven areas, in every nation of the UK."""
    return bundle_from(
        __name__, title="Asset-based charity", version="0.1.0", prefix="ASSET", services=["shared_lives", "homeshare"],
        domain="outcomes",
    )  # fmt: skip


@hookimpl
def complianced_records() -> RecordExtension:
    """The steps that a board sets itself, and who took part in its assessment."""
    return ADDED


@hookimpl
def complianced_sections() -> list[PackSection]:
    """The seven areas in the board's pack and the inspector's."""
    return [SECTION]
