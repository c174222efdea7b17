"""The words of a pack, and how another language takes their place.

English sentences stand where they are used; a language is a mapping from them to its own (`{"Met": "Wedi'i
fodloni"}`), given by a plugin. A sentence that the mapping lacks stays English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from complianced.model import Audit, Basis, Clause, Domain, How, Outcome, RuleResult, Severity, Sure
from complianced.reports.messages import Messages, by_rule, made_from_clause
from complianced.reports.said import ENGLISH_TAG, Said, filled, has_letters

OUTCOMES = {
    Outcome.MET: "Met",
    Outcome.NOT_MET: "Not met",
    Outcome.NOT_TESTED: "Not tested",
    Outcome.JUDGEMENT: "Waits for a person's judgement",
    Outcome.NOT_APPLICABLE: "Not applicable",
    Outcome.NOT_IN_FORCE: "Not in force",
    Outcome.WAIVED: "Waived",
    Outcome.ERROR: "Error",
}
SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.MAJOR: "Major",
    Severity.MINOR: "Minor",
    Severity.ADVICE: "Advice",
}
BASES = {
    Basis.LAW: "Law",
    Basis.STATUTORY_GUIDANCE: "Statutory guidance",
    Basis.GUIDANCE: "Guidance",
    Basis.CONVENTION: "Good practice",
}
BASES_IN_FULL = {
    Basis.LAW: "Rests on law.",
    Basis.STATUTORY_GUIDANCE: "Rests on statutory guidance: to be followed unless there is good reason not to.",
    Basis.GUIDANCE: "Rests on guidance, not on law.",
    Basis.CONVENTION: "Rests on good practice in the sector. No law fixes this.",
}
SURE = {
    Sure.VERIFIED: "Text seen",
    Sure.SISTER: "Seen only in a sister instrument",
    Sure.SECONDARY: "Seen only as others quote it",
    Sure.RECALLED: "Text not seen",
}
DOMAINS = {
    Domain.REGULATORY: "Regulatory",
    Domain.SAFEGUARDING: "Safeguarding",
    Domain.SELF_EMPLOYMENT: "Self-employment",
    Domain.HOMESHARE: "Homeshare",
    Domain.OUTCOMES: "Outcomes",
    Domain.DATA: "Data",
}
HOWS = {
    How.RECORD: "By records",
    How.EVIDENCE: "By dated evidence",
    How.JUDGEMENT: "By a person's judgement",
    How.NOT_APPLICABLE: "Not applicable",
}
NATIONS = {
    "england": "England",
    "wales": "Wales",
    "scotland": "Scotland",
    "northern_ireland": "Northern Ireland",
}
_SMALL_WORDS = frozenset({"and", "of", "the"})
SERVICES = {"shared_lives": "Shared Lives", "homeshare": "Homeshare", "adult_placement": "Adult placement"}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Language:
    """A language tag and the sentences it has of its own; what it lacks stays English, string by string.

    `titles` and `fixes` are those of rules, by id, `gists` those of clauses, by reference, `messages` those of
    findings. `checked_by_reader` is false while nobody who speaks the language has read the words.
    """

    tag: str = ENGLISH_TAG
    sentences: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    fixes: Mapping[str, str] = field(default_factory=dict)
    checked_by_reader: bool = True
    gists: Mapping[str, str] = field(default_factory=dict)
    messages: Messages = field(default_factory=Messages)

    def say(self, sentence: str, **values: Any) -> str:
        """The sentence in this language, with `{name}` filled in; whole in English where any of it is not there."""
        if self.tag == ENGLISH_TAG:
            template = self.sentences.get(sentence, sentence)
            return template.format(**values) if values else template
        own = self.sentences.get(sentence)
        template = sentence if own is None and not has_letters(sentence) else self._own(sentence, own)
        return filled(template, **values) if values else template

    def _own(self, english: str, own: str | None) -> Said:
        return Said(english, ENGLISH_TAG, english) if own is None else Said(own, self.tag, english)

    def english(self, text: str) -> str:
        """Words of the law or of a rule that are there in English alone."""
        return text if self.tag == ENGLISH_TAG else Said(text, ENGLISH_TAG, text)

    def known(self, text: str) -> str:
        """Words of the law or of an audit, in this language where they are among its sentences, or else in English."""
        return text if self.tag == ENGLISH_TAG else self._own(text, self.sentences.get(text))

    def title(self, rule: RuleResult) -> str:
        """The title of a rule, without a stop."""
        title = rule.title.rstrip(".")
        return title if self.tag == ENGLISH_TAG else self._own(title, self._title(rule))

    def _title(self, rule: RuleResult) -> str | None:
        if made_from_clause(rule.id):
            return self.gists.get(rule.clauses[0])
        return self.titles.get(rule.id)

    def fix(self, rule: RuleResult) -> str:
        """What a rule says to do."""
        return rule.fix if self.tag == ENGLISH_TAG else self._own(rule.fix, by_rule(self.fixes, rule.id))

    def gist(self, clause: Clause) -> str:
        """What a clause asks, in short."""
        return clause.gist if self.tag == ENGLISH_TAG else self._own(clause.gist, self.gists.get(clause.ref))

    def message(self, rule: str, message: str, values: str, due_on: date | None) -> str:
        """What was found, from a finding's columns: its message in this language, or else as it is in English."""
        if self.tag == ENGLISH_TAG:
            return message
        return self._own(message, self.messages.of(rule, values, due_on))

    def of(self, audit: Audit) -> Audit:
        """The audit with the words of its rules, clauses and findings in this language, where it has them."""
        if self.tag == ENGLISH_TAG:
            return audit
        rules = tuple(
            replace(rule, title=self._title(rule) or rule.title, fix=by_rule(self.fixes, rule.id) or rule.fix)
            for rule in audit.rules
        )
        clauses = tuple(
            replace(each, clause=replace(each.clause, gist=self.gists.get(each.clause.ref, each.clause.gist)))
            for each in audit.clauses
        )
        findings, waived = self._told(audit.findings), self._told(audit.waived)
        return replace(audit, rules=rules, clauses=clauses, findings=findings, waived=waived)

    def _told(self, findings: pl.DataFrame) -> pl.DataFrame:
        """Findings with their messages in this language."""
        columns = findings.select("rule", "message", "values", "due_on").iter_rows()
        told = [self.messages.of(rule, values, due_on) or english for rule, english, values, due_on in columns]
        return findings.with_columns(message=pl.Series(told, dtype=pl.String))

    def count(self, number: int, one: str, many: str) -> str:
        """`1 finding`, `2 findings`, `1,204 findings`.

        Another language prints `findings: 2`, as a number changes the word after it in ways that are not known here.
        """
        if self.tag == ENGLISH_TAG:
            return f"{number:,} {self.say(one if number == 1 else many)}"
        said = self.say(many)
        english = f"{number:,} {one if number == 1 else many}"
        own = isinstance(said, Said) and said.lang == self.tag
        return Said(f"{said}: {number:,}", self.tag, english) if own else Said(english, ENGLISH_TAG, english)

    def day(self, day: date) -> str:
        """22 November 2026."""
        month = self.say(MONTHS[day.month - 1])
        if self.tag == ENGLISH_TAG:
            return f"{day.day} {month} {day.year}"
        return filled("{day} {month} {year}", day=day.day, month=month, year=day.year)


