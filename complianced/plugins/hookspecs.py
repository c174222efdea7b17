"""The hooks a plugin may implement. Built-in bundles come in by the same door.

A plugin is a module or package named by an entry point in the group `complianced`, or a file in `--plugins-dir`. It
marks its functions with `hookimpl` from `complianced.api`. `docs/plugins.md` says of each hook what it is for.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from complianced.intake.offered import RecordSource
from complianced.reports.offered import OutputFormat, PackSection
from complianced.rules.rulebook import Bundle
from complianced.schemas.contract import RecordExtension

PROJECT = "complianced"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def complianced_bundle() -> Bundle | None:
    """The plugin's bundle: its law, rules and views. Built with `bundle_from(__name__, …)`."""


@hookspec
def complianced_records() -> RecordExtension | None:
    """Tables, columns and choices that the plugin adds to the record contract."""


@hookspec
def complianced_sources() -> Sequence[RecordSource]:  # type: ignore[empty-body]
    """Kinds of source that the plugin reads records from."""


@hookspec
def complianced_sections() -> Sequence[PackSection]:  # type: ignore[empty-body]
    """Sections that the plugin adds to packs."""


@hookspec
def complianced_formats() -> Sequence[OutputFormat]:  # type: ignore[empty-body]
    """Formats that the plugin adds to `--format`."""
