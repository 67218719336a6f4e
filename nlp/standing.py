"""A second opinion on whether the letter relies on what it names, from weights that are learned.

The rules of ``nlp.reliance`` know how a sentence relies on a provision or rejects it. Officers
have more ways than any list: "was raised by the supplier; we take a different view". Here the
words about each place where a provision is named speak for or against it, whatever their form, and
so does what the rules made of them. The weights are learned by ``nlp.training.standing``.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from nlp.cues import fold, vocabulary
from nlp.naming import Mention
from nlp.phrases import phrase
from nlp.provision import fate, on_one_path, section_of
from nlp.response import ARGUMENTS, Section

SURE = 0.5
"""How far from even the words must be for the rules to be overruled."""
MOST = 2.0
"""How often a sign counts at most."""
BEFORE, AFTER, NEXT = 16, 22, 40
"""Words that are looked at: of the sentence on either side, and of the sentences after it."""
_CITED = re.compile(
    r"(?:\b(?:sections?|sects?|ss?|regulations?|regs?|exemptions?|exceptions?)\b\.? ?)?"
    r"\b\d{1,2}[a-z]?(?: ?\(\w{1,3}\))+"
    r"|\b(?:sections?|sects?|ss?|regulations?|regs?)\.? ?\d+[a-z]?\b"
)
_WORD = re.compile(r"[a-z']+|\d+|§|[;:?]|\.$")
_WEIGHED = ("relied", "named", "rejected", "hypothetical", "quoted")
"""Stances that are no mere recital of the law."""
Signs = dict[str, float]


def signs_of(
    id_: str, own: Sequence[Mention], others: Sequence[Mention], sections: Sequence[Section]
) -> Signs:
    """What speaks for or against a provision's being relied on.

    Args:
        id_: The provision.
        own: Where the authority names it.
        others: Where it names other exemptions.
        sections: The passages of the letter.
    """
    signs: Signs = defaultdict(float)
    for one in own:
        for sign in _of_mention(one):
            signs[sign] += 1
    stances = dict.fromkeys(one.stance for one in own)
    for stance in stances:
        signs[f"ever {stance}"] = 1
    signs[f"only {own[-1].stance}"] = float(len(stances) == 1)
    signs[f"last {own[-1].stance}"] = 1
    signs[f"named {min(len(own), 3)}"] = 1
    for section in sections:
        about = section.exemption is not None and on_one_path(section.exemption, id_)
        if about and section.kind in ARGUMENTS:
            signs[f"argued: {section.kind}"] = 1
    if any(other.stance == "relied" for other in others):
        signs["another relied"] = 1
    elif not others:
        signs["alone"] = 1
    return {sign: min(value, MOST) for sign, value in signs.items() if value}


def _of_mention(one: Mention) -> Iterator[str]:
    yield f"stance {one.stance}"
    if one.intro:
        yield "in a list"
    before, after = _words(one.before)[-BEFORE:], _words(one.after)[:AFTER]
    following = _words(one.beside)[:NEXT]
    for word in dict.fromkeys(before):
        yield f"before: {word}"
    for word in dict.fromkeys(after):
        yield f"after: {word}"
    for word in dict.fromkeys(following):
        yield f"next: {word}"
    yield from _pairs("before", before[-5:])
    yield from _pairs("after", after[:8])
    yield from _pairs("next", following[:16])
    for name in _said(one.sentence):
        yield f"sentence says {name}"
    for name in _said(one.beside):
        yield f"next says {name}"
    for name in _said(one.leading):
        yield f"above says {name}"
    for word in dict.fromkeys(_words(one.leading)[-12:]):
        yield f"above: {word}"
    if len(before) < 2:
        yield "opens"
    if not [w for w in after if w.isalpha()]:
        yield "closes"
    if not following:
        yield "last"


def _pairs(zone: str, words: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(words):
        yield f"{zone}: {first} {second}"


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    masked = _CITED.sub(" § ", fold(text))
    return tuple("#" if word.isdigit() else word for word in _WORD.findall(masked))


@lru_cache(maxsize=1024)
def _said(text: str) -> tuple[str, ...]:
    return tuple(vocabulary("statements")["says"].found(fold(text)))


class Standing:
    """Weights of signs for a provision's being relied on; one that is not there says nothing."""

    def __init__(self, signs: Mapping[str, float], bias: float) -> None:
        self.signs = signs
        self.bias = bias

    def weigh(self, signs: Signs) -> float:
        """How far the signs are for it, above nought, or against it."""
        return self.bias + sum(self.signs.get(sign, 0.0) * v for sign, v in signs.items())


