"""What of a unit's own sheet waits for whom."""

from datetime import date
from decimal import Decimal

import pytest

from kheo.assessment.actions.self_scoring import SelfScore
from kheo.assessment.models import Criterion
from kheo.desk.queries import self_scores
from kheo.desk.queries.bench import Bench
from kheo.movement.actions.self_scores import confirm_scores, hand_scores, return_scores, self_score_registration
from kheo.organisation.models import Body, Position, Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 1)


@pytest.fixture
def scene():
    place = factories.make_locality()
    programme = factories.make_programme(place, criteria_set=factories.make_criteria_set(), assessment_due=date(2024, 12, 20))
    ward = factories.make_unit("gso2024-13324", "Phường Hòa Mạc")
    factories.make_body(place, "hoa-mac", "Đảng uỷ", Body.Kind.PARTY, unit=ward)
    registration = factories.make_registration(programme, "Bếp ấm", unit=ward, state="running")
    actors = {}
    for role, title, body in (("unit_staff", "Công chức", "hoa-mac"), ("leader", "Bí thư", "hoa-mac"), ("office", "", "bcd-dvk")):
        account = factories.make_account(role, place, body=body)
        Position.objects.filter(person=account.person).update(title=title)
        actors[role] = factories.actor_for(account)
    return place, programme, registration, actors


def seen(scene, today=TODAY):
    place, programme, _registration, actors = scene
    asked = ((self_scores.own, "unit_staff"), (self_scores.to_confirm, "leader"), (self_scores.to_verify, "office"))
    return [[(item.tag, item.act) for item in source(Bench(actors[role], place, programme, today))] for source, role in asked]


def test_each_step_waits_for_one_of_them_alone(scene):
    _place, _programme, registration, actors = scene
    assert seen(scene) == [[("Còn 19 ngày", "Tự chấm")], [], []]
    assert seen(scene, date(2024, 10, 20)) == [[], [], []]
    made = self_score_registration(actors["unit_staff"], registration, {Criterion.objects.get().pk: SelfScore(Decimal(9))}, 0)
    hand_scores(actors["unit_staff"], registration, made.version)
    assert seen(scene) == [[], [("Còn 19 ngày", "Xem, xác nhận")], []]
    confirm_scores(actors["leader"], registration, 3)
    assert seen(scene, date(2024, 12, 21)) == [[], [], [("Quá hạn 1 ngày", "Thẩm định")]]
    return_scores(actors["office"], registration, "thiếu", 4)
    assert seen(scene) == [[("Trả lại", "Bổ sung")], [], []]


def test_without_a_programme_or_a_head_nothing_waits(scene):
    place, programme, _registration, actors = scene
    for source in (self_scores.own, self_scores.to_confirm, self_scores.to_verify):
        assert source(Bench(actors["leader"], place, None, TODAY)) == []
    assert self_scores.to_confirm(Bench(actors["unit_staff"], place, programme, TODAY)) == []


def test_without_a_due_date_the_year_itself_asks(scene):
    place, programme, _registration, actors = scene
    programme.assessment_due = None
    (item,) = self_scores.own(Bench(actors["unit_staff"], place, programme, TODAY))
    assert (item.tag, item.why, item.due) == ("Chờ làm", "Tự chấm điểm từng mục.", None)
    assert Role.UNIT_STAFF in actors["unit_staff"].roles_in(place.code)
