"""`--earlier PATH`: earlier audits for the trend, from their `findings.json`.

A path is a file, or a folder that holds such files or folders with one each. A file that cannot be used is named on
stderr with the reason and left out; the pack says how many were.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complianced.model import Audit
    from complianced.plugins.host import Host
    from complianced.reports.history import Earlier, History

# The findings.json of some hundred thousand findings; what is larger is no audit of one organisation.
LARGEST = 128 * 1024 * 1024


def check_paths(paths: Sequence[Path]) -> None:
    """Ends the command with a usage error for a path that is not there."""
    for path in paths:
        if not os.path.exists(path):
            told = f"{path}: no such file or folder. Name the findings.json of an earlier audit, or a folder of them."
            raise click.BadParameter(told, param_hint="--earlier")


def history_of(audit: Audit, host: Host, paths: Sequence[Path], out: Path | None) -> History | None:
    """The earlier audits at the paths that can stand beside this one; None where no path was given.

    The file that this very run is to write in `out` is passed over.
    """
    from complianced.reports.history import History, HistoryError, read_earlier

    if not paths:
        return None
    present = {old: rule.id for bundle in host.rulebook.bundles for rule in bundle.rules for old in rule.formerly}
    own = {(scheme.scheme_id, scheme.nation, scheme.service) for scheme in audit.schemes}
    kept: dict[Path, Earlier] = {}
    unusable = 0
    for file in _files(paths, out):
        try:
            earlier = read_earlier(_bytes(file), present)
            _refuse_unlike(earlier, audit, own, kept)
        except HistoryError as error:
            click.echo(f"--earlier {file}: not used, as {error}", err=True)
            unusable += 1
            continue
        kept[file] = earlier
    return History(tuple(sorted(kept.values(), key=lambda each: each.as_of)), unusable)


def _refuse_unlike(
    earlier: Earlier, audit: Audit, own: set[tuple[str, str, str]], kept: Mapping[Path, Earlier]
) -> None:
    from complianced.reports.history import HistoryError

    if earlier.as_of >= audit.as_of:
        raise HistoryError(f"it is of {earlier.as_of}, which is not before the day of this audit ({audit.as_of})")
    if earlier.schemes != own:
        raise HistoryError("it is of other schemes than this audit")
    for other, known in kept.items():
        if known.as_of == earlier.as_of:
            raise HistoryError(f"{other} is of the same day ({earlier.as_of})")


def _files(paths: Sequence[Path], out: Path | None) -> list[Path]:
    """Each file once, in the order of the paths and then of their names."""
    from complianced.reports.findings_json import FILE_NAME

    found: dict[Path, Path] = {}
    ours = None if out is None else (out / FILE_NAME).resolve()
    for path in paths:
        if not path.is_dir():
            files = [path]
        else:
            try:
                inside = sorted(each / FILE_NAME for each in path.iterdir() if each.is_dir())
                files = [file for file in (path / FILE_NAME, *inside) if file.is_file()]
            except OSError as error:
                raise click.BadParameter(f"{path}: {error.strerror}", param_hint="--earlier") from None
            if not files:
                click.echo(f"--earlier {path}: no {FILE_NAME} in it, nor in the folders in it", err=True)
        for file in files:
            if file.resolve() != ours:
                found.setdefault(file.resolve(), file)
    return list(found.values())


def _bytes(file: Path) -> bytes:
    from complianced.reports.history import HistoryError

    try:
        if not file.is_file():
            raise HistoryError("it is not a file")
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise HistoryError(f"it cannot be read: {error.strerror}") from None
    if len(data) > LARGEST:
        raise HistoryError(f"it is larger than {LARGEST // 1024 // 1024} MB")
    return data
