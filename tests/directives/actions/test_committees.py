from dataclasses import replace
from datetime import date, timedelta

import pytest

from kheo.directives.actions.committees import (
    MemberContent,
    correct_decision,
    dissolve_committee,
    found_committee,
    set_working_rules,
    strengthen_committee,
)
from kheo.directives.models import Committee, CommitteeDecision, CommitteeMember, WorkingRules
from kheo.directives.queries.committees import members_on, state_on
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice
from tests import factories
from tests.directives.committee_scene import FOUNDED, LIST, STRENGTHENED, decision, hold_position, strengthening
from tests.directives.scene import PDF, wrong


def titles(committee, day):
    return [member.title for member in members_on(committee, day)]


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_a_founding_brings_its_whole_list_in_its_order(work):
    made = found_committee(work.office, work.body, "movement", decision(), LIST, SentFile("quyet-dinh.pdf", PDF, True))
    assert (made.body, made.locality, made.purpose) == (work.body, work.scene.locality, "movement")
    row = CommitteeDecision.objects.get(committee=made)
    assert (row.kind, row.number, row.issuer, row.date) == ("founding", "15-QĐ/TU", "Ban Thường vụ", FOUNDED)
    assert row.file is not None
    assert row.file.name == "quyet-dinh.pdf"
    assert titles(made, FOUNDED) == [member.title for member in LIST]
    assert [member.part for member in members_on(made, FOUNDED)] == ["head", "standing_deputy", "secretary", "member"]
    said = last_row()
    assert said.action == "committee.found"
    assert said.details == {
        "body": work.body.code,
        "decision": row.pk,
        "kind": "founding",
        "date": "2023-03-01",
        "members": 4,
    }


def test_the_list_of_any_day_can_be_asked(work):
    committee = work.committee
    work.strengthen(LIST[:2])
    dissolve_committee(work.office, committee, decision("dissolution", "40-QĐ/TU", date(2025, 6, 30)))
    assert titles(committee, FOUNDED - timedelta(days=1)) == []
    assert len(titles(committee, FOUNDED)) == 4
    assert len(titles(committee, STRENGTHENED - timedelta(days=1))) == 4
    assert len(titles(committee, STRENGTHENED)) == 2
    assert len(titles(committee, date(2025, 6, 29))) == 2
    assert titles(committee, date(2025, 6, 30)) == []


def test_only_a_committee_of_the_locality_is_founded_and_once(work):
    outside = factories.make_body(None, "vn/bcd", "Ban Chỉ đạo Trung ương", Body.Kind.COMMITTEE)
    with pytest.raises(RefusedError) as refusal:
        found_committee(work.office, outside, "joint", decision(), LIST)
    assert wrong(refusal) == ["Ban chỉ đạo: «Ban Chỉ đạo Trung ương» ở ngoài địa phương; chọn ban chỉ đạo của địa phương."]
    with pytest.raises(RefusedError) as refusal:
        found_committee(work.office, work.scene.body("ubnd"), "all", decision("strengthening"), LIST)
    assert wrong(refusal) == [
        "Chỉ đạo việc gì: Chọn ban này chỉ đạo việc gì.",
        f"Ban chỉ đạo: «{work.scene.body('ubnd').name}» không phải là ban chỉ đạo; lập tổ chức loại «ban chỉ đạo» trước.",
        "Loại quyết định: Việc này cần quyết định loại «thành lập».",
    ]
    assert work.committee
    with pytest.raises(RefusedError) as refusal:
        found_committee(work.office, work.body, "joint", decision(), LIST)
    assert wrong(refusal) == [f"Ban chỉ đạo: «{work.body.name}» đã có quyết định thành lập; ghi quyết định kiện toàn."]
    assert Committee.objects.count() == 1


def test_everything_wrong_with_a_decision_is_said_at_once_and_nothing_is_written(work):
    body = work.body
    body.valid_from = date(2024, 1, 1)
    body.save()
    with pytest.raises(RefusedError) as refusal:
        found_committee(
            work.office, body, "joint", decision(number="số mười"), [LIST[1], MemberContent("guest", "Khách")],
            SentFile("quyet-dinh.exe", b"MZ"),
        )  # fmt: skip
    said = wrong(refusal)
    assert said[0].startswith("Xác nhận: Đánh dấu «không thuộc bí mật nhà nước»")
    assert said[1].startswith("Tệp: ")
    assert said[2:] == [
        "Số: Ghi số như in trên văn bản, ví dụ «15-QĐ/TU».",
        f"Ngày: «{body.name}» được ghi là có từ 01/01/2024, sau ngày quyết định. Xem lại ngày, hoặc sửa ở trang Tổ chức.",
        "Thành viên: Danh sách chưa có trưởng ban; cần đúng một trưởng ban.",
        "Dòng 2: Chọn phần việc trong ban.",
    ]
    assert Committee.objects.count() == 0
    assert CommitteeDecision.objects.count() == 0


