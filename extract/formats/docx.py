"""Word documents (.docx), read from their XML in the order in which a person reads them."""

import re
from collections import Counter

from lxml import etree

from extract.archive import Archive, attribute, local, text_of
from extract.document import Document, Hidden
from extract.error import ExtractError
from extract.flow import Flow
from extract.office import author_hidden, embedded, main_part, properties, relations
from extract.source import Source
from extract.word.body import Body, Style
from extract.word.lists import read_lists

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_FURNITURE = re.compile(
    r"^\s*(page\s*)?\d*\s*((of|/)\s*\d+)?\s*$|^\s*OFFICIAL\b.{0,30}$"
    r"|^\s*NOT PROTECTIVELY MARKED\s*$",
    re.I,
)
LITTLE = 60
"""Characters under which a document says nothing by itself."""
PICTURE = 20_000
"""Bytes over which a picture may be a page."""
LEAK = 20
"""Characters of deleted or hidden text from which it may be more than a slip."""


def recognise(source: Source) -> int:
    """A ZIP archive with a Word document in it."""
    return 95 if any(name.startswith("word/document") for name in source.members) else 0


def read(source: Source) -> Document:
    """Headers, body with tables and text boxes, notes, footers; what is not shown is counted."""
    archive = Archive(source)
    part = main_part(archive, "word/document.xml", "word/document.xml")
    root = archive.xml(part)
    body = next((e for e in root if local(e) == "body"), None) if root is not None else None
    if root is None or body is None:
        raise ExtractError("damaged", f"expected a Word document in {part}, found none")
    targets = relations(archive, part)
    parts = {kind.rsplit("/", 1)[-1]: target for kind, target in targets.values()}
    writer = Body(
        Flow(),
        read_lists(archive.xml(parts.get("numbering", ""))),
        _styles(archive.xml(parts.get("styles", ""))),
        spaced=_is_spaced(body),
    )
    margins = _margins(archive, root, targets)
    for name in margins["headerReference"]:
        _write_margin(archive, writer, name)
    writer.write(body)
    _write_notes(archive, writer, parts)
    for name in margins["footerReference"]:
        _write_margin(archive, writer, name)
    writer.flow.end_page(0)
    metadata = properties(archive)
    pictures: list[Document] = []
    if len(writer.flow) < LITTLE:
        # A scan that was put into a document: what it says stands in its pictures.
        pictures = [
            source.child(name.rpartition("/")[2], archive.read(name))
            for name in archive.starting("word/media/")
            if archive.size(name) > PICTURE
        ]
    return Document(
        media_type=MEDIA_TYPE,
        text=writer.flow.text(),
        title=metadata.get("title"),
        pages=writer.flow.pages(),
        tables=tuple(writer.tables),
        hidden=(
            *unseen_hidden(writer.unseen),
            *_comments(archive, parts),
            *_cropped(root),
            *embedded(archive, "word"),
            *author_hidden(metadata),
        ),
        metadata=metadata,
        children=tuple(pictures),
    )


def unseen_hidden(unseen: Counter[str]) -> list[Hidden]:
    """What the body's writer counted, with severities."""
    out = []
    for kind, name in (("deletion", "tracked-deletion"), ("hidden-text", "hidden-text")):
        if count := unseen[kind]:
            severity = "high" if count >= LEAK else "low"
            out.append(
                Hidden(kind=name, severity=severity, where="document", count=count)  # type: ignore[arg-type]
            )
    if count := unseen["insertion"]:
        out.append(Hidden(kind="tracked-insertion", severity="low", where="document", count=count))
    if count := unseen["text-under-box"]:
        out.append(Hidden(kind="text-under-box", severity="high", where="document", count=count))
    if count := unseen["row"]:
        out.append(Hidden(kind="row", severity="high", where="tables", count=count))
    return out


def _comments(archive: Archive, parts: dict[str, str]) -> list[Hidden]:
    root = archive.xml(parts.get("comments", ""))
    count = sum(local(element) == "comment" for element in root) if root is not None else 0
    if not count:
        return []
    return [Hidden(kind="comment", severity="low", where="document", count=count)]


