"""Web pages: the content as a reader sees it, without the site around it."""

import re
from typing import TYPE_CHECKING

from extract.charset import decode
from extract.document import Document, Hidden
from extract.error import ExtractError
from extract.flow import Flow
from extract.formats.text import charset_of
from extract.source import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MEDIA_TYPE = "text/html"

_ROOT = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_ELEMENT = re.compile(
    r"</(?:p|div|span|table|tr|td|ul|ol|li|h[1-6]|a|strong|b|em|main|article|section|body)>|<br\s*/?>",
    re.I,
)
_DECLARED = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)


def recognise(source: Source) -> int:
    """A document type or root element, or many elements that only HTML has."""
    opening = source.opening
    if not opening or source.suffix in ("txt", "csv", "eml"):
        return 0
    if _ROOT.match(opening) and "schemas-microsoft-com:office:excel" not in opening[:2000]:
        return 95
    found = len(_ELEMENT.findall(opening))
    if source.suffix in ("html", "htm", "xhtml", "aspx", "php") and found:
        return 60
    if "html" in (source.media_type or "") and found:
        return 60
    return 30 if opening.lstrip().startswith("<") and found * 150 > len(opening) else 0


def read(source: Source) -> Document:
    """Main content as text and tables; title, labels and metadata of the page."""
    from extract.markup.content import content_of, strip
    from extract.markup.labels import labels_of, metadata_of, short_title, site_of, title_of
    from extract.markup.lines import Lines

    declared = charset_of(source.media_type)
    if not declared and (meta := _DECLARED.search(source.body[:4096])):
        declared = meta[1].decode("ascii", errors="ignore")
    root = parse(decode(source.body, declared))
    metadata = metadata_of(root)
    page_title = next((element.text_content() for element in root.iter("title")), "")
    if site := site_of(root, page_title):
        metadata["site"] = site
    hidden = strip(root)
    content = content_of(root)
    title = title_of(root, content) or short_title(page_title)
    lines = Lines(Flow())
    lines.write(content)
    lines.flow.end_page(0)
    text = lines.flow.text()
    return Document(
        media_type=MEDIA_TYPE,
        text=text,
        title=title,
        labels=labels_of(content, text),
        pages=lines.flow.pages(),
        tables=tuple(lines.tables),
        hidden=(Hidden(kind="hidden-text", severity="low", where="page", count=len(hidden)),)
        if hidden
        else (),
        metadata=metadata,
    )


def parse(text: str) -> "HtmlElement":
    """The tree of a page, however broken its markup.

    Raises:
        ExtractError: There is no element in it.
    """
    from lxml import etree
    from lxml import html as lxml_html

    # As bytes in one known encoding: a declaration inside the text would be believed otherwise.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = text.replace("\0", "")
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as error:
        raise ExtractError("damaged", f"expected a page of HTML, found: {error}") from error
