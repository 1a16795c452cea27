"""Texts are called for, written by whose they are, sent, chosen, printed, spoken; nobody uninvited speaks."""

from datetime import date

import pytest

from kheo.conference.actions.conferences import open_conference
from kheo.conference.actions.speeches import (
    SpeechContent,
    call_speech,
    choose_speech,
    deliver_speech,
    drop_speech,
    print_speech,
    send_back_speech,
    send_speech,
    write_speech,
)
from kheo.conference.models import Guest, Speech
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice, Position
from tests import factories
from tests.conference.scene import make_scene


def wrong(refusal):
    return [str(problem) for problem in refusal.value.problems]


def sent(scene, **changes):
    speech = scene.called(**changes)
    write_speech(scene.office, speech, speech.title, "Chủ tịch", "Năm 2024 phường có 3 mô hình.", 1)
    return send_speech(scene.office, speech, 2)


def test_a_call_tells_the_staff_of_the_unit(scene):
    speech = scene.called()
    assert (speech.state, speech.minutes, speech.order) == ("called", 7, 0)
    notice = Notice.objects.get()
    assert notice.position == Position.objects.get(title="Cán bộ dân vận")
    assert notice.subject == "Đề nghị viết tham luận, hạn 03/01/2025: Cách làm hay"
    assert notice.path == f"/{scene.locality.code}/hoi-nghi/{scene.conference.pk}/bai/{speech.pk}/"


def test_a_speaker_from_a_unit_that_is_not_invited_is_refused_by_name(scene):
    content = SpeechContent("contribution", scene.other, None, "Cách làm hay")
    with pytest.raises(RefusedError) as refusal:
        call_speech(scene.office, scene.conference, content)
    assert wrong(refusal) == [
        (
            "Đơn vị trình bày: Phường Đồng Văn chưa có ai trong danh sách mời. Mở «Khách mời» của hội nghị, mời một chức vụ của "
            "Phường Đồng Văn rồi làm lại bước này."
        )
    ]
    assert Speech.objects.count() == 0


def test_a_body_is_invited_by_a_capacity_of_a_head(scene):
    guest = scene.invited("Chủ tịch", "hdnd")
    front = scene.body("mttq")
    with pytest.raises(RefusedError, match="Uỷ ban Mặt trận Tổ quốc Duy Tiên chưa có ai trong danh sách mời"):
        scene.called(unit=scene.locality.unit, body=front)
    scene.invited("Chủ tịch", "mttq", person=guest.person)
    assert scene.called(unit=scene.locality.unit, body=front).body == front
    assert Guest.objects.count() == 1


def test_a_call_is_checked_whole(scene):
    neighbour = make_scene(factories.KIM_BANG)
    content = SpeechContent("song", neighbour.ward, neighbour.body("ubnd"), " ", "x" * 201, 0, date(2025, 1, 9))
    with pytest.raises(RefusedError) as refusal:
        call_speech(scene.office, scene.conference, content)
    assert wrong(refusal) == [
        "Tên bài: Chưa ghi mục này.",
        "Chức vụ người trình bày: Dài 201 ký tự, nhiều nhất 200; viết gọn lại.",
        "Loại bài: Chọn báo cáo, tham luận, phát biểu chỉ đạo hoặc kết luận.",
        "Thời gian (phút): Ghi từ 1 đến 120 phút.",
        "Hạn gửi bài: Hạn 09/01/2025 ở sau ngày họp 08/01/2025; chọn ngày sớm hơn.",
        "Đơn vị trình bày: Cơ quan này của địa phương khác; chọn cơ quan của mình.",
    ]
    with pytest.raises(RefusedError, match="Đơn vị này không thuộc địa phương"):
        call_speech(scene.office, scene.conference, SpeechContent("contribution", neighbour.ward, None, "Bài"))


