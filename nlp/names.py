"""Names of people as words: which capitals are a name and which an office or a place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlp.mentions import force_names

_WORD = (
    r"(?:(?:al|el|ul|ur|az|as)-)?(?:[A-Z]['’])?[A-ZÀ-Þ][a-zß-ÿ]+(?:[A-Z][a-z]+)?"
    r"(?:-(?:[A-Z]['’])?[A-ZÀ-Þ]?[a-zß-ÿ]+(?:[A-Z][a-z]+)?|['’][A-ZÀ-Þ][a-zß-ÿ]+)*"
)
_CAPS = r"[A-Z]['’]?[A-Z]+(?:-[A-Z]{2,})*"
_PIECE = re.compile(
    rf"(?P<word>{_WORD})(?![\w])|(?P<initial>[A-Z](?:\.|(?![\w'’-])))|(?P<caps>{_CAPS})(?![\w])"
    r"|(?P<particle>de|da|del|della|van|von|der|den|la|le|bin|ibn|al|el|ap|ab|ferch|dos"
    r"|du)(?=\s+(?:[a-z]{2,3}\s+)?[A-Z])"
)
_SPACE = re.compile(r"[ \t\xa0]*\n[ \t\xa0>]*|[ \t\xa0]+")
_SURNAME = re.compile(r"(?:[ \t]+[A-Z]\b){0,2}[ \t]+[A-Z][a-z]")
_NOT_PLURAL = frozenset(
    ["woods", "brooks", "banks", "rivers", "marks", "wells", "fields", "parks", "jones", "lewis"]
)
_FURTHER = re.compile(r"[ \t\xa0]+[A-Z]|['’]s?[ \t]+[A-Z]|-[A-Z]")
_AFTER_NAMES = re.compile(r"CBE?|[OM]BE|[QK]PM|[QK]C|MS?P|LL[BM]|B?MA|BA|[BM]SC|JP|DL|PHD|KBE")
_WRAPPED = 55
"""A line that is shorter ends where its writer ended it: no name runs over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words that may be one person's name.

    Attributes:
        words: As printed, initials and particles included.
        known: The first is a given name that is nothing else, or an initial.
        next: The capitalised word that follows on, "" where none does.
    """

    start: int
    end: int
    words: tuple[str, ...]
    known: bool
    next: str

    @property
    def full(self) -> bool:
        """Whether it has a given name or initial and a surname."""
        return len(self.words) > 1


@cache
def lexicon(name: str) -> frozenset[str]:
    """The words of a file in ``nlp/lexicon/``, in lower case."""
    text = (files("nlp") / "lexicon" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word.lower() for line in lines for word in line.split())


@cache
def ordinary_words() -> frozenset[str]:
    """Words that a capital does not make part of a name: offices, bodies, places, counties."""
    counties = {word for word in force_names().words if len(word) > 3}
    return lexicon("ordinary-words") | (counties - lexicon("given-names"))


def is_ordinary(word: str) -> bool:
    """Whether a capitalised word is an office, a body, a place or a day."""
    bare = word.lower().replace("’", "'").removesuffix("'s").rstrip(".")
    words = ordinary_words()
    return bare in words or (bare.endswith("s") and bare[:-1] in words and bare not in _NOT_PLURAL)


def run_at(text: str, at: int, *, capitals: bool = False, wrap: bool = True) -> Run | None:
    """The name that begins at an offset, or ``None``.

    Args:
        text: The whole letter.
        at: Where its first letter would be.
        capitals: Whether it may be written in capitals throughout.
        wrap: Whether it may run over the end of a full line.
    """
    pieces: list[re.Match[str]] = []
    follows = ""
    position = at
    while len(pieces) < 5:
        piece = _PIECE.match(text, position)
        if piece is None:
            break
        word = piece.group()
        if piece["caps"] and (not capitals or _AFTER_NAMES.fullmatch(word)):
            follows = word
            break
        lone = piece["initial"] and _SURNAME.match(text, piece.end())  # "Mrs I Fenwick"
        if is_ordinary(word) and not (piece["initial"] and "." in word) and not lone:
            follows = word
            break
        pieces.append(piece)
        space = _SPACE.match(text, piece.end())
        if space is None or ("\n" in space.group() and not (wrap and _full(text, space.start()))):
            break
        position = space.end()
    while pieces and (pieces[-1]["initial"] or pieces[-1]["particle"]):
        pieces.pop()
    if not pieces:
        return None
    if follows and follows.lower() in lexicon("surnames-too") and len(pieces) == 1:
        return _with_surname(text, pieces, at, position, follows)
    return _run(pieces, follows)


def _with_surname(
    text: str, pieces: list[re.Match[str]], at: int, position: int, follows: str
) -> Run | None:
    """Take an ordinary word behind a given name for a surname: Sarah Green, not Victoria Park."""
    last = _PIECE.match(text, position)
    assert last is not None
    space = _SPACE.match(text, last.end())
    after = _PIECE.match(text, space.end()) if space and "\n" not in space.group() else None
    given = pieces[0].group().lower() in lexicon("given-names")
    if not given or (after is not None and after["word"]):
        return _run(pieces, follows)
    return _run([*pieces, last], "")


def surname_at(text: str, at: int) -> Run | None:
    """An ordinary word behind a title or rank that is a surname as well: "Mr Green", "PC Hill".

    ``None`` where more capitals follow: "Mr West Midlands".
    """
    piece = _PIECE.match(text, at)
    if piece is None or piece.group().lower() not in lexicon("surnames-too"):
        return None
    if _FURTHER.match(text, piece.end()):
        return None
    return _run([piece], "")


def whole_at(text: str, run: Run) -> Run:
    """A name behind a title with the ordinary word that is its surname: "Miss Rose Hill"."""
    space = _SPACE.match(text, run.end)
    if run.full or not run.next or space is None or "\n" in space.group():
        return run
    last = surname_at(text, space.end())
    if last is None:
        return run
    return Run(
        start=run.start,
        end=last.end,
        words=(*run.words, *last.words),
        known=run.known,
        next="",
    )


def _run(pieces: list[re.Match[str]], follows: str) -> Run:
    first = pieces[0]
    known = bool(first["initial"]) or first.group().lower().split("-")[0] in lexicon("given-names")
    return Run(
        start=first.start(),
        end=pieces[-1].end(),
        words=tuple(piece.group() for piece in pieces),
        known=known,
        next=follows,
    )


def _full(text: str, at: int) -> bool:
    """Whether the line that ends here was filled to its end, and the next one is its sequel."""
    return at - (text.rfind("\n", 0, at) + 1) >= _WRAPPED


def given_in(text: str) -> Iterator[Run]:
    """Runs in running text that open with a given name which is nothing else."""
    names = lexicon("given-names")
    end = 0
    for match in re.finditer(
        r"(?<![\w.@/-])[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?=[ \t\xa0]|[ \t]*\n)", text
    ):
        if match.start() >= end and match.group().lower().split("-")[0] in names:
            run = run_at(text, match.start())
            if run is not None and run.full and run.known:
                end = run.end
                yield run
