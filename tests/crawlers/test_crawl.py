"""A crawl of well-behaved sites: what is kept, what is counted, what a second one costs."""

import math

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import CrawlError, crawl
from crawlers.force import ForceError
from crawlers.result import CrawlResult

LISTER = "https://www.cleveland.police.uk/foi-ai/af/accessing-information/published-items/"
ENTRY = "https://www.cleveland.police.uk/foi-ai/cleveland-police/disclosure/2026/january/{}/"
FILE = "https://www.cleveland.police.uk/SysSiteAssets/foi-media/cleveland/2026/{}"


def entry_page(number: int, *, files: tuple[str, ...] = ()) -> str:
    links = "".join(f'<li><a href="{name}">Data</a></li>' for name in files)
    return (
        f"<html><head><title>Tools {number} | Cleveland Police</title></head><body><main>"
        f"<h1>Tools {number}</h1><p>Date: 16/02/26</p><p>Enquiry Reference: {number}- 26</p>"
        f"<h2>Request</h2><p>How many tools of kind {number} do you hold?</p>"
        f"<h2>Response</h2><p>The force holds {number * 7} of them.</p><ul>{links}</ul>"
        "</main></body></html>"
    )


def list_page(numbers: list[int], *, further: str = "", total: int | None = None) -> str:
    rows = "".join(
        f'<li><a href="{ENTRY.format(f"foi-{n}26-tools")}">Tools {n}</a>'
        f"<time datetime='2026-01-{n % 28 + 1:02}'></time></li>"
        for n in numbers
    )
    said = f"<p>Showing 1 to {len(numbers)} of {total} results</p>" if total else ""
    return f"<html><body><main>{said}<ul>{rows}</ul>{further}</main></body></html>"


def build(replica, count: int, *, per_page: int = 10, **how: object) -> None:
    """A lister with its pages, an entry for each number, a file for every third."""
    pages = math.ceil(count / per_page)
    for page in range(1, pages + 1):
        numbers = list(range((page - 1) * per_page + 1, min(page * per_page, count) + 1))
        onward = (
            f'<a rel="next" href="?q=&amp;dt=Disclosure+log&amp;page={page + 1}">Next</a>'
            if page < pages
            else ""
        )
        address = LISTER + "?q=&dt=Disclosure+log" + (f"&page={page}" if page > 1 else "")
        replica.put(address, list_page(numbers, further=onward, total=count), **how)
    for n in range(1, count + 1):
        files = (f"/SysSiteAssets/foi-media/cleveland/2026/data-{n}.csv",) if n % 3 == 0 else ()
        replica.put(ENTRY.format(f"foi-{n}26-tools"), entry_page(n, files=files), **how)
        if files:
            replica.put(
                FILE.format(f"data-{n}.csv"), f"kind,number\n{n},{n * 7}\n", "text/csv", **how
            )


def run(collection: Collection, replica, *slugs: str, **wishes: object) -> list[CrawlResult]:
    wishes = {"delay": 0, "via": replica.url, **wishes}
    return list(crawl(collection, slugs or ("cleveland",), **wishes))  # type: ignore[arg-type]


def test_a_log_is_walked_from_its_lists_to_its_files(collection: Collection, replica) -> None:
    build(replica, 25)

    [result] = run(collection, replica)

    assert result == CrawlResult(
        force="cleveland", entries=25, attachments=8, new=33, complete=True
    )
    captures = list(Captures(collection.db).find())
    kinds = [capture.kind for capture in captures if capture.state == "ok"]
    assert (kinds.count("list"), kinds.count("page"), kinds.count("attachment")) == (3, 25, 8)
    [third] = [c for c in captures if c.url == ENTRY.format("foi-326-tools")]
    assert (third.title, third.reference, third.published) == ("Tools 3", "3- 26", "2026-01-04")
    assert third.labels["Enquiry Reference"] == "3- 26"
    [data] = [c for c in captures if c.url == FILE.format("data-3.csv")]
    assert (data.parent, data.media_type) == (third.url, "text/csv")
    assert data.sha256 is not None
    assert collection.blobs.get(data.sha256) == b"kind,number\n3,21\n"


def test_a_second_crawl_of_an_unchanged_site_costs_next_to_nothing(
    collection: Collection, replica
) -> None:
    build(replica, 12)
    run(collection, replica)
    first = len(replica.asked)

    [result] = run(collection, replica)

    again = replica.asked[first:]
    assert (result.entries, result.unchanged, result.new, result.complete) == (12, 16, 0, True)
    assert {asked.status for asked in again if "robots" not in asked.path} == {304}
    assert sum(c.sha256 is not None for c in Captures(collection.db).find()) == 18


def test_a_changed_entry_is_a_new_version_and_a_vanished_one_is_gone(
    collection: Collection, replica
) -> None:
    build(replica, 12)
    run(collection, replica)
    changed, gone = ENTRY.format("foi-526-tools"), ENTRY.format("foi-1226-tools")
    replica.put(changed, entry_page(5).replace("35", "36"))
    replica.drop(gone)
    replica.put(LISTER + "?q=&dt=Disclosure+log&page=2", list_page([11], total=11))
    replica.put(
        LISTER + "?q=&dt=Disclosure+log",
        list_page(list(range(1, 11)), further='<a href="?page=2">Next</a>', total=11),
    )
    replica.put(LISTER + "?page=2", list_page([11], total=11))

    [result] = run(collection, replica)

    assert (result.entries, result.changed, result.gone, result.new) == (11, 1, 1, 0)
    assert result.complete
    captures = Captures(collection.db)
    assert [c.state for c in captures.of_url(changed)] == ["ok", "ok"]
    assert [c.state for c in captures.of_url(gone)] == ["ok", "gone"]
    assert any(c.url == gone for c in captures.current())

    asked = replica.count(gone)
    run(collection, replica)
    assert replica.count(gone) == asked


