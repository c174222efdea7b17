"""`complianced audit`: from records to findings, packs and an exit code."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complianced.cli.common import (
    EXIT_FINDINGS,
    EXIT_INCOMPLETE,
    as_of_option,
    known_nation,
    nation_option,
    plugins_dir_option,
    progress_line,
    the_host,
)
from complianced.cli.earlier import check_paths, history_of
from complianced.cli.language import in_nations_order, languages_of
from complianced.cli.owners import owners_of
from complianced.cli.packs import DATA_FORMATS, as_bytes, write_formats
from complianced.reports.packs import AUDIENCES, DEFAULT_FORMATS, FORMATS

if TYPE_CHECKING:
    from complianced.config import Config
    from complianced.engine import Request
    from complianced.model import Audit
    from complianced.plugins.host import Host
    from complianced.schemas.recordset import RecordSet

SEVERITIES = ["critical", "major", "minor", "advice"]


@click.command()
@click.argument("records_source", metavar="RECORDS")
@as_of_option
@nation_option(help="Whose law applies, where the records do not say.")
@click.option("--scheme", "schemes", multiple=True, metavar="ID", help="Only this scheme. May be given again.")
@click.option("--select", multiple=True, metavar="WHAT", help="Only these rules: ids, globs, clauses or domains.")
@click.option("--exclude", multiple=True, metavar="WHAT", help="Not these rules: ids, globs, clauses or domains.")
@click.option("--audience", type=click.Choice(AUDIENCES), help="Who the pack is for.  [default: inspector]")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help=f"What to write: {', '.join(FORMATS)}, or one that a plugin brings. May be repeated.",
)
@click.option("--language", default="en", metavar="CODES", help="en, cy, or en,cy for both in one pack.  [default: en]")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to write it.")
@click.option(
    "--earlier",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="An earlier audit's findings.json, or a folder of them, for the trend. May be repeated.",
)
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Exit with 1 from this severity up.  [default: major]")
@click.option("--config", "config_file", type=click.Path(path_type=Path), metavar="FILE", help="Your settings.")
@click.option("--mapping", type=click.Path(path_type=Path), metavar="FILE", help="How your headings map to ours.")
@plugins_dir_option
@click.option("-q", "--quiet", is_flag=True, help="No summary and no progress.")
@click.option("-v", "--verbose", is_flag=True, help="Every finding, every untested rule, every data problem.")
def audit(
    records_source: str,
    as_of: date,
    nation: str | None,
    schemes: tuple[str, ...],
    select: tuple[str, ...],
    exclude: tuple[str, ...],
    audience: str | None,
    formats: tuple[str, ...],
    language: str,
    out: Path | None,
    earlier: tuple[Path, ...],
    fail_on: str | None,
    config_file: Path | None,
    mapping: Path | None,
    plugins_dir: Path | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Audit RECORDS: a folder of CSV or Parquet files, a workbook (XLSX, ODS), or a database URL.

    Without --out the summary is printed and nothing is written; `--format json` alone prints the findings as JSON. With
    --out DIR the folder gets findings.json, findings.csv and the PDF pack, or just what --format names; --audience
    chooses whose pack: an inspector's, the board's (no names, two pages first), the manager's (a work list with names)
    or an Easy Read one for the people supported. --language cy prints Welsh as far as its words go, and English for
    the rest; with en,cy a pack for Wales has Welsh first. --earlier audits/ adds the trend, what is new and what was
    resolved; `[owners]` in complianced.toml says which role answers for what, in the work list and the action plan.

    \b
    complianced audit records/ --out audit/
    complianced audit records.xlsx --as-of 2026-03-31 --select wsi-2019-163/12
    complianced audit postgresql://host/scheme --fail-on critical --format json
    """
    if out is None and len(formats) > 1:
        raise click.UsageError("more than one --format needs --out DIR to write into")
    check_paths(earlier)
    # An audit makes many small objects and few cycles; looking for them costs a tenth of a small audit.
    gc.disable()
    settings = _settings(config_file)
    if earlier and out is None and (formats or not settings.out):
        raise click.UsageError("--earlier needs --out DIR: what it adds is in the packs")
    tell = _progress(quiet)
    host = the_host(plugins_dir)
    _refuse_unknown_formats(formats, settings.formats, host)
    if out is None and formats and formats[0] not in DATA_FORMATS:
        raise click.UsageError(f"--format {formats[0]} needs --out DIR to be written into")
    languages = languages_of(language, host)
    tell(f"{len(host.rulebook.bundles)} bundles loaded")
    records = _read(records_source, host, mapping, tell)
    nation = nation or settings.nation
    from complianced.engine import Request

    request = Request(
        as_of=as_of,
        nation=None if nation is None else known_nation(nation, host),
        schemes=schemes,
        select=select or settings.select,
        exclude=exclude or settings.exclude,
        settings=settings.values,
        waivers=settings.waivers,
    )
    result = _audited(host, records, request, tell)
    languages = in_nations_order(languages, result, host)
    tell("")
    folder = out or (Path(settings.out) if settings.out and not formats else None)
    written: list[Path] = []
    failures: list[str] = []
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = formats or settings.formats or DEFAULT_FORMATS
        who = audience or settings.audience or "inspector"
        history = history_of(result, host, earlier, folder)
        owners = owners_of(result, host, settings.owners, settings.file.name if settings.file else "")
        written = write_formats(
            result, host, records, folder, wanted, who, tell, languages,
            history=history, owners=owners, failed=failures.append,
        )  # fmt: skip
        tell("")
    elif formats:
        click.echo(as_bytes(next(iter(languages.values())).of(result), formats[0]), nl=False)
    if not quiet:
        from complianced.cli.summary import print_summary

        stderr = folder is None and bool(formats)
        for spoken in languages.values():
            print_summary(result, written, verbose=verbose, stderr=stderr, language=spoken)
    for failure in failures:
        click.echo(failure, err=True)
    raise SystemExit(EXIT_INCOMPLETE if failures else _exit_code(result, fail_on or settings.fail_on or "major"))


