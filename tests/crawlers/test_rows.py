"""What a list says of its entries, and what on its page is said of others."""

import json

import pytest

from crawlers.force import Source, forces
from crawlers.page import Page
from crawlers.platform import Listing, PageError, platform_of

BASE = "https://www.kent.police.uk"
LOG = "/foi-ai/kent-police/log/2026"
SCHEME = "/foi-ai/af/accessing-information/publication-scheme/"
POLICY = "/foi-ai/kent-police/policies/records/"


def listing(body: str, slug: str = "kent") -> Listing:
    source: Source = forces()[slug].sources[0]
    return platform_of(source).listing(
        source, Page(body.encode(), source.addresses[0], "text/html")
    )


def slugs(found: Listing) -> list[str]:
    return [entry.url.rstrip("/").rsplit("/", 1)[1] for entry in found.entries]


LONE = {
    "divisions": '<div><div>{kind}</div><div><a href="{link}">{words}</a></div></div>',
    "paragraphs": '<section><h3><a href="{link}">{words}</a></h3><p>{kind}</p></section>',
    "spans": '<p><span><a href="{link}">{words}</a></span><em>{kind}</em></p>',
    "items": '<ul><li><a href="{link}">{words}</a> {kind}</li></ul>',
    "bare": '<a href="{link}">{words}</a><br>{kind}<br>',
}


@pytest.mark.parametrize("markup", LONE)
@pytest.mark.parametrize("before", [False, True])
def test_a_lone_entry_beside_a_link_to_the_scheme_is_no_scheme(markup: str, before: bool) -> None:
    entry = LONE[markup].format(kind="Disclosure log", link=f"{LOG}/tools/", words="Tools")
    other = LONE[markup].format(kind="", link=SCHEME, words="Publication scheme")
    rows = other + entry if before else entry + other

    found = listing(f"<html><body><div><h1>Published items</h1>{rows}</div></body></html>")

    assert slugs(found) == ["tools"]
    assert found.entries[0].category == "Disclosure log"


@pytest.mark.parametrize("markup", LONE)
def test_a_lone_row_that_says_it_is_of_the_scheme_is_left_out(markup: str) -> None:
    row = LONE[markup].format(kind="Publication scheme", link=f"{LOG}/budget/", words="Budget")

    found = listing(f"<html><body><div><h1>Published items</h1>{row}</div></body></html>")

    assert (found.entries, found.left_out) == ((), 1)


KINDS = {
    "bars": "<li><h3><a href='{link}'>{words}</a></h3><p>{kind} | 12 June 2025</p></li>",
    "cells": "<tr><td>12/06/2025</td><td><a href='{link}'>{words}</a></td><td>{kind}</td></tr>",
    "facets": "<tr><td><a href='{link}'>{words}</a></td><td><a href='?dt=x'>{kind}</a></td></tr>",
    "cards": "<div><div><a href='{link}'><b>{words}</b></a></div><div>Type: {kind}</div></div>",
    "terms": "<article><h2><a href='{link}'>{words}</a></h2><dl><dt>Document type</dt>"
    "<dd>{kind}</dd></dl></article>",
}


@pytest.mark.parametrize("markup", KINDS)
def test_rows_of_the_scheme_are_left_out_however_the_list_tells_them(markup: str) -> None:
    kinds = ["Disclosure log", "Publication scheme", "Environmental information regulation"]
    rows = "".join(
        KINDS[markup].format(link=f"{LOG}/{n}/", words=f"Item {n}", kind=kind)
        for n, kind in enumerate(kinds)
    )
    whole = f"<table>{rows}</table>" if rows.startswith("<tr") else f"<div>{rows}</div>"

    found = listing(f"<html><body><h1>Published items</h1>{whole}</body></html>")

    assert slugs(found) == ["0", "2"]
    assert found.left_out == 1
    assert [entry.category for entry in found.entries] == [kinds[0], kinds[2]]


RELATED = {
    "list": "<div><h2>You may also like</h2><ul><li><a href='{}'>A</a></li></ul></div>",
    "links": "<div><h4>Related pages</h4><p><a href='{}'>Records</a></p></div>",
}


@pytest.mark.parametrize("related", RELATED)
@pytest.mark.parametrize("markup", KINDS)
@pytest.mark.parametrize("count", [1, 3])
def test_what_stands_in_a_box_beside_the_list_is_not_in_the_list(
    markup: str, related: str, count: int
) -> None:
    rows = "".join(
        KINDS[markup].format(link=f"{LOG}/{n}/", words=f"Item {n}", kind="Disclosure log")
        for n in range(count)
    )
    whole = f"<table>{rows}</table>" if rows.startswith("<tr") else f"<div>{rows}</div>"
    beside = RELATED[related].format(POLICY)

    found = listing(f"<html><body><div><div>{whole}</div>{beside}</div></body></html>")

    assert slugs(found) == [str(n) for n in range(count)]


