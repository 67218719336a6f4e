"""Figures side by side: what the tables and sentences of several letters give to one question."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from collection.collection import Collection
from crawlers.force import forces
from index.analysis import words
from mosaic.columns import Column, Layout, layout
from mosaic.evidence import Evidence
from mosaic.figure import Figure
from mosaic.letter_tables import LetterTable, letter_tables
from mosaic.matrix import once
from mosaic.question import compared, wording
from mosaic.request import request_of
from mosaic.series import Labels, name_of, series
from mosaic.stated import Statement, going_on, statements
from mosaic.tabulated import Entry, tabulated
from mosaic.timespan import Timespan
from mosaic.years import basis
from nlp.collected import Collected
from nlp.masking import mask_words
from nlp.response import Answer, Question, Span

GIVES = frozenset({"disclosed", "partly-disclosed", "confirmed", "denied", None})
"""Positions of answers whose sentences may state a figure."""

_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long)\b|\b(?:numbers?|totals?|costs?|spen[dt]|spending|amounts?"
    r"|figures?|statistics|breakdown|broken down|rates?|percentages?|proportion|counts?|average"
    r"|budgets?|volumes?|sums?|quantit\w+|prices?|values?)\b",
    re.IGNORECASE,
)
_NAMES_QUESTION = re.compile(
    r"^[ \t]*(?:\w+ ){0,2}?(?:Q|questions?|responses?|answers?|repl(?:y|ies) to)\.?\s*"
    r"(?P<first>\d{1,2}[a-z]{0,3})\b(?:\)?\s*(?:,|and|&|to|-|–)\s*(?:Q)?"
    r"(?P<second>\d{1,2}[a-z]{0,3}|[a-z])\b)?",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading; words within a sentence ("nothing is held for question 3") name no question."""

_LINE_MARK = re.compile(
    r"^[ \t]*\(?(\d{1,2}[a-z]{0,3}|[a-z])[.):](?=\s)", re.IGNORECASE | re.MULTILINE
)
_BREAKDOWN = re.compile(
    r"\W*(?:for each|per|by|broken down|breakdown|split|in each) (?:the )?(?:\w+ )?(?:years?"
    r"|months?|nature|type|category|offence|crime|kind|quarter)\b",
    re.IGNORECASE,
)


_CLEARLY = 0.05
"""How much more alike a heading must be to one question than to the next."""

_ALIKE = 0.25
"""Least likeness of a heading to the part of a question that it names."""


@dataclass(slots=True)
class _Letter:
    """One letter with what its figures need."""

    held: Collected
    laid: Layout
    evidence: Evidence
    personal_data: bool
    robin: str | None
    texts: dict[str, str] = field(init=False)
    questions: dict[str, Question] = field(init=False)
    answers: dict[str, Answer] = field(init=False)

    def __post_init__(self) -> None:
        response = self.held.response
        self.texts = {column.id: column.text for column in self.laid.columns}
        asked = request_of(self.held, personal_data=self.personal_data).questions
        self.questions = {question.id: question for question in asked}
        self.answers = {answer.question: answer for answer in response.positions}

    def masked(self, value: Any) -> Any:
        people = () if self.personal_data else self.held.response.personal_data
        return mask_words(value, people)


def figures(
    collection: Collection,
    letters: Iterable[Collected],
    *,
    robin: str | None = None,
    personal_data: bool = False,
) -> list[Figure]:
    """Every figure of the letters, those of one question and series next to each other.

    Nothing is added, converted or guessed: a total stands as a total, a financial year is never a
    calendar year, ``0``, ``nil``, a dash and an empty cell are four things. A letter that answers
    a question for which another gives figures, and gives none itself, has a row that says what it
    answers. Forces without a letter are not in it; :func:`mosaic.matrix.matrix` says what is known
    of them.

    Args:
        collection: Where the letters are from.
        letters: The letters to lay side by side, in any order.
        robin: Id of their round robin, if they are one.
        personal_data: For the operator: leave people's names and contact data in.

    Returns:
        By question, series, unit, basis, force and period.
    """
    held = once(letters)
    requests = [request_of(letter, personal_data=personal_data) for letter in held]
    laid = layout(requests, one=robin is not None)
    evidence = Evidence(collection, personal_data=personal_data)
    found: list[Figure] = []
    for one in held:
        letter = _Letter(one, laid, evidence, personal_data, robin)
        found += _of_letter(collection, letter)
    found = _named(found)
    found += _silent(held, laid, evidence, found, personal_data=personal_data, robin=robin)
    place = {column.id: at for at, column in enumerate(laid.columns)}
    rank = {slug: at for at, slug in enumerate(forces())}
    found.sort(
        key=lambda one: (
            place.get(one.question or "", len(place)),
            one.series is not None,
            one.series or "",
            one.unit or "",
            one.basis or "",
            rank.get(one.force or "", len(rank)),
            one.response,
            one.start or "",
            one.period or "",
            one.table or 0,
            one.row or 0,
            one.column or 0,
        )
    )
    return found


