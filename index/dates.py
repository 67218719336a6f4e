"""Dates as they are typed in a query: a day, a month, a year, or an open end."""

import calendar
import re
from datetime import date, datetime

Period = tuple[date, date]
"""The first and the last day that a typed date stands for."""

EXPECTED = "a date is written 2019, 2019-03 or 2019-03-15"


def period(text: str) -> Period | None:
    """What a typed date stands for: a bare year or month is the whole of it.

    ``None`` where it is no date.

    >>> period("2020-02")
    (datetime.date(2020, 2, 1), datetime.date(2020, 2, 29))
    >>> period("15 March 2019") == period("15/03/2019") == period("2019-3-15")
    True
    """
    for form in ("%d %B %Y", "%d %b %Y"):
        try:
            found = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        return found, found
    if british := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text.strip()):
        day, month, year = british.groups()
    else:
        match = re.fullmatch(
            r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ].*)?)?)?", text.strip()
        )
        if match is None:
            return None
        year, month, day = match.groups()
    try:
        if month is None:
            return date(int(year), 1, 1), date(int(year), 12, 31)
        if day is None:
            last = calendar.monthrange(int(year), int(month))[1]
            return date(int(year), int(month), 1), date(int(year), int(month), last)
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found, found
