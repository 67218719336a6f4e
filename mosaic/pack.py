"""An evidence pack: what is behind the matrix of some letters, as files by name."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Any
from urllib.parse import urlsplit

from collection.collection import Collection
from collection.error import FoiError
from crawlers.capture import contract
from mosaic.evidence import Evidence
from mosaic.matrix import matrix
from mosaic.pack_subject import Subject
from mosaic.pack_versions import versions
from mosaic.position import Position
from mosaic.publish import csv_of
from nlp.collected import STAGE as READ
from nlp.collected import Collected
from nlp.masking import mask, mask_words
from nlp.response import PersonalData, Span


class PackError(FoiError):
    """Evidence that is not where the matrix says that it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The files of a pack but for its manifest.

    Attributes:
        subject: What it is about.
        letters: Behind the cells, by id.
        captures: How many.
        cells: How many, those of forces without an answer among them.
        contents: Bytes by path in the pack.
    """

    subject: Subject
    letters: tuple[Collected, ...]
    captures: int
    cells: int
    contents: Mapping[str, bytes]


def pack(
    collection: Collection,
    subject: Subject,
    records: Iterable[Mapping[str, Any]],
    *,
    personal_data: bool = False,
) -> Pack:
    """Gather what is behind every cell of the matrix of some letters.

    Pages and files as published hold people's names, so their bytes are left out, and hashes,
    addresses and masked texts stand for them, unless the operator asks for personal data.

    Args:
        collection: An open collection.
        subject: What the pack is about, with its letters.
        records: One for each letter, with its ``id``, masked as ``personal_data`` says.
        personal_data: For the operator: the bytes as stored, and texts with the names in them.

    Raises:
        PackError: A passage of the matrix is in none of the texts of its response.
    """
    held, robin = subject.letters, subject.robin
    rows = matrix(collection, held, robin=robin.id if robin else None, personal_data=personal_data)
    behind = {row.response for row in rows}
    kept = sorted(
        (one for one in held if one.response.id in behind), key=lambda one: one.response.id
    )
    by_id = {one.response.id: one for one in kept}
    evidence = Evidence(collection, personal_data=personal_data)
    numbered: dict[tuple[object, ...], tuple[int, dict[str, Any]]] = {}
    cells = [_cell(row, by_id, evidence, numbered) for row in rows]
    passages = [passage for _, passage in numbered.values()]
    contents, captures = _captures(collection, kept, personal_data)
    stamps = collection.outputs(READ).stamps()
    described = {record["id"]: record for record in records}
    read = [_record(described[id_], one, stamps[id_][1], personal_data)
            for id_, one in by_id.items()]  # fmt: skip
    for id_, one in by_id.items():
        people = () if personal_data else one.response.personal_data
        contents[_text(id_)] = mask(one.response.text, people).encode()
    query = {
        "command": f"foi pack {subject.arguments}"
        + (" --with-personal-data" if personal_data else ""),
        "matrix": f"foi mosaic {subject.arguments}",
        "robin": robin.contract() if robin else None,
        "wave": subject.wave,
        "query": subject.query,
        "responses": list(by_id),
        "same_answer_elsewhere": sorted({one.response.id for one in held} - by_id.keys()),
    }
    tables = {"matrix": cells, "passages": passages, "captures": captures, "records": read,
              "query": query, "versions": versions()}  # fmt: skip
    contents |= {f"{name}.json": as_json(value) for name, value in tables.items()}
    names = (*Position.__dataclass_fields__, "passage")
    contents["matrix.csv"] = csv_of(names, cells)
    contents["verify.py"] = (files("mosaic") / "packed" / "verify.py").read_bytes()
    contents["README.txt"] = _readme(
        personal_data, title=subject.title, told=subject.told, responses=len(kept),
        cells=len(cells), captures=len(captures),
    )  # fmt: skip
    return Pack(
        subject=subject, letters=tuple(kept), captures=len(captures),
        cells=len(cells), contents=contents,
    )  # fmt: skip


def as_json(value: Any) -> bytes:
    """A value as a JSON file that a person can read."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _text(id_: str) -> str:
    return f"texts/{id_}.txt"


