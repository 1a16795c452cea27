"""A report from its first number to its sending; what the office does with it; what is corrected after closing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.check_ins import CheckInContent
from kheo.movement.actions.period_reports import Typed, answer_note, is_kept, submit_report, write_report
from kheo.movement.actions.period_reviews import accept_all, accept_report, correct_answer, remind, reminder_of, return_report
from kheo.movement.actions.period_told import tell_in_report
from kheo.movement.actions.periods import close_period, open_period, write_items
from kheo.movement.models import PeriodAnswer, PeriodCorrection, PeriodItem, PeriodNote, PeriodReport
from kheo.movement.queries.periods import find_period, standing_of
from kheo.movement.rules.periods import Item
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories
from tests.movement.period_scene import WRITTEN, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def period(scene):
    return scene.opened()


def at(monkeypatch, day):
    """Let it be noon of *day*."""
    now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


def refused(act, *arguments):
    with pytest.raises(RefusedError) as caught:
        act(*arguments)
    return [str(problem) for problem in caught.value.problems]


def answers(report):
    return {answer.item.key: answer.number if answer.number is not None else answer.text for answer in report.answers.all()}


def test_what_is_written_is_kept_part_by_part_and_taken_back_when_emptied(scene, period):
    report = scene.report(period)
    report = write_report(scene.staff, report, {"households": Typed(number=Decimal(12)), "done": Typed(text=" Đã họp. ")}, 1)
    assert (report.state, report.version) == ("draft", 2)
    assert answers(report) == {"households": Decimal(12), "done": "Đã họp."}
    report = write_report(scene.staff, report, {"households": Typed(), "money": Typed(number=Decimal(0))}, 2)
    assert answers(report) == {"money": Decimal(0), "done": "Đã họp."}


def test_only_its_own_staff_and_the_office_write_a_report(scene, period):
    report = scene.report(period)
    stranger = Scene(factories.KIM_BANG)
    for actor in (scene.union_staff, stranger.office, stranger.staff):
        with pytest.raises(NotAllowedError):
            write_report(actor, report, WRITTEN, 1)
        with pytest.raises(NotAllowedError):
            submit_report(actor, report, 1)
        with pytest.raises(NotAllowedError):
            answer_note(actor, report, "Có")
    assert write_report(scene.office, report, WRITTEN, 1).state == "draft"


def test_nobody_writes_over_what_another_phone_just_wrote(scene, period):
    report = scene.report(period)
    write_report(scene.staff, report, WRITTEN, 1)
    assert "Người khác vừa sửa" in refused(write_report, scene.staff, report, {"done": Typed(text="Khác")}, 1)[0]


def test_what_is_no_answer_to_its_item_is_refused(scene, period):
    report = scene.report(period)
    wrong = {
        "done": Typed(text="x" * 5001, number=Decimal(1)),
        "money": Typed(text="nhiều"),
        "households": Typed(number=Decimal(-1)),
        "working_days": Typed(number=Decimal(10) ** 14),
        "registered": Typed(number=Decimal(9)),
    }
    assert refused(write_report, scene.staff, report, wrong, 1) == [
        "Việc đã làm trong kỳ: Dài quá 5.000 ký tự; viết gọn lại.",
        "Việc đã làm trong kỳ: Mục này là ô chữ.",
        "Kinh phí huy động trong kỳ: Mục này ghi bằng số.",
        "Số hộ mới tham gia trong kỳ: Số phải từ 0 trở lên và không lớn quá mức.",
        "Ngày công đóng góp trong kỳ: Số phải từ 0 trở lên và không lớn quá mức.",
        "Báo cáo: Mẫu vừa đổi; tải lại trang rồi ghi lại.",
    ]
    assert answers(report) == {}


def test_sending_keeps_the_record_s_figures_of_that_moment_and_tells_the_office(scene, period):
    report = scene.sent(period, actor=scene.staff)
    assert report.state == "submitted"
    assert report.submitted_by == scene.staff_account.pk
    registered = PeriodAnswer.objects.get(report=report, item__key="registered")
    assert (registered.number, registered.parts) == (Decimal(2), {"economy": 1, "culture_society": 1})
    factories.make_registration(scene.programme, unit=scene.wards[0])
    registered.refresh_from_db()
    assert registered.number == Decimal(2)
    assert Notice.objects.filter(position__role="office").values_list("subject", flat=True).get() == (
        "Đã gửi báo cáo: Phường số 01, Báo cáo quý I năm 2024"
    )
    assert "Không thể ghi báo cáo" in refused(write_report, scene.staff, report, WRITTEN, report.version)[0]


def test_a_body_s_figures_are_its_own_and_a_village_without_a_report_counts_with_its_ward(scene, period):
    factories.make_registration(scene.programme, unit=scene.village)
    union, ward = scene.sent(period, scene.union), scene.sent(period)
    numbers = PeriodAnswer.objects.filter(item__key="registered").values_list("report", "number")
    assert dict(numbers) == {union.pk: Decimal(1), ward.pk: Decimal(3)}


def test_a_form_without_figures_is_sent_without_asking_the_record(scene):
    period = scene.drafted()
    period = write_items(scene.office, period, [Item("done", "text", "Việc đã làm")], 1)
    period = open_period(scene.office, period, [f"u{scene.wards[0].pk}"], period.version)
    report = write_report(scene.office, scene.report(period), {"done": Typed(text="Xong")}, 1)
    assert submit_report(scene.office, report, report.version).state == "submitted"


def test_an_unanswered_required_item_holds_a_report_back(scene, period):
    report = write_report(scene.staff, scene.report(period), {"households": Typed(number=Decimal(1))}, 1)
    assert refused(submit_report, scene.staff, report, report.version) == [
        "Kinh phí huy động trong kỳ: Mục này chưa điền. Không có thì ghi 0.",
        "Ngày công đóng góp trong kỳ: Mục này chưa điền. Không có thì ghi 0.",
        "Việc đã làm trong kỳ: Mục này chưa điền. Không có thì ghi «không».",
    ]


@pytest.mark.parametrize(("day", "late"), [(date(2024, 4, 5), 0), (date(2024, 4, 6), 1), (date(2024, 4, 15), 10)])
def test_a_late_report_is_marked_and_taken(scene, period, monkeypatch, day, late):
    at(monkeypatch, day)
    report = scene.sent(period)
    assert standing_of(report, day).late == late
    assert report.state == "submitted"


def test_a_returned_report_carries_the_comments_is_mended_and_is_not_late_for_it(scene, period, monkeypatch):
    at(monkeypatch, date(2024, 4, 5))
    report = scene.sent(period, actor=scene.staff)
    Notice.objects.all().delete()
    returned = return_report(scene.office, report, {"money": " Xem lại số tiền ", "done": "", "": ""}, report.version)
    assert returned.state == "returned"
    note = PeriodNote.objects.get()
    assert (note.item.key, note.text, note.is_office) == ("money", "Xem lại số tiền", True)
    assert [notice.subject for notice in Notice.objects.all()] == ["Cần bổ sung: Báo cáo quý I năm 2024"]
    answer_note(scene.staff, returned, "Đã sửa", note.item)
    at(monkeypatch, date(2024, 4, 9))
    mended = write_report(scene.staff, returned, {"money": Typed(number=Decimal(1))}, returned.version)
    assert mended.state == "returned"  # the office's word stays in sight until it is sent again
    sent = submit_report(scene.staff, mended, mended.version)
    assert (sent.state, standing_of(sent, date(2024, 4, 9)).late) == ("submitted", 0)
    assert [(note.is_office, note.text) for note in sent.notes.all()] == [(True, "Xem lại số tiền"), (False, "Đã sửa")]


def test_a_report_is_not_returned_without_a_word_or_with_one_on_another_form(scene, period):
    report = scene.sent(period)
    assert refused(return_report, scene.office, report, {"": "  "}, report.version) == [
        "Góp ý: Ghi điều cần bổ sung, ở mục nào thì ghi vào mục ấy."
    ]
    assert refused(return_report, scene.office, report, {"khong-co": "Sửa", "": "y" * 601}, report.version) == [
        "Góp ý: Dài quá 600 ký tự; viết gọn lại.",
        "Góp ý: Mục này không thuộc kỳ báo cáo.",
    ]
    with pytest.raises(NotAllowedError):
        return_report(scene.staff, report, {"": "Sửa"}, report.version)


def test_an_answer_to_a_comment_needs_words_and_an_item_of_the_form(scene, period):
    report = scene.report(period)
    elsewhere = PeriodItem.objects.filter(period=scene.drafted(title="Kỳ khác"))[0]
    assert refused(answer_note, scene.staff, report, " ") == ["Trả lời: Viết một câu."]
    assert refused(answer_note, scene.staff, report, "Có", elsewhere) == ["Trả lời: Mục này không thuộc kỳ báo cáo."]


def test_the_office_takes_one_report_or_all_that_were_sent(scene, period):
    ward, union = scene.sent(period), scene.sent(period, scene.union)
    assert accept_report(scene.office, ward, ward.version).state == "accepted"
    assert accept_all(scene.office, period) == 1
    union.refresh_from_db()
    assert (union.state, union.version) == ("accepted", 4)
    assert refused(accept_all, scene.office, period) == ["Không còn báo cáo nào chờ nhận."]
    # Taken too early, it may still go back.
    assert return_report(scene.office, union, {"": "Thiếu"}, union.version).accepted_at is None


def test_everybody_who_has_not_sent_is_reminded_and_nobody_twice_within_a_day(scene, period, monkeypatch):
    at(monkeypatch, date(2024, 4, 7))
    scene.sent(period)
    Notice.objects.all().delete()
    assert remind(scene.office, period) == 2
    assert [(notice.position.body.name, notice.subject) for notice in Notice.objects.all()] == [
        ("Hội Phụ nữ", "Nhắc gửi: Báo cáo quý I năm 2024, hạn 05/04/2024 (đã quá hạn 2 ngày)")
    ]
    assert refused(remind, scene.office, period) == ["Đã nhắc trong vòng một ngày; hôm khác hãy nhắc lại."]
    PeriodReport.objects.update(reminded_at=timezone.now() - timedelta(hours=24))
    assert remind(scene.office, period, scene.report(period, scene.union)) == 1
    assert scene.report(period, scene.union).reminders == 2
    assert refused(remind, scene.office, period, scene.report(period)) == ["Nơi này đã gửi báo cáo."]


def test_nobody_is_reminded_where_everybody_has_sent(scene, period):
    for place in (scene.wards[0], scene.wards[1], scene.union):
        scene.sent(period, place)
    assert refused(remind, scene.office, period) == ["Mọi nơi đã gửi báo cáo."]


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2024, 4, 4), "còn 1 ngày"), (date(2024, 4, 5), "hạn hôm nay"), (date(2024, 4, 6), "đã quá hạn 1 ngày")],
)
def test_a_reminder_says_how_many_days_are_left(scene, period, monkeypatch, day, words):
    at(monkeypatch, day)
    assert reminder_of(period) == f"Nhắc gửi: Báo cáo quý I năm 2024, hạn 05/04/2024 ({words})"


def told(done="Đã trồng 120 m", **more):
    return CheckInContent(on=date(2024, 3, 31), done=done, results={"households": Decimal(30)}, **more)


def test_what_is_told_of_an_initiative_is_sent_with_the_report_and_written_anew_until_then(scene, period):
    report = scene.report(period)
    first = scene.registrations[0]
    made = tell_in_report(scene.staff, report, first, told())
    assert (made.report_id, scene.report(period).state) == (report.pk, "draft")
    edited = tell_in_report(scene.staff, report, first, told("Đã trồng 150 m"), made.version)
    assert (edited.pk, edited.done) == (made.pk, "Đã trồng 150 m")
    sent = scene.sent(period, actor=scene.staff)
    assert sent.told == {"economy": {"told": 1, "results": {"households": "30.00"}}}
    assert "Không thể" not in refused(tell_in_report, scene.staff, sent, first, told("Khác"), edited.version)[0]
    edited.refresh_from_db()
    assert edited.done == "Đã trồng 150 m"


def test_an_initiative_of_another_place_is_not_told_of_in_this_report(scene, period):
    report = scene.report(period)
    assert refused(tell_in_report, scene.office, report, scene.registrations[2], told()) == [
        "Mô hình này không thuộc báo cáo của nơi ấy; mở lại báo cáo rồi chọn."
    ]


@pytest.fixture
def closed(scene, period):
    """The first ward's report sent and the period closed; the union's was begun."""
    scene.sent(period)
    write_report(scene.office, scene.report(period, scene.union), {"done": Typed(text="Dở")}, 1)
    close_period(scene.office, period, period.version)
    return find_period(scene.place, period.pk)


def test_nothing_of_a_closed_period_changes(scene, closed):
    report, union = scene.report(closed), scene.report(closed, scene.union)
    said = "Kỳ báo cáo này đã chốt, không sửa báo cáo được nữa. Số sai thì cơ quan thường trực ghi đính chính."
    assert refused(write_report, scene.office, union, WRITTEN, union.version) == [said]
    assert refused(submit_report, scene.office, union, union.version) == [said]
    assert refused(return_report, scene.office, report, {"": "Sửa"}, report.version) == [said]
    assert refused(accept_report, scene.office, report, report.version) == [said]
    assert refused(answer_note, scene.office, report, "Có") == [said]
    assert refused(tell_in_report, scene.office, report, scene.registrations[0], told()) == [said]
    assert "Không thể lùi hạn" in refused(remind, scene.office, closed)[0]
    assert "Không thể lùi hạn" in refused(accept_all, scene.office, closed)[0]


def answer_of(report, key):
    return PeriodAnswer.objects.select_related("item", "report__period__programme__locality").get(report=report, item__key=key)


def test_a_correction_stands_beside_what_was_closed(scene, closed):
    answer = answer_of(scene.report(closed), "households")
    made = correct_answer(scene.office, answer, Typed(number=Decimal(21)), " Gõ ngược số ")
    answer.refresh_from_db()
    assert (answer.number, made.number, made.reason) == (Decimal(12), Decimal(21), "Gõ ngược số")
    assert refused(correct_answer, scene.office, answer, Typed(number=Decimal(21)), "Lần nữa") == [
        "Giá trị đúng: Giá trị này đang đứng rồi."
    ]
    correct_answer(scene.office, answer, Typed(number=Decimal(12)), "Số đầu đúng")
    assert [one.number for one in PeriodCorrection.objects.filter(answer=answer)] == [Decimal(21), Decimal(12)]


def test_a_correction_is_refused_without_a_value_a_reason_or_something_that_was_sent(scene, closed):
    answer = answer_of(scene.report(closed), "done")
    assert refused(correct_answer, scene.office, answer, Typed(), "") == [
        "Giá trị đúng: Ghi giá trị đúng.",
        "Lý do: Ghi lý do, không quá 300 ký tự.",
    ]
    begun = answer_of(scene.report(closed, scene.union), "done")
    assert refused(correct_answer, scene.office, begun, Typed(text="Xong"), "Thiếu") == [
        "Báo cáo này chưa gửi khi chốt, không có gì để đính chính."
    ]
    with pytest.raises(NotAllowedError):
        correct_answer(scene.staff, answer, Typed(text="Khác"), "Sai")


def test_an_open_period_is_mended_not_corrected(scene, period):
    answer = answer_of(scene.sent(period), "households")
    assert "Không thể đính chính" in refused(correct_answer, scene.office, answer, Typed(number=Decimal(1)), "Sai")[0]


def test_what_the_server_has_already_is_known(scene, period):
    report = scene.report(period)
    typed = {"households": Typed(number=Decimal(12)), "done": Typed(text=" Đã họp. "), "money": Typed()}
    assert not is_kept(report, typed)
    report = write_report(scene.staff, report, typed, 1)
    assert is_kept(report, typed)
    assert not is_kept(report, typed | {"money": Typed(number=Decimal(0))})
