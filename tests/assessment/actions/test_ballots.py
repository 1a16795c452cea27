import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from kheo.assessment.actions.ballots import declare_conflict, give_file, open_scoring, record_absence, save_ballot
from kheo.assessment.actions.councils import take_file_out
from kheo.assessment.models import Ballot, BallotPoints, Conflict, Council, Seat
from kheo.assessment.queries.councils import own_ballots, progress
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.models import Role
from tests import factories
from tests.assessment.council_scene import PLAIN

pytestmark = pytest.mark.django_db


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def pairs():
    return set(Ballot.objects.values_list("file", "seat"))


def test_everybody_gets_every_file_but_those_of_the_own_unit(scene):
    scene.bars = {(scene.sheets[1].pk, scene.accounts[2].person_id): "Bí thư Chi bộ ở đây"}
    shared = scene.open()
    assert len(shared.pairs) == 5
    assert (scene.files[1].pk, scene.seats[2].pk) not in pairs()
    kept = Conflict.objects.get()
    assert (kept.kind, kept.reason, kept.on) == ("position", "Bí thư Chi bộ ở đây", timezone.localdate())
    assert scene.now().state == Council.State.SCORING
    with pytest.raises(RefusedError, match="không được chấm hồ sơ này"):
        give_file(scene.office, scene.files[1], scene.seats[2])
    with pytest.raises(RefusedError, match="đã có hồ sơ này"):
        give_file(scene.office, scene.files[0], scene.seats[2])


def test_a_council_that_cannot_judge_does_not_open(make_scene):
    empty = make_scene(files=0)
    with pytest.raises(RefusedError, match="chưa có hồ sơ"):
        empty.open()
    alone = make_scene(members=1, files=1)
    alone.bars = {(alone.sheets[0].pk, alone.accounts[0].person_id): "đứng đầu đơn vị"}
    with pytest.raises(RefusedError) as refused:
        alone.open()
    assert said(refused) == [f"Hồ sơ {alone.sheets[0].pk}: Không thành viên nào được chấm hồ sơ này; thêm người đọc."]
    assert (Conflict.objects.count(), Ballot.objects.count()) == (0, 0)
    headless = make_scene(members=0)
    with pytest.raises(RefusedError, match="chưa có chủ tịch"):
        headless.open()


def test_points_are_saved_in_parts_and_the_trail_holds_none(scene):
    scene.open()
    scene.give(0, 0, 5.5, None)
    assert AuditRow.objects.filter(action="council.score").count() == 0
    saved = scene.give(0, 0, 5, 4)
    row = AuditRow.objects.get(action="council.score")
    assert row.details == {"version": 3}
    scene.give(0, 0, None, 4)
    assert list(BallotPoints.objects.filter(ballot=saved).values_list("points", flat=True)) == [Decimal(4)]
    with pytest.raises(RefusedError, match="Còn 1 mục chưa có điểm"):
        scene.give(0, 0, None, 4, hand_in=True)


def test_members_write_their_own_sheets_only(scene, make_scene):
    scene.open()
    other = make_scene(factories.make_locality(factories.KIM_BANG))
    with pytest.raises(RefusedError, match="không giao cho bạn"):
        scene.give(0, 0, 5, 4, actor=scene.actors[1])
    with pytest.raises(RefusedError, match="không ngồi trong hội đồng"):
        scene.give(0, 0, 5, 4, actor=scene.office)
    with pytest.raises(Exception, match="Tài khoản này không giữ vai đó"):
        scene.give(0, 0, 5, 4, actor=other.actors[0])
    assert BallotPoints.objects.count() == 0
    scene.give(0, 0, 5, 4)
    mine, theirs = own_ballots(scene.seats[0]), own_ballots(scene.seats[1])
    assert [(one.given, one.total, one.is_complete) for one in mine] == [(2, Decimal(9), True), (0, None, False)]
    assert [one.total for one in theirs] == [None, None]
    assert [(one.seat.pk, one.done, one.all) for one in progress(scene.council)] == [
        (scene.seats[0].pk, 1, 2),
        (scene.seats[1].pk, 0, 2),
        (scene.seats[2].pk, 0, 2),
    ]


def test_all_faults_of_a_ballot_are_told(scene):
    scene.open()
    ballot = scene.ballot(0)
    first, second = scene.items
    wrong = {first: Decimal("5.25"), second: Decimal(5), 0: Decimal(1)}
    with pytest.raises(RefusedError) as refused:
        save_ballot(scene.actors[0], ballot, wrong, "x" * 601, 1)
    assert said(refused) == [
        "Mục 1: Điểm 5,25 không theo bước 0,5; nhập bội số của 0,5.",
        "Mục 2: Điểm 5 nằm ngoài khoảng 0 đến 4; nhập lại trong khoảng này.",
        "0: Mục này không do thành viên hội đồng chấm; tải lại trang rồi nhập lại.",
        "Nhận xét: Nhận xét dài quá 600 ký tự; viết gọn lại.",
    ]
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        save_ballot(scene.actors[0], ballot, {}, "", 9)
    assert BallotPoints.objects.count() == 0


def test_who_took_office_in_the_unit_today_scores_no_more(scene):
    scene.open()
    scene.bars = {(scene.sheets[0].pk, scene.accounts[0].person_id): "vừa nhận chức Chủ tịch xã"}
    with pytest.raises(RefusedError, match="Hôm nay bạn không được chấm hồ sơ này: vừa nhận chức Chủ tịch xã"):
        scene.give(0, 0, 5, 4)


