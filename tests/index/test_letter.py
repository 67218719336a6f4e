"""What of a response is indexed, and what never is."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from index.letter import GAP, HOLE, Entry, contents, entry_of, ncnd, without
from nlp.collected import Collected
from nlp.response import Answer, Exemption, PersonalData, Question, Response, Section

Make = Callable[..., Collected]
JO = PersonalData(kind="name", text="Jo Bloggs", spans=((5, 14), (33, 42)))
TEXT = "Dear Jo Bloggs, we hold nothing. Jo Bloggs may ask for a review."


def words(entry: Entry) -> list[str]:
    return [word for held in entry.letter.words for word in held]


def test_people_are_left_out_of_everything_that_is_indexed(letter: Make) -> None:
    held = letter(
        "a", TEXT, title="Request by Jo  Bloggs", reference="Jo Bloggs 17", personal_data=(JO,),
        questions=(Question(id="1", text="Is Jo Bloggs an officer?"),),
        positions=(Answer(question="1", position="ncnd"),),
    )  # fmt: skip

    entry = entry_of(held)

    assert "bloggs" not in repr(entry).casefold()
    assert entry.letter.title == "Request by [name]"
    assert entry.positions[0].text == "Is [name] an officer?"
    assert words(entry).count(HOLE) == 4


def test_an_operator_may_have_people_indexed(letter: Make) -> None:
    held = letter("a", TEXT, personal_data=(JO,))

    assert words(entry_of(held, personal_data=True)).count("bloggs") == 2


def test_a_name_inside_a_longer_word_is_another_word() -> None:
    person = PersonalData(kind="name", text="Ann")

    assert without("Ann's annual plan, Ann", [person]) == "[name]'s annual plan, [name]"
    assert without(None, [person]) is None


def test_request_and_response_are_told_apart(letter: Make) -> None:
    request = Section(kind="request", exemption=None, starts="", spans=((5, 20),))

    entry = entry_of(letter("a", "Sir, How many vans? Four. Yours.", sections=(request,)))

    assert entry.letter.words[1] == ("how", "many", "vans")
    assert entry.letter.words[2] == ("sir", *GAP, "four", "yours")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"outcome": "ncnd"}, "full"),
        ({"outcome": "partly-disclosed"}, "none"),
        ({"positions": (Answer(question="1", position="denied", partial_ncnd=True),)}, "partial"),
        ({"positions": (Answer(question="1", position="ncnd"),)}, "partial"),
        ({"exemptions": (Exemption(id="foia/31/3", engaged=True, ncnd=True),)}, "partial"),
        ({"exemptions": (Exemption(id="foia/31/3", engaged=False, ncnd=False),)}, "none"),
    ],
)
def test_ncnd_of_a_letter(fields: dict[str, object], expected: str) -> None:
    assert ncnd(Response(text="", **fields)) == expected  # type: ignore[arg-type]


def test_a_joint_answer_has_a_position_for_each_force(letter: Make) -> None:
    held = letter(
        "a", forces=("kent", "essex"), positions=(Answer(question="1", position="ncnd"),)
    )

    assert [position.force for position in entry_of(held).positions] == ["kent", "essex"]


def test_a_letter_of_nobody_known_is_indexed_all_the_same(letter: Make) -> None:
    held = letter("a", forces=("atlantis",), responded="soon", title=None)

    entry = entry_of(held)

    assert entry.letter.forces == ("atlantis",)
    assert entry.letter.nations == ()
    assert entry.letter.responded is None


def test_the_same_letter_has_the_same_digest_and_another_another(letter: Make) -> None:
    digests = [entry_of(letter("a", text)).digest for text in ("Yes.", "Yes.", "No.")]

    assert digests[0] == digests[1] != digests[2]


def test_what_documents_have_is_told_from_their_extraction(letter: Make) -> None:
    page = {"number": 1, "method": "ocr"}
    scan = {"tables": [], "pages": [page], "hidden": [], "children": []}
    mail = {"tables": [], "pages": [], "hidden": [{"kind": "sheet"}], "children": [scan]}

    class Extracted:
        def outputs(self, stage: str) -> dict[str, object]:
            return {"s1": mail} if stage == "extract" else {}

    held = letter("a")
    found = replace(held, captures=(replace(held.captures[0], sha256="s1"),))

    assert contents(Extracted(), found) == ("attachment", "hidden", "ocr")  # type: ignore[arg-type]
