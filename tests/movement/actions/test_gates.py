from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.gates import ask_for_gate, asking_path, open_gate
from kheo.movement.models import Gate, Quota
from kheo.movement.queries.places import place_behind, places_held, places_of
from kheo.movement.queries.rounds import gates_of, is_gate_shut, last_day_for, quota_of
from kheo.movement.rules.rounds import Asked
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Role
from tests import factories

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def round_of_today(place):
    """A programme of this year that closed yesterday, for nobody but those it is kept open for."""
    return factories.make_programme(place, TODAY.year, registration_closes=YESTERDAY, lateness="gated")


@pytest.fixture
def school(place):
    return factories.make_body(place, "truong", "Trường THCS", Body.Kind.SCHOOL)


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_gate_opens_for_that_place_alone_and_tells_whoever_answers_for_it(round_of_today, office, place, school):
    staff = factories.make_account(Role.UNIT_STAFF, place, body="truong")
    others = factories.make_account(Role.UNIT_STAFF, place, body="mttq")
    gate = open_gate(office, round_of_today, school, TOMORROW, " Trường  mới lập ")
    assert (gate.unit, gate.body, gate.until, gate.reason, gate.opened_by) == (
        place.unit,
        school,
        TOMORROW,
        "Trường mới lập",
        office.account_id,
    )
    notice = Notice.objects.get()
    assert (notice.position.person.account, notice.subject, notice.path) == (
        staff,
        f"Được nộp đăng ký đến hết ngày {TOMORROW:%d/%m/%Y}",
        f"/{place.code}/chuong-trinh/{round_of_today.code}/mo-them-han/",
    )
    assert others.person.positions.get().notices.count() == 0
    row = AuditRow.objects.get(action="gate.open")
    assert row.details == {"programme": round_of_today.pk, "unit": place.unit_id, "until": TOMORROW.isoformat()}
    asked = [(place.unit_id, school.pk), (place.unit_id, None), (place.unit_id, factories.body_of(place, "mttq").pk)]
    assert [last_day_for(round_of_today, unit, body) for unit, body in asked] == [TOMORROW, YESTERDAY, YESTERDAY]
    assert [is_gate_shut(round_of_today, unit, body, TODAY) for unit, body in asked] == [False, True, True]
    assert [is_gate_shut(round_of_today, place.unit, school, TOMORROW + timedelta(days=n)) for n in (0, 1)] == [False, True]
    assert gates_of(round_of_today) == [(gate, "Trường THCS")]


def test_the_newest_gate_counts(round_of_today, office, place):
    open_gate(office, round_of_today, place.unit, TOMORROW + timedelta(days=9), "Bão")
    open_gate(office, round_of_today, place.unit, TOMORROW, "Đủ rồi")
    assert last_day_for(round_of_today, place.unit, None) == TOMORROW
    assert [name for _gate, name in gates_of(round_of_today)] == ["Thị xã Duy Tiên"] * 2


def test_nothing_is_shut_where_late_ones_are_marked_or_no_day_is_known(round_of_today, place):
    for changed in ({"lateness": "marked"}, {"lateness": "gated", "registration_closes": None}):
        vars(round_of_today).update(changed)
        assert not is_gate_shut(round_of_today, place.unit_id, None, TODAY)
    assert last_day_for(round_of_today, place.unit_id, None) is None


def test_a_gate_is_for_a_place_of_ours_in_an_open_programme(round_of_today, office, elsewhere):
    round_of_today.state = "closed"
    round_of_today.save()
    for theirs in (elsewhere.unit, factories.body_of(elsewhere, "mttq")):
        with pytest.raises(RefusedError) as refused:
            open_gate(office, round_of_today, theirs, date(TODAY.year - 1, 1, 1), "Bão")
        assert said(refused) == [
            f"Nhận đến hết ngày: Ngày này không sau hạn chung ({YESTERDAY:%d/%m/%Y}); chọn ngày muộn hơn.",
            "Nhận đến hết ngày: Ngày này đã qua; chọn hôm nay hoặc một ngày sau.",
            f"Đơn vị: Đơn vị này không thuộc Thị xã Duy Tiên trong năm {TODAY.year}.",
            "Chương trình đã đóng, không nhận đăng ký nữa.",
        ]
    assert Gate.objects.count() == 0


