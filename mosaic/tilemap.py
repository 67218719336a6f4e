"""One question across the country: a map of tiles, one a force, where the registry places it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from collection.error import FoiError
from crawlers.force import forces
from mosaic.legend import FURTHER, LACKING, SIGNS, Sign, heard, sign_of, words_of
from mosaic.position import Position
from mosaic.sheet import FAINT, Sheet, wrapped
from mosaic.table import name_of, table

WIDTH, HEIGHT, GAP = 100, 72, 4
"""Pixels of a tile, and between two."""

# Where the grid has room, away from the coast: forces without a territory, then bodies.
_ASIDE = ((0, 5), (0, 6), (0, 7), (1, 6), (1, 7), (1, 5), (2, 7), (2, 6))
_SHIFT = 0.3


class QuestionError(FoiError):
    """A question that no letter has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One force on the map.

    Attributes:
        force: Slug.
        shown: What it says to the question, each answer once, the latest last; letters without a
            date stand first. For a force without an answer, what is known of it.
        letters: How many of its letters answer the question.
        place: Row and column, in tiles from the upper left corner.
    """

    force: str
    shown: tuple[Position, ...]
    letters: int
    place: tuple[float, float]


def tile_map(
    rows: Iterable[Position],
    *,
    question: str | None = None,
    title: str = "Who answered what",
) -> alt.LayerChart:
    """One question across the country, with a legend, and a description for those who hear it.

    Every force of the matrix has a tile; what is known of one without an answer has a pattern of
    its own. The tile of a force whose letters say different things is divided, the latest at the
    right; of more than two answers the last two are shown.

    Args:
        rows: From :func:`mosaic.matrix.matrix`.
        question: Its id among the questions side by side; ``None`` is the first.
        title: Above the map.

    Raises:
        QuestionError: There is no such question.
    """
    held = list(rows)
    shown = table(held)
    question = question_of(shown.questions, question)
    tiles = tiles_of(held, question)
    sheet = Sheet(width=8 * (WIDTH + GAP) + _SHIFT * WIDTH)
    _aside(sheet, tiles)
    for tile in tiles:
        _tile(sheet, tile)
    legend(sheet, tiles, sheet.height + 28)
    about = [f"Q{question}  {shown.questions[question]}"] if question is not None else []
    if several := sum(len(tile.shown) > 1 for tile in tiles):
        counted = "1 force gives" if several == 1 else f"{several} forces give"
        about.append(
            f"{counted} different answers in different letters: the tile is divided, the latest at"
            " the right, and below it counts under each."
        )
    return sheet.chart(title, [*about, shown.caption()], describe(tiles))


def question_of(questions: Mapping[str, str], question: str | None) -> str | None:
    """The question meant; ``None`` where there is none at all.

    Raises:
        QuestionError: There is no such question.
    """
    if question is not None and question not in questions:
        raise QuestionError(
            f"expected one of the questions {', '.join(questions) or '(there is none)'},"
            f" found {question!r}"
        )
    return question if question is not None else next(iter(questions), None)


def tiles_of(rows: Iterable[Position], question: str | None) -> list[Tile]:
    """A tile for each force of the matrix, in its order.

    A letter in which no question could be read says so on the map of every question.
    """
    by_force: dict[str, list[Position]] = {}
    for row in rows:
        if row.force is not None and row.question in (question, None):
            by_force.setdefault(row.force, []).append(row)
    aside = iter(_ASIDE)
    tiles = []
    for force, own in by_force.items():
        letters = [row for row in own if row.asked and not row.absent]
        known = letters or [row for row in own if row.response is not None][:1] or own[:1]
        said = {words_of(row): row for row in sorted(known, key=lambda row: row.responded or "")}
        latest = sorted(said.values(), key=lambda row: row.responded or "")
        count = len({row.response for row in letters})
        place = _place(force, aside)
        tiles.append(Tile(force=force, shown=tuple(latest), letters=count, place=place))
    return tiles


def groups_of(tiles: Iterable[Tile]) -> dict[str, list[tuple[Tile, Position]]]:
    """What is said, in the order of the legend, and by whom; several answers stand under each."""
    order = [sign.short for sign in (*SIGNS.values(), LACKING)]
    ranked = sorted(
        ((tile, row) for tile in tiles for row in tile.shown),
        key=lambda one: (order.index(sign_of(one[1]).short), one[1].partial_ncnd),
    )
    groups: dict[str, list[tuple[Tile, Position]]] = {}
    for tile, row in ranked:
        groups.setdefault(words_of(row), []).append((tile, row))
    return groups


def describe(tiles: Iterable[Tile]) -> str:
    """The map in words: how many forces say what, and which."""
    parts = []
    for words, group in groups_of(tiles).items():
        names = ", ".join(_heard(tile) for tile, _ in group)
        parts.append(f"{heard(words)}, {len(group)}: {names}")
    return f"Map of the United Kingdom, a tile a force. {'; '.join(parts) or 'No force'}."


def short_name(force: str) -> str:
    """A force's name without the words that most have.

    >>> short_name("avon-and-somerset"), short_name("psni"), short_name("metropolitan")
    ('Avon and Somerset', 'Northern Ireland', 'Metropolitan')
    """
    name = re.sub(r"^Police Service of |^Police ", "", name_of(force))
    return re.sub(r" Police( Service)?$| Constabulary$", "", name)


def legend(sheet: Sheet, tiles: Iterable[Tile], y: float) -> None:
    """What the tiles mean and how many there are of each, in two columns under a drawing."""
    entries = [(group[0][1], _counted(group)) for group in groups_of(tiles).values()]
    wide = (sheet.width - 24) / 2
    half = (len(entries) + 1) // 2
    for column, part in enumerate((entries[:half], entries[half:])):
        at = y
        for row, counted in part:
            at = _entry(sheet, column * (wide + 24), at, row, counted, wide)


def _counted(group: Iterable[tuple[Tile, Position]]) -> str:
    """How many forces are in a group; national bodies are none."""
    slugs = {tile.force for tile, _ in group}
    bodies = {
        slug for slug in slugs if slug in forces() and forces()[slug].kind == "national-body"
    }
    number = len(slugs - bodies)
    counted = f"{number} force" + ("" if number == 1 else "s")
    if bodies:
        counted += f", {len(bodies)} national bod{'y' if len(bodies) == 1 else 'ies'}"
    return counted


def _entry(sheet: Sheet, x: float, y: float, row: Position, counted: str, wide: float) -> float:
    sign = sign_of(row)
    sheet.tile(x, y, 44, 30, sign, further=row.partial_ncnd)
    sheet.word(x + 54, y + 6, f"{words_of(row)}: {counted}", bold=True)
    meaning = sign.meaning
    if row.partial_ncnd:
        meaning += " It neither confirms nor denies anything further."
    return max(sheet.words(x + 54, y + 21, meaning, wide=wide - 54, size=10), y + 38) + 6


def _heard(tile: Tile) -> str:
    several = f" (in one of {tile.letters} letters)" if len(tile.shown) > 1 else ""
    return f"{name_of(tile.force)}{several}"


def _place(force: str, aside: Iterator[tuple[int, int]]) -> tuple[float, float]:
    known = forces()[force].tile if force in forces() else None
    if known is not None:
        return float(known[0]), float(known[1])
    row, column = next(aside)
    return float(row), column + _SHIFT


def _corner(place: tuple[float, float]) -> tuple[float, float]:
    row, column = place
    return column * (WIDTH + GAP), 16 + row * (HEIGHT + GAP)


def _aside(sheet: Sheet, tiles: Sequence[Tile]) -> None:
    places = [tile.place for tile in tiles if tile.place[1] % 1]
    if places:
        x, y = _corner(min(places))
        sheet.word(x, y - 9, "Forces without a territory, national bodies", size=10, ink=FAINT)


def _tile(sheet: Sheet, tile: Tile) -> None:
    x, y = _corner(tile.place)
    shown = tile.shown[-2:]
    wide = WIDTH / len(shown)
    for at, row in enumerate(shown):
        _answer(sheet, x + at * wide, y, wide, row)
    if len(shown) > 1:
        # The name goes over both halves and needs a ground of its own.
        sheet.box(x, y, WIDTH, 32, "#FFFFFF", over=True)
    sign = sign_of(shown[-1])
    ink, halo = (sign.ink, _halo(sign)) if len(shown) == 1 else ("#000000", None)
    lines = wrapped(short_name(tile.force), WIDTH - 4, 10)
    if len(shown) > 1 and len(lines) == 1:
        sheet.word(x + 5, y + 24, f"{tile.letters} letters", size=9, ink=FAINT)
    for at, line in enumerate(lines):
        sheet.word(x + 5, y + 11 + at * 12, line, size=10, ink=ink, halo=halo)


def _answer(sheet: Sheet, x: float, y: float, wide: float, row: Position) -> None:
    sign, further = sign_of(row), row.partial_ncnd
    sheet.tile(x, y, wide, HEIGHT, sign, further=further)
    # A divided tile has less room, below its name.
    size, inset, rise, above = (11, 5, 12, 27) if wide == WIDTH else (9, 3, 10, 22)
    low = y + HEIGHT - (above if further else 13)
    ink, bold, halo = sign.ink, not row.absent, _halo(sign)
    for at, line in enumerate(reversed(wrapped(sign.short, wide - 4, size))):
        sheet.word(x + inset, low - at * rise, line, size=size, ink=ink, bold=bold, halo=halo)
    if further:
        below = y + HEIGHT - 7
        sheet.word(x + inset, below, FURTHER, size=size - 1, ink=SIGNS["ncnd"].ink, bold=True)


def _halo(sign: Sign) -> str | None:
    return sign.colour if sign.pattern != "plain" else None
