"""An evidence pack with the records and the citation that other programs read."""

import hashlib
import io
import json
from typing import Any

from collection.collection import Collection
from foi.exporting import Format, export, records
from mosaic.pack import Pack, as_json, pack
from mosaic.pack_subject import Subject

_TEX = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
"""Signs of a query that TeX would take for its own."""


def packed(
    collection: Collection, subject: Subject, *, personal_data: bool = False
) -> tuple[Pack, dict[str, bytes]]:
    """A pack and all its files but the manifest.

    Raises:
        PackError: A passage is not where the matrix says.
    """
    rows = list(records(subject.letters, personal_data=personal_data))
    made = pack(collection, subject, rows, personal_data=personal_data)
    behind = {one.response.id for one in made.letters}
    kept = sorted((row for row in rows if row["id"] in behind), key=lambda row: str(row["id"]))
    citations = [_cited(made), *json.loads(_as("csl", kept))]
    return made, {
        **made.contents,
        "responses.csv": _as("csv", kept),
        "citation.json": as_json(citations),
        "citation.bib": _bibtex(citations[0]).encode() + _as("bibtex", kept),
    }


def _as(form: Format, rows: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    export(form, rows, out)
    return out.getvalue()


def _cited(made: Pack) -> dict[str, Any]:
    """The pack itself as a source."""
    cells = hashlib.sha256(made.contents["matrix.json"]).hexdigest()
    return {
        "id": f"foi-pack-{made.subject.id}",
        "type": "dataset",
        "title": f"Evidence pack: {made.subject.title}",
        "author": [{"literal": "FOI Mosaic"}],
        "number": made.subject.id,
        "note": f"SHA-256 of matrix.json {cells}",
    }


def _bibtex(cited: dict[str, Any]) -> str:
    title = cited["title"].translate(_TEX)
    return (
        f"@misc{{{cited['id']},\n  title = {{{title}}},\n  author = {{{{FOI Mosaic}}}},\n"
        f"  number = {{{cited['number']}}},\n  note = {{{cited['note']}}}\n}}\n\n"
    )
