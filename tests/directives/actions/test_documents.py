from datetime import date, timedelta

import pytest

from kheo.directives.actions.documents import (
    RequirementContent,
    SentFile,
    add_directive,
    edit_directive,
    end_directive,
    requirements_of,
)
from kheo.directives.models import Directive, Requirement
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.directives.scene import LINES, PDF, content, wrong


def lines_of(directive):
    return list(Requirement.objects.filter(directive=directive).order_by("order").values_list("place", "text"))


def test_a_directive_is_kept_with_its_requirements_and_its_file(scene):
    made = add_directive(scene.office, scene.locality, content(), LINES, SentFile("kl-43.pdf", PDF, is_not_secret=True))
    made.refresh_from_db()
    assert (made.number, made.number_key, made.version, made.verified) == ("43-KL/TW", "43:kltw", 1, False)
    assert lines_of(made) == [("mục II, điểm 3", "Mỗi thôn có một tổ dân vận"), ("", "Đối thoại với nhân dân mỗi năm một lần")]
    assert made.file == StoredFile.objects.get()
    assert AuditRow.objects.get(action="directive.add").subject_id == str(made.pk)


def test_only_the_office_keeps_directives(scene, there):
    for actor in (scene.staff, there.office):
        with pytest.raises(NotAllowedError):
            add_directive(actor, scene.locality, content(), LINES)
    assert not Directive.objects.exists()


def test_every_problem_of_a_directive_is_told_at_once(scene):
    tomorrow = scene.today + timedelta(days=1)
    bad = content(
        kind="letter-of-love",
        number="—/—",
        issuer=" ",
        issued_on=tomorrow,
        summary="x" * 401,
        valid_from=scene.today,
        valid_to=scene.today,
    )
    lines = [RequirementContent("", " "), RequirementContent("x" * 81, "y" * 601)]
    with pytest.raises(RefusedError) as refusal:
        add_directive(scene.office, scene.locality, bad, lines, SentFile("kl-43.exe", PDF))
    assert [problem.where for problem in refusal.value.problems] == [
        "Cơ quan ban hành",
        "Trích yếu",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Có hiệu lực từ",
        "Hết hiệu lực từ",
        "Loại văn bản",
        "Yêu cầu, dòng 1",
        "Yêu cầu, dòng 2",
        "Yêu cầu, dòng 2",
        "Xác nhận",
        "Tệp",
    ]
    assert not Directive.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("number", "summary", "where"),
    [
        ("12-KH/TU (Mật)", "Kế hoạch", "Số, ký hiệu"),
        ("12-KH/TU mật", "Kế hoạch", "Số, ký hiệu"),
        ("12-KH/TU TUYỆT MẬT", "Kế hoạch", "Số, ký hiệu"),
        ("12-KH/TU", "TỐI MẬT", "Trích yếu"),
        ("12-KH/TU", "Kế hoạch [độ mật: Mật]", "Trích yếu"),
    ],
)
def test_a_paper_marked_secret_is_refused(scene, number, summary, where):
    with pytest.raises(RefusedError) as refusal:
        add_directive(scene.office, scene.locality, content(number=number, summary=summary), [])
    assert [problem.where for problem in refusal.value.problems] == [where]
    assert "bí mật nhà nước" in str(refusal.value)


def test_a_file_marked_secret_is_refused_and_honey_is_none(scene):
    with pytest.raises(RefusedError) as refusal:
        add_directive(scene.office, scene.locality, content(), [], SentFile("KL 43 (MẬT).pdf", PDF, is_not_secret=True))
    assert wrong(refusal)[0].startswith("Tệp: Tệp «KL 43 (MẬT).pdf» mang dấu «MẬT».")
    made = add_directive(scene.office, scene.locality, content(summary="Hướng dẫn nuôi ong lấy mật"), [])
    assert made.summary == "Hướng dẫn nuôi ong lấy mật"


def test_the_same_number_and_day_is_refused_however_typed_here_and_taken_elsewhere(scene, there):
    scene.directive()
    there.directive()
    with pytest.raises(RefusedError) as refusal:
        scene.directive(number="Số 043 – kl / tw")
    assert wrong(refusal) == [
        (
            "Số, ký hiệu: Văn bản số 43-KL/TW ngày 07/01/2019 của Ban Bí thư đã có trong danh sách. "
            "Mở văn bản đó để sửa, hoặc xem lại số và ngày."
        )
    ]
    scene.directive(issued_on=date(2020, 1, 7))
    assert Directive.objects.filter(locality=scene.locality).count() == 2


def test_editing_keeps_the_rows_that_tasks_point_at(scene):
    directive = scene.directive()
    task = scene.task(requirement=scene.requirement(directive))
    first, second = requirements_of(directive)
    changed = [
        RequirementContent("Điều 5", "Báo cáo hằng quý"),
        RequirementContent(second.place, second.text),
        RequirementContent("mục II", "Mỗi thôn, tổ dân phố có một tổ dân vận", first.pk),
    ]
    edited = edit_directive(scene.office, directive, content(number="43-KL/TW", verified=True), changed, 1)
    assert (edited.version, edited.verified) == (2, True)
    rows = list(Requirement.objects.filter(directive=directive).order_by("order"))
    assert [row.text for row in rows] == [
        "Báo cáo hằng quý",
        "Đối thoại với nhân dân mỗi năm một lần",
        "Mỗi thôn, tổ dân phố có một tổ dân vận",
    ]
    assert (rows[1].pk, rows[2].pk) == (second.pk, first.pk)
    task.refresh_from_db()
    assert task.requirement_id == first.pk


