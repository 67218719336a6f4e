"""Each citation of a letter with its voice and its stance: who names it, and to what end."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nlp.citations import Citation
from nlp.clauses import Clauses, clauses_of
from nlp.letter import letter_of
from nlp.phrases import phrase
from nlp.reliance import Stance, stances
from nlp.response import Section, Span
from nlp.verdicts import withdrawn

Voice = Literal["authority", "requester", "annex"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One citation in its sentence.

    Attributes:
        sentence: Its sentence, white space folded.
        before: What stands in it before the list of citations.
        after: What stands in it behind them.
        leading: The sentence before it.
        following: The three sentences after it.
        beside: Those of them that stand in its paragraph.
        intro: The sentence that introduces the list it stands in; "" where it stands in none.
        ncnd: The words round it refuse to confirm or deny; ``None`` where they do not say.
    """

    citation: Citation
    voice: Voice
    stance: Stance
    sentence: str
    before: str
    after: str
    leading: str
    following: str
    beside: str
    intro: str
    ncnd: bool | None

    @property
    def id(self) -> str:
        return self.citation.id

    @property
    def span(self) -> Span:
        return (self.citation.start, self.citation.end)


class Places:
    """Which kind of passage each offset lies in."""

    def __init__(self, text: str, sections: Sequence[Section]) -> None:
        spans: list[tuple[int, str]] = sorted(
            (span[0], section.kind) for section in sections for span in section.spans[:1]
        )
        spans = [(0, "response"), *_requests(text)] if not spans else _interrupted(text, spans)
        self._starts = [start for start, _ in spans]
        self._kinds = [kind for _, kind in spans]
        answered = [s.spans[0][0] for s in sections if s.kind in ("response", "exemptions")]
        self._quoted = _quoted(text, min(answered, default=len(text)))

    def voice(self, at: int) -> Voice:
        """Who speaks at an offset."""
        if any(start <= at < end for start, end in self._quoted):
            return "requester"
        index = bisect_right(self._starts, at) - 1
        kind = self._kinds[index] if index >= 0 else "boilerplate"
        return {"request": "requester", "annex": "annex"}.get(kind, "authority")  # type: ignore[return-value]


_REQUEST_HEAD = re.compile(
    r"(?im)^[ \t]*(?:[\w' &-]{0,60}\b(?:you\s+(?:have\s+)?(?:asked|wrote|requested|sought|seek)"
    r"|you\s+(?:have\s+)?asked\s+(?:for|us)|seek\s+access\s+to|asked\s+for)\b(?:[^\n]{0,80}:)?"
    r"|(?:your\s+|the\s+|applicant\s+)?(?:requests?|questions?)(?:\s+details)?\s*:?"
    r"|you\s+asked\s*:?)[ \t]*$"
)
_ANSWER_HEAD = re.compile(
    r"(?im)^[ \t]*(?:in\s+response\s+to\b.*|(?:our\s+|in\s+|the\s+|\w+\s+)?"
    r"(?:response|reply|answers?|decision|findings)\b[^\n]{0,40}"
    r"|answer\b[^\n]{0,20}|[^\n]{0,60}\b(?:neither\s+confirm|exempt|withheld|refusal\s+notice"
    r"|does\s+not\s+hold|by\s+virtue\s+of|not\s+obliged|section\s+17)\b.*|dear\b.*)$"
)
_MAIL = re.compile(
    r"(?m)^[ \t]*(?:-{3,}\s*Original\s+Message\s*-{3,}|On\s+[^\n]{6,90}(?:\n[^\n]{0,40})?\bwrote:)"
)

_MARKED = re.compile(r"\s*>")
"""Behind the head of a mail each of whose lines is marked: what stands between is the answer."""
_FROM = re.compile(r"(?m)^[ \t]*From:[^\n]+\n[ \t]*(?:Sent|Date|To):[^\n]*$")


def _own(text: str, at: int) -> int:
    """Where the lines of a header that begins at ``at`` end."""
    blank = re.compile(r"\n[ \t]*\n").search(text, at)
    return blank.end() if blank else len(text)


