from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from kheo.democracy.actions.board_inspections import (
    InspectionContent,
    cancel_inspection,
    confirm_minutes,
    hold_inspection,
    move_inspection,
    plan_inspection,
    send_plan,
)
from kheo.democracy.actions.board_plans import plan_work, send_report
from kheo.democracy.actions.sightings import SightingContent, Snapshot, add_sighting, correct_sighting
from kheo.democracy.models import BoardPlan, BoardReport, Inspection, Sighting, SightingPhoto
from kheo.democracy.rules.plans import PLAN_PARTS, Period, Span, quarter_before
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.foundation.working_days import before_working_days
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.democracy.board_scene import days, make_work
from tests.democracy.scene import hold, wrong

PARTS = dict.fromkeys(PLAN_PARTS, "Lời của mục.")
LIMIT = SightingContent("limit", "Mặt đường nứt 12 m.")


@pytest.fixture
def work(scene):
    return make_work(scene)


@pytest.fixture(autouse=True)
def _stored_here(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def photograph():
    """A JPEG that says where and by whom it was taken."""
    image, written = Image.new("RGB", (60, 40), "grey"), BytesIO()
    exif = image.getexif()
    exif[0x010F] = "Máy ảnh của Cá nhân 01"
    image.save(written, "JPEG", exif=exif)
    return written.getvalue()


def snapshot(**changes):
    return replace(Snapshot(SentFile("nut.jpg", photograph(), is_not_secret=True), days(-30), " Vết  nứt "), **changes)


def test_decree_14_1_a_a_period_has_one_plan_and_a_changed_one_names_it(scene, work):
    quarter = Period(Span.QUARTER, 2026, 1)
    first = plan_work(scene.inspector, work.board, quarter, PARTS | {"content": " Một.\n\n Hai. "})
    assert first.parts["content"] == "Một.\n\nHai."
    with pytest.raises(RefusedError) as refusal:
        plan_work(scene.inspector, work.board, quarter, PARTS)
    assert wrong(refusal) == ["Kỳ: Kỳ này đã có kế hoạch; mở kế hoạch đó để điều chỉnh."]
    second = plan_work(scene.front, work.board, quarter, PARTS, first)
    assert (second.replaces, last_row().details["replaces"]) == (first, True)
    for period in (quarter, Period(Span.QUARTER, 2026, 2)):
        with pytest.raises(RefusedError) as refusal:
            plan_work(scene.front, work.board, period, PARTS, first)
        assert wrong(refusal) == ["Kỳ: Kế hoạch này đã được thay, hoặc thuộc kỳ khác; mở bản đang dùng."]
    with pytest.raises(NotAllowedError):
        plan_work(scene.head, work.board, Period(Span.YEAR, 2026), PARTS)
    assert BoardPlan.objects.count() == 2


def test_a_member_plans_for_the_own_board_alone(scene, work):
    other = work.supervising()
    with pytest.raises(NotAllowedError):
        plan_work(scene.inspector, other, Period(Span.YEAR, 2026), PARTS)
    with pytest.raises(NotAllowedError):
        plan_inspection(scene.inspector, other, InspectionContent("inspect", "Việc", "Nơi", days(9)))


def test_an_inspection_is_of_the_board_s_own_locality_and_plan(scene, there, work):
    theirs = plan_work(there.front, make_work(there).board, Period(Span.YEAR, 2026), PARTS)
    with pytest.raises(RefusedError) as refusal:
        work.planned(way="look", subject="", whom="", village=there.village, plan=theirs)
    assert wrong(refusal) == [
        "Nội dung: Ghi kiểm tra, giám sát việc gì.",
        "Đối tượng: Ghi cơ quan, tổ chức được kiểm tra, giám sát.",
        "Việc: Chọn kiểm tra, giám sát hay xác minh.",
        "Thôn, tổ dân phố: Chọn thôn, tổ dân phố của địa phương.",
        "Theo kế hoạch: Chọn kế hoạch của chính ban này.",
    ]
    ours = plan_work(scene.front, work.board, Period(Span.YEAR, 2026), PARTS)
    made = work.planned(plan=ours, village=None)
    assert (made.plan, made.village, made.state) == (ours, None, "planned")


def test_decree_14_1_b_a_plan_is_sent_five_working_days_before_or_late_with_a_reason(scene, work):
    made = work.planned()
    last = before_working_days(made.planned_on, 5)
    late = before_working_days(made.planned_on, 4)
    with pytest.raises(RefusedError) as refusal:
        send_plan(scene.inspector, made, late, "", made.version)
    assert wrong(refusal)[0].startswith(f"Vì sao muộn: Chậm nhất phải gửi ngày {last:%d/%m/%Y}")
    sent = send_plan(scene.inspector, made, late, "việc đột xuất", made.version)
    assert (sent.sent_on, sent.late_why, last_row().details["late"]) == (late, "việc đột xuất", 1)
    with pytest.raises(RefusedError, match="cần ở bước «Theo kế hoạch»"):
        send_plan(scene.inspector, sent, last, "", sent.version)
    on_time = work.planned()
    assert send_plan(scene.inspector, on_time, last, "không cần", on_time.version).late_why == ""


def test_only_what_is_not_told_yet_is_moved(scene, work):
    made = work.planned()
    moved = move_inspection(scene.inspector, made, days(20), made.version)
    assert moved.planned_on == days(20)
    with pytest.raises(RefusedError) as refusal:
        move_inspection(scene.inspector, moved, days(-201), moved.version)
    assert wrong(refusal) == [f"Ngày tiến hành: Ban có từ {work.board.day:%d/%m/%Y}; xem lại ngày."]
    sent = work.sent()
    with pytest.raises(RefusedError, match="ngày không đổi được nữa"):
        move_inspection(scene.inspector, sent, days(20), sent.version)


def test_decree_14_1_b_nothing_is_held_before_its_plan_went_out_but_a_verification(scene, work):
    made = work.planned()
    with pytest.raises(RefusedError) as refusal:
        hold_inspection(scene.inspector, made, made.planned_on, "Đúng.", made.version)
    assert wrong(refusal) == ["Ngày tiến hành: Ghi ngày gửi kế hoạch trước (Nghị định 59/2023/NĐ-CP Điều 14 khoản 1 điểm b)."]
    case = work.planned(way="verify")
    held = hold_inspection(scene.inspector, case, case.planned_on, " Đúng. ", case.version)
    assert (held.state, held.held_on, held.conclusion, held.late_why) == ("held", case.planned_on, "Đúng.", "")


def test_decree_14_1_b_what_is_held_sooner_than_told_says_why(scene, work):
    made = work.sent()
    sooner = made.planned_on - timedelta(days=1)
    if sooner < made.sent_on or before_working_days(sooner, 5) >= made.sent_on:
        sooner = made.sent_on + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        hold_inspection(scene.inspector, made, sooner, "Đúng.", made.version)
    assert wrong(refusal)[0].startswith("Vì sao sớm: Báo trước ngày ")
    with pytest.raises(RefusedError) as refusal:
        hold_inspection(scene.inspector, made, sooner, "Đúng.", made.version, "a" * 301)
    assert wrong(refusal) == ["Vì sao sớm: Dài quá 300 ký tự; viết gọn lại."]
    assert hold_inspection(scene.inspector, made, sooner, "Đúng.", made.version, "dân cần gấp").late_why == "dân cần gấp"
    late = work.planned()
    late = send_plan(scene.inspector, late, before_working_days(late.planned_on, 1), "việc đột xuất", late.version)
    assert hold_inspection(scene.inspector, late, late.planned_on, "Đúng.", late.version).late_why == "việc đột xuất"


def test_art_45_1_b_a_project_is_supervised_forty_five_days_after_its_owner_was_told(scene, work):
    untold = work.planned(work.supervising(told=None))
    with pytest.raises(RefusedError) as refusal:
        hold_inspection(scene.front, untold, untold.planned_on, "Đúng.", untold.version)
    assert wrong(refusal) == [
        "Ngày tiến hành: Ghi ngày Mặt trận báo chủ đầu tư trước, ở trang của ban (Luật 10/2022/QH15 Điều 45 khoản 1 điểm b)."
    ]
    board = work.supervising(work.project(name="Nhà văn hoá"), told=-60)
    for on, is_early in ((-16, True), (-15, False)):
        made = work.planned(board, on=on)
        if is_early:
            with pytest.raises(RefusedError) as refusal:
                hold_inspection(scene.front, made, days(on), "Đúng.", made.version)
            assert wrong(refusal)[0].startswith(f"Vì sao sớm: Báo trước ngày {days(-61):%d/%m/%Y} mới đủ")
        else:
            assert hold_inspection(scene.front, made, days(on), "Đúng.", made.version).state == "held"
    sent = send_plan(scene.front, made := work.planned(board, on=-5), days(-6), "", made.version)
    assert sent.late_why == ""  # the five working days are the other board's


def test_art_40_2_d_the_front_confirms_the_minutes_and_nobody_else(scene, work):
    held = work.held()
    with pytest.raises(NotAllowedError):
        confirm_minutes(scene.inspector, held, days(-29), held.version)
    with pytest.raises(RefusedError) as refusal:
        confirm_minutes(scene.front, held, days(-31), held.version)
    assert wrong(refusal) == [
        f"Ngày xác nhận: Cuộc này tiến hành ngày {held.held_on:%d/%m/%Y}; ngày này không thể trước ngày ấy."
    ]
    done = confirm_minutes(scene.front, held, days(-29), held.version)
    assert (done.state, done.confirmed_on) == ("confirmed", days(-29))
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        confirm_minutes(scene.front, done, days(-29), held.version)


def test_an_inspection_is_called_off_with_a_reason(scene, work):
    made = work.sent()
    with pytest.raises(RefusedError) as refusal:
        cancel_inspection(scene.inspector, made, " ", made.version)
    assert wrong(refusal) == ["Vì sao thôi: Ghi vì sao, một câu."]
    assert cancel_inspection(scene.inspector, made, "mưa bão", made.version).closing == "mưa bão"
    held = work.held()
    with pytest.raises(RefusedError, match="Không thể cho thôi"):
        cancel_inspection(scene.inspector, held, "mưa bão", held.version)


def test_a_finding_keeps_its_photographs_without_what_the_camera_wrote(scene, work):
    held = work.held()
    made = add_sighting(scene.inspector, held, replace(LIMIT, photos=[snapshot(), snapshot(is_public=True, caption="")]))
    photos = SightingPhoto.objects.filter(sighting=made)
    assert [(one.caption, one.is_public) for one in photos] == [("Vết nứt", False), ("", True)]
    with photos[0].file.content.open("rb") as kept:
        assert not Image.open(kept).getexif()
    assert last_row().details == {"kind": "limit", "photos": 2, "corrects": None}


def test_everything_wrong_with_a_finding_is_said_and_nothing_is_kept(scene, work):
    held = work.held()
    wrongly = [
        snapshot(file=SentFile("nut.jpg", b"no picture", is_not_secret=True)),
        snapshot(taken_on=days(1), file=SentFile("nut.jpg", photograph())),
    ]
    with pytest.raises(RefusedError) as refusal:
        add_sighting(scene.inspector, held, SightingContent("joke", "", wrongly))
    told = wrong(refusal)
    assert told[:2] == ["Đã thấy gì: Ghi điều đã thấy.", "Loại: Chọn làm đúng, hạn chế hay dấu hiệu vi phạm."]
    assert told[2].startswith("Ảnh: ")
    assert told[3:] == [
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.",
        f"Ngày chụp: Ngày {days(1):%d/%m/%Y} chưa đến.",
    ]
    assert (Sighting.objects.count(), SightingPhoto.objects.count()) == (0, 0)


def test_a_finding_is_added_till_the_minutes_are_confirmed_and_corrected_by_a_new_row(scene, work):
    done = work.confirmed()
    with pytest.raises(RefusedError, match="Không thể ghi thêm phát hiện"):
        add_sighting(scene.inspector, done, LIMIT)
    first = done.sightings.get()
    again = correct_sighting(scene.inspector, first, replace(LIMIT, text="Mặt đường nứt 21 m."))
    assert (again.corrects, last_row().action, last_row().details["corrects"]) == (first, "sighting.correct", first.pk)
    with pytest.raises(RefusedError) as refusal:
        correct_sighting(scene.inspector, first, LIMIT)
    assert wrong(refusal) == ["Đã thấy gì: Phát hiện này đã ghi lại rồi; ghi lại bản mới nhất."]
    stranger = factories.actor_for(hold(work.supervising().body, "watcher", Role.INSPECTOR, "Uỷ viên"))
    with pytest.raises(NotAllowedError):
        correct_sighting(stranger, again, LIMIT)


def test_decree_14_3_a_report_is_sent_once_and_keeps_what_it_said(scene, work):
    work.confirmed()
    quarter = quarter_before(days(0))
    with pytest.raises(RefusedError) as refusal:
        send_report(scene.inspector, work.board, quarter, " ", days(1))
    assert wrong(refusal) == [
        f"Ngày gửi: Ngày {days(1):%d/%m/%Y} chưa đến; ghi khi đã gửi.",
        "Số báo cáo: Ghi số báo cáo.",
    ]
    with pytest.raises(RefusedError) as refusal:
        send_report(scene.inspector, work.board, Period(Span.QUARTER, 2026, 9), "1", days(0))
    assert wrong(refusal) == ["Kỳ: Chọn quý I–IV, 6 tháng đầu, 6 tháng cuối, năm hoặc nhiệm kỳ."]
    made = send_report(scene.inspector, work.board, quarter, "05/BC-BTTND", days(0))
    assert (made.number, made.said["first"], made.said["on"]) == ("05/BC-BTTND", quarter.first.isoformat(), days(0).isoformat())
    with pytest.raises(RefusedError) as refusal:
        send_report(scene.front, work.board, quarter, "06/BC-BTTND", days(0))
    assert wrong(refusal) == ["Kỳ: Kỳ này đã gửi báo cáo."]
    with pytest.raises(NotAllowedError):
        send_report(scene.leader, work.board, quarter, "1", days(0))
    assert BoardReport.objects.count() == 1
    assert Inspection.objects.count() == 1
