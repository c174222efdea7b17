"""A fresh virtual environment that sees what this one has, into which the tests install plugins with pip."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Environment:
    """A virtual environment; `python` is its interpreter."""

    python: Path

    def pip(self, *arguments: str | Path) -> None:
        """Runs pip on the environment, without the network. Fails the test with pip's own words."""
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", self.python, *arguments]
        ended = subprocess.run([str(each) for each in command], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr

    def install(self, *packages: Path) -> None:
        """Installs packages from their folders, as `pip install ./…` does."""
        self.pip("install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", *packages)

    def complianced(self, *arguments: str | Path, code: int = 0) -> str:
        """What the command says on stdout and stderr; fails the test for any other exit code."""
        command = [str(each) for each in (self.python, "-m", "complianced", *arguments)]
        settings = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
        ended = subprocess.run(command, capture_output=True, text=True, check=False, env=settings)
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr


def made(folder: Path) -> Environment:
    """A new environment that has the packages of this one, and none of its own yet."""
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    paths = {"base": str(folder), "platbase": str(folder), "installed_base": str(folder)}
    own = Path(sysconfig.get_path("purelib", vars=paths))
    theirs = sysconfig.get_path("purelib")
    (own / "what_the_tests_have.pth").write_text(f"import site; site.addsitedir({theirs!r})\n", encoding="utf-8")
    return Environment(python)
