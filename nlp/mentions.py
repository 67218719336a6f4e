"""Every place where a letter names a police force, alone or in a row with others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from crawlers.force import forces
from nlp.text import lowered

Kind = Literal["full", "stem", "short"]

_TOKEN = re.compile(r"[^\W_]+|&")
_GAP = re.compile(
    r"\s*(?:,|and|&|/|\||·|-|–|,\s*and|and\s+the|,\s*the|&\s*the|a|ac)?\s*", re.IGNORECASE
)
SHARED = 4
"""Forces side by side over one letter, at most."""
_EITHER = re.compile(r"\s*(?:,\s*)?(?:and\s*/\s*or|or)\s*(?:the\s*)?", re.IGNORECASE)
_INSIDE = re.compile(r"[ \t\xa0]*[-–'’]?[ \t\xa0]*\n?[ \t\xa0]*")
_SUFFIX = re.compile(
    r"\s*(?:police(?: service| forces?)?|pollce|constabular(?:y|ies)|forces)\b", re.IGNORECASE
)
_DEFINED = re.compile(
    r"\s*(?:\w+\s){0,3}?\(\s*(?:hereafter|herein|collectively|referred to as|known as|the|\W)*\s*"
    r"([A-Z][A-Za-z&]{1,9}|(?:[Aa]lliance|[Cc]onstabular(?:y|ies)|[Ff]orces?))\s*\W{0,3}\)"
)
_GENERIC = re.compile(
    r"\s+(?:police(?:\s+service|\s+force|\s+constabulary)?|constabulary|police\s+authority)$",
    re.IGNORECASE,
)
_NO_STEM = frozenset({"mod", "northern ireland", "ministry of defence", "british transport"})
_FOLDED = str.maketrans({"i": "l", "1": "l", "|": "l", "!": "l", "0": "o", "í": "l"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One force, or several in a row ("Norfolk and Suffolk Constabularies").

    Attributes:
        slugs: In the order printed.
        kind: ``stem`` is a county's name alone ("Essex"), which may be the place.
        either: Joined by "or": one of them, not both together.
    """

    slugs: tuple[str, ...]
    start: int
    end: int
    kind: Kind
    either: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceNames:
    """What the registry knows about how forces are called.

    Attributes:
        words: First folded word of a name → (all its folded words, slug, kind), longest first.
        short: Abbreviations, matched in capitals only.
        domains: The part of an address that stands before ``.police.uk``, and whole hosts.
    """

    words: Mapping[str, tuple[tuple[tuple[str, ...], str, Kind], ...]]
    short: Mapping[str, str]
    domains: Mapping[str, str]


def fold(word: str) -> str:
    """A word without case and without what OCR confuses (``POLlCE`` is ``pollce``)."""
    return "and" if word == "&" else word.lower().translate(_FOLDED)


@cache
def force_names() -> ForceNames:
    """The names of the registry with the usual variants of each."""
    words: dict[str, list[tuple[tuple[str, ...], str, Kind]]] = {}
    short: dict[str, str] = {}
    domains: dict[str, str] = {}

    def add(name: str, slug: str, kind: Kind) -> None:
        folded = tuple(map(fold, _TOKEN.findall(name)))
        held = words.setdefault(folded[0], [])
        if all(entry[0] != folded for entry in held):
            held.append((folded, slug, kind))

    for slug, force in forces().items():
        names = (force.name, *force.aliases)
        for name in names:
            if name.isupper() or (len(name) <= 5 and " " not in name):
                short[name] = slug
            elif _GENERIC.search(name) or name == force.name:
                add(name, slug, "full")
                stem = _GENERIC.sub("", name)
                if stem != name and stem.lower() not in _NO_STEM:
                    add(f"{stem} Police", slug, "full")
                    add(f"{stem} Constabulary", slug, "full")
                    add(stem, slug, "stem")
            elif name.startswith("the ") or len(name.split()) < 3:
                add(name, slug, "full" if " " in name else "stem")
            else:
                add(name, slug, "full")
        for domain in force.domains:
            domains[domain.removesuffix(".police.uk")] = slug
    domains.pop("gov.uk", None)
    return ForceNames(
        words={
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for first, entries in words.items()
        },
        short=short,
        domains=domains,
    )


