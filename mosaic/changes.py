"""Positions that changed: the same force, nearly the same question, another answer later."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

from collection.collection import Collection
from crawlers.capture import Capture, Captures
from index.plain import said
from mosaic.again import Again, asked_again, same_questions
from mosaic.crowd import CROWD, spread
from mosaic.evidence import Evidence, passage
from mosaic.finding import Finding, FindingKind
from mosaic.position import ANSWERS, REFUSES, Position
from mosaic.request import request_of
from nlp.collected import STAGE as READ
from nlp.collected import Collected, response
from nlp.response import Answer


def changes(
    collection: Collection,
    letters: Iterable[Collected],
    robin_of: Mapping[str, str],
    *,
    again: Callable[[], list[list[Again]]] | None = None,
    personal_data: bool = False,
) -> list[Finding]:
    """What changed between letters of one force, and between versions of one page.

    A question about other years is another question. Where a force answered one several times,
    each letter is held against the one before it. What joint letters show is said once.

    Args:
        collection: Where the letters are from.
        letters: Those to look at; each is held against all earlier letters among them.
        robin_of: The round robin of each response that is in one.
        again: What :func:`asking` gave for these letters, where that was begun before.
        personal_data: For the operator: leave people's names and contact data in.
    """
    evidence = Evidence(collection, personal_data=personal_data)
    held = list(letters)
    if again is None:
        with asking(held) as begun:
            pairs = begun()
    else:
        pairs = again()
    found = [
        *_between_letters(_by_force(held), pairs, evidence, robin_of),
        *_between_versions(collection, held, evidence, robin_of),
        *_taken_down(collection, held, evidence, robin_of),
    ]
    return sorted(
        _said_once(found),
        key=lambda finding: (
            finding.kind, finding.force or "", finding.evidence[-1].responded or "",
            finding.question or "",
        ),
    )  # fmt: skip


def _said_once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that differ only in the force as one, of all these forces in one order."""
    found: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for one in findings:
        found[one.kind, one.question, one.evidence, one.after, one.message].append(one)
    return [
        replace(same[0], forces=tuple(sorted({slug for one in same for slug in one.forces})))
        for same in found.values()
    ]


def _between_letters(
    own_of: Mapping[str, Sequence[Collected]],
    found: Iterable[Sequence[Again]],
    evidence: Evidence,
    robin_of: Mapping[str, str],
) -> Iterator[Finding]:
    for (force, own), pairs in zip(own_of.items(), found, strict=True):
        for one, other, before, after in pairs:
            yield from _changed(
                own[one], own[other], before, after, evidence, robin_of, forces=(force,)
            )


@contextmanager
def asking(letters: Iterable[Collected]) -> Iterator[Callable[[], list[list[Again]]]]:
    """What forces were asked again, looked for by other processes where there are many letters.

    Gives what waits for the end and returns it, force by force: meanwhile other work can be done.
    """
    own_of = _by_force(letters)
    # Each force has its own letters alone; another process need not know what they say.
    asked = (
        [(request_of(letter), letter.response.responded or "") for letter in own]
        for own in own_of.values()
    )
    if sum(map(len, own_of.values())) < CROWD:
        yield lambda: [*map(asked_again, asked)]
        return
    with ThreadPoolExecutor(1) as waiting:
        yield waiting.submit(list, spread(asked_again, asked)).result


def _by_force(letters: Iterable[Collected]) -> dict[str, list[Collected]]:
    """The dated letters of each force, the earliest first."""
    found: dict[str, list[Collected]] = defaultdict(list)
    for letter in letters:
        if letter.response.responded:
            for force in letter.response.forces:
                found[force].append(letter)
    for own in found.values():
        own.sort(key=lambda letter: (letter.response.responded or "", letter.response.id))
    return found


def _changed(
    earlier: Collected,
    later: Collected,
    before: str,
    after: str,
    evidence: Evidence,
    robin_of: Mapping[str, str],
    *,
    forces: tuple[str, ...],
    kind: FindingKind | None = None,
) -> Iterator[Finding]:
    first, second = _answer(earlier, before), _answer(later, after)
    if first is None or second is None or _says(first) == _says(second):
        return
    if "not-applicable" in (first.position, second.position):
        return
    withdrawn = first.position in ANSWERS and second.position in REFUSES
    cells = (evidence.of(earlier, first), evidence.of(later, second))
    text = {question.id: question.text for question in request_of(later).questions}[after]
    yield Finding(
        kind=kind if kind and withdrawn else "changed",
        robin=robin_of.get(later.response.id),
        question=after,
        text=text,
        forces=forces,
        before=first.position,
        after=second.position,
        evidence=tuple(map(passage, cells)),
        message=_sentence(*cells, versions=kind is not None),
    )


