"""`foi forces`, `foi crawl` and `foi captures` as a script sees them."""

import json
from pathlib import Path
from typing import Any

import pytest

from foi.cli import main

LIST = "https://www.kent.police.uk/foi-ai/af/accessing-information/published-items/"
ENTRY = "/foi-ai/kent-police/log/2026/foi-{}/"
PAGE = (
    "<main><h1>Item</h1><p>Reference: {}/26</p><p>The request for information was met.</p></main>"
)


def foi(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, Any]], str]:
    with pytest.raises(SystemExit) as exit_:
        main([*arguments, "--json"])
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    return int(exit_.value.code or 0), rows, printed.err


def test_the_registry_prints_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows, _ = foi(capsys, "forces")

    assert code == 0
    by_slug = {row["slug"]: row for row in rows}
    wanted = {"slug", "name", "aliases", "nation", "region", "regime", "ons_code", "platform",
              "addresses", "joint_with", "evidence"}  # fmt: skip
    assert all(wanted <= row.keys() for row in rows)
    assert by_slug["police-scotland"]["regime"] == "foisa"
    assert by_slug["warwickshire"]["joint_with"] == ["west-mercia (ended)"]
    assert by_slug["west-midlands"]["platform"] == "own-west-midlands|single-online-home"
    assert by_slug["city-of-london"]["evidence"][0].startswith("unverified: nobody has seen")


def test_a_crawl_prints_its_figures_names_what_was_lost_and_exits_with_1(
    capsys: pytest.CaptureFixture[str], replica, tmp_path: Path
) -> None:
    links = "".join(f'<li><a href="{ENTRY.format(n)}">Item {n}</a>' for n in (1, 2))
    replica.put(LIST, f"<main>{links}</main>")
    replica.put("https://www.kent.police.uk" + ENTRY.format(1), PAGE.format(1))
    there = ("-C", str(tmp_path / "c"))

    code, rows, said = foi(
        capsys, "crawl", "Kent Police", *there, "--via", replica.url, "--delay", "0"
    )

    assert code == 1
    assert rows == [
        {"force": "kent", "entries": 2, "attachments": 0, "new": 1, "changed": 0, "unchanged": 0,
         "gone": 1, "blocked": 0, "failed": 0, "complete": True,
         "message": "1 that are linked to are not there"}
    ]  # fmt: skip
    assert "it is linked to, but the site answers 404" in said

    code, rows, _ = foi(capsys, "captures", "kent", *there)
    assert code == 0
    assert [(row["state"], row["status"], row["how"]) for row in rows] == [
        ("ok", 200, "live"),
        ("ok", 200, "live"),
        ("gone", 404, "live"),
    ]
    assert rows[1]["reference"] == "1/26"
    code, rows, _ = foi(capsys, "captures", "essex", *there)
    assert (code, rows) == (0, [])

    replica.put("https://www.kent.police.uk" + ENTRY.format(2), PAGE.format(2))
    code, rows, _ = foi(capsys, "crawl", "kent", *there, "--via", replica.url, "--delay", "0")
    assert (code, rows[0]["new"], rows[0]["unchanged"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crawl", "kent"), "FOI_CONTACT"),
        (("crawl", "nca", "--via", "http://127.0.0.1:1"), "publishes none"),
        (("crawl", "gotham"), "no force is called 'gotham'"),
        (("captures", "gotham"), "no force is called 'gotham'"),
        (("crawl", "kent", "--since", "yesterday"), "yesterday"),
        (("crawl", "kent", "--limit", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_says_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    code, rows, err = foi(capsys, *arguments, "-C", str(tmp_path / "c"))

    assert (code, rows) == (2, [])
    assert said in err
