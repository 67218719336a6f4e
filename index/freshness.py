"""Bringing an engine up to date with the catalogue, and finding out whether it is."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from collection.collection import Collection
from collection.failures import Failure
from crawlers.force import forces
from index.engine import SearchEngine, open_engine
from index.error import IndexMissingError
from index.letter import Entry, contents, entry_of
from index.schema import VERSION
from nlp.collected import STAGE, response

Tell = Callable[[str, int, int], None]
"""Told the stage, how many letters are done and how many there are."""


@dataclass(slots=True)
class Update:
    """What one run of ``foi index`` did; the keys of its line.

    Attributes:
        letters: In the index afterwards.
        lost: ``(id, message)`` of each letter that was refused, or differs when verified.
    """

    engine: str
    letters: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0
    seconds: float = 0.0
    lost: list[tuple[str, str]] = field(default_factory=list)

    def contract(self) -> dict[str, Any]:
        """The update as the command line prints it."""
        return {
            "engine": self.engine,
            "letters": self.letters,
            "added": self.added,
            "replaced": self.replaced,
            "removed": self.removed,
            "failed": len(self.lost),
            "seconds": round(self.seconds, 2),
        }


def bring_up_to_date(
    collection: Collection,
    engine: SearchEngine,
    *,
    rebuild: bool = False,
    robins: Mapping[str, str] | None = None,
    tell: Tell = lambda stage, done, of: None,
) -> Update:
    """Write what is new, changed or gone since the last time, and only that.

    Args:
        collection: The truth.
        engine: What is brought in line with it.
        rebuild: Write everything into a new index that then takes the place of the old one; so it
            is too where there is none, or one of another version.
        robins: The round robin of each response that is in one.
        tell: Told of the progress.
    """
    started = time.monotonic()
    update = Update(engine.name)
    try:
        known = {} if rebuild else engine.stamps()
    except IndexMissingError:
        known, rebuild = {}, True
    stamps = made_from(collection, robins or {})
    due = [id_ for id_, made in stamps.items() if id_ not in known or known[id_].made != made]
    gone = known.keys() - stamps.keys()
    state = _state(collection)
    with collection.run("index") as run:
        if due or gone or rebuild:
            with engine.writer(rebuild=rebuild) as writer:
                for count, id_ in enumerate(due, 1):
                    entry = _entry(collection, id_, stamps[id_], robins or {})
                    if entry is not None:
                        writer.put(entry)
                        update.added += id_ not in known
                        update.replaced += id_ in known
                    elif id_ in known:  # superseded by a later version
                        writer.delete(id_)
                        update.removed += 1
                    tell("index", count, len(due))
                for id_ in gone:
                    writer.delete(id_)
                    update.removed += 1
            _account(collection, update, writer.failed)
        update.letters = engine.counts().letters
        update.seconds = time.monotonic() - started
        run.count(update.contract() | {"state": state})
    return update


def verify(
    collection: Collection,
    engine: SearchEngine,
    *,
    robins: Mapping[str, str] | None = None,
    tell: Tell = lambda stage, done, of: None,
) -> Update:
    """Compare the index with the catalogue, letter by letter, and write nothing.

    Letters that are missing, differ or should not be there are counted as ``added``, ``replaced``
    and ``removed`` would be by an update, and each is named.
    """
    started = time.monotonic()
    update = Update(engine.name)
    known = engine.stamps()
    stamps = made_from(collection, robins or {})
    positions = 0
    for count, (id_, made) in enumerate(stamps.items(), 1):
        entry = _entry(collection, id_, made, robins or {})
        if entry is None:
            continue
        held = known.pop(id_, None)
        if held is None:
            update.added += 1
            update.lost.append((id_, "it is in the catalogue and not in the index"))
        elif held.digest != entry.digest:
            update.replaced += 1
            update.lost.append((id_, "the index holds another version of it"))
        positions += held.positions if held else 0
        tell("verify", count, len(stamps))
    for id_, held in known.items():
        update.removed += 1
        positions += held.positions
        update.lost.append((id_, "it is in the index and not in the catalogue"))
    counts = engine.counts()
    if counts.positions != positions:
        found = f"expected {positions} positions in the index, found {counts.positions}"
        update.lost.append(("positions", found))
    update.letters = counts.letters
    update.seconds = time.monotonic() - started
    return update


def remove_forgotten(collection: Collection, *, robins: Mapping[str, str] | None = None) -> None:
    """Erase from every index of a collection what is no longer in its catalogue.

    An engine deletes a letter by no longer showing it; here its words are gone from the disk too.

    Args:
        collection: An open collection.
        robins: As for :func:`bring_up_to_date`.

    Raises:
        EngineError: The server of the collection's engine does not answer: the letter is still
            in its index.
    """
    names = {collection.settings.engine}
    if (collection.path / "index").exists():
        names.add("embedded")
    for name in sorted(names):
        engine = open_engine(collection, name)
        try:
            engine.stamps()
            update = bring_up_to_date(collection, engine, robins=robins)
            if update.removed + update.replaced and not engine.expunge():
                bring_up_to_date(collection, engine, rebuild=True, robins=robins)
        except IndexMissingError:
            continue
        finally:
            engine.close()


def is_stale(collection: Collection, engine: SearchEngine) -> bool:
    """Whether letters were read or corrected since this engine was last brought up to date.

    A cheap look at the catalogue; :func:`verify` is the thorough one.
    """
    row = collection.db.execute(
        """SELECT json_extract(counts, '$.state') AS state FROM run
           WHERE command = 'index' AND ended IS NOT NULL AND json_extract(counts, '$.engine') = ?
           ORDER BY id DESC LIMIT 1""",
        (engine.name,),
    ).fetchone()
    return row is None or row["state"] != _state(collection)


def made_from(collection: Collection, robins: Mapping[str, str]) -> dict[str, str]:
    """A stamp of everything that each entry is made from, without reading the responses.

    Superseded responses have one too: only reading them tells.
    """
    corrections: dict[str, list[tuple[object, ...]]] = {}
    for row in collection.db.execute("SELECT * FROM correction ORDER BY id"):
        corrections.setdefault(row["response"], []).append(tuple(row))
    registry = [(f.slug, f.nation, f.region, f.platform) for f in forces().values()]
    common = (VERSION, collection.settings.personal_data, registry)
    shared = hashlib.sha256(repr(common).encode()).hexdigest()
    return {
        key: hashlib.sha256(
            repr((shared, input_, version, corrections.get(key), robins.get(key))).encode()
        ).hexdigest()[:32]
        for key, (input_, version) in sorted(collection.outputs(STAGE).stamps().items())
    }


def entries(collection: Collection, *, robins: Mapping[str, str] | None = None) -> Iterator[Entry]:
    """The entries of a whole collection, in the order of their ids."""
    for id_, made in made_from(collection, robins or {}).items():
        if (entry := _entry(collection, id_, made, robins or {})) is not None:
            yield entry


def _entry(collection: Collection, id_: str, made: str, robins: Mapping[str, str]) -> Entry | None:
    held = response(collection, id_)
    if held is None or held.superseded:
        return None
    return entry_of(
        held,
        has=contents(collection, held),
        robin=robins.get(id_),
        personal_data=collection.settings.personal_data,
        stamp=made,
    )


def _account(collection: Collection, update: Update, failed: Mapping[str, str]) -> None:
    collection.failures.clear("index")
    for id_, message in failed.items():
        held = response(collection, id_)
        url = held.url if held else None
        update.lost.append((url or id_, message))
        collection.failures.record(
            Failure(stage="index", key=id_, url=url, force=None, code="refused", message=message)
        )


def _state(collection: Collection) -> str:
    """Changes whenever a response is read, removed or corrected."""
    row = collection.db.execute(
        """SELECT (SELECT count(*) FROM output WHERE stage = ?) AS responses,
                  (SELECT max(made) FROM output WHERE stage = ?) AS made,
                  (SELECT max(id) FROM correction) AS corrected""",
        (STAGE, STAGE),
    ).fetchone()
    return "/".join(str(value) for value in row)
