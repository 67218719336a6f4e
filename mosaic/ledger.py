"""What a collection's letters ask, and who is kin to whom, kept so that only new ones are read."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from collection.collection import Collection
from mosaic.crowd import shaped
from mosaic.families import Kin, kin_of
from mosaic.request import Request, request_of
from mosaic.sketches import Sketch
from nlp.collected import STAGE as READ
from nlp.collected import Collected, response, responses
from nlp.masking import mask_words
from nlp.response import Question

SEVERAL = 1_000
"""Letters from which on it is quicker to read all than to look up each."""
STAGE = "mosaic"
"""Under the id of each response: its request."""

FORMS = "form"
"""Under each form of a request: its sketch, and its kin among the forms kept before it."""

_DECIDING = ("alignment", "batch", "crowd", "families", "question", "request", "sketches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One letter of the ledger.

    Attributes:
        title: Of the page, people's names and contact data left out.
        responded: ISO date.
        url: Of the page.
    """

    request: Request
    title: str | None
    responded: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All letters of a collection that ask something, by id, and which forms of them are kin."""

    entries: Mapping[str, Entry]
    kin: tuple[Kin, ...]


def ledger(collection: Collection) -> Ledger:
    """Bring the ledger up to date and open it.

    Letters that are new or were read or corrected anew are compared with all; the others are not
    read and not compared with one another again. The result is the same in whatever order the
    letters came.
    """
    stamps = _stamps(collection)
    kept = collection.outputs(STAGE)
    mine = kept.stamps()
    values = {
        id_: value for id_, value in kept.items() if mine[id_] == (stamps.get(id_), _version())
    }
    stale = [id_ for id_ in stamps if id_ not in values]
    gone = [id_ for id_ in mine if id_ not in stamps]
    made, sketches = _read(collection, stale)
    values |= made
    entries = {
        id_: _entry(id_, value) for id_, value in sorted(values.items()) if value["request"]
    }
    kin = _kin(collection, entries, sketches)
    if made or gone:
        with collection.transaction():
            for id_ in gone:
                kept.remove(id_)
            for id_, value in made.items():
                kept.put(id_, value, input=stamps[id_], version=_version())
    return Ledger(entries=entries, kin=kin)


def _read(
    collection: Collection, ids: Sequence[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, Sketch]]:
    """What is kept of letters, and the sketches of their forms, which are made together."""
    wanted = set(ids)
    # Of a whole collection the letters are read in one go; those that say nothing are missing.
    found: Iterable[Collected | None] = (
        (response(collection, id_) for id_ in ids)
        if len(ids) < SEVERAL
        else responses(collection, superseded=True)
    )
    made: dict[str, dict[str, Any]] = {id_: {"request": None} for id_ in ids}
    asked: dict[str, Request] = {}

    def asking() -> Iterator[Request]:
        for letter in found:
            if letter is None or letter.response.id not in wanted:
                continue
            if not letter.superseded and letter.response.questions:
                id_ = letter.response.id
                asked[id_] = request_of(letter)
                made[id_] = _value(letter, asked[id_])
                yield asked[id_]

    sketches = shaped(asking())
    for id_, request in asked.items():
        made[id_]["request"]["form"] = request.form
    return made, sketches


def entries_of(collection: Collection, ids: Iterable[str]) -> list[Entry]:
    """What :func:`ledger` kept of these letters when it was last brought up to date."""
    kept = collection.outputs(STAGE)
    found = ((id_, kept.get(id_)) for id_ in ids)
    return [_entry(id_, value) for id_, value in found if value and value["request"]]


def fingerprint(collection: Collection) -> str:
    """A digest of the state of everything that :func:`ledger` is made from, in a moment."""
    read = "SELECT max(rowid) FROM output WHERE stage = ?"
    rows = collection.db.execute(
        f"""SELECT (SELECT count(*) FROM output WHERE stage = ?) AS many,
                   (SELECT count(*) || ' ' || max(id) FROM correction) AS corrected,
                   rowid, input, version, made FROM output WHERE rowid = ({read})""",  # noqa: S608
        (READ, READ),
    )
    said = [_version(), *(tuple(row) for row in rows)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


def _kin(
    collection: Collection, entries: Mapping[str, Entry], shapes: Mapping[str, Sketch]
) -> tuple[Kin, ...]:
    """Which forms are kin; those that no letter has any more are dropped."""
    forms: dict[str, Request] = {}
    for entry in entries.values():
        forms.setdefault(entry.request.form, entry.request)
    kept = collection.outputs(FORMS)
    stamps = kept.stamps()
    gone = [form for form, stamp in stamps.items()
            if form not in forms or stamp[1] != _version()]  # fmt: skip
    lost = {*gone}
    values = {form: value for form, value in kept.items() if form not in lost}
    new = {form: request for form, request in forms.items() if form not in values}
    known = {
        form: Sketch(value["words"], b64decode(value["hashes"]), b64decode(value["bands"]))
        for form, value in values.items()
    } if new else {}  # fmt: skip
    sketches, found = kin_of(new, known, forms.__getitem__, shapes) if new else ({}, [])
    made: dict[str, dict[str, Any]] = {
        form: {
            "words": sketch.words,
            "hashes": b64encode(sketch.hashes).decode(),
            "bands": b64encode(sketch.bands).decode(),
            "kin": {},
        }
        for form, sketch in sketches.items()
    }
    for pair in found:
        owner, other = sorted((pair.one, pair.other), key=lambda form: form not in made)
        made[owner]["kin"][other] = pair.likeness
    if made or gone:
        with collection.transaction():
            for form in gone:
                kept.remove(form)
            for form, value in made.items():
                kept.put(form, value, input=form, version=_version())
    # What a form was compared with may be gone, and may be back with the same pair of its own.
    pairs = {
        Kin(min(form, other), max(form, other), likeness)
        for form, value in (values | made).items()
        for other, likeness in value["kin"].items()
        if other in forms
    }
    return tuple(sorted(pairs, key=lambda pair: (pair.one, pair.other)))


def _value(letter: Collected, request: Request) -> dict[str, Any]:
    """What is kept of a letter, but for the form of its request; people's data left out."""
    title = letter.response.title or letter.captures[0].title
    return {
        "request": {
            "forces": list(request.forces),
            "day": request.day,
            "topics": list(request.topics),
            "questions": [[question.id, question.text] for question in request.questions],
        },
        "title": mask_words(title, letter.response.personal_data),
        "responded": letter.response.responded,
        "url": letter.url,
    }


