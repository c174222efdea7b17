"""Days that rules must know beside the dates of clauses and values."""

from __future__ import annotations

from datetime import date

# The HSE's guidelines are of 2016; their day was not seen. How a family was assessed before is not judged by them.
GUIDELINES_FROM = date(2016, 1, 1)
