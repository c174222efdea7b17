"""Carers, support carers, their households, homes, insurance and agreements."""

from complianced.schemas.contract import Table, choice, choices, day, key, link, subject_id, text, whole, yesno

HOUSEHOLDS = Table(
    "households",
    "carers",
    "One home in which a carer (or a householder of Homeshare) lives",
    (
        key("household_id"),
        link("scheme_id", "schemes"),
        text("postcode"),
        choice(
            "tenure",
            "owned",
            "mortgaged",
            "social_rent",
            "private_rent",
            "provided_by_scheme",
            about="social_rent: council or housing association; provided_by_scheme: the scheme or provider owns or "
            "leases the home",
        ),
        day("lender_or_landlord_consent_on", "The lender or landlord agreed to the arrangement"),
        whole("rooms_for_people", "Bedrooms kept for people supported"),
        day("insurer_told_on", "The home insurer was told that people are supported here"),
    ),
)

CARERS = Table(
    "carers",
    "carers",
    "One Shared Lives carer or support carer, whether applying, approved or ended",
    (
        key("carer_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households", "The home in which the carer lives"),
        text("name"),
        day("born_on"),
        choice("kind", "carer", "support_carer", about="support_carer: stands in for another carer"),
        choice(
            "status",
            "applicant",
            "approved",
            "suspended",
            "ended",
            about="As it is now; suspended: approval paused while something is looked into; applicant: not yet "
            "approved",
            required=True,
        ),
        day("approved_on", "The approving body decided to approve"),
        day("panel_on", "The approval panel met about this carer"),
        day("suitability_signed_on", "The panel chair signed the statement of suitability"),
        day("fitness_decided_on", "The scheme decided that the carer is fit"),
        choices(
            "approved_arrangements",
            "live_in",
            "short_break",
            "day_support",
            "rapid_response",
            about="What the carer is approved for",
            open=True,
        ),
        whole("approved_max_people", "Most people at one time, as approved"),
        day("ended_on", "Approval ended; empty while it lasts"),
        choice(
            "end_reason",
            "resigned",
            "retired",
            "unfit",
            "harm",
            "moved",
            "other",
            about="unfit: no longer fit to be a carer; harm: harmed or put at risk a person supported",
        ),
        day("unfit_on", "The scheme decided that the carer is no longer fit"),
        day("handbook_given_on", "The carer handbook was given"),
        choices(
            "languages",
            "en",
            "cy",
            "gd",
            "ga",
            "bsl",
            about="en English, cy Welsh, gd Scottish Gaelic, ga Irish, bsl British Sign Language",
            open=True,
        ),
        link("nominated_by_carer_id", "carers", "For a support carer: the carer who put them forward"),
        yesno("gives_medicines", "Gives medicines, or helps with them"),
        yesno("handles_money", "Handles a person's money"),
        yesno("drives_people", "Drives people supported in a vehicle"),
        day(
            "hmrc_registration_confirmed_on",
            "The carer confirmed being registered with HMRC; never write the reference itself",
        ),
    ),
)

HOUSEHOLD_MEMBERS = Table(
    "household_members",
    "carers",
    "One other person who lives in a carer's home (not the people supported)",
    (
        key("member_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households", required=True),
        text("name"),
        day("born_on"),
        text("relationship", "To the carer, such as son or lodger"),
        day("joined_on", "Moved in"),
        day("left_on", "Moved out; empty while living there"),
        yesno("provides_support", "Helps to support a person placed there"),
        day("risk_assessed_on", "The scheme weighed any risk from this person's presence"),
        day("fitness_decided_on", "The scheme decided whether this person is fit to live near people supported"),
        yesno("fit", "What that decision was"),
    ),
)

HOME_CHECKS = Table(
    "home_checks",
    "carers",
    "One check of a carer's home, its appliances or a vehicle",
    (
        key("check_id"),
        link("scheme_id", "schemes"),
        link("household_id", "households", required=True),
        choice(
            "kind",
            "home_safety",
            "gas",
            "electrical",
            "smoke_and_co_alarms",
            "fire_risk",
            "vehicle",
            about="home_safety: the scheme's own check of the whole home",
            required=True,
        ),
        day("checked_on", "Day of the check", required=True),
        day("expires_on", "Last day on which the check or certificate counts as current"),
        whole("actions_open", "Actions from this check not yet done; 0 when all are done"),
    ),
)

INSURANCES = Table(
    "insurances",
    "carers",
    "One insurance policy of the scheme, a carer or a household, for one period",
    (
        key("insurance_id"),
        link("scheme_id", "schemes"),
        choice("subject_type", "scheme", "carer", "household", about="Who or what the policy covers", required=True),
        subject_id("The scheme_id, carer_id or household_id that subject_type names"),
        choice("kind", "public_liability", "home", "motor", "employers_liability", required=True),
        day("starts_on", "First day of cover"),
        day("expires_on", "Last day of cover"),
        yesno("covers_shared_lives", "The policy, or a letter from the insurer, says that Shared Lives is covered"),
    ),
)

CARER_AGREEMENTS = Table(
    "carer_agreements",
    "carers",
    "One agreement between the scheme and a carer",
    (
        key("agreement_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("template_id", "documents", "The agreement template used, as a document_id of documents"),
        day("carer_signed_on", "The carer signed"),
        day("scheme_signed_on", "The scheme signed"),
        day("ended_on", "The agreement ended; empty while in force"),
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
