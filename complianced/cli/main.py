"""`complianced`: the command line. Each command imports what it needs when it runs, so that `--help` is quick."""

from __future__ import annotations

from importlib import import_module

import click

from complianced import __version__

# name of the command: module and attribute that hold it
COMMANDS = {
    "audit": "complianced.cli.audit:audit",
    "coverage": "complianced.cli.coverage:coverage",
    "explain": "complianced.cli.explain:explain",
    "law": "complianced.cli.law:law",
    "plugin": "complianced.cli.plugin:plugin",
    "plugins": "complianced.cli.plugins:plugins",
    "records": "complianced.cli.records:records",
    "rules": "complianced.cli.rules:rules",
    "sample": "complianced.cli.sample:sample",
    "statement": "complianced.cli.statement:statement",
    "sign": "complianced.cli.sign:sign",
    "verify": "complianced.cli.sign:verify",
}


class LazyGroup(click.Group):
    """A group that loads a command's module only when the command is asked for, plugins' commands after its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands by name."""
        from complianced.cli.brought import brought_commands

        return sorted({*COMMANDS, *super().list_commands(ctx), *brought_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            from complianced.cli.brought import brought_command

            return super().get_command(ctx, cmd_name) or brought_command(cmd_name)
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `complianced sample demo/records` and `complianced audit demo/records --out demo`.",
)
@click.version_option(__version__, prog_name="complianced")
def main() -> None:
    """Where a Shared Lives scheme or Homeshare organisation stands against the law of its nation.

    `complianced audit RECORDS` reads a folder of CSV or Parquet files, a workbook or a database and says, clause by
    clause, what is met, what is not, what to do about it and by when.

    Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage or configuration; 3 incomplete (a rule failed, a
    plugin did not load, or records could not be read). 3 beats 1.
    """
