"""Running headers and footers, page numbers and protective markings: no part of the text."""

import re
from collections import Counter
from collections.abc import Sequence

from extract.pdf.layout import Layout
from extract.pdf.lines import Line

MARGIN = 0.13
"""The part of a page's height, above and below, in which furniture stands."""

_NUMBER = re.compile(
    r"^[\s\-–—|\[(]*(?:page\s*:?\s*)?(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?[\s\-–—|\])]*$",
    re.I,
)
_DIGITS = re.compile(r"\d{1,4}")
_MARKING = re.compile(
    r"^\W*(?:(?:official(?:[ -]+sensitive)?|not protectively marked|unclassified|restricted"
    r"|protect|gsc\b.*|government security classification)(?:\s*[-–:/]\s*[\w ]{1,30})?)\W*$",
    re.I,
)


def strip_furniture(pages: Sequence[Layout]) -> None:
    """Take furniture out of the pages; what repeats is kept where it stands first."""
    repeated = _repeated(pages)
    seen: set[tuple[bool, str]] = set()
    for number, page in enumerate(pages, 1):
        kept = []
        for part in page.parts:
            if isinstance(part, Line) and (where := _margin(part, page.height)) is not None:
                if _NUMBER.match(part.text) and _is_edge(part, page):
                    continue
                if _MARKING.match(part.text):
                    continue
                if keys := {(where, key) for key in _keys(part.text, number)} & repeated:
                    if keys & seen:
                        continue
                    seen |= keys
                    part.running = True
            kept.append(part)
        page.parts[:] = kept


def _repeated(pages: Sequence[Layout]) -> set[tuple[bool, str]]:
    counts: Counter[tuple[bool, str]] = Counter()
    for number, page in enumerate(pages, 1):
        found = set()
        for part in page.parts:
            if isinstance(part, Line) and (where := _margin(part, page.height)) is not None:
                found |= {(where, key) for key in _keys(part.text, number)}
        counts.update(found)
    least = max(2, (len(pages) + 2) // 3)
    return {key for key, count in counts.items() if count >= least and len(key[1]) > 1}


def _margin(line: Line, height: float) -> bool | None:
    """True for the head of a page, False for its foot, None between."""
    if line.y1 < height * MARGIN:
        return True
    if line.y0 > height * (1 - MARGIN):
        return False
    return None


def _is_edge(line: Line, page: Layout) -> bool:
    """Whether a line is the first or last on its page: a number inside is a figure."""
    lines = [part for part in page.parts if isinstance(part, Line)]
    tops = sorted(lines, key=lambda other: other.y0)
    return line in tops[:2] or line in tops[-3:]


def _keys(text: str, page: int) -> set[str]:
    """A line as it stands, and with its first or last number counted from that of the page.

    Other numbers are what it says: rows of figures at the top of a page are no header.
    """
    text = " ".join(text.lower().split())
    keys = {text}
    numbers = list(_DIGITS.finditer(text))
    for found in {numbers[0], numbers[-1]} if numbers else ():
        offset = int(found[0]) - page
        # A page is at most numbered a few behind or many before its place: annexes, chapters.
        if -20 <= offset <= 2000:
            keys.add(f"{text[: found.start()]}#{offset}#{text[found.end() :]}")
    return keys
