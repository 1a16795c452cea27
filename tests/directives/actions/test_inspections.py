from dataclasses import replace
from datetime import date, timedelta

import pytest

from kheo.directives.actions.inspections import add_visit, edit_visit, number_plan, plan_inspections
from kheo.directives.actions.tasks import TaskContent
from kheo.directives.actions.visits import FindingContent, add_finding, cancel_visit, follow_up, hold_visit
from kheo.directives.models import Finding, InspectionPlan, InspectionVisit
from kheo.directives.queries.places import place_of_body
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests.directives.committee_scene import ADVICE, LIMIT, LIST, RESULT, hold_position
from tests.directives.scene import PDF, wrong


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def findings(visit):
    return [(one.order, one.kind, one.text) for one in Finding.objects.filter(visit=visit)]


def test_a_plan_is_opened_once_a_year_and_numbered_later(work):
    made = plan_inspections(work.office, work.committee, 2024, "05-KH/BCĐ", date(2024, 2, 1), SentFile("kh.pdf", PDF, True))
    assert (made.year, made.number, made.file.name) == (2024, "05-KH/BCĐ", "kh.pdf")
    with pytest.raises(RefusedError) as refusal:
        plan_inspections(work.office, work.committee, 2024, "06-KH/BCĐ")
    assert wrong(refusal) == [
        "Số kế hoạch: Số và ngày của kế hoạch đi cùng nhau: ghi cả hai, hoặc để trống cả hai khi chưa ký.",
        "Năm: Ban này đã có kế hoạch kiểm tra năm 2024; thêm cuộc kiểm tra vào đó.",
    ]
    later = plan_inspections(work.office, work.committee, 2023)
    number_plan(work.office, later, " 01-KH/BCĐ ", date(2023, 2, 1))
    later.refresh_from_db()
    assert (later.number, later.date, later.file) == ("01-KH/BCĐ", date(2023, 2, 1), None)
    number_plan(work.office, later, "01-KH/BCĐ", date(2023, 2, 1), SentFile("kh.pdf", PDF, True))
    later.refresh_from_db()
    assert later.file.name == "kh.pdf"
    with pytest.raises(RefusedError):
        number_plan(work.office, later, "", date(2023, 2, 1))
    number_plan(work.office, later, "", None)
    assert last_row().details == {"date": "", "sha256": ""}
    assert InspectionPlan.objects.count() == 2


def test_a_visit_has_its_team_from_the_list_and_both_sides_are_told(work):
    holder = hold_position(work.scene.body("ubnd"))
    gone = hold_position(work.scene.body("ubnd"), "Chánh Văn phòng", end=work.today)
    work.strengthen([replace(LIST[0], position=holder), replace(LIST[1], position=gone), *LIST[2:]])
    Notice.objects.all().delete()
    made = work.visit(3)
    assert [member.title for member in made.members.all()] == [LIST[1].title, LIST[2].title]
    assert last_row().details == {"planned_on": made.planned_on.isoformat(), "members": 3}
    told = Notice.objects.all()
    assert {notice.position for notice in told} == {holder, work.scene.staff_account.person.positions.get()}
    assert {notice.path for notice in told} == {f"/{work.scene.locality.code}/ban-chi-dao/cuoc-kiem-tra/{made.pk}/"}


def test_the_leader_is_not_counted_among_the_members(work):
    team = work.team()
    made = work.visit(members=[team[0], team[1], team[1]])
    assert list(made.members.all()) == [team[1]]


def test_everything_wrong_with_a_visit_is_said_at_once(work):
    first = work.founding()
    work.strengthen(LIST[:2])
    body = work.scene.body("mttq")
    body.valid_to = date(2020, 1, 1)
    body.save()
    farmer = first.members.get(order=4)
    content = work.visit_content(subject=" ", place=place_of_body(body), members=[farmer], planned_on=work.today)
    with pytest.raises(RefusedError) as refusal:
        add_visit(work.office, work.plan(), content)
    assert wrong(refusal) == [
        "Nội dung: Ghi kiểm tra việc gì.",
        f"Nơi được kiểm tra: «{body.name}» chỉ còn đến hết 31/12/2019; chọn nơi kế tiếp, hoặc xem lại ngày.",
        (
            f"Đoàn: «Chủ tịch Hội Nông dân» không có trong danh sách của ban ngày {work.today:%d/%m/%Y}; "
            "chọn lại đoàn theo danh sách ấy."
        ),
    ]
    assert InspectionVisit.objects.count() == 0


