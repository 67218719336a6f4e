"""Working days between a request and its answer, as each regime counts them.

Time runs from the day after receipt, or, where the force asked what was meant, from the day after
it was told: FOIA section 10(6) with 1(3), FOISA section 10(1)(b), regulation 9(4) of the EIR.
"""

import csv
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from crawlers.force import forces
from mosaic.pauses import Clarification, clarification, extension
from nlp.collected import Collected
from nlp.masking import mask
from nlp.response import Response, Span

FIRST_YEAR, LAST_YEAR = 2005, 2030

# Made on 2026-11-29 from the rules of the Banking and Financial Dealings Act 1971 and the days
# moved or added by proclamation (2011, 2012, 2020, 2022, 2023, 2026). Source of 15 June 2026 in
# Scotland: a government notice of 5 February 2026 that the proclamation was approved, and
# newspapers of 4 February that print its words (section 1(3) of the Act); the Gazette itself was
# not seen.
# 12 July after 2026 goes by rule: it is proclaimed each year.
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
    off = _off(regime)
    if received is None or responded is None or responded < received:
        return None
    if received.year < FIRST_YEAR or responded.year > LAST_YEAR:
        return None
    within = bisect_right(off, responded) - bisect_right(off, received)
    return _weekdays(responded) - _weekdays(received) - within


def _weekdays(day: date) -> int:
    """Mondays to Fridays up to and with a day, from the first day of all, which was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)


@cache
def _off(regime: str) -> tuple[date, ...]:
    """The bank holidays that would be working days otherwise, in order."""
    return tuple(sorted(day for day in holidays(regime) if day.weekday() < 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How long one answer took; a figure to look at beside its letter, not a finding.

    Attributes:
        working_days: From receipt to answer; ``None`` where it is unknown.
        unknown: Why it is unknown; ``None`` where it is not.
        runs_from: The day of receipt, or the later one on which the force was told what it had
            asked back; ``None`` where it is unknown.
        counted: Working days from then to the answer, as the law counts; ``None`` likewise.
        uncounted: Why that is unknown; ``None`` where it is not.
    """

    working_days: int | None
    unknown: str | None
    runs_from: date | None = None
    counted: int | None = None
    uncounted: str | None = None


def clock_row(letter: Collected, *, personal_data: bool = False) -> dict[str, Any]:
    """A letter with its dates and the working days between them, or why they are unknown.

    Args:
        letter: A response of a collection.
        personal_data: For the operator: leave people's names and contact data in the passages.
    """
    response = letter.response
    asked, longer = clarification(response), extension(response)
    counted = _clock(response, asked)
    people = () if personal_data else response.personal_data

    def words(span: Span) -> str:
        return " ".join(mask(response.text, people, *span).split())

    return {
        "id": response.id,
        "forces": response.forces,
        "regimes": response.regimes,
        "received": response.received,
        "responded": response.responded,
        "working_days": counted.working_days,
        "unknown": counted.unknown,
        "runs_from": _iso(counted.runs_from),
        "counted": counted.counted,
        "uncounted": counted.uncounted,
        "clarification": asked
        and {
            "asked": _iso(asked.asked),
            "came": _iso(asked.came),
            "evidence": [words(span) for span in asked.spans],
        },
        "extension": longer
        and {
            "under": longer.under,
            "on": _iso(longer.on),
            "to": _iso(longer.to),
            "evidence": [words(longer.span)],
        },
        "url": letter.captures[0].url,
    }


def clock(response: Response) -> Clock:
    """Working days of a response by the regime that it names, or else that of its forces."""
    return _clock(response, clarification(response))


def _clock(response: Response, asked: Clarification | None) -> Clock:
    known = (forces()[slug].regime for slug in response.forces)
    regimes = set(response.regimes) or {regime for regime in known if regime}
    if len({regime in _SCOTTISH for regime in regimes}) != 1:
        return _unknown("no single regime")
    if response.received is None:
        whole = _unknown("date of receipt not stated")
    elif response.responded is None:
        whole = _unknown("date of answer not stated")
    else:
        received, responded = map(date.fromisoformat, (response.received, response.responded))
        days = working_days(received, responded, min(regimes))
        reason = "answered before received" if responded < received else "outside the table"
        whole = _unknown(reason) if days is None else Clock(working_days=days, unknown=None)
    return _by_law(response, whole, min(regimes), asked)


def _by_law(response: Response, whole: Clock, regime: str, asked: Clarification | None) -> Clock:
    """The same clock with the days that the law counts."""
    received, responded = _day(response.received), _day(response.responded)
    if response.outcome == "clarify":
        return replace(whole, uncounted="the letter asks what is meant; time has not begun")
    if asked is None:
        return replace(
            whole,
            runs_from=received if whole.unknown is None else None,
            counted=whole.working_days,
            uncounted=whole.unknown,
        )
    if asked.came is None:
        return replace(whole, uncounted="asked back; the day on which it was told not stated")
    late = responded is not None and asked.came > responded
    if late or (received is not None and asked.came < received):
        return replace(whole, uncounted="told what it asked back outside the time of the request")
    days = working_days(asked.came, responded, regime)
    if days is None:
        return replace(whole, uncounted=whole.unknown or "outside the table")
    return replace(whole, runs_from=asked.came, counted=days, uncounted=None)


def _unknown(reason: str) -> Clock:
    return Clock(working_days=None, unknown=reason, uncounted=reason)


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
