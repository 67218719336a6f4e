"""What only Elasticsearch can do, or do wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from index.engine import put
from index.engines.elasticsearch import Elastic
from index.error import EngineError, IndexMissingError
from index.letter import entry_of
from index.query import read_query
from nlp.collected import Collected
from nlp.response import Answer

pytestmark = pytest.mark.elasticsearch
Make = Callable[..., Collected]


@pytest.fixture
def engine(elasticsearch_url: str) -> Iterator[Elastic]:
    alias = f"foi-test-{uuid4().hex[:12]}"
    opened = Elastic(Elasticsearch(elasticsearch_url), elasticsearch_url, alias)
    yield opened
    for index in opened.client.indices.get(index=f"{alias}*"):
        opened.client.indices.delete(index=index)
    opened.close()


def behind(engine: Elastic) -> list[str]:
    return list(engine.client.indices.get_alias(name=engine.alias))


def test_a_rebuilt_index_takes_the_place_of_the_old_one(engine: Elastic, letter: Make) -> None:
    with engine.writer(rebuild=True) as writer:
        writer.put(entry_of(letter("a")))
    (old,) = behind(engine)

    with engine.writer(rebuild=True) as writer:
        writer.put(entry_of(letter("b")))

    (new,) = behind(engine)
    assert old != new
    assert old.startswith(f"{engine.alias}-v1-")
    assert list(engine.client.indices.get(index=f"{engine.alias}-v*")) == [new]


def test_what_the_server_refuses_is_named_and_the_rest_is_kept(
    engine: Elastic, letter: Make
) -> None:
    answers = tuple(Answer(question=str(n), position="ncnd") for n in range(3))
    bad = entry_of(letter("bad", positions=answers))
    bad = replace(bad, letter=replace(bad.letter, topics=("x" * 40_000,)))

    with engine.writer(rebuild=True) as writer:
        for entry in (entry_of(letter("a")), bad, entry_of(letter("b"))):
            writer.put(entry)

    assert list(writer.failed) == ["bad"]
    assert "immense term" in writer.failed["bad"]
    hits = engine.search(read_query("*:*"), sort="responded").hits
    assert [hit.id for hit in hits] == ["a", "b"]
    assert (engine.counts().letters, engine.counts().positions) == (2, 0)


def test_an_index_of_another_program_behind_the_alias_is_left_alone(engine: Elastic) -> None:
    engine.client.indices.create(index=f"{engine.alias}-other", aliases={engine.alias: {}})

    with pytest.raises(IndexMissingError, match=f"found {engine.alias}-other"):
        engine.search(read_query("*:*"))
    with (
        pytest.raises(EngineError, match="elasticsearch_index"),
        engine.writer(rebuild=True),
    ):
        pass
    assert behind(engine) == [f"{engine.alias}-other"]


def test_words_are_not_kept_in_what_elasticsearch_stores(engine: Elastic, letter: Make) -> None:
    with engine.writer(rebuild=True):
        pass
    put(engine, [entry_of(letter("a", "An unusual sentence about drones."))])

    (hit,) = engine.client.search(index=engine.alias)["hits"]["hits"]

    assert set(hit["_source"]) <= {"id", "kind", "letter", "stamp", "summary"}
    assert "unusual" not in str(hit["_source"])


def test_the_alias_is_that_of_the_settings(tmp_path: Path, elasticsearch_url: str) -> None:
    from collection.collection import open_collection
    from index.engine import open_engine

    settings = (
        f'elasticsearch_url = "{elasticsearch_url}"\nelasticsearch_index = "foi-test-mine"\n'
    )
    (tmp_path / "collection.toml").write_text(settings)
    with open_collection(tmp_path) as collection:
        opened = open_engine(collection, "elasticsearch")
        with pytest.raises(IndexMissingError, match="foi-test-mine"):
            opened.counts()
        opened.close()
