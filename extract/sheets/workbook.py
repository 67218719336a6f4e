"""The XML of an Excel workbook to sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from extract.archive import Archive, attribute, local, text_of
from extract.error import ExtractError
from extract.office import main_part, relations
from extract.sheets.sheet import Sheet, State
from extract.sheets.shown import BUILT_IN, general, shown
from extract.source import Budget

_STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "very-hidden"}
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
CELLS = 3_000_000
"""Cells read of one workbook."""


@dataclass(slots=True)
class Workbook:
    """What is common to the sheets of a workbook.

    Attributes:
        stopped: The error that ended the reading early; the sheets so far are kept.
        masked: Styles that write black on black.
        names: Defined names that point into hidden sheets.
    """

    archive: Archive
    budget: Budget
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    masked: frozenset[int] = frozenset()
    since_1904: bool = False
    stopped: ExtractError | None = None
    names: list[str] = field(default_factory=list)
    _cells: int = 0

    def sheets(self) -> list[Sheet]:
        """All sheets, also the hidden ones.

        Raises:
            ExtractError: There is no workbook in the archive.
        """
        part = main_part(self.archive, "xl/workbook.xml", "xl/workbook.xml")
        root = self.archive.xml(part)
        if root is None:
            raise ExtractError("damaged", f"expected a workbook in {part}, found none")
        targets = relations(self.archive, part)
        kinds = {kind.rsplit("/", 1)[-1]: target for kind, target in targets.values()}
        self.strings = self._read_strings(kinds.get("sharedStrings", "xl/sharedStrings.xml"))
        styles = self.archive.xml(kinds.get("styles", "xl/styles.xml"))
        self.formats = _read_formats(styles)
        self.masked = _masked(styles)
        out = []
        for element in root.iter():
            if local(element) == "workbookPr":
                self.since_1904 = attribute(element, "date1904") in ("1", "true")
            elif local(element) == "sheet":
                kind, target = targets.get(attribute(element, "id") or "", ("", ""))
                sheet = Sheet(
                    name=(attribute(element, "name") or "").strip(),
                    state=_STATES.get(attribute(element, "state") or "", "visible"),
                )
                out.append(sheet)
                if kind.endswith("/worksheet") or (not kind and target):
                    self._fill(sheet, target)
        unseen = {sheet.name for sheet in out if sheet.state != "visible"}
        self.names = [
            attribute(element, "name") or ""
            for element in root.iter()
            if local(element) == "definedName" and _points_into(element.text or "", unseen)
        ]
        return out

    def _fill(self, sheet: Sheet, part: str) -> None:
        if self.stopped:
            return
        try:
            for number, cells in self._rows(sheet, part):
                sheet.rows[number] = cells
            for kind, target in relations(self.archive, part).values():
                if kind.endswith("/drawing"):
                    sheet.texts += _texts(self.archive.xml(target))
        except ExtractError as error:
            self.stopped = error
        except etree.XMLSyntaxError as error:
            self.stopped = ExtractError("damaged", f"{part}: expected XML, found: {error}")

    def _rows(self, sheet: Sheet, part: str) -> Iterator[tuple[int, list[str]]]:
        if part not in self.archive:
            raise ExtractError("damaged", f"expected a sheet {part}, found none in the archive")
        events = etree.iterparse(
            BytesIO(self.archive.read(part)),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
        )
        following = 0
        for _, element in events:
            name = local(element)
            if name == "row":
                number = int(attribute(element, "r") or following + 1) - 1
                following = number + 1
                if _is_hidden(element, "ht"):
                    sheet.hidden_rows.add(number)
                cells = self._cells_of(sheet, element)
                if any(cells):
                    yield number, cells
                element.clear()
                if number % 500 == 0:
                    self.budget.check_time()
            elif name == "col" and _is_hidden(element, "width"):
                first, last = (int(attribute(element, name) or 1) for name in ("min", "max"))
                sheet.hidden_columns.update(range(first - 1, min(last, 16384)))
                sheet.column_ranges += 1

    def _cells_of(self, sheet: Sheet, row: etree._Element) -> list[str]:
        out: list[str] = []
        for cell in row:
            if local(cell) != "c":
                continue
            self._cells += 1
            if self._cells > CELLS:
                raise ExtractError(
                    "too-large", f"expected at most {CELLS} cells, found more; the first are kept"
                )
            match = _CELL.match(attribute(cell, "r") or "")
            column = column_number(match[1]) if match else len(out)
            text, value = self._shown(cell)
            if text and int(attribute(cell, "s") or 0) in self.masked:
                sheet.masked_cells += 1
                continue
            if value and not text.strip() and value.strip():
                sheet.blank_cells += 1
            if text:
                out += [""] * (column + 1 - len(out))
                out[column] = text
        return out

    def _shown(self, cell: etree._Element) -> tuple[str, str]:
        """A cell as shown, and the value as stored."""
        kind = attribute(cell, "t") or "n"
        value = ""
        for child in cell:
            if local(child) == "v":
                value = child.text or ""
            elif local(child) == "is":
                value = _rich(child)
        if not value:
            return "", ""
        if kind == "s":
            index = int(value) if value.isdigit() else -1
            value = self.strings[index] if 0 <= index < len(self.strings) else ""
            return value, value
        if kind == "b":
            return ("TRUE" if value == "1" else "FALSE"), value
        if kind in ("str", "inlineStr", "e", "d"):
            return value, value
        index = int(attribute(cell, "s") or 0)
        code = self.formats[index] if 0 <= index < len(self.formats) else "General"
        try:
            number = float(value)
        except ValueError:
            return value, value
        if code == "General":
            return general(number), value
        return shown(number, code, since_1904=self.since_1904), value

    def _read_strings(self, part: str) -> list[str]:
        root = self.archive.xml(part)
        return [_rich(item) for item in root if local(item) == "si"] if root is not None else []


def column_number(letters: str) -> int:
    """The number of a column from 0.

    >>> column_number("A"), column_number("AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Hidden outright, or made so narrow that nothing shows."""
    if attribute(element, "hidden") in ("1", "true"):
        return True
    given = attribute(element, size)
    return given is not None and given.replace(".", "").strip("0") == ""


def _rich(item: etree._Element) -> str:
    """The text of a string with runs, without its phonetic guide."""
    return "".join(
        part.text or ""
        for part in item.iter()
        if local(part) == "t" and not any(local(a) == "rPh" for a in part.iterancestors())
    ).replace("_x000D_", "")


def _read_formats(root: etree._Element | None) -> list[str]:
    """The format code of every cell style."""
    own: dict[int, str] = {}
    out: list[str] = []
    for element in root.iter() if root is not None else ():
        if local(element) == "numFmt":
            own[int(attribute(element, "numFmtId") or 0)] = attribute(element, "formatCode") or ""
        elif local(element) == "cellXfs":
            for style in element:
                number = int(attribute(style, "numFmtId") or 0)
                out.append(own.get(number) or BUILT_IN.get(number, "General"))
    return out


def _masked(root: etree._Element | None) -> frozenset[int]:
    """Numbers of the styles whose ink is as black as their ground."""
    fonts: list[bool] = []
    fills: list[bool] = []
    out: set[int] = set()
    for element in root.iter() if root is not None else ():
        if local(element) == "fonts":
            fonts = [
                all(
                    _is_black(c) or attribute(c, "theme") == "1"
                    for c in font
                    if local(c) == "color"
                )
                for font in element
                if local(font) == "font"
            ]
        elif local(element) == "fills":
            fills = [
                any(
                    attribute(pattern, "patternType") == "solid"
                    and any(_is_black(c) for c in pattern if local(c) == "fgColor")
                    for pattern in fill
                )
                for fill in element
                if local(fill) == "fill"
            ]
        elif local(element) == "cellXfs":
            for number, style in enumerate(element):
                font, fill = (int(attribute(style, f"{n}Id") or 0) for n in ("font", "fill"))
                if font < len(fonts) and fill < len(fills) and fonts[font] and fills[fill]:
                    out.add(number)
    return frozenset(out)


def _is_black(colour: etree._Element) -> bool:
    """Black by its own value: what a palette or a theme calls black may be any colour."""
    return attribute(colour, "rgb") == "FF000000"


def _texts(root: etree._Element | None) -> list[str]:
    """Text boxes on a sheet, top to bottom."""
    found = []
    for box in root.iter() if root is not None else ():
        if local(box) == "txBody":
            lines = [text_of(p) for p in box if local(p) == "p"]
            anchor = next((a for a in box.iterancestors() if local(a).endswith("Anchor")), None)
            row = (
                next((int(e.text or 0) for e in anchor.iter() if local(e) == "row"), 0)
                if (anchor is not None)
                else 0
            )
            if any(line.strip() for line in lines):
                found.append((row, "\n".join(lines)))
    return [text for _, text in sorted(found, key=lambda at: at[0])]


def _points_into(formula: str, names: set[str]) -> bool:
    return any(f"{name}!" in formula or f"'{name}'!" in formula for name in names)
