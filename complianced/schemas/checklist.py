"""The codes of `checklist.item`, by kind of document or governance event.

`checklist.yaml` of the design fixes them. Where an item must be present, its absence is the finding; where it must be
absent, its presence is. A code of nobody's is a problem in the records, with "did you mean".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from complianced.schemas.contract import RecordExtension

EVERY = "every"
"""The key of the items that apply to all business documents."""


@dataclass(frozen=True)
class ChecklistItems:
    """The items that one kind of document or event must, and must not, contain."""

    must_be_present: tuple[str, ...] = ()
    must_be_absent: tuple[str, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """All of them."""
        return frozenset(self.must_be_present + self.must_be_absent)


CHECKLIST: Mapping[str, ChecklistItems] = MappingProxyType(
    {
        "every": ChecklistItems(must_be_present=("registration_statement",)),
        "carer_agreement_template": ChecklistItems(
            must_be_present=(
                "policies",
                "premises",
                "health_access",
                "medicines",
                "money_help",
                "roles",
                "working_practice",
                "insurance",
                "allegation_procedure",
                "restraint",
                "incident_reporting",
                "may_decline_match",
                "scheme_need_not_offer",
                "may_work_elsewhere",
                "may_nominate_support_carer",
                "ending_terms",
                "appeal_route",
            ),
            must_be_absent=(
                "holiday_pay",
                "sick_pay",
                "pension",
                "minimum_hours",
                "exclusivity",
                "restrictive_covenant",
                "probation",
                "uniform",
            ),
        ),
        "statement_of_purpose": ChecklistItems(
            must_be_present=(
                "aims",
                "provider_details",
                "manager_details",
                "responsible_individual_details",
                "qualifications",
                "staff_numbers",
                "staff_qualifications",
                "legal_status",
                "organisation_structure",
                "locations",
                "age_range_and_sex",
                "range_of_needs",
                "services",
                "how_service_is_provided",
                "language_and_communication",
                "cultural_and_religious_support",
                "consultation",
                "contact_with_family_and_community",
                "complaints",
                "plan_reviews",
                "facilities",
                "management_and_staffing",
                "governance_and_quality",
                "healthcare",
            )
        ),
        "service_guide": ChecklistItems(
            must_be_present=(
                "purpose_summary",
                "how_carers_are_chosen",
                "range_of_care",
                "fees",
                "standard_terms",
                "ending_and_notice",
                "complaints_summary",
                "contacts",
                "advocacy",
                "regulator_contact",
                "responsible_individual_contact",
                "inspection_report_access",
            )
        ),
        "placement_agreement_template": ChecklistItems(
            must_be_present=(
                "roles",
                "parties",
                "independent_person",
                "room",
                "fees_and_payer",
                "plan_elements",
                "amendable",
                "maximum_people",
                "ending_and_notice",
                "conduct_duty",
                "carer_records",
                "carer_qualifications",
                "accommodation_terms",
                "mobility_help",
                "money_procedure",
            )
        ),
        "licence_template": ChecklistItems(
            must_be_present=(
                "shared_home",
                "rent",
                "notice",
            ),
            must_be_absent=("exclusive_possession",),
        ),
        "carer_handbook": ChecklistItems(
            must_be_present=(
                "aims",
                "carer_role",
                "care_manager_role",
                "complaints",
                "ending_procedure",
                "fees",
                "agency_and_money",
                "allegation_procedure",
                "restraint",
                "duty_to_report",
                "medicines",
                "records",
                "control_basis_recorded",
            ),
            must_be_absent=("daily_reports",),
        ),
        "staff_handbook": ChecklistItems(
            must_be_present=(
                "conduct_and_discipline",
                "roles",
                "records",
                "recruitment",
                "training_and_career",
            )
        ),
        "complaints_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "names_regulator",
                "regulator_contact",
                "timescales",
                "stages",
            )
        ),
        "safeguarding_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "referral_route",
                "allegations_against_carers",
            )
        ),
        "whistleblowing_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "includes_carers",
                "names_regulator",
                "names_trust",
            )
        ),
        "incident_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "staff_must_report",
                "regulator_notice",
            )
        ),
        "disciplinary_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "failure_to_report_abuse",
                "suspension",
                "probation_for_posts",
                "excludes_carers",
            )
        ),
        "approval_review_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "appeal_route",
                "reasons",
                "panel",
            )
        ),
        "support_carer_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "carer_may_nominate",
            )
        ),
        "matching_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "no_penalty_for_declining",
            )
        ),
        "breaks_policy": ChecklistItems(
            must_be_present=(
                "dated",
                "owner",
                "review_date",
                "easy_read_summary",
                "funded_breaks",
            ),
            must_be_absent=("holiday_pay",),
        ),
        "fee_schedule": ChecklistItems(must_be_present=("carers_consulted",)),
        "charter": ChecklistItems(must_be_present=("carers_involved",)),
        "quality_of_care_review": ChecklistItems(
            must_be_present=(
                "engagement",
                "incidents_and_notifiable_events",
                "safeguarding",
                "whistleblowing",
                "complaints",
                "record_audit",
                "recommendations",
            )
        ),
        "annual_return": ChecklistItems(
            must_be_present=(
                "provider_declaration",
                "responsible_individual_declaration",
                "statement_of_compliance",
            )
        ),
    }
)


def codes_with(extensions: Iterable[RecordExtension]) -> Mapping[str, frozenset[str]]:
    """The codes that `checklist.item` may hold, by kind, with what plugins add.

    A plugin may add codes to a kind named here or to a kind of its own; EVERY holds those for all business documents.
    """
    codes = {kind: items.codes for kind, items in CHECKLIST.items()}
    for extension in extensions:
        for kind, added in extension.checklist_items.items():
            codes[kind] = codes.get(kind, frozenset()) | frozenset(added)
    return MappingProxyType(codes)
