"""What every search engine does, and how one is opened."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal, Protocol

from collection.collection import Collection
from index.error import EngineError
from index.letter import Entry
from index.query import Query
from index.schema import Stamp

Sort = Literal["score", "responded", "-responded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One letter that a query finds.

    Attributes:
        score: Relevance; ``None`` where another order was asked for.
        summary: The fields of ``index.letter.Letter``, the words apart.
    """

    id: str
    score: float | None
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds: how many letters in all, and the hits of this page in order."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many documents of each kind an engine holds."""

    letters: int
    positions: int


class Writer(Protocol):
    """A running change of an index."""

    def put(self, entry: Entry) -> None:
        """Store a letter and its positions; what stood under its id is replaced."""
        ...

    def delete(self, id_: str) -> None:
        """Remove a letter and its positions; nothing happens where there are none."""
        ...

    @property
    def failed(self) -> Mapping[str, str]:
        """The ids that the engine refused, and why; complete when the writer has ended."""
        ...


class SearchEngine(Protocol):
    """A place to put letters and their positions and to find them again.

    Every implementation passes ``tests/index/test_engine.py``, which is the contract in full. The
    same query finds the same letters, counts the same facets and, under an explicit order, gives
    the same order in every one; relevance may differ a little.
    """

    name: str

    def writer(self, *, rebuild: bool = False) -> AbstractContextManager[Writer]:
        """Change the index; a reader sees the changes when the writer has ended.

        Args:
            rebuild: Start from nothing. Until the end, readers are given the old index; a writer
                that is killed leaves it as it was.

        Raises:
            IndexLockedError: Another process is writing.
            IndexMissingError: There is no index to change and ``rebuild`` is not given.
        """
        ...

    def search(
        self, query: Query, *, limit: int = 20, sort: Sort = "score", offset: int = 0
    ) -> Found:
        """The letters that a query finds.

        Args:
            query: From ``index.query.read_query``.
            limit: Most hits; 0 is all.
            sort: By relevance, or by the date of the response, ``-responded`` the newest first.
                Letters without a date come last, equal ones in the order of their ids. Where a
                query has no words, relevance says nothing and the newest come first.
            offset: Hits to leave out at the beginning.
        """
        ...

    def facets(self, query: Query, field: str) -> dict[str, int]:
        """How many of the letters found have each value of a field, exactly."""
        ...

    def positions(self, query: Query) -> Iterator[Mapping[str, Any]]:
        """The positions of the letters that a query finds, by letter, force and question.

        Each has the fields of ``index.letter.PositionEntry`` and its letter's title, reference,
        dates, regimes, topics, round robin and address.
        """
        ...

    def cells(self, query: Query) -> dict[tuple[str, str], int]:
        """How many positions of the letters found each force has of each kind.

        Counted by the engine without loading a letter; keys are ``(force, position)``.
        """
        ...

    def counts(self) -> Counts:
        """How many letters and positions there are."""
        ...

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of every letter, by id."""
        ...

    def expunge(self) -> bool:
        """Rewrite files in which deleted letters still stand, so that nothing of them is left.

        Returns:
            False where the engine can do so only by being rebuilt.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def put(engine: SearchEngine, entries: Iterable[Entry]) -> Mapping[str, str]:
    """Store entries and return those that were refused, and why."""
    with engine.writer() as writer:
        for entry in entries:
            writer.put(entry)
    return writer.failed


def delete(engine: SearchEngine, ids: Iterable[str]) -> None:
    """Remove letters and their positions."""
    with engine.writer() as writer:
        for id_ in ids:
            writer.delete(id_)


def engine_names() -> list[str]:
    """The engines there are: the modules of ``index/engines/``."""
    folder = files("index") / "engines"
    names = (file.name for file in folder.iterdir())
    return sorted(n.removesuffix(".py") for n in names if n.endswith(".py") and n[0] != "_")


def open_engine(collection: Collection, name: str | None = None) -> SearchEngine:
    """Open the engine of a collection; there need be no index yet.

    Args:
        collection: Its settings say which engine, and where.
        name: Another engine than that of the settings.

    Raises:
        EngineError: There is no such engine, or its server does not answer.
    """
    name = name or collection.settings.engine
    if name not in engine_names():
        raise EngineError(
            f"engine: expected {' or '.join(engine_names())}, found '{name}'."
            " Choose one with --engine, $FOI_ENGINE, or engine = … in collection.toml."
        )
    engine: SearchEngine = import_module(f"index.engines.{name}").connect(collection)
    return engine
