"""A request that a letter tells in its own words, and does not quote."""

import re

from nlp.numbering import Item

_RETOLD = (
    re.compile(
        r"\byou (?:have |had )?(?:asked|requested|sought|wrote|made)\b[^\"“.]{0,80}"
        r"[\"“](?P<what>[^\"”]{12,1500})[\"”]",
        re.IGNORECASE,
    ),
    re.compile(
        r"\byou (?:have |had )?(?:asked|requested|sought|seek|enquired"
        r"|(?:wrote|e-?mailed)(?: to us)?(?: on [^.,]{4,30}?)? (?:to ask|asking|to request))"
        r"(?: us)?(?: for| about| to know| access to| details of| whether)?"
        r"(?: the following)?(?: information)?(?: about| regarding| on)?[\s:]+"
        r"(?P<what>[^.?]{12,500}\??)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:request|application|enquiry|e-?mail|letter)\b[^.]{0,80}?"
        r"\b(?:regarding|concerning|about|relating to|in relation to|asking for|asking)\s+"
        r"(?P<what>[^.?]{8,400}\??)",
        re.IGNORECASE,
    ),
)
"""How letters tell a request that they do not quote, the surest way first."""


_RECEIVED = re.compile(
    r",?\s+(?:which|that)\s+(?:(?:we|i)\s+|(?:was|were|has been)\s+)?received\b.*", re.IGNORECASE
)
"""What follows the request in its sentence: ", which we received on 3 March"."""


def retold(text: str) -> list[Item]:
    """A request that the letter only tells in its opening words."""
    for pattern in _RETOLD:
        if match := pattern.search(text[:2500].replace("\n", " ")):
            what = _RECEIVED.sub("", match["what"])
            start = match.start("what")
            return [
                Item(path=("1",), text=" ".join(what.split()), spans=[(start, start + len(what))])
            ]
    return []
