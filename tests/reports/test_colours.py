"""Words and marks can be told from their ground: WCAG 2.2's contrast, and never by colour alone."""

from __future__ import annotations

import pytest

from complianced.model import Outcome, Severity
from complianced.reports import bigtable, charts, marks, styles
from complianced.reports.words import OUTCOMES, SEVERITIES

PAPER = "1 1 1"
TINTS = [
    marks.rgb(bigtable.HEAD_GROUND),
    marks.rgb("#EDF2F7"),
    *(marks.rgb(ground) for ground, _ in styles.PANELS.values()),
]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [float(part) for part in colour.split()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ink", [styles.INK, styles.NAVY, styles.GREY, styles.LINK])
@pytest.mark.parametrize("ground", [PAPER, *TINTS])
def test_words_stand_out_from_every_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("ink", ["1 1 1", "0.85 0.9 0.95"])
def test_the_title_stands_out_from_its_band(ink: str) -> None:
    assert contrast(ink, marks.rgb("#12436D")) >= 4.5


@pytest.mark.parametrize("mark", [*OUTCOMES, *SEVERITIES])
def test_marks_stand_out_from_paper_and_panels(mark: str) -> None:
    for ground in (PAPER, *TINTS):
        assert contrast(marks.rgb(marks.colour_of(mark)), ground) >= 3


def test_marks_differ_in_shape_and_not_in_colour_alone() -> None:
    shapes = [tuple((s.points, s.filled, s.round) for s in marks.MARKS[outcome]) for outcome in Outcome]
    assert len(set(shapes)) == len(shapes)
    dark = [sum(s.colour != marks.PALE for s in marks.MARKS[severity]) for severity in Severity]
    assert dark == [4, 3, 2, 1]


@pytest.mark.parametrize("mark", [*Outcome, *Severity])
def test_figures_on_bars_can_be_read(mark: str) -> None:
    ink = "0.106 0.122 0.137" if mark in charts._LIGHT else "1 1 1"
    assert contrast(ink, marks.rgb(charts.fill_of(mark))) >= 4.5
