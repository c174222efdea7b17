"""The plugin host: finds plugins, loads each behind a guard, and says what came of it.

A plugin that fails to load is named and set aside; the others go on, and the run is marked incomplete.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType

import pluggy

from complianced.model import PluginReport
from complianced.plugins import hookspecs
from complianced.rules.rulebook import Bundle, Rulebook
from complianced.rules.views import SHARED_VIEWS
from complianced.schemas.contract import ContractError, RecordExtension, Table, extend
from complianced.schemas.registry import CONTRACT

ENTRY_POINT_GROUP = "complianced"


@dataclass(frozen=True)
class Host:
    """The plugins that loaded: their rulebook, the record contract with their additions, and a report on each."""

    rulebook: Rulebook
    contract: Mapping[str, Table]
    extensions: tuple[RecordExtension, ...]
    reports: tuple[PluginReport, ...]

    @property
    def failed(self) -> tuple[PluginReport, ...]:
        """The plugins that did not load."""
        return tuple(report for report in self.reports if report.failed)


class PluginsDirError(ValueError):
    """A `--plugins-dir` that is not a folder."""


@dataclass(frozen=True)
class _Candidate:
    name: str
    source: str
    version: str
    load: Callable[[], ModuleType]


def load_host(plugins_dir: Path | None = None, *, package: Path | None = None) -> Host:
    """Every installed plugin and, for pilots, every module of a folder. Raises PluginsDirError.

    `package` is the folder of one Python package on trial; it stands in for an installed plugin of its name, and its
    bundle is called `pilot_name` of that folder's name.
    """
    bundles: list[Bundle] = []
    extensions: list[RecordExtension] = []
    reports = []
    contract: Mapping[str, Table] = CONTRACT
    for candidate in _candidates(plugins_dir, package):
        try:
            module = candidate.load()
            hooks, bundle, records = _asked(module)
            Rulebook((*bundles, bundle) if bundle else tuple(bundles), SHARED_VIEWS).views  # noqa: B018 - refuses clashes
            grown = extend(contract, records) if records else contract
        except Exception as error:
            reports.append(_report(candidate, failed=_why(error)))
            continue
        contract = grown
        if bundle is not None:
            bundles.append(bundle)
        if records is not None:
            extensions.append(records)
        name = bundle.name if bundle else candidate.name
        version = bundle.version if bundle else candidate.version
        rules = len(bundle.rules) if bundle else 0
        reports.append(PluginReport(name, version, candidate.source, hooks, rules))
    return Host(Rulebook(tuple(bundles), SHARED_VIEWS), contract, tuple(extensions), tuple(reports))


def _asked(module: ModuleType) -> tuple[tuple[str, ...], Bundle | None, RecordExtension | None]:
    """What one plugin answers, asked through pluggy on its own so that its failure stays its own."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    hooks = tuple(sorted(caller.name for caller in manager.get_hookcallers(module) or []))
    if not hooks:
        raise ContractError("implements no hook; mark a function with hookimpl, for instance complianced_bundle")
    bundles = manager.hook.complianced_bundle()
    records = manager.hook.complianced_records()
    return hooks, bundles[0] if bundles else None, records[0] if records else None


def pilot_name(name: str) -> str:
    """The name under which a module on trial is imported: one that cannot hide an installed module."""
    return f"complianced_pilot_{name}"


def _candidates(plugins_dir: Path | None, package: Path | None) -> Iterator[_Candidate]:
    found = sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: (entry.value, entry.name))
    for entry in found:
        if package is not None and entry.value == package.name:
            continue
        source, version = _distribution(entry)
        yield _Candidate(entry.name, source, version, entry.load)
    if package is not None:
        trial = package
        yield _Candidate(trial.name, str(trial), "pilot", lambda: _from_file(trial.name, trial / "__init__.py"))
    if plugins_dir is None:
        return
    if not plugins_dir.is_dir():
        raise PluginsDirError(f"--plugins-dir {plugins_dir}: not a folder")
    for path in sorted(plugins_dir.iterdir()):
        file = path / "__init__.py" if path.is_dir() else path
        if file.suffix == ".py" and file.is_file() and not path.name.startswith("_"):
            yield _Candidate(path.stem, str(path), "pilot", lambda stem=path.stem, file=file: _from_file(stem, file))  # type: ignore[misc]


def _distribution(entry: EntryPoint) -> tuple[str, str]:
    return (entry.dist.name, entry.dist.version) if entry.dist else (entry.value, "unknown")


def _from_file(name: str, file: Path) -> ModuleType:
    """A module or package read afresh from its file, under its pilot name."""
    full_name = pilot_name(name)
    for loaded in [each for each in sys.modules if each == full_name or each.startswith(f"{full_name}.")]:
        del sys.modules[loaded]
    importlib.invalidate_caches()
    locations = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(full_name, file, submodule_search_locations=locations)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[full_name]
        raise
    return module


def _report(candidate: _Candidate, failed: str) -> PluginReport:
    return PluginReport(candidate.name, candidate.version, candidate.source, failed=failed)


def _why(error: Exception) -> str:
    first = (str(error).strip() or "no message").split("\n")[0]
    return f"{type(error).__name__}: {first[:300]}"
