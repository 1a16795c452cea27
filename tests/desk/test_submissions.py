"""Registration forms on the desk: the unit's drafts and what came back, the day that comes, what the office has to read."""

from datetime import date, timedelta

import pytest

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.movement import own_files
from kheo.desk.queries.submissions import forms_to_read, own_forms, registering
from kheo.movement.models import Gate, Programme, Submission
from kheo.organisation.models import Body
from tests.factories import (
    DUY_TIEN,
    actor_for,
    make_account,
    make_body,
    make_locality,
    make_programme,
    make_registration,
    make_unit,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 20)


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


@pytest.fixture
def ward(town):
    unit = make_unit("gso2024-13324", "Phường Hòa Mạc", parent=town.unit)
    make_body(town, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=unit)
    return unit


@pytest.fixture
def programme(town):
    return make_programme(town, registration_closes=TODAY + timedelta(days=5))


def bench(town, programme, role="unit_staff", body="hoa-mac", today=TODAY):
    return Bench(actor_for(make_account(role, town, body=body)), town, programme, today)


def form(programme, unit, title="Phiếu", **fields):
    return Submission.objects.create(programme=programme, unit=unit, content={"title": title}, **fields)


def test_a_unit_finds_its_own_drafts_and_what_was_sent_back_first(town, ward, programme):
    form(programme, ward, "Đang soạn")
    form(programme, ward, "", state="returned")
    form(programme, ward, "Đã nộp", state="submitted")
    form(programme, town.unit, "Của nơi khác")
    found = own_forms(bench(town, programme))
    assert [(item.tag, item.what, item.act) for item in found] == [
        ("Trả lại", "Phiếu chưa đặt tên", "Sửa, nộp lại"),
        ("Còn 5 ngày", "Đang soạn", "Viết tiếp"),
    ]
    assert (found[0].due, found[0].why.endswith("Hạn nộp 25/03/2024.")) == (programme.registration_closes, True)


@pytest.mark.parametrize(("year", "asked"), [(2024, ["Thiếu kết quả"]), (2025, [])])
def test_no_results_are_asked_of_a_year_that_has_not_begun(town, ward, year, asked):
    coming = make_programme(town, year=year)
    make_registration(coming, unit=ward, state="registered")
    assert [item.tag for item in own_files(bench(town, coming))] == asked


@pytest.mark.parametrize(
    ("late", "gated", "tag", "why"),
    [
        (0, True, "Hạn hôm nay", "Phiếu đang soạn, chưa nộp."),
        (1, False, "Quá hạn 1 ngày", "Phiếu đang soạn, chưa nộp."),
        (1, True, "Quá hạn 1 ngày", "Chỉ nhận khi được mở thêm hạn."),
    ],
)
def test_a_draft_says_how_late_it_is_and_whether_it_is_taken(town, ward, programme, late, gated, tag, why):
    programme.registration_closes = TODAY - timedelta(days=late)
    programme.lateness = "gated" if gated else "marked"
    programme.save()
    form(programme, ward)
    [item] = own_forms(bench(town, programme))
    assert (item.tag, item.why) == (tag, f"Hạn nộp {programme.registration_closes:%d/%m/%Y}. {why}")


def test_many_forms_cost_no_more_for_the_office_and_a_closed_year_asks_for_none(town, ward, programme, django_assert_num_queries):
    office = bench(town, programme, "office", "bcd-dvk")
    assert forms_to_read(office) == []
    form(programme, ward, state="submitted")
    assert [item.what for item in forms_to_read(office)] == ["1 phiếu đăng ký chờ xem"]
    for _ in range(3):
        form(programme, ward, state="submitted", late_days=2)
    with django_assert_num_queries(1):
        [item] = forms_to_read(office)
    assert (item.what, item.why.endswith("3 phiếu nộp muộn.")) == ("4 phiếu đăng ký chờ xem", True)
    form(programme, ward)
    Programme.objects.update(state=Programme.State.CLOSED)
    programme.refresh_from_db()
    assert (own_forms(bench(town, programme)), registering(bench(town, programme))) == ([], [])
    assert (own_forms(bench(town, None)), registering(bench(town, None)), forms_to_read(bench(town, None))) == ([], [], [])


@pytest.mark.parametrize(("days", "told"), [(15, []), (14, ["Còn 14 ngày"]), (0, ["Hạn hôm nay"]), (-1, [])])
def test_the_last_day_is_told_two_weeks_before_it(town, ward, programme, days, told):
    programme.registration_closes = TODAY + timedelta(days=days)
    programme.save()
    assert [item.tag for item in registering(bench(town, programme))] == told


def test_the_day_of_the_gate_is_told_and_nothing_once_something_was_begun_or_registered(town, ward, programme):
    programme.registration_closes = TODAY - timedelta(days=1)
    programme.save()
    Gate.objects.create(programme=programme, unit=ward, until=TODAY + timedelta(days=3), reason="Mưa lũ")
    assert [item.tag for item in registering(bench(town, programme))] == ["Còn 3 ngày"]
    registration = make_registration(programme, unit=ward)
    assert registering(bench(town, programme)) == []
    registration.delete()
    form(programme, ward, state="submitted")
    assert registering(bench(town, programme)) == []
    programme.registration_closes = None
    assert registering(bench(town, programme)) == []
