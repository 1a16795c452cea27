"""The form on the unit's side: anything may be kept, what is handed in is checked, lateness is shown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.submission_decisions import accept_submission, decline_submission, return_submission
from kheo.movement.actions.submissions import (
    StaleDraftError,
    begin_submission,
    submit_submission,
    take_up_submission,
    withdraw_submission,
    write_submission,
)
from kheo.movement.models import Gate, Initiative, Programme, Registration, Submission, SubmissionNote, SubmissionVersion
from kheo.movement.queries.carrying import carried_content, offers_for
from kheo.movement.rules.submissions import LONGEST_WHOLE, SubmissionContent
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice
from tests import factories
from tests.movement.forms_scene import WHOLE

HALF = SubmissionContent(title="Đường hoa", field="khong-co", items={"content": "Trồng"})


def acts():
    return list(AuditRow.objects.order_by("pk").values_list("action", flat=True))


def said(refusal):
    return [(problem.where, problem.what) for problem in refusal.value.problems]


def where(refusal):
    return [problem.where for problem in refusal.value.problems]


def days(number):
    return timezone.localdate() + timedelta(days=number)


def notices():
    return list(Notice.objects.order_by("pk").values_list("position__role", "subject"))


def test_a_form_begins_with_whatever_is_known_and_is_on_record_once(round_, staff):
    form = begin_submission(staff, round_.programme, round_.unit, HALF)
    for number in range(3):
        form = write_submission(staff, form, replace(HALF, holder=f"Tổ {number}"), form.version)
    assert (form.state, form.version, form.content["holder"], form.begun_by) == ("draft", 4, "Tổ 2", staff.account_id)
    assert acts() == ["submission.begin"]


def test_the_same_text_again_is_no_conflict_whatever_the_version(round_, staff):
    form = round_.begun()
    kept = write_submission(staff, form, replace(WHOLE, title="Mới"), form.version)
    assert write_submission(staff, form, replace(WHOLE, title="Mới"), 1).version == kept.version == 2


def test_two_who_write_at_once_lose_nothing(round_, staff):
    form = round_.begun()
    write_submission(staff, form, replace(WHOLE, title="Của người thứ nhất"), 1)
    with pytest.raises(StaleDraftError) as refusal:
        write_submission(staff, form, replace(WHOLE, title="Của người thứ hai"), 1)
    assert refusal.value.kept.content["title"] == "Của người thứ nhất"
    assert Submission.objects.get().version == 2


def test_what_nobody_could_have_typed_is_not_kept(round_, staff):
    long = SubmissionContent(items={"content": "a" * (LONGEST_WHOLE + 1)})
    with pytest.raises(RefusedError) as refusal:
        begin_submission(staff, round_.programme, round_.unit, long)
    assert where(refusal) == ["Phiếu"]
    form = begin_submission(staff, round_.programme, round_.unit, HALF)
    with pytest.raises(RefusedError) as refusal:
        write_submission(staff, form, long, 1)
    assert where(refusal) == ["Phiếu"]
    most = SubmissionContent(items={"content": "a" * LONGEST_WHOLE})
    assert write_submission(staff, form, most, 1).version == 2


def test_each_writes_for_its_own_place_alone(round_, staff, neighbour, stranger, place, office):
    form = round_.begun()
    for other in (neighbour, stranger):
        with pytest.raises(NotAllowedError):
            write_submission(other, form, HALF, 1)
        with pytest.raises(NotAllowedError):
            begin_submission(other, round_.programme, round_.unit, HALF)
        with pytest.raises(NotAllowedError):
            submit_submission(other, form, 1)
        with pytest.raises(NotAllowedError):
            withdraw_submission(other, form, 1)
        with pytest.raises(NotAllowedError):
            take_up_submission(other, form, 1)
    body = factories.make_body(place, "truong", "Trường THCS Hòa Mạc", Body.Kind.SCHOOL)
    made = begin_submission(office, round_.programme, body, HALF)
    assert (made.unit_id, made.body_id) == (place.unit_id, body.pk)
    assert write_submission(office, made, WHOLE, 1).version == 2


def test_a_place_of_another_locality_does_not_register_here(round_, office, elsewhere):
    for place in (elsewhere.unit, factories.body_of(elsewhere, "mttq")):
        with pytest.raises(RefusedError) as refusal:
            begin_submission(office, round_.programme, place, HALF)
        assert where(refusal) == ["Đơn vị"]


def test_a_closed_programme_begins_no_form_and_takes_none(round_, staff):
    form = round_.begun()
    withdrawn = withdraw_submission(staff, round_.begun(title="Khác"), 1)
    Programme.objects.update(state=Programme.State.CLOSED)
    with pytest.raises(RefusedError, match="Chương trình đã đóng"):
        round_.begun(title="Thứ ba")
    with pytest.raises(RefusedError, match="Chương trình đã đóng"):
        submit_submission(staff, form, 1)
    with pytest.raises(RefusedError, match="Chương trình đã đóng"):
        take_up_submission(staff, withdrawn, 2)
    assert write_submission(staff, form, HALF, 1).version == 2


def test_handing_in_checks_the_form_and_keeps_its_words(round_, staff, office):
    form = begin_submission(staff, round_.programme, round_.unit, HALF)
    with pytest.raises(RefusedError) as refusal:
        submit_submission(staff, form, 1)
    assert where(refusal)[:5] == ["Loại", "Đối tượng", "Lĩnh vực", "Mới hay tiếp tục", "Bên chủ trì"]
    assert (Submission.objects.get().state, SubmissionVersion.objects.count()) == ("draft", 0)
    form = write_submission(staff, form, WHOLE, 1)
    handed = submit_submission(staff, form, 2)
    assert (handed.state, handed.submitted_on, handed.late_days, handed.version) == ("submitted", days(0), 0, 3)
    kept = SubmissionVersion.objects.get()
    assert (kept.number, kept.content["title"], kept.handed_by) == (1, WHOLE.title, staff.account_id)
    assert notices() == [("office", f"Phiếu đăng ký mới nộp: {WHOLE.title}")]
    with pytest.raises(RefusedError, match="Không thể ghi phiếu"):
        write_submission(staff, form, HALF, 3)


def test_a_form_that_changed_meanwhile_is_not_handed_in(round_, staff):
    form = round_.begun()
    write_submission(staff, form, HALF, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        submit_submission(staff, form, 1)


@pytest.mark.parametrize(("closed", "late"), [(0, 0), (-1, 1), (-3, 3), (None, 0)])
def test_lateness_is_counted_from_the_last_day_and_shown(round_, office, closed, late):
    Programme.objects.update(registration_closes=None if closed is None else days(closed))
    round_.programme.refresh_from_db()
    handed = round_.handed()
    assert handed.late_days == late
    words = f", nộp muộn {late} ngày" if late else ""
    assert notices() == [("office", f"Phiếu đăng ký mới nộp{words}: {WHOLE.title}")]


def test_past_the_day_of_a_gated_programme_the_draft_stays_until_the_gate_is_opened(round_, staff, office):
    Programme.objects.update(registration_closes=days(-2), lateness=Programme.Lateness.GATED)
    round_.programme.refresh_from_db()
    form = round_.begun()
    with pytest.raises(RefusedError, match="chỉ nhận phiếu muộn của đơn vị được mở thêm hạn"):
        submit_submission(staff, form, 1)
    assert Submission.objects.get().state == "draft"
    Gate.objects.create(programme=round_.programme, unit=round_.unit, until=days(0), reason="Mưa lũ")
    assert submit_submission(staff, form, 1).late_days == 0


def test_a_form_handed_in_time_is_not_late_when_it_comes_back_after_the_day(round_, staff, office):
    Programme.objects.update(lateness=Programme.Lateness.GATED, registration_closes=days(0))
    round_.programme.refresh_from_db()
    form = return_submission(office, round_.handed(), {"": "Viết thêm"}, 2)
    Programme.objects.update(registration_closes=days(-9))
    again = submit_submission(staff, form, 3)
    assert (again.state, again.late_days, again.submitted_on) == ("submitted", 0, days(0))


def test_the_office_says_on_which_day_it_got_the_paper(round_, office, staff):
    Programme.objects.update(registration_closes=days(-10), lateness=Programme.Lateness.MARKED)
    round_.programme.refresh_from_db()
    form = begin_submission(office, round_.programme, round_.unit, WHOLE)
    with pytest.raises(NotAllowedError):
        submit_submission(staff, form, 1, days(-12))
    with pytest.raises(RefusedError) as refusal:
        submit_submission(office, form, 1, days(1))
    assert where(refusal) == ["Ngày nhận phiếu giấy"]
    handed = submit_submission(office, form, 1, days(-12))
    assert (handed.submitted_on, handed.late_days) == (days(-12), 0)


def test_a_paper_of_a_year_long_gone_is_a_slip(round_, office):
    form = round_.begun()
    with pytest.raises(RefusedError, match="cách năm của chương trình quá xa"):
        submit_submission(office, form, form.version, date(1, 1, 1))
    assert Submission.objects.get().state == "draft"


def test_a_name_that_stands_in_the_programme_is_refused(round_, staff, wards):
    factories.make_registration(round_.programme, WHOLE.title, unit=wards["hoang_dong"])
    assert round_.handed().state == "submitted"
    factories.make_registration(round_.programme, "ĐƯỜNG HOA", unit=round_.unit)
    form = round_.begun(title="Đường Hoa")
    with pytest.raises(RefusedError) as refusal:
        submit_submission(staff, form, 1)
    assert where(refusal) == ["Tên mô hình"]
    twin = factories.make_registration(
        round_.programme, "Người tốt", unit=round_.unit, kind="dien_hinh", subject="individual", holder="Cá nhân 01"
    )
    other = round_.begun(title=twin.initiative.title, kind="dien_hinh", subject="individual", holder="Cá nhân 02")
    assert submit_submission(staff, other, 1).state == "submitted"


def test_answers_written_beside_the_form_become_words_under_the_one_they_answer(round_, staff, office):
    form = return_submission(office, round_.handed(), {"content": "Ghi số hộ", "": "Xem lại"}, 2)
    first, second = SubmissionNote.objects.order_by("pk")
    drafted = replace(WHOLE, replies={str(first.pk): " 186 hộ ", str(second.pk): " ", "999999": "lạc"})
    form = write_submission(staff, form, drafted, 3)
    assert SubmissionNote.objects.filter(is_office=False).count() == 0
    form = submit_submission(staff, form, 4)
    answer = SubmissionNote.objects.get(is_office=False)
    assert (answer.item, answer.text, answer.answers_id, form.content["replies"]) == ("content", "186 hộ", first.pk, {})
    assert list(SubmissionVersion.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize(("length", "fits"), [(600, True), (601, False)])
def test_an_answer_is_no_second_form(round_, staff, office, length, fits):
    form = return_submission(office, round_.handed(), {"": "Xem lại"}, 2)
    note = SubmissionNote.objects.get()
    form = write_submission(staff, form, replace(WHOLE, replies={str(note.pk): "a" * length}), 3)
    if fits:
        assert submit_submission(staff, form, 4).state == "submitted"
        return
    with pytest.raises(RefusedError) as refusal:
        submit_submission(staff, form, 4)
    assert where(refusal) == ["Trả lời"]


def test_a_draft_is_taken_back_without_a_word_one_that_was_handed_in_with_its_reason(round_, staff, office):
    draft = round_.begun(title="Bỏ đi")
    assert (withdraw_submission(staff, draft, 1).state, notices()) == ("withdrawn", [])
    handed = round_.handed()
    Notice.objects.all().delete()
    for reason in ("", " ", "a" * 301):
        with pytest.raises(RefusedError) as refusal:
            withdraw_submission(staff, handed, 2, reason)
        assert where(refusal) == ["Lý do"]
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        withdraw_submission(staff, handed, 1, "Không đủ người")
    moved = withdraw_submission(staff, handed, 2, "Không đủ  người")
    assert (moved.state, moved.reason) == ("withdrawn", "Không đủ người")
    assert notices() == [("office", f"Đơn vị rút phiếu đăng ký: {WHOLE.title}")]


def test_what_was_taken_back_or_not_taken_is_taken_up_and_handed_in_anew(round_, staff, office):
    Programme.objects.update(registration_closes=days(-2))
    declined = decline_submission(office, round_.handed(), "Trùng việc", 2)
    assert declined.late_days == 2
    Programme.objects.update(registration_closes=days(-5))
    draft = take_up_submission(staff, declined, 3)
    assert (draft.state, draft.reason, draft.submitted_on, draft.late_days) == ("draft", "", None, 0)
    assert submit_submission(staff, draft, 4).late_days == 5


class TestCarryingOn:
    @pytest.fixture
    def earlier(self, place, wards):
        last = factories.make_programme(place, 2023)
        made = factories.make_registration(
            last, "Tổ không rác", unit=wards["hoa_mac"], state="recognised", holder="Tổ 3", field="culture_society"
        )
        Initiative.objects.update(situation="Rác nhiều", way="Bàn\nLàm")
        Registration.objects.update(answers={"output": "186 hộ", "upkeep": ""}, leading_kind="front", leading_body="Mặt trận")
        made.refresh_from_db()
        return made

    def test_last_year_is_offered_filled_in(self, round_, staff, neighbour, office, earlier, wards):
        for state in ("stopped", "not_recognised", "registered"):
            factories.make_registration(earlier.programme, f"Đã {state}", unit=wards["hoa_mac"], state=state)
        assert [(offer.registration, offer.begun) for offer in offers_for(staff, round_.programme)] == [(earlier, None)]
        assert (offers_for(neighbour, round_.programme), offers_for(office, round_.programme)) == ([], [])
        content = carried_content(earlier, round_.programme)
        assert content == SubmissionContent(
            title="Tổ không rác",
            kind="mo_hinh",
            subject="collective",
            field="culture_society",
            holder="Tổ 3",
            novelty="carried_on",
            leading_kind="front",
            leading_body="Mặt trận",
            items={"situation": "Rác nhiều", "content": "Bàn\nLàm", "output": "186 hộ"},
        )

    def test_a_field_that_is_no_more_is_chosen_anew(self, round_, earlier):
        round_.programme.fields.filter(key="culture_society").delete()
        assert carried_content(earlier, round_.programme).field == ""

    def test_the_same_initiative_is_registered_again(self, round_, staff, office, earlier):
        form = begin_submission(
            staff, round_.programme, round_.unit, carried_content(earlier, round_.programme), carried_from=earlier
        )
        assert offers_for(staff, round_.programme)[0].begun == form.pk
        told = replace(WHOLE, title="Tên khác", kind="dien_hinh", holder="Ai khác", leading_kind="union")
        form = write_submission(staff, form, told, 1)
        assert (form.content["title"], form.content["kind"], form.content["holder"]) == ("Tổ không rác", "mo_hinh", "Tổ 3")
        form = submit_submission(staff, form, 2)
        made = accept_submission(office, form, 3)
        assert (made.initiative_id, made.programme_id, made.novelty) == (earlier.initiative_id, round_.programme.pk, "new")
        assert (made.leading_kind, Initiative.objects.get().way) == ("union", "Bàn\nLàm")
        assert offers_for(staff, round_.programme) == []

    def test_one_form_for_one_initiative_of_the_year_before(self, round_, staff, office, earlier, wards):
        content = carried_content(earlier, round_.programme)

        def refused(registration, unit=None, actor=staff):
            with pytest.raises(RefusedError) as refusal:
                begin_submission(actor, round_.programme, unit or round_.unit, content, carried_from=registration)
            return where(refusal)

        assert refused(earlier, wards["hoang_dong"], office) == ["Đơn vị"]
        this_year = factories.make_registration(round_.programme, "Năm nay", unit=round_.unit)
        assert refused(this_year) == ["Mô hình năm trước", "Mô hình năm trước"]
        form = begin_submission(staff, round_.programme, round_.unit, content, carried_from=earlier)
        assert refused(earlier) == ["Mô hình năm trước"]
        withdraw_submission(staff, form, 1)
        merged = factories.make_registration(earlier.programme, "Trùng", unit=round_.unit, state="running")
        Initiative.objects.filter(pk=merged.initiative_id).update(merged_into=earlier.initiative)
        merged.initiative.refresh_from_db()
        assert refused(merged) == ["Mô hình năm trước"]
