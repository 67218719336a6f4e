"""ZIP archives: the files inside, each read as if it had come alone."""

import posixpath

from extract.archive import Archive
from extract.document import Document, Note
from extract.error import ExtractError
from extract.source import Source

MEDIA_TYPE = "application/zip"


def recognise(source: Source) -> int:
    """The signature; documents that are archives inside are surer."""
    return 50 if source.body.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0


def read(source: Source) -> Document:
    """The members as children; folders and what file managers leave behind are not."""
    archive = Archive(source)
    children: list[Document] = []
    stopped: Note | None = None
    names = [name for name in archive.names() if not _is_leftover(name)]
    locked = 0
    for name in names:
        try:
            children.append(source.child(name, archive.read(name)))
        except ExtractError as error:
            if error.code in ("locked", "damaged"):
                locked += error.code == "locked"
                note = Note(code=error.code, message=str(error))
                children.append(Document(media_type="", name=name, error=note))
                continue
            stopped = Note(code=error.code, message=str(error))
            break
    if names and locked == len(names):
        stopped = Note(
            code="locked", message="expected no password, found that all files need one"
        )
    return Document(media_type=MEDIA_TYPE, children=tuple(children), error=stopped)


def _is_leftover(name: str) -> bool:
    base = posixpath.basename(name)
    return name.startswith("__MACOSX/") or base in (".DS_Store", "Thumbs.db", "desktop.ini")
