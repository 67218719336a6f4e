"""GOV.UK, for the forces that publish there.

Its search answers in JSON (``/api/search.json``: ``results`` with ``title``, ``link``,
``description`` and ``public_timestamp``, ``total``, paged by ``start``) and, for people, in pages.
An entry is a publication, ``/government/publications/<slug>``; its content is also to be had as
JSON (``/api/content/…``). Files stand on ``assets.publishing.service.gov.uk``. A force that shares
an organisation's releases is told apart by words.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawlers import address
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Entry, Listing, PageError
from crawlers.printed import printed_date, reference_in
from crawlers.reading import Shape, empty, read_detail, read_list

SHAPE = Shape(
    entry=re.compile(r"^/government/publications/[^/?]+(?:\?|$)"),
    file=re.compile(r"^/(?:media|government/uploads)/.*\.\w+$"),
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of results, JSON or HTML."""
    if page.body[:1] == b"{":
        return _results(source, page)
    return read_list(page, SHAPE, keep=lambda row: _fits(source, row) and _says_release(row))


def detail(source: Source, page: Page) -> Detail:
    """Read a publication, as a page or as its content in JSON."""
    if page.body[:1] == b"{":
        return _content(page)
    found = read_detail(page, SHAPE)
    own = address.path_of(page.url).rstrip("/") + "/"
    # A document that was published as a web page stands below the publication.
    inner = (link.url for link in page.main_links if address.path_of(link.url).startswith(own))
    return replace(found, attachments=tuple(dict.fromkeys((*found.attachments, *inner))))


def instead(url: str) -> str | None:
    """The content of a publication in JSON, where its page is not there.

    >>> instead("https://www.gov.uk/government/publications/one")
    'https://www.gov.uk/api/content/government/publications/one'
    """
    parts = urlsplit(url)
    if parts.path.startswith("/api/"):
        return None
    return f"{parts.scheme}://{parts.netloc}/api/content{parts.path}"


def _results(source: Source, page: Page) -> Listing:
    answer = _json(page)
    rows = answer.get("results")
    if not isinstance(rows, list) or not rows:
        raise empty(page)
    links = [(row, address.joined(page.url, str(row.get("link") or ""))) for row in rows]
    entries = tuple(
        Entry(
            url=url,
            title=row.get("title"),
            updated=printed_date(str(row.get("public_timestamp") or "")),
            reference=reference_in(str(row.get("title") or "")),
        )
        for row, url in links
        if url
        and SHAPE.is_entry(url)
        and _is_release(row)
        and _fits(source, f"{row.get('title')} {row.get('description')}")
    )
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    start = int(query.get("start", "0")) + len(rows)
    total = answer.get("total")
    more: tuple[str, ...] = ()
    if isinstance(total, int) and start < total:
        more = (parts._replace(query=urlencode({**query, "start": start})).geturl(),)
    return Listing(
        entries=entries,
        more=more,
        left_out=len(rows) - len(entries),
        total=total if isinstance(total, int) else None,
    )


def _is_release(row: Mapping[str, Any]) -> bool:
    """Whether a result is a release, by its kind, or by its title where that tells nothing."""
    names = ("content_store_document_type", "display_type", "format")
    kinds = " ".join(str(row.get(name) or "") for name in names)
    return not kinds.strip() or bool(_RELEASE.search(f"{kinds} {row.get('title')}"))


def _says_release(row: str) -> bool:
    """The same of a row of a page, whose kind stands behind a label."""
    return not re.search(r"\bdocument type\b", row, re.I) or bool(_RELEASE.search(row))


_RELEASE = re.compile(r"foi\b|foi_release|freedom of information|\beir\b|disclosure", re.I)


def _content(page: Page) -> Detail:
    answer = _json(page)
    details = answer.get("details") or {}
    html = " ".join([str(details.get("body") or ""), *map(str, details.get("documents") or ())])
    inner = Page(f"<html><body><main>{html}</main></body></html>".encode(), page.url, "text/html")
    files = [str(file.get("url") or "") for file in details.get("attachments") or ()]
    files += [link.url for link in inner.main_links if link.is_file]
    attachments = tuple(
        dict.fromkeys(url for file in files if (url := address.joined(page.url, file)))
    )
    if not answer.get("title") or not (inner.text or attachments):
        raise PageError(
            page.url,
            expected="the content of a publication, with a title and a body or an attachment",
            found=f"keys {', '.join(sorted(answer)) or 'none'}",
            code="no-body",
        )
    published = answer.get("first_published_at") or answer.get("public_updated_at")
    return Detail(
        title=str(answer["title"]),
        published=printed_date(str(published or "")),
        reference=reference_in(str(answer["title"])),
        labels=inner.labels,
        attachments=attachments,
        digest=hashlib.sha256("\n".join((inner.text, *attachments)).encode()).hexdigest(),
    )


def _json(page: Page) -> Mapping[str, Any]:
    try:
        answer = json.loads(page.body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise empty(page)
    return answer


def _fits(source: Source, text: str) -> bool:
    if not source.words:
        return True
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.I) for word in source.words)
