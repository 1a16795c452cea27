from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.roll import (
    HouseholdContent,
    add_household,
    leave_household,
    move_household,
    split_household,
)
from kheo.democracy.actions.roll_import import import_roll
from kheo.democracy.actions.roll_taking import take_roll
from kheo.democracy.actions.rounds import open_round, plan_round
from kheo.democracy.models import Household
from kheo.democracy.queries.roll import households_on, rolls_to_take
from kheo.democracy.reading.roll import RollLine
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.villages import add_village, end_village
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Unit
from tests.democracy.meeting_scene import make_matter, open_meeting

JOINED = "NQ 12/NQ-HĐND"


def joined(scene, on=None, heirs=()):
    """The first village ends on *on* (yesterday) and goes over to the second one, or to *heirs*."""
    day = on or timezone.localdate() - timedelta(days=1)
    scene.villages[0] = end_village(scene.office, scene.locality, scene.village, day, heirs or [scene.villages[1]], JOINED)
    return day


def listed(village, day):
    return list(households_on(village, day).values_list("number", "representative", "cluster"))


def test_a_roll_goes_over_whole_and_both_rows_name_each_other(scene):
    scene.roll(3)
    Household.objects.filter(village=scene.village, number=2).update(cluster="Ngõ 2")
    gone = Household.objects.get(village=scene.village, number=3)
    new = scene.villages[1]
    scene.roll(1, new)
    day = joined(scene)
    leave_household(scene.head, gone, day - timedelta(days=9), gone.version, "away")
    assert [(one.name, one.households, one.on) for one in rolls_to_take(new, day)] == [("Tổ dân phố Điệp Sơn", 2, day)]
    made = take_roll(scene.other_head, scene.locality, new, scene.village)
    assert [(one.number, one.representative, one.valid_from, one.cluster) for one in made] == [
        (3, "Đại diện hộ 01", day, "Tổ dân phố Điệp Sơn"),
        (2, "Đại diện hộ 02", day, "Ngõ 2"),
    ]
    assert [one.moved_from.number for one in made] == [1, 2]
    assert len(listed(new, day - timedelta(days=1))) == 1
    assert len(listed(new, day)) == 3
    old = Household.objects.filter(village=scene.village).exclude(pk=gone.pk)
    assert set(old.values_list("valid_to", "gone", "gone_to", "version")) == {(day, "village", new.pk, 2)}
    row = AuditRow.objects.filter(action="roll.take").get()
    assert row.details == {"from": scene.village.code, "households": 2, "on": day.isoformat()}
    assert rolls_to_take(new, day) == []
    with pytest.raises(RefusedError, match="không còn hộ nào"):
        take_roll(scene.other_head, scene.locality, new, scene.village)


def test_a_village_that_took_nothing_over_takes_no_roll(scene):
    scene.roll(2)
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Thọ Cầu")
    joined(scene, heirs=[third])
    with pytest.raises(RefusedError, match="Nơi này không nhập vào đây"):
        take_roll(scene.other_head, scene.locality, scene.villages[1], scene.village)
    with pytest.raises(NotAllowedError):
        take_roll(scene.other_head, scene.locality, third, scene.village)
    assert Household.objects.filter(village=scene.village, valid_to=None).count() == 2


def test_a_village_that_was_shared_out_goes_household_by_household(scene):
    first, _second = scene.roll(2)
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Thọ Cầu")
    day = joined(scene, heirs=[scene.villages[1], third])
    assert [(one.households, one.is_split) for one in rolls_to_take(third, day)] == [(2, True)]
    with pytest.raises(RefusedError, match="chuyển từng hộ"):
        take_roll(scene.office, scene.locality, third, scene.village)
    move_household(scene.office, first, third, day, first.version)
    assert [one.households for one in rolls_to_take(third, day)] == [1]


def test_a_roll_waits_for_the_day_and_for_the_meeting_that_goes_by_it(scene):
    scene.roll(2)
    tomorrow = timezone.localdate() + timedelta(days=1)
    joined(scene, tomorrow)
    assert rolls_to_take(scene.villages[1], timezone.localdate()) == []
    with pytest.raises(RefusedError, match="chưa đến"):
        take_roll(scene.other_head, scene.locality, scene.villages[1], scene.village)


