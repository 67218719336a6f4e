"""Round robins: the same request, put to several forces, found without knowing who asked."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collection.collection import Collection
from collection.error import FoiError
from mosaic.columns import Column, layout
from mosaic.crowd import unswept
from mosaic.families import WINDOW, joined, sendings
from mosaic.joinings import Joining, joined_by_hand, joinings, keep
from mosaic.ledger import SEVERAL, Entry, entries_of, fingerprint, ledger
from mosaic.request import Request, earliest
from nlp.collected import Collected, response

STAGE = "robin"
"""Under each id that was ever given out: the letters, and one by which to find it again."""

OF = "robin-of"
"""Under the id of each response that is in a round robin: its id."""


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
            "wave": self.wave,
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
        by_hand: What people said of its letters, oldest first.
    """

    id: str
    title: str
    questions: tuple[Column, ...]
    forces: tuple[str, ...]
    first: str | None
    last: str | None
    members: tuple[Member, ...]
    by_hand: tuple[Joining, ...] = ()

    @property
    def waves(self) -> tuple[int, ...]:
        """The sendings, from 1; none where no letter has a date."""
        return tuple(sorted({member.wave for member in self.members if member.wave}))

    def contract(self) -> dict[str, Any]:
        """The round robin as the command line prints it, its members apart."""
        return {
            "id": self.id,
            "title": self.title,
            "questions": [{"id": column.id, "text": column.text} for column in self.questions],
            "forces": list(self.forces),
            "first": self.first,
            "last": self.last,
            "by_hand": [word.contract() for word in self.by_hand],
        }


def robins(collection: Collection, found_in: Iterable[str] | None = None) -> list[Robin]:
    """The round robins of a collection, the earliest first.

    A request is one where letters of at least two forces, which do not answer jointly, answer it.
    A later sending of the same request is another wave of the same round robin.

    Args:
        collection: An open collection.
        found_in: Ids of responses; then only the round robins with one of these.
    """
    known = _refresh(collection)
    words = joinings(collection)
    with unswept():
        found = [_kept(collection, id_, words, known) for id_ in _ids(collection, found_in)]
    return sorted(found, key=lambda robin: (robin.first is None, robin.first or "", robin.id))


def members_of_each(
    collection: Collection, found_in: Iterable[str]
) -> list[tuple[str, list[str]]]:
    """The ids of :func:`robins` and of their letters, in its order; nothing is laid side by side.

    Args:
        collection: An open collection.
        found_in: Ids of responses: only the round robins with one of these.
    """
    _refresh(collection)
    kept = collection.outputs(STAGE)
    held = {}
    for id_ in _ids(collection, found_in):
        row = kept.get(id_)
        assert row is not None
        held[id_] = row["members"]

    def age(id_: str) -> tuple[bool, str, str]:
        days = [entry.request.day for entry in entries_of(collection, held[id_])]
        first = min(filter(None, days), default=None)
        return first is None, first or "", id_

    return [(id_, held[id_]) for id_ in sorted(held, key=age)]


def _ids(collection: Collection, found_in: Iterable[str] | None) -> list[str]:
    """The ids of all round robins, or of those with one of these responses."""
    if found_in is None:
        kept = collection.outputs(STAGE)
        return [id_ for id_, value in kept.items() if value["members"]]
    named = [*filter(None, found_in)]
    # Of a whole collection the places are read at once.
    place = collection.outputs(OF).get if len(named) < SEVERAL else robin_of(collection).get
    return [*{id_ for id_ in map(place, named) if id_ is not None}]


