"""Excel workbooks (.xlsx, .xlsm), read from their XML."""

import posixpath

from extract.archive import Archive, local
from extract.document import Document, Hidden, Note
from extract.office import author_hidden, embedded, properties
from extract.sheets.sheet import sheets_document
from extract.sheets.workbook import Workbook
from extract.source import Source

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def recognise(source: Source) -> int:
    """A ZIP archive with a workbook in XML."""
    return 95 if any(name.startswith("xl/workbook.xml") for name in source.members) else 0


def read(source: Source) -> Document:
    """Every visible sheet; hidden ones, caches and the like are counted."""
    archive = Archive(source)
    workbook = Workbook(archive, source.budget)
    sheets = workbook.sheets()
    metadata = properties(archive)
    stopped = workbook.stopped
    return sheets_document(
        sheets,
        media_type=MEDIA_TYPE,
        hidden=[
            *_caches(archive),
            *_names(workbook.names),
            *_comments(archive),
            *embedded(archive, "xl"),
            *author_hidden(metadata),
        ],
        metadata=metadata,
        error=Note(code=stopped.code, message=str(stopped)) if stopped else None,
    )


def _caches(archive: Archive) -> list[Hidden]:
    """Copies of data that the sheets need not show."""
    out = []
    records = [
        name
        for name in archive.starting("xl/pivotCache/pivotCacheRecords")
        if archive.size(name) > 600
    ]
    definitions = list(archive.starting("xl/pivotCache/pivotCacheDefinition"))
    if records:
        out.append(_found("pivot-cache", "high", records))
    elif definitions:
        out.append(_found("pivot-cache", "low", definitions))
    if models := list(archive.starting("xl/model/")):
        out.append(_found("data-model", "high", models))
    if links := list(archive.starting("xl/externalLinks/externalLink", ".xml")):
        out.append(_found("external-link", "low", links))
    return out


def _names(names: list[str]) -> list[Hidden]:
    """Names of ranges on hidden sheets; Excel's own print areas are none."""
    names = [name for name in names if not name.startswith("_xlnm.")]
    if not names:
        return []
    where = ", ".join(names[:5])
    return [Hidden(kind="named-range", severity="low", where=where, count=len(names))]


def _comments(archive: Archive) -> list[Hidden]:
    count = 0
    for name in archive.names():
        if name.startswith("xl/") and "omments" in name and name.endswith(".xml"):
            root = archive.xml(name)
            for element in root.iter() if root is not None else ():
                count += local(element) == "comment"
    return [Hidden(kind="comment", severity="low", where="sheets", count=count)] if count else []


def _found(kind: str, severity: str, parts: list[str]) -> Hidden:
    where = ", ".join(posixpath.basename(part) for part in parts[:5])
    return Hidden(kind=kind, severity=severity, where=where, count=len(parts))  # type: ignore[arg-type]
