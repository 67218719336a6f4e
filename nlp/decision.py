"""Tribunal decisions on information rights: the provisions at issue, which is all that is read.

A decision is no letter. It recites the law at length, tells who relied on what and when, and
quotes other cases; what is at issue is what the authority refused under, and it shows in the
subject matter that the decision states at its head and in the sentences of reliance.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.attribution import attribute
from nlp.citations import Citation, citations
from nlp.clauses import Clauses, clauses_of
from nlp.misreadings import repaired
from nlp.phrases import phrase
from nlp.provision import fate, is_condition, is_procedural, law, section_of, under
from nlp.regimes import regimes
from nlp.response import Provision

_SUBJECT = re.compile(
    r"^[ \t]*(?:subject\s+matter|key\s*words?|abstract|area\(?s?\)?\s+of\s+law)\b[^\n]{0,6}",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT_ENDS = re.compile(
    r"^[ \t]*(?:cases?|authorities|legislation|representation|decision|reasons|attendances|"
    r"before|introduction|determined|dated)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT_LENGTH = 700
_HEAD = 6000
"""The subject matter stands within this much of the start."""


_HEAD_LINE = (
    r"(?:[^\n]{0,30}\bEA[/ ]?\d{4}[/ ]?\d{3,4}[^\n]{0,30}"
    r"|[ \t]*[-–]?[ \t]*\d{1,3}[ \t]*[-–]?[ \t]*)"
)
_RUNNING = re.compile(rf"(?<=[\w,)])[ \t]*(?:\s*\n{_HEAD_LINE}(?=\n))+\s*\n\s*(?=[a-z(0-9s])")
"""The number of the case and of the page between two halves of a sentence."""


_QUOTED = re.compile(r"[“\"][^”\"“]{120,2500}[”\"]")
"""A quotation long enough to be the law's or another case's words."""
_ITEM, _LONG_ITEM = 25, 320
"""An item of a list begins with its citation; one is no longer than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one citation of a decision says of being at issue.

    Attributes:
        subject: It stands in the statement of the subject matter.
        relied: Its sentence says that an authority refuses, relies, withholds under it.
        judged: Its sentence says that it is engaged, upheld, properly applied or not.
        recited: Its sentence sets out the law.
    """

    citation: Citation
    subject: bool
    relied: bool
    judged: bool
    recited: bool


def at_issue(text: str) -> tuple[Provision, ...]:
    """The exemptions, and sections 12 and 14, that the refusal under appeal rested on.

    Each at its most exact id, in the order of the text. Whether information is held, the duty to
    advise, time and notices are left aside, and so is every finding.
    """
    seen = [*_evidence(_unbroken(repaired(text)))]
    places = {(section_of(one.citation.id), one.citation.chain) for one in seen if not one.recited}
    mentioned = Counter(section for section, _ in places)
    chosen = [one.citation.id for one in seen if _counts(one, mentioned)]
    chosen += [*_listed(seen, chosen)]
    chosen += [*_deeper(seen, chosen)]
    if not chosen:
        chosen = [one.citation.id for one in seen if not one.recited]
    ids = [id_ for id_ in dict.fromkeys(one.citation.id for one in seen) if id_ in set(chosen)]
    exact = [id_ for id_ in ids if not under(id_, ids)]
    return tuple(
        Provision(
            id=id_,
            spans=tuple(
                (one.citation.start, one.citation.end) for one in seen if one.citation.id == id_
            ),
        )
        for id_ in exact
    )


def _unbroken(text: str) -> str:
    """The text with the running heads that cut a sentence blanked out; no offset moves."""
    return _RUNNING.sub(lambda match: " " * len(match[0]), text)


def _evidence(text: str) -> Iterator[Evidence]:
    clauses = clauses_of(text)
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    subject = _subject(text)
    for citation in citations(attribute(text, regimes(text))):
        if not _refuses(citation.id):
            continue
        start, end = clauses.at(citation.start)
        before = text[max(start, citation.start - 400) : citation.start]
        sentence = " ".join((before + text[citation.start : end][:500]).split())
        passing = (
            bool(phrase("decision_elsewhere").search(sentence))
            or bool(phrase("recital_before").search(before))
            or bool(phrase("decision_other").search(before.rstrip()))
        )
        listed = _list_intro(clauses, citation.start)
        in_quotes = any(begin < citation.start < close for begin, close in quoted)
        yield Evidence(
            citation=citation,
            subject=subject[0] <= citation.start < subject[1],
            relied=not passing and bool(phrase("decision_relied").search(f"{listed} {sentence}")),
            judged=not passing and bool(phrase("decision_judged").search(sentence)),
            recited=in_quotes or bool(phrase("decision_recited").search(sentence)),
        )


def _list_intro(clauses: Clauses, at: int) -> str:
    """The sentence that introduces the list in which a citation is an item."""
    index = clauses.index(at)
    start, _ = clauses.span(index)
    if at - start > _ITEM:
        return ""
    for step in range(1, 9):
        if index - step < 0:
            break
        words = " ".join(clauses.text[slice(*clauses.span(index - step))].split())
        if words.endswith(":"):
            return words
        if len(words) > _LONG_ITEM:
            break
    return ""


def _refuses(id_: str) -> bool:
    """Whether a request can be refused under it."""
    if is_condition(id_):
        return False
    if not is_procedural(id_):
        return True
    return fate(id_) == "relied" and law()[section_of(id_)].outcome in (
        "cost-refusal",
        "vexatious",
    )


def _subject(text: str) -> tuple[int, int]:
    head = _SUBJECT.search(text, 0, _HEAD)
    if head is None:
        return (0, 0)
    limit = min(head.end() + _SUBJECT_LENGTH, len(text))
    end = _SUBJECT_ENDS.search(text, head.end(), limit)
    return (head.end(), end.start() if end else limit)


def _deeper(seen: Sequence[Evidence], chosen: Iterable[str]) -> Iterator[str]:
    """The limbs that a decision speaks of, of a section at issue none of whose limbs is chosen."""
    known = set(chosen)
    own = [one for one in seen if not one.recited]
    often = Counter(one.citation.id for one in own)
    for section in {id_ for id_ in known if id_ == section_of(id_) and not under(id_, known)}:
        for one in own:
            id_ = one.citation.id
            if id_.startswith(section + "/") and (one.judged or often[id_] > 1):
                yield id_


def _counts(one: Evidence, mentioned: Counter[str]) -> bool:
    if one.subject:
        return True
    if one.recited:
        return False
    if one.relied:
        return True
    return one.judged and mentioned[section_of(one.citation.id)] > 1


def _listed(seen: Sequence[Evidence], chosen: Iterable[str]) -> Iterator[str]:
    """What is named in one list with what is at issue, most of which is at issue anyway."""
    known = set(chosen)
    chains: dict[tuple[int, int], list[Evidence]] = {}
    for one in seen:
        if not one.recited:
            chains.setdefault(one.citation.chain, []).append(one)
    for members in chains.values():
        accepted = sum(one.citation.id in known for one in members)
        if accepted * 2 > len(members):
            yield from (one.citation.id for one in members)
