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
from nlp.mentions import mentions
from nlp.misreadings import repaired
from nlp.phrases import phrase, wordings
from nlp.provision import fate, is_condition, is_procedural, law, section_of, under
from nlp.recitals import recitals_of
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
_PARTIES = 1500
"""And so much of it names the parties."""


_HEAD_LINE = (
    r"(?:[^\n]{0,30}\bEA[/ ]?\d{4}[/ ]?\d{3,4}[^\n]{0,30}"
    r"|[ \t]*[-–]?[ \t]*\d{1,3}[ \t]*[-–]?[ \t]*)"
)
_RUNNING = re.compile(rf"(?<=[\w,)])[ \t]*(?:\s*\n{_HEAD_LINE}(?=\n))+\s*\n\s*(?=[a-z(0-9s])")
"""The number of the case and of the page between two halves of a sentence."""


_CASE = re.compile(
    r"\b([A-Z][\w’'-]{3,})(?: and (?:[Oo]thers|[Aa]nother))? v\.? [^.;\n]{3,100}?\s?"
    r"(?:\[\d{4}\]|\(?EA/?\d{4}/)"
)
"""Another case, by the last name of who brought it."""
_NEVER = re.compile(r"(?!)")
_THAT = re.compile(r"\s*(?:and )?that\b")
_SUB = re.compile(r"\bsub-?(?:sections?|paragraphs?)?\s*$", re.IGNORECASE)
_OPENING = 0.08
"""The share of a decision that says what it is about."""
_ITEM, _LONG_ITEM = 25, 320
"""An item of a list begins with its citation; one is no longer than this."""

_SPACED = re.compile(
    r"(?<=[\w,’)\]])[ \t]*\n[ \t]*\n\s*(?:(?=[a-z]{2}|(?:(?<=,\n\n)|(?<=and\n\n))\d)"
    r"|(?<=[^\n]{45}\n\n)(?=[A-Z(“\d])(?!(?:[A-Z][A-Z]+\s|\w+[ \t]?\n)|\(?[a-zA-Z0-9]{1,3}[.)]\s))"
)
"""The space between two lines of one sentence."""
_MISREAD_COMMA = re.compile(r"(?<=\d\))\.(?=[ \t]\d{1,2}[A-C]?\(\d\))")
"""In "sections 23(1). 24(1)"."""
_TWICE = re.compile(r"(\(\d\))\1(?=\()")
"""In "section 31(1)(1)(b)"."""
_PURPOSES = re.compile(r"(?:foia/31|foisa/35)/2(?:/|$)")
"""What a limb such as section 31(1)(g) is for: no ground beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one citation of a decision says of being at issue.

    Attributes:
        id: The provision, without a part that is nothing by itself.
        citation: Where it is named.
        opening: It stands where the decision says what it is about.
        subject: It stands in the statement of the subject matter.
        relied: Its sentence says that an authority refuses, relies, withholds under it.
        judged: Its sentence says that it is engaged, upheld, properly applied or not.
        recited: Its sentence sets out the law.
        passing: Its sentence tells of something else: another case or request, a possibility.
    """

    id: str
    citation: Citation
    opening: bool
    subject: bool
    relied: bool
    judged: bool
    recited: bool
    passing: bool


def at_issue(text: str) -> tuple[Provision, ...]:
    """The exemptions, and sections 12 and 14, that the refusal under appeal rested on.

    Each at its most exact id, in the order of the text. Whether information is held, the duty to
    advise, time and notices are left aside, and so is every finding.
    """
    seen = [*_evidence(_unbroken(repaired(text)))]
    places = {
        (section_of(one.id), one.citation.chain)
        for one in seen
        if not one.recited and not one.passing
    }
    mentioned = Counter(section for section, _ in places)
    chosen = [one.id for one in seen if _counts(one, mentioned)]
    chosen += [*_listed(seen, chosen)]
    chosen += _deeper(seen, chosen)
    if not chosen:
        chosen = [one.id for one in seen if not one.recited and not one.passing]
    ids = [id_ for id_ in dict.fromkeys(one.id for one in seen) if id_ in set(chosen)]
    exact = [id_ for id_ in ids if not under(id_, ids)]
    return tuple(
        Provision(
            id=id_,
            spans=tuple((one.citation.start, one.citation.end) for one in seen if one.id == id_),
        )
        for id_ in exact
    )


def _unbroken(text: str) -> str:
    """The text without what cuts a sentence or a list in two; no offset moves.

    Running heads, blank lines between spaced lines, a comma that was read as a stop,
    a bracket that was written twice.
    """
    for cut in (_RUNNING, _SPACED):
        text = cut.sub(lambda match: " " * len(match[0]), text)
    text = _MISREAD_COMMA.sub(",", text)
    return _TWICE.sub(lambda match: match[1] + " " * len(match[1]), text)


