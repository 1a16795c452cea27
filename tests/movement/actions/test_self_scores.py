from datetime import date, timedelta
from decimal import Decimal

import pytest

from kheo.assessment.actions.self_scoring import SelfScore
from kheo.assessment.actions.sheets import Score
from kheo.assessment.models import Criterion
from kheo.assessment.queries.self_scoring import self_scoring_of
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions import self_scores as acts
from kheo.movement.actions.assessments import close_all_scores, score_registration
from kheo.movement.models import Programme
from kheo.movement.queries.assessments import assessment_of
from kheo.movement.queries.self_scores import (
    OWN_ROLES,
    count_phases,
    days_late,
    is_asked_for,
    own_registrations,
    own_sheets,
    waiting_for_office,
)
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Role
from tests import factories

DUE = date(2024, 12, 20)


def points(value="90"):
    return {Criterion.objects.get().pk: SelfScore(Decimal(value), "biên bản")}


@pytest.fixture
def handed(staff, registration):
    made = acts.self_score_registration(staff, registration, points(), 0)
    return acts.hand_scores(staff, registration, made.version)


def told():
    return [(notice.subject, notice.path.split("/", 2)[2], notice.text) for notice in Notice.objects.order_by("pk")]


def test_the_first_score_opens_the_sheet_and_leaves_the_registration_where_it_is(staff, registration):
    made = acts.self_score_registration(staff, registration, points(), 0)
    registration.refresh_from_db()
    assert (assessment_of(registration), registration.state) == (made, "running")
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        acts.self_score_registration(staff, registration, points(), 1)


def test_two_who_begin_at_once_do_not_write_over_each_other(staff, registration):
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        acts.self_score_registration(staff, registration, points(), 3)
    assert assessment_of(registration) is None


def test_what_cannot_be_scored_is_said(staff, registration, programme):
    registration.state = "recognised"
    registration.save()
    with pytest.raises(RefusedError, match="đã công nhận"):
        acts.self_score_registration(staff, registration, points(), 0)
    registration.state = "running"
    registration.save()
    Programme.objects.update(criteria_set=None)
    with pytest.raises(RefusedError, match="chưa chọn bộ tiêu chí"):
        acts.self_score_registration(staff, registration, points(), 0)
    with pytest.raises(RefusedError, match="chưa có phiếu điểm"):
        acts.hand_scores(staff, registration, 0)


def test_a_neighbour_and_the_office_do_not_score_for_the_unit(neighbour, office, registration):
    for actor in (neighbour, office):
        with pytest.raises(NotAllowedError):
            acts.self_score_registration(actor, registration, points(), 0)


def test_whoever_has_to_act_next_is_told(staff, ward_head, office, registration, handed):
    place = f"tu-cham/duy-tien-2024/{registration.pk}/"
    acts.send_back_scores(ward_head, registration, "sửa mục 1", handed.version)
    acts.hand_scores(staff, registration, 4)
    acts.confirm_scores(ward_head, registration, 5)
    acts.return_scores(office, registration, "thiếu sổ", 6)
    acts.take_over_scores(office, registration, "nộp giấy", 7)
    assert told() == [
        ("Chờ bạn xác nhận điểm tự chấm: Bếp ấm", place, "Xem từng mục rồi xác nhận, hoặc trả lại để sửa."),
        ("Người đứng đầu trả lại điểm tự chấm: Bếp ấm", place, "sửa mục 1"),
        ("Người đứng đầu trả lại điểm tự chấm: Bếp ấm", place, "sửa mục 1"),
        ("Chờ bạn xác nhận điểm tự chấm: Bếp ấm", place, "Xem từng mục rồi xác nhận, hoặc trả lại để sửa."),
        ("Đơn vị đã xác nhận điểm tự chấm: Bếp ấm", f"cham-diem/duy-tien-2024/{registration.pk}/", "Thẩm định từng mục."),
        *[("Trả lại phiếu tự chấm để bổ sung: Bếp ấm", place, "thiếu sổ")] * 2,
        *[("Cơ quan thường trực nhập hộ điểm tự chấm: Bếp ấm", place, "nộp giấy")] * 2,
    ]


def unread():
    return sorted(set(Notice.objects.filter(read_at=None).values_list("subject", flat=True)))


