"""Ireland: home sharing with host families under the HSE's guidelines of 2016, and the law around it.

No law of its own for home sharing could be confirmed: nearly all of this is guidance, and what was not seen in its own
text says so.
"""

from complianced.api import Bundle, Column, Kind, OutputFormat, RecordExtension, bundle_from, hookimpl

from .calendar import CALENDAR

COMPLIANCED_API = "1"

FAMILY_REVIEW_ITEMS = ("performance", "training", "changes", "health", "supports")


@hookimpl
def complianced_bundle() -> Bundle:
    """The bundle of Ireland."""
    return bundle_from(__name__, title="Ireland", version="0.1.0", prefix="IE", nations=["ireland"])


@hookimpl
def complianced_records() -> RecordExtension:
    """The nation, its own words for placements, checks, reviews and documents, and the columns its guidelines need."""
    return RecordExtension(
        choices={
            "schemes.nation": ("ireland",),
            "arrangements.kind": ("contract", "shared_living"),
            "carers.approved_arrangements": ("contract", "shared_living"),
            "carer_reviews.kind": ("family_review",),
            "disclosures.body": ("garda_vetting",),
            "disclosures.level": ("vetting_disclosure",),
            "documents.kind": ("child_safeguarding_statement",),
            "file_checks.item": ("tusla_check",),
        },
        columns={
            "applications": (
                Column("home_visits", Kind.WHOLE, "Ireland: visits of about two hours to the home for the assessment"),
            ),
            "checklist": (
                Column(
                    "carer_review_id",
                    Kind.ID,
                    "Ireland: the family review that was looked at; then leave document_id and event_id empty",
                    links_to="carer_reviews",
                ),
            ),
            "file_checks": (
                Column("referee_related", Kind.YESNO, "Ireland: the referee is related to the host family"),
            ),
        },
        checklist_items={"family_review": FAMILY_REVIEW_ITEMS},
    )


@hookimpl
def complianced_formats() -> list[OutputFormat]:
    """`--format calendar`: what falls due, for any calendar program."""
    return [CALENDAR]
