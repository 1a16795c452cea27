import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from kheo.assessment.actions.criteria import load_criteria
from kheo.assessment.actions.sheets import Score, close_assessment, open_assessment, record_scores, reopen_assessment
from kheo.assessment.models import Assessment, CriteriaSet, Criterion, ItemScore, Reopening
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.test_criteria import GOOD

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 20)


@pytest.fixture
def place():
    return factories.make_locality()


@pytest.fixture
def office(place):
    return factories.actor_for(factories.make_account(Role.OFFICE, place))


@pytest.fixture
def opened(place, office):
    criteria_set, _new = load_criteria(COMMAND_LINE, GOOD.encode())
    return open_assessment(office, criteria_set, place)


def items(assessment):
    return list(Criterion.objects.filter(criteria_set=assessment.criteria_set_id).values_list("pk", flat=True))


def verified(assessment, *points):
    return {key: Score(Decimal(point), Decimal(point)) for key, point in zip(items(assessment), points, strict=True)}


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_the_same_file_twice_adds_nothing():
    first, is_new = load_criteria(COMMAND_LINE, GOOD.encode())
    again, is_new_again = load_criteria(COMMAND_LINE, GOOD.encode())
    assert (is_new, is_new_again, again.pk) == (True, False, first.pk)
    assert (CriteriaSet.objects.count(), Criterion.objects.count(), AuditRow.objects.count()) == (1, 2, 1)


def test_a_changed_file_is_the_next_version_and_leaves_the_first():
    first, _new = load_criteria(COMMAND_LINE, GOOD.encode())
    changed, is_new = load_criteria(COMMAND_LINE, GOOD.replace("Dân bàn", "Dân kiểm tra").encode())
    assert (first.version, changed.version, is_new) == (1, 2, True)
    assert [item.text for item in first.items.all()] == ["Dân bàn", "Dân làm"]
    assert load_criteria(COMMAND_LINE, GOOD.encode()) == (first, False)


def test_a_locality_numbers_its_own_versions(place, office):
    load_criteria(COMMAND_LINE, GOOD.encode())
    own, is_new = load_criteria(office, GOOD.encode(), place)
    assert (own.locality, own.version, is_new) == (place.code, 1, True)


def test_units_do_not_load_criteria(place):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    with pytest.raises(NotAllowedError):
        load_criteria(staff, GOOD.encode(), place)
    assert CriteriaSet.objects.count() == 0


def test_a_set_of_another_locality_is_not_used(place, office):
    there = factories.make_locality(factories.KIM_BANG)
    theirs, _new = load_criteria(COMMAND_LINE, GOOD.encode(), there)
    with pytest.raises(RefusedError) as refused:
        open_assessment(office, theirs, place)
    assert said(refused) == ["Bộ tiêu chí này của địa phương khác; chọn bộ dùng chung hoặc bộ của mình."]
    assert Assessment.objects.count() == 0


def test_a_part_may_be_saved_and_the_rest_stays(opened, office):
    first, second = items(opened)
    saved = record_scores(office, opened, {first: Score(Decimal(6), Decimal("5.5"), " thiếu sổ ")}, 1)
    record_scores(office, opened, {second: Score(None, Decimal(4))}, saved.version)
    rows = ItemScore.objects.values_list("criterion", "self_score", "verified_score", "reason")
    assert sorted(rows) == [
        (first, Decimal("6.00"), Decimal("5.50"), "thiếu sổ"),
        (second, None, Decimal("4.00"), ""),
    ]


def test_all_faults_of_a_sheet_are_told_and_nothing_is_written(opened, office):
    first, second = items(opened)
    scores = {
        first: Score(Decimal(7), Decimal("5.25"), "vì sao"),
        second: Score(Decimal(4), Decimal(3)),
        0: Score(None, Decimal(1)),
    }
    with pytest.raises(RefusedError) as refused:
        record_scores(office, opened, scores, 1)
    assert said(refused) == [
        "Mục 1, điểm tự chấm: Điểm 7 nằm ngoài khoảng 0 đến 6; nhập lại trong khoảng này.",
        "Mục 1, điểm thẩm định: Điểm 5,25 không theo bước 0,5; nhập bội số của 0,5.",
        "Mục 2: Điểm thẩm định khác điểm tự chấm: ghi lý do.",
        "0: Mục này không thuộc bộ tiêu chí của phiếu; tải lại trang rồi nhập lại.",
    ]
    assert ItemScore.objects.count() == 0
    opened.refresh_from_db()
    assert opened.version == 1


def test_an_endless_reason_is_refused(opened, office):
    with pytest.raises(RefusedError) as refused:
        record_scores(office, opened, {items(opened)[0]: Score(Decimal(6), Decimal(5), "a" * 301)}, 1)
    assert said(refused) == ["Mục 1: Lý do dài quá 300 ký tự; viết gọn lại."]


def test_the_second_of_two_who_score_at_once_is_told(opened, office):
    record_scores(office, opened, verified(opened, 6, 4), 1)
    with pytest.raises(RefusedError) as refused:
        record_scores(office, opened, verified(opened, 1, 1), 1)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")
    assert list(ItemScore.objects.values_list("verified_score", flat=True)) == [Decimal(6), Decimal(4)]


@pytest.mark.parametrize("role", [Role.COUNCIL, Role.LEADER, Role.UNIT_STAFF])
def test_only_the_office_scores(role, opened, place):
    other = factories.actor_for(factories.make_account(role, place))
    with pytest.raises(NotAllowedError):
        record_scores(other, opened, verified(opened, 6, 4), 1)


