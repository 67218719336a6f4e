"""What an evidence pack is about: a round robin, one sending of it, or what a query finds."""

import hashlib
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from collection.collection import Collection
from collection.error import FoiError
from index.find import letters_found
from mosaic.robins import Robin, letters_of, robin_named
from nlp.collected import Collected


class PackSubjectError(FoiError):
    """A query that finds nothing to pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a pack is about, and its letters.

    Attributes:
        id: Names the pack: made of the round robin or of the words of the query.
        title: Of the pack; people's names and contact data left out.
        told: What it is, in a line.
        arguments: Of the command lines that give the pack and its matrix.
        robin: ``None`` for a query.
        wave: ``None`` for all sendings.
        query: As it was asked; ``None`` for a round robin.
        letters: In any order; a joint one may stand there once a log.
    """

    id: str
    title: str
    told: str
    arguments: str
    robin: Robin | None = None
    wave: int | None = None
    query: str | None = None
    letters: Sequence[Collected]


def of_robin(collection: Collection, robin: str, wave: int | None = None) -> Subject:
    """A round robin, or one sending of it.

    Raises:
        RobinError: There is no such round robin, or it has no such wave.
    """
    found = robin_named(collection, robin)
    letters = letters_of(collection, robin, wave=wave)
    if wave is None:
        id_, told, arguments = found.id, f"Round robin {found.id}", found.id
    else:
        id_, told = f"{found.id}-wave-{wave}", f"Round robin {found.id}, wave {wave} alone"
        arguments = f"{found.id} --wave {wave}"
    return Subject(
        id=id_, title=found.title, told=told, arguments=arguments, robin=found, wave=wave,
        letters=letters,
    )  # fmt: skip


def of_query(collection: Collection, query: str) -> Subject:
    """What a query finds, by the index as it is.

    Raises:
        QueryError: The query cannot be read.
        EngineError: There is no index, or its server does not answer.
        PackSubjectError: It finds no letter.
    """
    letters = letters_found(collection, query)
    if not letters:
        raise PackSubjectError(
            f"--query: expected a query that finds a letter, found none for '{query}'. Try it with"
            " `foi search`; `foi index` brings new letters in."
        )
    words = " ".join(query.split())
    return Subject(
        id=f"query-{hashlib.sha256(words.encode()).hexdigest()[:16]}",
        title=f"letters found by {words}",
        told=f"Query: {words}",
        arguments=f"--query {shlex.quote(query)}",
        query=query,
        letters=letters,
    )