def mentions(text: str) -> list[Mention]:
    """All mentions in order; none overlaps another.

    An abbreviation that the letter defines for itself ("the three forces (BCH)") counts from
    there on, and everywhere.
    """
    names = force_names()
    single = _singles(text, names)
    rows = _rows(text, single)
    defined = _defined(text, rows)
    rows += _shorts(text, {**names.short}, defined, rows)
    rows.sort(key=lambda mention: mention.start)
    return rows


def _singles(text: str, names: ForceNames) -> list[Mention]:
    folded = lowered(text).translate(_FOLDED)
    tokens = [
        ("and" if (word := m.group()) == "&" else word, m.start(), m.end())
        for m in _TOKEN.finditer(folded)
    ]
    found = []
    index = 0
    while index < len(tokens):
        step = 1
        for entry, slug, kind in names.words.get(tokens[index][0], ()):
            run = tokens[index : index + len(entry)]
            if tuple(token[0] for token in run) != entry:
                continue
            start, end = run[0][1], run[-1][2]
            gaps = (text[a[2] : b[1]] for a, b in pairwise(run))
            if all(_INSIDE.fullmatch(gap) for gap in gaps) and _cased(text[start:end], kind):
                found.append(Mention(slugs=(slug,), start=start, end=end, kind=kind))
                step = len(entry)
                break
        index += step
    return found


def _cased(printed: str, kind: Kind) -> bool:
    """Whether it is written as a name is; requesters also write "kent police"."""
    if printed.lower().startswith("the "):
        return printed[4].isupper()
    return printed[0].isupper() or (kind == "full" and printed.islower())


def _rows(text: str, single: list[Mention]) -> list[Mention]:
    """Join neighbours; a county's name becomes a force's where the row ends in "Police"."""
    out: list[Mention] = []
    index = 0
    while index < len(single):
        row = [single[index]]
        either = False
        while index + len(row) < len(single):
            gap = text[row[-1].end : single[index + len(row)].start]
            # "Avon and Somerset Police / Devon and Cornwall Police"
            if _EITHER.fullmatch(gap):
                either = True
            elif not (gap.strip() and _GAP.fullmatch(gap)):
                break
            row.append(single[index + len(row)])
        index += len(row)
        if len(row) > SHARED and "|" in text[row[0].end : row[1].start]:
            either = True  # a site's menu of forces
        suffix = _SUFFIX.match(text, row[-1].end)
        end = suffix.end() if suffix and row[-1].kind == "stem" else row[-1].end
        full = any(mention.kind == "full" for mention in row) or end > row[-1].end
        slugs = tuple(dict.fromkeys(slug for mention in row for slug in mention.slugs))
        if full and (len(row) == 1 or row[-1].kind == "full" or end > row[-1].end):
            out.append(
                Mention(slugs=slugs, start=row[0].start, end=end, kind="full", either=either)
            )
        else:
            out += row
    return out


def _defined(text: str, rows: list[Mention]) -> dict[str, tuple[str, ...]]:
    """Abbreviations in brackets behind a mention."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in rows:
        match = _DEFINED.match(text, mention.end) if mention.kind == "full" else None
        if match and "\n\n" not in match.group():
            short = match[1]
            if short.isupper() or short.lower() in ("alliance",):
                found.setdefault(short, mention.slugs)
    return found


def _shorts(
    text: str,
    known: Mapping[str, str],
    defined: Mapping[str, tuple[str, ...]],
    rows: list[Mention],
) -> list[Mention]:
    table = {short: (slug,) for short, slug in known.items()} | dict(defined)
    taken = [(mention.start, mention.end) for mention in rows]
    pattern = _short_pattern(tuple(sorted(table, key=len, reverse=True)))
    return [
        Mention(slugs=table[m.group()], start=m.start(), end=m.end(), kind="short")
        for m in pattern.finditer(text)
        if not any(start < m.end() and m.start() < end for start, end in taken)
    ]


@cache
def _short_pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w@./-])(?:" + "|".join(map(re.escape, shorts)) + r")(?![\w@/-])")
