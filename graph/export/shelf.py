"""What a writer has to remember until a later part needs it, kept on the disk so that memory doesn't grow with it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


class Shelf:
    """JSON values by key in a temporary SQLite database, which the operating system drops with the process."""

    def __init__(self) -> None:
        self._sql = sqlite3.connect("", isolation_level=None)  # no name: on the disk, and gone when it is closed
        self._sql.execute("PRAGMA journal_mode = OFF")
        self._sql.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._sql.execute("BEGIN")

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._sql.close()

    def put(self, key: str, value: Any) -> None:
        self._sql.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, json.dumps(value)))

    def get(self, key: str) -> Any:
        """The value that was put there; None where there is none."""
        row = self._sql.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None
