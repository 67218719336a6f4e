"""The matrix as files: what leaves the house is whole, safe and readable."""

import csv
import io
import itertools
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from collection.collection import Collection
from mosaic.legend import LACKING, SIGNS
from mosaic.matrix import matrix
from mosaic.page import page
from mosaic.picture import picture, tally
from mosaic.position import Position
from mosaic.publish import PublishError, publish
from nlp.collected import Collected
from tests.mosaic.drawings import words_in

HOSTILE = "</title><script>alert('x')</script>\"'&<img src=x onerror=alert(1)>"


@pytest.fixture
def rows(everything: Collection, robin: Callable[[str], list[Collected]]) -> list[Position]:
    return matrix(everything, robin("rr-lfr-2019"), robin="rr-lfr-2019")


@pytest.fixture
def hostile() -> list[Position]:
    """A letter that tries to be code, wherever its words are shown."""
    return [
        Position(
            question="1", order=0, text=HOSTILE, force="kent", position="denied",
            partial_ncnd=True, response=HOSTILE, responded=HOSTILE, evidence=HOSTILE,
            exemptions=(HOSTILE,), url="javascript:alert(1)", sha256=HOSTILE, message=HOSTILE,
        ),
        Position(question="1", order=0, force="essex", position="blocked", message=HOSTILE),
    ]  # fmt: skip


def test_every_answer_leads_to_its_passage(rows: list[Position]) -> None:
    tree = lxml.html.fromstring(page(rows))

    cells = tree.xpath("//tbody//td/a")
    answers = [row for row in rows if row.asked and not row.absent]
    assert len(cells) == len(answers) == 48
    ids = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    for cell in cells:
        (passage,) = tree.xpath(f"//section[@id='{cell.get('href')[1:]}']")
        assert "SHA-256" in passage.text_content()
        assert cell.get("aria-label").endswith("Show the passage.")


def test_the_page_needs_nothing_from_anywhere(rows: list[Position]) -> None:
    made = page(rows)
    tree = lxml.html.fromstring(made)

    assert not tree.xpath("//link | //img | //iframe | //*[@src] | //*[@srcset] | //base")
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest", made)
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    away = {link.get("href") for link in tree.xpath("//a[not(starts-with(@href, '#'))]")}
    assert away == {row.url for row in rows if row.url}


def test_the_page_has_a_legend_and_its_denominators(rows: list[Position]) -> None:
    tree = lxml.html.fromstring(page(rows))

    words = {element.text_content() for element in tree.xpath("//dl[@class='legend']//dt")}
    assert {sign.short for sign in SIGNS.values()} <= words
    text = tree.text_content()
    assert "7 letters, answered 2019-02-19 to 2019-03-06; 1 of them joint." in text
    assert "8 of 48 forces have an answer here; 40 have none." in text
    first = tree.xpath("//tfoot//td")[0].text_content()
    assert first == "73 no + NCND1 NCND1 no1 yes1 yes + NCND"


def test_every_pattern_of_the_legend_is_drawn_on_the_page(rows: list[Position]) -> None:
    made = page(rows)
    tree = lxml.html.fromstring(made)

    for sign in SIGNS.values():
        (shown,) = tree.xpath(f"//dl[@class='legend']//dt[.='{sign.short}']")
        assert shown.get("class") == (None if sign.pattern == "plain" else f"p-{sign.pattern}")
        assert sign.pattern == "plain" or f".p-{sign.pattern} {{" in made
    known = tree.xpath("//table[@class='absentees']//td[1]")
    assert {cell.get("class") for cell in known} == {"p-stripes known"}
    assert "40 not crawled. None of this says that a force was not asked" in tree.text_content()


