"""Whose section it is: each item of each chain given to one of our laws, or to another Act.

A section is ours because an Act says so, because its path exists and its title or the sentence
fits, or because the same section is plainly ours elsewhere in the letter. It is another Act's
because the Act is named beside it or along its chain, because it is what a police power or an
offence is called by, because it does not exist in ours, or because the letter has given that
number to another Act before.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nlp.acts import (
    GENERIC_ACT,
    GENERIC_REGULATIONS,
    LAST_NAMED,
    OTHER,
    Act,
    acts,
    paper_follows,
    power_follows,
    power_governs,
)
from nlp.clauses import Clauses, clauses_of
from nlp.columns import below
from nlp.grammar import Chain, Item, chains
from nlp.phrases import phrase
from nlp.provision import REGIMES, SCOTTISH, fate, is_procedural, law, section_of
from nlp.resolve import Named, Reading, plain_number, read
from nlp.titles import matches, title_words

PAPER = "paper"
"""The law of a section of something that is no law: a policy, a form."""
REACH = 700
"""Characters of its sentence that are looked at before a citation."""


@dataclass(slots=True)
class Attributed:
    """One item of a chain with the law it belongs to.

    Attributes:
        law: A regime, ``other``, ``paper``, or "" while undecided.
        act: The Act named with it, if one is.
        act_after: That Act follows the item itself, with no title between: it is part of the
            citation as printed.
        named: What the item names, when it is ours.
    """

    chain: Chain
    item: Item
    law: str = ""
    act: Act | None = None
    act_after: bool = False
    strong: bool = False
    named: tuple[Named, ...] = ()


@dataclass(slots=True)
class Text:
    """A text with everything that the attribution reads from it."""

    text: str
    regimes: tuple[str, ...]
    acts: tuple[Act, ...] = ()
    clauses: Clauses = field(default_factory=lambda: Clauses(""))
    foi: bool = True
    others: set[str] = field(default_factory=set)
    ours: set[str] = field(default_factory=set)


_AFTER = (
    re.compile(
        r"(?i:\s*[\"”’')\]]*,?\s*(?:of|under|in|from|within|to|o)\s+(?:(?:the|both|yr)\s+)?)[‘“\"'(]?"
    ),
    re.compile(r"[\s\"”’')\]]*(?:[,(-]\s*)?[‘“\"'(]?"),
)
_BEFORE = re.compile(
    r"(?:[^\S\n]*[,:;(–-]?[^\S\n]*|\s*,\s*)(?:at\s+|in\s+|under\s+|its\s+|and\s+its\s+)?\(?"
)
_COLUMN = re.compile(
    r"(?:section|regulation|exemption|exception|provision)s?"
    r"(?: (?:applied|engaged|used|relied (?:up)?on|of the act|number|no\.?))?"
)
"""The head of a column of provisions."""


def attribute(text: str, regimes: Sequence[str], *, alone: bool = False) -> list[Attributed]:
    """Every item of every chain in a text, with its law.

    Args:
        text: A letter, or a phrase.
        regimes: The laws that the answer is given under, the main one first.
        alone: It is a phrase without a letter: the other laws may be meant as well.
    """
    page = Text(text, tuple(regimes), acts(text), clauses_of(text))
    page.foi = alone or bool(phrase("foi_text").search(text))
    groups = [[Attributed(chain, item) for item in chain.items] for chain in chains(text)]
    for group in groups:
        _attach(group, page)
    for group in groups:
        for one in group:
            if one.law == OTHER:
                page.others.add(_spoken(one))
    for group in groups:
        _read(group, page, alone=alone)
    page.others.update(_spoken(one) for group in groups for one in group if one.law == OTHER)
    undecided = [one for group in groups for one in group if one.law in REGIMES and not one.strong]
    for one in undecided:
        if not _supported(one, page):
            one.law, one.named = OTHER, ()
    return [one for group in groups for one in group]


def _spoken(one: Attributed) -> str:
    """A number with its word: section 30 may be ours where regulation 30 is another law's."""
    word = one.chain.marker if one.chain.marker in ("regulation", "article") else "section"
    return f"{word} {plain_number(one.item.number)}"


def _attach(group: list[Attributed], page: Text) -> None:
    """Give items the Act that follows them, that precedes the chain, or that ends it."""
    chain = group[0].chain
    for one in group:
        _attach_after(one, page)
    if group[0].act is None and (before := _act_before(chain, page)) is not None:
        for one in group:
            if one.act is None:
                one.act = before
    for one, following in reversed([*pairwise(group)]):
        if one.act is None and following.act is not None and _shares_act(one, following, page):
            one.act = following.act
    for one in group:
        if one.act is not None:
            one.law = _law_of(one, page)
            one.strong = one.law != OTHER
        elif chain.marker == "article":
            one.law = OTHER
        elif paper_follows(page.text[one.item.end : one.item.end + 60]):
            one.law = PAPER


def _shares_act(one: Attributed, following: Attributed, page: Text) -> bool:
    """Whether "section 12 or section 14 of the X Act" gives the Act to section 12 as well."""
    if not following.item.marked:
        return True
    if following.item.joint.endswith(("with", "of", "via")):
        return False
    before = page.text[max(0, one.item.start - 60) : one.item.start]
    return not (one.item.pieces and phrase("exempting").search(" ".join(before.split())))


