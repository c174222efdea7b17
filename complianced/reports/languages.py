"""A language read from locale files: the words of packs, and each bundle's titles, remedies, messages and gists.

A file says of itself whether somebody who reads the language well has checked it (`checked_by_reader`). A word is a
text, or a mapping with `word` and `source` where it stands in law or in others' published words. `rules` have a
`title`, a `fix` and a message (`says`) each, `clauses` their gists by reference, `choices` the words of the records,
and `quoted` names the columns whose text a message quotes as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from complianced.law.yaml_file import Entry, LawError, load
from complianced.reports.messages import NEEDED, Messages
from complianced.reports.words import MONTHS, Language

_KEYS = frozenset({"checked_by_reader", "nations", "sources", "pack", "rules", "clauses", "choices", "quoted"})


def known_languages() -> tuple[str, ...]:
    """The codes of the languages that packs have words for, English among them."""
    folder = files(__package__) / "locale"
    return ("en", *sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


def read_language(code: str, bundles: Iterable[Traversable] = ()) -> Language:
    """The language of that code: the words of packs, and of each bundle's folder that has them. Raises LawError.

    English needs no file. `checked_by_reader` is true only where it is true of every file.
    """
    if code == "en":
        return Language()
    places = [files(__package__) / "locale" / f"{code}.yaml"]
    places += [folder / "locale" / f"{code}.yaml" for folder in bundles]
    sentences: dict[str, str] = {}
    titles: dict[str, str] = {}
    fixes: dict[str, str] = {}
    says: dict[str, str] = {}
    gists: dict[str, str] = {}
    choices: dict[str, str] = {}
    quoted: list[str] = []
    checked = []
    for place in places:
        if not place.is_file():
            continue
        entry = Entry(place.name, load(place))
        entry.refuse_unknown(_KEYS)
        flag = entry.content.get("checked_by_reader")
        if not isinstance(flag, bool):
            raise LawError(f"{place.name}: `checked_by_reader` must be true or false")
        checked.append(flag)
        for english, own in _mapping(entry, "pack").items():
            sentences[str(english)] = _word(place.name, str(english), own)
        for rule, own in _mapping(entry, "rules").items():
            words = Entry(f"{place.name}, {rule}", own)
            words.refuse_unknown(frozenset({"title", "fix", "says"}))
            if title := words.text_or_none("title"):
                titles[str(rule)] = title.rstrip(".")
            if fix := words.text_or_none("fix"):
                fixes[str(rule)] = fix
            if message := words.text_or_none("says"):
                says[str(rule)] = message
        for into, key in ((gists, "clauses"), (choices, "choices")):
            into |= {str(named): _word(place.name, str(named), own) for named, own in _mapping(entry, key).items()}
        quoted += entry.words("quoted")
    months = tuple(sentences[month] for month in MONTHS if month in sentences)
    needed = {word: sentences[word] for word in NEEDED if word in sentences}
    messages = Messages(says, choices, tuple(quoted), months, needed)
    return Language(f"{code}-GB", sentences, titles, fixes, all(checked), gists, messages)


def _mapping(entry: Entry, key: str) -> Mapping[Any, Any]:
    content = entry.content.get(key) or {}
    if not isinstance(content, dict):
        raise LawError(f"{entry.where}: `{key}` must be a mapping")
    return content


def _word(file: str, english: str, own: Any) -> str:
    if isinstance(own, str) and own:
        return own
    entry = Entry(f"{file}, {english}", own)
    entry.refuse_unknown(frozenset({"word", "source"}))
    entry.text("source")
    return entry.text("word")
