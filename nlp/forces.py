"""Who gives the answer: one authority, or several jointly."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from crawlers.force import forces
from nlp.letter import Letter, letter_of
from nlp.mentions import Mention, force_names, mentions
from nlp.reference import printed_references
from nlp.response import Span
from nlp.text import lowered, text_of

_VERBS = (
    r"(?:neither|holds?|held|confirms?|denies|relies|rely|maintains?|considers?|informs?|regrets?"
    r"|wishes|wish|provides? you|apologi[sz]es?|acknowledges?|publishes|declines?|refuses?"
    r"|responds?"
    r"|records|uses|makes use|requires|receiv(?:ed|es) (?:your|this|the|an?|from you)\b"
    r"|(?:got|had) your\b"
    r"|has (?:not )?(?:considered|conducted|decided|located"
    r"|searched"
    r"|identified|held|used|completed|reviewed|received|today|applied|now|a (?:duty|clear))"
    r"|have (?:not )?(?:considered|conducted|decided|located|searched|identified|held|used"
    r"|reviewed"
    r"|completed|received|today|applied|now)"
    r"|(?:is|are) (?:not |un)?(?:obliged|required|able|relying|withholding|refusing|satisfied"
    r"|going"
    r"|committed|able|of the opinion|responsible for|exempting)|(?:does|do|did) not"
    r"|(?:can|could|will|would|may|must|cannot) (?:not |only |also |therefore |now )?(?:neither"
    r"|confirm|advise|not|provide|supply|disclose|be|state|respond|inform|divulge|offer|deny"
    r"|(?:tell|give|help|answer) you|say)"
    r"|was (?:entitled|correct)|cannot|replies|response(?:s)?\b(?! rates?| times?)|reply"
    r"|answers?\b)"
)
_SAYS = re.compile(
    rf"(?:['’]s?)?\W{{0,3}}(?:\([^)]{{1,30}}\)\s*)?(?:,[^,.]{{3,60}},)?\W{{0,2}}(?:therefore "
    rf"|also |only "
    rf"|itself |hereby )?{_VERBS}\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:\b(?:received (?:by|at|in|into)|received (?:here )?(?:by|at)|held by|on behalf of"
    r"|behalf of both|information (?:held )?(?:by|from)|enquiries (?:within|with|by|at)"
    r"|searches (?:within|by|at|of)|request (?:for information )?(?:to|made to|submitted to"
    r"|sent to)"
    r"|(?:made|submitted|sent|addressed) to|requires?|ask(?:ed|ing)?|require|recorded by"
    r"|supplied by"
    r"|decisions? (?:made |taken )?by|rights of|complaint (?:with|to)|copyright"
    r"|request[^.;]{0,40} considered by|response from|(?:reply|answer|response|decision) of"
    r"|reply (?:is )?from|answered by|review with|data from|notify|way in which"
    r"|writing to)"
    r"(?: the| both)?(?: chief constable of(?: the)?)?)\s*$",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?:for|within|that|contact)(?: the)?\s*$", re.IGNORECASE)
_BEHALF = re.compile(
    r"\b(?:reply|response|respond\w*|answer\w*|given|made|issued|written|handle\w*|dealt with"
    r"|process\w*|letter|provided|sent|(?:I|we) (?:write|act|am writing))\b[^.;]{0,70}"
    r"\bon behalf of(?: the| both)?\s*$"
    r"|\b(?:jointly (?:by|from)|joint (?:response|reply|answer|letter) (?:of|from|by))"
    r"(?: the)?\s*$",
    re.IGNORECASE,
)
_STRONG_TO = re.compile(
    r"\b(?:received (?:by|at|in|into)|received (?:on )?[\w/. ]{5,24} (?:by|at)|held by"
    r"|on behalf of(?: both)?|(?:made|submitted|sent) to"
    r"|reply (?:is )?from|answered by|request (?:to|for|made to))(?: the| both)?\s*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:\byou (?:also )?(?:mention|say|state|refer|note|point)\b|\bsuch as|\bincluding"
    r"|\be\.?g\b|\bfor example"
    r"|\b(?:run|hosted|operated|maintained|led|published|collated) by"
    r"|\bofficers? (?:from|of)|\bother forces|\bby officers|\bshare[sd]? with|\btogether with\b"
    r"|\bchief officers of"
    r"|\bsearches by|\bjointly with\b|\btransferred? (?:to|from)|\bredirect|\bresubmit"
    r"|\bcontact\b|\bsubmit\b"
    r"|\bdirected? to|\bunlike\b|\bneighbouring|\bmay (?:also )?(?:hold|wish)"
    r"|\brecently)[^.:]{0,120}$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_DISCLAIMER = re.compile(
    r"\b(?:this (?:e-?mail|message|communication)|(?:confidential|privileged|intended "
    r"(?:only )?for)"
    r"|telephon(?:e|ing)|in error|monitored)\b",
    re.IGNORECASE,
)
_SHARED_UNIT = re.compile(
    r"\b(?:joint|shared|collaborat\w+|tri-?force|unit|team)\b[^.]{0,50}\($", re.IGNORECASE
)
_APART = re.compile(
    r"\W{0,3},? with (?:whom|which) (?:we|the|this)\b"
    r"|[^.;]{0,90}\b(?:answer|respond|reply|publish|account)\w*"
    r" (?:separately|for (?:it|them)sel\w+)",
    re.IGNORECASE,
)
"""What is told of another force: "…, with whom we share a store, answers for itself"."""
_ALONE = re.compile(r"[\s,)]{0,3}(?:alone|only\b)", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:\b(?:does|do|did|has|have|is|are|if|whether|can|how many[^.?]{0,40}|how much has|dear"
    r"|to:)"
    r"(?: the)?)\s*$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\W*(?:headquarters|hq\b|disclosure|freedom|foi\b|information|data protection|legal"
    r"|public access"
    r"|corporate|professional|secretariat|sec\b|joint)",
    re.IGNORECASE,
)
_TEAM_BEFORE = re.compile(
    r"(?:\b(?:foi|freedom of information|information|disclosure|data(?: protection)?|access"
    r"|compliance|management"
    r"|manager|officer|department|unit|team|adviser|records)\b[\s|,(–-]*)$",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:police|nationalcrimeagency\.gov)\.uk(?![\w-])", re.IGNORECASE)
_BEFORE_HOST = re.compile(r"(@?)([\w.-]*)$")
_SCOTTISH = re.compile(
    r"freedom of information \(scotland\) act|information \(scotland\) regulations"
)
_JOINTLY = re.compile(
    r"\bjoint (?:answer|response|reply|letter|decision)\b|\b(?:both|neither|each|either) forces?\b"
    r"|\b(?:on behalf of|from|for) (?:both|the two)\b(?! (?:incidents|years|days|questions|parts))"
    r"|\bthe two forces\b"
)
_PRIOR = 6.0
_ENOUGH = 1.5
_JOINT = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sign that a force, or several together, answer.

    Attributes:
        answers: The sign is of the answer itself, not of an address or a letterhead.
    """

    slugs: tuple[str, ...]
    weight: float
    kind: str
    span: Span
    answers: bool = False


