"""OpenDocument text as a reader sees it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.archive import Archive, attribute, local, text_of
from extract.document import Table
from extract.error import ExtractError
from extract.flow import Flow
from extract.grid import filled, is_table, split_header
from extract.numbering import as_alpha, as_roman

_META = {
    "title": "title", "creator": "last-modified-by", "initial-creator": "author",
    "creation-date": "created", "date": "modified", "generator": "application",
}  # fmt: skip


def check_open(archive: Archive) -> None:
    """See that the parts of a document are not encrypted.

    Raises:
        ExtractError: ``locked``.
    """
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
        raise ExtractError(
            "locked",
            "expected a document that opens without a password, found one that needs it."
            " Ask the publisher for an open copy.",
        )


def metadata_of(archive: Archive) -> dict[str, str]:
    """Author, dates and the like, by our own names."""
    root = archive.xml("meta.xml")
    found: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        name = _META.get(local(element))
        if name and element.text and element.text.strip():
            found.setdefault(name, element.text.strip()[:500])
    return found


def inline(element: etree._Element, unseen: Counter[str]) -> str:
    """The text of a paragraph with its spaces, tabs and line breaks."""
    out = element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            count = attribute(child, "c") or "1"
            out += " " * (int(count) if count.isdigit() else 1)
        elif name == "tab":
            out += "\t"
        elif name == "line-break":
            out += "\n"
        elif name == "annotation":
            unseen["comment"] += 1
        elif name == "hidden-text":
            unseen["hidden-text"] += len(attribute(child, "string-value") or "")
        elif name in ("note", "change", "change-start", "change-end", "bookmark", "frame",
                      "annotation-end", "soft-page-break"):  # fmt: skip
            if name == "note":
                citation = next((e.text for e in child if local(e) == "note-citation"), "")
                out += f"[{citation or ''}]"
        else:
            out += inline(child, unseen)
        out += child.tail or ""
    return out


def paragraphs_in(element: etree._Element) -> list[str]:
    """The paragraphs directly in a cell."""
    unseen: Counter[str] = Counter()
    return [inline(child, unseen) for child in element if local(child) in ("p", "h")]


@dataclass(slots=True)
class Writer:
    """Writes the elements of a text document.

    Attributes:
        styles: Level styles of lists: number format, prefix, suffix, start; by style and level.
        vanished: Names of styles whose text is not shown.
    """

    flow: Flow
    styles: dict[tuple[str, int], tuple[str, str, str, int]] = field(default_factory=dict)
    vanished: frozenset[str] = frozenset()
    tables: list[Table] = field(default_factory=list)
    unseen: Counter[str] = field(default_factory=Counter)
    _counters: dict[tuple[str, int], int] = field(default_factory=dict)

    def write(self, container: etree._Element) -> None:
        """Write all children of a body, a section or a text box."""
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                self._paragraph(element)
            elif name == "list":
                self._list(element, 1, attribute(element, "style-name") or "")
            elif name == "table":
                self._table(element)
            elif name == "tracked-changes":
                self._changes(element)
            elif name in ("section", "index-body", "table-of-content", "frame", "text-box"):
                self.write(element)

    def _paragraph(self, element: etree._Element, marker: str = "") -> None:
        style = attribute(element, "style-name") or ""
        text = inline(element, self.unseen).strip()
        if style in self.vanished:
            self.unseen["hidden-text"] += len(text)
            return
        if text:
            (self.flow.line if marker else self.flow.block)(f"{marker} {text}".strip())
        else:
            self.flow.gap()
        for box in element.iter():
            if local(box) == "text-box" or local(box) == "note-body":
                self.write(box)

    def _list(self, element: etree._Element, depth: int, style: str) -> None:
        if attribute(element, "continue-numbering") != "true":
            self._counters.pop((style, depth), None)
        if depth == 1:
            self.flow.gap()
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            marker = self._marker(item, style, depth) if local(item) == "list-item" else ""
            for child in item:
                if local(child) == "list":
                    self._list(child, depth + 1, attribute(child, "style-name") or style)
                elif local(child) in ("p", "h"):
                    self._paragraph(child, marker)
                    marker = ""
        if depth == 1:
            self.flow.gap()

    def _marker(self, item: etree._Element, style: str, depth: int) -> str:
        form, prefix, suffix, start = self.styles.get((style, depth), ("•", "", "", 1))
        if form == "•":
            return "•"
        key = (style, depth)
        given = attribute(item, "start-value")
        number = (
            int(given) if given and given.isdigit() else self._counters.get(key, start - 1) + 1
        )
        self._counters[key] = number
        for other in [k for k in self._counters if k[0] == style and k[1] > depth]:
            del self._counters[other]
        shown = {
            "a": as_alpha(number), "A": as_alpha(number).upper(), "i": as_roman(number),
            "I": as_roman(number).upper(), "1": str(number),
        }.get(form, "")  # fmt: skip
        return f"{prefix}{shown}{suffix}" if shown else ""

    def _table(self, element: etree._Element) -> None:
        cells: list[list[str]] = []
        marked = 0
        for row in _rows(element):
            out: list[str] = []
            for cell in row:
                if local(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                inner = Writer(Flow(), self.styles, self.vanished, unseen=self.unseen)
                inner.write(cell)
                self.tables += inner.tables
                repeated = attribute(cell, "number-columns-repeated") or "1"
                out += [inner.flow.text()] * (min(int(repeated), 200) if repeated.isdigit() else 1)
            if any(local(above) == "table-header-rows" for above in row.iterancestors()):
                marked += marked == len(cells)
            cells.append(out)
        rows = filled(cells)
        if rows and max(map(len, rows)) == 1:
            for row_ in rows:
                self.flow.block(row_[0])
            return
        if is_table(rows):
            header, body = split_header(rows, marked if marked < len(rows) else 0)
            self.tables.append(Table(page=1, header=header, rows=body))
        self.flow.table(rows)

    def _changes(self, element: etree._Element) -> None:
        for change in element.iter():
            if local(change) == "deletion":
                self.unseen["deletion"] += sum(
                    len(text_of(e)) for e in change if local(e) in ("p", "h", "list", "table")
                )
            elif local(change) == "insertion":
                self.unseen["insertion"] += 1


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def list_styles(*roots: etree._Element | None) -> dict[tuple[str, int], tuple[str, str, str, int]]:
    """How the lists of a document look: number format, prefix, suffix, first number."""
    out = {}
    for root in roots:
        for style in root.iter() if root is not None else ():
            if local(style) != "list-style":
                continue
            name = attribute(style, "name") or ""
            for level in style:
                depth = int(attribute(level, "level") or 1)
                if local(level) == "list-level-style-number":
                    out[name, depth] = (
                        attribute(level, "num-format") or "",
                        attribute(level, "num-prefix") or "",
                        attribute(level, "num-suffix") or "",
                        int(attribute(level, "start-value") or 1),
                    )
                else:
                    out[name, depth] = ("•", "", "", 1)
    return out


def vanished_styles(*roots: etree._Element | None) -> frozenset[str]:
    """Names of styles whose text is not shown."""
    return frozenset(
        attribute(style, "name") or ""
        for root in roots
        if root is not None
        for style in root.iter()
        if local(style) == "style"
        for properties in style
        if local(properties) == "text-properties" and attribute(properties, "display") == "none"
    )
