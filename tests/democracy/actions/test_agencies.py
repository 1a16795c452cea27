from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.agencies import (
    ConferenceContent,
    PostingContent,
    answer_recommendation,
    record_board,
    record_conference,
    record_posting,
    record_recommendation,
    take_down,
)
from kheo.democracy.models import AgencyBoard, AgencyConference, AgencyPosting, AgencyRecommendation, AgencyReply, AgencyTakenDown
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from tests import factories
from tests.democracy.scene import wrong

DAY = date(2026, 3, 2)


def posting(**changes):
    return PostingContent(**({"item": 3, "title": " Dự  toán ", "form": "posted", "dated_on": DAY, "posted_on": DAY} | changes))


def meeting(**changes):
    usual = {"year": 2025, "held_on": DAY, "staff": 40, "summoned": 40, "present": 30, "votes_for": 29}
    return ConferenceContent(**(usual | changes))


@pytest.fixture
def front(scene):
    return factories.body_of(scene.locality, "mttq")


@pytest.fixture
def committee(scene):
    return factories.body_of(scene.locality, "ubnd")


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_staff_record_what_their_own_agency_told_with_its_proof(scene, front):
    made = record_posting(scene.front, front, posting(), SentFile("anh.csv", b"a\n1\n", True))
    assert (made.title, made.item, made.locality, made.proof.name) == ("Dự toán", 3, scene.locality, "anh.csv")
    assert (last_row().action, last_row().details) == (
        "agency.post",
        {"body": front.code, "item": 3, "posted_on": "2026-03-02", "proof": made.proof.sha256},
    )


def test_nobody_records_for_another_agency_and_no_reader_records(scene, there, front, committee):
    for actor, body in ((scene.front, committee), (scene.leader, front), (there.office, front), (scene.head, front)):
        with pytest.raises(NotAllowedError):
            record_posting(actor, body, posting())
    assert AgencyPosting.objects.count() == 0


def test_a_body_outside_every_locality_has_no_record(db):
    with pytest.raises(RefusedError, match="không thuộc địa phương nào"):
        record_board(COMMAND_LINE, factories.make_central_body(), DAY, 3)


def test_everything_wrong_is_said_at_once_and_nothing_is_kept(scene, front):
    with pytest.raises(RefusedError) as refusal:
        record_posting(scene.front, front, posting(item=0, title=""), SentFile("a.exe", b"MZ", False))
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Xác nhận", "Tệp", "Nội dung", "Thuộc nội dung"]
    assert (AgencyPosting.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_posting_is_told_once_and_corrected_once(scene, front, committee):
    made = record_posting(scene.front, front, posting())
    with pytest.raises(RefusedError) as refusal:
        record_posting(scene.office, front, posting())
    assert wrong(refusal) == ["Nội dung: Đã ghi đúng nội dung này, hình thức này, ngày này."]
    record_posting(scene.office, front, posting(form="written"))
    new = record_posting(scene.front, front, posting(dated_on=DAY - timedelta(days=1)), corrects=made, why=" Nhầm ngày. ")
    assert (new.corrects, new.why, last_row().details["corrects"]) == (made, "Nhầm ngày.", made.pk)
    with pytest.raises(RefusedError, match="đã được đính chính"):
        record_posting(scene.front, front, posting(title="Khác"), corrects=made)
    with pytest.raises(RefusedError, match="thuộc cơ quan khác"):
        record_posting(scene.office, committee, posting(), corrects=new)
    with pytest.raises(TypeError, match="append-only"):
        made.save()


def test_a_posting_comes_down_once(scene, front):
    made = record_posting(scene.front, front, posting())
    down = take_down(scene.front, made, DAY + timedelta(days=3))
    assert (down.on, last_row().action) == (date(2026, 3, 5), "agency.take_down")
    with pytest.raises(RefusedError) as refusal:
        take_down(scene.office, made, DAY + timedelta(days=30))
    assert wrong(refusal) == ["Ngày gỡ: Đã ghi ngày gỡ."]
    assert AgencyTakenDown.objects.count() == 1


def test_a_conference_without_enough_people_is_kept_and_called_again(scene, front):
    first = record_conference(scene.front, front, meeting(present=26, votes_for=0))
    again = record_conference(scene.front, front, meeting(held_on=DAY + timedelta(days=7)))
    assert [first.present, again.present] == [26, 30]
    assert last_row().details == {"body": front.code, "year": 2025, "present": 30, "summoned": 40}
    with pytest.raises(RefusedError) as refusal:
        record_conference(scene.front, front, meeting(votes_for=31))
    assert wrong(refusal) == [
        "Số tán thành nghị quyết: Ghi một số từ 0 đến số có mặt (30).",
        "Ngày họp: Đã ghi hội nghị họp ngày này; sai thì đính chính mục đã ghi.",
    ]
    for why, said in (("", "Ghi vì sao đính chính"), ("x" * 301, "Dài quá 300 ký tự")):
        with pytest.raises(RefusedError, match=said):
            record_conference(scene.front, front, meeting(present=27, votes_for=20), corrects=first, why=why)
    mended = record_conference(scene.front, front, meeting(present=27, votes_for=20), corrects=first, why="Đếm sót một người.")
    assert (mended.why, first.present) == ("Đếm sót một người.", 26)
    assert (mended.corrects, AgencyConference.objects.filter(corrected_by=None).count()) == (first, 2)
    assert last_row().details["corrects"] == first.pk


def test_a_board_is_recorded_once_a_day(scene, front):
    made = record_board(scene.front, front, DAY, 5, " ")
    assert (made.members, made.special, last_row().details) == (5, "", {"body": front.code, "members": 5})
    with pytest.raises(RefusedError) as refusal:
        record_board(scene.office, front, DAY, 2)
    assert wrong(refusal) == [
        "Số thành viên: Ban có từ 3 đến 9 thành viên (Điều 60 khoản 1 Luật 10/2022/QH15).",
        "Ngày bầu: Đã ghi Ban bầu ngày này.",
    ]
    assert AgencyBoard.objects.count() == 1


def test_a_board_recommends_and_the_head_answers_once(scene, front):
    with pytest.raises(RefusedError) as refusal:
        record_recommendation(scene.front, front, DAY, "Sửa mái nhà để xe")
    assert wrong(refusal) == ["Ngày nhận: Ngày này cơ quan chưa có Ban Thanh tra nhân dân; ghi Ban trước."]
    record_board(scene.front, front, DAY, 5)
    asked = record_recommendation(scene.front, front, DAY, " Sửa mái nhà để xe ")
    assert (asked.text, last_row().action) == ("Sửa mái nhà để xe", "agency.recommend")
    answer = answer_recommendation(scene.office, asked, DAY + timedelta(days=15), " Đã sửa ")
    assert (answer.text, last_row().details) == ("Đã sửa", {"on": "2026-03-17"})
    with pytest.raises(RefusedError) as refusal:
        answer_recommendation(scene.office, asked, timezone.localdate() + timedelta(days=1), "Lại sửa")
    assert wrong(refusal) == [
        "Ngày trả lời: Phải từ ngày nhận kiến nghị (02/03/2026) đến hôm nay.",
        "Kết quả giải quyết: Kiến nghị này đã có trả lời; tải lại trang để xem.",
    ]
    assert (AgencyRecommendation.objects.count(), AgencyReply.objects.count()) == (1, 1)