def test_a_member_of_the_former_list_who_stands_in_the_new_one_may_go(work):
    holder = hold_position(work.scene.body("ubnd"))
    listed = [replace(LIST[0], position=holder), *LIST[1:]]
    former = list(work.strengthen(listed).members.all())
    work.strengthen(listed, number="30-QĐ/TU", day=date(2024, 9, 1))
    assert work.visit(leader=former[0], members=former[1:]).leader == former[0]


def test_a_day_without_a_list_and_the_same_visit_twice_are_refused(work):
    content = work.visit_content(planned_on=date(2022, 5, 1))
    plan = plan_inspections(work.office, work.committee, 2022)
    with pytest.raises(RefusedError) as refusal:
        add_visit(work.office, plan, content)
    assert wrong(refusal) == ["Ngày kiểm tra: Ngày 01/05/2022 ban không có danh sách nào đang dùng; xem lại ngày."]
    work.visit()
    with pytest.raises(RefusedError) as refusal:
        work.visit(subject="Việc khác")
    assert wrong(refusal) == ["Nơi được kiểm tra: Kế hoạch đã có cuộc kiểm tra nơi này đúng ngày ấy; sửa cuộc đã có."]


def test_a_planned_visit_changes_with_its_version(work):
    made = work.visit()
    changed = edit_visit(work.office, made, work.visit_content(place=work.ward(1), members=()), 1)
    assert (changed.unit, changed.version, list(changed.members.all())) == (work.scene.wards[1], 2, [])
    assert last_row().details["version"] == 2
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_visit(work.office, made, work.visit_content(), 1)
    with pytest.raises(RefusedError) as refusal:
        edit_visit(work.office, made, work.visit_content(subject=""), 2)
    assert wrong(refusal) == ["Nội dung: Ghi kiểm tra việc gì."]


def test_a_visit_is_held_with_what_it_found(work):
    visit = work.visit()
    held = hold_visit(work.office, visit, visit.planned_on, [RESULT, LIMIT], 1)
    assert (held.state, held.held_on, held.version) == ("held", visit.planned_on, 2)
    assert findings(visit) == [(1, "result", "Niêm yết đủ"), (2, "limit", "Chưa họp dân quý II")]
    assert last_row().details == {"held_on": visit.planned_on.isoformat(), "findings": 2, "version": 2}
    with pytest.raises(RefusedError, match="ở bước «đã kiểm tra»"):
        hold_visit(work.office, visit, visit.planned_on, [RESULT], 2)


def test_a_visit_held_wrongly_is_refused_whole(work):
    visit = work.visit()
    tomorrow = work.today + timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        hold_visit(work.office, visit, tomorrow, [FindingContent("joke", "Vui")], 1)
    assert wrong(refusal) == [
        f"Ngày kiểm tra: Ngày {tomorrow:%d/%m/%Y} chưa đến; ghi kết quả khi đã kiểm tra.",
        "Phát hiện 1: Chọn kết quả, hạn chế hay kiến nghị.",
    ]
    visit.refresh_from_db()
    assert (visit.state, findings(visit)) == ("planned", [])


def test_a_team_that_a_new_list_left_out_does_not_hold_the_visit_on_another_day(work):
    visit = work.visit()
    work.strengthen(LIST[:2], number="30-QĐ/TU", day=work.today - timedelta(days=1))
    earlier = work.today - timedelta(days=1)
    plan = work.plan()
    InspectionPlan.objects.filter(pk=plan.pk).update(year=earlier.year)
    with pytest.raises(RefusedError) as refusal:
        hold_visit(work.office, visit, earlier, [RESULT], 1)
    assert wrong(refusal) == [
        (
            f"Đoàn: «Chánh Văn phòng Thị uỷ» không có trong danh sách của ban ngày {earlier:%d/%m/%Y}; "
            "chọn lại đoàn theo danh sách ấy."
        )
    ]


