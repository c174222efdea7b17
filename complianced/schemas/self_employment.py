"""Self-employment: offers of a match and payments to carers."""

from complianced.schemas.contract import Table, choice, day, key, link, number

OFFERS = Table(
    "offers",
    "self_employment",
    "One offer of a match to a carer, and what the carer said",
    (
        key("offer_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("person_id", "people", "The person offered"),
        day("offered_on", "The match was offered", required=True),
        choice(
            "outcome",
            "accepted",
            "declined",
            "withdrawn",
            "pending",
            about="declined: the carer said no; withdrawn: the scheme or person took it back; pending: no answer yet",
        ),
        day("decided_on", "Day of that outcome"),
    ),
)

PAYMENTS = Table(
    "payments",
    "self_employment",
    "One payment to a carer, or deduction from one, for one period",
    (
        key("payment_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("arrangement_id", "arrangements", "Where it is for one arrangement"),
        choice(
            "kind",
            "care_fee",
            "rent",
            "household",
            "expenses",
            "retainer",
            "holiday_pay",
            "sick_pay",
            "pension",
            "tax_deduction",
            "other",
            about="care_fee: for care and support; household: towards food and bills; retainer: while a person is "
            "away; tax_deduction: tax taken off",
            required=True,
        ),
        choice(
            "payer",
            "local_authority",
            "scheme",
            "trust",
            "person",
            "other",
            about="Whose money it is; person: the person supported; trust: an HSC Trust",
        ),
        day("period_starts_on", "First day of the period paid for"),
        day("period_ends_on", "Last day of the period paid for"),
        number("amount", "Pounds for the whole period"),
    ),
)

TABLES = (
    OFFERS,
    PAYMENTS,
)
