"""A crawl that is killed, again and again, and comes to the same collection."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from collection.collection import open_collection
from crawlers.capture import Captures
from crawlers.crawl import CrawlError, crawl

HOST = "https://www.kent.police.uk"
LISTER = HOST + "/foi-ai/af/accessing-information/published-items/"
ENTRIES = 60
CRAWL = """
import sys
from collection.collection import open_collection
from crawlers.crawl import crawl
with open_collection(sys.argv[1]) as collection:
    print([result.complete for result in crawl(collection, ["kent"], via=sys.argv[2], delay=0)])
"""


def build(replica) -> None:
    for page in range(1, 7):
        links = "".join(
            f'<li><a href="{HOST}/foi-ai/kent-police/log/2026/foi-{n}/">Item {n}</a></li>'
            for n in range(page * 10 - 9, page * 10 + 1)
        )
        onward = f'<a rel="next" href="?q=&amp;dt=Disclosure+log&amp;page={page + 1}">Next</a>'
        address = LISTER + "?q=&dt=Disclosure+log" + (f"&page={page}" if page > 1 else "")
        replica.put(address, f"<main>{links}{onward if page < 6 else ''}</main>")
    for n in range(1, ENTRIES + 1):
        file = f'<a href="/SysSiteAssets/foi-media/kent/{n}.csv">Data</a>' if n % 3 == 0 else ""
        replica.put(
            f"{HOST}/foi-ai/kent-police/log/2026/foi-{n}/",
            f"<main><h1>Item {n}</h1><p>Reference: {n}/26</p><p>The request was for information"
            f" on item {n}, and the response holds it.</p>{file}</main>",
        )
        if file:
            replica.put(f"{HOST}/SysSiteAssets/foi-media/kent/{n}.csv", f"n\n{n}\n", "text/csv")


def kept(folder: Path) -> Counter[tuple[str, str, str | None]]:
    with open_collection(folder) as collection:
        return Counter(
            (c.url, c.kind, c.sha256) for c in Captures(collection.db).find("state = 'ok'")
        )


def child_of(pid: int) -> int | None:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else None


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc")
def test_a_crawl_killed_at_random_points_comes_to_the_same_collection(
    replica, tmp_path: Path
) -> None:
    build(replica)
    with open_collection(tmp_path / "whole") as collection:
        [whole] = crawl(collection, ["kent"], via=replica.url, delay=0)
    assert whole.complete
    expected = kept(tmp_path / "whole")
    assert sum(expected.values()) == 6 + 60 + 20
    replica.asked.clear()

    seed = random.randrange(1 << 32)  # noqa: S311 - moments, no secrets
    points = random.Random(seed)  # noqa: S311
    kills = 0
    while True:
        process = subprocess.Popen(
            [sys.executable, "-c", CRAWL, str(tmp_path / "killed"), replica.url],
            stdout=subprocess.PIPE,
            text=True,
        )
        left = points.randint(5, 35)
        whom = points.choice(["the one that asked", "the one that fetches"])

        def count_down(path: str, process=process, whom=whom) -> None:
            nonlocal left, kills
            left -= 1
            if left == 0:
                kills += 1
                target = process.pid if "asked" in whom else child_of(process.pid)
                if target:
                    os.kill(target, signal.SIGKILL)

        replica.watch = count_down
        output, _ = process.communicate(timeout=60)
        if "True" in output:
            break
        assert kills < 40, seed

    assert kills >= 2, seed
    assert kept(tmp_path / "killed") == expected, seed
    asked = Counter(a.path for a in replica.asked if "robots" not in a.path)
    # Whatever was in flight at a kill is asked for once more, and nothing else is.
    assert sum(asked.values()) - len(asked) <= kills, seed
    assert len(asked) == 86


def test_a_second_crawl_of_a_collection_waits_for_no_one_for_ever(
    replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    build(replica)
    monkeypatch.setenv("FOI_CRAWL_WAIT", "0.2")
    with open_collection(tmp_path / "c") as collection, (tmp_path / "c/crawl.lock").open("w") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        with pytest.raises(CrawlError, match="expected no other crawl"):
            list(crawl(collection, ["kent"], via=replica.url, delay=0))


def test_leaving_the_results_early_ends_the_crawl_and_the_next_goes_on(
    replica, tmp_path: Path
) -> None:
    build(replica)
    with open_collection(tmp_path / "c") as collection:
        results = crawl(collection, ["kent"], via=replica.url, delay=0.02, watch=lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            list(results)
        before = len(replica.asked)
        assert before < 80

        [result] = crawl(collection, ["kent"], via=replica.url, delay=0)

    assert result.complete
    assert result.new == 80
    assert len(replica.asked) <= 86 + 2 + 1
