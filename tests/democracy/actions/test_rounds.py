"""One village asked once (Luật 10/2022/QH15 Điều 17, 19, 21): planned, opened on the roll, closed or failed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.rounds import Tally, cancel_round, close_round, fail_round, open_round, plan_everywhere, plan_round
from kheo.democracy.models import Household, Matter, Round
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.actions.villages import end_village
from kheo.organisation.authority import NotAllowedError
from tests.democracy.scene import wrong

FORMS = {"kind": 1, "scope": "village", "title": "Góp tiền làm đường ngõ", "content": "Mỗi hộ góp một triệu đồng."}


def today():
    return timezone.localdate()


def matter(scene, **fields):
    village = None if fields.get("scope") == "commune" else scene.village
    return Matter.objects.create(locality=scene.locality, **({"village": village} | FORMS | fields))


def opened(scene, households=50, **fields):
    scene.roll(households)
    planned = plan_round(scene.head, matter(scene, **fields), scene.village, "meeting", today())
    return open_round(scene.head, planned, 1)


def test_opening_fixes_the_households_of_the_day_and_they_stay(scene):
    scene.roll(50)
    Household.objects.filter(number=50).update(valid_to=today())
    Household.objects.filter(number=49).update(valid_from=today() + timedelta(days=1))
    planned = plan_round(scene.head, matter(scene), scene.village, "meeting", today())
    held = open_round(scene.head, planned, 1)
    Household.objects.filter(number=48).update(valid_to=today())
    held.refresh_from_db()
    assert (held.households, held.state, held.opened_on, held.attempt) == (48, "open", today(), 1)
    assert (held.matter.state, held.matter.opened_on, held.matter.villages) == ("deciding", today(), None)
    acts = list(AuditRow.objects.filter(action__startswith="round.").order_by("pk").values_list("action", "actor"))
    assert acts == [("round.plan", scene.head.account_id), ("round.open", scene.head.account_id)]


@pytest.mark.parametrize(("votes", "passed", "state"), [(33, False, "not_passed"), (34, True, "passed")])
def test_article_21_1_two_thirds_of_50_households_are_34(scene, votes, passed, state):
    held = close_round(scene.head, opened(scene), Tally(votes, 1, 2), 2)
    assert (held.state, held.passed, held.closed_on) == ("closed", passed, today())
    assert (held.votes_for, held.votes_against, held.votes_other) == (votes, 1, 2)
    assert (held.matter.state, held.matter.decided_on) == (state, today())


@pytest.mark.parametrize(("votes", "passed"), [(25, False), (26, True)])
def test_article_21_1_more_than_half_of_51_households_are_26(scene, votes, passed):
    assert close_round(scene.head, opened(scene, 51, kind=6), Tally(votes, 0, 0), 2).passed is passed


def test_more_votes_than_households_are_refused_and_nothing_is_written(scene):
    held = opened(scene)
    with pytest.raises(RefusedError) as refusal:
        close_round(scene.head, held, Tally(40, 10, 1), 2)
    assert wrong(refusal) == ["Số phiếu: Cộng lại 51 phiếu, nhiều hơn 50 hộ trong sổ khi mở; mỗi hộ một phiếu. Đếm lại."]
    held.refresh_from_db()
    assert (held.state, held.votes_for, held.version) == ("open", None, 2)


def test_article_19_1_b_ballots_are_allowed_only_after_the_meeting_failed(scene):
    held = opened(scene, kind=4)
    with pytest.raises(RefusedError) as refusal:
        fail_round(scene.head, held, 26, 2)
    assert wrong(refusal)[0].startswith("Có mặt: Có 26 đại diện hộ, đủ để đạt 26 hộ tán thành")
    fail_round(scene.head, held, 25, 2)
    second = plan_round(scene.head, held.matter, scene.village, "ballots", today(), ends_on=today())
    assert (second.attempt, second.form, second.households) == (2, "ballots", None)
    second = open_round(scene.head, second, 1)
    assert close_round(scene.head, second, Tally(26, 10, 0), 2).matter.state == "passed"
    assert list(Round.objects.values_list("attempt", "state", "present")) == [(1, "failed", 25), (2, "closed", None)]


def test_a_form_the_matter_does_not_allow_is_refused_with_its_article(scene):
    with pytest.raises(RefusedError) as refusal:
        plan_round(scene.head, matter(scene, kind=4), scene.village, "ballots", today(), front_agreed=True)
    assert [words[:100] for words in wrong(refusal)] == [
        "Hình thức: Nội dung ở khoản 4 Điều 15 phải đưa ra họp trước (Điều 17 khoản 2 Luật 10/2022/QH15); chỉ"
    ]
    assert Round.objects.count() == 0


def test_article_16_and_19_a_village_is_not_asked_before_what_comes_first(scene):
    held = opened(scene, kind=4, agreed_on=today())
    fail_round(scene.head, held, 5, 2)
    yesterday = today() - timedelta(days=1)
    with pytest.raises(RefusedError) as refusal:
        plan_round(scene.head, held.matter, scene.village, "ballots", yesterday)
    assert [words.split(" (")[0] for words in wrong(refusal)] == [
        f"Ngày: Ngày {yesterday:%d/%m/%Y} đứng trước ngày Mặt trận thống nhất",
        f"Ngày: Cuộc họp không đủ hộ ngày {today():%d/%m/%Y}; lấy ý kiến lại từ ngày ấy trở đi",
    ]
    with pytest.raises(RefusedError) as refusal:
        plan_round(scene.head, held.matter, scene.village, "ballots", today() + timedelta(days=400))
    assert wrong(refusal)[0].endswith("còn hơn một năm nữa; xem lại năm.")


def test_a_failed_meeting_of_one_village_opens_ballots_in_no_other(scene):
    held = opened(scene)
    fail_round(scene.head, held, 5, 2)
    other = matter(scene, village=scene.villages[1])
    with pytest.raises(RefusedError):
        plan_round(scene.other_head, other, scene.villages[1], "ballots", today())


def test_only_a_meeting_fails_for_want_of_households(scene):
    scene.roll(50)
    planned = plan_round(scene.head, matter(scene, kind=6), scene.village, "ballots", today(), front_agreed=True)
    held = open_round(scene.head, planned, 1)
    with pytest.raises(RefusedError, match="ghi số phiếu"):
        fail_round(scene.head, held, 5, 2)


def test_a_village_is_asked_once_at_a_time(scene):
    held = opened(scene)
    with pytest.raises(RefusedError, match="đã có một lần"):
        plan_round(scene.head, held.matter, scene.village, "meeting", today())


def test_a_round_called_off_says_why_and_makes_room_for_another(scene):
    planned = plan_round(scene.head, matter(scene), scene.village, "meeting", today())
    with pytest.raises(RefusedError, match="Ghi vì sao"):
        cancel_round(scene.head, planned, " ", 1)
    gone = cancel_round(scene.head, planned, " Bão số 5 ", 1)
    assert (gone.state, gone.reason) == ("cancelled", "Bão số 5")
    assert plan_round(scene.head, gone.matter, scene.village, "meeting", today()).attempt == 2
    with pytest.raises(RefusedError, match="đang ở bước «Đã huỷ»"):
        open_round(scene.head, gone, 2)


def test_a_meeting_written_down_later_keeps_its_day(scene):
    scene.roll(3)
    day = today() - timedelta(days=7)
    planned = plan_round(scene.head, matter(scene), scene.village, "meeting", day)
    held = close_round(scene.head, open_round(scene.head, planned, 1, on=day), Tally(2, 0, 0), 2, on=day)
    assert (held.opened_on, held.closed_on, held.matter.decided_on) == (day, day, day)


def test_an_opening_before_its_day_or_without_a_roll_is_refused(scene):
    planned = plan_round(scene.head, matter(scene), scene.village, "meeting", today() + timedelta(days=1))
    with pytest.raises(RefusedError) as refusal:
        open_round(scene.head, planned, 1)
    assert [words[:7] for words in wrong(refusal)] == ["Ngày mở", "Số hộ: "]


def test_somebody_who_saw_an_older_page_is_told(scene):
    held = opened(scene)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        close_round(scene.head, held, Tally(1, 0, 0), 1)


def test_a_matter_of_the_commune_fixes_its_villages_and_waits_for_all_of_them(scene):
    scene.roll(3)
    scene.roll(3, scene.villages[1])
    wide = matter(scene, scope="commune")
    first = open_round(scene.head, plan_round(scene.office, wide, scene.village, "ballots", today()), 1)
    second = open_round(scene.other_head, plan_round(scene.office, wide, scene.villages[1], "ballots", today()), 1)
    closed = close_round(scene.head, first, Tally(3, 0, 0), 2)
    close_round(scene.other_head, second, Tally(1, 0, 0), 2)
    wide.refresh_from_db()
    assert (closed.passed, wide.state, wide.villages, wide.decided_on) == (True, "deciding", 2, None)


def test_a_head_acts_for_the_own_village_only(scene, there):
    mine = matter(scene)
    for stranger in (scene.other_head, there.head, there.office, scene.front, scene.inspector):
        with pytest.raises(NotAllowedError):
            plan_round(stranger, mine, scene.village, "meeting", today())
    held = plan_round(scene.head, mine, scene.village, "meeting", today())
    for act in (
        lambda: open_round(scene.other_head, held, 1),
        lambda: close_round(scene.other_head, held, Tally(1, 0, 0), 1),
        lambda: fail_round(scene.other_head, held, 1, 1),
        lambda: cancel_round(scene.other_head, held, "thử", 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_village_of_elsewhere_or_that_ended_is_not_asked(scene, there):
    wide = matter(scene, scope="commune")
    with pytest.raises(RefusedError, match="Chọn thôn, tổ dân phố của"):
        plan_round(scene.office, wide, there.village, "meeting", today())
    with pytest.raises(RefusedError, match="chỉ bàn ở nơi đã đề xuất"):
        plan_round(scene.office, matter(scene), scene.villages[1], "meeting", today())
    end_village(scene.office, scene.locality, scene.villages[1], date(2026, 1, 1))
    with pytest.raises(RefusedError, match="Chọn thôn, tổ dân phố của"):
        plan_round(scene.office, wide, scene.villages[1], "meeting", today())


def test_a_decided_matter_takes_no_more_rounds(scene):
    held = close_round(scene.head, opened(scene), Tally(40, 0, 0), 2)
    with pytest.raises(RefusedError, match="Đã thông qua"):
        plan_round(scene.head, held.matter, scene.village, "meeting", today())


def test_article_16_1_a_matter_of_the_whole_commune_is_planned_in_every_village_left(scene):
    whole = matter(scene, scope="commune")
    plan_round(scene.office, whole, scene.village, "meeting", today())
    made = plan_everywhere(scene.office, whole, "meeting", today())
    assert [(one.village, one.form, one.attempt) for one in made] == [(scene.villages[1], "meeting", 1)]
    for nothing in (whole, matter(scene)):
        with pytest.raises(RefusedError, match="Không còn thôn, tổ dân phố nào chưa được hỏi"):
            plan_everywhere(scene.office, nothing, "meeting", today())
    with pytest.raises(NotAllowedError):
        plan_everywhere(scene.head, matter(scene, scope="commune"), "meeting", today())
    assert Round.objects.count() == 2
