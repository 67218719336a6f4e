"""The Commissioner's notices: kept and linked, and nobody's answer."""

from datetime import date
from pathlib import Path

import pytest

from collection.collection import Collection
from crawlers.capture import Captures, contract
from crawlers.crawl import CrawlError, crawl
from crawlers.elsewhere import ELSEWHERE
from crawlers.force import ForceError, forces
from foi.account import account
from foi.habits import habits
from foi.pipeline import process, stored

GOLDEN = Path(__file__).parent.parent / "golden/crawlers/ico"
SITE = "https://ico.org.uk/action-weve-taken/decision-notices"
FILE = "https://ico.org.uk/media/action-weve-taken/decision-notices/2023/ic-100001-a1b2.pdf"
OF_OTHERS = (
    "<main><h1>FS50585136</h1><p>Authority: Kent Police</p><p>The Commissioner finds that the"
    " authority held no further information, and requires no steps.</p></main>"
)


def build(replica, markup: str) -> None:
    found = ELSEWHERE["ico"](forces()["essex"])
    assert found
    [address] = found.addresses
    rows = (GOLDEN / markup / "list.html").read_text(encoding="utf-8")
    replica.put(address, rows)
    replica.put(f"{address}&page=2", rows.replace("page=2", "page=1"))
    replica.put(f"{address}&page=1", rows)
    detail = (GOLDEN / markup / "detail.html").read_text(encoding="utf-8")
    replica.put(f"{SITE}/2023/06/ic-100001-a1b2/", detail)
    replica.put(f"{SITE}/2022/11/fs50585136/", OF_OTHERS)
    replica.put(FILE, b"%PDF-1.4 notice", "application/pdf")


@pytest.mark.parametrize("markup", ["semantic", "soup"])
def test_notices_about_a_force_are_decisions_and_no_answers(
    collection: Collection, replica, markup: str
) -> None:
    build(replica, markup)

    [result] = crawl(collection, ["essex"], via=replica.url, delay=0, place="ico")

    held = {c.url: c for c in Captures(collection.db).find("state = 'ok' AND kind != 'list'")}
    notice = held[f"{SITE}/2023/06/ic-100001-a1b2/"]
    assert held.keys() == {notice.url, FILE}
    assert {capture.kind for capture in held.values()} == {"decision"}
    assert {capture.force for capture in held.values()} == {"essex"}
    assert contract(notice)["decision"] == [
        {"section": "foia/31/1/a", "complaint": "not upheld"},
        {"section": "foia/10", "complaint": "upheld"},
        {"section": "eir/12/4/b", "complaint": "partly upheld"},
    ]
    assert contract(held[FILE])["decision"] is None
    assert (result.entries, result.attachments, result.failed) == (1, 1, 0)
    assert replica.count(f"{SITE}/2022/10/ic-100003-e5f6/") == 0

    assert list(stored(collection)) == []
    process(collection)
    whole = list(account(collection))[-1]
    assert (whole["responses"], whole["pending"], whole["decisions"]) == (0, 0, 1)
    assert whole["non_response"] == whole["captures"]
    assert whole["fill"]["of"] == 0


def test_no_other_regulator_s_force_is_looked_for(collection: Collection) -> None:
    with pytest.raises(ForceError, match="expected a force that ico knows"):
        list(crawl(collection, ["police-scotland"], via="http://127.0.0.1:1", place="ico"))
    with pytest.raises(CrawlError, match="whatdotheyknow, ico"):
        list(crawl(collection, ["essex"], via="http://127.0.0.1:1", place="elsewhere"))


def test_a_silence_is_measured_against_the_log_s_own_rhythm(
    collection: Collection, replica
) -> None:
    log = "https://www.psni.police.uk/foi-disclosure-log"
    page = (
        "<main><h1>Item {n}</h1><p>Reference: FOI/1000{n}</p><p>The request was for information;"
        " the response is that some is held.</p>{file}</main>"
    )
    rows = ""
    for n in range(1, 8):
        rows += f"<li><a href='/foi-disclosure-log/item-{n}'>Item {n}</a> <time datetime='"
        rows += f"2026-0{1 + n // 4}-{1 + 3 * n:02}'></time></li>"
        file = "<a href='/files/one.csv'>Figures</a>" if n == 1 else ""
        replica.put(f"{log}/item-{n}", page.format(n=n, file=file))
    replica.put(forces()["psni"].addresses[0], f"<main><ul>{rows}</ul></main>")
    replica.put("https://www.psni.police.uk/files/one.csv", "a,b\n1,2\n", "text/csv")
    [result] = crawl(collection, ["psni"], via=replica.url, delay=0)
    assert result.complete, result

    found = habits(collection.db, "psni", today=date(2026, 2, 24))
    later = habits(collection.db, "psni", today=date(2026, 11, 1))

    assert found["months"] == {"2026-01": 3, "2026-02": 4}
    assert found["silence"] == {"days": 2, "longest": 34, "unusual": False}
    assert later["silence"]["unusual"] is True
    assert found["fill"] == {"of": 7, "reference": 7, "date": 7, "body": 0, "attachments": 1}
    assert found["last_success"]
    assert found["last_change"]
    process(collection)
    assert habits(collection.db, "psni")["fill"]["body"] == 7