def _request(id_: str, value: Mapping[str, Any]) -> Request:
    held = value["request"]
    return Request(
        id=id_,
        forces=tuple(held["forces"]),
        day=held["day"],
        topics=tuple(held["topics"]),
        questions=tuple(Question(id=name, text=text) for name, text in held["questions"]),
        known_form=held["form"],
    )


def _entry(id_: str, value: Mapping[str, Any]) -> Entry:
    return Entry(
        request=_request(id_, value),
        title=value["title"],
        responded=value["responded"],
        url=value["url"],
    )


def _stamps(collection: Collection) -> dict[str, str]:
    """A digest of everything that each response is made from, without reading it."""
    corrections: dict[str, list[int]] = {}
    for row in collection.db.execute("SELECT id, response FROM correction ORDER BY id"):
        corrections.setdefault(row["response"], []).append(row["id"])
    return {
        id_: hashlib.sha256(repr((made, corrections.get(id_))).encode()).hexdigest()[:32]
        for id_, made in collection.outputs(READ).stamps().items()
    }


@cache
def _version() -> str:
    """A digest of the code and the words that decide who is kin to whom."""
    digest = hashlib.sha256()
    for name in (*(f"{module}.py" for module in _DECIDING), "words.toml"):
        digest.update((files("mosaic") / name).read_bytes())
    return digest.hexdigest()[:12]
