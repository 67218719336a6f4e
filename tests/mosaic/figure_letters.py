"""Letters with figures for tests, and what is read of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from collection.collection import Collection
from extract.contract import dump
from extract.document import Document, Table
from mosaic.figure import Figure
from mosaic.figures import figures
from nlp.collected import responses
from tests.mosaic.conftest import add

ASKED = {"1": "How many burglaries were recorded in each year?"}


def put(
    collection: Collection,
    force: str | tuple[str, ...],
    says: str,
    *,
    asked: Mapping[str, str] = ASKED,
    position: str = "disclosed",
    personal: Iterable[tuple[str, str]] = (),
    tables: Iterable[Table] = (),
) -> str:
    """A letter that answers all its questions in one passage."""
    forces = (force,) if isinstance(force, str) else force
    questions = "\n".join(f"{id_}. {text}" for id_, text in asked.items())
    asks = f"You asked us for what follows here\n\n{questions}"
    text = f"{asks}\n\nOur response to you is now\n\n{says}"
    made = add(
        collection,
        {
            "text": text, "name": f"{'-'.join(forces)}-letter", "forces": list(forces),
            "regimes": ["foia"], "responded": "2025-03-03", "received": "2025-02-03",
            "questions": [{"id": id_, "text": words} for id_, words in asked.items()],
            "positions": [
                {"question": id_, "position": position, "partial_ncnd": False} for id_ in asked
            ],
            "sections": [
                {"kind": "request", "exemption": None, "starts": "You asked us for what follows"},
                {"kind": "response", "exemption": None, "starts": "Our response to you is now"},
            ],
            "personal_data": [{"kind": kind, "text": words} for kind, words in personal],
        },
    )  # fmt: skip
    held = tuple(tables)
    if held:
        (letter,) = [one for one in responses(collection) if one.response.id == made]
        sha256 = letter.captures[0].sha256
        assert sha256 is not None
        document = Document(media_type="application/pdf", text=text, tables=held)
        collection.outputs("extract").put(sha256, dump(document), input=sha256, version="test")
    return made


def found(collection: Collection, robin: str | None = "rr") -> list[Figure]:
    return figures(collection, responses(collection), robin=robin)


def plain(rows: Iterable[Figure]) -> set[tuple[Any, ...]]:
    return {(one.force, one.series, one.period, one.state, one.value) for one in rows}
