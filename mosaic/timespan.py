"""The time that a figure is of: financial and calendar years, quarters, months, spans of days."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from mosaic.years import Basis
from nlp.days import days

Grain = Literal["year", "quarter", "month", "span"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_Y = r"(?:(?:19|20)\d\d|'\d\d)"
_TO = r"\s*(?:-|to|until|/)\s*"
_NOT_AFTER = re.compile(r"\b(?:act|regulations?|order|version|section|model|sch\w*)\s*$", re.I)
_AGES = re.compile(r"\bage[sd]?\b|\byears? old\b", re.IGNORECASE)
_MONTH_SPAN = re.compile(
    rf"(?P<m1>{_MONTH})\.?[ -]?(?P<y1>{_Y}|\d\d(?!\d))?{_TO}(?P<m2>{_MONTH})\.?[ -]?"
    rf"(?P<y2>{_Y}|\d\d(?!\d))",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"(?:(?:financial )?year|12 months|twelve months) (?:end(?:ing|ed)|to|up to)(?: the)?"
    rf"(?: (?P<day>\d\d?)(?:st|nd|rd|th)?)? (?P<month>{_MONTH}) (?P<year>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH})\.?[ /-]*(?P<year>{_Y}|\d\d(?!\d))", re.IGNORECASE)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/](?P<month>0[1-9]|1[0-2])(?!\d)")
_FINANCIAL = re.compile(
    r"(?:\bFY\s?)?(?<![\d/.-])(?P<first>(?:19|20)\d\d)\s?[/-]\s?(?P<second>(?:(?:19|20)\d\d|\d\d))"
    r"(?![\d/.-]\d|\d)|\bFY\s?(?P<short>\d\d)\s?[/-]\s?(?P<shortsecond>\d\d)(?!\d)"
    r"|(?<![\d/.-])(?P<bare>\d\d)/(?P<baresecond>\d\d)(?![\d/.-])",
    re.IGNORECASE,
)
_FINANCIAL_OF = re.compile(r"\bFY\s?(?P<year>(?:20)?\d\d)\b(?!\s?[/-]\s?\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d/.,£-])(?P<year>(?:19|20)\d\d)(?![\d/-]\d|\d|,\d{3}|\.\d)")
_QUARTER = re.compile(
    r"\b(?:Q|qtr\s?|quarter\s)(?P<quarter>[1-4]|one|two|three|four)\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    r"\bto date\b|\bYTD\b|\bso far\b|\bpart(?:ial)?(?:[ -]year)?\b|\bincomplete\b"
    rf"|\b(?:to|from|until|since|up to) (?:\d+\w* )?{_MONTH}\b"
    rf"|\b{_MONTH}\s*-\s*{_MONTH}\b|\bfirst \w+ months\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:financial|fiscal|calendar|tax|performance|year|years|period|in|for|during|the|of|FY|CY"
    r"|apr(?:il)?\s*-\s*mar(?:ch)?|jan(?:uary)?\s*-\s*dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SAYS_FINANCIAL = re.compile(r"\b(?:financial|fiscal|tax|performance)\s+years?\b|\bFY\b", re.I)
_SAYS_CALENDAR = re.compile(r"\bcalendar\s+years?\b|\bCY\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timespan:
    """A stretch of time.

    Attributes:
        label: How it is called in every table: ``2021/22``, ``2021``, ``2021-04``, ``2021 Q1``.
        grain: A year, a quarter, a month, or another span.
        basis: By which years it counts; of a month ``None`` where it stands alone.
        start, end: First and last day; ``None`` where it is not known which year is meant.
        part: Printed as not being whole ("to date").
    """

    label: str
    grain: Grain
    basis: Basis | None = None
    start: date | None = None
    end: date | None = None
    part: bool = False


@lru_cache(maxsize=20_000)
def timespan(label: str) -> tuple[Timespan | None, str]:
    """The time that a label names, and what else it says.

    >>> span, rest = timespan("Arrests 2021/2022")
    >>> span.label, span.basis, rest
    ('2021/22', 'financial', 'Arrests')
    >>> timespan("Year ending March 2020")[0].label, timespan("2020")[0].basis
    ('2019/20', 'calendar')
    >>> timespan("Theft Act 1968"), timespan("18-24")
    ((None, 'Theft Act 1968'), (None, '18-24'))
    """
    text = re.sub(r"[‐‑‒–—−]", "-", " ".join(label.split())).replace("’", "'")
    if len(text) > 160 or _AGES.search(text):
        return None, label
    if len(days(text)) == 1 and not _ENDING.search(text):
        return None, label  # one day is no span
    for look in (_of_days, _ending, _months, _financial, _named, _quarter_or_year):
        found = look(text)
        if found is None:
            continue
        span, start, end = found
        rest = f"{text[:start]} {text[end:]}"
        bare = _FILLER.sub(" ", rest)
        if part := _PARTIAL.search(rest):
            # Which part it is belongs to the label: two halves are not one span.
            span = replace(span, part=True, end=None, label=f"{span.label} ({part[0].lower()})")
            bare = _PARTIAL.sub(" ", bare)
        if _SAYS_FINANCIAL.search(rest) and span.basis == "calendar":
            span = of_basis(span, "financial")
        bare = re.sub(r"^[\W_]+|[\W_]+$", "", re.sub(r"[(\[]\s*[)\]]", " ", bare))
        # What is left of a label that names more than time keeps its own words.
        rest = re.sub(r"^[\s:,;-]+|[\s:,;(-]+$", "", " ".join(rest.split()))
        return span, rest if re.search(r"\w", bare) else ""
    return None, label


def of_basis(span: Timespan, basis: Basis) -> Timespan:
    """A year printed bare where its table says that years are financial: which one is unknown."""
    if span.grain != "year" or span.basis == basis or basis == "calendar":
        return span
    return replace(
        span, basis="financial", label=f"{span.label} (financial)", start=None, end=None
    )


def basis_said(words: str) -> Basis | None:
    """By which years some words say that they count; ``None`` where they say neither, or both."""
    financial, calendar = bool(_SAYS_FINANCIAL.search(words)), bool(_SAYS_CALENDAR.search(words))
    if financial == calendar:
        return None
    return "financial" if financial else "calendar"


def within(one: Timespan, other: Timespan) -> Timespan | None:
    """A month or quarter in the year that the other axis of a table names.

    >>> within(timespan("January")[0], timespan("2021/22")[0]).label
    '2022-01'
    """
    if other.start is None and one.start is None and one.grain != "year":
        one, other = (other, one) if other.grain == "year" else (one, other)
    if one.grain == "year":
        one, other = other, one
    if other.grain != "year" or other.start is None or one.start is not None:
        return None
    if one.grain == "month":
        month = _MONTHS.index(one.label[:3].casefold()) + 1
        later = other.basis == "financial" and month < 4
        return _month(other.start.year + later, month)
    if one.grain == "quarter":
        number = int(one.label[-1])
        first = other.start.month + 3 * (number - 1)
        year, month = other.start.year + (first - 1) // 12, (first - 1) % 12 + 1
        end = _month(year + (month + 1) // 12, (month + 1) % 12 + 1).end
        return replace(
            one, label=f"{other.label} Q{number}", basis=other.basis,
            start=date(year, month, 1), end=end,
        )  # fmt: skip
    return None


_Found = tuple[Timespan, int, int]


def _of_days(text: str) -> _Found | None:
    found = [day for day in days(text) if day.year]
    if len(found) < 2 or not re.fullmatch(
        r"\s*(?:-|to|until|and|/)\s*", text[found[0].end : found[1].start], re.IGNORECASE
    ):
        return None
    start, end = found[0].on(), found[1].on()
    if start is None or end is None or end <= start:
        return None
    return _span(start, end), found[0].start, found[1].end


def _ending(text: str) -> _Found | None:
    match = _ENDING.search(text)
    if match is None:
        return None
    year, month = int(match["year"]), _month_number(match["month"])
    end = _month(year, month).end
    assert end is not None
    if match["day"] and int(match["day"]) != end.day and not (month == 4 and match["day"] == "5"):
        return None
    start = date(end.year - 1, end.month, 1) + timedelta(days=32)
    return _span(start.replace(day=1), end), match.start(), match.end()


def _months(text: str) -> _Found | None:
    if match := _MONTH_SPAN.search(text):
        last = _century(match["y2"])
        first = _century(match["y1"]) if match["y1"] else last
        one, other = _month_number(match["m1"]), _month_number(match["m2"])
        start, end = date(first, one, 1), _month(last, other).end
        if end is not None and end > start:
            return _span(start, end), match.start(), match.end()
    for pattern in (_MONTH_YEAR, _YEAR_MONTH):
        found = pattern.search(text)
        # "21 May 2019" is a day.
        if found and not re.search(r"\d(?:st|nd|rd|th)?\s*$", text[: found.start()]):
            month = found["month"]
            if month.isdigit() and int(month) == (int(found["year"]) + 1) % 100:
                continue  # "2011/12" is a year
            number = int(month) if month.isdigit() else _month_number(month)
            return _month(_century(found["year"]), number), found.start(), found.end()
    if match := re.fullmatch(rf"\W*({_MONTH})\W*", text, re.IGNORECASE):
        name = _MONTHS[_month_number(match[1]) - 1].capitalize()
        return Timespan(label=name, grain="month"), 0, len(text)
    return None


def _financial(text: str) -> _Found | None:
    for match in _FINANCIAL.finditer(text):
        first = match["first"] or match["short"] or match["bare"]
        second = match["second"] or match["shortsecond"] or match["baresecond"]
        if int(second[-2:]) != (int(first[-2:]) + 1) % 100:
            if match["first"] and len(second) == 4 and int(second) > int(first):
                span = _span(date(int(first), 1, 1), date(int(second), 12, 31))
                return replace(span, basis=None), match.start(), match.end()
            continue
        if match["bare"] and match[0] != text.strip():
            continue
        year = int(first) if len(first) == 4 else 2000 + int(first)
        span = Timespan(
            label=f"{year}/{(year + 1) % 100:02}", grain="year", basis="financial",
            start=date(year, 4, 1), end=date(year + 1, 3, 31),
        )  # fmt: skip
        return _with_quarter(span, text, match)
    return None


def _named(text: str) -> _Found | None:
    match = _FINANCIAL_OF.search(text)
    if match is None:
        return None
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    span = Timespan(label=f"{year} (financial)", grain="year", basis="financial")
    return span, match.start(), match.end()


def _quarter_or_year(text: str) -> _Found | None:
    for match in _YEAR.finditer(text):
        year = int(match["year"])
        if not 1985 < year < 2050 or _NOT_AFTER.search(text, 0, match.start()):
            continue
        span = Timespan(
            label=str(year), grain="year", basis="calendar", start=date(year, 1, 1),
            end=date(year, 12, 31),
        )  # fmt: skip
        return _with_quarter(span, text, match)
    quarter = _QUARTER.search(text)
    if quarter is None:
        return None
    number = _quarter(quarter["quarter"])
    return Timespan(label=f"Q{number}", grain="quarter"), quarter.start(), quarter.end()


def _with_quarter(span: Timespan, text: str, match: re.Match[str]) -> _Found:
    quarter = _QUARTER.search(text)
    if quarter is None:
        return span, match.start(), match.end()
    number = _quarter(quarter["quarter"])
    found = within(Timespan(label=f"Q{number}", grain="quarter"), span)
    start, end = min(match.start(), quarter.start()), max(match.end(), quarter.end())
    return found or span, start, end


def _quarter(printed: str) -> int:
    words = ("one", "two", "three", "four")
    return int(printed) if printed.isdigit() else words.index(printed.casefold()) + 1


def _span(start: date, end: date) -> Timespan:
    """From a day to a day; a year where it is one."""
    whole = end == start.replace(year=start.year + 1) - timedelta(days=1)
    if whole and (start.month, start.day) in ((4, 1), (4, 6)):
        label = f"{start.year}/{(start.year + 1) % 100:02}"
        return Timespan(label=label, grain="year", basis="financial", start=start, end=end)
    if whole and (start.month, start.day) == (1, 1):
        return Timespan(
            label=str(start.year), grain="year", basis="calendar", start=start, end=end
        )
    return Timespan(label=f"{start} to {end}", grain="span", start=start, end=end)


def _month(year: int, month: int) -> Timespan:
    return Timespan(
        label=f"{year}-{month:02}", grain="month", start=date(year, month, 1),
        end=date(year, month, monthrange(year, month)[1]),
    )  # fmt: skip


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].casefold()) + 1


def _century(printed: str) -> int:
    bare = printed.strip("'")
    return int(bare) if len(bare) == 4 else 2000 + int(bare)
