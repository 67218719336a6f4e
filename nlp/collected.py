"""The responses of a collection, with their captures and people's corrections."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from pydantic import ValidationError

from collection.catalogue import now
from collection.collection import Collection
from collection.error import FoiError
from crawlers.capture import Capture, Captures
from crawlers.force import forces
from nlp.contract import dump, load
from nlp.response import Response
from nlp.seeds import subjects

STAGE = "read"

_TOGETHER = 100
"""Responses whose captures are looked up at once."""


class CorrectionError(FoiError):
    """A correction that names no response or field, or a value that the field cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says that a reading should be."""

    id: int = 0
    response: str
    field: str
    value: Any
    why: str
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """One response with its surroundings.

    Attributes:
        response: As read, with the corrections applied.
        captures: What it was read from, the page first.
        superseded: A later version of the page or of an attachment has replaced it: it is kept
            as history, and neither indexed nor counted.
        corrections: Oldest first.
    """

    response: Response
    captures: tuple[Capture, ...]
    superseded: bool = False
    corrections: tuple[Correction, ...] = ()

    @property
    def url(self) -> str:
        """The address of the page, or of the file."""
        return self.captures[0].url


def responses(collection: Collection, *, superseded: bool = False) -> Iterator[Collected]:
    """The responses in the order of their ids, one at a time.

    Args:
        collection: An open collection.
        superseded: Also give those that a later version has replaced.
    """
    corrections = _corrections(collection.db)
    captures = Captures(collection.db)
    wanted = (
        (key, value)
        for key, value in collection.outputs(STAGE).items()
        if value["response"] is not None and (superseded or not value["superseded"])
    )
    while some := [*islice(wanted, _TOGETHER)]:
        held = captures.numbered(id_ for _, value in some for id_ in value["captures"])
        for key, value in some:
            yield _collected(value, held, corrections.get(key, ()))


def response(collection: Collection, id_: str) -> Collected | None:
    """The response with this id; ``None`` where there is none."""
    value = collection.outputs(STAGE).get(id_)
    if value is None or value["response"] is None:
        return None
    held = Captures(collection.db).numbered(value["captures"])
    return _collected(value, held, _corrections(collection.db, id_).get(id_, ()))


def keep(
    collection: Collection,
    id_: str,
    found: Response | None,
    captures: Iterable[int],
    *,
    superseded: bool,
    input: str,
    version: str,
) -> None:
    """Store a reading, with the captures it was read from, the page first.

    ``None`` is a reading as well: nobody answers in these captures.
    """
    value = {
        "response": found and dump(found),
        "captures": list(captures),
        "superseded": superseded,
    }
    collection.outputs(STAGE).put(id_, value, input=input, version=version)


def correct(collection: Collection, id_: str, field: str, value: str, *, why: str) -> Correction:
    """Keep a person's correction; the reading itself stays as it was made.

    Args:
        collection: An open collection.
        id_: Of the response.
        field: A single-valued field (``outcome``), a list (``forces``, ``topics``, as words with
            commas or as JSON), or the position of one question (``positions.2a``).
        value: The new value; ``null`` for unknown.
        why: The reason, which is shown with it.

    Raises:
        CorrectionError: There is no such response, field or value.
    """
    if not why.strip():
        raise CorrectionError(
            "--why: expected a reason, found none. It is shown with the correction."
        )
    held = response(collection, id_)
    if held is None:
        raise CorrectionError(
            f"{id_}: expected the id of a response, found none. See `foi search`."
        )
    correction = Correction(
        response=id_, field=field, value=_value(field, value), why=why, made=now()
    )
    _check(_apply(held.response, (correction,)), correction)
    row = (id_, field, json.dumps(correction.value, ensure_ascii=False), why, correction.made)
    collection.db.execute(
        "INSERT INTO correction (response, field, value, why, made) VALUES (?, ?, ?, ?, ?)", row
    )
    return correction


def _collected(
    value: Mapping[str, Any], held: Mapping[int, Capture], corrections: Iterable[Correction]
) -> Collected:
    made = tuple(corrections)
    return Collected(
        response=_apply(load(value["response"]), made),
        captures=tuple(held[id_] for id_ in value["captures"]),
        superseded=value["superseded"],
        corrections=made,
    )


def _corrections(db: sqlite3.Connection, id_: str | None = None) -> dict[str, list[Correction]]:
    found: dict[str, list[Correction]] = defaultdict(list)
    for row in db.execute(
        "SELECT * FROM correction WHERE ? IS NULL OR response = ? ORDER BY id", (id_, id_)
    ):
        values = dict(row) | {"value": json.loads(row["value"])}
        found[row["response"]].append(Correction(**values))
    return found


_SINGLE = ("title", "reference", "received", "responded", "outcome")
_LISTS = ("forces", "regimes", "topics")


def _check(made: Response, correction: Correction) -> None:
    """Whether the corrected field names things that exist.

    Raises:
        CorrectionError: A date that is none, an unknown force or topic, an empty word.
    """
    field, value = correction.field, correction.value
    known: dict[str, Iterable[str]] = {
        "forces": forces(),
        "regimes": ("foia", "foisa", "eir", "eisr"),
        "topics": subjects(),
    }
    if value == "":
        raise CorrectionError(f"{field}: expected a value, or null for unknown, found nothing.")
    if field in ("received", "responded") and value is not None:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise CorrectionError(
                f"{field}: expected an ISO date such as 2024-03-31, found {value!r} ({error})."
            ) from error
    unknown = (
        [word for word in getattr(made, field, ()) if word not in known[field]]
        if field in known
        else []
    )
    if unknown:
        raise CorrectionError(
            f"{field}: expected words of {', '.join(sorted(known[field]))}; found {unknown[0]!r}."
        )


def _value(field: str, text: str) -> Any:
    if field in _SINGLE or field.startswith("positions."):
        return None if text == "null" else text
    if field in _LISTS and not text.startswith("["):
        return [word.strip() for word in text.split(",") if word.strip()]
    if field not in (*_LISTS, "questions", "exemptions", "positions"):
        known = ", ".join((*_SINGLE, *_LISTS, "questions", "exemptions", "positions.QUESTION"))
        raise CorrectionError(f"{field}: expected one of {known}.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise CorrectionError(f"{field}: expected JSON, found {text!r} ({error}).") from error


def _apply(found: Response, corrections: Iterable[Correction]) -> Response:
    made = tuple(corrections)
    if not made:
        return found
    values = dump(found)
    for correction in made:
        field, _, question = correction.field.partition(".")
        if field == "positions" and question:
            answers = {answer["question"]: answer for answer in values["positions"]}
            if question not in answers:
                known = ", ".join(answers) or "none"
                raise CorrectionError(
                    f"{correction.field}: expected a question of the response ({known}),"
                    f" found {question!r}."
                )
            answers[question]["position"] = correction.value
        elif field in (*_SINGLE, *_LISTS, "questions", "exemptions", "positions") and not question:
            values[field] = correction.value
        else:
            known = ", ".join((*_SINGLE, *_LISTS, "questions", "exemptions", "positions.QUESTION"))
            raise CorrectionError(f"{correction.field}: expected one of {known}.")
    try:
        return load(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise CorrectionError(
            f"{made[-1].field}: {first['msg']}, found {made[-1].value!r}."
        ) from error
