"""Dates as authors write them and as readers see them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.core import dates
from sitegen.core.model import Date

UTC = ZoneInfo("UTC")
CHICAGO = ZoneInfo("America/Chicago")
KIRITIMATI = ZoneInfo("Pacific/Kiritimati")


@pytest.mark.parametrize("text", ["2017", "2017-11", "2017-11-16", "0999", "2024-02-29"])
def test_a_calendar_date_is_the_same_in_every_zone(text: str) -> None:
    assert {dates.parse_date(text, zone) for zone in (UTC, CHICAGO, KIRITIMATI)} == {Date(text)}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2017-11-16T23:30:00-06:00", "2017-11-16T23:30:00-06:00"),
        ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00+00:00"),
        ("2024-03-05t10:00z", "2024-03-05T10:00:00+00:00"),
        ("2024-03-05 02:00:00 UTC", "2024-03-05T02:00:00+00:00"),
        ("2024-03-05 10:00:00 -0500", "2024-03-05T10:00:00-05:00"),
        ("2024-03-05T10:00:59.750+01:00", "2024-03-05T10:00:59+01:00"),
        ("2024-03-05 9:30 +05", "2024-03-05T09:30:00+05:00"),
        ("9999-12-31T23:59:00-01:00", "9999-12-31T23:59:00-01:00"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        (" 2024-03-05 ", "2024-03-05"),
    ],
)
def test_a_moment_is_told_in_its_own_zone_wherever_the_archive_is(text: str, iso: str) -> None:
    assert {dates.parse_date(text, zone) for zone in (UTC, CHICAGO, KIRITIMATI)} == {Date(iso)}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2010-12-03 10:20", "2010-12-03T10:20:00-06:00"),
        ("2019-05-07T10:00:00", "2019-05-07T10:00:00-05:00"),
        ("2019-05-07T23:59:59.999999", "2019-05-07T23:59:59-05:00"),
        ("2019-05-07 1:05:00,5", "2019-05-07T01:05:00-05:00"),
        ("2024-11-03T01:30", "2024-11-03T01:30:00-05:00"),  # the clocks show it twice
        ("2024-03-10T02:30", "2024-03-10T02:30:00-06:00"),  # and this never
    ],
)
def test_a_time_without_a_zone_is_of_the_zone_of_the_archive(text: str, iso: str) -> None:
    assert dates.parse_date(text, CHICAGO) == Date(iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5 March 2024",
        "2024-3-5",
        "24-03-05",
        "03/05/2024",
        "2024-03-05T10",
        "2024-03-05T10:00:00 EST",
        "٢٠٢٤",
        "١٩٦X",
        "2024-",
        "yesterday",
    ],
)
def test_what_is_written_in_no_way_of_ours_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=f'^"{text}" is not a date$'):
        dates.parse_date(text, UTC)


def test_a_moment_before_standard_time_is_told_with_an_offset_that_can_be_read_again() -> None:
    told = dates.parse_date("1883-11-18T11:09", CHICAGO)
    assert told == Date("1883-11-18T11:09:00-05:51")  # the sun of Chicago is 5:50:36 behind
    assert dates.parse_date(told.iso, CHICAGO) == told


@pytest.mark.parametrize(
    "text",
    ["-0044-02-30", "2017-13", "2017-00", "2017-02-30", "2023-02-29", "2017-11-16T25:00:00Z", "2017-11-16T10:00:60Z"],
)
def test_a_day_that_never_was_is_not_in_the_calendar(text: str) -> None:
    with pytest.raises(ValueError, match=f'^"{text}" is not in the calendar$'):
        dates.parse_date(text, UTC)


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2017", "2017", "2017"),
        ("2017-11", "November 2017", "Nov 2017"),
        ("2024-03-05", "5 March 2024", "5 Mar 2024"),
        ("2024-05-16T23:59:00-06:00", "16 May 2024", "16 May 2024"),
        ("0999-01-01", "1 January 999", "1 Jan 999"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(iso: str, long: str, short: str) -> None:
    assert (dates.long_date(Date(iso)), dates.short_date(Date(iso))) == (long, short)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2010", "2018", "2010–2018"),
        ("2017-01-02", "2017-12", "2017"),
        ("2017-11", None, "since 2017"),
        (None, "2018-01-01", "until 2018"),
        (None, None, ""),
    ],
)
def test_a_stretch_of_time_is_told_in_years(since: str | None, until: str | None, words: str) -> None:
    assert dates.date_range(since and Date(since), until and Date(until)) == words  # type: ignore[arg-type]


def test_dates_written_in_different_ways_are_in_the_order_of_the_calendar() -> None:
    written = ["2024", "2024-03-05T10:00:00Z", "2023-12-31", "2024-03-05T12:00:00 -0500", "2024-03-05", "2024-03"]
    assert [one.iso for one in sorted(dates.parse_date(text, UTC) for text in written)] == [
        "2023-12-31",
        "2024",
        "2024-03",
        "2024-03-05",
        "2024-03-05T10:00:00+00:00",
        "2024-03-05T12:00:00-05:00",
    ]


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    read = dates.parse_date(day.isoformat(), CHICAGO)
    assert (read.iso, read.day, read.year) == (day.isoformat(), day.isoformat(), f"{day.year:04}")


@given(st.lists(st.dates(), max_size=6))
def test_days_sort_as_in_the_calendar(days: list[date]) -> None:
    assert sorted(Date(day.isoformat()) for day in days) == [Date(day.isoformat()) for day in sorted(days)]


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_a_moment_stays_the_same_moment(moment: datetime, zone: timezone) -> None:
    written = moment.replace(tzinfo=zone)
    assert datetime.fromisoformat(dates.parse_date(written.isoformat(), CHICAGO).iso) == written
