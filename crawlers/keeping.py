"""From an answer to a capture and a row of the frontier, in one transaction."""

import asyncio
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from collection.catalogue import now
from collection.collection import Collection
from collection.failures import Failure
from crawlers import address
from crawlers.answer import REFUSALS, Answer, challenged, conditions, validators
from crawlers.archive import HOST, original_of
from crawlers.capture import Capture, Captures
from crawlers.force import Force, forces
from crawlers.frontier import Frontier, Row
from crawlers.furniture import Furniture
from crawlers.outcome import STATES, Found, Outcome, unfit
from crawlers.page import Page, is_html
from crawlers.platform import Detail, PageError, platform_of
from crawlers.trouble import found_instead
from crawlers.visit import VisitError, Visitor
from crawlers.warc import Recorder

LARGEST = {"list": 20_000_000, "page": 20_000_000, "attachment": 100_000_000}
"""Most bytes of an answer, before and after decompression."""
REFUSED = frozenset(("blocked", "challenge", "robots"))
"""Codes of what the site will not give; the other codes are failures."""
_BINARY = re.compile(
    r"\.(?:pdf|docx?|docm|odt|xlsx?|xls[mb]|ods|pptx?|odp|zip|tiff?|jpe?g|png)$", re.IGNORECASE
)


class Keeper:
    """Visits addresses of one force and keeps what it finds.

    Attributes:
        lost: A line for everything that could not be had.
        last_message: Of the latest refusal or failure.
        down: The site is out of reach.
        missing: How many addresses that are linked to were never there.
        kept_out: How many files the site's robots.txt keeps us from.
        live: How many snapshots were left, since the site itself gave their addresses.
        aside: How many pages beside the list turned out to be no disclosures.
    """

    def __init__(
        self,
        collection: Collection,
        force: Force,
        frontier: Frontier,
        visitor: Visitor,
        *,
        run: int,
        recorder: Recorder | None = None,
    ) -> None:
        self.collection = collection
        self.captures = Captures(collection.db)
        self.force = force
        self.frontier = frontier
        self.visitor = visitor
        self.run = run
        self.recorder = recorder
        self.lost: list[str] = []
        self.last_message = ""
        self.down = False
        self.missing = 0
        self.kept_out = 0
        self.aside = 0
        self.live = 0
        self.furniture = Furniture(frontier)
        self.records: dict[str, str] = {}

    async def list_page(self, row: Row) -> Answer:
        """A list page; its bytes are those kept where the site says that nothing changed.

        Raises:
            VisitError: It did not come, or not as a success.
        """
        last = self._last(row.url)
        kept = self._bytes(last)
        asked = conditions(row) if kept is not None else {}
        answer = await self.visitor.get(row.url, headers=asked, largest=LARGEST["list"])
        if answer.status == 304 and kept is not None and last is not None:
            served = {**answer.headers, "content-type": last.media_type or ""}
            return replace(answer, headers=served, body=kept)
        if answer.status in REFUSALS:
            raise VisitError("blocked", f"the site refuses it ({answer.status})", answer=answer)
        if not 200 <= answer.status < 300:
            code = "missing" if answer.status in (404, 410) else "status"
            raise VisitError(code, f"the site answers {answer.status}", answer=answer)
        return answer

    def reduced(self, row: Row, answer: Answer) -> Answer:
        """An answer with what is to be stored of it, where that is not the whole."""
        source = self.force.sources[row.source]
        kept, content_type = platform_of(source).kept, answer.headers.get("content-type")
        if kept is None or row.kind == "attachment" or not is_html(answer.body, content_type):
            return answer
        body = kept(source, Page(answer.body, answer.url, content_type), row.kind)
        served = {**answer.headers, "content-type": "text/html; charset=utf-8"}
        served.pop("content-length", None)
        return replace(answer, body=body, headers=served)

    async def store(self, body: bytes) -> str:
        """Store bytes without holding the other sites up."""
        return await asyncio.to_thread(self.collection.blobs.put, body)

    def keep_list(self, row: Row, answer: Answer, sha256: str, **columns: object) -> None:
        """Keep a list page that was read."""
        last = self._last(row.url)
        same = last is not None and last.sha256 == sha256
        found = Found(outcome="unchanged" if same else "new", answer=answer, sha256=sha256)
        self._keep(row, found)
        self.frontier.mark(
            row, state="done", outcome="read", tries=0, **validators(row, answer), **columns
        )
        self.collection.failures.clear("crawl", row.url)

    def list_failed(
        self, row: Row, code: str, message: str, answer: Answer | None, *, listing: str
    ) -> None:
        """Keep it that a list page could not be had or read."""
        outcome: Outcome = "blocked" if code in REFUSED else "failed"
        with self.collection.transaction():
            found = Found(outcome=outcome, answer=answer, code=code, message=message)
            self._keep(row, found)
            self._record(row, code, message)
            self.frontier.mark(
                row, state=outcome, outcome=outcome, tries=row.tries + 1, listing=listing
            )

    async def visit(self, row: Row, *, full: bool) -> Outcome:
        """Ask for an entry or an attachment, and keep what comes of it.

        Args:
            row: What to ask for.
            full: Ask for the bytes whatever is known of them.
        """
        if self.captures.erased(row.url):
            self.frontier.mark(row, state="erased", outcome=None)
            return "erased"
        archived = original_of(row.url)
        if archived is not None and self._is_live(archived[0]):
            self.live += 1
            self.frontier.mark(row, state="twin", outcome="aside")
            return "aside"
        prior = self._last(row.url)
        due = bool(row.due) and row.kind == "page"
        asked = {} if full or due or prior is None else conditions(row)
        found = await self._find(row, prior, asked)
        with self.collection.transaction():
            self._write(row, found, prior)
        return found.outcome

    async def _find(self, row: Row, prior: Capture | None, headers: Mapping[str, str]) -> Found:
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
        if other := self._other_name_of(row, answer, detail):
            return Found(
                outcome="twin", answer=answer, message=f"the same entry as {other}", detail=detail
            )
        if self.captures.erased(row.url, hashlib.sha256(answer.body).hexdigest()):
            return Found(outcome="erased")
        answer = self.reduced(row, answer)
        sha256 = await self.store(answer.body)
        same = prior is not None and (
            prior.sha256 == sha256 or (detail.digest and detail.digest == row.digest)
        )
        outcome = "new" if prior is None else "unchanged" if same else "changed"
        return Found(outcome=outcome, answer=answer, sha256=sha256, detail=detail)

    async def _get(self, row: Row, headers: Mapping[str, str]) -> Answer:
        largest = LARGEST[row.kind]
        answer = await self.visitor.get(row.url, headers=headers, largest=largest)
        if answer.status in (404, 410) and row.kind == "page":
            instead = platform_of(self.force.sources[row.source]).instead(row.url)
            if instead is not None:
                return await self.visitor.get(instead, headers=headers, largest=largest)
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
            return platform_of(self.force.sources[row.source]).detail(
                self.force.sources[row.source], page
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
        row = self.frontier.find(url)
        return row is not None and row.kind == "list"

    def _other_name_of(self, row: Row, answer: Answer, detail: Detail) -> str | None:
        """The entry that this address is another name of, if it is one."""
        if row.kind != "page":
            return None
        others = [] if address.key(answer.url) == row.key else [answer.url]
        if _second(row):
            others += detail.same_as
            if detail.reference:
                others += [
                    capture.url
                    for capture in self.captures.find(
                        "force = ? AND reference = ? AND kind = 'page' AND state = 'ok'",
                        (self.force.slug, detail.reference),
                    )
                ]
        for url in others:
            other = self.frontier.find(url)
            if other is None or other.id == row.id or other.kind != "page":
                continue
            if other.state not in ("twin", "erased", "waiting") and not _second(other):
                return other.url
        return None

    def _write(self, row: Row, found: Found, prior: Capture | None) -> None:
        outcome, answer = found.outcome, found.answer
        if outcome == "erased":
            self.frontier.mark(row, state="erased", outcome=None)
            return
        if outcome == "aside":
            self.aside += 1
            self.frontier.mark(row, state="twin", outcome=outcome)
            return
        self._keep(row, found)
        if found.code == "robots" and row.kind == "attachment":
            # To obey is no failure: what may be fetched is here.
            self.kept_out += 1
            self.frontier.mark(row, state="blocked", outcome="kept-out")
            return
        if outcome in ("failed", "blocked"):
            self.last_message = found.message or found.code
            self.lost.append(
                self.last_message
                if row.url in self.last_message
                else f"{row.url}: {found.message}"
            )
            self._record(row, found.code, self.last_message)
            self.frontier.mark(row, state=outcome, outcome=outcome, tries=row.tries + 1)
            return
        self.collection.failures.clear("crawl", row.url)
        if outcome == "gone":
            if prior is None:
                self.missing += 1
                self.lost.append(f"{row.url}: it is linked to, but {found.message}")
            self.frontier.mark(row, state="gone", outcome=outcome, tries=0, due=0)
            return
        assert answer is not None
        state = "twin" if outcome == "twin" else "done"
        self.frontier.mark(
            row,
            state=state,
            outcome=outcome,
            tries=0,
            due=0,
            digest=found.detail.digest or row.digest,
            **validators(row, answer),
        )
        if row.kind == "page" and state == "done" and answer.status != 304:
            files = [url for url in found.detail.attachments if self._own(url)]
            self.frontier.add_attachments(files, row, changed=outcome == "changed")
            self.furniture.compare(files, source=row.source)
            self._share(files, row)
            if address.key(answer.url) != row.key and "/api/" not in answer.url:
                self.frontier.alias(answer.url, of=row.key)
            if not _second(row):
                for url in found.detail.same_as:
                    self.frontier.alias(url, of=row.key)

    def _own(self, url: str) -> bool:
        """Whether a file may be asked for: of a snapshot, whether its site is the force's."""
        archived = original_of(url)
        if archived is not None:
            hosts = forces()[self.force.slug].allowed_hosts
            return (urlsplit(archived[0]).hostname or "") in hosts
        return self.visitor.may_ask(url)

    def _is_live(self, original: str) -> bool:
        """Whether the site itself gave this address; snapshots would stand behind as if newer."""
        held = self.captures.find(
            "url = ? AND force = ? AND state = 'ok' AND how != 'archive'",
            (original, self.force.slug),
        )
        return next(held, None) is not None

    def _share(self, files: Iterable[str], page: Row) -> None:
        """Files that are here already, and that hang from an earlier page, hang from this too."""
        for url in files:
            file = self.frontier.find(url)
            if file is None or file.kind != "attachment" or file.state != "done":
                continue
            if file.parent != page.key and (last := self._last(file.url)) is not None:
                self._hang(last, _original(page.url), self.records.get(file.url))

    def _hang(self, capture: Capture, page: str, record: str | None) -> None:
        """Keep the capture of a file once more, as one that hangs from another page."""
        held = self.captures.find(
            "url = ? AND force = ? AND parent = ? AND state = 'ok'",
            (capture.url, self.force.slug, page),
        )
        last = max(held, key=lambda one: one.id, default=None)
        if last is not None and last.sha256 == capture.sha256:
            return
        copy = replace(capture, id=0, parent=page, run=self.run)
        self.captures.add(copy)
        # What an earlier crawl fetched stands in the archive of that crawl.
        if self.recorder is not None and record is not None:
            self.recorder.capture(copy, record)

    def _keep(self, row: Row, found: Found) -> None:
        capture = self._capture(row, found)
        self.captures.add(capture)
        record = found.answer.record if found.answer else None
        if self.recorder is not None:
            self.recorder.capture(capture, record)
        if row.kind == "attachment" and capture.state == "ok":
            if record is not None:
                self.records[row.url] = record
            for key in row.listing.get("also", ()):
                if (page := self.frontier.url_of(key)) is not None:
                    self._hang(capture, _original(page), record)

    def _capture(self, row: Row, found: Found) -> Capture:
        answer, detail, listing = found.answer, found.detail, row.listing
        stored = found.sha256 if found.outcome in ("new", "changed") else None
        parent = self.frontier.url_of(row.parent) if row.kind == "attachment" else None
        page = row.kind == "page"
        final = answer.url if answer else row.url
        archived = original_of(final) or original_of(row.url)
        above = original_of(parent) if parent else None
        kind = platform_of(self.force.sources[row.source]).kind if row.kind != "list" else None
        return Capture(
            url=_original(row.url),
            final_url=final,
            fetched=archived[1] if archived else now(),
            status=answer.status if answer else None,
            headers=answer.kept_headers() if answer else {},
            media_type=answer.media_type() if answer else None,
            sha256=stored,
            size=len(answer.body) if answer and stored else None,
            state=STATES[found.outcome],
            how="archive" if self.force.hosts == (HOST,) else "live",
            kind=kind or row.kind,
            force=self.force.slug,
            title=(listing.get("title") or detail.title) if page else None,
            published=_published(listing, detail) if page else None,
            reference=(detail.reference or listing.get("reference")) if page else None,
            category=(listing.get("category") or detail.category) if page else None,
            labels={**(listing.get("labels") or {}), **detail.labels} if page else {},
            parent=above[0] if above else parent,
            message=found.message,
            run=self.run,
        )

    def conclude(self, problems: Iterable[str], url: str) -> None:
        """Record what is wrong with the force's log as a whole, or that nothing is any more."""
        key = self.frontier.force
        self.collection.failures.clear("crawl", key)
        if said := "; ".join(problems):
            self.collection.failures.record(
                Failure(
                    stage="crawl",
                    key=key,
                    url=url,
                    force=self.force.slug,
                    code="incomplete",
                    message=said,
                )
            )

    def _record(self, row: Row, code: str, message: str) -> None:
        self.collection.failures.record(
            Failure(
                stage="crawl",
                key=row.url,
                url=row.url,
                force=self.force.slug,
                code=code,
                message=message,
            )
        )

    def _last(self, url: str) -> Capture | None:
        """The latest capture of an address with bytes."""
        return next(
            self.captures.find(
                "id = (SELECT max(id) FROM capture WHERE url = ? AND force = ?"
                " AND sha256 IS NOT NULL)",
                (_original(url), self.force.slug),
            ),
            None,
        )

    def _bytes(self, capture: Capture | None) -> bytes | None:
        if capture is None or capture.sha256 is None:
            return None
        try:
            return self.collection.blobs.get(capture.sha256)
        except FileNotFoundError:
            return None


def _published(listing: Mapping[str, Any], detail: Detail) -> str | None:
    said: str | None = listing.get("published") or detail.published or listing.get("updated")
    return said


def _second(row: Row) -> bool:
    """Whether an entry is the Welsh one of two."""
    return bool(row.listing.get("second"))


def _original(url: str) -> str:
    """The address under which a capture is kept: of a snapshot, that of the page it shows."""
    archived = original_of(url)
    return archived[0] if archived else url
