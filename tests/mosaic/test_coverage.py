"""What is known of a force without an answer: each reason is told apart, with its period."""

import json

import pytest

from collection.collection import Collection
from crawlers.capture import Capture, Captures, CaptureState
from mosaic.coverage import Coverage, Known, Period

PERIOD = Period("2019-02-05", "2019-03-06")


def crawled(collection: Collection, force: str = "kent", **result: object) -> None:
    """A round of a force's crawl that has ended."""
    said = {"entries": 3, "complete": True, "blocked": 0, "failed": 0, "message": None} | result
    collection.db.execute(
        "INSERT INTO crawl (force, round, started, touched, ended, complete, entries, result)"
        " VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
        (
            force,
            *["2026-01-05T09:00:00Z"] * 3,
            said["complete"],
            said["entries"],
            json.dumps(said),
        ),
    )


def captured(
    collection: Collection,
    state: CaptureState,
    *,
    published: str | None = "2019-03-01",
    disposition: str | None = None,
    how: str = "live",
) -> None:
    url = f"https://www.kent.police.uk/foi/{state}/{published}/{disposition}/"
    sha256 = collection.blobs.put(url.encode()) if state == "ok" else None
    number = Captures(collection.db).add(
        Capture(
            url=url, final_url=url, fetched="2026-01-05T09:00:00Z", state=state, sha256=sha256,
            how=how, kind="page", force="kent", published=published,  # type: ignore[arg-type]
        )
    )  # fmt: skip
    if disposition is not None:
        collection.db.execute("INSERT INTO disposition VALUES (?, ?, NULL)", (number, disposition))


def waiting(collection: Collection, state: str, published: str | None) -> None:
    collection.db.execute(
        "INSERT INTO frontier (force, key, url, kind, state, published)"
        " VALUES ('kent', ?, ?, 'page', ?, ?)",
        (f"{state}{published}", "https://www.kent.police.uk/foi/1/", state, published),
    )


def known(collection: Collection) -> Known:
    return Coverage(collection).absent("kent", PERIOD)


def test_a_log_that_was_crawled_and_holds_none_is_not_found_with_the_period(
    collection: Collection,
) -> None:
    crawled(collection)
    captured(collection, "ok", disposition="read", published="2018-01-01")
    captured(collection, "ok", disposition="non-response", published="2022-01-01")

    found = known(collection)

    assert found.position == "not-found"
    assert "(2019-02-05 to 2019-03-06)" in found.message
    assert "3 entries, dated 2018-01-01 to 2022-01-01" in found.message
    assert "whether it was asked is not known" in found.message


def test_a_force_that_was_never_crawled_is_not_crawled(collection: Collection) -> None:
    found = known(collection)
    assert found.position == "not-crawled"
    assert "`foi crawl kent`" in found.message


def test_files_that_were_imported_are_no_crawl(collection: Collection) -> None:
    captured(collection, "ok", disposition="read", how="import")
    found = known(collection)
    assert found.position == "not-crawled"
    assert "1 file of it was imported" in found.message


def test_a_crawl_under_way_is_no_crawl(collection: Collection) -> None:
    crawled(collection)
    collection.db.execute("UPDATE crawl SET ended = NULL")
    assert known(collection).position == "not-crawled"


@pytest.mark.parametrize(
    ("result", "position"),
    [
        ({"blocked": 1, "complete": False, "entries": 0, "message": "403"}, "blocked"),
        ({"blocked": 2, "complete": False, "message": "2 were refused"}, "blocked"),
        ({"failed": 1, "complete": False, "entries": 0, "message": "timeout"}, "not-crawled"),
        ({"complete": False, "message": "stopped at --limit"}, "not-crawled"),
        ({"entries": 0, "message": "a page without rows"}, "not-crawled"),
    ],
)
def test_a_crawl_that_saw_less_than_the_log_says_why(
    collection: Collection, result: dict[str, object], position: str
) -> None:
    crawled(collection, **result)
    found = known(collection)
    assert found.position == position
    assert str(result["message"]) in found.message


@pytest.mark.parametrize(
    ("state", "position"),
    [("pending", "not-crawled"), ("failed", "not-crawled"), ("blocked", "blocked")],
)
def test_an_entry_that_was_not_fetched_may_be_the_answer(
    collection: Collection, state: str, position: str
) -> None:
    crawled(collection)
    waiting(collection, state, "2019-03-05")
    assert known(collection).position == position


def test_an_entry_of_another_time_cannot_be_the_answer(collection: Collection) -> None:
    crawled(collection)
    waiting(collection, "pending", "2024-03-05")
    captured(collection, "ok", disposition="failed", published="2024-03-01")
    captured(collection, "gone", published="2012-03-01")
    assert known(collection).position == "not-found"


def test_a_crawl_before_the_answers_does_not_cover_them(collection: Collection) -> None:
    crawled(collection)
    found = Coverage(collection).absent("kent", Period("2025-12-01", "2026-03-01"))
    assert found.position == "not-crawled"
    assert "2026-01-05" in found.message


@pytest.mark.parametrize("disposition", ["failed", "quarantined", None])
def test_a_document_that_was_not_read_may_be_the_answer(
    collection: Collection, disposition: str | None
) -> None:
    crawled(collection)
    captured(collection, "ok", disposition=disposition)
    assert known(collection).position == "unreadable"


def test_an_entry_taken_down_before_it_was_seen_is_gone(collection: Collection) -> None:
    crawled(collection)
    captured(collection, "gone")
    assert known(collection).position == "gone"


def test_letters_without_a_date_have_a_period_that_says_so(collection: Collection) -> None:
    crawled(collection)
    found = Coverage(collection).absent("kent", Period.of([None]))
    assert "(no date is known)" in found.message


def test_what_is_known_of_a_force_is_read_once_for_all_periods(collection: Collection) -> None:
    crawled(collection)
    captured(collection, "ok", disposition="failed")
    coverage = Coverage(collection)
    asked: list[str] = []
    collection.db.set_trace_callback(asked.append)

    first = coverage.absent("kent", PERIOD)
    many = len(asked)
    later = coverage.absent("kent", Period("2024-02-05", "2024-03-06"))

    assert (first.position, later.position) == ("unreadable", "not-found")
    assert many
    assert [words for words in asked[many:] if "disposition" in words or "crawl" in words] == []
