from dataclasses import replace
from decimal import Decimal

import pytest

from kheo.democracy.actions.projects import (
    GiftContent,
    ProgressContent,
    ProjectContent,
    add_project,
    contribute,
    edit_project,
    finish_project,
    report_progress,
    stop_project,
)
from kheo.democracy.models import Contribution, Household, Progress, Project
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories
from tests.democracy.board_scene import days, make_work
from tests.democracy.scene import hold, wrong

WORK = GiftContent("work", Decimal(120), days(-40), households=30)
HALF = ProgressContent(days(-20), 50, 100_000_000)


@pytest.fixture
def work(scene):
    return make_work(scene)


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def content(project, **changes):
    usual = ProjectContent(
        project.name, project.kind, project.owner, project.total, project.starts_on, project.ends_on,
        tuple(project.sources.values_list("label", "amount")), project.village,
    )  # fmt: skip
    return replace(usual, **changes)


def test_a_project_is_entered_with_its_sources_and_changed_till_it_is_done(scene, there, work):
    made = work.project(where=" ngõ  12 ")
    assert (made.where, made.state, last_row().details) == ("ngõ 12", "planned", {"kind": "community", "total": 300_000_000})
    assert list(made.sources.values_list("label", "amount")) == [
        ("Ngân sách phường", 200_000_000),
        ("Nhân dân đóng góp", 100_000_000),
    ]
    changed = edit_project(scene.front, made, content(made, total=5, sources=(("Ngân sách phường", 5),)), made.version)
    assert (changed.total, list(changed.sources.values_list("amount", flat=True))) == (5, [5])
    with pytest.raises(RefusedError) as refusal:
        work.project(name="", village=there.village)
    assert wrong(refusal) == [
        "Tên: Ghi tên chương trình, dự án, công trình.",
        "Thôn, tổ dân phố: Chọn thôn, tổ dân phố của địa phương vào ngày ấy.",
    ]
    for actor in (scene.inspector, scene.head, there.front):
        with pytest.raises(NotAllowedError):
            add_project(actor, scene.locality, content(made))
    assert Project.objects.count() == 1


def test_the_total_does_not_fall_below_what_was_spent(scene, work):
    made = work.project(village=None)
    report_progress(scene.front, made, HALF)
    report_progress(scene.front, made, replace(HALF, spent=None))
    made.refresh_from_db()
    with pytest.raises(RefusedError) as refusal:
        edit_project(scene.front, made, content(made, total=99_999_999, sources=()), made.version)
    assert wrong(refusal) == ["Tổng mức: Tổng mức nhỏ hơn số đã ghi giải ngân."]
    assert edit_project(scene.front, made, content(made, total=100_000_000, sources=()), made.version).total == 100_000_000


@pytest.mark.parametrize(
    ("gift", "amount", "said"),
    [("money", "182500000", "182.500.000 đồng"), ("work", "420", "420 ngày công"), ("land", "312.5", "312,5 m²")],
)
def test_a_gift_is_told_the_vietnamese_way(scene, work, gift, amount, said):
    made = contribute(scene.office, work.project(), GiftContent(gift, Decimal(amount), days(-40)))
    made.refresh_from_db()
    assert str(made) == said


def test_a_gift_is_written_once_and_corrected_by_a_row_that_names_it(scene, there, work):
    made, other = work.project(), work.project(name="Nhà văn hoá")
    first = contribute(scene.office, made, replace(WORK, village=scene.village))
    again = contribute(scene.office, made, replace(WORK, amount=Decimal(0), note="ghi nhầm"), first)
    assert (again.corrects, last_row().details) == (first, {"gift": "work", "corrects": first.pk})
    for project, row in ((made, first), (other, again)):
        with pytest.raises(RefusedError) as refusal:
            contribute(scene.office, project, replace(WORK, note="lại"), row)
        assert wrong(refusal) == ["Đóng góp: Dòng này đã ghi lại rồi; ghi lại dòng mới nhất."]
    with pytest.raises(RefusedError) as refusal:
        contribute(scene.office, made, replace(WORK, village=there.village, on=days(1)))
    assert wrong(refusal) == [
        f"Ngày: Ngày {days(1):%d/%m/%Y} chưa đến.",
        "Thôn, tổ dân phố: Chọn thôn, tổ dân phố của địa phương vào ngày ấy.",
    ]
    with pytest.raises(NotAllowedError):
        contribute(scene.inspector, made, WORK)
    assert Contribution.objects.count() == 2