def _cell(
    row: Position,
    letters: Mapping[str, Collected],
    evidence: Evidence,
    passages: dict[tuple[object, ...], tuple[int, dict[str, Any]]],
) -> dict[str, Any]:
    """A cell with the number of its passage, which is added where it is new."""
    if row.evidence is None or row.response is None:
        return row.contract() | {"passage": None}
    letter = letters[row.response]
    people = () if evidence.personal_data else letter.response.personal_data
    start, end = whole(_span(row, letter, evidence), people)
    words = mask(letter.response.text, people, start, end)
    before = len(mask(letter.response.text, people, 0, start))
    original = {
        "url": row.url, "sha256": row.sha256, "page": row.page, "start": row.start, "end": row.end,
    }  # fmt: skip
    made = {
        "response": row.response,
        "text": _text(row.response),
        "start": before,
        "end": before + len(words),
        "passage": words,
        "original": original,
    }
    place = (row.response, start, end, *original.values())
    number, _ = passages.setdefault(place, (len(passages), made))
    # Where the edge of the cell's cuts through two names at once, the kind may be the other's.
    line = " ".join(words.split())
    said = row.evidence if row.evidence.removesuffix(" …") in line else line
    return row.contract() | {"evidence": said, "passage": number}


def _span(row: Position, letter: Collected, evidence: Evidence) -> Span:
    """Where the passage of a cell stands in the text of its response."""
    assert row.start is not None
    assert row.end is not None
    found = letter.response
    for start in dict.fromkeys((*(part.start for part in found.parts), 0)):
        span = start + row.start, start + row.end
        if evidence.words(found, *span) == row.evidence:
            return span
    raise PackError(
        f"{row.response}: expected the passage {row.evidence!r} at {row.start} in one of its"
        f" {len(found.parts)} documents, found none. `foi process --redo` reads it again."
    )


def whole(span: Span, people: Iterable[PersonalData]) -> Span:
    """A passage made longer where it would cut a name: a mask has no halves."""
    start, end = span
    reach = sorted(place for item in people for place in item.spans)
    while cut := [at for at in reach if at[0] < start < at[1] or at[0] < end < at[1]]:
        start = min(start, *(at[0] for at in cut))
        end = max(end, *(at[1] for at in cut))
    return start, end


def _record(
    record: Mapping[str, Any], letter: Collected, version: str, personal_data: bool
) -> dict[str, Any]:
    corrections = [
        {"field": made.field, "value": made.value, "why": made.why, "made": made.made}
        for made in letter.corrections
    ]
    people = () if personal_data else letter.response.personal_data
    return {
        **record,
        "text": _text(letter.response.id),
        "read_by": version,
        "corrections": mask_words(corrections, people),
        "captures": sorted({one.sha256 for one in letter.captures if one.sha256}),
    }


def _captures(
    collection: Collection, letters: Iterable[Collected], personal_data: bool
) -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """The bytes as stored, where they may be shown, and what is known of each fetch."""
    contents: dict[str, bytes] = {}
    known: dict[int, dict[str, Any]] = {}
    for letter in letters:
        people = () if personal_data else letter.response.personal_data
        for one in letter.captures:
            # A page with several letters is described once, without anybody of any of them.
            held = known.get(one.id) or {
                **contract(one), "final_url": one.final_url, "size": one.size,
            }  # fmt: skip
            known[one.id] = mask_words(held, people)
    rows = sorted(
        known.values(), key=lambda row: (row["url"], row["fetched"], row["sha256"] or "")
    )
    names: dict[str, str] = {}
    for row in rows:
        digest = row["sha256"]
        if digest and personal_data:
            names.setdefault(digest, f"captures/{digest}{_ending(row)}")
            contents[names[digest]] = collection.blobs.get(digest)
        row["file"] = names.get(digest)
    return contents, rows


def _ending(row: Mapping[str, Any]) -> str:
    """The ending of a file's name in its address, or of a page, so that it can be opened."""
    found = re.search(r"\.[a-z0-9]{1,5}$", urlsplit(row["url"]).path.lower())
    page = (row["media_type"] or "").startswith("text/html")
    return found[0] if found else ".html" if page else ""


def _readme(personal_data: bool, **words: Any) -> bytes:
    text = Template((files("mosaic") / "packed" / "README.txt").read_text(encoding="utf-8"))
    if personal_data:
        said = {
            "kept": "INCLUDED, for the operator. Do not publish this pack as it is.",
            "bytes": "    captures/         the bytes of each page and file as they were fetched",
            "proves": "- That the bytes in captures/ have the SHA-256 that was noted when they"
            " were fetched.\n",
            "not_proved": "",
        }
    else:
        said = {
            "kept": "left out. Names and contact data that were found are replaced by their\n"
            "kind. Pages and files as published hold names: their bytes are NOT in this pack;\n"
            "hashes, addresses and the masked texts stand for them.",
            "bytes": "                      (the bytes themselves are left out: they hold names)",
            "proves": "",
            "not_proved": "- Anything about the bytes as published, which are not here. Who has a"
            " page or file, from\n  its address, an archive or the maker of this pack, can compare"
            " its SHA-256 with\n  captures.json; a page that was changed since, if only in its"
            " menu, has another.\n",
        }
    return text.substitute(said | words).encode()