def test_the_office_of_another_locality_does_not_score(opened):
    there = factories.make_locality(factories.KIM_BANG)
    stranger = factories.actor_for(factories.make_account(Role.OFFICE, there))
    for act in (
        lambda: record_scores(stranger, opened, verified(opened, 6, 4), 1),
        lambda: close_assessment(stranger, opened, DAY, 1),
        lambda: reopen_assessment(stranger, opened, "lý do", 1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert ItemScore.objects.count() == 0


def test_a_sheet_closes_only_with_every_item_verified(opened, office):
    first, second = items(opened)
    part = record_scores(office, opened, {first: Score(Decimal(6), Decimal(6)), second: Score(Decimal(4), None)}, 1)
    with pytest.raises(RefusedError) as refused:
        close_assessment(office, opened, DAY, part.version)
    assert said(refused) == ["Chưa có điểm thẩm định ở mục 2. Ghi đủ điểm rồi chốt."]
    full = record_scores(office, opened, {second: Score(Decimal(4), Decimal(4))}, part.version)
    closed = close_assessment(office, opened, DAY, full.version)
    assert (closed.state, closed.assessed_on) == ("closed", DAY)


def test_a_sheet_is_not_closed_on_a_day_to_come(opened, office):
    with pytest.raises(RefusedError) as refused:
        close_assessment(office, opened, timezone.localdate() + timedelta(days=1), 1)
    assert said(refused) == ["Ngày chốt điểm: Ngày chốt điểm ở sau hôm nay; ghi ngày thực tế họp thẩm định."]


def test_a_closed_sheet_takes_no_points_and_is_not_closed_again(opened, office):
    full = record_scores(office, opened, verified(opened, 6, 4), 1)
    closed = close_assessment(office, opened, DAY, full.version)
    with pytest.raises(RefusedError) as refused:
        record_scores(office, opened, verified(opened, 1, 1), closed.version)
    assert said(refused) == ["Phiếu điểm đã chốt. Mở lại phiếu, nêu lý do, rồi mới sửa điểm."]
    with pytest.raises(RefusedError) as refused:
        close_assessment(office, opened, DAY, closed.version)
    assert said(refused) == ["Phiếu điểm đã chốt ngày 20/12/2024; không chốt lần nữa."]


def test_opening_again_keeps_the_day_and_the_reason(opened, office):
    full = record_scores(office, opened, verified(opened, 6, 4), 1)
    closed = close_assessment(office, opened, DAY, full.version)
    again = reopen_assessment(office, closed, " nhập nhầm mục 2 ", closed.version)
    assert (again.state, again.assessed_on) == ("open", None)
    assert list(Reopening.objects.values_list("closed_on", "reason", "added_by")) == [(DAY, "nhập nhầm mục 2", office.account_id)]
    with pytest.raises(RefusedError) as refused:
        reopen_assessment(office, again, "lần nữa", again.version)
    assert said(refused) == ["Phiếu điểm đang mở, không cần mở lại."]


@pytest.mark.parametrize("reason", ["", "   ", "a" * 301])
def test_opening_again_needs_a_reason(reason, opened, office):
    full = record_scores(office, opened, verified(opened, 6, 4), 1)
    closed = close_assessment(office, opened, DAY, full.version)
    with pytest.raises(RefusedError) as refused:
        reopen_assessment(office, closed, reason, closed.version)
    assert said(refused) == ["Lý do: Ghi lý do mở lại phiếu điểm, nhiều nhất 300 ký tự."]
    closed.refresh_from_db()
    assert closed.state == "closed"


def test_every_write_leaves_one_audit_row_without_words(opened, office):
    full = record_scores(office, opened, verified(opened, 6, 4), 1)
    closed = close_assessment(office, opened, DAY, full.version)
    reopen_assessment(office, closed, "vì lý do riêng", closed.version)
    rows = AuditRow.objects.order_by("pk")
    assert [row.action for row in rows] == [
        "criteria.load",
        "assessment.open",
        "assessment.verify",
        "assessment.close",
        "assessment.reopen",
    ]
    assert "vì lý do riêng" not in str(list(rows.values_list("details", flat=True)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time: the second finds the first's set")
@pytest.mark.postgresql
def test_who_loads_while_another_loads_is_told():
    said_to_second = []

    def second():
        try:
            load_criteria(COMMAND_LINE, GOOD.encode())
        except RefusedError as refusal:
            said_to_second.append(str(refusal))
        finally:
            connections.close_all()

    waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    thread = threading.Thread(target=second)
    with transaction.atomic(), connection.cursor() as cursor:
        load_criteria(COMMAND_LINE, GOOD.encode())
        thread.start()
        blocked = 0
        while not blocked:
            assert thread.is_alive()
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            (blocked,) = cursor.fetchone()
    thread.join(timeout=60)
    assert said_to_second == ["Người khác vừa nạp bộ «thu-nghiem» cùng lúc. Nạp lại một lần nữa."]
    assert (CriteriaSet.objects.count(), Criterion.objects.count()) == (1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_loads_of_one_file_make_one_set():
    started, outcomes = threading.Barrier(2), []

    def load():
        try:
            started.wait(timeout=20)
            outcomes.append(load_criteria(COMMAND_LINE, GOOD.encode())[1])
        except RefusedError:
            outcomes.append(False)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert (sorted(outcomes), CriteriaSet.objects.count()) == ([False, True], 1)
