"""The position matrix: what each force says to each question, and what is known of the others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collection.collection import Collection
from crawlers.force import forces
from extract.contract import load as load_document
from extract.document import Document
from mosaic.columns import Column, columns
from mosaic.coverage import Coverage
from mosaic.position import Position
from nlp.collected import Collected
from nlp.masking import mask
from nlp.response import Answer, Response

EVIDENCE = 600
"""Longest passage shown as evidence, in characters; the rest is behind the address."""


def matrix(
    collection: Collection, letters: Iterable[Collected], *, robin: str | None = None
) -> list[Position]:
    """Every force, and what it says to each question of the letters.

    A joint answer stands under each of its forces. The same answer in the logs of several forces
    (the same forces, reference and positions) counts once. A force without an answer has one row
    with ``question`` ``None``.

    Args:
        collection: Where the letters are from.
        letters: The letters to lay side by side.
        robin: Id of their round robin, if they are one.

    Returns:
        Rows by force (in the registry's order), then question, then date.
    """
    held = list(_once(letters))
    order, place = columns(held)
    rows = [row for letter in held for row in _cells(collection, letter, order, place)]
    answered = {row.force for row in rows}
    days = sorted(day for letter in held if (day := letter.response.responded))
    coverage = Coverage(
        collection, first=days[0] if days else None, last=days[-1] if days else None
    )
    registry = [slug for slug, force in forces().items() if force.kind != "national-body"]
    rows += [coverage.absent(slug) for slug in registry if slug not in answered]
    rank = {slug: index for index, slug in enumerate(forces())}
    columns_ = {column.id: index for index, column in enumerate(order)}
    rows.sort(
        key=lambda row: (
            rank.get(row.force, len(rank)),
            columns_.get(row.question or "", -1),
            row.responded or "",
        )
    )
    return [replace(row, robin=robin) for row in rows]


def _once(letters: Iterable[Collected]) -> Iterator[Collected]:
    """Each answer once: a joint reply stands in the logs of all its forces."""
    seen: set[object] = set()
    for letter in sorted(letters, key=lambda letter: letter.response.id):
        response = letter.response
        # Two letters of one force with one reference and the same positions are one letter.
        key = (
            response.forces,
            response.reference,
            response.responded,
            tuple((answer.question, answer.position) for answer in response.positions),
        )
        if response.reference is None or key not in seen:
            seen.add(key)
            yield letter


def _cells(
    collection: Collection,
    letter: Collected,
    order: Sequence[Column],
    place: dict[tuple[str, str], str],
) -> Iterator[Position]:
    response = letter.response
    texts = {column.id: column.text for column in order}
    documents: dict[str, Document] = {}
    for answer in response.positions:
        column = place.get((response.id, answer.question))
        if column is None:
            continue
        evidence = _evidence(collection, letter, answer, documents)
        for force in response.forces:
            yield replace(
                evidence,
                question=column,
                text=texts[column],
                force=force,
                position=answer.position,
                partial_ncnd=answer.partial_ncnd,
                exemptions=answer.exemptions,
                responded=response.responded,
                response=response.id,
                message=answer.reason,
            )


def _evidence(
    collection: Collection, letter: Collected, answer: Answer, documents: dict[str, Document]
) -> Position:
    """The passage of an answer: its words, its document, its page."""
    blank = Position(question=None, force="", position=None)
    response = letter.response
    if not answer.spans:
        page = letter.captures[0]
        return replace(blank, url=page.url, sha256=page.sha256)
    start, end = answer.spans[0]
    words = mask(response.text, response.personal_data, start, min(end, start + EVIDENCE))
    part = next((part for part in response.parts if part.start <= start < part.end), None)
    if part is None or part.sha256 is None:
        return replace(blank, evidence=words, start=start, end=end)
    if part.sha256 not in documents:
        value = collection.outputs("extract").get(part.sha256)
        documents[part.sha256] = load_document(value) if value else Document(media_type="")
    pages = documents[part.sha256].pages if part.name is None else ()
    at = start - part.start
    number = next((page.number for page in pages if page.start <= at < page.end), None)
    return replace(
        blank,
        evidence=" ".join(words.split()),
        url=part.url,
        sha256=part.sha256,
        page=number,
        start=start,
        end=end,
    )


def passages(response: Response) -> dict[str, str]:
    """The evidence of each question of one response, people's data replaced by their kind."""
    return {
        answer.question: mask(response.text, response.personal_data, *answer.spans[0])
        for answer in response.positions
        if answer.spans
    }