def _attach_after(one: Attributed, page: Text) -> None:
    starts = [act.start for act in page.acts]
    for at in dict.fromkeys((one.item.end, one.item.title)):
        for act in page.acts[bisect_left(starts, at) : bisect_left(starts, at + 60)]:
            between = page.text[at : act.start]
            if "\n\n" in between:
                break
            if any(pattern.fullmatch(between) for pattern in _AFTER):
                if act.key in (GENERIC_ACT, LAST_NAMED) and not re.search(
                    r"\b(?:of|under|in|from|o)\s*[‘“\"'(]?$", between.rstrip() + ""
                ):
                    break
                one.act, one.act_after = act, at == one.item.end
                return


def _act_before(chain: Chain, page: Text) -> Act | None:
    for act in reversed(page.acts):
        if act.end > chain.start:
            continue
        between = page.text[act.end : chain.start]
        if len(between) > 30 or not _BEFORE.fullmatch(between):
            return None
        if act.key not in (OTHER, *REGIMES):
            return None
        if act.key == OTHER and chain.items[0].pieces and re.search(r"[,;:(]", between):
            return None
        return act
    return None


def _law_of(one: Attributed, page: Text) -> str:
    act = one.act
    assert act is not None
    if act.key == LAST_NAMED:
        for earlier in reversed(page.acts):
            if earlier.start < act.start and earlier.key in (OTHER, *REGIMES):
                return earlier.key
        return ""
    if act.key == OTHER and one.chain.marker == "none":
        return ""
    return act.key if act.key in (OTHER, *REGIMES) else ""


def _candidates(group: list[Attributed], page: Text, *, alone: bool) -> list[str]:
    """The laws that a chain may be read under, the likeliest first."""
    chain = group[0].chain
    explicit = [one.law for one in group if one.law in REGIMES]
    if explicit:
        return explicit[:1]
    keys = {one.act.key for one in group if one.act is not None}
    scottish = page.regimes[0] in SCOTTISH
    if alone:
        named = {act.key for act in page.acts if act.key in REGIMES}
        if named & set(SCOTTISH) and not named - set(SCOTTISH):
            scottish = True
    order: tuple[str, ...]
    if chain.marker == "regulation" or GENERIC_REGULATIONS in keys:
        order = ("eisr", "eir") if scottish else ("eir", "eisr")
    elif chain.marker == "section" or GENERIC_ACT in keys:
        order = ("foisa", "foia") if scottish else ("foia", "foisa")
    else:
        first = page.regimes[0]
        order = (first, *(regime for regime in REGIMES if regime != first))
    if alone:
        return list(order)
    return [
        regime for regime in order if regime in page.regimes or (regime in SCOTTISH) == scottish
    ]


def _read(group: list[Attributed], page: Text, *, alone: bool) -> None:
    """Read what is not another Act's under the law that fits best; judge how plainly it does."""
    chain = group[0].chain
    if all(one.law in (OTHER, PAPER) for one in group):
        return
    readings = [read(chain, regime) for regime in _candidates(group, page, alone=alone)]
    if not readings:
        return
    after = page.text[chain.end : chain.end + 120]

    def fitness(reading: Reading) -> tuple[int, int]:
        title = 0
        if chain.marker in ("none", "regulation"):
            title = sum(
                matches(section_of(named.id), after.split("\n\n")[0][:90])
                for named in reading.named
            )
        return reading.exact, title

    best = readings[0]
    for other in readings[1:]:
        (exact, title), (other_exact, other_title) = fitness(best), fitness(other)
        better = other_exact > exact or (
            chain.marker == "none" and other_exact == exact and other_title > title + 1
        )
        if better and not other.missing and any(one.item.pieces for one in group):
            best = other
    for index, one in enumerate(group):
        if one.law in (OTHER, PAPER):
            continue
        one.named = tuple(named for named in best.named if named.item == index)
        one.law = best.regime if one.named or one.law in REGIMES else OTHER
        if not one.named:
            continue
        if not page.foi and one.act is None and not _exempting(one, page):
            one.law, one.named = (OTHER if chain.marker != "none" else PAPER), ()
            continue
        if one.act is None and _unknown_subsection(one) and not _exempting(one, page):
            one.law, one.named = OTHER, ()
            continue
        one.strong = _strong(one, page)
        if chain.marker in ("none", "exemption") and not _plausible(one, page):
            one.law, one.named = PAPER, ()
            if index == 0:
                for rest in group[1:]:
                    if not rest.item.marked:
                        rest.law = PAPER
        if one.strong:
            page.ours.update(section_of(named.id) for named in one.named)


def _exempting(one: Attributed, page: Text) -> bool:
    """Whether its sentence exempts, withholds or redacts something under it."""
    start = max(page.clauses.at(one.chain.start)[0], one.chain.start - REACH)
    return bool(one.item.pieces) and bool(
        phrase("exempting").search(" ".join(page.text[start : one.chain.start].split()))
    )


