"""What waits for whom: each item appears when its work is due and goes when it is done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.desk.queries.bench import Bench
from kheo.desk.queries.items import items_for
from kheo.desk.queries.year import steps_of
from kheo.movement.models import Programme, Registration
from kheo.organisation.access import is_open
from kheo.organisation.models import Unit
from kheo.recognition.models import Decision
from tests.factories import (
    DUY_TIEN,
    KIM_BANG,
    actor_for,
    body_of,
    make_account,
    make_assessment,
    make_criteria_set,
    make_locality,
    make_programme,
    make_registration,
    make_unit,
)

pytestmark = pytest.mark.django_db
TODAY = date(2024, 11, 24)


def bench(locality, programme, role="office", body="bcd-dvk", today=TODAY):
    return Bench(actor_for(make_account(role, locality, body=body)), locality, programme, today)


def acts(desk):
    return [item.act for item in items_for(desk)]


@pytest.fixture
def town():
    return make_locality(DUY_TIEN)


def test_an_office_without_a_programme_of_the_year_is_asked_for_one(town):
    assert acts(bench(town, None)) == ["Lập chương trình"]
    assert acts(bench(town, make_programme(town, 2023, state=Programme.State.CLOSED))) == ["Lập như năm 2023"]


def test_a_district_that_is_no_more_is_not_asked_to_begin_a_year(town):
    Unit.objects.filter(pk=town.unit_id).update(ended_on=TODAY)
    town.refresh_from_db()
    assert acts(bench(town, None)) == []
    assert acts(bench(town, None, today=TODAY - timedelta(days=1))) == ["Lập chương trình"]


def test_two_years_at_once_wait_side_by_side_and_nothing_is_said_twice(town):
    judged = make_programme(town, criteria_set=make_criteria_set(), assessment_due=TODAY + timedelta(days=8))
    make_registration(judged)
    office = bench(town, judged)
    assert [item.act for item in items_for(office, replace(office, programme=make_programme(town, 2025)))] == [
        "Chấm điểm",
        "Nhập danh sách",
    ]


def test_an_empty_programme_waits_for_its_list(town):
    programme = make_programme(town)
    assert acts(bench(town, programme)) == ["Nhập danh sách"]
    make_registration(programme)
    assert acts(bench(town, programme)) == []


@pytest.mark.parametrize(("days", "tag"), [(61, None), (60, "Chờ thẩm định"), (0, "Chờ thẩm định"), (-1, "Quá hạn")])
def test_scores_are_asked_for_two_months_before_their_day_and_late_after_it(town, days, tag):
    programme = make_programme(town, criteria_set=make_criteria_set(), assessment_due=TODAY + timedelta(days=days))
    make_registration(programme)
    assert [item.tag for item in items_for(bench(town, programme))] == ([tag] if tag else [])


def test_scores_once_begun_are_asked_for_until_all_are_closed(town):
    programme = make_programme(town, criteria_set=make_criteria_set())
    first, second = make_registration(programme), make_registration(programme)
    make_assessment(first)
    [item] = items_for(bench(town, programme))
    assert item.what == "1 trong 2 hồ sơ đã chốt điểm"
    make_assessment(second)
    make_registration(programme, state=Registration.State.STOPPED)
    assert acts(bench(town, programme)) == ["Lập danh sách"]


def test_closed_scores_call_for_the_list_of_the_recognised_until_it_is_begun(town):
    programme = make_programme(town, criteria_set=make_criteria_set())
    assessed = make_registration(programme, state=Registration.State.IN_ASSESSMENT)
    other = make_registration(programme, state=Registration.State.IN_ASSESSMENT)
    make_assessment(assessed)
    assert acts(bench(town, programme)) == ["Chấm tiếp"]
    make_assessment(other)
    [item] = items_for(bench(town, programme))
    assert (item.what, item.act) == ("2 hồ sơ đã chốt điểm, chưa có danh sách công nhận", "Lập danh sách")
    assert item.url == f"/{DUY_TIEN}/quyet-dinh/lap/recognition/?nam={programme.year}"
    decision(programme, Decision.State.DRAFT)
    assert acts(bench(town, programme)) == ["Kiểm tra"]


def test_a_closed_programme_calls_for_no_list(town):
    programme = make_programme(town, criteria_set=make_criteria_set(), state="closed")
    make_assessment(make_registration(programme, state=Registration.State.IN_ASSESSMENT))
    assert acts(bench(town, programme)) == []


def decision(programme, state):
    return Decision.objects.create(
        locality=programme.locality, programme=programme, kind="recognition", title="Công nhận",
        body=body_of(programme.locality, "bcd-dvk"),
        signer_authority="T/M BAN CHỈ ĐẠO", place_name="Duy Tiên", state=state,
    )  # fmt: skip


def test_drafts_wait_for_the_office_and_checked_ones_for_the_leader_too(town):
    programme = make_programme(town)
    make_registration(programme)
    decision(programme, Decision.State.DRAFT)
    checked = decision(programme, Decision.State.CHECKED)
    decision(make_programme(make_locality(KIM_BANG)), Decision.State.CHECKED)
    assert acts(bench(town, programme)) == ["Kiểm tra", "Ghi số, ngày"]
    [to_sign] = items_for(bench(town, programme, "leader"))
    assert to_sign.url == f"/{DUY_TIEN}/quyet-dinh/{checked.pk}/"


def test_unit_staff_see_their_own_incomplete_files_alone(town):
    programme = make_programme(town)
    own = make_registration(programme, "Của đoàn thể mình", body=body_of(town, "mttq"), unit=town.unit)
    make_registration(programme, "Của nơi khác", unit=make_unit("gso2024-13360", "Xã Yên Nam"))
    make_registration(programme, "Đã công nhận", body=body_of(town, "mttq"), unit=town.unit, state="recognised")
    items = items_for(bench(town, programme, "unit_staff", "mttq"))
    assert [(item.what, item.url) for item in items] == [("Của đoàn thể mình", f"/{DUY_TIEN}/ho-so/{own.pk}/")]


@pytest.mark.parametrize(("days", "shown"), [(31, False), (30, True), (0, True), (-1, False)])
@pytest.mark.parametrize("role", ["office", "leader", "broadcaster"])
def test_before_the_conference_texts_are_to_be_checked(town, role, days, shown):
    programme = make_programme(town, conference_on=TODAY + timedelta(days=days))
    make_registration(programme)
    found = [act for act in acts(bench(town, programme, role)) if act != "Lập hội nghị"]
    assert found == (["Đối chiếu văn bản"] if shown else [])


def test_results_of_a_split_unit_wait_for_allocation_once_it_is_split(town):
    programme = make_programme(town)
    old = make_unit("gso2024-13324", "Phường Hòa Mạc")
    Unit.objects.filter(pk=old.pk).update(ended_on=date(2025, 7, 1))
    for code in ("gso2025-13324", "gso2025-13330"):
        old.successions.create(successor=make_unit(code, f"Phường {code[-2:]}"), on=date(2025, 7, 1), is_split=True, source="thử")
    make_registration(programme, unit=old)
    make_registration(programme, unit=make_unit("gso2024-13321", "Phường Đồng Văn"))
    assert acts(bench(town, programme, today=date(2025, 6, 30))) == ["Lập như năm 2024"]
    items = items_for(bench(town, programme, today=date(2025, 7, 1)))
    assert [(item.act, item.what) for item in items][1:] == [("Phân bổ", "1 mô hình năm 2024 chưa có nơi nhận hôm nay")]


def test_the_desk_costs_the_same_for_few_and_for_many(town, django_assert_max_num_queries):
    programme = make_programme(town, criteria_set=make_criteria_set(), assessment_due=TODAY)
    make_registration(programme)
    desk = bench(town, programme)
    with django_assert_max_num_queries(53) as few:  # a query or two for each chapter that may wait for the office
        items_for(desk)
    for _ in range(30):
        make_registration(programme)
        decision(programme, Decision.State.CHECKED)
    with django_assert_max_num_queries(len(few)):
        items_for(desk)


def test_the_year_is_where_its_first_undone_step_is(town):
    programme = make_programme(town, registration_closes=timezone.localdate() - timedelta(days=1))
    assert [step.stand for step in steps_of(programme)] == ["done", "now", *["next"] * 7]
    make_registration(programme)
    assert [step.stand for step in steps_of(programme)] == ["done", "done", "now", *["next"] * 6]


def test_a_desk_opens_for_each_role_and_start_leads_to_it(client, town):
    for role in ("office", "unit_staff", "council", "leader", "broadcaster", "viewer"):
        client.force_login(make_account(role, town), "django.contrib.auth.backends.ModelBackend")
        assert client.get("/ban-lam-viec/").url == f"/{DUY_TIEN}/ban-lam-viec/"
        assert client.get(f"/{DUY_TIEN}/ban-lam-viec/").status_code == 200


def test_start_leads_nobody_to_sign_in_and_tells_an_account_without_position(client, town):
    assert client.get("/ban-lam-viec/").url == "/tai-khoan/dang-nhap/?next=/ban-lam-viec/"
    client.force_login(make_account("operator", town), "django.contrib.auth.backends.ModelBackend")
    assert list(client.get("/ban-lam-viec/").context["localities"]) == [town]


def test_a_member_who_judges_without_names_is_led_to_open_pages_alone(client, town):
    make_programme(town, 2024, anonymous=True, criteria_set=make_criteria_set(), assessment_due=date(2024, 12, 20))
    account = make_account("council", town)
    actor = actor_for(account)
    asked = ("cham-diem/x/", "quyet-dinh/", "ban-lam-viec/")
    assert [is_open(actor, town, f"/{town.code}/{path}") for path in asked] == [True, False, True]
    assert (is_open(actor, town, ""), is_open(actor, town, "/"), is_open(actor, make_locality(KIM_BANG), "/x")) == (
        True,
        True,
        True,
    )
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/{town.code}/ban-lam-viec/").status_code == 200
