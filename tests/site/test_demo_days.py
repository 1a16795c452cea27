"""The living demo reads the same on every day of every year: nothing done tomorrow, nothing out of its order."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kheo.conference.models import Conference
from kheo.directives.models import Directive, Task
from kheo.movement.rules.programmes import Calendar, calendar_problems
from kheo.organisation.models import Locality
from kheo.site.demo.accounts import read_demo
from kheo.site.demo.days import on_day
from kheo.site.demo.load import WARD_FILE, WARD_FILES, fill_ward

WARD = "gso2025-13324"
FIRST = date(2025, 7, 1)
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2099, 12, 31))
# What was done, said or signed is past; what is still to come is ahead.
PAST = {"on", "held_on", "accepted_on", "issued_on", "valid_from", "begun_on", "ended_on", "scored_on", "registered_on"}

# Documents of the centre are older than the ward, or not issued yet: then the loader leaves them out.
OF_THE_CENTRE = {
    date(2013, 6, 3),
    date(2016, 5, 15),
    date(2019, 1, 7),
    date(2022, 11, 10),
    date(2023, 7, 1),
    date(2026, 7, 13),
}


def read(name, today):
    return on_day(read_demo(name), today, FIRST)


def days_in(told, name=""):
    """Every day of a document with the name it stands under."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from days_in(value, key)
    elif isinstance(told, list):
        for value in told:
            yield from days_in(value, name)
    elif isinstance(told, date):
        yield name, told


@pytest.mark.parametrize(
    ("told", "today", "day"),
    [
        ({"day": -40}, date(2026, 11, 25), date(2026, 10, 16)),
        ({"day": 16}, date(2026, 12, 31), date(2027, 1, 16)),
        ({"day": 366}, date(2028, 2, 29), date(2029, 3, 1)),
        ({"day": -1, "year": True}, date(2027, 1, 1), date(2027, 1, 1)),
        ({"day": 9, "year": True}, date(2026, 12, 31), date(2026, 12, 31)),
        ({"day": 9, "year": False}, date(2026, 12, 31), date(2027, 1, 9)),
        ({"day": -400}, date(2026, 1, 1), FIRST),
    ],
)
def test_a_day_is_told_from_today(told, today, day):
    assert on_day({"x": [told]}, today, FIRST) == {"x": [day]}


def test_the_year_stands_in_texts_and_alone_as_a_number():
    told = {"year": "{year}", "title": "Năm {year}", "day": {"day": "thứ hai", "other": 1}, "n": 3, "fixed": date(2013, 6, 3)}
    assert on_day(told, date(2028, 2, 29), FIRST) == told | {"year": 2028, "title": "Năm 2028"}


@given(DAYS)
@example(date(2026, 1, 1))
@example(date(2027, 1, 1))
@example(date(2028, 2, 29))
@example(date(2026, 12, 31))
def test_nothing_in_the_ward_was_done_after_today(today):
    for name in WARD_FILES:
        for label, day in days_in(read(name, today) | {"conference": {}}):
            assert label not in PAST or day <= today or day in OF_THE_CENTRE, (name, label)
            assert day >= FIRST or day in OF_THE_CENTRE, (name, label)


@given(DAYS)
@example(date(2027, 1, 1))
@example(date(2028, 2, 29))
@example(date(2026, 12, 31))
def test_the_ward_s_days_stand_in_their_order(today):
    programme = read(WARD_FILE, today)["programme"]
    days = [programme[name] for name in ("registration_opens", "registration_closes", "assessment_due", "conference_on")]
    assert programme["year"] == today.year
    assert programme["code"] == f"phuong-duy-tien-{today.year}"
    assert list(calendar_problems(Calendar(*days), today.year)) == []
    recognition = read("phuong/cong-nhan.toml", today)
    scored, signed = recognition["first"]["scored_on"], recognition["first"]["decision"]["date"]
    assert programme["registered_on"] <= programme["results_as_of"] <= scored <= signed <= today < recognition["draft"]["date"]
    conference = read("phuong/hoi-nghi.toml", today)
    assert today < conference["conference"]["held_on"] == programme["conference_on"]
    assert any(speech["due_on"] < today for speech in conference["speeches"])
    directing = read("phuong/chi-dao.toml", today)
    for task in directing["tasks"]:
        for story in [task.get("story", {}), *task.get("others", [])]:
            assert story.get("on", today) <= story.get("accepted_on", today)
    visits = directing["committee"]["visits"]
    assert {visit["planned_on"].year for visit in visits} == {today.year}
    assert [visit["planned_on"] >= today for visit in visits[1:]] == [True, True]


@pytest.mark.sqlite  # about days, not databases; the whole demo is loaded on both by test_demo
@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 28)])
def test_the_ward_is_made_on_any_day(installation, today):
    fill_ward(today)
    ward = Locality.objects.get(code=WARD)
    years = sorted(ward.programmes.values_list("year", "code"))
    assert years == [(year, f"phuong-duy-tien-{year}") for year in (today.year, today.year + 1)]
    # A directive of the centre that is signed later is not there yet.
    assert not Directive.objects.filter(locality=ward, issued_on__gt=today).exists()
    assert Task.objects.filter(locality=ward, due_on__lt=today, state="assigned").count() == 2
    assert Conference.objects.get(locality=ward).held_on > today
