"""The table of provisions: what exists in the four laws, and of what kind each one is."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["absolute", "qualified", "partly-absolute", "procedural", "exception"]
Path = tuple[str, ...]
"""Section, subsection and limbs, outermost first: ``("31", "1", "a")``."""

REGIMES = ("foia", "foisa", "eir", "eisr")
ACTS = ("foia", "foisa")
REGULATIONS = ("eir", "eisr")
SCOTTISH = ("foisa", "eisr")

FATES = {
    "cost-refusal": "relied", "vexatious": "relied", "repeated": "relied", "ncnd": "relied",
    "clarification": "relied", "invalid-request": "relied", "fee-notice": "relied",
    "not-held": "relied", "notice": "notice", "advice": "advice", "extension": "extension",
}  # fmt: skip
"""How a procedural provision comes to decide something, by its typical outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One provision.

    Attributes:
        id: ``regime/section/subsection/limb``.
        path: The id without its regime.
        title: The statutory heading at section level, a paraphrase below it.
        kind: ``procedural`` also for definitions and recitals within an exempting section.
        is_ncnd: It is the provision that removes the duty to confirm or deny.
        outcome: What a response that relies on it comes to; ``none`` for one that decides nothing.
    """

    id: str
    regime: str
    path: Path
    title: str
    kind: Kind
    is_ncnd: bool
    outcome: str


@cache
def law() -> Mapping[str, Row]:
    """Every provision by id, in the order of the table."""
    text = (files("nlp") / "law" / "exemptions.csv").read_text(encoding="utf-8")
    rows = {}
    for line in csv.DictReader(text.splitlines()):
        regime, *path = line["id"].split("/")
        kind: Kind = line["kind"]  # type: ignore[assignment]  # the table's own closed set
        rows[line["id"]] = Row(
            id=line["id"],
            regime=regime,
            path=tuple(path),
            title=line["short_title"],
            kind=kind,
            is_ncnd=line["is_ncnd"] == "yes",
            outcome=line["typical_outcome"],
        )
    return rows


@cache
def _folded() -> Mapping[tuple[str, ...], str]:
    return {
        (row.regime, *(part.casefold() for part in row.path)): id_ for id_, row in law().items()
    }


@cache
def find(regime: str, path: Path) -> str | None:
    """The id of a path, whatever the case of its letters; ``None`` where there is none.

    >>> find("foia", ("40", "5b", "a", "i"))
    'foia/40/5B/a/i'
    """
    return _folded().get((regime, *(part.casefold() for part in path)))


def nearest(regime: str, path: Path) -> str | None:
    """The id of the path or of the longest beginning of it that exists.

    >>> nearest("foia", ("24", "9"))
    'foia/24'
    """
    for length in range(len(path), 0, -1):
        if found := find(regime, path[:length]):
            return found
    return None


def is_ncnd(id_: str) -> bool:
    """Whether this provision itself removes the duty to confirm or deny."""
    return law()[id_].is_ncnd


def section_of(id_: str) -> str:
    """The section, or regulation, that an id belongs to: ``foia/31``."""
    return "/".join(id_.split("/")[:2])


def printed(id_: str) -> str:
    """An id as people write it.

    >>> printed("foia/40/5B/a/i"), printed("eir/12")
    ('section 40(5B)(a)(i)', 'regulation 12')
    """
    regime, section, *brackets = id_.split("/")
    word = "regulation" if regime in REGULATIONS else "section"
    return f"{word} {section}{''.join(f'({part})' for part in brackets)}"


def is_procedural(id_: str) -> bool:
    """Whether its whole section is procedural (``foia/17``), not a definition in an exemption."""
    return law()[section_of(id_)].kind == "procedural"


def fate(id_: str) -> str:
    """How a procedural provision comes to decide something.

    ``relied``, ``notice``, ``advice``, ``extension``, ``duty``, ``breach``, or ``never``.
    """
    row = law()[id_]
    if row.path[:3] == ("1", "1", "a") and row.regime in ACTS:
        return "duty"
    if row.path[0] in _NEVER.get(row.regime, ()):
        return "never"
    if law()[section_of(id_)].outcome == "notice":
        return "notice"
    found = FATES.get(row.outcome)
    if found is None and row.path[0] == _TIME[row.regime]:
        return "breach"
    return found or "never"


_TIME = {"foia": "10", "foisa": "10", "eir": "5", "eisr": "5"}
_NEVER = {"foia": ("3", "45", "50"), "foisa": ("19",), "eir": (), "eisr": ()}

_CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "foia/40": ("3", "3A", "3B", "4", "4A", "6", "7", "8"),
    "foisa/38": ("2", "2A", "2B", "3", "3A", "5", "5A"),
    "eir/13": ("2", "2A", "2B", "3", "3A"),
    "eisr/11": ("3", "3A", "3B", "4A"),
}
"""Subsections that say when another of their section applies, and are nothing by themselves."""


def is_condition(id_: str) -> bool:
    """Whether it is a condition, a definition or a recital beside an exemption."""
    row = law()[id_]
    if is_procedural(id_):
        return False
    return row.kind == "procedural" or (
        len(row.path) > 1 and row.path[1] in _CONDITIONS.get(section_of(id_), ())
    )


def within(id_: str, whole: str) -> bool:
    """Whether an id is another, or a part of it.

    >>> within("foia/31/1/a", "foia/31"), within("foia/31", "foia/31"), within("foia/3", "foia/31")
    (True, True, False)
    """
    return id_ == whole or id_.startswith(whole + "/")


def on_one_path(one: str, other: str) -> bool:
    """Whether two ids are the same, or one is a part of the other."""
    return within(one, other) or within(other, one)


def under(id_: str, ids: Iterable[str]) -> bool:
    """Whether some id of these is this one's more exact form."""
    return any(other.startswith(id_ + "/") for other in ids)
