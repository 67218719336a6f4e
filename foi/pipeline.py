"""The pipeline runner: extract and read what is new or stale, and account for every capture."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from collection.collection import Collection
from collection.failures import Failure
from crawlers.capture import Capture, Captures
from extract.contract import dump as dump_document
from extract.contract import load as load_document
from extract.document import Document
from extract.extract import VERSION as EXTRACT_VERSION
from extract.limits import Limits
from extract.workers import extract_many
from foi.readers import Reading, read_many
from nlp.collected import STAGE as READ
from nlp.collected import keep
from nlp.grouping import Group, groups
from nlp.version import version

EXTRACT = "extract"

Tell = Callable[[str, int, int], None]
"""Told the stage, how many are done and how many there are."""


@dataclass(slots=True)
class Stage:
    """What one stage did in this run; the keys of a line of ``foi process``.

    Attributes:
        lost: ``(address, message)`` of each thing that failed in this run.
    """

    stage: str
    done: int = 0
    failed: int = 0
    quarantined: int = 0
    seconds: float = 0.0
    lost: list[tuple[str, str]] = field(default_factory=list)

    def contract(self) -> dict[str, Any]:
        """The stage as the command line prints it."""
        return {
            "stage": self.stage,
            "done": self.done,
            "failed": self.failed,
            "quarantined": self.quarantined,
            "seconds": round(self.seconds, 2),
        }


def process(
    collection: Collection, *, redo: bool = False, tell: Tell = lambda stage, done, of: None
) -> list[Stage]:
    """Extract and read what is new or stale; the rest is left as it is.

    Each output is committed by itself, so a killed run loses at most what was under way. What has
    failed with the same input and version is not tried again, unless ``redo``.
    """
    with collection.run("process") as run:
        stages = [_extract(collection, redo, tell), _read(collection, redo, tell)]
        run.count({stage.stage: stage.contract() for stage in stages})
    return stages


def _extract(collection: Collection, redo: bool, tell: Tell) -> Stage:
    stage, started = Stage(EXTRACT), time.monotonic()
    outputs, failures = collection.outputs(EXTRACT), collection.failures
    stamps = {} if redo else outputs.stamps()
    wanted: dict[str, Capture] = {}
    for capture in stored(collection):
        assert capture.sha256 is not None
        if stamps.get(capture.sha256) == (capture.sha256, EXTRACT_VERSION):
            continue
        if not redo and failures.known(
            EXTRACT, capture.sha256, input=capture.sha256, version=EXTRACT_VERSION
        ):
            continue
        wanted.setdefault(capture.sha256, capture)
    items = (
        (sha256, collection.blobs.path(sha256), _name(capture), capture.media_type)
        for sha256, capture in wanted.items()
    )
    settings = collection.settings
    limits = Limits.of(settings)
    released = collection.released()
    for count, (sha256, document) in enumerate(
        extract_many(items, limits=limits, workers=settings.workers), 1
    ):
        capture = wanted[sha256]
        with collection.transaction():
            if document.error and not _any_text(document):
                note = document.error
                failures.record(
                    Failure(
                        stage=EXTRACT, key=sha256, url=capture.url, force=capture.force,
                        code=note.code, message=note.message,
                        traceback=document.metadata.get("traceback"),
                    ),
                    input=sha256, version=EXTRACT_VERSION,
                )  # fmt: skip
                outputs.remove(sha256)
                stage.failed += 1
                stage.lost.append((capture.url, f"{note.code}: {note.message}"))
            else:
                failures.clear(EXTRACT, sha256)
                outputs.put(sha256, dump_document(document), input=sha256, version=EXTRACT_VERSION)
                stage.done += 1
                stage.quarantined += is_suspect(document) and sha256 not in released
        tell(EXTRACT, count, len(wanted))
    stage.seconds = time.monotonic() - started
    return stage


def _read(collection: Collection, redo: bool, tell: Tell) -> Stage:
    stage, started = Stage(READ), time.monotonic()
    outputs, failures = collection.outputs(READ), collection.failures
    stamps = outputs.stamps()
    released = collection.released()
    found = list(groups(stored(collection)))
    extracted = collection.outputs(EXTRACT).stamps()
    due: dict[str, tuple[Group, str]] = {}
    for group in found:
        made = repr(
            [
                (c.sha256, extracted.get(c.sha256 or ""), c.sha256 in released)
                for c in group.captures
            ]
        )
        digest = hashlib.sha256(f"{group.input} {group.superseded} {made}".encode()).hexdigest()
        fresh = stamps.get(group.id) == (digest, version()) or failures.known(
            READ, group.id, input=digest, version=version()
        )
        if redo or not fresh or not _accounted(collection, group):
            due[group.id] = (group, digest)
    for id_ in stamps.keys() - {group.id for group in found}:
        outputs.remove(id_)
    states: dict[str, str] = {}
    work = (
        (group.id, _documents(collection, group, released, states), group.captures)
        for group, _ in due.values()
    )
    for count, reading in enumerate(
        read_many(
            work, seconds=collection.settings.extract_seconds, workers=collection.settings.workers
        ),
        1,
    ):
        group, digest = due[reading.key]
        with collection.transaction():
            _account(collection, stage, group, digest, reading, states)
        tell(READ, count, len(due))
    stage.seconds = time.monotonic() - started
    return stage


def _documents(
    collection: Collection, group: Group, released: frozenset[str], states: dict[str, str]
) -> list[tuple[Document, Capture]]:
    """The documents of a group that may be read; each text once, however many addresses it has.

    What may not be read is noted in ``states``: ``failed`` or ``quarantined``, by SHA-256.
    """
    outputs = collection.outputs(EXTRACT)
    held: dict[str, tuple[Document, Capture]] = {}
    for capture in group.captures:
        sha256 = capture.sha256
        assert sha256 is not None
        if sha256 in held:
            continue
        if (value := outputs.get(sha256)) is None:
            states[sha256] = "failed"
            continue
        document = load_document(value)
        if is_suspect(document) and sha256 not in released:
            states[sha256] = "quarantined"
        else:
            held[sha256] = (document, capture)
    return list(held.values())


WHY = {
    "failed": "no text could be extracted; see `foi failures`",
    "quarantined": "hidden content; see `foi extract` on the file",
}


def _account(
    collection: Collection,
    stage: Stage,
    group: Group,
    digest: str,
    reading: Reading,
    states: Mapping[str, str],
) -> None:
    """Write down what became of a group: its response, and the one state of each capture."""
    response, failures = reading.response, collection.failures
    if reading.code is None:
        failures.clear(READ, group.id)
    else:
        page = group.captures[0]
        failures.record(
            Failure(stage=READ, key=group.id, url=page.url, force=page.force, code=reading.code,
                    message=reading.message or reading.code, traceback=reading.traceback),
            input=digest, version=version(),
        )  # fmt: skip
        stage.failed += 1
        stage.lost.append((page.url, f"{reading.code}: {reading.message}"))
    ids = [capture.id for capture in group.captures]
    keep(
        collection, group.id, response, ids,
        superseded=group.superseded, input=digest, version=version(),
    )  # fmt: skip
    stage.done += response is not None
    for capture in group.captures:
        assert capture.sha256 is not None
        message: str | None
        if (state := states.get(capture.sha256)) is not None:
            message = WHY[state]
        elif reading.code is not None:
            state, message = "failed", "could not be read; see `foi failures`"
        elif response is not None:
            state, message = "read", None
        else:
            state, message = "non-response", reading.message
        collection.db.execute(
            "INSERT OR REPLACE INTO disposition VALUES (?, ?, ?)", (capture.id, state, message)
        )


def _accounted(collection: Collection, group: Group) -> bool:
    marks = ", ".join("?" * len(group.captures))
    row = collection.db.execute(
        f"SELECT count(*) FROM disposition WHERE capture IN ({marks})",  # noqa: S608
        [capture.id for capture in group.captures],
    ).fetchone()
    return bool(row[0] == len(group.captures))


def stored(collection: Collection) -> Iterator[Capture]:
    """Captures with bytes that can hold a response.

    List pages are evidence of a log, no more; a regulator's decision is nobody's answer.
    """
    return Captures(collection.db).find("state = 'ok' AND kind NOT IN ('list', 'decision')")


def is_suspect(document: Document) -> bool:
    """Whether something in the document is hidden that may not have been meant to be published."""
    return any(hidden.severity == "high" for hidden in document.hidden) or any(
        is_suspect(child) for child in document.children
    )


def _any_text(document: Document) -> bool:
    return bool(document.text.strip()) or any(_any_text(child) for child in document.children)


def _name(capture: Capture) -> str:
    return capture.final_url.partition("?")[0].rstrip("/").rpartition("/")[2]
