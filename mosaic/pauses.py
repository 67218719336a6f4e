"""What a letter says of its own time: extended for the public interest, stopped to ask back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nlp.clauses import clauses_of
from nlp.days import Day, days
from nlp.response import Response, Span

_HINTS = (
    "clarif", "extend", "extens", "asked you",
    *(f"10{gap}(3)" for gap in ("", " ", "\u00a0", "\n")),
    *(f"{kind} {day}" for kind in ("amended", "revised", "new") for day in ("date", "dead")),
    *(f"{more} time" for more in ("more", "further", "additional", "extra")),
)  # fmt: skip
"""A letter without any of these says nothing of it: most letters need not be torn apart."""

_NEAR = 4
"""Sentences from such a word on that may say what came of it."""

_MORE_TIME = re.compile(
    r"\bexten(?:d(?:ed|ing)?|sions?)\b[^.;]{0,80}\b(?:time|limits?|deadlines?|period|days|date"
    r"|compliance|10\s?\(3\))"
    r"|\b(?:time|limit|deadline|period|date|days|10\s?\(3\))\b[^.;]{0,80}"
    r"\bexten(?:ded|ding|sions?)\b"
    r"|\b(?:need|requir|tak)\w*\b[^.;]{0,30}\b(?:more|further|additional) time\b"
    r"|\b(?:amended|revised|new) (?:date|deadline)\b"
    r"|\bunable to\b[^.;]{0,80}\b(?:deadline|time|limit|20)\b"
    r"|\bnot (?:be able|possible)\b[^.;]{0,60}\b(?:deadline|time(?:scale| limit| frame|frame)?)\b",
    re.IGNORECASE,
)
_PUBLIC_INTEREST = re.compile(r"\b10\s?\(\s?3\s?\)|\bpublic interest\b|\bPIT\b", re.IGNORECASE)
_COMPLEX = re.compile(
    r"\breg(?:ulation|\.)?\s?7\b|\bcomplex(?:ity)?\b[^.]{0,40}\bvolum"
    r"|\b(?:40|forty) working days\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:may|might|can|could|would|should|permit(?:s|ted)?|allow(?:s|ed)?|enabl(?:es?|ing)"
    r"|entitled|provides? (?:for|that)|if|unless|power to|provision"
    r"|un(?:til|der) no|not (?:been )?(?:extend|need|claim|tak|us)\w*|without"
    r"|no extension|did not)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:\b(?:until|till|to|by|before|is|be|due(?: on)?|later than|of)(?: (?:be|the))?|:)\s*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:on|dated|of|letter|wrote|e-?mail(?:ed)?|informed|notified|advised|told)"
    r"(?: (?:you|on|the|of|dated))*\s*$|^\W*on\s*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:we|I|this (?:office|unit|department)|\w+ (?:police|constabulary|office|unit|team))\b"
    r"[^.;]{0,60}\b(?:ask|request|s(?:eek|ought)|wrote|writ|e-?mail|contact"
    r"|requir|need|sent)\w*[^.;]{0,80}\bclarif(?!y\b[^.;]{0,30}\bthat\b)\w*"
    r"|\basked you\b[^.;]{0,30}\b(?:what|which|whether|to (?:clarify|specify|confirm|explain"
    r"|narrow|refine|say|state|tell))\b"
    r"|\bclarification\b[^.;]{0,40}\b(?:was|were|is|being|been|had been)?\s*"
    r"(?:sought|requested|required|asked|needed)\b"
    r"|^\W*(?:request for |date of |date )?clarification (?:sought|requested|sent|asked|Q\b)",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\bclarif(?:ication|ied)\b[^.;]{0,60}\b(?:received|provided|supplied|came|arrived|given"
    r"|returned)\b"
    r"|\b(?:received?|receipt of|receiving|provid\w+|suppli\w+|sent|thank you for|g[ai]ve\w*)\b"
    r"[^.;]{0,40}\bclarif(?:ication|ied)\b"
    r"|\b(?:you|requests?)\b[^.;]{0,60}\bclarified\b|\bclarifying (?:your|the) request\b"
    r"|\byour (?:further )?(?:clarification|clarified request)\b"
    r"|\bfollowing (?:your |the |further )?clarification\b|^\W*clarification A\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\byou(?:r)? (?:then |duly |did|kindly |have |had |subsequently )*(?:repl(?:y|ied)"
    r"|respon(?:d|se)\w*|answer\w*|provid\w+|suppli\w+|confirm\w+|did|came back|wrote back)\b"
    r"|\bwhich (?:you (?:provided|gave|supplied|sent|did)|was (?:received|provided|supplied)"
    r"|we received|came|reached us)\b|^\W*(?:and )?(?:it was )?(?:received|provided)\b",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"\b(?:if|should|unless|once|until|when|before|after)\b(?![^.;]{0,60}\bhad\b)[^.;]{0,60}\bclarif(?:y|ication\b)"
    r"(?![^.;]{0,50}\b(?:was|were|had)\b)"
    r"|\bclarif\w*[^.;]{0,40}\bplease\b|\bclarif\w* (?:is|was) (?:not|no longer)"
    r"|\b(?:no|without|not \w+) (?:\w+ )?clarif",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:(?P<came>received|provided|supplied|clarified|repl(?:y|ied)|respon(?:se|ded)|came"
    r"|reached|answered|gave|given|confirmed|did|clarifying|your clarification"
    r"|clarification from you)"
    r"|(?P<asked>asked|requested|sought|seek|wrote|sent(?!:)|contacted|e-?mailed))\b",
    re.IGNORECASE,
)
_OF_REQUEST = re.compile(
    r"\b(?:request|application|enquiry|correspondence|e-?mail|letter)"
    r"(?: (?:that|which)(?: was| we)?)? received\b"
    r"|^(?![^;]*clarif)[^;]*\b(?:request|application|enquiry)\b[^;]*\breceived\b"
    r"|^(?![^;]*clarif)[^;]*\breceived\b[^;]*\b(?:request|application|enquiry)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The letter says that the time limit was put off.

    Attributes:
        under: ``foia/10/3`` for the public interest; ``eir/7`` or ``eisr/7`` for what is complex.
        on: The day of the notice that said so; ``None`` where the letter does not give it.
        to: The day that was named for the answer; likewise.
        span: The sentence.
    """

    under: str
    on: date | None
    to: date | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    """The letter says that the force asked what was meant, or that it was told.

    Attributes:
        asked: The day on which the force asked; ``None`` where the letter does not give it.
        came: The day on which it was told; likewise.
        spans: The sentences.
    """

    asked: date | None
    came: date | None
    spans: tuple[Span, ...]


