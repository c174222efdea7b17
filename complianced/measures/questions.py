"""The outcome questions in neutral words of our own, and the answers each takes, best first.

My Shared Life's own wording is members-only and not here: a scheme that has it prints its own words and keeps the keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

FREQUENCY = ("all_the_time", "most_of_the_time", "some_of_the_time", "never")
CHANGE = ("improved", "no_change", "worse")
YES_NO = ("yes", "no")
DECLINED = "declined"


@dataclass(frozen=True)
class Question:
    """One question: the key that `surveys.question` holds, our words for it, and its answers, best first."""

    key: str
    wording: str
    answers: tuple[str, ...]

    @property
    def is_a_level(self) -> bool:
        """True where an answer tells how things are, so that two answers can be compared; false where it tells of a
        change already.
        """
        return self.answers != CHANGE


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        question.key: question
        for question in (
            Question("belonging_family", "How often do you feel that you belong where you live or stay?", FREQUENCY),
            Question("social_life", "Has your social life changed since you came into Shared Lives?", CHANGE),
            Question("friends", "Has it become easier to have friends?", CHANGE),
            Question("community_involved", "How often do you take part in things where you live?", FREQUENCY),
            Question("community_helped", "Does your carer help you to take part?", YES_NO),
            Question("physical_health", "Has your body's health changed?", CHANGE),
            Question("emotional_health", "Has the way you feel changed?", CHANGE),
            Question("choice", "How often do you choose what you do?", FREQUENCY),
            Question("independence", "Can you do more for yourself than before?", CHANGE),
            Question("safety", "How often do you feel safe?", FREQUENCY),
            Question("control", "How often do you have a say in your daily life?", FREQUENCY),
        )
    }
)
