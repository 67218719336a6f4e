"""From files to responses: every capture is accounted for, whatever happens to it."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from collection.collection import Collection, CollectionError, open_collection
from crawlers.capture import Capture, Captures
from crawlers.importing import ImportPathError, import_paths
from foi.account import STATES, account
from foi.forgetting import ForgetError, forget
from foi.pipeline import process
from nlp.collected import CorrectionError, correct, response, responses

LETTER = """Cumbria Constabulary
Our ref: 77/24
Date: 4 March 2024

Dear Applicant

Thank you for your request received on 12 February 2024, in which you asked:

1. Does the force own any drones?

Response

1. Yes. Cumbria Constabulary owns three drones.
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "collection") as opened:
        yield opened


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "one.txt").write_text(LETTER, encoding="utf-8")
    (folder / "two.txt").write_text(LETTER.replace("77/24", "78/24"), encoding="utf-8")
    return folder


def whole(collection: Collection) -> dict[str, int]:
    row = list(account(collection))[-1]
    assert row["force"] is None
    assert row["captures"] == sum(row[state.replace("-", "_")] for state in STATES)
    return {key: row[key] for key in ("captures", "read", "failed", "pending", "responses")}


def test_a_letter_becomes_a_response_with_its_address_and_bytes(
    collection: Collection, letters: Path
) -> None:
    list(import_paths(collection, [letters]))
    process(collection)

    found = {held.response.reference: held for held in responses(collection)}

    assert set(found) == {"77/24", "78/24"}
    page = found["77/24"].captures[0]
    assert page.url == (letters / "one.txt").as_uri()
    assert page.sha256 is not None
    assert collection.blobs.get(page.sha256).decode() == LETTER
    assert found["77/24"].response.text == LETTER
    assert found["77/24"].response.forces == ("cumbria",)


def test_captures_are_pending_until_they_are_processed(
    collection: Collection, letters: Path
) -> None:
    list(import_paths(collection, [letters]))
    assert whole(collection) == {
        "captures": 2, "read": 0, "failed": 0, "pending": 2, "responses": 0,
    }  # fmt: skip
    process(collection)
    assert whole(collection)["read"] == 2


def test_a_second_run_does_nothing(collection: Collection, letters: Path) -> None:
    list(import_paths(collection, [letters]))
    process(collection)

    assert [stage.done for stage in process(collection)] == [0, 0]
    assert [capture.state for capture in import_paths(collection, [letters])] == ["unchanged"] * 2
    assert [stage.done for stage in process(collection)] == [0, 0]


def test_redo_makes_everything_anew_and_the_same(collection: Collection, letters: Path) -> None:
    list(import_paths(collection, [letters]))
    process(collection)
    before = [held.response for held in responses(collection)]

    assert [stage.done for stage in process(collection, redo=True)] == [2, 2]
    assert [held.response for held in responses(collection)] == before


def test_a_changed_letter_is_a_new_version_and_the_old_one_is_kept(
    collection: Collection, letters: Path
) -> None:
    list(import_paths(collection, [letters]))
    process(collection)
    ids = {held.response.id for held in responses(collection)}
    (letters / "one.txt").write_text(LETTER.replace("three", "four"), encoding="utf-8")

    list(import_paths(collection, [letters]))
    process(collection)

    assert {held.response.id for held in responses(collection)} == ids
    held = [found for found in responses(collection, superseded=True) if found.superseded]
    assert ["three drones" in found.response.text for found in held] == [True]
    assert whole(collection) == {
        "captures": 3, "read": 3, "failed": 0, "pending": 0, "responses": 2,
    }  # fmt: skip


def test_a_broken_file_costs_one_failure_and_is_not_tried_again(
    collection: Collection, letters: Path
) -> None:
    (letters / "three.pdf").write_bytes(b"%PDF-1.7\nno more than this")
    list(import_paths(collection, [letters]))

    first, _ = process(collection)
    again, _ = process(collection)

    assert (first.done, first.failed, again.failed) == (2, 1, 0)
    assert [(failure.stage, failure.tries) for failure in collection.failures] == [("extract", 1)]
    assert whole(collection)["failed"] == 1


