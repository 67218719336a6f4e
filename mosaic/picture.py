"""A matrix as pictures for print: who answered what, and how many letters say what."""

from collections import Counter
from collections.abc import Iterable, Mapping

import altair as alt

from index.plain import FURTHER as FURTHER_SAID
from mosaic.legend import FURTHER, LACKING, SIGNS, heard, sign_of, words_of
from mosaic.position import Position
from mosaic.sheet import FAINT, Sheet, wrapped
from mosaic.table import Line, Table, cut, name_of, table

_CELL, _ROW, _NAMES = 106, 30, 250
_BAR = 84
MOST = 14
"""Questions that a picture can hold; of a query that finds more, the first are shown."""


def picture(rows: Iterable[Position], *, title: str = "Who answered what") -> alt.LayerChart:
    """The matrix as a chart, the words in its cells, with a description for those who hear it.

    Forces stand in alphabetical order. Colours can be told apart in the common kinds of colour
    blindness and are never alone. A force that answered twice has a row a letter.
    """
    shown = table(rows)
    questions = list(shown.questions)[:MOST]
    sheet = Sheet(width=max(_NAMES + _CELL * len(questions), 560))
    for at, id_ in enumerate(questions):
        sheet.word(_NAMES + _CELL * (at + 0.5), 8, f"Q{id_}", bold=True, align="center")
    for number, line in enumerate(shown.lines):
        y = 20 + number * _ROW
        name = _name(line, shown)
        sheet.word(_NAMES - 8, y + _ROW / 2, name, align="right")
        for at, id_ in enumerate(questions):
            row = line.cells.get(id_, line.cells.get(None))
            if row is not None:
                _cell(sheet, _NAMES + _CELL * at, y, row)
    lines = [shown.caption(), *_questions(shown, questions)]
    if shown.absent:
        known = Counter(sign_of(cells[0]).short for cells in shown.absent.values())
        said = ", ".join(f"{count} {short}" for short, count in sorted(known.items()))
        lines.append(
            f"Not shown: {len(shown.absent)} forces without an answer here ({said}); none of that"
            " says that they were not asked."
        )
    cells = [row for line in shown.lines for row in line.cells.values()]
    return sheet.chart(title, [*lines, *_key(cells)], describe(cells))


def tally(rows: Iterable[Position], *, title: str = "What the letters let know") -> alt.LayerChart:
    """How many letters say what to each question, as bars; a joint letter counts once.

    Each answer has a column of its own, so that no colour is needed to read it.
    """
    shown = table(rows)
    counts = tallied(shown)
    order = [sign.short for sign in (*SIGNS.values(), LACKING)]
    used = sorted(
        {words for said in counts.values() for words in said},
        key=lambda words: (order.index(words.removesuffix(f" {FURTHER}")), words),
    )
    signs = {sign.short: sign for sign in SIGNS.values()}
    most = max((count for said in counts.values() for count in said.values()), default=1)
    sheet = Sheet(width=max(90 + (_BAR + 8) * len(used), 560))
    for at, words in enumerate(used):
        for number, part in enumerate(wrapped(words, _BAR, 10.5)):
            sheet.word(90 + (_BAR + 8) * at, 8 + number * 13, part, size=10.5, bold=True)
    for number, (question, said) in enumerate(counts.items()):
        y = 34 + number * _ROW
        letters = sum(said.values())
        sheet.line(0, y - 3, sheet.width, y - 3, colour="#DDDDDD")
        sheet.word(0, y + 11, f"Q{question}", bold=True)
        sheet.word(36, y + 11, f"of {letters}", size=10, ink=FAINT)
        for at, words in enumerate(used):
            if words in said:
                wide = (_BAR - 24) * said[words] / most
                x = 90 + (_BAR + 8) * at
                further = words.endswith(FURTHER)
                sign = signs[words.removesuffix(f" {FURTHER}")]
                sheet.tile(x, y + 1, wide, 20, sign, further=further)
                sheet.word(x + wide + 5, y + 11, str(said[words]))
    described = "; ".join(
        f"Q{question}, of {sum(said.values())} letters: "
        + ", ".join(f"{said[words]} {heard(words)}" for words in used if words in said)
        for question, said in counts.items()
    )
    cells = [row for line in shown.lines for row in line.cells.values()]
    lines = [shown.caption(), *_questions(shown, counts), *_key(cells)]
    return sheet.chart(title, lines, described or "No letter.")


def tallied(shown: Table) -> dict[str, Counter[str]]:
    """For each question of a table, how many letters say what."""
    said = {
        (question, line.response): words_of(row)
        for line in shown.lines
        for question, row in line.cells.items()
        if question is not None and row.asked and not row.absent
    }
    counts: dict[str, Counter[str]] = {question: Counter() for question in shown.questions}
    for (question, _), words in said.items():
        counts[question][words] += 1
    return {question: counted for question, counted in counts.items() if counted}


def describe(rows: Iterable[Position]) -> str:
    """The chart in words: what each force says to each question."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(name_of(row.force), []).append(f"Q{row.question} {heard(words_of(row))}")
    return (
        "; ".join(f"{force}: {', '.join(words)}" for force, words in said.items()) or "No letter."
    )


def _key(cells: Iterable[Position]) -> list[str]:
    """What the short words mean that do not say it themselves, where they stand in a chart."""
    held = list(cells)
    told = {
        sign: f"{sign.short}: {sign.meaning[0].lower()}{sign.meaning[1:].removesuffix('.')}"
        for sign in (SIGNS["ncnd"], SIGNS["not-applicable"], SIGNS["elsewhere"], LACKING)
    }
    signs = {sign_of(row) for row in held}
    said = [words for sign, words in told.items() if sign in signs]
    if any(row.partial_ncnd for row in held):
        said.append(f"{FURTHER}: with {FURTHER_SAID}")
    return ["; ".join(said)] if said else []


def _cell(sheet: Sheet, x: float, y: float, row: Position) -> None:
    sign = sign_of(row)
    sheet.tile(x, y, _CELL, _ROW, sign)
    halo = sign.colour if sign.pattern != "plain" else None
    middle = x + _CELL / 2
    if not row.partial_ncnd:
        sheet.word(middle, y + _ROW / 2, sign.short, ink=sign.ink, align="center", halo=halo)
        return
    # The refusal to say more stands at the right edge, in its own colour.
    ncnd = SIGNS["ncnd"]
    band = 44
    sheet.box(x + _CELL - band, y, band, _ROW, ncnd.colour, over=True)
    sheet.word(
        x + (_CELL - band) / 2, y + _ROW / 2, sign.short, ink=sign.ink, align="center", halo=halo
    )
    sheet.word(x + _CELL - band / 2, y + _ROW / 2, FURTHER, size=9, ink=ncnd.ink, align="center")


def _questions(shown: Table, ids: Iterable[str] | Mapping[str, object]) -> list[str]:
    """The words of the questions; how many are left out."""
    held = list(ids)
    left = len(shown.questions) - len(held)
    lines = [f"Q{id_}  {cut(shown.questions[id_], 230)}" for id_ in held]
    return [*lines, f"{left} more questions are left out."] if left else lines


def _name(line: Line, shown: Table) -> str:
    """A row's name; the day tells two letters of one force apart, of undated ones the id."""
    undated = [one for one in shown.lines if one.force == line.force and not one.responded]
    day = line.responded or (line.response if len(undated) > 1 else None) or "undated"
    return f"{name_of(line.force)}, {day}"
