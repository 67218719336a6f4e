from collections import Counter
from datetime import date, timedelta

import pytest

from mosaic.clocks import Clock, clock, holidays, working_days
from nlp.response import Response


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
    ],
)
def test_moved_added_and_substitute_days_are_known(day, scottish):
    assert date.fromisoformat(day) in holidays("foia")
    assert (date.fromisoformat(day) in holidays("foisa")) is scottish


def test_each_year_has_its_days_and_none_at_a_weekend():
    years = Counter(day.year for day in holidays("foisa"))
    added = {2005: -1, 2006: -1, 2011: 1, 2012: 1, 2022: 2, 2023: 1}
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
    assert clock(letter) == Clock(working_days=days, unknown=unknown)