def test_a_head_writes_down_and_corrects_what_the_own_village_gave_and_no_other(scene, work):
    made = work.project()
    own, theirs = replace(WORK, village=scene.village), replace(WORK, village=scene.villages[1])
    first = contribute(scene.head, made, own)
    assert contribute(scene.head, made, replace(own, note="đếm lại"), first).corrects == first
    other = contribute(scene.other_head, made, theirs)
    for content_of, corrects in ((theirs, None), (replace(WORK, village=None), None), (replace(own, note="của tôi"), other)):
        with pytest.raises(NotAllowedError):
            contribute(scene.head, made, content_of, corrects)
    assert Contribution.objects.count() == 3


def test_a_gift_is_held_against_the_roll_of_the_village_and_day(scene, there, work):
    made = work.project()
    contribute(scene.office, made, replace(WORK, households=99_999, village=scene.village))  # no roll is kept yet
    scene.roll(30)
    Household.objects.filter(number=30).update(valid_from=days(-10))
    there.roll(500)
    with pytest.raises(RefusedError) as refusal:
        contribute(scene.office, made, replace(WORK, village=scene.village))
    assert [line.split(",")[0] for line in wrong(refusal)] == [f"Số hộ: Sổ hộ ngày {days(-40):%d/%m/%Y} có 29 hộ"]
    assert contribute(scene.office, made, replace(WORK, village=scene.village, on=days(-5))).households == 30
    assert contribute(scene.office, made, replace(WORK, households=31)).village is None  # one village of two keeps no roll
    scene.roll(2, scene.villages[1])
    assert contribute(scene.office, made, replace(WORK, households=31)).households == 31
    with pytest.raises(RefusedError, match="có 31 hộ, ở đây ghi 32 hộ"):
        contribute(scene.office, made, replace(WORK, households=32))


def test_the_board_of_a_project_and_no_other_reports_its_progress(scene, work):
    made, other = work.project(), work.project(name="Nhà văn hoá")
    board = work.supervising(made)
    watcher = factories.actor_for(hold(board.body, "watcher", Role.INSPECTOR, "Trưởng ban"))
    made = Project.objects.get(pk=made.pk)
    first = report_progress(watcher, made, HALF)
    made.refresh_from_db()
    assert (made.state, last_row().details) == ("running", {"percent": 50, "corrects": None, "version": 2})
    again = report_progress(watcher, made, replace(HALF, percent=40, note="đo lại"), first)
    assert again.corrects == first
    for project, row in ((made, first), (other, again)):
        with pytest.raises(RefusedError) as refusal:
            report_progress(scene.front, project, replace(HALF, note="lại"), row)
        assert wrong(refusal) == ["Khối lượng: Dòng này đã ghi lại rồi; ghi lại dòng mới nhất."]
    for actor in (watcher, scene.inspector, scene.leader):
        with pytest.raises(NotAllowedError):
            report_progress(actor, other, HALF)
    with pytest.raises(RefusedError) as refusal:
        report_progress(scene.front, made, replace(HALF, percent=101))
    assert wrong(refusal) == ["Khối lượng: Ghi từ 0 đến 100."]
    with pytest.raises(RefusedError) as refusal:
        report_progress(scene.front, made, replace(HALF, percent=30, on=days(-1)))
    assert wrong(refusal)[0].startswith("Khối lượng: Lần trước đã ghi 40 %.")
    assert Progress.objects.count() == 2


def test_a_work_is_done_once_and_then_only_corrected(scene, work):
    made = work.project()
    with pytest.raises(RefusedError, match="Không thể ghi hoàn thành"):
        finish_project(scene.front, made, days(-1), "nghiệm thu đạt", made.version)
    first = report_progress(scene.front, made, HALF)
    made.refresh_from_db()
    with pytest.raises(RefusedError) as refusal:
        finish_project(scene.front, made, days(1), "", made.version)
    assert wrong(refusal) == [
        f"Ngày hoàn thành: Ngày {days(1):%d/%m/%Y} chưa đến; ghi khi đã nghiệm thu.",
        "Kết quả nghiệm thu: Ghi vì sao, một câu.",
    ]
    done = finish_project(scene.front, made, days(-1), "nghiệm thu đạt", made.version)
    assert (done.state, done.done_on, done.closing) == ("done", days(-1), "nghiệm thu đạt")
    with pytest.raises(RefusedError, match="Không thể ghi tiến độ"):
        report_progress(scene.front, done, HALF)
    report_progress(scene.front, done, replace(HALF, note="đo lại"), first)
    done.refresh_from_db()
    assert done.state == "done"
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_project(scene.front, done, content(done), made.version)


def test_a_work_is_stopped_with_a_reason(scene, work):
    made = work.project()
    with pytest.raises(RefusedError) as refusal:
        stop_project(scene.front, made, " ", made.version)
    assert wrong(refusal) == ["Vì sao dừng: Ghi vì sao, một câu."]
    assert stop_project(scene.front, made, "hết vốn", made.version).state == "stopped"
    with pytest.raises(NotAllowedError):
        stop_project(scene.head, made, "hết vốn", made.version + 1)
