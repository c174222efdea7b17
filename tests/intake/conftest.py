"""Small record sets as real files, and a PostgreSQL server for an hour."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SCHEME = "scheme_id,name,service,nation\nS1,Harbour,shared_lives,england\n"


@pytest.fixture
def write(tmp_path):
    """Write files into a folder of records; text is written as UTF-8."""

    def write_files(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / (name if "." in name else f"{name}.csv")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write_files


def _program(name: str) -> str | None:
    found = shutil.which(name)
    if found:
        return found
    return next((str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a throwaway PostgreSQL server on a free loopback port, its password in the address."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL's own programs (initdb, pg_ctl) are not installed")
    as_user: list[str] = []
    base = Path(tempfile.mkdtemp(prefix="complianced-pg-"))
    if os.geteuid() == 0:  # the server refuses to run as root
        if shutil.which("runuser") is None:
            pytest.skip("running as root, and runuser is not installed to start PostgreSQL as another user")
        shutil.chown(base, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, secret = base / "data", base / "secret"
    secret.write_text("p@ss/word:1\n")
    secret.chmod(0o644)

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, cwd=base, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run(
        initdb,
        "-D",
        str(data),
        "-U",
        "quality",
        "-A",
        "scram-sha-256",
        f"--pwfile={secret}",
        "-E",
        "UTF8",
        "--locale=C",
    )
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
    run(pg_ctl, "-D", str(data), "-w", "-o", options, "-l", str(base / "log"), "start")
    try:
        yield f"postgresql://quality:p%40ss%2Fword%3A1@127.0.0.1:{port}/postgres"
    finally:
        run(pg_ctl, "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(base, ignore_errors=True)
