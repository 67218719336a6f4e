"""Every force's TOML against a local copy of its platform, and what differs by force."""

import json
from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces, publishers
from crawlers.result import CrawlResult

BODY = (
    "<html><main><h1>{title}</h1><p>Reference: {n}/26</p><p>The request was for information about"
    " {title}; the response is that some is held.</p>{more}</main></html>"
)
ENTRIES = {
    "single-online-home": "/foi-ai/{slug}-police/disclosure-2026/january/item-{n}26/",
    "listing": "/foi-ai/{slug}-police/disclosure-2026/january/foi-item-{n}26/",
    "own-avon-and-somerset": "/about/freedom-of-information/previous-foi-requests/requests/"
    "item-{n}/",
    "own-northumbria": "/about-us/publications-and-documents/accessing-information/disclosure-log/"
    "other/item-{n}26/",
    "own-west-yorkshire": "/freedom-of-information/january-2026-foi-{n}-26-item",
    "own-west-midlands": "/item-{n}a-26/",
    "own-norfolk": "/about-us/our-data/disclosure-logs/item-{n}",
    "psni": "/foi-disclosure-log/item-{n}",
    "police-scotland": "/access-to-information/freedom-of-information/disclosure-log/"
    "disclosure-log-2026/january/26-{n}-item/",
    "gov-uk": "/government/publications/{slug}-item-{n}",
    "npcc": "/SysSiteAssets/media/downloads/publications/disclosure-logs/ops/2026/"
    "{n}-2026-item.pdf",
}


def build(replica, slug: str) -> int:
    """Two entries with a file each on every source of the force; how many entries."""
    count = 0
    for source in forces()[slug].sources:
        address = source.addresses[0]
        origin = "/".join(address.split("/")[:3])
        links, results = "", []
        for n in (101, 102):
            count += 1
            path = ENTRIES[source.platform].format(slug=slug, n=n)
            title = f"{source.words[0] if source.words else 'Item'} {n}"
            links += f'<li><a href="{path}">{title}</a></li>'
            results.append({"title": title, "link": path, "description": ""})
            if path.endswith(".pdf"):
                replica.put(origin + path, b"%PDF-1.4 " + path.encode(), "application/pdf")
                continue
            file = f"/SysSiteAssets/foi-media/{slug}-{n}-{count}.csv"
            link = f'<a href="{file}">Figures</a>'
            replica.put(origin + path, BODY.format(title=title, n=n, more=link))
            replica.put(origin + file, f"{slug},{n},{count}\n", "text/csv")
        if "/api/" in address:
            body = json.dumps({"results": results, "total": 2, "start": 0})
            replica.put(address, body, "application/json")
        else:
            replica.put(address, f"<html><main><ul>{links}</ul></main></html>")
    return count


def run(collection: Collection, replica, *slugs: str) -> dict[str, CrawlResult]:
    found = crawl(collection, slugs, via=replica.url, delay=0, jobs=50)
    return {result.force: result for result in found}


def test_every_force_of_the_registry_is_walked(collection: Collection, replica) -> None:
    expected = {force.slug: build(replica, force.slug) for force in publishers()}

    results = run(collection, replica)

    assert len(results) == 50
    assert {slug: result.entries for slug, result in results.items()} == expected
    incomplete = [result for result in results.values() if not result.complete]
    assert incomplete == []
    assert all(
        result.attachments == (0 if slug == "npcc" else result.entries)
        for slug, result in results.items()
    )
    pages = list(Captures(collection.db).find("kind = 'page' AND state = 'ok'"))
    assert len(pages) == len({page.url for page in pages}) == sum(expected.values())
    assert all(page.reference for page in pages)
    unverified = {slug for slug, r in results.items() if "nobody has verified" in str(r.message)}
    assert unverified == {"acro", "city-of-london", "lancashire", "northumbria"}


WELSH = "https://www.dyfed-powys.police.uk"


def test_a_welsh_twin_is_counted_once_and_a_page_in_welsh_alone_is_not_lost(
    collection: Collection, replica
) -> None:
    english = "/foi-ai/dyfed-powys-police/disclosure-2026/january/"
    welsh = "/cy-GB/foi-ai/heddlu-dyfed-powys/datgeliadau-2026/ionawr/"
    # The first two are known by their addresses, the third by its page, the fourth by its number.
    pairs = [("victims-10872025/", "dioddefwyr-10872025/"), ("dogs/", "dogs/"),
             ("horses/", "ceffylau/"), ("fleet/", "cerbydau/")]  # fmt: skip
    listed = ""
    for number, (one, other) in enumerate(pairs):
        twin = f'<link rel="alternate" hreflang="cy" href="{welsh}{other}">' if number == 2 else ""
        body = BODY.format(title=one, n=number, more="").replace(
            "<html>", f"<html><head>{twin}</head>"
        )
        replica.put(WELSH + english + one, body)
        replica.put(WELSH + welsh + other, BODY.format(title=other, n=number, more=""))
        listed += f'<li><a href="{welsh}{other}">{other}</a><li><a href="{english}{one}">{one}</a>'
    replica.put(WELSH + welsh + "unig/", BODY.format(title="unig", n=77, more=""))
    listed += f'<li><a href="{welsh}unig/">unig</a>'
    replica.put(forces()["dyfed-powys"].addresses[0], f"<main><ul>{listed}</ul></main>")

    result = run(collection, replica, "dyfed-powys")["dyfed-powys"]

    assert (result.entries, result.new, result.complete) == (5, 5, True)
    kept = {c.url for c in Captures(collection.db).find("kind = 'page' AND sha256 IS NOT NULL")}
    assert kept == {WELSH + english + one for one, _ in pairs} | {WELSH + welsh + "unig/"}
    assert replica.count(WELSH + welsh + "dogs/") == 0

    again = run(collection, replica, "dyfed-powys")["dyfed-powys"]
    assert (again.entries, again.unchanged, again.new) == (5, 5, 0)


