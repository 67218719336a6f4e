"""Questions told by ordinals in running text: "First, how many ...", "the fifth is refused"."""

import re

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_WORD = "|".join(ORDINALS)
ANY_OF = rf"(?:{_WORD}|last|final)"
_BEGINS = re.compile(
    rf"(?:^|(?<=[.?!:;,]\s))(?:and,?\s+)?(?P<word>{ANY_OF})(?:ly\b,?|,)\s+(?=\S)"
    rf"|\band\s+(?P<on>{ANY_OF})ly\b,?\s+(?=\S)",
    re.IGNORECASE,
)
"""An ordinal with which a part of a request begins: "Second, how long", "and thirdly who"."""
_ASKS = re.compile(
    r"(?:(?:if|where|in|for|of|at|to) [^.?;]{2,60}, )?"
    r"(?:how|what|whether|when|where|which|who|whom|whose|why|is|are|was|were|do|does|did|has|have"
    r"|had|can|could|will|would|if|the|a|an|any|all|each|every|your|our|copy|copies|details|names?"
    r"|numbers?|figures|dates|please|i|we)\b",
    re.IGNORECASE,
)
"""How such a part goes on."""
_EDGE = " ,;"


def parts_of(words: str) -> list[tuple[str, int, int]]:
    """The parts of a request that are told by ordinals: number, start and end of its own words.

    They begin with the first, leave none out, and each goes on as a question may.
    """
    found: list[re.Match[str]] = []
    for match in _BEGINS.finditer(words):
        word = (match["word"] or match["on"]).lower()
        last = word in ("last", "final")
        if (last and len(found) > 1) or (not last and ORDINALS.index(word) == len(found)):
            found.append(match)
            if last:
                break
    if len(found) < 2 or not all(_ASKS.match(words, match.end()) for match in found):
        return []
    ends = [match.start() for match in found[1:]] + [len(words)]
    return [
        (str(number), match.end(), match.end() + len(words[match.end() : end].rstrip(_EDGE)))
        for number, (match, end) in enumerate(zip(found, ends, strict=True), 1)
    ]


def _row(joins: str) -> str:
    return rf"{ANY_OF}(?:(?:{joins}) (?:the )?{ANY_OF})*"


ORDINAL_LIST = _row(",| and|, and")
_ONLY = r"(?:only |also |all |both |each |not |therefore |then |so |thus )?"
NOUN = re.compile(
    rf"\b(?P<list>{_row(',| and|, and| &')}) (?:and final )?(?:of your )?"
    r"(?:(?:bullet )?points?|bullets?|parts?|questions?|requests?|queries|query|items?"
    r"|elements?|limbs?)\b"
)
"""Ordinals with the word for a question: "the first and second parts"."""
POINTING = (
    NOUN,
    re.compile(
        r"\b(?:as (?:to|for|regards)|on|to|of|for|regarding|concerning) (?:the|your) "
        rf"(?P<list>{ORDINAL_LIST})(?=\s?[,:;])"
    ),
    re.compile(
        rf"^(?:(?:and|but|lastly|finally),? )?the (?P<list>{ANY_OF})"
        r" (?:concerns?|asks?|asked|relates? to|seeks?|sought|is about|was about|wants?) "
    ),
    re.compile(
        rf"\bthe (?P<list>{ORDINAL_LIST})"
        r"(?: (?:was|were|is|are))?(?: (?:refused|withheld|exempt))?"
        r" (?:under|by virtue of) (?:section|regulation|s\.)"
    ),
    re.compile(
        r"\b(?:answer|provide|supply|give|respond to|help (?:you )?with) (?:you )?(?:with )?the "
        rf"(?P<list>{ORDINAL_LIST}) of (?:these|those|them|your|the)\b"
    ),
    re.compile(
        rf"\bthe (?P<list>{ORDINAL_LIST})(?: of (?:these|those|them))?,? {_ONLY}"
        rf"(?:(?:comes?|falls?) {_ONLY}(?:under|within|outside|away)\b"
        r"|(?:does|do|did) not (?:therefore |then |now )?arise\b"
        rf"|(?:can|cannot|may|could|must|will) (?:not )?(?:be )?{_ONLY}(?:be )?(?:\w+ly )?"
        r"(?:answered|met|disclosed|refused|withheld|provided|released)\b"
        rf"|(?:is|are|has been|have been|was|were) {_ONLY}(?:\w+ly )?"
        r"(?:answered|refused|withheld|not held|disclosed|enclosed|attached|overtaken)\b)"
    ),
    re.compile(
        rf"^(?:(?:that|this) leaves|there remains?|(?:i|we) (?:now )?(?:come|turn)(?: now)? to)"
        rf" (?:only )?the (?P<list>{ORDINAL_LIST})(?=[,.:;]| and the (?:part|rest))"
    ),
    re.compile(
        rf"\b(?:part|rest|remainder) of the (?P<list>{ORDINAL_LIST})"
        r"(?=[.,;:]| (?:which|that|is|are|has|have|i|we)\b)"
    ),
)
"""All ways in which ordinals stand for questions: "as to the second,", "the last asks",
"I can answer the first of these", "the third and the fourth come under", "that leaves the fifth",
"the rest of the third"."""
_VERB = (
    r"(?:(?:is|are|was|were|has|have|will|would|can|cannot|could|may|must|do|does|did|one|thing)\b"
    r"|(?:ask|seek|concern|relate|need|call|come|fall|want)s?\b|(?:i|we)\b)"
)
LEADING = re.compile(
    r"(?:(?:and|but|lastly|finally|next|then),? )?"
    r"(?:(?:as (?:to|for|regards)|on|for|with regard to|in respect of|regarding"
    r"|(?:(?:i|we) )?(?:now )?turn(?:ing)? (?:now )?to|(?:the|my|our) (?:answer|reply) to) )?"
    rf"(?:the|your) (?P<list>{ORDINAL_LIST})"
    rf"(?= of (?:these|those|them|your|the)\b|\s?[,:;.]| {_VERB})"
    r"|(?:last|lastly|finally), "
)
"""A paragraph that begins with an ordinal: "The third of these is", "The first and second are"."""
ANY = re.compile(rf"\b{ANY_OF}\b")
"""Without which nothing of this is found."""