@Language.factory("foi_forces", assigns=["doc._.forces"])
def make_forces(nlp: Language, name: str) -> "Forces":
    """Build the component from the registry of forces."""
    return Forces()


class Forces:
    """Sets ``doc._.forces``: the authorities that give the answer, in the order printed.

    What the letter says of itself weighs most ("X Police neither confirms"), then letterhead,
    signature, addresses and the form of the reference. The force in whose log it stood is a
    strong prior. A force that is merely mentioned has no weight.
    """

    def __call__(self, doc: Doc) -> Doc:
        signs = [*_signs(text_of(doc)), *_of_site(doc._.hints.site or "")]
        jointly = bool(_JOINTLY.search(lowered(text_of(doc))))
        chosen = _choose(signs, doc._.hints.force, jointly=jointly)
        doc._.forces = chosen
        for index, slug in enumerate(chosen):
            best = sorted((sign for sign in signs if slug in sign.slugs), key=lambda s: -s.weight)
            printed = [sign for sign in best if sign.kind != "site"]
            spans = tuple(sorted({sign.span for sign in printed[:3] if sign.weight >= 1}))
            if spans:
                doc._.field_spans[f"forces.{index}"] = spans
        told = doc._.hints.force
        if told and chosen and told not in chosen:
            doc._.flags.append(f"it stood in the log of {told}, but {', '.join(chosen)} answers")
        return doc


