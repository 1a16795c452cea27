from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.fund import open_fund, pay_list
from kheo.recognition.actions.local_coefficients import set_coefficient
from kheo.recognition.models import FundEntry, LocalCoefficient
from kheo.recognition.queries.lines import LineContent
from kheo.recognition.queries.local_coefficients import coefficients_of, local_rules
from kheo.recognition.queries.money import booking_problem, money_of, payment_problem
from tests import factories
from tests.recognition.rewards_scene import commended
from tests.recognition.rules.test_local_coefficients import ONE
from tests.recognition.scene import make_scene, wrong

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 31)


def put(scene, **changes):
    return set_coefficient(scene.office, scene.locality, replace(ONE, **changes))


def at(scene, day=DAY):
    found = local_rules(scene.locality.pk, "giay_khen", "district", day)
    return {subject: rule.value["times"] for subject, rule in found.items()}


def recipients(scene):
    return [LineContent(f"Người nhận {kind}", kind, scene.locality.unit) for kind in ("household", "individual")]


def test_the_coefficient_is_kept_with_its_source_and_the_trail_says_who(scene):
    made = put(scene, document="  Quyết định   15/2024/QĐ-UBND ")
    assert (made.document, made.times, made.set_by) == ("Quyết định 15/2024/QĐ-UBND", Decimal("0.3"), scene.office.account_id)
    row = AuditRow.objects.get(action="reward.coefficient")
    assert row.details == {"award": "giay_khen", "level": "district", "subject": "household", "times": "0.3"}


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2024, 3, 31), False), (date(2024, 4, 1), True), (date(2024, 12, 30), True), (DAY, False)]
)
def test_it_holds_from_its_first_day_until_before_its_last(scene, day, holds):
    put(scene, valid_to=DAY)
    assert at(scene, day) == ({"household": Decimal("0.3")} if holds else {})


def test_the_newest_row_that_covers_the_day_counts_and_an_empty_one_takes_it_back(scene):
    put(scene)
    put(scene, times=Decimal("0.5"), valid_from=date(2025, 1, 1))
    assert (at(scene), at(scene, date(2025, 1, 1))) == ({"household": Decimal("0.3")}, {"household": Decimal("0.5")})
    put(scene, times=None)
    assert at(scene) == at(scene, date(2025, 1, 1)) == {}
    assert [one.is_newest for one in coefficients_of(scene.locality.pk)] == [True, False, False]
    assert LocalCoefficient.objects.count() == 3


def test_the_same_again_nothing_to_take_back_and_nonsense_are_refused(scene):
    with pytest.raises(RefusedError) as nothing:
        put(scene, times=None)
    put(scene)
    with pytest.raises(RefusedError) as again:
        put(scene)
    with pytest.raises(RefusedError) as nonsense:
        put(scene, times=Decimal(0))
    assert [wrong(one)[0].partition(";")[0] for one in (nothing, again, nonsense)] == [
        "Chưa ghi hệ số nào cho hình thức, cấp, đối tượng này",
        "Hệ số, văn bản và ngày giống hệt lần ghi trước",
        "Hệ số: Ghi số từ 0,001 đến 100, ví dụ 0,3.",
    ]
    assert LocalCoefficient.objects.count() == 1


def test_who_may_not_writes_none(scene):
    viewer = factories.actor_for(factories.make_account(Role.VIEWER, scene.locality))
    with pytest.raises(NotAllowedError):
        set_coefficient(viewer, scene.locality, ONE)


def test_a_line_without_coefficient_is_named_the_others_are_reckoned_and_the_neighbours_coefficient_says_nothing(scene):
    put(make_scene(factories.WARD), subject="individual")
    put(scene)
    decision = commended(scene, DAY, recipients(scene))
    money = money_of(decision)
    assert (money.missing, money.total, [line.amount and line.amount.rounded for line in money.lines]) == (
        1,
        702_000,
        [702_000, None],
    )
    lacking = (
        "Chưa có hệ số: dòng 2, Người nhận individual (cá nhân). Ghi hệ số kèm văn bản ở trang «Hệ số của địa phương», rồi "
        "lập lại danh sách."
    )
    assert (payment_problem(decision, money), booking_problem(decision, money)) == ("", lacking)


def test_of_many_lines_without_coefficient_the_first_three_are_named(scene):
    lines = [LineContent(f"Tổ {number}", "collective", scene.locality.unit) for number in range(1, 6)]
    assert money_of(commended(scene, DAY, lines)).lacking == (
        "Chưa có hệ số: dòng 1, Tổ 1 (tập thể); dòng 2, Tổ 2 (tập thể); dòng 3, Tổ 3 (tập thể); và 2 dòng nữa. "
        "Ghi hệ số kèm văn bản ở trang «Hệ số của địa phương», rồi lập lại danh sách."
    )


def test_the_list_is_paid_once_it_is_whole_and_the_book_keeps_the_source(scene):
    decision = commended(scene, DAY, recipients(scene))
    open_fund(scene.office, scene.locality, 2025, 5_000_000, date(2025, 1, 1), "Đầu năm", "QĐ 1")
    put(scene)
    with pytest.raises(RefusedError) as refusal:
        pay_list(scene.office, decision, date(2025, 1, 2), "PC 01")
    assert wrong(refusal)[0].startswith("Chưa có hệ số: dòng 2, Người nhận individual")
    put(scene, subject="individual", times=Decimal("0.15"), verified=True)
    pay_list(scene.office, decision, date(2025, 1, 2), "PC 01")
    entry = FundEntry.objects.get(kind="payment")
    assert entry.amount == -1_053_000
    assert entry.listed["sources"][:1] == [
        "Hệ số của địa phương: khoản 2 Điều 5 Quyết định 15/2024/QĐ-UBND ngày 01/03/2024 (chưa đối chiếu văn bản)"
    ]
    assert "Hệ số của địa phương: khoản 2 Điều 5 Quyết định 15/2024/QĐ-UBND ngày 01/03/2024" in entry.listed["sources"]
