"""How far a sentence of an answer reaches: the questions it names, or all that was asked."""

import re
from collections.abc import Sequence

from nlp.parts import parts_named
from nlp.pointers import falls_away, led, listed, opens, pointed, without_lead
from nlp.statement import Statement

_LIKE = re.compile(
    r"as (?:for|with|in|at|per|to) (?:my |our |the )?(?:(?:previous|preceding|foregoing|last|first"
    r"|second|third|fourth|fifth|sixth) )?(?:answer|response|reply|question|q)"
)
_LAST = re.compile(
    r"\s[-:|]\s?(?:parts? of |for |q)?(?P<list>\(?\d{1,2}[a-h]?\)?"
    r"(?:(?:, and|,| and| &| to) (?:parts? of )?\(?\d{1,2}[a-h]?\)?)*)\.?$"
)
"""A provision and then the numbers it is for: "Section 38(1)(b) - safety - 2 and 3"."""
_LACKS = re.compile(
    r"\bnot (?:hold|held) (?:(?:that|those|anything|any information|the information) )?"
    r"(?:in|for|at|under|to) (?:parts? |points? |numbers? |questions? |q)?"
    r"(?P<list>\d{1,2}[a-h]?(?:(?:, and|,| and| or| to|-) ?\d{1,2}[a-h]?)*)(?![\d/])"
)
"""What is held for some numbers and not for others, in one sentence."""
_EXCEPT = re.compile(
    r"\b(?:save|except|apart|other than|with the exception)\b[^.]{0,30}"
    r"\b(?:questions?|parts?|points?|items?|q) ?\d"
)
_SOUGHT = re.compile(
    r"\b(?:the|this|that) information (?:that |which )?(?:you )?(?:have )?"
    r"(?:requested|sought|seek|asked for|is not held)\b"
)
"""What is asked for, which after words on one question is what that asks for."""
_CONFINED = re.compile(
    r"\b(?:confined|limited|restricted) to\b|\b(?:is|are|deals?|concerns?|speaks?|goes|go) only\b"
    r"|\b(?:is|are) about\b"
)
"""What is said of answers before anything further on the same is neither confirmed nor denied."""
_BACK = re.compile(
    r"(?:this|that|the above|the) table (?:above )?(?:answers|covers|relates to|is)\b"
)
"""A sentence that says what the table above it answers."""
_UNDER = re.compile(r"\b(?:comes?|falls?) (?:under|within) (?:section|regulation|s\.)")
"""What is said of a question that is refused: "the third comes under section 40(2)"."""
_SO_TOO = re.compile(r"(?:so too|so also|likewise|nor) (?:is|are|was|were)\b|so (?:is|are) ")
"""A sentence on which the one before it has already decided."""
_OF_THEM = re.compile(
    r"(?:and |but )?(?:only )?the (?:first|second|third|last|latter|former|other)"
    r"(?: (?:one|two|of (?:them|these|those|the (?:two|three|four))|exemptions?|exceptions?))*"
    r" (?:is |are |was |were )?(?:only )?(?:relevant|applies|apply|applied|relied|used|relates?"
    r"|concerns?|engaged|cited|for)\b"
)
"""A sentence that says for which questions one of the provisions just listed is relied on."""
_WORDS = re.compile(r"\w+")


def words_told(folded: str, ids: Sequence[str]) -> str:
    """A sentence without words that only name questions: "In answer to question 2"."""
    lead = led(folded, ids, "")[1]
    lead = lead if re.search(r"[^\d\s]", folded[:lead]) else 0
    told = folded[lead:].lstrip(" ,:.-)") if lead else without_lead(folded)
    return told if _WORDS.search(told) else folded


def named_in(
    one: Statement,
    told: str,
    ids: Sequence[str],
    here: Sequence[str],
    *,
    opening: bool,
    inside: bool,
) -> tuple[str, ...]:
    """The questions that a sentence names.

    Args:
        one: The sentence.
        told: Its words without those that only name questions.
        ids: Of all questions.
        here: Of those under which it stands.
        opening: Only a name at its start counts, since it stands in the answer to a question.
        inside: It opens such an answer.
    """
    alike = bool(_LIKE.match(one.text))
    named = tuple(opens(one.text, ids) if opening else pointed(one.text, ids))
    if inside and alike:
        named = ()  # "as for question 5c, nothing is held", in the answer to question 13
    named = parts_named(one.text, here, ids) or named
    if len(here) == 1 and one.says & {"same", "not-applicable"} and not alike:
        first = led(one.text, ids, "")[0] or opens(one.text, ids)
        named = tuple(first) if told != one.text else tuple(falls_away(one.text, ids))
    return named


def named_last(folded: str, ids: Sequence[str]) -> tuple[str, ...]:
    """The questions named behind a provision: "Section 38(1)(b) - safety - 2 and 3"."""
    last = _LAST.search(folded)
    return tuple(listed(last["list"], ids)) if last else ()


def lacking(folded: str, ids: Sequence[str]) -> list[str]:
    """The questions for which a sentence says that nothing is held, beside what is."""
    return [i for match in _LACKS.finditer(folded) for i in listed(match["list"], ids)]


def of_all(one: Statement) -> bool:
    """Whether a sentence speaks of the whole request, if of no question by its number."""
    return "whole" in one.says or {"ncnd", "other-information"} <= one.says


def of_the_same(one: Statement, above: Statement) -> bool:
    """Whether what a sentence says of all is meant of what the one above it speaks of."""
    return bool(_SOUGHT.search(one.text) or _CONFINED.search(above.text))


def excepts(folded: str) -> bool:
    """Whether a sentence names questions as not meant: "the rest, save for question 2"."""
    return bool(_EXCEPT.search(folded))


def refers_back(folded: str) -> bool:
    """Whether a sentence says what the table above it answers."""
    return bool(_BACK.match(folded))


def comes_under(folded: str) -> bool:
    """Whether a sentence puts a question under a provision: "the third comes under section 40"."""
    return bool(_UNDER.search(folded))


def so_too(folded: str) -> bool:
    """Whether the sentence before has already decided on what this one names."""
    return bool(_SO_TOO.match(folded))


def of_them(folded: str) -> bool:
    """Whether a sentence says for which questions one of the provisions just listed is."""
    return bool(_OF_THEM.match(folded))