def _interrupted(text: str, spans: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """End a passage of the request, or an annex, where the authority plainly speaks."""
    out = []
    ends = [*(start for start, _ in spans[1:]), len(text)]
    for (start, kind), end in zip(spans, ends, strict=True):
        out.append((start, kind))
        if kind in ("request", "annex") and (said := phrase("authority").search(text, start, end)):
            out.append((max(start, clauses_of(text).at(said.start())[0]), "response"))
    return out


def _requests(text: str) -> list[tuple[int, str]]:
    """Passages of the request by their headings, for a text whose sections are not known."""
    found: list[tuple[int, str]] = []
    at = 0
    while head := _REQUEST_HEAD.search(text, at):
        found.append((head.start(), "request"))
        answer = _ANSWER_HEAD.search(text, head.end())
        if answer is None:
            break
        found.append((answer.start(), "response"))
        at = answer.end()
    return found


def _quoted(text: str, answered: int) -> list[Span]:
    """Quoted mail: what follows its header, and lines with a quotation mark of e-mail.

    A header with nothing before it is the letter's own: it was sent on, or printed. What it
    quotes begins at the next one. ``answered`` is where the answer begins: a bare "From:" quotes
    only below it, and below a close.
    """
    spans: list[Span] = []
    heads = [head for head in _MAIL.finditer(text) if not _MARKED.match(text, head.end())]
    if heads and not text[: heads[0].start()].strip():
        heads = [*heads[1:], *_FROM.finditer(text, _own(text, heads[0].end()))]
    letter = letter_of(text)
    close = min((letter.lines[i].start for i in letter.closes), default=len(text))
    heads += [head for head in _FROM.finditer(text) if answered < close < head.start()]
    if heads:
        spans.append((min(head.start() for head in heads), len(text)))
    spans += [match.span() for match in re.finditer(r"(?m)^[ \t]*>.*$", text)]
    return spans


def mentions(
    text: str, found: Sequence[Citation], others: Sequence[Span], sections: Sequence[Section]
) -> list[Mention]:
    """Every citation with its voice and stance, in order.

    Args:
        text: The letter.
        found: Its citations.
        others: Where sections of other Acts stand.
        sections: Its passages; without them the request is told by its headings.
    """
    clauses, places = clauses_of(text), Places(text, sections)
    chains = sorted({citation.chain for citation in found} | set(others))
    cited = {clauses.index(citation.start) for citation in found}
    read = dict(zip(chains, stances(clauses, chains), strict=True))
    dropped = withdrawn(clauses, chains, sorted({citation.chain for citation in found}))
    result: list[Mention] = []
    memory: dict[Span, Mention] = {}
    for citation in found:
        start, end = citation.chain
        if (start, end) not in memory:
            stands = read[start, end]
            left, right = clauses.at(start)
            right = max(right, clauses.at(end - 1)[1])
            sentence = " ".join(text[left:right].split())
            intro = (
                _introduction(clauses, clauses.index(start), cited)
                if stands in ("named", "relied")
                else ""
            )
            if intro and stands == "named":
                stands = _introduced(intro)
            if (start, end) in dropped and stands in ("named", "relied", "hypothetical"):
                stands = "rejected"
            memory[start, end] = Mention(
                citation=citation,
                voice=places.voice(start),
                stance=stands,
                sentence=sentence,
                before=" ".join(text[left:start].split()),
                after=" ".join(text[end:right].split()),
                leading=_leading(clauses, clauses.index(start)),
                following=_following(clauses, clauses.index(end - 1)),
                beside=_following(clauses, clauses.index(end - 1), within=True),
                intro=intro,
                ncnd=_confirming(sentence, intro),
            )
        result.append(replace(memory[start, end], citation=citation))
    return result


def _leading(clauses: Clauses, index: int) -> str:
    return " ".join(clauses.text[slice(*clauses.span(index - 1))].split()) if index else ""


def _following(clauses: Clauses, index: int, *, within: bool = False) -> str:
    last = min(index + 3, len(clauses) - 1)
    if last <= index:
        return ""
    start, end = clauses.span(index)[1], clauses.span(last)[1]
    if within and (stop := re.search(r"\n[ \t>]*\n", clauses.text[start - 2 : end])):
        end = max(start, start - 2 + stop.start())
    return " ".join(clauses.text[start:end].split())


def _introduction(clauses: Clauses, index: int, cited: set[int]) -> str:
    """The sentence that a list hangs on: the nearest before it that is no item of it."""
    for step in range(1, 13):
        before = index - step
        if before < 0:
            return ""
        start, end = clauses.span(before)
        words = " ".join(clauses.text[start:end].split())
        if not words:
            continue
        colon = words.endswith(":") or bool(
            re.search(
                r"(?:\bthe\s+exemptions?\s+(?:is|are)|\bthese\s+are|\bby\s+virtue\s+of|\bas\s+follows|\bfollowing(?:\s+\w+){0,3}|\bare)$",
                words,
            )
        )
        if colon and phrase("intro").search(words):
            return words
        if before in cited and len(words) < 140:
            continue
        if len(words) < 60 and not re.search(r"[.:]$", words) and step > 1:
            continue
        return ""
    return ""


def _introduced(intro: str) -> Stance:
    if re.search(
        r"\b(?:not|no\s+longer|n['’]t)\s+(?:\w+\s+){0,3}?(?:appl|rel|engag|upheld|used)\w*|\b(?:withdrawn|rejected|disregarded|dropped)\b",
        intro,
        re.IGNORECASE,
    ) and not re.search(r"\bduty|\bobligation", intro, re.IGNORECASE):
        return "rejected"
    return "relied"


def _confirming(sentence: str, intro: str) -> bool | None:
    for words in (sentence, intro):
        if phrase("ncnd").search(words):
            return True
        if phrase("held").search(words):
            return False
    return None