def reviewed(
    ids: Sequence[str],
    engaged: Sequence[str],
    found: Sequence[Mention],
    sections: Sequence[Section],
    weights: Standing,
) -> list[str]:
    """The provisions relied on, where the words say much more for it than against it.

    Args:
        ids: All exemptions that are named.
        engaged: Those of them that are relied on by the rules.
        found: Where each is named.
        sections: The passages of the letter.
        weights: Of the signs.
    """
    kept = list(engaged)
    for id_, own, signs in signs_in(ids, found, sections):
        score = weights.weigh(signs) if own else 0.0
        if id_ in engaged and score <= -SURE:
            kept.remove(id_)
        elif id_ not in engaged and score >= SURE and not all(map(_supposed, own)):
            kept.append(id_)
    return [id_ for id_ in ids if id_ in kept]


def _supposed(one: Mention) -> bool:
    """Whether a provision is only supposed to apply somewhere, or is quoted."""
    return one.stance in ("hypothetical", "quoted")


def decides(
    decided: Set[str], own: Sequence[Mention], weights: Standing, *, refusing: bool
) -> set[str]:
    """The procedural provisions that decide something, where the words say so much more plainly.

    Args:
        decided: Those that do by the rules.
        own: Where the authority names procedural provisions.
        weights: Of the signs.
        refusing: The letter refuses something.
    """
    kept = set(decided)
    for id_, signs in procedural_signs(own, refusing=refusing):
        score = weights.weigh(signs)
        stances = {one.stance for one in own if one.id == id_}
        vetoed = (
            stances <= {"rejected", "hypothetical"}
            or (fate(id_) == "notice" and not refusing)
            or all(_recites(one) for one in own if one.id == id_)
        )
        if score >= SURE and not vetoed:
            kept.add(id_)
        elif score <= -SURE:
            kept.discard(id_)
    return kept


def _recites(one: Mention) -> bool:
    """Whether a sentence only says what the law provides, or that there is a duty to advise."""
    told = one.stance == "recital" and phrase("law_told").search(one.sentence)
    return bool(
        told or (fate(one.id) == "advice" and phrase("advice_recited").search(one.sentence))
    )


def procedural_signs(own: Sequence[Mention], *, refusing: bool) -> Iterator[tuple[str, Signs]]:
    """Each procedural provision that can decide something, with its signs."""
    for id_ in dict.fromkeys(one.id for one in own if fate(one.id) != "never"):
        signs: Signs = defaultdict(float)
        for one in own:
            if one.id == id_:
                for sign in _of_mention(one):
                    signs[sign] += 1
                    signs[f"{fate(id_)} {sign}"] += 1
        signs[f"fate {fate(id_)}"] = 1
        signs[f"section {section_of(id_)}"] = 1
        signs[f"{fate(id_)}, refusing {refusing}"] = 1
        yield id_, {sign: min(value, MOST) for sign, value in signs.items()}


def signs_in(
    ids: Sequence[str], found: Sequence[Mention], sections: Sequence[Section]
) -> Iterator[tuple[str, list[Mention], Signs]]:
    """Each provision with the places where the authority names it, and its signs."""
    spoken = [one for one in found if one.voice == "authority" and one.stance in _WEIGHED]
    for id_ in ids:
        own = [one for one in spoken if on_one_path(one.id, id_)]
        others = [one for one in spoken if not on_one_path(one.id, id_)]
        yield id_, own, signs_of(id_, own, others, sections) if own else {}


@cache
def standing(name: str) -> Standing:
    """The weights of ``nlp/vocabulary/NAME.json``: ``standing``, or ``procedure``."""
    path = files("nlp") / "vocabulary" / f"{name}.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Standing(data["signs"], data["bias"])
