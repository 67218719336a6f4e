"""An index follows its catalogue, whatever happens to the process that writes it."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy

from collection.collection import Collection, open_collection
from crawlers.capture import Capture, Captures
from index.engine import open_engine
from index.engines.embedded import Embedded
from index.error import EngineError, IndexLockedError, IndexMissingError
from index.find import ids_found, letters_found
from index.freshness import bring_up_to_date, is_stale, remove_forgotten, verify
from nlp.collected import Collected, correct, keep

Make = Callable[..., Collected]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "foi") as opened:
        yield opened


@pytest.fixture
def read(collection: Collection, letter: Make) -> Callable[..., None]:
    """Keeps a letter in the catalogue as if it had been crawled and read."""

    def make(
        id_: str, text: str = "Drones.", *, superseded: bool = False, **fields: object
    ) -> None:
        held = letter(id_, text, **fields)
        number = Captures(collection.db).add(held.captures[0])
        keep(
            collection, id_, held.response, [number],
            superseded=superseded, input=f"{text} {fields} {superseded}", version="1",
        )  # fmt: skip

    return make


def test_only_what_is_new_changed_or_gone_is_written(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    for id_ in ("a", "b", "c"):
        read(id_)
    first = bring_up_to_date(collection, engine)

    read("b", "Tasers.")
    read("d")
    collection.outputs("read").remove("c")
    second = bring_up_to_date(collection, engine)
    third = bring_up_to_date(collection, engine)

    assert (first.letters, first.added, first.replaced, first.removed) == (3, 3, 0, 0)
    assert (second.letters, second.added, second.replaced, second.removed) == (3, 1, 1, 1)
    assert (third.letters, third.added, third.replaced, third.removed) == (3, 0, 0, 0)
    assert sorted(ids_found(collection, "drones")) == ["a", "d"]


def test_a_superseded_letter_is_not_indexed(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    read("a")
    read("b")
    bring_up_to_date(collection, engine)

    read("a", superseded=True)
    update = bring_up_to_date(collection, engine)

    assert (update.letters, update.removed) == (1, 1)
    assert [held.response.id for held in letters_found(collection, "*:*")] == ["b"]


def test_captures_in_which_nobody_answers_are_not_indexed(
    collection: Collection, read: Callable[..., None]
) -> None:
    read("a")
    keep(collection, "list", None, [1], superseded=False, input="x", version="1")

    assert bring_up_to_date(collection, open_engine(collection)).letters == 1
    assert verify(collection, open_engine(collection)).lost == []


def test_a_correction_makes_its_letter_stale(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    read("a")
    bring_up_to_date(collection, engine)
    assert not is_stale(collection, engine)

    correct(collection, "a", "outcome", "withheld", why="read it")

    assert is_stale(collection, engine)
    assert bring_up_to_date(collection, engine).replaced == 1
    assert ids_found(collection, "outcome:withheld") == ["a"]


def test_a_round_robin_is_indexed_when_it_is_known(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    read("a")
    bring_up_to_date(collection, engine)

    update = bring_up_to_date(collection, engine, robins={"a": "Robin-7"})

    assert update.replaced == 1
    assert ids_found(collection, "robin:robin-7") == ["a"]


def test_verify_names_every_difference_and_writes_nothing(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    for id_ in ("same", "changed", "gone"):
        read(id_)
    bring_up_to_date(collection, engine)
    assert verify(collection, engine).lost == []

    read("changed", "Tasers.")
    read("new")
    collection.outputs("read").remove("gone")

    for _ in (1, 2):
        found = verify(collection, engine)
        assert {id_ for id_, _ in found.lost} == {"changed", "new", "gone"}
        assert (found.letters, found.added, found.replaced, found.removed) == (3, 1, 1, 1)


def test_the_folder_of_the_index_can_be_deleted_at_any_time(
    collection: Collection, read: Callable[..., None]
) -> None:
    from shutil import rmtree

    engine = open_engine(collection)
    read("a")
    bring_up_to_date(collection, engine)
    rmtree(collection.path / "index")

    with pytest.raises(IndexMissingError, match="foi index"):
        ids_found(collection, "*:*")
    assert bring_up_to_date(collection, engine).added == 1
    assert ids_found(collection, "*:*") == ["a"]


def test_an_index_of_another_version_is_made_anew(
    collection: Collection, read: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(collection)
    read("a")
    bring_up_to_date(collection, engine)
    monkeypatch.setattr("index.engines.embedded.VERSION", "next")

    with pytest.raises(IndexMissingError, match="version next"):
        ids_found(collection, "*:*")
    assert bring_up_to_date(collection, engine).added == 1
    assert ids_found(collection, "*:*") == ["a"]


def test_a_damaged_index_is_reported_with_the_way_out(
    collection: Collection, read: Callable[..., None]
) -> None:
    engine = open_engine(collection)
    read("a")
    bring_up_to_date(collection, engine)
    for path in (collection.path / "index").rglob("meta.json"):
        path.write_text("{")

    with pytest.raises(EngineError, match="foi index --rebuild"):
        ids_found(collection, "*:*")
    bring_up_to_date(collection, open_engine(collection), rebuild=True)
    assert ids_found(collection, "*:*") == ["a"]


def test_a_second_writer_is_told_to_wait(
    collection: Collection, read: Callable[..., None]
) -> None:
    read("a")
    first, second = open_engine(collection), open_engine(collection)

    with first.writer(rebuild=True), pytest.raises(IndexLockedError, match="Wait"):
        bring_up_to_date(collection, second)

    assert bring_up_to_date(collection, second).letters == 1


def test_an_unknown_engine_is_refused_with_the_known_ones(collection: Collection) -> None:
    with pytest.raises(EngineError, match="expected elasticsearch or embedded, found 'solr'"):
        open_engine(collection, "solr")


def test_a_server_that_does_not_answer_is_an_error_that_says_what_to_do(
    collection: Collection,
) -> None:
    collection.settings = replace(collection.settings, elasticsearch_url="http://127.0.0.1:9")

    with pytest.raises(EngineError, match="FOI_ELASTICSEARCH_URL"):
        open_engine(collection, "elasticsearch")


KILLED = """
import sys
from pathlib import Path
from index.engines.embedded import Embedded
from index.letter import entry_of
from nlp.collected import Collected
from nlp.response import Response

