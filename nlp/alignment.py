"""Which statements speak to which question, where no number says so."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.dialogue import ANSWERS
from nlp.gaps import Gaps
from nlp.labels import labelled
from nlp.matching import Matching, answers_in, rows_of
from nlp.overlap import best, expanded, often, shared, shares
from nlp.pointers import top_of
from nlp.response import Question
from nlp.statement import REST, Statement
from nlp.subjects import is_notice
from nlp.told import REDACTED, SMALL, announces, has_figures, is_partial, refusals, tells

MANY = 150
"""Questions beyond which no letter leaves it to the reader which of them it answers."""
_TURNS = re.compile(
    r"(?:as regards|as to|as for|on(?= the [a-z])(?! the (?:day|date|other|one|basis|ground))"
    r"|turning (?:now |next |lastly |finally |then )?to|regarding"
    r"|concerning|moving (?:on )?to|with (?:regard|respect) to|in (?:respect|relation) (?:of|to)"
    r"|so far as) (?P<topic>[^,.;:]{3,60}?)(?: is concerned| are concerned)?[,.;:]"
    r"|(?:the|your) (?:questions?|parts?|points?) (?:about|on|concerning)"
    r" (?P<named>[^,.;:]{3,60}?) (?:is|are|cannot|can)\b"
)
"""A sentence that says which of the things asked for it turns to."""
_ASIDE = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?\W*$|if (?:you|your|an?|anyone|the child)\b")
"""No answer by itself: the head of a list, and what someone may do."""
_COUNTED = re.compile(
    r"\b(?:this|the|these) (?:table|figures?|totals?|counts?|numbers?)\b"
    r"|\bcounted (?:once|twice|more than once|separately)\b"
)
"""Words on how a table was counted."""
_OF_ALL = re.compile(
    r"\b(?:relevant to|covered by|within|captured by|relating to) (?:your|the|this) request\b"
)
"""What is said of what is neither confirmed nor denied where it is so of every question."""
_NO_PLACE = frozenset({"advice", "considered", "held"})


def align(
    questions: Sequence[Question],
    found: Sequence[Statement],
    short: dict[str, frozenset[str]],
    weights: Matching,
) -> list[Statement]:
    """The statements with ids for all that can be told to belong somewhere.

    What is left without ids speaks of the request as a whole.

    Args:
        questions: In the order of the request.
        found: In the order of the letter.
        short: What abbreviations stand for.
        weights: Tell where a sentence belongs that nothing points to.
    """
    asked = [expanded(q.text, short) for q in questions]
    ids = [q.id for q in questions]
    if len(questions) == 1:
        return [_with(s, (ids[0],)) if not s.ids or s.ids == (REST,) else s for s in found]
    if len(questions) > MANY:
        return list(found)
    found = _answering(found)
    found = _in_turn(ids, found, asked, short)
    found = _left_out(ids, found, asked, short)
    found = _by_topic(ids, found, asked, short)
    found = _matched(questions, found, short, weights)
    gaps = Gaps(ids=ids, asked=asked, short=short, found=list(found))
    gaps.fill()
    found = gaps.found
    pointed = {i for s in found if (s.own or s.table) and "advice" not in s.says for i in s.ids}
    spoken: dict[int, str] = {}
    for s in found:
        spoken[s.block] = f"{spoken.get(s.block, '')} {s.text}"
    out = []
    for s in found:
        if s.ids == (REST,):
            left = tuple(i for i in ids if i not in pointed)
            out.append(_with(s, left))
        elif not s.ids and {"ncnd", "other-information"} <= s.says:
            of_all = _OF_ALL.search(s.text)
            reached = tuple(ids) if of_all else _reached(expanded(s.text, short), ids, asked)
            out.append(_with(s, reached))
        elif _keeps_silent(s) and (index := best(expanded(s.text, short), asked, 1.0)) is not None:
            apart = any(ids[index] not in o.ids and (o.ids or announces(o)) for o in found)
            out.append(replace(s, ids=(ids[index],), guessed=True) if apart else s)
        elif s.ids or "whole" in s.says or s.table:
            out.append(s)
        elif "vexatious" in s.says:
            out.append(s)  # of the request, unless it names a part
        elif "withheld" in s.says and s.section.kind == "exemptions" and s.block in spoken:
            notice = bool(s.cited) and all(map(is_notice, s.cited))
            index = None if notice else best(expanded(s.text, short), asked, 1.5)
            if index is None:
                index = best(expanded(spoken[s.block], short), asked, 2.5)
            out.append(s if index is None else replace(s, ids=(ids[index],), guessed=True))
        elif (
            (_NO_PLACE & s.says and "not-held" not in s.says)
            or s.section.kind != "response"
            or not _leftover(ids, pointed)
        ):
            out.append(s)
        else:
            least = 1.0 if "not-held" in s.says else 1.5
            index = best(expanded(s.text, short), asked, least)
            if index is None or ids[index] in pointed:
                out.append(s)
            else:
                out.append(replace(s, ids=(ids[index],), guessed=True))
    gaps = Gaps(ids=ids, asked=asked, short=short, found=out)
    gaps.share()
    return gaps.found


def _answering(found: Sequence[Statement]) -> Sequence[Statement]:
    """The statements, with passages on exemptions as answers where no others name their questions.

    That is so where something is given in the midst of them: "The log is enclosed. The names in
    it are exempt under section 40(2)."
    """
    named = any(s.own and s.ids for s in found if s.section.kind == "response")
    if named or any("ncnd" in s.says for s in found) or not any(map(_encloses, found)):
        return found
    return [
        replace(s, section=replace(s.section, kind="response"))
        if s.section.kind == "exemptions" else s
        for s in found
    ]  # fmt: skip


def _encloses(s: Statement) -> bool:
    """Whether a statement in a passage on exemptions gives something, and refuses nothing."""
    gives = "gives" in s.says and s.section.kind == "exemptions" and not s.cited
    return gives and announces(replace(s, item=True)) and not refusals(s)


def _matched(
    questions: Sequence[Question],
    found: Sequence[Statement],
    short: dict[str, frozenset[str]],
    weights: Matching,
) -> list[Statement]:
    """Sentences of answers with the questions to which they most likely speak.

    Only where half of the questions are named by no answer, and the request is not refused as a
    whole. What names its question stays where it is.
    """
    ids = [q.id for q in questions]
    answers = answers_in(found)
    first = next((i for i in answers if not found[i].ids), len(found))
    pointed = {
        identifier
        for i, s in enumerate(found)
        if s.own and (s.item or s.section.kind == "response" or i < first or _closes(s))
        if len(s.ids) < len(ids)
        for identifier in s.ids
    }
    left = [place for place, i in enumerate(ids) if not {i, top_of(i)} & pointed]
    if 2 * len(left) < len(ids) or not answers or _refused(found, answers):
        return list(found)
    # What is refused for a thing by its name may have been given in part before, in its words.
    part = {ids.index(i) for s in found if labelled(s.text, s.cited) for i in s.ids if i in ids}
    asked = [expanded(q.text, short) for q in questions]
    allowed = [
        [ids.index(i) for i in s.ids if i in ids] or [len(ids)]
        if s.ids or {"whole", "partial"} & s.says or _ASIDE.match(s.text)
        else [*(p for p in left if p not in part or p == best(own, asked, 1.0)), len(ids)]
        for s in (_of_table(found, i) for i in answers)
        for own in [expanded(s.text, short)]
    ]
    rows = rows_of(found, [q.text for q in questions], short)
    places = weights.best(rows, allowed)
    for row in range(1, len(places)):
        before = found[answers[row - 1]]
        if found[answers[row]].table and before.text.endswith(":") and not before.ids:
            places[row] = places[row - 1]  # "divided as follows:"
        elif found[answers[row]].table and (led := _leading(found, answers[:row])) is not None:
            places[row] = places[led]  # "They are listed below. The streets are withheld."
    if 3 * len({*places, *part} & set(left)) < len(left):
        return list(found)
    if _of_all(found, answers, places, asked, short):
        return list(found)
    out = list(found)
    for index, place in zip(answers, places, strict=True):
        s = found[index]
        if place is not None and not s.ids:
            out[index] = replace(s, ids=(ids[place],), item=True)
    return out


def _leading(found: Sequence[Statement], answers: Sequence[int]) -> int | None:
    """Which of the sentences of the paragraph above a table announces what stands below."""
    block = found[answers[-1]].block
    for row in reversed(range(len(answers))):
        s = found[answers[row]]
        if s.block != block or s.table:
            return None
        if "gives" in s.says and "below" in s.text:
            return row
    return None


def _of_table(found: Sequence[Statement], index: int) -> Statement:
    """A statement, with the questions of the table above it where it says how that was counted."""
    here, above = found[index], found[index - 1] if index else found[index]
    if not here.ids and above.table and _COUNTED.search(here.text):
        return replace(here, ids=above.ids)
    return here


def _of_all(
    found: Sequence[Statement],
    answers: Sequence[int],
    places: Sequence[int | None],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> bool:
    """Whether all that was said refuses, and names nothing of the one question it was given to."""
    given = [
        (found[i], place) for i, place in zip(answers, places, strict=True) if place is not None
    ]
    return len({place for _, place in given}) == 1 and all(
        "advice" in s.says or (refusals(s) and not expanded(s.text, short) & asked[place])
        for s, place in given
        if not s.ids
    )


def _keeps_silent(s: Statement) -> bool:
    """Whether a statement without a number neither confirms nor denies."""
    argues = re.match(r"(?:merely )?(?:to )?(?:confirm|say|state|reveal|tell|answer)", s.text)
    return not (s.ids or argues) and "ncnd" in refusals(s)


def _closes(s: Statement) -> bool:
    """Whether a statement says of questions what leaves nothing more to say of them."""
    return bool(refusals(s) & {"cost", "vexatious", "ncnd"}) and not is_partial(s)


def _refused(found: Sequence[Statement], answers: Sequence[int]) -> bool:
    """Whether the request is refused as a whole; nothing is held only where it says so first."""
    sweeping = {s.block for s in found if not s.ids and "whole" in s.says and not is_partial(s)}
    whole = [s for s in found if not s.ids and s.block in sweeping and not is_partial(s)]
    before = next((found[i] for i in answers if tells(found[i])), None)
    return any(
        refusals(s) & {"cost", "vexatious", "ncnd", "withheld"}
        or ("not-held" in refusals(s) and (before is None or s.start <= before.start))
        for s in whole
    )


def _by_topic(
    ids: Sequence[str],
    found: Sequence[Statement],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> list[Statement]:
    """Sentences that say what they turn to, "As regards a coordinator, …", with what follows."""
    out: list[Statement] = []
    here: tuple[str, ...] = ()
    block = -1
    for s in found:
        if s.block != block:
            here, block = (), s.block
        turn = None if is_partial(s) else _TURNS.match(s.text)
        label = labelled(s.text, s.cited)
        if (label or (turn and s.section.kind in ANSWERS)) and not s.ids:
            topic = turn["topic"] or turn["named"] if turn else label
            index = best(expanded(topic, short), asked, 0.5)
            here = () if index is None else (ids[index],)
        elif s.table and not s.ids and out and out[-1].own and out[-1].text.endswith(":"):
            here = out[-1].ids  # "As to the sums lost, these are as entered:"
        says = s.says | {"withheld"} if label and here and not refusals(s) else s.says
        out.append(replace(s, ids=here, own=True, says=says) if here and not s.ids else s)
    return out


def _in_turn(
    ids: Sequence[str],
    found: Sequence[Statement],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> list[Statement]:
    """As many sentences as questions, below a sentence that names these and tells nothing.

    "The first and the last can be answered at once. There were 111. Overtime came to £41." None
    of them may have more words of another question among these.
    """
    out = list(found)
    for n, lead in enumerate(found):
        rest = range(n + 1, n + 1 + len(lead.ids))
        if (
            len(rest) < 2
            or rest.stop > len(found)
            or not lead.own
            or not set(lead.ids) <= set(ids)
        ):
            continue
        blocks = [found[i].block for i in (*rest, rest.stop) if i < len(found)]
        if {*blocks[: len(rest)]} != {lead.block} or blocks[len(rest) :] == [lead.block]:
            continue
        if refusals(lead) or lead.table or has_figures(lead.text):
            continue
        if any("ncnd" in found[i].says for i in (n, *rest)):
            continue
        among = [asked[ids.index(i)] for i in lead.ids]
        sentences = [found[i] for i in rest]
        scores = [shared(expanded(s.text, short), among, often(among)) for s in sentences]
        if all(s.ids == lead.ids and not s.own and not s.table for s in sentences) and all(
            own[place] == max(own) for place, own in enumerate(scores)
        ):
            for i, identifier in zip(rest, lead.ids, strict=True):
                out[i] = replace(found[i], ids=(identifier,), item=True)
    return out


def _left_out(
    ids: Sequence[str],
    found: Sequence[Statement],
    asked: Sequence[frozenset[str]],
    short: dict[str, frozenset[str]],
) -> list[Statement]:
    """Paragraphs on small figures or names left out of what several questions were given.

    Each belongs to the one of these questions whose words it has.
    """
    out = list(found)
    for n, (before, s) in enumerate(pairwise(found), 1):
        if s.ids or len(before.ids) < 2 or s.past or s.section.kind not in ANSWERS:
            continue
        if not (SMALL.search(s.text) or REDACTED.search(s.text)):
            continue
        block = [i for i in range(n, len(found)) if found[i].block == s.block]
        withheld = any("withheld" in refusals(found[i]) for i in block)
        if not withheld or any(found[i].ids or "whole" in found[i].says for i in block):
            continue
        among = [ids.index(i) for i in before.ids if i in ids]
        place = best(expanded(s.text, short), [asked[i] for i in among], 1.0)
        if place is not None:
            for i in block:
                out[i] = replace(found[i], ids=(ids[among[place]],))
    return out


def _leftover(ids: Sequence[str], pointed: set[str]) -> bool:
    return any(i not in pointed for i in ids)


def _with(statement: Statement, ids: tuple[str, ...]) -> Statement:
    return replace(statement, ids=ids)


def _reached(
    words: frozenset[str], ids: Sequence[str], asked: Sequence[frozenset[str]]
) -> tuple[str, ...]:
    """The questions that a refusal to confirm or deny anything further reaches.

    Those whose subject it takes up about as much as the one whose subject it takes up most; all,
    where it names none.
    """
    part = shares(words, asked)
    top = max(part, default=0.0)
    if top * len(words) < 2:
        return tuple(ids)
    return tuple(i for i, p in zip(ids, part, strict=True) if p >= 0.6 * top)
