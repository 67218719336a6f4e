"""What the letter relies on, what it rejects, what decides a procedure."""

import re
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from nlp.consistency import doubts
from nlp.history import is_review
from nlp.limbs import limbs
from nlp.misreadings import repaired
from nlp.naming import Mention, mentions
from nlp.phrases import phrase
from nlp.procedure import procedural
from nlp.provision import (
    is_condition,
    is_ncnd,
    is_procedural,
    law,
    on_one_path,
    section_of,
    under,
    within,
)  # fmt: skip
from nlp.response import Exemption, Section
from nlp.standing import Standing, reviewed, standing
from nlp.subjects import settled
from nlp.text import text_of

_NOTICE_REACH = 500
"""How many characters after FOISA's section 18 a notice is still the one it speaks of."""


@Language.factory("foi_provisions", assigns=["doc._.exemptions", "doc._.procedural"])
def make_provisions(nlp: Language, name: str) -> "Provisions":
    """Build the component."""
    return Provisions()


class Provisions:
    """Sets ``doc._.exemptions``, ``doc._.procedural``; adds the regimes of what is listed.

    Attributes:
        weights: Give a second opinion on whether a provision is relied on.
        deciding: The same on whether a procedural one decides something.
    """

    def __init__(self) -> None:
        self.weights = standing("standing")
        self.deciding = standing("procedure")

    def __call__(self, doc: Doc) -> Doc:
        text = repaired(text_of(doc))
        found = named(doc)
        doc._.exemptions = exemptions(text, found, doc._.sections, self.weights)
        doc._.procedural = procedural(found, doc._.exemptions, self.deciding)
        doc._.sections = settled(
            text, doc._.blocks, doc._.sections, doc._.citations, doc._.exemptions,
            doc._.procedural,
        )  # fmt: skip
        doc._.flags.extend(doubts(text, found, doc._.exemptions, doc._.sections))
        listed = [item.id.split("/")[0] for item in (*doc._.exemptions, *doc._.procedural)]
        doc._.regimes = tuple(dict.fromkeys((*doc._.regimes, *listed)))
        return doc


def named(doc: Doc) -> list[Mention]:
    """Every provision that a letter names, at each place, with what is done with it there."""
    others = [span for act in doc._.other_acts for span in act.spans]
    text = repaired(text_of(doc))
    cited = [*doc._.citations, *limbs(text, doc._.citations)]
    cited.sort(key=lambda one: (one.start, one.end))
    return mentions(text, cited, others, doc._.sections)


def exemptions(
    text: str, found: Sequence[Mention], sections: Sequence[Section], weights: Standing
) -> tuple[Exemption, ...]:
    """The exemptions relied on, then those only named, each at its most exact id, as they come."""
    ours = [one for one in found if not is_procedural(one.id)]
    review = is_review(text, sections)
    ids = list(dict.fromkeys(one.id for one in ours))
    engaged = [id_ for id_ in ids if _engaged(id_, ours, review=review)]
    if not review:  # what was decided before and what is decided now, the rules tell apart
        engaged = reviewed(ids, engaged, ours, sections, weights)
    engaged = [id_ for id_ in engaged if not under(id_, engaged)]
    whole = {section_of(id_) for id_ in engaged if not is_condition(id_)}
    engaged = [id_ for id_ in engaged if not _beside(id_, whole)]
    rest = [
        id_
        for id_ in ids
        if id_ not in engaged
        and not is_condition(id_)
        and not under(id_, ids)
        and not any(on_one_path(id_, on) for on in engaged)
        and any(one.stance != "recital" for one in ours if one.id == id_)
    ]
    flags = _ncnd_flags(engaged, found)
    listed = [*((id_, True) for id_ in engaged), *((id_, False) for id_ in rest)]
    return tuple(
        Exemption(id=id_, engaged=on, ncnd=on and id_ in flags, spans=_spans(id_, ours, on=on))
        for id_, on in listed
    )


def _beside(id_: str, sections: Iterable[str]) -> bool:
    """Whether it is a condition of something else that is relied on, or no exemption at all."""
    return is_condition(id_) and (section_of(id_) in sections or _recital_only(id_))


def _recital_only(id_: str) -> bool:
    return law()[id_].kind == "procedural"


def _engaged(id_: str, ours: Sequence[Mention], *, review: bool) -> bool:
    """Whether the authority relies on it at the end of the letter."""
    own = [one for one in ours if one.id == id_ and one.voice != "requester"]
    relied = [one for one in own if one.stance in ("relied", "named")]
    relied = [one for one in relied if one.voice != "annex" or not _statute(one)]
    if review and all(_history(one) and _reversed(one) for one in relied):
        return False
    if not relied:
        return False
    rejected = [
        one
        for one in ours
        if one.voice != "requester"
        and one.stance == "rejected"
        and within(id_, one.id)
        and not _partly(one)
    ]
    if not rejected:
        return True
    last = max(one.citation.start for one in rejected)
    after = [one for one in relied if one.citation.start > last and one.stance == "relied"]
    if after:
        return True
    strong = [one for one in relied if one.stance == "relied" and not _history(one)]
    return not review and len(strong) > 1 and min(len(strong), 3) > len(rejected)


