"""The carer agreement: WSI 2019/163 reg 11, fitness before it (reg 36), and three adults in a home (2016 Act sch 1)."""

from __future__ import annotations

import polars as pl

from complianced.api import Law, Rule, RuleKind, at_most, col, deadline, every, make_rule, present, rule, yes

_TEMPLATE = (col("kind") == "carer_agreement_template") & present("document_id")


@rule(
    "WAL-CARER-AGREEMENT",
    about="placements",
    clauses="wsi-2019-163/11(1)",
    severity="critical",
    says="The placement began on {started_on}; the carer agreement was signed by carer and scheme: {carer_agreed_on}",
    fix="Sign the carer agreement today if there is none, and tell the responsible individual: placing without one is "
    "an offence. If it was signed in time, record the day.",
)
def carer_agreement_first(law: Law) -> pl.Expr:
    """A carer agreement, signed by both and not ended, is in force when a placement begins."""
    return col("agreements_at_start") > 0


@rule(
    "WAL-CARER-AGREEMENT-HOLDS",
    about="placements",
    clauses="wsi-2019-163/11(1)",
    severity="critical",
    when=col("agreements_at_start") > 0,
    says="The placement of {started_on} goes on; no carer agreement is in force any more (carer's status: "
    "{carer_status})",
    fix="Decide today whether the person can stay; sign a new agreement with a fit carer, or end the placement.",
)
def carer_agreement_holds(law: Law) -> pl.Expr:
    """A placement that goes on has a carer agreement in force."""
    return col("agreements_now") > 0


@rule(
    "WAL-CARER-AGREEMENT-ONE",
    about="carers_in_role",
    clauses="wsi-2019-163/11(3)",
    severity="major",
    when=col("open_agreements") > 0,
    says="The carer has {open_agreements} agreements in force at once",
    fix="Find out which agreement holds, and record the end of the others.",
)
def one_agreement(law: Law) -> pl.Expr:
    """A carer has one agreement in force."""
    return at_most("open_agreements", 1)


@rule(
    "WAL-CARER-AGREEMENT-WRITTEN",
    about="carer_agreements_open",
    clauses="wsi-2019-163/11(2)",
    severity="major",
    says="The agreement signed on {signed_on} points at no document that is on file (document: {template_id})",
    fix="File the written agreement, or enter which version of the template was signed.",
)
def agreement_in_writing(law: Law) -> pl.Expr:
    """A carer agreement is in writing and on file."""
    return present("template_id", "template_file")


@rule(
    "WAL-CARER-AGREEMENT-UNFIT",
    about="carers",
    clauses="wsi-2019-163/11(5)",
    severity="critical",
    when=present("unfit_on") & (col("approved_on").is_null() | (col("approved_on") <= col("unfit_on"))),
    says="The carer was found unfit on {unfit_on}; the agreement is still open",
    fix="End the agreement today and record the day; see to the safety of everyone placed there first.",
)
def agreement_ended_when_unfit(law: Law) -> pl.Expr:
    """The agreement of a carer who is no longer fit is ended at once."""
    return (col("open_agreements") == 0) | (col("unfit_on") >= law.today)


@rule(
    "WAL-CARER-FIT-FIRST",
    about="carers",
    clauses=("wsi-2019-163/36(1)", "wsi-2019-163/36(2)(a)", "wsi-2019-163/36(2)(b)", "wsi-2019-163/36(2)(c)"),
    severity="critical",
    when=lambda law: (
        col("status").is_in(["approved", "suspended"])
        & (col("ended_on").is_null() | (col("ended_on") > law.today))
        & present("agreement_signed_on")
    ),
    says="The carer agreement was signed on {agreement_signed_on}; the carer was found fit and approved: {approved_on}",
    fix="Record the day of the approving decision; if it came after the agreement, look at how that was possible.",
)
def carer_fit_before_agreement(law: Law) -> pl.Expr:
    """A carer is found fit and approved before the carer agreement is signed."""
    return col("approved_on") <= col("agreement_signed_on")


@rule(
    "WAL-THREE-ADULTS",
    about="home_occupancy",
    # The relief for carers rests on the same number (the self-employment bundle's clause).
    clauses=("anaw-2016-2/sch1/6(2)", "ukpga-2005-5/804A"),
    severity="critical",
    says="{most_people} people were placed in this home at one time, first on {most_people_on}",
    fix="If it is so now, agree with commissioners today where somebody can be supported instead; short breaks count.",
)
def three_adults(law: Law) -> pl.Expr:
    """No more adults are placed in a home at any one time than a carer agreement may be for."""
    return at_most("most_people", law.people_per_home)


def _term(name: str, item: str, clause: str, severity: str, words: str) -> Rule:
    def held(law: Law) -> pl.Expr:
        return col("items").list.contains(item)

    return make_rule(
        f"WAL-CARER-TERM-{name}",
        RuleKind.CONDITION,
        f"The carer agreement says {words}.",
        held,
        about="document_contents",
        clauses=f"wsi-2019-163/11(4)({clause})",
        severity=severity,
        when=_TEMPLATE,
        says=f"The carer agreement is not shown to say {words}",
        fix="Add the term to the agreement, sign it afresh with the carers, and tick it in the checklist.",
    )


TERMS: tuple[Rule, ...] = (
    _term("POLICIES", "policies", "a", "major", "that carer and scheme act within the service's policies"),
    _term("PREMISES", "premises", "b", "major", "how premises, facilities and equipment are kept fit, safe and clean"),
    _term("HEALTH", "health_access", "c", "major", "that the carer helps the person reach health professionals"),
    _term("MEDICINES", "medicines", "d", "critical", "how medicines are kept and given, and when the carer may help"),
    _term("MONEY", "money_help", "e", "major", "how the person is helped with money"),
)


@deadline(
    "WAL-EQUIPMENT-SERVICED",
    about="equipment",
    clauses="wsi-2019-163/11(4)(b)",
    severity="major",
    when=present("service_due_on"),
    basis="convention",
    says="Equipment supplied by: {supplied_by}; its service was due {due_on}",
    fix="Have the equipment serviced, and stop using it until then where it might harm.",
)
def equipment_serviced(law: Law) -> pl.Expr:
    """Equipment in a carer's home is serviced when it is due."""
    return col("service_due_on")


@deadline(
    "WAL-MEDICINES-TRAINED",
    about="carer_training",
    clauses="wsi-2019-163/11(4)(d)",
    severity="critical",
    when=(col("course") == "medicines") & yes("gives_medicines") & (col("status") == "approved"),
    says="The carer gives medicines; training in medicines was last taken on {completed_on}, good until {due_on}",
    fix="Train the carer now, and agree who gives the medicines until then.",
)
def medicines_trained(law: Law) -> pl.Expr:
    """A carer who gives medicines is trained in them, and the training is in date."""
    return pl.coalesce("expires_on", every("completed_on", law.medicines_training_validity))


@rule(
    "WAL-MEDICINES-RECORD",
    about="people_supported",
    clauses="wsi-2019-163/11(4)(d)",
    severity="critical",
    when=col("medicines_support").is_in(["assist", "administer"]),
    basis="convention",
    says="Support with medicines: {medicines_support}; a record of what is given is kept: {medicines_record_kept}",
    fix="Start the record today with the carer, and look back with them over what was given lately.",
)
def medicines_recorded(law: Law) -> pl.Expr:
    """A record is kept of medicines that a carer gives or helps with."""
    return yes("medicines_record_kept")
