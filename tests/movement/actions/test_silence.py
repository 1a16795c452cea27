from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.check_ins import CheckInContent, check_in
from kheo.movement.actions.silence import escalate_silent, remind_silent
from kheo.movement.models import Programme, SilenceReminder
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Role
from tests import factories
from tests.movement.actions.test_check_ins import said
from tests.movement.queries.test_silence import remind as remind_on


@pytest.fixture
def year(place):
    """A programme of the running year, with its report so late that every day of the test lies within it."""
    today = timezone.localdate()
    return factories.make_programme(place, today.year, report_on=today + timedelta(days=365), code="nam-nay")


@pytest.fixture
def rows(year, wards):
    today = timezone.localdate()

    def make(title, days, unit="hoa_mac"):
        return factories.make_registration(
            year, title, unit=wards[unit], state="running", registered_on=today - timedelta(days=days)
        )

    return {
        "old": make("Đường hoa", 100),
        "older": make("Ngõ sạch", 130),
        "new": make("Mới", 3),
        "other": make("Chợ", 90, "hoang_dong"),
    }


@pytest.fixture
def staff(place, wards):
    factories.make_body(place, "hoa-mac", "Đảng uỷ phường Hòa Mạc", Body.Kind.PARTY, unit=wards["hoa_mac"])
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoa-mac"))


def keys(rows):
    return [row.pk for row in rows.values()]


def test_a_unit_gets_one_notice_that_names_what_is_silent(rows, year, office, staff):
    sent = remind_silent(office, year, keys(rows))
    assert (sent.count, sent.unreached) == (3, ("Phường Hoàng Đông",))
    notice = Notice.objects.get()
    assert notice.subject == "2 mô hình chưa có tin, lâu nhất 18 tuần"
    assert notice.text.startswith("Phường Hòa Mạc: «Ngõ sạch», «Đường hoa». Báo tin trong một phút")
    assert notice.path == f"/{year.locality.code}/chuong-trinh/nam-nay/im-lang/"
    assert set(SilenceReminder.objects.values_list("registration", "step", "weeks", "sent_by")) == {
        (rows[name].pk, "unit", weeks, office.account_id) for name, weeks in (("old", 14), ("older", 18), ("other", 12))
    }
    assert AuditRow.objects.get().details == {"registrations": [rows[name].pk for name in ("older", "old", "other")]}
    with pytest.raises(RefusedError) as refused:
        remind_silent(office, year, keys(rows))
    assert said(refused) == [
        "Không còn mô hình nào để làm việc này: vừa có tin, hoặc đã nhắc trong 7 ngày qua. Tải lại trang để xem."
    ]


def test_a_single_one_leads_to_its_short_form(rows, year, office, staff):
    remind_silent(office, year, [rows["old"].pk])
    notice = Notice.objects.get()
    assert (notice.subject, notice.path) == (
        "Chưa có tin 14 tuần: Đường hoa",
        f"/{year.locality.code}/ho-so/{rows['old'].pk}/bao-tin/",
    )


def test_four_and_more_are_named_by_three(rows, year, office, staff, wards):
    for number in range(2):
        factories.make_registration(
            year, f"Số {number}", unit=wards["hoa_mac"], state="running", registered_on=date(year.year - 1, 1, number + 1)
        )
    remind_silent(office, year, list(year.registrations.values_list("pk", flat=True)))
    assert "«Số 0», «Số 1», «Ngõ sạch» và 1 mô hình khác." in Notice.objects.get().text


@pytest.mark.parametrize(("days", "told"), [(13, False), (14, True)])
def test_the_leader_is_told_two_weeks_after_an_unanswered_reminder(rows, year, office, place, days, told):
    factories.make_account(Role.LEADER, place)
    remind_long_ago(rows["old"], days)
    remind_long_ago(rows["older"], days)
    if not told:
        with pytest.raises(RefusedError) as refused:
            escalate_silent(office, year, keys(rows))
        assert said(refused)[0].startswith("Không còn mô hình nào để làm việc này: chưa nhắc đơn vị đủ 14 ngày")
        return
    assert escalate_silent(office, year, keys(rows)).count == 2
    notice = Notice.objects.get()
    assert (notice.subject, notice.text) == (
        "2 mô hình im lặng, đơn vị chưa trả lời lời nhắc",
        "Phường Hòa Mạc: «Ngõ sạch», «Đường hoa»",
    )
    with pytest.raises(RefusedError):
        escalate_silent(office, year, keys(rows))


def test_where_there_is_no_leader_the_office_learns_it(rows, year, office):
    remind_long_ago(rows["old"], 20)
    assert escalate_silent(office, year, [rows["old"].pk]).unreached == ("lãnh đạo",)


def test_an_answer_ends_it(rows, year, office, staff):
    remind_long_ago(rows["old"], 20)
    check_in(staff, rows["old"], CheckInContent(timezone.localdate() - timedelta(days=60), "Họp"))
    with pytest.raises(RefusedError):  # still silent, for what was told is old, but it was an answer
        escalate_silent(office, year, [rows["old"].pk])
    assert remind_silent(office, year, [rows["old"].pk]).count == 1


def test_nothing_chosen_or_nothing_of_this_programme(rows, year, office, place):
    other = factories.make_registration(factories.make_programme(place, year.year - 1), state="running")
    for chosen in ([], [other.pk]):
        with pytest.raises(RefusedError) as refused:
            remind_silent(office, year, chosen)
        assert said(refused) == ["Chưa chọn mô hình nào."]


def test_a_closed_programme_reminds_nobody(rows, year, office):
    Programme.objects.filter(pk=year.pk).update(state="closed")
    with pytest.raises(RefusedError) as refused:
        remind_silent(office, year, keys(rows))
    assert said(refused) == ["Chương trình đã đóng, hoặc năm đã qua; không nhắc nữa."]


def test_only_the_office_reminds(rows, year, staff, stranger):
    for actor in (staff, stranger):
        for act in (remind_silent, escalate_silent):
            with pytest.raises(NotAllowedError):
                act(actor, year, keys(rows))
    assert SilenceReminder.objects.count() == 0


def remind_long_ago(registration, days):
    """A reminder sent so many days before today."""
    shift = timezone.localdate() - date(2024, 9, 2)
    remind_on(registration, days - shift.days)
