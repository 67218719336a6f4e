"""The position on one question, from the statements that belong to it."""

import re
from collections.abc import Sequence
from typing import cast

from nlp.advised import supposes
from nlp.cues import fold
from nlp.outcome import GIVEN
from nlp.overlap import stems
from nlp.pointers import without_lead
from nlp.response import PositionName, Question
from nlp.statement import Statement
from nlp.subjects import is_notice
from nlp.told import (
    COUNTED,
    REFUSALS,
    SPELLED,
    announces,
    by_provision,
    has_figures,
    is_partial,
    is_yes_no,
    measures,
    refusals,
    tells,
    yes_or_no,
)  # fmt: skip
from nlp.weighed import Evidence, Judgement, Letter, hides
from nlp.whole import by_the_clause, by_the_verb, by_the_whole

_ELSEWHERE_IN_LETTER = re.compile(
    r"(?:please )?(?:see|refer to|go on to) (?:the )?['\"]?"
    r"(?:appendix|annex|part|section|end|notes?|questions?)\b.{0,24}"
)
PART = re.compile(
    r"(?:(?:but|however|though),? )?"
    r"(?:(?:some|others|a few|(?:a|one|two|three|the) (?:further|others?|rest))\b[^.;]{0,80}[;,]"
    r" (?:and |but )?)?(?:(?:the|its|their|his|her|our)"
    r" (?!(?:\w+ )?(?:information|data|request|rest|report|document|answer|question|figure)s?\b)"
    r"\w+(?: (?!is|are|has|have)\w+){0,3}|what (?:is|was|has been|they|it|\w+) \w+(?: \w+){0,3})"
    r" (?:is|are|has been|have been)(?: still| also)?"
    r" (?:exempt|withheld|refused|redacted|removed|blacked"
    r"|not (?:given|provided|disclosed|released|supplied|shown))"
    r"|\w+(?: \w+){0,3} ?[-–:] ?(?:section|s\.?|regulation|reg\.?) ?\d"
)
"""A refusal of one thing among those asked for: "The price is exempt"."""
_HELD = re.compile(r"(?:[\w,-]+ ){1,6}(?:is|are) held\W*")
"""Words that something is held, which a refusal of it follows."""
ONLY = re.compile(r"\bonly\s*[-:(]")
"""The same in a list of what is refused: "7, scores only - section 43(2)"."""
COMPOUND = re.compile(
    r"\bif so\b|\?.{0,12}\b(?:please|what|which|how|who|when|where)\b"
    r"|\band,? (?:please|what|which|how|who|when|where)\b"
)
"""A question that asks for more than yes or no."""
_LAPSES = re.compile(r"\bnot appl(?:y|icable)\b|\bnot arise\b|\bn/a\b|\bfalls? away\b")
_SUBJECT = re.compile(r"\b(?:is|are|was|were|has|have)\b")
"""Ends the words that say what a sentence is about."""
_FACT = re.compile(
    r"^(?:and )?(?:when|how (?:many|much|often|long)|(?:on|from|since) (?:what|which) date)\b"
)
"""A question that no document answers by what is left out of it."""
_PLAIN = re.compile(r"(?:^|[,:;-] )(?:yes|no)(?=[.,;:!-]|$)")
"""How an answer begins that needs no second opinion."""
_COUNT = re.compile(r"\bhow (?:many|often)\b")
_NIL = re.compile(
    r"(?:none|nil|zero|nobody|no[- ]one|not (?:one|a single one)"
    r"|there (?:were|was|have been) (?:none"
    r"|no (?!record|information|data|log|list|central|such (?:record|data)))\w*)\b"
    r"(?!.{0,40}\b(?:held|hold|record(?:s|ed)?|kept|keep|kind|sort|system)\b)"
)
"""An answer that counts and comes to nothing: "None in either year"."""
_UNSORTED = re.compile(
    r"\bcentral|\bsearchable\b|\breportable\b|\belectronic report\b"
    r"|\b(?:in|into) a (?:way|format|form|manner) (?:that|which)|\breadily\b"
    r"|\beasily (?:retriev|search|access|extract)"
)
"""Held, but not so that it can be counted: with a limit of cost that is cost."""
_PLACES = re.compile(r"https?://\S+|www\.\S+|\b(?:table|chapter|annex|part) \w+|\bpages?\b")
"""Where something is to be found."""
_TOTAL = re.compile(r"^(?:please )?(?:\w+ ){0,3}(?:how many|(?:total )?number|total)\b")


