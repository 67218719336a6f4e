"""What one visit came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crawlers.answer import REFUSALS, Answer, challenged
from crawlers.capture import CaptureState
from crawlers.platform import Detail

Outcome = Literal[
    "new", "changed", "unchanged", "gone", "blocked", "failed", "twin", "erased", "aside"
]
"""What a visit came to; a twin is counted under another address, what is aside is no entry."""
STATES: Mapping[Outcome, CaptureState] = {
    "new": "ok", "changed": "ok", "unchanged": "unchanged", "twin": "unchanged",
    "gone": "gone", "blocked": "blocked", "failed": "failed",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a visit came to, before it is written.

    Attributes:
        of: Of a twin, the key of the entry that it is.
    """

    outcome: Outcome
    answer: Answer | None = None
    sha256: str | None = None
    detail: Detail = field(default_factory=Detail)
    code: str = ""
    message: str | None = None
    of: str | None = None


def unfit(answer: Answer) -> Found | None:
    """What an answer is whose status or emptiness tells that nothing is to be had."""
    status = answer.status
    said = f"the site answers {status}"
    if status in (404, 410):
        return Found(outcome="gone", answer=answer, message=said)
    if status in REFUSALS:
        code = "challenge" if challenged(answer) else "blocked"
        return Found(outcome="blocked", answer=answer, code=code, message=f"{said}: refused")
    if not 200 <= status < 300:
        return Found(outcome="failed", answer=answer, code="status", message=said)
    if not answer.body:
        message = "the site answers without a body"
        return Found(outcome="failed", answer=answer, code="empty", message=message)
    return None