@pytest.mark.parametrize("markup", KINDS)
def test_an_entry_outside_the_list_is_doubted_and_not_dropped(markup: str) -> None:
    rows = "".join(
        KINDS[markup].format(link=f"{LOG}/{n}/", words=f"Item {n}", kind="Disclosure log")
        for n in range(3)
    )
    whole = f"<table>{rows}</table>" if rows.startswith("<tr") else f"<div>{rows}</div>"
    older = f"<div><h2>Older answers</h2><p><a href='{LOG}/old/'>Old</a></p></div>"

    found = listing(f"<html><body><div><div>{whole}</div>{older}</div></body></html>")

    assert {entry.url.rsplit("/", 2)[1]: entry.doubtful for entry in found.entries} == {
        "0": False, "1": False, "2": False, "old": True,
    }  # fmt: skip


def test_a_list_in_which_no_row_says_anything_is_doubted_nowhere() -> None:
    body = "".join(
        f"<h2>{year}</h2><ul><li><a href='{LOG}/{year}-1/'>One</a></li>"
        f"<li><a href='{LOG}/{year}-2/'>Two</a></li></ul>"
        for year in (2024, 2025)
    )

    found = listing(f"<html><main>{body}</main></html>")

    assert len(found.entries) == 4
    assert not any(entry.doubtful for entry in found.entries)


@pytest.mark.parametrize("words", ["0 results found", "Showing 0 of 0", "Found 0 results"])
def test_a_list_that_says_it_has_nothing_is_empty_whatever_is_linked_beside_it(words: str) -> None:
    body = f"<h1>Published items</h1><p>{words}</p><p><a href='{POLICY}'>Records</a></p>"

    with pytest.raises(PageError, match="expected a list with at least one entry"):
        listing(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    "body",
    [
        "<main><ul>{rows}</ul></main><footer><a href='/a.pdf'>A</a></footer>",
        "<div><div><table>{rows}</table></div><div><a href='/a.pdf'>A</a></div></div>",
        "<p><a href='/a.pdf'>How to search</a></p><dl>{rows}</dl>",
    ],
)
def test_files_outside_the_list_are_told_from_those_in_its_rows(body: str) -> None:
    tag = "li" if "<ul>" in body else "tr><td" if "<table>" in body else "dd"
    rows = "".join(
        f"<{tag}><a href='{LOG}/{n}/'>Item {n}</a> <a href='/files/{n}.pdf'>PDF</a>"
        for n in range(3)
    )

    found = listing(f"<html><body>{body.format(rows=rows)}</body></html>")

    assert slugs(found) == ["0", "1", "2"]
    assert found.beside == (f"{BASE}/a.pdf",)


def test_months_in_a_sidebar_are_not_walked_where_the_log_leads_on_itself() -> None:
    host = "https://foi.west-midlands.police.uk"
    side = "<aside><table><tr><td><a href='/2023/04/'>April</a></td></tr></table></aside>"
    years = "<div><ul><li><a href='/2023/'>2023</a></li><li><a href='/2022/'>2022</a></li></ul>"
    posts = "<div><h2><a href='/tools-97a-23/'>Tools</a></h2></div>"

    assert listing(f"{years}</div>{side}", "west-midlands").more == (
        f"{host}/2023/", f"{host}/2022/",
    )  # fmt: skip
    assert listing(f"{posts}{side}", "west-midlands").more == ()
    assert listing(f"<h1>Log</h1>{side}", "west-midlands").more == (f"{host}/2023/04/",)


GOV_ROWS = {
    "paragraphs": "<li><a href='{link}'>{title}</a><p>Document type: {kind}</p></li>",
    "terms": "<div><h3><a href='{link}'>{title}</a></h3><dl><dt>Document type</dt><dd>{kind}</dd>"
    "</dl></div>",
}


@pytest.mark.parametrize("markup", GOV_ROWS)
def test_of_an_organisation_s_publications_only_the_releases_are_entries(markup: str) -> None:
    rows = "".join(
        GOV_ROWS[markup].format(link=f"/government/publications/{n}", title=title, kind=kind)
        for n, (title, kind) in enumerate(
            [
                ("Use of Taser", "FOI release"),
                ("Gender pay gap", "Transparency data"),
                ("FOI disclosures of 2019", "Transparency data"),
            ]
        )
    )

    found = listing(f"<main><div>{rows}</div></main>", "civil-nuclear-constabulary")

    assert slugs(found) == ["0", "2"]
    assert found.left_out == 1


@pytest.mark.parametrize("name", ["content_store_document_type", "format", "display_type"])
def test_of_the_results_of_a_search_only_the_releases_are_entries(name: str) -> None:
    results = [
        {"link": f"/government/publications/{n}", "title": title, name: kind}
        for n, (title, kind) in enumerate(
            [
                ("Taser", "foi_release"),
                ("Pay gap", "transparency"),
                ("FOI of 2019", "transparency"),
            ]
        )
    ]
    results.append({"link": "/government/publications/3", "title": "No kind is told"})
    body = json.dumps({"results": results, "total": 4})

    found = listing(body, "civil-nuclear-constabulary")

    assert slugs(found) == ["0", "2", "3"]
    assert found.left_out == 1
