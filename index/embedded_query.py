"""The query tree for tantivy."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Any, assert_never

from tantivy import FieldType, Occur, Query, Schema

from index.letter import PARTS
from index.tree import (
    All,
    And,
    Between,
    Boost,
    Fuzzy,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    SameAnswer,
    Term,
    Wildcard,
)

_SPECIAL = frozenset("\\.+*?()|[]{}^$#&-~")

Letters = Callable[[Node], Sequence[int]]
"""Gives the keys of the letters of which some answer is such."""


def compiled(node: Node, schema: Schema, letters: Letters) -> Any:
    """The query for tantivy. Only words count for the relevance."""
    match node:
        case All():
            return _silent(Query.all_query())
        case Nothing():
            return Query.empty_query()
        case Term(field, value):
            query = Query.term_query(schema, field, value)
            return query if field in PARTS else _silent(query)
        case Phrase(field, words, slop):
            return _phrase(schema, field, words, slop)
        case Wildcard(field, pattern):
            return _silent(Query.regex_query(schema, field, expression(pattern)))
        case Fuzzy(field, word, edits):
            return _silent(Query.fuzzy_term_query(schema, field, word, distance=edits))
        case Between(field, first, last):
            low, high = (day.toordinal() if day else None for day in (first, last))
            query = Query.range_query(schema, field, FieldType.Integer, low, high)
            return _silent(query)
        case And(parts):
            return Query.boolean_query(
                [(Occur.Must, compiled(part, schema, letters)) for part in parts]
            )
        case Or(parts):
            return Query.boolean_query(
                [(Occur.Should, compiled(part, schema, letters)) for part in parts]
            )
        case Not(part):
            return Query.boolean_query(
                [
                    (Occur.Must, _silent(Query.all_query())),
                    (Occur.MustNot, compiled(part, schema, letters)),
                ]
            )
        case Boost(part, factor):
            return Query.boost_query(compiled(part, schema, letters), factor)
        case SameAnswer(part):
            keys = letters(part)
            if not keys:
                return Query.empty_query()
            return _silent(Query.term_set_query(schema, "key", keys))
    assert_never(node)


def _silent(query: Any) -> Any:
    return Query.const_score_query(query, 0.0)


def expression(pattern: str) -> str:
    """A pattern with ``*`` and ``?`` as a regular expression.

    >>> print(expression("b?dy-*"))
    b.dy[-].*
    """
    parts = {"*": ".*", "?": "."}
    return "".join(
        parts.get(char) or (_quoted(char) if char in _SPECIAL else char) for char in pattern
    )


def _quoted(char: str) -> str:
    return f"\\{char}" if char in "\\^[]" else f"[{char}]"


def _phrase(schema: Schema, field: str, words: Sequence[str], slop: int) -> Any:
    # With three words or more tantivy's slop follows another rule than Lucene's: every way in
    # which the words may stand is asked for by itself.
    if slop == 0 or len(words) == 2:
        return Query.phrase_query(schema, field, list(words), slop=slop)
    ways = [
        Query.phrase_query(schema, field, sorted(zip(places, words, strict=True)))
        for places in places_of(len(words), slop)
    ]
    return Query.disjunction_max_query(ways)


def places_of(length: int, slop: int) -> Iterator[tuple[int, ...]]:
    """The places in which the words of a loose phrase may stand, by Lucene's rule.

    >>> list(places_of(2, 1))
    [(0, 1), (0, 2)]
    """
    for moves in product(range(slop + 1), repeat=length):
        if min(moves) == 0:
            places = [place + move for place, move in enumerate(moves)]
            first = min(places)
            if len(set(places)) == length:
                yield tuple(place - first for place in places)
