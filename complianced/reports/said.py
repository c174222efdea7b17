"""Words that know their language, so that a pack in one language can say which of its words stay in another.

A plain string belongs to no language: a number, an id, a name. `Said` words know theirs, and what they are in English.
Strings are put together here and nowhere else: where one piece has no translation, the whole string is English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Formatter
from typing import Any

ENGLISH_TAG = "en-GB"


class Said(str):
    """Words in a language; `english` says the same in English."""

    __slots__ = ("english", "lang")
    english: str
    lang: str

    def __new__(cls, text: str, lang: str, english: str) -> Said:
        """The words with their language."""
        said = super().__new__(cls, text)
        said.lang, said.english = lang, english
        return said


def english_of(words: Any) -> Any:
    """The words in English; anything else as it is."""
    return words.english if isinstance(words, Said) else words


def foreign(words: str) -> str | None:
    """The language of English words in a pack that is not English; None for all other words."""
    return words.lang if isinstance(words, Said) and words.lang == ENGLISH_TAG else None


def filled(template: str, **values: Any) -> str:
    """The template with its values, in the language that all of it has; in English where any piece is English.

    A template without letters of its own (`{name}: {count}`) goes with any language.
    """
    pieces = [each for each in (template, *values.values()) if isinstance(each, Said)]
    if not pieces:
        return template.format(**values)
    english = str(english_of(template)).format(**{name: english_of(value) for name, value in values.items()})
    spoken = {piece.lang for piece in pieces}
    if len(spoken) > 1 or (not isinstance(template, Said) and has_letters(template)):
        return Said(english, ENGLISH_TAG, english)
    return Said(template.format(**values), pieces[0].lang, english)


def has_letters(template: str) -> bool:
    """True when a template holds words beside its placeholders."""
    return any(any(map(str.isalpha, text)) for text, *_ in Formatter().parse(template))


def joined(separator: str, pieces: Iterable[str]) -> str:
    """Pieces as one string, in the language that all of them have, or else in English."""
    pieces = list(pieces)
    names = [f"p{at}" for at in range(len(pieces))]
    return filled(separator.join(f"{{{name}}}" for name in names), **dict(zip(names, pieces, strict=True)))


def in_turn(separator: str, pieces: Iterable[str]) -> str | Sequence[str]:
    """Pieces that may differ in language, one after the other: sentences of a paragraph, each in its own."""
    pieces = list(pieces)
    if len({foreign(piece) for piece in pieces}) < 2:
        return joined(separator, pieces)
    out: list[str] = []
    for piece in pieces:
        out += [separator, piece] if out else [piece]
    return out
