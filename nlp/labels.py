"""What a provision is named for, where a passage opens with it: "House names - section 40(2)"."""

import re
from collections.abc import Sequence

from nlp.provision import section_of
from nlp.titles import matches

_LABEL = re.compile(
    r"(?P<label>(?!(?:the |an? )?(?:exempt|except|section|regulation|part|act\b|public interest))"
    r"[a-z][^.:;()\d]{2,50}?)(?: [-|]|:| \(|,) ?(?:the )?"
    r"(?:sections?|regulations?|ss?|regs?)\.? ?\d[\w(), ]*(?:[.:)]|$| -)"
)


def labelled(folded: str, cited: Sequence[str]) -> str:
    """The thing that a sentence names before the provision for it; empty where it names none.

    Args:
        folded: The sentence.
        cited: The provisions in it, whose titles are no such thing.
    """
    label = _LABEL.match(folded) if cited else None
    if label is None or any(matches(section_of(i), label["label"]) for i in cited):
        return ""
    return label["label"]
