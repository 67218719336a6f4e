"""A night's budget: spent, said, and gone on with in the next night."""

from collection.collection import Collection, open_collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces
from crawlers.result import CrawlResult

LOG = "https://www.psni.police.uk/foi-disclosure-log"
COUNT = 9


def build(replica) -> None:
    rows = ""
    for n in range(1, COUNT + 1):
        rows += f"<li><a href='/foi-disclosure-log/item-{n}'>Item {n}</a></li>"
        replica.put(
            f"{LOG}/item-{n}",
            f"<main><h1>Item {n}</h1><p>Reference: FOI/1000{n}</p><p>The request was for {n};"
            " the response is that some is held.</p></main>",
        )
    replica.put(forces()["psni"].addresses[0], f"<main><ul>{rows}</ul></main>")


def run(collection: Collection, replica) -> CrawlResult:
    [result] = crawl(collection, ["psni"], via=replica.url, delay=0)
    return result


def test_a_spent_budget_is_loud_and_the_next_night_goes_on(
    collection: Collection, replica
) -> None:
    build(replica)
    (collection.path / "collection.toml").write_text("budget = 6\n", encoding="utf-8")
    with open_collection(collection.path) as limited:
        first = run(limited, replica)
        assert len(replica.asked) == 6
        assert (first.complete, first.new, first.failed) == (False, 4, 0)
        assert "the budget of 6 requests for this night is spent" in (first.message or "")
        assert first.problems

        same_night = run(limited, replica)
        assert len(replica.asked) == 6
        assert "budget" in (same_night.message or "")

        limited.db.execute("UPDATE spent SET night = date(night, '-1 day')")
        last = run(limited, replica)
        assert last.complete, last
        pages = list(Captures(limited.db).find("kind = 'page'"))
        assert [page.state for page in pages] == ["ok"] * COUNT
        assert len({page.url for page in pages}) == COUNT
        # The list is not walked anew night by night.
        assert replica.count(forces()["psni"].addresses[0]) == 1
        assert not list(limited.failures)
