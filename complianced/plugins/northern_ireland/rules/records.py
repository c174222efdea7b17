"""Records kept, for how long and open to whom: SR 2007/221 reg 21 and Schedule 4; money: reg 32.

That the records hold every entry of Schedule 4 is looked at by a record audit, in `practice`; here are the entries that
the contract has.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, present, rule
from complianced.plugins.northern_ireland.shared import has_authority


@rule(
    "NIR-FILE-ACCESS",
    about="people_supported",
    clauses="nisr-2007-221/21(3)",
    severity="minor",
    says="Placed since {first_started_on}; there is no date on which the person was told how to see their file",
    fix="Tell the person how they can see their file, and enter the date.",
)
def file_access_explained(law: Law) -> pl.Expr:
    """Each person placed knows how to see their file."""
    return present("file_access_explained_on")


@rule(
    "NIR-RETENTION",
    about="disposals",
    clauses="nisr-2007-221/21(4)",
    severity="major",
    when=col("subject_type").is_in(["person", "carer"]),
    says="The record of a {subject_type} had its last entry on {last_entry_on} and was destroyed on {destroyed_on}",
    fix="Stop destroying records before eight years; tell the data protection lead, and see what can be restored.",
)
def records_kept_long_enough(law: Law) -> pl.Expr:
    """The record of a person or a carer is kept for eight years from the last entry."""
    met: pl.Expr = col("destroyed_on") >= col("last_entry_on") + law.record_retention
    return met


@rule(
    "NIR-INDEX-PERSON",
    about="people_supported",
    clauses="nisr-2007-221/sch4/1",
    severity="major",
    says="The index entry of this person lacks a name or a date of birth (placed since {first_started_on})",
    fix="Complete the entry.",
)
def person_in_index(law: Law) -> pl.Expr:
    """The index of people placed has each person's name and date of birth."""
    return present("name", "born_on")


@rule(
    "NIR-INDEX-AUTHORITY",
    about="people_supported",
    clauses="nisr-2007-221/sch4/1",
    severity="major",
    when=has_authority(),
    says="The index entry of this person does not name the placing authority (funding: {funding})",
    fix="Enter the placing authority, with its contacts in and out of hours in the index.",
)
def authority_in_index(law: Law) -> pl.Expr:
    """The index of people placed names the placing authority where there is one."""
    return present("placing_authority")


@rule(
    "NIR-INDEX-STAFF",
    about="staff_in_post",
    clauses="nisr-2007-221/sch4/2",
    severity="major",
    says="The index entry of this {role} lacks a name or the day of starting",
    fix="Complete the entry.",
)
def staff_in_index(law: Law) -> pl.Expr:
    """The index of staff has each one's name and day of starting."""
    return present("name", "started_on")


@rule(
    "NIR-INDEX-CARER",
    about="carers_in_role",
    clauses="nisr-2007-221/sch4/3",
    severity="major",
    says="The index entry of this carer lacks a name or a date of birth (approved on {approved_on})",
    fix="Complete the entry.",
)
def carer_in_index(law: Law) -> pl.Expr:
    """The index of carers has each one's name and date of birth."""
    return present("name", "born_on")


@deadline(
    "NIR-LIABILITY-INSURED",
    about="scheme_insurances",
    clauses="nisr-2007-221/32(2)",
    severity="major",
    says="The provider's public liability certificate runs until {due_on}",
    fix="Renew the policy and record its dates. A Trust that carries the risk itself records its indemnity as the "
    "policy: the Regulations make no exception for public bodies.",
)
def liability_insured(law: Law) -> pl.Expr:
    """The provider has a certificate of liability insurance in date."""
    return col("public_liability_until")


@deadline(
    "NIR-ACCOUNTS",
    about="documents_by_kind",
    clauses="nisr-2007-221/32(3)",
    severity="minor",
    when=col("kind") == "annual_accounts",
    says="The last accounts of the agency are of {effective_on} (approved on {approved_on}); the next were due "
    "{due_on}",
    fix="Draw up accounts with the running costs of the agency; for a Trust, the agency's own cost statement.",
)
def accounts_current(law: Law) -> pl.Expr:
    """There are accounts of the agency from the last year."""
    due: pl.Expr = pl.max_horizontal("effective_on", "approved_on") + law.accounts_interval
    return due
