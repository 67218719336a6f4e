"""A second opinion on each position, from weights that are learned.

The rules of ``nlp.judgement`` read answers in order and know the forms that they were written for.
Here networks weigh all statements of the letter for each question, whatever the form. Where they
find another position much more likely than the one by the rules, it is taken. The weights are
learned by ``nlp.training.opinion``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import BinaryIO, cast

import numpy as np

from nlp.bearings import bearings
from nlp.grounds import ASIDE, Grounds, signs_of_statement
from nlp.judgement import naming
from nlp.network import NAMES, Floats, Seen, Weights, bag, passed
from nlp.outcome import GIVEN
from nlp.response import PositionName
from nlp.statement import Statement
from nlp.told import announces, puts_off, refusals, tells
from nlp.weighed import Judgement

SURE, SURER = 1.25, 3.0
"""How much more likely another position must be than that of the rules, as a logarithm; the second
where the letter answers the question by its number or in its item."""
LIKELY, PLAIN = 0.5, 0.65
"""How likely it must be by itself; the second where the rules find no answer."""
MOST = 60_000
"""Pairs of questions and statements beyond which the rules alone decide."""
_NAMED = frozenset({"ncnd", "cost", "vexatious", "elsewhere", "clarify", "withheld"})
"""Refusals that no letter makes without words or a provision for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the networks make of a letter.

    Attributes:
        likely: Logarithm of how likely each position is, a row for each question.
        attention: What part of it each statement has, a row for each question.
    """

    likely: Floats
    attention: Floats


class Judge:
    """Networks that were learned from the same letters, each in an order of its own.

    Attributes:
        positions: In the order of the weights.
        signs: Those that have weights, in their order.
        networks: The weights of each.
    """

    def __init__(
        self, positions: Sequence[str], signs: Sequence[str], networks: Sequence[Weights]
    ) -> None:
        self.positions = tuple(positions)
        self.signs = tuple(signs)
        self.networks = tuple(networks)
        self._places = {sign: place for place, sign in enumerate(signs)}

    def seen(self, grounds: Grounds) -> Seen:
        """The signs of a letter; one without weights says nothing."""
        return Seen(
            statements=[bag(signs_of_statement(s), self._places) for s in grounds.found],
            questions=[bag(dict.fromkeys(one, 1.0), self._places) for one in grounds.asks],
            letter=bag(dict.fromkeys(grounds.letter, 1.0), self._places),
        )

    def opinion(self, grounds: Grounds) -> Opinion | None:
        """What the networks make of a letter on average; ``None`` of one that is too long."""
        if not 0 < grounds.shared.size <= MOST:
            return None
        seen, bears = self.seen(grounds), bearings(grounds)
        made = [passed(weights, seen, bears) for weights in self.networks]
        return Opinion(
            likely=np.mean([one.score for one in made], axis=0),
            attention=np.mean([one.attention for one in made], axis=0),
        )

    def review(self, judged: Sequence[Judgement], grounds: Grounds) -> None:
        """Put other positions in the place of those by the rules, where they are likelier.

        Args:
            judged: The questions in the order of the request, by the rules; changed in place.
            grounds: What they are judged from.
        """
        if opinion := self.opinion(grounds):
            for row, judgement in enumerate(judged):
                self._review(judgement, grounds, opinion.likely[row], opinion.attention[row])

    def _review(
        self, judgement: Judgement, grounds: Grounds, likely: Floats, attention: Floats
    ) -> None:
        if judgement.position is None or judgement.same is not None:
            return
        close = [s for s, tie in grounds.tied(judgement.id) if tie not in ASIDE]
        if any(map(puts_off, close)) and not any(map(_speaks, close)):
            return  # "This has been logged, and we will write to you"
        between = judgement.id != grounds.ids[-1]  # what answers the last may run on above
        if between and judgement.position == "unanswered" and not any(map(_speaks, grounds.free)):
            return  # all that is said answers other questions by their numbers
        by_rule = self.positions.index(judgement.position)
        allowed = set(self.positions) - _NAMED | grounds.refused
        if not grounds.yes_no(judgement.id):
            allowed -= {"confirmed", "denied"}
        best = max(
            (i for i, name in enumerate(self.positions) if name in allowed or i == by_rule),
            key=lambda i: float(likely[i]),
        )
        least = log(PLAIN if judgement.position == "unanswered" else LIKELY)
        numbered = any(tie == "own" for _, tie in grounds.tied(judgement.id))
        if likely[best] < least or likely[best] - likely[by_rule] < (SURER if numbered else SURE):
            return
        position = cast("PositionName", self.positions[best])
        if position in GIVEN and not close and grounds.refused_whole:
            return  # nothing speaks of it but the sentence that refuses all
        judgement.position, judgement.weak = position, False
        partial = [s for s in judgement.evidence if judgement.partial_ncnd and "ncnd" in s.says]
        judgement.evidence = _evidence(position, judgement.id, grounds, attention)
        judgement.evidence += [s for s in partial if s not in judgement.evidence]
        if position in GIVEN and any("ncnd" in refusals(s) for s in close):
            judgement.partial_ncnd = True


def _speaks(s: Statement) -> bool:
    """Whether a statement gives, refuses or tells anything at all."""
    return s.table or announces(s) or bool(refusals(s)) or tells(s)


def _evidence(
    position: PositionName, identifier: str, grounds: Grounds, attention: Floats
) -> list[Statement]:
    """What says so: of what is given the statement that was looked at most; all provisions."""
    if position == "unanswered":
        return []
    columns = sorted(range(len(grounds.found)), key=lambda column: -attention[column])
    others = grounds.named.any(axis=0) & ~grounds.named[grounds.ids.index(identifier)]
    own = [grounds.found[column] for column in columns if not others[column]]
    own = own or [grounds.found[column] for column in columns]
    tied = [s for s, tie in grounds.tied(identifier) if tie not in ("of another", "past")]
    given = [s for s in own if not refusals(s)]
    refused = [s for s in tied if refusals(s)] or [s for s in own if refusals(s)][:1]
    if position == "partly-disclosed":
        refused = [s for s in refused if refusals(s) - {"not-held"}]
        return [*given[:1], *naming(refused)]
    if position in GIVEN:
        return (given or own)[:1]
    refused = [s for s in refused if position in refusals(s)] or [
        s for s in own if position in refusals(s)
    ]
    return naming(sorted(refused, key=lambda s: s.start)) if refused else own[:1]


def save(judge: Judge, target: BinaryIO) -> None:
    """Keep the weights, in half precision."""
    np.savez_compressed(
        target,
        positions=np.array(judge.positions),
        signs=np.array(judge.signs),
        **{
            f"{number}.{name}": getattr(weights, name).astype(np.float16)
            for number, weights in enumerate(judge.networks)
            for name in NAMES
        },
    )


def load(source: BinaryIO) -> Judge:
    """The weights as they were kept."""
    with np.load(source, allow_pickle=False) as held:
        count = sum(name.endswith(".signs") for name in held)
        networks = [
            Weights(**{name: held[f"{number}.{name}"].astype(float) for name in NAMES})
            for number in range(count)
        ]
        return Judge(held["positions"].tolist(), held["signs"].tolist(), networks)


@cache
def second_opinion() -> Judge:
    """The weights of ``nlp/vocabulary/positions.npz``."""
    with (files("nlp") / "vocabulary" / "positions.npz").open("rb") as source:
        return load(cast("BinaryIO", source))
