"""For every test: one thread of polars to a process, as pytest-xdist has a process to each core."""

import os

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
