"""How often somebody tried the six digits of a code, counted for all workers of one machine.

A small file in `DATA_DIR` holds a fingerprint of each code that was tried, its last day and a
number: nothing of the answers, and nothing of who tried. What has ended is taken out.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings

NAME = "tries.sqlite3"
WAIT = 5  # seconds for another worker that is counting
TABLE = "CREATE TABLE IF NOT EXISTS tries (code TEXT PRIMARY KEY, ends INTEGER, times INTEGER)"
COUNT = """INSERT INTO tries VALUES (?, ?, 1)
ON CONFLICT (code) DO UPDATE SET times = times + 1 RETURNING times"""


def count(fingerprint: str, ends: int) -> int:
    """Count one try; gives how many there were until now. `ends`: seconds since 1970."""
    with closing(sqlite3.connect(place(), timeout=WAIT, isolation_level=None)) as file:
        file.execute("PRAGMA secure_delete = ON")
        file.execute(TABLE)
        file.execute("DELETE FROM tries WHERE ends < ?", [int(time.time())])
        return int(file.execute(COUNT, [fingerprint, ends]).fetchone()[0])


def place() -> Path:
    return Path(settings.DATA_DIR) / NAME
