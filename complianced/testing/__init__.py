"""The published test kit: rule cases as data, and the checks that every bundle must pass.

A plugin package's whole test file:

    import complianced_jersey
    from complianced.testing import bundle_tests

    test_bundle = bundle_tests(complianced_jersey)

Under pytest that is one test for each check and one for each case (`complianced.testing.pytest_plugin`, which pytest
finds by itself). `complianced plugin check` makes the same checks without pytest.

| name | what it is |
|---|---|
| `bundle_tests` | a bundle's checks and cases as pytest tests |
| `faults_of`, `Fault`, `Place` | everything that is wrong with a bundle, with its place and the mend |
| `CHECKS`, `TRIALS`, `Check` | the checks, one by one |
| `read_cases`, `run_case`, `disagreement`, `Case` | the cases of a bundle, and what its rules say of them |
| `records_from` | a small record set from the few rows that a test is about |
| `write_package` | what `complianced plugin new` does |

Each is imported when it is first asked for, so that importing this module costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from complianced.testing.cases import Case, disagreement, read_cases, run_case
    from complianced.testing.conformance import CHECKS, TRIALS, Check, faults_of
    from complianced.testing.faults import Fault, Place
    from complianced.testing.records import records_from
    from complianced.testing.scaffold import write_package
    from complianced.testing.suite import bundle_tests

_HOMES = {
    "CHECKS": "conformance",
    "TRIALS": "conformance",
    "Case": "cases",
    "Check": "conformance",
    "Fault": "faults",
    "Place": "faults",
    "bundle_tests": "suite",
    "disagreement": "cases",
    "faults_of": "conformance",
    "read_cases": "cases",
    "records_from": "records",
    "run_case": "cases",
    "write_package": "scaffold",
}

__all__ = [
    "CHECKS",
    "TRIALS",
    "Case",
    "Check",
    "Fault",
    "Place",
    "bundle_tests",
    "disagreement",
    "faults_of",
    "read_cases",
    "records_from",
    "run_case",
    "write_package",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"complianced.testing has no {name}; there are {', '.join(__all__)}")
    return getattr(import_module(f"complianced.testing.{_HOMES[name]}"), name)
