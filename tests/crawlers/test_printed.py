"""Dates, references and labels in the forms that forces print."""

import pytest

from crawlers.force import forces
from crawlers.printed import (
    label_and_value,
    labels_in,
    looks_like_reference,
    printed_date,
    published_of,
    reference_in,
    reference_of,
)

EXAMPLES = sorted({text for force in forces().values() for text in force.reference_formats})


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_reference_of_the_registry_is_read_behind_its_label(text: str) -> None:
    assert looks_like_reference(text)
    assert label_and_value(f"Our Ref: {text}") == ("Our Ref", text)
    assert reference_of({"Enquiry Reference": text}) == text


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("Freedom of information request reference no: 01.FOI.22.024049",
         ("Freedom of information request reference no", "01.FOI.22.024049")),
        ("REFERENCE NO: FOI-120-2024", ("REFERENCE NO", "FOI-120-2024")),
        ("ref no: FOI2025/01135", ("ref no", "FOI2025/01135")),
        ("Request Number: 001006/22", ("Request Number", "001006/22")),
        ("Date of Decision: 20/06/22", ("Date of Decision", "20/06/22")),
        ("Response Date: Monday, 6 November, 2017", ("Response Date", "Monday, 6 November, 2017")),
        ("Exemptions Applied: Section 31(1)(a)", ("Exemptions Applied", "Section 31(1)(a)")),
        ("Decision: Disclosed", ("Decision", "Disclosed")),
        ("Response: The force holds no information", None),
        ("Reference was made to the policy", None),
        ("Request 1: how many officers", None),
        ("Information about the outcome of 12 appeals", None),
    ],
)  # fmt: skip
def test_a_labelled_line_is_taken_apart_and_a_sentence_is_not(
    line: str, pair: tuple[str, str] | None
) -> None:
    assert label_and_value(line) == pair


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("16/02/26", "2026-02-16"),
        ("20/04/2012", "2012-04-20"),
        ("6 March 2025", "2025-03-06"),
        ("31st March 2025", "2025-03-31"),
        ("06 November 2019", "2019-11-06"),
        ("April 28, 2021", "2021-04-28"),
        ("Monday, 6 November, 2017", "2017-11-06"),
        ("5 Sept 2022", "2022-09-05"),
        ("12 Ionawr 2026", "2026-01-12"),
        ("2023-05-02T09:30:00Z", "2023-05-02"),
        ("31/02/2020", None),
        ("20/09/1088", None),
        ("0408.2024-25", None),
        ("section 31(1)", None),
    ],
)
def test_dates_are_read_in_the_order_that_forces_print_them(text: str, date: str | None) -> None:
    assert printed_date(text) == date


def test_the_day_of_the_request_is_never_the_day_of_publication() -> None:
    both = {"Date of request": "02/04/2012", "Date of response": "20/04/2012"}

    assert published_of(both) == "2012-04-20"
    assert published_of({"Date of request": "02/04/2012", "Date received": "3 April 2012"}) is None
    assert reference_of({"Your ref": "77/12", "Reference": "575/21"}) == "575/21"


def test_a_heading_over_a_passage_is_no_label() -> None:
    lines = [("Decision", True), ("The force has decided to refuse.", False), ("Reference", False),
             ("575/21", False), ("Outcome", False), ("Withheld", False)]  # fmt: skip

    assert labels_in(lines) == {"Reference": "575/21", "Outcome": "Withheld"}


@pytest.mark.parametrize(
    ("title", "reference"),
    [
        ("Misconduct (615/20)", "615/20"),
        ("Information Commissioner's Office - 336/12", "336/12"),
        ("FOI 002402-19 Drones", "FOI 002402-19"),
        ("FOI2017/07922: informants", "FOI2017/07922"),
        ("Domestic abuse 2019-2020", None),
        ("Clare's Law (2014)", None),
    ],
)
def test_a_title_may_bear_the_reference(title: str, reference: str | None) -> None:
    assert reference_in(title) == reference