def _answer(letter: Collected, question: str) -> Answer | None:
    return next(
        (a for a in letter.response.positions if a.question == question and a.position), None
    )


def _says(answer: Answer) -> tuple[str | None, bool]:
    return answer.position, answer.partial_ncnd


def _sentence(before: Position, after: Position, *, versions: bool) -> str:
    """Two positions with their days; versions of a letter have one, and are told by the fetch."""
    cells = (before, after)
    days = [cell.responded or "undated" for cell in cells]
    fetched = [cell.fetched for cell in cells if cell.fetched]
    if versions and len(fetched) == len(cells):
        same = len({fetch[:10] for fetch in fetched}) == 1
        days = [f"as fetched {_when(fetch, timed=same)}" for fetch in fetched]
    told = [
        f"{said(cell.position, partial_ncnd=cell.partial_ncnd)} ({day})"
        for cell, day in zip(cells, days, strict=True)
    ]
    return ", then ".join(told)


def _when(fetched: str, *, timed: bool) -> str:
    """The day of a fetch, with its time where two fetches have one day."""
    return f"{fetched[:10]} {fetched[11:19]} UTC" if timed else fetched[:10]


def _between_versions(
    collection: Collection,
    letters: Iterable[Collected],
    evidence: Evidence,
    robin_of: Mapping[str, str],
) -> Iterator[Finding]:
    """A page whose text was replaced: the version now against the one before it."""
    current = {letter.url: letter for letter in letters}
    several = collection.db.execute(
        "SELECT url FROM capture GROUP BY url HAVING count(DISTINCT sha256) > 1"
    )
    urls = {capture.url for letter in current.values() for capture in letter.captures}
    if urls.isdisjoint(row["url"] for row in several):
        return
    versions: dict[str, list[Collected]] = defaultdict(list)
    known = {letter.response.id for letter in current.values()}
    for id_ in collection.outputs(READ).stamps().keys() - known:
        old = response(collection, id_)
        if old is not None and old.superseded and old.url in current:
            versions[old.url].append(old)
    for url, past in versions.items():
        order = sorted(past, key=lambda letter: letter.captures[0].id)
        for earlier, later in pairwise([*order, current[url]]):
            for before, after in same_questions(request_of(earlier), request_of(later)):
                yield from _changed(
                    earlier, later, before, after, evidence, robin_of,
                    forces=later.response.forces, kind="withdrawn",
                )  # fmt: skip


def _taken_down(
    collection: Collection,
    letters: Iterable[Collected],
    evidence: Evidence,
    robin_of: Mapping[str, str],
) -> Iterator[Finding]:
    """Pages that no longer answer, the letters on them kept."""
    gone = {
        capture.url: capture
        for capture in Captures(collection.db).find(
            "state = 'gone' AND id IN (SELECT max(id) FROM capture GROUP BY url, force)"
        )
    }
    if not gone:
        return
    held = list(letters)
    standing = {_answer_of(one) for one in held if not _left(one, gone)}
    for letter in held:
        if _answer_of(letter) in standing:
            continue  # it was moved, and its new page is another capture
        cell = evidence.of(letter)
        for force, capture in _left(letter, gone).items():
            yield Finding(
                kind="withdrawn",
                robin=robin_of.get(letter.response.id),
                question=None,
                text=None,
                forces=(force,) if force else (),
                before=letter.response.outcome,
                after=None,
                evidence=(passage(cell),),
                message=f"the page no longer answered on {capture.fetched[:10]}",
            )


def _answer_of(letter: Collected) -> tuple[object, ...]:
    """What makes two pages the same answer, wherever they stand."""
    response = letter.response
    return response.forces, response.reference or response.id, response.responded


def _left(letter: Collected, gone: Mapping[str, Capture]) -> dict[str | None, Capture]:
    """The forces in whose logs a letter no longer stands, each with the fetch that found it gone.

    A letter that the log still has at another address has left it nowhere.
    """
    logs: dict[str | None, list[str]] = defaultdict(list)
    for capture in letter.captures:
        if capture.parent is None:
            logs[capture.force].append(capture.url)
    left = {
        force: gone[urls[0]]
        for force, urls in logs.items()
        if urls and all(url in gone for url in urls)
    }
    if len(logs) > 1:
        return left
    return {force: fetch for fetch in left.values() for force in letter.response.forces or (None,)}
