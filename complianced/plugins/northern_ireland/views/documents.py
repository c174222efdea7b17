"""Documents with what the Regulations want in them and is not shown to be there."""

from __future__ import annotations

import polars as pl

from complianced.api import Records, Rows, col, view

# Regulation and Schedule of each list, in codes of the checklist. A list of thirteen may have more codes or fewer: some
# paragraphs name two things, and "any other information" has no code.
STATEMENT_OF_PURPOSE = (
    "aims",
    "provider_details",
    "manager_details",
    "qualifications",
    "staff_numbers",
    "staff_qualifications",
    "legal_status",
    "organisation_structure",
    "age_range_and_sex",
    "range_of_needs",
    "consultation",
    "contact_with_family_and_community",
    "complaints",
    "plan_reviews",
)
SERVICE_GUIDE = (
    "purpose_summary",
    "how_carers_are_chosen",
    "range_of_care",
    "fees",
    "standard_terms",
    "ending_and_notice",
    "complaints_summary",
    "contacts",
    "regulator_contact",
)
CARER_HANDBOOK = (
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
)
STAFF_HANDBOOK = ("conduct_and_discipline", "roles", "records", "recruitment", "training_and_career")
DISCIPLINARY_POLICY = ("probation_for_posts", "suspension", "failure_to_report_abuse")
PLACEMENT_AGREEMENT = ("carer_qualifications", "accommodation_terms", "mobility_help", "money_procedure")
COMPLAINTS_POLICY = ("names_regulator", "regulator_contact")

_WANTED = {
    "statement_of_purpose": STATEMENT_OF_PURPOSE,
    "service_guide": SERVICE_GUIDE,
    "carer_handbook": CARER_HANDBOOK,
    "staff_handbook": STAFF_HANDBOOK,
    "disciplinary_policy": DISCIPLINARY_POLICY,
    "placement_agreement_template": PLACEMENT_AGREEMENT,
    "complaints_policy": COMPLAINTS_POLICY,
}


@view("agency_documents", table="documents", key="document_id")
def agency_documents(records: Records) -> Rows:
    """One row per scheme and kind of document: the current version, what it lacks, and the version before it.

    Only an organisation has a responsible individual to name in its statement of purpose.
    """
    organisation = ~col("provider_type").is_in(["individual", "partnership"]).fill_null(False)
    lists = pl.lit([], pl.List(pl.String))
    for kind, items in _WANTED.items():
        lists = pl.when(col("kind") == kind).then(pl.lit(list(items))).otherwise(lists)
    purpose = (col("kind") == "statement_of_purpose") & organisation
    wanted = pl.when(purpose).then(pl.lit([*STATEMENT_OF_PURPOSE, "responsible_individual_details"])).otherwise(lists)
    held = col("items").fill_null(pl.lit([], pl.List(pl.String)))
    return (
        records.view("document_contents")
        .derive(held=held, missing=wanted.list.set_difference(held))
        .look_up(records.view("documents"), "document_id", previous_document_id="previous_document_id")
        .look_up(records["schemes"], "scheme_id", last_inspected_on="last_inspected_on")
    )