def _of_letter(collection: Collection, letter: _Letter) -> list[Figure]:
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
        question, why = _question_of(letter, table)
        if question is None and before and _goes_on(response.text, before[0], table):
            question, why = before[1], "it follows a table of this question without a word between"
        before = (table, question)
        found += _of_table(letter, table, question, why)
    tabled = {one.question for one in found if one.value is not None}
    found += _once(_beside(one, tabled) for one in _of_prose(letter, stood))
    found = _lifted(found, letter.laid)
    return [figure for one in found for figure in _by_force(one, response.forces)]


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


def _goes_on(text: str, before: LetterTable, table: LetterTable) -> bool:
    """Whether hardly a word stands between two tables of one document."""
    if before.span is None or table.span is None or before.part != table.part:
        return False
    between = text[before.span[1] : table.span[0]]
    return len(between.split()) < 6 and not _NAMES_QUESTION.search(between)


def _of_table(
    letter: _Letter, table: LetterTable, question: Question | None, why: str | None
) -> Iterator[Figure]:
    response = letter.held.response
    caption = table.caption(response.text)
    read = tabulated(table.table, near=caption)
    if read.kind == "words":
        return
    base = _base(letter, question, table.span[0] if table.span else None)
    base = replace(
        base, source=table.source, table=table.number, sheet=table.table.sheet,
        page=table.page if table.source == "table" else base.page, message=why,
    )  # fmt: skip
    if table.part is not None and table.part.url:
        base = replace(base, url=table.part.url, sha256=table.part.sha256)
    if read.kind == "rows":
        reason = _joined(f"{read.rows} rows, each a record: not counted here", why)
        yield replace(base, state="rows", printed=f"{read.rows} rows", message=reason)
        return
    corner = table.table.header[0] if table.table.header else ""
    part = _part_of(letter, question, f"{table.lead(response.text)} {corner}")
    shared = _shared_out(letter, read.entries, _candidates(letter, table))
    for entry in read.entries:
        row = _row_question(letter, corner, entry)
        if row is not None:
            entry = replace(entry, labels=entry.labels[1:])
        row = row or shared.get((entry.row, entry.column))
        of = base
        if row is not None:
            named = _base(letter, row, table.span[0] if table.span else None)
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
            **_quantity(letter, entry),
        )
        # The total of a breakdown is an answer to the whole question.
        if part is not None and row is None and name_of(labels):
            message = _joined(
                f"its question {question and question.id} has this part", one.message
            )
            one = replace(one, question=part.id, text=part.text, message=message)
        yield _other_years(one)


def _row_question(letter: _Letter, corner: str, entry: Entry) -> Question | None:
    """The question of a row, in a table whose rows are numbered as the questions are."""
    if not re.search(r"\bquestions?\b", corner, re.IGNORECASE) or not entry.labels:
        return None
    match = re.match(
        r"\W*(?:Q(?:uestion)?\s*)?(\d{1,2}[a-z]{0,3})\b", entry.labels[0], re.IGNORECASE
    )
    return letter.questions.get(match[1].casefold()) if match else None


def _quantity(letter: _Letter, entry: Entry) -> dict[str, Any]:
    said = entry.amount
    return _time(entry.span) | {
        "state": said.state,
        "value": said.value,
        "low": said.low,
        "high": said.high,
        "unit": said.unit,
        "about": said.about,
        "printed": letter.masked(said.printed),
        "total": entry.total,
        "adds_up": entry.adds_up,
    }


def _time(span: Timespan | None) -> dict[str, Any]:
    if span is None:
        return {}
    return {
        "period": span.label,
        "basis": span.basis,
        "grain": span.grain,
        "start": span.start and span.start.isoformat(),
        "end": span.end and span.end.isoformat(),
        "part": span.part,
    }


