"""Records in a real PostgreSQL server."""

import pytest
import sqlalchemy as sa
from polars.testing import assert_frame_equal

from complianced.intake import IntakeError
from tests.intake.records import TABLES, as_csv, as_database, problems, read

pytestmark = pytest.mark.postgres


def test_postgresql_gives_the_frames_that_csv_gives(postgres_url, tmp_path):
    records, from_csv = read(as_database(postgres_url)), read(as_csv(tmp_path))
    assert problems(records) == []
    for table in TABLES:
        assert_frame_equal(from_csv.frames[table].drop("_row"), records.frames[table].drop("_row"))


def test_views_times_with_zone_and_bad_cells_are_read(postgres_url):
    engine = sa.create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as base:
        base.execute(sa.text("drop schema public cascade; create schema public"))
        base.execute(sa.text("create table raw (id int, at timestamptz, fee numeric(8,2), days text)"))
        base.execute(
            sa.text("insert into raw values (7, '2026-07-01 08:30+00', 412.50, '3'), (8, null, null, 'three')")
        )
        base.execute(
            sa.text(
                "create view arrangements as select id as arrangement_id, at as started_at, fee as weekly_fee, "
                "days as introductions from raw"
            )
        )
    engine.dispose()
    records = read(postgres_url)
    frame = records.frames["arrangements"]
    assert frame["arrangement_id"].to_list() == ["7", "8"]
    assert frame["started_at"][0].isoformat() == "2026-07-01T09:30:00+01:00"
    assert frame["weekly_fee"].to_list() == [412.5, None]
    assert frame["introductions?"].to_list() == [False, True]
    assert [problem.code for problem in problems(records)] == ["unknown_table", "not_a_number"]


def test_a_wrong_password_is_told_without_it(postgres_url):
    wrong = postgres_url.replace("p%40ss%2Fword%3A1", "hunter2") + "?application_name=hunter2"
    with pytest.raises(IntakeError) as refused:
        read(wrong)
    told = str(refused.value)
    assert "hunter2" not in told
    assert "quality:***@127.0.0.1" in told
    assert refused.value.__suppress_context__
    assert refused.value.__cause__ is None