def test_a_requirement_with_a_task_is_not_left_out_and_nothing_else_changes(scene):
    directive = scene.directive()
    scene.task(requirement=scene.requirement(directive))
    with pytest.raises(RefusedError) as refusal:
        edit_directive(scene.office, directive, content(summary="Khác"), [], 1)
    assert wrong(refusal) == [
        "Yêu cầu: Yêu cầu «Mỗi thôn có một tổ dân vận» đang có 1 nhiệm vụ trỏ tới, không bỏ được; sửa chữ hoặc để nguyên."
    ]
    directive.refresh_from_db()
    assert (directive.summary, directive.version, len(lines_of(directive))) == ("Tiếp tục đổi mới công tác dân vận", 1, 2)


def test_requirements_of_another_directive_or_sent_twice_are_refused(scene):
    directive, other = scene.directive(), scene.directive(number="25-NQ/TW")
    stranger = requirements_of(other)[0]
    with pytest.raises(RefusedError) as refusal:
        edit_directive(scene.office, directive, content(), [stranger], 1)
    assert wrong(refusal) == ["Yêu cầu: Có 1 yêu cầu không còn trong văn bản này; tải lại trang để xem bản mới."]
    own = requirements_of(directive)[0]
    with pytest.raises(RefusedError) as refusal:
        edit_directive(scene.office, directive, content(), [own, RequirementContent("", "Khác", own.pk)], 1)
    assert wrong(refusal) == ["Yêu cầu: Một yêu cầu được gửi hai lần; tải lại trang rồi sửa lại."]


def test_two_people_editing_at_once_do_not_write_over_each_other(scene):
    directive = scene.directive()
    edit_directive(scene.office, directive, content(), LINES, 1, SentFile("kl.pdf", PDF, is_not_secret=True))
    with pytest.raises(RefusedError) as refusal:
        edit_directive(scene.office, directive, content(summary="Khác"), LINES, 1)
    assert wrong(refusal)[0].startswith("Người khác vừa sửa mục này")
    kept = edit_directive(scene.office, directive, content(), LINES, 2)
    assert kept.file is not None


def test_an_edit_to_the_number_of_another_directive_is_refused(scene):
    directive = scene.directive()
    scene.directive(number="25-NQ/TW")
    with pytest.raises(RefusedError) as refusal:
        edit_directive(scene.office, directive, content(number="25-nq/tw"), LINES, 1)
    assert [problem.where for problem in refusal.value.problems] == ["Số, ký hiệu"]


def test_a_directive_ends_on_a_day_with_the_reason_and_the_one_in_its_place(scene):
    directive, newer = scene.directive(), scene.directive(number="25-NQ/TW", issued_on=date(2023, 5, 1))
    ended = end_directive(scene.office, directive, date(2023, 6, 1), "Được thay thế", 1, newer)
    assert (ended.valid_to, ended.ending, ended.replaced_by, ended.version) == (date(2023, 6, 1), "Được thay thế", newer, 2)
    assert AuditRow.objects.get(action="directive.end").details == {
        "on": "2023-06-01",
        "replaced_by": newer.pk,
        "version": 2,
    }
    with pytest.raises(RefusedError) as refusal:
        end_directive(scene.office, directive, date(2024, 1, 1), "Lần nữa", 2)
    assert [problem.where for problem in refusal.value.problems] == ["Hết hiệu lực từ"]
    moved = edit_directive(scene.office, directive, content(valid_to=date(2023, 7, 1)), LINES, 2)
    assert (moved.valid_to, moved.ending, moved.replaced_by) == (date(2023, 7, 1), "Được thay thế", newer)
    again = edit_directive(scene.office, directive, content(), LINES, 3)
    assert (again.valid_to, again.ending, again.replaced_by) == (None, "", None)


def test_a_wrong_end_is_told_whole(scene, there):
    directive = scene.directive()
    with pytest.raises(RefusedError) as refusal:
        end_directive(scene.office, directive, date(2019, 1, 7), " ", 1, there.directive())
    assert [problem.where for problem in refusal.value.problems] == ["Hết hiệu lực từ", "Vì sao", "Văn bản thay thế"]
    with pytest.raises(RefusedError) as refusal:
        end_directive(scene.office, directive, date(2020, 1, 7), "x" * 301, 1, directive)
    assert [problem.where for problem in refusal.value.problems] == ["Vì sao", "Văn bản thay thế"]
    directive.refresh_from_db()
    assert (directive.valid_to, directive.version) == (None, 1)


def test_a_directive_is_not_replaced_by_what_it_replaced(scene):
    old, new = scene.directive(), scene.directive(number="25-NQ/TW")
    end_directive(scene.office, old, date(2020, 1, 1), "Được thay thế", 1, new)
    with pytest.raises(RefusedError) as refusal:
        end_directive(scene.office, new, date(2021, 1, 1), "Được thay thế", 1, old)
    assert [problem.where for problem in refusal.value.problems] == ["Văn bản thay thế"]
