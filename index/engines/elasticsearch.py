"""The Elasticsearch engine: an index with a version in its name behind an alias."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    TransportError,
)

from collection.collection import Collection
from index.elastic_query import Dsl, dsl
from index.elastic_writer import RETRIES, ElasticWriter
from index.engine import Counts, Found, Hit, Sort
from index.error import EngineError, IndexMissingError
from index.query import Query
from index.schema import (
    ANSWER,
    FACET_FIELDS,
    SCHEMA,
    VERSION,
    Stamp,
    asks_letters_alone,
    unpacked_stamp,
)
from index.tree import Node, Term, both, ranks

PAGE = 1000
"""Hits fetched at once; the server refuses more than 10,000."""

SECONDS = 60
LEFT_OVER = 24 * 3600
"""Seconds after which an index that never came behind the alias is one of a killed run."""


def connect(collection: Collection) -> "Elastic":
    """The engine at the address of the settings; it answers, or this raises.

    Raises:
        EngineError: The server cannot be reached.
    """
    settings = collection.settings
    client = Elasticsearch(
        settings.elasticsearch_url,
        api_key=settings.elasticsearch_api_key,
        request_timeout=SECONDS,
        retry_on_timeout=True,
        max_retries=RETRIES,
    )
    engine = Elastic(client, settings.elasticsearch_url, settings.elasticsearch_index)
    engine.greet()
    return engine


class Elastic:
    """One alias; behind it the index that counts, with letters and positions in it."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, url: str, alias: str) -> None:
        self.client = client
        self.url = url
        self.alias = alias

    def greet(self) -> None:
        """Raise an EngineError unless the server answers."""
        self._ask(self.client.options(request_timeout=10, max_retries=1).info)

    @contextmanager
    def writer(self, *, rebuild: bool = False) -> Iterator[ElasticWriter]:
        held = {} if rebuild else {i: s.positions + 1 for i, s in self.stamps().items()}
        index = self._create() if rebuild else self._current()
        writer = ElasticWriter(self.client, index, held)
        try:
            yield writer
            self._ask(writer.send)
            self._ask(self.client.indices.refresh, index=index)
        except BaseException:
            if rebuild:
                self._ask(self.client.indices.delete, index=index, ignore_unavailable=True)
            raise
        if rebuild:
            self._choose(index)

    def search(
        self, query: Query, *, limit: int = 20, sort: Sort = "score", offset: int = 0
    ) -> Found:
        scored = sort == "score" and ranks(query.root)
        if scored:
            order: list[Any] = [{"_score": "desc"}, {"id": "asc"}]
        else:
            order = [{"oldest" if sort == "responded" else "newest": "asc"}]
        asked = _of_kind("letter", query.root)
        total, found = self._pages(asked, order, offset=offset, limit=limit, source=["summary"])
        return Found(
            total=total,
            hits=tuple(
                Hit(
                    id=hit["_id"],
                    score=hit["_score"] if scored else 1.0 if sort == "score" else None,
                    summary=json.loads(hit["_source"]["summary"]),
                )
                for hit in found
            ),
        )

    def facets(self, query: Query, field: str) -> dict[str, int]:
        held = FACET_FIELDS.get(field, field)
        return {
            key["value"]: count
            for key, count in self._buckets(_of_kind("letter", query.root), {"value": held})
        }

    def positions(self, query: Query) -> Iterator[Mapping[str, Any]]:
        for asked in self._of_positions(query):
            _, found = self._pages(asked, [{"id": "asc"}], source=["summary"])
            for hit in found:
                yield json.loads(hit["_source"]["summary"])

    def cells(self, query: Query) -> dict[tuple[str, str], int]:
        fields = {"force": "answer_force", "position": "answer_position"}
        counted: dict[tuple[str, str], int] = {}
        for asked in self._of_positions(query):
            for key, count in self._buckets(asked, fields):
                cell = (key["force"], key["position"])
                counted[cell] = counted.get(cell, 0) + count
        return counted

    def counts(self) -> Counts:
        index = self._current()

        def count(kind: str) -> int:
            query = {"term": {"kind": kind}}
            found = self._ask(self.client.count, index=index, query=query)
            return int(found["count"])

        return Counts(letters=count("letter"), positions=count("position"))

    def stamps(self) -> dict[str, Stamp]:
        _, found = self._pages({"term": {"kind": "letter"}}, [{"id": "asc"}], source=["stamp"])
        return dict(unpacked_stamp(hit["_source"]["stamp"]) for hit in found)

    def expunge(self) -> bool:
        index = self._current()
        self._ask(self.client.indices.forcemerge, index=index, only_expunge_deletes=True)
        return True

    def close(self) -> None:
        self.client.close()

    # Queries

    def _of_positions(self, query: Query) -> Iterator[Dsl]:
        """Queries for the positions of the letters found; without words they are asked of them."""
        if asks_letters_alone(query.root):
            yield _of_kind("position", query.root)
            return
        order = [{"id": "asc"}]
        _, found = self._pages(_of_kind("letter", query.root), order, source=False)
        ids = [hit["_id"] for hit in found]
        for start in range(0, len(ids), PAGE):
            chosen = {"terms": {"letter": ids[start : start + PAGE]}}
            yield {"bool": {"filter": [{"term": {"kind": "position"}}, chosen]}}

    def _pages(
        self,
        query: Dsl,
        order: Sequence[Any],
        *,
        source: list[str] | bool,
        offset: int = 0,
        limit: int = 0,
    ) -> tuple[int, list[dict[str, Any]]]:
        """All hits, or those of one page, over a state of the index that does not change."""
        index = self._current()
        point = self._ask(self.client.open_point_in_time, index=index, keep_alive="5m")
        wanted = offset + limit if limit else None
        found: list[dict[str, Any]] = []
        total, seen, after = 0, 0, None
        pit = {"id": point["id"], "keep_alive": "5m"}
        try:
            while wanted is None or seen < wanted:
                size = PAGE if wanted is None else min(PAGE, wanted - seen)
                answer = self._ask(
                    self.client.search, pit=pit, query=query, sort=list(order), size=size,
                    source=source, search_after=after, track_total_hits=after is None,
                )  # fmt: skip
                if after is None:
                    total = answer["hits"]["total"]["value"]
                hits = answer["hits"]["hits"]
                found += hits[max(0, offset - seen) :]
                seen += len(hits)
                if len(hits) < size:
                    break
                after = hits[-1]["sort"]
        finally:
            self._ask(self.client.close_point_in_time, id=point["id"])
        return total, found

    def _buckets(
        self, query: Dsl, fields: Mapping[str, str]
    ) -> Iterator[tuple[Mapping[str, str], int]]:
        """How many documents have each combination of values, exactly."""
        index, after = self._current(), None
        sources = [{name: {"terms": {"field": field}}} for name, field in fields.items()]
        while True:
            composite: dict[str, Any] = {"size": PAGE, "sources": sources}
            if after:
                composite["after"] = after
            aggregations = {"values": {"composite": composite}}
            answer = self._ask(
                self.client.search, index=index, query=query, size=0, aggregations=aggregations
            )["aggregations"]["values"]
            for bucket in answer["buckets"]:
                yield bucket["key"], bucket["doc_count"]
            after = answer.get("after_key")
            if after is None or len(answer["buckets"]) < PAGE:
                return

    # Indexes

    def _current(self) -> str:
        """The index behind the alias."""
        name = next(iter(self._behind()), None)
        if name is None:
            raise IndexMissingError(
                f"{self.url}: expected an index behind the alias '{self.alias}', found none."
                " Make it with `foi index`."
            )
        if not name.startswith(f"{self.alias}-v{VERSION}-"):
            raise IndexMissingError(
                f"{self.url}: expected an index of version {VERSION} behind the alias"
                f" '{self.alias}', found {name}. Make it anew with `foi index`."
            )
        return name

    def _behind(self) -> list[str]:
        try:
            return list(self._ask(self.client.indices.get_alias, name=self.alias))
        except NotFoundError:
            return []

    def _create(self) -> str:
        others = [name for name in self._behind() if not name.startswith(f"{self.alias}-v")]
        if others:
            raise EngineError(
                f"{self.url}: expected the alias '{self.alias}' to be free, found it in use for"
                f" {', '.join(others)}. Set elasticsearch_index in collection.toml to another."
            )
        name = f"{self.alias}-v{VERSION}-{time.strftime('%Y%m%d%H%M%S')}-{uuid.uuid4().hex[:6]}"
        self._ask(
            self.client.indices.create,
            index=name,
            settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
            mappings=_mappings(),
        )
        return name

    def _choose(self, index: str) -> None:
        """Put an index behind the alias in one step; remove the one before, and what was left."""
        mine = self._ask(self.client.indices.get, index=f"{self.alias}-v*")
        old = [name for name, it in mine.items() if self.alias in it.get("aliases", {})]
        actions: list[dict[str, Any]] = [{"remove_index": {"index": name}} for name in old]
        actions.append({"add": {"index": index, "alias": self.alias}})
        self._ask(self.client.indices.update_aliases, actions=actions)
        for name, it in mine.items():
            made = int(it["settings"]["index"]["creation_date"]) / 1000
            if not it.get("aliases") and name != index and time.time() - made > LEFT_OVER:
                self._ask(self.client.indices.delete, index=name)

    def _ask(self, call: Callable[..., Any], **given: Any) -> Any:
        """Call the server; what it cannot or will not do is an EngineError."""
        try:
            return call(**given)
        except NotFoundError:
            raise
        except (AuthenticationException, AuthorizationException) as error:
            raise EngineError(
                f"{self.url}: Elasticsearch refuses the access ({error.message})."
                " Set $FOI_ELASTICSEARCH_API_KEY to a key that may write to"
                f" '{self.alias}' and '{self.alias}-v*'."
            ) from error
        except TransportError as error:
            raise EngineError(
                f"{self.url}: expected Elasticsearch, found no answer ({error.message})."
                " Start it (`docker compose up`), name another with $FOI_ELASTICSEARCH_URL, or use"
                " the embedded engine (FOI_ENGINE=embedded)."
            ) from error
        except ApiError as error:
            reason = json.dumps(error.body)[:300] if error.body else error.message
            raise EngineError(
                f"{self.url}: Elasticsearch refuses what it was asked: {reason}"
            ) from error


def _of_kind(kind: str, root: Node) -> Dsl:
    return dsl(both([Term("kind", kind), root]))


def _mappings() -> dict[str, Any]:
    fields = {name: _mapping(kind) for name, kind in SCHEMA.items()}
    # What a letter's clauses for one question are asked of: one object an answer.
    inner = {name: _mapping(SCHEMA[name]) for name in ANSWER}
    fields["answers"] = {"type": "nested", "dynamic": "strict", "properties": inner}
    return {
        "dynamic": "strict",
        # The words are in the catalogue; here only what a hit shows is kept.
        "_source": {"includes": ["id", "kind", "stamp", "summary", "letter"]},
        "properties": fields,
    }


def _mapping(kind: str) -> dict[str, Any]:
    match kind:
        case "stream":
            return {"type": "text", "analyzer": "whitespace"}
        case "set":
            return {
                "type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False
            }  # fmt: skip
        case "day":
            return {"type": "date", "format": "strict_date"}
        case "number":
            return {"type": "long"}
        case "stored":
            return {"type": "keyword", "index": False, "doc_values": False}
    return {"type": "keyword"}
