"""A collection as flat tables for SQL: what repeats in a letter has a table of its own."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "letters": (
        "id", "title", "reference", "received", "responded", "outcome", "url", "fetched",
        "sha256", "published",
    ),
    "letter_forces": ("letter", "force"),
    "letter_topics": ("letter", "topic"),
    "letter_provisions": ("letter", "provision", "ncnd"),
    "answers": ("letter", "question", "words", "position", "partial_ncnd", "provisions"),
}  # fmt: skip
"""The tables and their columns; ``letter`` is the id of a row of ``letters``."""


def tables(records: Iterable[Mapping[str, Any]]) -> "dict[str, pd.DataFrame]":
    """Records of :func:`foi.exporting.records` as tables that join on the letter's id.

    Dates are ISO words, as SQLite has them. ``provisions`` of an answer are joined by a bar. A
    question without an answer that was read has ``position`` missing, never a row too few.
    """
    import pandas as pd

    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for record in records:
        letter = record["id"]
        rows["letters"].append({name: record[name] for name in COLUMNS["letters"]})
        rows["letter_forces"] += [{"letter": letter, "force": one} for one in record["forces"]]
        rows["letter_topics"] += [{"letter": letter, "topic": one} for one in record["topics"]]
        rows["letter_provisions"] += [
            {"letter": letter, "provision": one, "ncnd": one in record["ncnd"]}
            for one in record["exemptions"]
        ]
        rows["answers"] += _answers(record)
    return {name: pd.DataFrame(rows[name], columns=list(COLUMNS[name])) for name in COLUMNS}


def _answers(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    said = {answer["question"]: answer for answer in record["positions"]}
    return [
        {
            "letter": record["id"],
            "question": question["id"],
            "words": question["text"],
            "position": said.get(question["id"], {}).get("position"),
            "partial_ncnd": bool(said.get(question["id"], {}).get("partial_ncnd")),
            "provisions": "|".join(said.get(question["id"], {}).get("exemptions", ())),
        }
        for question in record["questions"]
    ]
