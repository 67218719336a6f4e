"""The part of a longer question that a letter refuses by name, giving the others."""

import re
from collections.abc import Iterable
from dataclasses import replace

from mosaic.question import weight, wording
from nlp.clauses import clauses_of
from nlp.response import Answer, Exemption, Response, Span

_REFUSES = re.compile(
    r"\b(?:exempt\w*|withh[eo]ld\w*|refus\w+|redact\w*|anonymi[sz]ed"
    r"|not (?:been |be )?(?:disclos|releas|provid|suppl|includ|given|identif|nam(?:e|ing)\b)\w*"
    r"|neither confirm\w*)\b",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\W*(?:that|this|these|those|such|it|they)(?: (?:part|information|detail|data|names?)\w*)?\b",
    re.IGNORECASE,
)
"""A sentence that goes on with what the one before it named: "That part is exempt"."""
_NAMED = 0.9
"""Least share of the words of a part that a sentence must have to name it."""

_OF_EACH = re.compile(r"\b(?:in|for|of|by|per) each \w+\W*$", re.IGNORECASE)
"""Words of a part that say how far it goes, and not what it asks for."""

_APART = 0.2
"""How much more of them than of any other part's."""


def refused_part(
    response: Response, answer: Answer, part: str, others: Iterable[str]
) -> Answer | None:
    """The answer to one part, where a sentence with a provision refuses it by name.

    "The names of the hospitals are exempt under section 31" is about the part that asks for "the
    name of the hospital in each case", and about none that asks for years or outcomes. What the
    letter says of the other parts does not follow: ``None`` where no sentence names this one, or
    names another nearly as well.

    Args:
        response: The letter.
        answer: To the whole of the question.
        part: Words of the part.
        others: Words of the other parts.
    """
    rest = list(others)
    for span, cited in _refusals(response, answer):
        said = wording(response.text[slice(*span)]).stems
        named = _share(part, said)
        if named >= _NAMED and all(named > _share(other, said) + _APART for other in rest):
            silent = all(item.ncnd for item in cited)
            return replace(
                answer,
                position="ncnd" if silent else "withheld",
                partial_ncnd=False,
                exemptions=tuple(dict.fromkeys(item.id for item in cited)),
                spans=(span,),
            )
    return None


def _refusals(response: Response, answer: Answer) -> Iterable[tuple[Span, list[Exemption]]]:
    """Sentences that refuse something under a provision of the answer, in their order."""
    held = clauses_of(response.text)
    found: dict[Span, list[Exemption]] = {}
    for item in response.exemptions:
        if item.engaged and item.id in answer.exemptions:
            for start, _ in item.spans:
                found.setdefault(held.at(start), []).append(item)
    for span, cited in sorted(found.items()):
        if not _REFUSES.search(response.text, *span):
            continue
        yield _trimmed(response.text, span), cited
        before = held.index(span[0]) - 1
        if before >= 0 and _SUCH.match(response.text, *span):
            named = held.span(before)
            if _REFUSES.search(response.text, *named):
                yield _trimmed(response.text, (named[0], span[1])), cited


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _share(part: str, said: frozenset[str]) -> float:
    """How much of what a part asks for stands in a sentence, by the weight of its words."""
    asked = wording(_OF_EACH.sub("", part) or part).stems or wording(part).stems
    whole = sum(map(weight, asked))
    return sum(map(weight, asked & said)) / whole if whole else 0.0
