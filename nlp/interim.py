"""Letters that acknowledge a request or put its answer off, and answer nothing yet."""

import re
from collections.abc import Sequence

from nlp.cues import fold
from nlp.statement import Statement
from nlp.told import announces, covers, refusals, tells
from nlp.weighed import Judgement

INTERIM = "the letter acknowledges the request or puts the answer off, and answers nothing yet"
ATTACHED = "the letter only says that the answer is attached; read it together with its attachment"
_RIGHTS = re.compile(
    r"\b(?:complain\w*|appeal\w*|unhappy|dissatisfied|internal review|ask for a review|it will)\b"
)
"""Words of a sentence on what follows after the answer."""
_EARLIER = re.compile(r"^[>\s]*(?:From:|-{3,}\s*(?:Original|Forwarded))", re.MULTILINE)
"""Where the mails before this one begin."""
_ATTACHED = re.compile(r"\b(?:attach|enclos)")
_INTERIM = re.compile(
    r"\b(?:has|have) (?:now |today )?been"
    r" (?:logged|registered|allocated|passed|forwarded|assigned)\b"
    r"|\b(?:will|shall) (?:now |then )?be (?:logged|dealt with|carried out|processed|considered"
    r"|handled|answered|completed|with you)\b"
    r"|\b(?:aim|expect|endeavour|hope|need|are required|is required|must|should|intend|will)"
    r"(?: to)? (?:respond|reply|send you|let you have|write to you|be in touch"
    r"|provide (?:you with )?(?:a|our) (?:response|reply))\b"
    r"|\b(?:will|should|can expect to|expect to) receive (?:a|an|our|the) (?:\w+ )?"
    r"(?:response|reply|answer|decision|outcome)\b"
    r"|\b(?:need|require|requires|take|taking) (?:\w+ )?(?:more|further|additional) time\b"
    r"|\bexten(?:d|ds|ded|ding|sion of) (?:the |this |our |that )?(?:\w+ )?"
    r"(?:deadline|time|period|date)"
    r"|\bnot yet (?:been able to|in a position to|reached a decision|completed)\b"
)
_UNDECIDED = re.compile(
    r"\b(?:need|require|are taking|are extending|have extended)s?\b.{0,60}\b(?:time|period)\b"
    r".{0,80}\bpublic interest"
    r"|\b(?:not yet|still to|yet to) (?:\w+ )?(?:reach|reached|made|make|come|came|decide)\w*\b"
    r".{0,60}\b(?:decision|conclusion|balance|public interest)"
    r"|\bstill (?:being )?(?:consider|weigh|assess)\w*.{0,60}"
    r"\b(?:public interest|exempt|section|request)"
)
"""What a notice says that names an exemption and still weighs the public interest."""
_LOGGED = re.compile(
    r"\b(?:has|have) (?:now |today )?been (?:logged|registered|allocated)\b.{0,400}"
    r"\b(?:must|should|will|aim to|are required to) (?:respond|reply)"
)
"""An acknowledgement beyond doubt: nothing else that it tells is an answer."""
_THEN = re.compile(r"\b(?:wrote|written|told you|said|asked you|had)\b")
"""Words of a sentence on what was so before."""


def put_off(judged: Sequence[Judgement], found: Sequence[Statement], text: str) -> None:
    """Take back positions that rest on nothing but words of a letter that answers nothing yet.

    Args:
        judged: What was made out about each question; changed in place.
        found: The statements of the letter.
        text: The letter.
    """
    own = fold(_EARLIER.split(text, maxsplit=1)[0])
    told = [s for s in re.split(r"(?<=[.?!]) ", own) if not _THEN.search(s)]
    weighing = any(_UNDECIDED.search(sentence) for sentence in told)
    logged = bool(_LOGGED.search(own))
    empty: set[str | None] = {None, "unanswered"}
    empty |= {"withheld", "ncnd"} if weighing else set()
    plain = any(s.table or announces(s) or refusals(s) - {"elsewhere"} for s in found)
    empty |= {"elsewhere", "disclosed"} if logged and not plain else set()
    if not all(one.weak or one.position in empty for one in judged):
        return
    attached = any(covers(s) and _ATTACHED.search(s.text) for s in found)
    acknowledges = any(_INTERIM.search(s) and not _RIGHTS.search(s) for s in told)
    answers = any(_answers(s) for s in found) and not logged
    if not (attached or weighing or (acknowledges and not answers)):
        return
    for one in judged:
        one.position, one.evidence = None, []
        one.reason = ATTACHED if attached else INTERIM


def _answers(s: Statement) -> bool:
    """Whether a statement tells anything but when the answer will come."""
    return s.section.kind == "response" and tells(s) and not _INTERIM.search(s.text)