def _unknown_subsection(one: Attributed) -> bool:
    """Whether a subsection is printed that our section of that number does not have."""
    return bool(one.item.pieces) and all(
        not named.exact and len(law()[named.id].path) == 1 for named in one.named
    )


def _strong(one: Attributed, page: Text) -> bool:
    """Whether a reading as ours stands by itself."""
    if one.act is not None and one.act.key != OTHER:
        return True
    if _police(one, page):
        return False
    if any(named.exact and law()[named.id].path[2:] for named in one.named):
        return True
    subsection = any(named.exact and law()[named.id].path[1:] for named in one.named)
    section = section_of(one.named[0].id)
    if not all(named.exact for named in one.named) and law()[section].kind == "procedural":
        return False
    after = page.text[one.item.end : one.item.end + 70].split("\n\n")[0]
    if matches(section, after):
        return True
    return subsection and _spoken(one) not in page.others


def _police(one: Attributed, page: Text) -> bool:
    """Whether the words beside it are those of a police power or an offence."""
    after = page.text[one.chain.end : one.chain.end + 60]
    own = page.text[one.item.end : one.item.end + 60]
    before = page.text[max(0, one.chain.start - 70) : one.chain.start]
    start = page.clauses.at(one.chain.start)[0]
    if max(0, one.chain.start - 70) < start:
        before = page.text[start : one.chain.start]
    section = section_of(one.named[0].id) if one.named else ""
    if section and matches(section, own.split("\n")[0]):
        return False
    limb = any(n.exact and len(law()[n.id].path) > 2 for n in one.named)
    return power_follows(after) or power_follows(own) or (power_governs(before) and not limb)


def _supported(one: Attributed, page: Text) -> bool:
    """Whether a weak reading as ours is borne out by its place or sentence, or by the letter."""
    if below(page.text, one.chain.start, _COLUMN):
        return True
    if _police(one, page):
        return False
    section = section_of(one.named[0].id)
    start, end = page.clauses.at(one.chain.start)
    sentence = page.text[start : one.item.start] + " " + page.text[one.item.end : end]
    cue = phrase("foi_cue").search(sentence) is not None or (
        fate(one.named[0].id) == "advice" and phrase("advice_cue").search(sentence) is not None
    )
    cue = cue or bool(
        title_words().get(section, frozenset())
        & set(re.findall(r"[a-z]{4,}", sentence.casefold()))
    )
    if (
        one.chain.marker == "regulation"
        and one.law in page.regimes
        and _spoken(one) not in page.others
    ):
        return True
    if not all(named.exact for named in one.named) and law()[section].kind == "procedural":
        return False
    if _spoken(one) in page.others:
        return cue and (section in page.ours or _exempting(one, page))
    if cue or section in page.ours or _opens(one, page):
        return True
    return not page.others and not any(
        act.key == OTHER and act.start < one.chain.start for act in page.acts
    )


_OPENING = re.compile(
    r"(?:under|by|in\s+(?:line|accordance|keeping)\s+with|pursuant\s+to|as\s+required\s+by)\s+$",
    re.IGNORECASE,
)


def _opens(one: Attributed, page: Text) -> bool:
    """Whether a sentence opens by doing what a procedure of ours says: "Under section 16, we"."""
    start, _ = page.clauses.at(one.chain.start)
    return (
        is_procedural(one.named[0].id)
        and bool(_OPENING.fullmatch(page.text[start : one.chain.start].lstrip()))
        and page.text[one.chain.end : one.chain.end + 1] == ","
    )


_LIMB = re.compile(r"(?<![\w(.])\d{1,2}\(\d[A-Z]?\)\([a-z]{1,2}\)")
"""A number with two brackets, as nothing but a provision is printed: "31(1)(a)"."""


def _limb(one: Attributed, page: Text) -> bool:
    """Whether a number alone is a limb of our law, or stands in a sentence with one."""
    if _spoken(one) in page.others:
        return False
    if any(len(law()[named.id].path) > 2 for named in one.named):
        return True
    start, end = page.clauses.at(one.chain.start)
    return bool(one.item.pieces) and bool(_LIMB.search(page.text, start, end))


def _plausible(one: Attributed, page: Text) -> bool:
    """Whether a number without a marker is a citation at all."""
    if (
        not all(named.exact for named in one.named)
        or law()[section_of(one.named[0].id)].kind == "procedural"
    ):
        return one.item is not one.chain.items[0] and bool(one.named)
    before = page.text[max(0, one.chain.start - 40) : one.chain.start]
    if phrase("no_citation").search(before):
        return False
    if one.chain.marker == "exemption":
        return True
    if below(page.text, one.chain.start, _COLUMN) or _limb(one, page):
        return True
    after = page.text[one.chain.end : one.chain.end + 70]
    if not before.rsplit("\n", 1)[-1].strip(" \t>•*-–(‘“\"'"):
        return True
    if matches(section_of(one.named[0].id), after) or phrase("bare_cue").search(before):
        return True
    start, end = page.clauses.at(one.chain.start)
    return bool(phrase("bare_link").search(before)) and bool(
        phrase("foi_cue").search(page.text[start:end])
    )
