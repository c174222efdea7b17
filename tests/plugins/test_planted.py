"""A compliant scheme of every nation has nothing above advice; every fault planted in it is found, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl
import pytest

from complianced.engine import Request, run_audit
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.sample import make_records
from complianced.testing.planting import PlantedFault, plant_faults, plants_of, typed_records

AS_OF = date(2026, 11, 22)
HOST = load_host()
RULES = {rule.id: rule for bundle in HOST.rulebook.bundles for rule in bundle.all_rules}


@dataclass(frozen=True)
class Kind:
    """A nation and service that the loaded bundles serve."""

    nation: str
    service: str

    def __str__(self) -> str:
        return f"{self.service} in {self.nation}"


KINDS = [
    Kind(nation, service)
    for service in ("shared_lives", "homeshare")
    for nation in ("england", "wales", "scotland", "northern_ireland")
    if HOST.rulebook.rules_for(nation, service)
]


def frames_of(kind: Kind, *, households: int, seed: int, as_of: date = AS_OF) -> dict[str, pl.DataFrame]:
    return make_records(
        kind.nation,
        service=kind.service,
        households=households,
        years=3,
        seed=seed,
        as_of=as_of,
        contract=HOST.contract,
    )


def audited(frames: dict[str, pl.DataFrame], as_of: date = AS_OF) -> Audit:
    return run_audit(HOST.rulebook, typed_records(frames, HOST.contract), Request(as_of), version="test")


def grave(audit: Audit) -> list[tuple[str, str]]:
    found = audit.findings.filter(pl.col("severity") != "advice")
    return list(found.select("rule", "record_id").iter_rows())


@cache
def plantable(kind: Kind) -> tuple[str, ...]:
    plants = {rule for bundle in HOST.rulebook.bundles for rule in plants_of(bundle)}
    return tuple(rule.id for rule in HOST.rulebook.rules_for(kind.nation, kind.service) if rule.id in plants)


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize(("households", "seed", "as_of"), [(25, 1, AS_OF), (40, 7, date(2026, 8, 14)), (3, 2, AS_OF)])
def test_a_compliant_scheme_has_nothing_above_advice(kind: Kind, households: int, seed: int, as_of: date) -> None:
    audit = audited(frames_of(kind, households=households, seed=seed, as_of=as_of), as_of)
    assert grave(audit) == []
    assert [(rule.id, rule.why) for rule in audit.rules if rule.outcome in ("error", "not_tested")] == []


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_fault_is_found_on_its_record_and_nothing_else_is(kind: Kind) -> None:
    """As many faults as have records of their own go into one set; those left or in conflict go one by one."""
    frames = frames_of(kind, households=60, seed=1)
    left, clashing = list(plantable(kind)), []
    while left:
        faults, sound = together(left, kind, frames)
        clashing += [rule for rule in left if rule in faults and rule not in sound] if faults else left
        left = [rule for rule in left if rule not in faults] if faults else []
    assert [trouble for rule in clashing if (trouble := alone(rule, kind, frames))] == []


def together(rules: list[str], kind: Kind, frames: dict[str, pl.DataFrame]) -> tuple[set[str], set[str]]:
    """The rules of which a fault went into one set, and those of them found with nothing astray beside them."""
    planted, faults = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation=kind.nation, service=kind.service, as_of=AS_OF, rules=rules
    )
    found = grave(audited(planted))
    meant = {fault.rule for fault in faults} | {rule for fault in faults for rule in fault.also}
    strays = {record for rule, record in found if rule not in meant}
    sound = {fault.rule for fault in faults if is_found(fault, found) and fault.record_id not in strays}
    return {fault.rule for fault in faults}, sound


def is_found(fault: PlantedFault, found: list[tuple[str, str]]) -> bool:
    on_it = any(rule == fault.rule and fault.is_on(record) for rule, record in found)
    return on_it or (fault.severity == "advice")


def alone(rule: str, kind: Kind, frames: dict[str, pl.DataFrame]) -> str | None:
    """What is wrong with one fault by itself; None when it is found on its record and nothing else is."""
    planted, faults = plant_faults(
        frames, HOST.rulebook, HOST.contract, nation=kind.nation, service=kind.service, as_of=AS_OF, rules=[rule]
    )
    if not faults:
        clean = {result.id: result.outcome for result in audited(frames).rules}
        return None if clean[rule] == "not_in_force" else f"{rule}: the sample gives it nothing to break"
    audit = audited(planted)
    found = list(audit.findings.select("rule", "record_id").iter_rows())
    if not any(each == rule and faults[0].is_on(record) for each, record in found):
        return f"{rule}: not found on {faults[0].record_id}; found {found[:3]}"
    strays = [each for each in grave(audit) if each[0] not in (rule, *faults[0].also)]
    return f"{rule}: brings {strays[:3]} with it" if strays else None


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_rule_can_be_planted(kind: Kind) -> None:
    rules = HOST.rulebook.rules_for(kind.nation, kind.service)
    missing = [rule.id for rule in rules if rule.id not in plantable(kind) and rule.kind != "attestation"]
    assert missing == []
