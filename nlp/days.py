"""Dates as printed: UK order, month first where a force writes so, with or without a year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlp.text import lowered

_MONTHS = (
    "jan(?:uar[yv])?|feb(?:ruar[yv])?|mar(?:ch)?|apr(?:[i1l][l1])?|ma[yv]|june?|ju[l1][yv]?"
    "|aug(?:ust)?|sept?(?:e(?:m|rn)ber)?|[o0]ct(?:ober)?|nov(?:e(?:m|rn)ber)?"
    "|dec(?:e(?:m|rn)ber)?"
)
_WELSH = "ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
_NUMBER = {
    name: number
    for row in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ion chw maw ebr mai meh gor aws med hyd tac rha",
    )
    for number, name in enumerate(row.split(), 1)
}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ \t]+)?"
_DAY = r"(?P<day>[0-3l]?[\dl])(?:[ \t]*|\n)(?:(?:st|nd|rd|th)\b|(?:ain|af|il|ydd|fed|eg|ed)\b)?"
_ENDS = (
    r"(?=[ \t]*(?:[\n.;:)\]|]|$|,\s|(?:and|at|for|by|in|you|which|to|we|the)\b))"
    rf"(?!\s*(?:{_MONTHS})\b)"
)
_YEAR = rf"(?P<year>(?:19|20)\d\d|'?\d\d{_ENDS})"
_TEXT = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?:the[ \t]+)?{_DAY}(?:[ \t]+day)?(?:[ \t]+of)?[ \t]*(?:[\s,.-]"
    rf"|(?=[a-z]))\s*"
    rf"(?P<month>{_MONTHS}|{_WELSH})\b\.?(?:[\s,-]{{0,4}}{_YEAR}(?!\w|:\d|/\d|[.,]\d))?"
)
_MONTH_FIRST = re.compile(
    rf"(?<![\w/.-]){_WEEKDAY}(?P<month>{_MONTHS})\b\.?[ \t]+"
    rf"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w:/%.]\w|\d)(?:,?\s+(?P<year>(?:19"
    rf"|20)\d\d)(?![\w/]))?"
)
_FIGURES = re.compile(
    r"(?<![\w/.-])(?P<day>[0-3lIO]?[\dlIO])[ ]?(?P<sign>[/.-])[ ]?(?P<month>[01lO]?[\dlO])"
    r"[ ]?(?P=sign)[ ]?"
    r"(?P<year>(?:19|2[0O])[\dO][\dO]|\d\d)(?![\w/-]|\.\d)"
)
_ISO = re.compile(r"(?<![\w/.-])(?P<year>20\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\w/-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One date as it stands in a text.

    Attributes:
        year: ``None`` where it is not printed.
        month: As a UK writer means it.
        month_first: Printed with the month's name first, which shows the letter's custom.
        figures: Day and month are both figures: the order may be the other way round.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    month_first: bool = False
    figures: bool = False

    def on(self, year: int | None = None) -> date | None:
        """The date, with a year from elsewhere if need be; ``None`` where there is no such day."""
        year = self.year or year
        if year is None:
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    def swapped(self) -> "Day | None":
        """Read as month first; ``None`` where it can not be."""
        if not self.figures or self.day > 12:
            return None
        return Day(
            start=self.start,
            end=self.end,
            year=self.year,
            month=self.day,
            day=self.month,
            figures=True,
        )


def days(text: str) -> list[Day]:
    """Every date in the order printed; figures that OCR misread (``l8/11/2019``) are put right."""
    found = sorted(_all(text), key=lambda day: (day.start, -day.end))
    out: list[Day] = []
    for day in found:
        if not out or day.start >= out[-1].end:
            out.append(day)
    return out


def _all(text: str) -> Iterator[Day]:
    small = lowered(text)
    for match in _TEXT.finditer(small):
        yield from _day(text, match, _month(match["month"]))
    for match in _MONTH_FIRST.finditer(small):
        yield from _day(text, match, _month(match["month"]), month_first=True)
    for match in _FIGURES.finditer(text):
        yield from _day(text, match, _figure(match["month"]), figures=True)
    for match in _ISO.finditer(text):
        yield from _day(text, match, _figure(match["month"]))


def _day(
    text: str,
    match: re.Match[str],
    month: int,
    *,
    month_first: bool = False,
    figures: bool = False,
) -> Iterator[Day]:
    day = _figure(match["day"])
    printed = match["year"]
    gap = text[match.end("month") : match.start("year")] if printed else ""
    if printed and len(printed) < 4 and not figures and ("\n" in gap or "," in gap):
        printed = None  # "31 May, 25 July" and a table's next line
    if not figures and not printed and text[slice(*match.span("month"))].islower():
        return  # "1 may be"
    year = _figure(printed.strip("'")) if printed else None
    if year is not None and year < 100:
        year += 2000
    if figures and month > 12 >= day:
        day, month = month, day
        month_first = True
    if 1 <= month <= 12 and 1 <= day <= 31:
        end = match.end() if printed else max(match.end("day"), match.end("month"))
        yield Day(
            start=match.start(),
            end=end,
            year=year,
            month=month,
            day=day,
            month_first=month_first,
            figures=figures,
        )


def _figure(printed: str) -> int:
    return int(printed.lower().replace("l", "1").replace("i", "1").replace("o", "0"))


def _month(name: str) -> int:
    # What OCR makes of months: "Ju1y", "Mav", "0ctober".
    short = name[:3].lower().replace("0", "o").replace("1", "l")
    return _NUMBER["may" if short == "mav" else short]
