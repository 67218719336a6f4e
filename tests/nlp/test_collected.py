"""Responses come with their captures, however many there are."""

from pathlib import Path

from collection.collection import open_collection
from crawlers.capture import Capture, Captures
from nlp.collected import keep, response, responses
from nlp.response import Response


def capture(url: str) -> Capture:
    return Capture(
        url=url, final_url=url, fetched="2026-01-05T09:00:00Z", status=200, state="ok", how="live",
        kind="page", force="kent", sha256=None, headers={"etag": url}, labels={"Reference": "1"},
    )  # fmt: skip


def test_each_response_has_its_own_captures_the_page_first(tmp_path: Path) -> None:
    with open_collection(tmp_path / "c") as collection:
        captures = Captures(collection.db)
        wanted = {}
        for at in range(230):
            file = captures.add(capture(f"https://kent.example/{at}.pdf"))
            page = captures.add(capture(f"https://kent.example/{at}"))
            numbers = [page, file] if at % 3 else [page]
            wanted[f"{at:03}"] = numbers
            found = None if at == 17 else Response(id=f"{at:03}", text="No.")
            keep(
                collection, f"{at:03}", found, numbers, superseded=at % 50 == 9, input="",
                version="test",
            )  # fmt: skip

        every = [*responses(collection, superseded=True)]
        current = [*responses(collection)]
        alone = response(collection, "101")

    del wanted["017"]
    assert {one.response.id: [c.id for c in one.captures] for one in every} == wanted
    assert [one.response.id for one in every] == sorted(wanted)
    assert len(current) == len(every) - 5
    assert all(one.captures[0].url.endswith(str(int(one.response.id))) for one in every)
    assert every[4].captures[0].headers == {"etag": "https://kent.example/4"}
    assert alone is not None
    assert alone in every
