"""A matrix as one web page that needs nothing else: no network, no other file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from operator import itemgetter

from index.plain import provisions
from mosaic.legend import FURTHER, LACKING, SIGNS, Sign, sign_of, words_of
from mosaic.position import Position
from mosaic.table import Line, Table, cut, name_of, table

LONGEST = 600
"""Characters of a question in the list above the table; the passages have it whole."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


def page(rows: Iterable[Position], *, title: str = "Who answered what") -> str:
    """The matrix as a web page; a click on a cell shows the passage that carries it.

    Every word that comes from a letter is escaped; only addresses of the web become links.
    """
    held = list(rows)
    shown = table(held)
    style, script = (
        (files("mosaic") / "web" / name).read_text(encoding="utf-8")
        for name in ("page.css", "page.js")
    )
    parts = [
        f'<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(shown.caption())}</p>",
        "<p>Each cell is what one force lets a reader know about one question. Choose a cell to"
        " see the passage, its page, its address and its hash. Forces stand in alphabetical"
        " order; nothing here ranks them.</p>",
        *_contents(shown),
        *_questions(shown),
        *_matrix(shown),
        *_absentees(shown),
        *_legend(held),
        *_passages(shown),
        '<p class="foot">Made with FOI Mosaic from published responses. Names and contact data of'
        " people are replaced by their kind, such as [name], unless the operator asked for them."
        " A log never shows that a force was not asked.</p>",
        f"</main>\n<script>\n{script}</script>\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _contents(shown: Table) -> Iterator[str]:
    """Ways past the cells for who goes from link to link."""
    places = {
        "questions": "The questions",
        "matrix": "The answers",
        **({"absent": "Forces without an answer"} if shown.absent else {}),
        "legend": "What the words mean",
        "passages": "The passages",
    }
    links = (f'<a href="#{place}">{words}</a>' for place, words in places.items())
    yield f'<nav aria-label="On this page">{" ".join(links)}</nav>'


def _questions(shown: Table) -> Iterator[str]:
    yield '<h2 id="questions">The questions</h2>'
    yield '<ol class="questions">'
    for id_, text in shown.questions.items():
        yield f"<li><b>Q{escape(id_)}</b> {escape(cut(text, LONGEST))}</li>"
    yield "</ol>"


def _matrix(shown: Table) -> Iterator[str]:
    yield '<h2 id="matrix">The answers</h2>'
    if not shown.lines:
        yield "<p>No letter was found.</p>"
        return
    yield '<div class="scroll" tabindex="0" role="region" aria-labelledby="matrix"><table>'
    yield '<thead><tr><th scope="col">Force</th>'
    for id_, text in shown.questions.items():
        yield (
            f'<th scope="col" title="{escape(cut(text, LONGEST))}">Q{escape(id_)}'
            f"<span>{escape(cut(text, 60))}</span></th>"
        )
    yield '<th scope="col">Relies on</th></tr></thead><tbody>'
    for at, line in enumerate(shown.lines):
        yield from _line(shown, line, at)
    yield "</tbody><tfoot>"
    yield from _totals(shown)
    yield "</tfoot></table></div>"


def _line(shown: Table, line: Line, at: int) -> Iterator[str]:
    dated = f"answered <time>{escape(line.responded)}</time>" if line.responded else "undated"
    yield f'<tr><th scope="row">{escape(name_of(line.force))}<span>{dated}</span></th>'
    if None in line.cells:
        why = escape(line.cells[None].message or "")
        span = len(shown.questions) or 1
        yield f'<td colspan="{span}"><a href="#{_anchor(at, None)}">{why}</a></td>'
    else:
        for question in shown.questions:
            found = line.cells.get(question)
            yield "<td></td>" if found is None else _cell(found, _anchor(at, question), line)
    yield f"<td><span>{escape(provisions(line.relies_on)) or '–'}</span></td></tr>"


def _cell(row: Position, anchor: str, line: Line) -> str:
    sign = sign_of(row)
    if row.absent or not row.asked:
        kind = "absent" if row.absent else "lacking"
        why = escape(row.message or sign.meaning)
        word = f'<span title="{why}">{escape(sign.short)}</span>'
        return f"<td {_look(sign, kind)}>{word}</td>"
    further = f' <span class="further">{escape(FURTHER)}</span>' if row.partial_ncnd else ""
    label = escape(
        f"{name_of(line.force)}, question {row.question}: {sign.short}"
        f"{', and neither confirms nor denies anything further' if row.partial_ncnd else ''}."
        " Show the passage."
    )
    return (
        f'<td {_look(sign)}><a style="color:{sign.ink}" href="#{anchor}" aria-label="{label}">'
        f"{escape(sign.short)}{further}</a></td>"
    )


def _totals(shown: Table) -> Iterator[str]:
    """How many letters say what to each question: the denominators."""
    yield '<tr><th scope="row">Letters<span>a joint one counts once</span></th>'
    for question in shown.questions:
        said: dict[str | None, str] = {}
        for line in shown.lines:
            row = line.cells.get(question)
            if row is not None and row.asked and not row.absent:
                said[line.response] = words_of(row)
        counts = Counter(said.values())
        words = "<br>".join(f"{count} {escape(short)}" for short, count in counts.most_common())
        yield f"<td><b>{len(said)}</b><br>{words}</td>"
    yield "<td></td></tr>"


def _absentees(shown: Table) -> Iterator[str]:
    if not shown.absent:
        return
    yield f'<h2 id="absent">Forces without an answer here ({len(shown.absent)})</h2>'
    states = Counter(sign_of(cells[0]).short for cells in shown.absent.values())
    counted = ", ".join(f"{count} {escape(short)}" for short, count in sorted(states.items()))
    yield (
        f"<p>{counted}. None of this says that a force was not asked, or what it would have"
        " answered.</p>"
    )
    yield '<table class="absentees"><thead><tr><th scope="col">Force</th>'
    yield '<th scope="col">What is known</th><th scope="col">Why</th></tr></thead><tbody>'
    for force, cells in shown.absent.items():
        known = {(sign_of(cell).short, cell.message or ""): sign_of(cell) for cell in cells}
        for number, ((short, message), sign) in enumerate(
            sorted(known.items(), key=itemgetter(0))
        ):
            name = escape(name_of(force)) if number == 0 else ""
            yield (
                f'<tr><th scope="row">{name}</th>'
                f"<td {_look(sign, 'known')}>{escape(short)}</td>"
                f"<td>{escape(message)}</td></tr>"
            )
    yield "</tbody></table>"


def _legend(rows: Sequence[Position]) -> Iterator[str]:
    yield '<h2 id="legend">What the words mean</h2><dl class="legend">'
    signs: list[Sign] = [*SIGNS.values(), LACKING]
    for sign in signs:
        yield (
            f"<div><dt {_look(sign)}>{escape(sign.short)}</dt>"
            f"<dd>{escape(sign.meaning)}</dd></div>"
        )
    yield (
        f"<div><dt>… {escape(FURTHER)}</dt><dd>An answer that comes with a refusal to confirm or"
        " deny anything further.</dd></div></dl>"
    )


def _passages(shown: Table) -> Iterator[str]:
    yield '<h2 id="passages">The passages</h2>'
    for at, line in enumerate(shown.lines):
        for question, row in line.cells.items():
            if row.asked and not row.absent:
                yield from _passage(row, _anchor(at, question))


def _passage(row: Position, anchor: str) -> Iterator[str]:
    yield (
        f'<section class="evidence" id="{anchor}" role="group" aria-labelledby="{anchor}-is"'
        ' tabindex="-1">'
    )
    yield '<a class="close" href="#matrix">Close</a>'
    question = f", Q{row.question}" if row.question else ""
    said = f"{name_of(row.force)}{question}: {sign_of(row).short}"
    yield f'<h3 id="{anchor}-is">{escape(said)}</h3>'
    if row.text:
        yield f"<p>{escape(row.text)}</p>"
    if row.evidence:
        yield f"<blockquote>{escape(row.evidence)}</blockquote>"
    else:
        yield "<p>No single passage carries it; see the document.</p>"
    yield "<dl>"
    further = "It neither confirms nor denies anything further." if row.partial_ncnd else None
    together = ", ".join(map(name_of, row.joint)) or None
    facts = (
        ("Means", sign_of(row).meaning),
        ("And", further),
        ("Given by", together),
        ("Relies on", provisions(row.exemptions) or None),
        ("Answered", row.responded),
        ("Note", row.message),
        ("Page", str(row.page) if row.page is not None else None),
    )
    for name, value in facts:
        if value:
            yield f"<dt>{name}</dt><dd>{escape(value)}</dd>"
    if row.url:
        yield f"<dt>Address</dt><dd>{_link(row.url)}</dd>"
    for name, value in (
        ("Fetched", row.fetched),
        ("SHA-256", row.sha256),
        ("Response", row.response),
    ):
        if value:
            yield f"<dt>{name}</dt><dd>{escape(value)}</dd>"
    yield "</dl></section>"


def _link(url: str) -> str:
    shown = escape(url)
    if url.startswith(("https://", "http://")):
        return f'<a href="{shown}" rel="noreferrer noopener">{shown}</a>'
    return shown


def _look(sign: Sign, kind: str = "") -> str:
    """Attributes that make an element look as in the legend: a ground, or a pattern on white."""
    patterned = sign.pattern != "plain"
    names = " ".join(part for part in (f"p-{sign.pattern}" if patterned else "", kind) if part)
    given = f'class="{names}" ' if names else ""
    ground = "" if patterned else f"background-color:{sign.colour};"
    return f'{given}style="{ground}color:{sign.ink}"'


def _anchor(line: int, question: str | None) -> str:
    """Where a passage stands; made of figures and letters alone."""
    return f"e{line}-{question or 'letter'}"
