"""Passages composed to be learned from, each put into a letter: ``tests/golden/snippets``.

``answers.jsonl`` has questions with the answer to each and its position, ``reliance.jsonl``
passages that name provisions with what they rely on and what they do not, ``procedural.jsonl``
those that name procedural ones, with which of them decide something, ``heads.jsonl`` openings
of letters with their forces, reference and dates. ``prose.jsonl`` has answers to several questions
that name none of them, with the questions of each sentence, and ``replies.jsonl`` such answers
that nothing is learned from. ``letters.jsonl`` has short letters of forms that are easily misread,
and ``sentences.jsonl`` such answers.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.evaluate import GOLDEN

FOLDER = GOLDEN / "snippets"
LAWS = {
    "foia": "the Freedom of Information Act 2000",
    "foisa": "the Freedom of Information (Scotland) Act 2002",
    "eir": "the Environmental Information Regulations 2004",
    "eisr": "the Environmental Information (Scotland) Regulations 2004",
}
FRAME = (
    "{force}\nInformation Unit\n\nOur ref: 1234/23\n14 April 2023\n\nDear Ms Example\n\n"
    "I write in connection with your request for information under {law}, which was received on"
    " 20 March 2023.\n\nYou asked:\n\n{asked}\n\nOur response:\n\n{answer}\n\n"
    "Complaint rights\n\nIf you are dissatisfied with this response you may ask for an internal"
    " review within 40 working days.\n\nYours sincerely\n\nInformation Officer\n"
)


LAYOUTS = (
    ("{n}. {q}", "{n}. {a}"), ("{n}. {q}", "Question {n}\n{a}"), ("{n}) {q}", "Q{n}: {a}"),
    ("{l}) {q}", "{l}) {a}"), ("({l}) {q}", "In respect of part ({l}): {a}"),
    ("Q{n} {q}", "Turning to question {n}: {a}"), ("{n}. {q}", "Point {n} - {a}"),
    ("{n}. {q}", "{a}"), ("• {q}", "{a}"), ("{q}", "{a}"), ("{r}. {q}", "{r}. {a}"),
    ("", "{n}. {q}\n\n{a}"), ("", "{n}. {q}\nResponse: {a}"), ("", "Q{n}. {q}\n\nA{n}. {a}"),
    ("", "{l}) {q}\n{a}"), ("", "{n}. {q}\n{a}"),
)  # fmt: skip
"""How questions are asked and answered; without the first, each answer stands below its question.
Number, letter, Roman numeral, question and answer by their initials."""
ROMAN = ("i", "ii", "iii", "iv", "v")
PASSED_OVER = 0.3
"""Of longer letters that number their answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """A passage that names provisions, in a letter.

    Attributes:
        relied: Exemptions that it relies on.
        rejected: Those that it names and does not rely on.
        procedural: Procedural provisions that decide something in it.
    """

    letter: str
    relied: tuple[str, ...]
    rejected: tuple[str, ...]
    procedural: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with the answer to it."""

    question: str
    answer: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A letter whose answers name no questions.

    Attributes:
        positions: By the number of the question in the order asked.
        sentences: Start and end of each sentence of the answer, and the numbers of the questions
            that it answers; none where that is not marked.
    """

    letter: str
    positions: Mapping[int, str]
    sentences: Sequence[tuple[int, int, tuple[int, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The head of a letter, with an answer below it.

    Attributes:
        forces: Slugs, sorted.
        received: ISO date; ``None`` where the text does not say.
        responded: ISO date; ``None`` where the text does not say.
    """

    letter: str
    forces: tuple[str, ...]
    reference: str | None
    received: str | None
    responded: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A short letter of a form that is easily misread.

    Attributes:
        positions: By question, in the order of the request, as far as they are marked.
        provisions: That a question is refused under, of a question that is.
        partial_ncnd: Questions on which anything further is neither confirmed nor denied.
    """

    name: str
    letter: str
    positions: Mapping[str, str]
    provisions: Mapping[str, Sequence[str]]
    partial_ncnd: Sequence[str]
    outcome: str | None


def short_letters(of: str | None = None) -> Iterator[Letter]:
    """The letters of ``letters.jsonl``, or those that are of one kind."""
    for one in _lines("letters"):
        if of in (None, one["of"]):
            yield Letter(
                name=one["name"],
                letter=one["letter"],
                positions=one["positions"],
                provisions=one.get("provisions", {}),
                partial_ncnd=one.get("partial_ncnd", []),
                outcome=one.get("outcome"),
            )


def framed(asked: str, answer: str, regime: str = "foia") -> str:
    """A letter with a request and its answer."""
    force = "Police Scotland" if regime in ("foisa", "eisr") else "Kent Police"
    return FRAME.format(force=force, law=LAWS[regime], asked=asked, answer=answer)


def answers() -> Iterator[Answered]:
    """The questions and answers of ``answers.jsonl``."""
    return _answered("answers")


def sentences() -> Iterator[Answered]:
    """Questions for yes or no that are answered by neither word, of ``sentences.jsonl``."""
    return _answered("sentences")


def _answered(name: str) -> Iterator[Answered]:
    for one in _lines(name):
        yield Answered(question=one["question"], answer=one["answer"], position=one["position"])


def prose() -> Iterator[Prose]:
    """The answers of ``prose.jsonl``."""
    for one in _lines("prose"):
        places, words = [], ""
        for paragraph in one["paragraphs"]:
            words = f"{words}\n\n" if words else ""
            for sentence, keys in paragraph:
                words += " " if words and not words[-1].isspace() else ""
                places.append((len(words), len(words) + len(sentence), tuple(map(int, keys))))
                words += sentence
        letter = framed(_listed(one["questions"], one["style"]), words)
        at = letter.index(words)
        yield Prose(
            letter=letter,
            positions=_by_number(one["positions"]),
            sentences=[(start + at, end + at, keys) for start, end, keys in places],
        )


def laid_out(composed: Sequence[Answered], rounds: int) -> Iterator[tuple[str, list[str]]]:
    """Letters of two to five questions with their answers, in many layouts, and the positions.

    Each question stands in as many letters as there are rounds, each time with others. Of some
    letters that number their answers one question is passed over.
    """
    chance = np.random.default_rng(7)
    number = 0
    for _ in range(rounds):
        pool = [composed[at] for at in chance.permutation(len(composed))]
        while len(pool) > 1:
            some = [pool.pop() for _ in range(min(len(pool), int(chance.integers(2, 6))))]
            asks, tells = LAYOUTS[number % len(LAYOUTS)]
            number += 1
            questions = [_printed(asks, at, one) for at, one in enumerate(some)]
            told = [_printed(tells, at, one) for at, one in enumerate(some)]
            positions = [one.position for one in some]
            if asks and tells != "{a}" and len(some) > 2 and chance.random() < PASSED_OVER:
                at = int(chance.integers(len(some)))
                del told[at]
                positions[at] = "unanswered"
            asked = "\n".join(questions) if asks else "Your questions are set out below."
            yield framed(asked, "\n\n".join(told)), positions


def _printed(layout: str, at: int, one: Answered) -> str:
    return layout.format(n=at + 1, l="abcde"[at], r=ROMAN[at], q=one.question, a=one.answer)


def replies() -> Iterator[Prose]:
    """The answers of ``replies.jsonl``."""
    for one in _lines("replies"):
        letter = framed(_listed(one["questions"], one["style"]), one["answer"])
        yield Prose(letter=letter, positions=_by_number(one["positions"]), sentences=())


def _by_number(positions: Mapping[str, str]) -> dict[int, str]:
    return {int(number): position for number, position in positions.items()}


def _listed(questions: Sequence[str], style: str) -> str:
    """Questions one below the other with numbers, letters or bullets, or all in one paragraph."""
    if style == "prose":
        return " ".join(questions)
    marks = {"numbered": "{0}. ", "lettered": "{1}) ", "bulleted": "• "}
    return "\n".join(
        marks[style].format(number, "abcdefghij"[number - 1]) + question
        for number, question in enumerate(questions, 1)
    )


def openings() -> Iterator[Opening]:
    """The heads of ``heads.jsonl``."""
    below = framed("How many complaints about parking were received last year?", "412.")
    below = below[below.index("You asked:") :]
    for one in _lines("heads"):
        yield Opening(
            letter=f"{one['text']}\n\n{below}",
            forces=tuple(sorted(one["forces"])),
            reference=one["reference"],
            received=one["received"],
            responded=one["responded"],
        )


def _lines(name: str) -> Iterator[Any]:
    path = FOLDER / f"{name}.jsonl"
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def reliance() -> Iterator[Reliance]:
    """The passages of ``reliance.jsonl``."""
    return _naming("reliance")


def procedures() -> Iterator[Reliance]:
    """The passages of ``procedural.jsonl``."""
    return _naming("procedural")


def _naming(name: str) -> Iterator[Reliance]:
    for one in _lines(name):
        yield Reliance(
            letter=framed(one["question"], one["text"], one["regime"]),
            relied=tuple(one["relied"]),
            rejected=tuple(one["rejected"]),
            procedural=tuple(one["procedural"]),
        )