def _of_prose(letter: _Letter, tables: Sequence[Span]) -> Iterator[Figure]:
    """What sentences state in answer to questions that ask for numbers; each sentence once."""
    response = letter.held.response
    shared: dict[Span, list[Question]] = defaultdict(list)
    for question in letter.questions.values():
        answer = letter.answers.get(question.id)
        for span in answer.spans if answer and answer.position in GIVES else ():
            shared[span].append(question)
    seen: set[tuple[Span, str]] = set()
    for (start, end), given in shared.items():
        span = (start, going_on(response.text, end))
        asking = [
            question for question in given
            if _ASKS_NUMBER.search(question.text) or _BREAKDOWN.match(question.text)
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
    letter: _Letter, said: Statement, given: Sequence[Question], asking: Sequence[Question]
) -> Iterator[Figure]:
    """A statement as a figure of its question: the one whose number it has, or the only one."""
    response = letter.held.response
    question = next((one for one in asking if one.id == said.marker), None)
    if question is None and said.marker in letter.questions:
        return  # it answers a question that asks for no number
    plain = question is not None or len(given) == 1
    question = question or asking[0]
    base = replace(
        _base(letter, question, said.place[0]),
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
    yield _other_years(replace(base, **_quantity(letter, entry)))


def _base(letter: _Letter, question: Question | None, at: int | None) -> Figure:
    """What all figures of one place have in common."""
    response = letter.held.response
    answer = letter.answers.get(question.id) if question else None
    place = letter.evidence.of(
        letter.held, replace(answer, spans=((at, at + 1),)) if answer and at is not None else None
    )
    column = letter.laid.place.get((response.id, question.id)) if question else None
    return Figure(
        robin=letter.robin,
        question=column,
        text=letter.texts.get(column) if column else None,
        asked_by=basis(question.text) if question else None,
        force=None,
        response=response.id,
        responded=response.responded,
        position=answer.position if answer else None,
        state="words",
        source="none",
        page=place.page,
        url=place.url,
        sha256=place.sha256,
    )


def _candidates(letter: _Letter, table: LetterTable) -> list[Question]:
    """The questions that a table may answer: by the heading over it, else by its place."""
    response = letter.held.response
    questions = letter.questions
    if len(questions) == 1:
        return list(questions.values())
    candidates: list[Question] = []
    for match in _NAMES_QUESTION.finditer(table.heading(response.text)):
        named = [match["first"].casefold()]
        if match["second"]:
            second = match["second"].casefold()
            stem = re.match(r"\d*", named[0])
            named.append(second if second[0].isdigit() else f"{stem[0] if stem else ''}{second}")
        candidates = [questions[id_] for id_ in named if id_ in questions] or candidates
    if not candidates:
        marks = [mark.casefold() for mark in _LINE_MARK.findall(table.heading(response.text))]
        candidates = [questions[mark] for mark in marks if mark in questions][-1:]
    if not candidates and table.span:
        start, end = table.span
        candidates = [
            questions[answer.question]
            for answer in response.positions
            if answer.question in questions and any(a < end and start < b for a, b in answer.spans)
        ]
    return candidates


def _shared_out(
    letter: _Letter, entries: Sequence[Entry], candidates: Sequence[Question]
) -> dict[tuple[int, int], Question]:
    """The question of each cell, where each column, or each row, has the words of one.

    "Thefts | Arrests" under two questions; nothing where one column or row is not plain.
    """
    given = [one for one in candidates if _position(letter, one) in GIVES]
    for place in ("column", "row") if len(given) > 1 else ():
        lines: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            lines[getattr(entry, place)].append(entry)
        found = {at: _named_by(line, given) for at, line in lines.items()}
        if None not in found.values() and len({id(one) for one in found.values()}) > 1:
            return {
                (entry.row, entry.column): question
                for entry in entries
                if (question := found[getattr(entry, place)]) is not None
            }
    return {}


def _named_by(line: Sequence[Entry], candidates: Sequence[Question]) -> Question | None:
    """The question that has the words which all cells of a row or column share."""
    common = set(line[0].labels).intersection(*(entry.labels for entry in line))
    said = wording(" ".join(sorted(common)))
    scored = sorted((-compared(said, wording(one.text)), at) for at, one in enumerate(candidates))
    best, second = -scored[0][0], -scored[1][0]
    return candidates[scored[0][1]] if best > max(second + _CLEARLY, 0.15) else None


def _question_of(letter: _Letter, table: LetterTable) -> tuple[Question | None, str | None]:
    """The question that a table answers, and a word where that is not plain."""
    response = letter.held.response
    candidates = _candidates(letter, table)
    given = [one for one in candidates if _position(letter, one) in GIVES]
    if candidates and not given:
        ids = ", ".join(question.id for question in candidates)
        return None, f"its place answers questions {ids}, which the letter does not give"
    candidates = given
    if len(candidates) == 1:
        return candidates[0], None
    if not candidates:
        return None, "which question the table answers was not read"
    ids = ", ".join(question.id for question in candidates)
    said = wording(f"{table.lead(response.text)} {' '.join(table.table.header)}")
    scored = sorted(candidates, key=lambda question: -compared(said, wording(question.text)))
    best, second = (compared(said, wording(question.text)) for question in scored[:2])
    if best > second + _CLEARLY:
        return scored[0], f"its place answers questions {ids}; its words are those of this one"
    numeric = [question for question in candidates if _ASKS_NUMBER.search(question.text)]
    if len(numeric) == 1:
        return numeric[0], f"its place answers questions {ids}; this one asks for numbers"
    return None, f"its place answers questions {ids}; which of them the table answers is not plain"


def _position(letter: _Letter, question: Question) -> str | None:
    answer = letter.answers.get(question.id)
    return answer.position if answer else None


def _part_of(letter: _Letter, question: Question | None, heading: str) -> Column | None:
    """The part of a longer question that a heading names, where other letters number it."""
    if question is None:
        return None
    response = letter.held.response
    own = {letter.laid.place[response.id, id_] for id_ in letter.questions}
    whole = f" {' '.join(words(question.text))} "
    said = wording(heading)
    scored = sorted(
        (
            (compared(said, wording(column.text)), column.id, column)
            for column in letter.laid.columns
            if column.id not in own and f" {' '.join(words(column.text))} " in whole
        ),
        key=lambda one: (-one[0], one[1]),
    )
    if not scored or scored[0][0] < _ALIKE:
        return None
    second = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][2] if scored[0][0] > second + _CLEARLY else None


