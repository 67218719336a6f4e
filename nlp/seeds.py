"""The words and phrases by which topics are found, and where they stand in a text."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import ConfigDict, TypeAdapter

from nlp.response import Span

_TOKEN = re.compile(r"[A-Za-z0-9][\w'’]*")
STRONG, WEAK = 3.0, 1.0


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

    @property
    def strong(self) -> bool:
        """Whether it means the topic by itself."""
        return self.weight >= STRONG


Table = Mapping[str, tuple[Seed, ...]]


@cache
def _seeds() -> tuple[Table, Table]:
    """By first word: phrases in any case, and names as written; the longest first."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    loose: dict[str, list[Seed]] = defaultdict(list)
    exact: dict[str, list[Seed]] = defaultdict(list)
    for topic, subject in subjects().items():
        for phrases, weight in ((subject.strong, STRONG), (subject.weak, WEAK)):
            for phrase in phrases:
                words = tuple(map(_bare, _TOKEN.findall(phrase)))
                # A phrase says more than a word.
                more = 1 + 0.1 * min(len(words) - 1, 3)
                if (topic, words) not in seen:  # "burglary" and "burglaries" are one
                    seen.add((topic, words))
                    loose[words[0]].append(Seed(words=words, topic=topic, weight=weight * more))
        for phrase in subject.exact:
            words = tuple(_TOKEN.findall(phrase))
            folded = tuple(map(_bare, words))
            if (topic, folded) not in seen or words != folded:
                exact[words[0]].append(Seed(words=words, topic=topic, weight=STRONG))
    return _longest_first(loose), _longest_first(exact)


def _longest_first(table: Mapping[str, list[Seed]]) -> Table:
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


@lru_cache(maxsize=20_000)
def _single(word: str) -> str:
    """An abbreviation as written, without the small s of its plural ("NIPs")."""
    return word[:-1] if len(word) > 2 and word.endswith("s") and word[:-1].isupper() else word


def seeds_in(text: str, begin: int, end: int) -> Iterator[tuple[Seed, Span]]:
    """Every seed in a passage; a phrase hides the shorter ones that are part of it."""
    loose, exact = _seeds()
    tokens = [
        (match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text, begin, end)
    ]
    bare = [_bare(token[0]) for token in tokens]
    single = [_single(token[0]) for token in tokens]
    hidden = -1
    for index, (_, start, _) in enumerate(tokens):
        if bare[index] not in loose and single[index] not in exact:
            continue
        length = 0
        found: set[str] = set()
        candidates = [(seed, bare) for seed in loose.get(bare[index], ())]
        # In a line of capitals every word looks like an abbreviation.
        if single[index] in exact and not _shouted(tokens, index):
            candidates += [(seed, single) for seed in exact[single[index]]]
            candidates.sort(key=lambda pair: (-len(pair[0].words), -pair[0].weight))
        for seed, column in candidates:
            size = len(seed.words)
            if size < length or index + size - 1 <= hidden or seed.topic in found:
                continue
            if tuple(column[index : index + size]) == seed.words:
                length = size
                found.add(seed.topic)
                yield seed, (start, tokens[index + size - 1][2])
        hidden = max(hidden, index + length - 1)


def _shouted(tokens: list[tuple[str, int, int]], index: int) -> bool:
    """Whether the words before and after it are in capitals as well, and longer than most."""
    near = [tokens[i][0] for i in (index - 1, index + 1) if 0 <= i < len(tokens)]
    words = [word for word in near if word.isalpha()]
    return bool(words) and all(word.isupper() and len(word) > 3 for word in words)
