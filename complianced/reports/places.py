"""The places that links lead to: which a page has, and ids for them that stay the same from one writing to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from complianced.reports import blocks

_RESERVED = frozenset({"main"})


@dataclass(frozen=True)
class Places:
    """Where links lead: `here` the id of each place of this page, `elsewhere` the address of what stands off it.

    An address is a page beside this one (`wales.html#wsi-2019-163-12-1`) or one of the web.
    """

    here: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)


def keys_of(content: Iterable[blocks.Block]) -> list[str]:
    """The keys of headings, then those of table rows, each once."""
    content = list(content)
    keys = [block.key for block in content if isinstance(block, blocks.Heading)]
    for block in content:
        if isinstance(block, blocks.Table) and block.keys is not None:
            keys += [key for key in block.keys if key is not None]
    return [key for key in dict.fromkeys(keys) if key]


def readable_ids(content: Sequence[blocks.Block]) -> dict[str, str]:
    """An id for each place, made of its key after the colon: `clause:wsi-2019-163/12(1)` is `wsi-2019-163-12-1`.

    Where two would be alike, the later one has a number behind it.
    """
    ids: dict[str, str] = {}
    taken = set(_RESERVED)
    for key in keys_of(content):
        plain = re.sub(r"[^A-Za-z0-9_]+", "-", key.partition(":")[2] or key).strip("-") or "place"
        chosen, number = plain, 1
        while chosen in taken:
            number += 1
            chosen = f"{plain}-{number}"
        taken.add(chosen)
        ids[key] = chosen
    return ids
