"""Whether the words above the parts of a question are a question themselves."""

import re

from nlp.cues import fold, vocabulary
from nlp.lines import hangs
from nlp.numbering import Item

DEMANDED = (
    "supply", "provide", "send", "give", "list", "state", "confirm", "tell", "name", "describe",
    "explain", "break", "let",
)  # fmt: skip
"""What "please" asks for, and not only points to: "Please supply a copy"."""
TITLE_WORDS = 6
"""Words of a title above numbered parts, at most."""
_CONDITION = re.compile(
    r"^(?:and\s+)?if (?:so|yes|not|no|known|it is|applicable)\b", re.IGNORECASE
)
_EMPTY_STEM = re.compile(
    r"^(?:(?:if|where) (?:so|yes|not|no|known)\W*)?(?:please\s+|could you\s+|can you\s+)*"
    r"(?:state|provide|give|tell|supply|list|answer|send|confirm|specify|advise)?\s*"
    r"(?:us|me)?\s*(?:with)?\s*(?:the following|details?|information|further details?)?"
    r"(?:\s*information|\s*questions?)?\W*$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!][\"”’')]*$")
_ONWARD = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][\"”’')]))\s+(?=[A-Z])[^.?!]*[^.?!\s]$")
"""The start of a sentence that the parts of a question end."""
_SHORTENED = re.compile(r"\b(?:e\.g|i\.e|etc|nos?|approx|incl|[A-Z])\.$")
_OF_THOSE = re.compile(
    r"[,;]?\s+and,?\s+(?:(?:how many )?of (?:those|these|them)|in each case|if so)\b[^.?!]{0,40}$"
)
_LEADING = re.compile(
    r"(?:[:,–-]|\b(?:was|were|has|have|how|many|much|which|what|that|who|please|state|give"
    r"|provide|following))$",
    re.IGNORECASE,
)
"""What leads on to the parts of a question."""
_BACK = re.compile(
    r"and (?:how|what|which|who|when|where|whether)\b"
    r"|(?:and )?(?:the (?:number|proportion|percentage) of|how (?:many|much) of|of)"
    r" (?:those|these|them|that|which|whom)\b",
    re.IGNORECASE,
)
"""How a part begins that asks about what the words above it have asked for."""
_SETTING = re.compile(
    r"(?:at|in|on|for|during|between|since|from|within|with (?:regard|respect|reference)"
    r"|regarding|concerning|as (?:of|at|to)|(?:in )?relat(?:ing|ion) to|of (?:those|these)|where"
    r"|when|if)\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:the|a|an|any|all|your|copy|copies|list|numbers?|details|names?|dates?|total)\b",
    re.IGNORECASE,
)
_ABOUT_ONESELF = re.compile(r"(?:I|We|My|Our|This|It|There|You|As)\b")
_WISHES = re.compile(
    r"(?:I|We)(?: would|[’']d| should)? (?:also )?(?:like|want|wish|request|seek|ask|need|require"
    r"|am (?:asking|requesting|seeking)|be grateful|am interested)\b"
)


def asks_for(words: str) -> bool:
    """Whether words begin as a question or a demand does: "How many …", "Please send …"."""
    return vocabulary("passages")["opening"]["asks"].found(fold(words))


def asks(stem: Item) -> bool:
    """Whether a stem is a question by itself."""
    if _EMPTY_STEM.match(stem.text):
        return False
    if _CONDITION.match(stem.children[0].text):
        return True
    own = own_words(stem.text)
    whole = (asks_for(own) or _DETERMINED.match(own)) and not _ends_open(own)
    if whole and _BACK.match(stem.children[0].text):
        return True
    if own != stem.text or _ENDED.search(own):
        return not _tells_why(own)
    return _apart(stem) and not _leads_on(stem, own)


def own_words(words: str) -> str:
    """The words of a stem without those that lead from them to its parts.

    "Did he take advice? If he did, please", "How many were seized, and of those how many".
    """
    if (lead := _ONWARD.search(words)) and not _SHORTENED.search(words[: lead.start()]):
        return words[: lead.start()]
    if (lead := _OF_THOSE.search(words)) and asks_for(words):
        return words[: lead.start()]
    return words


def _ends_open(words: str) -> bool:
    """Whether words break off within a sentence, which the parts below them end."""
    return hangs(words) or bool(_LEADING.search(words))


def _tells_why(words: str) -> bool:
    """Whether sentences only say who asks, or why: "I am writing a book."."""
    return "?" not in words and all(
        _ABOUT_ONESELF.match(one) and not _WISHES.match(one) for one in _sentences(words)
    )


def _sentences(words: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!])\s+(?=[A-Z])", words) if one]


def _apart(stem: Item) -> bool:
    """Whether the number of the stem is printed again before each part: "2", "2a", "2b"."""
    return all(child.marker and len(child.marker.path) > 1 for child in stem.children)


def _leads_on(stem: Item, words: str) -> bool:
    """Whether words are a title, a time or place, or the start of a sentence: "2. Vetting"."""
    asks = asks_for(words)
    if _ends_open(words):
        return not (asks and words.endswith(", and"))
    if asks or _SETTING.match(words):
        return not asks
    named = stem.marker is not None and bool(stem.marker.side)  # "Part A - the department"
    short = len(words.split()) <= TITLE_WORDS and (named or not _DETERMINED.match(words))
    return short and any(asks_for(part.text) for part in stem.children)
