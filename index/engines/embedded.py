"""The embedded engine: tantivy, in the folder ``index`` of the collection."""

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import tantivy
from tantivy import Occur, Order

from collection.collection import Collection
from index.embedded_query import compiled
from index.engine import Counts, Found, Hit, Sort
from index.error import EngineError, IndexLockedError, IndexMissingError
from index.letter import Entry
from index.query import Query
from index.schema import (
    FACET_FIELDS,
    SCHEMA,
    VERSION,
    Document,
    Stamp,
    asks_letters_alone,
    letter_document,
    position_documents,
    unpacked_stamp,
)
from index.tree import Node, Term, both, ranks

MEMORY = 128_000_000
"""Bytes that a writer holds before it writes a segment."""


def connect(collection: Collection) -> "Embedded":
    """The engine in the collection's folder."""
    return Embedded(collection.path / "index")


class EmbeddedWriter:
    """Puts letters into one tantivy index."""

    def __init__(self, writer: Any, schema: Any) -> None:
        self._writer = writer
        self._schema = schema
        self.failed: dict[str, str] = {}

    def put(self, entry: Entry) -> None:
        self.delete(entry.letter.id)
        try:
            documents = [
                tantivy.Document.from_dict(_typed(made), self._schema)
                for made in (letter_document(entry), *position_documents(entry))
            ]
        except (ValueError, UnicodeError) as error:
            self.failed[entry.letter.id] = str(error)
            return
        for document in documents:
            self._writer.add_document(document)

    def delete(self, id_: str) -> None:
        self._writer.delete_documents_by_term("letter", id_)