def extension(response: Response) -> Extension | None:
    """The extension that a letter speaks of as made, the last one where there are several.

    What the law allows ("section 10(3) enables an authority to extend the limit") is none, nor
    what an authority under Scottish law says of the public interest: it has no such extension.
    """
    found: Extension | None = None
    for before, (start, end), after in _sentences(response):
        sentence = response.text[start:end]
        hint = _MORE_TIME.search(sentence)
        if hint is None or _is_general(sentence, hint):
            continue
        around = response.text[before:after]
        named = [day for day in days(sentence) if not _GENERAL.search(sentence[: day.start])]
        under = _under(response, sentence) or _under(response, around)
        if under is None:
            continue
        to = on = None
        for day in named:
            words = sentence[: day.start]
            if _BY.search(words) and not re.search(r"\bletter of\s*$", words):
                to = _dated(day, response)
            elif _TOLD.search(words):
                on = _dated(day, response)
        if to is None and (then := _answer_by(response.text[end:after])):
            to = _dated(then, response)
        if found is None or (to or on):
            kept = found or Extension(under=under, on=None, to=None, span=(start, end))
            found = Extension(under=kept.under, on=on or kept.on, to=to or kept.to, span=kept.span)
    return found


def clarification(response: Response) -> Clarification | None:
    """What a letter says of asking back and being told; the last days where there are several."""
    asked = came = None
    spans: list[Span] = []
    was_asked = False
    before = 0
    for _, (start, end), _ in _sentences(response):
        was_asked = was_asked and not response.text[before:start].strip()
        before = end
        sentence = response.text[start:end]
        asks = bool(_ASKED.search(sentence))
        told = bool(_CAME.search(sentence)) or (was_asked and bool(_ANSWERED.search(sentence)))
        if _CONDITIONAL.search(sentence) or not (asks or told):
            was_asked = False
            continue
        was_asked = asks
        spans.append((start, end))
        for verb, day in _happened(sentence):
            on = _dated(day, response)
            asked, came = (on or asked, came) if verb == "asked" else (asked, on or came)
    return Clarification(asked=asked, came=came, spans=tuple(spans)) if spans else None


