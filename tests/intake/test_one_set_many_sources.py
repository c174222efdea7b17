"""The same set from CSV, Parquet, a workbook, SQLite and PostgreSQL gives the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from complianced.engine import Request, run_audit
from complianced.intake import read_records
from complianced.model import Audit
from complianced.plugins.host import load_host
from complianced.sample import make_records, write_records
from complianced.sample.write import Form, spelt
from complianced.schemas.registry import CONTRACT

AS_OF = date(2026, 11, 22)
HOST = load_host()


@pytest.fixture(scope="module")
def frames() -> dict[str, pl.DataFrame]:
    """A sample with its last visits, a certificate and half a file taken away, so that there is something to find."""
    made = make_records("england", households=6, years=2, seed=2, as_of=AS_OF, contract=CONTRACT)
    return {
        **made,
        "visits": made["visits"].filter(pl.col("visited_on") < date(2026, 5, 1)),
        "file_checks": made["file_checks"].filter(pl.col("item") != "identity"),
        "concerns": made["concerns"].with_columns(regulator_notified_at=pl.lit(None, pl.Datetime("us"))),
    }


@pytest.fixture(scope="module")
def from_csv(frames: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Audit:
    folder = tmp_path_factory.mktemp("csv") / "records"
    write_records(frames, folder, form="csv")
    audit = audited(str(folder))
    assert audit.findings.height > 20
    return audit


def audited(source: str) -> Audit:
    records = read_records(source, HOST.contract)
    assert [problem.problem for problem in records.problems] == []
    return run_audit(HOST.rulebook, records, Request(AS_OF), version="test")


def same(one: Audit, other: Audit) -> bool:
    return one.findings.equals(other.findings) and one.rules == other.rules and one.clauses == other.clauses


def fill(url: str, frames: dict[str, pl.DataFrame]) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as base:
        for name, frame in frames.items():
            columns = ", ".join(f'"{column}" text' for column in frame.columns)
            base.execute(sa.text(f'drop table if exists "{name}"'))
            base.execute(sa.text(f'create table "{name}" ({columns})'))
            rows = frame.select(spelt(frame)).cast(pl.String).rows()
            if rows:
                marks = ", ".join(f":{column}" for column in frame.columns)
                values = [dict(zip(frame.columns, row, strict=True)) for row in rows]
                base.execute(sa.text(f'insert into "{name}" values ({marks})'), values)
    engine.dispose()


@pytest.mark.parametrize(("form", "inside"), [("parquet", "records"), ("xlsx", "records/records.xlsx")])
def test_files_of_another_kind_give_the_same_findings(
    frames: dict[str, pl.DataFrame], from_csv: Audit, tmp_path: Path, form: Form, inside: str
) -> None:
    write_records(frames, tmp_path / "records", form=form)
    assert same(audited(str(tmp_path / inside)), from_csv)


def test_sqlite_gives_the_same_findings(frames: dict[str, pl.DataFrame], from_csv: Audit, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite'}"
    fill(url, frames)
    assert same(audited(url), from_csv)


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """The throwaway server's address; its tables are dropped before and after."""
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    drop_all(url)
    yield postgres_url
    drop_all(url)


def drop_all(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as base:
        base.execute(sa.text("drop schema public cascade; create schema public"))
    engine.dispose()


@pytest.mark.postgres
def test_postgresql_gives_the_same_findings(
    frames: dict[str, pl.DataFrame], from_csv: Audit, empty_postgres: str
) -> None:
    fill(empty_postgres.replace("postgresql://", "postgresql+psycopg://"), frames)
    assert same(audited(empty_postgres), from_csv)