class Embedded:
    """One folder holds the indexes that were built; ``current.json`` names the one that counts.

    A rebuilt index stands beside the old one until it is whole. A change of the current one is
    committed as a whole by tantivy. So a killed process leaves the old state or the new one.
    """

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: tuple[str, Any] | None = None

    @contextmanager
    def writer(self, *, rebuild: bool = False) -> Iterator[EmbeddedWriter]:
        with self._lock():
            name = uuid.uuid4().hex[:12] if rebuild else self._current()
            path = self.folder / name
            path.mkdir(parents=True, exist_ok=True)
            try:
                index = _index(path)
                inner = index.writer(heap_size=MEMORY, num_threads=1)
            except ValueError as error:
                if "LockBusy" in str(error):
                    self._busy(error)
                raise self._broken(error) from error
            writer = EmbeddedWriter(inner, index.schema)
            try:
                yield writer
                inner.commit()
                inner.wait_merging_threads()
            except BaseException:
                if rebuild:
                    shutil.rmtree(path, ignore_errors=True)
                raise
            if rebuild:
                self._choose(name)
        self._open = None

    def search(
        self, query: Query, *, limit: int = 20, sort: Sort = "score", offset: int = 0
    ) -> Found:
        index, searcher = self._searcher()
        asked = self._of_kind(searcher, index.schema, query.root, "letter")
        everything = max(1, searcher.num_docs)
        wanted = limit or everything
        if sort == "score" and ranks(query.root):
            total, hits = self._ranked(searcher, asked, wanted, offset, everything)
        else:
            result = searcher.search(
                asked,
                limit=wanted,
                offset=offset,
                order_by_field="oldest" if sort == "responded" else "newest",
                order=Order.Asc,
            )
            score = 1.0 if sort == "score" else None
            total = result.count
            hits = [(score, searcher.doc(address)) for _, address in result.hits]
        return Found(
            total=total,
            hits=tuple(
                Hit(
                    id=document.get_first("id"),
                    score=score,
                    summary=json.loads(document.get_first("summary")),
                )
                for score, document in hits
            ),
        )

    def _ranked(
        self, searcher: Any, asked: Any, wanted: int, offset: int, everything: int
    ) -> tuple[int, list[tuple[float | None, Any]]]:
        """The best hits, equal ones by id: so many are fetched that none of equals is left out."""
        end = offset + wanted
        fetch = min(end + 1, everything)
        while True:
            result = searcher.search(asked, limit=fetch)
            found = result.hits
            if len(found) < fetch or fetch >= everything or found[-1][0] < found[end - 1][0]:
                break
            fetch = min(fetch * 2, everything)
        loaded = [(score, searcher.doc(address)) for score, address in found]
        loaded.sort(key=lambda pair: (-pair[0], pair[1].get_first("id")))
        return result.count, list(loaded[offset:end])

    def facets(self, query: Query, field: str) -> dict[str, int]:
        index, searcher = self._searcher()
        asked = self._of_kind(searcher, index.schema, query.root, "letter")
        held = FACET_FIELDS.get(field, field)
        found = searcher.aggregate(asked, {"values": _values(held)})["values"]
        if found["sum_other_doc_count"]:
            terms = searcher.terms_with_prefix(held, "", asked)
            return {value: count for value, count in terms if count}
        return {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}

    def positions(self, query: Query) -> Iterator[Mapping[str, Any]]:
        _, searcher = self._searcher()
        asked = self._positions(query)
        result = searcher.search(
            asked, limit=max(1, searcher.num_docs), order_by_field="id", order=Order.Asc
        )
        for _, address in result.hits:
            yield json.loads(searcher.doc(address).get_first("summary"))

    def cells(self, query: Query) -> dict[tuple[str, str], int]:
        _, searcher = self._searcher()
        inner = _values("answer_force") | {"aggs": {"positions": _values("answer_position")}}
        found = searcher.aggregate(self._positions(query), {"forces": inner})
        return {
            (force["key"], position["key"]): position["doc_count"]
            for force in found["forces"]["buckets"]
            for position in force["positions"]["buckets"]
        }

    def counts(self) -> Counts:
        _, searcher = self._searcher()
        letters, positions = (searcher.doc_freq("kind", name) for name in ("letter", "position"))
        if letters + positions != searcher.num_docs:  # deleted ones are counted until a merge
            terms = dict(searcher.terms_with_prefix("kind", "", tantivy.Query.all_query()))
            letters, positions = terms.get("letter", 0), terms.get("position", 0)
        return Counts(letters=letters, positions=positions)

    def stamps(self) -> dict[str, Stamp]:
        _, searcher = self._searcher()
        terms = searcher.terms_with_prefix("stamp", "", tantivy.Query.all_query())
        return dict(unpacked_stamp(value) for value, count in terms if count)

    def expunge(self) -> bool:
        return False

    def close(self) -> None:
        self._open = None

    # Queries

    def _of_kind(self, searcher: Any, schema: Any, root: Node, kind: str) -> Any:
        def letters(part: Node) -> Sequence[int]:
            return self._keys(searcher, self._of_kind(searcher, schema, part, "position"))

        try:
            return compiled(both([Term("kind", kind), root]), schema, letters)
        except ValueError as error:
            raise EngineError(f"the query is too much for the index: {error}") from error

    def _keys(self, searcher: Any, asked: Any) -> list[int]:
        found = searcher.search(asked, limit=max(1, searcher.num_docs), count=False).hits
        values = searcher.fast_field_values("key", [address for _, address in found])
        return list(dict.fromkeys(value for value in values if value is not None))

    def _positions(self, query: Query) -> Any:
        """The positions of the letters found; a query without words is asked of them directly."""
        index, searcher = self._searcher()
        if asks_letters_alone(query.root):
            return self._of_kind(searcher, index.schema, query.root, "position")
        letters = self._keys(searcher, self._of_kind(searcher, index.schema, query.root, "letter"))
        if not letters:
            return tantivy.Query.empty_query()
        kind = tantivy.Query.term_query(index.schema, "kind", "position")
        chosen = tantivy.Query.term_set_query(index.schema, "key", letters)
        return tantivy.Query.boolean_query([(Occur.Must, kind), (Occur.Must, chosen)])

    # Files

    def _searcher(self) -> tuple[Any, Any]:
        name = self._current()
        try:
            if self._open is None or self._open[0] != name:
                index = _index(self.folder / name)
                index.config_reader(reload_policy="manual")
                self._open = (name, index)
            index = self._open[1]
            index.reload()
            return index, index.searcher()
        except ValueError as error:
            if self._current() != name:  # it was rebuilt in this very moment
                return self._searcher()
            raise self._broken(error) from error

    def _current(self) -> str:
        path = self.folder / "current.json"
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            name, version = str(held["folder"]), held["version"]
        except FileNotFoundError as error:
            raise IndexMissingError(
                f"{self.folder}: expected an index, found none. Make it with `foi index`."
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise self._broken(error) from error
        if version != VERSION:
            raise IndexMissingError(
                f"{self.folder}: expected an index of version {VERSION}, found version {version}."
                " Make it anew with `foi index`."
            )
        if not (self.folder / name).is_dir():
            raise IndexMissingError(
                f"{self.folder / name}: expected an index, found none."
                " Make it anew with `foi index`."
            )
        return name

    def _choose(self, name: str) -> None:
        aside = self.folder / ".current.json"
        with aside.open("w", encoding="utf-8") as file:
            json.dump({"folder": name, "version": VERSION}, file)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(self.folder / "current.json")
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != name:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                self._busy(error)
            yield

    def _busy(self, error: Exception) -> NoReturn:
        raise IndexLockedError(
            f"{self.folder}: expected to be the only one who writes, found another process at it."
            " Wait until its `foi index` has ended."
        ) from error

    def _broken(self, error: Exception) -> EngineError:
        return EngineError(
            f"{self.folder}: expected an index, found something that cannot be read ({error})."
            " Make it anew with `foi index --rebuild`."
        )


def _index(path: Path) -> Any:
    builder = tantivy.SchemaBuilder()
    for name, kind in SCHEMA.items():
        match kind:
            case "stream":
                builder.add_text_field(name, tokenizer_name="spaces", index_option="position")
            case "set":
                builder.add_text_field(name, tokenizer_name="spaces", index_option="basic")
            case "keyword":
                builder.add_text_field(
                    name,
                    tokenizer_name="raw",
                    index_option="basic",
                    fast=name != "stamp",
                    stored=name == "id",
                )
            case "day":
                builder.add_integer_field(name, indexed=True, fast=True)
            case "number":
                builder.add_unsigned_field(name, indexed=True, fast=True)
            case "stored":
                builder.add_bytes_field(name, stored=True)
    index = tantivy.Index(builder.build(), str(path), reuse=True)
    spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("spaces", spaces)
    return index


def _typed(document: Document) -> Document:
    """The values as tantivy takes them: days as numbers, what is only stored as bytes."""
    made = dict(document)
    for name, value in document.items():
        if SCHEMA[name] == "day":
            made[name] = date.fromisoformat(value).toordinal()
        elif SCHEMA[name] == "stored":
            made[name] = value.encode()
    return made


def _values(field: str) -> dict[str, Any]:
    return {"terms": {"field": field, "size": 65_000}}
