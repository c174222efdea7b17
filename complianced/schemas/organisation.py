"""The organisation: schemes, the people who run them, absences, supervision and notifiable changes."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, number, text, whole, yesno

SCHEMES = Table(
    "schemes",
    "organisation",
    "One row per registered scheme or Homeshare organisation",
    (
        key("scheme_id"),
        text("name", required=True, personal=False),
        choice("service", "shared_lives", "homeshare", required=True),
        choice("nation", "england", "wales", "scotland", "northern_ireland", required=True, open=True),
        text("provider_name", personal=False),
        choice(
            "provider_type",
            "local_authority",
            "hsc_trust",
            "nhs_trust",
            "charity",
            "cic",
            "company",
            "partnership",
            "individual",
        ),
        text("regulator_registration", "The regulator's number for the service", personal=False),
        day("registered_on"),
        day("registration_ended_on"),
        choices("registered_services", "personal_care", "adult_placement", "support_service", "nursing", open=True),
        text("local_authority", "ONS (GSS) code of the area the scheme works in", personal=False),
        day("last_inspected_on"),
        text("latest_rating", personal=False),
        day("rating_published_on"),
        day("rating_shown_online_on"),
        day("rating_shown_at_office_on"),
        yesno("registration_certificate_shown"),
    ),
)

STAFF = Table(
    "staff",
    "organisation",
    "People who run or work for the scheme (never carers)",
    (
        key("staff_id"),
        link("scheme_id", "schemes"),
        text("name"),
        choice(
            "role",
            "responsible_individual",
            "nominated_individual",
            "registered_manager",
            "deputy_manager",
            "scheme_worker",
            "safeguarding_lead",
            "director",
            "administrator",
            "panel_member",
            "volunteer",
            required=True,
        ),
        day("started_on"),
        day("ended_on"),
        day("regulator_notified_on", "The regulator was told of the appointment"),
        day("provider_notified_on"),
        day("workforce_regulator_notified_on"),
        day("regulator_registered_on", "The regulator registered the manager"),
        number("full_time_equivalent"),
        yesno("regulated_work", "The role is regulated activity / a regulated role"),
        choice("professional_register", "social_work_england", "social_care_wales", "sssc", "niscc", "nmc", "none"),
        day("professional_registration_applied_on"),
        day("professional_registered_on"),
        day("professional_registration_expires_on"),
        day("handbook_given_on"),
        whole("services_managed"),
        day("regulator_consent_on", "To managing more than one service"),
    ),
)

ABSENCES = Table(
    "absences",
    "organisation",
    "A manager or responsible individual away",
    (
        key("absence_id"),
        link("scheme_id", "schemes"),
        link("staff_id", "staff", required=True),
        day("started_on", required=True),
        day("ended_on"),
        yesno("planned"),
        day("regulator_notified_on"),
        day("provider_notified_on"),
        yesno("notice_complete"),
        day("return_notified_on"),
        yesno("cover_named"),
    ),
)

SUPERVISIONS = Table(
    "supervisions",
    "organisation",
    "",
    (
        key("supervision_id"),
        link("scheme_id", "schemes"),
        link("staff_id", "staff", required=True),
        choice("kind", "supervision", "appraisal", "induction_completed", required=True),
        day("held_on", required=True),
    ),
)

CHANGES = Table(
    "changes",
    "organisation",
    "Events at the scheme that the regulator must be told of",
    (
        key("change_id"),
        link("scheme_id", "schemes"),
        choice(
            "kind",
            "manager",
            "provider_name",
            "address",
            "directors",
            "responsible_individual",
            "nominated_individual",
            "legal_entity",
            "premises",
            "statement_of_purpose",
            "conviction",
            "insolvency",
            "unfitness",
            "other",
            required=True,
        ),
        day("happened_on", required=True),
        day("notified_on"),
        yesno("details_complete"),
        yesno("regulator_agreed"),
    ),
)

TABLES = (
    SCHEMES,
    STAFF,
    ABSENCES,
    SUPERVISIONS,
    CHANGES,
)
