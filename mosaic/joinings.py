"""What people say of which letters answer one request: round robins merged and split by hand."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from collection.catalogue import now
from collection.collection import Collection

Act = Literal["merge", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One such word; it speaks of letters, since the id of a round robin changes as others join.

    Attributes:
        act: Join the letters' requests to that of ``robin``, or take the letters out of it.
        robin: Ids of the responses that answer the request; the first that is still there counts.
        responses: Ids of those that are joined to them, the first likewise, or all taken out.
        made: When.
    """

    act: Act
    robin: tuple[str, ...]
    responses: tuple[str, ...]
    why: str
    made: str

    def contract(self) -> dict[str, Any]:
        """The word as the command line prints it."""
        return {
            "act": self.act,
            "responses": [*self.robin, *self.responses] if self.act == "merge" else
            list(self.responses),
            "why": self.why or None,
            "made": self.made,
        }  # fmt: skip


def joinings(collection: Collection) -> list[Joining]:
    """All of them, oldest first."""
    acts: Mapping[str, Act] = {act: act for act in get_args(Act)}
    return [
        Joining(
            act=acts[row["act"]],
            robin=tuple(json.loads(row["robin"])),
            responses=tuple(json.loads(row["responses"])),
            why=row["why"],
            made=row["made"],
        )
        for row in collection.db.execute("SELECT * FROM joining ORDER BY id")
    ]


def keep(
    collection: Collection, act: Act, robin: Sequence[str], responses: Sequence[str], *, why: str
) -> Joining:
    """Keep one as data of the collection."""
    made = Joining(act=act, robin=tuple(robin), responses=tuple(responses), why=why, made=now())
    collection.db.execute(
        "INSERT INTO joining (act, robin, responses, why, made) VALUES (?, ?, ?, ?, ?)",
        (act, json.dumps(made.robin), json.dumps(made.responses), why, made.made),
    )
    return made


def joined_by_hand(families: Iterable[Sequence[str]], words: Iterable[Joining]) -> list[list[str]]:
    """Families of letters as people want them, the later word over the earlier.

    A word on letters that are gone, or that already are as it wants them, changes nothing.

    Args:
        families: Ids of responses; each is in one family.
        words: Oldest first.
    """
    groups = {number: [*family] for number, family in enumerate(families)}
    place = {id_: number for number, family in groups.items() for id_ in family}
    for word in words:
        home = next((place[id_] for id_ in word.robin if id_ in place), None)
        named = [id_ for id_ in word.responses if id_ in place]
        if home is None or not named:
            continue
        if word.act == "merge":
            if (other := place[named[0]]) != home:
                groups[home] += groups[other]
                place |= dict.fromkeys(groups.pop(other), home)
        elif out := [id_ for id_ in named if place[id_] == home]:
            number = max(groups) + 1
            groups[number] = out
            groups[home] = [id_ for id_ in groups[home] if id_ not in set(out)]
            place |= dict.fromkeys(out, number)
    return [*groups.values()]
