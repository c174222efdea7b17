"""Homeshare: participants, matches and contacts."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, number, text, yesno

HOMESHARE_PARTICIPANTS = Table(
    "homeshare_participants",
    "homeshare",
    "",
    (
        key("participant_id"),
        link("scheme_id", "schemes"),
        choice("role", "householder", "homesharer", required=True),
        text("name"),
        day("born_on"),
        link("household_id", "households"),
        day("registered_on"),
        day("interviewed_on"),
        day("needs_assessed_on"),
        day("capacity_recorded_on"),
        day("home_checked_on"),
        day("home_rechecked_on"),
        day("right_to_rent_checked_on"),
        day("right_to_rent_expires_on"),
        day("left_on"),
    ),
)

HOMESHARE_MATCHES = Table(
    "homeshare_matches",
    "homeshare",
    "",
    (
        key("match_id"),
        link("scheme_id", "schemes"),
        link("householder_id", "homeshare_participants", required=True),
        link("homesharer_id", "homeshare_participants", required=True),
        day("introduced_on"),
        day("householder_decided_on"),
        day("homesharer_decided_on"),
        day("agreement_signed_on"),
        day("started_on"),
        day("ended_on"),
        text("end_reason"),
        number("hours_per_week"),
        choices(
            "tasks",
            "companionship",
            "cooking",
            "shopping",
            "cleaning",
            "gardening",
            "technology",
            "bills",
            "cash_handling",
            "night_presence",
            "personal_care",
            open=True,
        ),
        number("rent_weekly"),
        yesno("householder_resident"),
        yesno("exclusive_possession"),
        day("council_tax_advised_on"),
        day("benefits_advised_on"),
        day("insurer_told_on"),
    ),
)

HOMESHARE_CONTACTS = Table(
    "homeshare_contacts",
    "homeshare",
    "",
    (
        key("contact_id"),
        link("scheme_id", "schemes"),
        link("match_id", "homeshare_matches", required=True),
        choice("with", "householder", "homesharer", "both", required=True),
        day("contacted_on", required=True),
        yesno("personal_care_seen"),
        day("care_referral_on"),
    ),
)

TABLES = (
    HOMESHARE_PARTICIPANTS,
    HOMESHARE_MATCHES,
    HOMESHARE_CONTACTS,
)
