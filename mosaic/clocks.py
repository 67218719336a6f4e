"""Working days between a request and its answer, as each regime counts them."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from crawlers.force import forces
from nlp.collected import Collected
from nlp.response import Response

FIRST_YEAR, LAST_YEAR = 2005, 2030

# Made on 2026-11-29 from the rules of the Banking and Financial Dealings Act 1971 and the days
# moved or added by proclamation (2011, 2012, 2020, 2022, 2023). A day announced for Scotland on
# 15 June 2026 is not in it, because its proclamation could not be checked: counts across that
# day may be one too long.
_TABLE = Path(__file__).with_name("bank_holidays.csv")
_SCOTTISH = ("foisa", "eisr")
_REGIMES = ("foia", "eir", *_SCOTTISH)


@cache
def holidays(regime: str) -> frozenset[date]:
    """Bank holidays that a regime leaves out: of any part of the UK, or of Scotland alone.

    Raises:
        ValueError: No such regime.
    """
    if regime not in _REGIMES:
        raise ValueError(f"expected a regime ({', '.join(_REGIMES)}), found {regime!r}")
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return frozenset(
            date.fromisoformat(row["date"])
            for row in csv.DictReader(lines)
            if regime not in _SCOTTISH or "scotland" in row["parts"].split()
        )


def working_days(received: date | None, responded: date | None, regime: str) -> int | None:
    """Working days after the day of receipt, up to and with the day of the answer.

    ``None`` is unknown: a date is missing, the answer is dated before the request, or a date
    lies outside the table of bank holidays. Clock stops are not taken off.

    >>> working_days(date(2025, 7, 7), date(2025, 8, 6), "foia")
    20
    >>> working_days(None, date(2025, 8, 6), "foia") is None
    True
    """
    off = holidays(regime)
    if received is None or responded is None or responded < received:
        return None
    if received.year < FIRST_YEAR or responded.year > LAST_YEAR:
        return None
    days = (received + timedelta(n) for n in range(1, (responded - received).days + 1))
    return sum(day.weekday() < 5 and day not in off for day in days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long one answer took; a figure to look at beside its letter, not a finding.

    Attributes:
        working_days: ``None`` where it is unknown.
        unknown: Why it is unknown; ``None`` where it is not.
    """

    working_days: int | None
    unknown: str | None


def clock_row(letter: Collected) -> dict[str, Any]:
    """A letter with its dates and the working days between them, or why they are unknown."""
    response, counted = letter.response, clock(letter.response)
    return {
        "id": response.id,
        "forces": response.forces,
        "regimes": response.regimes,
        "received": response.received,
        "responded": response.responded,
        "working_days": counted.working_days,
        "unknown": counted.unknown,
        "url": letter.captures[0].url,
    }


def clock(response: Response) -> Clock:
    """Working days of a response by the regime that it names, or else that of its forces."""
    known = (forces()[slug].regime for slug in response.forces)
    regimes = set(response.regimes) or {regime for regime in known if regime}
    if len({regime in _SCOTTISH for regime in regimes}) != 1:
        return Clock(working_days=None, unknown="no single regime")
    if response.received is None:
        return Clock(working_days=None, unknown="date of receipt not stated")
    if response.responded is None:
        return Clock(working_days=None, unknown="date of answer not stated")
    received, responded = map(date.fromisoformat, (response.received, response.responded))
    days = working_days(received, responded, min(regimes))
    unknown = None
    if days is None:
        unknown = "answered before received" if responded < received else "outside the table"
    return Clock(working_days=days, unknown=unknown)
