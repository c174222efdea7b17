"""Carers, support carers, their households, homes, insurance and agreements."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, subject_id, text, whole, yesno

HOUSEHOLDS = Table(
    "households",
    "carers",
    "",
    (
        key("household_id"),
        link("scheme_id", "schemes"),
        text("postcode"),
        choice("tenure", "owned", "mortgaged", "social_rent", "private_rent", "provided_by_scheme"),
        day("lender_or_landlord_consent_on"),
        whole("rooms_for_people"),
        day("insurer_told_on"),
    ),
)

CARERS = Table(
    "carers",
    "carers",
    "Approved or applying Shared Lives carers, and support carers",
    (
        key("carer_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households"),
        text("name"),
        day("born_on"),
        choice("kind", "carer", "support_carer"),
        choice("status", "applicant", "approved", "suspended", "ended", required=True),
        day("approved_on", "Decision of the approving body"),
        day("panel_on"),
        day("suitability_signed_on", "Suitability statement signed by the panel chair"),
        day("fitness_decided_on"),
        choices("approved_arrangements", "live_in", "short_break", "day_support", "rapid_response"),
        whole("approved_max_people"),
        day("ended_on"),
        choice("end_reason", "resigned", "retired", "unfit", "harm", "moved", "other"),
        day("unfit_on"),
        day("handbook_given_on"),
        choices("languages", "en", "cy", "gd", "ga", "bsl", open=True),
        link("nominated_by_carer_id", "carers", "For a support carer"),
        yesno("gives_medicines"),
        yesno("handles_money"),
        yesno("drives_people"),
        day("hmrc_registration_confirmed_on", "The date the carer confirmed it; never the reference itself"),
    ),
)

HOUSEHOLD_MEMBERS = Table(
    "household_members",
    "carers",
    "Everyone else who lives in a carer's home (not people supported)",
    (
        key("member_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households", required=True),
        text("name"),
        day("born_on"),
        text("relationship"),
        day("joined_on"),
        day("left_on"),
        yesno("provides_support"),
        day("risk_assessed_on"),
        day("fitness_decided_on", "Dated decision that the person is fit to live near people supported"),
        yesno("fit"),
    ),
)

HOME_CHECKS = Table(
    "home_checks",
    "carers",
    "",
    (
        key("check_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households", required=True),
        choice(
            "kind", "home_safety", "gas", "electrical", "smoke_and_co_alarms", "fire_risk", "vehicle", required=True
        ),
        day("checked_on", required=True),
        day("expires_on"),
        whole("actions_open"),
    ),
)

INSURANCES = Table(
    "insurances",
    "carers",
    "",
    (
        key("insurance_id"),
        link("scheme_id", "schemes"),
        choice("subject_type", "scheme", "carer", "household", required=True),
        subject_id(),
        choice("kind", "public_liability", "home", "motor", "employers_liability", required=True),
        day("starts_on"),
        day("expires_on"),
        yesno("covers_shared_lives"),
    ),
)

CARER_AGREEMENTS = Table(
    "carer_agreements",
    "carers",
    "The agreement between scheme and carer",
    (
        key("agreement_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("template_id", "documents"),
        day("carer_signed_on"),
        day("scheme_signed_on"),
        day("ended_on"),
    ),
)

TABLES = (
    HOUSEHOLDS,
    CARERS,
    HOUSEHOLD_MEMBERS,
    HOME_CHECKS,
    INSURANCES,
    CARER_AGREEMENTS,
)
