from datetime import timedelta
from decimal import Decimal

import pytest

from kheo.assessment.actions.ballots import record_absence
from kheo.assessment.actions.councils import take_file_out
from kheo.assessment.actions.rounds import agree_points, decide_tie, record_meeting, record_votes
from kheo.assessment.actions.sheets import reopen_assessment
from kheo.assessment.models import Assessment, Council
from kheo.assessment.queries.councils import may_see_sheets, sitting_as
from kheo.assessment.queries.results import agenda, results_of
from kheo.assessment.queries.sheets import standings
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.assessment.actions.rounds_scene import close, meet, put_out, said, today

pytestmark = pytest.mark.django_db


def test_a_round_with_unfinished_sheets_is_not_closed(scene):
    scene.open()
    scene.give_all((6, 4), (6, 4))
    with pytest.raises(RefusedError) as refused:
        close(scene)
    assert said(refused) == [f"{scene.accounts[2].person.name}: Còn 2 hồ sơ chưa chấm xong. Nhắc, hoặc ghi vắng."]
    record_absence(scene.office, scene.seats[2], "ốm")
    close(scene, scene.actors[0])  # the chair may, too
    assert scene.now().state == Council.State.CLOSED
    with pytest.raises(RefusedError, match="Không thể khoá điểm"):
        close(scene)


def test_members_do_not_close(scored):
    with pytest.raises(NotAllowedError):
        close(scored, scored.actors[1])


def test_nothing_is_told_before_the_round_is_closed(scored):
    assert results_of(scored.now()).files == ()
    assert may_see_sheets(scored.now()) is False
    assert [one.verified_total for one in standings(sheet.pk for sheet in scored.sheets).values()] == [None, None]


def test_a_wide_file_waits_for_the_meeting(scored):
    close(scored)
    first, second = results_of(scored.now()).files
    assert (first.file.points, first.place, first.spread) == (Decimal("9.17"), 1, Decimal("1.5"))
    assert (second.file.points, second.place, second.totals) == (None, None, [10, 9, 5])
    assert [one.file.pk for one in agenda(scored.now())] == [scored.files[1].pk]
    with pytest.raises(RefusedError, match="đã khoá"):
        scored.give(0, 0, 6, 4)


def test_a_file_that_nobody_scored_keeps_the_round_open(scene):
    scene.open()
    scene.bars = {(scene.sheets[0].pk, account.person_id): "cùng đơn vị" for account in scene.accounts}
    for member in range(3):
        scene.give(member, 1, 6, 4)
    with pytest.raises(RefusedError) as refused:
        close(scene)
    assert said(refused) == [f"Hồ sơ {scene.sheets[0].pk}: Chưa thành viên nào chấm xong hồ sơ này; giao cho người khác."]


def test_a_meeting_needs_its_quorum_of_all_members(scored):
    close(scored)
    with pytest.raises(RefusedError) as refused:
        meet(scored, present=(0, 1))
    assert said(refused) == ["Có mặt: Có mặt 2/3, chưa đủ 3 người (70 %) để họp."]
    with pytest.raises(RefusedError, match="sau hôm nay"):
        meet(scored, day=today() + timedelta(days=1))
    with pytest.raises(RefusedError, match="tải lại trang"):
        record_meeting(scored.office, scored.council, today(), {0}, scored.now().version)
    meet(scored)
    assert scored.now().met_on == today()


def test_a_substitute_makes_up_the_quorum_and_the_absent_does_not(scored):
    stand_in = record_absence(scored.office, scored.seats[0], "ốm", scored.account_outside().person)
    close(scored)
    with pytest.raises(RefusedError, match="đã ghi vắng"):
        meet(scored)
    record_meeting(
        scored.office, scored.council, today(), {stand_in.pk, scored.seats[1].pk, scored.seats[2].pk}, scored.now().version
    )
    assert sitting_as(scored.council, "chair").pk == stand_in.pk


def test_agreed_points_need_a_meeting_a_wide_file_and_a_reason(scored):
    narrow, wide = scored.files
    close(scored)
    with pytest.raises(RefusedError, match="Ghi ngày họp"):
        agree_points(scored.office, wide, Decimal(8), "đã bàn")
    meet(scored)
    for file, points, reason, why in (
        (narrow, Decimal(8), "đã bàn", "không chênh lệch quá mức"),
        (wide, Decimal("10.01"), "đã bàn", "Ghi điểm từ 0 đến 10"),
        (wide, Decimal("8.001"), "đã bàn", "hai chữ số thập phân"),
        (wide, Decimal(8), " ", "Ghi lý do"),
    ):
        with pytest.raises(RefusedError, match=why):
            agree_points(scored.office, file, points, reason)
    with pytest.raises(RefusedError) as refused:
        put_out(scored)
    assert said(refused) == ["Chênh lệch: 1 hồ sơ chênh lệch lớn chưa có điểm thống nhất."]
    agree_points(scored.office, wide, Decimal(8), "xem lại minh chứng")
    agree_points(scored.office, wide, Decimal("8.5"), "đếm lại")  # a correction is a new row
    assert [one.agreement and one.agreement.reason for one in results_of(scored.now()).files] == [None, "đếm lại"]
    put_out(scored)
    sheets = list(Assessment.objects.order_by("pk").values_list("state", "assessed_on"))
    assert sheets == [("closed", today()), ("closed", today())]
    found = standings(sheet.pk for sheet in scored.sheets)
    assert [one.verified_total for one in found.values()] == [Decimal("9.17"), Decimal("8.50")]
    assert may_see_sheets(scored.now()) is True


