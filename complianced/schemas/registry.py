"""The table registry: the contract's tables by name, and what plugins add to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from complianced.schemas import carers, checks, events, governance, homeshare, organisation, people, self_employment
from complianced.schemas.contract import RecordExtension, Table, extend

CONTRACT: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for subject in (organisation, carers, checks, people, events, governance, self_employment, homeshare)
        for table in subject.TABLES
    }
)


def contract_with(extensions: Iterable[RecordExtension]) -> Mapping[str, Table]:
    """The contract as it stands with the plugins loaded. Raises ContractError when an addition does not fit."""
    tables = dict(CONTRACT)
    for extension in extensions:
        tables = extend(tables, extension)
    return MappingProxyType(tables)
