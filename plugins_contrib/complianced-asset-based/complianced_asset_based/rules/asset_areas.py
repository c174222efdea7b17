"""How the board goes about the seven areas: asset-based-charity, assessment, people and steps."""

import polars as pl

from complianced.api import Law, col, deadline, every, rule
from complianced_asset_based.tables import ASSESSMENT


@deadline(
    "ASSET-ASSESSED",
    about="events_by_kind",
    clauses="asset-based-charity/assessment",
    severity="advice",
    when=col("kind") == ASSESSMENT,
    says="The board last assessed the seven areas on {happened_on}; the next assessment was due {due_on}",
    fix="Set aside a board meeting for the seven areas, state each one with its date, and record the day.",
)
def areas_assessed(law: Law) -> pl.Expr:
    """The board assesses its organisation against the seven areas at the interval it has set itself."""
    return every("happened_on", law.asset_assessment_interval, since="registered_on")


@rule(
    "ASSET-LIVED-EXPERIENCE",
    about="events_by_kind",
    clauses="asset-based-charity/people",
    severity="advice",
    when=(col("kind") == ASSESSMENT) & col("happened_on").is_not_null(),
    says="People with lived experience who took part in the assessment of {happened_on}: {lived_experience_count}",
    fix="Ask people who are supported, and carers, to assess with the board; record how many took part.",
)
def people_took_part(law: Law) -> pl.Expr:
    """People with lived experience of support take part in the assessment."""
    return col("lived_experience_count") >= law.asset_people_taking_part


@rule(
    "ASSET-NEXT-STEP",
    about="asset_areas",
    clauses="asset-based-charity/steps",
    severity="advice",
    when=col("met").is_in(["partly", "no"]),
    says="On {made_on} the board stated of {area}: {met}. Steps that are open: {open_steps}",
    fix="Agree a next step for this area, with a role that takes it and a day by which it is done.",
)
def next_step_agreed(law: Law) -> pl.Expr:
    """An area that the board does not find wholly there has a next step."""
    return col("open_steps") > 0


@deadline(
    "ASSET-STEP-DONE",
    about="asset_steps",
    clauses="asset-based-charity/steps",
    severity="advice",
    when=col("done_on").is_null(),
    says="A step for {area}, agreed on {agreed_on}, was to be done by {due_on}",
    fix="Take the step and record the day, or agree another day with the board.",
)
def step_done(law: Law) -> pl.Expr:
    """A step that the board agreed is done by its day."""
    return col("due_on")