def _sentences(response: Response) -> Iterator[tuple[int, Span, int]]:
    """Sentences that may say something, each with where its surroundings begin and end."""
    text = response.text
    hints = _hints(text)
    if not hints:
        return
    quoted = [
        span
        for section in response.sections
        if section.kind == "request"
        for span in section.spans
    ]
    held = clauses_of(text)
    near = {held.index(hint) + more for hint in hints for more in range(_NEAR)}
    for at in sorted(near):
        if at >= len(held):
            break
        start, end = held.span(at)
        if not text[start:end].strip():
            continue
        # A request that a letter quotes may ask for clarification itself; a heading in it that
        # says when clarification came is the force's own.
        inside = any(begin <= start < stop for begin, stop in quoted)
        if inside and not re.match(r"\W*(?:\w+ ){0,3}clarif", text[start:end], re.IGNORECASE):
            continue
        before = max(held.span(max(at - 3, 0))[0], start - 900)
        after = max(end, min(held.span(min(at + 1, len(held) - 1))[1], end + 300))
        yield before, (start, end), after


@lru_cache(maxsize=4)
def _hints(text: str) -> tuple[int, ...]:
    """Where a letter may say something; it is asked twice of each, one after the other."""
    lower = text.lower()
    return tuple(found for hint in _HINTS for found in _places(lower, hint))


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word begins."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_general(sentence: str, hint: re.Match[str]) -> bool:
    """What the law allows, or what was not done; a day behind it says that it was done."""
    said = _GENERAL.search(sentence[: hint.end()])
    return said is not None and not any(
        day.start > hint.start() and _BY.search(sentence[: day.start]) for day in days(sentence)
    )


def _answer_by(words: str) -> Day | None:
    """The day by which the sentence behind an extension promises the answer."""
    for day in days(words):
        before = words[: day.start]
        if _BY.search(before) and re.search(r"\b(?:respon|repl|answer)\w*", before, re.IGNORECASE):
            return day
    return None


def _under(response: Response, words: str) -> str | None:
    regimes = set(response.regimes) or {"foia"}
    if regimes <= {"eir", "eisr"}:
        return f"{min(regimes)}/7" if _COMPLEX.search(words) else None
    return "foia/10/3" if "foia" in regimes and _PUBLIC_INTEREST.search(words) else None


def _happened(sentence: str) -> Iterator[tuple[str, Day]]:
    """What happened on each day of a sentence: ``asked`` or ``came``.

    The last verb before a day says it; where there is none ("On 4 March"), the first behind it.
    The day on which the request itself came is neither.
    """
    found = days(sentence)
    edges = [0, *(day.end for day in found)]
    ends = [*(day.start for day in found[1:]), len(sentence)]
    for start, day, end in zip(edges, found, ends, strict=False):
        before = sentence[start : day.start]
        verbs = list(_VERB.finditer(before))
        words = before
        if not verbs:
            words = sentence[day.end : end]
            verbs = list(_VERB.finditer(words))[:1]
            if not re.fullmatch(
                r"(?:.*[.,;])?\W*(?:on|dated?|.*\b(?:letter|e-?mail|message) of)?(?: the)?\W*",
                before,
                re.I | re.S,
            ):
                continue
        if verbs and not _OF_REQUEST.search(words):
            yield verbs[-1].lastgroup or "", day


def _dated(day: Day, response: Response) -> date | None:
    """The day, its year taken from the answer where it is not printed."""
    if day.year:
        return day.on()
    last = response.responded or response.received
    if last is None:
        return None
    end = date.fromisoformat(last)
    found = day.on(end.year)
    return day.on(end.year - 1) if found and found > end + timedelta(days=120) else found
