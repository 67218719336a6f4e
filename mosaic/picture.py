"""A matrix as a picture for print: the forces with an answer, in alphabetical order."""

import textwrap
from collections import Counter
from collections.abc import Iterable

import altair as alt

from mosaic.legend import SIGNS, sign_of, words_of
from mosaic.position import Position
from mosaic.table import cut, name_of, table

_CELL, _ROW = 118, 30
MOST = 14
"""Questions that a picture can hold; of a query that finds more, the first are shown."""


def picture(rows: Iterable[Position], *, title: str = "Who answered what") -> alt.LayerChart:
    """The matrix as a chart, the words in its cells, with a description for those who hear it.

    Colours can be told apart in the common kinds of colour blindness and are never alone. A force
    that answered twice has a row a letter.
    """
    shown = table(rows)
    questions = list(shown.questions)[:MOST]
    order = [_name(line.force, line.responded, line.response) for line in shown.lines]
    cells = [
        {
            "force": _name(line.force, line.responded, line.response),
            "question": f"Q{question}",
            "word": words_of(row),
            "sign": sign_of(row).short,
        }
        for line in shown.lines
        for question, row in line.cells.items()
        if question in questions
    ]
    left = len(shown.questions) - len(questions)
    subtitle = [shown.caption()]
    for id_ in questions:
        subtitle += textwrap.wrap(
            f"Q{id_}  {cut(shown.questions[id_], 230)}", 118, subsequent_indent="        "
        )
    if left:
        subtitle.append(f"{left} more questions are left out.")
    if shown.absent:
        known = sorted({sign_of(cell).short for cells in shown.absent.values() for cell in cells})
        subtitle.append(
            f"Not shown: {len(shown.absent)} forces without an answer here"
            f" ({', '.join(known)}); none of that says that they were not asked."
        )
    signs = list({sign.short: sign for sign in SIGNS.values()}.values())
    ink = {sign.short: sign.ink for sign in signs}
    base = alt.Chart(alt.InlineData(values=cells)).encode(
        x=alt.X(
            "question:N",
            sort=[f"Q{id_}" for id_ in questions],
            axis=alt.Axis(orient="top", labelAngle=0, title=None, ticks=False, domain=False),
        ),
        y=alt.Y(
            "force:N",
            sort=order,
            axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=320),
        ),
    )
    boxes = base.mark_rect(stroke="#808080", strokeWidth=0.5).encode(
        color=alt.Color(
            "sign:N",
            scale=alt.Scale(
                domain=[*ink, "–"], range=[*(sign.colour for sign in signs), "#FFFFFF"]
            ),
            legend=None,
        )
    )
    white = [short for short, colour in ink.items() if colour == "#FFFFFF"]
    words = base.mark_text(fontSize=11).encode(
        text="word:N",
        color=alt.condition(
            alt.FieldOneOfPredicate(field="sign", oneOf=white),
            alt.value("#FFFFFF"),
            alt.value("#000000"),
        ),
    )
    chart: alt.LayerChart = (
        alt.layer(boxes, words)
        .properties(
            title=alt.Title(
                title, subtitle=subtitle, anchor="start", subtitleFontSize=11, offset=12
            ),
            width=_CELL * max(len(questions), 1),
            height=_ROW * max(len(order), 1),
            description=describe(
                rows=[row for line in shown.lines for row in line.cells.values()]
            ),
        )
        .configure_view(stroke=None)
        .configure(font="DejaVu Sans, Arial, sans-serif", padding=16, background="#FFFFFF")
    )
    return chart


def tally(rows: Iterable[Position], *, title: str = "What the letters let know") -> alt.LayerChart:
    """How many letters say what to each question, as bars; a joint letter counts once."""
    shown = table(rows)
    said = {
        (question, line.response): sign_of(row).short
        for line in shown.lines
        for question, row in line.cells.items()
        if question is not None and row.asked and not row.absent
    }
    counts = Counter((question, short) for (question, _), short in said.items())
    order = [sign.short for sign in SIGNS.values()]
    bars = [
        {"question": f"Q{question}", "sign": short, "letters": count, "rank": order.index(short)}
        for (question, short), count in counts.items()
    ]
    used = [short for short in order if any(bar["sign"] == short for bar in bars)]
    colours = {sign.short: sign.colour for sign in SIGNS.values()}
    by_question: dict[str, list[str]] = {}
    for bar in bars:
        by_question.setdefault(str(bar["question"]), []).append(f"{bar['letters']} {bar['sign']}")
    base = alt.Chart(alt.InlineData(values=bars)).encode(
        y=alt.Y("question:N", sort=[f"Q{id_}" for id_ in shown.questions], title=None),
        x=alt.X("letters:Q", stack="zero", title="letters", axis=alt.Axis(tickMinStep=1)),
        order=alt.Order("rank:Q"),
    )
    chart: alt.LayerChart = (
        alt.layer(
            base.mark_bar(stroke="#808080", strokeWidth=0.5).encode(
                color=alt.Color(
                    "sign:N",
                    title=None,
                    scale=alt.Scale(domain=used, range=[colours[short] for short in used]),
                )
            )
        )
        .properties(
            title=alt.Title(title, subtitle=shown.caption(), anchor="start", offset=12),
            width=620,
            height=_ROW * max(len(shown.questions), 1),
            description="; ".join(f"{q}: {', '.join(w)}" for q, w in by_question.items())
            or "No letter.",
        )
        .configure_view(stroke=None)
        .configure(font="DejaVu Sans, Arial, sans-serif", padding=16, background="#FFFFFF")
    )
    return chart


def describe(rows: Iterable[Position]) -> str:
    """The chart in words: what each force says to each question."""
    said: dict[str, list[str]] = {}
    for row in rows:
        said.setdefault(name_of(row.force), []).append(f"Q{row.question} {words_of(row)}")
    return (
        "; ".join(f"{force}: {', '.join(words)}" for force, words in said.items()) or "No letter."
    )


def _name(force: str | None, responded: str | None, response: str | None) -> str:
    """A row's name; the day tells two letters of one force apart."""
    return f"{name_of(force)}, {responded or response or 'undated'}"
