"""The headline of a response, from its positions."""

from collections import Counter
from collections.abc import Sequence

from nlp.response import Answer, OutcomeName, PositionName

GIVEN: frozenset[PositionName] = frozenset(
    {"confirmed", "denied", "disclosed", "partly-disclosed"}
)
_HEADLINE: dict[PositionName, OutcomeName] = {
    "not-held": "not-held", "withheld": "withheld", "ncnd": "ncnd", "cost": "cost",
    "vexatious": "vexatious", "elsewhere": "elsewhere", "clarify": "clarify",
}  # fmt: skip


def outcome_of(
    answers: Sequence[Answer], *, subject_access: bool = False, nothing_held: bool = False
) -> OutcomeName | None:
    """The outcome by the contract's rule; ``None`` where no position says anything.

    Args:
        answers: In the order of the request; the first is the main question.
        subject_access: The main question is turned into a request for one's own data.
        nothing_held: The letter says of the whole request that nothing is held.
    """
    counted = [a for a in answers if a.position not in (None, "not-applicable")]
    if subject_access:
        return "subject-access"
    if counted and counted[0].position == "clarify":
        return "clarify"
    given = [a for a in counted if a.position in GIVEN]
    if given:
        refused = [a for a in counted if a.position not in GIVEN and a.position != "not-held"]
        partly = any(a.position == "partly-disclosed" for a in given)
        if refused or partly or any(a.partial_ncnd for a in counted):
            return "partly-disclosed"
        return "not-held" if nothing_held and len(given) < len(counted) else "disclosed"
    most = Counter(a.position for a in counted if a.position in _HEADLINE).most_common()
    return _HEADLINE[most[0][0]] if most and most[0][0] else None
