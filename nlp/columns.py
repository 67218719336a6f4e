"""What stands below which head in a table whose columns are kept apart by white space."""

import re

_CELL = re.compile(r"[^\s|](?:[^\s|]| (?! ))*")
"""The words of one cell; two spaces, a tab or a bar part it from the next."""
ROWS = 40
"""Lines above a cell among which its head is looked for."""
SLACK = 2
"""Characters by which a cell may stand aside of its head."""


def cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line, and where in it each begins."""
    return [(match.start(), match.group()) for match in _CELL.finditer(line)]


def below(text: str, at: int, head: re.Pattern[str]) -> bool:
    """Whether a cell that begins at a place stands below a head of such words.

    The head is a cell of a line above, in the same place, with at least one other beside it. A
    blank line ends the table, unless its cells are parted by tabs: then a row with a long cell
    stands as paragraphs.
    """
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    row = cells(line)
    place = next((i for i, (begin, _) in enumerate(row) if begin == at - start), None)
    if place is None:
        return False
    above = text[max(0, start - 4000) : start].split("\n")[:-1]
    for words in reversed(above[-ROWS:]):
        if not words.strip() and "\t" not in line:
            return False
        heads = cells(words)
        parted = "|" in words or "\t" in words
        if len(heads) > 1 and any(
            (i == place if parted else abs(begin - (at - start)) <= SLACK)
            and head.fullmatch(name.lower())
            for i, (begin, name) in enumerate(heads)
        ):
            return True
    return False
