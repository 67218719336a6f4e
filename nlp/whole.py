"""What is said of a request as a whole, for the questions of which nothing is said."""

import re
from collections.abc import Sequence

from nlp.cues import fold, vocabulary
from nlp.overlap import stems
from nlp.pointers import without_lead
from nlp.response import Question
from nlp.statement import Statement
from nlp.told import REFUSALS, announces, is_partial, measures, refusals
from nlp.weighed import Evidence, Judgement, hides

_FINER = re.compile(
    r"\b(?:further|more|finer|full|fuller|any) (?:detailed |specific )?(?:breakdown|details?)\b"
    r"|\bbreakdown (?:by|of|to|below|beyond)\b"
)
_PLAINLY = re.compile(r"\bexempt|\brefus|\bwithh[eo]ld|\bsection \d|\bregulation \d")
EITHER = re.compile(r"\bor (?:only|just|whether|is|are|does|do)\b|\beach\b")
"""A question whose answer is one of two things, or one for each of several."""
_EVER = re.compile(
    r"^(?:whether |if )?(?:has|have|had|were|was|did)\b|\bany(?:one|body)?\b|\bever\b"
)
_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some)\b"
)
_DENIES = re.compile(r"\b(?:not|never|none|nobody|neither|nor|cannot)\b")
_NOT_DONE = re.compile(r"\b(?:do|does|did|is|are|was|were|has|have|been) not (?:been )?(\w+)")
_LACKS = re.compile(
    r"\b(?:no|nothing|without|yet to|ceased|withdrawn|prohibited|forbidden|blocked|voluntary"
    r"|optional|left to|discretion)\b"
)
_AS_FOR = re.compile(
    r"^(?:as (?:for|to|regards)|on|regarding|concerning|with (?:regard|respect) to|in respect of)"
    r" [^,;:]{3,60}, "
)
_PLANS = re.compile(
    r"\bplan|\bintend|\bintention|\bin (?:the )?(?:next|coming)|\bfuture\b|\bpropos"
)


def by_the_whole(question: Question, said: Evidence, result: Judgement) -> None:
    """What is said of the request as a whole, where nothing is said of the question.

    Why it is refused may only be said further on: "I am not obliged to supply the information
    that you requested. To retrieve it would exceed the limit."
    """
    general = [s for s in said.speaking if not is_partial(s)]
    if said.by_id:
        # Names that are taken out of one answer do not refuse another question.
        general = [s for s in general if not hides(question, [s])]
    finer = [s for s in general if "withheld" in refusals(s) and _FINER.search(s.text)]
    shown = [s for s in general if s.table or announces(s)]
    if finer and shown:
        # Totals are given and no more: a part that asks for more is refused.
        general = [s for s in general if s not in finer]
        if _is_part(question.id) and not _shares_a_word(question.text, shown):
            result.position, result.evidence = "withheld", finer[:1]
            return
    taken = said.taken
    by_kind = {kind: [s for s in general if kind in refusals(s)] for kind in REFUSALS}
    plain = (s.cited or "whole" in s.says or _PLAINLY.search(s.text) for s in by_kind["withheld"])
    if not any(plain):
        by_kind["withheld"] = []  # what refuses everything says so plainly
    whole = {k: [s for s in of if "whole" in s.says] for k, of in by_kind.items()}
    order = [k for k in REFUSALS if whole[k]]
    if order[:1] == ["withheld"]:
        order = [k for k in ("ncnd", "vexatious", "cost") if by_kind[k] and k not in taken] + order
    if not order and not taken:
        order = [
            k
            for k in ("vexatious", "cost", *REFUSALS)
            if [s for s in by_kind[k] if k != "not-held" or s.section.kind == "response"]
        ]
    if order:
        chosen = order[0]
        result.position, result.evidence = chosen, (whole[chosen] or by_kind[chosen])[:1]
        kept = by_kind["withheld"]
        if chosen == "withheld" and shown and hides(question, kept):
            result.position, result.evidence = "partly-disclosed", [shown[0], kept[0]]
        return
    gives = [s for s in general if s.table or (announces(s) and "considered" not in s.says)]
    asked = stems(question.text)
    gives = [s for s in gives if not said.pointed or (s.table and asked & stems(s.text))]
    if gives:
        result.position, result.evidence = "disclosed", gives[:1]


def _is_part(identifier: str) -> bool:
    """Whether a question is a part of another: ``1b``."""
    return len(identifier) > 1 and identifier[0].isdigit() and identifier[-1].isalpha()


def _shares_a_word(text: str, shown: Sequence[Statement]) -> bool:
    """Whether what is shown has a word of the question, as printed."""
    words = set(re.findall(r"[a-z]{4,}", fold(text))) - {"each", "every", "case", "with", "for"}
    return any(words & set(re.findall(r"[a-z]{4,}", s.text)) for s in shown)


def by_the_verb(question: Question, found: Sequence[Statement], result: Judgement) -> None:
    """A yes/no question answered by a sentence: "The force does not own such equipment"."""
    cues = vocabulary("statements")["yes"]
    asked = stems(question.text)
    ahead = bool(_PLANS.search(fold(question.text)))
    for s in sorted(found, key=lambda s: s.start):
        if refusals(s) - {"not-held"} or len(asked & stems(s.text)) < 2:
            continue
        if bool(_PLANS.search(clause(s.text))) != ahead:
            continue
        if cues["deny"].found(s.text):
            result.position, result.evidence, result.reason = "denied", [s], None
            return
        denies = _DENIES.search(clause(s.text))
        if (
            result.position == "disclosed"
            and cues["affirm"].found(s.text)
            and not (denies or refusals(s))
        ):
            result.position, result.evidence = "confirmed", [s]
            return


def by_the_clause(question: Question, own: Sequence[Statement], result: Judgement) -> None:
    """A yes/no question that is answered by telling how it is: "Specials are not issued with one".

    The first sentence that takes up its subject decides, by what its first clause denies; where
    the question is whether something ever happened, a sentence that counts it does.
    """
    asked = fold(question.text)
    if EITHER.search(asked):
        return
    told = [
        s for s in own if not (refusals(s) or s.table or {"considered", "advice", "same"} & s.says)
    ]
    if not told or result.position != "disclosed":
        return
    words = stems(question.text)
    chosen = next((s for s in told if words & stems(without_lead(s.text))), told[0])
    first = clause(without_lead(told[0].text))
    later = chosen.text if chosen is not told[0] else ""
    if _EVER.search(asked) and not _DENIES.search(first):
        counted = next((s for s in told[:3] if _counts(clause(without_lead(s.text)))), None)
        if counted:
            result.position, result.evidence = "confirmed", [counted]
            return
    verbs = stems(" ".join(_NOT_DONE.findall(chosen.text)))
    denied = verbs & words or any(p.search(t) for p in (_DENIES, _LACKS) for t in (first, later))
    result.position, result.evidence = "denied" if denied else "confirmed", [chosen]


def _counts(clause: str) -> bool:
    """Whether a clause tells that something was so, by a number or a word for one."""
    if _NUMBER.match(clause):
        return True
    some = measures(clause) or _NUMBER.search(clause)
    return bool(some) and not (_DENIES.search(clause) or _LACKS.search(clause))


def clause(text: str) -> str:
    """The first clause of a sentence that tells something, after "as for private companies"."""
    return re.split(r",| and | but ", _AS_FOR.sub("", text, count=1), maxsplit=1)[0]
