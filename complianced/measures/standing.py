"""How a scheme stands on the day: what inspectors ask first, as counts and dates from the records.

No finding and no pass mark is in it: it says what there is, out of how many, and what could not be counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from complianced.measures.fact import Standing
from complianced.measures.figure import known
from complianced.measures.standing_carers import carer_facts
from complianced.measures.standing_day import Day
from complianced.measures.standing_events import event_facts, survey_facts
from complianced.measures.standing_homeshare import homeshare_facts
from complianced.measures.standing_people import people_facts
from complianced.measures.standing_service import registration_facts, service_facts
from complianced.schemas.recordset import RecordSet


def standing(records: RecordSet, as_of: date, scheme_ids: Iterable[str] | None = None) -> Standing:
    """The facts of a record set on a day, of some schemes or of all, group by group.

    A Homeshare organisation is not asked for carers or a registration, nor a Shared Lives scheme for matches. What was
    not supplied is named in each fact that needs it, and is not counted.
    """
    day = Day(known(records, as_of, scheme_ids), as_of)
    services = set(day.records.frame("schemes")["service"].drop_nulls()) or {"shared_lives"}
    shared_lives = services != {"homeshare"}
    groups = (
        *(registration_facts(day) if shared_lives else ()),
        *(people_facts(day) if shared_lives else ()),
        *(carer_facts(day) if shared_lives else ()),
        *(homeshare_facts(day) if "homeshare" in services else ()),
        *event_facts(day, shared_lives),
        *(survey_facts(day) if shared_lives else ()),
        *service_facts(day),
    )
    return Standing(as_of, day.year.starts_on, groups)
