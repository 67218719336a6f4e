"""Which procedural provisions decide something in a letter."""

from collections.abc import Sequence

from nlp.naming import Mention
from nlp.phrases import phrase
from nlp.provision import fate, is_procedural, under
from nlp.response import Exemption, Provision


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
    relied = [one for one in own if fate(one.id) == "relied" and one.stance in ("relied", "named")]
    rejected = {one.id for one in own if one.stance == "rejected"}
    relied = [one for one in relied if one.id not in rejected]
    refusing = any(item.engaged for item in exemptions) or any(
        not one.id.startswith(("foia/1/", "foia/8", "foia/9")) for one in relied
    )
    decided = {one.id for one in relied}
    for one in own:
        how = fate(one.id)
        words = f"{one.sentence} {one.following}"
        if (
            (how == "notice" and refusing and one.stance not in ("hypothetical", "rejected"))
            or (
                how == "advice"
                and phrase("decides_advice").search(words)
                and one.stance != "rejected"
            )
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
            spans=tuple(one.span for one in own if one.id == id_ or id_.startswith(one.id + "/")),
        )
        for id_ in ids
        if not under(id_, ids)
    )


def _duty(one: Mention) -> bool:
    """Whether a sentence says that the duty falls away, or does it."""
    if one.stance == "recital" or phrase("duty_recited").search(one.sentence):
        return False
    return bool(phrase("decides_duty").search(one.sentence))
