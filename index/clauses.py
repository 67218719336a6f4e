"""Clauses that are built of others: words in several places, wildcards, forms of a section."""

import re
from collections.abc import Callable, Sequence

from index.analysis import fold, stem
from index.fields import PARTS
from index.tree import Boost, Node, Term, Wildcard, either

TITLE_COUNTS = 2.0
"""How much more a word in the title counts than one in the letter."""


def filled(target: str) -> Node:
    """The field has a value."""
    if target == "text":
        return either(Term("filled", part) for part in PARTS)
    return Term("answer_filled" if target.startswith("answer_") else "filled", target)


def asked_of(fields: Sequence[str], make: Callable[[str], Node]) -> Node:
    """The same asked of several fields; what is found in the title counts more."""
    return either(
        Boost(made, TITLE_COUNTS) if field == "title" and len(fields) > 1 else made
        for field in fields
        for made in (make(field),)
    )


def wild_words(typed: str) -> list[str]:
    """The words of a value with wildcards, folded.

    >>> wild_words("Body-wor*"), wild_words("t?ser")
    (['body', 'wor*'], ['t?ser'])
    """
    marked = typed.replace("*", "\ue000").replace("?", "\ue001")
    found = re.findall(r"(?:[^\W_]|['’](?=[^\W_])|[\ue000\ue001])+", marked)
    return [fold(word).replace("\ue000", "*").replace("\ue001", "?") for word in found]


def wild_word(field: str, word: str) -> Node:
    """A word that may have wildcards: with one as it was written, without one by its stem."""
    if "*" in word or "?" in word:
        return Wildcard(field if field == "reference" else f"{field}_written", word)
    return Term(field, word if field == "reference" else stem(word))


def section_forms(stems: tuple[str, ...], typed: str) -> tuple[tuple[str, ...], ...]:
    """``s31(1)`` as a bare word is also looked for as "section 31(1)"."""
    match = re.fullmatch(r"s(\d+[a-z]{0,2})", stems[0])
    if match is None or not re.match(r"(?i)s\.?\s?\d", typed):
        return (stems,)
    number = match[1]
    rest = stems[1:]
    return (stems, (stem("section"), number, *rest), ("s", number, *rest))