def judge(question: Question, letter: Letter) -> Judgement:
    """Judge one question by what belongs to it, or else by what is said of the whole request."""
    if letter.past and any("upheld" in s.says for s in letter.now.by_id.get(question.id, ())):
        before = _judge(question, letter.past)
        before.settled = before.position not in (*GIVEN, "unanswered", None)
        return before
    if letter.past and not letter.now.by_id.get(question.id):
        before = _judge(question, letter.past)
        upheld = any("upheld" in s.says for s in letter.now.general)
        if upheld and before.position not in (*GIVEN, "unanswered", None):
            return before
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
    if any(s.own and refusals(s) for s in own):
        own = [s for s in own if not s.guessed]  # what is said for certain decides
    if said.sweeping:
        named = {s.block for s in own if s.own}
        own = [
            s
            for s in own
            if s.item
            or s.table
            or (refusals(s) and (s.block in named or s.section.kind == "response"))
        ]
    costly = {s.section.kind for s in said.speaking if {"cost", "whole"} <= s.says}
    if "exemptions" in costly:
        # How much there is to search explains the cost of it.
        own = [s for s in own if s.section.kind != "exemptions" or s.table or refusals(s)]
    if costly:
        own = [s for s in own if not supposes(s)]
    if any({"vexatious", "whole"} <= s.says for s in said.speaking):
        # What was asked before, and how often, explains it.
        own = [s for s in own if s.table or announces(s) or refusals(s)]
    guessed = [s for s in belongs if s.guessed and s not in own]
    if not any(refusals(s) or s.table or announces(s) or (s.item and tells(s)) for s in own):
        pointing = [s for s in partial if s.own]
        own, partial = own + pointing, [s for s in partial if s not in pointing]
    own = _narrowest(own)
    if said.general and all(
        _ELSEWHERE_IN_LETTER.fullmatch(s.text) and not refusals(s) and "same" not in s.says
        for s in own
    ):
        own = []  # "Please see Annex A": what is said there decides
    result = Judgement(
        id=question.id,
        position=None,
        partial_ncnd=bool(partial),
        aligned=any(s.own for s in own),
    )
    position = _decide(question, own, result) if own else None
    if position == "withheld" and (better := _elsewhere(question, own, said.general)):
        position, result.evidence = "elsewhere", [*result.evidence, better]
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
        by_the_whole(question, said, result)
        if result.position is None and guessed:
            result.position, result.evidence = _decide(question, guessed, result), guessed[:1]
    if (
        general_no
        and result.position in ("not-held", "disclosed", None)
        and is_yes_no(question.text)
    ):
        by_the_verb(question, [*belongs, *said.general], result)
        result.settled = bool(result.evidence) and result.evidence[0] in said.general
        if result.aligned or any(s.item for s in own):
            by_the_clause(question, own, result)
    if result.position == "disclosed" and said.nothing:
        result.position, result.evidence, result.settled = "not-held", [said.nothing], True
    if result.position == "disclosed" and (there := _only_pointed(own, said)):
        result.position, result.evidence, result.settled = "elsewhere", [there], True
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


def _elsewhere(
    question: Question, own: Sequence[Statement], general: Sequence[Statement]
) -> Statement | None:
    """What says where this is to be found, where its provision is one of several for the answer.

    "2 and 3 are exempt under sections 21 and 31. Section 21 - the dates are published at ...".
    """
    listed = {i for s in own if s.item for i in s.cited}
    if not {"elsewhere", "withheld"} <= {by_provision(i) for i in listed}:
        return None
    asked = stems(question.text)
    told = (s for s in general if "elsewhere" in refusals(s) and listed & set(s.cited))
    return next((s for s in told if asked & stems(_SUBJECT.split(s.text, maxsplit=1)[0])), None)


def _only_pointed(own: Sequence[Statement], said: Evidence) -> Statement | None:
    """The sentence by which all is published, where the answer only tells where it is."""
    told = (_PLACES.sub("", without_lead(s.text)) for s in own)
    if any(s.table or announces(s) for s in own) or any(map(has_figures, told)):
        return None
    if not any(_PLACES.search(s.text) for s in own):
        return None
    whole = (s for s in said.speaking if "elsewhere" in refusals(s) and "whole" in s.says)
    return next(whole, None)


