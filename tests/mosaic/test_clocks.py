from collections import Counter
from datetime import date, timedelta

import pytest

from crawlers.capture import Capture
from mosaic.clocks import clock, clock_row, holidays, working_days
from nlp.collected import Collected
from nlp.response import PersonalData, Response


@pytest.mark.parametrize(
    ("received", "foia", "foisa"),
    [
        ("2025-07-07", "2025-08-06", "2025-08-05"),
        ("2025-08-02", "2025-09-02", "2025-09-01"),
        ("2025-11-10", "2025-12-09", "2025-12-09"),
        ("2025-12-22", "2026-01-23", "2026-01-23"),
        ("2026-03-02", "2026-03-31", "2026-03-30"),
        ("2026-03-20", "2026-04-21", "2026-04-20"),
    ],
)
def test_the_twentieth_working_day_goes_by_the_regime(received, foia, foisa):
    for due, regimes in ((foia, ("foia", "eir")), (foisa, ("foisa", "eisr"))):
        for regime in regimes:
            start, end = date.fromisoformat(received), date.fromisoformat(due)
            assert working_days(start, end, regime) == 20
            assert working_days(start, end - timedelta(1), regime) == 19


@pytest.mark.parametrize(
    ("day", "scottish"),
    [
        ("2011-04-29", True),
        ("2012-06-05", True),
        ("2020-05-08", True),
        ("2022-09-19", True),
        ("2023-05-08", True),
        ("2022-01-04", True),
        ("2024-04-01", False),
        ("2025-07-14", False),
        ("2026-06-15", True),
    ],
)
def test_moved_added_and_substitute_days_are_known(day, scottish):
    assert date.fromisoformat(day) in holidays("foia")
    assert (date.fromisoformat(day) in holidays("foisa")) is scottish


def test_each_year_has_its_days_and_none_at_a_weekend():
    years = Counter(day.year for day in holidays("foisa"))
    added = {2005: -1, 2006: -1, 2011: 1, 2012: 1, 2022: 2, 2023: 1, 2026: 1}
    assert years == {year: 9 + added.get(year, 0) for year in range(2005, 2031)}
    assert all(day.weekday() < 5 for day in holidays("foia"))


def test_what_is_not_known_is_not_counted():
    day = date(2025, 1, 6)
    assert working_days(None, day, "foia") is None
    assert working_days(day, date(2025, 1, 3), "foia") is None
    assert working_days(date(2004, 12, 1), day, "foia") is None
    assert working_days(day, day, "foia") == 0


def test_an_unknown_regime_is_an_error():
    with pytest.raises(ValueError, match="expected a regime"):
        holidays("dpa")


@pytest.mark.parametrize(
    ("regimes", "received", "responded", "days", "unknown"),
    [
        (("foia",), "2025-09-15", "2025-10-13", 20, None),
        (("foia",), None, "2025-10-15", None, "date of receipt not stated"),
        (("foia",), "2025-09-15", None, None, "date of answer not stated"),
        (("foia",), "2025-10-15", "2025-10-13", None, "answered before received"),
        (("foia", "foisa"), "2025-09-15", "2025-10-13", None, "no single regime"),
        ((), "2025-09-15", "2025-10-13", None, "no single regime"),
    ],
)
def test_an_unknown_clock_says_why(regimes, received, responded, days, unknown):
    letter = Response(text="", regimes=regimes, received=received, responded=responded)
    found = clock(letter)
    assert (found.working_days, found.unknown) == (days, unknown)
    assert (found.counted, found.uncounted) == (days, unknown), "without a word of asking back"


@pytest.mark.parametrize(
    ("says", "runs_from", "counted", "uncounted"),
    [
        ("You told us on 22 September 2025.", "2025-09-15", 20, None),
        (
            "We asked for clarification on 18 September 2025, which came on 22 September 2025.",
            "2025-09-22", 15, None,
        ),
        ("We asked you to clarify the period.", None, None, "asked back; the day on which it was"),
        ("You clarified your request on 3 November 2025.", None, None, "outside the time"),
        ("You clarified your request on 1 September 2025.", None, None, "outside the time"),
    ],
)  # fmt: skip
def test_time_runs_anew_from_the_day_on_which_the_force_was_told(
    says, runs_from, counted, uncounted
):
    for regime in ("foia", "eir"):
        letter = Response(
            text=f"Thank you for your request received on 15 September 2025. {says}",
            regimes=(regime,), received="2025-09-15", responded="2025-10-13",
        )  # fmt: skip
        found = clock(letter)
        assert found.working_days == 20, "from receipt to answer, whatever came between"
        assert (found.runs_from and found.runs_from.isoformat(), found.counted) == (
            runs_from, counted,
        )  # fmt: skip
        assert (uncounted or "") in (found.uncounted or "")
        assert (found.counted is None) == bool(found.uncounted)


def test_a_letter_that_asks_back_has_not_begun_to_count():
    letter = Response(
        text="Please clarify which years you mean.", regimes=("foia",), outcome="clarify",
        received="2025-09-15", responded="2025-09-17",
    )  # fmt: skip
    assert (clock(letter).working_days, clock(letter).counted) == (2, None)


def test_a_row_shows_the_passages_and_no_people():
    text = "Jo Bloggs extended the time under section 10(3) to 13 October 2025, which is today."
    letter = Response(
        text=text, regimes=("foia",), received="2025-09-15", responded="2025-10-13",
        personal_data=(PersonalData(kind="name", text="Jo Bloggs", spans=((0, 9),)),),
    )  # fmt: skip
    page = Capture(
        url="https://www.kent.police.uk/foi/1/", final_url="https://www.kent.police.uk/foi/1/",
        fetched="2026-01-05T09:00:00Z", status=200, state="ok", how="live", kind="page",
    )  # fmt: skip
    held = Collected(response=letter, captures=(page,))
    assert clock_row(held)["extension"] == {
        "under": "foia/10/3", "on": None, "to": "2025-10-13",
        "evidence": [text.replace("Jo Bloggs", "[name]")],
    }  # fmt: skip
    assert clock_row(held, personal_data=True)["extension"]["evidence"] == [text]
