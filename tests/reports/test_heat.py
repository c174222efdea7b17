"""Heat maps: the numbers stand in the cells, in words for who does not see them, and in a table."""

from __future__ import annotations

import io

import pikepdf
import pytest

from complianced.measures.matrix import Matrix
from complianced.reports import heat, marks
from complianced.reports.blocks import Heat
from complianced.reports.pack import html_bytes, pdf_bytes
from complianced.reports.packs import known_pack

from . import checks
from .audits import audit
from .test_colours import contrast

STATES = ("In date", "Due in 13 weeks", "Lapsed")
MATRIX = Matrix("training-carers", "Training of carers", "How many have it", ("Medicines", "First aid"), STATES,
                ((39, 8, 2), (49, 0, 0)), (49, 49))  # fmt: skip
LONG = Matrix("training-staff", "Training of staff", "How many", tuple(f"Course {n}" for n in range(90)), STATES,
              ((1, 1, 1),) * 90, (3,) * 90)  # fmt: skip


@pytest.mark.parametrize("audience", ["inspector", "manager"])
@pytest.mark.parametrize("matrix", [MATRIX, LONG], ids=["short", "long"])
def test_a_pack_with_heat_maps_meets_the_standards(audience: str, matrix: Matrix) -> None:
    data = pdf_bytes(audit(), known_pack(audience), matrices=[matrix])
    assert checks.standards(data, "ua1", "3a") == []
    assert checks.tree_faults(data) == []
    assert data == pdf_bytes(audit(), known_pack(audience), matrices=[matrix])


def test_the_numbers_are_told_in_words_and_in_a_table() -> None:
    data = pdf_bytes(audit(), known_pack("inspector"), matrices=[MATRIX])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = [str(figure.Alt) for figure in checks.elements(pdf, "Figure")]
    assert ("Training of carers. Medicines (49): In date 39, Due in 13 weeks 8, Lapsed 2; First aid (49): In date 49."
            in told)  # fmt: skip
    said = checks.spoken(data)
    assert [*said[said.index("Medicines") :][:5]] == ["Medicines", "49", "39", "8", "2"]


def test_what_was_not_counted_is_said() -> None:
    gone = Matrix("disclosures", "Age of disclosures", "How long ago", missing=("disclosures",))
    some = Matrix("training-carers", "Training of carers", "How", ("A",), ("B",), ((1,),), (1,), left_out=3)
    said = checks.spoken(pdf_bytes(audit(), known_pack("inspector"), matrices=[gone, some]))
    assert "Not counted, as the records do not hold it: disclosures." in said
    assert any(line.startswith("3 records could not be placed") for line in said)


def test_the_web_page_shades_a_table_of_the_same_numbers() -> None:
    page = html_bytes(audit(), known_pack("inspector"), matrices=[MATRIX]).decode()
    ground, ink = heat.shade(39, 49)
    assert f'<td class="number" style="background:{ground};color:{ink}">39</td>' in page
    assert '<th scope="row">Medicines</th><td class="number">49</td>' in page


def test_every_number_can_be_read_on_its_ground() -> None:
    for ground, ink in [*((ground, ink) for _, ground, ink in heat.SHADES), heat.NOTHING]:
        assert contrast(marks.rgb(ground), marks.rgb(ink)) >= 4.5


def test_one_of_very_many_does_not_look_like_nothing() -> None:
    assert heat.shade(1, 10_000) != heat.shade(0, 10_000)


def test_a_long_grid_goes_on_in_another() -> None:
    grid = Heat("T", "Course", "Of", LONG.rows, LONG.columns, LONG.counts, LONG.denominators)
    assert [len(part.rows) for part in grid.parted(32)] == [32, 32, 26]
