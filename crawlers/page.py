"""A page as its author meant it: landmarks, links, lines; no class name is looked at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import lxml.html
from lxml import etree
from lxml.html import HtmlElement
from w3lib.encoding import html_to_unicode

from crawlers import address
from crawlers.lines import in_chrome, in_navigation, labels_of, lines, weights, words
from crawlers.printed import printed_date

_FILE = re.compile(
    r"\.(?:pdf|docx?|docm|rtf|odt|xlsx?|xlsm|xlsb|ods|csv|pptx?|odp|txt|eml|msg|zip|xml|json|tiff?"
    r"|jpe?g|png)$",
    re.IGNORECASE,
)


_SAYS_FILE = re.compile(
    r"\w\.(?:pdf|docx?|xlsx?|ods|odt|csv|pptx?|zip)$|[(\[](?:pdf|word|excel|csv|docx?|xlsx?|ods|odt)\b"
    r"[^)\]]{0,30}[)\]]$|\b(?:pdf|docx?|xlsx?|csv|ods)\b\W{0,3}\d[\d.,]*\s*[km]i?b\b",
    re.IGNORECASE,
)
"""The words of a link to a file whose address does not say so: "Response (PDF, 120KB)"."""
_PUBLISHED = re.compile(
    r"(?:article|og):published_time|datePublished|dc(?:terms)?\.(?:date\.)?(?:issued|published)"
    r"|publication[_-]?date|date[_-]published",
    re.IGNORECASE,
)
_LEADS = {"iframe": "src", "embed": "src", "object": "data"}
"""Where what is shown inside the page comes from."""
_LINKS = ("a", "area", "link", *_LEADS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link with a web address, resolved against the page.

    Attributes:
        text: Its words, or failing these its label or the text of its image.
        rel: Its link relations.
        said: ``aria-label`` and ``title``.
        is_file: It says that it is a download, or its address ends like a file's.
    """

    url: str
    text: str
    rel: frozenset[str]
    said: str
    is_file: bool
    element: HtmlElement


def ends_like_a_file(url: str) -> bool:
    """Whether an address ends as that of a file does."""
    return bool(_FILE.search(address.path_of(url)))


def is_html(body: bytes, content_type: str | None) -> bool:
    """Whether bytes are a web page, whatever they were served as."""
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"[", b"\x89png")):
        return False
    if b"<html" in body[:4096].lower() or start.startswith(b"<!doctype html"):
        return True
    served = (content_type or "").partition(";")[0].strip().casefold()
    return served in ("text/html", "application/xhtml+xml")


def _text(body: bytes, content_type: str | None) -> str:
    """A page's text; in Windows' own code where it is no UTF-8, whatever it says that it is."""
    encoding, text = html_to_unicode(content_type, body)
    if encoding.replace("-", "") == "utf8" and (wrong := text.count("\ufffd")):
        right = sum(ord(char) > 127 for char in text) - wrong
        if right < wrong:
            return body.decode("cp1252", "replace")
    return text


