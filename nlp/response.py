"""A response: what one authority, or several jointly, answered to one request."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""``[start, end)`` in ``Response.text``, in Unicode code points."""

PositionName = Literal[
    "confirmed", "denied", "disclosed", "partly-disclosed", "not-held", "withheld", "ncnd",
    "cost", "vexatious", "elsewhere", "clarify", "not-applicable", "unanswered",
]  # fmt: skip
OutcomeName = Literal[
    "disclosed", "partly-disclosed", "withheld", "ncnd", "not-held", "cost", "vexatious",
    "elsewhere", "clarify", "subject-access",
]  # fmt: skip
SectionKind = Literal[
    "request", "response", "exemptions", "harm", "pit-for", "pit-against", "balance", "annex",
    "review", "ico", "boilerplate",
]  # fmt: skip
ARGUMENTS: frozenset[SectionKind] = frozenset({"harm", "pit-for", "pit-against", "balance"})
"""Kinds of passages in which a body gives its reasons for a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the request.

    Attributes:
        id: Digits and lower-case letters without dots: ``1``, ``2a``, ``3ai``.
        text: Its own words, white space folded, without number, quotation or e-mail marks.
    """

    id: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """One provision that the letter relies on, or names without relying on it.

    Attributes:
        id: A path that stands in the table of provisions: ``foia/31/1/a``.
        engaged: False where it is considered and rejected, or only quoted from the requester.
        ncnd: Relied on to neither confirm nor deny.
        spans: Where it is cited.
    """

    id: str
    engaged: bool
    ncnd: bool
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A procedural provision that decides something."""

    id: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAct:
    """A citation of another Act, as printed."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the response lets a reader know about one question.

    Attributes:
        question: Id of the question.
        position: ``None`` is an abstention; then ``reason`` says why.
        partial_ncnd: It comes with a refusal to confirm or deny anything further.
        exemptions: Ids of the engaged provisions that this answer relies on.
        spans: The evidence: the passage that says so.
    """

    question: str
    position: PositionName | None
    partial_ncnd: bool = False
    reason: str | None = None
    exemptions: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One passage. Sections cover the letter in order; each runs to the next.

    Attributes:
        exemption: The provision that it is about; ``None`` for several or none.
        starts: Its first six words, heading included.
    """

    kind: SectionKind
    exemption: str | None
    starts: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Personal data of a named person, as printed, with every place where it stands.

    Attributes:
        kind: ``name``, ``email``, ``phone``, ``address``, ``collar-number``, ``vehicle``,
            ``nhs-number``, ``ni-number``.
    """

    kind: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where one document's text stands in ``Response.text``.

    Attributes:
        sha256: Of the captured bytes; ``None`` for a file read without a collection.
        name: Of a file inside the captured one (an attachment of a message).
    """

    start: int
    end: int
    sha256: str | None = None
    url: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """The record of ``nlp``; fields, names and values are those of the gold letters.

    Attributes:
        id: Stable over reprocessing: made from the address of the page and the place in it.
        text: The texts of its documents, one after the other; all spans count in it.
        parts: Which range of ``text`` is which document.
        title: Of the page, or of the listing.
        forces: Slugs of the authorities that give the answer.
        regimes: ``foia``, ``foisa``, ``eir``, ``eisr``.
        topics: The main one first.
        flags: What a person should look at: conflicts between page and letter, and the like.
        field_spans: Evidence of the single-valued fields: ``reference``, ``received``,
            ``responded``, ``outcome``, and of ``forces.0``, ``topics.0`` and so on.
    """

    id: str = ""
    text: str
    parts: tuple[Part, ...] = ()
    title: str | None = None
    forces: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    reference: str | None = None
    received: str | None = None
    responded: str | None = None
    questions: tuple[Question, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    procedural: tuple[Provision, ...] = ()
    other_acts: tuple[OtherAct, ...] = ()
    positions: tuple[Answer, ...] = ()
    outcome: OutcomeName | None = None
    topics: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    personal_data: tuple[PersonalData, ...] = ()
    flags: tuple[str, ...] = ()
    field_spans: tuple[tuple[str, tuple[Span, ...]], ...] = ()
