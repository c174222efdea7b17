"""`complianced sample`: writes a record set that keeps every rule, to try things out on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

NATIONS = ("england", "wales", "scotland", "northern_ireland")


@click.command("sample")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--nation", type=click.Choice(NATIONS), default="england", show_default=True, help="Whose law it keeps.")
@click.option("--service", type=click.Choice(("shared_lives", "homeshare")), default="shared_lives", show_default=True)
@click.option("--households", type=click.IntRange(min=1), default=25, show_default=True, help="How many homes.")
@click.option("--years", type=click.IntRange(min=1, max=20), default=3, show_default=True, help="Years of history.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Another seed, other records.")
@click.option(
    "--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day at which all is in order; today if not given."
)
@click.option(
    "--form", type=click.Choice(("csv", "parquet", "xlsx")), default="csv", show_default=True, help="Kind of file."
)
@click.option("--force", is_flag=True, help="Replace the record set that stands in OUT.")
def sample(
    out: Path,
    nation: str,
    service: str,
    households: int,
    years: int,
    seed: int,
    as_of: datetime | None,
    form: str,
    force: bool,
) -> None:
    """Write made-up records of a scheme that keeps every rule to the folder OUT.

    The same options give the same records, byte for byte. Nobody in them is real.
    """
    from complianced.sample import make_records, write_records
    from complianced.schemas.registry import CONTRACT

    day = (as_of or datetime.now()).date()
    click.echo(f"Making {households:,} households over {years} years…", err=True)
    frames = make_records(
        nation, service=service, households=households, years=years, seed=seed, as_of=day, contract=CONTRACT
    )
    rows = sum(frame.height for frame in frames.values())
    click.echo(f"Writing {rows:,} rows…", err=True)
    try:
        write_records(frames, out, form=form, force=force)  # type: ignore[arg-type]
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{out} holds {rows:,} rows in {len(frames)} tables, all in order on {day}.", err=True)
