"""Writing to Elasticsearch: letters and their positions, in bulk."""

import json
from collections.abc import Mapping
from typing import Any

from elasticsearch import Elasticsearch, helpers

from index.letter import Entry
from index.schema import ANSWER, answers, letter_document, position_documents, position_id

BATCH = 5_000_000
"""Bytes of one bulk request."""

RETRIES = 5
"""How often what the server is too busy for is sent again."""


class ElasticWriter:
    """Collects changes and sends them in bulk.

    The positions of a letter are sent before the letter, whose stamp says that all is there: a
    killed run leaves letters whose stamps are old, and the next one writes them again.
    """

    def __init__(self, client: Elasticsearch, index: str, held: Mapping[str, int]) -> None:
        self._client = client
        self._index = index
        self._held = dict(held)
        self._actions: list[dict[str, Any]] = []
        self._bytes = 0
        self.failed: dict[str, str] = {}

    def put(self, entry: Entry) -> None:
        id_ = entry.letter.id
        before = self._held.get(id_, 0)
        if before:
            # Without its stamp a half-written letter cannot pass for a whole one.
            self._add("delete", id_)
        documents = list(position_documents(entry))
        for document in documents:
            self._add("index", document["id"], document)
        for number in range(len(documents), before - 1):
            self._add("delete", position_id(id_, number))
        nested = [{name: made[name] for name in made if name in ANSWER} for made in answers(entry)]
        self._add("index", id_, letter_document(entry) | {"answers": nested})
        self._held[id_] = len(documents) + 1
        if self._bytes > BATCH:
            self.send()

    def delete(self, id_: str) -> None:
        for number in range(self._held.pop(id_, 1) - 1):
            self._add("delete", position_id(id_, number))
        self._add("delete", id_)

    def send(self) -> None:
        """Send what was collected; refusals are noted in ``failed``."""
        if not self._actions:
            return
        refused: dict[str, str] = {}
        for done, answer in helpers.streaming_bulk(
            self._client,
            self._actions,
            max_retries=RETRIES,
            initial_backoff=0.5,
            max_chunk_bytes=2 * BATCH,
            raise_on_error=False,
            raise_on_exception=True,
        ):
            action, said = next(iter(answer.items()))
            if not done and not (action == "delete" and said.get("status") == 404):
                refused[said["_id"].partition(" ")[0]] = json.dumps(said.get("error"))
        self._actions, self._bytes = [], 0
        for id_, message in refused.items():
            self.failed[id_] = message
            self.delete(id_)
        if refused:
            self.send()

    def _add(self, action: str, id_: str, document: dict[str, Any] | None = None) -> None:
        made: dict[str, Any] = {"_op_type": action, "_index": self._index, "_id": id_}
        if document is not None:
            made["_source"] = document
            self._bytes += sum(len(v) for v in document.values() if isinstance(v, str))
        self._actions.append(made)
        self._bytes += 200
