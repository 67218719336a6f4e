"""What publishers print beside their entries: labels with values, dates, references."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

_MONTHS = (
    "january february march april may june july august september october november december",
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
)
_MONTH = (
    {name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS[0].split(), start=1)}
    | {"sept": 9}
)
_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_DATES = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m>{_NAME})\.?,?[\s-]+(?P<y>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<m>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d/.-])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d|\d\d)(?![\d/-])"
    ),
)


def printed_date(text: str) -> str | None:
    """The first date in a text as an ISO date; a day in figures stands before its month.

    >>> printed_date("Monday, 6 November, 2017"), printed_date("April 28, 2021 | Crime")
    ('2017-11-06', '2021-04-28')
    >>> printed_date("Date: 16/02/26"), printed_date("31st March 2025"), printed_date("575/21")
    ('2026-02-16', '2025-03-31', None)
    """
    found = [(m.start(), m) for pattern in _DATES if (m := pattern.search(text))]
    for _, match in sorted(found, key=lambda pair: pair[0]):
        month = _MONTH.get(match["m"].casefold()) or int(match["m"])
        year = int(match["y"])
        try:
            return date(year if year > 99 else 2000 + year, month, int(match["d"])).isoformat()
        except ValueError:
            continue
    return None


def month_named(text: str) -> int | None:
    """The number of the month that a text names in English or Welsh.

    >>> month_named("09---september"), month_named("ionawr"), month_named("mayor")
    (9, 1, None)
    """
    match = re.search(rf"(?<![a-z])(?:{_NAME})(?![a-z])", text.casefold())
    return _MONTH[match[0]] if match else None


_NUMBER = r"(?:\s*(?:no|number|num|id|code)\b\.?)?"
REFERENCE_LABEL = re.compile(
    rf"(?:(?:our|your|foi|eir|foia|request|enquiry|case|disclosure|unique|force|log|freedom of"
    rf" information(?: act)?(?: request)?)\s+)*(?:reference|ref)\b\.?{_NUMBER}"
    r"|(?:foi|request|case|enquiry|log)\s+(?:number|no\b\.?|id)",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:request(?:ed)?|recei(?:ved|pt)|respon(?:se|ded)|repl(?:y|ied)|releas(?:e|ed)|answer(?:ed)?"
    r"|publish(?:ed)?|publication|decision|disclos(?:ure|ed)|issued?|creat(?:ed|ion)|sent|foi"
    r"|completed?|closed|updated|uploaded|added)"
)
DATE_LABEL = re.compile(
    rf"(?:last |first )?{_EVENT}\s+(?:date|on)|dated?(?:\s+(?:of\s+)?(?:the\s+)?{_EVENT})?"
    rf"|(?:last |first )?(?:published|released|responded|received|requested|updated)",
    re.IGNORECASE,
)
OTHER_LABEL = re.compile(
    r"decision|outcome|result|status|subject(?:\s+(?:area|matter))?|categor(?:y|ies)|topics?"
    r"|sub-?categor(?:y|ies)|(?:section|exemption)s?\s+(?:applied|used|engaged|cited)"
    r"|exemptions?|(?:document|request|disclosure|information)\s+type|type|department|keywords"
    r"|information\s+category|legislation|act|access regime|directorate|area",
    re.IGNORECASE,
)
_ANY = (REFERENCE_LABEL, DATE_LABEL, OTHER_LABEL)
_LINE = re.compile(
    "^(?P<label>"
    + "|".join(pattern.pattern for pattern in _ANY)
    + r")\s*(?P<colon>:|\s[-–]\s)?\s*"
    r"(?P<value>.*)$",
    re.IGNORECASE,
)
LONGEST = 300
"""Characters of a value; what is longer is text under a heading."""


def label_of(text: str) -> str | None:
    """A line that is a label we know and nothing else, without its colon.

    >>> label_of("FOI reference"), label_of("Request"), label_of("Date of Decision:")
    ('FOI reference', None, 'Date of Decision')
    """
    bare = text.strip().rstrip(":").strip()
    return bare if any(pattern.fullmatch(bare) for pattern in _ANY) else None


def label_and_value(line: str) -> tuple[str, str] | None:
    """A line such as ``Reference: 575/21`` taken apart; ``None`` where it is no such line.

    Without a colon only a reference or a date can follow its label.

    >>> label_and_value("Date Responded 06 November 2019")
    ('Date Responded', '06 November 2019')
    >>> label_and_value("Enquiry Reference: 89- 26")
    ('Enquiry Reference', '89- 26')
    >>> label_and_value("Request: FOI/00013725")
    ('Request', 'FOI/00013725')
    >>> label_and_value("Decision making in firearms incidents") is None
    True
    """
    line = " ".join(line.split())
    if (request := re.fullmatch(r"(Request)\s*:\s*(\S+)", line)) and looks_like_reference(
        request[2]
    ):
        return request[1], request[2]
    match = _LINE.match(line)
    if match is None or not match["value"] or len(match["value"]) > LONGEST:
        return None
    label, value = match["label"].strip(), match["value"].strip(" |·•")
    if not match["colon"]:
        if DATE_LABEL.fullmatch(label):
            if not (printed_date(value) and len(value) < 32):
                return None
        elif not (REFERENCE_LABEL.fullmatch(label) and looks_like_reference(value)):
            return None
    return (label, value) if value else None


def looks_like_reference(text: str) -> bool:
    """Whether a value can be a reference: short, with a figure, and no date.

    >>> [looks_like_reference(text) for text in ("FOI 1730525/23", "89- 26", "16/02/26", "about")]
    [True, True, False, False]
    """
    text = text.strip()
    return bool(
        re.search(r"\d", text)
        and len(text) <= 40
        and len(text.split()) <= 4
        and printed_date(text) is None
    )


_BRACKETED = re.compile(
    r"[(\[]\s*((?:FOI|EIR|Ref\.?:?)?\s*[A-Z]*\d+[A-Z]?\s*[/-]\s*\d{2,4})\s*[)\]]"
)
_TRAILING = re.compile(r"\s[-–]\s*(\d{1,6}[A-Z]?/\d{2,4})$")
_NAMED = re.compile(
    r"\b(?:IM-FOI-\d{4}-\d+|01\.FOI\.\d\d\.\d+"
    r"|(?:FOI|EIR|GSA|RFI)(?:[ :/-]|\s[-–]\s)*\d+[A-Z]?(?:\s*[/.-]\s*\d{2,6})*(?:-\d\d)?)",
)


def is_span_of_years(text: str) -> bool:
    """Whether what looks like a reference is a financial or other year in two halves.

    >>> [is_span_of_years(text) for text in ("2023/24", "2019-2020", "2023/23", "428/23")]
    [True, True, False, False]
    """
    match = re.fullmatch(r"((?:19|20)\d\d)\s*[/-]\s*(?:19|20)?(\d\d)", text.strip())
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def reference_in(text: str) -> str | None:
    """A reference that a title bears.

    >>> reference_in("Clare's Law (428A/23)"), reference_in("Firearms - FOI 1730525/23")
    ('428A/23', 'FOI 1730525/23')
    >>> reference_in("Overtime (2023/24)") is None
    True
    """
    match = _BRACKETED.search(text) or _TRAILING.search(text)
    if match and not is_span_of_years(match[1]):
        return match[1]
    match = _NAMED.search(text)
    return match[0].strip() if match else None


def labelled(labels: Mapping[str, str], *patterns: str) -> str | None:
    """The value under the first label that fits the earliest pattern that any label fits."""
    for pattern in patterns:
        for label, value in labels.items():
            if re.fullmatch(pattern, label, re.IGNORECASE):
                return value
    return None


def reference_of(labels: Mapping[str, str]) -> str | None:
    """The reference that the labels give; somebody else's ("Your ref") is not ours."""
    for label, value in labels.items():
        named = REFERENCE_LABEL.fullmatch(label) or label.casefold() in ("request", "foi")
        if named and not label.casefold().startswith("your") and looks_like_reference(value):
            return value
    return None