def test_a_page_and_its_attachment_are_one_response(collection: Collection) -> None:
    captures = Captures(collection.db)
    page = "https://www.cumbria.police.uk/foi-ai/cumbria-police/d/2024/drones/"
    html = b"<html><main><h1>Drones</h1><p>The reply is attached.</p></main></html>"
    for url, body, kind, parent in (
        (page, html, "page", None),
        (f"{page}reply.txt", LETTER.encode(), "attachment", page),
    ):
        captures.add(
            Capture(
                url=url, final_url=url, fetched="2024-03-05T00:00:00Z", status=200, state="ok",
                how="live", kind=kind, parent=parent, force="cumbria",  # type: ignore[arg-type]
                sha256=collection.blobs.put(body), size=len(body), title="Drones",
            )
        )  # fmt: skip
    process(collection)

    (held,) = responses(collection)

    assert [capture.kind for capture in held.captures] == ["page", "attachment"]
    assert held.response.reference == "77/24"
    assert [part.url for part in held.response.parts] == [page, f"{page}reply.txt"]
    part = held.response.parts[1]
    assert held.response.text[part.start : part.end] == LETTER


def test_members_of_an_archive_are_captures_and_a_bomb_is_refused(
    collection: Collection, tmp_path: Path
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/one.txt", LETTER)
        archive.writestr("../../evil.txt", LETTER.replace("77/24", "79/24"))
        archive.writestr("bomb.txt", b"\0" * 50_000_000)
    path = tmp_path / "letters.zip"
    path.write_bytes(held.getvalue())

    found = {c.url.partition("#")[2]: c.state for c in import_paths(collection, [path])}

    assert found == {"in/one.txt": "ok", "../../evil.txt": "ok", "bomb.txt": "failed"}
    assert not (tmp_path.parent / "evil.txt").exists()


def test_messages_of_a_mailbox_are_captures(collection: Collection, tmp_path: Path) -> None:
    message = "Message-ID: <{0}@x.example>\nSubject: RE: request\nFrom: foi@x.example\n\n{1}\n"
    path = tmp_path / "log.mbox"
    path.write_text(
        "".join(
            f"From a@b Mon Jan  1 00:00:00 2024\n{message.format(n, LETTER)}\n" for n in (1, 2)
        ),
        encoding="utf-8",
    )

    found = list(import_paths(collection, [path]))

    assert [capture.url.partition("#")[2] for capture in found] == [
        "1%40x.example",
        "2%40x.example",
    ]
    assert [c.state for c in import_paths(collection, [path])] == ["unchanged"] * 2


def test_a_path_that_is_not_there_stops_the_import_before_it_starts(
    collection: Collection, letters: Path
) -> None:
    with pytest.raises(ImportPathError, match="found nothing there"):
        list(import_paths(collection, [letters / "none"]))
    assert whole(collection)["captures"] == 0


def test_a_missing_path_among_others_is_a_failure_and_the_rest_is_taken_in(
    collection: Collection, letters: Path
) -> None:
    found = list(import_paths(collection, [letters / "none", letters]))

    assert [capture.state for capture in found] == ["failed", "ok", "ok"]
    assert [failure.url for failure in collection.failures] == [(letters / "none").as_uri()]


# The library's writer leaves its own temporary files to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_web_archive_gives_the_pages_it_holds_and_what_was_gone(
    collection: Collection, tmp_path: Path
) -> None:
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=True)
    site = "https://www.cumbria.police.uk"
    for url, status, body in (
        (f"{site}/foi-ai/a/", "200 OK", f"<main><pre>{LETTER}</pre></main>".encode()),
        (f"{site}/foi-ai/b/", "404 Not Found", b"no"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=headers)
        )
    path = tmp_path / "log.warc.gz"
    path.write_bytes(held.getvalue())

    found = {c.url: (c.state, c.status, c.force) for c in import_paths(collection, [path])}

    assert found == {
        f"{site}/foi-ai/a/": ("ok", 200, "cumbria"),
        f"{site}/foi-ai/b/": ("gone", 404, "cumbria"),
    }


