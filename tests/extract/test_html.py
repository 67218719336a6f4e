"""Web pages: content as a reader sees it, without the site around it."""

import pytest

from extract.extract import extract

PAGE = """<!DOCTYPE html><html><head><title>FOI 12/24 | A Force</title></head><body>
<a href="#main">Skip to main content</a><div class="cookie-banner">We use some essential cookies
to make our website work.</div><nav><ul><li><a href="/">Home</a></li></ul></nav>
{before}<h1>Drones</h1><dl><dt>Reference</dt><dd>FOI 12/24</dd></dl>
<p>Please tell me,<br>for each year:</p>
<ol start="2"><li>How many drones?</li><li>Which?<ol type="a"><li>model</li><li>maker</li></ol>
</li></ol><ul><li>a point</li></ul>
<table><tr><th>Year</th><th>Count</th></tr><tr><td>2019</td><td rowspan="2">4</td></tr>
<tr><td>2020</td></tr></table><p>This is the <b>answ</b>er, see <a href="http://x.example/long">
our log</a>.</p><p style="display:none">a name nobody sees</p>{after}
<footer>© A Force</footer></body></html>"""

EXPECTED = """Drones

Reference: FOI 12/24

Please tell me,
for each year:

2. How many drones?
3. Which?
  a. model
  b. maker

- a point

Year\tCount
2019\t4
2020

This is the answer, see our log."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<main>", "</main>"),
        ('<div role="main">', "</div>"),
        ("<article>", "</article>"),
        ("<div><div>", "</div><div><a href='/a'>About us</a> <a href='/b'>News</a></div></div>"),
    ],
)
def test_the_content_is_found_by_landmark_or_density(before: str, after: str) -> None:
    document = extract(PAGE.format(before=before, after=after).encode())

    assert document.text == EXPECTED
    assert document.title == "Drones"
    assert document.metadata["site"] == "A Force"
    assert document.labels == {"Reference": "FOI 12/24"}
    assert document.tables[0].header == ("Year", "Count")
    assert document.tables[0].rows == (("2019", "4"), ("2020", ""))
    assert [(found.kind, found.severity) for found in document.hidden] == [("hidden-text", "low")]


def test_a_page_in_another_character_set_is_read_by_what_it_declares() -> None:
    body = '<html><head><meta charset="iso-8859-2"></head><body><p>Faleminderit për kërkesën</p>'

    assert extract(body.encode("iso-8859-2")).text == "Faleminderit për kërkesën"


def test_a_table_that_only_places_things_is_text_and_no_table() -> None:
    body = b"""<html><body><main><table><tr><td><h2>Title</h2><p>One paragraph.</p>
    <p>Another one.</p></td></tr></table></main></body></html>"""

    document = extract(body)

    assert document.text == "Title\n\nOne paragraph.\n\nAnother one."
    assert not document.tables


def test_labels_end_where_the_letter_begins() -> None:
    body = """<html><body><main><h1>Reply</h1><p>Our reference: 77/23</p><p>Dear Sir</p>
    <p>Question: how many?</p></main></body></html>"""

    assert extract(body.encode()).labels == {"Our reference": "77/23"}


def test_markup_that_never_ends_is_read_as_far_as_it_goes() -> None:
    body = b"<html><body>" + b"<div><b>" * 20_000 + b"words at the bottom"

    document = extract(body)

    assert document.error is None or document.error.code in ("damaged", "empty")