def test_words_of_letters_are_never_code(hostile: list[Position]) -> None:
    made = page(hostile, title=HOSTILE)
    tree = lxml.html.fromstring(made)

    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img | //*[@onerror]")
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert made.count("<script>alert") == 0
    assert HOSTILE in tree.text_content()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_word_can_be_read_on_its_colour() -> None:
    for sign in (*SIGNS.values(), LACKING):
        dark, light = sorted((luminance(sign.colour), luminance(sign.ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, sign


# How the three kinds of colour blindness see linear RGB (Viénot, Brettel and Mollon 1999, and for
# the third kind Brettel 1997 as one matrix).
BLIND = {
    "protan": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deutan": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritan": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
}


@pytest.mark.parametrize("kind", BLIND)
def test_yes_no_given_withheld_and_ncnd_differ_for_the_colour_blind(kind: str) -> None:
    def seen(colour: str) -> list[float]:
        linear = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
        mixed = [sum(m * c for m, c in zip(row, linear, strict=True)) for row in BLIND[kind]]
        return [max(value, 0.0) ** (1 / 2.2) for value in mixed]

    told = [
        SIGNS[name].colour for name in ("confirmed", "denied", "disclosed", "withheld", "ncnd")
    ]
    for one, other in itertools.combinations(told, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        assert apart > 0.15, (one, other)


def test_what_is_known_without_an_answer_differs_without_colour_and_without_words() -> None:
    white = [sign.pattern for sign in SIGNS.values() if sign.colour == "#FFFFFF"]
    assert len(white) == len(set(white)) == 7
    shown = [
        SIGNS[name]
        for name in (
            "not-found", "not-crawled", "blocked", "unreadable", "gone", "unanswered", "ncnd"
        )
    ]  # fmt: skip
    for one, other in itertools.combinations(shown, 2):
        dark, light = sorted((luminance(one.colour), luminance(other.colour)))
        grey = (light + 0.05) / (dark + 0.05)
        assert one.pattern != other.pattern or grey > 1.5, (one, other)


def test_no_two_states_have_the_same_word() -> None:
    words = [sign.short for sign in (*SIGNS.values(), LACKING)]
    assert len(words) == len(set(words))


def test_the_table_of_cells_has_every_cell_and_runs_nothing(
    rows: list[Position], hostile: list[Position], tmp_path: Path
) -> None:
    publish([*rows, *hostile], "csv", tmp_path / "out.csv")

    read = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert len(read) == len(rows) + 2
    assert [row["position"] for row in read[:-2]] == [row.position or "" for row in rows]
    spread = Position(question="1", force="kent", position=None, evidence="=cmd|'/c calc'!A0")
    publish([spread], "csv", tmp_path / "out.csv")
    assert ",'=cmd" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_the_picture_is_one_and_can_be_heard(rows: list[Position], tmp_path: Path) -> None:
    publish(rows, "png", tmp_path / "out.png")

    made = (tmp_path / "out.png").read_bytes()
    assert made.startswith(b"\x89PNG")
    width, height = int.from_bytes(made[16:20]), int.from_bytes(made[20:24])
    assert (width > 1200, height > 500) == (True, True)
    described = picture(rows).to_dict()["description"]
    assert (
        "Avon and Somerset Police: Q1 no with anything further neither confirmed nor denied,"
        " Q2a not applicable"
    ) in described


def test_a_picture_says_what_its_short_words_mean_where_they_stand(rows: list[Position]) -> None:
    for chart in (picture(rows), tally(rows)):
        last = " ".join(chart.to_dict()["title"]["subtitle"])
        assert "NCND: neither confirmed nor denied" in last
        assert "n/a: a follow-up whose condition was answered no" in last
        assert "+ NCND: with anything further neither confirmed nor denied" in last
        assert "no such question" not in last
    plain = [row for row in rows if row.position == "confirmed" and not row.partial_ncnd]
    assert "NCND" not in " ".join(picture(plain).to_dict()["title"]["subtitle"])


def test_undated_letters_are_told_apart_only_where_there_are_several() -> None:
    cells = [
        Position(question="1", order=0, force=force, position="denied", response=response)
        for force, response in (("kent", "a1"), ("essex", "b1"), ("essex", "b2"))
    ]
    words = words_in(picture(cells).to_dict())
    assert {"Kent Police, undated", "Essex Police, b1", "Essex Police, b2"} <= words.keys()


def test_a_page_says_provisions_as_people_write_them() -> None:
    ids = ("foia/31/1/a", "eisr/10/5/b")
    row = Position(
        question="1", order=0, force="kent", position="withheld", response="a", exemptions=ids
    )
    text = lxml.html.fromstring(page([row])).text_content().replace("\xa0", " ")
    assert text.count("FOIA s. 31(1)(a); EISR reg. 10(5)(b)") == 2
    assert "foia/31" not in text


def test_every_place_of_the_page_can_be_gone_to_past_the_cells(rows: list[Position]) -> None:
    for shown in (rows, [row for row in rows if not row.absent]):
        tree = lxml.html.fromstring(page(shown))
        places = [link.get("href")[1:] for link in tree.xpath("//nav/a")]
        assert places == [heading.get("id") for heading in tree.xpath("//h2")]
        assert ("absent" in places) == any(row.absent for row in shown)


def test_a_date_is_never_broken_and_a_passage_has_its_name(rows: list[Position]) -> None:
    tree = lxml.html.fromstring(page(rows))
    assert tree.xpath("//tbody/tr/th/span/time")[0].text == "2019-03-04"
    for passage in tree.xpath("//section[@class='evidence']"):
        (name,) = tree.xpath(f"//h3[@id='{passage.get('aria-labelledby')}']")
        assert name.getparent() is passage


def test_the_tally_counts_each_letter_once_and_says_of_how_many(rows: list[Position]) -> None:
    chart = tally(rows).to_dict()
    assert chart["description"].startswith(
        "Q1, of 7 letters: 1 yes, 1 yes with anything further neither confirmed nor denied, 1 no,"
        " 3 no with anything further neither confirmed nor denied, 1 neither confirmed nor denied;"
        " Q2a, of 7 letters:"
    )
    assert words_in(chart).keys() >= {"Q1", "of 7", "yes", "no + NCND"}


@pytest.mark.parametrize("kind", ["csv", "html", "png", "map"])
def test_a_matrix_without_an_answer_can_be_written_too(
    collection: Collection, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"out.{'svg' if kind == 'map' else kind}"
    publish(matrix(collection, []), kind, path)
    assert path.stat().st_size > 0


def test_an_unknown_kind_and_a_folder_that_is_not_there_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="expected csv, html, png or map, found 'doc'"):
        publish([], "doc", tmp_path / "out.doc")
    with pytest.raises(PublishError, match=r"ends in \.svg or \.png"):
        publish([], "map", tmp_path / "out.pdf")
    with pytest.raises(PublishError, match="Name another"):
        publish([], "csv", tmp_path / "none" / "out.csv")
