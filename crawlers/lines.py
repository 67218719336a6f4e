"""The lines of a page: what a reader sees, and what of it is the site's and not the page's."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from crawlers.printed import LONGEST, label_of, labels_in

_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details",
        "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
        "ul",
    )
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(("script", "style", "template", "noscript", "head", "svg", "select", "iframe"))
_ROLES = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert")
)


def words(node: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(line for line, _ in lines(node))


def lines(node: HtmlElement, *, everything: bool = False) -> Iterator[tuple[str, bool]]:
    """The lines that a reader sees in an element, and which of them are headings.

    Args:
        node: Where to read.
        everything: Read navigation, headers and footers inside it too.
    """
    parts: list[str] = []
    heading = False
    walker = etree.iterwalk(node, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else "script"
        ends = tag in _BLOCKS or (event == "end" and tag in _SILENT)
        if ends and parts:
            if line := " ".join("".join(parts).split()):
                yield line, heading
            parts.clear()
        if event == "start":
            heading = heading or tag in _HEADINGS
            if element is not node and (
                tag in _SILENT or (not everything and chrome(element, node))
            ):
                walker.skip_subtree()
                continue
            parts.append(element.text or "")
        else:
            heading = heading and tag not in _HEADINGS
            if element is not node:
                # Two inline elements that touch are a label and its value more often than a word.
                touching = not element.tail and element.getnext() is not None
                parts.append(element.tail or (" " if touching else ""))
    if line := " ".join("".join(parts).split()):
        yield line, heading


def labels_of(node: HtmlElement, held: Iterable[tuple[str, bool]]) -> dict[str, str]:
    """The labels and values in an element: of lists and tables all, of lines those we know.

    Asides tell what the rest does not, unless they lead elsewhere: then they speak of that.

    Args:
        node: Where to read.
        held: Its lines.
    """
    found = _labels_of(node, held)
    for aside in node.iter("aside"):
        links = [link for link in aside.iter("a") if link.get("href")]
        if aside is not node and all(map(_leads_to_a_file, links)):
            for label, text in _labels_of(aside, lines(aside)).items():
                found.setdefault(label, text)
    return found


def _leads_to_a_file(link: HtmlElement) -> bool:
    href = str(link.get("href")).partition("?")[0]
    return link.get("download") is not None or bool(re.search(r"\.\w{2,4}$", href))


def _labels_of(node: HtmlElement, held: Iterable[tuple[str, bool]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _pairs(node):
        label, text = words(name).rstrip(": "), words(value)
        if label and text and len(label) <= 60 and len(text) <= LONGEST:
            found.setdefault(label, text)
    for label, text in labels_in(held).items():
        found.setdefault(label, text)
    return found


def _pairs(node: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Terms with their descriptions, and cells of a table with what heads them."""
    for name in node.iter("dt"):
        value = name.getnext()
        if value is not None and value.tag == "dd":
            yield name, value
    for row in node.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("th", "td")]
        pair = len(cells) == 2 and cells[1].tag == "td"
        if pair and (cells[0].tag == "th" or label_of(words(cells[0]))):
            yield cells[0], cells[1]
        else:
            yield from _under_headings(row, cells)


def _under_headings(
    row: HtmlElement, cells: list[HtmlElement]
) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """The cells of a row with the headings of their columns, where we know the heading."""
    table = next(row.iterancestors("table"), None)
    head = next(table.iter("tr"), None) if table is not None else None
    if head is None or head is row:
        return
    names = [cell for cell in head if cell.tag in ("th", "td")]
    if len(names) == len(cells) and all(cell.tag == "th" for cell in names):
        for name, cell in zip(names, cells, strict=True):
            if label_of(words(name)):
                yield name, cell


def chrome(node: HtmlElement, top: HtmlElement | None = None) -> bool:
    """Whether an element is a part of the site, and not of the page or of an article in it."""
    tag, role = node.tag, node.get("role", "")
    if role in _ROLES or tag in ("nav", "dialog", "aside"):
        return True
    return tag in ("header", "footer") and not _of_an_article(node, top)


def _of_an_article(node: HtmlElement, top: HtmlElement | None) -> bool:
    """Whether a header or footer is that of an article, of the main content, or of ``top``."""
    return any(
        parent.tag in ("main", "article") or parent.get("role") == "main" or parent is top
        for parent in node.iterancestors()
    )


def in_chrome(node: HtmlElement, top: HtmlElement | None = None) -> bool:
    """Whether an element stands in a part of the site, looked at from ``top``."""
    for parent in (node, *node.iterancestors()):
        if parent is top:
            return False
        if chrome(parent, top):
            return True
    return False


def in_navigation(node: HtmlElement, top: HtmlElement) -> bool:
    """Whether a link inside ``top`` stands in a menu; asides there may hold the documents."""
    for parent in node.iterancestors():
        if parent is top:
            return False
        if parent.tag in ("nav", "dialog") or parent.get("role") == "navigation":
            return True
        if parent.tag == "footer" and not _of_an_article(parent, None):
            return True
    return False


def weights(root: HtmlElement) -> dict[HtmlElement, int]:
    """Characters of text outside links, navigation aside, in every element."""
    held: dict[HtmlElement, int] = {}
    for node in reversed(list(root.iter())):
        if not isinstance(node.tag, str) or node.tag in _SILENT or node.tag == "a" or chrome(node):
            held[node] = 0
            continue
        own = len((node.text or "").strip())
        held[node] = own + sum(
            held.get(child, 0) + len((child.tail or "").strip()) for child in node
        )
    return held