def test_only_the_office_opens(round_of_today, stranger, place):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    for actor in (stranger, staff):
        with pytest.raises(NotAllowedError):
            open_gate(actor, round_of_today, place.unit, TOMORROW, "Bão")


def test_a_unit_asks_once_a_day_and_the_office_is_told(round_of_today, place, school, office, stranger):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="truong"))
    assert ask_for_gate(staff, round_of_today, school, "Nhận văn bản muộn") == 1
    notice = Notice.objects.get()
    assert (notice.subject, notice.text, notice.path, notice.position.person.account.pk) == (
        "Xin mở thêm hạn: Trường THCS",
        "Nhận văn bản muộn",
        asking_path(round_of_today, school),
        office.account_id,
    )
    assert AuditRow.objects.get(action="gate.ask").details == {"unit": place.unit_id, "body": school.pk}
    with pytest.raises(RefusedError) as refused:
        ask_for_gate(staff, round_of_today, school, "Nhận văn bản muộn")
    assert said(refused) == ["Hôm nay đơn vị này đã xin rồi; cơ quan thường trực đã nhận được thông báo."]
    for actor, whose in ((staff, factories.body_of(place, "mttq")), (stranger, school)):
        with pytest.raises(NotAllowedError):
            ask_for_gate(actor, round_of_today, whose, "Xin")


def test_who_is_still_in_time_has_nothing_to_ask(round_of_today, place, office):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    with pytest.raises(RefusedError) as refused:
        ask_for_gate(staff, round_of_today, place.unit, " ")
    assert said(refused) == ["Lý do: Ghi lý do. Một câu để cơ quan thường trực hiểu vì sao nộp muộn."]
    assert ask_for_gate(staff, round_of_today, place.unit, "Bận") == 1
    assert Notice.objects.get().subject == "Xin mở thêm hạn: Thị xã Duy Tiên"
    open_gate(office, round_of_today, place.unit, TODAY, "Được")
    with pytest.raises(RefusedError) as refused:
        ask_for_gate(staff, round_of_today, place.unit, "Nữa")
    assert said(refused) == ["Chương trình vẫn đang nhận đăng ký của đơn vị này; cứ nộp, không cần xin."]


def test_a_quota_of_one_s_own_goes_before_that_of_all(round_of_today, place, school):
    round_of_today.least_each, round_of_today.most_each = 1, 3
    Quota.objects.create(programme=round_of_today, unit=place.unit, body=school, least=2)
    unit = factories.make_unit("gso2024-13325", "Phường Hòa Mạc", parent=place.unit)
    Quota.objects.create(programme=round_of_today, unit=unit, least=0, most=0)
    mttq = factories.body_of(place, "mttq")
    assert [
        quota_of(round_of_today, unit_, body) for unit_, body in ((place.unit, school), (unit, None), (place.unit_id, mttq.pk))
    ] == [
        Asked(2, None, is_own=True),
        Asked(0, 0, is_own=True),
        Asked(1, 3),
    ]


def test_places_are_those_of_the_locality_and_one_s_own_alone(round_of_today, place, school, elsewhere, office):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="truong"))
    own, every = places_held(staff, "submission.write", round_of_today), places_of(round_of_today)
    assert (own.units, own.bodies) == ({place.unit_id: "Thị xã Duy Tiên"}, {school.pk: "Trường THCS"})
    assert (len(every), len(places_held(office, "submission.write", round_of_today))) == (7, 7)
    assert factories.body_of(elsewhere, "mttq").pk not in every.bodies
    assert [place_behind(f"b{school.pk}"), place_behind(f"u{place.unit_id}")] == [school, place.unit]
    assert [label for label, _rows in own.choices()] == ["", "Địa bàn", "Cơ quan, đoàn thể, trường học"]
