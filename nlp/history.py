"""What a letter tells of an earlier decision, which is no answer of its own."""

import re
from collections.abc import Sequence

from nlp.dialogue import ANSWERS
from nlp.response import Section

OPENING = 1800
"""Characters of a letter that are its opening."""
_REVIEWS = re.compile(
    r"\breview of (?:the |our |a )?(?:first |original |initial )?(?:decision|refusal|response)\b"
    r"|\binternal review\b(?![^.]{0,80}\b(?:if you|within|days))"
    r"|\b(?:look|looked) (?:at|again)[^.]{0,60}\bagain\b|\blook again at\b"
    r"|\b(?:outcome|result|conclusion) of (?:the|my|our|this|your) (?:internal )?review\b"
    r"|\bask(?:ed)?[^.]{0,40}\b(?:for (?:a|an) (?:internal )?review|to review|be reviewed)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"^\W*(?:\d+\W+)?(?:(?:the |our |your |my )?(?:original|initial|first|previous|earlier)"
    r" (?:decision|response|reply|answer|request|refusal)"
    r"|how (?:it|we|this|your|the)\b.{0,40}\b(?:answered|dealt|replied|handled|decided|responded)"
    r"|(?:the )?(?:response|decision|reply) (?:under|being|to be) review"
    r"|(?:your|the|grounds (?:of|for)(?: your| the)?) (?:complaint|grounds|concerns|challenge)\b"
    r"|(?:background|chronology|history|grounds)\b\W*$"
    r"|what (?:we|was|you were|i was|the requester was) (?:first |originally )?"
    r"(?:said|decided|answered|told|given|sent)\b)"
)
_TOLD = re.compile(
    r"\byou were (?:told|given|informed|advised|sent)\b"
    r"|\b(?:was|were|had been) (?:then |originally |initially |first |also )?"
    r"(?:refused|withheld|answered|exempted|declined)\b"
    r"|\b(?:original|initial|first|earlier|previous) (?:response|decision|reply|answer|letter)\b"
    r"|\b(?:response|decision|reply|letter) of (?:the )?\d"
    r"|^(?:the (?:force|constabulary|service|department|unit|first decision)|it|we)"
    r" (?:had )?(?:then |originally |initially )?"
    r"(?:refused|withheld|gave|answered|declined|neither)\b"
    r"|^you (?:say|point out|consider|maintain|argue|contend|complain|state|believe|dispute)\b"
)
_STANDS = re.compile(
    r"\b(?:uph[eo]ld|maintain|confirm|stands?\b|correct|properly|rightly|entitled|agree|now\b"
    r"|no longer|withdraw|find)"
)


def is_review(text: str, sections: Sequence[Section]) -> bool:
    """Whether a letter gives the outcome of a review, by its opening words.

    Those are no more than what stands before it tells how a review can be asked for.
    """
    answers = min((s.spans[0][0] for s in sections if s.kind in ANSWERS), default=0)
    told = (s.spans[0][0] for s in sections if s.kind in ("review", "ico"))
    return bool(_REVIEWS.search(text[: min([OPENING, *(at for at in told if at > answers)])]))


def heads_history(folded: str) -> bool:
    """Whether words head what was decided before, or what the requester says of it."""
    return bool(_HEADED.match(folded))


def tells_history(folded: str) -> bool:
    """Whether a sentence of a review tells what was decided before."""
    return bool(_TOLD.search(folded)) and not _STANDS.search(folded)
