"""`complianced records map FOLDER`: draft a mapping.toml for a person to correct."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("map")
@click.argument("records", metavar="RECORDS")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the draft to this file.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def map_records(records: str, out: Path | None, force: bool) -> None:
    """Draft a mapping.toml for RECORDS: a folder, a workbook or a database address.

    Headings of a case system are matched to the record contract by likeness. The draft goes to the terminal, or to
    --out; what could not be placed is told beside it. Check every line before you use it.
    """
    from complianced.cli.common import the_host
    from complianced.intake import IntakeError, draft_mapping
    from complianced.schemas.contract import to_be_supplied

    if out is not None and out.exists() and not force:
        raise click.UsageError(f"{out.name} is already there. Give --force to overwrite it, or another --out.")
    try:
        draft = draft_mapping(records, to_be_supplied(the_host(None).contract))
    except IntakeError as error:
        raise click.UsageError(str(error)) from None
    if out is None:
        click.echo(draft.text, nl=False)
    else:
        out.write_text(draft.text, encoding="utf-8")
        click.echo(f"The draft is in {out.name}.", err=True)
    if draft.unplaced:
        click.echo(f"Not placed ({len(draft.unplaced)}):", err=True)
        for line in draft.unplaced:
            click.echo(f"  {line}", err=True)
