"""Letters at odds with themselves, figures by other years; and what only looks like it."""

from typing import Any

import pytest

from collection.collection import Collection
from mosaic.finding import Finding
from mosaic.inconsistent import inconsistencies
from mosaic.years import basis, other_years
from nlp.collected import responses
from tests.mosaic.conftest import add

CAMERAS = "Does the force own cameras that recognise faces?"
DRONES = "Does the force own drones that carry such cameras?"
ALONE = "Is anyone ever stopped on the word of a machine alone?"
TO_WITHHOLD = (
    "section 31(3) removes the duty to confirm or deny, but it is cited to withhold: “It”"
)
SPENT = "How much was spent on cameras that recognise faces in each year?"

Said = tuple[str, str, bool]
"""A question, a position, and whether more is neither confirmed nor denied."""


def letter(
    *said: Said,
    exemptions: tuple[tuple[str, bool], ...] = (),
    text: str = "As follows.",
    flags: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "name": "letter",
        "text": f"Response\n{text}\n",
        "forces": ["kent"],
        "reference": "1/1",
        "responded": "2021-03-01",
        "questions": [{"id": str(at), "text": asked} for at, (asked, _, _) in enumerate(said, 1)],
        "positions": [
            {
                "question": str(at),
                "position": position,
                "partial_ncnd": partial,
                "exemptions": tuple(id_ for id_, _ in exemptions)
                if position == "withheld"
                else (),
            }
            for at, (_, position, partial) in enumerate(said, 1)
        ],
        "exemptions": [
            {"id": id_, "engaged": True, "ncnd": ncnd, "spans": ((9, 11),)}
            for id_, ncnd in exemptions
        ],
        "sections": [{"kind": "response", "exemption": None, "starts": "Response"}],
        "flags": flags,
    }


def found(collection: Collection, truth: dict[str, Any]) -> list[Finding]:
    add(collection, truth)
    return inconsistencies(collection, responses(collection), {})


def test_a_limb_that_removes_the_duty_relied_on_to_withhold(collection: Collection) -> None:
    exemptions = (("foia/31/3", False),)
    truth = letter((SPENT, "withheld", False), exemptions=exemptions, flags=(TO_WITHHOLD,))
    (finding,) = found(collection, truth)
    assert (finding.kind, finding.question) == ("inconsistent", "1")
    assert finding.message.startswith("section 31(3) removes the duty to confirm or deny")
    assert [passage.evidence for passage in finding.evidence] == ["As", "Response As follows."]


def test_silence_that_comes_with_the_yes_alone(collection: Collection) -> None:
    (finding,) = found(collection, letter((CAMERAS, "denied", False), (DRONES, "confirmed", True)))
    assert "a plain no to question 1" in finding.message
    assert "(question 2)" in finding.message
    assert (finding.before, finding.after) == ("denied", "confirmed")


def test_the_same_question_given_in_one_place_and_refused_in_another(
    collection: Collection,
) -> None:
    (finding,) = found(collection, letter((SPENT, "disclosed", False), (SPENT, "withheld", False)))
    assert (finding.before, finding.after) == ("disclosed", "withheld")
    assert "gives in the one what it refuses in the other" in finding.message


@pytest.mark.parametrize(
    "truth",
    [
        letter((SPENT, "withheld", False), exemptions=(("foia/31/1/a", False),)),
        letter((SPENT, "withheld", False), exemptions=(("foia/31/3", True),)),
        letter(
            (SPENT, "withheld", False),
            exemptions=(("foia/31/1/a", False),),
            flags=("section 31(3) of another kind of doubt",),
        ),
        letter(
            (SPENT, "withheld", False),
            (DRONES, "ncnd", False),
            exemptions=(("foia/31/1/a", False), ("foia/31/3", False)),
        ),
        letter((CAMERAS, "denied", True), (DRONES, "confirmed", True)),
        letter((CAMERAS, "denied", True), (DRONES, "confirmed", False)),
        letter((CAMERAS, "denied", False), (DRONES, "confirmed", False)),
        letter((CAMERAS, "confirmed", False), (DRONES, "confirmed", True)),
        letter((ALONE, "denied", False), (DRONES, "confirmed", True)),
        letter(
            (f"{SPENT} 2019", "disclosed", False), (f"{SPENT} 2020", "withheld", False)
        ),
        letter((CAMERAS, "disclosed", False), (SPENT, "withheld", False)),
        letter((SPENT, "withheld", False), (SPENT, "withheld", False)),
    ],
    ids=[
        "a limb that withholds", "a limb that removes", "another doubt", "both are needed",
        "silence with both", "silence with the no", "no silence", "silence with one yes of two",
        "a no of another kind", "other years", "other questions", "refused twice",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_none(collection: Collection, truth: dict[str, Any]) -> None:
    assert found(collection, truth) == []


def test_the_gold_letters_are_at_one_with_themselves(everything: Collection) -> None:
    held = list(responses(everything))
    assert inconsistencies(everything, held, {}) == []
    assert other_years(everything, held, {}) == []


FINANCIAL = "How many were stopped in each of the financial years 2020/21 and 2021/22?"
CALENDAR = "How many were stopped in each of the calendar years 2020, 2021 and 2022?"


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (
            CALENDAR,
            "2019/20: 31. 2020/21: 27. 2021/22: 40.",
            "by calendar year, the figures stand under financial years",
        ),
        (
            FINANCIAL,
            "2020 - 31, 2021 - 27, 2022 - 8.",
            "by financial year, the figures stand under calendar years",
        ),
    ],
)
def test_figures_by_other_years_than_those_asked_for(
    collection: Collection, asked: str, text: str, expected: str
) -> None:
    add(collection, letter((asked, "disclosed", False), text=text))
    (finding,) = other_years(collection, responses(collection), {})
    assert finding.kind == "other-years"
    assert expected in finding.message
    assert finding.evidence[0].evidence == f"Response {text}"


@pytest.mark.parametrize(
    ("asked", "position", "text"),
    [
        (CALENDAR, "disclosed", "2020: 31. 2021: 27. 2022: 40."),
        (FINANCIAL, "disclosed", "2020/21: 31. 2021-22: 27."),
        (CALENDAR, "disclosed", "2020: 31. 2021: 27. The system was replaced in 2021/22."),
        (CALENDAR, "withheld", "Figures for 2020/21 and 2021/22 are exempt: 2 pages."),
        (CALENDAR, "disclosed", "Please see the tables for 2020/21 and 2021/22."),
        (CALENDAR, "disclosed", "Since 1 April 2021 there were 31, and since 1 May 2022 eight."),
        ("How many were stopped?", "disclosed", "2020/21: 31. 2021/22: 27."),
        ("How many were stopped from 2020 to 2022?", "disclosed", "2020/21: 31. 2021/22: 27."),
    ],
    ids=[
        "as asked", "as asked, printed otherwise", "both named", "refused", "no figures", "dates",
        "no years asked", "a span may be either",
    ],
)  # fmt: skip
def test_years_that_do_not_differ_for_certain(
    collection: Collection, asked: str, position: str, text: str
) -> None:
    add(collection, letter((asked, position, False), text=text))
    assert other_years(collection, responses(collection), {}) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calendar year 2021: 5", "calendar"),
        ("FY 2021 5, FY 2022 6", None),
        ("1999/00 4, 2000/01 5", "financial"),
        ("in 2021-2023", None),
        ("01/04/2021 and 31/03/2022", None),
        ("Data Protection Act 2018 and Regulations 2004", None),
        ("", None),
    ],
)
def test_by_which_years_a_text_counts(text: str, expected: str | None) -> None:
    assert basis(text) == expected
