"""Each platform reads the same from two markups, and knows a page that is none of its own."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from crawlers.elsewhere import ELSEWHERE
from crawlers.force import Force, Source, forces
from crawlers.page import Page
from crawlers.platform import PageError, platform_of

GOLDEN = Path(__file__).parent.parent / "golden/crawlers"
CASES = sorted(GOLDEN.glob("*/case.json"))


def read(path: Path) -> tuple[Mapping[str, Any], Source]:
    case = json.loads(path.read_text(encoding="utf-8"))
    force: Force | None = forces()[case["force"]]
    if "place" in case:
        force = ELSEWHERE[case["place"]](forces()[case["force"]])
    assert force
    return case, force.sources[case["source"]]


def rewrite(path: Path, **expected: Any) -> Mapping[str, Any]:
    """Write anew what a case expects: what was read from its first markup."""
    case, _ = read(path)
    written = {**case, "expected": {**case["expected"], **expected}}
    path.write_text(json.dumps(written, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return written


def page(path: Path, url: str) -> Page:
    return Page(path.read_bytes(), url, "text/html; charset=utf-8")


def test_every_platform_has_a_golden_case() -> None:
    platforms = {source.platform for force in forces().values() for source in force.sources}

    assert {path.parent.name for path in CASES} == platforms | {"ico"}


@pytest.mark.parametrize("markup", ["semantic", "soup"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_list_reads_the_same_in_any_markup(path: Path, markup: str, update_golden: bool) -> None:
    case, source = read(path)

    found = platform_of(source).listing(
        source, page(path.parent / markup / "list.html", case["list"])
    )

    facts = ("url", "title", "published", "reference", "category")
    shown = {
        "entries": [{name: asdict(e)[name] for name in facts} for e in found.entries],
        "more": list(found.more),
        "left_out": found.left_out,
    }
    if update_golden and markup == "semantic":
        case = rewrite(path, **shown)
    assert shown == {name: case["expected"][name] for name in shown}


@pytest.mark.parametrize("markup", ["semantic", "soup"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_an_entry_reads_the_same_in_any_markup(
    path: Path, markup: str, update_golden: bool
) -> None:
    case, source = read(path)

    found = platform_of(source).detail(
        source, page(path.parent / markup / "detail.html", case["detail"])
    )

    facts = ("title", "published", "reference", "category", "labels", "attachments")
    shown = {name: _plain(asdict(found)[name]) for name in facts}
    if update_golden and markup == "semantic":
        case = rewrite(path, detail=shown)
    assert shown == case["expected"]["detail"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<main><h1>Welcome</h1><p>We have a new site</p></main>", "expected a list with"),
        ("<title>Just a moment...</title><body>Checking your browser", "a challenge page"),
        ("<form><input type=PASSWORD></form>", "a login page"),
        ("<main><h1>Sorry, there is a problem</h1></main>", "a page that says “Sorry"),
        ("", "expected a list with at least one entry, found none among 0 links"),
    ],
)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_list_without_entries_is_an_error_and_not_an_empty_log(
    path: Path, body: str, said: str
) -> None:
    case, source = read(path)

    with pytest.raises(PageError) as error:
        platform_of(source).listing(source, Page(body.encode(), case["list"], "text/html"))

    assert str(error.value).startswith(case["list"])
    assert said in str(error.value)
    assert "foi import" in str(error.value) or "tests/golden/crawlers/" in str(error.value)


@pytest.mark.parametrize(
    "body",
    [
        "<main>We have moved</main>",
        "<title>Attention Required!</title><body>complete the CAPTCHA</body>",
        "<main><h1>Sign in</h1><form><input type=password></form></main>",
        "<main><h1>Page not found</h1><p>The information that you request is not here.</p></main>",
        "",
    ],
)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_an_entry_without_a_body_is_an_error(path: Path, body: str) -> None:
    case, source = read(path)

    with pytest.raises(PageError, match="expected an entry with a body or an attachment, found"):
        platform_of(source).detail(source, Page(body.encode(), case["detail"], "text/html"))


def test_gov_uk_reads_its_search_and_its_content_as_json() -> None:
    source = forces()["ministry-of-defence-police"].sources[0]
    url = source.addresses[0]
    row = {"link": "/government/publications/one", "public_timestamp": "2018-03-02T09:30:00Z"}
    answer = {
        "results": [
            {**row, "title": "FOI2017/07922: informants", "description": "By the MOD Police."},
            {**row, "link": "/government/publications/tanks", "title": "Tanks", "description": ""},
        ],
        "total": 5,
        "start": 0,
    }

    found = platform_of(source).listing(source, Page(json.dumps(answer).encode(), url))

    [entry] = found.entries
    assert (entry.url, entry.updated, entry.reference) == (
        "https://www.gov.uk/government/publications/one",
        "2018-03-02",
        "FOI2017/07922",
    )
    assert (found.left_out, found.total) == (1, 5)
    assert "start=2" in found.more[0]

    content = {
        "title": "FOI2017/07922: informants",
        "first_published_at": "2018-03-02T09:30:00Z",
        "details": {
            "body": "<p>Information released under the Act.</p>",
            "attachments": [{"url": "https://assets.publishing.service.gov.uk/media/1/a.pdf"}],
        },
    }
    api = platform_of(source).instead(entry.url)
    assert api == "https://www.gov.uk/api/content/government/publications/one"
    detail = platform_of(source).detail(source, Page(json.dumps(content).encode(), api))
    assert detail.attachments == ("https://assets.publishing.service.gov.uk/media/1/a.pdf",)
    assert detail.published == "2018-03-02"
    with pytest.raises(PageError):
        platform_of(source).listing(source, Page(b'{"results": []}', url))


def test_a_file_among_the_rows_of_a_list_is_an_entry_and_one_inside_a_row_is_not() -> None:
    source = forces()["kent"].sources[0]
    media, entry = "/SysSiteAssets/foi-media/kent", "/foi-ai/kent-police/log/2026/one/"
    body = f"""<main><p><a href="{media}/guide.pdf">How to search</a></p><ul>
      <li><a href="{entry}">One</a> <a href="{media}/one.pdf">PDF</a></li>
      <li><a href="{media}/two.xlsx">Two, figures only</a></li></ul></main>"""

    found = platform_of(source).listing(
        source, Page(body.encode(), source.addresses[0], "text/html")
    )

    assert [(e.url.rsplit("/", 2)[1:], e.title) for e in found.entries] == [
        (["one", ""], "One"),
        (["kent", "two.xlsx"], "Two, figures only"),
    ]


def test_a_sitemap_serves_as_a_list() -> None:
    source = forces()["lancashire"].sources[0]
    body = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc>https://www.lancashire.police.uk/foi-ai/lancashire/log/2025/one/</loc></url>
      <url><loc>https://www.lancashire.police.uk/contact/</loc></url></urlset>"""

    found = platform_of(source).listing(
        source, Page(body, "https://www.lancashire.police.uk/s.xml")
    )

    assert [entry.url.split("/")[-2] for entry in found.entries] == ["one"]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
