"""What the response lets a reader know about each question, and about the whole."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from nlp.alignment import align
from nlp.argued import argued
from nlp.cues import fold
from nlp.grounds import Grounds, grounds_of
from nlp.interim import put_off
from nlp.judgement import judge
from nlp.matching import matcher
from nlp.opinion import second_opinion
from nlp.outcome import outcome_of
from nlp.overlap import abbreviations
from nlp.pointers import pointed, top_of
from nlp.provision import is_ncnd, on_one_path, section_of
from nlp.questions import STEMS
from nlp.response import Answer, Exemption, PositionName, Provision
from nlp.statement import Statement
from nlp.statements import statements
from nlp.text import text_of
from nlp.told import announces, by_provision, is_partial
from nlp.weighed import Judgement, letter_of

_IF_YES = re.compile(
    r"^(?:and )?(?:if|where) (?:so|yes|known|applicable|any\b"
    r"|(?:it|you|they|he|she|there) (?:is|are|do|does|did|has|have|was|were)\b(?! not)"
    r"|the answer .{0,20}yes)"
)
_IF_NO = re.compile(
    r"^(?:and )?if (?:no|not|(?:it|you|they|he|she|there) (?:is|are|do|does|did|has|have) not)\b"
)
_YOURSELF = re.compile(
    r"(?:information|data) (?:about|relating to|concerning) yourself"
    r"|your own (?:personal )?data"
)
_DROPPED = re.compile(
    r"(?:but |however,? )?(?:we|i|the force|the constabulary) (?:do|have|has|did|does) not"
    r" (?:now )?(?:rel(?:y|ied)|appl(?:y|ied)|us(?:e|ed)) (?:up)?(?:on )?(?:it|this|that|them)\b"
)
_SILENT = re.compile(
    r"(?:[a-z]?\d{1,2}[a-z]?[.):]? +)?(?:partial )?neither confirm(?:ing)? n?or deny(?:ing)?"
    r"(?!.*\b(?:that|whether|if)\b).{0,40}"
)
"""A heading over a refusal, which says below whether that is only of anything further."""
_REFUSED = ("ncnd", "not-held", "cost", "vexatious", "elsewhere", "withheld", "clarify")
_LIMITS = frozenset({"foia/12", "foia/14", "foisa/12", "foisa/14"})
_OWN_DATA = frozenset({"foia/40/1", "foisa/38/1/a", "foia/40/5A"})


@Language.factory("foi_positions", assigns=["doc._.positions", "doc._.outcome"])
def make_positions(nlp: Language, name: str) -> "Positions":
    """Build the component."""
    return Positions()


class Positions:
    """Aligns answers to questions, judges each, and takes the outcome from them.

    Attributes:
        weights: Tell which question a sentence without a number answers.
        judge: Gives a second opinion on the position on a question.
    """

    def __init__(self) -> None:
        self.weights = matcher()
        self.judge = second_opinion()

    def __call__(self, doc: Doc) -> Doc:
        questions = doc._.questions
        if not questions:
            return doc
        text = text_of(doc)
        grounds = self.grounds(doc)
        aligned = grounds.found
        letter = letter_of(aligned)
        judged = [judge(q, letter) for q in questions]
        _relied_on(judged, aligned, doc._.exemptions)
        put_off(judged, aligned, text)
        self.judge.review(judged, grounds)
        _only_refusals(judged, doc._.exemptions, doc._.procedural)
        _likewise(judged)
        stems = doc.user_data.get(STEMS, {})
        _follow_ups(
            judged,
            [(q.id, fold(f"{stems.get(q.id, '')} {q.text}"), fold(q.text)) for q in questions],
        )
        doc._.positions = tuple(
            _answer(j, doc._.exemptions, alone=len(judged) == 1) for j in judged
        )
        doc._.sections = argued(text, doc._.sections, doc._.positions, doc._.citations)
        doc._.outcome = outcome_of(
            doc._.positions,
            subject_access=_own_data(judged[0], aligned, doc._.exemptions),
            nothing_held=any(_whole_not_held(s) for s in aligned),
        )
        return doc

    def grounds(self, doc: Doc) -> Grounds:
        """The statements of a letter, and how they bear on its questions."""
        text, questions = text_of(doc), doc._.questions
        found = statements(text, doc._.blocks, doc._.sections, questions, doc._.citations)
        short = abbreviations(text)
        aligned = relying(
            align(questions, found, short, self.weights), doc._.exemptions, doc._.procedural
        )
        stems = doc.user_data.get(STEMS, {})
        return grounds_of(questions, aligned, short, doc._.exemptions, doc._.procedural, stems)


def relying(
    found: Sequence[Statement], exemptions: Sequence[Exemption], procedural: Sequence[Provision]
) -> list[Statement]:
    """The statements, with what the provisions that they name mean in this letter.

    An answer that names what the letter relies on refuses, in whatever words: "Section 38 bears
    on this". Where a limit of cost alone lets it be silent, silence is no answer of its own.
    """
    relied = [e.id for e in exemptions if e.engaged and not e.ncnd] + [p.id for p in procedural]
    costs = any(p.id == "foia/12/2" for p in procedural) and not any(e.ncnd for e in exemptions)
    keeping_silent = [
        e.id for e in exemptions if e.ncnd and (is_ncnd(e.id) or e.id.startswith("foisa"))
    ]
    deciding = [p.id for p in procedural]
    found = [_without_dropped(s, deciding) for s in found]
    out = []
    opened: dict[int, tuple[str, ...]] = {}
    for s, after in zip_longest(found, found[1:]):
        says = s.says - {"ncnd"} if costs else s.says
        if after and after.block == s.block and "withheld" in says and _DROPPED.match(after.text):
            says -= {"withheld"}
        named = any(on_one_path(i, r) for i in s.cited for r in relied)
        first = opened.setdefault(s.block, s.ids if s.own else ())
        belongs = s.own or s.item or (bool(s.ids) and s.ids == first)
        single = len(s.ids) == 1 and len({section_of(i) for i in s.cited}) == 1
        refuses = single and s.section.kind == "exemptions"
        if named and ((belongs and s.section.kind == "response") or refuses) and not s.past:
            says |= {"relies"}
        silent = any(on_one_path(i, e) for i in s.cited for e in keeping_silent)
        if silent and "withheld" in says and not named and "ncnd" not in says:
            says = says - {"withheld"} | {"ncnd", "other-information"}
        elif s.cited and not named and not silent and _names_only(s, exemptions):
            says -= {"withheld", "elsewhere"}
        out.append(s if says == s.says else replace(s, says=says))
    further = {s.section.starts: s.ids for s in out if is_partial(s)}
    return [
        replace(s, says=s.says | {"other-information"})
        if _SILENT.fullmatch(s.text) and set(s.ids) <= set(further.get(s.section.starts, ()))
        else s
        for s in out
    ]


def _without_dropped(s: Statement, deciding: Sequence[str]) -> Statement:
    """A statement, without a limit of cost that it names and the letter does not rely on."""
    dropped = [
        i
        for i in s.cited
        if section_of(i) in _LIMITS and not any(on_one_path(i, d) for d in deciding)
    ]
    if not dropped or s.past:
        return s
    kept = tuple(i for i in s.cited if i not in dropped)
    gone = {"cost", "vexatious", "withheld"} if not kept else set()
    return replace(s, cited=kept, says=s.says - gone)


def _names_only(statement: Statement, exemptions: Sequence[Exemption]) -> bool:
    """Whether all that a statement names is named in this letter without being relied on."""
    aside = [e.id for e in exemptions if not e.engaged]
    return all(any(on_one_path(i, a) for a in aside) for i in statement.cited)


def _relied_on(
    judged: Sequence[Judgement], found: Sequence[Statement], exemptions: Sequence[Exemption]
) -> None:
    """Where nothing is plainly given, and nothing but its exemptions says what was decided."""
    if any(s.table or s.own or announces(s) for s in found):
        return
    kinds = [by_provision(e.id) for e in exemptions if e.engaged and not e.ncnd]
    kind = next((k for k in ("withheld", "elsewhere") if k in kinds), None)
    for one in judged:
        if kind and (one.position is None or (one.position == "disclosed" and one.weak)):
            one.position = cast("PositionName", kind)


def _only_refusals(
    judged: Sequence[Judgement], exemptions: Sequence[Exemption], procedural: Sequence[Provision]
) -> None:
    """Where all that the letter relies on is a refusal of one other kind, nothing is withheld.

    That is so where every exemption is relied on to neither confirm nor deny, or says where else
    the information is, and where a limit of cost is all that there is.
    """
    relied = [e for e in exemptions if e.engaged]
    kinds: set[PositionName | None] = {"ncnd" if e.ncnd else by_provision(e.id) for e in relied}
    kinds = kinds or {by_provision(p.id) for p in procedural} - {None, "withheld"}
    if len(kinds) != 1:
        return
    (kind,) = kinds
    for one in judged:
        if one.position == "withheld":
            one.position = kind


def _likewise(judged: Sequence[Judgement]) -> None:
    """Answers such as "as above" and "as for question 2" take the position that they point to."""
    ids = [j.id for j in judged]
    for index, here in enumerate(judged):
        if here.same is None:
            continue
        named = [i for i in pointed(here.same.text, ids, aside=True) if i != here.id]
        source = judged[ids.index(named[0])] if named else judged[index - 1] if index else None
        if source is None or source.position is None:
            here.position = "unanswered"
        else:
            here.position, here.partial_ncnd = source.position, source.partial_ncnd
            here.evidence = [here.same, *source.evidence]


def _follow_ups(judged: Sequence[Judgement], texts: Sequence[tuple[str, str, str]]) -> None:
    """A follow-up whose condition was answered the other way does not apply.

    Its condition is that of the question it is part of, or of the last before it that has none.
    """
    known = {j.id: j for j in judged}
    ground: str | None = None
    for identifier, whole, own in texts:
        here, top = known[identifier], top_of(identifier)
        above = top if top != identifier and top in known else None
        if_yes = bool(_IF_YES.match(own) or _IF_YES.match(whole))
        if_no = bool(_IF_NO.match(own) or (_IF_NO.match(whole) and not _IF_YES.match(own)))
        if above is not None:
            _inherit(here, known[above])
        if not (if_yes or if_no):
            ground = identifier if above is None else ground
            continue
        parent = above or ground
        if parent is None or (here.aligned and here.same is None):
            continue  # "See above" tells nothing of its own
        answered = known[parent].position
        if answered == "not-applicable" or answered == ("confirmed" if if_no else "denied"):
            here.position, here.reason = "not-applicable", None
        elif answered in ("ncnd", "cost", "vexatious", "not-held") and here.position is None:
            here.position = answered


def _inherit(here: Judgement, above: Judgement) -> None:
    """What is refused is refused in its parts."""
    if here.aligned or not above.aligned or above.position not in _REFUSED:
        return
    if here.position in (None, "unanswered"):
        here.position, here.evidence = above.position, list(above.evidence)


def _answer(judged: Judgement, exemptions: Sequence[Exemption], *, alone: bool) -> Answer:
    """The answer to a question, with what it is refused under: of one ``alone``, all there is."""
    position = judged.position
    cited = [e.id for e in exemptions if e.engaged]
    named = {i for s in judged.evidence for i in s.cited}
    relied = [i for i in cited if any(on_one_path(i, n) for n in named)]
    if position in ("withheld", "ncnd", "partly-disclosed") or judged.partial_ncnd:
        ncnd = {e.id for e in exemptions if e.ncnd}
        if position == "withheld" and not judged.partial_ncnd:
            relied = [i for i in relied if i not in ncnd]
        if not relied or alone:
            only_ncnd = position == "ncnd" or (position not in ("withheld", "partly-disclosed"))
            relied = [i for i in cited if i in relied or (i in ncnd) == only_ncnd]
    elif position in ("confirmed", "denied", "disclosed", "not-applicable", "unanswered", None):
        relied = []
    return Answer(
        question=judged.id,
        position=position,
        partial_ncnd=judged.partial_ncnd and position not in ("ncnd", "not-applicable"),
        reason=judged.reason if position is None else None,
        exemptions=tuple(relied),
        spans=tuple((s.start, s.end) for s in judged.evidence),
    )


def _own_data(
    first: Judgement, found: Sequence[Statement], exemptions: Sequence[Exemption]
) -> bool:
    """Whether the main question is turned into a request for one's own data."""
    refused: tuple[PositionName | None, ...] = (
        "ncnd",
        "withheld",
        "elsewhere",
        None,
        "unanswered",
    )
    if first.position not in refused:
        return False
    relied = any(e.id in _OWN_DATA and e.engaged for e in exemptions)
    told = any("subject-access" in s.says and "if you believe" not in s.text for s in found)
    own = any(_YOURSELF.search(s.text) for s in found)
    return relied or (told and own and not any(e.engaged for e in exemptions))


def _whole_not_held(statement: Statement) -> bool:
    return not statement.ids and {"not-held", "whole"} <= statement.says
