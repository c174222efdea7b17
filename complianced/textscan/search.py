"""From passages to hits: what is flagged, and what is passed over because it is about something else.

Passed over are sentences about the scheme's own staff, quoted law, and words said in denial. A word proves nothing:
every hit is a line for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from complianced.model import Severity
from complianced.textscan.lexicon import Lexicon, LexiconRow
from complianced.textscan.passages import Line, Passage

CONTEXT = 200  # letters of the sentence that a hit shows
MAX_HITS = 500  # of one document: more than anybody reads

_SENTENCE_ENDS = re.compile(r"(?<=[.!?;])\s+(?=[\"'“‘(]?[A-Z0-9])")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST = 2_000  # letters of a sentence; what never ends is taken in pieces
_BEFORE = 60  # letters before a word in which it may be denied


@dataclass(frozen=True)
class Hit:
    """A word found in a document: where, in which sentence, and what the sector says in its place."""

    row: str
    severity: Severity
    word: str
    line: Line
    context: str
    prefer: str


@dataclass(frozen=True)
class Setting:
    """What is known of the document: its kind and the nation whose words it may use."""

    kind: str | None
    nation: str | None


def search(passages: Sequence[Passage], lexicon: Lexicon, setting: Setting) -> list[Hit]:
    """The hits of a document in reading order, at most MAX_HITS."""
    rows = [row for row in lexicon.rows if not row.kinds or setting.kind in row.kinds]
    found: list[Hit] = []
    for passage in passages:
        for start, end in _sentences(passage.text):
            found += _hits_in(passage, start, end, rows, lexicon, setting)
            if len(found) >= MAX_HITS:
                return found[:MAX_HITS]
    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE_ENDS.finditer(text):
        yield from _pieces(text, start, gap.start())
        start = gap.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _hits_in(
    passage: Passage, start: int, end: int, rows: Iterable[LexiconRow], lexicon: Lexicon, setting: Setting
) -> list[Hit]:
    sentence = passage.text[start:end]
    if passage.quoted or lexicon.quoted_law.search(sentence):
        return []
    staff = _about_staff(passage, sentence, lexicon)
    claimed: list[tuple[int, int]] = []
    hits = []
    for row in rows:
        if (staff and row.kinds) or row.unless.search(sentence) or not _wanted(row, passage, sentence):
            continue
        for match in row.flagged.finditer(sentence):
            if any(match.start() < last and first < match.end() for first, last in claimed):
                continue
            claimed.append(match.span())
            if lexicon.denied.search(sentence, max(match.start() - _BEFORE, 0), match.start()):
                continue
            if not _own_word(row, match[0], setting):
                hits.append((match.start(), _hit(row, match[0], passage.line_at(start + match.start()), sentence)))
    return [hit for _, hit in sorted(hits, key=lambda found: found[0])]


def _about_staff(passage: Passage, sentence: str, lexicon: Lexicon) -> bool:
    """About the scheme's own staff: by the heading over it, carers apart, or by what it says, none of it to carers."""
    heading = passage.text if passage.heading else passage.under
    if lexicon.about_staff.search(heading) and not lexicon.about_carers.search(heading):
        return re.search(r"\bcarers?\b", sentence, re.IGNORECASE) is None
    return bool(lexicon.about_staff.search(sentence)) and not lexicon.about_carers.search(sentence)


def _wanted(row: LexiconRow, passage: Passage, sentence: str) -> bool:
    return row.only_with is None or bool(row.only_with.search(sentence) or row.only_under.search(passage.under))


def _own_word(row: LexiconRow, word: str, setting: Setting) -> bool:
    """A word of the nation's own law."""
    return any(
        setting.nation in nations and word.lower().rstrip("s") == own.rstrip("s")
        for own, nations in row.own_words.items()
    )


def _hit(row: LexiconRow, word: str, line: Line, sentence: str) -> Hit:
    context = _CONTROLS.sub(" ", sentence[:CONTEXT]) + ("…" if len(sentence) > CONTEXT else "")
    return Hit(row.id, row.severity, _CONTROLS.sub(" ", word.lower()), line, context, row.prefer)
