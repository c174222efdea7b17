"""Every package of `plugins_contrib` loads beside the installed bundles and has no fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from complianced.plugins.host import load_host
from complianced.rules.rulebook import bundle_name
from complianced.testing.conformance import faults_of

ROOT = Path(__file__).parents[2] / "plugins_contrib"
PACKAGES = sorted(file.parent for file in ROOT.glob("complianced-*/*/__init__.py"))


def test_there_are_packages() -> None:
    assert [package.name for package in PACKAGES] != []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_contributed_package_has_no_fault(package: Path) -> None:
    host = load_host(package=package)
    assert [report.failed for report in host.failed] == []
    bundle = host.rulebook.bundle(bundle_name(package.name))
    found = faults_of(bundle, host.rulebook, host.contract, as_of=date(2026, 11, 29))
    assert [str(fault) for fault in found] == []
