"""Numbers that stand for one person: collar numbers, vehicle marks, NHS and NI numbers."""

import re
from collections.abc import Iterator

from nlp.response import Span
from nlp.sieve import matches

_COLLAR = re.compile(
    r"(?:\b(?:PC|WPC|PCSO|PS|WPS|Sgt|Sergeant|DC|DS|SC|Constable|Insp(?:ector)?)\b\.?[ \t]{1,2}\(?"
    r"(?P<rank>[A-Z]{0,2}\d{2,6}|\d{2,5}[A-Z]{1,2})\b(?![/%:,.]\d)"
    r"|\b(?:CI|SI|DI|DCI|Supt|TDC|Det(?:ective)? Con)\b\.?[ \t]{1,2}"
    r"(?P<before_name>\d{2,5})(?=[ \t]+[A-Z][a-z])"
    r"|(?:\b(?:[Cc]ollar|[Ss]houlder|[Ww]arrant|[Ee]paulette|[Bb]adge)[ \t]+"
    r"(?i:no\b\.?|numbers?|id|num)"
    r"|\b(?:[Oo]fficer|[Ss]taff|[Ee]mployee|[Pp]ay(?:roll)?)[ \t]+(?i:no\b\.?|number|id|num))"
    r"[ \t]*(?:is|was|:|of)?[ \t]*(?P<label>[A-Z]{0,3}[ ]?\d{2,7}[A-Z]?)\b)"
)
_ROW = re.compile(r"[ \t]*[A-Z][A-Za-z /-]*?[ \t|:]+\d{1,5}(?:[ \t|]+\d{1,5})*[ \t]*")
"""A line of a table: a name for what is counted, and how many."""
_NAME_FOLLOWS = re.compile(r"\)?[ \t]+[A-Z]['’]?[A-Za-z]")
_SEVERAL = re.compile(
    r"s[ \t]+(\d{2,5}(?:,[ \t]+\d{2,5})*,?[ \t]+(?:and|&)[ \t]+\d{2,5})\b(?![,.]?\d|[ \t]*%)"
)
_AMONG = re.compile(
    r"\)[,;]?(?: and)? (?:[A-Z][a-z]+ )?(?:Constable|Sergeant|Inspector|PCSO|PC|PS|DC|DS)s? \(\d"
)
"""What goes on with a list of ranks and how many there are: "Constable (10), Sergeant (1)"."""
_RANKS = re.compile(r"\b(?:PC|PCSO|DC|PS|DS|Sgt|Constable|Sergeant)$")
_NUMBER = re.compile(r"\d+")
_PLATE = re.compile(
    r"(?<![\w/-])(?:(?P<now>[A-HJ-PR-Y][A-HJ-PR-Y](?:0[1-9]|[1-7]\d)[ ]?[A-HJ-PR-Z]{3})"
    r"|(?P<then>[A-HJ-NPR-TV-Y][1-9]\d{0,2}[ ]?[A-Z]{3}|[A-Z]{3}[ ]?[1-9]\d{0,2}[A-HJ-NPR-TV-Y]"
    r"|[A-Z]{3}[ ]?\d{4}))(?![\w/-])"
)
_CAPITAL = re.compile(r"[A-Z](?<![\w/-].)")
_VEHICLE = re.compile(
    r"\b(?:registration|vrms?|vrn|reg(?:istered)?|index|number plate|vehicle|car|motorcycle|van"
    r"|index mark)\b",
    re.IGNORECASE,
)
_NOT_A_PLATE = re.compile(r"(?:FOI|RFI|DPA|EIR|SAR|REF|ACT|PUB|CAS|GSA|DPO)(?:[ ]?\d+)?$")
_NHS = re.compile(r"(?<![\w/.-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-]|\.\d)")
_NHS_LABEL = re.compile(r"\bNHS\b[^\n]{0,24}$", re.IGNORECASE)
_INSURANCE = re.compile(
    r"(?<![\w/-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ ]?"
    r"(?:\d{2}[ ]?){3}[A-D](?![\w/-])"
)


def _counted(text: str, match: re.Match[str]) -> bool:
    """Whether a rank and its number are a row of a table, and another row stands beside it."""
    start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    end = len(text) if end < 0 else end
    above = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    below = text[end + 1 :].split("\n", 1)[0]
    return bool(_ROW.fullmatch(text, start, end)) and any(map(_ROW.fullmatch, (above, below)))


def collar_numbers(text: str) -> Iterator[Span]:
    """The number of an officer, without rank or label."""
    for match in _COLLAR.finditer(text):
        name = match.lastgroup
        if name is None:
            continue
        if _AMONG.match(text, match.end()):
            continue
        named = name == "rank" and _NAME_FOLLOWS.match(text, match.end())
        if named or not (re.fullmatch(r"(?:19|20)\d\d", match[name]) or _counted(text, match)):
            yield match.span(name)
    for match in _SEVERAL.finditer(text):
        if not _RANKS.search(text[max(0, match.start() - 10) : match.start()]):
            continue
        for number in _NUMBER.finditer(text, match.start(1), match.end(1)):
            yield number.span()


def vehicle_marks(text: str) -> Iterator[Span]:
    """Registration marks; the older forms only where a vehicle is spoken of."""
    for match in matches(_PLATE, _CAPITAL, text):
        if _NOT_A_PLATE.search(match.group()):
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if match["now"] or _VEHICLE.search(before):
            yield match.span()


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits whose last one is right (modulus 11), labelled or grouped as they are printed."""
    for match in _NHS.finditer(text):
        digits = [int(c) for c in match.group() if c.isdigit()]
        check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
        labelled = _NHS_LABEL.search(text[max(0, match.start() - 40) : match.start()])
        grouped = len(match.group()) == 12 and digits[0] in (4, 6, 7, 9)
        if check % 11 == digits[9] and check != 10 and (labelled or grouped):
            yield match.span()


def insurance_numbers(text: str) -> Iterator[Span]:
    """National Insurance numbers."""
    for match in matches(_INSURANCE, _CAPITAL, text):
        yield match.span()
