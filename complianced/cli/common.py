"""What the commands share: options, the plugin host, the day, and words for trouble."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from complianced.plugins.host import Host

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_FINDINGS = 1
EXIT_INCOMPLETE = 3

NATION_WORDS = ["england", "wales", "scotland", "northern_ireland"]


class Day(click.ParamType[date]):
    """A date as 2026-11-22."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails with the way to write it."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date. Write it as 2026-02-28.", param, ctx)


def as_of_option(command: Command) -> Command:
    """`--as-of DATE`: moves records and law together; the day of the run unless given."""
    return click.option(
        "--as-of",
        type=Day(),
        default=lambda: date.today(),
        show_default="today",
        help="The day of the audit: records and law as they were then.",
    )(command)


def nation_option(*, help: str) -> Callable[[Command], Command]:
    """`--nation`: one of the four, or one that a plugin brings."""
    return click.option("--nation", metavar="NATION", help=help)


def plugins_dir_option(command: Command) -> Command:
    """`--plugins-dir DIR`: a folder of plugins on trial."""
    return click.option(
        "--plugins-dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Also load the plugins in this folder: pilots that are not installed.",
    )(command)


def the_host(plugins_dir: Path | None) -> Host:
    """The loaded plugins. Ends the command with a usage error for a folder that is not there."""
    from complianced.plugins.host import PluginsDirError, load_host

    try:
        return load_host(plugins_dir)
    except PluginsDirError as error:
        raise click.UsageError(str(error)) from None


def warn_of_failed_plugins(host: Host) -> None:
    """Names each plugin that did not load, on stderr."""
    for report in host.failed:
        click.echo(f"plugin {report.name} ({report.source}) did not load: {report.failed}", err=True)


def exit_for(host: Host) -> None:
    """Ends the command with 3 when a plugin did not load."""
    if host.failed:
        raise SystemExit(EXIT_INCOMPLETE)


def progress_line() -> Callable[[str], None]:
    """One line on stderr that is written over, and cleared by no words; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return lambda _words: None
    return lambda words: click.echo(f"\r\033[2K{words[:100]}", nl=False, err=True)


def console(*, stderr: bool = False) -> Console:
    """A rich console that keeps plain words plain: no markup, no highlighting; NO_COLOR is honoured by rich."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 110
    return Console(stderr=stderr, markup=False, highlight=False, width=width)


def known_nation(nation: str, host: Host) -> str:
    """The nation, spelt as the rules spell it. Ends the command with a usage error for one that nobody serves."""
    from complianced.intake.likeness import did_you_mean

    served = sorted({each for bundle in host.rulebook.bundles for each in bundle.nations})
    spelt = nation.strip().lower().replace(" ", "_").replace("-", "_")
    if spelt not in served:
        raise click.BadParameter(
            f"{nation!r}: there is {listed(served, 12)}{did_you_mean(spelt, served)}", param_hint="--nation"
        )
    return spelt


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 finding`, `2 findings`, `1,204 findings`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], most: int) -> str:
    """The first few words, and how many more there are."""
    shown = ", ".join(words[:most])
    return shown if len(words) <= most else f"{shown} and {len(words) - most} more"
