"""Limbs named without their section: "limbs (b)(i) and (ii) are no longer relied upon"."""

import re
from collections.abc import Iterator, Sequence

from nlp.citations import Citation
from nlp.provision import find, law

_GROUP = r"\(\s?\w{1,4}\s?\)(?:\s?\(\s?\w{1,4}\s?\))*"
_LIST = re.compile(
    rf"\b(?:limbs?|sub-?sections?|sub-?paragraphs?)\s+(?P<list>{_GROUP}"
    rf"(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)(?:limbs?\s+)?{_GROUP})*)"
    r"(?!\s+(?:of|to|in)\s+(?:the\s+)?(?:[Ss]ection|[Rr]egulation|[sS]\.?\s?\d))",
    re.IGNORECASE,
)


def limbs(text: str, cited: Sequence[Citation]) -> Iterator[Citation]:
    """What is named by its brackets alone, where the letter cites it in full elsewhere.

    The section is that of the nearest citation, backwards first, that has such a limb.
    """
    if not cited:
        return
    for match in _LIST.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in _chains(cited)):
            continue
        chain = (match.start(), match.end("list"))
        parent: tuple[str, ...] = ()
        for group in re.finditer(_GROUP, match["list"]):
            brackets = tuple(re.findall(r"\w+", group[0]))
            if match[0][:3].casefold() == "sub" and _own(brackets, match.start(), cited):
                continue
            known = _known(brackets, parent, match.start(), cited)
            if known is None and match[0][:4].casefold() == "limb":
                known = _sibling(brackets, match.start(), cited)
            if known is None:
                continue
            parent = tuple(known.split("/")[: -len(brackets)]) or parent
            if len(brackets) > 1:
                parent = tuple(known.split("/")[:-1])
            start = match.start("list") + group.start()
            yield Citation(id=known, start=start, end=start + len(group[0]), chain=chain)


def _own(brackets: tuple[str, ...], at: int, cited: Sequence[Citation]) -> bool:
    """Whether the section named last has such a subsection, which the letter cites nowhere.

    "Section 31(1)(g) ... listed in subsection (2)" is no word about section 40(2).
    """
    before = [one for one in cited if one.start < at]
    if not before:
        return False
    last = law()[before[-1].id]
    meant = find(last.regime, (last.path[0], *brackets))
    return meant is not None and all(one.id != meant for one in cited)


def _sibling(brackets: tuple[str, ...], at: int, cited: Sequence[Citation]) -> str | None:
    """A limb beside the one cited last, where the law has it."""
    before = [one for one in cited if one.start < at]
    if not before:
        return None
    path = law()[before[-1].id].path
    if len(path) < 3 or len(brackets) >= len(path):
        return None
    return find(law()[before[-1].id].regime, (*path[: -len(brackets)], *brackets))


def _chains(cited: Sequence[Citation]) -> set[tuple[int, int]]:
    return {citation.chain for citation in cited}


def _known(
    brackets: tuple[str, ...], parent: tuple[str, ...], at: int, cited: Sequence[Citation]
) -> str | None:
    """The id cited in the letter that ends in these brackets."""
    wanted = tuple(bracket.casefold() for bracket in brackets)
    beside = "/".join((*parent, *brackets)).casefold()
    nearest = sorted(cited, key=lambda one: (one.start > at, abs(at - one.start)))
    for one in nearest:
        if parent and one.id.casefold() == beside:
            return one.id
    for one in nearest:
        path = tuple(part.casefold() for part in law()[one.id].path[1:])
        if path[-len(wanted) :] == wanted:
            return one.id
    return None
