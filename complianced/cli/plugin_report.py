"""What `plugin check` found, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from complianced.cli.common import counted
from complianced.rules.rulebook import Bundle
from complianced.testing.faults import Fault

# So many warnings of one check in one file are told; the JSON has them all.
_TOLD = 5


@dataclass(frozen=True)
class Checked:
    """A bundle and what is wrong with it."""

    bundle: Bundle
    faults: Sequence[Fault]

    @property
    def grave(self) -> int:
        """How many faults there are, warnings not counted."""
        return sum(not fault.warning for fault in self.faults)


def as_text(checked: Checked) -> Iterator[str]:
    """The lines to print: by file, each fault with its line, faults before warnings."""
    for file, faults in groupby(sorted(checked.faults, key=_by_place), key=lambda fault: fault.where.file):
        yield file or "Rules whose code stands outside the bundle"
        told: Counter[str] = Counter()
        for fault in faults:
            told[fault.check] += fault.warning
            if not fault.warning or told[fault.check] <= _TOLD:
                yield f"  {_line(fault)}"
        for check, warnings in told.items():
            if warnings > _TOLD:
                yield f"  … and {counted(warnings - _TOLD, 'more warning')} of {check}; --format json has them all"
        yield ""


def _line(fault: Fault) -> str:
    line = "" if fault.where.line is None else f"{fault.where.line}: "
    what = f"{fault.where.what}: " if fault.where.what else ""
    return f"{line}{'warning: ' if fault.warning else ''}{what}{fault.fault}. {fault.mend} [{fault.check}]"


def _by_place(fault: Fault) -> tuple[str, bool, int]:
    return fault.where.file or "", fault.warning, fault.where.line or 0


def summary(checked: Checked) -> str:
    """One line: what was checked, and how much is wrong by check."""
    told = [counted(len(checked.bundle.rules), "rule")]
    for faults, word in ((False, "fault"), (True, "warning")):
        counts = Counter(fault.check for fault in checked.faults if fault.warning is faults)
        by_check = ", ".join(f"{check} {count}" for check, count in counts.items())
        told.append(counted(counts.total(), word) + (f" ({by_check})" if by_check else ""))
    return f"{checked.bundle.title}: {', '.join(told)}."


def as_data(bundles: Iterable[Checked], as_of: date) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": "complianced/plugin-check/1",
        "as_of": as_of.isoformat(),
        "bundles": [
            {
                "name": each.bundle.name.removeprefix("complianced_pilot_"),
                "title": each.bundle.title,
                "rules": len(each.bundle.rules),
                "faults": each.grave,
                "warnings": len(each.faults) - each.grave,
                "by_check": dict(Counter(fault.check for fault in each.faults)),
                "found": [_fault_data(fault) for fault in each.faults],
            }
            for each in bundles
        ],
    }


def _fault_data(fault: Fault) -> dict[str, Any]:
    return {
        "check": fault.check,
        "warning": fault.warning,
        "file": fault.where.file,
        "line": fault.where.line,
        "what": fault.where.what,
        "fault": fault.fault,
        "mend": fault.mend,
    }