def _says(name: str, words: str) -> bool:
    return bool(phrase(name, "decisions").search(words))


def _evidence(text: str) -> Iterator[Evidence]:
    clauses = clauses_of(text)
    recitals = recitals_of(text)
    subject = _subject(text)
    found = [*citations(attribute(text, regimes(text)))]
    precedent = _precedent(text)
    strangers = _strangers(text)
    heads = {one.chain for one in found if one.id in wordings("decisions")["heads"]}
    for citation in found:
        id_ = _whole(citation.id)
        if not _refuses(id_):
            continue
        start, end = _segment(text, *clauses.at(citation.start), citation.start)
        before = text[max(start, citation.start - 400) : citation.start]
        before = _SUB.sub("", before)
        sentence = " ".join((before + text[citation.start : end][:500]).split())
        passing = (
            _says("elsewhere", sentence)
            or bool(precedent.search(sentence))
            or (bool(phrase("recital_before").search(before)) and not _says("found", before))
            or _says("other_meant", before.rstrip())
            or any(start <= other < citation.start for other in strangers)
        )
        listed = _list_intro(clauses, citation.start)
        recited = citation.chain in heads or _says("recited", sentence)
        if recitals.in_law(citation.start) or recitals.in_quotes(citation.start):
            recited = recited or not _says("own_reliance", sentence)
        yield Evidence(
            id=id_,
            citation=citation,
            opening=citation.start < _OPENING * len(text),
            subject=subject[0] <= citation.start < subject[1],
            relied=not passing and _says("relied", f"{listed} {sentence}"),
            judged=not passing and _says("judged", sentence),
            recited=recited,
            passing=passing,
        )


def _precedent(text: str) -> re.Pattern[str]:
    """What leads to another case by its short name, as far as the text cites it in full."""
    names = sorted({match[1] for match in _CASE.finditer(text)})
    if not names:
        return _NEVER
    return re.compile(rf"\b(?:[Ii]n|[Ff]ollowing|[Ss]ee) (?:{'|'.join(map(re.escape, names))})\b")


def _strangers(text: str) -> list[int]:
    """Where an authority decides on a request that the head of the decision does not name."""
    found = [(one.start, one.end, set(one.slugs)) for one in mentions(text)]
    found += [(m.start(), m.end(), {m[0]}) for m in phrase("bodies", "decisions").finditer(text)]
    parties = {name for start, _, names in found if start < _PARTIES for name in names}
    acted = phrase("acted", "decisions")
    return [start for start, end, names in found if not names & parties and acted.match(text, end)]


def _segment(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The part between semicolons of a sentence, unless it is an item that begins with ``at``.

    Parts that begin with "that" tell what the first says in full.
    """
    begin = text.rfind(";", start, at) + 1
    while begin and _THAT.match(text, begin):
        begin = text.rfind(";", start, begin - 1) + 1
    close = text.find(";", at, end)
    if not begin or at - begin <= _ITEM:
        begin = start
    return begin, end if close < 0 else close


def _whole(id_: str) -> str:
    """The provision that is named by naming one of several parts that must all be met."""
    for whole in wordings("decisions")["elements"]:
        if id_.startswith(whole + "/"):
            return whole
    return id_


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
    if is_condition(id_) or _PURPOSES.match(id_) or id_ in wordings("decisions")["heads"]:
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
    """The limbs that a decision speaks of, of what is at issue without any limb so far."""
    known = set(chosen)
    own = [one for one in seen if not one.recited and not one.passing]
    often = Counter(one.id for one in seen)
    while shallow := {id_ for id_ in known if not under(id_, known)}:
        found = set()
        for id_ in shallow:
            below = [one for one in own if one.id.startswith(id_ + "/")]
            names = {one.id for one in below}
            if not below:
                below = [one for one in seen if one.id.startswith(id_ + "/")]
                names = {one.id for one in below}
                found |= names if len(names) == 1 else set()
                continue
            found |= {
                one.id for one in below if one.judged or often[one.id] > 1 or len(names) == 1
            }
        if not found:
            return
        yield from found
        known |= found


def _counts(one: Evidence, mentioned: Counter[str]) -> bool:
    if one.subject:
        return True
    if one.recited:
        return False
    if one.relied:
        return True
    return one.judged and (one.opening or mentioned[section_of(one.id)] > 1)


def _listed(seen: Sequence[Evidence], chosen: Iterable[str]) -> Iterator[str]:
    """What is named in one list with what is at issue, most of which is at issue anyway."""
    known = set(chosen)
    chains: dict[tuple[int, int], list[Evidence]] = {}
    for one in seen:
        if not one.recited and not one.passing:
            chains.setdefault(one.citation.chain, []).append(one)
    for members in chains.values():
        accepted = sum(one.id in known for one in members)
        if accepted * 2 > len(members):
            yield from (one.id for one in members)