def test_an_older_address_is_tried_where_the_first_lists_nothing(
    collection: Collection, replica
) -> None:
    build(replica, "metropolitan")
    [source] = forces()["metropolitan"].sources
    replica.pages[replica.path(source.otherwise[0])] = replica.pages.pop(
        replica.path(source.addresses[0])
    )

    result = run(collection, replica, "metropolitan")["metropolitan"]

    assert (result.entries, result.new, result.failed, result.complete) == (2, 4, 0, True)
    assert "not at https://www.met.police.uk/foi-ai/af/" in str(result.message)
    assert list(collection.failures) == []


def test_a_retired_second_site_is_noted_until_it_once_held_entries(
    collection: Collection, replica
) -> None:
    build(replica, "west-midlands")
    old = forces()["west-midlands"].sources[0].addresses[0]
    page = replica.pages.pop(replica.path(old))

    first = run(collection, replica, "west-midlands")["west-midlands"]
    assert (first.entries, first.complete) == (2, True)
    assert f"not at {old} (missing)" in str(first.message)

    replica.pages[replica.path(old)] = page
    assert run(collection, replica, "west-midlands")["west-midlands"].entries == 4
    replica.drop(old)

    last = run(collection, replica, "west-midlands")["west-midlands"]
    assert (last.complete, last.failed) == (False, 1)
    assert f"{old}: expected a list" in str(last.message)


def test_gov_uk_is_read_from_its_pages_where_its_json_is_not_there(
    collection: Collection, replica
) -> None:
    slug = "ministry-of-defence-police"
    build(replica, slug)
    [source] = forces()[slug].sources
    replica.drop(source.addresses[0])
    links = "".join(
        f'<li><a href="/government/publications/{slug}-item-{n}">{title}</a><p>{about}</p></li>'
        for n, title, about in ((101, "Informants", "By the MOD Police"), (103, "Tanks", "Army"))
    )
    replica.put(source.otherwise[0].replace("[]", "%5B%5D"), f"<main><ul>{links}</ul></main>")

    result = run(collection, replica, slug)[slug]

    assert (result.entries, result.attachments, result.complete) == (1, 1, True)


def test_scotland_is_walked_by_year_and_month_and_an_empty_month_is_noted(
    collection: Collection, replica
) -> None:
    log = "https://www.scotland.police.uk/access-to-information/freedom-of-information/disclosure-log/"
    replica.put(log, '<main><h1>Log</h1><a href="disclosure-log-2026/">2026</a></main>')
    months = '<a href="january/">January</a> <a href="february/">February</a>'
    replica.put(log + "disclosure-log-2026/", f"<main><h1>2026</h1>{months}</main>")
    replica.put(
        log + "disclosure-log-2026/january/",
        '<main><a href="26-0001-dogs/">Dogs</a><a href="26-0002-data.xlsx">Data</a></main>',
    )
    replica.put(log + "disclosure-log-2026/february/", "<main><h1>February</h1><p>None</p></main>")
    january = log + "disclosure-log-2026/january/"
    replica.put(january + "26-0001-dogs/", BODY.format(title="Dogs", n=1, more=""))
    replica.put(january + "26-0002-data.xlsx", b"PK\x03\x04 sheet", "application/vnd.ms-excel")

    result = run(collection, replica, "police-scotland")["police-scotland"]

    assert (result.entries, result.new, result.complete) == (2, 2, True)
    assert f"no entry at {log}disclosure-log-2026/february/" in str(result.message)


@pytest.mark.parametrize("scheme", ["http://", "https://"])
def test_links_in_either_scheme_and_with_or_without_www_lead_to_one_entry(
    collection: Collection, replica, scheme: str
) -> None:
    build(replica, "north-yorkshire")
    path = ENTRIES["single-online-home"].format(slug="north-yorkshire", n=101)
    twice = (
        f'<main><li><a href="https://www.northyorkshire.police.uk{path}">One</a>'
        f'<li><a href="{scheme}northyorkshire.police.uk{path.rstrip("/")}">One</a></main>'
    )
    replica.put(forces()["north-yorkshire"].addresses[0], twice)

    result = run(collection, replica, "north-yorkshire")["north-yorkshire"]

    assert (result.entries, result.new, result.complete) == (1, 2, True)


