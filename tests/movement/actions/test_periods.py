"""A period from its form to its closing."""

from datetime import date

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.periods import (
    PeriodContent,
    add_report,
    close_period,
    create_period,
    discard_period,
    edit_period,
    extend_period,
    item_of,
    open_period,
    write_items,
)
from kheo.movement.models import Period, PeriodReport
from kheo.movement.queries.periods import items_of, who_owes
from kheo.movement.rules.periods import Days, Item
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories
from tests.movement.period_scene import DAYS, Scene

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 31)


@pytest.fixture
def scene():
    return Scene()


def refused(act, *arguments):
    with pytest.raises(RefusedError) as caught:
        act(*arguments)
    return [str(problem) for problem in caught.value.problems]


def test_a_new_period_has_the_usual_form_of_its_kind_and_the_next_one_that_of_the_last(scene):
    first = scene.drafted()
    assert [item.key for item in items_of(first)][:3] == ["registered", "operating", "households"]
    write_items(scene.office, first, [Item("done", "text", "Việc đã làm"), Item("", "number", "Số buổi")], first.version)
    content = PeriodContent("quarter", "Báo cáo quý II năm 2024", Days(date(2024, 4, 1), date(2024, 6, 30), date(2024, 7, 5)))
    second = create_period(scene.office, scene.programme, content, like=first)
    assert [(item.key, item.label) for item in items_of(second)] == [("done", "Việc đã làm"), ("so-buoi", "Số buổi")]
    assert Period.objects.count() == 2


def test_a_period_of_another_locality_is_not_copied_and_its_office_draws_none_up_here(scene):
    other = Scene(factories.KIM_BANG)
    theirs = other.drafted()
    content = PeriodContent("month", "Báo cáo tháng 4", DAYS)
    assert refused(create_period, scene.office, scene.programme, content, theirs) == [
        "Lấy mẫu của: Kỳ này không thuộc địa phương; chọn trong danh sách."
    ]
    for actor in (other.office, scene.staff):
        with pytest.raises(NotAllowedError):
            create_period(actor, scene.programme, content)


def test_a_period_is_refused_with_everything_that_is_wrong(scene):
    scene.drafted()
    content = PeriodContent("weekly", "Báo cáo quý I năm 2024", Days(date(2024, 3, 1), date(2024, 2, 1), date(2027, 1, 1)))
    assert refused(create_period, scene.office, scene.programme, content) == [
        "Báo cáo đến ngày: Ngày cuối (01/02/2024) đứng trước ngày đầu (01/03/2024).",
        "Hạn gửi: Ngày 01/01/2027 cách năm 2024 quá xa; xem lại năm.",
        "Loại: Chọn loại kỳ báo cáo trong danh sách.",
        "Tên kỳ báo cáo: Chương trình này đã có kỳ báo cáo mang tên ấy.",
    ]


def test_a_drafted_period_is_edited_by_whoever_saw_its_last_version(scene):
    period = scene.drafted()
    content = PeriodContent("quarter", "Báo cáo quý I", Days(DAYS.first, DAYS.last, date(2025, 1, 10)))
    edited = edit_period(scene.office, period, content, period.version)
    assert (edited.title, edited.due_on, edited.version) == ("Báo cáo quý I", date(2025, 1, 10), 2)
    assert "Người khác vừa sửa" in refused(edit_period, scene.office, period, content, 1)[0]
    assert refused(edit_period, scene.office, period, PeriodContent("quarter", " ", DAYS), 2) == [
        "Tên kỳ báo cáo: Ghi tên kỳ báo cáo."
    ]


def test_a_form_is_refused_where_it_asks_nothing_or_for_what_the_record_does_not_know(scene):
    period = scene.drafted()
    assert refused(write_items, scene.office, period, [], 1) == ["Mẫu báo cáo: Mẫu cần ít nhất một mục."]
    wrong = [Item("", "figure", "Số lạ", figure="khong-co")]
    assert refused(write_items, scene.office, period, wrong, 1) == ["Mục 1: Hồ sơ không có số liệu này; chọn trong danh sách."]
    assert len(items_of(period)) == 9


def test_a_period_drawn_up_by_mistake_goes_while_nobody_was_asked(scene):
    period = scene.drafted()
    discard_period(scene.office, period, 1)
    assert not Period.objects.exists()
    assert "Người khác vừa bỏ kỳ báo cáo này" in refused(discard_period, scene.office, period, 1)[0]
    opened = scene.opened()
    assert "Không thể sửa mẫu" in refused(discard_period, scene.office, opened, opened.version)[0]