def test_without_validators_entries_are_left_until_due_and_recheck_asks_at_once(
    collection: Collection, replica
) -> None:
    build(replica, 12, validators=False)
    run(collection, replica)
    replica.put(ENTRY.format("foi-526-tools"), entry_page(5).replace("35", "36"), validators=False)
    asked = len(replica.asked)

    [resting] = run(collection, replica)

    assert len(replica.asked) - asked == 3
    assert (resting.unchanged, resting.changed) == (16, 0)
    assert "16 came without a validator" in str(resting.message)
    [result] = run(collection, replica, recheck=True)
    assert (result.unchanged, result.changed, result.complete) == (15, 1, True)


def test_an_entry_that_its_list_shows_otherwise_is_asked_for_with_its_files(
    collection: Collection, replica
) -> None:
    build(replica, 3, validators=False)
    run(collection, replica)
    listed = list_page([1, 2, 3], total=3).replace(">Tools 3<", ">Tools 3, corrected<")
    replica.put(LISTER + "?q=&dt=Disclosure+log", listed, validators=False)
    file = ("/SysSiteAssets/foi-media/cleveland/2026/data-3.csv",)
    page = entry_page(3, files=file).replace("21", "22")
    replica.put(ENTRY.format("foi-326-tools"), page, validators=False)
    replica.put(FILE.format("data-3.csv"), "kind,number\n3,22\n", "text/csv", validators=False)

    [result] = run(collection, replica)

    assert (result.changed, result.unchanged, result.new) == (2, 2, 0)


def test_machinery_that_changes_with_every_answer_makes_no_new_version(
    collection: Collection, replica
) -> None:
    build(replica, 2, validators=False)
    run(collection, replica)
    page = entry_page(1).replace("<body>", "<body><script>token='another'</script>")
    replica.put(ENTRY.format("foi-126-tools"), page, validators=False)

    [result] = run(collection, replica, recheck=True)

    assert (result.unchanged, result.changed) == (2, 0)


def test_since_and_limit_ask_for_less_and_a_limited_crawl_says_that_it_is_not_whole(
    collection: Collection, replica
) -> None:
    build(replica, 25)

    [limited] = run(collection, replica, limit=4)
    assert (limited.complete, limited.message) == (False, "stopped at --limit")
    assert sum("/disclosure/" in asked.path for asked in replica.asked) == 4

    from datetime import date

    [recent] = run(collection, replica, since=date(2026, 1, 21))
    assert recent.complete
    assert recent.new == 6 + 2  # 20 to 25; the files of 21 and 24

    [whole] = run(collection, replica)
    assert whole.complete
    total = sum(c.sha256 is not None for c in Captures(collection.db).find("kind != 'list'"))
    assert total == 33


def test_what_was_erased_on_request_is_not_asked_for_again(
    collection: Collection, replica
) -> None:
    build(replica, 12)
    run(collection, replica)
    erased = ENTRY.format("foi-526-tools")
    with collection.transaction():
        collection.db.execute(
            "INSERT INTO tombstone VALUES (?, '', 'asked', '2026-01-01')", (erased,)
        )
        collection.db.execute("DELETE FROM frontier WHERE url = ?", (erased,))
        collection.db.execute("DELETE FROM capture WHERE url = ?", (erased,))
    asked = replica.count(erased)

    run(collection, replica, recheck=True)

    assert replica.count(erased) == asked
    assert Captures(collection.db).of_url(erased) == []


def test_several_forces_are_crawled_side_by_side_and_one_that_fails_stops_no_other(
    collection: Collection, replica
) -> None:
    build(replica, 3)

    results = {r.force: r for r in run(collection, replica, "essex", "cleveland", "kent")}

    assert results["cleveland"].complete
    for slug in ("essex", "kent"):
        assert not results[slug].complete
        assert "expected a list, found that the site answers 404" in str(results[slug].message)
        assert results[slug].failed == 1


def test_a_live_crawl_without_a_contact_does_not_start(collection: Collection, replica) -> None:
    with pytest.raises(CrawlError, match="FOI_CONTACT"):
        crawl(collection, ["cleveland"])
    with pytest.raises(CrawlError, match="FOI_CONTACT"):
        crawl(collection, ["cleveland"], via="http://192.0.2.1:8000")
    with pytest.raises(CrawlError, match="expected an address such as"):
        crawl(collection, ["cleveland"], via="127.0.0.1:8000")
    with pytest.raises(ForceError, match="publishes none"):
        crawl(collection, ["nca"])
    with pytest.raises(ForceError, match="foi forces"):
        crawl(collection, ["gotham"])


def test_the_user_agent_names_a_contact(
    collection: Collection, replica, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    from collection.collection import open_collection

    build(replica, 1)
    monkeypatch.setenv("FOI_CONTACT", "desk@example.org")
    with open_collection(tmp_path / "collection") as opened:
        run(opened, replica)

    assert {asked.agent for asked in replica.asked} == {"foi-mosaic/0.1.0 (desk@example.org)"}
