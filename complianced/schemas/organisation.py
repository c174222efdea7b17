"""The organisation: schemes, the people who run them, absences, supervision and notifiable changes."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, number, text, whole, yesno

SCHEMES = Table(
    "schemes",
    "organisation",
    "One registered scheme or Homeshare organisation",
    (
        key("scheme_id"),
        text("name", "The name under which the service is known", required=True, personal=False),
        choice("service", "shared_lives", "homeshare", required=True),
        choice(
            "nation",
            "england",
            "wales",
            "scotland",
            "northern_ireland",
            about="The nation whose law the scheme is registered under",
            required=True,
            open=True,
        ),
        text("provider_name", "The organisation that is registered to provide the service", personal=False),
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
            about="hsc_trust: Northern Ireland; cic: community interest company; individual: one person, not an "
            "organisation",
        ),
        text("regulator_registration", "The regulator's number for the service", personal=False),
        day("registered_on", "Start of the current registration"),
        day("registration_ended_on", "Only where the registration was cancelled or given up"),
        choices(
            "registered_services",
            "personal_care",
            "adult_placement",
            "support_service",
            "nursing",
            about="The activities that the registration covers; support_service: Scotland",
            open=True,
        ),
        text("local_authority", "ONS (GSS) code of the area the scheme works in, such as E08000025", personal=False),
        day("last_inspected_on", "Last day of the latest inspection"),
        text("latest_rating", "As the regulator published it; leave empty where it gave none", personal=False),
        day("rating_published_on", "The regulator published the latest rating"),
        day("rating_shown_online_on", "The latest rating was put on the scheme's website"),
        day("rating_shown_at_office_on", "The latest rating was put up where people see it"),
        yesno("registration_certificate_shown", "The registration certificate is on display"),
    ),
)

STAFF = Table(
    "staff",
    "organisation",
    "One person in one role who runs or works for the scheme (never carers)",
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
            about="responsible_individual: Wales and Northern Ireland; nominated_individual: England; one row for "
            "each role that a person holds",
            required=True,
        ),
        day("started_on", "First day in this role"),
        day("ended_on", "The day the role ended; empty while in it"),
        day("regulator_notified_on", "The regulator was told of the appointment"),
        day("provider_notified_on", "Wales: the provider was told of the manager's appointment"),
        day("workforce_regulator_notified_on", "Wales: Social Care Wales was told of the manager's appointment"),
        day("regulator_registered_on", "The regulator registered the manager"),
        number("full_time_equivalent", "1 for full time, 0.5 for half"),
        yesno("regulated_work", "The role is regulated activity (Scotland: a regulated role)"),
        choice(
            "professional_register",
            "social_work_england",
            "social_care_wales",
            "sssc",
            "niscc",
            "nmc",
            "none",
            about="sssc: Scottish Social Services Council; niscc: Northern Ireland Social Care Council; nmc: "
            "Nursing and Midwifery Council; none: no register applies",
        ),
        day("professional_registration_applied_on", "Applied to join the professional register"),
        day("professional_registered_on", "Joined the professional register"),
        day("professional_registration_expires_on", "Last day of the current professional registration"),
        day("handbook_given_on", "The staff handbook was given"),
        whole("services_managed", "How many registered services this manager manages, this one included"),
        day("regulator_consent_on", "The regulator agreed to one manager for more than one service"),
    ),
)

ABSENCES = Table(
    "absences",
    "organisation",
    "One absence of a manager or responsible individual",
    (
        key("absence_id"),
        link("scheme_id", "schemes"),
        link("staff_id", "staff", "The manager or responsible individual who is away", required=True),
        day("started_on", "First day away", required=True),
        day("ended_on", "Day of return; empty while away"),
        yesno("planned", "no for an emergency or illness"),
        day("regulator_notified_on", "The regulator was told of the absence"),
        day("provider_notified_on", "The provider was told of the absence"),
        yesno("notice_complete", "The notice gave length, reason, cover and the other details the law asks for"),
        day("return_notified_on", "The regulator was told of the return"),
        yesno("cover_named", "The notice named who is in charge meanwhile"),
    ),
)

SUPERVISIONS = Table(
    "supervisions",
    "organisation",
    "One supervision, appraisal or completed induction of a member of staff",
    (
        key("supervision_id"),
        link("scheme_id", "schemes"),
        link("staff_id", "staff", "The member of staff supervised", required=True),
        choice(
            "kind",
            "supervision",
            "appraisal",
            "induction_completed",
            about="induction_completed: the last step of the induction",
            required=True,
        ),
        day("held_on", "Day of the meeting, or of completion", required=True),
    ),
)

CHANGES = Table(
    "changes",
    "organisation",
    "One change at the scheme that the regulator must be told of",
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
            about="directors: directors, partners or trustees; unfitness: the manager or responsible individual is "
            "no longer fit",
            required=True,
        ),
        day("happened_on", "The change took effect (for a planned one: the day it will)", required=True),
        day("notified_on", "The regulator was told"),
        yesno("details_complete", "The notice gave every detail the law asks for"),
        yesno("regulator_agreed", "The regulator agreed to shorter notice than the law sets"),
    ),
)

TABLES = (
    SCHEMES,
    STAFF,
    ABSENCES,
    SUPERVISIONS,
    CHANGES,
)
