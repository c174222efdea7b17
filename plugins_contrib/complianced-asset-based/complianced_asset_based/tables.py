"""What the plugin adds to the record contract: a table, a column of `governance`, and a kind of governance event."""

from complianced.api import Column, Kind, RecordExtension, Table

AREAS = (
    "relationships",
    "recruitment",
    "structure_and_scale",
    "campaigning",
    "communications",
    "fundraising",
    "strategy_and_ownership",
)
INSTRUMENT = "asset-based-charity"
ASSESSMENT = "asset_assessment"

ASSET_STEPS = Table(
    "asset_steps",
    "governance",
    "One step that the board agreed to take in one of the seven areas",
    (
        Column("step_id", Kind.ID, required=True),
        Column("scheme_id", Kind.ID, links_to="schemes"),
        Column("area", Kind.CHOICE, "The area that the step is for", required=True, choices=AREAS),
        Column("agreed_on", Kind.DATE, "Day on which the board agreed it", required=True, arises=True),
        Column("due_on", Kind.DATE, "Day by which it is to be done"),
        Column("done_on", Kind.DATE, "Day on which it was done; empty while it is open"),
        Column("owner_role", Kind.TEXT, "The role, not the name, of who takes it", personal=False),
        Column("what", Kind.TEXT, "The step in a few words", personal=True),
    ),
)

ADDED = RecordExtension(
    tables=(ASSET_STEPS,),
    columns={
        "governance": (
            Column(
                "lived_experience_count", Kind.WHOLE, "How many people with lived experience of support took part in it"
            ),
        )
    },
    choices={"governance.kind": (ASSESSMENT,)},
)