def test_units_bodies_with_staff_and_whoever_registered_owe_a_report(scene):
    period = scene.drafted()
    owing = {one.name: one.owes for one in who_owes(period, TODAY)}
    assert {name for name, owes in owing.items() if owes} == {"Phường số 01", "Phường số 02", "Hội Phụ nữ"}
    # The ward's own Front is the ward; a village owes once it registered something itself; the town likewise.
    assert owing["Mặt trận phường số 01"] is False
    assert owing["Thôn Một"] is False
    assert "Thị xã Duy Tiên" not in owing
    factories.make_registration(scene.programme, unit=scene.village)
    factories.make_registration(scene.programme, unit=scene.place.unit)
    owing = {one.name: one.owes for one in who_owes(period, TODAY)}
    assert owing["Thôn Một"] is True
    assert owing["Thị xã Duy Tiên"] is True


def test_opening_asks_each_place_once_and_tells_its_staff(scene):
    period = scene.drafted()
    keys = [f"u{scene.wards[0].pk}", f"b{scene.union.pk}"]
    opened = open_period(scene.office, period, keys, 1)
    assert [(report.unit_id, report.body_id, report.state) for report in PeriodReport.objects.filter(period=opened)] == [
        (scene.wards[0].pk, None, "awaited"),
        (scene.place.unit_id, scene.union.pk, "awaited"),
    ]
    told = list(Notice.objects.order_by("position__body__name").values_list("position__body__name", "subject", "text"))
    assert told == [
        ("Hội Phụ nữ", "Mời gửi: Báo cáo quý I năm 2024", "Hạn gửi 05/04/2024. Gửi đúng hạn."),
        ("Mặt trận phường số 01", "Mời gửi: Báo cáo quý I năm 2024", "Hạn gửi 05/04/2024. Gửi đúng hạn."),
    ]
    assert AuditRow.objects.filter(action="period.open").count() == 1
    assert "Không thể mở nhận báo cáo" in refused(open_period, scene.office, opened, keys, opened.version)[0]


def test_opening_is_refused_without_anybody_or_for_somebody_elsewhere(scene):
    period = scene.drafted()
    other = factories.make_unit("gso2024-99999", "Xã khác")
    assert refused(open_period, scene.office, period, [], 1) == ["Nơi báo cáo: Chọn ít nhất một nơi phải báo cáo."]
    assert refused(open_period, scene.office, period, [f"u{other.pk}"], 1) == [
        "Nơi báo cáo: Chọn ít nhất một nơi phải báo cáo.",
        "Nơi báo cáo: Danh sách nơi báo cáo vừa đổi; tải lại trang rồi chọn lại.",
    ]


def test_one_more_place_may_be_asked_while_the_period_is_open(scene):
    period = scene.drafted()
    assert "Không thể lùi hạn" in refused(add_report, scene.office, period, f"u{scene.wards[0].pk}")[0]
    opened = scene.opened(title="Kỳ khác")
    made = add_report(scene.office, opened, f"u{scene.village.pk}")
    assert (made.unit, made.state) == (scene.village, "awaited")
    assert refused(add_report, scene.office, opened, f"u{scene.village.pk}") == ["Nơi báo cáo: «Thôn Một» đã ở trong kỳ này."]
    assert refused(add_report, scene.office, opened, "u0") == ["Nơi báo cáo: Chọn một nơi trong danh sách."]


def test_the_day_is_put_off_only_to_a_later_one_and_those_who_wait_are_told(scene):
    period = scene.opened()
    scene.sent(period)
    Notice.objects.all().delete()
    assert refused(extend_period, scene.office, period, DAYS.due, period.version) == [
        "Hạn mới: Hạn mới phải sau hạn đang có, 05/04/2024."
    ]
    assert refused(extend_period, scene.office, period, date(2026, 1, 1), period.version) == [
        "Hạn mới: Hạn cách năm 2024 quá xa; xem lại năm."
    ]
    extended = extend_period(scene.office, period, date(2024, 4, 10), period.version)
    assert extended.due_on == date(2024, 4, 10)
    assert [notice.position.body.name for notice in Notice.objects.all()] == ["Hội Phụ nữ"]


def test_closing_needs_one_report_and_counts_who_is_missing(scene):
    period = scene.opened()
    assert "Chưa nơi nào gửi" in refused(close_period, scene.office, period, period.version)[0]
    scene.sent(period)
    closed = close_period(scene.office, period, period.version)
    assert closed.state == "closed"
    assert closed.closed_at <= timezone.now()
    row = AuditRow.objects.get(action="period.close")
    assert (row.details["sent"], row.details["missing"]) == (1, 2)


def test_a_row_of_a_form_comes_back_as_the_rules_took_it(scene):
    period = scene.drafted()
    item = Item("so", "number", "Số", "Ghi số", "buổi", "", is_required=False)
    write_items(scene.office, period, [item], 1)
    assert [item_of(row) for row in items_of(period)] == [item]
