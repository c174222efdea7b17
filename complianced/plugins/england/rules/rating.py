"""The latest rating, shown online and at the office: SI 2014/2936 reg 20A. A scheme with no rating shows nothing.

That it is shown is law; the 21 days are CQC's guidance. A date before the rating came out belongs to an older one.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, col, make_rule, present, within

_PUBLISHED = "rating_published_on"


def _display(where: str, words: str, fix: str) -> tuple[Rule, Rule]:
    """That the rating is shown in a place, and that it was shown in time."""
    shown = f"rating_shown_{where}_on"
    of_this_rating = col(shown) >= col(_PUBLISHED)
    name = f"ENG-RATING-{where.upper().replace('_', '-')}"

    def is_shown(law: Law) -> pl.Expr:
        still_time: pl.Expr = col(_PUBLISHED) + law.rating_display >= law.today
        return of_this_rating.fill_null(False) | still_time

    def in_time(law: Law) -> pl.Expr:
        return within(_PUBLISHED, shown, law.rating_display, law)

    return (
        make_rule(
            name,
            RuleKind.CONDITION,
            f"The latest rating is shown {words}",
            is_shown,
            about="schemes",
            clauses="uksi-2014-2936/20A",
            severity="major",
            when=present("latest_rating"),
            says=f"The rating published on {{{_PUBLISHED}}} is not shown to be displayed {words} (last "
            f"display recorded: {{{shown}}})",
            fix=fix,
            basis="law",
        ),
        make_rule(
            f"{name}-IN-TIME",
            RuleKind.CONDITION,
            f"The latest rating was shown {words} in the time that CQC's guidance gives",
            in_time,
            about="schemes",
            clauses="uksi-2014-2936/20A",
            severity="major",
            when=present("latest_rating") & of_this_rating,
            says=f"The rating published on {{{_PUBLISHED}}} was displayed {words} on {{{shown}}}, later than CQC's "
            "guidance allows",
            fix="Note why it was late, and who puts up the next one on the day it comes out.",
        ),
    )


DISPLAYS: tuple[Rule, ...] = (
    *_display(
        "online",
        "on the website",
        "Put the rating on the website with the link to CQC's page, and enter the date.",
    ),
    *_display(
        "at_office",
        "at the office",
        "Put CQC's poster up where visitors see it, and enter the date.",
    ),
)
