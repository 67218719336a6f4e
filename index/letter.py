"""What is indexed: a letter, and each of its answers to each question for each force."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from collection.collection import Collection
from crawlers.force import forces
from index.analysis import tokens, words
from nlp.collected import Collected
from nlp.response import PersonalData, Response, Span

HOLE = "\u2022"
"""Stands in a stream of words for one that is left out; no query can hold it."""

GAP = (HOLE,) * 64
"""Stands between passages that do not follow one another, so that no phrase joins them."""

PARTS = ("title", "request", "response")


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEntry:
    """What one force lets a reader know about one question of one letter.

    Attributes:
        letter: Id of the response.
        force: Slug; ``None`` where it is unknown who answers.
        text: The question, with people's names and contact data left out.
        ncnd: ``full``, ``partial`` or ``none``, for this question alone.
        exemptions: Ids of the engaged provisions that the answer relies on.
        evidence: The passage that says so, in the response's text.
    """

    letter: str
    force: str | None
    question: str
    text: str
    position: str | None
    partial_ncnd: bool
    ncnd: str
    exemptions: tuple[str, ...]
    evidence: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is indexed of one response.

    Attributes:
        title: With people's names and contact data left out, like ``reference`` and the words.
        exemptions: Ids of the engaged provisions, as in the record.
        procedural: Ids of procedural provisions that decide something; a search for what was
            relied on finds them too.
        mentions: Ids of all provisions that it names.
        ncnd: See :func:`ncnd`.
        positions: The distinct positions of its answers.
        platforms: Of the site it was published on, or of the forces that answer.
        has: ``table``, ``ocr``, ``hidden``, ``attachment``.
        url: Of the page; ``urls`` has its attachments too.
        words: The folded words of title, request and response, in order, with holes.
    """

    id: str
    title: str | None
    forces: tuple[str, ...]
    nations: tuple[str, ...]
    regions: tuple[str, ...]
    platforms: tuple[str, ...]
    regimes: tuple[str, ...]
    reference: str | None
    received: str | None
    responded: str | None
    published: str | None
    outcome: str | None
    exemptions: tuple[str, ...]
    procedural: tuple[str, ...]
    mentions: tuple[str, ...]
    ncnd: str
    positions: tuple[str, ...]
    topics: tuple[str, ...]
    robin: str | None
    has: tuple[str, ...]
    url: str | None
    urls: tuple[str, ...]
    fetched: str | None
    words: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A letter with its answers, as it is put into an engine.

    Attributes:
        stamp: Of what it was made from; an entry with the same stamp need not be made again.
    """

    letter: Letter
    positions: tuple[PositionEntry, ...]
    stamp: str = ""

    @property
    def digest(self) -> str:
        """Of everything that is indexed."""
        return hashlib.sha256(repr((self.letter, self.positions)).encode()).hexdigest()[:32]


def entry_of(
    collected: Collected,
    *,
    has: Iterable[str] = (),
    robin: str | None = None,
    personal_data: bool = False,
    stamp: str = "",
) -> Entry:
    """Make the entry of one response.

    Args:
        collected: The response, corrected, with its captures.
        has: What its documents have; see :func:`contents`.
        robin: Id of the round robin it belongs to.
        personal_data: Index people's names and contact data too.
        stamp: See :class:`Entry`.
    """
    response = collected.response
    people = () if personal_data else response.personal_data
    page = collected.captures[0] if collected.captures else None
    answering = [forces()[slug] for slug in response.forces if slug in forces()]
    publisher = forces().get(page.force) if page and page.force else None
    sources = [publisher] if publisher and publisher.sources else answering
    engaged = _distinct(e.id for e in response.exemptions if e.engaged)
    procedural = _distinct(provision.id for provision in response.procedural)
    title = without(response.title, people)
    letter = Letter(
        id=response.id,
        title=title,
        forces=_distinct(response.forces),
        nations=_distinct(force.nation for force in answering),
        regions=_distinct(force.region for force in answering if force.region),
        platforms=_distinct(source.platform for force in sources for source in force.sources),
        regimes=_distinct(response.regimes),
        reference=without(response.reference, people),
        received=_day(response.received),
        responded=_day(response.responded),
        published=_day(page.published if page else None),
        outcome=response.outcome,
        exemptions=engaged,
        procedural=procedural,
        mentions=_distinct((*(e.id for e in response.exemptions), *procedural)),
        ncnd=ncnd(response),
        positions=_distinct(a.position for a in response.positions if a.position),
        topics=_distinct(response.topics),
        robin=robin,
        has=_distinct(has),
        url=page.url if page else None,
        urls=_distinct(capture.url for capture in collected.captures),
        fetched=page.fetched if page else None,
        words=(tuple(words(title or "")), *_streams(response, people)),
    )
    positions = tuple(_positions(response, people))
    return Entry(letter=letter, positions=positions, stamp=stamp)


def ncnd(response: Response) -> str:
    """Whether the letter neither confirms nor denies: ``full``, ``partial`` or ``none``.

    Full where that is its outcome as a whole; partial where it is said on some question, beside an
    answer, or of some provision.
    """
    if response.outcome == "ncnd":
        return "full"
    partly = any(a.partial_ncnd or a.position == "ncnd" for a in response.positions)
    return (
        "partial" if partly or any(e.engaged and e.ncnd for e in response.exemptions) else "none"
    )


def contents(collection: Collection, collected: Collected) -> tuple[str, ...]:
    """What the documents of a response have: tables, recognised text, hidden content, files."""
    found: set[str] = set()
    extracted = collection.outputs("extract")
    for sha256 in dict.fromkeys(capture.sha256 for capture in collected.captures):
        if sha256 is not None and (document := extracted.get(sha256)) is not None:
            found |= set(_contents(document))
    if any(c.kind == "attachment" or c.parent is not None for c in collected.captures):
        found.add("attachment")
    return tuple(sorted(found))


def _contents(document: Mapping[str, Any]) -> Iterator[str]:
    if document["tables"]:
        yield "table"
    if any(page["method"] == "ocr" for page in document["pages"]):
        yield "ocr"
    if document["hidden"]:
        yield "hidden"
    if document["children"]:
        yield "attachment"
    for child in document["children"]:
        yield from _contents(child)


def without(text: str | None, people: Iterable[PersonalData]) -> str | None:
    """A short text with every name and contact that stands in it replaced by its kind."""
    if text is None:
        return None
    for person in sorted(people, key=lambda person: -len(person.text)):
        printed = r"\s+".join(map(re.escape, person.text.split()))
        if printed:
            text = re.sub(rf"(?<!\w){printed}(?!\w)", f"[{person.kind}]", text)
    return text


def request_ranges(response: Response) -> list[Span]:
    """Where the request stands in the letter, in order; the rest is the response."""
    spans = sorted(
        span
        for section in response.sections
        if section.kind == "request"
        for span in section.spans
    )
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _streams(
    response: Response, people: Iterable[PersonalData]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the request and of the response, in order."""
    requests = request_ranges(response)
    starts = [start for start, _ in requests]
    hidden = sorted(span for person in people for span in person.spans)
    request: list[str] = []
    answer: list[str] = []
    last: list[str] | None = None
    at = 0
    for token in tokens(response.text):
        place = bisect_right(starts, token.start) - 1
        stream = request if place >= 0 and token.start < requests[place][1] else answer
        if stream is not last and stream:
            stream.extend(GAP)
        last = stream
        while at < len(hidden) and hidden[at][1] <= token.start:
            at += 1
        covered = at < len(hidden) and hidden[at][0] < token.end
        stream.append(HOLE if covered else token.word)
    return tuple(request), tuple(answer)


def _positions(response: Response, people: Iterable[PersonalData]) -> Iterator[PositionEntry]:
    texts = {question.id: question.text for question in response.questions}
    for answer in response.positions:
        state = (
            "full" if answer.position == "ncnd" else "partial" if answer.partial_ncnd else "none"
        )
        for force in _distinct(response.forces) or (None,):
            yield PositionEntry(
                letter=response.id,
                force=force,
                question=answer.question,
                text=without(texts.get(answer.question), people) or "",
                position=answer.position,
                partial_ncnd=answer.partial_ncnd,
                ncnd=state,
                exemptions=_distinct(answer.exemptions),
                evidence=answer.spans[0] if answer.spans else None,
            )


def _distinct(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))


def _day(value: str | None) -> str | None:
    """An ISO date that a calendar has; anything else is as good as unknown."""
    try:
        return date.fromisoformat(value[:10]).isoformat() if value else None
    except ValueError:
        return None
