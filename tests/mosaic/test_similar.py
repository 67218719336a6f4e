"""The nearest letters, by what was asked and by what was answered."""

from collection.collection import Collection
from mosaic.similar import similar
from nlp.collected import response, responses
from nlp.response import Response
from tests.mosaic.conftest import gold, gold_names


def names(everything: Collection, given: Response, *, requests: bool) -> list[str]:
    near = similar(given, responses(everything), requests=requests)
    assert [one.similarity for one in near] == sorted((n.similarity for n in near), reverse=True)
    return [one.letter.response.id for one in near]


def test_the_nearest_requests_are_the_round_robin(everything: Collection) -> None:
    held = response(everything, "lfr-cleveland-2019")
    assert held is not None
    robin = {name for name in gold_names() if gold(name)["round_robin"] == "rr-lfr-2019"}
    found = names(everything, held.response, requests=True)
    assert set(found[:6]) == robin - {"lfr-cleveland-2019"}


def test_a_draft_without_numbers_is_one_question(everything: Collection) -> None:
    draft = Response(text="How many times was Taser used in each of the last three years?")
    found = names(everything, draft, requests=True)
    assert found
    assert all(name.startswith("taser-") for name in found[:2])


def test_the_nearest_answers_are_alike_in_their_words(everything: Collection) -> None:
    held = response(everything, "imsi-northumbria-2018")
    assert held is not None
    found = names(everything, held.response, requests=False)
    assert "imsi-northumbria-2018" not in found
    assert any(name.startswith("imsi-") for name in found[:3])


def test_a_text_like_nothing_has_no_neighbours(everything: Collection) -> None:
    assert names(everything, Response(text="Zyx wvu tsr."), requests=True) == []
    assert names(everything, Response(text="Zyx wvu tsr."), requests=False) == []
