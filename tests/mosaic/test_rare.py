"""Earlier requests that may ask the same: none that does is left out."""

from itertools import islice

from mosaic.alignment import aligned
from mosaic.families import kin
from mosaic.rare import LEAST, SAME, earlier_alike
from mosaic.request import Request
from nlp.response import Question
from tests.world.world import world


def same(one: Request, other: Request) -> bool:
    return kin(one, other) is not None or any(
        pair.likeness >= SAME
        and min(one.wordings[pair.one].weight, other.wordings[pair.other].weight) >= LEAST
        for pair in aligned(one.wordings, other.wordings)
    )


def test_no_request_that_asks_the_same_is_left_out() -> None:
    requests = [asked.request for asked in islice(world(400, seed=3), 400)]
    pairs = named = 0
    for at, (request, found) in enumerate(zip(requests, earlier_alike(requests), strict=True)):
        places = [place for place, _ in found]
        assert places == sorted(set(places), reverse=True)
        assert all(place < at for place in places)
        named += len(places)
        alike = {place for place in range(at) if same(requests[place], request)}
        pairs += len(alike)
        assert alike <= set(places)
        for place, questions in found:
            if questions:
                other = requests[place]
                assert questions >= {
                    pair.other
                    for pair in aligned(other.wordings, request.wordings)
                    if pair.likeness >= SAME
                    and min(other.wordings[pair.one].weight, request.wordings[pair.other].weight)
                    >= LEAST
                }
    assert pairs > 300
    assert named < 400 * 399 / 2 / 3, "most pairs are never looked at"


def test_requests_without_words_are_like_none() -> None:
    empty = [Request(id=str(at), questions=(Question(id="1", text="?"),)) for at in range(3)]
    assert list(earlier_alike(empty)) == [[], [], []]
    assert list(earlier_alike([])) == []
