"""The bundle as it stands in this folder, whether or not the package is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from complianced.plugins.host import Host, load_host

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the package."""
    return ROOT


@pytest.fixture(scope="session")
def host() -> Host:
    """Every installed bundle, and this one from its folder."""
    loaded = load_host(package=ROOT / "complianced_jersey")
    assert loaded.failed == ()
    return loaded
