"""Days on which the law of Wales changed, where a rule must know them beside the dates of its clauses and values."""

from __future__ import annotations

from datetime import date

# WSI 2019/163 begins; what was done before it, or left undone, cannot be judged by it.
REGULATED_FROM = date(2019, 4, 29)

# The first financial year with a return since 2018: WSI 2017/1097 reg 2A switched it off for three years.
FIRST_RETURN_ENDS = date(2022, 3, 31)

# The first financial year whose return is published: 2016 Act s 10, as changed by the 2025 Act.
FIRST_PUBLISHED_ENDS = date(2026, 3, 31)

# The day of [2026] UKSC 16: the acid test ended, and screenings by it ran out.
ACID_TEST_ENDED = date(2026, 6, 2)
