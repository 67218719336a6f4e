"""The number, letter or bullet at the head of a line: ``1.``, ``(ii)``, ``Q2a)``, ``•``."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from nlp.ordinals import ORDINALS

Side = Literal["question", "answer", ""]

BULLETS = "*•·▪▫◦‣⁃●○■□➢➤►✓\uf0b7\uf0a7–—-"
_ORDINALS = {word: str(index) for index, word in enumerate(ORDINALS, 1)}
_ASK = (
    r"(?:(?:applicant(?:'s|’s)?|your|requester(?:'s|’s)?|foi)\s+)?"
    r"(?:questions?|request|part|point|item|bullet(?:\s+point)?|qu|q)"
)
_TELL = (
    r"(?!(?:please|see|refer|as)\b)(?:[A-Z][\w&'’]*\s+){0,4}?(?:responses?|answers?|repl(?:y|ies)"
    r"|(?<![A-Za-z])to(?=\s\(?\d{1,2}[a-h]?\)?\s?:)|(?<![A-Za-z])[AR](?=[.\s]?\d))"
    r"(?:\s+to(?:\s+(?:question|request|part|point|q))?)?"
)
_CARDINALS = {
    word: str(index)
    for index, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_DIGITS = r"\d{1,2}"
_SUBS = r"(?:[.\s]?\(?(?:[a-z]|[ivx]{1,4})\)|[.](?:[a-z]|\d{1,2})(?![\w.]*\d)|[a-h](?![a-z\d]))"
_LABELLED = re.compile(
    rf"(?P<label>(?:{_ASK})|(?:{_TELL}))(?:\s*no)?[.:]?\s*[(\[]?(?P<number>{_DIGITS})(?![\d/,]|\.\d)"
    rf"[)\]]?(?P<subs>{_SUBS}{{0,2}})\s*(?P<close>\.?\)?\s*[-–—:.)]*)\s*"
    r"(?:\((?=[^()]*\d)[\w/ .:-]{3,30}\)\s*$)?",
    re.IGNORECASE,
)
"""A label with its number, and with the file's own number behind it: "Request 2 (15/0715)"."""
_TOLD = re.compile(r"(?:[A-Za-z]+ )?(?:response|answer|reply)\s*:\s*\d{1,2}", re.IGNORECASE)
"""A label with the answer itself, which is a number: "Answer: 61"."""
_GIVEN = re.compile(r"£?\d[\d,.]*%?$|(?:yes|no|none|nil|n/a)\b[.,]?(?:\s|$)", re.IGNORECASE)
"""What may stand behind "Answer 1" without anything between."""
_LETTER_LABEL = re.compile(
    rf"(?P<label>{_ASK}|{_TELL})\s+\(?(?P<letter>[a-h])\)?(?:\s*[-–—:.)]+(?=\s|$)|\s*$)\s*",
    re.IGNORECASE,
)
_BILINGUAL = re.compile(r"C(?P<number>\d{1,2})\s*/\s*(?=Q(?P=number)\b)")
"""A number in Welsh before the same in English: "C1 / Q1."."""
_NUMBERED = re.compile(
    rf"[(\[]?(?P<number>{_DIGITS})(?:\)(?=\())?(?P<subs>{_SUBS}{{0,2}})(?P<close>\.\)|[.)\]/:](?=[\s(“\"'‘]|$|[A-Z])|(?=\s*$)|(?<=\))|(?<=\.\d)(?=\s+[A-Z]))"
    r"\s*",
)
_BARE = re.compile(
    rf"(?P<number>{_DIGITS})(?P<subs>[a-h]?)(?P<close>)(?:\s+(?=[A-Z“\"'‘])|\s{{2,}}(?=[\d£])|\s+[-–—]\s+(?=[A-Za-z“\"'‘£\d]))"
)
_DASHED = re.compile(rf"(?P<number>{_DIGITS})(?P<subs>[a-h]?)\s+[-–—]\s+(?=[A-Z“\"'‘])")
_MARGIN = re.compile(
    rf"(?P<number>{_DIGITS})(?P<subs>[a-h]?)"
    rf"(?:(?:,? (?:and|&) |, ?)(?P<last>{_DIGITS})[a-h]?){{0,5}}"
    r"(?:\s{2,}|\t)(?=\S)"
)
"""A number, or several, in a margin: "7      <5", "6, 7   Withheld"."""
_LETTERED = re.compile(
    r"(?:[(\[](?P<a>[a-z]|[ivx]{1,5})[)\]](?P<subs>(?:\([ivx]{1,4}\))?)"
    r"|(?P<b>[a-z]|[ivx]{1,5})(?:\)|\.(?=\s))|(?-i:(?P<c>[a-h])(?=\s[-–—]\s\w))(?:\s[-–—]))\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(rf"(?P<bullet>[{re.escape(BULLETS)}]|o(?=\s{{2,}}|\t))\s*(?=\S)")
_ORDINAL = re.compile(
    rf"(?:the\s+|your\s+)?(?P<word>{'|'.join(_ORDINALS)})"
    r"\s+(?P<noun>part|question|request|point|query|bullet|item)(?:\s+point)?\s*[:.–-]\s*",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"(?P<label>{_ASK}|{_TELL})\s+(?P<word>{'|'.join(_CARDINALS)})\b\s*(?P<close>[-–—:.)]+|$)\s*",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?:and\s+)?(?P<word>first|second|third|fourth|fifth|sixth|last|final)(?:ly)?"
    r"(?:(?<=ly)\s*[,:–-]|\s*[,:])\s*(?=\S)",
    re.IGNORECASE,
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LAST = "last"
"""Stands in a path for the number after the one before: "Lastly, how many …"."""
_PARTS = re.compile(r"\d+|[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A marker as printed, taken apart.

    Attributes:
        path: From the outside in: ``("2", "a")``; empty for a bare bullet.
        style: Markers of one list share it: ``1.``, ``(a)``, ``Q1``, ``•``.
        side: Whether a label says that it is a question or an answer.
        length: Characters up to the item's own words, from the start of the line.
        bare: A number without any punctuation, which may also begin a line of figures.
        wide: White space of a margin stands behind it: "7      <5".
        last: The last number of several before one answer: "6, 7   Withheld".
    """

    path: tuple[str, ...]
    style: str
    side: Side = ""
    length: int
    bare: bool = False
    wide: bool = False
    last: str = ""

    @property
    def id(self) -> str:
        """The id of the contract: ``2a``, ``3ai``; empty for a bullet."""
        return "".join(self.path)


def _subs(text: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(text.lower()))


_PARTED = re.compile(r"(?P<part>[A-H])\s?\((?P<sub>[ivx]{1,5}|\d{1,2})\)(?=\s|$)\s*")
"""The letter of a part with a number in it: "B(ii)"."""
_LINK = re.compile(r"\[\d{1,3}\](?=\S)|\[\d{1,3}\]\s*(?:mailto:|https?:|www\.)", re.IGNORECASE)
"""The number that a mail program gives a link: "[3]www.example.org", "[1]here"."""
NESTED = 3
"""Bullets and quotation marks before a marker; a line of dashes is no list of lists."""


@lru_cache(maxsize=1024)  # asked several times of each line of a letter
def marker_of(line: str, nested: int = NESTED) -> Marker | None:
    """The marker with which a line begins, if any; quotation marks may precede it."""
    if _LINK.match(line):
        return None
    within = nested - 1
    quoted = nested and line[:1] in ('"', "“", "‘", "'")
    if quoted and (inner := marker_of(line[1:].lstrip(), within)):
        shift = len(line) - len(line[1:].lstrip())
        return None if inner.bare else replace(inner, length=inner.length + shift)
    if (twice := _BILINGUAL.match(line)) and (inner := marker_of(line[twice.end() :], within)):
        return replace(inner, length=inner.length + twice.end())
    bullet = _BULLET.match(line)
    if bullet and not (line[0] in "-–—*" and re.match(r"[-–—*]\S", line) and line[0] != "•"):
        inner = (
            marker_of(line[bullet.end() :], within) if nested and line[bullet.end() :] else None
        )
        if inner and inner.path and not inner.bare:
            return Marker(
                path=inner.path,
                style=inner.style,
                side=inner.side,
                length=bullet.end() + inner.length,
            )
        return Marker(path=(), style=bullet["bullet"], length=bullet.end())
    if found := _ORDINAL.match(line):
        return Marker(
            path=(_ORDINALS[found["word"].lower()],),
            style="first " + found["noun"].lower(),
            length=found.end(),
        )
    if (found := _LABELLED.match(line)) and _labelled(found, line):
        path = (str(int(found["number"])), *_subs(found["subs"]))
        return _sided(found, path)
    if found := _LETTER_LABEL.match(line):
        return _sided(found, (found["letter"].lower(),))
    if found := _SPELLED.match(line):
        return _sided(found, (_CARDINALS[found["word"].lower()],))
    if found := _ADVERB.match(line):
        word = found["word"].lower()
        return Marker(path=(_ORDINALS.get(word, LAST),), style="firstly", length=found.end())
    if found := _NUMBERED.match(line):
        return Marker(
            path=(str(int(found["number"])), *_subs(found["subs"])),
            style=("(" if line[0] in "([" else "") + "1" + found["close"][:1],
            length=found.end(),
        )
    if found := _PARTED.match(line):
        path = (found["part"].lower(), found["sub"])
        return Marker(path=path, style="A(i)", length=found.end())
    if found := _LETTERED.match(line):
        letter = (found["a"] or found["b"] or found["c"]).lower()
        if len(letter) > 1 and not re.fullmatch(r"[ivx]+", letter):
            return None
        kind = "i" if re.fullmatch(r"[ivx]+", letter) else "a"
        style = f"({kind})" if found["a"] else kind + (line[len(letter)].strip() or "-")
        return Marker(path=(letter, *_subs(found["subs"] or "")), style=style, length=found.end())
    if found := _DASHED.match(line):
        return Marker(
            path=(str(int(found["number"])), *_subs(found["subs"])),
            style="1 -",
            length=found.end(),
        )
    if found := _BARE.match(line):
        return Marker(
            path=(str(int(found["number"])), *_subs(found["subs"])),
            style="1 -" if found.group().rstrip()[-1:] in "-–" else "1 ",
            length=found.end(),
            bare=True,
            wide=found.group()[-2:].isspace(),
        )
    if found := _MARGIN.match(line):
        return Marker(
            path=(str(int(found["number"])), *_subs(found["subs"])),
            style="1 ",
            length=found.end(),
            bare=True,
            wide=True,
            last=found["last"] or "",
        )
    return None


def inner_marks(words: str) -> list[Marker]:
    """The first marks of lists within an item whose own mark stands before them: "(a) (i) Hay"."""
    mark = marker_of(words, 0)
    if mark is None or mark.side or mark.path not in (("a",), ("i",)):
        return []
    if words[0].isupper():  # a name: "1. A. Smith"
        return []
    return [mark, *inner_marks(words[mark.length :])]


def _sided(found: re.Match[str], path: tuple[str, ...]) -> Marker:
    """A marker whose label says which side of the dialogue it stands on."""
    asks = re.fullmatch(_ASK, found["label"], re.IGNORECASE)
    part = found["label"].lower().startswith("part")
    return Marker(
        path=path,
        style=("P" if part else "Q" if asks else "A") + ("1" if path[0].isdigit() else "a"),
        side="question" if asks else "answer",
        length=found.end(),
    )


def _labelled(found: re.Match[str], line: str) -> bool:
    """Whether a label with a number heads an item, and is not the start of a sentence.

    "Question 2 is refused" and "Request 24-1234" begin like a marker.
    """
    rest = line[found.end() :]
    if not rest and _TOLD.fullmatch(line.strip()):
        return False
    if found["close"].strip() or not rest:
        return True
    if _GIVEN.match(rest) and found["label"].lower().startswith(("answer", "response", "reply")):
        return True
    if found["label"].lower().startswith("question") and re.match(r"[A-Z][a-z ]", rest):
        return True
    if found["subs"].endswith(")") and re.match(r"[A-Z“\"]", rest):  # "Question 1(a) How many"
        return True
    compact = re.match(r"[QAR](?:u)?\.?\s?\d", line)
    return bool(compact) and not re.match(r"(?:and|to|&|or|is|are|has|was|were|,|-)\b", rest)


def next_letter(last: str, following: str) -> bool:
    """Whether a letter or roman numeral may come after another in a list, with two left out."""
    if last in ROMAN and following in ROMAN:
        return 0 < ROMAN.index(following) - ROMAN.index(last) <= 3
    if len(last) == 1 and len(following) == 1 and last.isalpha() and following.isalpha():
        return 0 < ord(following) - ord(last) <= 3
    return False


def next_part(last: Marker, marker: Marker) -> bool:
    """Whether "2a" comes after "2", or "2b" after "2a"."""
    above, own = marker.path[:-1], marker.path[-1]
    if not above:
        return False
    if last.path == above:
        return own in ("a", "i", "1")
    if last.path[:-1] != above:
        return False
    before = last.path[-1]
    return own == str(int(before) + 1) if before.isdigit() else next_letter(before, own)


def place_of(marker: Marker) -> int:
    """Where in its list a marker stands: "Question 3", "Question c"."""
    first = marker.path[0]
    return int(first) if first.isdigit() else ord(first[0]) - ord("a") + 1
