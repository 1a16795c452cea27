from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from kheo.documents.word import to_docx
from kheo.foundation.refusal import RefusedError
from kheo.movement.models import Programme
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Position, Role, Unit
from kheo.reporting.actions.reports import attach_signed_report, discard_report, issue_report, open_report, write_report
from kheo.reporting.models import IssuedReport, Report, ReportText
from kheo.reporting.queries.reports import issuers_of
from tests import factories
from tests.documents import samples
from tests.recognition.scene import wrong
from tests.reporting.scene import SIGNING, WORDS

DAY = date(2025, 1, 15)
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def texts(report):
    return dict(ReportText.objects.filter(report=report).values_list("key", "text"))


def test_opened_report_begins_with_the_leader_and_the_place(scene):
    leader = factories.make_account(Role.LEADER, scene.locality, body="thi-uy")
    Position.objects.filter(person=leader.person).update(title="Phó Bí thư Thường trực")
    report = scene.opened()
    assert (report.signer_authority, report.signer_position, report.signer_name, report.place_name) == (
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ THƯỜNG TRỰC",
        leader.person.name,
        "Duy Tiên",
    )


@pytest.mark.parametrize(
    ("body", "authority"),
    [
        ("ubnd", "TM. UỶ BAN NHÂN DÂN"),
        ("hdnd", "TM. HỘI ĐỒNG NHÂN DÂN"),
        ("bcd-dvk", "T/M BAN CHỈ ĐẠO"),
        ("mttq", "TM. BAN THƯỜNG TRỰC"),
    ],
)
def test_who_signs_is_named_as_the_layout_names_it(scene, body, authority):
    report = scene.opened(body)
    assert (report.signer_authority, report.signer_position, report.signer_name) == (authority, "", "")


def test_next_years_report_begins_with_the_signer_of_the_last(scene):
    scene.written()
    factories.make_registration(factories.make_programme(scene.locality, 2025))
    report = scene.opened(year=2025)
    assert (report.signer_position, report.signer_name) == (SIGNING.signer_position, SIGNING.signer_name)


def test_one_report_of_a_body_a_year(scene):
    scene.opened()
    scene.opened("ubnd")
    with pytest.raises(RefusedError) as refusal:
        scene.opened()
    assert wrong(refusal) == ["Cơ quan: Cấp uỷ Duy Tiên đã có báo cáo năm 2024; mở báo cáo ấy trong danh sách."]


def test_a_year_without_record_and_a_body_that_was_not_there_are_refused_together(scene):
    Body.objects.filter(code="gso2024-349/thi-uy").update(valid_from=date(2020, 1, 1))
    with pytest.raises(RefusedError) as refusal:
        scene.opened(year=2019)
    assert wrong(refusal) == [
        "Cơ quan: Cấp uỷ Duy Tiên không hoạt động trong năm 2019; chọn cơ quan khác.",
        "Năm: Sổ chưa có gì của năm 2019: chưa có đăng ký, nhiệm vụ hay hoạt động nào.",
    ]


def test_a_village_and_a_board_of_the_people_issue_no_report(scene):
    board = Body.objects.create(
        code="gso2024-349/ban-thanh-tra",
        name="Ban Thanh tra nhân dân",
        kind=Body.Kind.COMMUNITY,
        locality=scene.locality,
        unit=scene.locality.unit,
    )
    assert board not in issuers_of(scene.locality, 2024)
    with pytest.raises(RefusedError) as refusal:
        open_report(scene.office, board, 2024)
    assert wrong(refusal) == [
        (
            "Cơ quan: Ban Thanh tra nhân dân không ban hành văn bản hành chính (Điều 2 khoản 1 Nghị định 30/2020/NĐ-CP); "
            "chọn cơ quan khác."
        )
    ]