class Page:
    """A parsed page.

    Attributes:
        url: Its own address, against which links are resolved.
        root: The document; empty where the bytes hold none.
    """

    def __init__(self, body: bytes, url: str, content_type: str | None = None) -> None:
        self.url = url
        self.body = body
        self.content_type = (content_type or "").partition(";")[0].strip().casefold()
        # Only the charset is taken from the header: it may name another type altogether.
        text = _text(body, content_type).replace("\x00", "")
        text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
        parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        try:
            root = lxml.html.document_fromstring(text or "<html></html>", parser=parser)
        except etree.ParserError:
            root = lxml.html.document_fromstring("<html><body></body></html>")
        self.root: HtmlElement = root
        based = root.xpath("string((//base/@href)[1])")
        self.base = address.joined(url, str(based)) or url

    @cached_property
    def main(self) -> HtmlElement:
        """The main landmark, else the article, else the element that holds most of the text."""
        return self.landmark if self.landmark is not None else self._densest()

    @cached_property
    def landmark(self) -> HtmlElement | None:
        """The main landmark, or the only article; ``None`` where the page marks neither."""
        found = list(self.root.xpath("//main | //*[@role='main']"))
        if found:
            return max(found, key=lambda node: len(node.text_content()))
        articles = [node for node in self.root.xpath("//article") if not in_chrome(node)]
        return articles[0] if len(articles) == 1 else None

    def _densest(self) -> HtmlElement:
        bodies = self.root.xpath("//body")
        node: HtmlElement = bodies[0] if bodies else self.root
        held = weights(node)
        while held[node]:
            best = max(node, key=lambda child: held.get(child, 0), default=None)
            if best is None or best.tag in ("p", "ul", "ol", "dl", "table", "pre"):
                break
            if held[best] < 0.8 * held[node]:
                break
            node = best
        return node

    @cached_property
    def title(self) -> str:
        """The first heading of the main content, else of the page, else the document's title."""
        for path in (".//h1", ".//h2"):
            for node in self.main.xpath(path):
                if not in_chrome(node, self.main) and (text := words(node)):
                    return text
            for node in self.root.xpath(path):
                if not in_chrome(node) and (text := words(node)):
                    return text
            if path == ".//h1" and (text := self.document_title):
                # A site's name stands behind the last bar or dash.
                return re.split(r"\s+[|–—-]\s+", text)[0]
        return ""

    @cached_property
    def document_title(self) -> str:
        """What the browser's tab shows."""
        return " ".join(str(self.root.xpath("string((//head/title)[1])")).split())

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the page in document order."""
        return tuple(self._links())

    @cached_property
    def main_links(self) -> tuple[Link, ...]:
        """The links of the main content; of the whole content where no landmark bounds it."""
        top = self.landmark
        if top is None:
            return self.content_links
        inside = set(top.iter(*_LINKS))
        return tuple(
            link
            for link in self.links
            if link.element in inside and not in_navigation(link.element, top)
        )

    @cached_property
    def content_links(self) -> tuple[Link, ...]:
        """The links of the whole page, headers, footers and navigation aside."""
        return tuple(link for link in self.links if not in_chrome(link.element))

    def _links(self) -> Iterator[Link]:
        for element in self.root.iter(*_LINKS):
            href = element.get(_LEADS.get(element.tag, "href"))
            url = address.joined(self.base, href) if href else None
            if url is None or element.get("aria-disabled") == "true":
                continue
            if element.tag in _LEADS and not ends_like_a_file(url):
                continue
            said = " ".join((element.get("aria-label", ""), element.get("title", ""))).strip()
            text = words(element) or said or str(element.xpath("string((.//img/@alt)[1])"))
            typed = (element.get("type") or "").partition(";")[0]
            yield Link(
                url=url,
                text=text.strip(),
                rel=frozenset((element.get("rel") or "").casefold().split()),
                said=said,
                is_file=element.get("download") is not None
                or ends_like_a_file(url)
                or (element.tag == "a" and typed.startswith("application/"))
                or (element.tag == "a" and bool(_SAYS_FILE.search(text.strip()))),
                element=element,
            )

    @cached_property
    def lines(self) -> tuple[tuple[str, bool], ...]:
        """The lines of the main content, each with whether it is a heading."""
        return tuple(lines(self.main))

    @cached_property
    def all_lines(self) -> tuple[str, ...]:
        """The lines of the whole page, navigation, headers and footers included."""
        return tuple(line for line, _ in lines(self.root, everything=True))

    @cached_property
    def text(self) -> str:
        """The main content without its navigation."""
        return "\n".join(line for line, _ in self.lines)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What the publisher states in labels and values, wherever in the main content."""
        return labels_of(self.main, self.lines)

    @cached_property
    def stated_date(self) -> str | None:
        """The day of publication that the page states for machines, as ISO."""
        for node in self.root.iter("meta"):
            name = node.get("property") or node.get("itemprop") or node.get("name") or ""
            if _PUBLISHED.fullmatch(name) and (found := printed_date(node.get("content") or "")):
                return found
        for node in self.root.iter("script"):
            if (node.get("type") or "").partition(";")[0].strip() == "application/ld+json":
                match = re.search(r'"datePublished"\s*:\s*"([^"]*)"', node.text or "")
                if match and (found := printed_date(match[1])):
                    return found
        return None

    @cached_property
    def asks_for_password(self) -> bool:
        """Whether the page, its header aside, has a field for a password."""
        fields = self.root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")
        return any(not in_chrome(node) for node in fields)