def _signs(text: str) -> Iterator[Evidence]:
    letter = letter_of(text)
    for mention in mentions(text):
        yield from _of_mention(text, letter, mention)
    yield from _of_hosts(text)
    found = next((one for one in printed_references(text) if one.rank >= 60), None)
    if found and (slug := _shapes().get(_shape(found.text))):
        yield Evidence(slugs=(slug,), weight=2, kind="reference", span=(found.start, found.end))
    if scottish := _SCOTTISH.search(lowered(text)):
        yield Evidence(slugs=("police-scotland",), weight=2, kind="law", span=scottish.span())


def _of_mention(text: str, letter: Letter, mention: Mention) -> Iterator[Evidence]:
    start, end = mention.start, mention.end
    line = letter.lines[letter.line_at(start)]
    before = " ".join(text[max(0, start - 150) : start].split(" ")).replace("\n", " ")
    after = text[end : end + 120].replace("\n", " ")
    span = (start, end)

    def sign(weight: float, kind: str, *, answers: bool = False) -> Evidence:
        return Evidence(slugs=mention.slugs, weight=weight, kind=kind, span=span, answers=answers)

    if mention.either or _DISCLAIMER.search(before[-90:]):
        return
    if mention.kind == "stem":
        if _TEAM_BEFORE.search(before) and letter.line_at(start) < 8:
            yield sign(2, "team")
        return
    head = letter.in_head(start)
    outside = text[line.start : start].strip(" \t*#|-–:") + text[end : line.end].strip(
        " \t*#|,.:-–"
    )
    if letter.in_quoted(start):
        if re.search(r"(?:dear|to:)\W*(?:the )?$", before, re.IGNORECASE):
            yield sign(2.5, "addressed")
        return
    if _SHARED_UNIT.search(before) or (
        after.lstrip().startswith(")") and "unit" in before[-60:].lower()
    ):
        yield sign(0.5, "unit")
        return
    if head and (len(outside) < 3 or (line.number < 2 and start == line.start)):
        yield sign(4, "letterhead")
    elif head:
        yield sign(2.5, "letterhead")
    if _ALONE.match(after) and re.search(
        r"\b(?:from|by|for|of)\s*(?:the )?$", before, re.IGNORECASE
    ):
        yield sign(8, "alone", answers=True)
        return
    if _APART.match(after):
        yield sign(0.2, "named")
        return
    if "©" in text[line.start : start]:
        yield sign(2, "to", answers=True)
        return
    if _OTHERS.search(_PARAGRAPH.split(text[max(0, start - 150) : start])[-1].replace("\n", " ")):
        return
    if _BEHALF.search(before):
        yield sign(5, "behalf", answers=True)
    elif _SAYS.match(after):
        yield sign(3.5, "says", answers=True)
    elif _STRONG_TO.search(before):
        yield sign(4, "to", answers=True)
    elif _TO.search(before):
        yield sign(2, "to", answers=True)
    elif _NEAR.search(before):
        yield sign(1, "to")
    elif _ASKED.search(before):
        yield sign(1.5, "asked")
    elif _OFFICE.match(after) or (_TEAM_BEFORE.search(before) and not head):
        yield sign(2, "office")
    elif not head and len(outside) < 3 and _signed(letter, start):
        yield sign(3, "signature")
    elif not head and len(outside) < 40 and _signed(letter, start):
        yield sign(1.5, "signature")
    else:
        yield sign(0.2, "named")


def _of_site(name: str) -> Iterator[Evidence]:
    """The force whose site it is: strong, and no proof of who answers."""
    for mention in mentions(name):
        if mention.kind != "stem":
            span = mention.start, mention.end
            yield Evidence(slugs=mention.slugs, weight=3, kind="site", span=span)


