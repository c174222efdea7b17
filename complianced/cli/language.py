"""`--language`: which languages packs, titles and the summary are in, and the words of each from the locale files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complianced.plugins.host import Host
    from complianced.reports.words import Language


def languages_of(given: str, host: Host) -> dict[str, Language]:
    """The languages of `cy` or `en,cy` by code, in their order, with every loaded bundle's words for them.

    Ends the command with a usage error for a language that there are no words for.
    """
    from complianced.law.yaml_file import LawError
    from complianced.reports.languages import known_languages, read_language

    codes = list(dict.fromkeys(code.strip().lower() for code in given.split(",")))
    known = known_languages()
    for code in codes:
        if code not in known:
            told = f"there is {', '.join(known)}, or several such as en,cy"
            raise click.BadParameter(f"{code!r}: {told}", param_hint="--language")
    folders = [bundle.folder for bundle in host.rulebook.bundles]
    try:
        return {code: read_language(code, folders) for code in codes}
    except LawError as error:
        raise click.UsageError(str(error)) from None
