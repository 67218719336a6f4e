"""The lines of a letter, before they are put together to blocks."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.markers import marker_of

_WIDTHS = "".join(map(chr, range(0x2000, 0x200C)))
SPACE = f" \t\r\f\v\u00a0\u1680{_WIDTHS}\u202f\u205f\u2060\u3000\ufeff"
_OTHER = re.compile(f"[\r\u00a0\u1680\u202f\u205f\u3000{_WIDTHS[:-1]}]")
_QUOTE = re.compile(f"[{SPACE}]*(?:[>|][{SPACE}]?)+(?=[{SPACE}]*)")
_RULE = re.compile(r"[\W_]{4,}")
_WORDED_RULE = re.compile(r"[-_=*]{3,}\s*[A-Za-z ]+\s*[-_=*]{3,}")
_MARKING = re.compile(
    r"\[?(?:OFFICIAL(?:[\s:-]+SENSITIVE)?|NOT PROTECTIVELY MARKED|RESTRICTED|PROTECT|UNCLASSIFIED"
    r"|NOT RESTRICTED)\]?(?:[^\w]+(?:Page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?)?",
)
_PAGE = re.compile(
    r"(?:.{0,60}\s)?Page\s*\d+(?:\s*(?:of|/)\s*\d+)?\s*\]?|[-–—]\s?\d{1,3}\s?[-–—]", re.IGNORECASE
)
_OF = re.compile(r"(\d{1,3})\s*(?:of|/)\s*(\d{1,3})")
"""A line that may be the number of a page and how many there are, or a figure."""
_FOOT = re.compile(r".{0,60}(?:\w\.(?:uk|com|org|net|scot|cymru)\b|\s@\w{4}).{0,60}\s\d{1,2}")
"""A line with the address of a site and, behind it, what may be the number of the page."""
_LINKS = re.compile(r"(?:visible|hidden) links:?", re.IGNORECASE)
"""Above the addresses that a mail program lists at the end of a mail."""
_LINK = re.compile(
    r"\[?\d{1,3}[.\])]?|(?:\[?\d{1,3}[.\])]\s*)?"
    r"(?:(?:mailto:|file:|https?:|www\.|tel:).*"
    r"|\[?[^\s\]]*(?:\s[^\s\]]+){0,6}e-?mail(?: address)?\]?|\]|\S+)",
    re.IGNORECASE,
)
"""A line of such a list: a number, an address, or both; "[name of the body request email]"."""

_HANGING = re.compile(
    r"\b(?:of|the|and|or|for|to|in|by|an?|with|on|at|from|is|are|each|per|than|section)$",
    re.IGNORECASE,
)


def hangs(words: str) -> bool:
    """Whether the last word is one that nobody ends a sentence, a question or a heading with."""
    return bool(_HANGING.search(words))


def plain(text: str) -> str:
    """The same text, character for character, with plain spaces in place of all other ones."""
    return _OTHER.sub(" ", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank.

    Attributes:
        start: Of its content, behind white space and e-mail marks.
        text: The content, ``[start, end)`` of the letter.
        quote: How many e-mail marks stand before it.
        gap: Blank lines above it; a form feed counts as one.
        rule: Nothing but dashes, stars and the like, or words between such.
        furniture: Running head or foot of a page, a protective marking, or the list of links at
            the end of a mail.
    """

    start: int
    end: int
    text: str
    quote: int = 0
    gap: int = 0
    rule: bool = False
    furniture: bool = False


def lines_of(text: str) -> list[Line]:
    """All lines of a letter that are not blank, in order."""
    found: list[Line] = []
    at, gap = 0, 0
    for raw in text.split("\n"):
        start, end = at, at + len(raw)
        at = end + 1
        mark = _QUOTE.match(raw)
        quote = raw[: mark.end()].count(">") if mark and ">" in mark.group() else 0
        offset = mark.end() if mark and quote else 0
        body = raw[offset:]
        content = body.strip(SPACE)
        if not content.strip():
            gap += 1
            continue
        first = start + offset + len(body) - len(body.lstrip(SPACE))
        found.append(
            Line(
                start=first,
                end=first + len(content),
                text=content,
                quote=quote,
                gap=gap + ("\f" in raw),
                rule=bool(_RULE.fullmatch(content) or _WORDED_RULE.fullmatch(content)),
            )
        )
        gap = 0
    return _with_furniture(found)


def _with_furniture(lines: list[Line]) -> list[Line]:
    """Mark what belongs to the page and not to the letter.

    Markings and page numbers are known by their form. What stands beside them is furniture too if
    it comes again, save for its numbers; an answer such as "Not held." may also come again, but
    not beside a page number, and "Request 2" heads a question though "Request 1" looks like it.
    So are the numbered links below a mail, which are no questions.
    """
    sure = {
        index
        for index, line in enumerate(lines)
        if _MARKING.fullmatch(line.text) or _PAGE.fullmatch(line.text)
    }
    sure |= {*_page_numbers(lines), *_feet(lines)}
    grown = sure | set(_links(lines))
    if not grown:
        return lines
    shape = [re.sub(r"\d+", "0", line.text) for line in lines]
    often = Counter(shape)
    for index in sure:
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(lines) and often[shape[other]] > 1 and len(shape[other]) < 120:
                if _labels(lines[other].text):
                    break
                grown.add(other)
                other += step
    return [
        Line(
            start=line.start, end=line.end, text=line.text, quote=line.quote, gap=line.gap,
            rule=line.rule, furniture=True,
        ) if index in grown else line
        for index, line in enumerate(lines)
    ]  # fmt: skip


def _labels(line: str) -> bool:
    """Whether a line is nothing but the label of a question: "Request 2", "Part B"."""
    marker = marker_of(line)
    return marker is not None and marker.side == "question" and marker.length >= len(line)


def _page_numbers(lines: list[Line]) -> Iterator[int]:
    """The lines "1 of 5", "2 of 5" ..., where they count the pages."""
    found = [(index, m) for index, line in enumerate(lines) if (m := _OF.fullmatch(line.text))]
    pages = [int(match[1]) for _, match in found]
    if len(pages) > 1 and pages == [*range(pages[0], pages[0] + len(pages))]:
        yield from (index for index, match in found if match[2] == found[0][1][2])


def _feet(lines: list[Line]) -> Iterator[int]:
    """The foot of a page within a sentence: "In terms of Section", "police.uk  1", "17(1) of"."""
    for index in range(1, len(lines) - 1):
        line = lines[index]
        if line.gap and _FOOT.fullmatch(line.text) and hangs(lines[index - 1].text):
            yield index


def _links(lines: list[Line]) -> Iterator[int]:
    """The lines of the lists of links: "References", "Visible links", "1. https://..."."""
    listed = False
    for index, line in enumerate(lines):
        if _LINKS.fullmatch(line.text):
            listed = True
            yield index
            if index and lines[index - 1].text.rstrip(":").lower() == "references":
                yield index - 1
        elif listed and _LINK.fullmatch(line.text):
            yield index
        else:
            listed = False