def test_a_file_taken_out_is_not_written(scene):
    scene.open()
    take_file_out(scene.office, scene.files[0], "đơn vị xin rút")
    with pytest.raises(RefusedError, match="đã khoá"):
        scene.give(0, 0, 5, 4)
    assert len(own_ballots(scene.seats[0])) == 1


def test_a_declared_conflict_hands_the_file_on(make_scene):
    scene = make_scene(settings=replace(PLAIN, readers_each=2))
    scene.open()
    file, seat = next((file, seat) for file, seat in sorted(pairs()) if file == scene.files[0].pk)
    member = [one.pk for one in scene.seats].index(seat)
    with pytest.raises(RefusedError, match="Ghi vì sao"):
        declare_conflict(scene.actors[member], scene.files[0], " ")
    declared = declare_conflict(scene.actors[member], scene.files[0], " vợ tôi là trưởng thôn ")
    assert (declared.kind, declared.reason) == ("declared", "vợ tôi là trưởng thôn")
    assert (file, seat) not in pairs()
    assert Ballot.objects.filter(file=scene.files[0]).count() == 2
    with pytest.raises(RefusedError, match="Đã ghi"):
        declare_conflict(scene.actors[member], scene.files[0], "lần nữa")
    with pytest.raises(RefusedError, match="không ngồi trong hội đồng"):
        declare_conflict(scene.office, scene.files[0], "không phải thành viên")


def test_an_absent_member_keeps_whole_sheets_and_the_rest_goes_to_the_substitute(scene):
    scene.open()
    scene.give(2, 0, 5, 4)
    outside = scene.account_outside()
    scene.bars = {(scene.sheets[1].pk, outside.person_id): "con trai làm ở đây"}
    with pytest.raises(RefusedError, match="đã ở trong hội đồng"):
        record_absence(scene.office, scene.seats[2], "đi công tác", scene.accounts[0].person)
    stand_in = record_absence(scene.office, scene.seats[2], "đi công tác", outside.person)
    assert (stand_in.part, stand_in.stands_in_for_id) == (Seat.Part.MEMBER, scene.seats[2].pk)
    assert (scene.files[0].pk, scene.seats[2].pk) in pairs()
    assert {seat for _file, seat in pairs()} == {seat.pk for seat in scene.seats}
    assert Conflict.objects.get().seat_id == stand_in.pk
    with pytest.raises(RefusedError, match="Đã ghi người này vắng"):
        record_absence(scene.office, scene.seats[2], "lần nữa")
    with pytest.raises(RefusedError, match="không cử thêm người thay"):
        record_absence(scene.office, stand_in, "ốm", scene.account_outside().person)
    with pytest.raises(RefusedError, match="Ghi lý do vắng"):
        record_absence(scene.office, scene.seats[1], " ")
    with pytest.raises(RefusedError, match="đang vắng"):
        give_file(scene.office, scene.files[1], scene.seats[2])


def test_without_a_substitute_others_take_over_where_each_file_has_its_number(make_scene):
    scene = make_scene(settings=replace(PLAIN, readers_each=1))
    scene.open()
    gone = next(iter(pairs()))[1]
    assert record_absence(scene.office, Seat.objects.get(pk=gone), "ốm") is None
    assert {file for file, _seat in pairs()} == {file.pk for file in scene.files}
    assert gone not in {seat for _file, seat in pairs()}


def test_absence_before_scoring_moves_nothing(scene):
    record_absence(scene.office, scene.seats[2], "ốm", scene.account_outside().person)
    scene.open()
    assert Ballot.objects.count() == 6  # two who sit and the substitute
    scene_seats = {seat for _file, seat in pairs()}
    assert scene.seats[2].pk not in scene_seats


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at once need PostgreSQL")
def test_of_two_who_open_at_once_one_opens(scene):
    outcome = []

    def open_it():
        try:
            open_scoring(scene.office, scene.council, scene.council.version + 4)
            outcome.append("opened")
        except RefusedError:
            outcome.append("refused")
        finally:
            connections.close_all()

    with transaction.atomic():
        version = Council.objects.select_for_update().get(pk=scene.council.pk).version
        scene.council.version = version - 4
        two = [threading.Thread(target=open_it) for _ in range(2)]
        for one in two:
            one.start()
    for one in two:
        one.join()
    assert (sorted(outcome), Ballot.objects.count()) == (["opened", "refused"], 6)


def test_the_neighbours_office_opens_nothing(scene):
    stranger = factories.actor_for(factories.make_account(Role.OFFICE, factories.make_locality(factories.KIM_BANG)))
    with pytest.raises(Exception, match="Tài khoản này không giữ vai đó"):
        open_scoring(stranger, scene.council, scene.now().version)


def test_one_more_reader_is_given_a_file_by_hand(make_scene):
    scene = make_scene(settings=replace(PLAIN, readers_each=1), files=1)
    scene.open()
    other = next(seat for seat in scene.seats if (scene.files[0].pk, seat.pk) not in pairs())
    given = give_file(scene.office, scene.files[0], other)
    assert (given.seat_id, Ballot.objects.count(), AuditRow.objects.filter(action="council.give").count()) == (other.pk, 2, 1)
