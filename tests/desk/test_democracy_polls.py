"""What ballots and online votes lay on the desk of a head and of the office."""

from datetime import timedelta

import pytest

from kheo.democracy.actions.online import open_online, print_slips
from kheo.democracy.models import BallotPlan, Form, OnlineVote, Round
from kheo.desk.queries.bench import Bench
from kheo.desk.queries.democracy_polls import late, of_village
from tests.democracy.scene import make_scene
from tests.democracy.voting_scene import begun, fresh, open_plan, planned, prepared_plan, prepared_vote, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return make_scene()


@pytest.fixture
def there(db):
    return make_scene("gso2025-13330", "Phường Kim Bảng")


def told(scene, who="head", source=of_village):
    bench = Bench(getattr(scene, who), scene.locality, None, today())
    return [(item.what, item.act) for item in source(bench)]


def move(days):
    Round.objects.update(planned_on=today() + timedelta(days=days))


def test_a_round_on_paper_leads_from_plan_to_count(scene):
    planned(scene, Form.BALLOTS)
    assert told(scene) == [("Lập kế hoạch, Tổ phát phiếu", "Lập kế hoạch")]
    Round.objects.all().delete()
    open_plan(scene, 3)
    sending = ("Gửi kế hoạch phát phiếu đến xã, Mặt trận", "Ghi ngày gửi")
    assert told(scene) == [sending, ("Phát, thu phiếu từng hộ", "Mở danh sách")]
    BallotPlan.objects.update(commune_on=today(), front_on=today())
    Round.objects.update(ends_on=today() - timedelta(days=1))
    assert told(scene) == [("Hết hạn thu phiếu: kiểm phiếu", "Kiểm phiếu")]


def test_a_plan_waits_for_its_day(scene):
    prepared_plan(scene)
    BallotPlan.objects.update(commune_on=today(), front_on=today())
    assert told(scene) == [("Mở phát phiếu, chốt số hộ", "Mở")]
    move(1)
    assert told(scene) == []


def test_an_online_vote_leads_from_conditions_to_the_reminding(scene):
    planned(scene, Form.ONLINE)
    assert told(scene) == [("Ghi điều kiện biểu quyết trực tuyến", "Ghi điều kiện")]
    Round.objects.all().delete()
    vote = prepared_vote(scene, 3)
    assert told(scene) == [("Mở biểu quyết trực tuyến, chốt số hộ", "Mở")]
    move(1)
    assert told(scene) == []
    move(0)
    open_online(scene.office, vote, vote.round.version)
    print_slips(scene.office, fresh(vote), fresh(vote).version)
    assert told(scene) == [("In, phát phiếu mã rồi bắt đầu", "Mở trang")]


def test_a_running_vote_is_there_until_it_is_closed(scene):
    vote, _ = begun(scene, 3)
    assert told(scene) == [("Đang biểu quyết trực tuyến", "Xem hộ nào chưa")]
    Round.objects.filter(pk=vote.round_id).update(state="closed")
    assert told(scene) == []
    assert OnlineVote.objects.count() == 1


def test_another_head_and_another_place_see_nothing(scene, there):
    begun(scene, 3)
    assert (told(scene, "other_head"), told(there)) == ([], [])


def test_the_office_sees_what_is_late(scene):
    open_plan(scene, 3)
    BallotPlan.objects.update(commune_on=today(), front_on=today())
    assert told(scene, "office", late) == []
    Round.objects.update(ends_on=today() - timedelta(days=1))
    assert told(scene, "office", late) == [("Hết hạn thu phiếu: kiểm phiếu", "Kiểm phiếu")]
