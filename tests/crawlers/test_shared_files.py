"""A file that two entries show hangs from both, whichever is read first."""

from pathlib import Path

from collection.collection import Collection, open_collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces
from crawlers.importing import import_paths
from foi.pipeline import stored
from nlp.grouping import groups

LOG = "https://www.psni.police.uk/foi-disclosure-log"
FILE = "https://www.psni.police.uk/files/figures.csv"
LINK = "<a href='/files/figures.csv'>Figures</a>"


def entry(n: int, more: str = LINK) -> str:
    return (
        f"<main><h1>Item {n}</h1><p>Reference: FOI/1000{n}</p><p>The request was for information"
        f" about {n}; the response is that some is held.</p>{more}</main>"
    )


def build(replica, *numbers: int, figures: str = "a,b\n1,2\n") -> None:
    rows = "".join(
        f"<li><a href='/foi-disclosure-log/item-{n}'>Item {n}</a></li>" for n in numbers
    )
    replica.put(forces()["psni"].addresses[0], f"<main><ul>{rows}</ul></main>")
    for n in numbers:
        replica.put(f"{LOG}/item-{n}", entry(n, LINK if n in (1, 2, 9) else ""))
    replica.put(FILE, figures, "text/csv")


def run(collection: Collection, replica, **how: object) -> None:
    [result] = crawl(collection, ["psni"], via=replica.url, delay=0, **how)  # type: ignore[arg-type]
    assert result.complete, result
    assert result.attachments == 1


def with_file(collection: Collection) -> dict[str, set[str | None]]:
    """By page: the bytes of the file in its current response."""
    found: dict[str, set[str | None]] = {}
    for group in groups(stored(collection)):
        if not group.superseded:
            held = {capture.sha256 for capture in group.captures if capture.url == FILE}
            found[group.captures[0].url] = held
    return {url: held for url, held in found.items() if held}


def test_a_shared_file_is_in_both_responses_and_is_fetched_once(
    collection: Collection, replica, tmp_path: Path
) -> None:
    build(replica, 1, 2, 3, 4, 5)
    archive = tmp_path / "crawl.warc.gz"
    run(collection, replica, warc=archive)

    both = with_file(collection)
    assert both.keys() == {f"{LOG}/item-1", f"{LOG}/item-2"}
    assert replica.count(FILE) == 1
    with open_collection(tmp_path / "again") as again:
        list(import_paths(again, [archive]))
        assert with_file(again) == both


def test_a_later_entry_shares_it_and_a_change_reaches_all_that_show_it(
    collection: Collection, replica
) -> None:
    build(replica, 1, 2, 3, 4, 5)
    run(collection, replica)
    build(replica, 1, 2, 3, 4, 5, 9)
    run(collection, replica)
    assert with_file(collection).keys() == {f"{LOG}/item-{n}" for n in (1, 2, 9)}
    [old] = set.union(*with_file(collection).values())

    build(replica, 1, 2, 3, 4, 5, 9, figures="a,b\n3,4\n")
    replica.put(f"{LOG}/item-2", entry(2, ""))
    run(collection, replica)
    run(collection, replica)

    found = with_file(collection)
    assert found[f"{LOG}/item-1"] == found[f"{LOG}/item-9"] != {old}
    copies = list(Captures(collection.db).find("url = ? AND state = 'ok'", (FILE,)))
    assert [copy.parent for copy in copies].count(f"{LOG}/item-2") == 1
