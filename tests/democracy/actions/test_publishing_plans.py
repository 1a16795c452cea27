from datetime import date

import pytest

from kheo.democracy.actions.postings import draft_posting
from kheo.democracy.actions.publishing_plans import (
    Approval,
    LineContent,
    add_line,
    approve_plan,
    edit_line,
    lines_digest,
    make_plan,
    remove_line,
    reopen_plan,
    set_loudspeaker,
)
from kheo.democracy.models import PlanApproval, PlanLine, PublishingPlan
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from tests.democracy.posting_scene import TODAY, content, paper
from tests.democracy.scene import wrong

LINE = LineContent(5, "Quỹ Đền ơn đáp nghĩa", "quý III", date(TODAY.year, 10, 9), "Kế toán", ("network", "letter"))


@pytest.fixture
def plan(scene):
    return make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_a_plan_is_made_once_a_year_from_the_fourteen_items(scene, there):
    made = make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=False)
    assert (made.state, made.has_loudspeaker, made.lines.count()) == ("draft", False, 29)
    assert last_row().details == {"year": TODAY.year, "lines": 29, "loudspeaker": False}
    with pytest.raises(RefusedError) as refusal:
        make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)
    assert wrong(refusal) == [f"Năm: Đã có kế hoạch công khai năm {TODAY.year}; sửa kế hoạch ấy."]
    with pytest.raises(RefusedError):
        make_plan(scene.office, scene.locality, 2023, has_loudspeaker=True)
    make_plan(there.office, there.locality, TODAY.year, has_loudspeaker=True)
    assert PublishingPlan.objects.count() == 2


@pytest.mark.parametrize("who", ["head", "leader", "front", "inspector"])
def test_only_the_office_plans(scene, who, plan):
    actor, line = getattr(scene, who), plan.lines.first()
    for act in (
        lambda: make_plan(actor, scene.locality, TODAY.year + 1, has_loudspeaker=True),
        lambda: set_loudspeaker(actor, plan, 1, has_loudspeaker=False),
        lambda: add_line(actor, plan, LINE),
        lambda: edit_line(actor, line, LINE, 1),
        lambda: remove_line(actor, line, 1),
        lambda: approve_plan(actor, plan, Approval("1", TODAY), 1),
        lambda: reopen_plan(actor, plan, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_the_office_of_another_place_plans_nothing_here(there, plan):
    with pytest.raises(NotAllowedError):
        add_line(there.office, plan, LINE)


def test_the_loudspeaker_is_a_setting_of_the_plan(scene, plan):
    changed = set_loudspeaker(scene.office, plan, plan.version, has_loudspeaker=False)
    assert (changed.has_loudspeaker, changed.version) == (False, 2)
    assert last_row().details == {"loudspeaker": False, "version": 2}
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        set_loudspeaker(scene.office, plan, 1, has_loudspeaker=True)


def test_a_line_is_added_changed_and_taken_out(scene, plan):
    made = add_line(scene.office, plan, LINE)
    assert (made.what, made.more_forms) == ("Quỹ Đền ơn đáp nghĩa", ["letter", "network"])
    changed = edit_line(scene.office, made, LineContent(5, "Quỹ Khuyến học"), 1)
    assert (changed.what, changed.due_on, changed.version) == ("Quỹ Khuyến học", None, 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_line(scene.office, made, LINE, 1)
    remove_line(scene.office, changed, 2)
    with pytest.raises(RefusedError, match="Người khác vừa bỏ dòng này"):
        edit_line(scene.office, made, LINE, 2)
    assert (plan.lines.count(), fresh(plan).version) == (29, 4)


def test_a_line_that_is_wrong_is_refused_whole(scene, plan):
    bad = LineContent(15, "", due_on=date(TODAY.year + 2, 1, 1), more_forms=("smoke",))
    words = [
        "Nội dung theo Điều 11: Chọn một trong 14 nội dung của Điều 11.",
        "Công khai gì: Ghi công khai việc gì.",
        (f"Chậm nhất ngày: Kế hoạch của năm {TODAY.year}; ngày 01/01/{TODAY.year + 2} nằm ngoài năm ấy và quý I năm sau."),
        "Hình thức chọn thêm: Không có hình thức «smoke»; chọn trong danh sách.",
    ]
    with pytest.raises(RefusedError) as refusal:
        add_line(scene.office, plan, bad)
    assert wrong(refusal) == words
    line = plan.lines.first()
    with pytest.raises(RefusedError) as refusal:
        edit_line(scene.office, line, bad, 1)
    assert wrong(refusal) == words
    assert fresh(line).what == line.what


def test_a_line_under_which_something_is_prepared_stays(scene, plan):
    line = plan.lines.filter(item=2).first()
    draft_posting(scene.office, scene.locality, content(line=line), paper())
    with pytest.raises(RefusedError, match="dòng ở lại trong kế hoạch"):
        remove_line(scene.office, line, 1)
    assert PlanLine.objects.filter(pk=line.pk).exists()


def test_a_plan_is_adopted_by_its_paper_and_opened_again_to_adjust_it(scene, plan):
    made = approve_plan(scene.office, plan, Approval(" 15/KH-UBND ", TODAY, paper()), 1)
    assert (made.number, made.file.name, made.digest) == ("15/KH-UBND", "van-ban.txt", lines_digest(plan))
    assert fresh(plan).state == "approved"
    for act in (
        lambda: add_line(scene.office, plan, LINE),
        lambda: set_loudspeaker(scene.office, plan, 2, has_loudspeaker=False),
        lambda: approve_plan(scene.office, plan, Approval("16", TODAY), 2),
    ):
        with pytest.raises(RefusedError, match="«Đã thông qua»"):
            act()
    reopen_plan(scene.office, plan, 2)
    with pytest.raises(RefusedError, match="«Đang soạn»"):
        reopen_plan(scene.office, plan, 3)
    add_line(scene.office, plan, LINE)
    again = approve_plan(scene.office, plan, Approval("20/KH-UBND", TODAY), 4)
    assert again.file is None
    assert again.digest != made.digest
    assert PlanApproval.objects.filter(plan=plan).count() == 2
    with pytest.raises(TypeError):
        made.delete()


def test_an_approval_that_is_wrong_changes_nothing(scene, plan):
    with pytest.raises(RefusedError) as refusal:
        approve_plan(scene.office, plan, Approval("", TODAY, SentFile("a.exe", b"MZ", True)), 1)
    assert [one.partition(":")[0] for one in wrong(refusal)] == ["Tệp", "Số văn bản"]
    plan.lines.all().delete()
    with pytest.raises(RefusedError, match="chưa có dòng nào"):
        approve_plan(scene.office, plan, Approval("15/KH-UBND", TODAY), 1)
    assert fresh(plan).state == "draft"