rebuild = sys.argv[2] == "rebuild"
with Embedded(Path(sys.argv[1])).writer(rebuild=rebuild) as writer:
    writer.delete("old")
    for number in range(300):
        response = Response(id=f"new-{number}", text="A new letter. " * 200)
        writer.put(entry_of(Collected(response=response, captures=())))
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("how", ["rebuild", "change"])
def test_a_killed_writer_leaves_the_old_index_and_no_lock(
    collection: Collection, read: Callable[..., None], how: str
) -> None:
    read("old")
    folder = collection.path / "index"
    engine = Embedded(folder)
    bring_up_to_date(collection, engine)

    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder), how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == b"written\n"
        process.send_signal(signal.SIGKILL)

    assert ids_found(collection, "*:*") == ["old"]
    read("next")
    assert bring_up_to_date(collection, engine, rebuild=how == "rebuild").letters == 2
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 1


def test_nothing_of_a_forgotten_letter_is_left_on_the_disk(
    collection: Collection, read: Callable[..., None]
) -> None:
    read("a", "A word that stands nowhere else: quixotry.")
    read("b")
    bring_up_to_date(collection, open_engine(collection))
    assert on_disk(collection, "quixotri")
    assert on_disk(collection, "drone")

    collection.outputs("read").remove("a")
    remove_forgotten(collection)

    assert ids_found(collection, "*:*") == ["b"]
    assert not on_disk(collection, "quixotri")
    assert on_disk(collection, "drone")


def on_disk(collection: Collection, word: str) -> bool:
    """Whether a word stands in the files of the index, be it of a deleted letter."""
    (folder,) = (path for path in (collection.path / "index").iterdir() if path.is_dir())
    searcher = tantivy.Index.open(str(folder)).searcher()
    return any(term == word for term, _ in searcher.terms_with_prefix("response", word))


def test_forgetting_needs_no_index(collection: Collection, read: Callable[..., None]) -> None:
    read("a")

    remove_forgotten(collection)

    with pytest.raises(IndexMissingError):
        ids_found(collection, "*:*")


def test_the_capture_of_a_letter_is_where_its_hit_leads(
    collection: Collection, read: Callable[..., None]
) -> None:
    read("a")
    bring_up_to_date(collection, open_engine(collection))

    (found,) = letters_found(collection, "drones")

    assert isinstance(found.captures[0], Capture)
    assert found.url == "https://force.example/a"
