"""What differs between the nations: names, bodies, roles and the intervals that a careful scheme keeps there.

Each interval is shorter than the strictest limit of that nation's regulation file, law or custom, so that weekends and
a late week never break it. Days unless said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Nation:
    """One nation's way of running a scheme."""

    name: str
    scheme_name: str
    provider_name: str
    provider_type: str
    local_authority: str
    registration: str
    services: tuple[str, ...]
    second_language: str
    disclosure_body: str
    carer_level: str
    barred_level: str
    other_level: str
    member_body: str
    member_level: str
    member_age: int
    manager_register: str
    accountable_role: str
    youngest: int
    visit_live_in: int
    visit_other: int
    plan_review: int
    authority_funding: str
    authorities: tuple[str, ...]
    annual_return_month: int


_COMMON_AUTHORITIES = ("Northmoor Council", "Eastvale Council", "Harrowdean Council")

NATIONS: Mapping[str, Nation] = MappingProxyType(
    {
        "england": Nation(
            name="england",
            scheme_name="Kestrel Vale Shared Lives",
            provider_name="Kestrel Vale Trust",
            provider_type="charity",
            local_authority="E10000006",
            registration="1-9000000001",
            services=("personal_care",),
            second_language="bsl",
            disclosure_body="dbs",
            carer_level="enhanced_barred",
            barred_level="enhanced_barred",
            other_level="enhanced",
            member_body="dbs",
            member_level="basic",
            member_age=16,
            manager_register="social_work_england",
            accountable_role="nominated_individual",
            youngest=18,
            visit_live_in=74,
            visit_other=150,
            plan_review=160,
            authority_funding="local_authority",
            authorities=_COMMON_AUTHORITIES,
            annual_return_month=3,
        ),
        "wales": Nation(
            name="wales",
            scheme_name="Cysylltu Bywydau Dyffryn Gŵyr",
            provider_name="Dyffryn Gŵyr Trust",
            provider_type="charity",
            local_authority="W06000011",
            registration="SIN-90000001-AP",
            services=("adult_placement",),
            second_language="cy",
            disclosure_body="dbs",
            carer_level="enhanced_barred",
            barred_level="enhanced_barred",
            other_level="enhanced",
            member_body="dbs",
            member_level="basic",
            member_age=16,
            manager_register="social_care_wales",
            accountable_role="responsible_individual",
            youngest=18,
            visit_live_in=74,
            visit_other=74,
            plan_review=76,
            authority_funding="local_authority",
            authorities=("Cyngor Bryn Glas", "Cyngor Dyffryn Ŷd", "Cyngor Porth Gwyn"),
            annual_return_month=3,
        ),
        "scotland": Nation(
            name="scotland",
            scheme_name="Strathbrae Shared Lives",
            provider_name="Strathbrae Care Trust",
            provider_type="charity",
            local_authority="S12000017",
            registration="CS9000000001",
            services=("adult_placement", "support_service"),
            second_language="gd",
            disclosure_body="pvg",
            carer_level="level_2",
            barred_level="level_2",
            other_level="level_1",
            member_body="disclosure_scotland",
            member_level="level_1",
            member_age=16,
            manager_register="sssc",
            accountable_role="director",
            youngest=16,
            visit_live_in=74,
            visit_other=74,
            plan_review=150,
            authority_funding="local_authority",
            authorities=("Strathbrae Council", "Glenmore Council", "Inverlair Council"),
            annual_return_month=12,
        ),
        "northern_ireland": Nation(
            name="northern_ireland",
            scheme_name="Lough Bán Shared Lives",
            provider_name="Lough Bán Health and Social Care Trust",
            provider_type="hsc_trust",
            local_authority="N09000003",
            registration="RQIA-900001",
            services=("adult_placement",),
            second_language="ga",
            disclosure_body="accessni",
            carer_level="enhanced_barred",
            barred_level="enhanced_barred",
            other_level="enhanced",
            member_body="accessni",
            member_level="enhanced_barred",
            member_age=10,
            manager_register="niscc",
            accountable_role="responsible_individual",
            youngest=18,
            visit_live_in=74,
            visit_other=74,
            plan_review=160,
            authority_funding="hsc_trust",
            authorities=("Lough Bán Trust", "Glenarm Trust", "Slieve Dubh Trust"),
            annual_return_month=3,
        ),
    }
)
