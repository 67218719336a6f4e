"""The position on one question, from the statements that belong to it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from nlp.cues import fold, vocabulary
from nlp.overlap import stems
from nlp.pointers import without_lead
from nlp.response import PositionName, Question
from nlp.statement import Statement
from nlp.statements import ADVICE
from nlp.subjects import is_notice
from nlp.told import (
    COUNTED,
    FIGURES,
    REFUSALS,
    SMALL,
    SPELLED,
    announces,
    is_partial,
    is_yes_no,
    measures,
    redacts,
    refusals,
    tells,
    yes_or_no,
)  # fmt: skip

_ELSEWHERE_IN_LETTER = re.compile(
    r"(?:please )?(?:see|refer to|go on to) (?:the )?(?:appendix|annex|part|section|end)\b.{0,24}"
)
_PART = re.compile(
    r"(?:(?:but|however|though),? )?(?:the|its|their|his|her|our)"
    r" (?!(?:\w+ )?(?:information|data|request|rest|report|document|answer|question|figure)s?\b)"
    r"\w+(?: (?!is|are|has|have)\w+){0,3} (?:is|are|has been|have been)"
    r" (?:exempt|withheld|refused|redacted|removed|blacked"
    r"|not (?:given|provided|disclosed|released|supplied|shown))"
)
"""A refusal of one thing among those asked for: "The price is exempt"."""
_FINER = re.compile(
    r"\b(?:further|more|finer|full|fuller|any) (?:detailed |specific )?(?:breakdown|details?)\b"
    r"|\bbreakdown (?:by|of|to|below|beyond)\b"
)
_COMPOUND = re.compile(
    r"\bif so\b|\?.{0,12}\b(?:please|what|which|how|who|when|where)\b"
    r"|\band,? (?:please|what|which|how|who|when|where)\b"
)
_UNSORTED = re.compile(
    r"\bcentral|\bsearchable\b|\breportable\b|\belectronic report\b"
    r"|\b(?:in|into) a (?:way|format|form|manner) (?:that|which)|\breadily\b"
    r"|\beasily (?:retriev|search|access|extract)"
)
"""Held, but not so that it can be counted: with a limit of cost that is cost."""
_PLAINLY = re.compile(r"\bexempt|\brefus|\bwithh[eo]ld|\bsection \d|\bregulation \d")
_TOTAL = re.compile(r"^(?:please )?(?:\w+ ){0,3}(?:how many|(?:total )?number|total)\b")
_NAMES = re.compile(r"\bnames?\b|\bwho\b|\bredact|\bidentit")
"""A question that asks for what a redaction hides."""
_PLANS = re.compile(
    r"\bplan|\bintend|\bintention|\bin (?:the )?(?:next|coming)|\bfuture\b|\bpropos"
)


@dataclass(slots=True, kw_only=True)
class Judgement:
    """What was made out about one question.

    Attributes:
        aligned: Something in the letter points to the question.
        reason: Why there is no position.
        same: The statement that only points to the answer to another question.
        weak: Nothing was refused, and nothing plainly given either.
    """

    id: str
    position: PositionName | None
    partial_ncnd: bool = False
    aligned: bool = False
    reason: str | None = None
    same: Statement | None = None
    weak: bool = False
    evidence: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The statements of a letter, told apart once for all of its questions.

    Attributes:
        general: Those that belong to no question.
        by_id: Those that belong to each question.
        sweeping: The whole request is refused, and no question is answered apart from it.
        taken: Refusals that are made of some question by name.
        pointed: Some statement names its question.
        anything: Something is said at all.
    """

    general: Sequence[Statement]
    by_id: Mapping[str, Sequence[Statement]]
    sweeping: bool
    taken: frozenset[PositionName]
    pointed: bool
    anything: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter decides, the same with an earlier decision, and what that was alone."""

    now: Evidence
    before: Evidence | None
    past: Evidence | None


def letter_of(found: Sequence[Statement]) -> Letter:
    """Weigh the statements of a letter, advice left aside."""
    counted = [s for s in found if s.own or s.section.exemption not in ADVICE]
    now = [s for s in counted if not s.past]
    past = [s for s in counted if s.past]
    if not past:
        return Letter(now=_evidence(now), before=None, past=None)
    return Letter(now=_evidence(now), before=_evidence(counted), past=_evidence(past))


def _evidence(found: Sequence[Statement]) -> Evidence:
    by_id: dict[str, list[Statement]] = defaultdict(list)
    general: list[Statement] = []
    last: tuple[str, ...] = ()
    for s in found:
        # Names taken out are those of what was given just before.
        ids = s.ids or (last if redacts(s) else ())
        for identifier in ids:
            by_id[identifier].append(s)
        if not ids:
            general.append(s)
        last = s.ids
    return Evidence(
        general=general,
        by_id=by_id,
        sweeping=_sweeping(found),
        taken=frozenset(k for s in found if s.ids and s.own for k in refusals(s)),
        pointed=any(s.own for s in found),
        anything=any(s.own or s.says for s in found),
    )


def judge(question: Question, letter: Letter) -> Judgement:
    """Judge one question by what belongs to it, or else by what is said of the whole request."""
    if letter.past and any("upheld" in s.says for s in letter.now.by_id.get(question.id, ())):
        return _judge(question, letter.past)
    result = _judge(question, letter.now)
    if result.position in (None, "unanswered") and letter.before:
        before = _judge(question, letter.before)
        return before if before.position else result
    return result


def _judge(question: Question, said: Evidence) -> Judgement:
    belongs = said.by_id.get(question.id, ())
    partial = [s for s in belongs if is_partial(s)]
    own = [s for s in belongs if not is_partial(s)]
    own = [
        s
        for s in own
        if not s.guessed
        or (refusals(s) and not (said.sweeping and s.section.kind == "exemptions"))
    ]
    if said.sweeping:
        own = [
            s
            for s in own
            if s.item or s.table or (refusals(s) and (s.own or s.section.kind == "response"))
        ]
    guessed = [s for s in belongs if s.guessed and s not in own]
    if not any(refusals(s) or s.table or announces(s) or (s.item and tells(s)) for s in own):
        pointing = [s for s in partial if s.own]
        own, partial = own + pointing, [s for s in partial if s not in pointing]
    own = _narrowest(own)
    if said.general and all(
        _ELSEWHERE_IN_LETTER.fullmatch(s.text) and not refusals(s) for s in own
    ):
        own = []  # "Please see Annex A": what is said there decides
    result = Judgement(
        id=question.id,
        position=None,
        partial_ncnd=bool(partial),
        aligned=any(s.own for s in own),
    )
    position = _decide(question, own, result) if own else None
    if result.same is not None:
        return result
    if position == "disclosed" and result.weak and said.sweeping:
        position, result.weak = None, False
    if position == "not-held" and (costs := _not_counted(result.evidence, said.general)):
        position, result.evidence = "cost", [*result.evidence, costs]
    if position:
        result.position = position
        general_no = position in ("not-held", "disclosed")
    else:
        general_no = True
        _by_the_whole(question, said, result)
        if result.position is None and guessed:
            result.position, result.evidence = _decide(question, guessed, result), guessed[:1]
    if (
        general_no
        and result.position in ("not-held", "disclosed", None)
        and is_yes_no(question.text)
    ):
        _by_the_verb(question, [*belongs, *said.general], result)
    if result.position is None and (notice := _notice_of(own)):
        result.position, result.evidence = "withheld", [notice]
    if result.position is None and (total := _total_of_parts(question, said)):
        result.position, result.evidence = "disclosed", [total]
    if result.position is None:
        if said.anything:
            result.position = "unanswered"
        else:
            result.reason = "no passage of the letter could be told to answer it"
    result.evidence += [s for s in partial if s not in result.evidence]
    return result


def _narrowest(own: list[Statement]) -> list[Statement]:
    """What is said of the question alone, where that only refuses: "1 to 4: table. 3: exempt"."""
    alone = [s for s in own if len(s.ids) == 1 and (s.item or s.own)]
    refused = {kind for s in alone for kind in refusals(s)}
    if (
        refused
        and "ncnd" not in refused
        and not any(
            s.table or announces(s) or (not refusals(s) and FIGURES.search(without_lead(s.text)))
            for s in alone
        )
    ):
        return alone
    return own


def _notice_of(own: Sequence[Statement]) -> Statement | None:
    """The words of a refusal notice, where an answer consists of them."""
    return next(
        (s for s in own if "recital" in s.says and any(is_notice(c) for c in s.cited)), None
    )


def _total_of_parts(question: Question, said: Evidence) -> Statement | None:
    """A table for a part of the question that has the total of it, which was asked for."""
    if not question.id.isdigit() or not _TOTAL.search(fold(question.text)):
        return None
    below = (i for i in said.by_id if i[: len(question.id)] == question.id and i[-1:].isalpha())
    tables = (s for i in below for s in said.by_id[i] if s.table and not refusals(s))
    return next((s for s in tables if "total" in s.text), None)


def _not_counted(evidence: Sequence[Statement], general: Sequence[Statement]) -> Statement | None:
    """The refusal on cost for which "there is no central record" only says why."""
    if not any(_UNSORTED.search(s.text) for s in evidence):
        return None
    return next((s for s in general if "cost" in refusals(s)), None)


def _decide(
    question: Question, own: Sequence[Statement], result: Judgement
) -> PositionName | None:
    """The position that the statements of a question give, read in order."""
    yes_no = is_yes_no(question.text)
    summed = [s for s in own if "answer is" in s.text or "answer to" in s.text]
    if yes_no and (plain := next(((s, a) for s in summed if (a := yes_or_no(s, set()))), None)):
        result.evidence = [plain[0]]
        return plain[1]
    refused: list[tuple[Statement, PositionName]] = []
    strong: list[Statement] = []
    told: list[Statement] = []
    weak: list[Statement] = []
    counted: list[Statement] = []
    for index, s in enumerate(own):
        types = refusals(s)
        if "same" in s.says and not refused and not strong:
            result.same, result.evidence = s, [s]
            return None
        if (
            "not-applicable" in s.says
            and not (refused or strong or s.table)
            and "ncnd" not in types
        ):
            result.evidence = [s]
            return "not-applicable"
        if yes_no and index < 3 and (answer := yes_or_no(s, types)):
            result.evidence = [s]
            rest = [o for o in own if refusals(o) & {"withheld", "cost"}]
            if answer == "confirmed" and rest and _COMPOUND.search(fold(question.text)):
                result.evidence += rest[:1]
                return "partly-disclosed"
            return answer
        refused += [(s, kind) for kind in REFUSALS if kind in types]
        if (
            s.table
            or announces(s)
            or ("limited" in s.says and "withheld" in types and (s.item or s.own))
        ):
            strong.append(s)
        elif not types and tells(s):
            words = without_lead(s.text)
            figures = FIGURES.search(words) or SPELLED.match(words)
            if s.section.kind == "exemptions":
                counts = COUNTED.match(s.text) or (
                    s.item
                    and figures
                    and not refused
                    and (measures(words) or SPELLED.match(words))
                )
                kept = counted if counts else weak
            elif s.section.kind != "response" or refused:
                kept = weak
            else:
                kept = strong if figures else told if s.item else weak
            kept.append(s)
        elif s.own and not types and s.says <= {"held", "whole"} and s.text.count(" ") > 8:
            weak.append(s)
    kinds = {k for _, k in refused}
    volunteered = any("volunteer" in s.text for s in own)
    if "cost" not in kinds or volunteered:  # what would have to be read is counted too
        strong = sorted([*strong, *counted], key=lambda s: s.start)
    if kinds == {"cost"} and all(s.section.kind == "exemptions" and not s.table for s in strong):
        strong = []  # how long the search would take is told with figures
    given = [s for s in strong if not _ELSEWHERE_IN_LETTER.fullmatch(s.text)]
    if refused and not given:
        strong = []  # "See Appendix A", where the appendix refuses it
    if not refused or any(_PART.match(s.text) for s, _ in refused):
        # Any word of an item that refuses nothing, or only a part of what is asked, is an answer.
        # Before a refusal it leads up to it.
        strong = sorted([*strong, *told], key=lambda s: s.start)
    if strong and kinds <= {"not-held"}:
        before = not refused or strong[0].start < refused[0][0].start or strong[0].table
        shown = next((s for s in strong if s.table), strong[0])
        result.evidence = [shown] if before else [refused[0][0]]
        return "disclosed" if before else "not-held"
    if not refused:
        result.evidence, result.weak = weak[:1], True
        return "disclosed" if weak else None
    if strong and "ncnd" in kinds:
        result.partial_ncnd = True
    if strong and kinds & {"withheld", "cost", "ncnd"}:
        result.evidence = [strong[0], refused[0][0]]
        return "partly-disclosed"
    if (
        strong
        and "elsewhere" in kinds
        and (strong[0].table or strong[0].start < refused[0][0].start)
    ):
        result.evidence = [strong[0], refused[0][0]]
        return "partly-disclosed"
    chosen = _strongest(refused)
    if chosen == "withheld" and (strong or weak) and _hides(question, [s for s, _ in refused]):
        result.evidence = [(strong or weak)[0], refused[0][0]]
        return "partly-disclosed"
    result.evidence = [next(s for s, k in refused if k == chosen)]
    return chosen


def _strongest(refused: Sequence[tuple[Statement, PositionName]]) -> PositionName:
    """The first refusal, unless it is only called exempt there and said better further on."""
    first = [k for s, k in refused if s is refused[0][0]]
    chosen = next(k for k in REFUSALS if k in first)
    if chosen == "not-held" and _UNSORTED.search(refused[0][0].text):
        chosen = next((k for _, k in refused if k == "cost"), chosen)
    kinds = {k for _, k in refused}
    named = {k for s, k in refused if s.cited and s.own}
    if chosen == "withheld" and not refused[0][0].cited and len(named) == 1:
        return named.pop()
    for better in ("ncnd", "vexatious", "cost", "clarify"):
        if chosen == "withheld" and better in kinds:
            return cast("PositionName", better)
    return chosen


def _sweeping(found: Sequence[Statement]) -> bool:
    """Whether the whole request is refused, and no question is answered apart from it."""
    refused = any(
        refusals(s) & {"cost", "vexatious", "ncnd", "withheld"}
        for s in found
        if not s.ids
        and not is_partial(s)
        and not redacts(s)
        and (s.section.kind == "exemptions" or "whole" in s.says)
    )
    return refused and not any(s.own and (s.item or s.table or announces(s)) for s in found)


def _by_the_whole(question: Question, said: Evidence, result: Judgement) -> None:
    """What is said of the request as a whole, where nothing is said of the question.

    Why it is refused may only be said further on: "I am not obliged to supply the information
    that you requested. To retrieve it would exceed the limit."
    """
    general = [s for s in said.general if not is_partial(s)]
    if said.by_id:
        # Names that are taken out of one answer do not refuse another question.
        general = [s for s in general if not _hides(question, [s])]
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
        if chosen == "withheld" and shown and _hides(question, kept):
            result.position, result.evidence = "partly-disclosed", [shown[0], kept[0]]
        return
    gives = [s for s in general if s.table or (announces(s) and "considered" not in s.says)]
    asked = stems(question.text)
    gives = [s for s in gives if not said.pointed or (s.table and asked & stems(s.text))]
    if gives:
        result.position, result.evidence = "disclosed", gives[:1]


def _hides(question: Question, refused: Sequence[Statement]) -> bool:
    """Whether a refusal only takes out of what is given what the question did not ask for."""
    small = all(SMALL.search(s.text) for s in refused)
    asks = _NAMES.search(fold(question.text)) and not small
    return bool(refused) and not asks and all(redacts(s) for s in refused)


def _is_part(identifier: str) -> bool:
    """Whether a question is a part of another: ``1b``."""
    return len(identifier) > 1 and identifier[0].isdigit() and identifier[-1].isalpha()


def _shares_a_word(text: str, shown: Sequence[Statement]) -> bool:
    """Whether what is shown has a word of the question, as printed."""
    words = set(re.findall(r"[a-z]{4,}", fold(text))) - {"each", "every", "case", "with", "for"}
    return any(words & set(re.findall(r"[a-z]{4,}", s.text)) for s in shown)


def _by_the_verb(question: Question, found: Sequence[Statement], result: Judgement) -> None:
    """A yes/no question answered by a sentence: "The force does not own such equipment"."""
    cues = vocabulary("statements")["yes"]
    asked = stems(question.text)
    ahead = bool(_PLANS.search(fold(question.text)))
    for s in sorted(found, key=lambda s: s.start):
        if refusals(s) - {"not-held"} or len(asked & stems(s.text)) < 2:
            continue
        if bool(_PLANS.search(_clause(s.text))) != ahead:
            continue
        if cues["deny"].found(s.text):
            result.position, result.evidence, result.reason = "denied", [s], None
            return
        if result.position == "disclosed" and cues["affirm"].found(s.text) and not refusals(s):
            result.position, result.evidence = "confirmed", [s]
            return


def _clause(text: str) -> str:
    """The first clause of a sentence, which says what it is about."""
    return re.split(r",| and | but ", text, maxsplit=1)[0]
