"""Past pages of a site from the archive: each content once, under its own address and day."""

import json
from urllib.parse import urlencode

from collection.collection import Collection
from crawlers.capture import Capture, Captures
from crawlers.crawl import crawl
from crawlers.elsewhere import ELSEWHERE
from crawlers.force import forces
from crawlers.result import CrawlResult

SITE = "https://www.psni.police.uk"
LOG = f"{SITE}/foi-disclosure-log"
WEB = "https://web.archive.org/web"
INDEX = "https://web.archive.org/cdx/search/cdx"
FILE = f"{SITE}/files/figures.csv"


def entry(n: int, said: str = "some is held", more: str = "") -> str:
    return (
        f"<main><h1>Item {n}</h1><p>Reference: FOI/1000{n}</p><p>The request was for information"
        f" about {n}; the response is that {said}.</p>{more}</main>"
    )


def index(replica, month: str, *rows: tuple[str, str, str]) -> None:
    """Play the index for one month, as the crawl asks it."""
    query = {
        "url": "www.psni.police.uk/foi-disclosure-log", "matchType": "prefix", "output": "json",
        "filter": "statuscode:200", "fl": "timestamp,original,mimetype,digest",
        "collapse": "digest", "from": month, "to": month,
    }  # fmt: skip
    names = ["timestamp", "original", "mimetype", "digest"]
    answer = [names, *([moment, url, "text/html", digest] for moment, url, digest in rows)]
    replica.put(f"{INDEX}?{urlencode(query)}", json.dumps(answer), "application/json")


def build(replica) -> None:
    found = ELSEWHERE["archive"](forces()["psni"])
    assert found
    for address in found.addresses:
        months = [["timestamp"], ["20230401120000"], ["20230601120000"]]
        held = months if "foi-disclosure-log" in address else []
        replica.put(address, json.dumps(held), "application/json")
    index(
        replica, "202306",
        ("20230610000000", f"{LOG}/item-1", "NEWER"),
        ("20230602000000", f"{LOG}/item-2", "SAME"),
    )  # fmt: skip
    index(
        replica, "202304",
        ("20230401120000", f"{LOG}/item-1", "OLDER"),
        ("20230402120000", f"{LOG}/item-2", "SAME"),
        ("20230403120000", f"{LOG}?page=2", "LIST"),
    )  # fmt: skip
    other = "<a href='https://www.elsewhere.example/one.pdf'>Elsewhere</a>"
    link = f"<a href='/files/figures.csv'>Figures</a> {other}"
    replica.put(f"{WEB}/20230401120000id_/{LOG}/item-1", entry(1, more=link))
    replica.put(f"{WEB}/20230610000000id_/{LOG}/item-1", entry(1, "none is held"))
    replica.put(f"{WEB}/20230402120000id_/{LOG}/item-2", entry(2))
    # As the archive does: on to the nearest moment that it has.
    near = f"{WEB}/20230405000000id_/{FILE}"
    replica.put(f"{WEB}/20230401120000id_/{FILE}", "", status=302, headers=(("location", near),))
    replica.put(near, "a,b\n1,2\n", "text/csv")


def run(collection: Collection, replica) -> CrawlResult:
    [result] = crawl(collection, ["psni"], via=replica.url, delay=0, place="archive")
    return result


def kept(collection: Collection) -> list[Capture]:
    return list(Captures(collection.db).find("state = 'ok' AND kind != 'list'"))


def test_each_content_comes_in_once_under_its_own_address_and_day(
    collection: Collection, replica
) -> None:
    build(replica)

    result = run(collection, replica)

    held = sorted((c.url, c.fetched, c.how, c.parent) for c in kept(collection))
    assert held == sorted(
        [
            (f"{LOG}/item-1", "2023-04-01T12:00:00Z", "archive", None),
            (f"{LOG}/item-1", "2023-06-10T00:00:00Z", "archive", None),
            (f"{LOG}/item-2", "2023-04-02T12:00:00Z", "archive", None),
            (FILE, "2023-04-05T00:00:00Z", "archive", f"{LOG}/item-1"),
        ]
    )
    newest = [c for c in Captures(collection.db).current() if c.url == f"{LOG}/item-1"]
    assert [c.fetched for c in newest] == ["2023-06-10T00:00:00Z"]
    assert (result.entries, result.failed, result.complete) == (3, 0, True), result
    hosts = {asked.path.split("/")[1] for asked in replica.asked}
    assert hosts == {"web.archive.org"}

    before = len(replica.asked)
    again = run(collection, replica)
    assert (again.new, again.changed) == (0, 0)
    assert not [a for a in replica.asked[before:] if "/web/" in a.path and a.status == 200]


def test_what_the_site_itself_gave_is_not_overlaid(collection: Collection, replica) -> None:
    build(replica)
    rows = "<li><a href='/foi-disclosure-log/item-1'>Item 1</a></li>"
    replica.put(forces()["psni"].addresses[0], f"<main><ul>{rows}</ul></main>")
    replica.put(f"{LOG}/item-1", entry(1, "all is held"))
    [live] = crawl(collection, ["psni"], via=replica.url, delay=0)
    assert live.complete

    result = run(collection, replica)

    assert {(c.url, c.how) for c in kept(collection)} == {
        (f"{LOG}/item-1", "live"), (f"{LOG}/item-2", "archive"),
    }  # fmt: skip
    assert "2 snapshots were left" in (result.message or "")


def test_a_snapshot_that_is_missing_and_an_index_that_is_none_are_loud(
    collection: Collection, replica
) -> None:
    build(replica)
    replica.drop(f"{WEB}/20230405000000id_/{FILE}")
    replica.drop(f"{WEB}/20230401120000id_/{FILE}")
    first = run(collection, replica)
    assert (first.failed, first.gone, first.complete) == (1, 0, False)
    assert any("the archive has it not" in problem for problem in first.problems)

    found = ELSEWHERE["archive"](forces()["psni"])
    assert found
    for address in found.addresses:
        replica.put(address, "<h1>Sorry</h1><p>Too busy</p>")
    second = run(collection, replica)
    assert not second.complete
    assert "expected a list" in (second.message or "")


def test_a_log_of_files_alone_is_asked_for_where_its_files_stand() -> None:
    found = ELSEWHERE["archive"](forces()["npcc"])
    assert found
    folder = "www.npcc.police.uk/SysSiteAssets/media/downloads/publications/disclosure-logs"
    assert any(urlencode({"url": folder}) in address for address in found.addresses)
