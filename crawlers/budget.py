"""How many requests a site gets in one night, kept in the catalogue."""

import sqlite3
from datetime import UTC, datetime, timedelta


class Budget:
    """The requests made of each site, night by night; a night goes from noon to noon, in UTC.

    Args:
        db: The catalogue.
        limit: Most requests to one site in a night; 0 is no limit.
    """

    def __init__(self, db: sqlite3.Connection, limit: int) -> None:
        self.db = db
        self.limit = limit

    def spend(self, site: str) -> bool:
        """Note one request to a site; ``False``, and nothing noted, if none is left."""
        if not self.limit:
            return True
        night = (datetime.now(UTC) - timedelta(hours=12)).date().isoformat()
        cursor = self.db.execute(
            """INSERT INTO spent (site, night, requests) VALUES (:site, :night, 1)
               ON CONFLICT (site, night) DO UPDATE SET requests = requests + 1
               WHERE requests < :limit""",
            {"site": site, "night": night, "limit": self.limit},
        )
        return cursor.rowcount > 0