def test_a_correction_survives_reprocessing_and_the_reading_is_kept(
    collection: Collection, letters: Path
) -> None:
    list(import_paths(collection, [letters]))
    process(collection)
    id_ = next(responses(collection)).response.id

    correct(collection, id_, "outcome", "withheld", why="read again")
    correct(collection, id_, "topics", "drones, finance", why="read again")
    process(collection, redo=True)

    held = response(collection, id_)
    assert held is not None
    assert (held.response.outcome, held.response.topics) == ("withheld", ("drones", "finance"))
    assert [made.field for made in held.corrections] == ["outcome", "topics"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("outcome", "perhaps"), ("colour", "red"), ("positions.99", "ncnd"), ("exemptions", "{")],
)
def test_a_correction_that_cannot_be_is_refused(
    collection: Collection, letters: Path, field: str, value: str
) -> None:
    list(import_paths(collection, [letters]))
    process(collection)
    id_ = next(responses(collection)).response.id

    with pytest.raises(CorrectionError, match=field.partition(".")[0]):
        correct(collection, id_, field, value, why="a slip")
    assert next(responses(collection)).corrections == ()


def test_what_is_forgotten_is_gone_from_the_disk_and_is_not_taken_in_again(
    collection: Collection, letters: Path
) -> None:
    list(import_paths(collection, [letters]))
    process(collection)
    held = next(responses(collection))
    url, sha256 = held.captures[0].url, held.captures[0].sha256
    assert sha256 is not None
    reference = str(held.response.reference).encode()

    tombstones = forget(collection, held.response.id, why="asked to")

    assert [(stone.url, stone.sha256, stone.why) for stone in tombstones] == [
        (url, sha256, "asked to")
    ]
    assert not collection.blobs.path(sha256).exists()
    assert response(collection, held.response.id) is None
    for path in collection.path.glob("catalogue.db*"):
        assert b"Our ref: " + reference not in path.read_bytes()
    assert {c.url: c.state for c in import_paths(collection, [letters])}[url] == "gone"
    assert whole(collection) == {
        "captures": 1, "read": 1, "failed": 0, "pending": 0, "responses": 1,
    }  # fmt: skip


def test_forgetting_what_is_not_there_says_so(collection: Collection) -> None:
    with pytest.raises(ForgetError, match="found neither"):
        forget(collection, "https://x.example/", why="asked to")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received", "2023-13-45"),
        ("forces", "kent, atlantis"),
        ("topics", "nonsense"),
        ("reference", ""),
        ("colour", "red"),
    ],
)
def test_a_correction_to_what_does_not_exist_is_refused(
    collection: Collection, letters: Path, field: str, value: str
) -> None:
    list(import_paths(collection, [letters / "one.txt"]))
    process(collection)
    id_ = next(responses(collection)).response.id

    with pytest.raises(CorrectionError, match=f"{field}: expected"):
        correct(collection, id_, field, value, why="a slip")


def test_a_correction_and_an_erasure_need_a_reason(collection: Collection, letters: Path) -> None:
    list(import_paths(collection, [letters / "one.txt"]))
    process(collection)
    id_ = next(responses(collection)).response.id

    with pytest.raises(CorrectionError, match="expected a reason"):
        correct(collection, id_, "outcome", "withheld", why=" ")
    with pytest.raises(ForgetError, match="expected a reason"):
        forget(collection, id_, why="")


def test_words_that_nobody_answered_with_are_no_response_of_a_force(
    collection: Collection, tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_text("Buy milk and eggs.\n", encoding="utf-8")

    list(import_paths(collection, [tmp_path / "list.txt"], force="kent"))
    process(collection)

    assert list(responses(collection)) == []
    assert list(account(collection))[-1]["non_response"] == 1


def test_a_damaged_catalogue_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "catalogue.db").write_bytes(b"this is no database, whatever its name says" * 99)

    with pytest.raises(CollectionError, match="expected a catalogue in SQLite"):
        open_collection(tmp_path)
