"""Luật 10/2022/QH15 Điều 36, 37, 41, 42, 45; Nghị định 59/2023/NĐ-CP Điều 13, 17: who comes into a board, and how they leave."""

import pytest

from kheo.democracy.actions.seats import LeaveContent, leave_board, reseat_member
from kheo.democracy.models import Board, BoardMember, Matter
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Person, Position, Role
from tests import factories
from tests.democracy.board_scene import days, make_work
from tests.democracy.scene import hold, wrong


@pytest.fixture
def work(scene):
    return make_work(scene)


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_a_member_acts_for_the_own_board_and_till_the_end_of_the_term(scene, work):
    member = work.member()
    position = member.position
    assert (position.person.name, position.title, position.role) == ("Cá nhân 01", "Uỷ viên", Role.INSPECTOR)
    assert (position.valid_to - work.board.term_to).days == 1
    assert last_row().details == {"member": member.pk, "seat": "member", "part": "village", "from": days(-190).isoformat()}
    assert Board.objects.get(pk=work.board.pk).version == work.board.version + 1
    other = work.supervising()
    sent = work.member(board=other, person=position.person, part="inspection_board", village=None)
    assert (sent.position.person, sent.position.body, sent.position.valid_to) == (position.person, other.body, None)


def test_a_position_that_the_office_gave_before_is_the_member_s_own(scene, work):
    person = scene.accounts["inspector"].person
    member = work.member(person)
    assert (member.position, Position.objects.filter(person=person).count()) == (person.positions.get(), 1)


def test_everything_wrong_with_a_member_is_said_at_once(scene, there, work):
    with pytest.raises(RefusedError) as refusal:
        work.member(" ", joined_on=days(-201), meets_standards=False, village=there.village)
    told = wrong(refusal)
    assert told[0] == "Họ tên: Ghi họ tên, hoặc chọn người đã có."
    assert told[1].startswith("Tiêu chuẩn: ")
    assert told[2:] == [
        f"Từ ngày: Ban có từ {days(-200):%d/%m/%Y}.",
        f"Thôn, tổ dân phố: Ngày {days(-201):%d/%m/%Y} địa phương không có nơi này.",
    ]
    for changes in ({"seat": "king"}, {"part": "king"}):
        with pytest.raises(RefusedError) as refusal:
            work.member(**changes)
        assert wrong(refusal) == ["Giữ vị trí: Chọn vị trí và thay mặt ai trong danh sách."]
    with pytest.raises(RefusedError) as refusal:
        work.member(board=work.supervising(), part="front")
    assert wrong(refusal) == ["Thôn, tổ dân phố: Chỉ người do thôn, tổ dân phố bầu mới ghi nơi bầu."]
    assert not BoardMember.objects.exists()


def test_art_37_2_an_official_and_a_head_of_a_village_are_barred_by_name_unless_it_is_another(scene, work):
    for account, title in (("leader", "Uỷ ban nhân dân Duy Tiên"), ("head", "Cộng đồng dân cư to-dan-pho-diep-son")):
        name = scene.accounts[account].person.name
        with pytest.raises(RefusedError) as refusal:
            work.member(name)
        (told,) = wrong(refusal)
        assert title in told
        assert told.endswith(": không ở trong ban được. Nếu là người khác, đánh dấu «Trùng tên».")
        assert work.member(name, another=True).pk
    # Điều 42 khoản 2 does not bar who works part-time in a village; somebody of the office's union is no official either.
    board = work.supervising()
    assert work.member(scene.accounts["head"].person.name, board=board).pk
    with pytest.raises(RefusedError):
        work.member(scene.accounts["leader"].person.name, board=board)
    body = factories.make_body(scene.locality, "hoi-phu-nu", "Hội Phụ nữ", "union")
    assert work.member(hold(body, "woman", Role.UNIT_STAFF, "Hội viên").person.name).pk


def test_links_of_a_member_belong_to_the_board(scene, there, work):
    gone = leave_board(scene.front, work.member(), LeaveContent(days(-50), "gone", "Chuyển đi."), work.board.version + 1)
    stranger = Person.objects.create(locality=there.locality, name="Cá nhân 09")
    election = Matter.objects.create(
        locality=scene.locality, village=scene.village, scope="village", kind=5, title="Bầu", content=""
    )
    elsewhere = Matter.objects.create(locality=there.locality, scope="commune", kind=5, title="Bầu", content="")
    vote = Matter.objects.create(locality=scene.locality, scope="commune", kind=2, title="Góp", content="")
    here = work.member("Cá nhân 02", election=election, replaces=gone, joined_on=days(-50))
    assert (here.election, here.replaces) == (election, gone)
    for changes, told in (
        ({"election": elsewhere}, "Cuộc bầu: Chọn cuộc bầu thành viên ban của địa phương (Điều 15 khoản 5)."),
        ({"election": vote}, "Cuộc bầu: Chọn cuộc bầu thành viên ban của địa phương (Điều 15 khoản 5)."),
        ({"replaces": here}, "Thay cho: Chọn người đã thôi của chính ban này."),
        ({"replaces": gone, "joined_on": days(-51)}, "Thay cho: Chọn người đã thôi của chính ban này."),
        ({"replaces": gone, "board": work.supervising()}, "Thay cho: Chọn người đã thôi của chính ban này."),
        ({"person": stranger}, "Họ tên: Người này không thuộc địa phương."),
        ({"person": here.position.person, "joined_on": days(-1)}, "Họ tên: Người này đang ở trong ban."),
    ):
        with pytest.raises(RefusedError) as refusal:
            work.member(**{"person": "Cá nhân 03", **changes})
        assert wrong(refusal) == [told]


