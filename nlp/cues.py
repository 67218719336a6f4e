"""Cues: named lists of phrases, kept as data, that say what a stretch of text is for."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files

from nlp.sieve import Sieve, needles

_PLAIN = re.compile(r"[\w £'\-/,:]*")
_WORDS = re.compile(r"\{([A-Z]+)\}")
_STRAIGHT = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2011": "-", "\u00ad": None,
})  # fmt: skip
_MISREAD_I = re.compile(r"l(?<!\wl)(?=n[ftvdcs]|[fts]\b)")
_MISREAD = {"pollce": "police", "sectlon": "section"}
_CUT = re.compile(r"(?<=\w)- (?=[a-z])")
"""What OCR often does to words that matter here: "lf", "lnformation", "Pollce", "consi- dered"."""


def fold(text: str) -> str:
    """Lower case, straight quotes, single spaces; the commonest misreadings put right."""
    if not text.isascii():
        text = text.translate(_STRAIGHT)
    folded = _MISREAD_I.sub("i", " ".join(text.lower().split()))
    for misread, right in _MISREAD.items():
        folded = folded.replace(misread, right)
    return _CUT.sub("", folded) if "- " in folded else folded


class Cue:
    """One named list: found where any of its phrases is.

    Phrases without a special character are looked for as they are, which is several times as fast
    as one expression for all of them.
    """

    def __init__(self, phrases: list[str]) -> None:
        self.plain = tuple(p for p in phrases if _PLAIN.fullmatch(p))
        patterns = [re.compile(p) for p in phrases if not _PLAIN.fullmatch(p)]
        self.searches: tuple[Callable[[str], re.Match[str] | None], ...] = tuple(
            p.match if p.pattern.startswith("^") and "|^" not in p.pattern else p.search
            for p in patterns
        )
        self.patterns = tuple(patterns)

    def found(self, folded: str) -> bool:
        """Whether any phrase stands in the text, which is folded."""
        for phrase in self.plain:
            if phrase in folded:
                return True
        for search in self.searches:  # noqa: SIM110  (a generator costs more than the searches)
            if search(folded):
                return True
        return False

    def count(self, folded: str) -> int:
        """How many different phrases stand in it."""
        plain = sum(p in folded for p in self.plain)
        return plain + sum(bool(s(folded)) for s in self.searches)

    def first(self, folded: str) -> re.Match[str] | None:
        """The first match of the first expression that has one; plain phrases do not count."""
        return next((m for s in self.searches if (m := s(folded))), None)


class Cues(dict[str, Cue]):
    """The cues of one group, by name, that can be looked for all at once."""

    def __init__(self, cues: Mapping[str, Cue]) -> None:
        super().__init__(cues)
        self._names = tuple(cues)
        self._phrases: list[tuple[int, Callable[[str], object]]] = []
        known: list[frozenset[str]] = []
        for place, cue in enumerate(cues.values()):
            for phrase in cue.plain:
                self._phrases.append((place, partial(_stands, phrase)))
                known.append(frozenset((phrase,)))
            for pattern, search in zip(cue.patterns, cue.searches, strict=True):
                self._phrases.append((place, search))
                known.append(needles(pattern.pattern))
        self._sieve = Sieve(known)

    def found(self, folded: str) -> list[str]:
        """Names of the cues that stand in the text, which is folded, in the order of the group."""
        places: set[int] = set()
        for index in self._sieve.left(folded):
            place, search = self._phrases[index]
            if place not in places and search(folded):
                places.add(place)
        return [self._names[place] for place in sorted(places)]


def _stands(phrase: str, folded: str) -> bool:
    return phrase in folded


@cache
def vocabulary(name: str) -> Mapping[str, Cues]:
    """The groups of cues of ``nlp/vocabulary/NAME.toml``.

    ``{WORD}`` in a phrase stands for the alternatives of that list of its group ``words``.
    """
    path = files("nlp") / "vocabulary" / f"{name}.toml"
    groups = tomllib.loads(path.read_text(encoding="utf-8"))
    words = groups.pop("words", {})
    return {
        group: Cues(
            {cue: Cue([filled(p, words) for p in phrases]) for cue, phrases in cues.items()}
        )
        for group, cues in groups.items()
    }


def filled(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    """A phrase with the alternatives of a list for each ``{NAME}`` in it.

    >>> filled("not {GIVE}", {"GIVE": ["giv(?:e|ing)", "{SENT}"], "SENT": ["sen[dt]"]})
    'not (?:giv(?:e|ing)|(?:sen[dt]))'
    """
    return _WORDS.sub(
        lambda name: "(?:" + "|".join(filled(p, words) for p in words[name[1]]) + ")", phrase
    )
