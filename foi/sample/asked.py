"""WhatDoTheyKnow as far as the sample has any of it: one request to each force, one answer."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape

from crawlers.force import publishers
from foi.sample.page import blocks, frame, rows
from foi.sample.site import Entry, Site, sites, title

_HOST = "www.whatdotheyknow.com"
_SITE = Site(force="", host=_HOST, markup="divisions", entries=(), lister="/body/list/all")
_ROBOTS = "User-agent: *\nDisallow: /feed/\nDisallow: /search/\nDisallow: /request/*/response/\n"
_ASKER = '<a href="/user/sam_sample">Sam Sample</a>'


def resources() -> dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]]:
    """The lists of all authorities, and the requests, by host and path."""
    found: dict[str, Callable[[Mapping[str, str]], tuple[str, bytes]]] = {
        f"{_HOST}/robots.txt": lambda query: ("text/plain", _ROBOTS.encode())
    }
    held = dict(_requests())
    for force in publishers():
        links = [
            (f"/request/{_name(entry)}", title(entry), "Response to Sam Sample")
            for slug, (_, entry) in held.items()
            if slug == force.slug
        ]
        for state, shown in (("successful", links), ("unsuccessful", [])):
            found[f"{_HOST}/body/{force.wdtk_slug}/{state}"] = partial(_list, force.name, shown)
    for site, entry in held.values():
        found[f"{_HOST}/request/{_name(entry)}"] = partial(_page, site, entry)
    return found


def _requests() -> Iterator[tuple[str, tuple[Site, Entry]]]:
    for slug, site in sites().items():
        for entry in site.entries[:1]:
            yield slug, (site, entry)


def _name(entry: Entry) -> str:
    return entry.letter.replace("-", "_")


def _list(
    name: str, links: list[tuple[str, str, str]], query: Mapping[str, str]
) -> tuple[str, bytes]:
    body = f"<h2>{len(links)} results</h2>" + rows(_SITE.markup, links)
    return "text/html; charset=utf-8", frame(_SITE, f"Requests to {name}", body).encode()


def _page(site: Site, entry: Entry, query: Mapping[str, str]) -> tuple[str, bytes]:
    body = (
        f"<h1>{escape(title(entry))}</h1><p>{_ASKER} made this request.</p>"
        "<div id='outgoing-1'><p>Please answer the questions below. Sam Sample</p></div>"
        "<div id='incoming-1'><p>From the authority to Sam Sample</p>"
        + "\n".join(blocks(entry.text))
        + "</div>"
    )
    return "text/html; charset=utf-8", frame(_SITE, title(entry), body).encode()
