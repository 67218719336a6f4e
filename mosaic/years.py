"""Financial years against calendar years: what a question asks by, and what its answer gives."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from collection.collection import Collection
from mosaic.evidence import Evidence, passage
from mosaic.finding import Finding
from mosaic.letterwise import in_each
from mosaic.position import GIVES
from mosaic.request import request_of
from nlp.collected import Collected

Basis = Literal["financial", "calendar"]

_PAIR = re.compile(r"(?<![\d/.–-])((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d)(?![\d/.–-])")
_YEAR = re.compile(r"(?<![\d/.–-])(?:19|20)\d\d(?![\d/.–-]\d|\d)")
_IN_A_DATE = re.compile(
    r"(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s*|\bact\s+"
    r"|\bregulations?\s+|\bversion\s+|\bref\w*\s+)$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"(?:19|20)\d\d\s+(?:to|until|till|through|and)\s+[^.;]{0,20}(?:19|20)\d\d")
_FINANCIAL = re.compile(r"\b(?:financial|fiscal|tax|performance)\s+years?\b|\bFY\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar\s+years?\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<![\w/.–-])\d[\d,]*(?![\w/–-])")


def basis(text: str) -> Basis | None:
    """By which years a text counts; ``None`` where it names none, or both.

    >>> basis("2021/22: 31; 2022/23: 27"), basis("2021 31, 2022 27")
    ('financial', 'calendar')
    >>> basis("From 1 April 2021, under the Act 2000") is None
    True
    """
    if "20" not in text and "19" not in text:
        return None
    found = list(_PAIR.finditer(text))
    pairs = [match for match in found if int(match[2][-2:]) == (int(match[1]) + 1) % 100]
    # "2020 - 31" is a figure after a year; "2018-23" and "2018 - 2023" are spans of years.
    spans = [
        match.span()
        for match in found
        if match in pairs or len(match[2]) == 4 or " " not in match[0]
    ]
    bare = {
        match[0]
        for match in _YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in spans)
        and not _IN_A_DATE.search(text, max(0, match.start() - 20), match.start())
    }
    financial = bool(pairs) or bool(_FINANCIAL.search(text))
    calendar = bool(_CALENDAR.search(text))
    if financial and (calendar or (bare and not pairs)):
        return None
    if financial:
        return "financial" if pairs and not bare else None
    if calendar and bare:
        return "calendar"
    # "Between 2019 and 2023" may be meant either way.
    return "calendar" if len(bare) > 2 or (len(bare) == 2 and not _FROM_TO.search(text)) else None


def other_years(
    collection: Collection,
    letters: Iterable[Collected],
    robin_of: Mapping[str, str],
    *,
    personal_data: bool = False,
) -> list[Finding]:
    """Figures by other years than those asked for: they do not stand beside those of others.

    Only what the question and the passage of the answer themselves say is looked at; where either
    names no years, or both kinds, nothing is said.

    Args:
        collection: Where the letters are from.
        letters: Those to look at.
        robin_of: The round robin of each response that is in one.
        personal_data: For the operator: leave people's names and contact data in.
    """
    return in_each((_of_letter,), collection, letters, robin_of, personal_data=personal_data)


def _of_letter(letter: Collected, evidence: Evidence, robin: str | None) -> Iterator[Finding]:
    response = letter.response
    answers = [answer for answer in response.positions if answer.position in GIVES]
    if not answers:
        return
    texts = {question.id: question.text for question in request_of(letter).questions}
    for answer in answers:
        asked = basis(texts.get(answer.question, ""))
        if asked is None:
            continue
        said = " ".join(response.text[start:end] for start, end in answer.spans)
        given = basis(said)
        # A passage without figures ("please see the table for 2021 and 2022") counts nothing.
        figures = _FIGURE.search(_YEAR.sub(" ", _PAIR.sub(" ", said)))
        if given is None or given == asked or not figures:
            continue
        yield Finding(
            kind="other-years",
            robin=robin,
            question=answer.question,
            text=texts[answer.question],
            forces=response.forces,
            before=answer.position,
            after=answer.position,
            evidence=(passage(evidence.of(letter, answer)),),
            message=(
                f"asked by {asked} year, the figures stand under {given} years; unless the letter"
                " says elsewhere how it counts, they cannot be put beside those of forces that"
                " answer as asked"
            ),
        )
