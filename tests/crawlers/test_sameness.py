"""An entry that stands at two addresses is one; two that look alike are two."""

from collections.abc import Mapping

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces
from crawlers.result import CrawlResult

SLUG = "essex"
SITE = "https://www.essex.police.uk"
LIST = forces()[SLUG].addresses[0]
FOLDERS = ("disclosure-2026/june-2026", "custody-and-cells/previous-requests")
BODY = (
    "You asked how many cells were closed in 2025. The force holds this, and discloses it below.",
    "Nine cells were closed, all of them in March.",
)
FILE = "/SysSiteAssets/foi-media/essex/cells-5512.csv"


def at(folder: str, name: str) -> str:
    return f"/foi-ai/essex-police/{folder}/{name}/"


def wide(folder: str, title: str, reference: str, body: tuple[str, ...], file: str) -> str:
    """A page with landmarks, a way through the folders and words in its margin."""
    crumbs = " › ".join(f"<a href='/x/{part}/'>{part}</a>" for part in folder.split("/"))
    said = "".join(f"<p>{line}</p>" for line in body)
    link = f"<p><a href='{file}'>Data {reference}</a></p>" if file else ""
    return (
        f"<html><body><header><a href='/'>Essex Police</a></header><main><p>You are here: {crumbs}"
        f"</p><h1>{title}</h1><p>Reference: {reference}</p>{said}{link}<p>Was this page of use to"
        " you?</p></main></body></html>"
    )


def narrow(folder: str, title: str, reference: str, body: tuple[str, ...], file: str) -> str:
    """The same without landmarks, with the site's words about it."""
    said = "".join(f"<div>{line}</div>" for line in body)
    link = f"<a href='{file}'>Data {reference}</a>" if file else ""
    place = folder.replace("-", " ").replace("/", ", ")
    return (
        f"<html><body><div><div>Essex Police on the web</div><div>{place}</div><div>"
        f"<h2>{title}</h2><div>Reference: {reference}</div>{said}{link}</div>"
        "<div>Tell us what you think of this site</div></div></body></html>"
    )


MARKUPS = (wide, narrow)


def entry(**other: object) -> dict[str, object]:
    """What an entry says, but for what is given otherwise."""
    said = {"title": "Cells closed", "reference": "5512/26", "body": BODY, "file": FILE}
    return {**said, **other}


def build(replica, pair: tuple[Mapping[str, object], Mapping[str, object]]) -> list[str]:
    """Two entries in two folders, with others beside them; the addresses of the two."""
    rows, two = [], []
    for number, (folder, markup) in enumerate(zip(FOLDERS, MARKUPS, strict=True)):
        for n in (1, 2, 3):
            name = f"other-{number}{n}"
            rows.append(at(folder, name))
            body = (f"You asked about {name}. The force holds this: there were {n} of them.",)
            page = markup(folder, f"Other {number}{n}", f"90{number}{n}/26", body, "")
            replica.put(SITE + rows[-1], page)
        rows.append(at(folder, "cells-closed"))
        two.append(SITE + rows[-1])
        replica.put(two[-1], markup(folder, **pair[number]))
    for said in pair:
        if said["file"]:
            replica.put(SITE + str(said["file"]), "cells\n9\n", "text/csv")
    lis = "".join(
        f"<li><a href='{row}'>{row.split('/')[-2]}</a> Disclosure log</li>" for row in rows
    )
    replica.put(LIST, f"<html><main><p>Essex Police on the web</p><ul>{lis}</ul></main></html>")
    return two


def run(collection: Collection, replica) -> CrawlResult:
    [result] = crawl(collection, [SLUG], via=replica.url, delay=0)
    return result


def kept(collection: Collection) -> set[str]:
    return {
        capture.url for capture in Captures(collection.db).find("kind = 'page' AND state = 'ok'")
    }


def test_two_addresses_with_other_words_of_the_site_around_are_one_entry(
    collection: Collection, replica
) -> None:
    first, second = build(replica, (entry(), entry()))

    result = run(collection, replica)

    assert (result.entries, result.attachments, result.complete) == (7, 1, True), result
    assert first in kept(collection)
    assert second not in kept(collection)
    [note] = Captures(collection.db).of_url(second)
    assert (note.state, note.message) == ("unchanged", f"the same entry as {first}")
    again = run(collection, replica)
    assert (again.entries, again.new, again.changed) == (7, 0, 0)


@pytest.mark.parametrize(
    "other",
    [
        {"reference": "5513/26"},
        {"title": "Cells opened"},
        {"file": FILE.replace("5512", "5513")},
        {"body": (BODY[0], "Ten cells were closed, all of them in March.")},
        {"body": (*BODY, "After an internal review we add that two were opened again.")},
        {"body": (BODY[0],)},
        {"reference": ""},
    ],
    ids=["reference", "title", "file", "figure", "more", "less", "none"],
)
def test_what_differs_in_anything_of_its_own_is_two_entries(
    collection: Collection, replica, other: dict[str, object]
) -> None:
    both = {"reference": ""} if other == {"reference": ""} else {}
    two = build(replica, (entry(**both), entry(**other)))

    result = run(collection, replica)

    assert result.complete, result
    assert result.entries == 8
    assert set(two) <= kept(collection)


def test_an_entry_that_is_gone_from_one_address_is_had_from_the_other(
    collection: Collection, replica
) -> None:
    first, second = build(replica, (entry(), entry()))
    assert run(collection, replica).entries == 7
    replica.drop(first)

    result = run(collection, replica)

    assert (result.entries, result.gone, result.new, result.failed) == (8, 1, 1, 0), result
    assert second in kept(collection)
