from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from kheo.recognition.actions.choices import set_choice
from kheo.recognition.actions.fund import correct_entry, open_fund, pay_list, receive
from kheo.recognition.models import Decision, FundEntry
from kheo.recognition.queries.fund import balance_of, find_entry, fund_of, years_of
from tests import factories
from tests.recognition.rewards_scene import DAY, commended, people
from tests.recognition.scene import make_scene, wrong

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)


@pytest.fixture
def ward():
    return make_scene(factories.WARD, year=2026)


def opened(scene, amount=1_000_000, year=2026):
    return open_fund(scene.office, scene.locality, year, amount, date(year, 1, 1), "Số dư năm trước", "BB kiểm quỹ 01")


def received(scene, amount=5_000_000, day=date(2026, 2, 1)):
    return receive(scene.office, scene.locality, amount, day, " Ngân sách  phường ", "QĐ 15/QĐ-UBND")


def test_the_book_adds_up_after_every_line_and_knows_nothing_of_its_neighbours(ward, there):
    opened(ward)
    receipt = received(ward)
    pay_list(ward.office, commended(ward), date(2026, 7, 3), "PC 08")
    correct_entry(ward.office, receipt, 6_000_000, "Ghi thiếu", "QĐ 16/QĐ-UBND")
    book = fund_of(ward.locality, 2026)
    assert [(line.entry.kind, line.entry.amount, line.balance, line.standing) for line in book.lines] == [
        ("opening", 1_000_000, 1_000_000, 1_000_000),
        ("receipt", 5_000_000, 6_000_000, 6_000_000),
        ("payment", -2_277_000, 3_723_000, -2_277_000),
        ("correction", 1_000_000, 4_723_000, 1_000_000),
    ]
    assert [line.is_corrected for line in book.lines] == [False, True, False, False]
    assert (book.opening, book.received, book.paid, book.balance) == (1_000_000, 6_000_000, 2_277_000, 4_723_000)
    assert (
        book.balance == balance_of(ward.locality, 2026) == book.lines[-1].balance == sum(one.entry.amount for one in book.lines)
    )
    assert (book.lowest, book.is_open, book.gap) == (1_000_000, True, 0)
    elsewhere = fund_of(there.locality, 2026)
    assert (elsewhere.lines, elsewhere.balance, elsewhere.lowest, elsewhere.is_open) == ((), 0, 0, False)
    assert find_entry(there.locality, receipt.pk) is None
    assert years_of(there.locality) == []
    assert FundEntry.objects.get(pk=receipt.pk).source == "Ngân sách phường"


def test_a_payment_keeps_its_list_as_it_was_reckoned_without_names(ward):
    opened(ward, 9_000_000)
    set_choice(ward.office, ward.locality, "rounding", "up_10000", "Theo kho bạc")
    entry = pay_list(ward.office, commended(ward), date(2026, 7, 3), "PC 08")
    set_choice(ward.office, ward.locality, "rounding", "none", "Đổi lại")
    entry.refresh_from_db()
    assert entry.amount == -2_280_000
    assert entry.listed["rounding"] == "up_10000"
    assert entry.listed["lines"] == [
        {"order": 1, "times": "0.3", "exact": "759000.0", "paid": 760000},
        {"order": 2, "times": "0.6", "exact": "1518000.0", "paid": 1520000},
    ]
    assert "Người nhận" not in str(entry.listed)
    assert AuditRow.objects.filter(action="fund.record").last().details == {
        "kind": "payment", "amount": -2_280_000, "year": 2026,
    }  # fmt: skip


def test_a_list_beyond_the_fund_is_refused_with_the_numbers_until_somebody_insists(ward):
    opened(ward, 2_276_999)
    decision = commended(ward)
    with pytest.raises(RefusedError) as refusal:
        pay_list(ward.office, decision, date(2026, 7, 3), "PC 08")
    assert wrong(refusal)[0].startswith(
        "Vẫn ghi dù quỹ không đủ: Danh sách chi 2.277.000 đồng, quỹ còn 2.276.999 đồng, thiếu 1 đồng."
    )
    pay_list(ward.office, decision, date(2026, 7, 3), "PC 08", even_beyond=True)
    assert fund_of(ward.locality, 2026).lowest == -1
    assert AuditRow.objects.filter(action="fund.record").last().details["beyond"] is True


def test_a_list_of_exactly_the_fund_is_paid_without_a_word(ward):
    opened(ward, 2_277_000)
    pay_list(ward.office, commended(ward), date(2026, 7, 3), "PC 08")
    assert balance_of(ward.locality, 2026) == 0


def test_a_list_is_paid_once(ward):
    opened(ward, 9_000_000)
    decision = commended(ward)
    pay_list(ward.office, decision, date(2026, 7, 3), "PC 08")
    with pytest.raises(RefusedError) as refusal:
        pay_list(ward.office, decision, date(2026, 7, 4), "PC 09")
    assert wrong(refusal) == ["Danh sách này đã ghi chi ngày 03/07/2026; sửa dòng ấy trong sổ nếu ghi sai."]
    with pytest.raises(IntegrityError), transaction.atomic():
        FundEntry.objects.create(
            locality=ward.locality, year=2026, kind="payment", amount=-1, on=DAY, source="x", paper="x", decision=decision
        )


