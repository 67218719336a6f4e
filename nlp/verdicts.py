"""What a later sentence says of provisions that it does not name: "it is not engaged"."""

import re
from collections.abc import Sequence

from nlp.clauses import Clauses
from nlp.phrases import phrase
from nlp.response import Span

REACH = 900
"""How many characters after a citation "the exemption" may still mean it."""
_PLURAL = re.compile(r"^(?:they|both|neither|none|them|either|these|those)\b|s$", re.IGNORECASE)
_BARE = re.compile(r"^(?:it|this|that|its\b.*|(?:the |our )?(?:reliance|use) .*)$", re.IGNORECASE)
_OBLIQUE = re.compile(r"\b(?:under|by|than|with|from|beside|alongside|beyond|of|in)\s+$")
"""Before a citation that is named in passing, and so not what "it" means."""


def withdrawn(clauses: Clauses, chains: Sequence[Span], ours: Sequence[Span]) -> set[Span]:
    """The lists of citations that a later sentence rejects without naming them.

    "Section 38 was added. I find no danger to anyone. It is withdrawn." A denial for a part of
    the information ("it does not apply to the totals") rejects nothing.

    Args:
        clauses: The sentences of the text.
        chains: Every list of citations in order, other Acts' included.
        ours: Those of our laws.
    """
    if not ours:
        return set()
    text = clauses.text
    first: dict[int, int] = {}
    for start, _ in chains:
        first.setdefault(clauses.index(start), start)
    found: set[Span] = set()
    for index in range(clauses.index(ours[0][0]) + 1, len(clauses)):
        start, end = clauses.span(index)
        cited = first.get(index)
        subject = _denied(" ".join(text[start : cited or end].split()), whole=cited is None)
        if subject and not (_BARE.match(subject) and _of_another(clauses, index, chains, ours)):
            found.update(_meant(clauses, index, subject, ours))
    return found


def _of_another(
    clauses: Clauses, index: int, chains: Sequence[Span], ours: Sequence[Span]
) -> bool:
    """Whether the sentence before names a section of another Act and none of ours."""
    before = [span for span in chains if clauses.index(span[0]) == index - 1]
    return bool(before) and not set(before) & set(ours)


def _denied(sentence: str, *, whole: bool = True) -> str:
    """What a sentence denies without naming it: "it", "the exemption"; "" where it does not.

    Of a sentence that goes on to name a provision only a subject counts, which stands before it.
    """
    if len(sentence) < 8 or sentence.endswith(":"):
        return ""
    if phrase("verdict_label").search(sentence):
        return "it"
    if match := phrase("verdict_subject").search(sentence):
        subject = match["subject"]
        name = "verdict_none" if re.match(r"(?i)neither|none", subject) else "verdict_denied"
        if denies(name, match["rest"]):
            return subject
    if whole and denies("verdict_object", sentence):
        match = phrase("verdict_object").search(sentence)
        assert match is not None
        words = match[0].split()
        return next(
            (word for word in ("it", "them", "either", "that") if word in words), words[-1]
        )
    return ""


def denies(name: str, words: str) -> bool:
    """Whether words deny, and not for a part of the information alone."""
    match = phrase(name).search(words)
    return match is not None and not phrase("verdict_scope").match(words[match.end() :])


def _meant(clauses: Clauses, index: int, subject: str, ours: Sequence[Span]) -> list[Span]:
    """The lists that "it", "they" or "the exemption" stands for."""
    text = clauses.text
    at = clauses.span(index)[0]
    near = [span for span in ours if span[1] <= at and at - span[1] <= REACH]
    if not near:
        return []
    head = max(text.rfind("\n\n", 0, at), text.rfind("\n \n", 0, at))
    here = [span for span in near if span[0] > head]
    if _PLURAL.search(subject):
        last = clauses.index((here or near)[-1][0])
        return [span for span in near if clauses.index(span[0]) == last]
    if here:
        direct = [
            span for span in here if not _OBLIQUE.search(text, max(0, span[0] - 20), span[0])
        ]
        return [(direct or here)[-1]]
    if _BARE.match(subject) and not _continues(text, near[-1][1], head):
        return []
    return [near[-1]]


def _continues(text: str, end: int, head: int) -> bool:
    """Whether one paragraph alone, or none, lies between a heading and what is said of it."""
    return text[end:head].strip().count("\n\n") < 1
