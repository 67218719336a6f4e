"""Passages composed one by one, each with wording of its own, are read no worse than they were.

The openings and the replies were never learned from; of the others the words were. What to expect
of words that nobody has seen is in ``docs/accuracy.md``.
"""

from collections import Counter
from collections.abc import Iterable

from nlp.provision import on_one_path
from nlp.read import read
from nlp.training.snippets import (
    Prose,
    answers,
    framed,
    openings,
    procedures,
    prose,
    reliance,
    replies,
)


def test_openings_give_force_reference_and_dates() -> None:
    right: Counter[str] = Counter()
    every = list(openings())
    for one in every:
        found = read(one.letter)
        right["forces"] += tuple(sorted(found.forces)) == one.forces
        right["reference"] += found.reference == one.reference
        right["received"] += found.received == one.received
        right["responded"] += found.responded == one.responded

    assert len(every) == 150
    assert right["forces"] >= 147
    assert right["reference"] >= 149
    assert right["received"] >= 148
    assert right["responded"] >= 148


def test_answers_give_positions_in_whatever_words() -> None:
    right = total = 0
    for one in answers():
        (answer,) = read(framed(one.question, one.answer)).positions
        right += answer.position == one.position
        total += 1

    assert total == 1040
    assert right >= 0.9 * total


def test_what_is_only_named_is_not_relied_on() -> None:
    right: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    for one in reliance():
        listed = read(one.letter).exemptions
        for relied, ids in ((True, one.relied), (False, one.rejected)):
            for id_ in ids:
                found = [item.engaged for item in listed if on_one_path(item.id, id_)]
                total[relied] += 1
                right[relied] += bool(found) and any(found) == relied

    assert right[True] >= 0.92 * total[True]
    assert right[False] >= 0.7 * total[False]


def test_what_is_only_recited_decides_nothing() -> None:
    same = total = 0
    for one in procedures():
        found = {item.id for item in read(one.letter).procedural}
        same += found == set(one.procedural)
        total += 1

    assert total == 580
    assert same >= 0.85 * total


def _placed(letters: Iterable[Prose]) -> tuple[int, int]:
    """How many positions are right of answers that name no question, and how many there are."""
    right = total = 0
    for one in letters:
        found = [answer.position for answer in read(one.letter).positions]
        marked = [one.positions[number] for number in sorted(one.positions)]
        total += len(marked)
        if len(found) == len(marked):
            right += sum(a == b for a, b in zip(found, marked, strict=True))
    return right, total


def test_answers_in_running_prose_are_given_to_their_questions() -> None:
    right, total = _placed(prose())

    assert total == 1667
    assert right >= 0.7 * total


def test_running_prose_that_nothing_was_learned_from_is_read_no_worse_than_it_was() -> None:
    right, total = _placed(replies())

    assert total == 203
    assert right >= 0.67 * total
