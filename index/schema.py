"""The fields of the index, the same in every engine, and what a letter and an answer have in them.

Raise :data:`VERSION` with every change of what is written; older indexes are then built anew.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from index.analysis import stem, words
from index.letter import HOLE, PARTS, Entry, Letter, PositionEntry
from index.provisions import ancestors
from index.tree import Node, fields
from index.values import fold_text

VERSION = "1"

LONGEST_VALUE = 1000
"""Characters of a value that are matched; an engine refuses what is far longer."""

Kind = Literal["stream", "set", "keyword", "day", "number", "stored"]

SCHEMA: Mapping[str, Kind] = {
    "kind": "keyword",
    "id": "keyword",
    "letter": "keyword",
    "key": "number",
    "stamp": "keyword",
    "summary": "stored",
    **dict.fromkeys(PARTS, "stream"),
    **{f"{part}_written": "set" for part in PARTS},
    "force": "keyword",
    "nation": "keyword",
    "region": "keyword",
    "regime": "keyword",
    "platform": "keyword",
    "exemption": "keyword",
    "exemption_exact": "keyword",
    "mentions": "keyword",
    "mentions_exact": "keyword",
    "ncnd": "keyword",
    "outcome": "keyword",
    "position": "keyword",
    "topic": "keyword",
    "robin": "keyword",
    "robin_exact": "keyword",
    "has": "keyword",
    "reference": "stream",
    "reference_whole": "keyword",
    "reference_exact": "keyword",
    "received": "day",
    "responded": "day",
    "published": "day",
    "received_year": "keyword",
    "responded_year": "keyword",
    "published_year": "keyword",
    "filled": "keyword",
    "oldest": "keyword",
    "newest": "keyword",
    "answer_force": "keyword",
    "answer_position": "keyword",
    "answer_exemption": "keyword",
    "answer_exemption_exact": "keyword",
    "answer_ncnd": "keyword",
    "answer_question": "stream",
    "answer_question_written": "set",
    "answer_filled": "keyword",
}
"""Every field of the index:

- ``stream`` – words in order, parted by spaces, as they are to be matched;
- ``set`` – words without order, as written but folded;
- ``keyword`` – values that are matched whole;
- ``day`` – one ISO date;  ``number`` – one of 63 bits;  ``stored`` – JSON that is only given back.

A document is a letter or the position of one force on one question of it (``kind``). A position
has the letter's values too, the words apart, so that it can be counted by them. ``oldest`` and
``newest`` order letters by date of response, those without one last, equal ones by id.
"""

ANSWER = tuple(name for name in SCHEMA if name.startswith("answer_") and name != "answer_force")
"""The fields that a clause of :class:`index.tree.SameAnswer` may name."""

FACET_FIELDS: Mapping[str, str] = {
    "exemption": "exemption_exact",
    "mentions": "mentions_exact",
    "reference": "reference_exact",
    "robin": "robin_exact",
    "received": "received_year",
    "responded": "responded_year",
    "published": "published_year",
}
"""Where the values of a facet stand, if not in the field of its name."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What an engine knows of a letter without reading it.

    Attributes:
        made: Stamp of what the entry was made from.
        digest: Of everything indexed.
        positions: How many positions belong to it.
    """

    made: str
    digest: str
    positions: int


def key_of(id_: str) -> int:
    """A number for a letter, the same everywhere; two share one in a trillion collections."""
    return int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8]) >> 1


def packed_stamp(entry: Entry) -> str:
    """The stamp of an entry as one keyword."""
    return "\t".join((entry.letter.id, entry.stamp, entry.digest, str(len(entry.positions))))


def unpacked_stamp(value: str) -> tuple[str, Stamp]:
    """The id and the stamp that :func:`packed_stamp` wrote."""
    id_, made, digest, positions = value.split("\t")
    return id_, Stamp(made=made, digest=digest, positions=int(positions))


def letter_document(entry: Entry) -> Document:
    """A letter as the engines store it; empty values are left out."""
    letter = entry.letter
    made = _shared(letter) | {
        "kind": "letter",
        "id": letter.id,
        "stamp": packed_stamp(entry),
        "summary": json.dumps(summary(letter), ensure_ascii=False),
    }
    for part, held in zip(PARTS, letter.words, strict=True):
        made[part] = " ".join(word if word == HOLE else stem(word) for word in held)
        made[f"{part}_written"] = " ".join(sorted(set(held) - {HOLE}))
    responded = letter.responded or ""
    made["oldest"] = f"{responded or '9999-99-99'} {letter.id}"
    made["newest"] = f"{_reversed(responded)} {letter.id}"
    made["filled"] = [name for name in (*_FILLABLE, *PARTS) if made.get(name)]
    if entry.positions:
        made["filled"].append("question")
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def position_documents(entry: Entry) -> Iterator[Document]:
    """The positions of a letter as the engines store them, each under an id of its own."""
    shared = _shared(entry.letter)
    shared["filled"] = [name for name in _FILLABLE if shared.get(name)]
    for number, position in enumerate(entry.positions):
        made = shared | answer_document(position)
        made |= {
            "kind": "position",
            "id": position_id(entry.letter.id, number),
            "answer_force": position.force,
            "summary": json.dumps(position_summary(entry.letter, position), ensure_ascii=False),
        }
        yield {name: value for name, value in made.items() if value not in (None, "", [])}


def position_id(letter: str, number: int) -> str:
    """The id of the document of a letter's position with this number."""
    return f"{letter} {number:05}"


