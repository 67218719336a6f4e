"""Which procedural provisions decide something in a letter."""

import re
from collections.abc import Sequence

from nlp.naming import Mention
from nlp.phrases import phrase
from nlp.provision import fate, is_procedural, under, within
from nlp.response import Exemption, Provision
from nlp.standing import Standing, decides

_HEADING = 80
_BEYOND = re.compile(
    r"\b(?:can ?not|could not|unable to|not (?:possible|able) to)\b[^.;]{0,40}$", re.IGNORECASE
)
"""What stands before "within the limit" where that can not be done."""
_BULLET = re.compile(r"[-•*–] ")
_GENERAL = re.compile(r"\bdoes not oblige an? (?:public )?authority\b", re.IGNORECASE)
_OWN = re.compile(
    r"\bi have (?:counted|estimated|decided|refused)\b"
    r"|\b(?:i|we) (?:therefore |accordingly )?(?:refuse|decline|rel(?:y|ied) on|estimate)\b"
    r"|\b(?:limit|cost|level) (?:is|was|would (?:therefore )?be) exceeded\b"
    r"|\b(?:is|are) (?:therefore |accordingly )?refused\b",
    re.IGNORECASE,
)
"""What a letter says of itself after it has recited the law."""
_COSTS = re.compile(
    r"\b(?:i|we|the (?:force|constabulary|service)) (?:regret|am|are|is|can ?not|will|do|does)\b"
    r".{0,160}\b(?:above|beyond|over|exceeds?|more than|outside)"
    r" the (?:\w+ )?(?:limit|cost|level)"
    r"|\bwould (?:cost|take) (?:\w+ )?(?:more|longer) than (?:the \w+|that \w+|is|we are)"
    r" (?:allow|permit|requir|obliged)",
    re.IGNORECASE,
)
"""What it says of itself before."""

_ON = re.compile(r"(?:That|This|The) (?:duty|obligation)\b")
"""How a sentence begins that says what becomes of the duty just told."""


def spoken(found: Sequence[Mention]) -> list[Mention]:
    """Where the authority names procedural provisions, and does not quote them."""
    return [
        one
        for one in found
        if is_procedural(one.id) and one.voice == "authority" and one.stance != "quoted"
    ]


def procedural(
    found: Sequence[Mention], exemptions: Sequence[Exemption], weights: Standing
) -> tuple[Provision, ...]:
    """The procedural provisions that decide something, each at its most exact id, as they come.

    Sections 12 and 14 and their like by being relied on; the notice where there is a refusal;
    advice where it is given; the duty to say whether information is held where it is denied or
    done; the time where it was missed or is extended.
    """
    own = spoken(found)
    relied = [one for one in own if fate(one.id) == "relied" and _relied(one)]
    rejected = {one.id for one in own if one.stance == "rejected"}
    relied = [one for one in relied if one.id not in rejected]
    refusing = any(item.engaged for item in exemptions) or any(
        not one.id.startswith(("foia/1/", "foia/8", "foia/9")) for one in relied
    )
    decided = {one.id for one in relied}
    for one in own:
        how = fate(one.id)
        if (
            (how == "notice" and refusing and _notice(one))
            or (how == "advice" and _advice(one))
            or (
                how == "breach"
                and phrase("decides_breach").search(one.sentence)
                and one.stance != "hypothetical"
            )
            or (
                how == "extension"
                and phrase("decides_extension").search(one.sentence)
                and one.stance in ("relied", "named")
            )
            or (how == "duty" and _duty(one))
        ):
            decided.add(one.id)
    certain = [
        one
        for one in own
        if not phrase("notice_possible").search(one.sentence)
        and not phrase("refusal_denied").search(one.sentence)
    ]
    decided = decides(decided, certain, weights, refusing=refusing)
    decided = {_refined(id_, found) for id_ in decided}
    told = [one for one in found if one.voice != "requester"]
    ids = dict.fromkeys(one.id for one in told if one.id in decided)
    return tuple(
        Provision(
            id=id_,
            spans=tuple(one.span for one in told if within(id_, one.id)),
        )
        for id_ in ids
        if not under(id_, ids)
    )


def _refined(id_: str, found: Sequence[Mention]) -> str:
    """A whole section as the subsection that an annex quotes of it, where it quotes but one."""
    below = {
        one.id
        for one in found
        if one.voice == "annex" and one.id.startswith(f"{id_}/") and one.id.count("/") == 2
    }
    return below.pop() if id_.count("/") == 1 and len(below) == 1 else id_


def _relied(one: Mention) -> bool:
    """Whether a section that refuses or asks is relied on, and not merely named."""
    denied = phrase("refusal_denied").search(one.sentence)
    if denied and not _BEYOND.search(one.sentence[: denied.start()]):
        return False
    general = one.stance in ("named", "relied") and _GENERAL.search(one.sentence)
    if one.stance == "relied" and not general:
        return True
    words = f"{one.sentence} {one.intro} {one.following}"
    if one.stance == "hypothetical":
        return bool(_OWN.search(one.sentence))
    if one.stance == "recital" or general:
        return bool(_OWN.search(one.following) or _COSTS.search(one.leading))
    return one.stance == "named" and bool(phrase("decides_refusal").search(words))


def _notice(one: Mention) -> bool:
    """Whether it is the notice, or that duty is recited; not what another section says of one."""
    if phrase("notice_given").search(one.sentence):
        return True
    if one.stance in ("hypothetical", "rejected"):
        return False
    return not phrase("notice_possible").search(one.sentence)


def _advice(one: Mention) -> bool:
    """Whether advice is given: in its sentence, or after it, and at length below a heading."""
    if one.stance == "rejected":
        return False
    heading = len(one.sentence) < _HEADING and not one.sentence.endswith(".")
    below = heading or _BULLET.match(one.following)
    words = f"{one.sentence} {one.following if below else one.beside}"
    return any(
        phrase("decides_advice").search(said) and not phrase("advice_denied").search(said)
        for said in re.split(r"(?<=[.!?])\s", words)
    )


def _duty(one: Mention) -> bool:
    """Whether a sentence says that the duty falls away, or does it."""
    if phrase("duty_lifted").search(
        f"{one.sentence} {one.following if _ON.match(one.following) else ''}"
    ):
        return True
    if one.stance == "recital" or phrase("duty_recited").search(one.sentence):
        return False
    return bool(phrase("decides_duty").search(one.sentence))
