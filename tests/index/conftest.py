"""Letters to index, and each engine to put them into."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawlers.capture import Capture
from index.engine import SearchEngine, put
from index.engines.embedded import Embedded
from index.letter import Entry, entry_of
from nlp.collected import Collected
from nlp.response import Answer, Exemption, PersonalData, Provision, Question, Response, Section

LETTERS = Path(__file__).parent.parent / "golden" / "letters"
ENGINES = ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


def collected(response: Response, **page: str) -> Collected:
    """A response that was read from one page."""
    capture = Capture(
        url=f"https://force.example/{response.id}", final_url="", fetched="2024-02-03T04:05:06Z",
        state="ok", how="live", kind="page", **page,  # type: ignore[arg-type]
    )  # fmt: skip
    return Collected(response=response, captures=(capture,))


@pytest.fixture(scope="session")
def letter() -> Callable[..., Collected]:
    """Makes a letter of a few words."""

    def make(id_: str, text: str = "We hold no such information.", **fields: object) -> Collected:
        defaults = {"forces": ("kent",), "regimes": ("foia",), "title": f"Request {id_}"}
        return collected(Response(id=id_, text=text, **(defaults | fields)))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def gold() -> list[Collected]:
    """The composed letters as a careful officer reads them."""
    return [_gold(path) for path in sorted(LETTERS.glob("*.json"))]


def _gold(path: Path) -> Collected:
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    ncnd = tuple(e["id"] for e in truth["exemptions"] if e["ncnd"])
    plain = tuple(e["id"] for e in truth["exemptions"] if e["engaged"] and not e["ncnd"])
    relied = {"ncnd": ncnd, "withheld": plain, "partly-disclosed": plain}
    people = [
        PersonalData(kind=it["kind"], text=it["text"], spans=_spans(text, it["text"]))
        for it in truth["personal_data"]
    ]
    asked = [span for q in truth["questions"] for span in _spans(text, q["text"])[:1]]
    response = Response(
        id=path.stem,
        text=text,
        title=f"FOI: {path.stem.replace('-', ' ')}",
        forces=tuple(truth["forces"]),
        regimes=tuple(truth["regimes"]),
        reference=truth["reference"],
        received=truth["received"],
        responded=truth["responded"],
        questions=tuple(Question(**question) for question in truth["questions"]),
        exemptions=tuple(
            Exemption(**e, spans=_spans(text, f"ection {e['id'].split('/')[1]}")[:2])
            for e in truth["exemptions"]
        ),
        procedural=tuple(Provision(id=id_) for id_ in truth["procedural"]),
        positions=tuple(
            Answer(**answer, exemptions=relied.get(answer["position"], ()))
            for answer in truth["positions"]
        ),
        outcome=truth["outcome"],
        topics=tuple(truth["topics"]),
        sections=tuple(
            Section(kind="request", exemption=None, starts="", spans=(span,)) for span in asked
        ),
        personal_data=tuple(people),
    )
    return collected(response, force=truth["forces"][0])


def _spans(text: str, words: str) -> tuple[tuple[int, int], ...]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return tuple(found)


@pytest.fixture(scope="session")
def gold_entries(gold: list[Collected]) -> list[Entry]:
    """The composed letters as they are indexed; every third is in a round robin."""
    return [
        entry_of(held, has=("table",) if number % 4 == 0 else (), stamp="1",
                 robin=f"robin-{number % 2}" if number % 3 == 0 else None)
        for number, held in enumerate(gold)
    ]  # fmt: skip


def opened(name: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[SearchEngine]:
    """An engine of its own for a test, removed at the end."""
    if name == "embedded":
        yield Embedded(folder / "index")
        return
    from elasticsearch import Elasticsearch

    from index.engines.elasticsearch import Elastic

    url = request.getfixturevalue("elasticsearch_url")
    alias = f"foi-test-{uuid.uuid4().hex[:12]}"
    engine = Elastic(Elasticsearch(url), url, alias)
    yield engine
    for index in engine.client.indices.get(index=f"{alias}-v*"):
        engine.client.indices.delete(index=index)
    engine.close()


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """Each engine in turn, with an index that holds nothing."""
    for engine in opened(request.param, tmp_path, request):
        with engine.writer(rebuild=True):
            pass
        yield engine


@pytest.fixture(scope="session", params=ENGINES)
def filled(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    gold_entries: list[Entry],
) -> Iterator[SearchEngine]:
    """Each engine in turn, holding the composed letters; not to be changed."""
    for engine in opened(request.param, tmp_path_factory.mktemp("filled"), request):
        with engine.writer(rebuild=True):
            pass
        # In three writes, so that there are several segments.
        for third in range(3):
            assert not put(engine, gold_entries[third::3])
        yield engine


@pytest.fixture
def changed() -> Callable[..., Entry]:
    """The entry of a letter with other fields."""

    def make(held: Collected, **fields: object) -> Entry:
        return entry_of(
            replace(held, response=replace(held.response, **fields)),  # type: ignore[arg-type]
            stamp="2",
        )

    return make