def answer_document(position: PositionEntry) -> Document:
    """The fields of one answer that clauses for one question are asked of."""
    held = words(position.text)
    made: Document = {
        "answer_position": position.position,
        "answer_ncnd": position.ncnd,
        "answer_exemption": list(ancestors(position.exemptions)),
        "answer_exemption_exact": list(position.exemptions),
        "answer_question": " ".join(map(stem, held)),
        "answer_question_written": " ".join(sorted(set(held))),
    }
    made["answer_filled"] = [name for name, value in made.items() if value]
    return {name: value for name, value in made.items() if value not in (None, "", [])}


def answers(entry: Entry) -> list[Document]:
    """The distinct answers of a letter: what several forces say jointly is one."""
    distinct = {(position.question, position.position): position for position in entry.positions}
    return [answer_document(position) for position in distinct.values()]


def summary(letter: Letter) -> dict[str, Any]:
    """What a hit shows of a letter."""
    return {name: getattr(letter, name) for name in _SHOWN}


def position_summary(letter: Letter, position: PositionEntry) -> dict[str, Any]:
    """What the matrix needs of a position, its letter's facts included."""
    names = ("title", "reference", "received", "responded", "regimes", "topics", "robin", "url")
    made = {name: getattr(position, name) for name in PositionEntry.__dataclass_fields__}
    return made | {name: getattr(letter, name) for name in names}


_SHOWN = tuple(name for name in Letter.__dataclass_fields__ if name != "words")
_FILLABLE = (
    "force", "nation", "region", "regime", "platform", "exemption", "mentions", "ncnd", "outcome",
    "position", "topic", "robin", "has", "reference", "received", "responded", "published",
)  # fmt: skip


def asks_letters_alone(root: Node) -> bool:
    """Whether a query asks only for what every position has of its letter too."""
    return fields(root) <= {*_FILLABLE, "reference_whole"}


def _shared(letter: Letter) -> Document:
    relied = (*letter.exemptions, *letter.procedural)
    return {
        "letter": letter.id,
        "key": key_of(letter.id),
        "force": list(letter.forces),
        "nation": list(letter.nations),
        "region": list(letter.regions),
        "regime": list(letter.regimes),
        "platform": list(letter.platforms),
        "exemption": list(ancestors(relied)),
        "exemption_exact": list(letter.exemptions),
        "mentions": list(ancestors(letter.mentions)),
        "mentions_exact": list(letter.mentions),
        "ncnd": letter.ncnd,
        "outcome": letter.outcome,
        "position": list(letter.positions),
        "topic": list(letter.topics),
        "robin": fold_text(letter.robin or ""),
        "robin_exact": letter.robin,
        "has": list(letter.has),
        "reference": " ".join(words(letter.reference or "")),
        "reference_whole": fold_text(letter.reference or "")[:LONGEST_VALUE],
        "reference_exact": (letter.reference or "")[:LONGEST_VALUE],
        **{name: getattr(letter, name) for name in ("received", "responded", "published")},
        **{
            f"{name}_year": (getattr(letter, name) or "")[:4]
            for name in ("received", "responded", "published")
        },
    }


def _reversed(day: str) -> str:
    """A day as a word that sorts the other way round; no day comes last.

    >>> sorted(["2019-01-01", "2020-01-01", ""], key=_reversed)
    ['2020-01-01', '2019-01-01', '']
    """
    return f"{9_999_999 - date.fromisoformat(day).toordinal():07}" if day else "9999999"
