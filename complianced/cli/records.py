"""`complianced records`: what records can be read, table by table, and a workbook to fill in."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from complianced.cli.common import plugins_dir_option, the_host
from complianced.cli.records_map import map_records

if TYPE_CHECKING:
    from rich.console import Console

    from complianced.schemas.contract import Column, Table

as_text_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


@click.group()
def records() -> None:
    """The records that an audit reads, and a workbook to fill in."""


records.add_command(map_records)


@records.command("list")
@as_text_or_json
@plugins_dir_option
def list_tables(form: str, plugins_dir: Path | None) -> None:
    """Name every table and what one row of it is.

    Written into a file or a pipe, the text is one table a line: subject, table, number of columns and what a row is,
    parted by tabs.
    """
    contract = _contract(plugins_dir)
    if form == "json":
        _print_json([_table_data(table) | {"columns": len(table.columns)} for table in contract.values()])
    elif sys.stdout.isatty():
        _list_rich(_console(), contract)
    else:
        for table in contract.values():
            click.echo("\t".join((table.subject, table.name, str(len(table.columns)), table.about)))


@records.command()
@click.argument("table")
@as_text_or_json
@plugins_dir_option
def show(table: str, form: str, plugins_dir: Path | None) -> None:
    """Show the columns of TABLE: type, whether required, links, words and what to write."""
    contract = _contract(plugins_dir)
    found = contract.get(table.lower())
    if found is None:
        raise click.UsageError(_no_such_table(table, contract))
    if form == "json":
        data = _table_data(found) | {"key": found.key, "columns": [_column_data(found, each) for each in found.columns]}
        _print_json(data)
    elif sys.stdout.isatty():
        _show_rich(_console(), found)
    else:
        click.echo(f"{found.name}\t{found.about}")
        for column in found.columns:
            click.echo("\t".join(_cells(found, column)))


@records.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@plugins_dir_option
def template(out: Path, force: bool, plugins_dir: Path | None) -> None:
    """Write a workbook with one sheet per table to OUT, for a scheme that fills its records in by hand."""
    from complianced.schemas.template import write_template

    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{out}: the template is an Excel workbook. Give it a name that ends in .xlsx.")
    if out.exists() and not force:
        raise click.UsageError(f"{out} is there already. Choose another name, or add --force to write over it.")
    contract = _contract(plugins_dir)
    try:
        write_template(out, contract)
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror or error}.") from error
    click.echo(f"Wrote {out}: {len(contract)} sheets to fill in, and a sheet that says how.", err=True)


def _contract(plugins_dir: Path | None) -> Mapping[str, Table]:
    """The tables that are somebody's to fill in."""
    from complianced.schemas.contract import to_be_supplied

    return to_be_supplied(the_host(plugins_dir).contract)


def _no_such_table(name: str, contract: Mapping[str, Table]) -> str:
    from rapidfuzz import process

    near = process.extractOne(name.lower(), list(contract), score_cutoff=60)
    guess = f" Did you mean {near[0]}?" if near else ""
    return f"There is no table {name!r}.{guess} `complianced records list` names them all."


def _print_json(data: Any) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))


def _table_data(table: Table) -> dict[str, Any]:
    return {"table": table.name, "subject": table.subject, "about": table.about}


def _column_data(table: Table, column: Column) -> dict[str, Any]:
    from complianced.schemas.wording import note

    return {
        "name": column.name,
        "type": column.kind.value,
        "required": column.required,
        "links_to": column.links_to,
        "choices": list(column.choices),
        "open": column.open,
        "about": note(table, column),
    }


def _cells(table: Table, column: Column) -> tuple[str, str, str, str]:
    """Name, type with its link or words, whether required, and what to write."""
    from complianced.schemas.wording import note

    form = column.kind.value
    if column.links_to:
        form += f" of {column.links_to}"
    if column.choices:
        form += f": {', '.join(column.choices)}{' (plugins may add words)' if column.open else ''}"
    return column.name, form, "required" if column.required else "", note(table, column)


def _console() -> Console:
    from rich.console import Console

    return Console()


def _list_rich(console: Console, contract: Mapping[str, Table]) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    from complianced.schemas.wording import by_subject

    for title, tables in by_subject(contract.values()):
        grid = Grid(title=Text(title), title_justify="left", title_style="bold", expand=True)
        grid.add_column("Table", no_wrap=True, width=24)
        grid.add_column("One row is", ratio=1)
        grid.add_column("Columns", justify="right", width=7)
        for table in tables:
            grid.add_row(Text(table.name, style="cyan"), Text(table.about), str(len(table.columns)))
        console.print(grid)


def _show_rich(console: Console, table: Table) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(title=Text(f"{table.name}: {table.about}"), title_justify="left", title_style="bold", show_lines=True)
    grid.add_column("Column", overflow="fold")
    grid.add_column("Type", ratio=2)
    grid.add_column("Required")
    grid.add_column("What to write", ratio=3)
    for column in table.columns:
        name, form, required, about = _cells(table, column)
        grid.add_row(Text(name, style="cyan"), Text(form), Text(required), Text(about))
    console.print(grid)
