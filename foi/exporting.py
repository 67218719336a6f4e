"""Responses as files for other programs: CSV, JSON lines, Parquet, BibTeX, CSL-JSON."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

from collection.error import FoiError
from crawlers.force import forces
from mosaic.cell import cell
from nlp.collected import Collected
from nlp.masking import mask_words

Format = Literal["csv", "jsonl", "parquet", "bibtex", "csl"]

COLUMNS = (
    "id", "title", "forces", "regimes", "reference", "received", "responded", "outcome",
    "exemptions", "ncnd", "procedural", "topics", "questions", "positions", "url", "fetched",
    "sha256", "published", "corrected",
)  # fmt: skip
"""The keys of a record, in the order of a table's columns."""


_NAMES: dict[str, Format] = {
    ".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet", ".bib": "bibtex", ".json": "csl",
}  # fmt: skip


def format_of(path: Path) -> Format:
    """The format that a file's name says.

    Raises:
        FoiError: It says none.
    """
    try:
        return _NAMES[path.suffix.lower()]
    except KeyError:
        raise FoiError(
            f"{path}: expected a name that ends in one of {', '.join(_NAMES)},"
            f" found {path.suffix!r}."
        ) from None


def records(letters: Iterable[Collected], *, personal_data: bool) -> Iterator[dict[str, Any]]:
    """One flat record a response, people's names and contact data replaced by their kind."""
    for letter in letters:
        found, page = letter.response, letter.captures[0]
        record = {
            "id": found.id,
            "title": found.title,
            "forces": list(found.forces),
            "regimes": list(found.regimes),
            "reference": found.reference,
            "received": found.received,
            "responded": found.responded,
            "outcome": found.outcome,
            "exemptions": [entry.id for entry in found.exemptions if entry.engaged],
            "ncnd": [entry.id for entry in found.exemptions if entry.ncnd],
            "procedural": [entry.id for entry in found.procedural],
            "topics": list(found.topics),
            "questions": [
                {"id": question.id, "text": question.text} for question in found.questions
            ],
            "positions": [
                {
                    "question": answer.question,
                    "position": answer.position,
                    "partial_ncnd": answer.partial_ncnd,
                    "exemptions": list(answer.exemptions),
                }
                for answer in found.positions
            ],
            "url": page.url,
            "fetched": page.fetched,
            "sha256": page.sha256,
            "published": page.published,
            "corrected": [made.field for made in letter.corrections],
        }
        yield record if personal_data else mask_words(record, found.personal_data)


def export(form: Format, found: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    """Write records in a format and return how many there were."""
    match form:
        case "jsonl":
            return _lines(found, out)
        case "csv":
            return _csv(found, out)
        case "parquet":
            return _parquet(found, out)
        case "bibtex":
            return _written("".join(map(_bibtex, rows := list(found))), len(rows), out)
        case "csl":
            rows = list(found)
            return _written(
                json.dumps(list(map(_csl, rows)), ensure_ascii=False, indent=1), len(rows), out
            )


def _written(text: str, count: int, out: BinaryIO) -> int:
    out.write(text.encode() if text.endswith("\n") else f"{text}\n".encode())
    return count


def _lines(found: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    count = 0
    for count, record in enumerate(found, 1):  # noqa: B007
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
    return count


def _csv(found: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    """Lists joined by ``|``; questions and positions as JSON."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    count = 0
    for count, record in enumerate(found, 1):  # noqa: B007
        writer.writerow({name: cell(value) for name, value in record.items()})
    text.detach()
    return count


def _parquet(found: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    import pyarrow
    import pyarrow.parquet

    rows = list(found)
    word = pyarrow.string()
    words = pyarrow.list_(word)
    question = {"id": word, "text": word}
    position = {
        "question": word, "position": word, "partial_ncnd": pyarrow.bool_(), "exemptions": words,
    }  # fmt: skip
    kinds = dict.fromkeys(COLUMNS, word) | {
        **dict.fromkeys(
            ("forces", "regimes", "exemptions", "ncnd", "procedural", "topics"), words
        ),
        "corrected": words,
        "questions": pyarrow.list_(pyarrow.struct(list(question.items()))),
        "positions": pyarrow.list_(pyarrow.struct(list(position.items()))),
    }
    # Named, not guessed from the rows: two exports have one schema, also where a list is empty.
    schema = pyarrow.schema(list(kinds.items()))
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), out)
    return len(rows)


def _publisher(record: dict[str, Any]) -> str:
    names: list[str] = [forces()[slug].name for slug in record["forces"] if slug in forces()]
    return " and ".join(names)


def _bibtex(record: dict[str, Any]) -> str:
    year = (record["responded"] or "")[:4]
    fields = {
        "title": record["title"] or "Response to a Freedom of Information request",
        "author": f"{{{_publisher(record)}}}",
        "year": year,
        "number": record["reference"],
        "url": record["url"],
        "urldate": record["fetched"][:10],
        "note": f"SHA-256 {record['sha256']}",
    }
    lines = [f"  {name} = {{{_tex(value)}}}" for name, value in fields.items() if value]
    return f"@misc{{foi-{record['id']},\n" + ",\n".join(lines) + "\n}\n\n"


def _tex(value: str) -> str:
    """Words that TeX would take for commands, escaped; braces that are ours stay."""
    return "".join(f"\\{sign}" if sign in "&%$#_" else sign for sign in value)


def _csl(record: dict[str, Any]) -> dict[str, Any]:
    issued = record["responded"]
    entry = {
        "id": f"foi-{record['id']}",
        "type": "document",
        "title": record["title"] or "Response to a Freedom of Information request",
        "author": [{"literal": _publisher(record)}],
        "number": record["reference"],
        "URL": record["url"],
        "accessed": {"date-parts": [[int(part) for part in record["fetched"][:10].split("-")]]},
        "note": f"SHA-256 {record['sha256']}",
    }
    if issued:
        entry["issued"] = {"date-parts": [[int(part) for part in issued.split("-")]]}
    return {name: value for name, value in entry.items() if value is not None}


def stdout() -> BinaryIO:
    """Standard output as bytes."""
    return sys.stdout.buffer
