"""Answers that name no question, by where they stand among those that do.

Where questions 3 and 5 are answered by number and a paragraph about the subject of question 4
stands between, it answers that. Where the answer to question 3 goes on to what only its part (a)
asks for, it answers the part as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.overlap import expanded
from nlp.pointers import top_of
from nlp.statement import Statement
from nlp.told import announces, counts, is_partial, refusals, tells

LEAST = 0.5
"""How much of its question an answer must take up: half a word that no other question has."""

SHARED = 1.0
"""The same, where the sentence is taken for the answer to another question already."""


def filled(
    ids: Sequence[str],
    found: Sequence[Statement],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> list[Statement]:
    """The statements, with questions for those that stand where the answer to one is missing.

    Args:
        ids: Of the questions, in the order of the request.
        found: In the order of the letter.
        asked: The stems of each question.
        short: What abbreviations stand for.
    """
    named = {i for s in found for i in s.ids}
    left = [i for i in ids if i not in named]
    if not left or not named or any(_refuses_the_rest(s) for s in found):
        return list(found)
    out = list(found)
    for parent, parts in _families(ids, left):
        _give_parts(out, parent, parts, dict(zip(ids, asked, strict=True)), short)
    named = {i for s in out for i in s.ids}
    for place, identifier in enumerate(ids):
        if identifier not in named:
            _give_between(out, ids, place, asked, short)
    return out


def shared(
    ids: Sequence[str],
    found: Sequence[Statement],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> list[Statement]:
    """The statements, where one answers the question beside its own as well: "40, of whom 6"."""
    out = list(found)
    for place, identifier in enumerate(ids):
        if not any(identifier in s.ids for s in out):
            _share(out, ids, place, asked, short)
    return out


def _refuses_the_rest(s: Statement) -> bool:
    """Whether a statement refuses what nothing else answers."""
    whole = refusals(s) & {"cost", "vexatious", "ncnd"}
    return not s.ids and bool(whole) and not is_partial(s)


def _families(ids: Sequence[str], left: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each numbered question that is answered, with those of its parts that are not."""
    for parent in ids:
        parts = [i for i in left if i != parent and top_of(i) == parent]
        if parts and parent not in left:
            yield parent, parts


def _give_parts(
    out: list[Statement],
    parent: str,
    parts: Sequence[str],
    asked: dict[str, frozenset[str]],
    short: dict[str, frozenset[str]],
) -> None:
    """Sentences after the first of an answer, to the part whose subject they take up."""
    own = [n for n, s in enumerate(out) if s.ids == (parent,) and _answers(s) and not s.table]
    family = [asked[i] for i in (parent, *parts)]
    for n in own[1:]:
        scores = _scores(expanded(out[n].text, short), family)
        most = max(scores)
        if most >= LEAST and scores[1:].count(most) == 1:
            out[n] = replace(out[n], ids=(parts[scores[1:].index(most)],), item=True)


def _give_between(
    out: list[Statement],
    ids: Sequence[str],
    place: int,
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> None:
    """The first paragraph between the answers to the questions around it that is about it."""
    order = {identifier: n for n, identifier in enumerate(ids)}
    places = [
        (n, {order[i] for i in s.ids if i in order})
        for n, s in enumerate(out)
        if s.section.kind == "response" and s.ids
    ]
    start = max((n for n, whose in places if max(whose, default=-1) < place), default=-1)
    end = min(
        (n for n, whose in places if n > start and min(whose, default=0) > place), default=len(out)
    )
    blocks = [s.block for s in out[start + 1 : end]]
    held = {s.block for s in out if s.ids}
    for block in dict.fromkeys(blocks):
        members = [n for n in range(start + 1, end) if out[n].block == block]
        if block in held or not any(_answers(out[n]) for n in members):
            continue
        words = expanded(" ".join(out[n].text for n in members), short)
        scores = _scores(words, asked)
        if scores[place] >= LEAST and scores[place] == max(scores):
            for n in members:
                out[n] = replace(out[n], ids=(ids[place],), item=True)
            return


def _share(
    out: list[Statement],
    ids: Sequence[str],
    place: int,
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> None:
    """A sentence with two figures answers what it takes up too, if that was asked beside it."""
    beside = {ids[n] for n in (place - 1, place + 1) if 0 <= n < len(ids)}
    for n, s in enumerate(out):
        if len(s.ids) == 1 and s.ids[0] in beside and _answers(s) and not (s.table or refusals(s)):
            scores = _scores(expanded(s.text, short), asked)
            if counts(s.text) > 1 and scores[place] >= SHARED:
                out[n] = replace(s, ids=(*s.ids, ids[place]), guessed=False, item=True)
                return


def _answers(s: Statement) -> bool:
    told = refusals(s) or tells(s) or announces(s)
    return s.section.kind == "response" and not s.past and "whole" not in s.says and bool(told)


def _scores(words: frozenset[str], asked: Sequence[frozenset[str]]) -> list[float]:
    """What words share with each question; a word that several have counts for less."""
    often = Counter(word for subject in asked for word in subject)
    return [sum(1 / often[word] for word in subject & words) for subject in asked]
