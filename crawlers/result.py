"""What one crawl of one force came to."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """The figures of one crawl; ``new`` to ``failed`` count entries and attachments alike.

    Attributes:
        entries: Listed in this crawl, each counted once however often and in whichever language.
        attachments: That hang from these.
        new: Captured for the first time.
        changed: Captured before, with other bytes now.
        unchanged: Not changed by what the site says, or not due to be asked for again.
        gone: Answered 404 or 410; the last capture is kept.
        blocked: Refused by the site; list pages among them.
        failed: Not fetched, or not what was expected; list pages among them.
        complete: The lists were walked to their ends and everything in them is here.
        message: Why it is not complete, or what else is to be known.
        problems: Each thing that was lost, for stderr.
    """

    force: str
    entries: int = 0
    attachments: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    blocked: int = 0
    failed: int = 0
    complete: bool = False
    message: str | None = None
    problems: tuple[str, ...] = ()

    def contract(self) -> dict[str, Any]:
        """The result as the command line prints it."""
        values = asdict(self)
        del values["problems"]
        return values
