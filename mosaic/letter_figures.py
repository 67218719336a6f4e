"""The figures of one letter, from its tables and its sentences."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from collection.collection import Collection
from crawlers.force import forces
from mosaic.columns import Layout
from mosaic.figure import Figure
from mosaic.figure_letter import ASKS_NUMBER, BREAKDOWN, GIVES, FigureLetter, joined
from mosaic.letter_tables import LetterTable, letter_tables
from mosaic.series import name_of
from mosaic.stated import Statement, statements, whole_answer
from mosaic.table_questions import (
    candidates_of,
    goes_on,
    part_of,
    question_of,
    row_question,
    shared_out,
)
from mosaic.tabulated import Entry, tabulated
from nlp.response import Question, Span


def figures_of_letter(collection: Collection, letter: FigureLetter) -> list[Figure]:
    """The figures of a letter, table by table and then sentence by sentence.

    Those of a joint letter stand under each of its forces, but for what names one of them.
    """
    response = letter.held.response
    quoted = [
        span for section in response.sections if section.kind == "request"
        for span in section.spans
    ]  # fmt: skip
    found: list[Figure] = []
    stood: list[Span] = []
    before: tuple[LetterTable, Question | None] | None = None
    for table in letter_tables(collection, letter.held):
        if table.span:
            stood.append(table.span)
            if any(start <= table.span[0] < end for start, end in quoted):
                continue
        question, why = question_of(letter, table)
        if question is None and before and goes_on(response.text, before[0], table):
            question, why = before[1], "it follows a table of this question without a word between"
        before = (table, question)
        found += _of_table(letter, table, question, why)
    tabled = {one.question for one in found if one.value is not None}
    found += _once(_beside(one, tabled) for one in _of_prose(letter, stood))
    found = _lifted(found, letter.laid)
    return [figure for one in found for figure in by_force(one, response.forces)]


def _of_table(
    letter: FigureLetter, table: LetterTable, question: Question | None, why: str | None
) -> Iterator[Figure]:
    response = letter.held.response
    caption = table.caption(response.text)
    read = tabulated(table.table, near=caption)
    if read.kind == "words":
        return
    base = letter.base(question, table.span[0] if table.span else None)
    base = replace(
        base, source=table.source, table=table.number, sheet=table.table.sheet,
        page=table.page if table.source == "table" else base.page, message=why,
    )  # fmt: skip
    if table.part is not None and table.part.url:
        base = replace(base, url=table.part.url, sha256=table.part.sha256)
    if read.kind == "rows":
        reason = joined(f"{read.rows} rows, each a record: not counted here", why)
        yield replace(base, state="rows", printed=f"{read.rows} rows", message=reason)
        return
    corner = table.table.header[0] if table.table.header else ""
    part = part_of(letter, question, f"{table.lead(response.text)} {corner}")
    shared = shared_out(letter, read.entries, candidates_of(letter, table))
    for entry in read.entries:
        row = row_question(letter, corner, entry)
        if row is not None:
            entry = replace(entry, labels=entry.labels[1:])
        row = row or shared.get((entry.row, entry.column))
        of = base
        if row is not None:
            named = letter.base(row, table.span[0] if table.span else None)
            of = replace(
                base, question=named.question, text=named.text, asked_by=named.asked_by,
                position=named.position, message=None,
            )  # fmt: skip
        labels = tuple(letter.masked(list(entry.labels)))
        one = replace(
            of,
            labels=labels,
            measure=letter.masked(entry.measure),
            row=entry.row,
            column=entry.column,
            passage=None,
            **letter.quantity(entry),
        )
        # The total of a breakdown is an answer to the whole question.
        if part is not None and row is None and name_of(labels):
            message = joined(f"its question {question and question.id} has this part", one.message)
            one = replace(one, question=part.id, text=part.text, message=message)
        yield _other_years(one)


def _of_prose(letter: FigureLetter, tables: Sequence[Span]) -> Iterator[Figure]:
    """What sentences state in answer to questions that ask for numbers; each sentence once."""
    response = letter.held.response
    shared: dict[Span, list[Question]] = defaultdict(list)
    for question in letter.questions.values():
        answer = letter.answers.get(question.id)
        for span in answer.spans if answer and answer.position in GIVES else ():
            shared[span].append(question)
    seen: set[tuple[Span, str]] = set()
    for found, given in shared.items():
        span = whole_answer(response.text, found)
        asking = [
            question for question in given
            if ASKS_NUMBER.search(question.text) or BREAKDOWN.match(question.text)
        ]  # fmt: skip
        if not asking:
            continue
        told = statements(response.text, span, tables, letter.questions)
        # Passages of one answer may run into each other.
        for said in told:
            if (said.place, asking[0].id) not in seen:
                yield from _of_statement(letter, said, given, asking)
        seen |= {(said.place, asking[0].id) for said in told}


def _of_statement(
    letter: FigureLetter, said: Statement, given: Sequence[Question], asking: Sequence[Question]
) -> Iterator[Figure]:
    """A statement as a figure of its question: the one whose number it has, or the only one."""
    response = letter.held.response
    question = next((one for one in asking if one.id == said.marker), None)
    if question is None and said.marker in letter.questions:
        return  # it answers a question that asks for no number
    plain = question is not None or len(given) == 1
    question = question or asking[0]
    base = replace(
        letter.base(question, said.place[0]),
        source="prose",
        labels=tuple(letter.masked(list(said.labels))),
        passage=letter.evidence.words(response, *said.place),
    )
    if said.amount is None or not plain:
        ids = ", ".join(one.id for one in given)
        why = (
            "several figures; which is which was not read"
            if plain
            else f"figures in a passage that answers questions {ids}; which is whose was not read"
        )
        yield replace(base, labels=(), state="unread", message=why)
        return
    entry = Entry(row=0, column=0, labels=said.labels, span=said.span, amount=said.amount)
    yield _other_years(replace(base, **letter.quantity(entry)))


def _beside(one: Figure, tabled: set[str | None]) -> Figure:
    """A bare figure in a sentence beside a table of its question: it may count anything."""
    if one.question not in tabled or one.labels or one.period or one.state == "unread":
        return one
    why = "a figure in a sentence beside a table; what it counts was not read"
    return replace(
        one, state="unread", message=why, value=None, low=None, high=None, unit=None, printed=None
    )


def _once(found: Iterable[Figure]) -> Iterator[Figure]:
    """Figures of sentences, without those of a question that say again that nothing was read."""
    unread: set[str | None] = set()
    for one in found:
        if one.state == "unread" and one.question in unread:
            continue
        if one.state == "unread":
            unread.add(one.question)
        yield one


def _other_years(one: Figure) -> Figure:
    if one.asked_by is None or one.basis is None or one.asked_by == one.basis:
        return one
    if one.grain not in ("year", "quarter"):
        return one
    said = (
        "asked by calendar year, printed under financial years"
        if one.basis == "financial"
        else "asked by financial year, printed under years that it does not call financial"
    )
    return replace(one, message=joined(said, one.message))


def _lifted(found: Sequence[Figure], laid: Layout) -> list[Figure]:
    """Totals of a breakdown ("1a. for each year") moved to the question that it breaks down."""
    columns = {column.id for column in laid.columns}
    wholes: dict[tuple[str | None, str | None, str | None], set[str | None]] = defaultdict(set)

    def parent(one: Figure) -> str | None:
        match = re.fullmatch(r"(B?\d+)[a-z]+", one.question or "")
        stem = match[1] if match and match[1] in columns else None
        return stem if stem and BREAKDOWN.match(one.text or "") else None

    for one in found:
        if not name_of(one.labels):
            wholes[parent(one) or one.question, one.period, one.unit].add(one.printed)
    texts = {column.id: column.text for column in laid.columns}
    lifted = []
    for one in found:
        to = parent(one)
        same = to and len(wholes[to, one.period, one.unit]) == 1
        if to and same and not name_of(one.labels) and one.state not in ("unread", "rows"):
            one = replace(
                one, question=to, text=texts[to],
                message=joined(f"given under its question {one.question}", one.message),
            )  # fmt: skip
        lifted.append(one)
    return lifted


def by_force(one: Figure, answering: tuple[str, ...]) -> Iterator[Figure]:
    """A figure under each force that gives it; a row that names one of them is of it alone."""
    if len(answering) < 2:
        yield replace(one, force=answering[0] if answering else None)
        return
    for label in one.labels:
        named = [slug for slug in answering if _folded(label) in _called(slug)]
        if len(named) == 1:
            rest = tuple(other for other in one.labels if other != label)
            yield replace(one, force=named[0], labels=rest, joint=answering)
            return
    said = f" {_folded(one.passage or '')} "
    named = [slug for slug in answering if any(f" {name} " in said for name in _called(slug))]
    for slug in named if len(named) == 1 else answering:
        yield replace(one, force=slug, joint=answering)


def _called(slug: str) -> set[str]:
    force = forces()[slug]
    names = {_folded(name) for name in (slug, force.name, *force.aliases)}
    return names | {
        re.sub(r" (?:police|constabulary|police service)$", "", name) for name in names
    }


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", name.casefold().replace("&", " and ")).split())
