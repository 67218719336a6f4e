"""From a chain of the grammar to the ids of one law: which bracket hangs on which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.grammar import Chain, Item, Piece
from nlp.provision import Path, find, law, nearest

_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "O": "0", "o": "0"})
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One provision that a chain names.

    Attributes:
        id: Of the longest beginning of the printed path that exists.
        exact: The whole printed path exists.
        item: Which item of the chain names it.
    """

    id: str
    exact: bool
    item: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A chain read under one law.

    Attributes:
        named: In the order printed.
        missing: Items whose section number the law does not have.
    """

    regime: str
    named: tuple[Named, ...]
    missing: tuple[int, ...]

    @property
    def exact(self) -> int:
        """How many paths exist as printed, less those that do not."""
        return sum(1 if named.exact else -1 for named in self.named) - 2 * len(self.missing)


def plain_number(printed: str) -> str:
    """A section number with its misread digits put right.

    >>> plain_number("3l"), plain_number("22A"), plain_number("l7")
    ('31', '22A', '17')
    """
    match = re.fullmatch(r"([0-9lIoO|]+)([A-Za-z]{0,2})", printed)
    if match is None or (
        len(printed) > 1 and match[1].isalpha() and not match[1].translate(_DIGITS).isdigit()
    ):
        return printed
    return match[1].translate(_DIGITS) + match[2]


def read(chain: Chain, regime: str) -> Reading:
    """Read a chain under one law."""
    named: list[Named] = []
    missing: list[int] = []
    last: Path = ()
    for index, item in enumerate(chain.items):
        paths = _item(item, regime, last, previous=chain.items[index - 1] if index else None)
        if not paths:
            missing.append(index)
            continue
        for path, end in paths:
            exact = find(regime, path)
            id_ = exact or nearest(regime, path)
            assert id_ is not None
            named.append(
                Named(id=id_, exact=exact is not None, item=index, start=item.start, end=end)
            )
        last = paths[-1][0]
    return Reading(regime=regime, named=tuple(named), missing=tuple(missing))


def _item(item: Item, regime: str, last: Path, previous: Item | None) -> list[tuple[Path, int]]:
    number = plain_number(item.number)
    if item.ranged and previous is not None and not item.pieces and not previous.pieces:
        between = _between(plain_number(previous.number), number, regime)
        return [((section,), item.end) for section in between]
    starts = _starts(number, regime)
    first = item.pieces[0].value if item.pieces else ""
    whole = starts[0] if starts else ()
    if last and not item.marked and not item.ranged:
        inherited = (last[0], number)
        lawful = (
            any(find(regime, (*start, *_forms(first)[0][:1])) for start in starts)
            if first
            else bool(whole)
        )
        procedural = (
            bool(whole) and law()[find(regime, whole) or ""].kind == "procedural"
            if whole
            else True
        )
        if find(regime, inherited) and (not lawful or (procedural and not first)):
            starts = [inherited]
    if not starts:
        return []
    best: list[tuple[Path, int]] = []
    for start in starts:
        paths = _walk(start, item, regime)
        if not best or sum(bool(find(regime, p)) for p, _ in paths) > sum(
            bool(find(regime, p)) for p, _ in best
        ):
            best = paths
    return best


def _starts(number: str, regime: str) -> list[Path]:
    """The readings of a section number: ``22a`` may be section 22A, or limb (a) of section 22."""
    if find(regime, (number,)):
        return [(number.upper(),)]
    match = re.fullmatch(r"(\d+)([a-z])", number)
    if match and find(regime, match.groups()):
        return [(match[1], match[2])]
    return []


def _between(first: str, last: str, regime: str) -> list[str]:
    if not (first.isdigit() and last.isdigit() and int(first) < int(last) <= int(first) + 30):
        return [last] if find(regime, (last,)) else []
    return [str(n) for n in range(int(first) + 1, int(last) + 1) if find(regime, (str(n),))]


def _walk(start: Path, item: Item, regime: str) -> list[tuple[Path, int]]:
    """Hang each bracket where the law has a place for it: below, beside, or further up."""
    paths: list[tuple[Path, int]] = []
    current, level = start, len(start)
    for piece in item.pieces:
        placed = _place(piece, current, level, regime)
        if piece.ranged and paths:
            for path in _filled(current, placed, regime):
                paths.append((path, piece.end))
        if (
            len(placed) > len(current)
            and paths
            and paths[-1][0] == current
            and placed[: len(current)] == current
        ):
            paths.pop()
        paths.append((placed, piece.end))
        current = placed
    end = item.end
    return [(path, max(at, item.number_at[1])) for path, at in paths] or [(start, end)]


def _place(piece: Piece, current: Path, level: int, regime: str) -> Path:
    forms = _forms(piece.value)
    if piece.value in _ROMAN and len(current) > 1:
        forms = [form for form in forms if not form[0].isdigit()]
    first = len(current) if not piece.joined else max(len(current) - 1, level)
    depths = [first, *range(len(current) - 1, level - 1, -1), len(current)]
    for depth in dict.fromkeys(depths):
        for form in forms:
            if find(regime, (*current[:depth], *form)):
                return (*current[:depth], *form)
    number = forms[0][0][0].isdigit()
    if number:
        return (*current[:1], *forms[0])
    if piece.joined or (
        len(current) > 2
        and len(current[-1]) == 1
        and len(forms[0][0]) == 1
        and current[-1].isalpha()
    ):
        return (*current[: max(len(current) - 1, 1)], *forms[0])
    return (*current, *forms[0])


def _forms(value: str) -> Sequence[Path]:
    """What a bracket may say, the likeliest first; a form of two parts is ``1a`` for (1)(a)."""
    forms: list[Path] = [(value,)]
    translated = value.translate(_DIGITS)
    if translated != value and re.fullmatch(r"\d{1,2}[A-Z]?", translated):
        forms.append((translated,))
    if re.fullmatch(r"[il1I|!]{1,3}", value) and value != "i":
        forms += [("i" * len(value),), ("1",)] if len(value) == 1 else [("i" * len(value),)]
    if match := re.fullmatch(r"(\d{1,2})([A-Ha-h])([a-z]?)", value):
        subsection = match[1] + match[2].upper()
        forms.append((subsection, match[3]) if match[3] else (subsection,))
        forms.append((match[1], match[2]))
    swap = {
        "6": "b",
        "0": "c",
        "S": "5",
        "B": "8",
        "Z": "2",
        "G": "6",
        "o": "c",
        "é": "e",
        "A": "a",
    }
    if value in swap:
        forms.append((swap[value],))
    if re.fullmatch(r"\d[8]", value):
        forms.append((value[0] + "B",))
    if value[:1].isupper() and len(value) <= 2 and value.isalpha():
        forms.insert(0, (value.lower(),))
    return forms


def _filled(current: Path, placed: Path, regime: str) -> list[Path]:
    """What lies between the two ends of a range."""
    if len(current) != len(placed) or current[:-1] != placed[:-1]:
        return []
    first, last = current[-1], placed[-1]
    if first.isdigit() and last.isdigit():
        steps = [str(n) for n in range(int(first) + 1, int(last))]
    elif len(current) > 3 and first in _ROMAN and last in _ROMAN:
        steps = list(_ROMAN[_ROMAN.index(first) + 1 : _ROMAN.index(last)])
    elif len(first) == len(last) == 1:
        steps = [chr(n) for n in range(ord(first) + 1, ord(last))]
    else:
        return []
    return [(*placed[:-1], step) for step in steps if find(regime, (*placed[:-1], step))]