def _statute(one: Mention) -> bool:
    return bool(
        re.search(
            r"\b(?:provides|states|says|reads)\b|:\s|\bdoes\s+not\s+arise\s+if\b|\bexempt\s+information\s+if\b",
            one.sentence,
        )
    ) and not re.search(r"\bREDACTED\b", one.sentence)


def _partly(one: Mention) -> bool:
    """Whether a rejection is for a part of the request only."""
    return bool(
        re.search(
            r"\b(?:for|to|in\s+(?:respect|relation)\s+(?:of|to)|regarding|whether|that)\s+"
            r"(?:Q\d|(?:question|part|point|item)s?\s+\d|the\s+(?:rest|remain\w+|other))",
            one.sentence,
            re.IGNORECASE,
        )
    )


def _history(one: Mention) -> bool:
    """Whether a sentence tells what was decided before."""
    return bool(
        re.search(
            r"\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|at\s+first|first\s+response|was\s+(?:refused|withheld)|were\s+(?:refused|withheld|told)|withheld\s+Q|had\s+been|you\s+were)\b",
            one.sentence,
            re.IGNORECASE,
        )
    )


def _reversed(one: Mention) -> bool:
    """Whether what was decided before is said to have been wrong in the sentences after it."""
    return bool(phrase("reversed").search(one.following))


_EIGHTEEN = frozenset(f"foisa/{number}" for number in (*range(28, 36), 38, 39, 41))
"""The exemptions with which section 18 of the Scottish Act lets an authority reveal nothing."""


def _ncnd_flags(engaged: Sequence[str], found: Sequence[Mention]) -> set[str]:
    """Which of the provisions relied on neither confirm nor deny."""
    flags = {id_ for id_ in engaged if is_ncnd(id_)}
    for id_ in engaged:
        if id_ in flags:
            continue
        own = [
            one
            for one in found
            if one.id == id_ and one.voice == "authority" and one.stance in ("relied", "named")
        ]
        regime = id_.split("/")[0]
        if regime == "foisa":
            if section_of(id_) in _EIGHTEEN and _read_with_eighteen(own, found):
                flags.add(id_)
        elif _cited_with_ncnd(own, found) or (
            any(one.ncnd for one in own) and not any(one.ncnd is False for one in own)
        ):
            flags.add(id_)
    if "foia/40/5A" in flags:  # what may not be confirmed is the person's own data itself
        flags |= {"foia/40/1"} & set(engaged)
    return flags


def _cited_with_ncnd(own: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Whether a limb stands in one sentence with the NCND subsection of its section."""
    return any(
        other.sentence == one.sentence
        and is_ncnd(other.id)
        and section_of(other.id) == section_of(one.id)
        for one in own
        for other in found
    ) and not any(one.ncnd is False for one in own)


def _read_with_eighteen(own: Sequence[Mention], found: Sequence[Mention]) -> bool:
    """Whether FOISA's refusal to reveal is the last thing said before it is relied on."""
    eighteen = [
        one
        for one in found
        if section_of(one.id) == "foisa/18" and one.stance in ("relied", "named", "recital")
    ]
    if not own or not eighteen:
        return any(one.ncnd for one in own) and not any(one.ncnd is False for one in own)
    if any(
        one.citation.chain == other.citation.chain or one.sentence == other.sentence
        for one in own
        for other in eighteen
    ):
        return True
    first = min(own, key=lambda one: one.citation.start)
    if first.ncnd is not None:
        return first.ncnd
    before = [
        one
        for one in found
        if one.citation.start < first.citation.start and one.id.startswith("foisa/")
    ]
    for one in reversed(before):
        if section_of(one.id) == "foisa/18" or one.ncnd:
            return True
        if section_of(one.id) == "foisa/16" and _beside_eighteen(one, eighteen):
            continue
        if one.ncnd is False or section_of(one.id) in ("foisa/16", "foisa/17", "foisa/12"):
            return False
    return not before


def _beside_eighteen(one: Mention, eighteen: Sequence[Mention]) -> bool:
    """Whether a notice is the one that a refusal to reveal, just named, calls for."""
    at = one.citation.start
    return any(0 < at - other.citation.start <= _NOTICE_REACH for other in eighteen)


def _spans(id_: str, ours: Sequence[Mention], *, on: bool) -> tuple[tuple[int, int], ...]:
    """Where it is cited; when it is relied on, by the authority alone."""
    return tuple(
        one.span for one in ours if within(id_, one.id) and (not on or one.voice != "requester")
    )
