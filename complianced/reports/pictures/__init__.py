"""Pictures for easy-read packs: simple shapes from Health Icons (MIT, see LICENSE.txt) and one of ours, kept as paths.

Each is drawn in one colour beside a sentence that says the same, so a screen reader passes over it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

SIDE = 100.0
_COMMANDS = re.compile("([MLCZ])([^MLCZ]*)")
_PDF = {"M": "m", "L": "l", "C": "c", "Z": "h"}


class Path(NamedTuple):
    """One closed shape in a square of 100, y down, in the commands M, L, C and Z; `rule` says what is inside."""

    rule: str
    d: str


@cache
def pictures() -> dict[str, tuple[Path, ...]]:
    """The pictures by name."""
    stored = json.loads((files(__package__) / "pictures.json").read_text("utf-8"))["pictures"]
    return {name: tuple(Path(path["rule"], path["d"]) for path in paths) for name, paths in stored.items()}


def operators(name: str, left: float, top: float, size: float) -> str:
    """PDF operators that paint the picture in the current colour, `size` points square, down from `top`."""
    scale = size / SIDE
    out: list[str] = []
    for path in pictures()[name]:
        for command, numbers in _COMMANDS.findall(path.d):
            spots = [float(number) for number in numbers.split()]
            out += [
                f"{left + x * scale:.2f} {top - y * scale:.2f}" for x, y in zip(spots[::2], spots[1::2], strict=True)
            ]
            out.append(_PDF[command])
        out.append("f*" if path.rule == "evenodd" else "f")
    return " ".join(out)


def svg(name: str) -> str:
    """The picture as inline SVG that readers' software passes over."""
    shapes = "".join(f'<path fill-rule="{path.rule}" d="{path.d}"/>' for path in pictures()[name])
    return f'<svg viewBox="0 0 100 100" fill="#12436d" aria-hidden="true" focusable="false">{shapes}</svg>'
