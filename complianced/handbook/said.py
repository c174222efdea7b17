"""How the handbook says things: nations, values, what a rule rests on, and sources with their addresses as links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from complianced.handbook.entries import Entry
from complianced.law.spans import Span as Time
from complianced.law.spans import Unit
from complianced.law.values import EVERYWHERE, DatedValue
from complianced.reports.blocks import Span, Words
from complianced.reports.words import BASES, ENGLISH, NATIONS, OUTCOMES, SURE, first_capital
from complianced.testing.cases import Case

_ADDRESS = re.compile(r"(?:https?://|\bwww\.)[^\s;,()<>\"'|\\`]*[\w/]")


def nation_words(nation: str) -> str:
    """A nation as people write it."""
    return NATIONS.get(nation) or ("All" if nation == EVERYWHERE else title_words(nation))


def nations_words(nations: Iterable[str]) -> str:
    """Nations as people write them, one after the other."""
    return ", ".join(map(nation_words, nations))


def title_words(name: str) -> str:
    """A name of the code as a heading: `isle_of_man` is `Isle of man`."""
    return first_capital(name.replace("_", " "))


def value_words(dated: DatedValue) -> str:
    """A value with what it counts: `36 months`, `80%`, `£25`, `3`."""
    if dated.unit.is_time:
        return str(Time(int(dated.value), dated.unit))
    if dated.unit is Unit.PERCENT:
        return f"{dated.value}%"
    return f"£{dated.value:,}" if dated.unit is Unit.POUNDS else f"{dated.value:,}"


def weight_words(entry: Entry) -> str:
    """What a rule rests on and how sure its text is; nation by nation where these differ."""
    nations: dict[str, list[str]] = {}
    for nation, weight in entry.weights.items():
        nations.setdefault(f"{BASES[weight.basis]}. {SURE[weight.sure]}.", []).append(nation)
    if len(nations) == 1:
        return next(iter(nations))
    return "\n".join(f"{nations_words(where)}: {words}" for words, where in nations.items())


def expected_words(case: Case) -> str:
    """The outcome that a case expects, with the records that must be named and the day it is due, where it says so."""
    parts = [OUTCOMES[case.then]]
    if case.findings is not None:
        parts.append(f"names {', '.join(case.findings) or 'nothing'}")
    if case.due_on is not None:
        parts.append(f"due {ENGLISH.day(case.due_on)}")
    return "; ".join(parts)


def codes(names: Iterable[str]) -> Sequence[str | Span]:
    """Names of the code or of files, one after the other."""
    words: list[str | Span] = []
    for name in names:
        words += [", ", Span(name, code=True)] if words else [Span(name, code=True)]
    return words


def links(keys: Iterable[tuple[str, str]]) -> Sequence[str | Span]:
    """Words that lead to a place, one after the other; each given with its place."""
    words: list[str | Span] = []
    for text, key in keys:
        words += [", ", Span(text, to=key)] if words else [Span(text, to=key)]
    return words


def source_words(source: str) -> Words:
    """A source in which each address of the web leads there."""
    words: list[str | Span] = []
    at = 0
    for found in _ADDRESS.finditer(source):
        words += [source[at : found.start()], Span(found.group(), to=web_key(found.group()))]
        at = found.end()
    return [word for word in [*words, source[at:]] if word] if words else source


def addresses_in(source: str) -> dict[str, str]:
    """The addresses of the web in a source, by the key that leads there."""
    found = _ADDRESS.findall(source)
    return {web_key(each): each if each.startswith("http") else f"https://{each}" for each in found}


def web_key(address: str) -> str:
    """Where words lead that are an address of the web."""
    return f"web:{address}"