def test_what_was_taken_out_is_not_agreed_on(scored):
    close(scored)
    meet(scored)
    take_file_out(scored.office, scored.files[1], "đơn vị xin rút")
    with pytest.raises(RefusedError, match="đã rút"):
        agree_points(scored.office, scored.files[1], Decimal(8), "đã bàn")
    put_out(scored)
    with pytest.raises(RefusedError, match="đã công bố"):
        take_file_out(scored.office, scored.files[0], "muộn")
    with pytest.raises(RefusedError, match="đã công bố"):
        record_absence(scored.office, scored.seats[0], "muộn")


def test_the_chair_decides_between_equals(equal, scored):
    first, second = (file.pk for file in equal.files)
    with pytest.raises(RefusedError) as refused:
        put_out(equal)
    assert said(refused) == [
        "Bằng điểm: 1 nhóm hồ sơ bằng điểm chờ chủ tịch hội đồng quyết định.",
        "Biểu quyết: 2 hồ sơ chưa biểu quyết.",
    ]
    for order, why in (((first,), "Xếp đủ"), ((first, first, second), "Xếp đủ"), ((), "Xếp đủ")):
        with pytest.raises(RefusedError, match=why):
            decide_tie(equal.office, equal.council, order, "lan toả hơn")
    with pytest.raises(RefusedError, match="Ghi lý do"):
        decide_tie(equal.office, equal.council, (first, second), "")
    decide_tie(equal.actors[0], equal.council, (second, first), "lan toả hơn")
    placed = [(one.file.pk, one.place, one.precedence.reason) for one in results_of(equal.now()).files]
    assert placed == [(second, 1, "lan toả hơn"), (first, 2, "lan toả hơn")]
    close(scored)
    with pytest.raises(RefusedError, match="không đặt cách xếp"):
        decide_tie(scored.office, scored.council, (), "x")


def test_votes_are_counted_against_all_members(equal, scored):
    first, second = (file.pk for file in equal.files)
    for votes, why in (
        ({first: (3, 1)}, "mà có mặt 3 người"),
        ({first: (-1, 0)}, "Đếm lại"),
        ({first: (3, 0), 0: (3, 0)}, "không ở hội đồng này"),
    ):
        with pytest.raises(RefusedError, match=why):
            record_votes(equal.office, equal.council, votes)
    record_votes(equal.office, equal.council, {first: (3, 0), second: (2, 0)})
    decide_tie(equal.office, equal.council, (first, second), "lan toả hơn")
    assert [(one.file.pk, one.is_approved) for one in results_of(equal.now()).files] == [(first, True), (second, False)]
    put_out(equal)
    assert [one.passes for one in standings(sheet.pk for sheet in equal.sheets).values()] == [True, False]
    close(scored)
    meet(scored)
    with pytest.raises(RefusedError, match="không biểu quyết"):
        record_votes(scored.office, scored.council, {scored.files[0].pk: (3, 0)})


def test_publication_is_between_the_meeting_and_today(scored):
    close(scored)
    with pytest.raises(RefusedError, match="Ghi ngày họp"):
        put_out(scored)
    meet(scored)
    agree_points(scored.office, scored.files[1], Decimal(8), "xem lại")
    for day in (today() - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(RefusedError, match="từ ngày họp đến hôm nay"):
            put_out(scored, day)
    put_out(scored)
    with pytest.raises(RefusedError, match="không mở lại riêng"):
        reopen_assessment(scored.office, Assessment.objects.get(pk=scored.sheets[0].pk), "muốn sửa", 2)


def test_no_audit_row_of_a_council_holds_points(published):
    kept = [row.details for row in AuditRow.objects.filter(action__startswith="council.")]
    assert {key for details in kept for key in details} == {
        "ballots", "council", "criteria_set", "files", "met_on", "part", "present", "published_on", "round", "version",
    }  # fmt: skip


def test_results_of_many_cost_what_those_of_one_cost(make_scene, django_assert_max_num_queries):
    few, many = make_scene(files=1), make_scene(files=8)
    for scene in (few, many):
        scene.open()
        scene.give_all((6, 4), (6, 4), (6, 4))
        close(scene)
    with django_assert_max_num_queries(12) as first:
        results_of(few.now())
    with django_assert_max_num_queries(len(first.captured_queries)):
        results_of(many.now())