def _settings(file: Path | None) -> Config:
    from complianced.config import ConfigError, find_config, read_config

    try:
        settings = find_config(Path.cwd()) if file is None else read_config(file)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    for key, words, known in (
        ("fail_on", (settings.fail_on,), SEVERITIES),
        ("audience", (settings.audience,), AUDIENCES),
    ):
        unknown = [word for word in words if word is not None and word not in known]
        if unknown:
            raise click.UsageError(f"settings: `{key}` has {unknown[0]!r}; choose from {', '.join(known)}")
    return settings


def _refuse_unknown_formats(asked: Sequence[str], set_down: Sequence[str], host: Host) -> None:
    known = [*FORMATS, *host.formats]
    for words, where in ((asked, "--format"), (set_down, "settings: `formats`")):
        unknown = next((word for word in words if word not in known), None)
        if unknown is not None:
            raise click.UsageError(f"{where}: there is no format {unknown!r}; choose from {', '.join(known)}")


def _progress(quiet: bool) -> Callable[[str], None]:
    return (lambda _words: None) if quiet else progress_line()


def _read(source: str, host: Host, mapping: Path | None, tell: Callable[[str], None]) -> RecordSet:
    from complianced.intake import IntakeError
    from complianced.run import read_source

    try:
        return read_source(source, host, mapping=mapping, progress=tell)
    except IntakeError as error:
        raise click.UsageError(str(error)) from None


def _audited(host: Host, records: RecordSet, request: Request, tell: Callable[[str], None]) -> Audit:
    from complianced.engine import RequestError
    from complianced.law.values import OverrideError
    from complianced.run import audit_records

    try:
        return audit_records(records, host, request, progress=tell)
    except (RequestError, OverrideError) as error:
        raise click.UsageError(str(error)) from None


def _exit_code(result: Audit, fail_on: str) -> int:
    from complianced.model import Severity

    if result.incomplete:
        return EXIT_INCOMPLETE
    limit = Severity(fail_on)
    grave = any(Severity(word).at_least(limit) for word in result.findings["severity"].unique())
    return EXIT_FINDINGS if grave else 0