def letters_of(collection: Collection, robin: str, *, wave: int | None = None) -> list[Collected]:
    """The letters of a round robin.

    Args:
        collection: An open collection.
        robin: Its id, or one that it had before other letters joined it.
        wave: Only those of one sending, from 1.

    Raises:
        RobinError: There is none with this id, or it has no such wave.
    """
    members = robin_named(collection, robin).members if wave else None
    if members is None:
        ids = _row(collection, robin)[1]["members"]
    else:
        ids = [member.response for member in members if member.wave == wave]
        if not ids:
            waves = sorted({member.wave for member in members if member.wave})
            raise RobinError(
                f"--wave: expected a wave of the round robin"
                f" ({', '.join(map(str, waves)) or 'none of its letters has a date'}),"
                f" found {wave}. `foi robins --members` shows them."
            )
    held = (response(collection, id_) for id_ in ids)
    return [letter for letter in held if letter is not None]


def robin_named(collection: Collection, id_: str) -> Robin:
    """The round robin with this id, or with the letter that was its first when it had the id.

    Raises:
        RobinError: There is none.
    """
    return _kept(collection, _row(collection, id_)[0], joinings(collection))


def robin_with(collection: Collection, response_: str) -> str | None:
    """The id of the round robin that a response is in, if it is in one."""
    _refresh(collection)
    found: str | None = collection.outputs(OF).get(response_) if response_ else None
    return found


def robin_of(collection: Collection) -> dict[str, str]:
    """The round robin of each response that is in one; the index keeps it as ``robin``."""
    _refresh(collection)
    return {id_: robin for id_, (robin, _) in collection.outputs(OF).stamps().items() if id_}


def merge(collection: Collection, one: str, other: str, *, why: str = "") -> Robin:
    """Say that two round robins are one request, for good.

    Args:
        collection: An open collection.
        one: Id of a round robin, or of a response.
        other: The same.
        why: Kept with it.

    Returns:
        The round robin that they now are.

    Raises:
        RobinError: An id of neither kind, or the two are one already.
    """
    _refresh(collection)
    ones, others = _letters(collection, one), _letters(collection, other)
    now_in = robin_with(collection, ones[0])
    if ones[0] == others[0] or (now_in and now_in == robin_with(collection, others[0])):
        raise RobinError(f"{one}, {other}: expected two round robins, found one.")
    keep(collection, "merge", ones, others, why=why)
    found = robin_with(collection, ones[0])
    if found is None:
        collection.db.execute("DELETE FROM joining WHERE id = (SELECT max(id) FROM joining)")
        raise RobinError(
            f"{one}, {other}: expected letters of at least two forces, found one force. A round"
            " robin is a request that several answer."
        )
    return robin_named(collection, found)


def split(
    collection: Collection, robin: str, responses: Sequence[str], *, why: str = ""
) -> list[Robin]:
    """Say that letters of a round robin answer another request, for good.

    Args:
        collection: An open collection.
        robin: Its id.
        responses: Of the letters; together they answer the other request.
        why: Kept with it.

    Returns:
        What is now a round robin of the two parts: a part that one force alone answers is none.

    Raises:
        RobinError: There is no such round robin, a response is not in it, or nothing would stay.
    """
    members = [member.response for member in robin_named(collection, robin).members]
    wrong = [id_ for id_ in responses if id_ not in members]
    if wrong or not responses:
        raise RobinError(
            f"--split: expected ids of responses in the round robin {robin},"
            f" found {', '.join(wrong) or 'none'}. `foi robins --members` lists them."
        )
    staying = [id_ for id_ in members if id_ not in responses]
    if not staying:
        raise RobinError(f"{robin}: expected some letters to stay in it, found none that would.")
    keep(collection, "split", staying, responses, why=why)
    return robins(collection, [staying[0], responses[0]])


def _letters(collection: Collection, id_: str) -> list[str]:
    """The letters of a round robin, or the letter itself."""
    if entries_of(collection, [id_]):
        return [id_]
    members: list[str] = _row(collection, id_)[1]["members"]
    return members