def test_an_entry_that_leads_to_another_is_counted_once(collection: Collection, replica) -> None:
    build(replica, "kent")
    first, second = (
        "https://www.kent.police.uk" + ENTRIES["single-online-home"].format(slug="kent", n=n)
        for n in (101, 102)
    )

    def lead(handler) -> bool:
        handler.reply(301, b"", location=second)
        return True

    replica.fault(first, lead)

    result = run(collection, replica, "kent")["kent"]

    assert (result.entries, result.new, result.failed) == (1, 2, 0)
    [note] = Captures(collection.db).of_url(first)
    assert (note.state, note.message) == ("unchanged", f"the same entry as {second}")


def test_capital_letters_make_no_second_entry(collection: Collection, replica) -> None:
    build(replica, "kent")
    list_, site = forces()["kent"].addresses[0], "https://www.kent.police.uk"
    paths = [ENTRIES["single-online-home"].format(slug="kent", n=n) for n in (101, 102)]
    run(collection, replica, "kent")
    loud = [path.replace("foi-ai", "FOI-AI").replace("kent", "Kent") for path in paths]
    for path, other in zip(paths, loud, strict=True):
        replica.pages[replica.path(site + other)] = replica.pages[replica.path(site + path)]
    replica.put(list_, "".join(f"<li><a href='{path}'>Item</a>" for path in (*loud, *paths)))

    result = run(collection, replica, "kent")["kent"]

    assert (result.entries, result.new, result.complete) == (2, 0, True)
    kept = {c.url for c in Captures(collection.db).find("kind = 'page' AND sha256 IS NOT NULL")}
    assert kept == {site + path for path in paths}


def test_a_generic_list_is_read_whatever_the_case_of_its_links(
    collection: Collection, replica
) -> None:
    build(replica, "city-of-london")
    address = forces()["city-of-london"].addresses[0]
    path = "/FOI-AI/City-Of-London-Police/foi-disclosure/2025/june/legal-costs/"
    replica.put(address, f"<main><ul><li><a href='{path}'>Costs</a></li></ul></main>")
    replica.put(
        "https://www.cityoflondon.police.uk" + path, BODY.format(title="costs", n=1, more="")
    )

    result = run(collection, replica, "city-of-london")["city-of-london"]

    assert (result.entries, result.new, result.complete) == (1, 1, True)


@pytest.mark.parametrize("shape", ["json", "html"])
def test_a_force_s_releases_are_found_behind_many_pages_of_others(
    collection: Collection, replica, shape: str
) -> None:
    slug = "ministry-of-defence-police"
    [source] = forces()[slug].sources
    site, last = "https://www.gov.uk", 12
    if shape == "html":
        replica.put(source.addresses[0], b"", status=404)
    for number in range(1, last + 1):
        path = f"/government/publications/item-{number}"
        title = "FOI: informants of the MOD Police" if number == last else f"FOI: tanks {number}"
        if shape == "json":
            body = json.dumps({"results": [{"title": title, "link": path}], "total": last})
            start = f"&start={number - 1}" if number > 1 else ""
            replica.put(further(source.addresses[0], start), body, "application/json")
        else:
            start = f"&page={number}" if number > 1 else ""
            more = f"<a rel=next href='{source.otherwise[0]}&page={number + 1}'>Next</a>"
            body = f"<main><ul><li><a href='{path}'>{title}</a></ul>{more}</main>"
            address = (source.otherwise[0] + start).replace("[]", "%5B%5D")
            replica.put(address, body.replace(more, "") if number == last else body)
    replica.put(
        f"{site}/government/publications/item-{last}", BODY.format(title="x", n=1, more="")
    )

    result = run(collection, replica, slug)[slug]

    assert (result.entries, result.new, result.complete) == (1, 1, True)


def further(address: str, start: str) -> str:
    """An address of results with its query as the crawler writes it."""
    if not start:
        return address
    path, _, query = address.partition("?")
    return f"{path}?{urlencode({**dict(parse_qsl(query)), 'start': start[7:]})}"


def test_a_release_that_was_corrected_keeps_the_day_on_which_it_was_published(
    collection: Collection, replica
) -> None:
    slug = "civil-nuclear-constabulary"
    [source] = forces()[slug].sources
    path = "/government/publications/taser"
    result = {"title": "FOI: Taser", "link": path, "public_timestamp": "2026-11-03T09:30:00Z"}
    replica.put(
        source.addresses[0], json.dumps({"results": [result], "total": 1}), "application/json"
    )
    dated = BODY.format(title="Taser", n=1, more="<p>Published: 5 March 2024</p>")
    replica.put("https://www.gov.uk" + path, dated)

    run(collection, replica, slug)

    [kept] = Captures(collection.db).find("kind = 'page' AND state = 'ok'")
    assert kept.published == "2024-03-05"
    [early] = crawl(collection, [slug], via=replica.url, delay=0, since=date(2026, 11, 4))
    assert (early.new, early.failed) == (0, 0)
