"""A national body's count of forces, held against what the forces say themselves."""

import re
from collections.abc import Collection as Sized
from dataclasses import dataclass
from functools import cache

from crawlers.force import forces
from mosaic.position import Position
from mosaic.table import name_of

_NUMBERS = """
no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
_WORDS = {word: number for number, word in enumerate(_NUMBERS.split())}
_COUNT = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_WORDS)})\s+(?:out\s+)?of\s+the\s+(?P<all>43)\s+"
    r"(?:territorial\s+|police\s+|Home\s+Office\s+)*forces\s+(?:in\s+England\s+and\s+Wales\s+)?"
    r"(?:have|has|own|hold|use|had|owned|held|used)\b(?!\s+(?:not|no|never|neither|refused|yet))",
    re.IGNORECASE,
)
"""Only a count with its denominator, of the territorial forces of England and Wales: any looser
form ("eleven forces have replied") would be taken for a count of what was asked."""

_NOT_A_COUNT = re.compile(
    r"\b(?:at\s+least|up\s+to|about|around|approximately|or\s+more|repl(?:y|ied)|respond|answer|refus|confirm"
    r"|den(?:y|ied)|if|may|might|would|could|plan\w*|intend\w*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many of the territorial forces of England and Wales it is, and who says so."""

    count: int
    source: Position

    def less(self, yes: Sized[str], no: Sized[str]) -> str:
        """What is left of the count when those that answered themselves are taken off.

        Args:
            yes: Forces with a public yes.
            no: Forces with a public no.
        """
        area = territorial()
        known = len(area & set(yes))
        open_ = len(area) - known - len(area & set(no))
        said = f"{name_of(self.source.force)} counts {self.count} of {len(area)} forces"
        if known > self.count or self.count - known > open_:
            return (
                f"{said}, which does not agree with the forces' own answers ({known} yes,"
                f" {open_} open): nothing follows from it."
            )
        rest = self.count - known
        told = f"{said}; {self.count} - {known} with a public yes = {rest} of {open_} others"
        if rest == 0:
            return f"{told}: if both count the same on the same day, none of the others is left."
        if rest == open_:
            return f"{told}: if both count the same on the same day, it is all of them."
        return f"{told}, if both count the same on the same day; which of them does not follow."

    def settles(self, yes: Sized[str], no: Sized[str]) -> bool:
        """Whether the count leaves nothing open: none of the others, or all of them."""
        area = territorial()
        known = len(area & set(yes))
        open_ = len(area) - known - len(area & set(no))
        return open_ > 0 and self.count - known in (0, open_)


@cache
def territorial() -> frozenset[str]:
    """The territorial forces of England and Wales."""
    return frozenset(
        slug
        for slug, force in forces().items()
        if force.kind == "territorial" and force.nation in ("England", "Wales")
    )


def total_of(cell: Position) -> Total | None:
    """The count that a national body's answer gives; ``None`` where it gives none for certain.

    >>> cell = Position(question="1", force="npcc", position="disclosed",
    ...     evidence="11 of the 43 police forces in England and Wales own such a device.")
    >>> total_of(cell).count
    11
    """
    if cell.position not in ("confirmed", "disclosed") or not cell.evidence:
        return None
    sentences = re.split(r"(?<=[.;])\s+", cell.evidence)
    found = [
        (match["count"], sentence) for sentence in sentences for match in _COUNT.finditer(sentence)
    ]
    if len(found) != 1 or _NOT_A_COUNT.search(found[0][1]):
        return None
    count = found[0][0].casefold()
    return Total(count=_WORDS[count] if count in _WORDS else int(count), source=cell)
