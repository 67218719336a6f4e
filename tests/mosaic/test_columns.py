"""Questions side by side, whatever the letters call them."""

from collections.abc import Callable

import pytest

from mosaic.columns import Layout, layout
from mosaic.request import Request, request_of
from nlp.collected import Collected
from nlp.response import Question


def request(id_: str, *questions: str, day: str = "2020-01-01", force: str = "kent") -> Request:
    """A request whose questions are written ``number: words``."""
    made = [question.partition(": ") for question in questions]
    return Request(
        id=id_,
        forces=(force,),
        day=day,
        questions=tuple(Question(id=number, text=words) for number, _, words in made),
    )


DRONES = (
    "1: How many drones does the force own?",
    "2: What did each drone cost?",
    "3: On how many days was a drone flown over a protest?",
)


def by_column(laid: Layout) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for (response, question), column in laid.place.items():
        found.setdefault(column, set()).add(f"{response} {question}")
    return found


@pytest.mark.parametrize(
    ("id_", "columns", "apart"),
    [
        ("rr-lfr-2019", ["1", "2a", "2b", "2c", "3", "4"], {}),
        ("rr-imsi-2018", ["1", "2", "3", "4", "4-2"], {"4-2": {"imsi-kent-2018 4"}}),
        ("rr-taser-2023", ["1", "2", "3", "4", "5", "6"], {"6": {"taser-merseyside-2023 6"}}),
    ],
)
def test_the_questions_of_a_round_robin_align(
    robin: Callable[[str], list[Collected]],
    id_: str,
    columns: list[str],
    apart: dict[str, set[str]],
) -> None:
    letters = robin(id_)
    laid = layout([request_of(letter) for letter in letters])

    assert [column.id for column in laid.columns] == columns
    found = by_column(laid)
    assert {column: found[column] for column in apart} == apart
    for letter in letters:
        names = [question.id for question in letter.response.questions]
        got = [laid.place[letter.response.id, name] for name in names]
        if names[0] in ("a", "i"):
            names = [str(number) for number in range(1, len(names) + 1)]
        if letter.response.id == "imsi-kent-2018":
            names[3] = "4-2"
        assert got == names


@pytest.mark.parametrize("id_", ["rr-lfr-2019", "rr-imsi-2018", "rr-taser-2023"])
def test_the_order_of_the_letters_does_not_matter(
    robin: Callable[[str], list[Collected]], id_: str
) -> None:
    requests = [request_of(letter) for letter in robin(id_)]
    first = layout(requests)
    for _ in requests:
        requests.append(requests.pop(0))
        assert layout(requests) == first
        assert layout(reversed(requests)) == first


def test_letters_numerals_and_a_shifted_number_align_by_their_words() -> None:
    laid = layout(
        [
            request("one", *DRONES),
            request("two", *(f"{'abc'[at]}: {q[3:]}" for at, q in enumerate(DRONES))),
            request("three", "1: Which team flies drones?", *(
                f"{at}: {q[3:]}" for at, q in enumerate(DRONES, 2)
            )),
            request("four", *(f"{'i' * at}: {q[3:]}" for at, q in enumerate(DRONES, 1))),
        ]
    )  # fmt: skip

    found = by_column(laid)
    assert found["1"] == {"one 1", "two a", "three 2", "four i"}
    assert found["3"] == {"one 3", "two c", "three 4", "four iii"}
    assert found["1-2"] == {"three 1"}


def test_questions_put_in_another_order_align_all_the_same() -> None:
    swapped = ("1: What did each drone cost?", "2: How many drones does the force own?")
    laid = layout([request("one", *DRONES), request("two", *swapped)])

    assert laid.place["two", "1"] == laid.place["one", "2"]
    assert laid.place["two", "2"] == laid.place["one", "1"]


def test_two_questions_of_one_letter_never_share_a_column() -> None:
    years = [f"{at}: How many drones were bought in {2015 + at}?" for at in range(1, 4)]
    laid = layout([request("one", *years), request("two", *reversed(years))])

    assert len(laid.columns) == 3
    assert {frozenset(cells) for cells in by_column(laid).values()} == {
        frozenset({f"one {at}", f"two {at}"}) for at in range(1, 4)
    }


def test_questions_of_another_request_carry_its_letter() -> None:
    laid = layout(
        [
            request("one", *DRONES),
            request("two", *DRONES, force="essex"),
            request("three", "1: How many dogs were retired since 2010 and to whom did they go?"),
        ]
    )

    assert [column.id for column in laid.columns] == ["1", "2", "3", "B1"]
    assert laid.request == {"one": 0, "two": 0, "three": 1}
