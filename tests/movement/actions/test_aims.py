from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.aims import add_aim, edit_aim, remove_aim
from kheo.movement.actions.registrations import record_result
from kheo.movement.actions.values import QuestionedError
from kheo.movement.models import Aim, Result
from kheo.movement.queries.progress import progress_of
from kheo.movement.queries.registrations import newest_results
from kheo.movement.rules.aims import AimContent
from kheo.organisation.authority import NotAllowedError
from tests import factories
from tests.movement.actions.test_check_ins import registration, said, staff

__all__ = ["registration", "staff"]
DAY = date(2024, 3, 1)
MONEY = AimContent("dong", baseline=Decimal(0), baseline_on=DAY, target=Decimal(500_000_000), due_on=date(2024, 11, 1))
OWN = AimContent("", " Tỷ lệ  phân loại ", "%", Decimal(20), DAY, Decimal(80))


def test_an_aim_of_each_measure_and_own_ones_by_name(registration, staff):
    made = add_aim(staff, registration, MONEY)
    own = add_aim(staff, registration, OWN)
    assert (made.measure, made.target, made.added_by, own.label, own.unit) == (
        "dong", 500_000_000, staff.account_id, "Tỷ lệ phân loại", "%",
    )  # fmt: skip
    for double, problem in (
        (MONEY, "Thước đo: Thước đo này đã có mục tiêu; sửa mục tiêu ấy."),
        (replace(OWN, label="TY LE PHAN LOAI"), "Tên thước đo riêng: Đã có thước đo tên này."),
        (replace(OWN, label="hộ tham gia"), "Tên thước đo riêng: Đã có thước đo tên này."),
    ):
        with pytest.raises(RefusedError) as refused:
            add_aim(staff, registration, double)
        assert said(refused) == [problem]
    assert list(AuditRow.objects.values_list("action", flat=True)) == ["aim.add"] * 2


def test_an_aim_is_changed_but_not_what_is_counted_already(registration, staff):
    made, own = add_aim(staff, registration, MONEY), add_aim(staff, registration, OWN)
    record_result(staff, registration, own.pk, Decimal(30), DAY)
    changed = edit_aim(staff, own, replace(OWN, label="Tỷ lệ hộ", target=Decimal(90)), 1)
    assert (changed.label, changed.target, changed.version) == ("Tỷ lệ hộ", 90, 2)
    for aim, content, version in ((own, replace(OWN, unit="hộ"), 2), (own, replace(MONEY, measure="people"), 2)):
        with pytest.raises(RefusedError) as refused:
            edit_aim(staff, aim, content, version)
        assert said(refused) == ["Thước đo: Đã có số ghi theo thước đo này; đặt thước đo khác thì thêm mới."]
    assert edit_aim(staff, made, replace(MONEY, measure="people"), 1).measure == "people"
    record_result(staff, registration, "people", Decimal(30), DAY)
    with pytest.raises(RefusedError):
        edit_aim(staff, made, MONEY, 2)
    with pytest.raises(RefusedError) as refused:
        edit_aim(staff, made, replace(MONEY, measure="people"), 1)
    assert said(refused)[0].startswith("Người khác vừa sửa mục này")


def test_an_own_measure_with_values_stays(registration, staff):
    made, own = add_aim(staff, registration, MONEY), add_aim(staff, registration, OWN)
    record_result(staff, registration, own.pk, Decimal(30), DAY)
    record_result(staff, registration, "dong", Decimal(10**6), DAY)
    with pytest.raises(RefusedError) as refused:
        remove_aim(staff, own, 1)
    assert said(refused) == ["Đã có số ghi theo thước đo riêng này nên không bỏ được."]
    remove_aim(staff, made, 1)
    assert (list(Aim.objects.all()), Result.objects.count()) == ([own], 2)


def test_others_set_no_aims(registration, staff, stranger, programme, wards):
    made = add_aim(staff, registration, MONEY)
    other = factories.make_registration(programme, unit=wards["hoang_dong"])
    for act in (
        lambda: add_aim(staff, other, MONEY),
        lambda: add_aim(stranger, registration, OWN),
        lambda: edit_aim(stranger, made, MONEY, 1),
        lambda: remove_aim(stranger, made, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert Aim.objects.get().version == 1


def test_a_result_of_an_own_measure_is_asked_about_like_any(registration, staff):
    own = add_aim(staff, registration, OWN)
    with pytest.raises(QuestionedError) as refused:
        record_result(staff, registration, own.pk, Decimal(101), DAY, sure=True)
    assert said(refused) == ["Giá trị: 101 % quá một trăm phần trăm."]
    with pytest.raises(QuestionedError) as refused:
        record_result(staff, registration, own.pk, Decimal(30), date(2024, 1, 1))
    assert said(refused) == ["Tính đến ngày: Ngày 01/01/2024 ở trước ngày bắt đầu (01/02/2024)."]
    made = record_result(staff, registration, own.pk, Decimal(101), DAY, "Đếm cả hộ thuê", sure=True)
    assert (made.measure, made.aim, made.note) == ("", own, "Đếm cả hộ thuê")
    record_result(staff, registration, "people", Decimal(5), DAY)
    record_result(staff, registration, own.pk, Decimal(102), DAY, "Thêm", sure=True)
    assert [(one.label, one.unit, one.result.value, one.earlier) for one in newest_results(registration)] == [
        ("Người hưởng lợi", "người", 5, 0),
        ("Tỷ lệ phân loại", "%", 102, 1),
    ]


def test_progress_tells_each_day_once_from_the_baseline_on(registration, staff, django_assert_num_queries):
    add_aim(staff, registration, replace(OWN, due_on=date(2024, 6, 1)))
    own = Aim.objects.get()
    record_result(staff, registration, "people", Decimal(5), DAY)
    for value, day in ((40, date(2024, 4, 1)), (50, date(2024, 4, 1)), (65, date(2024, 5, 1))):
        record_result(staff, registration, own.pk, Decimal(value), day)
    with django_assert_num_queries(3):
        people, rate = progress_of(registration, date(2024, 6, 2))
    assert [(one.as_of, one.value) for one in rate.values] == [(DAY, 20), (date(2024, 4, 1), 50), (date(2024, 5, 1), 65)]
    assert (rate.share, rate.bar, rate.is_late, rate.last.value) == (75, 75, True, 65)
    assert (progress_of(registration, date(2024, 6, 1))[1].is_late, rate.curve.target_words) == (False, "mục tiêu 80")
    assert (people.share, people.bar, people.is_late, people.curve, people.aim) == (None, 0, False, None, None)