def _lifted(found: Sequence[Figure], laid: Layout) -> list[Figure]:
    """Totals of a breakdown ("1a. for each year") moved to the question that it breaks down."""
    columns = {column.id for column in laid.columns}
    wholes: dict[tuple[str | None, str | None, str | None], set[str | None]] = defaultdict(set)

    def parent(one: Figure) -> str | None:
        match = re.fullmatch(r"(B?\d+)[a-z]+", one.question or "")
        stem = match[1] if match and match[1] in columns else None
        return stem if stem and _BREAKDOWN.match(one.text or "") else None

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
                message=_joined(f"given under its question {one.question}", one.message),
            )  # fmt: skip
        lifted.append(one)
    return lifted


def _by_force(one: Figure, answering: tuple[str, ...]) -> Iterator[Figure]:
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
    return replace(one, message=_joined(said, one.message))


def _named(found: Sequence[Figure]) -> list[Figure]:
    """The figures with the names of their series, question by question.

    A letter with two different "wholes" of one question and time has none: each keeps the name of
    what it counts.
    """

    def plain(one: Figure) -> tuple[Any, ...]:
        return one.question, one.response, one.force, one.period, one.unit

    values: dict[tuple[Any, ...], set[str | None]] = defaultdict(set)
    for one in found:
        if not name_of(one.labels) and one.state not in ("unread", "rows"):
            values[plain(one)].add(one.printed)
    labels: list[Labels] = []
    for one in found:
        torn = not name_of(one.labels) and len(values[plain(one)]) > 1
        labels.append((*one.labels, *((one.measure,) if torn and one.measure else ())))
    by_question: dict[str | None, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        by_question[one.question].append(at)
    named = list(found)
    for places in by_question.values():
        names = series(labels[at] for at in places)
        for at in places:
            one = found[at]
            name = names[labels[at]]
            message = one.message
            if (
                name is None
                and len(values[plain(one)]) > 1
                and one.state not in ("unread", "rows")
            ):
                message = _joined("its letter gives several such figures", message)
            named[at] = replace(one, series=name, message=message)
    return named


def _silent(
    held: Sequence[Collected],
    laid: Layout,
    evidence: Evidence,
    found: Sequence[Figure],
    *,
    personal_data: bool,
    robin: str | None,
) -> Iterator[Figure]:
    """A row for each letter that answers a question with something else than a figure."""
    numeric = {one.question for one in found if one.question and one.state != "rows"}
    given: Mapping[tuple[str | None, str], int] = Counter(
        (one.question, one.response) for one in found
    )
    for one in held:
        letter = _Letter(one, laid, evidence, personal_data, robin)
        response = one.response
        for question in letter.questions.values():
            column = laid.place[response.id, question.id]
            if column not in numeric or given[column, response.id]:
                continue
            answer = letter.answers.get(question.id)
            base = _base(letter, question, None)
            passage = evidence.of(one, answer) if answer else None
            if passage is not None:
                base = replace(
                    base, passage=passage.evidence, page=passage.page, url=passage.url,
                    sha256=passage.sha256,
                )  # fmt: skip
            said = base.position or "its answer was not read"
            base = replace(base, state="no-figure", message=f"no figure was read: {said}")
            yield from _by_force(base, response.forces)


def _joined(*sentences: str | None) -> str | None:
    return "; ".join(sentence for sentence in sentences if sentence) or None