def _cropped(root: etree._Element) -> list[Hidden]:
    """Pictures of which a part is cut away; all of it is still in the file."""
    count = sum(
        any(int(attribute(element, side) or 0) > 2000 for side in "ltrb")
        for element in root.iter()
        if local(element) == "srcRect"
    )
    if not count:
        return []
    return [Hidden(kind="cropped-image", severity="low", where="document", count=count)]


def _styles(root: etree._Element | None) -> dict[str, Style]:
    """Paragraph styles by id, each with what it inherits; the default one also under ``""``."""
    raw: dict[str, tuple[str, Style]] = {}
    default = ""
    for element in root if root is not None else ():
        if local(element) != "style" or attribute(element, "type") != "paragraph":
            continue
        key = attribute(element, "styleId") or ""
        if attribute(element, "default") in ("1", "true"):
            default = key
        based, heading, number = "", False, None
        for child in element:
            if local(child) == "basedOn":
                based = attribute(child, "val") or ""
            elif local(child) == "name":
                heading = bool(re.match(r"heading|title$", attribute(child, "val") or "", re.I))
            elif local(child) == "pPr":
                values = {local(e): attribute(e, "val") for e in child.iter()}
                heading = heading or "outlineLvl" in values
                if key_ := values.get("numId"):
                    depth = values.get("ilvl") or "0"
                    number = (key_, int(depth) if depth.isdigit() else 0)
        raw[key] = (based, Style(heading=heading, number=number))
    out = {key: _inherited(raw, key) for key in raw}
    if default in out:
        out[""] = out[default]
    return out


def _inherited(raw: dict[str, tuple[str, Style]], key: str) -> Style:
    heading, number = False, None
    for _ in range(20):
        if key not in raw:
            break
        based, style = raw[key]
        heading = heading or style.heading
        number = number or style.number
        key = based
    return Style(heading=heading, number=number if number and number[0] != "0" else None)


def _is_spaced(body: etree._Element) -> bool:
    """Whether empty paragraphs, not spacing, set the others apart."""
    paragraphs = [element for element in body if local(element) == "p"]
    empty = sum(not text_of(e).strip() for e in paragraphs)
    return empty * 6 >= len(paragraphs)


def _margins(
    archive: Archive, root: etree._Element, targets: dict[str, tuple[str, str]]
) -> dict[str, list[str]]:
    """Parts of page headers and footers, each once, the first page's first."""
    out: dict[str, list[str]] = {"headerReference": [], "footerReference": []}
    for element in root.iter():
        if (name := local(element)) in out:
            target = targets.get(attribute(element, "id") or "", ("", ""))[1]
            if target in archive and target not in out[name]:
                first = attribute(element, "type") == "first"
                out[name].insert(0 if first else len(out[name]), target)
    return out


def _write_margin(archive: Archive, writer: Body, name: str) -> None:
    """A header or footer; page numbers and protective markings in it are no part of the text."""
    root = archive.xml(name)
    if root is None:
        return
    inner = Body(Flow(), writer.lists, writer.styles, spaced=True, unseen=writer.unseen)
    inner.write(root)
    present = writer.flow.text()
    lines = [
        line
        for line in inner.flow.text().split("\n")
        if not _FURNITURE.match(line) or not line.strip()
    ]
    text = "\n".join(lines).strip("\n")
    if text.strip() and text not in present:
        writer.flow.block(re.sub(r"\n{3,}", "\n\n", text))


def _write_notes(archive: Archive, writer: Body, parts: dict[str, str]) -> None:
    """Foot- and endnotes, in the order in which they are referred to."""
    if not writer.notes:
        return
    notes = {}
    for kind in ("footnote", "endnote"):
        root = archive.xml(parts.get(f"{kind}s", ""))
        for note in root if root is not None else ():
            notes[kind, attribute(note, "id") or ""] = note
    for number, key in enumerate(list(writer.notes), 1):
        if (element := notes.get(key)) is not None:
            inner = Body(Flow(), writer.lists, writer.styles, unseen=writer.unseen)
            inner.write(element)
            writer.tables += inner.tables
            writer.flow.block(f"[{number}] {inner.flow.text().strip()}")
