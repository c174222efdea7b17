"""Self-employment: offers of a match and payments to carers."""

from complianced.schemas.contract import Table, choice, day, key, link, number

OFFERS = Table(
    "offers",
    "self_employment",
    "Offers of a match, and what the carer said",
    (
        key("offer_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("person_id", "people"),
        day("offered_on", required=True),
        choice("outcome", "accepted", "declined", "withdrawn", "pending"),
        day("decided_on"),
    ),
)

PAYMENTS = Table(
    "payments",
    "self_employment",
    "",
    (
        key("payment_id"),
        link("scheme_id", "schemes"),
        link("carer_id", "carers", required=True),
        link("arrangement_id", "arrangements"),
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
            required=True,
        ),
        choice("payer", "local_authority", "scheme", "trust", "person", "other"),
        day("period_starts_on"),
        day("period_ends_on"),
        number("amount"),
    ),
)

TABLES = (
    OFFERS,
    PAYMENTS,
)
