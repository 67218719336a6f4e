"""Which statements speak to which question, where no number says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.overlap import abbreviations, best, expanded, shares
from nlp.response import Question
from nlp.statement import REST, Statement

MANY = 150
"""Questions beyond which no letter leaves it to the reader which of them it answers."""
_ANSWERS = re.compile(
    r"(?:please )?see\b|\W*(?:yes|no|none|nil|zero|n/?a|not \w+|exempt|withheld|refused|redacted"
    r"|attached|£?\d[\d,.]*)\b"
)
"""How a line begins that is an answer by itself."""
_TURNS = re.compile(
    r"(?:as regards|as to|as for|turning (?:now |next |lastly |finally |then )?to|regarding"
    r"|concerning|moving (?:on )?to|with (?:regard|respect) to|in (?:respect|relation) (?:of|to)"
    r"|so far as) (?P<topic>[^,.;:]{3,60}?)(?: is concerned| are concerned)?[,.;:]"
)
"""A sentence that says which of the things asked for it turns to."""
_NO_PLACE = frozenset({"advice", "considered", "held"})


def align(text: str, questions: Sequence[Question], found: Sequence[Statement]) -> list[Statement]:
    """The statements with ids for all that can be told to belong somewhere.

    What is left without ids speaks of the request as a whole.
    """
    short = abbreviations(text)
    asked = [expanded(q.text, short) for q in questions]
    ids = [q.id for q in questions]
    if len(questions) == 1:
        return [_with(s, (ids[0],)) if not s.ids or s.ids == (REST,) else s for s in found]
    if len(questions) > MANY:
        return list(found)
    if not any(s.own for s in found):
        found = _in_order(ids, found)
    found = _by_topic(ids, found, asked, short)
    pointed = {i for s in found if s.own for i in s.ids}
    spoken: dict[int, str] = {}
    for s in found:
        spoken[s.block] = f"{spoken.get(s.block, '')} {s.text}"
    out = []
    for s in found:
        if s.ids == (REST,):
            left = tuple(i for i in ids if i not in pointed)
            out.append(_with(s, left))
        elif not s.ids and {"ncnd", "other-information"} <= s.says:
            out.append(_with(s, _reached(expanded(s.text, short), ids, asked)))
        elif s.ids or "whole" in s.says or s.table:
            out.append(s)
        elif "withheld" in s.says and s.section.kind == "exemptions" and s.block in spoken:
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
    return out


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
        turn = _TURNS.match(s.text)
        if turn and not s.ids and s.section.kind in ("response", "exemptions"):
            index = best(expanded(turn["topic"], short), asked, 0.5)
            here = () if index is None else (ids[index],)
        out.append(replace(s, ids=here, own=True) if here and not s.ids else s)
    return out


def _in_order(ids: Sequence[str], found: Sequence[Statement]) -> list[Statement]:
    """As many paragraphs as questions, and no numbers: they answer in the order of the request.

    Other passages may follow only where these are plainly answers: "No." and "See tab 2.".
    """
    told = [
        s for s in found
        if s.section.kind == "response" and not s.ids and not s.says & {"whole", "advice"}
        and s.says != {"held"}
    ]  # fmt: skip
    others = [s for s in found if s not in told and not s.says <= {"held", "advice"}]
    if others:
        told = [s for s in told if s.section is told[0].section]
        plain = {s.block for s in told if _ANSWERS.match(s.text)}
        if not told or others[0].start < told[0].start or 2 * len(plain) <= len(ids):
            return list(found)
    blocks = list(dict.fromkeys(s.block for s in told))
    if len(blocks) != len(ids):
        return list(found)
    place = dict(zip(blocks, ids, strict=True))
    return [replace(s, ids=(place[s.block],), item=True) if s in told else s for s in found]


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
