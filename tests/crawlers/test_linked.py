"""Lists that a page states for machines alone."""

import json

import pytest

from crawlers.force import Source
from crawlers.linked import stated
from crawlers.page import Page
from crawlers.platforms.listing import listing

LIST = "https://force.example/foi/log/"
SOURCE = Source(platform="listing", addresses=(LIST,))


def page(*data: object, main: str = "") -> Page:
    scripts = "".join(
        "<script type='application/ld+json'>"
        f"{one if isinstance(one, str) else json.dumps(one)}</script>"
        for one in data
    )
    text = f"<html><head>{scripts}</head><body><main><h1>Log</h1>{main}</main></body></html>"
    return Page(text.encode(), LIST, "text/html")


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "ItemList", "itemListElement": ["one/", f"{LIST}two/"]},
        {"@type": "ItemList", "itemListElement": [{"url": "one/"}, {"@id": "two/"}]},
        {"@type": "CollectionPage", "hasPart": [{"url": "one/"}, {"url": "two/"}, {"url": "one"}]},
        {"@graph": [{"@type": ["WebPage"], "mainEntity": {"itemListElement": [
            {"position": 1, "item": "one/"}, {"position": 2, "item": {"@id": "two/"}}]}}]},
        [{"@type": "http://schema.org/ItemList", "itemListElement": {"url": "one/"}},
         {"@type": "schema:ItemList", "itemListElement": {"item": {}, "url": "two/"}}],
    ],
)  # fmt: skip
def test_items_are_found_however_they_are_written(data: object) -> None:
    found = listing(SOURCE, page("{not JSON", data, "[" * 100_000))

    assert [entry.url for entry in found.entries] == [f"{LIST}one/", f"{LIST}two/"]


def test_more_is_said_than_is_stated() -> None:
    data = {"@type": "ItemList", "numberOfItems": 7, "itemListElement": ["one/", "two/"]}
    among_others = {**data, "itemListElement": ["one/", "/news/"]}

    assert listing(SOURCE, page(data)).total == 7
    assert listing(SOURCE, page(among_others)).total is None


def test_ways_through_the_site_and_odd_values_are_no_items() -> None:
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"item": "one/"}, "two/"]}
    odd = {"@type": "ItemList", "itemListElement": [None, 7, {}, {"url": ["x"]}, "mailto:a@b.uk"]}

    assert stated(page(crumbs, odd)).items == ()


def test_links_that_a_reader_sees_come_first() -> None:
    data = {"@type": "ItemList", "itemListElement": ["one/", "two/"]}

    found = listing(SOURCE, page(data, main="<ul><li><a href='three/'>Drones</a></li></ul>"))

    assert [entry.url for entry in found.entries] == [f"{LIST}three/"]
