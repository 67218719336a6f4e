"""A collection as DataFrames: one row a force, a response, a position, a provision."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from crawlers.force import forces
from mosaic.clocks import clock_row
from mosaic.legend import words_of
from mosaic.members import letters_in
from mosaic.position import Position
from mosaic.robins import Robin
from mosaic.table import table
from nlp.collected import Collected

_DATES = (
    "received", "responded", "published", "first", "last", "runs_from", "clarification_asked",
    "clarification_came", "extended_on", "extended_to",
)  # fmt: skip


def forces_frame() -> pd.DataFrame:
    """The registry: a row a force, indexed by slug, in the registry's order."""
    rows = [
        {
            "force": force.slug,
            "name": force.name,
            "nation": force.nation,
            "region": force.region,
            "regime": force.regime,
            "ons_code": force.ons_code,
            "platform": force.platform,
            "tile_row": force.tile[0] if force.tile else None,
            "tile_column": force.tile[1] if force.tile else None,
        }
        for force in forces().values()
    ]
    return pd.DataFrame(rows).set_index("force")


def responses_frame(letters: Iterable[Collected]) -> pd.DataFrame:
    """A row a response, indexed by id; lists are tuples; dates are datetimes without a zone.

    Names and contact data of people are not in it: it holds no text of the letters.
    """
    columns = (
        "id", "title", "forces", "regimes", "reference", "received", "responded", "outcome",
        "exemptions", "topics", "questions", "url", "fetched", "sha256", "published",
    )  # fmt: skip
    rows = [
        {
            "id": letter.response.id,
            "title": letter.captures[0].title,
            "forces": letter.response.forces,
            "regimes": letter.response.regimes,
            "reference": letter.response.reference,
            "received": letter.response.received,
            "responded": letter.response.responded,
            "outcome": letter.response.outcome,
            "exemptions": tuple(e.id for e in letter.response.exemptions if e.engaged),
            "topics": letter.response.topics,
            "questions": len(letter.response.questions),
            "url": letter.captures[0].url,
            "fetched": letter.captures[0].fetched,
            "sha256": letter.captures[0].sha256,
            "published": letter.captures[0].published,
        }
        for letter in letters
    ]
    return _frame(rows, columns).set_index("id")


def exemptions_frame(letters: Iterable[Collected]) -> pd.DataFrame:
    """A row a response and provision that it relies on.

    Responses that rely on none are not in it: count those in :func:`responses_frame`.
    """
    rows = [
        {"id": letter.response.id, "exemption": entry.id, "ncnd": entry.ncnd,
         "forces": letter.response.forces, "responded": letter.response.responded}
        for letter in letters
        for entry in letter.response.exemptions
        if entry.engaged
    ]  # fmt: skip
    return _frame(rows, ("id", "exemption", "ncnd", "forces", "responded"))


def clocks_frame(letters: Iterable[Collected]) -> pd.DataFrame:
    """A row a response, indexed by id: its dates, and the working days between or why not.

    ``counted`` are those that the law counts, from ``runs_from`` on. The days of a clarification
    and of an extension are missing where there was none and where the letter does not give them:
    ``clarified`` and ``extended`` tell which.
    """
    names = (
        "id", "forces", "received", "responded", "working_days", "unknown", "runs_from", "counted",
        "uncounted", "clarified", "clarification_asked", "clarification_came", "extended",
        "extended_under", "extended_on", "extended_to", "url",
    )  # fmt: skip
    rows = []
    for letter in letters:
        row = clock_row(letter)
        asked, longer = row["clarification"] or {}, row["extension"] or {}
        row |= {"clarified": bool(asked), "extended": bool(longer)}
        row |= {f"clarification_{key}": asked.get(key) for key in ("asked", "came")}
        rows.append(row | {f"extended_{key}": longer.get(key) for key in ("under", "on", "to")})
    whole = {"working_days": "Int64", "counted": "Int64"}
    return _frame(rows, names).astype(whole).set_index("id")


def positions_frame(rows: Iterable[Position]) -> pd.DataFrame:
    """The cells of a matrix as they are: a row a force and question, with its evidence.

    A force without an answer says in ``position`` what is known. ``says`` is the position in plain
    words, as :mod:`mosaic.legend` has them, for tables that people read.
    """
    held = [row.contract() | {"says": words_of(row)} for row in rows]
    return _frame(held, (*Position.__dataclass_fields__, "says"))


def robins_frame(robins: Iterable[Robin]) -> pd.DataFrame:
    """A row a round robin, indexed by id; ``letters`` and ``waves`` are numbers.

    A joint letter counts once, in however many logs it stands.
    """
    rows = [
        {
            "id": robin.id,
            "title": robin.title,
            "questions": tuple(column.text for column in robin.questions),
            "forces": robin.forces,
            "letters": letters_in(robin.members),
            "waves": len({member.wave for member in robin.members if member.wave}),
            "first": robin.first,
            "last": robin.last,
        }
        for robin in robins
    ]
    names = ("id", "title", "questions", "forces", "letters", "waves", "first", "last")
    return _frame(rows, names).set_index("id")


def side_by_side(rows: Iterable[Position]) -> pd.DataFrame:
    """The matrix as people read it: a row a force, a column a question, words in the cells.

    A force that answered a question twice shows both, the earlier first. Forces without an answer
    show what is known of them; the words are those of :mod:`mosaic.legend`. The questions are in
    ``frame.attrs["questions"]``, the denominators in ``frame.attrs["caption"]``.
    """
    held = list(rows)
    shown = table(held)
    cells: dict[str, dict[str, str]] = {}
    for row in held:
        line = cells.setdefault(row.force or "", {})
        # A letter in which no question could be read says so in every column.
        for column in [row.question] if row.question is not None else shown.questions:
            line[column] = f"{line[column]}; {words_of(row)}" if column in line else words_of(row)
    frame = pd.DataFrame.from_dict(cells, orient="index", columns=[*shown.questions])
    frame = frame.rename_axis(index="force", columns="question").fillna("")
    frame.attrs = {"questions": dict(shown.questions), "caption": shown.caption()}
    return frame


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(columns))
    for name in _DATES:
        if name in frame:
            frame[name] = pd.to_datetime(frame[name], errors="coerce")
    return frame
