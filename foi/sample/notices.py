"""The Information Commissioner's decision notices, as far as the sample has any."""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from foi.sample.page import frame, pager, rows
from foi.sample.site import FOLDER, Notice, Site, notices

PAGE_SIZE = 2
_LIST = "/action-weve-taken/decision-notices/"
_SITE = Site(force="", host="ico.org.uk", markup="article", entries=(), lister=_LIST)


def resources() -> dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]]:
    """The list, the notices and their files, by host and path without its last slash."""
    found: dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]] = {
        _SITE.host + _LIST.rstrip("/"): _list
    }
    for notice in notices():
        found[_SITE.host + _path(notice).rstrip("/")] = partial(_page, notice)
        found[_SITE.host + _file(notice)] = partial(_bytes, notice)
    return found


def _path(notice: Notice) -> str:
    return f"{_LIST}{notice.day:%Y/%m}/{notice.case.lower()}/"


def _file(notice: Notice) -> str:
    return f"/media{_LIST}{notice.day:%Y}/{notice.file}"


def _list(query: Mapping[str, str]) -> tuple[str, bytes]:
    """The notices that a search finds; it finds words anywhere, as such searches do."""
    words = query.get("q", "").casefold().split()
    held = [
        notice
        for notice in sorted(notices(), key=lambda one: one.day, reverse=True)
        if any(word in f"{notice.authority} {notice.summary}".casefold() for word in words)
        or not words
    ]
    number = int(query.get("page", "1")) if query.get("page", "1").isdecimal() else 1
    shown = held[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    links = [(_path(one), one.authority, f"{one.day:%d %B %Y}. {one.summary}") for one in shown]
    address = f"{_LIST}?q={escape('+'.join(words))}&amp;page={{}}"
    pages = max(1, -(-len(held) // PAGE_SIZE))
    body = rows(_SITE.markup, links) + pager(_SITE.markup, address, number, pages)
    return "text/html; charset=utf-8", frame(_SITE, "Decision notices", body).encode()


def _page(notice: Notice, query: Mapping[str, str]) -> tuple[str, bytes]:
    body = (
        f"<article><h1>{escape(notice.authority)}</h1><dl><dt>Date</dt>"
        f"<dd>{notice.day:%d %B %Y}</dd><dt>Authority</dt><dd>{escape(notice.authority)}</dd>"
        f"<dt>Sector</dt><dd>{escape(notice.sector)}</dd><dt>Decision(s)</dt>"
        f"<dd>{escape(notice.decisions)}</dd></dl><p>{escape(notice.summary)}</p>"
        f'<p><a href="{_file(notice)}">Decision notice {notice.case} (PDF)</a></p></article>'
    )
    return "text/html; charset=utf-8", frame(_SITE, notice.authority, body).encode()


def _bytes(notice: Notice, query: Mapping[str, str]) -> tuple[str, bytes]:
    return "application/pdf", (FOLDER / "files" / notice.file).read_bytes()
