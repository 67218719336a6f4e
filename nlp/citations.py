"""Citations: every place where a letter names a provision, whoever names it and why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from nlp.acts import OTHER
from nlp.attribution import Attributed, attribute
from nlp.block import Block
from nlp.clauses import clauses_of
from nlp.lexis import FOOT
from nlp.lines import hangs
from nlp.misreadings import repaired
from nlp.provision import REGIMES, fate, is_procedural, law
from nlp.reliance import stances
from nlp.response import OtherAct
from nlp.text import text_of
from nlp.verdicts import withdrawn

WORD = 40
"""Characters before the foot of a page in which the word stands that it parts from a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place where one provision is named.

    Attributes:
        id: A path that stands in the table of provisions.
        start: Of the printed citation, marker included; siblings share a marker.
        end: One past its last character.
        chain: Start and end of the list it stands in ("sections 24, 31(3) and 38").
    """

    id: str
    start: int
    end: int
    chain: tuple[int, int] = (0, 0)


@Language.factory("foi_citations", assigns=["doc._.citations", "doc._.other_acts"])
def make_citations(nlp: Language, name: str) -> "Citations":
    """Build the component from ``nlp/law/exemptions.csv``."""
    return Citations()


class Citations:
    """Finds the provisions and the sections of other Acts that a letter names."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        found = attribute(repaired(_without_feet(text, doc._.blocks)), doc._.regimes or ("foia",))
        doc._.citations = tuple(citations(found))
        doc._.other_acts = other_acts(text, found)
        return doc


def _without_feet(text: str, blocks: Sequence[Block]) -> str:
    """The text without the words at the foot of a page that part a marker and its number."""
    for block in blocks:
        if block.kind == "furniture" and hangs(
            text[max(0, block.start - WORD) : block.start].rstrip()
        ):
            text = text[: block.start] + FOOT * (block.end - block.start) + text[block.end :]
    return text


def citations(found: Iterable[Attributed]) -> Iterator[Citation]:
    """What is ours, in order."""
    for one in found:
        for named in one.named:
            yield Citation(
                id=named.id,
                start=named.start,
                end=named.end,
                chain=(one.chain.start, one.chain.end),
            )


def other_acts(text: str, found: Sequence[Attributed]) -> tuple[OtherAct, ...]:
    """The sections of other Acts, each printed form once, with every place where it stands.

    Items under one marker are one citation; the Act is part of it where it follows directly.
    """
    groups: list[list[Attributed]] = []
    for one in found:
        if one.law != OTHER or one.chain.marker not in ("section", "regulation", "article"):
            continue
        joined = groups and groups[-1][-1].chain is one.chain and not one.item.marked
        if joined:
            groups[-1].append(one)
        elif one.item.marked:
            groups.append([one])
    places: dict[str, list[tuple[int, int]]] = {}
    taken = {one.act.start for one in found if one.act is not None and one.act_after}
    for group in groups:
        start, end = group[0].item.start, group[-1].item.end
        act = group[-1].act
        if act is not None and group[-1].act_after and act.printed:
            end = act.end
        elif (
            act is not None
            and act.printed
            and act.start not in taken
            and act.end <= start
            and act.start < start <= act.end + 30
        ):
            start = act.start
        printed = " ".join(re.sub(r"\n[ \t]*(?:>[ \t]*)+", " ", text[start:end]).split())
        places.setdefault(printed, []).append((start, end))
    return tuple(OtherAct(text=printed, spans=tuple(spans)) for printed, spans in places.items())


def cite(text: str, regime: str = "foia") -> list[str]:
    """The ids that one phrase names as relied on, conditions included, in the order named.

    What the phrase rejects, quotes from a requester or only recites is left out, and so are
    procedural provisions that decide nothing.

    >>> cite("exempt under sections 31(1)(a) and (b), but section 40(2) is not engaged")
    ['foia/31/1/a', 'foia/31/1/b']
    >>> cite("stopped under section 23 of the Misuse of Drugs Act 1971")
    []
    """
    if regime not in REGIMES:
        raise ValueError(f"expected one of {', '.join(REGIMES)}, found {regime!r}")
    text = repaired(text)
    found = [one for one in attribute(text, (regime,), alone=True) if one.named]
    clauses = clauses_of(text)
    chains = list(dict.fromkeys((one.chain.start, one.chain.end) for one in found))
    relied = {
        chain
        for chain, stands in zip(chains, stances(clauses, chains), strict=True)
        if stands in ("relied", "named")
    } - withdrawn(clauses, chains, chains)
    ids = [
        named.id
        for one in found
        if (one.chain.start, one.chain.end) in relied
        for named in one.named
        if _counts(named.id)
    ]
    return list(dict.fromkeys(ids))


def _counts(id_: str) -> bool:
    """Whether a phrase that names it relies on it: an exemption, or what decides an outcome."""
    if is_procedural(id_):
        return fate(id_) == "relied"
    return law()[id_].kind != "procedural"
