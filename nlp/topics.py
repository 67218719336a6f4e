"""What the letter is about."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import ConfigDict, TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc

from nlp.letter import letter_of
from nlp.response import Span

_TOKEN = re.compile(r"[A-Za-z0-9][\w'’]*")
_WEIGHTS = {"title": 3.0, "request": 2.0, "lead": 2.0, "response": 0.5, "rest": 0.06}
_STRONG, _WEAK = 3.0, 1.0
_BROAD = {
    "intelligence-policy": 0.45,
    "finance": 0.5,
    "ict": 0.6,
    "workforce": 0.75,
    "foi-handling": 0.8,
}
"""Subjects that almost every request touches: how many, how much, please send the policy."""
_SECOND = 0.6
_FIRST = 1.5
"""The first question says what the request is about; the others ask for details."""
_SUBJECT = re.compile(
    r"^[>\s]*(?:subject|re|title|category|keywords?|sub-category|subject area|topic"
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
_LAW = re.compile(
    r"freedom of information(?: \(scotland\))? act(?: \d{4})?|freedom of information request"
    r"(?!s)(?: reference)?(?: no)?"
    r"|data protection act(?: \d{4})?|information commissioner(?:'s|’s)?(?: office)?"
    r"|environmental information"
    r"|internal review|section 24\(\d\)[^\n]{0,30}national security"
    r"|public interest test|police and criminal evidence act",
    re.IGNORECASE,
)


_IN_ACT = re.compile(r"(?:\s+[A-Z][a-z]+){0,3}(?:\s+Act\b|\s+\d{4})|(?<=Act)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One topic, as its file in ``nlp/subjects/`` describes it.

    Attributes:
        strong: Words and phrases that mean it; any number and case.
        weak: What speaks for it, beside other things.
        exact: Names and abbreviations, matched as written.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    label: str
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


@cache
def subjects() -> Mapping[str, Subject]:
    """Every topic by id, in the order of ids."""
    reader = TypeAdapter(Subject)
    folder = files("nlp") / "subjects"
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            values = tomllib.loads(file.read_text(encoding="utf-8"))
            found[file.name.removesuffix(".toml")] = reader.validate_python(values)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A phrase of a subject, as the words that are looked for."""

    words: tuple[str, ...]
    topic: str
    weight: float