def test_the_front_of_a_village_issues_no_report_and_that_of_the_place_does(scene):
    village = Unit.objects.create(code="gso2024-349/thon-1", level=Unit.Level.VILLAGE)
    told = {"kind": Body.Kind.FRONT, "locality": scene.locality}
    front = Body.objects.create(code="gso2024-349/thon-1/mttq", name="Ban công tác Mặt trận Thôn 1", unit=village, **told)
    school = Body.objects.create(
        code="gso2024-349/thon-1/truong", name="Trường", kind=Body.Kind.SCHOOL, locality=scene.locality, unit=village
    )
    found = issuers_of(scene.locality, 2024)
    assert (front in found, school in found, found.filter(kind=Body.Kind.FRONT).count()) == (False, True, 1)
    with pytest.raises(RefusedError, match="Ban công tác Mặt trận Thôn 1 là tổ chức ở thôn, tổ dân phố"):
        open_report(scene.office, front, 2024)


@pytest.mark.parametrize("year", [0, 1999, 2101, 99999])
def test_a_year_out_of_reach_is_refused(scene, year):
    with pytest.raises(RefusedError, match="nằm ngoài khoảng"):
        scene.opened(year=year)


def test_a_body_outside_every_locality_reports_nowhere(scene):
    with pytest.raises(RefusedError, match="Cơ quan ngoài địa phương"):
        open_report(scene.office, factories.make_central_body(), 2024)


def test_words_and_signer_are_written_and_an_emptied_box_goes(scene):
    report = scene.written({**WORDS, "lessons": " Một.\r\n\r\n Hai \u200b "})
    assert texts(report) == {**WORDS, "lessons": "Một.\n\nHai"}
    again = write_report(scene.office, report, {"lessons": "", "limits": "Khác."}, replace(SIGNING, signer_name=" An  "), 2)
    assert texts(again) == {**WORDS, "limits": "Khác."}
    assert (again.signer_name, again.version) == ("An", 3)


def test_what_does_not_fit_is_told_at_once_and_nothing_is_written(scene):
    report = scene.opened()
    long = replace(SIGNING, signer_name="x" * 121)
    with pytest.raises(RefusedError) as refusal:
        write_report(scene.office, report, {"limits": "y" * 20_001, "nowhere": "z"}, long, report.version)
    assert wrong(refusal) == [
        "nowhere: Dàn ý không có ô này.",
        "Hạn chế, nguyên nhân: Dài 20001 ký tự, nhiều nhất 20000; rút gọn hoặc chuyển sang phụ lục riêng.",
        "Họ tên người ký: Dài 121 ký tự, nhiều nhất 120; viết gọn lại.",
    ]
    assert texts(report) == {}


def test_what_another_one_wrote_is_not_written_over(scene):
    report = scene.written()
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        write_report(scene.office, report, {"limits": "Khác"}, SIGNING, 1)
    assert texts(report) == WORDS


def test_a_draft_can_be_thrown_away_an_issued_report_not(scene):
    report = scene.written()
    discard_report(scene.office, report, report.version)
    assert (Report.objects.count(), ReportText.objects.count()) == (0, 0)
    with pytest.raises(RefusedError, match="vừa bị người khác xoá"):
        discard_report(scene.office, report, report.version)
    issued = issue(scene, scene.written())
    with pytest.raises(RefusedError, match="cần ở bước «đang soạn»"):
        discard_report(scene.office, issued, issued.version)


def issue(scene, report, number="12-BC/TU", day=DAY, **more):
    return issue_report(scene.office, report, number, day, report.version, **more)


def test_issuing_enters_number_and_day_and_freezes_what_it_says(scene):
    report = issue(scene, scene.written())
    assert (report.state, report.number, report.date, report.version) == ("issued", "12-BC/TU", DAY, 3)
    kept = IssuedReport.objects.get(report=report)
    assert (kept.content["number"], kept.content["on"], kept.content["head"]["signer_name"]) == (
        "12-BC/TU",
        "2025-01-15",
        "Người ký minh hoạ",
    )
    with pytest.raises(RefusedError, match="cần ở bước «đang soạn»"):
        write_report(scene.office, report, {"limits": "Khác"}, SIGNING, report.version)
    with pytest.raises(RefusedError, match="cần ở bước «đang soạn»"):
        issue(scene, report)


