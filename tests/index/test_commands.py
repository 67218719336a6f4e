"""``foi index`` and ``foi search`` as a person or a script calls them."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from collection.collection import open_collection
from crawlers.capture import Captures
from foi.cli import main
from nlp.collected import Collected, keep
from nlp.response import Exemption, PersonalData

Make = Callable[..., Collected]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How a command ended and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Foi = Callable[..., Done]


@pytest.fixture(
    params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def foi(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    letter: Make,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Foi]:
    """The command in a collection of three letters, with each engine."""
    settings = [f'engine = "{request.param}"']
    alias = f"foi-test-{uuid.uuid4().hex[:12]}"
    if request.param == "elasticsearch":
        url = request.getfixturevalue("elasticsearch_url")
        settings += [f'elasticsearch_url = "{url}"', f'elasticsearch_index = "{alias}"']
    folder = tmp_path / "foi"
    folder.mkdir()
    (folder / "collection.toml").write_text("\n".join(settings))
    text = "Dear Jo Bloggs, the force owns three drones."
    jo = PersonalData(kind="name", text="Jo Bloggs", spans=((5, 14),))
    relied = (Exemption(id="foia/31/3", engaged=True, ncnd=True),
              Exemption(id="foia/24/2", engaged=False, ncnd=False))  # fmt: skip
    with open_collection(folder) as collection:
        for held in (
            letter("a", text, responded="2019-05-06", personal_data=(jo,), title="Jo Bloggs asks"),
            letter("b", "Drones.", forces=("kent", "essex"), exemptions=relied),
            letter("c", "Tasers.", responded="2021-01-02", topics=("taser",)),
        ):
            number = Captures(collection.db).add(held.captures[0])
            id_ = held.response.id
            keep(collection, id_, held.response, [number], superseded=False, input="", version="1")

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            main(["-C", str(folder), *arguments])
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Done(returncode=ended.value.code, stdout=printed.out, stderr=printed.err)

    yield run
    if request.param == "elasticsearch":
        from elasticsearch import Elasticsearch

        with Elasticsearch(url) as client:
            for index in client.indices.get(index=f"{alias}-v*"):
                client.indices.delete(index=index)


def lines(done: Done) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_index_and_search_print_the_keys_of_the_contract(foi: Foi) -> None:
    (indexed,) = lines(foi("index", "--json"))
    hits = lines(foi("search", "drones", "--sort", "-responded", "--json"))

    assert list(indexed) == [
        "engine", "letters", "added", "replaced", "removed", "failed", "seconds",
    ]  # fmt: skip
    assert (indexed["letters"], indexed["added"], indexed["failed"]) == (3, 3, 0)
    assert [hit["id"] for hit in hits] == ["a", "b"]
    assert list(hits[0]) == [
        "id", "forces", "title", "reference", "received", "responded", "outcome", "exemptions",
        "topics", "url", "score", "highlights",
    ]  # fmt: skip
    assert hits[1]["exemptions"] == ["foia/31/3"]
    assert hits[1]["forces"] == ["kent", "essex"]
    assert hits[1]["responded"] is None
    assert hits[0]["url"] == "https://force.example/a"
    assert {"field", "text", "start", "end"} <= set(hits[0]["highlights"][0])


def test_names_are_shown_only_to_the_operator(foi: Foi) -> None:
    foi("index")

    (hit,) = lines(foi("search", "three drones", "--json"))
    (whole,) = lines(foi("search", "three drones", "--json", "--with-personal-data"))

    assert "Bloggs" not in json.dumps(hit)
    assert hit["title"] == "[name] asks"
    assert whole["title"] == "Jo Bloggs asks"
    assert whole["highlights"][0]["text"].startswith("Dear Jo Bloggs")
    assert lines(foi("search", "bloggs", "--json")) == []


def test_facets_are_counted_and_the_most_frequent_come_first(foi: Foi) -> None:
    foi("index")

    counted = lines(foi("search", "*:*", "--facet", "force", "--facet", "responded", "--json"))

    assert [(line["field"], line["value"], line["count"]) for line in counted] == [
        ("force", "kent", 3),
        ("force", "essex", 1),
        ("responded", "2019", 1),
        ("responded", "2021", 1),
    ]


def test_no_hits_are_an_answer(foi: Foi) -> None:
    foi("index")

    done = foi("search", "force:atlantis", "--json")

    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing is called 'atlantis'" in done.stderr


def test_a_limit_of_zero_is_all_and_tables_say_how_many_there_are(foi: Foi) -> None:
    foi("index")

    assert len(lines(foi("search", "*:*", "--limit", "0", "--json"))) == 3
    assert len(lines(foi("search", "*:*", "--limit", "1", "--json"))) == 1
    done = foi("search", "*:*", "--limit", "2")
    assert "2 of 3 letters" in done.stderr


def test_an_unreadable_query_ends_with_2_and_a_caret(foi: Foi) -> None:
    done = foi("search", "drone AND exmption:31")

    assert done.returncode == 2
    assert "nearest is 'exemption'" in done.stderr
    assert done.stderr.endswith("\n  drone AND exmption:31\n            ^\n")


def test_an_unknown_facet_ends_with_2_and_the_nearest(foi: Foi) -> None:
    foi("index")

    done = foi("search", "*:*", "--facet", "forse")

    assert done.returncode == 2
    assert "the nearest is 'force'" in done.stderr


def test_without_an_index_search_says_what_to_do(foi: Foi) -> None:
    done = foi("search", "drones")

    assert done.returncode == 2
    assert "foi index" in done.stderr


def test_a_stale_index_answers_and_says_so(foi: Foi) -> None:
    foi("index")
    assert foi("search", "drones").stderr == "2 of 2 letters\n"
    foi("correct", "a", "outcome", "withheld", "--why", "read it")

    done = foi("search", "drones")

    assert done.returncode == 0
    assert "foi index" in done.stderr


def test_verify_finds_what_differs_and_mends_nothing(foi: Foi) -> None:
    foi("index")
    assert foi("index", "--verify").returncode == 0
    foi("correct", "a", "outcome", "withheld", "--why", "read it")

    for _ in (1, 2):
        done = foi("index", "--verify", "--json")
        assert done.returncode == 1
        assert json.loads(done.stdout)["failed"] == 1
        assert done.stderr.startswith("a: ")
    (mended,) = lines(foi("index", "--json"))
    assert mended["replaced"] == 1
    assert foi("index", "--verify").returncode == 0


def test_a_rebuilt_index_is_the_same(foi: Foi) -> None:
    foi("index")
    before = foi("search", "*:*", "--json").stdout

    (rebuilt,) = lines(foi("index", "--rebuild", "--json"))

    assert (rebuilt["letters"], rebuilt["added"]) == (3, 3)
    assert foi("search", "*:*", "--json").stdout == before


def test_another_engine_can_be_named_and_an_unknown_one_is_refused(foi: Foi) -> None:
    (line,) = lines(foi("index", "--engine", "embedded", "--json"))

    assert line["engine"] == "embedded"
    done = foi("index", "--engine", "solr")
    assert done.returncode == 2
    assert "embedded" in done.stderr


def test_a_forgotten_letter_is_gone_from_the_index(foi: Foi) -> None:
    foi("index")

    assert foi("forget", "a", "--why", "published in error").returncode == 0

    assert [hit["id"] for hit in lines(foi("search", "drones", "--json"))] == ["b"]
