"""The evidence of a position: the passage, its document, its page, its bytes."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from collection.collection import Collection
from extract.contract import load as load_document
from mosaic.position import Position
from nlp.collected import Collected
from nlp.masking import mask
from nlp.response import Answer, Part, Response, Span

if TYPE_CHECKING:
    from extract.document import Page

LONGEST = 600
"""Characters of a passage that are shown; the rest is behind the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What carries a finding: one answer of one letter."""

    response: str | None
    responded: str | None
    position: str | None
    partial_ncnd: bool
    evidence: str | None
    page: int | None
    url: str | None
    sha256: str | None


def passage(row: Position) -> Passage:
    """What carries a cell of the matrix."""
    return Passage(
        response=row.response,
        responded=row.responded,
        position=row.position,
        partial_ncnd=row.partial_ncnd,
        evidence=row.evidence,
        page=row.page,
        url=row.url,
        sha256=row.sha256,
    )


class Evidence:
    """Reads the passages of a collection's letters; each document is looked at once.

    Args:
        collection: Where the letters are from.
        personal_data: For the operator: leave people's names and contact data in.
    """

    def __init__(self, collection: Collection, *, personal_data: bool = False) -> None:
        self.collection = collection
        self.personal_data = personal_data
        self._pages: dict[str, tuple[Page, ...]] = {}
        self._gone: dict[str, str | None] = {}

    def of(self, letter: Collected, answer: Answer | None = None) -> Position:
        """A row without force and question: what one answer says, and where.

        Without an answer, or where it has no passage, the row leads to the page alone. Of an
        answer in part the passage is what is held back: that is what others may have given.
        """
        response, page = letter.response, letter.captures[0]
        span = _telling(response, answer) if answer and answer.spans else None
        part = _part(response, span[0]) if span else None
        url = (part and part.url) or page.url
        source = next((c for c in letter.captures if c.url == url), page)
        return Position(
            question=None,
            force=None,
            position=answer.position if answer else None,
            partial_ncnd=answer.partial_ncnd if answer else False,
            exemptions=answer.exemptions if answer else (),
            responded=response.responded,
            response=response.id,
            joint=response.forces if len(response.forces) > 1 else (),
            evidence=self.words(response, *span) if span else None,
            page=self._page(part, span[0]) if part and span else None,
            url=url,
            sha256=(part and part.sha256) or source.sha256,
            fetched=source.fetched,
            # In the document that the row names: its text is a part of the response's.
            start=span[0] - (part.start if part else 0) if span else None,
            end=span[1] - (part.start if part else 0) if span else None,
            message=_joined(answer.reason if answer else None, self._taken_down(url)),
        )

    def words(self, response: Response, start: int, end: int) -> str:
        """A passage on one line, cut behind a word where it is long."""
        people = () if self.personal_data else response.personal_data
        stop = min(end, start + LONGEST)
        words = mask(response.text, people, start, stop).split()
        if (
            stop < end
            and len(words) > 1
            and not any(map(str.isspace, response.text[stop - 1 : stop + 1]))
        ):
            words.pop()
        return " ".join(words) + (" …" if stop < end else "")

    def _page(self, part: Part, start: int) -> int | None:
        """The page of a document; ``None`` for a file inside another."""
        if part.sha256 is None or part.name is not None:
            return None
        if part.sha256 not in self._pages:
            value = self.collection.outputs("extract").get(part.sha256)
            self._pages[part.sha256] = load_document(value).pages if value else ()
        at = start - part.start
        pages = self._pages[part.sha256]
        return next((page.number for page in pages if page.start <= at < page.end), None)

    def _taken_down(self, url: str) -> str | None:
        if url not in self._gone:
            # Of most addresses no more than the state is wanted.
            last = self.collection.db.execute(
                "SELECT state, fetched FROM capture WHERE url = ? ORDER BY id DESC LIMIT 1", (url,)
            ).fetchone()
            self._gone[url] = (
                f"taken down: on {last['fetched'][:10]} its address no longer answered"
                if last is not None and last["state"] == "gone"
                else None
            )
        return self._gone[url]


def _telling(response: Response, answer: Answer) -> Span:
    """The first passage; of an answer in part that which names a provision, or else the last."""
    if answer.position != "partly-disclosed":
        return answer.spans[0]
    cited = [
        start
        for item in response.exemptions
        if item.id in answer.exemptions
        for start, _ in item.spans
    ]
    named = (span for span in answer.spans if any(span[0] <= at < span[1] for at in cited))
    return next(named, answer.spans[-1])


def _part(response: Response, at: int) -> Part | None:
    """The document in which a place of the text stands; where none does, the one before it."""
    place = bisect_right([part.start for part in response.parts], at)
    return response.parts[place - 1] if place else None


def _joined(*sentences: str | None) -> str | None:
    return "; ".join(sentence for sentence in sentences if sentence) or None