ENGLISH = Language()

# Prefixes of legislation.gov.uk and how the instrument is cited.
_SERIES = {
    "uksi": "SI",
    "wsi": "WSI",
    "ssi": "SSI",
    "nisr": "SR (Northern Ireland)",
    "nisi": "SI (Northern Ireland)",
}
_ACTS = {
    "ukpga": "UK Act",
    "asp": "Act of the Scottish Parliament",
    "anaw": "Act of the Welsh Assembly",
    "asc": "Act of Senedd Cymru",
    "nia": "Act of the Northern Ireland Assembly",
    "mwa": "Welsh Measure",
    "eur": "Retained EU Regulation",
}


def citation(instrument: str) -> str | None:
    """A numbered instrument's id as people cite it: `uksi-2014-2936` is `SI 2014/2936`. None for any other slug."""
    found = re.fullmatch(r"([a-z]+)-(\d{4})-(\d+)", instrument)
    if not found:
        return None
    series, year, number = found.groups()
    if series in _SERIES:
        return f"{_SERIES[series]} {year}/{number}"
    if series in _ACTS:
        return f"{_ACTS[series]} {year}, number {number}"
    return f"{series.upper()} {year}/{number}"


def instrument_name(instrument: str) -> str:
    """A short name for an instrument without its title at hand."""
    return citation(instrument) or first_capital(instrument.replace("-", " "))


def first_capital(text: str) -> str:
    """`text` with a capital at its start, the rest left alone."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """`text` as a sentence: a capital at its start and a stop at its end."""
    return first_capital(text.strip()).rstrip(".") + "."


def nation_name(nation: str) -> str:
    """A nation as people write it; one that a plugin brings is `Isle of Man` for `isle_of_man`."""
    words = nation.split("_")
    return NATIONS.get(nation) or " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)


def split_clause(ref: str) -> tuple[str, str]:
    """`uksi-2014-2936/9(3)(a)` as the instrument's id and the clause within it."""
    instrument, _, clause = ref.partition("/")
    return instrument, clause


def clause_name(ref: str) -> str:
    """A clause as people cite it: `SI 2014/2936, 9(3)(a)`."""
    instrument, clause = split_clause(ref)
    return f"{instrument_name(instrument)}, {clause}" if clause else instrument_name(instrument)
