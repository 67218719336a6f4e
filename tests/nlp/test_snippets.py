"""Passages composed one by one, each with wording of its own, are read no worse than they were.

The openings and the replies were never learned from; of the others the words were. What to expect
of words that nobody has seen is in ``docs/accuracy.md``.
"""

from nlp.training.snippets import answers, openings, procedures, prose, reliance, replies
from nlp.training.unseen import answered, decided, opened, placed, relied, tallied


def test_openings_give_force_reference_and_dates() -> None:
    right, total = tallied(told for one in openings() for told in opened(one))

    assert set(total.values()) == {150}
    assert right["forces"] >= 147
    assert right["reference"] >= 149
    assert right["received"] >= 148
    assert right["responded"] >= 148


def test_answers_give_positions_in_whatever_words() -> None:
    right, total = tallied(told for one in answers() for told in answered(one))

    assert total["position"] == 1040
    assert right["position"] >= 0.9 * total["position"]


def test_what_is_only_named_is_not_relied_on() -> None:
    right, total = tallied(told for one in reliance() for told in relied(one))

    assert right["relied on"] >= 0.92 * total["relied on"]
    assert right["only named"] >= 0.7 * total["only named"]


def test_what_is_only_recited_decides_nothing() -> None:
    right, total = tallied(told for one in procedures() for told in decided(one))

    assert total["procedural"] == 580
    assert right["procedural"] >= 0.85 * total["procedural"]


def test_answers_in_running_prose_are_given_to_their_questions() -> None:
    right, total = tallied(told for one in prose() for told in placed(one))

    assert total["position"] == 1667
    assert right["position"] >= 0.7 * total["position"]


def test_running_prose_that_nothing_was_learned_from_is_read_no_worse_than_it_was() -> None:
    right, total = tallied(told for one in replies() for told in placed(one))

    assert total["position"] == 203
    assert right["position"] >= 0.67 * total["position"]
