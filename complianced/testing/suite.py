"""A bundle as a suite of tests: each of its checks, and each of its cases.

`bundle_tests` is what a test file calls. The pytest plugin turns what it gives into one test for each check and case;
where the plugin is not loaded, it is a single test of everything, so that nothing is left out in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.rules.rulebook import Bundle
    from complianced.testing.cases import Case
    from complianced.testing.conformance import Check
    from complianced.testing.faults import Fault
    from complianced.testing.inspected import Inspected

SUITE = "complianced_suite"
"""The attribute by which the pytest plugin knows a test function that stands for a bundle."""


class NoBundle(LookupError):
    """A module whose bundle did not load, or whose law or cases cannot be read; the message says why."""


@dataclass(frozen=True)
class Suite:
    """The tests of one bundle. Nothing is loaded before it is asked for."""

    module: ModuleType
    as_of: date | None = None

    @cached_property
    def inspected(self) -> Inspected:
        """The bundle under inspection: as installed, or else from the module's folder. Raises NoBundle."""
        from complianced.testing.conformance import unreadable
        from complianced.testing.inspected import inspect

        host, bundle = _loaded(self.module)
        unread = unreadable(bundle)
        if unread:
            raise NoBundle("\n".join(map(str, unread)))
        return inspect(bundle, host.rulebook, host.contract, self.as_of or date.today())

    @property
    def checks(self) -> tuple[Check, ...]:
        """Every check but that of the cases, which are tests of their own."""
        from complianced.testing.conformance import CHECKS, TRIALS
        from complianced.testing.trials import cases_hold

        return tuple(check for check in (*CHECKS, *TRIALS) if check.ask is not cases_hold)

    @property
    def cases(self) -> list[Case]:
        """Every case, in the order of the files. Raises NoBundle."""
        return [case for several in self.inspected.cases.values() for case in several]

    @property
    def folder(self) -> Path:
        """Where the bundle's package is. Raises NoBundle."""
        return Path(str(self.inspected.bundle.folder))

    def fault_of(self, case: Case) -> Fault | None:
        """What is wrong with a case; None where its rule says what it says."""
        from complianced.testing.trials import fault_of

        return fault_of(case, self.inspected)

    def everything_wrong(self) -> list[Fault]:
        """The faults of all checks and cases, warnings left out. Raises NoBundle."""
        found = [fault for check in self.checks for fault in check.faults(self.inspected) if not fault.warning]
        return found + [fault for case in self.cases if (fault := self.fault_of(case)) is not None]


def bundle_tests(bundle: ModuleType, *, as_of: date | None = None) -> Callable[[], None]:
    """A test function for a plugin's module: bind it to a name that begins with `test`.

    `as_of` is the day on which no value may be past its review date; the day of the run unless given.
    """
    if not isinstance(bundle, ModuleType):
        raise TypeError(f"bundle_tests wants the plugin's module, such as complianced_jersey, not {bundle!r}")
    suite = Suite(bundle, as_of)

    def test_bundle() -> None:
        wrong = suite.everything_wrong()
        if wrong:
            raise AssertionError("\n".join(map(str, wrong)))

    setattr(test_bundle, SUITE, suite)
    return test_bundle


def _loaded(module: ModuleType) -> tuple[Host, Bundle]:
    from complianced.plugins.host import load_host
    from complianced.rules.rulebook import bundle_name

    name, folder = bundle_name(module.__name__), Path(str(module.__file__)).parent
    host = load_host()
    bundle = _bundle(host, name, folder)
    if bundle is None:
        host = load_host(package=folder)
        bundle = _bundle(host, name, folder)
    if bundle is None:
        why = [str(report.failed) for report in host.failed if report.name == folder.name]
        raise NoBundle(f"{name}: {why[0] if why else 'has no bundle; write a complianced_bundle hook'}")
    return host, bundle


def _bundle(host: Host, name: str, folder: Path) -> Bundle | None:
    """The bundle of that name that stands in the folder: another copy that is installed is not the one to test."""
    found = next((bundle for bundle in host.rulebook.bundles if bundle.name == name), None)
    return found if found and Path(str(found.folder)).resolve() == folder.resolve() else None
