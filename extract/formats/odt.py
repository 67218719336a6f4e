"""OpenDocument texts (.odt)."""

from extract.archive import Archive, local
from extract.document import Document, Hidden
from extract.error import ExtractError
from extract.flow import Flow
from extract.formats.docx import unseen_hidden
from extract.office import author_hidden
from extract.rich.opendocument import (
    Writer,
    check_open,
    list_styles,
    metadata_of,
    vanished_styles,
)
from extract.source import Source

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def recognise(source: Source) -> int:
    """A ZIP archive that says so in its first member."""
    return 95 if b"opendocument.text" in source.body[:120] else 0


def read(source: Source) -> Document:
    """Headings, paragraphs, lists and tables in their order; what is not shown is counted."""
    archive = Archive(source)
    check_open(archive)
    content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
    body = (
        next((e for e in content.iter() if local(e) == "text"), None)
        if (content is not None)
        else None
    )
    if body is None:
        raise ExtractError("damaged", "expected a text in content.xml, found none")
    writer = Writer(Flow(), list_styles(styles, content), vanished_styles(styles, content))
    writer.write(body)
    writer.flow.end_page(0)
    metadata = metadata_of(archive)
    hidden = [*unseen_hidden(writer.unseen), *author_hidden(metadata)]
    if count := writer.unseen["comment"]:
        hidden.append(Hidden(kind="comment", severity="low", where="document", count=count))
    return Document(
        media_type=MEDIA_TYPE,
        text=writer.flow.text(),
        title=metadata.get("title"),
        pages=writer.flow.pages(),
        tables=tuple(writer.tables),
        hidden=tuple(hidden),
        metadata=metadata,
    )
