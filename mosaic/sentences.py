"""The sentences of letters that could have been written once and used again."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from index.analysis import words
from mosaic.question import nameless
from nlp.collected import Collected
from nlp.masking import mask
from nlp.response import Section, Span

KINDS = ("response", "exemptions", "harm", "pit-for", "pit-against", "balance", "annex", "review")
"""Kinds of passages that are looked at; requests and a site's own words are not."""

LEAST = 9
"""Words of a sentence, figures apart; shorter ones are alike by chance."""

_STOPS = frozenset(".!?:;")
_END = re.compile(
    # That it begins with one of a few characters is what makes it quick to look for.
    r"[.!?:;\n](?:(?<!\n)[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9•])"
    r"|(?<=\n)(?:\s*\n|(?=\s*[•\-–*]\s)))"
)


class Sentence(NamedTuple):
    """One sentence of one letter.

    Attributes:
        at: Its number in the letter.
        text: On one line, people's names and contact data left out.
        words: As it is compared: folded, names of forces left out.
    """

    letter: str
    at: int
    kind: str
    exemption: str | None
    text: str
    words: tuple[str, ...]
    span: Span


def sentences(letter: Collected, *, personal_data: bool = False) -> Iterator[Sentence]:
    """The sentences of a letter that are long enough to compare, in order."""
    response = letter.response
    people = () if personal_data else response.personal_data
    number = 0
    for section in response.sections:
        if section.kind not in KINDS:
            continue
        for start, end in cut_up(response.text, section):
            shown = mask(response.text, people, start, end) if people else response.text[start:end]
            text, found, telling = _compared(shown)
            if telling >= LEAST:
                yield Sentence(
                    letter=response.id,
                    at=number,
                    kind=section.kind,
                    exemption=section.exemption,
                    text=text,
                    words=found,
                    span=(start, end),
                )
            number += 1


@lru_cache(maxsize=50_000)
def _compared(printed: str) -> tuple[str, tuple[str, ...], int]:
    """A sentence on one line, its words, how many are no figures; kept for when it comes again."""
    text = " ".join(printed.split())
    found = tuple(words(nameless(text)))
    return text, found, sum(word.isalpha() for word in found)


def cut_up(text: str, section: Section) -> Iterator[Span]:
    """Where the sentences of a passage stand: up to a stop, without what closes behind it."""
    for start, end in section.spans:
        at = start
        # The stop before a passage may end what goes before it.
        begin = start - 1 if start and text[start - 1] in _STOPS else start
        for gap in _END.finditer(text, begin, end):
            stop = gap.start() + (text[gap.start()] in _STOPS)
            if text[at:stop].strip():
                yield at, stop
            at = gap.end()
        if text[at:end].strip():
            yield at, end
