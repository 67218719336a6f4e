"""From an answer to a capture and a row of the frontier, in one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from collection.catalogue import now
from collection.failures import Failure
from crawlers import address
from crawlers.answer import Answer, conditions, validators
from crawlers.archive import HOST, original_of
from crawlers.capture import Capture
from crawlers.errand import Errand
from crawlers.finding import REFUSED, Finder, original, second
from crawlers.force import forces
from crawlers.frontier import Row
from crawlers.furniture import Furniture
from crawlers.outcome import STATES, Found, Outcome
from crawlers.platform import Detail, platform_of
from crawlers.warc import Recorder


class Keeper:
    """Visits addresses of one force and keeps what it finds.

    Attributes:
        lost: A line for everything that could not be had.
        last_message: Of the latest refusal or failure.
        missing: How many addresses that are linked to were never there.
        kept_out: How many files the site's robots.txt keeps us from.
        live: How many snapshots were left, since the site itself gave their addresses.
        aside: How many pages beside the list turned out to be no disclosures.
    """

    def __init__(self, errand: Errand, *, run: int, recorder: Recorder | None = None) -> None:
        self.errand = errand
        self.finder = Finder(errand)
        self.run = run
        self.recorder = recorder
        self.lost: list[str] = []
        self.last_message = ""
        self.missing = 0
        self.kept_out = 0
        self.aside = 0
        self.live = 0
        self.furniture = Furniture(errand.frontier)
        self.records: dict[str, str] = {}

    def keep_list(self, row: Row, answer: Answer, sha256: str, **columns: object) -> None:
        """Keep a list page that was read."""
        last = self.finder.last(row.url)
        same = last is not None and last.sha256 == sha256
        found = Found(outcome="unchanged" if same else "new", answer=answer, sha256=sha256)
        self._keep(row, found)
        self.errand.frontier.mark(
            row, state="done", outcome="read", tries=0, **validators(row, answer), **columns
        )
        self.errand.collection.failures.clear("crawl", row.url)

    def list_failed(
        self, row: Row, code: str, message: str, answer: Answer | None, *, listing: str
    ) -> None:
        """Keep it that a list page could not be had or read."""
        outcome: Outcome = "blocked" if code in REFUSED else "failed"
        with self.errand.collection.transaction():
            found = Found(outcome=outcome, answer=answer, code=code, message=message)
            self._keep(row, found)
            self._record(row, code, message)
            self.errand.frontier.mark(
                row, state=outcome, outcome=outcome, tries=row.tries + 1, listing=listing
            )

    async def visit(self, row: Row, *, full: bool) -> Outcome:
        """Ask for an entry or an attachment, and keep what comes of it.

        Args:
            row: What to ask for.
            full: Ask for the bytes whatever is known of them.
        """
        if self.errand.captures.erased(row.url):
            self.errand.frontier.mark(row, state="erased", outcome=None)
            return "erased"
        archived = original_of(row.url)
        if archived is not None and self._is_live(archived[0]):
            self.live += 1
            self.errand.frontier.mark(row, state="twin", outcome="aside")
            return "aside"
        prior = self.finder.last(row.url)
        due = bool(row.due) and row.kind == "page"
        asked = {} if full or due or prior is None else conditions(row)
        found = await self.finder.find(row, prior, asked)
        with self.errand.collection.transaction():
            self._write(row, found, prior)
            self.errand.frontier.touch()
        return found.outcome

    def _write(self, row: Row, found: Found, prior: Capture | None) -> None:
        outcome, answer = found.outcome, found.answer
        if outcome == "erased":
            self.errand.frontier.mark(row, state="erased", outcome=None)
            return
        if outcome == "aside":
            self.aside += 1
            self.errand.frontier.mark(row, state="twin", outcome=outcome)
            return
        self._keep(row, found)
        if found.code == "robots" and row.kind == "attachment":
            # To obey is no failure: what may be fetched is here.
            self.kept_out += 1
            self.errand.frontier.mark(row, state="blocked", outcome="kept-out")
            return
        if outcome in ("failed", "blocked"):
            self.last_message = found.message or found.code
            self.lost.append(
                self.last_message
                if row.url in self.last_message
                else f"{row.url}: {found.message}"
            )
            self._record(row, found.code, self.last_message)
            self.errand.frontier.mark(row, state=outcome, outcome=outcome, tries=row.tries + 1)
            return
        self.errand.collection.failures.clear("crawl", row.url)
        if outcome == "gone":
            if prior is None:
                self.missing += 1
                self.lost.append(f"{row.url}: it is linked to, but {found.message}")
            self.errand.frontier.mark(row, state="gone", outcome=outcome, tries=0, due=0)
            self.errand.frontier.free_twins(row)
            return
        assert answer is not None
        state = "twin" if outcome == "twin" else "done"
        self.errand.frontier.mark(
            row,
            state=state,
            outcome=outcome,
            tries=0,
            due=0,
            digest=found.detail.digest or row.digest,
            parent=found.of or row.parent,
            **validators(row, answer),
        )
        if row.kind == "page" and state == "done" and answer.status != 304:
            files = [url for url in found.detail.attachments if self._own(url)]
            self.errand.frontier.add_attachments(files, row, changed=outcome == "changed")
            self.furniture.compare(files, source=row.source)
            self._share(files, row)
            if address.key(answer.url) != row.key and "/api/" not in answer.url:
                self.errand.frontier.alias(answer.url, of=row.key)
            if not second(row):
                for url in found.detail.same_as:
                    self.errand.frontier.alias(url, of=row.key)

    def _own(self, url: str) -> bool:
        """Whether a file may be asked for: of a snapshot, whether its site is the force's."""
        archived = original_of(url)
        if archived is not None:
            hosts = forces()[self.errand.force.slug].allowed_hosts
            return (urlsplit(archived[0]).hostname or "") in hosts
        return self.errand.visitor.may_ask(url)

    def _is_live(self, original: str) -> bool:
        """Whether the site itself gave this address; snapshots would stand behind as if newer."""
        held = self.errand.captures.find(
            "url = ? AND force = ? AND state = 'ok' AND how != 'archive'",
            (original, self.errand.force.slug),
        )
        return next(held, None) is not None

    def _share(self, files: Iterable[str], page: Row) -> None:
        """Files that are here already, and that hang from an earlier page, hang from this too."""
        for url in files:
            file = self.errand.frontier.find(url)
            if file is None or file.kind != "attachment" or file.state != "done":
                continue
            if file.parent != page.key and (last := self.finder.last(file.url)) is not None:
                self._hang(last, original(page.url), self.records.get(file.url))

    def _hang(self, capture: Capture, page: str, record: str | None) -> None:
        """Keep the capture of a file once more, as one that hangs from another page."""
        held = self.errand.captures.find(
            "url = ? AND force = ? AND parent = ? AND state = 'ok'",
            (capture.url, self.errand.force.slug, page),
        )
        last = max(held, key=lambda one: one.id, default=None)
        if last is not None and last.sha256 == capture.sha256:
            return
        copy = replace(capture, id=0, parent=page, run=self.run)
        self.errand.captures.add(copy)
        # What an earlier crawl fetched stands in the archive of that crawl.
        if self.recorder is not None and record is not None:
            self.recorder.capture(copy, record)

    def _keep(self, row: Row, found: Found) -> None:
        capture = self._capture(row, found)
        self.errand.captures.add(capture)
        self.finder.likeness.add(capture)
        record = found.answer.record if found.answer else None
        if self.recorder is not None:
            self.recorder.capture(capture, record)
        if row.kind == "attachment" and capture.state == "ok":
            if record is not None:
                self.records[row.url] = record
            for key in row.listing.get("also", ()):
                if (page := self.errand.frontier.url_of(key)) is not None:
                    self._hang(capture, original(page), record)

    def _capture(self, row: Row, found: Found) -> Capture:
        answer, detail, listing = found.answer, found.detail, row.listing
        stored = found.sha256 if found.outcome in ("new", "changed") else None
        parent = self.errand.frontier.url_of(row.parent) if row.kind == "attachment" else None
        page = row.kind == "page"
        final = answer.url if answer else row.url
        archived = original_of(final) or original_of(row.url)
        above = original_of(parent) if parent else None
        kind = (
            platform_of(self.errand.force.sources[row.source]).kind if row.kind != "list" else None
        )
        return Capture(
            url=original(row.url),
            final_url=final,
            fetched=archived[1] if archived else now(),
            status=answer.status if answer else None,
            headers=answer.kept_headers() if answer else {},
            media_type=answer.media_type() if answer else None,
            sha256=stored,
            size=len(answer.body) if answer and stored else None,
            state=STATES[found.outcome],
            how="archive" if self.errand.force.hosts == (HOST,) else "live",
            kind=kind or row.kind,
            force=self.errand.force.slug,
            title=(listing.get("title") or detail.title) if page else None,
            published=_published(listing, detail) if page else None,
            reference=_reference(listing, detail) if page else None,
            category=(listing.get("category") or detail.category) if page else None,
            labels={**(listing.get("labels") or {}), **detail.labels} if page else {},
            parent=above[0] if above else parent,
            message=found.message,
            run=self.run,
        )

    def conclude(self, problems: Iterable[str], url: str) -> None:
        """Record what is wrong with the force's log as a whole, or that nothing is any more."""
        key = self.errand.frontier.force
        self.errand.collection.failures.clear("crawl", key)
        if said := "; ".join(problems):
            self.errand.collection.failures.record(
                Failure(
                    stage="crawl",
                    key=key,
                    url=url,
                    force=self.errand.force.slug,
                    code="incomplete",
                    message=said,
                )
            )

    def _record(self, row: Row, code: str, message: str) -> None:
        self.errand.collection.failures.record(
            Failure(
                stage="crawl",
                key=row.url,
                url=row.url,
                force=self.errand.force.slug,
                code=code,
                message=message,
            )
        )


def _published(listing: Mapping[str, Any], detail: Detail) -> str | None:
    said: str | None = listing.get("published") or detail.published or listing.get("updated")
    return said


def _reference(listing: Mapping[str, Any], detail: Detail) -> str | None:
    listed: str | None = listing.get("reference")
    return listed or detail.reference if detail.derived else detail.reference or listed