def _narrowest(own: list[Statement]) -> list[Statement]:
    """What is said of the question alone, where that only refuses: "1 to 4: table. 3: exempt"."""
    alone = [s for s in own if len(s.ids) == 1 and (s.item or s.own)]
    refused = {kind for s in alone for kind in refusals(s)}
    if (
        refused
        and "ncnd" not in refused
        and not any(
            s.table or announces(s) or (not refusals(s) and has_figures(without_lead(s.text)))
            for s in alone
        )
    ):
        return [
            s
            for s in own
            if len(s.ids) == 1 and (s.item or s.own or (refusals(s) and not s.guessed))
        ]
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
    fact = bool(_FACT.match(fold(question.text)))
    counts_for = bool(_TOTAL.search(fold(question.text)) or _COUNT.search(fold(question.text)))
    refused: list[tuple[Statement, PositionName]] = []
    strong: list[Statement] = []
    told: list[Statement] = []
    weak: list[Statement] = []
    counted: list[Statement] = []
    for index, s in enumerate(own):
        types = refusals(s)
        if fact and len(s.ids) > 1 and {"gives", "partial"} <= s.says:
            types = frozenset()
        lapses = any("not-applicable" in other.says for other in own[index + 1 : index + 2])
        lapsed = "not-applicable" in s.says and _LAPSES.search(s.text)
        itself = index + 1 < len(own) and re.search(
            rf"\bquestion {re.escape(question.id)}\b", without_lead(s.text)
        )
        if "same" in s.says and not (refused or strong or lapses or lapsed or itself):
            result.same, result.evidence = s, [s]
            return None
        if (
            "not-applicable" in s.says
            and not (refused or strong or s.table)
            and "ncnd" not in types
        ):
            result.evidence = [s]
            return "not-applicable"
        answer = yes_or_no(s, types) if yes_no and index < 3 else None
        if answer == "denied" and {k for _, k in refused} == {"not-held"}:
            answer = None  # "We do not hold it. The time is not written down."
        if answer:
            result.settled = bool(_PLAIN.search(s.text)) and not any(map(refusals, own))
            result.evidence = [s]
            rest = [o for o in own if refusals(o) & {"withheld", "cost"}]
            if answer == "confirmed" and rest and COMPOUND.search(fold(question.text)):
                result.evidence += rest[:1]
                return "partly-disclosed"
            return answer
        if counts_for and not index and _NIL.match(without_lead(s.text)):
            types = types - {"not-held"}
            strong.append(s)
            result.settled = True
        refused += [(s, kind) for kind in REFUSALS if kind in types]
        if (
            s.table
            or announces(s)
            or ("limited" in s.says and "withheld" in types and (s.item or s.own))
        ):
            strong.append(s)
        elif not types and tells(s):
            words = without_lead(s.text)
            figures = has_figures(words) or SPELLED.match(words)
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
                counts = figures or (words[:1].isdigit() and COUNTED.match(words))
                kept = strong if counts else told if s.item else weak
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
    if "withheld" in kinds:
        given = [s for s in given if not _HELD.fullmatch(s.text)]
    if refused and not given:
        strong = []  # "See Appendix A", where the appendix refuses it
    parts = [s for s, _ in refused if PART.match(s.text) or ONLY.search(s.text)]
    if not refused or parts:
        # Any word of an item that refuses nothing, or only a part of what is asked, is an answer.
        # Before a refusal it leads up to it.
        beside = [s for s in weak if any(s.block == o.block and s.start < o.start for o in parts)]
        strong = sorted([*strong, *told, *beside], key=lambda s: s.start)
    if strong and kinds <= {"not-held"}:
        before = not refused or strong[0].start < refused[0][0].start or strong[0].table
        shown = next((s for s in strong if s.table), strong[0])
        result.evidence = [shown] if before else [refused[0][0]]
        return "disclosed" if before else "not-held"
    result.settled = False
    if not refused:
        result.evidence, result.weak = weak[:1], True
        return "disclosed" if weak else None
    if strong and "ncnd" in kinds:
        result.partial_ncnd = True
    if strong and kinds & {"withheld", "cost", "ncnd"}:
        result.evidence = [strong[0], *naming([s for s, _ in refused])]
        return "partly-disclosed"
    if (
        strong
        and "elsewhere" in kinds
        and (strong[0].table or strong[0].start < refused[0][0].start)
    ):
        result.evidence = [strong[0], *naming([s for s, _ in refused])]
        return "partly-disclosed"
    chosen = _strongest(refused, own)
    if chosen == "withheld" and (strong or weak) and hides(question, [s for s, _ in refused]):
        result.evidence = [(strong or weak)[0], *naming([s for s, _ in refused])]
        return "partly-disclosed"
    result.evidence = naming([s for s, k in refused if k == chosen] or [refused[0][0]])
    return chosen


def naming(refused: Sequence[Statement]) -> list[Statement]:
    """The first refusal, and those that name a provision that none before them names."""
    kept = list(refused[:1])
    for s in refused[1:]:
        if set(s.cited) - {i for one in kept for i in one.cited}:
            kept.append(s)
    return kept


def _strongest(
    refused: Sequence[tuple[Statement, PositionName]], own: Sequence[Statement]
) -> PositionName:
    """The first refusal, unless it is only called exempt there and said better further on."""
    first = [k for s, k in refused if s is refused[0][0]]
    chosen = next(k for k in REFUSALS if k in first)
    if chosen == "not-held" and _UNSORTED.search(refused[0][0].text):
        chosen = next((k for _, k in refused if k == "cost"), chosen)
    kinds = {k for _, k in refused}
    named = {k for s, k in refused if s.own and not all(map(is_notice, s.cited))}
    named = named or {k for s in own if s.item for i in s.cited if (k := by_provision(i))}
    if chosen == "withheld" and not refused[0][0].cited and len(named) == 1:
        return named.pop()
    for better in ("ncnd", "vexatious", "cost", "clarify"):
        if chosen == "withheld" and better in kinds:
            return cast("PositionName", better)
    return chosen
