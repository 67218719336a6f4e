"""What a page states about itself beside its text: title, labels and values, metadata."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extract.flow import folded
from extract.markup.content import tag_of

_LINE = re.compile(r"^(?P<label>[A-Z][A-Za-z0-9 /'()&.-]{1,48}?)\s*:\s+(?P<value>\S.{0,200})$")
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+(?P<site>[^|–—·»]{2,60})$")
_META = ("author", "date", "description", "keywords", "generator", "dc.", "dcterms.", "article:")


def title_of(root: HtmlElement, content: HtmlElement) -> str | None:
    """The heading of the content, else the title of the page without the site's name."""
    for heading in content.iter("h1"):
        if text := folded("".join(heading.itertext())):
            return text
    for heading in root.iter("h1"):
        if text := folded("".join(heading.itertext())):
            return text
    return None


def short_title(text: str) -> str | None:
    """The ``<title>`` of a page without the site's name behind the bar."""
    text = folded(text)
    return _SUFFIX.sub("", text) or text or None


def site_of(root: HtmlElement, title: str) -> str | None:
    """The name of the site, as the page says, or behind the bar in its ``title``."""
    for meta in root.iter("meta"):
        if meta.get("property") == "og:site_name" and (name := folded(meta.get("content") or "")):
            return name[:100]
    match = _SUFFIX.search(folded(title))
    return match["site"] if match else None


def labels_of(content: HtmlElement, text: str) -> dict[str, str]:
    """Labels and values: definition lists, two-cell rows, and lines ``Label: value``.

    Only lines before the first long paragraph count: what stands below it is the letter's own.
    """
    found: dict[str, str] = {}
    for label, value in [*_definitions(content), *_rows(content), *_lines(text)]:
        label = label.rstrip(": ").strip()
        if label and value and len(label) <= 60 and len(value) <= 300:
            found.setdefault(label, value)
    return found


def metadata_of(root: HtmlElement) -> dict[str, str]:
    """The page's own meta elements that say who, when and what."""
    found = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        value = folded(meta.get("content") or "")
        if value and (name in _META or name.startswith(("dc.", "dcterms.", "article:"))):
            found[name] = value[:500]
    for time in root.iter("time"):
        if moment := time.get("datetime"):
            found.setdefault("time", moment[:50])
    return found


def _definitions(content: HtmlElement) -> Iterator[tuple[str, str]]:
    for listing in content.iter("dl"):
        term = ""
        for child in listing.iter():
            if tag_of(child) == "dt":
                term = folded("".join(child.itertext()))
            elif tag_of(child) == "dd":
                yield term, folded("".join(child.itertext()))


def _rows(content: HtmlElement) -> Iterator[tuple[str, str]]:
    for row in content.iter("tr"):
        cells = [child for child in row if tag_of(child) in ("td", "th")]
        if len(cells) == 2 and tag_of(cells[0]) == "th" and tag_of(cells[1]) == "td":
            yield folded("".join(cells[0].itertext())), folded("".join(cells[1].itertext()))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n")[:40]:
        line = line.strip().lstrip("- ")
        if len(line) > 250 or line.startswith("Dear "):
            return
        if match := _LINE.match(line):
            yield match["label"], match["value"].strip()
