"""The words of the sample documents: short, plain, and free of the language of employment.

`regulation/self_employment.md`, part 2c, lists the words that a scan looks for; none of them stands here.
"""

from __future__ import annotations

TITLES = {
    "statement_of_purpose": "Statement of purpose",
    "service_guide": "Guide for the people we support",
    "carer_agreement_template": "Carer agreement",
    "placement_agreement_template": "Arrangement agreement",
    "licence_template": "Licence agreement",
    "carer_handbook": "Handbook for Shared Lives carers",
    "staff_handbook": "Handbook for those who work at the scheme's office",
    "fee_schedule": "Fees and bands",
    "charter": "Our charter with carers",
    "business_continuity_plan": "Keeping going when things go wrong",
    "annual_accounts": "Accounts for the year",
    "website_copy": "Words on our website",
    "advert": "Could you share your home and your life?",
    "safeguarding_policy": "Keeping people safe",
    "whistleblowing_policy": "Speaking up",
    "complaints_policy": "Comments and complaints",
    "candour_policy": "Being open when something goes wrong",
    "recruitment_policy": "How carers are found and approved",
    "matching_policy": "Matching",
    "medicines_policy": "Medicines",
    "money_policy": "Help with money",
    "restraint_policy": "Restriction and restraint",
    "infection_control_policy": "Stopping the spread of infection",
    "health_and_safety_policy": "Health and safety at home",
    "confidentiality_policy": "Confidentiality",
    "equality_policy": "Equality",
    "conflicts_of_interest_policy": "Conflicts of interest",
    "support_carer_policy": "Support carers",
    "breaks_policy": "Funded breaks",
    "approval_review_policy": "Approval, review and appeal",
    "disciplinary_policy": "Conduct of those who work at the scheme's office",
    "incident_policy": "When something happens",
    "training_policy": "Training",
    "mental_capacity_policy": "Decisions and capacity",
    "end_of_life_policy": "The end of life",
    "lone_working_policy": "Visiting alone",
    "staffing_policy": "Enough people to do the work well",
    "regulator_records_notice": "Records that the regulator asks us to keep",
}

_EVERYWHERE = (
    "This text is part of a made-up set of sample records. No scheme uses it.\n\n"
    "Our provider is registered with the regulator of our nation.\n\n"
)

_OWN = {
    "carer_agreement_template": (
        "The scheme need not offer a match, and a carer may say no to any. Carers may take on other work and may put "
        "forward support carers of their own choice. Either side may end this agreement, with reasons; a carer may ask "
        "the panel to look again, and may appeal.\n"
    ),
    "carer_handbook": (
        "Each thing that a carer must do here has its reason beside it: the law, keeping people safe, insurance, or "
        "the person's own plan. Everything else is for you and the person to settle between you.\n"
    ),
    "breaks_policy": "Each arrangement comes with funded breaks. The carer and the person choose when.\n",
    "matching_policy": "People and carers meet, more than once, and both decide. Saying no has no consequence.\n",
    "fee_schedule": "Fees are paid gross for each arrangement. Carers were asked before the bands were set.\n",
    "support_carer_policy": "A carer puts forward support carers; the scheme makes the checks.\n",
    "approval_review_policy": "Approval is reviewed every year. The panel gives reasons, and anyone may appeal.\n",
    "advert": (
        "Shared Lives carers open their home to someone who needs a hand, and share family life with them. "
        "You are paid a fee, you are trained, and you choose whom you support.\n"
    ),
    "website_copy": "We match people who need some support with carers who share their home and their life.\n",
}


def text_of(kind: str, *, homeshare: bool = False) -> str:
    """The text of the sample document of that kind, as Markdown."""
    title = TITLES.get(kind, kind.replace("_", " ").capitalize())
    if homeshare:
        return f"# {title}\n\nThis text is part of a made-up set of sample records. No organisation uses it.\n"
    own = _OWN.get(kind, "Written with the people and carers concerned, and looked at again every year.\n")
    return f"# {title}\n\n{_EVERYWHERE}{own}"
