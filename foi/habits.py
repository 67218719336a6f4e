"""How a force's log behaves: its last whole crawl, its months, its silence, what it fills in."""

import sqlite3
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

DATES = 24
"""The latest days with an entry, from which a rhythm is taken."""
GAPS = 5
"""Least gaps between such days that make a rhythm."""
LONGER = 1.5
"""A silence is unusual when it is so many times the longest gap of the rhythm."""

_ENTRIES = """
    SELECT entry.url, entry.published, entry.reference, entry.sha256,
           EXISTS (SELECT 1 FROM output WHERE stage = 'extract' AND key = entry.sha256) AS body,
           EXISTS (SELECT 1 FROM capture AS file WHERE file.parent = entry.url
                   AND file.state = 'ok') AS attachments
    FROM capture AS entry
    WHERE id IN (SELECT max(id) FROM capture WHERE state = 'ok' AND parent IS NULL
                   AND kind NOT IN ('list', 'decision') AND (:force IS NULL OR force = :force)
                 GROUP BY url, CASE WHEN :force IS NULL THEN '' ELSE force END)
"""


def habits(
    db: sqlite3.Connection, force: str | None, *, today: date | None = None
) -> dict[str, Any]:
    """What is known of one force's log, or for ``None`` of all that is collected.

    Args:
        db: The catalogue.
        force: Its slug.
        today: Against which silence is measured.

    Returns:
        ``last_success`` (when a complete crawl last ended), ``last_change`` (when bytes last came
        in), ``decisions`` (notices of a regulator), ``months`` (entries by month of publication;
        ``unknown`` for those without a date), ``silence`` (``days`` since the newest entry,
        ``longest`` gap of its own rhythm, ``unusual``; null for what is not known) and ``fill``
        (how many entries, ``of`` all, have a ``reference``, a ``date``, a ``body`` that was
        extracted, ``attachments``).
    """
    rows = db.execute(_ENTRIES, {"force": force}).fetchall()
    months = Counter((row["published"] or "unknown")[:7] for row in rows)
    days = {day for row in rows if (day := _day(row["published"])) is not None}
    return {
        **_moments(db, force),
        "months": dict(sorted(months.items())),
        "silence": _silence(days, today or datetime.now(UTC).date()) if force else None,
        "fill": {
            "of": len(rows),
            "reference": sum(bool(row["reference"]) for row in rows),
            "date": sum(bool(row["published"]) for row in rows),
            "body": sum(row["body"] for row in rows),
            "attachments": sum(row["attachments"] for row in rows),
        },
    }


def _moments(db: sqlite3.Connection, force: str | None) -> dict[str, Any]:
    values = {"force": force}
    success = db.execute(
        "SELECT max(ended) FROM crawl WHERE complete AND (:force IS NULL OR force = :force)",
        values,
    ).fetchone()[0]
    change, decisions = db.execute(
        """SELECT max(CASE WHEN kind NOT IN ('list', 'decision') THEN fetched END),
                  count(DISTINCT CASE WHEN kind = 'decision' AND parent IS NULL THEN url END)
           FROM capture WHERE state = 'ok' AND (:force IS NULL OR force = :force)""",
        values,
    ).fetchone()
    return {"last_success": success, "last_change": change, "decisions": decisions}


def _silence(days: set[date], today: date) -> dict[str, Any]:
    """How long nothing was published, against the gaps between the days on which something was."""
    latest = sorted(day for day in days if day <= today)[-DATES:]
    quiet = (today - latest[-1]).days if latest else None
    gaps = [(after - before).days for before, after in pairwise(latest)]
    longest = max(gaps) if len(gaps) >= GAPS else None
    unusual = None if quiet is None or longest is None else quiet > LONGER * longest
    return {"days": quiet, "longest": longest, "unusual": unusual}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
