"""The plain words for the code words of the data, wherever people read: one table of them.

JSON, CSV and the columns of frames keep the code words, on which programs rely. Tables on a
terminal, pages, pictures and sentences say these. A search understands both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nlp.provision import printed


@dataclass(frozen=True, slots=True)
class Plain:
    """How one position is called.

    Attributes:
        short: One or two words for a cell.
        said: In a sentence, behind a colon or a comma.
        meaning: A sentence for a legend.
    """

    short: str
    said: str
    meaning: str


POSITIONS: Mapping[str | None, Plain] = {
    "confirmed": Plain("yes", "yes", "A yes/no question, answered yes."),
    "denied": Plain("no", "no", "A yes/no question, answered no."),
    "disclosed": Plain("given", "given", "The information asked for is given, in whole."),
    "partly-disclosed": Plain(
        "part given", "given in part", "Some is given and some is withheld."
    ),
    "not-held": Plain("not held", "not held", "The force says that it holds no such information."),
    "withheld": Plain("withheld", "withheld", "The force relies on an exemption."),
    "ncnd": Plain("NCND", "neither confirmed nor denied", "Neither confirmed nor denied."),
    "cost": Plain("cost", "refused on cost", "Refused on the cost of answering."),
    "vexatious": Plain(
        "vexatious", "refused as vexatious or repeated", "Refused as vexatious or repeated."
    ),
    "elsewhere": Plain(
        "elsewhere", "to be found elsewhere", "Already accessible, or to be published."
    ),
    "clarify": Plain("asks back", "asked what is meant", "The force asks what is meant."),
    "not-applicable": Plain(
        "n/a", "not applicable", "A follow-up whose condition was answered no."
    ),
    "unanswered": Plain("passed over", "passed over", "The letter passes the question over."),
    None: Plain("not clear", "not clear", "The letter was read, but not what it answers."),
    "not-found": Plain(
        "not found",
        "not found in its log",
        "The force's log was crawled over the period and holds no such answer. Whether it was"
        " asked is not known.",
    ),
    "not-crawled": Plain(
        "not crawled",
        "its log was not crawled",
        "The force's log was not seen, or not over the period.",
    ),
    "blocked": Plain(
        "blocked", "its site refused the crawler", "The force's site refused the crawler."
    ),
    "unreadable": Plain(
        "unreadable",
        "could not be read",
        "Documents of the force's log could not be read; the answer may be among them.",
    ),
    "gone": Plain(
        "gone", "taken down", "Entries of the force's log were taken down before they were seen."
    ),
    "not-asked": Plain(
        "not asked", "not asked", "A source lists who was asked, and the force is not there."
    ),
    "subject-access": Plain(
        "subject access",
        "to be asked as a subject access request",
        "Asked for a person's own data, which another law gives.",
    ),
}
"""Of each position, of what is known of a force without an answer, and of each outcome."""

FURTHER = "anything further neither confirmed nor denied"
"""Of an answer that comes with a refusal to say more, in a sentence."""

FINDINGS: Mapping[str, str] = {
    "changed": "changed",
    "withdrawn": "withdrawn",
    "stands-out": "stands out",
    "ncnd-undone": "said elsewhere",
    "withheld-undone": "given elsewhere",
    "inconsistent": "at odds with itself",
    "other-years": "other years",
    "total-off": "total is off",
    "years-apart": "two kinds of years",
    "template": "template",
    "copied": "copied",
}
"""Kinds of findings, and of what stands beside them in the demo."""

PASSAGES: Mapping[str, str] = {
    "request": "request",
    "response": "answer",
    "exemptions": "exemptions",
    "harm": "harm",
    "pit-for": "for disclosure",
    "pit-against": "against disclosure",
    "balance": "balance of the public interest",
    "annex": "annex",
    "review": "right to a review",
    "ico": "right to complain",
    "boilerplate": "frame",
}
"""Kinds of passages of a letter."""


ORIGINS: Mapping[str, str] = {
    "template": "looks like a template",
    "copied": "looks copied",
    "unclear": "unclear",
}
"""Where a shared passage seems to come from: no letter says who wrote it."""


def said(position: str | None, *, partial_ncnd: bool = False) -> str:
    """A position in a sentence; a code word that has no plain one stands as it is.

    >>> said("partly-disclosed", partial_ncnd=True)
    'given in part, and anything further neither confirmed nor denied'
    """
    word = POSITIONS[position].said if position in POSITIONS else str(position)
    return f"{word}, and {FURTHER}" if partial_ncnd else word


_FIXED = "\N{NO-BREAK SPACE}"

LAWS: Mapping[str, str] = {"foia": "FOIA", "foisa": "FOISA", "eir": "EIR", "eisr": "EISR"}


def provisions(ids: Iterable[str]) -> str:
    r"""Provisions law by law, in their order; what is no id of one stands as it is.

    A number never stands on another line than its section.

    >>> provisions(["foia/24/2", "foia/31/1/a", "eir/12/5/b"]).replace("\xa0", " ")
    'FOIA s. 24(2), s. 31(1)(a); EIR reg. 12(5)(b)'
    """
    found: dict[str, list[str]] = {}
    for id_ in ids:
        law, _, place = id_.partition("/")
        if law in LAWS and place:
            short = printed(id_).replace("section", "s.").replace("regulation", "reg.")
            found.setdefault(f"{LAWS[law]} ", []).append(short)
        else:
            found.setdefault("", []).append(id_)
    told = ((law, [short.replace(" ", _FIXED) for short in held]) for law, held in found.items())
    return "; ".join(law.replace(" ", _FIXED) + ", ".join(held) for law, held in told)


def cell_of(column: str, value: object) -> object:
    """What stands in a cell of a table that people read, by the name of its column."""
    match column:
        case "position" | "before" | "after" | "outcome" if isinstance(value, str):
            return POSITIONS[value].short if value in POSITIONS else value
        case "kind" if isinstance(value, str):
            return FINDINGS.get(value, PASSAGES.get(value, value))
        case "origin" if isinstance(value, str):
            return ORIGINS.get(value, value)
        case _:
            return value
