"""`--language`: which languages packs, titles and the summary are in, and the words of each from the locale files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from complianced.model import Audit
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


def in_nations_order(languages: Mapping[str, Language], audit: Audit, host: Host) -> dict[str, Language]:
    """The languages in the order that the nation of the schemes sets; as given where it sets none, or for several."""
    nations = {scheme.nation for scheme in audit.schemes}
    orders = [bundle.law.pack.languages for bundle in host.rulebook.bundles if set(bundle.nations) == nations]
    first = next((order for order in orders if order), ())
    ordered = [code for code in first if code in languages]
    return {code: languages[code] for code in dict.fromkeys([*ordered, *languages])}
