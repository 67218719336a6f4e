"""The query tree in Elasticsearch's query language."""

from collections.abc import Mapping
from typing import Any, assert_never

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

Dsl = dict[str, Any]


def dsl(node: Node, *, path: str = "") -> Dsl:
    """The query for Elasticsearch. Only words count for the relevance.

    Args:
        node: What is asked.
        path: ``answers.`` inside a nested answer, whose fields stand under that name.
    """
    match node:
        case All():
            return _silent({"match_all": {}})
        case Nothing():
            return {"match_none": {}}
        case Term(field, value):
            query = {"term": {path + field: {"value": value}}}
            return query if field in PARTS else _silent(query)
        case Phrase(field, words, slop):
            # The words are matched as they are: the field's analyser only parts them at spaces.
            return {"match_phrase": {path + field: {"query": " ".join(words), "slop": slop}}}
        case Wildcard(field, pattern):
            value = pattern.replace("\\", "\\\\")
            return {"wildcard": {path + field: {"value": value, "boost": 0.0}}}
        case Fuzzy(field, word, edits):
            # The default rewriting stops at fifty words.
            near = {"value": word, "fuzziness": edits, "rewrite": "constant_score", "boost": 0.0}
            return {"fuzzy": {path + field: near}}
        case Between(field, first, last):
            ends = {"gte": first, "lte": last}
            given = {name: day.isoformat() for name, day in ends.items() if day}
            return _silent({"range": {path + field: given}})
        case And(parts):
            return {"bool": {"must": [dsl(part, path=path) for part in parts]}}
        case Or(parts):
            asked = [dsl(part, path=path) for part in parts]
            return {"bool": {"should": asked, "minimum_should_match": 1}}
        case Not(part):
            return _silent({"bool": {"must_not": [dsl(part, path=path)]}})
        case Boost(part, factor):
            return {"bool": {"must": [dsl(part, path=path)], "boost": factor}}
        case SameAnswer(part):
            inner = dsl(part, path="answers.")
            return {"nested": {"path": "answers", "query": inner, "score_mode": "none"}}
    assert_never(node)


def _silent(query: Mapping[str, Any]) -> Dsl:
    return {"constant_score": {"filter": query, "boost": 0.0}}
