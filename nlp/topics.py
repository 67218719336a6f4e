"""What the letter is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from nlp.companions import Evidence, companions, shipped
from nlp.letter import Letter, letter_of
from nlp.response import Span
from nlp.seeds import STRONG, Seed, seeds_in
from nlp.text import lowered, text_of

_WEIGHTS = {"title": 3.0, "request": 2.0, "lead": 2.0, "response": 0.5}
_ASKED = ("title", "request", "lead")
_BROAD = {
    "intelligence-policy": 0.45,
    "finance": 0.45,
    "workforce": 0.45,
    "ict": 0.6,
    "foi-handling": 0.95,
    "property": 0.85,
    "cctv": 0.85,
}
"""Subjects that almost every request touches: how many, how much, please send the policy."""
_OF_ITSELF = "foi-handling"
"""What every letter has words of: only the request tells whether it is about that."""
_FIRST = 1.5
"""The first question says what the request is about; the others ask for details."""
_HEAD = 1.4
"""What a question names first it is about: "drugs found in custody" is about drugs."""
_NEVER_NAMED = 0.9
"""A topic for which nothing speaks by itself, only words that other topics have too."""
_EQUAL = 0.95
"""Topics as near as this to the first are its equals: the one asked about most often is main."""
_LINE = 20
"""A line of the request with fewer characters, and nothing telling in it, asks nothing."""
_SUBJECT = re.compile(
    r"^[> \t]*(?:subject|re|title|category|keywords?|sub-category|subject area|topic"
    r"|regarding)[ \t]*:[ \t]*(.+)$",
    re.IGNORECASE | re.MULTILINE,
)
_REQUEST = re.compile(
    r"^[^\n]{0,60}\b(?:you (?:have )?(?:asked|requested|wrote|sought|seek)|request(?:ed)?"
    r"(?: details)?|questions?"
    r"|seek access|sought access|asked for|set out below|following information|please (?:tell"
    r"|send|supply|provide))\b[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER = re.compile(
    r"^[^\w\n]*(?:(?:our |in |the |\w+ )?(?:response|reply|answers?|decision)\b[^\n]{0,40}"
    r"|ymateb)$",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT_NOTHING = re.compile(
    r"freedom of information(?: \(scotland\))? act(?: \d{4})?"
    r"|(?:freedom of information|foi|information) request(?!s)(?: reference)?(?: no)?"
    r"|\b(?:previous|past|published|other|all) (?:foi|freedom of information) requests"
    r"|disclosure logs?(?=\s*[>|/\n])|general right of access"
    r"|data protection act(?: \d{4})?|information commissioner(?:'s|’s)?(?: office)?"
    r"|environmental information|(?<!of )(?<!for )internal review(?!s)"
    r"|section 24\(\d\)[^\n]{0,30}national security"
    r"|public interest test|police and criminal evidence act"
    # The way through a site ("Home > About us > "), its menu, and whom a letter greets.
    r"|^[ \t]*\w[^\n>»›]{0,60}[>»›][^\n]*[>»›][ \t]*|^[ \t]*\w[^\n/]{0,40} / [^\n]* / "
    r"|^[ \t]*[^\n|]{1,40}(?:\|[^\n|\d]{1,30}){2,}$|^[ \t]*dear [^\n]*$"
    r"|^[^\n]{0,60}\b(?:leave|exit) (?:this )?site\b[^\n]*$|^[^\n]*\bcookies?\b[^\n]*$",
    re.MULTILINE,
)
"""The law that is in every letter, and what a site and a greeting say."""
_LONG_AGO = re.compile(
    r"(?<!\bact )(?<!\bacts )(?<!\border )(?<!\brules )(?<!regulations )(?<!convention )(?<!\) )"
    r"(?<![\d/.£-])\b19\d\d\b(?![\d,.]\d|/)",
    re.IGNORECASE,
)
"""A year of the last century that is not the year of an Act: no force looks that far back but
for an old case."""
_OLD_PAPERS = re.compile(
    r"\b(?:files?|papers|statements|archives?)\s+(?:on|of|into|about|from|for|relating to)\b",
    re.IGNORECASE,
)
_OLD_CASE = Seed(words=("19..",), topic="historical-cases", weight=1.1 * STRONG)
_OLD = Seed(words=("19..",), topic="historical-cases", weight=1.5)
_IN_ACT = re.compile(r"(?:\s+[A-Z][a-z]+){0,3}(?:\s+Act\b|\s+\d{4})|(?<=Act)\b")


@Language.factory("foi_topics", assigns=["doc._.topics"])
def make_topics(nlp: Language, name: str) -> "Topics":
    """Build the component from ``nlp/subjects/``."""
    return Topics()


@dataclass(slots=True, kw_only=True)
class Tally:
    """What speaks for each topic, and how it was come by.

    Attributes:
        points: How much speaks for it.
        places: What speaks for it, and how much each.
        named: What a word or phrase that means it alone was found for.
        words: The phrases that a title or the request has for it.
        asking: In how many sentences of the request it is spoken of.
        asked: Whether a title or the request said anything at all.
        begun: Whether a question has said anything.
        times: How often each phrase was found.
    """

    points: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[str, list[tuple[float, Span]]] = field(default_factory=lambda: defaultdict(list))
    named: set[str] = field(default_factory=set)
    words: dict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    asking: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: bool = False
    begun: bool = False
    times: dict[tuple[str, ...], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, zone: str, found: list[tuple[Seed, Span, bool]]) -> None:
        """Count one sentence; each seed comes with whether it is the name of an Act."""
        said: dict[str, list[float]] = defaultdict(list)
        head: str | None = None
        for seed, span, in_act in found:
            self.times[seed.words] += 1
            # The third time of a word says little that the first did not.
            worth = seed.weight * _WEIGHTS[zone] / self.times[seed.words] ** 0.5
            if in_act:
                worth /= 2  # "section 5 of the Firearms Act": the law, not the matter
            elif seed.strong and zone in _ASKED:
                self.named.add(seed.topic)
                head = head or (None if seed.topic in _BROAD else seed.topic)
            said[seed.topic].append(worth)
            self.places[seed.topic].append((worth, span))
            if zone in _ASKED:
                self.words[seed.topic].add(seed.words)
        if not said:
            return
        first = zone == "request" and not self.begun
        self.begun = self.begun or first
        self.asked = self.asked or zone in _ASKED
        # One sentence that says it three ways is still one question.
        sums = {
            topic: (max(worths) + 0.25 * (sum(worths) - max(worths)))
            * (_HEAD if topic == head else 1)
            * (_FIRST if first else 1)
            for topic, worths in said.items()
        }
        for topic, worth in sums.items():
            self.points[topic] += worth
        if zone == "request":
            top = max(sums.values())
            for topic in (topic for topic, worth in sums.items() if worth >= top / 2):
                self.asking[topic] += 1

    def weighed(self) -> dict[str, float]:
        """The points, less for what is never named outright where something else is."""
        less = _NEVER_NAMED if self.named else 1.0
        return {t: v if t in self.named else v * less for t, v in self.points.items()}


class Topics:
    """Sets ``doc._.topics``, the main one first; none where nothing speaks for any.

    The title and the questions decide and the answer adds a little. Argument and boilerplate are
    left aside: every neither-confirm-nor-deny speaks of terrorism.

    Attributes:
        weights: Tell which topics stand beside the main one.
    """

    def __init__(self) -> None:
        self.weights = shipped()

    def __call__(self, doc: Doc) -> Doc:
        evidence, tally = self.weigh(doc)
        main = main_topic(evidence.points, tally.asking)
        doc._.topics = (main, *companions(evidence, main, self.weights)) if main else ()
        for index, topic in enumerate(doc._.topics):
            best = sorted(tally.places[topic], key=lambda place: (-place[0], place[1]))[:3]
            if best:
                doc._.field_spans[f"topics.{index}"] = tuple(sorted(span for _, span in best))
        return doc

    def weigh(self, doc: Doc) -> tuple[Evidence, Tally]:
        """What the letter has for its topics, and where."""
        text = text_of(doc)
        plain = _telling(text)
        tally = Tally()
        if title := doc._.hints.title:
            for seed, _ in seeds_in(_telling(title), 0, len(title)):
                tally.points[seed.topic] += seed.weight * _WEIGHTS["title"]
                tally.words[seed.topic].add(seed.words)
            tally.asked = bool(tally.points)
        cuts = sorted({start for question in doc._.questions for start, _ in question.spans})
        for zone, start, end in _zones(doc, text):
            if zone == "rest":
                continue
            for begin, finish in _sentences(text, start, end, cuts):
                found = [
                    (seed, span, bool(_IN_ACT.match(text, span[1])))
                    for seed, span in seeds_in(plain, begin, finish)
                    if zone == "request" or seed.topic != _OF_ITSELF
                ]
                year = zone in _ASKED and _long_ago(plain, begin, finish)
                if year:
                    told = _OLD_PAPERS.search(plain, begin, finish) or any(
                        seed.topic == "homicide" and seed.strong for seed, _, _ in found
                    )
                    old = _OLD_CASE if told else _OLD
                    found.insert(0 if told else len(found), (old, year.span(), False))
                if found or finish - begin > _LINE:
                    tally.add(zone, found)
        points = tally.weighed()
        if not tally.asked:
            points = _outstanding(points)
        if main_topic(_counted(points)) is None:
            # Nothing was asked in so many words: the whole letter says what it is about.
            whole = dict(points)
            for seed, span in seeds_in(plain, 0, len(text)):
                whole[seed.topic] = whole.get(seed.topic, 0.0) + seed.weight / 2
                tally.places[seed.topic].append((seed.weight, span))
            points = _outstanding(whole)
        if doc._.outcome == "subject-access" or _asks_for_own_data(doc):
            most = max(points.values(), default=STRONG)
            points["foi-handling"] = points.get("foi-handling", 0.0) + 1.6 * most
        spans = [question.spans for question in doc._.questions]
        questions = {
            topic: sum(any(_within(place, asked) for _, place in places) for asked in spans)
            for topic, places in tally.places.items()
        }
        return (
            Evidence(
                points=_counted(points),
                words={topic: len(words) for topic, words in tally.words.items()},
                questions=questions,
                asked=len(spans),
                exemptions=doc._.exemptions,
            ),
            tally,
        )


def _within(place: Span, spans: Iterable[Span]) -> bool:
    return any(start <= place[0] < end for start, end in spans)


def _counted(points: Mapping[str, float]) -> dict[str, float]:
    """The points, less for what almost every request touches."""
    return {topic: value * _BROAD.get(topic, 1.0) for topic, value in points.items()}


def _outstanding(points: Mapping[str, float]) -> dict[str, float]:
    """What the answer alone speaks of: one topic far above the rest, or none.

    A table of all offences names every one of them.
    """
    order = sorted(points, key=lambda topic: (-points[topic], topic))
    alone = len(order) == 1 or (order and points[order[0]] >= 2.5 * points[order[1]])
    return {order[0]: points[order[0]]} if alone else {}


def _asks_for_own_data(doc: Doc) -> bool:
    """Whether the answer sends the requester to subject access."""
    return any(
        found.engaged and found.id in ("foia/40/1", "foisa/38/1/a") for found in doc._.exemptions
    )


def main_topic(points: Mapping[str, float], asking: Mapping[str, int] | None = None) -> str | None:
    """The topic with most points; of equals, the one that most sentences ask about."""
    order = sorted(points, key=lambda topic: (-points[topic], topic))
    if not order or points[order[0]] < 1:
        return None
    equals = [topic for topic in order if points[topic] >= _EQUAL * points[order[0]]]
    return max(equals, key=lambda topic: (asking or {}).get(topic, 0))


def _long_ago(text: str, begin: int, end: int) -> re.Match[str] | None:
    """A year of the last century in a passage."""
    return _LONG_AGO.search(text, begin, end) if text.find("19", begin, end) >= 0 else None


def _telling(text: str) -> str:
    """The text with what tells nothing about its subject blanked out, every offset as before."""
    told, at = [], 0
    for match in _ABOUT_NOTHING.finditer(lowered(text)):
        told += [text[at : match.start()], " " * (match.end() - match.start())]
        at = match.end()
    return "".join([*told, text[at:]])


def _zones(doc: Doc, text: str) -> Iterator[tuple[str, int, int]]:
    """The text cut into title lines, request, answer and the rest."""
    letter = letter_of(text)
    requests = [span for question in doc._.questions for span in question.spans]
    requests += [
        s for section in doc._.sections if section.kind == "request" for s in section.spans
    ]
    answers = [
        s for section in doc._.sections if section.kind == "response" for s in section.spans
    ]
    if not requests:
        requests, answers = _guess(text)
    # Mail quoted below the answer is the request in its own words.
    requests = [*requests, *letter.quoted]
    marks = bytearray(len(text))
    leads = _leads(letter, requests)
    for value, spans in ((1, answers), (4, leads), (2, requests), (3, _titles(text, letter))):
        for start, end in spans:
            marks[start:end] = bytes([value]) * (end - start)
    names = ("rest", "response", "request", "title", "lead")
    for match in re.finditer(rb"\x00+|\x01+|\x02+|\x03+|\x04+", bytes(marks)):
        yield names[marks[match.start()]], match.start(), match.end()


def _leads(letter: Letter, requests: list[Span]) -> list[Span]:
    """The opening ("I refer to your request about ...") before the first question."""
    begin = letter.heads[0][1] if letter.heads else 0
    first = min((start for start, _ in requests if start >= begin), default=begin)
    return [(begin, first)] if 0 < first - begin < 700 else []


_SENTENCE = re.compile(r"(?:[^.?!;\n]|[.?!;](?!\s)|\n(?![^\S\n]*(?:\n|\(?\w{1,3}[.)]|[•*-])))+")


def _sentences(text: str, start: int, end: int, cuts: list[int]) -> Iterator[Span]:
    """Sentences and list items of a passage; none runs across the start of a question."""
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    for begin, finish in pairwise(edges):
        for match in _SENTENCE.finditer(text, begin, finish):
            yield match.span()


_NO_TITLE = re.compile(
    r"^(?:to|from|date|cc|sent|tel|telephone|e-?mail|web|phone|fax|address"
    r"|(?:y?our )?ref(?:erence)?)\b[ \t]*(?:[:.(+]|\d|no\b|number\b|$)"
    r"|[.,;]$|\bunit\b|department|\bteam\b|headquarters|\bpo box\b|@|www\.|https?:"
    # The office that answers: "Information Governance", "Central Disclosure Section".
    r"|^\W*(?:[\w&]+ ){0,3}(?:(?:information|records) (?:governance|rights|access|management"
    r"|compliance|assurance|disclosure)|disclosure|data protection|freedom of information|foi"
    r"|(?:public|information) access|(?:legal|corporate) services)"
    r"(?: (?:office|section|branch|bureau|hub|services))?\W*$"
    # A force's name, a postcode, a date, a number to call.
    r"|^.{0,45}\b(?:police|constabulary)(?: service| force)?(?: of [\w ]+| scotland)?\W*$"
    r"|\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:road|street|lane|avenue)$",
    re.IGNORECASE,
)


def _titles(text: str, letter: Letter) -> Iterable[Span]:
    """Subject lines, and short lines of the head that are no address, date or name of a force."""
    for match in _SUBJECT.finditer(text):
        yield match.span(1)
    for line in letter.lines[:20]:
        if not letter.in_head(line.start) or len(line.text) > 110:
            continue
        if not _NO_TITLE.search(line.text):
            yield (line.start, line.end)


def _guess(text: str) -> tuple[list[Span], list[Span]]:
    """Request and answer by their headings, where no section says which is which."""
    first = _REQUEST.search(text)
    if first is None:
        return [(0, len(text))], []
    answer = _ANSWER.search(text, first.end() + 40)
    end = answer.start() if answer else min(len(text), first.end() + 1500)
    return [(first.start(), end)], [(end, min(len(text), end + 2000))]
