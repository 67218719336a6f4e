"""The charts of findings: what they show is what was found, each with its denominator."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from collection.collection import Collection
from mosaic.bars import bars
from mosaic.doubt import doubts
from mosaic.evidence import Passage
from mosaic.finding import Finding
from mosaic.finding_frames import findings_frame, passages_of
from mosaic.matrix import matrix
from mosaic.origin import Use
from mosaic.passages import First, Shared
from mosaic.position import Position
from mosaic.provisions import Share, provisions
from mosaic.share_pictures import funnel, intervals, section_name
from mosaic.sheet import Sheet
from mosaic.shrinking import shrinking
from mosaic.spread import spread
from mosaic.turns import turns
from nlp.collected import Collected, responses
from tests.mosaic.drawings import shapes_in, words_in


@pytest.fixture
def rows(everything: Collection, robin: Callable[[str], list[Collected]]) -> list[Position]:
    return matrix(everything, robin("rr-lfr-2019"), robin="rr-lfr-2019")


def turned(force: str, before: str | None, after: str | None, *, kind: str) -> Finding:
    passage = Passage(
        response="a", responded="2021-05-18", position=before, partial_ncnd=False, evidence="So.",
        page=1, url="https://force.example/a", sha256="0" * 64,
    )  # fmt: skip
    return Finding(
        kind=kind,  # type: ignore[arg-type]
        robin=None, question="2", text="What did it cost?", forces=(force,),
        before=before, after=after, evidence=(passage,), message=f"{before}, then {after}",
    )  # fmt: skip


def test_a_turn_shows_both_positions_and_a_page_that_is_gone() -> None:
    chart = turns(
        [
            turned("kent", "withheld", "disclosed", kind="changed"),
            turned("essex", "disclosed", None, kind="withdrawn"),
            turned("surrey", "ncnd", "denied", kind="stands-out"),
        ]
    ).to_dict()

    words = words_in(chart)
    assert words["withheld"] == words["gone"] == 1
    assert words["given"] == 2
    assert "Surrey Police: stands-out" not in words
    assert chart["title"]["subtitle"][0].startswith("2 findings, 2 forces")
    assert "Kent Police: What did it cost?: withheld, then disclosed" in chart["description"]


def test_a_chart_that_cannot_hold_all_says_how_many_there_are() -> None:
    many = turns([turned("kent", "withheld", "disclosed", kind="changed")] * 31).to_dict()
    assert many["title"]["subtitle"] == [
        "31 findings, 1 force; the earlier answer at the left.", "The first 30 are drawn.",
    ]  # fmt: skip
    assert spread([]).to_dict()["height"] == 1, "no empty sheet under the head"
    passages = spread([shared("copied", ("kent", "2020-01-01"))] * 13).to_dict()
    assert "The first 12 of 13 are drawn." in passages["title"]["subtitle"]


def test_every_passage_of_a_finding_has_a_row_and_none_gives_none() -> None:
    one = turned("kent", "withheld", "disclosed", kind="changed")
    frame = passages_of(findings_frame([one, replace(one, evidence=one.evidence * 2)]))
    assert list(frame.index) == [0, 1, 1]
    assert frame["url"].tolist() == ["https://force.example/a"] * 3
    empty = passages_of(findings_frame([]))
    assert list(empty.columns) == list(frame.columns)
    assert empty.empty


def test_without_a_turn_the_chart_says_so() -> None:
    assert turns([]).to_dict()["description"].startswith("No position changed")


def test_the_crowd_in_doubt_is_counted_letter_by_letter(rows: list[Position]) -> None:
    found = [one for one in doubts(rows) if one.question == "1"]
    chart = shrinking(found).to_dict()

    words = words_in(chart)
    assert [words[f"{one.after} of {one.counted}"] > 0 for one in found] == [True] * len(found)
    assert words["no"] == sum(len(one.no) for one in found)
    assert words["NCND"] == sum(len(one.silent) for one in found)
    assert words["open"] == sum(len(one.other) for one in found)
    assert chart["description"].startswith(
        "2019-02-19, Lincolnshire: 8 forces in doubt before, 7 after"
    )
    assert "refused:" not in words, "the legend has what is drawn"


def test_who_refuses_on_other_grounds_has_a_square_of_its_own() -> None:
    positions = {"kent": "disclosed", "essex": "disclosed", "surrey": "withheld"}
    cells = [
        Position(question="1", order=0, force=force, position=said, response=force,
                 responded="2021-01-01")
        for force, said in positions.items()
    ]  # fmt: skip
    words = words_in(shrinking(doubts(cells)).to_dict())
    assert words["refused"] == 1
    assert words["refused:"] == 1
    assert "NCND:" not in words


def shared(origin: str, *uses: tuple[str, str | None]) -> Shared:
    spread_ = tuple(
        Use(response=f"r{at}", forces=(force,), date=day, text="The harm is great.")
        for at, (force, day) in enumerate(uses)
    )
    return Shared(
        id=origin, kind="harm", exemption="foia/31", text="The harm is great.",
        first=First(force=uses[0][0], date=uses[0][1]), letters=tuple(u.response for u in spread_),
        forces=tuple(sorted(u.forces[0] for u in spread_)), edits=(), spread=spread_,
        origin=origin, basis="3 bodies within 45 days",  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_passage_stands_at_the_days_of_its_letters_and_one_without_a_day_apart() -> None:
    passage = shared(
        "template", ("kent", "2020-01-01"), ("essex", "2021-01-01"), ("surrey", "2022-01-01"),
        ("sussex", None),
    )  # fmt: skip
    chart = spread([passage]).to_dict()

    boxes = [
        box for layer in shapes_in(chart) for box in layer if "x2" in box and "thick" not in box
    ]
    kent, essex, surrey, sussex = (box["x"] for box in boxes)
    assert sussex < kent
    assert essex - kent == pytest.approx(surrey - essex, rel=0.01)
    assert [box["colour"] for box in boxes].count("#FFFFFF") == 3
    assert words_in(chart)["no date  Sussex Police"] == 1
    assert "Kent Police 2020-01-01" in chart["description"]
    assert "3 bodies within 45 days" in chart["description"]


def test_shares_stand_with_their_letters_and_their_intervals(everything: Collection) -> None:
    found = provisions(responses(everything))
    chart = intervals(found).to_dict()

    for share in found:
        said = f"{section_name(share.section)}: {share.letters} of {share.of} letters"
        assert said in chart["description"]


def share(group: str | None, letters: int, of: int, unusual: bool | None) -> Share:
    return Share(
        group=group, section="foia/31", letters=letters, of=of, share=letters / of, low=0,
        high=1, expected=0.4, unusual=unusual,
    )  # fmt: skip


def test_the_funnel_names_what_is_outside_and_counts_what_is_too_small() -> None:
    shares = [
        share(None, 80, 200, None), share("kent", 38, 40, True), share("essex", 16, 40, False),
        share("dorset", 3, 3, None), share("surrey", 3, 3, None),
    ]  # fmt: skip
    chart = funnel(shares, "foia/31").to_dict()

    assert "4 groups: 1 outside the funnel, 2 with fewer than 5 letters" in chart["description"]
    assert "Outside: Kent, 38 of 40." in chart["description"]
    marks = [row for data in chart["datasets"].values() for row in data if "state" in row]
    assert {row["words"] for row in marks} == {"Kent", "", "2"}
    limits = [
        row for data in chart["datasets"].values() for row in data if row.get("limit") == 3.09
    ]
    assert limits[0]["low"] == 0 < limits[-1]["low"] < 0.4 < limits[-1]["high"] < 1


def test_a_section_that_nobody_relies_on_gives_an_empty_funnel() -> None:
    assert "0 groups: 0 outside" in funnel([], "foia/31").to_dict()["description"]


def test_bars_have_their_numbers_and_the_number_of_all() -> None:
    described = bars({"2019": 3, "no date": 1}, title="Letters by year").to_dict()["description"]
    assert described == "Letters by year. 2019 3, no date 1; 4 letters in all."


def test_long_titles_and_lines_stay_on_the_sheet() -> None:
    sheet = Sheet(width=200)
    sheet.word(0, 10, "x")
    chart = sheet.chart(
        "a long title " * 5, ["and a long line below it " * 4], "About it."
    ).to_dict()
    assert max(len(line) for line in chart["title"]["subtitle"]) <= 31
    assert len(chart["title"]["text"]) > 1
