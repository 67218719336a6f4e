"""Round robins: the same request, put to several forces, found without knowing who asked."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from collection.collection import Collection
from collection.error import FoiError
from mosaic.columns import Column, layout
from mosaic.families import WINDOW, joined, sendings
from mosaic.ledger import Entry, Ledger, ledger
from mosaic.request import earliest
from nlp.collected import Collected, response

STAGE = "robin"
"""Under each id that was ever given out: a letter by which the round robin is found again."""


class RobinError(FoiError):
    """An id that no round robin has or had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One letter of a round robin.

    Attributes:
        wave: Which sending of the request it answers, from 1; ``None`` where it has no date.
    """

    response: str
    forces: tuple[str, ...]
    responded: str | None
    url: str
    wave: int | None

    def contract(self) -> dict[str, Any]:
        """The member as the command line prints it."""
        return {
            "response": self.response,
            "forces": list(self.forces),
            "responded": self.responded,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Robin:
    """One request and the letters that answer it.

    Attributes:
        id: Made of the questions of the earliest letter and its day.
        title: What most letters are called where they were published.
        questions: Side by side, as the position matrix has them.
        forces: Everyone who answers, sorted.
        first: The earliest day that is known of a letter: of its receipt, else of its answer.
        last: The latest day of an answer.
        members: By wave, then by day.
    """

    id: str
    title: str
    questions: tuple[Column, ...]
    forces: tuple[str, ...]
    first: str | None
    last: str | None
    members: tuple[Member, ...]

    def contract(self) -> dict[str, Any]:
        """The round robin as the command line prints it, its members apart."""
        return {
            "id": self.id,
            "title": self.title,
            "questions": [{"id": column.id, "text": column.text} for column in self.questions],
            "forces": list(self.forces),
            "first": self.first,
            "last": self.last,
        }


def robins(collection: Collection, found_in: Iterable[str] | None = None) -> list[Robin]:
    """The round robins of a collection, the earliest first.

    A request is one where letters of at least two forces, which do not answer jointly, answer it.
    A later sending of the same request is another wave of the same round robin.

    Args:
        collection: An open collection.
        found_in: Ids of responses; then only the round robins with one of these.
    """
    known = ledger(collection)
    found = [_robin(members) for members in _groups(known)]
    issued = collection.outputs(STAGE)
    missing = {robin.id for robin in found} - issued.stamps().keys()
    with collection.transaction():
        for robin in found:
            if robin.id in missing:
                first = robin.members[0].response
                issued.put(robin.id, {"response": first}, input=first, version="1")
    if found_in is None:
        return found
    wanted = set(found_in)
    return [robin for robin in found if any(m.response in wanted for m in robin.members)]


def letters_of(collection: Collection, robin: str) -> list[Collected]:
    """The letters of a round robin.

    Args:
        collection: An open collection.
        robin: Its id, or one that it had before other letters joined it.

    Raises:
        RobinError: There is none with this id.
    """
    members = robin_named(collection, robin).members
    held = (response(collection, member.response) for member in members)
    return [letter for letter in held if letter is not None]


def robin_named(collection: Collection, id_: str) -> Robin:
    """The round robin with this id, or with the letter that was its first when it had the id.

    Raises:
        RobinError: There is none.
    """
    found = robins(collection)
    for robin in found:
        if robin.id == id_:
            return robin
    once = collection.outputs(STAGE).get(id_)
    for robin in found:
        if once and any(member.response == once["response"] for member in robin.members):
            return robin
    raise RobinError(
        f"{id_}: expected the id of a round robin, found none of the {len(found)} in this"
        " collection with it. `foi robins` lists them; `foi mosaic --query` takes any letters."
    )


def robin_of(collection: Collection) -> dict[str, str]:
    """The round robin of each response that is in one; the index keeps it as ``robin``."""
    return {member.response: robin.id for robin in robins(collection) for member in robin.members}


def _groups(known: Ledger) -> Iterable[list[Entry]]:
    requests = [entry.request for entry in known.entries.values()]
    for family in joined(sendings(requests, known.kin), known.kin):
        answering = {request.forces for request in family if request.forces}
        if len(answering) > 1 and len({slug for forces in answering for slug in forces}) > 1:
            yield [known.entries[request.id] for request in family]


def _robin(entries: Sequence[Entry]) -> Robin:
    first = entries[0].request
    asked = json.dumps([first.day, *(wording.plain for wording in first.wordings)])
    days = [entry.request.day for entry in entries if entry.request.day]
    answered = [entry.responded for entry in entries if entry.responded]
    return Robin(
        id=hashlib.sha256(asked.encode()).hexdigest()[:16],
        title=_title(entries),
        questions=layout([entry.request for entry in entries], one=True).columns,
        forces=tuple(sorted({slug for entry in entries for slug in entry.request.forces})),
        first=min(days, default=None),
        last=max(answered, default=None),
        members=tuple(_waves(entries)),
    )


def _waves(entries: Sequence[Entry]) -> Iterable[Member]:
    """Members by wave: one ends where so long nothing follows that no late answer explains it."""
    by_id = {entry.request.id: entry for entry in entries}
    wave, last = 1, None
    for request in earliest(entry.request for entry in entries):
        if last is not None and request.number is not None and request.number - last > WINDOW:
            wave += 1
        last = request.number if request.number is not None else last
        entry = by_id[request.id]
        yield Member(
            response=request.id,
            forces=request.forces,
            responded=entry.responded,
            url=entry.url,
            wave=wave if request.number is not None else None,
        )


def _title(entries: Sequence[Entry]) -> str:
    """The title that most letters have; where no two agree, the shortest; else what is asked."""
    titles = [" ".join(entry.title.split()) for entry in entries if entry.title]
    if titles:
        common, count = Counter(sorted(titles)).most_common(1)[0]
        return common if count > 1 else min(titles, key=lambda title: (len(title), title))
    return entries[0].request.questions[0].text
