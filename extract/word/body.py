"""The body of a Word document to lines and tables, in the order in which they are read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.archive import attribute, local, text_of
from extract.document import Table
from extract.flow import Flow
from extract.grid import filled, is_table, split_header
from extract.word.lists import Lists

_SYMBOLS = {
    "F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0B7": "•", "F0A7": "•",
    "F02D": "-", "F0D8": "➢", "F0E0": "→",
}  # fmt: skip

_BLACK = ("000000", "black")
SHORT = 100
"""Characters up to which a paragraph may be a line of an address rather than a passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a paragraph style says that matters for reading.

    Attributes:
        number: List and level that its paragraphs are numbered by.
    """

    heading: bool = False
    number: tuple[str, int] | None = None
    hidden: bool = False


@dataclass(slots=True)
class Body:
    """Writes the elements of a document, and counts what is not shown.

    Attributes:
        spaced: The document sets its paragraphs apart by empty ones.
        unseen: Characters that are not shown, by kind of hiding.
        notes: Ids of the foot- and endnotes referred to, in order.
    """

    flow: Flow
    lists: Lists
    styles: dict[str, Style]
    spaced: bool = False
    tables: list[Table] = field(default_factory=list)
    unseen: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _boxes: list[etree._Element] = field(default_factory=list)

    def write(self, container: etree._Element) -> None:
        """Write the paragraphs and tables of a body, a cell, a note or a text box."""
        for element in container:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
                if name in ("ins", "moveTo"):
                    self.unseen["insertion"] += 1
                self.write(element)
            elif name in ("del", "moveFrom"):
                self.unseen["deletion"] += len(text_of(element).strip())
            elif name == "AlternateContent":
                for choice in list(element)[:1]:
                    self.write(choice)

    def _paragraph(self, element: etree._Element) -> None:
        settings = next((child for child in element if local(child) == "pPr"), None)
        style, number = self._style(settings)
        text = "".join(self._runs(element)).replace("\xad", "").rstrip()
        marker = ""
        if number and (text.strip() or self._boxes):
            marker = self.lists.marker(*number)
        text = "\n".join(line.strip(" ") for line in text.split("\n")).strip("\n")
        if marker:
            text = f"{marker} {text.lstrip()}"
        if not text.strip():
            self.flow.gap()
        elif style.heading or not (number or (self.spaced and len(text) <= SHORT)):
            self.flow.block(text)
        else:
            self.flow.line(text)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.flow.gap()
            self.write(box)
            self.flow.gap()

    def _style(self, settings: etree._Element | None) -> tuple[Style, tuple[str, int] | None]:
        style, number = Style(), None
        if settings is None:
            return self.styles.get("", style), None
        name = next((attribute(e, "val") or "" for e in settings if local(e) == "pStyle"), "")
        style = self.styles.get(name, style)
        number = style.number
        for child in settings:
            if local(child) == "numPr":
                values = {local(e): attribute(e, "val") or "0" for e in child}
                depth = values.get("ilvl", str(number[1]) if number else "0")
                key = values.get("numId", number[0] if number else "0")
                number = (key, int(depth) if depth.isdigit() else 0) if key != "0" else None
            elif local(child) == "outlineLvl":
                style = Style(heading=True, number=style.number, hidden=style.hidden)
        return style, number

    def _runs(self, element: etree._Element) -> Iterator[str]:
        """The text of a paragraph; text boxes in it are put aside to follow it."""
        for child in element:
            name = local(child)
            if name == "r":
                yield from self._run(child)
            elif name in ("del", "moveFrom"):
                self.unseen["deletion"] += len(text_of(child).strip())
            elif name in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "instrText"):
                continue
            elif name == "oMath":
                yield text_of(child)
            else:
                if name in ("ins", "moveTo"):
                    self.unseen["insertion"] += 1
                yield from self._runs(child)

    def _run(self, run: etree._Element) -> Iterator[str]:
        if kind := _unseen(run):
            text = "".join(e.text or "" for e in run if local(e) == "t")
            self.unseen[kind] += len(text.strip())
            return
        for child in run:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "sym":
                yield _SYMBOLS.get((attribute(child, "char") or "").upper(), "")
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name[:-9], attribute(child, "id") or ""))
                yield f"[{len(self.notes)}]"
            elif name in ("drawing", "pict", "object"):
                self._find_boxes(child)
            elif name == "AlternateContent":
                # The same content twice, for newer and older programs.
                for choice in list(child)[:1]:
                    self._find_boxes(choice)
                    yield from (
                        e.text or ""
                        for e in choice.iter()
                        if local(e) == "t" and not _is_inside(e, "txbxContent")
                    )

    def _find_boxes(self, element: etree._Element) -> None:
        found = [e for e in element.iter() if local(e) == "txbxContent"]
        inner = {id(e) for box in found for e in box.iter() if e is not box}
        self._boxes += [
            box for box in found if id(box) not in inner and not _is_inside(box, "Fallback")
        ]

    def _table(self, element: etree._Element) -> None:
        cells, marked = self._cells(element)
        rows = filled(cells)
        if rows and max(map(len, rows)) == 1:
            # A frame around text: it is read as text.
            self.flow.gap()
            for row in rows:
                self.flow.block(row[0])
            return
        if is_table(rows):
            header, body = split_header(rows, marked if marked < len(rows) else 0)
            self.tables.append(Table(page=1, header=header, rows=body))
        self.flow.table(rows)

    def _cells(self, table: etree._Element) -> tuple[list[list[str]], int]:
        out: list[list[str]] = []
        marked = 0
        for row in _rows(table):
            settings = [local(e) for s in row if local(s) == "trPr" for e in s]
            cells: list[str] = []
            for cell in _rows(row, "tc"):
                across, continued = 1, False
                for setting in (e for s in cell if local(s) == "tcPr" for e in s):
                    if local(setting) == "gridSpan":
                        across = int(attribute(setting, "val") or 1)
                    elif local(setting) == "vMerge":
                        continued = (attribute(setting, "val") or "continue") == "continue"
                text = "" if continued else self._cell(cell)
                cells += [text, *[""] * (min(max(across, 1), 200) - 1)]
            if "hidden" in settings:
                self.unseen["row"] += 1
                continue
            if "tblHeader" in settings and marked == len(out):
                marked += 1
            out.append(cells)
        return out, marked

    def _cell(self, cell: etree._Element) -> str:
        inner = Body(Flow(), self.lists, self.styles, spaced=True, unseen=self.unseen,
                     notes=self.notes)  # fmt: skip
        inner.write(cell)
        self.tables += inner.tables
        return inner.flow.text()


def _rows(element: etree._Element, name: str = "tr") -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for child in element:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins"):
            yield from _rows(child, name)


def _unseen(run: etree._Element) -> str | None:
    """How a run is kept from being seen: hidden outright, or black on black."""
    found: dict[str, str | None] = {}
    for settings in run:
        if local(settings) == "rPr":
            found = {local(child): attribute(child, "val") for child in settings}
            shade = next((attribute(e, "fill") for e in settings if local(e) == "shd"), None)
            if (shade or "").lower() in _BLACK or found.get("highlight") == "black":
                found["ground"] = "black"
    if "vanish" in found and found["vanish"] not in ("0", "false", "off"):
        return "hidden-text"
    ink = (found.get("color") or "auto").lower()
    # What is set to "auto" turns white on black; black by name does not.
    if found.get("ground") and (ink in _BLACK or (ink == "auto" and "highlight" in found)):
        return "text-under-box"
    return None


def _is_inside(element: etree._Element, name: str) -> bool:
    return any(local(above) == name for above in element.iterancestors())
