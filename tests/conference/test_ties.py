"""What hangs on a position in the chapter of the conference, and how an invitation goes to whoever takes it over."""

from datetime import timedelta

import pytest

from kheo.conference.models import Capacity, Conference, Guest
from kheo.conference.ties import ConferenceTies
from kheo.organisation.ties import Tie, Way
from tests.conference.scene import DAY, make_scene

pytestmark = pytest.mark.django_db
TIES = ConferenceTies()


@pytest.fixture
def scene():
    return make_scene()


def taken_over(scene, old, person=None):
    return scene.position(old.title, old.body, person)


def test_an_invitation_goes_to_the_new_holder_who_is_asked_again(scene):
    guest = scene.invited("Chủ tịch", "mttq")
    Guest.objects.filter(pk=guest.pk).update(answer="substitute", stand_in="Phó Chủ tịch")
    old = guest.capacities.get().position
    new = taken_over(scene, old)
    assert TIES.of_position(old, DAY) == [Tie(Way.MOVES, "lời mời dự hội nghị", 1)]
    assert TIES.move(old, new, DAY) == [Tie(Way.MOVES, "lời mời dự hội nghị", 1)]
    guest.refresh_from_db()
    assert (guest.person, guest.answer, guest.stand_in) == (new.person, "none", "")
    assert guest.capacities.get().position == new
    assert TIES.of_position(old, DAY) == TIES.move(old, new, DAY) == []


def test_one_who_is_invited_already_gets_a_capacity_and_no_second_head(scene):
    guest = scene.invited("Chủ tịch", "mttq")
    other = scene.invited("Phó Chủ tịch", "ubnd")
    old = guest.capacities.get().position
    new = taken_over(scene, old, other.person)
    TIES.move(old, new, DAY)
    assert list(Guest.objects.filter(conference=scene.conference)) == [other]
    assert [capacity.position for capacity in other.capacities.all()] == [other.capacities.all()[0].position, new]


def test_one_who_is_invited_in_another_capacity_too_keeps_that(scene):
    guest = scene.invited("Chủ tịch", "mttq")
    second = scene.invited("Trưởng Ban Pháp chế", "hdnd", person=guest.person)
    assert second == guest
    old = guest.capacities.get(position__title="Chủ tịch").position
    new = taken_over(scene, old)
    TIES.move(old, new, DAY)
    assert [capacity.position.title for capacity in guest.capacities.all()] == ["Trưởng Ban Pháp chế"]
    made = Guest.objects.get(conference=scene.conference, person=new.person)
    assert (made.group, made.unit, made.body) == (guest.group, guest.unit, guest.body)
    assert Capacity.objects.get(guest=made).position == new


@pytest.mark.parametrize("what", ["day", "closed", "came"])
def test_what_is_past_stays_with_who_was_there(scene, what):
    guest = scene.invited("Chủ tịch", "mttq")
    old = guest.capacities.get().position
    new = taken_over(scene, old)
    on = DAY + timedelta(days=1) if what == "day" else DAY
    if what == "closed":
        scene.close()
    if what == "came":
        Guest.objects.filter(pk=guest.pk).update(attendance="present")
    assert TIES.move(old, new, on) == []
    guest.refresh_from_db()
    assert guest.person == old.person


def test_a_speech_that_was_asked_for_waits_for_the_body(scene):
    guest = scene.invited_ward()
    body = guest.capacities.get().position.body
    scene.called(body=body)
    asked = Tie(Way.STAYS, f"bài {body.short_name} chưa gửi", 1)
    assert asked in TIES.of_position(guest.capacities.get().position, DAY)
    Conference.objects.update(state="closed", closed_at="2025-01-08T11:00:00+07:00")
    assert TIES.of_position(guest.capacities.get().position, DAY) == []