def test_what_was_asked_for_is_read_as_soon_as_it_is_done(staff, ward_head, office, registration, handed):
    assert unread() == ["Chờ bạn xác nhận điểm tự chấm: Bếp ấm"]
    acts.send_back_scores(ward_head, registration, "sửa mục 1", handed.version)
    assert unread() == ["Người đứng đầu trả lại điểm tự chấm: Bếp ấm"]
    acts.hand_scores(staff, registration, 4)
    assert unread() == ["Chờ bạn xác nhận điểm tự chấm: Bếp ấm"]
    acts.confirm_scores(ward_head, registration, 5)
    assert unread() == ["Đơn vị đã xác nhận điểm tự chấm: Bếp ấm"]
    acts.return_scores(office, registration, "thiếu sổ", 6)
    acts.take_over_scores(office, registration, "nộp giấy", 7)
    assert unread() == ["Cơ quan thường trực nhập hộ điểm tự chấm: Bếp ấm", "Đơn vị đã xác nhận điểm tự chấm: Bếp ấm"]


def test_where_nobody_is_a_head_by_title_everybody_of_the_unit_is_told(staff, registration, handed):
    assert [one.person.account.pk for one in acts.heads_of(registration)] == [staff.account_id]
    assert len(told()) == 1


def test_closing_all_leaves_what_is_with_its_unit(staff, ward_head, office, programme, registration, handed):
    acts.confirm_scores(ward_head, registration, handed.version)
    key = Criterion.objects.get().pk
    score_registration(office, registration, {key: Score(Decimal(90), Decimal(90))}, 4)
    acts.return_scores(office, registration, "thiếu", 5)
    with pytest.raises(RefusedError, match="Chưa có phiếu nào đủ điểm"):
        close_all_scores(office, programme, DUE)
    acts.hand_scores(staff, registration, 6)
    acts.confirm_scores(ward_head, registration, 7)
    assert close_all_scores(office, programme, DUE).closed == 1


def test_own_sheets_tell_whom_they_wait_for(staff, ward_head, neighbour, office, place, registration, wards):
    programme = registration.programme
    paper = factories.make_registration(programme, "Giấy", unit=wards["hoa_mac"])
    factories.make_assessment(paper, closed_on=DUE)
    factories.make_registration(programme, "Dừng", unit=wards["hoa_mac"], state="stopped")
    factories.make_registration(programme, "Xong", unit=wards["hoa_mac"], state="recognised")
    factories.make_registration(programme, "Nhà bên", unit=wards["hoang_dong"])

    def seen(actor):
        rows = own_sheets(own_registrations(actor, place, OWN_ROLES))
        return [
            (one.registration.initiative.title, one.waits_for_staff, one.waits_for_head, one.is_paper, one.is_closed)
            for one in rows
        ]

    others = [("Giấy", False, False, True, True), ("Xong", False, False, True, False)]
    assert seen(staff) == [("Bếp ấm", True, False, False, False), *others]
    made = acts.self_score_registration(staff, registration, points(), 0)
    acts.hand_scores(staff, registration, made.version)
    assert seen(ward_head) == [("Bếp ấm", False, True, False, False), *others]
    assert [row[0] for row in seen(neighbour)] == ["Nhà bên"]
    assert seen(office) == []
    assert own_sheets(own_registrations(staff, place, {Role.LEADER})) == []


def test_own_sheets_cost_two_queries(staff, place, programme, registration, wards, django_assert_num_queries):
    for number in range(4):
        factories.make_registration(programme, f"Thêm {number}", unit=wards["hoa_mac"])
    with django_assert_num_queries(2):
        assert len(own_sheets(own_registrations(staff, place, OWN_ROLES))) == 5


@pytest.mark.parametrize(
    ("changed", "today", "asked"),
    [
        ({}, DUE - timedelta(days=61), False),
        ({}, DUE - timedelta(days=60), True),
        ({}, DUE + timedelta(days=9), True),
        ({"assessment_due": None}, date(2024, 1, 1), True),
        ({"assessment_due": None}, date(2023, 12, 31), False),
        ({"state": "closed"}, DUE, False),
        ({"criteria_set": None}, DUE, False),
    ],
)
def test_units_are_asked_from_two_months_before_the_due_date(programme, changed, today, asked):
    Programme.objects.update(**{"assessment_due": DUE, **changed})
    programme.refresh_from_db()
    assert is_asked_for(programme, today) is asked


def test_lateness_is_counted_from_the_day_of_the_confirmation(programme, staff, ward_head, registration, handed):
    assert days_late(programme, None, DUE) == 0
    programme.assessment_due = DUE
    scoring = self_scoring_of(handed)
    assert [days_late(programme, one, day) for one in (None, scoring) for day in (DUE, DUE + timedelta(days=1))] == [0, 1, 0, 1]
    assert (count_phases(programme), waiting_for_office(programme)) == ({"confirming": 1}, 0)
    acts.confirm_scores(ward_head, registration, handed.version)
    scoring = self_scoring_of(handed)
    scoring.confirmed_on = DUE + timedelta(days=3)
    assert days_late(programme, scoring, DUE + timedelta(days=90)) == 3
    assert waiting_for_office(programme) == 1