def test_a_payment_stands_neither_before_its_decision_nor_without_a_paper(ward):
    opened(ward, 9_000_000)
    with pytest.raises(RefusedError) as refusal:
        pay_list(ward.office, commended(ward), date(2026, 6, 30), " ")
    assert wrong(refusal) == ["Chứng từ: Chưa ghi mục này.", "Ngày: Ngày chi ở trước ngày của quyết định 01/07/2026."]


def test_what_has_no_sum_is_not_paid(ward):
    opened(ward, 9_000_000)
    decision = commended(ward, lines=people(ward, 1, ("household",)))
    with pytest.raises(RefusedError) as refusal:
        pay_list(ward.office, decision, date(2026, 7, 3), "PC 08")
    assert wrong(refusal) == [
        (
            "Chưa có hệ số: dòng 1, =Người nhận 00 (hộ gia đình). Ghi hệ số kèm văn bản ở trang «Hệ số của địa phương», rồi "
            "lập lại danh sách."
        )
    ]


def test_the_book_is_opened_once_and_first(ward):
    with pytest.raises(RefusedError) as refusal:
        received(ward)
    assert wrong(refusal) == ["Ngày: Sổ quỹ năm 2026 chưa có số dư đầu năm; ghi số dư đầu năm trước (không có thì ghi 0)."]
    opened(ward, 0)
    with pytest.raises(RefusedError) as refusal:
        opened(ward, 5)
    assert wrong(refusal) == ["Số tiền: Năm 2026 đã có số dư đầu năm; sửa dòng ấy nếu ghi sai."]


def test_the_closing_balance_of_a_year_is_held_against_the_next_opening(ward):
    opened(ward, 700, 2025)
    assert fund_of(ward.locality, 2026).before == 700
    assert fund_of(ward.locality, 2026).gap == 0
    opened(ward, 900)
    assert fund_of(ward.locality, 2026).gap == 200
    assert fund_of(ward.locality, 2025).before is None
    assert years_of(ward.locality) == [2026, 2025]


def test_a_correction_says_why_and_changes_something(ward):
    entry = opened(ward)
    with pytest.raises(RefusedError) as refusal:
        correct_entry(ward.office, entry, 1_000_000, "", "")
    assert wrong(refusal) == [
        "Lý do: Chưa ghi mục này.",
        "Chứng từ: Chưa ghi mục này.",
        "Số tiền: Số tiền giống hệt đang ghi; không có gì để sửa.",
    ]
    made = correct_entry(ward.office, entry, 0, "Ghi nhầm", "BB 02")
    assert (made.amount, made.year, made.on) == (-1_000_000, 2026, timezone.localdate())
    with pytest.raises(RefusedError) as refusal:
        correct_entry(ward.office, made, 5, "Sửa nữa", "BB 03")
    assert wrong(refusal) == ["Dòng này là một lần sửa; sửa dòng gốc của nó."]
    again = correct_entry(ward.office, entry, 300, "Đếm lại", "BB 03")
    assert (again.amount, balance_of(ward.locality, 2026)) == (300, 300)
    assert AuditRow.objects.filter(action="fund.correct").count() == 2


def test_a_payment_is_corrected_as_one_writes_it(ward):
    opened(ward, 9_000_000)
    entry = pay_list(ward.office, commended(ward), date(2026, 7, 3), "PC 08")
    made = correct_entry(ward.office, entry, 2_000_000, "Một người không nhận", "BB 02")
    assert (made.amount, balance_of(ward.locality, 2026)) == (277_000, 7_000_000)
    assert fund_of(ward.locality, 2026).paid == 2_000_000


def test_lines_are_neither_changed_nor_deleted(ward):
    entry = opened(ward)
    entry.amount = 5
    for change in (entry.save, entry.delete, lambda: FundEntry.objects.update(amount=5)):
        with pytest.raises(TypeError):
            change()


def test_days_to_come_and_long_words_are_refused(ward):
    opened(ward, 0)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        receive(ward.office, ward.locality, 5, tomorrow, "x" * 201, "PT 1")
    assert "Nguồn: Dài 201 ký tự, nhiều nhất 200; viết gọn lại." in wrong(refusal)
    assert any("ở sau hôm nay" in said for said in wrong(refusal))


def test_the_leader_reads_and_does_not_write(ward):
    leader = factories.actor_for(factories.make_account(Role.LEADER, ward.locality, body="ubnd"))
    entry = opened(ward)
    decision = commended(ward)
    for act in (
        lambda: open_fund(leader, ward.locality, 2027, 0, FIRST, "x", "x"),
        lambda: receive(leader, ward.locality, 1, FIRST, "x", "x"),
        lambda: pay_list(leader, decision, DAY, "x"),
        lambda: correct_entry(leader, entry, 1, "x", "x"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert Decision.objects.filter(fund_entries__isnull=False).count() == 0
