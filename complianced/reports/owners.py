"""Who answers for what: the roles of `[owners]` in a scheme's settings, and which findings are whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Owners:
    """Roles in the order of the settings, and the role of each rule's findings in a table of the records."""

    roles: tuple[str, ...]
    by_rule: Mapping[tuple[str, str], str]

    def of(self, rule: str, table: str) -> str | None:
        """The role that answers for findings of the rule in the table; None where no pattern names them."""
        return self.by_rule.get((rule, table))