def test_no_roll_goes_over_while_its_village_meets_by_it(scene):
    open_meeting(scene, households=5)
    joined(scene, timezone.localdate())
    with pytest.raises(RefusedError, match="Đang họp theo sổ hộ đã chốt"):
        take_roll(scene.other_head, scene.locality, scene.villages[1], scene.village)


def test_nothing_begins_in_a_village_that_ended(scene):
    first, second, third = scene.roll(3)
    moving = scene.roll(1, scene.villages[1])[0]
    today = timezone.localdate()
    planned = plan_round(scene.head, make_matter(scene), scene.village, "meeting", today)
    as_it_was = Unit.objects.get(pk=scene.village.pk)  # as a page read it just before
    day = joined(scene, today)
    before = day - timedelta(days=1)
    ended = f"Nơi này đã kết thúc từ {day:%d/%m/%Y}; ghi ở nơi tiếp nhận."
    new = HouseholdContent("Cá nhân 09")
    for act in (
        lambda: add_household(scene.head, scene.locality, scene.village, new),
        lambda: add_household(scene.head, scene.locality, scene.village, new, since=day),
        lambda: add_household(scene.head, scene.locality, as_it_was, new),
        lambda: move_household(scene.office, moving, as_it_was, day, moving.version),
        lambda: import_roll(scene.head, scene.locality, as_it_was, [RollLine(1, "", "Cá nhân 09")], commit=True),
        lambda: split_household(scene.head, first, [new], day, first.version),
        lambda: move_household(scene.office, moving, scene.village, day, moving.version),
        lambda: import_roll(scene.head, scene.locality, scene.village, [RollLine(1, "", "Cá nhân 09")], commit=True),
        lambda: open_round(scene.head, planned, planned.version),
    ):
        with pytest.raises(RefusedError) as refusal:
            act()
        assert ended in str(refusal.value)
    assert add_household(scene.head, scene.locality, scene.village, new, since=before).number == 4
    assert len(split_household(scene.head, second, [new], before, second.version)) == 1
    assert third.version == 1


def test_a_household_written_by_mistake_after_the_end_stays_behind(scene):
    scene.roll(1)
    day = joined(scene, date(2026, 3, 2))
    Household.objects.create(
        locality=scene.locality, village=scene.village, number=9, representative="Cá nhân 09", valid_from=day
    )
    assert [one.number for one in take_roll(scene.other_head, scene.locality, scene.villages[1], scene.village)] == [1]


def test_a_roll_that_was_never_taken_comes_along_when_its_heir_is_joined_too(scene):
    scene.roll(3)
    first, second = scene.villages
    scene.roll(2, second)
    third, fourth = (
        add_village(COMMAND_LINE, scene.locality, scene.locality.unit, f"Tổ dân phố số {number}") for number in (3, 4)
    )
    today = timezone.localdate()
    days = [today - timedelta(days=number) for number in (9, 5, 1)]
    for old, heir, day in zip((first, second, third), (second, third, fourth), days, strict=True):
        end_village(scene.office, scene.locality, old, day, [heir], JOINED)
    assert [(one.name, one.households) for one in rolls_to_take(fourth, today)] == [("Tổ dân phố số 3", 5)]
    made = take_roll(scene.office, scene.locality, fourth, third)
    assert [one.number for one in made] == [1, 2, 3, 4, 5]
    assert [households_on(village, today).count() for village in (first, second, third, fourth)] == [0, 0, 0, 5]
    assert [households_on(second, days[0] + timedelta(days=shift)).count() for shift in (-1, 0)] == [2, 5]
    assert list(AuditRow.objects.filter(action="roll.take").values_list("details__from", flat=True).order_by("pk")) == [
        first.code, second.code, third.code,
    ]  # fmt: skip
    assert [rolls_to_take(village, today) for village in (second, third, fourth)] == [[], [], []]


def test_what_an_heir_took_itself_goes_over_with_its_own_roll(scene):
    scene.roll(1)
    first, second = scene.villages
    third = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố số 3")
    day = joined(scene, timezone.localdate() - timedelta(days=3))
    take_roll(scene.other_head, scene.locality, second, first)
    end_village(scene.office, scene.locality, second, day + timedelta(days=1), [third], JOINED)
    assert [one.moved_from.village for one in take_roll(scene.office, scene.locality, third, second)] == [second]
    assert AuditRow.objects.filter(action="roll.take").count() == 2
