"""Which procedural provisions decide something in a letter."""

import re
from collections.abc import Sequence

from nlp.naming import Mention
from nlp.phrases import phrase
from nlp.provision import fate, is_procedural, under, within
from nlp.response import Exemption, Provision

_HEADING = 80


def procedural(found: Sequence[Mention], exemptions: Sequence[Exemption]) -> tuple[Provision, ...]:
    """The procedural provisions that decide something, each at its most exact id, as they come.

    Sections 12 and 14 and their like by being relied on; the notice where there is a refusal;
    advice where it is given; the duty to say whether information is held where it is denied or
    done; the time where it was missed or is extended.
    """
    own = [
        one
        for one in found
        if is_procedural(one.id) and one.voice == "authority" and one.stance != "quoted"
    ]
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
    ids = dict.fromkeys(one.id for one in own if one.id in decided)
    return tuple(
        Provision(
            id=id_,
            spans=tuple(one.span for one in own if within(id_, one.id)),
        )
        for id_ in ids
        if not under(id_, ids)
    )


def _relied(one: Mention) -> bool:
    """Whether a section that refuses or asks is relied on, and not merely named."""
    if phrase("refusal_denied").search(one.sentence):
        return False
    if one.stance == "relied":
        return True
    words = f"{one.sentence} {one.intro} {one.following}"
    return one.stance == "named" and bool(phrase("decides_refusal").search(words))


def _notice(one: Mention) -> bool:
    """Whether it is the notice, or that duty is recited; not what another section says of one."""
    if one.stance in ("hypothetical", "rejected"):
        return False
    return not phrase("notice_possible").search(one.sentence)


def _advice(one: Mention) -> bool:
    """Whether advice is given: in its sentence, or after it, and at length below a heading."""
    if one.stance == "rejected":
        return False
    heading = len(one.sentence) < _HEADING and not one.sentence.endswith(".")
    words = f"{one.sentence} {one.following if heading else one.beside}"
    return any(
        phrase("decides_advice").search(said) and not phrase("advice_denied").search(said)
        for said in re.split(r"(?<=[.!?])\s", words)
    )


def _duty(one: Mention) -> bool:
    """Whether a sentence says that the duty falls away, or does it."""
    if one.stance == "recital" or phrase("duty_recited").search(one.sentence):
        return False
    return bool(phrase("decides_duty").search(one.sentence))
