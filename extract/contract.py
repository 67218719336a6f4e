"""A document as the JSON object of the contract, and as the whole record, and back."""

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from extract.document import Document

_RECORD = TypeAdapter(Document)


def contract(document: Document, file: str) -> dict[str, Any]:
    """What ``foi extract --json`` prints for a file: exactly the keys of the contract.

    Children are the same object with their ``name``; their ``file`` is the path to them, parts
    joined by ``!``.
    """
    return {
        # A name that is no UTF-8 must not keep the line from being printed.
        "file": file.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace"),
        "media_type": document.media_type,
        "text": document.text,
        "pages": [asdict(page) for page in document.pages],
        "tables": [
            {
                "page": table.page,
                "sheet": table.sheet,
                "header": list(table.header),
                "rows": [list(row) for row in table.rows],
            }
            for table in document.tables
        ],
        "hidden": [asdict(hidden) for hidden in document.hidden],
        "warnings": [asdict(note) for note in document.warnings],
        "children": [
            contract(child, f"{file}!{child.name or index}") | {"name": child.name}
            for index, child in enumerate(document.children, 1)
        ],
        "error": asdict(document.error) if document.error else None,
    }


def dump(document: Document) -> dict[str, Any]:
    """The whole record as JSON values, for the catalogue."""
    value: dict[str, Any] = _RECORD.dump_python(document, mode="json")
    return value


def load(value: dict[str, Any]) -> Document:
    """The record that :func:`dump` wrote.

    Raises:
        pydantic.ValidationError: It is not such a record.
    """
    return _RECORD.validate_python(value)
