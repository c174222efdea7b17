"""Commands that plugins bring, by entry points in the group `complianced.commands`: `name = "package.module:command"`.

A plugin's module is imported only when its command is asked for or listed, so a command's module should import what it
needs when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from complianced.cli.common import EXIT_INCOMPLETE

GROUP = "complianced.commands"


def brought_commands() -> list[str]:
    """The names of the commands that installed plugins bring."""
    # importlib.metadata takes as long to import as all the rest of `--help`, and mostly there is nothing to find.
    if not any(f"[{GROUP}]" in text for text in _entry_point_files()):
        return []
    from importlib.metadata import entry_points

    return sorted({entry.name for entry in entry_points(group=GROUP)})


def brought_command(name: str) -> click.Command | None:
    """The command of that name; one that says why it cannot run where it does not load. None where nobody brings it."""
    if name not in brought_commands():
        return None
    from importlib.metadata import entry_points

    entry = next(iter(entry_points(group=GROUP, name=name)))
    source = entry.dist.name if entry.dist else entry.value
    try:
        command = entry.load()
    except Exception as error:
        return _broken(name, source, f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")
    if not isinstance(command, click.Command):
        return _broken(name, source, f"{entry.value} is no click command")
    return command


def _entry_point_files() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        try:
            found = sorted(Path(folder or ".").glob("*.dist-info/entry_points.txt"))
        except OSError:
            continue
        for file in found:
            try:
                yield file.read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue


def _broken(name: str, source: str, why: str) -> click.Command:
    """A command that stands in for one that does not load: it names the plugin and ends with 3."""
    words = f"the command {name} of {source} did not load: {why}"

    @click.command(name, help=words, context_settings={"ignore_unknown_options": True})
    @click.argument("anything", nargs=-1, type=click.UNPROCESSED)
    def command(anything: tuple[str, ...]) -> None:
        del anything
        click.echo(words, err=True)
        raise SystemExit(EXIT_INCOMPLETE)

    return command
