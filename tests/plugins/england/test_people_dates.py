"""Days that England's rules on people name are the days of their instruments."""

from __future__ import annotations

from complianced.plugins.england.rules.health import LEDER_FROM
from complianced.plugins.england.views.people_liberty import OVERRULED_ON
from complianced.plugins.host import load_host

INSTRUMENTS = load_host().rulebook.bundle("england").law.instruments


def test_the_acid_test_ends_on_the_day_of_the_judgment() -> None:
    assert INSTRUMENTS["uksc-2026-16"].in_force == OVERRULED_ON


def test_deaths_are_asked_about_from_the_day_of_the_leder_policy() -> None:
    assert INSTRUMENTS["leder-policy"].in_force == LEDER_FROM
