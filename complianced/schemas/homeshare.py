"""Homeshare: participants, matches and contacts."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, number, text, yesno

HOMESHARE_PARTICIPANTS = Table(
    "homeshare_participants",
    "homeshare",
    "One householder or homesharer, from registration on",
    (
        key("participant_id"),
        link("scheme_id", "schemes"),
        choice(
            "role",
            "householder",
            "homesharer",
            about="householder: offers the room; homesharer: moves in and helps",
            required=True,
        ),
        text("name"),
        day("born_on"),
        link("household_id", "households", "The home, for a householder"),
        day("registered_on", "Joined the scheme"),
        day("interviewed_on", "Day of the interview"),
        day("needs_assessed_on", "What this participant needs and hopes for was assessed"),
        day("capacity_recorded_on", "Householder: capacity to agree to this was considered and recorded"),
        day("home_checked_on", "Householder: the home was checked for safety"),
        day("home_rechecked_on", "Latest check of the home after that"),
        day("right_to_rent_checked_on", "Homesharer in England: the right to rent was checked"),
        day("right_to_rent_expires_on", "Last day of a time-limited right to rent"),
        day("left_on", "Left the scheme; empty while in it"),
    ),
)

HOMESHARE_MATCHES = Table(
    "homeshare_matches",
    "homeshare",
    "One match of a householder and a homesharer",
    (
        key("match_id"),
        link("scheme_id", "schemes"),
        link("householder_id", "homeshare_participants", "The participant_id of the householder", required=True),
        link("homesharer_id", "homeshare_participants", "The participant_id of the homesharer", required=True),
        day("introduced_on", "They first met"),
        day("householder_decided_on", "The householder said yes"),
        day("homesharer_decided_on", "The homesharer said yes"),
        day("agreement_signed_on", "The last party signed the Homeshare agreement"),
        day("started_on", "The homesharer moved in"),
        day("ended_on", "The homesharer moved out; empty while it lasts"),
        text("end_reason", "Why it ended"),
        number("hours_per_week", "Hours of help agreed each week"),
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
            about="The help agreed; night_presence: being there overnight; personal_care: goes beyond what "
            "Homeshare is for",
            open=True,
        ),
        number("rent_weekly", "Pounds a week paid for the room; 0 for none"),
        yesno("householder_resident", "The householder lives in the home now"),
        yesno(
            "exclusive_possession",
            "The agreement gives the homesharer a part of the home that the householder may not enter",
        ),
        day("council_tax_advised_on", "Advice on council tax was given"),
        day("benefits_advised_on", "Advice on benefits was given"),
        day("insurer_told_on", "The householder's insurer was told"),
    ),
)

HOMESHARE_CONTACTS = Table(
    "homeshare_contacts",
    "homeshare",
    "One contact with a householder, a homesharer or both about their match",
    (
        key("contact_id"),
        link("scheme_id", "schemes"),
        link("match_id", "homeshare_matches", required=True),
        choice("with", "householder", "homesharer", "both", about="Who was spoken to", required=True),
        day("contacted_on", "Day of the contact", required=True),
        yesno("personal_care_seen", "The homesharer was found to be giving personal care"),
        day("care_referral_on", "Referred for a care assessment because of it"),
    ),
)

TABLES = (
    HOMESHARE_PARTICIPANTS,
    HOMESHARE_MATCHES,
    HOMESHARE_CONTACTS,
)
