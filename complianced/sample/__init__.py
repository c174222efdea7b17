"""Sample records: a realistic scheme of any nation and size that keeps every rule, and planted faults for tests.

    frames = make_records("wales", households=25, years=3, seed=1, as_of=date(2026, 11, 22), contract=CONTRACT)
    write_records(frames, Path("records"), form="csv")

The same arguments give the same records, byte for byte, on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from complianced.sample import homeshare, scheme
from complianced.sample.dice import Dice
from complianced.sample.frames import empty
from complianced.sample.nations import NATIONS
from complianced.sample.setting import Setting
from complianced.sample.write import write_records
from complianced.schemas.contract import Table

SERVICES = ("shared_lives", "homeshare")

__all__ = ["NATIONS", "SERVICES", "make_records", "write_records"]


def make_records(
    nation: str,
    *,
    service: str = "shared_lives",
    households: int,
    years: int,
    seed: int,
    as_of: date,
    contract: Mapping[str, Table],
) -> dict[str, pl.DataFrame]:
    """One typed frame per table of the contract: a scheme with that many households that keeps every rule at `as_of`.

    The scheme was registered `years` before `as_of`, and everything since then was done in time. Date-times are naive
    UK local time. Raises ValueError for an unknown nation or service, or a size or length below 1.
    """
    if nation not in NATIONS:
        raise ValueError(f'nation "{nation}" is not known; choose one of {", ".join(NATIONS)}')
    if service not in SERVICES:
        raise ValueError(f'service "{service}" is not known; choose one of {", ".join(SERVICES)}')
    if households < 1 or years < 1:
        raise ValueError("households and years must be 1 or more")
    start = _years_before(as_of, years)
    setting = Setting(NATIONS[nation], service, households, start, as_of, Dice(seed), contract)
    made = homeshare.make(setting) if service == "homeshare" else scheme.make(setting)
    return {name: made[name] if name in made else empty(table) for name, table in contract.items()}


def _years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