def test_a_strengthening_follows_the_last_decision(work):
    committee = work.committee
    with pytest.raises(RefusedError) as refusal:
        strengthen_committee(work.office, committee, strengthening(day=FOUNDED), LIST)
    assert wrong(refusal) == ["Ngày: Phải sau quyết định trước (ngày 01/03/2023); ghi các quyết định lần lượt theo ngày."]
    with pytest.raises(RefusedError) as refusal:
        strengthen_committee(work.office, committee, strengthening("15 - qđ/tu", FOUNDED), LIST)
    assert wrong(refusal) == ["Số: Quyết định số 15-QĐ/TU ngày 01/03/2023 đã ghi rồi."]
    made = strengthen_committee(work.office, committee, strengthening(), LIST[:1])
    assert (made.kind, made.date) == ("strengthening", STRENGTHENED)
    assert last_row().action == "committee.strengthen"


def test_a_position_binds_its_body_and_an_ended_one_is_refused(work):
    ubnd = work.scene.body("ubnd")
    here, gone = hold_position(ubnd), hold_position(ubnd, "Chánh Văn phòng", end=date(2024, 1, 1))
    listed = [replace(LIST[0], position=here, body=work.scene.body("mttq"))]
    made = strengthen_committee(work.office, work.committee, strengthening(), listed)
    member = CommitteeMember.objects.get(decision=made)
    assert (member.position, member.body) == (here, ubnd)
    with pytest.raises(RefusedError) as refusal:
        strengthen_committee(
            work.office, work.committee, strengthening("30-QĐ/TU", date(2024, 9, 1)), [replace(LIST[0], position=gone)]
        )
    assert wrong(refusal) == [
        "Dòng 1: Chức vụ «Phó Bí thư Thường trực Thị uỷ» đã thôi từ 01/01/2024, trước ngày quyết định; chọn người đang giữ."
    ]


def test_a_member_of_the_town_next_door_is_refused(work, there):
    theirs = hold_position(there.body("ubnd"))
    with pytest.raises(RefusedError) as refusal:
        strengthen_committee(work.office, work.committee, strengthening(), [LIST[0], replace(LIST[1], position=theirs)])
    assert wrong(refusal) == [f"Dòng 2: «{there.body('ubnd').name}» thuộc địa phương khác; chọn trong danh sách."]


def test_members_who_hold_their_position_are_told_of_a_list_in_force_only(work):
    ubnd = work.scene.body("ubnd")
    here, gone = hold_position(ubnd), hold_position(ubnd, "Chánh Văn phòng", end=date(2025, 1, 1))
    listed = [replace(LIST[0], position=here), replace(LIST[1], position=gone), LIST[2]]
    strengthen_committee(work.office, work.committee, strengthening(), listed)
    told = Notice.objects.get(position=here)
    assert told.subject == f"Danh sách mới của {work.body.short_name}"
    assert told.text == "Quyết định kiện toàn số 21-QĐ/TU ngày 01/03/2024."
    assert told.path == f"/{work.scene.locality.code}/ban-chi-dao/{work.committee.pk}/"
    assert Notice.objects.count() == 1


def test_a_dissolution_ends_the_committee_and_brings_no_list(work):
    committee = work.committee
    ended = decision("dissolution", "40-QĐ/TU", date(2025, 6, 30))
    row = dissolve_committee(work.office, committee, ended)
    assert last_row().details == {"decision": row.pk, "kind": "dissolution", "date": "2025-06-30", "members": 0}
    with pytest.raises(RefusedError) as refusal:
        strengthen_committee(work.office, committee, strengthening(day=date(2025, 7, 15)), LIST)
    assert wrong(refusal) == [
        "Ban này đã kết thúc theo quyết định ngày 30/06/2025; thành lập lại thì lập tổ chức mới ở trang Tổ chức."
    ]


def test_a_wrong_entry_is_entered_again_beside_the_old_one(work):
    first = work.founding()
    work.strengthen()
    again = correct_decision(work.office, first, decision(), LIST[:3], "Thừa một tên")
    assert (again.corrects, again.reason, again.date) == (first, "Thừa một tên", FOUNDED)
    assert len(titles(work.committee, FOUNDED)) == 3
    assert len(titles(work.committee, STRENGTHENED)) == 4
    assert CommitteeMember.objects.filter(decision=first).count() == 4
    assert last_row().details["corrects"] == first.pk


