"""Where a tribunal's decision recites: the part that sets out the law, and long quotations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.phrases import phrase

Span = tuple[int, int]

_HEADING = re.compile(
    r"^[ \t]*(?:\(?(?:\d{1,3}|[A-Za-z]|[IVX]{1,4})[.)]+[ \t]+)?"
    r"(?P<words>(?!(?:Section|Regulation|Article)\b)[A-Z][^\n.;]{2,70}?)[ \t]*:?[ \t]*$"
    r"(?=\s*[^\sa-z(])",
    re.MULTILINE,
)
_HEADING_WORDS = 9
_LAW_LENGTH = 20_000
"""A statement of the law that runs on for longer has an end that was not seen."""

_QUOTED = re.compile(
    r"“[^”“]{120,2500}”"
    r"|(?<![^\s(\[])\"(?=\S)(?:(?!\n\s*\d{1,3}\.\s)[^\"]){120,2500}(?<=\S)\"",
)
"""A quotation long enough to be the law's or another case's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recitals:
    """The stretches of one decision that are not its own account, in order.

    Attributes:
        law: The parts headed as the law, each up to the next heading of another kind.
        quoted: Quotations of some length, marks included.
    """

    law: Sequence[Span]
    quoted: Sequence[Span]

    def in_law(self, at: int) -> bool:
        """Whether an offset lies in a part that sets out the law."""
        return any(start <= at < end for start, end in self.law)

    def in_quotes(self, at: int) -> bool:
        """Whether an offset lies in a long quotation."""
        return any(start < at < end for start, end in self.quoted)


def recitals_of(text: str) -> Recitals:
    """Find the statements of the law and the quotations of a decision."""
    return Recitals(
        law=tuple(_law(text)), quoted=tuple(match.span() for match in _QUOTED.finditer(text))
    )


def _law(text: str) -> Iterator[Span]:
    begun: int | None = None
    for match in _HEADING.finditer(text):
        words = " ".join(match["words"].split())
        if len(words.split()) > _HEADING_WORDS:
            continue
        law = bool(phrase("law_heading", "decisions").search(words))
        if begun is not None and not law and phrase("other_heading", "decisions").search(words):
            yield begun, min(match.start(), begun + _LAW_LENGTH)
            begun = None
        elif law and begun is None:
            begun = match.end()
    if begun is not None:
        yield begun, min(len(text), begun + _LAW_LENGTH)
