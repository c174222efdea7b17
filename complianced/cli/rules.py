"""`complianced rules`: every rule, its weight and its clauses; or all of it as a handbook to browse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from complianced.cli.common import (
    EXIT_INCOMPLETE,
    console,
    counted,
    exit_for,
    plugins_dir_option,
    the_host,
    warn_of_failed_plugins,
)

if TYPE_CHECKING:
    from complianced.handbook.chapters import Chapter
    from complianced.plugins.host import Host

FORMATS = ["text", "json", "markdown", "html"]


@click.command()
@click.argument("what", nargs=-1, metavar="[WHAT]…")
@click.option("--nation", metavar="NATION", help="Only the rules that run in this nation, and what they say there.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the pages of markdown or html go: an index, and one for each bundle.",
)
@plugins_dir_option
def rules(what: tuple[str, ...], nation: str | None, form: str, out: Path | None, plugins_dir: Path | None) -> None:
    """List the rules, or those that WHAT names: ids, globs, clauses or domains.

    As text, a line for each rule and one for its clauses. The other formats say all there is of it: its words, the
    clauses with their sources, the limits that it reads and when each began, and its cases; markdown and html also name
    the clauses that no rule tests, and why.

    \b
    complianced rules --nation wales
    complianced rules 'ENG-DBS-*' uksi-2014-2936/19
    complianced rules --format html --out handbook/      a handbook: open handbook/index.html
    complianced rules 'WAL-*' --format markdown          one text, to read or to paste
    complianced rules homeshare --format json            plain data
    """
    from complianced.cli.common import known_nation

    if form == "html" and out is None:
        raise click.UsageError("html is a page for each bundle, with links between them: say where with --out DIR")
    if form in ("text", "json") and out is not None:
        raise click.UsageError(f"{form} goes to the screen; --out DIR is for --format markdown or html")
    host = the_host(plugins_dir)
    warn_of_failed_plugins(host)
    if nation is not None:
        nation = known_nation(nation, host)
    if form == "text":
        _list(host, what, nation)
    else:
        _hand_out(host, what, nation, form, out)
    exit_for(host)


def _list(host: Host, what: tuple[str, ...], nation: str | None) -> None:
    from complianced.rules.rulebook import nations_of, selected

    number = 0
    for bundle in host.rulebook.bundles:
        for rule in selected(bundle.rules, {bundle.name: bundle.domain.value}, what, ()):
            nations = nations_of(rule, bundle)
            if nation is not None and nation not in nations:
                continue
            number += 1
            refs = rule.clauses_in(nation) if nation else tuple(dict.fromkeys(sum(rule.clauses.values(), ())))
            click.echo(f"{rule.id:<44} {rule.severity.value:<9} {rule.title}")
            click.echo(f"{'':<44} {', '.join(nations)}: {'; '.join(refs)}")
    console(stderr=True).print(counted(number, "rule"))


def _hand_out(host: Host, what: tuple[str, ...], nation: str | None, form: str, out: Path | None) -> None:
    """The handbook in one of its formats. Ends the command with 3 where cases or law data could not be read."""
    from complianced import __version__
    from complianced.handbook.chapters import chapters_of
    from complianced.handbook.data import rules_data
    from complianced.handbook.write import one_markdown, write_html, write_markdown
    from complianced.law.yaml_file import LawError
    from complianced.testing.cases import CaseError

    try:
        chapters = chapters_of(host, what, nation)
    except (CaseError, LawError) as error:
        click.echo(f"{error}\n`complianced plugin check` says what else is wrong with a bundle.", err=True)
        raise SystemExit(EXIT_INCOMPLETE) from None
    if form == "json":
        click.echo(json.dumps(rules_data(chapters), indent=1, ensure_ascii=False))
        return
    if not chapters:
        raise click.UsageError(f"no rule or clause is named by {', '.join(what)}{_near(host, what)}")
    if out is None:
        click.echo(one_markdown(chapters), nl=False)
        return
    try:
        written = write_html(chapters, __version__, out) if form == "html" else write_markdown(chapters, out)
    except OSError as error:
        raise click.UsageError(f"--out {out}: cannot be written ({error.strerror})") from None
    click.echo(f"{_counts(chapters)} in {counted(len(written), 'page')}: begin with {written[0]}", err=True)


def _counts(chapters: list[Chapter]) -> str:
    rules, cases = sum(len(chapter.entries) for chapter in chapters), sum(chapter.cases for chapter in chapters)
    return f"{counted(rules, 'rule')} and {counted(cases, 'case')}"


def _near(host: Host, what: tuple[str, ...]) -> str:
    from complianced.intake.likeness import did_you_mean

    known = [rule.id for bundle in host.rulebook.bundles for rule in bundle.rules]
    return "".join(did_you_mean(each, [*known, *host.rulebook.clauses]) for each in what)