def test_everything_that_is_missing_is_told_at_once(scene):
    report = scene.written({}, replace(SIGNING, place_name=""))
    with pytest.raises(RefusedError) as refusal:
        issue(scene, report, "12", date(2024, 9, 1))
    assert [problem.where for problem in refusal.value.problems] == [
        "Tình hình chung",
        "Hạn chế, nguyên nhân",
        "Đề xuất, kiến nghị",
        "Phương hướng, trọng tâm",
        "Địa danh",
        "Ngày",
        "Số",
    ]
    assert IssuedReport.objects.count() == 0


def test_a_number_of_the_other_layout_is_refused(scene):
    with pytest.raises(RefusedError, match="12-BC/TU"):
        issue(scene, scene.written(), "12/BC-UBND")
    with pytest.raises(RefusedError, match="12/BC-UBND"):
        issue(scene, scene.written(body="ubnd"), "12-BC/UBND")


def test_a_number_is_used_once_a_year_however_it_is_typed(scene):
    issue(scene, scene.written())
    factories.make_registration(factories.make_programme(scene.locality, 2025))
    report = scene.opened(year=2025)
    report = write_report(scene.office, report, WORDS, SIGNING, report.version)
    with pytest.raises(RefusedError, match="Số này đã dùng"):
        issue(scene, report, "12 - bc/tu", date(2025, 12, 31))
    assert issue(scene, report, "13-BC/TU", date(2025, 12, 31)).number == "13-BC/TU"
    other = scene.written(body="bcd-dvk")
    assert issue(scene, other).number == "12-BC/TU"


def test_a_day_to_come_is_refused(scene):
    day = timezone.localdate()
    with pytest.raises(RefusedError, match="chưa tới"):
        issue(scene, scene.written(), day=day.replace(year=day.year + 1, day=1))


def test_numbers_that_differ_go_out_only_when_they_were_seen(scene):
    report = scene.written({**WORDS, "limits": "Mới có 9 mô hình Dân vận khéo được công nhận."})
    with pytest.raises(RefusedError, match="Ô chữ còn 1 con số khác với sổ"):
        issue(scene, report)
    issue(scene, report, differences_seen=True)
    (kept,) = IssuedReport.objects.get().content["differing"]
    assert (kept["box"], kept["stated"], kept["recorded"]) == ("limits", "9", 3)


def test_the_scan_of_the_signed_paper_is_kept_beside_it(scene):
    report = scene.written()
    with pytest.raises(RefusedError, match="cần ở bước «đã ban hành»"):
        attach_signed_report(scene.office, report, "ban-ky.pdf", SCAN, report.version)
    report = issue(scene, report)
    with pytest.raises(RefusedError, match="ban-ky"):
        attach_signed_report(scene.office, report, "ban-ky.exe", b"MZ", report.version)
    kept = attach_signed_report(scene.office, report, "ban-ky.pdf", SCAN, report.version)
    assert (kept.signed_file.name, kept.version) == ("ban-ky.pdf", 4)


def test_an_editable_file_is_no_scan(scene):
    report = issue(scene, scene.written())
    with pytest.raises(RefusedError, match="Bản đã ký là bản quét"):
        attach_signed_report(scene.office, report, "ban-ky.docx", to_docx(samples.decision()), report.version)


def test_only_the_office_of_the_place_acts(scene, there):
    report = scene.opened()
    outsiders = [there.office, factories.actor_for(factories.make_account(Role.LEADER, scene.locality, body="thi-uy"))]
    for actor in outsiders:
        for act in (
            lambda actor=actor: open_report(actor, scene.body("ubnd"), 2024),
            lambda actor=actor: write_report(actor, report, {}, SIGNING, 1),
            lambda actor=actor: issue_report(actor, report, "1-BC/TU", DAY, 1),
            lambda actor=actor: discard_report(actor, report, 1),
            lambda actor=actor: attach_signed_report(actor, report, "a.pdf", SCAN, 1),
        ):
            with pytest.raises(NotAllowedError):
                act()


def test_a_programme_alone_is_no_record(db):
    programme = factories.make_programme(year=2024)
    office = factories.actor_for(factories.make_account(Role.OFFICE, programme.locality))
    assert Programme.objects.count() == 1
    with pytest.raises(RefusedError, match="Sổ chưa có gì của năm 2024"):
        open_report(office, factories.body_of(programme.locality, "thi-uy"), 2024)