def _row(collection: Collection, id_: str) -> tuple[str, dict[str, Any]]:
    """What is kept of a round robin, under the id that it has now."""
    _refresh(collection)
    kept = collection.outputs(STAGE)
    row = kept.get(id_)
    if row and not row["members"]:
        id_ = collection.outputs(OF).get(row["response"]) or ""
        row = kept.get(id_)
    if not row:
        many = sum(bool(value["members"]) for _, value in kept.items())
        raise RobinError(
            f"{id_}: expected the id of a round robin, found none of the {many} in this"
            " collection with it. `foi robins` lists them; `foi mosaic --query` takes any letters."
        )
    return id_, row


def _refresh(collection: Collection) -> Mapping[str, Entry]:
    """Find the round robins anew where letters came, changed or went, or people said something.

    Returns:
        The letters, where they were looked at; none where nothing had changed.
    """
    words = joinings(collection)
    state = hashlib.sha256(repr((_VERSION, fingerprint(collection), words)).encode()).hexdigest()
    of, kept = collection.outputs(OF), collection.outputs(STAGE)
    if of.fresh("", input=state, version=_VERSION):
        return {}
    found: dict[str, list[str]] = {}
    with unswept():
        known = ledger(collection)
        requests = {id_: entry.request for id_, entry in known.entries.items()}
        families = joined(sendings(requests.values(), known.kin), known.kin)
    for family in joined_by_hand([[one.id for one in family] for family in families], words):
        members = earliest(requests[id_] for id_ in family)
        answering = {request.forces for request in members if request.forces}
        if len(answering) > 1 and len({slug for forces in answering for slug in forces}) > 1:
            name = _id(members[0])
            if name in found:  # its letters were taken apart by hand
                name = hashlib.sha256(f"{name} {members[0].id}".encode()).hexdigest()[:16]
            found[name] = [request.id for request in members]
    place = {response_: id_ for id_, members in found.items() for response_ in members}
    stamps, places = kept.stamps(), of.stamps()
    with collection.transaction():
        for id_, stamp in stamps.items():
            if id_ not in found and stamp != ("", _VERSION):
                value = kept.get(id_)
                assert value is not None
                kept.put(id_, {"response": value["response"], "members": []}, input="",
                         version=_VERSION)  # fmt: skip
        for id_, ids in found.items():
            digest = hashlib.sha256(repr(ids).encode()).hexdigest()[:16]
            if stamps.get(id_) != (digest, _VERSION):
                value = {"response": ids[0], "members": ids}
                kept.put(id_, value, input=digest, version=_VERSION)
        for response_ in places.keys() - place.keys():
            of.remove(response_)
        for response_, id_ in place.items():
            if places.get(response_) != (id_, _VERSION):
                of.put(response_, id_, input=id_, version=_VERSION)
        of.put("", None, input=state, version=_VERSION)
    return known.entries


_VERSION = "2"


def _id(first: Request) -> str:
    asked = json.dumps([first.day, *(wording.plain for wording in first.wordings)])
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def _kept(
    collection: Collection,
    id_: str,
    words: Iterable[Joining],
    known: Mapping[str, Entry] | None = None,
) -> Robin:
    """A round robin; its letters are read where they are not known."""
    row = collection.outputs(STAGE).get(id_)
    assert row is not None
    members = row["members"]
    by_hand = [word for word in words if {*members} & {*word.robin, *word.responses}]
    entries = [known[one] for one in members] if known else entries_of(collection, members)
    return _robin(id_, entries, by_hand)


def _robin(id_: str, entries: Sequence[Entry], by_hand: Sequence[Joining]) -> Robin:
    days = [entry.request.day for entry in entries if entry.request.day]
    answered = [entry.responded for entry in entries if entry.responded]
    return Robin(
        id=id_,
        title=_title(entries),
        questions=layout([entry.request for entry in entries], one=True).columns,
        forces=tuple(sorted({slug for entry in entries for slug in entry.request.forces})),
        first=min(days, default=None),
        last=max(answered, default=None),
        members=tuple(_waves(entries)),
        by_hand=tuple(by_hand),
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
