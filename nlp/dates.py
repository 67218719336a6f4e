"""When the request was received and when it was answered."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from nlp.days import Day, days
from nlp.letter import Letter, letter_of
from nlp.receipt import receipt
from nlp.text import lowered, text_of

Role = Literal["received", "responded"]

REACH = 300
"""Characters of its line that are looked at before and behind a date."""
_REPLIED = re.compile(
    r"(?P<whose>\bthis|\bour|\bthe|\bmy|\ba)\s+(?:final |full |formal )?(?:reply|response|letter"
    r"|answer|e-?mail|notice|decision|disclosure)\b[^.;]{0,25}?"
    r"\b(?:sent|issued|given|made|provided|dated|released|signed)\b[^.;]{0,30}?(?: (?:on|of))?"
    r"(?: the)?$|^\W*(?P<sent>sent|issued|replied) on(?: the)?$"
    r"|(?:^|[\w:.] )(?P<verb>(?-i:Answered|Replied|Responded)) on(?: the)?$"
    r"|\b(?P<of>this is (?:our|my|the) (?:reply|response|answer|letter) of)(?: the)?$"
    r"|^\W*(?P<by>response|reply|answer) (?:by|from|to) [^.;]{3,80} on(?: the)?$"
    r"|\b(?P<now>(?:we|I)(?: am| are|['’]m|['’]re)(?: now)?"
    r" (?:replying|responding|answering|writing back))"
    r"(?: to (?:you|it|your? \w+))? on(?: the)?$"
    r"|\b(?P<went>(?:reply|response|answer) (?:went|was sent|goes) (?:out|off|to you)(?: to you)?)"
    r"(?: on)?(?: the)?$"
    r"|\b(?P<told>(?:and|we|it) (?:(?:answers?|answered|repl(?:y|ies|ied)|respond(?:s|ed)?)"
    r"(?: to)?|told) (?:you )?on)(?: the)?$"
    r"|^\W*(?P<alone>(?:reply|response|answer) of)(?: the)?$"
    r"|\b(?P<outcome>(?:result|outcome|decision|findings)(?: of (?:the |my |an )?internal review)?"
    r",(?: dated)?)$"
    r"|\b(?P<dated>this (?:reply|response|answer|letter|e-?mail|notice) (?:is|was)"
    r"(?: (?:dated|sent|made|given|issued))?(?: on)?)(?: the)?$",
    re.IGNORECASE,
)
_OURS = ("sent", "by", "of", "dated", "verb", "alone", "outcome")
"""Ways in which :data:`_REPLIED` can only speak of this answer."""
_PLAINLY = ("now", "went", "told")
"""Those of them that tell of an answer whatever stands before them."""
_TODAY = re.compile(r"\btoday(?:['’]s date)?(?: of)?,?$", re.IGNORECASE)
"""Words that lead to the day of the letter: "received by us today, 4 May"."""
_EARLIER = re.compile(
    r"\b(?:further to|following|refer(?:s|ring)? to|reference to|since|before|about|under"
    r"|against)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_RECEIVED_LABEL = re.compile(
    r"(?:date (?:of|the) (?:the )?(?:request|receipt|application|enquiry|request for (?:an? )?"
    r"(?:internal )?review)"
    r"|date (?:request )?(?:was )?(?:received|submitted|made|opened|logged|lodged)"
    r"|request (?:made|submitted|logged|lodged)(?: on)?|(?:case )?opened(?: on)?"
    r"|(?:internal )?review (?:asked for|requested|sought|received)(?: on)?"
    r"|(?:your )?complaint(?: (?:of|received|made|dated))?(?: on)?"
    r"|received (?:in(?:to)?|at|by) (?:the |this )?(?:office|force|unit|department)"
    r"|(?:request|received|application) date|date requested|rec['’]?d|received"
    r"|(?:applicant|requester|you) wrote(?: on)?|reached us(?: on)?"
    r"|^\W*your (?:e-?mail|letter|message|request|enquiry|application)(?: of| dated)?"
    r"|received by (?:[A-Z][\w&]+ ){1,5}?(?:police|constabulary|service)"
    r"(?: on)?|date of (?:internal )?review request|(?:requested|asked)(?: on)?"
    r"|dyddiad y cais)[ \t]*[:=,–-]?\s*$",
    re.IGNORECASE,
)
_RESPONDED_LABEL = re.compile(
    r"(?:date (?:of|the) (?:our |the |this )?(?:response|reply|release|issue|decision|outcome"
    r"|letter"
    r"|notice|disclosure|completion|internal review outcome|review outcome)"
    r"|date (?:responded|released|issued|sent|completed|closed|replied|disclosed|answered"
    r"|dispatched|despatched|finalised)"
    r"|(?:response|reply|release|issue|decision|outcome|disclosure|completion|foi|closed"
    r"|closing|closure|completed|sent|answered) date|(?:case |request )?closed(?: on)?"
    r"|d[ei]spatched(?: on)?"
    r"|respon(?:ded|se)(?: to| on| sent| issued| dated| given)?|issued(?: on)?|released(?: on)?"
    r"|answered(?: on)?"
    r"|delivered to [\w ]{3,30}"
    r"|(?:reply|answer|letter|decision|outcome|notice) (?:sent|issued|dated|given|made)(?: on)?"
    r"|replied(?: on)?|our (?:reply|response|answer)(?: of| on)?|completed(?: on)?"
    r"|this (?:response|reply|answer|letter)"
    r"|date of response to (?:request|applicant)|(?:outcome|decision) letter"
    r"|sent by (?:[A-Z][\w&]+ ){1,5}?(?:police|constabulary|service)"
    r"|(?:authority|force|constabulary|police|we) (?:replied|answered|responded)(?: on)?"
    r"|(?:internal )?review (?:completed|concluded|decided|finished)(?: on)?)"
    r"[ \t]*[:=–-]?\s*$",
    re.IGNORECASE,
)
_ANOTHERS = re.compile(
    r"\b(?:original|initial|first|extension|holding|acknowledge?ment|interim)\b[\w ]{0,20}"
    r"\b(?:response|reply|answer|decision|letter|notice|e-?mail)\b[\w ]{0,12}[:=–-]?\s*$",
    re.IGNORECASE,
)
"""The label of a letter that is not this one."""
_DATE_LABEL = re.compile(
    r"^[>\s|*]*(?:(?:our )?ref(?:erence)?(?: no)?[.:]+ ?[\w./-]+(?: [\w./-]*\d[\w./-]*)?[,;]? +)?"
    r"(?:(?:our |letter |today'?s )?(?:date|dated)(?:[ \t]*/[ \t]*dyddiad)?"
    r"|dyddiad(?:[ \t]*/[ \t]*date)?|sent(?: on)?"
    r"|dyddiad y llythyr)"
    r"[ \t]*[:=–-]?\s*$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|updated|posted|uploaded|reviewed|as (?:at|of)|correct (?:at|on)|extracted"
    r"|due|deadline|snapshot|printed)\b[^.\n]{0,24}$",
    re.IGNORECASE,
)
_ANOTHER_LABEL = re.compile(
    r"\s*[-–/;,.]\s*(?:(?:our )?ref\b|(?:date (?:of )?|and )?(?:completed?|repl(?:ied|y)"
    r"|respon(?:ded|se)|answer(?:ed)?|issued|sent|closed|disclosed|released|received)\b)",
    re.IGNORECASE,
)
"""What begins the next label on the same line: "Received 06.03.2023 - Completed 31.03.2023"."""
_OTHER_LANGUAGE = re.compile(r"\s*/\s*(?=\d)|\s+/\s+")
"""What stands between a date and the same in the other language."""
_PAGE = re.compile(r"^\W*(?:response )?published(?: on)?[ \t]*[:–-]?[ \t]*$", re.IGNORECASE)
"""The label of a page's own date, which tells when it was answered where nothing else does."""
_RANGE_FROM = re.compile(r"\s*(?:(?:-|–|to|until)\s+\D{0,12}\d|and (?:the )?\d)")
_RANGE_TO = re.compile(r"\d\s*(?:-|–|to|until)\s*$")
_COLUMN = re.compile(r"[ \t]{3,}|\t|[ \t]*\|[ \t]*")
_LABEL_ITSELF = re.compile(r"[a-z][ \t]*[:–-]?[ \t]*$|:[ \t]*$", re.IGNORECASE)
_CELLS = re.compile(r"[ \t]{2,}|\t|[ \t]*\|[ \t]*")
_MAIL_SENT = re.compile(r"^[>\s*]*(?:sent|date)\*?[ \t]*:", re.IGNORECASE)
_WROTE = re.compile(r"^[>\s]*on\b", re.IGNORECASE)
_REVIEW_LETTER = re.compile(
    r"\b(?:i|we) have (?:now )?(?:conducted|completed|carried out|undertaken|concluded) (?:a|an"
    r"|the|my"
    r"|your|our|this) (?:internal )?review\b|\bfindings of (?:the|my|our) (?:internal )?review\b"
    r"|\b(?:outcome|result)s? of (?:the|my|our|your|an) (?:request for an? )?internal review\b"
    r"|\b(?:decision|response|refusal)(?: that is)? under review\b|\breview decision\b"
    r"|\byou (?:have )?(?:asked|requested)\b[^.]{0,40}\b(?:internal review|look again|reconsider)"
    r"|\bi have been asked to (?:conduct|carry out|undertake|review)\b"
)
_REVIEW_HEADING = re.compile(
    r"^\W*(?:[\w ]{0,30})?\b(?:internal )?review\b|^[^.]{0,50}\binternal review\b[^.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A date that may play a role, and how well it fits."""

    role: Role
    day: Day
    score: int


@Language.factory("foi_dates", assigns=["doc._.received", "doc._.responded"])
def make_dates(nlp: Language, name: str) -> "Dates":
    """Build the component."""
    return Dates()


class Dates:
    """Sets ``doc._.received`` and ``doc._.responded``; what the letter does not say stays unset.

    A date of the data ("correct as of"), of publication or of the law is neither. Of an internal
    review the two are the request for it and its outcome.
    """

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        letter = letter_of(text)
        found = days(text)
        review = _is_review(text, letter)
        candidates = [
            candidate
            for day in found
            for candidate in _candidates(text, letter, day, review=review)
        ]
        received = _best(candidates, "received")
        responded = _best(candidates, "responded")
        month_first = _writes_month_first(doc._.forces, found)
        both = _settle(received, responded, month_first=month_first)
        roles: tuple[tuple[Role, Candidate | None, date | None], ...] = (
            ("received", received, both[0]),
            ("responded", responded, both[1]),
        )
        for role, candidate, on in roles:
            if candidate is not None and on is not None:
                doc._.set(role, on.isoformat())
                doc._.field_spans[role] = ((candidate.day.start, candidate.day.end),)
            else:
                doc._.set(role, _from_labels(doc._.hints.labels, role))
        if both[0] and both[1] and both[0] > both[1]:
            doc._.flags.append(f"received on {both[0]}, which is after the answer of {both[1]}")
        return doc


_ANOTHER = re.compile(
    r"\b(?:(?:also|wish to) (?:read|see)|(?<!your )(?:similar|earlier|previous|related|another))\b"
    r"[^.;\n]{0,60}\b(?:requests?|responses?|answers?|repl(?:y|ies))\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
"""What leads to the date of another request."""


def _best(candidates: list[Candidate], role: Role) -> Candidate | None:
    of_role = [candidate for candidate in candidates if candidate.role == role]
    return max(of_role, key=lambda c: (c.score, -c.day.start), default=None)


def _candidates(text: str, letter: Letter, day: Day, *, review: bool) -> Iterator[Candidate]:
    line_index = letter.line_at(day.start)
    line = letter.lines[line_index]
    before = text[max(line.start, day.start - REACH) : day.start]
    after = text[day.end : min(line.end, day.end + REACH)]
    sentence = _sentence_before(text, day.start)
    quoted = letter.in_quoted(day.start)
    if quoted:
        if _MAIL_SENT.match(before) or (_WROTE.match(before) and len(before) < 12):
            yield Candidate(role="received", day=day, score=30)
        return
    if _ANOTHER_LABEL.match(after):
        after = ""
    if _PAGE.match(before) and letter.in_head(day.start) and not after.strip():
        yield Candidate(role="responded", day=day, score=20)
    if _PUBLISHED.search(before) or _RANGE_FROM.match(after) or _RANGE_TO.search(before):
        return
    cells = _COLUMN.split(before)
    column = cells[-1] or next((cell for cell in reversed(cells) if cell.strip()), "")
    if _COLUMN.match(after):
        after = ""
    if twin := _OTHER_LANGUAGE.match(after):
        after = "" if next(iter(days(after[twin.end() :])), None) else after
    label = column
    above = letter.lines[line_index - 1].text if line_index else ""
    if not before.strip(" \t|*") and line_index and len(above) < 40:
        label = above + "\n"
    elif not _LABEL_ITSELF.search(column) and (
        heading := _heading(above, line.text, day.start - line.start)
    ):
        label = heading
    alone = (
        not after.strip(" \t.,|)")
        or after.lstrip()[:1] == "("
        or re.match(r"\s+at\b|[\s,]+\d", after)
    )
    if _TODAY.search(sentence):
        yield Candidate(role="responded", day=day, score=85)
    if _ANOTHERS.search(label):
        return
    if _RESPONDED_LABEL.search(label) and len(label) < 60 and alone:
        yield Candidate(role="responded", day=day, score=100)
        return
    if re.search(r"clarif", label, re.IGNORECASE):
        return
    if _RECEIVED_LABEL.search(label) and len(label) < 60 and alone:
        yield Candidate(role="received", day=day, score=95 + _review_bonus(label, review))
        return
    top = letter.in_head(day.start) or line_index < 8
    if _DATE_LABEL.search(label) and len(label) < 40:
        yield Candidate(role="responded", day=day, score=90 if top else 75)
        return
    if _ANOTHER.search(sentence):
        return
    replied = _REPLIED.search(sentence)
    if replied and any(replied[n] for n in _PLAINLY):
        yield Candidate(role="responded", day=day, score=60 if review else 85)
        return
    asked = receipt(text, day, sentence, review=review)
    if asked:
        yield Candidate(role="received", day=day, score=asked)
        return
    if replied and not _EARLIER.search(sentence[: replied.start()]):
        this = any(replied[n] for n in _OURS) or (replied["whose"] or "").lower() == "this"
        if this or not review:
            yield Candidate(role="responded", day=day, score=85 if this else 60)
            return
    if not alone:
        return
    bare = re.sub(r"[\W\d]+", " ", before).strip()
    if not cells[-1].strip() and len(cells) > 1 and top:
        yield Candidate(role="responded", day=day, score=68)
    elif not bare or (len(bare) < 24 and before.rstrip().endswith((",", "|", "-", "–"))):
        if top:
            yield Candidate(role="responded", day=day, score=80 if not bare else 70)
        elif _near_end(letter, line_index):
            yield Candidate(role="responded", day=day, score=65)
    elif (
        len(bare) < 40
        and _near_end(letter, line_index)
        and not re.search(r"[a-z] (?:on|of|to)$", bare)
    ):
        yield Candidate(role="responded", day=day, score=35)
    elif top and len(line.text) < 60 and re.search(r"\s{2,}$|\t$|\|\s*$", before):
        yield Candidate(role="responded", day=day, score=60)


def _heading(above: str, row: str, at: int) -> str:
    """What stands over a cell of a table, where the line above has as many cells."""
    heads = [cell.strip() for cell in _CELLS.split(above.strip("| \t")) if cell.strip()]
    cells = [cell for cell in _CELLS.split(row.strip("| \t")) if cell.strip()]
    if len(heads) != len(cells) or len(cells) < 2 or re.search(r"\d", above):
        return ""
    index = len([cell for cell in _CELLS.split(row[:at].strip("| \t")) if cell.strip()])
    return heads[index] if index < len(heads) else ""


def _review_bonus(label: str, review: bool) -> int:
    return 60 if review and "review" in label.lower() else 0


def _sentence_before(text: str, at: int) -> str:
    """The words of the same sentence or label before an offset, white space folded."""
    left = text[max(0, at - 260) : at]
    left = re.split(r"\n\s*\n|(?<=[a-z)\d][.?!])\s+(?=[A-Z])", left)[-1]
    return " ".join(left.split())


def _near_end(letter: Letter, index: int) -> bool:
    """Whether a line stands where a letter is signed."""
    after_close = any(0 < index - close <= 6 for close in letter.closes)
    offset = letter.lines[index].start
    end = next((end for end in letter.ends if offset < end), letter.ends[-1])
    end = min((start for start, stop in letter.quoted if start > offset <= stop), default=end)
    last = letter.line_at(end)
    return after_close or last - index <= 8


def _is_review(text: str, letter: Letter) -> bool:
    head = [
        line.text
        for line in letter.lines[:14]
        if letter.in_head(line.start) or line.text.lower().startswith("internal review")
    ]
    if any(_REVIEW_HEADING.match(line) and len(line) < 70 for line in head):
        return True
    return bool(_REVIEW_LETTER.search(lowered(text)))


def _writes_month_first(forces: tuple[str, ...], found: list[Day]) -> bool:
    """PSNI and Avon and Somerset do, where the letter itself does not show the contrary."""
    if not {"psni", "avon-and-somerset"} & set(forces):
        return False
    return not any(
        (day.figures and day.day > 12) or not (day.figures or day.month_first) for day in found
    )


def _settle(
    received: Candidate | None, responded: Candidate | None, *, month_first: bool
) -> tuple[date | None, date | None]:
    """The two dates, with the year of one for the other and figures read in the better order."""
    first = _readings(received, month_first=month_first)
    last = _readings(responded, month_first=month_first)
    pairs = [(a, b) for a in first for b in last]
    for a, b in pairs:
        begin, end = _with_years(a, b)
        if begin and end and timedelta(0) <= end - begin <= timedelta(days=500):
            return begin, end
    if pairs:
        return _with_years(*pairs[0])
    return (first[0].on() if first else None), (last[0].on() if last else None)


def _readings(candidate: Candidate | None, *, month_first: bool) -> list[Day]:
    """UK order alone, but for a force that writes month first that order before it."""
    if candidate is None:
        return []
    other = candidate.day.swapped() if month_first else None
    return [other, candidate.day] if other else [candidate.day]


def _with_years(begin: Day, end: Day) -> tuple[date | None, date | None]:
    first, last = begin.on(), end.on()
    if first is None and last is not None:
        first = begin.on(last.year)
        if first and first > last:
            first = begin.on(last.year - 1)
    elif last is None and first is not None:
        last = end.on(first.year)
        if last and last < first:
            last = end.on(first.year + 1)
    return first, last


def _from_labels(labels: Mapping[str, str], role: Role) -> str | None:
    """What the page states beside the text ("Date of response"), where the text says nothing."""
    pattern = _RECEIVED_LABEL if role == "received" else _RESPONDED_LABEL
    for label, value in labels.items():
        if pattern.match(f"{label}:"):
            on = next((day.on() for day in days(value)), None)
            if on:
                return on.isoformat()
    return None
