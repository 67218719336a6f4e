"""From an address to what came of asking for it; nothing but the bytes is written."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

from crawlers import address
from crawlers.answer import REFUSALS, Answer, challenged, conditions
from crawlers.archive import original_of
from crawlers.capture import Capture
from crawlers.errand import Errand
from crawlers.frontier import Row
from crawlers.likeness import Likeness
from crawlers.outcome import Found, Outcome, unfit
from crawlers.page import Page, is_html
from crawlers.platform import Detail, PageError, platform_of
from crawlers.trouble import found_instead
from crawlers.visit import VisitError

LARGEST = {"list": 20_000_000, "page": 20_000_000, "attachment": 100_000_000}
"""Most bytes of an answer, before and after decompression."""
REFUSED = frozenset(("blocked", "challenge", "robots"))
"""Codes of what the site will not give; the other codes are failures."""
_BINARY = re.compile(
    r"\.(?:pdf|docx?|docm|odt|xlsx?|xls[mb]|ods|pptx?|odp|zip|tiff?|jpe?g|png)$", re.IGNORECASE
)


class Finder:
    """Asks for addresses of one force, and says what they are.

    Attributes:
        down: The site is out of reach.
    """

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self.likeness = Likeness(errand)
        self.down = False

    async def list_page(self, row: Row) -> Answer:
        """A list page; its bytes are those kept where the site says that nothing changed.

        Raises:
            VisitError: It did not come, or not as a success.
        """
        last = self.last(row.url)
        kept = self._bytes(last)
        asked = conditions(row) if kept is not None else {}
        answer = await self.errand.visitor.get(row.url, headers=asked, largest=LARGEST["list"])
        if answer.status == 304 and kept is not None and last is not None:
            # A 304 may leave out what it said before.
            served = {**last.headers, **answer.headers, "content-type": last.media_type or ""}
            return replace(answer, headers=served, body=kept)
        if answer.status in REFUSALS:
            raise VisitError("blocked", f"the site refuses it ({answer.status})", answer=answer)
        if not 200 <= answer.status < 300:
            code = "missing" if answer.status in (404, 410) else "status"
            raise VisitError(code, f"the site answers {answer.status}", answer=answer)
        return answer

    def reduced(self, row: Row, answer: Answer) -> Answer:
        """An answer with what is to be stored of it, where that is not the whole."""
        source = self.errand.force.sources[row.source]
        kept, content_type = platform_of(source).kept, answer.headers.get("content-type")
        if kept is None or row.kind == "attachment" or not is_html(answer.body, content_type):
            return answer
        body = kept(source, Page(answer.body, answer.url, content_type), row.kind)
        served = {**answer.headers, "content-type": "text/html; charset=utf-8"}
        served.pop("content-length", None)
        return replace(answer, body=body, headers=served)

    async def find(self, row: Row, prior: Capture | None, headers: Mapping[str, str]) -> Found:
        """Ask for an entry or an attachment; its bytes are stored if they are to be kept.

        Args:
            row: What to ask for.
            prior: Its latest capture with bytes.
            headers: To send.

        Raises:
            VisitError: The night's budget is spent.
        """
        try:
            answer = await self._get(row, headers)
        except VisitError as error:
            if error.code == "budget":
                # Not asked, so nothing is known of it: it stays to be asked for.
                raise
            self.down = error.site
            checked = error.answer is not None and challenged(error.answer)
            refused = error.code in REFUSED or checked
            return Found(
                outcome="blocked" if refused else "failed",
                answer=error.answer,
                code="challenge" if checked else error.code,
                message=str(error),
            )
        if answer.status == 304:
            return Found(outcome="unchanged", answer=answer)
        problem = unfit(answer)
        if problem is not None and problem.outcome == "gone" and original_of(row.url):
            return replace(
                problem, outcome="failed", code="not-archived", message="the archive has it not"
            )
        if problem is not None:
            return problem
        try:
            detail = self._read(row, answer)
        except PageError as error:
            outcome: Outcome = "blocked" if error.code in REFUSED else "failed"
            return Found(outcome=outcome, answer=answer, code=error.code, message=str(error))
        if row.listing.get("doubtful") and not detail.answers:
            return Found(outcome="aside")
        other = self._other_name_of(row, answer, detail)
        if other is None and prior is None and row.kind == "page":
            other = self.likeness.other_than(row, answer, detail)
        if other is not None:
            return Found(
                outcome="twin",
                answer=answer,
                message=f"the same entry as {other.url}",
                detail=detail,
                of=other.key,
            )
        if self.errand.captures.erased(row.url, hashlib.sha256(answer.body).hexdigest()):
            return Found(outcome="erased")
        answer = self.reduced(row, answer)
        sha256 = await self.errand.store.put(answer.body)
        same = prior is not None and (
            prior.sha256 == sha256 or (detail.digest and detail.digest == row.digest)
        )
        outcome = "new" if prior is None else "unchanged" if same else "changed"
        return Found(outcome=outcome, answer=answer, sha256=sha256, detail=detail)

    async def _get(self, row: Row, headers: Mapping[str, str]) -> Answer:
        largest = LARGEST[row.kind]
        answer = await self.errand.visitor.get(row.url, headers=headers, largest=largest)
        if answer.status in (404, 410) and row.kind == "page":
            instead = platform_of(self.errand.force.sources[row.source]).instead(row.url)
            if instead is not None:
                return await self.errand.visitor.get(instead, headers=headers, largest=largest)
        return answer

    def _read(self, row: Row, answer: Answer) -> Detail:
        """What a page says about itself; nothing for a file.

        Raises:
            PageError: It is not what was asked for.
        """
        content_type = answer.headers.get("content-type")
        if address.key(answer.url) != row.key and self._is_list(answer.url):
            found = f"that it leads to {answer.url}"
            raise PageError(row.url, expected="an entry", found=found, code="moved")
        web = is_html(answer.body, content_type)
        data = answer.body[:1] == b"{" and "json" in (content_type or "")
        if row.kind == "page" and (web or data):
            page = Page(answer.body, answer.url, content_type)
            return platform_of(self.errand.force.sources[row.source]).detail(
                self.errand.force.sources[row.source], page
            )
        if web:
            page = Page(answer.body, answer.url, content_type)
            instead = found_instead(page, answer.headers)
            if instead is None and _BINARY.search(address.path_of(row.url)):
                instead = "no-file", f"a web page (“{page.title[:80]}”)"
            if instead is not None:
                raise PageError(row.url, expected="a file", found=instead[1], code=instead[0])
        return Detail()

    def _is_list(self, url: str) -> bool:
        if address.path_of(url) == "/":
            return True
        row = self.errand.frontier.find(url)
        return row is not None and row.kind == "list"

    def _other_name_of(self, row: Row, answer: Answer, detail: Detail) -> Row | None:
        """The entry that this address is another name of, if it is one."""
        if row.kind != "page":
            return None
        others = [] if address.key(answer.url) == row.key else [answer.url]
        if second(row):
            others += detail.same_as
            if detail.reference:
                others += [
                    capture.url
                    for capture in self.errand.captures.find(
                        "force = ? AND reference = ? AND kind = 'page' AND state = 'ok'",
                        (self.errand.force.slug, detail.reference),
                    )
                ]
        for url in others:
            other = self.errand.frontier.find(url)
            if other is None or other.id == row.id or other.kind != "page":
                continue
            if other.state not in ("twin", "erased", "waiting") and not second(other):
                return other
        return None

    def last(self, url: str) -> Capture | None:
        """The latest capture with bytes of what stands at an address."""
        return self.errand.captures.latest(original(url), self.errand.force.slug)

    def _bytes(self, capture: Capture | None) -> bytes | None:
        if capture is None or capture.sha256 is None:
            return None
        try:
            return self.errand.collection.blobs.get(capture.sha256)
        except FileNotFoundError:
            return None


def second(row: Row) -> bool:
    """Whether an entry is the Welsh one of two."""
    return bool(row.listing.get("second"))


def original(url: str) -> str:
    """The address under which a capture is kept: of a snapshot, that of the page it shows."""
    archived = original_of(url)
    return archived[0] if archived else url