def test_the_unit_writes_and_keeps_its_lines(scene):
    speech = scene.called()
    written = write_speech(scene.staff, speech, " Tên  mới ", " Chủ tịch ", " Một.\r\n\r\n Hai. ", 1)
    assert (written.title, written.speaker_title, written.text, written.version) == ("Tên mới", "Chủ tịch", "Một.\n\nHai.", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        write_speech(scene.staff, speech, "Khác", "", "", 1)
    with pytest.raises(RefusedError) as refusal:
        write_speech(scene.staff, written, "", "", "x" * 40_001, 2)
    assert wrong(refusal) == ["Tên bài: Chưa ghi mục này.", "Nội dung: Dài 40001 ký tự, nhiều nhất 40000; viết gọn lại."]


def test_nobody_writes_for_another_unit_or_for_the_office(scene):
    scene.invited_ward(scene.other)
    other, report = scene.called(unit=scene.other), scene.called("report")
    for speech in (other, report):
        with pytest.raises(NotAllowedError):
            write_speech(scene.staff, speech, "Tên", "", "Lời", 1)
    assert write_speech(scene.office, report, "Báo cáo", "", "Lời", 1).text == "Lời"


def test_a_body_of_the_locality_writes_its_own_and_nobody_but_the_office_writes_for_the_whole(scene):
    scene.invited("Chủ tịch", "mttq")
    front = factories.actor_for(factories.make_account("unit_staff", scene.locality, body="mttq"))
    of_front = scene.called(unit=scene.locality.unit, body=scene.body("mttq"))
    of_town = scene.called(unit=scene.locality.unit)
    assert write_speech(front, of_front, "Bài", "", "Lời.", 1).text == "Lời."
    for actor, speech in ((front, of_town), (scene.staff, of_front), (scene.staff, of_town)):
        with pytest.raises(NotAllowedError):
            write_speech(actor, speech, "Bài", "", "Lời.", 1)
    assert write_speech(scene.office, of_town, "Bài", "", "Lời.", 1).text == "Lời."


def test_a_contribution_is_sent_whole_and_the_office_is_told(scene):
    speech = scene.called()
    with pytest.raises(RefusedError) as refusal:
        send_speech(scene.staff, speech, 1)
    assert wrong(refusal) == ["Chức vụ người trình bày: Chưa ghi mục này.", "Nội dung: Chưa ghi mục này."]
    write_speech(scene.staff, speech, "Bài", "Chủ tịch", "Lời.", 1)
    assert send_speech(scene.staff, speech, 2).state == "received"
    assert Notice.objects.order_by("-pk").first().subject == "Đã nhận tham luận: Bài"
    received = Speech.objects.get()
    with pytest.raises(NotAllowedError):
        write_speech(scene.staff, received, "Bài", "Chủ tịch", "Lời khác.", 3)
    assert write_speech(scene.office, received, "Bài", "Chủ tịch", "Lời sửa.", 3).state == "received"


def test_a_stale_page_of_the_unit_meets_the_received_text_in_plain_words(scene):
    speech = scene.called()
    sent_meanwhile = Speech.objects.get()
    write_speech(scene.office, sent_meanwhile, "Bài", "Chủ tịch", "Lời.", 1)
    send_speech(scene.office, sent_meanwhile, 2)
    with pytest.raises(RefusedError, match="bài đang ở bước «đã nhận bài»"):
        write_speech(scene.staff, speech, "Bài", "", "", 3)


def test_the_office_sends_back_with_words(scene):
    speech = sent(scene)
    with pytest.raises(RefusedError) as refusal:
        send_back_speech(scene.office, speech, " ", 3)
    assert wrong(refusal) == ["Lời nhắn khi trả bài: Ghi điều cần sửa, để đơn vị biết."]
    with pytest.raises(RefusedError, match="Dài 301 ký tự"):
        send_back_speech(scene.office, speech, "x" * 301, 3)
    back = send_back_speech(scene.office, speech, "Thêm số liệu quý IV.", 3)
    assert (back.state, back.reply) == ("called", "Thêm số liệu quý IV.")
    notice = Notice.objects.order_by("-pk").first()
    assert (notice.subject, notice.text) == ("Tham luận cần sửa: Cách làm hay", "Thêm số liệu quý IV.")
    assert send_speech(scene.staff, back, 4).reply == ""


def test_chosen_texts_stand_in_one_order(scene):
    first, second, third = sent(scene, title="Một"), sent(scene, title="Hai"), sent(scene, title="Ba")
    for speech, order in ((first, 1), (second, 2), (third, 1)):
        choose_speech(scene.office, speech, order, 8, 3)
    said = Speech.objects.order_by("order").values_list("title", "order", "minutes", "state")
    assert list(said) == [("Ba", 1, 8, "chosen"), ("Một", 2, 8, "chosen"), ("Hai", 3, 8, "chosen")]
    choose_speech(scene.office, third, 3, 5, 4)
    assert list(Speech.objects.order_by("order").values_list("title", flat=True)) == ["Một", "Hai", "Ba"]
    printed = print_speech(scene.office, Speech.objects.get(title="Một"), 4)
    assert (printed.state, printed.order) == ("printed", 0)
    assert list(Speech.objects.filter(state="chosen").order_by("order").values_list("title", "order")) == [("Hai", 1), ("Ba", 2)]
    with pytest.raises(RefusedError) as refusal:
        choose_speech(scene.office, printed, 4, 0, 5)
    assert wrong(refusal) == ["Thời gian (phút): Ghi từ 1 đến 120 phút.", "Thứ tự: Chọn thứ tự từ 1 đến 3."]


def test_a_text_whose_unit_lost_its_invitation_is_not_chosen(scene):
    speech = sent(scene)
    Guest.objects.all().delete()
    with pytest.raises(RefusedError, match="Phường Hòa Mạc chưa có ai trong danh sách mời"):
        choose_speech(scene.office, speech, 1, 7, 3)


def test_the_offices_own_text_is_ready_when_it_is_sent(scene):
    report = scene.called("report", speaker_title="Trưởng ban")
    write_speech(scene.office, report, "Báo cáo", "Trưởng ban", "Lời.", 1)
    ready = send_speech(scene.office, report, 2)
    assert (ready.state, ready.order) == ("chosen", 1)
    back = send_back_speech(scene.office, ready, "Sửa lại.", 3)
    assert (back.state, back.order) == ("called", 0)
    assert Notice.objects.count() == 0


def test_a_text_is_delivered_while_the_conference_sits(scene):
    speech = choose_speech(scene.office, sent(scene), 1, 7, 3)
    with pytest.raises(RefusedError, match="Hội nghị chưa khai mạc"):
        deliver_speech(scene.office, speech, 4)
    open_conference(scene.office, scene.conference, 1)
    assert deliver_speech(scene.office, speech, 4).state == "delivered"


def test_a_call_is_taken_back_while_nothing_is_written(scene):
    empty, begun = scene.called(title="Trống"), scene.called(title="Đang viết")
    write_speech(scene.staff, begun, "Đang viết", "", "Lời.", 1)
    with pytest.raises(RefusedError, match="Bài đã có nội dung"):
        drop_speech(scene.office, begun, 2)
    drop_speech(scene.office, empty, 1)
    assert list(Speech.objects.values_list("title", flat=True)) == ["Đang viết"]
    with pytest.raises(RefusedError, match="vừa được bỏ khỏi danh sách"):
        drop_speech(scene.office, empty, 1)


def test_after_closing_no_text_moves(scene):
    speech = sent(scene)
    scene.close()
    for act in (
        lambda: scene.called("report"),
        lambda: write_speech(scene.office, speech, "Bài", "", "", 3),
        lambda: choose_speech(scene.office, speech, 1, 7, 3),
        lambda: print_speech(scene.office, speech, 3),
        lambda: send_back_speech(scene.office, speech, "Sửa", 3),
    ):
        with pytest.raises(RefusedError, match="Hội nghị đã bế mạc, hồ sơ đã khoá"):
            act()