def published_of(labels: Mapping[str, str]) -> str | None:
    """The day of publication, or failing that of the answer, as ISO; never that of the request."""
    value = labelled(
        labels,
        r".*(?:publi).*",
        r".*(?:releas|disclos|upload|added).*",
        r".*(?:respon|repl|answer|decision|issued?|sent|complete|closed).*",
        r"(?:foi )?dated?|.*created.*",
    )
    return printed_date(value) if value else None


def category_of(labels: Mapping[str, str]) -> str | None:
    """The publisher's own category of an entry."""
    return labelled(
        labels, r"categor(?:y|ies)", r"subject area|information category", r"topics?", r".*type"
    )


_STARTS = re.compile(
    r"(?<![\w/-])(?:" + "|".join(pattern.pattern for pattern in _ANY) + r")\s*:", re.IGNORECASE
)


def statements(line: str) -> list[str]:
    """A line with several labels, taken apart before each.

    >>> statements("Reference: 575/21 | Date of decision: 4 May 2021")
    ['Reference: 575/21', 'Date of decision: 4 May 2021']
    """
    if line.count(":") < 2 or len(line) > LONGEST:
        return [line]
    starts = [match.start() for match in _STARTS.finditer(line)]
    if len(starts) < 2 or starts[0] != 0:
        return [line]
    return [line[a:b].strip(" |•·,;") for a, b in pairwise([*starts, len(line)])]


def labels_in(lines: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """The labels and values in lines of text, the first of each label.

    Args:
        lines: Each line, and whether it is a heading: what stands under "Decision" as a heading
            is a passage and no value.
    """
    found: dict[str, str] = {}
    waiting, longest = "", 0
    for whole, heading in lines:
        for line in statements(whole):
            if waiting and not label_of(line) and not label_and_value(line):
                if not heading and len(line) <= longest:
                    found.setdefault(waiting, line)
                waiting = ""
                continue
            waiting = ""
            if (label := label_of(line)) is not None:
                telling = REFERENCE_LABEL.fullmatch(label) or DATE_LABEL.fullmatch(label)
                if telling or not heading:
                    # Without a colon it may be a heading after all, over a passage.
                    sure = bool(telling) or line.rstrip().endswith(":")
                    waiting, longest = label, LONGEST if sure else 80
            elif not heading and (pair := label_and_value(line)) is not None:
                found.setdefault(*pair)
    return found