def test_a_correction_keeps_its_place_among_the_decisions_and_says_why(work):
    first = work.founding()
    second = work.strengthen()
    with pytest.raises(RefusedError) as refusal:
        correct_decision(work.office, first, decision(day=STRENGTHENED), LIST, "x" * 301)
    assert wrong(refusal) == [
        "Ghi sai chỗ nào: Dài quá 300 ký tự; viết gọn lại.",
        "Ngày: Phải trước quyết định sau nó (ngày 01/03/2024).",
    ]
    with pytest.raises(RefusedError) as refusal:
        correct_decision(work.office, second, decision("founding"), LIST, " ")
    assert wrong(refusal) == [
        "Loại quyết định: Việc này cần quyết định loại «kiện toàn».",
        "Ghi sai chỗ nào: Ghi chỗ đã ghi sai, một câu.",
        "Số: Quyết định số 15-QĐ/TU ngày 01/03/2023 đã ghi rồi.",
    ]
    correct_decision(work.office, second, strengthening(), LIST, "Sai tên")
    with pytest.raises(RefusedError) as refusal:
        correct_decision(work.office, second, strengthening(), LIST, "Sai tên")
    assert wrong(refusal) == ["Quyết định này đã được ghi lại trước đó; mở bản đang dùng rồi sửa bản ấy."]


def test_a_corrected_dissolution_has_no_list_and_keeps_its_file(work):
    ended = decision("dissolution", "40-QĐ/TU", date(2025, 6, 30))
    row = dissolve_committee(work.office, work.committee, ended, SentFile("het.pdf", PDF, True))
    with pytest.raises(RefusedError) as refusal:
        correct_decision(work.office, row, ended, LIST, "Sai ngày")
    assert wrong(refusal) == ["Thành viên: Quyết định kết thúc không mang theo danh sách."]
    again = correct_decision(work.office, row, replace(ended, date=date(2025, 6, 25)), (), "Sai ngày")
    assert again.file == row.file
    assert titles(work.committee, date(2025, 6, 25)) == []


def test_working_rules_are_kept_line_by_line_the_newest_counting(work):
    committee = work.committee
    made = set_working_rules(
        work.office,
        committee,
        " 03-QC/BCĐ ",
        date(2023, 4, 1),
        "Họp  ba tháng một lần\n\n Báo cáo ngày 25 ",
        SentFile("q.pdf", PDF, True),
    )
    assert (made.number, made.summary) == ("03-QC/BCĐ", "Họp ba tháng một lần\nBáo cáo ngày 25")
    assert made.file is not None
    assert last_row().details == {"rules": made.pk, "date": "2023-04-01"}


def test_wrong_working_rules_are_refused(work):
    committee = work.committee
    set_working_rules(work.office, committee, "03-QC/BCĐ", date(2023, 4, 1), "Họp")
    with pytest.raises(RefusedError) as refusal:
        set_working_rules(work.office, committee, "3-qc/bcđ", date(2023, 4, 1), " \n ")
    assert wrong(refusal) == [
        "Tóm tắt: Tóm tắt vài điều thành viên cần nhớ: chế độ họp, báo cáo, phân công.",
        "Số: Quy chế số 3-qc/bcđ ngày 01/04/2023 đã ghi rồi.",
    ]
    with pytest.raises(RefusedError) as refusal:
        set_working_rules(work.office, committee, "không", FOUNDED - timedelta(days=1), "x" * 4001)
    assert wrong(refusal) == [
        "Số: Ghi số như in trên văn bản, ví dụ «15-QĐ/TU».",
        "Tóm tắt: Dài quá 4000 ký tự; tóm tắt ngắn hơn, gửi kèm tệp toàn văn.",
        "Ngày: Ngày này ban chưa lập, hoặc đã kết thúc; xem lại ngày của quy chế.",
    ]
    assert WorkingRules.objects.count() == 1


def test_rules_of_a_committee_that_ended_since_tell_nobody(work):
    holder = hold_position(work.scene.body("ubnd"))
    strengthen_committee(work.office, work.committee, strengthening(), [replace(LIST[0], position=holder)])
    dissolve_committee(work.office, work.committee, decision("dissolution", "40-QĐ/TU", date(2025, 6, 30)))
    Notice.objects.all().delete()
    set_working_rules(work.office, work.committee, "03-QC/BCĐ", date(2024, 4, 1), "Họp")
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("who", ["staff", "front"])
def test_only_the_office_touches_committees(work, who):
    actor = getattr(work.scene, who)
    with pytest.raises(NotAllowedError):
        found_committee(actor, work.body, "joint", decision(), LIST)
    first = work.founding()
    for act in (
        lambda: strengthen_committee(actor, work.committee, strengthening(), LIST),
        lambda: dissolve_committee(actor, work.committee, decision("dissolution")),
        lambda: correct_decision(actor, first, decision(), LIST, "Sai"),
        lambda: set_working_rules(actor, work.committee, "03-QC", FOUNDED, "Họp"),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert CommitteeDecision.objects.count() == 1


def test_the_office_next_door_touches_nothing_here(work, there):
    with pytest.raises(NotAllowedError):
        strengthen_committee(there.office, work.committee, strengthening(), LIST)
    assert state_on(work.committee, work.today).decision == work.founding()


def test_what_was_decided_is_never_changed_in_place(work):
    row = work.founding()
    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        CommitteeMember.objects.filter(decision=row).delete()
