"""A bundle's cases as pytest items: the published kit, for a test file of three lines.

@pytest.mark.parametrize("said", case_parameters(my_bundle))
def test_the_rule_says_what_the_case_says(said):
    assert said() is None
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from complianced.plugins.host import Host, load_host
from complianced.rules.rulebook import Bundle, bundle_name
from complianced.testing.cases import Case, disagreement, read_cases, run_case

if TYPE_CHECKING:
    from _pytest.mark.structures import ParameterSet


class NoBundle(LookupError):
    """A module whose bundle did not load; the message says why."""


def case_parameters(bundle_module: ModuleType) -> list[ParameterSet]:
    """One parameter for each case of the module's bundle: a function that gives what is wrong, or None.

    The bundle is taken as installed, or else from its folder. Raises NoBundle, CaseError and LawError.
    """
    name = bundle_name(bundle_module.__name__)
    host = load_host()
    bundle = _bundle(host, name)
    if bundle is None:
        host = load_host(package=Path(str(bundle_module.__file__)).parent)
        bundle = _bundle(host, name)
    if bundle is None:
        why = [str(report.failed) for report in host.failed if report.name == name]
        raise NoBundle(f"{name}: {why[0] if why else 'has no bundle; write a complianced_bundle hook'}")
    return [pytest.param(partial(_said, case, host), id=case.name) for case in read_cases(bundle)]


def _bundle(host: Host, name: str) -> Bundle | None:
    return next((bundle for bundle in host.rulebook.bundles if bundle.name == name), None)


def _said(case: Case, host: Host) -> str | None:
    return disagreement(case, run_case(case, host.rulebook, host.contract))
