"""Jersey: what the Jersey Care Commission's law and standards ask of a Shared Lives scheme, read as home care.

Jersey has no law of its own for Shared Lives and the Commission no adult-placement category: that a scheme is treated
as home care is an inference. The numbering of the Regulations has shifted (a personal plan is 10(1), and 9 in 2022), so
find a clause by its topic. An Amendment Law was adopted on 2025-11-11 and awaited sanction when it was seen: nothing
here rests on it.
"""

from complianced.api import Bundle, Column, Kind, RecordExtension, RecordSource, bundle_from, hookimpl

from .datapackage import DATAPACKAGE

COMPLIANCED_API = "1"


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of Jersey."""
    return bundle_from(__name__, title="Jersey", version="2026.11", prefix="JE", nations=["jersey"])


@hookimpl
def complianced_records() -> RecordExtension:
    """The nation, its category of registration, its authority for liberty, and the provider's own registration."""
    return RecordExtension(
        columns={
            "schemes": (
                Column(
                    "provider_registration",
                    Kind.TEXT,
                    "Jersey: the Commission's number for the provider, beside that of the service",
                ),
            )
        },
        choices={
            "schemes.nation": ("jersey",),
            "schemes.registered_services": ("home_care",),
            "liberty.authority": ("jersey_capacity_law",),
        },
    )


@hookimpl
def complianced_sources() -> list[RecordSource]:
    """Records that describe themselves in a `datapackage.json`."""
    return [DATAPACKAGE]
