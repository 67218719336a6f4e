"""HTML elements to lines of text and to tables."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.document import Table
from extract.flow import Flow, folded
from extract.grid import filled, is_table, split_header
from extract.markup.content import tag_of
from extract.numbering import as_alpha, as_roman

_BLOCKS = frozenset(
    """
        p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote section article figure hr pre main
        header footer aside nav fieldset form details address center
    """.split()  # noqa: SIM905
)
_LINES = frozenset(
    """
        div li dt dd tr summary figcaption legend caption body html td th
    """.split()  # noqa: SIM905
)
_LIST_STYLES = {"1": "decimal", "a": "a", "A": "A", "i": "i", "I": "I"}
_IN_TABLES = frozenset(
    "caption colgroup col thead tbody tfoot tr td th".split()  # noqa: SIM905
)
_UNIT = re.compile(r"\b[ckm]?m$")
_NO_BULLET = re.compile(r"list-style(-type)?\s*:\s*none", re.I)


@dataclass(slots=True)
class Lines:
    """Writes elements to a flow.

    Attributes:
        flow: Where the text goes.
        tables: The tables met so far.
    """

    flow: Flow
    tables: list[Table] = field(default_factory=list)
    _inline: str = ""
    _prefix: str = ""
    _indent: str = ""

    def write(self, root: HtmlElement) -> None:
        """Write an element with all that it holds."""
        self._element(root)
        self._flush()

    def _flush(self, *, gap: bool = False) -> None:
        """Close the line of running text."""
        inline, self._inline = self._inline, ""
        parts = [folded(part) for part in inline.split("\n")]
        while parts and not parts[-1]:
            parts.pop()
        while parts and not parts[0]:
            parts.pop(0)
        for part in parts:
            if part:
                self.flow.line(self._indent + self._prefix + part)
                self._prefix = ""
            else:
                self.flow.gap()
        # A block of nothing but a no-break space is how editors make a blank line.
        if gap or (not parts and "\xa0" in inline):
            self.flow.gap()

    def _element(self, element: HtmlElement) -> None:
        tag = tag_of(element)
        if tag == "br":
            self._inline += "\n"
        elif tag == "table":
            self._flush()
            self._table(element)
        elif tag in ("ul", "ol"):
            self._list(element, ordered=tag == "ol")
        elif tag == "dl":
            self._definitions(element)
        elif tag == "pre":
            self._flush(gap=True)
            self.flow.block("".join(element.itertext()))
        elif tag == "img":
            pass
        elif tag in _BLOCKS:
            self._flush(gap=True)
            self._children(element)
            self._flush(gap=True)
        elif tag in _LINES:
            self._flush()
            self._children(element)
            self._flush()
        elif tag == "sup" and (text := "".join(element.itertext()).strip()) and text.isdigit():
            self._inline += _raised(text, self._inline)
        else:
            self._children(element)

    def _children(self, element: HtmlElement) -> None:
        self._inline += _breakless(element.text)
        for child in element:
            if tag_of(child):
                self._element(child)
            self._inline += _breakless(child.tail)

    def _list(self, element: HtmlElement, *, ordered: bool) -> None:
        nested = any(tag_of(above) == "li" for above in element.iterancestors())
        self._flush(gap=not nested)
        bullet = "" if _NO_BULLET.search(element.get("style") or "") else "- "
        items = [child for child in element if tag_of(child) == "li"]
        backwards = "reversed" in element.attrib
        number = _integer(element.get("start"), len(items) if backwards else 1)
        style = _LIST_STYLES.get(element.get("type") or "1", "decimal")
        outer = self._indent
        self._inline += _breakless(element.text)
        for child in element:
            if tag_of(child) != "li":
                if tag_of(child):
                    self._element(child)
                self._inline += _breakless(child.tail)
                continue
            self._flush()
            number = _integer(child.get("value"), number)
            self._indent = outer + ("  " if nested else "")
            # An item that holds only an inner list passes its place to the inner items.
            self._prefix += f"{_numbered(number, style)}. " if ordered else bullet
            self._children(child)
            self._flush()
            self._prefix = ""
            number += -1 if backwards else 1
            self._indent = outer + ("  " if nested else "")
            # Words between two items are no item, but a browser shows them.
            self._inline += _breakless(child.tail)
        self._flush()
        self._indent = outer
        self._flush(gap=not nested)

    def _definitions(self, element: HtmlElement) -> None:
        self._flush(gap=True)
        term = self._terms(element, "")
        if term:
            self.flow.line(term)
        self._flush(gap=True)

    def _terms(self, element: HtmlElement, term: str) -> str:
        """Write terms with their descriptions; return the term that still waits for one."""
        self._inline += _breakless(element.text)
        for child in element:
            tag = tag_of(child)
            if tag == "dt":
                self._flush()
                if term:
                    self.flow.line(term)
                term = folded("".join(child.itertext()))
            elif tag == "dd":
                self._flush()
                value = _lines_of(child)
                if term and len(value) <= 200 and "\n" not in value:
                    self.flow.line(f"{term.rstrip(':')}: {value}".rstrip())
                else:
                    if term:
                        self.flow.line(term)
                    self._children(child)
                    self._flush(gap=len(value) > 200)
                term = ""
            elif tag in ("div", "span", "section"):
                term = self._terms(child, term)
            elif tag:
                self._element(child)
            self._inline += _breakless(child.tail)
        self._flush()
        return term

    def _table(self, element: HtmlElement) -> None:
        if _is_layout(element):
            self.flow.gap()
            self._children(element)
            self._flush(gap=True)
            return
        self._strays(element)
        for caption in element.iter("caption"):
            self.flow.block(folded("".join(caption.itertext())))
        cells, marked = _cells(element)
        rows = filled(cells)
        if is_table(rows):
            header, body = split_header(rows, marked if marked < len(rows) else 0)
            self.tables.append(Table(page=1, header=header, rows=body))
        self.flow.table(rows)

    def _strays(self, table: HtmlElement) -> None:
        """What stands in a table but in no cell: a browser shows it before the table."""
        for part in table.iter("table", "thead", "tbody", "tfoot", "tr"):
            self._inline += _breakless(part.text)
            for child in part:
                # A form around the rows is met again with the rows.
                if tag_of(child) not in _IN_TABLES and next(child.iter("tr"), None) is None:
                    self._element(child)
                self._inline += _breakless(child.tail)
        self._flush()


def _lines_of(element: HtmlElement) -> str:
    inner = Lines(Flow())
    inner.write(element)
    return inner.flow.text()


def _raised(text: str, before: str) -> str:
    """The mark of a note, or the power of a unit."""
    if text in "23" and _UNIT.search(before):
        return "²" if text == "2" else "³"
    return f"[{text}]"


def _breakless(text: str | None) -> str:
    """Line ends in the source are spaces to a reader."""
    return (text or "").replace("\n", " ").replace("\r", " ").replace("​", "")


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def _numbered(number: int, style: str) -> str:
    if style in ("a", "A"):
        return as_alpha(number) if style == "a" else as_alpha(number).upper()
    if style in ("i", "I"):
        return as_roman(number) if style == "i" else as_roman(number).upper()
    return str(number)


def _rows(table: HtmlElement) -> list[HtmlElement]:
    return [
        row
        for row in table.iter("tr")
        if next((above for above in row.iterancestors() if tag_of(above) == "table"), None)
        is table
    ]


def _is_layout(table: HtmlElement) -> bool:
    """A table that only places things: one cell, a table inside, or said to be none."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = _rows(table)
    widest = max((sum(tag_of(cell) in ("td", "th") for cell in row) for row in rows), default=0)
    if widest <= 1:
        return True
    return any(inner is not table for inner in table.iter("table"))


def _cells(table: HtmlElement) -> tuple[list[list[str]], int]:
    """Rows of cell texts, spans laid out with empty cells, and how many rows are headers."""
    out: list[list[str]] = []
    below: dict[int, int] = {}
    marked = 0
    for index, row in enumerate(_rows(table)):
        cells: list[str] = []
        down: dict[int, int] = {}
        for cell in row:
            if tag_of(cell) not in ("td", "th"):
                continue
            while below.get(len(cells), 0):
                cells.append("")
            across = min(max(_integer(cell.get("colspan"), 1), 1), 200)
            for column in range(len(cells), len(cells) + across):
                down[column] = min(max(_integer(cell.get("rowspan"), 1), 1), 5000) - 1
            cells += [_lines_of(cell), *[""] * (across - 1)]
        while below.get(len(cells), 0):
            cells.append("")
        below = {column: left - 1 for column, left in below.items() if left > 1} | {
            column: left for column, left in down.items() if left
        }
        out.append(cells)
        parts = [tag_of(cell) for cell in row if tag_of(cell) in ("td", "th")]
        in_head = any(tag_of(above) == "thead" for above in row.iterancestors())
        if index == marked and parts and (in_head or set(parts) == {"th"}):
            marked += 1
    return out, marked
