"""The query tree: what both engines are asked, in neither's language.

Fields are those of ``index.schema``, values are ready to be matched as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class All:
    """Every letter."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No letter."""


@dataclass(frozen=True, slots=True)
class Term:
    """A field holds this very word or value."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A field of text holds these words near one another.

    Attributes:
        slop: By Lucene's rule: how far the words, each moved back by its place in the phrase, lie
            apart at most. 0 is the phrase as it stands; 2 lets two neighbours change places.
    """

    field: str
    words: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A field holds a word that fits ``*`` (any characters) and ``?`` (one)."""

    field: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A field holds a word at most so many insertions, deletions, changes or swaps away."""

    field: str
    word: str
    edits: int


@dataclass(frozen=True, slots=True)
class Between:
    """A date lies in a range, both ends included; an end that is ``None`` is open."""

    field: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Boost:
    """The part counts so many times in the order by relevance."""

    part: "Node"
    factor: float


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """The part holds of one and the same answer to one question of the letter."""

    part: "Node"


Node = (
    All
    | Nothing
    | Term
    | Phrase
    | Wildcard
    | Fuzzy
    | Between
    | And
    | Or
    | Not
    | Boost
    | SameAnswer
)


def both(parts: Iterable[Node]) -> Node:
    """All of the parts, without needless levels."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat)) if flat else All()


def either(parts: Iterable[Node]) -> Node:
    """Any of the parts, without needless levels."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    flat = list(dict.fromkeys(flat))
    return flat[0] if len(flat) == 1 else Or(tuple(flat)) if flat else Nothing()


def depth(node: Node) -> int:
    """How many levels a tree has."""
    match node:
        case And(parts) | Or(parts):
            return 1 + max(map(depth, parts))
        case Not(part) | SameAnswer(part):
            return 1 + depth(part)
        case Boost(part, _):
            return depth(part)
    return 1


def leaves(node: Node) -> Iterator[Node]:
    """The parts of a tree that are not under a NOT and have no parts themselves."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case SameAnswer(part) | Boost(part, _):
            yield from leaves(part)
        case Not(_):
            return
        case _:
            yield node


def ranks(node: Node) -> bool:
    """Whether a query has words by which one letter can be more relevant than another."""
    return any(
        isinstance(leaf, Term | Phrase) and leaf.field in ("title", "request", "response")
        for leaf in leaves(node)
    )


def fields(node: Node) -> set[str]:
    """The fields that a query asks for; ``filled`` and a field's name for one that has a value."""
    match node:
        case And(parts) | Or(parts):
            return set().union(*map(fields, parts))
        case Not(part) | Boost(part, _):
            return fields(part)
        case SameAnswer(part):
            return fields(part) | {"answer"}
        case All() | Nothing():
            return set()
        case Term("filled", value):
            return {value}
    return {node.field}
