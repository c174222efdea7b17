"""Deterministic dice: the same key, salt and seed give the same throw on every machine and version.

Each throw mixes a whole-number key (the number of a household, of an arrangement, …) with a salt by the last steps of
splitmix64, in 64-bit wrapping arithmetic. polars' own `hash()` is not used, as its values change between versions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import polars as pl

_GOLDEN = 0x9E3779B97F4A7C15
# Shift (as the power of two to divide by) and factor of each step.
_STEPS = ((1 << 30, 0xBF58476D1CE4E5B9), (1 << 27, 0x94D049BB133111EB))
_LAST = 1 << 31
_TOP = 1 << 33


@dataclass(frozen=True)
class Dice:
    """Throws for one seed. `key` names a column of whole numbers, or is an expression of them."""

    seed: int

    def bits(self, key: str | pl.Expr, salt: str) -> pl.Expr:
        """31 well-mixed bits, as UInt64."""
        digest = blake2b(f"{self.seed}/{salt}".encode(), digest_size=8).digest()
        spread = _whole(key) * _u64(_GOLDEN) + _u64(int.from_bytes(digest))
        return spread.map_batches(_mixed, return_dtype=pl.UInt64)

    def whole(self, key: str | pl.Expr, salt: str, low: int, high: int | pl.Expr) -> pl.Expr:
        """A whole number from low to high, both included; low where high is below it."""
        if isinstance(high, int):
            width: pl.Expr = _u64(max(high - low, 0) + 1)
        else:
            width = (high.cast(pl.Int64) - low).clip(0).cast(pl.UInt64) + _u64(1)
        return (self.bits(key, salt) % width).cast(pl.Int32) + low

    def chance(self, key: str | pl.Expr, salt: str, percent: int) -> pl.Expr:
        """True for about `percent` in a hundred."""
        return self.bits(key, salt) % _u64(100) < _u64(percent)

    def choice(self, key: str | pl.Expr, salt: str, words: Sequence[str]) -> pl.Expr:
        """One of the words; a word given twice comes twice as often."""
        return pick(self.bits(key, salt) % _u64(len(words)), words)


def _mixed(throws: pl.Series) -> pl.Series:
    """The whole column at once; as an expression each step would be worked out twice, and all of them eight times."""
    for shift, factor in _STEPS:
        throws = (throws ^ (throws // shift)) * _one(factor)
    return (throws ^ (throws // _LAST)) // _TOP


def _one(number: int) -> pl.Series:
    return pl.Series([number], dtype=pl.UInt64)


def pick(index: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """The word at each index, which wraps round."""
    return pl.lit(pl.Series(list(words), dtype=pl.String)).gather(index.cast(pl.Int64) % len(words))


def weighted(weights: dict[str, int]) -> tuple[str, ...]:
    """The words, each as often as its weight says, for `choice`."""
    return tuple(word for word, weight in weights.items() for _ in range(weight))


def _whole(key: str | pl.Expr) -> pl.Expr:
    return (pl.col(key) if isinstance(key, str) else key).cast(pl.UInt64)


def _u64(number: int) -> pl.Expr:
    return pl.lit(number, dtype=pl.UInt64)
