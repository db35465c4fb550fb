"""Ingests with the stub reader, in a process of its own that a test may kill: driver SOURCE RECORD."""

from __future__ import annotations

import sys

from .helpers import run

if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2])
