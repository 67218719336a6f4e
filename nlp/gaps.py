"""Answers that name no question, by where they stand among those that do.

Where questions 3 and 5 are answered by number and a paragraph about the subject of question 4
stands between, it answers that. Where the answer to question 3 goes on to what only its part (a)
asks for, it answers the part as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlp.cues import vocabulary
from nlp.overlap import expanded, often, shared
from nlp.pointers import top_of
from nlp.statement import Statement
from nlp.told import announces, counts, is_partial, refusals, tells, yes_or_no

LEAST = 0.5
"""How much of its question an answer must take up: half a word that no other question has."""
SHARED = 1.0
"""The same, where the sentence is taken for the answer to another question already."""
_FACTS = re.compile(
    r"(?<![\w.,/])£?\d[\d,.]*(?!\w)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|\w+ty|hundred|none|nobody)\b|[,;] |\b(?:and|but|while|whilst|from|by)\b"
)
"""Figures, and words that join one thing told to the next."""
_CAVEAT = re.compile(
    r"(?:please )?note\b|(?:this|these|those|they|i|we|however|because|as|since|nor|neither|if)\b"
    r"|the (?:above|figures?|data|information|reasons?|records?|totals?|numbers?|exemptions?)\b"
    r"|.*\b(?:counts?|counted|includ\w+|exclud\w+|recorded|apolog\w+|sorry)\b"
)
"""What goes on with an answer and tells only how it is meant or why."""


@dataclass(slots=True, kw_only=True)
class Gaps:
    """The statements of a letter, and the questions that none of them has yet.

    Attributes:
        ids: Of the questions, in the order of the request.
        asked: The stems of each.
        short: What abbreviations stand for.
        found: In the order of the letter; what is filled changes its ids.
    """

    ids: Sequence[str]
    asked: Sequence[frozenset[str]]
    short: dict[str, frozenset[str]]
    found: list[Statement]

    def left(self) -> list[str]:
        """The questions that no statement has."""
        named = {i for s in self.found for i in s.ids}
        return [i for i in self.ids if i not in named]

    def fill(self) -> None:
        """Give a question the answer that stands where its own is missing."""
        left = self.left()
        if not left or left == list(self.ids) or any(_refuses_the_rest(s) for s in self.found):
            return
        for parent, parts in _families(self.ids, left):
            self._give_parts(parent, parts)
        for identifier in self.left():
            self._give_between(self.ids.index(identifier))

    def share(self) -> None:
        """Where one sentence answers the question beside its own as well: "40, of whom 6"."""
        loose = any(refusals(s) and (s.guessed or not s.ids) for s in self.found)
        running = not loose and not any(s.own for s in self.found)
        for identifier in self.left():
            self._share(self.ids.index(identifier))
            if running and identifier in self.left():
                self._split(self.ids.index(identifier))

    def _scores(self, words: str, asked: Sequence[frozenset[str]]) -> list[float]:
        """What words share with each question; a word that several have counts for less."""
        return shared(expanded(words, self.short), asked, often(asked))

    def _give_parts(self, parent: str, parts: Sequence[str]) -> None:
        """Sentences after the first of an answer, to the part whose subject they take up."""
        own = [
            n
            for n, s in enumerate(self.found)
            if s.ids == (parent,) and _answers(s) and not s.table
        ]
        family = [self.asked[self.ids.index(i)] for i in (parent, *parts)]
        for n in own[1:]:
            scores = self._scores(self.found[n].text, family)
            most = max(scores)
            if most >= LEAST and scores[1:].count(most) == 1:
                part = parts[scores[1:].index(most)]
                self.found[n] = replace(self.found[n], ids=(part,), item=True)
        rest = [part for part in self.left() if part in parts]
        if len(rest) == 1:
            self._give_rest(parent, rest[0])

    def _give_rest(self, parent: str, part: str) -> None:
        """What an answer goes on to say in its first paragraph, to the one part that is left."""
        own = [n for n, s in enumerate(self.found) if s.ids == (parent,) and not s.past]
        own = [n for n in own if self.found[n].block == self.found[own[0]].block]
        if len(own) < 2 or any(self.found[n].table or refusals(self.found[n]) for n in own):
            return
        if _denies(self.found[own[0]]) or not tells(self.found[own[0]]):
            return
        for n in own[1:]:
            if tells(self.found[n]) and not _CAVEAT.match(self.found[n].text):
                self.found[n] = replace(self.found[n], ids=(part,), item=True)

    def _give_between(self, place: int) -> None:
        """The first paragraph between the answers to the questions around it that is about it."""
        start, end = self._around(place)
        held = {s.block for s in self.found if s.ids}
        inside = range(start + 1, end)
        for block in dict.fromkeys(self.found[n].block for n in inside):
            members = [n for n in inside if self.found[n].block == block]
            sweeping = any(_refuses_all(self.found[n]) for n in members)
            if block in held or sweeping or not any(_answers(self.found[n]) for n in members):
                continue
            scores = self._scores(" ".join(self.found[n].text for n in members), self.asked)
            if scores[place] >= LEAST and scores[place] == max(scores):
                for n in members:
                    self.found[n] = replace(self.found[n], ids=(self.ids[place],), item=True)
                return

    def _around(self, place: int) -> tuple[int, int]:
        """The last answer to a question before one, and the first after that to one behind it."""
        order = {identifier: n for n, identifier in enumerate(self.ids)}
        places = [
            (n, {order[i] for i in s.ids if i in order})
            for n, s in enumerate(self.found)
            if s.section.kind == "response" and s.ids
        ]
        start = max((n for n, whose in places if max(whose, default=-1) < place), default=-1)
        behind = (n for n, whose in places if n > start and min(whose, default=0) > place)
        return start, min(behind, default=len(self.found))

    def _share(self, place: int) -> None:
        """A sentence with two figures answers what it takes up too, if asked for beside it."""
        beside = {self.ids[n] for n in (place - 1, place + 1) if 0 <= n < len(self.ids)}
        for n, s in enumerate(self.found):
            alone = len(s.ids) == 1 and s.ids[0] in beside and not (s.table or refusals(s))
            if not alone or not _answers(s) or counts(s.text) < 2:
                continue
            if self._scores(s.text, self.asked)[place] >= SHARED:
                ids = (*s.ids, self.ids[place])
                self.found[n] = replace(s, ids=ids, guessed=False, item=True)
                return

    def _split(self, place: int) -> None:
        """Where nothing names a question, a sentence of several facts answers the next one too.

        That which takes it up most, or else the only one beside it.
        """
        beside = {self.ids[n] for n in (place - 1, place + 1) if 0 <= n < len(self.ids)}
        scores = {
            n: score
            for n, s in enumerate(self.found)
            if len(s.ids) == 1 and not (s.table or refusals(s)) and _answers(s)
            if len(_FACTS.findall(s.text)) > 1
            if (score := self._scores(s.text, self.asked)[place]) >= LEAST or s.ids[0] in beside
        }
        most = max(scores.values(), default=0.0)
        best = [n for n, score in scores.items() if score == most]
        if best and (most >= LEAST or len(best) == 1):
            s = self.found[best[0]]
            self.found[best[0]] = replace(s, ids=(*s.ids, self.ids[place]), item=True)


def _refuses_the_rest(s: Statement) -> bool:
    """Whether a statement refuses what nothing else answers."""
    whole = refusals(s) & {"cost", "vexatious", "ncnd"}
    return not s.ids and bool(whole) and not is_partial(s)


def _refuses_all(s: Statement) -> bool:
    """Whether a statement refuses the request as a whole: "All of it is withheld"."""
    return not s.ids and "whole" in s.says and bool(refusals(s)) and not is_partial(s)


def _families(ids: Sequence[str], left: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each numbered question that is answered, with those of its parts that are not."""
    for parent in ids:
        parts = [i for i in left if i != parent and top_of(i) == parent]
        if parts and parent not in left:
            yield parent, parts


def _denies(s: Statement) -> bool:
    return yes_or_no(s, refusals(s)) == "denied" or vocabulary("statements")["yes"]["deny"].found(
        s.text
    )


def _answers(s: Statement) -> bool:
    told = refusals(s) or tells(s) or announces(s)
    return s.section.kind == "response" and not s.past and "whole" not in s.says and bool(told)
