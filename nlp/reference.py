"""The authority's own reference, as printed."""

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.letter import Letter, letter_of
from nlp.text import text_of

# Letters that may stand before the number: FOI, RFI, IM-FOI-, HQ/PA/, DC/FOI, GSA, IR, 01.FOI.
_VALUE = re.compile(
    r"(?<![\w/.@£$%-])(?:\d{2}[./])?"
    r"(?:(?!(?:REF|ID|URN|NO|NOS|NUMBER|CASE|REVIEW|DATE|PAGE|TEL|FAX|EXT|PO|BOX|RE|ACT|Q|A|PART)\b)"
    r"(?:[A-Z]{1,6}|F[Oo]I|foi)(?:[/.–-][ \t]?|[ \t]{1,2}|(?=\d))){0,3}"
    r"\d+[A-Z]{0,2}(?:[/.–-]\d+[A-Z]{0,2}|[/-][A-Z]{1,5}(?=[/\s.,)]|$|-\d)(?:[/-]\d+)*"
    r"|[ ]?[-–][ ]\d{2,4}|[ ]/[ ](?:20)?\d\d(?![\d/]))*(?:[ ]IR\b|[ ]\(IR\))?"
    r"(?![\w%]|[.,]\d|:\d)"
)
_REFERENCE = re.compile(
    r"(?:\bref(?:erence|s|\.)?|\bcyf(?:eirnod)?|\be?case|\brfi|\bfoia?|\beir)"
    r"(?:[ \t]*\([a-z]+\))?(?:[ \t]*(?:no|nos|num|number|numbers|id|rhif)\b\.?)?"
    r"(?:[ \t]*\([a-z]+\))?(?:[ \t]+for[ \t]+(?:this|your|the)(?:[ \t]+\w+)?)?"
    r"[ \t]*(?:is|of|was)?[ \t]*[:#=–-]?[ \t]*\(?$"
    r"|\b(?:given|allocated|allotted|assigned|logged (?:under|with))[ \t]+(?:the|our|a)?[ \t]*"
    r"(?:\w+[ \t]+)?(?:number|no\b\.?)[ \t]*$"
    r"|\b(?:request|application|enquiry|case|log|review|crynodeb|file)[ \t]+(?:no|number|id|ref)\b"
    r"\.?[ \t]*(?:is)?[ \t]*[:#–-]?[ \t]*\(?$"
    r"|\brequest[ \t]*:[ \t]*(?=$)|^\W*(?:our )?(?:nos?|number)\.?[ \t]*:[ \t]*$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\b(?:your|their|applicant'?s?|requester'?s?|ico|commissioner'?s?|tribunal|contract|crime"
    r"|eich"
    r"|incident|log book|invoice|order|account|asset|grid|complainant'?s?)[ \t]+(?:own[ \t]+)?"
    r"(?:ref|case|cyf|foi ref|e-?case|no\b|number)[^\n]{0,24}$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:(?:also|wish to) (?:read|see)"
    r"|(?<!your )(?:similar|earlier|previous|related|another|other))\b"
    r"[^.;\n]{0,80}$",
    re.IGNORECASE,
)
"""Words that lead to the reference of another request: "see also our answer to request ..."."""
_TITLE = re.compile(
    r"\b(?:requests?|enquiry|review|applications?|foi|foia|rfi|cais|freedom of information)\b"
    r"[^\w\n]{0,5}(?:(?<= )of )?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W*(?:subject|re)[ \t]*:[ \t]*(?:(?:re|fwd?):[ \t]*)*"
    r"(?:(?:our |final )?(?:reply|response|answer) to )?$",
    re.IGNORECASE,
)
"""What stands before the subject of a mail."""
_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|(?:19|20)\d{2})")
_RANGE = re.compile(_DATE.pattern + r"\s*[-–]")
_REGULATOR = re.compile(r"(?:IC-\d+|FS\d{6,}|EA/\d+)")
_STATUTE = re.compile(
    r"\b(?:section|sections|s|ss|sec|act|regulations?|reg|article|paragraphs?|schedule|part"
    r"|question"
    r"|questions|q|page|version|annex|table|appendix|of|and|to|for|in|the|year|years)\b\.?[ \t]*$",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"(?:(?:19|20)\d\d[/-]\d{3,6}|\d{3,6}[/-](?:20)?\d\d)$")
REACH_OF_TITLE = 90
"""Characters of a line that is a title and ends with the reference."""
REACH = 300
"""Characters of its line that are looked at before and behind what may be a reference."""
_CLEAR = 60
"""From this rank on it is printed as a reference, not merely of such a shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A reference as it stands in a letter.

    Attributes:
        rank: How sure it is: over 60 where it carries a label of its own.
    """

    text: str
    start: int
    end: int
    rank: int


@lru_cache(maxsize=4)
def printed_references(text: str) -> tuple[Printed, ...]:
    """All that may be the letter's reference, the best first; equals in the order printed."""
    letter = letter_of(text)
    found = []
    for match in _VALUE.finditer(text):
        value = match.group()
        if sum(c.isdigit() for c in value) < 2 or len(value) > 40 or _RANGE.match(value):
            continue
        rank = _rank(text, match.start(), match.end(), letter)
        if rank:
            folded = " ".join(value.split())
            found.append(Printed(text=folded, start=match.start(), end=match.end(), rank=rank))
    return tuple(sorted(found, key=lambda printed: (-printed.rank, printed.start)))


