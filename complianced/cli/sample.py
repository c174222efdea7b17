"""`complianced sample`: writes a record set that keeps every rule, to try things out on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date

    import polars as pl

    from complianced.plugins.host import Host

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
@click.option(
    "--plant",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Plant a fault for as many rules as there are records for, and write the list of them (JSON) to FILE.",
)
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
    plant: Path | None,
) -> None:
    """Write made-up records of a scheme that keeps every rule, or with --plant has known faults, to the folder OUT.

    The same options give the same records, byte for byte. Nobody in them is real.
    """
    from complianced.cli.common import the_host
    from complianced.sample import make_records, write_records
    from complianced.schemas.contract import to_be_supplied

    host = the_host(None)
    day = (as_of or datetime.now()).date()
    click.echo(f"Making {households:,} households over {years} years…", err=True)
    contract = to_be_supplied(host.contract)
    frames = make_records(
        nation, service=service, households=households, years=years, seed=seed, as_of=day, contract=contract
    )
    if plant is not None:
        frames = _planted(frames, host, nation, service, day, plant)
    rows = sum(frame.height for frame in frames.values())
    click.echo(f"Writing {rows:,} rows…", err=True)
    try:
        write_records(frames, out, form=form, force=force)  # type: ignore[arg-type]
    except (FileExistsError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    state = "all in order" if plant is None else f"with the faults that {plant} lists"
    click.echo(f"{out} holds {rows:,} rows in {len(frames)} tables, {state} on {day}.", err=True)


def _planted(
    frames: dict[str, pl.DataFrame], host: Host, nation: str, service: str, day: date, file: Path
) -> dict[str, pl.DataFrame]:
    """The frames with faults, each confirmed by an audit; what an audit finds is written to the file."""
    import json

    from complianced.testing.planting import confirmed_faults

    click.echo("Planting faults…", err=True)
    planted, faults = confirmed_faults(frames, host.rulebook, host.contract, nation=nation, service=service, as_of=day)
    listed = [
        {"rule": fault.rule, "severity": fault.severity, "table": fault.table, "record_id": fault.record_id,
         "clauses": list(fault.clauses), "planted": fault.planted}
        for fault in faults
    ]  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"as_of": day.isoformat(), "faults": listed}, indent=1) + "\n", encoding="utf-8")
    click.echo(f"{file} lists {len(listed)} faults.", err=True)
    return planted
