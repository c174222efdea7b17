"""AccessNI certificates over time, and professional registration.

No renewal of a certificate is law, and Northern Ireland has no update service. SR 2013/225 lists the posts that need
registration with NISCC; adult placement is not among them, so only staff whose record names that register are asked.
"""

from __future__ import annotations

import polars as pl

from complianced.api import Law, col, deadline, every, present, rule

_ON_NISCC = col("professional_register") == "niscc"


@deadline(
    "NIR-ACCESSNI-RENEWAL",
    about="certificates_renewed",
    clauses="accessni/renewal",
    severity="minor",
    says="The last AccessNI certificate of this {role} is of {last_issued_on}; by custom a new one was due {due_on}",
    fix="Apply for a new certificate; the law sets no interval, and there is no update service.",
)
def accessni_renewed(law: Law) -> pl.Expr:
    """An AccessNI certificate is asked again within the interval that custom has."""
    return every("last_issued_on", law.accessni_renewal)


@rule(
    "NIR-ACCESSNI-COPY",
    about="disclosures",
    clauses="accessni-code/retention",
    severity="minor",
    when=(col("body") == "accessni") & present("seen_on"),
    says="A copy of the certificate seen on {seen_on} is not recorded as destroyed",
    fix="Destroy the copy; keep its number, date, level and who saw it, and record the day.",
)
def copy_not_kept(law: Law) -> pl.Expr:
    """A copy of a certificate is not kept longer than the code allows."""
    return present("copy_destroyed_on") | (every("seen_on", law.accessni_retention) >= law.today)


@rule(
    "NIR-ACCESSNI-BARRED-LIST",
    about="staff_barred_checks",
    clauses="accessni/barred-list-eligibility",
    severity="advice",
    when=present("regulated_work"),
    says="A check with the barred list, of {issued_on}, is held on this {role}, whose work is not recorded as "
    "regulated",
    fix="Ask AccessNI for a check without the barred list at the next renewal, or correct the role's record.",
)
def barred_list_only_for_regulated_work(law: Law) -> pl.Expr:
    """The barred list is asked for only where the role is regulated activity."""
    return col("regulated_work")


@rule(
    "NIR-NISCC-APPLIED",
    about="staff_in_post",
    clauses="nisr-2013-225/all",
    severity="critical",
    when=_ON_NISCC,
    says="In a post for NISCC's register since {started_on}; applied on {professional_registration_applied_on}, "
    "registered on {professional_registered_on}",
    fix="Have the person apply today. Somebody who was removed from the register may not work until registered.",
)
def niscc_applied(law: Law) -> pl.Expr:
    """Somebody new in a post for NISCC's register applies soon after starting."""
    applied = present("professional_registration_applied_on") | present("professional_registered_on")
    met: pl.Expr = applied | (col("started_on") + law.niscc_application >= law.today)
    return met


@rule(
    "NIR-NISCC-REGISTERED",
    about="staff_in_post",
    clauses="nisr-2013-225/all",
    severity="critical",
    when=_ON_NISCC & (present("professional_registration_applied_on") | present("professional_registered_on")),
    says="In a post for NISCC's register since {started_on}; registered on {professional_registered_on}",
    fix="The person may not go on working in that post: move them to other work today, and chase the registration.",
)
def niscc_registered(law: Law) -> pl.Expr:
    """Somebody in a post for NISCC's register is registered within six months of starting."""
    due: pl.Expr = col("started_on") + law.niscc_registration
    return pl.coalesce("professional_registered_on", law.today) <= due


@deadline(
    "NIR-NISCC-RENEWAL",
    about="staff_in_post",
    clauses="niscc-rules/renewal",
    severity="major",
    when=_ON_NISCC & present("professional_registered_on"),
    says="NISCC registration of this {role} ran out on {due_on}",
    fix="Have the registration renewed, and record the new date; check whether the person may work meanwhile.",
)
def niscc_renewed(law: Law) -> pl.Expr:
    """NISCC registration is in date."""
    return col("professional_registration_expires_on")
