"""What several of Northern Ireland's rules and views ask in the same way."""

from __future__ import annotations

from datetime import date

import polars as pl

from complianced.api import col

# SR 2007/221 came into operation: nothing was asked of a placement, a carer or a member of staff before.
COMMENCED = date(2007, 4, 30)
# Carers' enhanced checks carry the adults' barred list from this day (SR 2023/16).
BARRED_LIST_FROM = date(2023, 3, 20)

_PLACED_BY_A_BODY = ("hsc_trust", "nhs", "local_authority", "joint")


def has_authority() -> pl.Expr:
    """A placing authority is behind the placement: one is named and the person does not pay alone, or a body pays."""
    named = col("placing_authority").is_not_null() & col("funding").ne_missing("self")
    return named | col("funding").is_in(_PLACED_BY_A_BODY).fill_null(False)


def since_commencement(day: str) -> pl.Expr:
    """The day, or the day on which the Regulations began where it is earlier."""
    return pl.max_horizontal(col(day), pl.lit(COMMENCED))
