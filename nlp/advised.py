"""Advice: what could be done for another request, which answers nothing of this one."""

import re
from collections.abc import Iterable

from nlp.statement import Statement
from nlp.told import announces, has_figures, refusals

ADVICE = frozenset({"foia/16", "foisa/15", "eir/9", "eisr/9"})
"""The duty to advise and assist."""
_MIGHT = re.compile(r"\b(?:if|could|might|would|may|suggest|alternatively)\b")
_WITHIN = re.compile(
    r"\b(?:within|under|below|inside) (?:the |that |this )?(?:\w+ )?limit\b"
    r"|\bwould be (?:happy|glad|pleased) to\b"
)
_SUPPOSING = re.compile(
    r"\b(?:if|were|would|could|might|may)\b|\bno way of\b"
    r"|\b(?:takes?|brings?) (?:\w+ ){1,3}(?:beyond|above|over|past)\b"
)
"""What is said under a limit of cost of another request, or of what goes beyond the limit."""


def advises(said: frozenset[str], cited: Iterable[str]) -> bool:
    """Whether words that say and cite this are advice, or head it."""
    return "advice" in said or not ADVICE.isdisjoint(cited)


def proposes(folded: str, said: frozenset[str]) -> bool:
    """Whether a sentence of advice says what might be done, and not what is."""
    if said & {"withheld", "not-held", "ncnd", "vexatious", "elsewhere", "gives"}:
        return False
    return bool(_WITHIN.search(folded) or (_MIGHT.search(folded) and not has_figures(folded)))


def supposes(s: Statement) -> bool:
    """Whether words under a refusal on cost only say what could be done for another request."""
    given = s.table or s.item or announces(s) or refusals(s) or "goodwill" in s.says
    return not given and bool(_SUPPOSING.search(s.text))
