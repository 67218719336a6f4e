"""The second opinion on a position: it overrules where it is sure, and invents nothing."""

from io import BytesIO

import numpy as np
import pytest

from nlp.bearings import BEARINGS
from nlp.grounds import Grounds
from nlp.network import NAMES, Seen, passed
from nlp.opinion import Judge, load, save, second_opinion
from nlp.read import read
from nlp.training.network import HIDDEN, SMOOTH, WIDTH, begun, gradient
from nlp.training.opinion import example, fit

HEAD = "Kent Police\nFreedom of Information Act 2000\n\nYou asked:\n\n"
ASKED = "1. How many dogs are there?\n2. Who trains them?\n3. What is their food?\n\n"


def letter(asked: str, answer: str) -> str:
    return f"{HEAD}{asked}Our response:\n\n{answer}"


def grounds(asked: str, answer: str) -> Grounds:
    (one,) = example(letter(asked, answer), {})
    return one.grounds


def positions(answer: str, asked: str = ASKED) -> dict[str, str | None]:
    return {a.question: a.position for a in read(HEAD + asked + answer).positions}


def test_one_of_several_answers_in_a_paragraph_is_not_refused_with_another() -> None:
    asked = (
        "1. Does the force have kiosks for phones?\n2. How many kiosks are there?\n"
        "3. At which police stations are they kept?\n\n"
    )
    answer = (
        "Our response:\n\n1, 2 and 3. The force does have kiosks. There are 14 of the kiosks. The"
        " stations at which they are kept are exempt under section 31(1)(a).\n"
    )
    found = positions(answer, asked)

    assert (found["1"], found["2"]) == ("confirmed", "disclosed")


@pytest.mark.parametrize(
    ("answer", "never"),
    [
        ("Our response:\n\n1. There are 40.\n", {"ncnd", "cost", "vexatious", "elsewhere"}),
        ("Our response:\n\n1. There are 40.\n\n2. Not one.\n", {"withheld", "partly-disclosed"}),
        (
            "We neither confirm nor deny whether we hold any of this. Section 31(3) applies.\n",
            {"disclosed", "confirmed", "denied", "partly-disclosed", "cost", "vexatious"},
        ),
    ],
)
def test_nothing_is_said_that_stands_in_no_letter(answer: str, never: set[str]) -> None:
    assert not never & set(positions(answer).values())


def test_what_it_decides_has_a_passage_that_says_so() -> None:
    letter = (
        HEAD + ASKED + "Our response:\n\n1. 40.\n\n2. Exempt, section 40(2).\n\n3. Biscuits.\n"
    )
    found = read(letter)

    for answer in found.positions:
        assert answer.spans
        assert all(found.text[start:end].strip() for start, end in answer.spans)


def test_what_is_said_of_a_question_alone_outweighs_what_is_said_of_another() -> None:
    asked = (
        "How many firearms were lost?\nWho investigated the losses?\n"
        "Please send the report on them.\n\n"
    )
    answer = (
        "Our response:\n\nTwo firearms were lost in that time. Both were found within a week. The"
        " losses were looked into by our own professional standards department. As to the report"
        " that you ask for, it is exempt under section 30(1)(a)(i) of the Act.\n"
    )
    found = [a.position for a in read(HEAD + asked + answer).positions]

    assert found == ["disclosed", "disclosed", "withheld"]


def test_the_weights_belong_to_the_positions() -> None:
    judge = second_opinion()

    assert {"disclosed", "withheld", "ncnd", "not-held", "unanswered"} <= set(judge.positions)
    for weights in judge.networks:
        assert weights.position_bias.shape == (len(judge.positions),)
        assert weights.signs.shape == (len(judge.signs), weights.before.shape[0])
        assert len(weights.pair) == BEARINGS + 3 * len(weights.before)


def test_a_letter_that_is_too_long_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.opinion.MOST", 2)

    assert second_opinion().opinion(grounds(ASKED, "1. 40.\n\n2. None.\n\n3. Hay.\n")) is None


def test_attention_and_likelihood_are_shares_of_one() -> None:
    opinion = second_opinion().opinion(grounds(ASKED, "1. 40.\n\n2. None.\n\n3. Hay.\n"))

    assert opinion is not None
    assert opinion.attention.sum(axis=1) == pytest.approx(1)
    assert np.exp(opinion.likely).sum(axis=1) == pytest.approx(1, abs=0.1)


def test_weights_are_kept_as_they_are() -> None:
    judge = second_opinion()
    kept = BytesIO()
    save(judge, kept)
    kept.seek(0)
    again = load(kept)

    assert (again.positions, again.signs) == (judge.positions, judge.signs)
    for one, other in zip(again.networks, judge.networks, strict=True):
        assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in NAMES)


def test_a_network_learns_which_answers_refuse() -> None:
    answers = {"It is exempt, section 31.": "withheld", "There are 40.": "disclosed"}
    examples = [
        one
        for answer, position in [*answers.items()] * 20
        for one in example(letter("1. How many?\n\n", answer), {"1": position})
    ]
    judge = fit(examples, networks=1)

    assert isinstance(judge, Judge)
    for answer, position in answers.items():
        opinion = judge.opinion(grounds("1. How many?\n\n", answer))
        assert opinion is not None
        assert judge.positions[int(opinion.likely[0].argmax())] == position


def test_the_gradient_is_how_steeply_the_truth_becomes_less_likely() -> None:
    chance = np.random.default_rng(3)
    bags = [
        (chance.integers(0, 9, 4).astype(np.intp), chance.random(4)) for _ in range(8)
    ]  # fmt: skip
    bears = chance.random((2, 5, 6))
    seen = Seen(statements=bags[:5], questions=bags[5:7], letter=bags[7])
    weights = begun(chance, signs=9, pairs=6, positions=4)
    kept = tuple(
        chance.random(shape) * 2
        for shape in ((5, WIDTH), (2, WIDTH), (2, HIDDEN + 2 * WIDTH), (2, HIDDEN))
    )
    right = np.array([2, -1])
    truth = np.full(4, SMOOTH / 4)
    truth[2] += 1 - SMOOTH

    def lost() -> float:
        return -float(truth @ passed(weights, seen, bears, kept).score[0])

    slopes = gradient(weights, seen, passed(weights, seen, bears, kept), right, kept)
    for name in NAMES:
        values = getattr(weights, name)
        steepest = np.unravel_index(np.abs(slopes[name]).argmax(), values.shape)
        values[steepest] += 1e-5
        above = lost()
        values[steepest] -= 2e-5
        below = lost()
        values[steepest] += 1e-5
        assert slopes[name][steepest] == pytest.approx((above - below) / 2e-5, rel=1e-4)