def _rank(text: str, start: int, end: int, letter: Letter) -> int:
    value = text[start:end]
    index = letter.line_at(start)
    line = letter.lines[index]
    before = text[max(line.start, start - REACH) : start]
    after = text[end : min(line.end, end + REACH)]
    if _REGULATOR.match(value) or _NOT_OURS.search(before) or _ANOTHER.search(before):
        return 0
    quoted = 30 if letter.in_quoted(start) else 0
    if not before.strip(" \t-–(") and index:  # the label may stand on the line above
        above = letter.lines[index - 1]
        near = line.number - above.number <= 2 and len(above.text) < 40
        if near and _REFERENCE.search(above.text) and not _NOT_OURS.search(above.text + " "):
            return 88 - quoted
    if _REFERENCE.search(before):
        sure = bool(re.search(r"ref|cyf|number|no\b|id\b|[:#]", before[-30:], re.IGNORECASE))
        if _DATE.fullmatch(value) and not re.search(r"ref|cyf", before[-24:], re.IGNORECASE):
            return 0
        counted = bool(re.match(r"[ \t]+[a-z]{2,}", after))  # "FOI - 101 call waiting times"
        if sure and (_shaped(value) or (len(re.sub(r"\D", "", value)) >= 3 and not counted)):
            return 90 - quoted
    titled = re.search(r"(?:information |^\W*)request[ \t]*[-–:]?[ \t]*$", before, re.IGNORECASE)
    if titled and (letter.in_head(start) or index < 8) and re.fullmatch(r"\d{4,8}", value):
        return 63 - quoted
    if _DATE.fullmatch(value) or not _shaped(value):
        enquiry = re.search(r"\b(?:enquiry|reference)[ \t]+$", before, re.IGNORECASE)
        return 50 - quoted if enquiry and len(value) > 3 else 0
    near = letter.in_head(start) or index < 8
    if _TITLE.search(before) and (near or re.search(r"information", before, re.IGNORECASE)):
        return 70 - quoted
    if near and _SUBJECT.match(before):
        return 66 - quoted
    cell, rest = re.split(r"[ \t]{3,}|\t|\|", before)[-1], re.split(r"[ \t]{3,}|\t|\|", after)[0]
    if near and not cell.strip(" \t(-–") and not rest.strip(" \t.)"):
        return 65 - quoted
    if near and re.search(r"[(–-][ \t]*$", before) and not after.strip(" \t.)"):
        return 62 - quoted
    if near and not before.strip() and re.match(r"(?:FOI|RFI|EIR|F-)", value):
        return 61 - quoted
    if near and not before.strip() and re.match(r"[ \t]+[-–:]?[ \t]*[A-Z][a-z]", after):
        return 58 - quoted  # "38217-25 Officers in the sector"
    if (
        near
        and not after.strip(" \t.)")
        and len(line.text) < REACH_OF_TITLE
        and _YEARLY.match(value)
    ):
        return 52 - quoted  # "Suspended officers 2025/29431"
    if _STATUTE.search(before):
        return 0
    if re.match(r"(?:FOI|RFI|IM-FOI|[A-Z/]+FOI)", value, re.IGNORECASE):
        return 40 - quoted
    return 0


def _shaped(value: str) -> bool:
    """Whether it looks like a reference by itself, and not like a number or a date."""
    if _DATE.fullmatch(value) or re.fullmatch(r"(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d{2})", value):
        return False
    digits = re.sub(r"\D", "", value)
    letters = re.search(r"[A-Z]", value)
    parts = re.search(r"\d[A-Z]?\s?[/.–-]\s?(?:[A-Z]+[/.–-])?\d", value)
    return len(digits) >= 3 and bool(letters or parts)


def _key(reference: str) -> str:
    """What is left without spaces, signs, leading zeros and "FOI"."""
    parts = re.findall(r"\d+|[A-Z]+", reference.upper())
    return "/".join(part.lstrip("0") for part in parts if part not in ("FOI", "RFI", "REF", "NO"))


@Language.factory("foi_reference", assigns=["doc._.reference"])
def make_reference(nlp: Language, name: str) -> "Reference":
    """Build the component."""
    return Reference()


class Reference:
    """Sets ``doc._.reference``: the first that carries a label, with the prefix printed with it.

    What the listing says decides between several; where the letter prints none, it is taken as
    it is.
    """

    def __call__(self, doc: Doc) -> Doc:
        hints = doc._.hints
        told = hints.reference or next(
            (value for label, value in hints.labels.items() if "reference" in label.lower()), None
        )
        found = printed_references(text_of(doc))
        same = [one for one in found if told and _key(one.text) == _key(told)]
        best = next(iter(same or found), None)
        if best is None or (told and not same and best.rank < _CLEAR):
            doc._.reference = told or (best.text if best else None)
            best = None if told else best
        else:
            doc._.reference = best.text
        if told and not same and found and found[0].rank >= _CLEAR:
            doc._.flags.append(
                f"the listing gives the reference {told}, the letter {found[0].text}"
            )
        if best is not None:
            doc._.field_spans["reference"] = ((best.start, best.end),)
        return doc