def dismissing(scene, **changes):
    """A decision of the first village to let a member of a board go, recognised by the Front."""
    told = {"village": scene.village, "scope": "village", "kind": 5, "title": "Cho thôi", "content": "", "dismisses": True}
    return Matter.objects.create(locality=scene.locality, **({**told, "state": "in_force"} | changes))


def test_art_36_2_who_was_elected_leaves_by_the_village_s_own_decision_and_once(scene, work):
    member = work.member()
    version = Board.objects.get(pk=work.board.pk).version
    with pytest.raises(RefusedError) as refusal:
        leave_board(scene.front, member, LeaveContent(days(1), "trust", ""), version)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Thôi từ ngày", "Việc cho thôi"]
    vote = dismissing(scene)
    leave_board(scene.front, member, LeaveContent(days(-10), "trust", " Vắng  nhiều. ", vote), version)
    member.refresh_from_db()
    assert (Position.objects.get(pk=member.position_id).valid_to, member.left_why) == (days(-10), "Vắng nhiều.")
    assert (member.left_ground, member.left_vote) == ("trust", vote)
    assert last_row().details == {"member": member.pk, "day": days(-10).isoformat(), "ground": "trust"}
    with pytest.raises(RefusedError) as refusal:
        leave_board(scene.front, member, LeaveContent(days(-10), "trust", "", vote), version + 1)
    assert wrong(refusal) == [f"Thôi từ ngày: Người này đã thôi từ {days(-10):%d/%m/%Y}."]
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        leave_board(scene.front, member, LeaveContent(days(-12), "trust", "", vote), version)
    with pytest.raises(NotAllowedError):
        leave_board(scene.inspector, member, LeaveContent(days(-12), "trust", "", vote), version + 1)


def test_the_decision_is_of_the_village_that_elected_on_just_that_and_in_force(scene, there, work):
    member = work.member()
    version = Board.objects.get(pk=work.board.pk).version
    for changes, told in (
        ({"village": scene.villages[1]}, "chính nơi đã bầu người này"),
        ({"locality": there.locality, "village": there.village}, "chính nơi đã bầu người này"),
        ({"dismisses": False}, "chính nơi đã bầu người này"),
        ({"kind": 4}, "chính nơi đã bầu người này"),
        ({"state": "sent"}, "chưa có hiệu lực"),
    ):
        vote = dismissing(scene)
        Matter.objects.filter(pk=vote.pk).update(**changes)
        with pytest.raises(RefusedError, match=told):
            leave_board(scene.front, member, LeaveContent(days(-10), "duty", "", Matter.objects.get(pk=vote.pk)), version)
    with pytest.raises(RefusedError, match="Dài quá 120"):
        leave_board(scene.front, member, LeaveContent(days(-10), "duty", "", paper="x" * 121), version)
    leave_board(scene.front, member, LeaveContent(days(-10), "duty", "", paper="05/QĐ-MTTQ, 02/03/2026"), version)
    member.refresh_from_db()
    assert (member.left_vote, member.left_paper) == (None, "05/QĐ-MTTQ, 02/03/2026")


def test_art_40_2_b_a_member_becomes_head_when_the_head_gives_it_back(scene, work):
    head, other = work.member(seat="head"), work.member("Cá nhân 02")
    version = Board.objects.get(pk=work.board.pk).version
    with pytest.raises(RefusedError) as refusal:
        reseat_member(scene.front, other, "head", days(-5), version)
    assert wrong(refusal) == ["Giữ vị trí: Ban đang có Trưởng ban; ghi người cũ thôi giữ vị trí trước."]
    for seat, on, told in (
        ("member", days(-5), "đang là Uỷ viên"),
        ("king", days(-5), "trong danh sách"),
        ("deputy", days(1), "Từ ngày"),
    ):
        with pytest.raises(RefusedError, match=told):
            reseat_member(scene.front, other, seat, on, version)
    reseat_member(scene.front, head, "member", days(-5), version)
    reseat_member(scene.front, other, "head", days(-5), version + 1)
    head.refresh_from_db()
    other.refresh_from_db()
    assert (head.seat, other.seat, other.position.title) == ("member", "head", "Trưởng ban")
    assert (head.seat_from, other.seat_from) == (days(-5), days(-5))
    assert last_row().details == {"member": other.pk, "before": "member", "seat": "head", "from": days(-5).isoformat()}
    with pytest.raises(RefusedError, match="Người này là Trưởng ban từ"):
        reseat_member(scene.front, other, "member", days(-6), version + 2)
    leave_board(scene.front, head, LeaveContent(days(-4), "gone", "Chuyển đi."), version + 2)
    with pytest.raises(RefusedError, match="đã thôi ở ban"):
        reseat_member(scene.front, head, "deputy", days(-4), version + 3)
    with pytest.raises(NotAllowedError):
        reseat_member(scene.inspector, other, "member", days(-4), version + 3)
