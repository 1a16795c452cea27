from datetime import date

import pytest

from kheo.democracy.actions.boards import (
    BoardContent,
    announce_board,
    dissolve_board,
    found_board,
    tell_owner,
)
from kheo.democracy.models import Board, Project
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError, find_grant
from kheo.organisation.models import Position, Role
from tests import factories
from tests.democracy.board_scene import days, make_work
from tests.democracy.scene import hold, wrong
from tests.directives.scene import PDF


@pytest.fixture
def work(scene):
    return make_work(scene)


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_art_40_2_b_the_front_recognises_the_board_and_the_body_is_the_one_of_all_terms(scene, work):
    board = work.board
    assert (board.kind, board.number, board.body.code) == (
        "inspection",
        "12/QĐ-MTTQ",
        f"{scene.locality.code}/ban-thanh-tra-nhan-dan",
    )
    assert last_row().details == {"kind": "inspection", "day": days(-200).isoformat()}
    file = SentFile("qd.pdf", PDF, is_not_secret=True)
    later = found_board(scene.office, scene.locality, BoardContent("13/QĐ-MTTQ", days(0), 5, days(1601), days(3000), file=file))
    assert later.body == board.body
    assert later.file.name == "qd.pdf"


def test_art_36_2_terms_do_not_run_beside_each_other_and_what_is_wrong_is_said_together(scene, work):
    with pytest.raises(RefusedError) as refusal:
        found_board(scene.front, scene.locality, BoardContent("", days(0), 4, days(0), days(900)))
    assert wrong(refusal) == [
        "Số văn bản: Ghi số văn bản của Mặt trận.",
        "Số thành viên: Ban có ít nhất 05 thành viên (Điều 36 khoản 1 Luật 10/2022/QH15).",
        f"Nhiệm kỳ: Ban khoá trước có nhiệm kỳ đến hết {work.board.term_to:%d/%m/%Y}; xem lại ngày.",
    ]
    with pytest.raises(RefusedError) as refusal:
        found_board(scene.front, scene.locality, BoardContent("1", days(0), 5))
    assert len(wrong(refusal)) == 1
    assert Board.objects.count() == 1


@pytest.mark.parametrize("who", ["leader", "head", "inspector"])
def test_nobody_but_the_front_and_the_office_recognises_a_board(scene, who):
    with pytest.raises(NotAllowedError):
        found_board(getattr(scene, who), scene.locality, BoardContent("1", days(0), 5, days(0), days(900)))


def test_a_union_s_staff_is_not_the_front(scene):
    body = factories.make_body(scene.locality, "doan-thanh-nien", "Đoàn Thanh niên", "union")
    union = factories.actor_for(hold(body, "union", Role.UNIT_STAFF, "Bí thư"))
    with pytest.raises(NotAllowedError):
        found_board(union, scene.locality, BoardContent("1", days(0), 5, days(0), days(900)))


def test_art_41_1_a_project_has_one_supervision_board(scene, there, work):
    project = work.project()
    board = work.supervising(project)
    assert (board.project, board.kind, board.term_to) == (project, "supervision", None)
    for wrongly, why in (
        (project, "Công trình: Công trình này đã có ban giám sát; mỗi dự án một ban (Điều 41 khoản 1)."),
        (make_work(there).project(), "Công trình: Công trình này không thuộc địa phương."),
    ):
        with pytest.raises(RefusedError) as refusal:
            found_board(scene.front, scene.locality, BoardContent("1", days(0), 5, project=wrongly))
        assert wrong(refusal) == [why]


def test_art_40_2_b_and_45_1_b_days_of_telling_are_written_down(scene, work):
    board = announce_board(scene.front, work.board, days(-195), work.board.version)
    assert board.announced_on == days(-195)
    with pytest.raises(RefusedError) as refusal:
        announce_board(scene.front, board, days(-201), board.version)
    assert wrong(refusal) == [f"Ngày: Văn bản về ban ngày {days(-200):%d/%m/%Y}; ngày này không thể trước ngày ấy."]
    with pytest.raises(RefusedError, match="Điều 45 khoản 1 điểm b"):
        tell_owner(scene.front, board, days(-5), board.version)
    told = work.supervising(told=-90)
    assert told.owner_told_on == days(-90)
    assert last_row().details == {"what": "owner_told_on", "day": days(-90).isoformat()}


def test_art_41_1_a_supervision_board_dissolves_itself_when_nothing_is_open(scene, work):
    board = work.supervising()
    early, late = work.member(board=board), work.member("Cá nhân 02", board=board, joined_on=days(0))
    visit = work.planned(board)
    with pytest.raises(RefusedError) as refusal:
        dissolve_board(scene.front, board, days(1), "", Board.objects.get(pk=board.pk).version)
    assert wrong(refusal) == [
        f"Từ ngày: Ngày {days(1):%d/%m/%Y} chưa đến; ghi khi đã có.",
        "Vì sao: Ghi vì sao, một câu.",
        "Từ ngày: Còn cuộc giám sát chưa xong; ghi kết quả, xác nhận hoặc cho thôi trước.",
        "Từ ngày: Công trình chưa ghi hoàn thành hay dừng; ghi ở trang công trình trước (Điều 41 khoản 1 Luật 10/2022/QH15).",
    ]
    visit.delete()
    Project.objects.update(state="done")
    board = Board.objects.get(pk=board.pk)
    over = dissolve_board(scene.front, board, days(0), "Công trình đã bàn giao.", board.version)
    assert (over.dissolved_on, over.dissolved_why) == (days(0), "Công trình đã bàn giao.")
    ends = {one.pk: Position.objects.get(board_member=one).valid_to for one in (early, late)}
    assert ends == {early.pk: days(0), late.pk: days(1)}
    with pytest.raises(RefusedError, match="Ban này đã giải thể"):
        announce_board(scene.front, over, days(0), over.version)


def test_a_member_may_dissolve_the_own_supervision_board_but_no_other_and_not_the_inspection_board(scene, work):
    first, second = work.supervising(), work.supervising(work.project(name="Nhà văn hoá"))
    member = factories.actor_for(hold(first.body, "watcher", Role.INSPECTOR, "Trưởng ban"))
    Project.objects.update(state="stopped")
    first.project.refresh_from_db()
    assert dissolve_board(member, first, days(0), "Đã xong.", first.version).dissolved_on == days(0)
    with pytest.raises(NotAllowedError):
        dissolve_board(member, second, days(0), "Đã xong.", second.version)
    with pytest.raises(RefusedError, match="không giải thể"):
        dissolve_board(scene.inspector, work.board, days(0), "Đã xong.", work.board.version)
    with pytest.raises(NotAllowedError):
        dissolve_board(scene.head, work.board, days(0), "Đã xong.", work.board.version)


def test_the_table_keeps_a_member_of_one_locality_out_of_the_other(scene, there):
    assert find_grant(scene.front, "board.manage", there.locality) is None
    with pytest.raises(NotAllowedError):
        found_board(scene.front, there.locality, BoardContent("1", date(2026, 1, 5), 5, days(0), days(900)))
