"""What sections are given beside the audit: the audience, the words, and the names that this audience may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from complianced.law.frameworks import Framework
from complianced.law.pack_order import Theme
from complianced.measures.fact import Standing
from complianced.measures.matrix import Matrix
from complianced.model import Audit, RuleResult
from complianced.reports.blocks import Bars
from complianced.reports.history import History
from complianced.reports.owners import Owners
from complianced.reports.words import ENGLISH, Language, citation, instrument_name, split_clause


@dataclass(frozen=True)
class Context:
    """One pack of one audit.

    `terms` are the nation's words (`{"carer": "adult placement carer"}`, or each with `word`, `plural`, `law`),
    `titles` the titles of instruments by id, `names` the names behind records; only audiences that may see names read
    the last. `themes` are the nation's order of what inspectors ask for; without them findings go by severity.
    `matrices` are counts of training and disclosures, `facts` how the scheme stands on the day, `history` the earlier
    audits and `owners` the roles that answer for findings, where there are any, `gathered` what the sections of plugins
    counted, by their name.
    """

    audience: str = "inspector"
    title: str = "Inspection pack"
    language: Language = ENGLISH
    terms: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    frameworks: tuple[Framework, ...] = ()
    themes: tuple[Theme, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    gathered: Mapping[str, Any] = field(default_factory=dict)
    facts: Standing | None = None
    history: History | None = None
    owners: Owners | None = None

    def say(self, sentence: str, **values: Any) -> str:
        """The sentence in the pack's language."""
        return self.language.say(sentence, **values)

    def table_said(self, table: str) -> str:
        """A table of the records in words."""
        return self.say(table.replace("_", " "))

    def bars(
        self,
        title: str,
        parts: Sequence[tuple[str, str]],
        rows: Sequence[tuple[str, Sequence[int]]],
        unit: str,
        row_marks: Sequence[str] = (),
    ) -> Bars:
        """A bar chart that tells its numbers in the pack's language."""
        told = self.say("{title}. Bar chart of {unit}. {rows}."), self.say("{title}: the numbers of the chart")
        return Bars(title, parts, rows, unit, row_marks, 0, *told)

    def title_of(self, instrument: str) -> str:
        """An instrument's citation and title, as far as they are known."""
        cited, title = citation(instrument), self.titles.get(instrument)
        return f"{cited}: {title}" if cited and title else title or instrument_name(instrument)

    def clause_of(self, ref: str) -> str:
        """A clause as people cite it: `SI 2014/2936, 9(3)(a)`; where an instrument has no number, by its title."""
        instrument, clause = split_clause(ref)
        name = citation(instrument) or self.title_of(instrument)
        return f"{name}, {clause}" if clause else name

    def several_schemes(self, audit: Audit) -> bool:
        """True when findings need their scheme beside them."""
        return len(audit.schemes) > 1


def rules_by_id(audit: Audit) -> dict[str, RuleResult]:
    """The rules of an audit by their id."""
    return {rule.id: rule for rule in audit.rules}


def rule_key(rule: str) -> str:
    """Where a rule's findings stand in a pack."""
    return f"rule:{rule}"


def theme_key(theme: str) -> str:
    """Where a theme's findings stand in a pack."""
    return f"theme:{theme}"


def instrument_key(instrument: str) -> str:
    """Where an instrument's clauses stand in a pack."""
    return f"instrument:{instrument}"


def clause_key(ref: str) -> str:
    """Where a clause stands in a pack."""
    return f"clause:{ref}"


def record_name(ctx: Context, table: str, record_id: str) -> str:
    """A record's id, with the name behind it where this pack may show it."""
    name = ctx.names.get((table, record_id))
    return f"{name} ({record_id})" if name else record_id
