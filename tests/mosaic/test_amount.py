"""What cells say, and the ways in which they say nothing."""

import pytest

from mosaic.amount import amount, unit_said
from mosaic.timespan import timespan, within


@pytest.mark.parametrize(
    ("cell", "state", "value"),
    [
        ("0", "figure", 0), ("1,012", "figure", 1012), ("12.50", "figure", 12.5),
        ("-3", "figure", -3), ("(3)", "figure", -3), ("12*", "figure", 12),
        ("c. 40", "figure", 40),
        ("nil", "nil", 0), ("None", "nil", 0), ("-", "dash", None), ("–", "dash", None),
        ("", "blank", None), ("  ", "blank", None), ("*", "suppressed", None),
        ("[c]", "suppressed", None), ("Not held", "not-held", None), ("no data", "not-held", None),
        ("Not recorded", "not-held", None), ("N/A", "not-applicable", None),
        ("withheld", "withheld", None), ("s40(2)", "withheld", None), ("NCND", "ncnd", None),
        ("unknown", "not-known", None), ("2019/20", "words", None), ("Kent", "words", None),
        ("12 May 2020", "words", None), ("07:45", "words", None), ("(12", "words", None),
        ("12 (24%)", "figure", 12),
    ],
)  # fmt: skip
def test_each_way_to_say_something_is_another(cell: str, state: str, value: float | None) -> None:
    found = amount(cell)
    assert (found.state, found.value) == (state, value)
    assert found.printed == " ".join(cell.split())


@pytest.mark.parametrize(
    ("cell", "state", "low", "high"),
    [
        ("<5", "below", None, 4), ("≤5", "below", None, 5), ("fewer than five", "below", None, 4),
        ("5 or fewer", "below", None, 5), (">100", "above", 101, None),
        ("100+", "above", 100, None),
        ("1-4", "range", 1, 4), ("1 to 4", "range", 1, 4), ("2019-20", "words", None, None),
        ("4-1", "words", None, None),
    ],
)  # fmt: skip
def test_bounds_are_no_figures(
    cell: str, state: str, low: float | None, high: float | None
) -> None:
    found = amount(cell)
    assert (found.state, found.value, found.low, found.high) == (state, None, low, high)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("£1,200", "£"), ("£1.5m", "£m"), ("£12k", "£k"), ("12%", "%"), ("12 per cent", "%"),
        ("3 hours", "hours"), ("3 hrs", "hours"), ("12 days", "days"), ("12", None),
    ],
)  # fmt: skip
def test_a_unit_is_kept_with_its_scale(cell: str, unit: str | None) -> None:
    assert amount(cell).unit == unit


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Cost (£)", "£"), ("Spend £000s", "£000"), ("£m", "£m"), ("Percentage charged", "%"),
        ("Duration (mins)", "minutes"), ("Time in hours", "hours"), ("Arrests", None),
        ("Days of action", None),
    ],
)  # fmt: skip
def test_a_label_may_say_the_unit(label: str, unit: str | None) -> None:
    assert unit_said(label) == unit


@pytest.mark.parametrize(
    ("label", "named", "basis"),
    [
        ("2019/20", "2019/20", "financial"), ("2019-2020", "2019/20", "financial"),
        ("2011/12", "2011/12", "financial"), ("2009-10", "2009/10", "financial"),
        ("2021-04", "2021-04", None),
        ("FY19/20", "2019/20", "financial"), ("19/20", "2019/20", "financial"),
        ("April 2019 to March 2020", "2019/20", "financial"),
        ("01/04/2019 - 31/03/2020", "2019/20", "financial"),
        ("Year ending 31 March 2020", "2019/20", "financial"), ("2019", "2019", "calendar"),
        ("Jan - Dec 2019", "2019", "calendar"), ("Calendar year 2019", "2019", "calendar"),
        ("Financial Year 2019", "2019 (financial)", "financial"),
        ("2019/20 Q4", "2019/20 Q4", "financial"), ("Apr-19", "2019-04", None),
        ("12 months to June 2020", "2019-07-01 to 2020-06-30", None),
        ("2024/25 (to Dec)", "2024/25 (to dec)", "financial"),
    ],
)  # fmt: skip
def test_times_have_one_name(label: str, named: str, basis: str | None) -> None:
    span, rest = timespan(label)
    assert span is not None
    assert (span.label, span.basis, rest) == (named, basis, "")


@pytest.mark.parametrize(
    "label", ["Theft Act 1968", "18-24", "Aged 18-24", "21 May 2019", "Total", "2,019", "£2019"]
)
def test_what_is_no_time(label: str) -> None:
    assert timespan(label) == (None, label)


def test_a_financial_year_named_by_one_number_has_no_days() -> None:
    span, _ = timespan("FY 2019")
    assert span is not None
    assert (span.start, span.end) == (None, None)


def test_two_parts_of_one_year_are_two_times() -> None:
    first, second = timespan("2023/24 (Apr-Sep)")[0], timespan("2023/24 (Apr-Dec)")[0]
    assert first is not None
    assert second is not None
    assert first.part
    assert first.label != second.label


@pytest.mark.parametrize(
    ("month", "year", "named"),
    [
        ("January", "2021/22", "2022-01"), ("April", "2021/22", "2021-04"),
        ("January", "2021", "2021-01"), ("Q4", "2021/22", "2021/22 Q4"), ("Q1", "2021", "2021 Q1"),
    ],
)  # fmt: skip
def test_a_month_goes_with_the_year_of_the_other_axis(month: str, year: str, named: str) -> None:
    one, other = timespan(month)[0], timespan(year)[0]
    assert one is not None
    assert other is not None
    for found in (within(one, other), within(other, one)):
        assert found is not None
        assert found.label == named
