from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import QuerySet

from kheo.foundation.models import AuditRow, StoredFile
from kheo.movement.models import CheckIn, Evidence, Launch, Period, PeriodReport, Registration, Result, SilenceReminder
from kheo.movement.queries.silence import by_place, heard, share_of, silent
from kheo.movement.rules.silence import Reminded
from kheo.organisation.models import Body
from tests import factories

TODAY = date(2024, 9, 2)
WEEKS = 8


def ago(days):
    return TODAY - timedelta(days=days)


def at(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def one(programme, wards):
    return factories.make_registration(programme, "Đường hoa", unit=wards["hoa_mac"], state="running", registered_on=ago(100))


def of(registration, today=TODAY):
    return next(row for row in heard(registration.programme, today) if row.registration == registration)


def test_silence_is_counted_from_the_last_day_spoken_of(one):
    row = of(one)
    assert (row.last_on, row.last_by, row.weeks, row.is_silent) == (ago(100), "đăng ký", 14, True)
    Launch.objects.create(registration=one, held_on=ago(90), place="Nhà văn hoá")
    assert (of(one).last_on, of(one).last_by) == (ago(90), "ra mắt")
    step = AuditRow.objects.create(
        locality="gso2024-349", at=at(ago(80)), authority="office", action="registration.start",
        subject_type="movement.registration", subject_id=str(one.pk), digest="0" * 64,
    )  # fmt: skip
    assert (of(one).last_on, of(one).last_by) == (ago(80), "chuyển bước")
    AuditRow.objects.create(
        locality=step.locality, at=at(ago(1)), authority="office", action="registration.edit",
        subject_type=step.subject_type, subject_id=step.subject_id, digest="0" * 64,
    )  # fmt: skip
    assert of(one).last_on == ago(80)  # an office that mends a name has heard nothing
    Result.objects.create(registration=one, measure="people", value=5, as_of=ago(70))
    assert (of(one).last_on, of(one).last_by) == (ago(70), "kết quả")
    file = StoredFile.objects.create(locality="gso2024-349", sha256="a" * 64, name="a.jpg", size=1, media_type="image/jpeg")
    evidence = Evidence.objects.create(registration=one, file=file, caption="Ngõ", taken_on=ago(65))
    assert (of(one).last_on, of(one).last_by) == (ago(65), "minh chứng")
    Evidence.objects.filter(pk=evidence.pk).update(taken_on=None, added_at=at(ago(60)))
    assert of(one).last_on == ago(60)
    told = CheckIn.objects.create(registration=one, on=ago(56), done="Họp")
    assert (of(one).last_on, of(one).last_by, of(one).is_silent) == (ago(56), "báo tin", True)
    CheckIn.objects.filter(pk=told.pk).update(on=ago(55))
    assert (of(one).weeks, of(one).is_silent, silent(one.programme, TODAY)) == (7, False, [])


@pytest.mark.parametrize(("state", "is_there"), [("registered", True), ("running", True), *((state, False) for state in (
    "reported", "in_assessment", "recognised", "not_recognised", "stopped",
))])  # fmt: skip
def test_what_is_reported_or_over_is_not_asked_about(one, state, is_there):
    Registration.objects.update(state=state)
    assert (len(heard(one.programme, TODAY)) == 1) is is_there


def test_a_programme_that_is_over_asks_for_nothing(one):
    programme = one.programme
    assert len(heard(programme, date(2024, 12, 31))) == 1
    assert heard(programme, date(2025, 1, 1)) == []
    programme.report_on = date(2025, 1, 8)
    assert len(heard(programme, date(2025, 1, 8))) == 1
    programme.state = "closed"
    assert heard(programme, TODAY) == []


def remind(registration, days, step="unit"):
    made = SilenceReminder.objects.create(registration=registration, step=step, weeks=8)
    # Rows of reminders are never changed; only a test moves their day.
    QuerySet(SilenceReminder).filter(pk=made.pk).update(sent_at=at(ago(days)))


def test_reminders_count_until_somebody_answers(one):
    assert (of(one).reminded, of(one).may_remind, of(one).may_escalate) == (Reminded(), True, False)
    for days, step in ((30, "unit"), (16, "unit"), (2, "leader")):
        remind(one, days, step)
    assert of(one).reminded == Reminded(ago(30), ago(16), ago(2))
    told = CheckIn.objects.create(registration=one, on=ago(20), done="Họp")
    CheckIn.objects.filter(pk=told.pk).update(added_at=at(ago(15)))
    assert of(one).reminded == Reminded(None, None, ago(2))
    CheckIn.objects.filter(pk=told.pk).update(added_at=at(ago(1)))
    assert of(one).reminded == Reminded()


def test_places_stand_by_their_longest_silence_with_the_next_report(one, programme, wards, place):
    school = factories.make_body(place, "truong", "Trường", Body.Kind.SCHOOL, unit=wards["hoa_mac"])
    make = factories.make_registration
    make(programme, "Ngõ sạch", unit=wards["hoa_mac"], state="running", registered_on=ago(60))
    make(programme, "Thư viện", unit=wards["hoa_mac"], body=school, state="registered", registered_on=ago(120))
    make(programme, "Mới", unit=wards["hoang_dong"], state="running", registered_on=ago(3))
    due = {"programme": programme, "kind": "month", "first_day": ago(30), "last_day": TODAY, "state": "open"}
    near = Period.objects.create(title="Tháng 9", due_on=TODAY, **due)
    later = Period.objects.create(title="Quý 3", due_on=ago(-20), **due)
    past = Period.objects.create(title="Tháng 8", due_on=ago(1), **due)
    for period, state in ((near, "submitted"), (later, "returned"), (past, "awaited")):
        PeriodReport.objects.create(period=period, unit=wards["hoa_mac"], state=state)
    PeriodReport.objects.create(period=near, unit=wards["hoa_mac"], body=school)
    rows = heard(programme, TODAY)
    assert [(group.name, group.longest, [row.registration.initiative.title for row in group.rows]) for group in by_place(
        row for row in rows if row.is_silent
    )] == [("Trường", 17, ["Thư viện"]), ("Phường Hòa Mạc", 14, ["Đường hoa", "Ngõ sạch"])]  # fmt: skip
    assert [row.due_on for row in rows] == [TODAY, ago(-20), ago(-20), None]
    share = share_of(rows)
    assert (share.heard, share.all, share.silent, share.percent) == (1, 4, 3, 25)


def test_many_cost_what_one_costs(one, programme, wards, django_assert_num_queries):
    with django_assert_num_queries(8) as few:
        assert len(heard(programme, TODAY)) == 1
    for number in range(30):
        row = factories.make_registration(programme, f"Số {number}", unit=wards["hoang_dong"], state="running")
        CheckIn.objects.create(registration=row, on=ago(number), done="Họp")
        remind(row, number)
    with django_assert_num_queries(len(few)):
        assert len(heard(programme, TODAY)) == 31
