"""What Open XML files of Word and Excel have in common: relations, properties, embedded files."""

import posixpath
from collections.abc import Mapping

from extract.archive import Archive, attribute, local
from extract.document import Hidden

_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last-modified-by",
    "created": "created",
    "modified": "modified",
    "title": "title",
    "subject": "subject",
    "Company": "company",
    "Manager": "manager",
    "Application": "application",
    "Template": "template",
}
_WORKBOOKS = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")


def main_part(archive: Archive, ending: str, otherwise: str) -> str:
    """The part that the package says is its document."""
    for target in relations(archive, "").values():
        if target[0].endswith("/officeDocument"):
            return target[1]
    return next(archive.starting("", ending), otherwise)


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """``{id: (type, target)}`` of a part; targets inside the package are full names."""
    folder, name = posixpath.split(part)
    root = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    out: dict[str, tuple[str, str]] = {}
    if root is None:
        return out
    for element in root:
        key, kind, target = (attribute(element, name) or "" for name in ("Id", "Type", "Target"))
        if attribute(element, "TargetMode") != "External":
            target = posixpath.normpath(
                target[1:] if target.startswith("/") else posixpath.join(folder, target)
            )
        else:
            kind += "#external"
        out[key] = (kind, target)
    return out


def properties(archive: Archive) -> dict[str, str]:
    """Author, dates and the like, by our own names."""
    found: dict[str, str] = {}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = archive.xml(part)
        for element in root if root is not None else ():
            name = _PROPERTIES.get(local(element))
            if name and element.text and element.text.strip():
                found[name] = element.text.strip()[:500]
    return found


def author_hidden(metadata: Mapping[str, str]) -> list[Hidden]:
    """A person's name in the properties, where the file has one."""
    named = [name for name in ("author", "last-modified-by", "manager") if metadata.get(name)]
    if not named:
        return []
    return [Hidden(kind="author", severity="low", where="properties", count=len(named))]


def embedded(archive: Archive, folder: str) -> list[Hidden]:
    """Files embedded in a document; a workbook holds more than the chart that is shown."""
    found = []
    names = list(archive.starting(f"{folder}/embeddings/"))
    books = [name for name in names if name.lower().endswith(_WORKBOOKS)]
    if books:
        found.append(
            Hidden(
                kind="embedded-workbook", severity="high", where=_names(books), count=len(books)
            )
        )
    if others := [name for name in names if name not in books]:
        found.append(
            Hidden(kind="embedded-file", severity="low", where=_names(others), count=len(others))
        )
    return found


def _names(parts: list[str]) -> str:
    return ", ".join(posixpath.basename(part) for part in parts[:5])
