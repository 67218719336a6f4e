"""What a person who types a provision means: ``s31(1)(a)``, ``"section 31"``, ``foia/31``."""

import re
from collections.abc import Iterable

from nlp.provision import ACTS, REGIMES, REGULATIONS, find

_ACT = re.compile(r"(?i)\b(?:foisa|foia|eisr|eirs?)\b|\bei\(s\)r\b")
_NOISE = re.compile(r"(?i)\b(?:of|the|act|under|20\d\d)\b|,")
_MARKER = re.compile(
    r"(?i)^(?:(?P<section>sections?|sect?s?|ss?)|(?P<regulation>regulations?|regs?|r))\.?\s*(?=\d)"
)
_NUMBER = re.compile(r"(?i)\d+[a-z]{0,2}")
_PIECE = re.compile(
    r"(?i)\s*[/.]\s*([0-9a-z]+)|\s*\(\s*([0-9a-z]+)\s*\)|(?:\s*(?:,|&|and)\s*)(?=\()"
)


def ancestors(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids and everything above them, folded, each once: what a search for one finds.

    >>> ancestors(["foia/40/5B", "foia/40/2"])
    ('foia', 'foia/40', 'foia/40/5b', 'foia/40/2')
    """
    found: dict[str, None] = {}
    for id_ in ids:
        parts = id_.casefold().split("/")
        found |= dict.fromkeys("/".join(parts[: end + 1]) for end in range(len(parts)))
    return tuple(found)


def exists(id_: str) -> bool:
    """Whether a folded id is a law, or stands in the table of provisions."""
    regime, *path = id_.split("/")
    return not path or find(regime, tuple(path)) is not None


def provisions_meant(value: str) -> tuple[str, ...] | None:
    """The ids, folded, that a typed provision stands for: in any law that has such a one.

    ``None`` where it is no provision. A number without its law means the one of the law under
    which a letter is written; ids carry their law, so that is any of those returned. Brackets that
    cannot be one below the other are beside each other.

    >>> provisions_meant("31")
    ('foia/31', 'foisa/31')
    >>> provisions_meant("s31(1)(a)(b)")
    ('foia/31/1/a', 'foia/31/1/b')
    >>> provisions_meant("regulation 12(5)(b)"), provisions_meant("foisa/35/1")
    (('eir/12/5/b',), ('foisa/35/1',))
    """
    text = value.strip()
    exact = re.fullmatch(r"(?i)(foia|foisa|eir|eisr)((?:/[0-9a-z]+)*)", text)
    if exact:
        return (text.casefold(),)
    regimes: tuple[str, ...] = REGIMES
    if act := _ACT.search(text):
        name = act.group().casefold().replace("(s)", "s").removesuffix("s")
        name = {"ei": "eisr", "eisr": "eisr", "eir": "eir"}.get(name, name)
        regimes = (name,)
        text = text[: act.start()] + " " + text[act.end() :].removeprefix("/")
    text = _NOISE.sub(" ", text).replace("()", "").strip(" /") if act else text
    if marker := _MARKER.match(text):
        kind = ACTS if marker["section"] else REGULATIONS
        regimes = tuple(regime for regime in regimes if regime in kind) or regimes
        text = text[marker.end() :]
    number = _NUMBER.match(text)
    if number is None:
        return None
    pieces: list[str] = []
    at = number.end()
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None or piece.end() == at:
            break
        if found := piece[1] or piece[2]:
            pieces.append(found)
        at = piece.end()
    if rest := text[at:].strip():
        # "31(1)a": the last bracket was forgotten.
        if not re.fullmatch(r"(?i)[a-z]{1,4}", rest):
            return None
        pieces.append(rest)
    ids: dict[str, None] = {}
    for regime in regimes:
        ids |= dict.fromkeys(_paths(regime, number.group(), pieces))
    if not ids:
        path = "/".join((number.group(), *pieces)).casefold()
        return tuple(f"{regime}/{path}" for regime in regimes)
    return tuple(ids)


def _paths(regime: str, number: str, pieces: list[str]) -> list[str]:
    """What exists in one law of a number with brackets; empty where some bracket does not."""
    path: tuple[str, ...] = (number,)
    if find(regime, path) is None:
        return []
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        if find(regime, (*path, piece)):
            path = (*path, piece)
            continue
        above = next(
            (
                path[:end]
                for end in range(len(path) - 1, 0, -1)
                if find(regime, (*path[:end], piece))
            ),
            None,
        )
        if above is None:
            return []
        found.append(path)
        path = (*above, piece)
    ids = [find(regime, each) for each in (*found, path)]
    return [id_.casefold() for id_ in ids if id_]
