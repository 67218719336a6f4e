"""Stage outputs: what a stage made of an input, and with which version of itself."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

from collection.catalogue import now


class Outputs:
    """The JSON values of one stage, by key.

    ``input`` is a digest of everything the value was made from and ``version`` names what made
    it: a value is fresh while both are unchanged.
    """

    def __init__(self, db: sqlite3.Connection, stage: str) -> None:
        self.db = db
        self.stage = stage

    def put(self, key: str, value: Any, *, input: str, version: str) -> None:
        """Store a value, replacing the one that stood under the key."""
        packed = zlib.compress(json.dumps(value, ensure_ascii=False).encode())
        self.db.execute(
            "INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?)",
            (self.stage, key, input, version, now(), packed),
        )

    def get(self, key: str) -> Any | None:
        """The value under the key, however old; ``None`` where there is none."""
        row = self.db.execute(
            "SELECT value FROM output WHERE stage = ? AND key = ?", (self.stage, key)
        ).fetchone()
        return json.loads(zlib.decompress(row["value"])) if row else None

    def fresh(self, key: str, *, input: str, version: str) -> bool:
        """Whether the value under the key was made from this input by this version."""
        row = self.db.execute(
            "SELECT 1 FROM output WHERE stage = ? AND key = ? AND input = ? AND version = ?",
            (self.stage, key, input, version),
        ).fetchone()
        return row is not None

    def stamps(self) -> dict[str, tuple[str, str]]:
        """``{key: (input, version)}`` of all values, without reading them."""
        rows = self.db.execute(
            "SELECT key, input, version FROM output WHERE stage = ?", (self.stage,)
        )
        return {row["key"]: (row["input"], row["version"]) for row in rows}

    def items(self) -> Iterator[tuple[str, Any]]:
        """All values in key order, one at a time; the stage may be written to meanwhile."""
        last = ""
        while True:
            rows = self.db.execute(
                "SELECT key, value FROM output WHERE stage = ? AND key > ? ORDER BY key LIMIT 200",
                (self.stage, last),
            ).fetchall()
            if not rows:
                return
            for row in rows:
                yield row["key"], json.loads(zlib.decompress(row["value"]))
            last = rows[-1]["key"]

    def remove(self, key: str) -> None:
        """Drop the value; nothing happens where there is none."""
        self.db.execute("DELETE FROM output WHERE stage = ? AND key = ?", (self.stage, key))