def _signed(letter: Letter, offset: int) -> bool:
    """Whether it stands among the last lines, or just below a close."""
    index = letter.line_at(offset)
    return len(letter.lines) - index <= 8 or any(0 < index - c <= 6 for c in letter.closes)


def _of_hosts(text: str) -> Iterator[Evidence]:
    domains = force_names().domains
    for match in _HOST.finditer(text):
        before = _BEFORE_HOST.search(text, max(0, match.start() - 60), match.start())
        assert before is not None  # it also matches nothing at all
        host = (before[2] + match.group()).lower()
        labels = host.removesuffix(".police.uk").split(".")
        labels = [label for label in labels if label not in ("www", "pnn", "example", "police")]
        slug = domains.get(".".join(labels)) or (domains.get(labels[-1]) if labels else None)
        if slug:
            mail = before[1] == "@"
            yield Evidence(
                slugs=(slug,),
                weight=2.5 if mail else 1,
                kind="host",
                span=(before.start(2), match.end()),
            )


def _choose(signs: list[Evidence], told: str | None, *, jointly: bool) -> tuple[str, ...]:
    """Weigh the signs; ``jointly`` where the letter speaks of its forces together."""
    weights: dict[str, float] = defaultdict(float)
    answering: dict[str, float] = defaultdict(float)
    together: dict[tuple[str, ...], float] = defaultdict(float)
    by_itself: dict[str, float] = defaultdict(float)
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    alone = {sign.slugs for sign in signs if sign.kind == "alone"}
    for sign in signs:
        seen[sign.slugs, sign.kind] += 1
        if seen[sign.slugs, sign.kind] > 3:  # a word repeated proves no more
            continue
        for slug in sign.slugs:
            weights[slug] += sign.weight
            answering[slug] += sign.weight if sign.answers else 0
        if len(sign.slugs) == 1 and sign.answers:
            by_itself[sign.slugs[0]] += sign.weight
        if len(sign.slugs) > 1:
            together[tuple(sorted(sign.slugs))] += sign.weight
    if told:
        weights[told] += _PRIOR
    if not weights:
        return ()
    order = list(dict.fromkeys(slug for sign in signs for slug in sign.slugs))
    best = max(weights, key=lambda slug: (weights[slug], -_place(order, slug)))
    if weights[best] < _ENOUGH and len(weights) > 1:
        return ()
    chosen = {best}
    if alone:
        return tuple(slug for slug in order if slug in chosen)
    for slugs, weight in together.items():
        # The letterhead of a shared unit names both; who answers says so by name.
        lone = by_itself[best] >= _JOINT and answering[best] == by_itself[best]
        others = any(answering[slug] for slug in slugs if slug != best)
        if weight >= _JOINT and best in slugs and (others or jointly or not lone):
            chosen |= set(slugs)
    for sign in signs:
        if sign.kind == "behalf":
            chosen |= set(sign.slugs)
    for other in weights:
        # Two forces that answer side by side, each in a sentence of its own.
        partners = forces()[best].joint_with + _ended(best)
        if other in partners and answering[other] >= 5 and answering[other] > answering[best] / 2:
            chosen.add(other)
    return tuple([slug for slug in order if slug in chosen] or chosen)


def _place(order: list[str], slug: str) -> int:
    return order.index(slug) if slug in order else len(order)


def _ended(slug: str) -> tuple[str, ...]:
    return forces()[slug].joint_ended


def _shape(reference: str) -> str:
    """A reference without its digits: ``612A/23`` and ``612B/23`` are ``NX/N``."""
    shape = re.sub(r"\d+", "N", re.sub(r"\s+", "", reference).upper())
    return re.sub(r"(?<=N)[A-Z](?=/N)", "X", shape)


@cache
def _shapes() -> Mapping[str, str]:
    """Forms of references that one force alone prints, and that mean something."""
    owners: dict[str, set[str]] = defaultdict(set)
    for slug, force in forces().items():
        for reference in force.reference_formats:
            owners[_shape(reference)].add(slug)
    return {
        shape: next(iter(slugs))
        for shape, slugs in owners.items()
        if len(slugs) == 1 and (re.sub(r"FOI|RFI|N|\W", "", shape) or shape in ("N/N/N", "N.N-N"))
    }