def test_one_more_finding_goes_behind_the_others(work):
    visit = work.held(RESULT)
    after = add_finding(work.office, visit, ADVICE, visit.version)
    assert findings(visit)[-1] == (2, "recommendation", "Thêm một bảng tin")
    assert last_row().details == {"kind": "recommendation", "version": after.version}
    with pytest.raises(RefusedError) as refusal:
        add_finding(work.office, visit, FindingContent("limit", "thêm một BẢNG tin"), after.version)
    assert wrong(refusal) == ["Phát hiện 1: Điều này đã ghi rồi."]
    planned = work.visit(place=work.ward(1))
    with pytest.raises(RefusedError, match="cần ở bước «đã kiểm tra»"):
        add_finding(work.office, planned, ADVICE, planned.version)


def test_a_visit_is_called_off_with_a_reason(work):
    visit = work.visit()
    for reason, said in ((" ", "Ghi vì sao thôi, một câu."), ("x" * 301, "Dài quá 300 ký tự; viết gọn lại.")):
        with pytest.raises(RefusedError) as refusal:
            cancel_visit(work.office, visit, reason, 1)
        assert wrong(refusal) == [f"Vì sao thôi: {said}"]
    off = cancel_visit(work.office, visit, " Bão  số 3 ", 1)
    assert (off.state, off.closing, off.held_on) == ("cancelled", "Bão số 3", None)
    assert last_row().action == "visit.cancel"
    with pytest.raises(RefusedError, match="«đã thôi»"):
        cancel_visit(work.office, visit, "Bão", 2)


def task(work, **changes):
    return replace(TaskContent("Họp dân quý II", work.today + timedelta(days=20), "Biên bản họp"), **changes)


def test_a_limit_is_followed_up_by_a_task_that_says_where_it_comes_from(work):
    visit = work.held()
    finding = Finding.objects.get(visit=visit, kind="limit")
    done = follow_up(work.office, finding, task(work), work.ward())
    made = done.task
    assert (made.title, made.unit, made.year) == ("Họp dân quý II", work.ward().unit, task(work).due_on.year)
    assert made.origin == f"Kiểm tra ngày {visit.held_on:%d/%m/%Y}: Thực hiện dân chủ ở cơ sở"
    assert last_row().details == {"task": made.pk, "visit": visit.pk}
    with pytest.raises(RefusedError, match="đã giao thành nhiệm vụ rồi"):
        follow_up(work.office, finding, task(work), work.ward())
    advice = Finding.objects.get(visit=visit, kind="recommendation")
    own = follow_up(work.office, advice, task(work, title="Dựng bảng tin", origin="Theo đoàn"), work.ward())
    assert own.task.origin == "Theo đoàn"


def test_a_result_is_not_followed_up_and_a_refused_task_leaves_the_finding(work):
    visit = work.held()
    with pytest.raises(RefusedError, match="Chỉ hạn chế và kiến nghị"):
        follow_up(work.office, Finding.objects.get(visit=visit, kind="result"), task(work), work.ward())
    limit = Finding.objects.get(visit=visit, kind="limit")
    with pytest.raises(RefusedError):
        follow_up(work.office, limit, task(work, title=""), work.ward())
    limit.refresh_from_db()
    assert limit.task is None


def test_only_the_office_of_the_place_inspects(work, there):
    visit = work.held()
    plan, content = work.plan(), work.visit_content()
    finding = Finding.objects.get(visit=visit, kind="limit")
    for actor in (work.scene.staff, there.office):
        for act in (
            lambda: plan_inspections(actor, work.committee, 2022),  # noqa: B023  called at once
            lambda: number_plan(actor, plan, "", None),  # noqa: B023  called at once
            lambda: add_visit(actor, plan, content),  # noqa: B023  called at once
            lambda: edit_visit(actor, visit, content, 2),  # noqa: B023  called at once
            lambda: hold_visit(actor, visit, work.today, [RESULT], 2),  # noqa: B023  called at once
            lambda: cancel_visit(actor, visit, "Bão", 2),  # noqa: B023  called at once
            lambda: add_finding(actor, visit, ADVICE, 2),  # noqa: B023  called at once
            lambda: follow_up(actor, finding, task(work), work.ward()),  # noqa: B023  called at once
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert InspectionVisit.objects.count() == 1
