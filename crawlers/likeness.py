"""Entries that stand at two addresses: known again among those that are here."""

from collections import defaultdict
from collections.abc import Collection as Several
from collections.abc import Iterator

from crawlers.answer import Answer
from crawlers.archive import original_of
from crawlers.capture import Capture
from crawlers.errand import Errand
from crawlers.frontier import Row
from crawlers.page import Page, is_html
from crawlers.platform import Detail, PageError, platform_of
from crawlers.sameness import Content, content_of, folded, lines_around, may_be, same

COMPARED = 6
"""Pages of other entries that tell what is the site's own, from the same folder if there are."""
LISTS = 4
"""List pages that tell the same."""


class Likeness:
    """The entries of one force, by their references."""

    def __init__(self, errand: Errand) -> None:
        self.errand = errand
        self._urls: dict[str, dict[str, None]] | None = None

    def add(self, capture: Capture) -> None:
        """Take note of an entry that was kept."""
        reference = folded(capture.reference)
        if self._urls is not None and reference and capture.kind == "page" and capture.sha256:
            self._urls[reference][capture.url] = None

    def other_than(self, row: Row, answer: Answer, detail: Detail) -> Row | None:
        """The entry at another address, listed in this round too, that this page shows again."""
        reference = folded(detail.reference)
        if not reference or original_of(row.url) is not None:
            return None
        if platform_of(self.errand.force.sources[row.source]).kept is not None:
            return None
        held = [
            other
            for url in self._known().get(reference, ())
            if (other := self.errand.frontier.find(url)) is not None and self._may_be(other, row)
        ]
        served = answer.headers.get("content-type")
        if not held or not is_html(answer.body, served):
            return None
        content = self._content(Page(answer.body, answer.url, served), detail)
        read = ((other, self._kept(other.url, other.source)) for other in held)
        alike = [(other, known) for other, known in read if known and may_be(content, known)]
        siblings: list[Content] = []
        around: set[str] = set()
        if alike:
            siblings = self._siblings(row) + self._siblings(alike[0][0])
            around = set(self._around(row.source))
        return next((o for o, known in alike if same(content, known, siblings, around)), None)

    def _may_be(self, other: Row, row: Row) -> bool:
        listed = other.kind == "page" and other.seen == self.errand.frontier.round
        return listed and other.id != row.id and other.state == "done"

    def _known(self) -> dict[str, dict[str, None]]:
        if self._urls is None:
            self._urls = defaultdict(dict)
            for capture in self.errand.captures.find(
                "force = ? AND kind = 'page' AND state = 'ok'", (self.errand.force.slug,)
            ):
                self.add(capture)
        return self._urls

    def _siblings(self, row: Row) -> list[Content]:
        """What the pages of other entries say, those beside this one first."""
        folder = row.url.rstrip("/").rsplit("/", 1)[0] + "/"
        found: dict[str, Content] = {}
        for where, value in (("url LIKE ? || '%'", folder), ("url NOT LIKE ? || '%'", folder)):
            urls = self.errand.captures.db.execute(
                f"SELECT DISTINCT url, media_type FROM capture WHERE force = ? AND {where}"  # noqa: S608
                " AND kind = 'page' AND state = 'ok' LIMIT 20",
                (self.errand.force.slug, value),
            )
            for one in urls:
                if len(found) < COMPARED and one["url"] != row.url:
                    content = self._kept(one["url"], row.source)
                    if content is not None:
                        found[one["url"]] = content
        return list(found.values())

    def _kept(self, url: str, source: int) -> Content | None:
        """What the page says that was last kept of an address."""
        capture = self.errand.captures.latest(url, self.errand.force.slug)
        page = self._page(capture) if capture else None
        if page is None:
            return None
        try:
            detail = platform_of(self.errand.force.sources[source]).detail(
                self.errand.force.sources[source], page
            )
        except PageError:
            return None
        return self._content(page, detail)

    def _content(self, page: Page, detail: Detail) -> Content:
        rows = ((url, self.errand.frontier.find(url)) for url in detail.attachments)
        own = {url for url, file in rows if file is not None and file.outcome == "furniture"}
        return content_of(page, detail, own)

    def _around(self, source: int) -> Iterator[str]:
        """The lines of the lists that are no row's."""
        held = self.errand.captures.find(
            "force = ? AND kind = 'list' AND state = 'ok' AND id IN"
            " (SELECT max(id) FROM capture WHERE force = ? AND kind = 'list' GROUP BY url)",
            (self.errand.force.slug, self.errand.force.slug),
        )
        for capture, _ in zip(held, range(LISTS), strict=False):
            if (page := self._page(capture)) is not None:
                yield from lines_around(page, self._titles(page, source))

    def _titles(self, page: Page, source: int) -> Several[str]:
        try:
            listing = platform_of(self.errand.force.sources[source]).listing(
                self.errand.force.sources[source], page
            )
        except PageError:
            return []
        return [entry.title for entry in listing.entries if entry.title]

    def _page(self, capture: Capture) -> Page | None:
        try:
            body = self.errand.collection.blobs.get(capture.sha256 or "")
        except FileNotFoundError:
            return None
        served = capture.headers.get("content-type") or capture.media_type
        return Page(body, capture.final_url, served) if is_html(body, served) else None
