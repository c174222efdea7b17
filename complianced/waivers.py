"""Waivers: findings that a named role has set aside until a day, with the reason. They stay in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


class WaiverError(ValueError):
    """A waiver that is not complete; the message names the key."""


@dataclass(frozen=True)
class Waiver:
    """One finding (`RULE@record`) or all findings of a rule, set aside up to and including `until`."""

    finding: str
    until: date
    reason: str
    by_role: str

    def covers(self, rule: str, finding: str, as_of: date) -> bool:
        """True when the finding is set aside on that day."""
        return as_of <= self.until and self.finding in (rule, finding)


def read_waivers(entries: Iterable[Mapping[str, Any]]) -> tuple[Waiver, ...]:
    """The waivers of `[[waivers]]` in complianced.toml. Raises WaiverError."""
    waivers = []
    for number, entry in enumerate(entries, start=1):
        where = f"complianced.toml, waiver {number}"
        for key in ("finding", "reason", "by_role"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise WaiverError(f"{where}: `{key}` is missing")
        if not isinstance(entry.get("until"), date):
            raise WaiverError(f"{where}: `until` must be a date such as 2027-03-31; a waiver always ends")
        unknown = sorted(set(entry) - {"finding", "until", "reason", "by_role"})
        if unknown:
            raise WaiverError(f"{where}: unknown key `{unknown[0]}`")
        waivers.append(Waiver(entry["finding"], entry["until"], entry["reason"], entry["by_role"]))
    return tuple(waivers)