@cache
def _seeds() -> tuple[Mapping[str, tuple[Seed, ...]], Mapping[str, tuple[Seed, ...]]]:
    """By first word: phrases in any case, and names as written; the longest first."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    loose: dict[str, list[Seed]] = defaultdict(list)
    exact: dict[str, list[Seed]] = defaultdict(list)
    for topic, subject in subjects().items():
        for phrases, weight in ((subject.strong, _STRONG), (subject.weak, _WEAK)):
            for phrase in phrases:
                words = tuple(map(_bare, _TOKEN.findall(phrase)))
                # A phrase says more than a word.
                more = 1 + 0.1 * min(len(words) - 1, 3)
                if (topic, words) not in seen:  # "burglary" and "burglaries" are one
                    seen.add((topic, words))
                    seed = Seed(words=words, topic=topic, weight=weight * more)
                    loose[words[0]].append(seed)
        for phrase in subject.exact:
            words = tuple(_TOKEN.findall(phrase))
            exact[words[0]].append(Seed(words=words, topic=topic, weight=_STRONG))
    return _longest_first(loose), _longest_first(exact)


def _longest_first(table: Mapping[str, list[Seed]]) -> Mapping[str, tuple[Seed, ...]]:
    return {
        first: tuple(sorted(seeds, key=lambda seed: -len(seed.words)))
        for first, seeds in table.items()
    }


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """Lower case, without possessive and plural."""
    word = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@Language.factory("foi_topics", assigns=["doc._.topics"])
def make_topics(nlp: Language, name: str) -> "Topics":
    """Build the component from ``nlp/subjects/``."""
    return Topics()


class Topics:
    """Sets ``doc._.topics``, the main one first; none where nothing speaks for any.

    The title and the questions decide; the answer adds a little, argument and boilerplate next
    to nothing: every neither-confirm-nor-deny speaks of terrorism.
    """

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text  # built anew by spaCy each time that it is asked for
        plain = _without_law(text)
        points: dict[str, float] = defaultdict(float)
        places: dict[str, list[tuple[float, Span]]] = defaultdict(list)
        title = doc._.hints.title
        if title:
            for seed, _ in _found(_without_law(title), 0, len(title)):
                points[seed.topic] += seed.weight * _WEIGHTS["title"]
        times: dict[tuple[str, ...], int] = defaultdict(int)
        first: Span | None = None
        asked = bool(points)
        for zone, start, end in _zones(doc):
            for passage in _sentences(text, start, end):
                said: dict[str, list[float]] = defaultdict(list)
                for seed, span in _found(plain, *passage):
                    times[seed.words] += 1
                    # The third time of a word says little that the first did not.
                    worth = seed.weight * _WEIGHTS[zone] / times[seed.words] ** 0.5
                    if _IN_ACT.match(text, span[1]):
                        worth /= 2  # "section 5 of the Firearms Act": the law, not the matter
                    said[seed.topic].append(worth)
                    places[seed.topic].append((worth, span))
                asked = asked or (bool(said) and zone in ("title", "request", "lead"))
                if said and zone == "request":
                    first = first or passage
                for topic, worths in said.items():
                    # One sentence that says it three ways is still one question.
                    worth = max(worths) + 0.25 * (sum(worths) - max(worths))
                    points[topic] += worth * (_FIRST if passage == first else 1)
        if not asked:
            points = _outstanding(points)
        if not choose(points):
            # Nothing was asked in so many words: the whole letter says what it is about.
            for seed, span in _found(plain, 0, len(text)):
                points[seed.topic] += seed.weight / 2
                places[seed.topic].append((seed.weight, span))
            points = _outstanding(points)
        if doc._.outcome == "subject-access" or _asks_for_own_data(doc):
            points["foi-handling"] += 2 * max(points.values(), default=_STRONG)
        doc._.topics = choose(points)
        for index, topic in enumerate(doc._.topics):
            best = sorted(places[topic], key=lambda place: (-place[0], place[1]))[:3]
            if best:
                doc._.field_spans[f"topics.{index}"] = tuple(sorted(span for _, span in best))
        return doc


def _outstanding(points: dict[str, float]) -> dict[str, float]:
    """What the answer alone speaks of: one topic far above the rest, or none.

    A table of all offences names every one of them.
    """
    order = sorted(points, key=lambda topic: (-points[topic], topic))
    alone = len(order) == 1 or (order and points[order[0]] >= 2.5 * points[order[1]])
    return defaultdict(float, {order[0]: points[order[0]]} if alone else {})


def _asks_for_own_data(doc: Doc) -> bool:
    """Whether the answer sends the requester to subject access."""
    return any(
        found.engaged and found.id in ("foia/40/1", "foisa/38/1/a") for found in doc._.exemptions
    )


def choose(points: Mapping[str, float]) -> tuple[str, ...]:
    """The main topic, and a second or third that comes near it."""
    weighed = {topic: value * _BROAD.get(topic, 1.0) for topic, value in points.items()}
    order = sorted(weighed, key=lambda topic: (-weighed[topic], topic))
    if not order or weighed[order[0]] < 1:
        return ()
    top = weighed[order[0]]
    return tuple(topic for topic in order[:3] if weighed[topic] >= max(top * _SECOND, 1))[:2]


def _without_law(text: str) -> str:
    """The text with the names of Acts and the like blanked out, every offset as before."""
    return _LAW.sub(lambda match: " " * len(match.group()), text)


def _found(text: str, begin: int, end: int) -> Iterator[tuple[Seed, Span]]:
    """Every seed in a passage; a phrase hides the shorter ones that are part of it."""
    loose, exact = _seeds()
    tokens = [
        (match.group(), _bare(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text, begin, end)
    ]
    hidden = -1
    for index, (word, bare, start, _) in enumerate(tokens):
        length = 0
        for seed, column in (
            *((seed, 1) for seed in loose.get(bare, ())),
            *((seed, 0) for seed in exact.get(word, ())),
        ):
            size = len(seed.words)
            run = tokens[index : index + size]
            if size < length or index + size - 1 <= hidden or len(run) < size:
                continue
            if all(token[column] == part for token, part in zip(run, seed.words, strict=True)):
                length = size
                yield seed, (start, run[-1][3])
        hidden = max(hidden, index + length - 1)


def _zones(doc: Doc) -> Iterator[tuple[str, int, int]]:
    """The text cut into title lines, request, answer and the rest."""
    text = doc.text
    titles = list(_titles(text))
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
    requests = [*requests, *letter_of(text).quoted]
    marks = bytearray(len(text))
    leads = _leads(text, requests)
    for value, spans in ((1, answers), (4, leads), (2, requests), (3, titles)):
        for start, end in spans:
            marks[start:end] = bytes([value]) * (end - start)
    start = 0
    names = ("rest", "response", "request", "title", "lead")
    for match in re.finditer(rb"\x00+|\x01+|\x02+|\x03+|\x04+", bytes(marks)):
        start = match.start()
        yield names[marks[start]], start, match.end()


def _leads(text: str, requests: list[Span]) -> list[Span]:
    """The opening ("I refer to your request about ...") before the first question."""
    letter = letter_of(text)
    begin = letter.heads[0][1] if letter.heads else 0
    first = min((start for start, _ in requests if start >= begin), default=begin)
    return [(begin, first)] if 0 < first - begin < 700 else []


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences and list items of a passage."""
    for match in re.finditer(
        r"(?:[^.?!;\n]|[.?!;](?!\s)|\n(?!\s*(?:\n|\(?\w{1,3}[.)]|[•*-])))+", text[start:end]
    ):
        yield start + match.start(), start + match.end()


def _titles(text: str) -> Iterable[Span]:
    """Subject lines, and short lines of the head that are no address, date or name of a force."""
    for match in _SUBJECT.finditer(text):
        yield match.span(1)
    letter = letter_of(text)
    for line in letter.lines[:20]:
        if not letter.in_head(line.start) or len(line.text) > 110:
            continue
        if re.search(
            r"\d{4}|police|constabulary|headquarters|[A-Z]{1,2}\d", line.text, re.IGNORECASE
        ) and not re.search(r"[-–:]\s*\w|\(\w+/\d|foi", line.text, re.IGNORECASE):
            continue
        if not re.search(
            r"[.,;]$|^(?:to|from|date|cc|sent)\b|unit|department|team", line.text, re.IGNORECASE
        ):
            yield (line.start, line.end)


def _guess(text: str) -> tuple[list[Span], list[Span]]:
    """Request and answer by their headings, where no section says which is which."""
    first = _REQUEST.search(text)
    if first is None:
        return [(0, len(text))], []
    answer = _ANSWER.search(text, first.end() + 40)
    end = answer.start() if answer else min(len(text), first.end() + 1500)
    return [(first.start(), end)], [(end, min(len(text), end + 2000))]
