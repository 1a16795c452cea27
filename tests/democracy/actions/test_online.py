"""An online vote up to its first ballot: Nghị định 59/2023/NĐ-CP Điều 5."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.closing import close_vote
from kheo.democracy.actions.online import open_online, prepare_online, print_slips, reissue_slip, start_voting
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import Form, Household, Matter, OnlineVote, RevokedSlip, Round, SealedBox, Slip
from kheo.democracy.queries.slips import digest_of
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from tests.democracy.scene import wrong
from tests.democracy.voting_scene import begun, cast_all, fresh, planned, prepared_vote, printed, today, vote_content

pytestmark = pytest.mark.django_db


def test_conditions_are_kept_with_their_proof_and_may_be_rewritten(scene):
    scene.roll(51)
    vote = prepare_online(scene.head, planned(scene, Form.ONLINE), vote_content(), 0)
    again = prepare_online(scene.head, vote.round, vote_content(proof=None, chosen_by=30), 1)
    assert (again.chosen_by, again.chosen_proof_id, again.version) == (30, StoredFile.objects.get().pk, 2)
    assert AuditRow.objects.filter(action="online.prepare").last().details["households"] == 51


@pytest.mark.parametrize(("chosen", "refused"), [(26, False), (25, True)])
def test_26_of_51_choose_to_vote_online_and_25_do_not_dieu_5_khoan_2_diem_c(scene, chosen, refused):
    scene.roll(51)
    one = planned(scene, Form.ONLINE)
    if refused:
        with pytest.raises(RefusedError, match="Điều 5 khoản 2 điểm c"):
            prepare_online(scene.head, one, vote_content(chosen_by=chosen), 0)
    else:
        assert prepare_online(scene.head, one, vote_content(chosen_by=chosen), 0).chosen_by == 26


def test_all_that_is_missing_is_said_at_once(scene):
    scene.roll(51)
    content = vote_content(agreed_on=None, commune_on=None, front_on=None, proof=None, has_devices=False, chosen_by=1)
    with pytest.raises(RefusedError) as refusal:
        prepare_online(scene.head, planned(scene, Form.ONLINE), content, 0)
    assert [line.split(":")[0] for line in wrong(refusal)] == [
        "Ngày thống nhất", "Ngày báo cáo Uỷ ban nhân dân", "Ngày báo cáo Mặt trận", "Số hộ chọn trực tuyến",
        "Ảnh chụp, danh sách các hộ chọn", "Các hộ có thiết bị",
    ]  # fmt: skip
    assert not OnlineVote.objects.exists()


def test_a_secret_or_hostile_file_is_no_proof(scene):
    scene.roll(51)
    one = planned(scene, Form.ONLINE)
    for proof in (SentFile("a.txt", b"x", is_not_secret=False), SentFile("a.exe", b"MZ", is_not_secret=True)):
        with pytest.raises(RefusedError):
            prepare_online(scene.head, one, vote_content(proof=proof), 0)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 5])
def test_matters_1_to_5_are_not_decided_online_dieu_17_khoan_2(scene, kind):
    matter = Matter.objects.create(
        locality=scene.locality, village=scene.village, scope="village", kind=kind, title="Việc", content="Việc"
    )
    with pytest.raises(RefusedError, match="khoản 6 Điều 15"):
        plan_round(scene.head, matter, scene.village, Form.ONLINE, today(), ends_on=today(), front_agreed=True)


def test_a_round_on_paper_takes_no_conditions_of_an_online_one(scene):
    with pytest.raises(RefusedError, match="không biểu quyết trực tuyến"):
        prepare_online(scene.head, planned(scene, Form.BALLOTS), vote_content(), 0)


def test_before_the_decree_nothing_is_decided_online(scene):
    one = planned(scene, Form.ONLINE)
    Round.objects.filter(pk=one.pk).update(planned_on=date(2023, 8, 14))
    with pytest.raises(RefusedError, match="15/08/2023"):
        prepare_online(scene.head, one, vote_content(), 0)


def test_opening_fixes_the_households_and_gives_each_a_slip_without_a_code(scene):
    vote = prepared_vote(scene)
    opened = open_online(scene.head, vote, vote.round.version)
    assert (opened.households, Slip.objects.count(), SealedBox.objects.count()) == (51, 51, 1)
    assert set(Slip.objects.values_list("digest", "spent")) == {(None, False)}


def test_households_that_came_since_may_take_the_majority_away_dieu_5_khoan_2_diem_c(scene):
    scene.roll(51)
    vote = prepare_online(scene.head, planned(scene, Form.ONLINE), vote_content(chosen_by=26), 0)
    Household.objects.create(locality=scene.locality, village=scene.village, number=52, representative="Đại diện hộ 52")
    with pytest.raises(RefusedError, match="ít nhất 27 trong 52 hộ"):
        open_online(scene.head, vote, vote.round.version)
    assert (Slip.objects.count(), Round.objects.get().state) == (0, "planned")


def test_a_code_is_kept_as_a_keyed_digest_alone_and_nothing_recomputes_it(scene, settings):
    _vote, slips = printed(scene, 3)
    kept = list(Slip.objects.values_list("digest", flat=True))
    assert kept == [digest_of(slip.code) for slip in slips]
    assert [slip.household.number for slip in slips] == [1, 2, 3]
    settings.SECRET_KEY = "một khoá khác dài hơn bốn mươi ký tự để thử"
    assert set(kept).isdisjoint(digest_of(slip.code) for slip in slips)
    rows = str(list(AuditRow.objects.values_list("details", flat=True)))
    assert [slip.code for slip in slips if slip.code in rows] == []


def test_slips_printed_again_void_those_printed_before(scene):
    vote, first = printed(scene, 3)
    second = print_slips(scene.head, vote, vote.version)
    assert {slip.code for slip in first}.isdisjoint(slip.code for slip in second)
    assert list(Slip.objects.values_list("digest", flat=True)) == [digest_of(slip.code) for slip in second]
    assert fresh(vote).printings == 2


def test_nothing_is_printed_once_ballots_are_taken(scene):
    vote, _ = begun(scene, 3)
    with pytest.raises(RefusedError, match="Phiếu mã in được từ khi mở đến khi bắt đầu"):
        print_slips(scene.head, vote, vote.version)


def test_who_may_not_print(scene):
    vote, _ = printed(scene, 3)
    for actor in (scene.other_head, scene.leader, scene.front):
        with pytest.raises(NotAllowedError):
            print_slips(actor, vote, vote.version)


def test_the_start_needs_slips_and_an_end_within_what_was_announced(scene):
    vote = prepared_vote(scene, 3)
    open_online(scene.head, vote, vote.round.version)
    vote = fresh(vote)
    with pytest.raises(RefusedError) as refusal:
        start_voting(scene.head, vote, timezone.now() + timedelta(days=9), vote.version)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Kết thúc lúc", "Phiếu mã"]


def test_a_vote_starts_once(scene):
    vote, _ = begun(scene, 3)
    with pytest.raises(RefusedError):
        start_voting(scene.head, vote, timezone.now() + timedelta(hours=2), vote.version)


def test_a_lost_slip_is_replaced_and_the_old_one_is_void(scene):
    vote, codes = begun(scene, 3)
    household = Slip.objects.first().household_id
    made = reissue_slip(scene.head, vote, household)
    assert list(RevokedSlip.objects.values_list("digest", flat=True)) == [digest_of(codes[0])]
    with pytest.raises(RefusedError, match="đã được thay bằng phiếu khác"):
        cast_all(scene, codes[:1], ["for"])
    cast_all(scene, [made.code], ["for"])
    row = AuditRow.objects.get(action="online.reissue")
    assert row.details == {"household": household, "time": 1}


def test_a_household_that_has_voted_gets_no_slip(scene):
    vote, codes = begun(scene, 3)
    cast_all(scene, codes[:1], ["for"])
    with pytest.raises(RefusedError, match="Hộ này đã biểu quyết"):
        reissue_slip(scene.head, vote, Slip.objects.first().household_id)


def test_a_household_split_off_during_the_vote_gets_no_slip_and_is_told_why(scene):
    vote, _ = begun(scene, 3)
    split = Household.objects.create(
        locality=scene.locality, village=scene.village, number=4, representative="Đại diện hộ 04", valid_from=today()
    )
    with pytest.raises(RefusedError, match="không có trong danh sách 3 hộ đã chốt khi mở"):
        reissue_slip(scene.head, vote, split.pk)
    assert vote.round.households == 3


def test_a_slip_without_a_code_is_given_one(scene):
    """Printed and begun, a slip has a digest; a restored record may lack one."""
    vote, _ = begun(scene, 3)
    Slip.objects.filter(household__number=1).update(digest=None)
    reissue_slip(scene.head, vote, Slip.objects.first().household_id)
    assert not RevokedSlip.objects.exists()


def test_no_slip_is_replaced_before_the_start_or_after_the_closing(scene):
    vote, slips = printed(scene, 3)
    with pytest.raises(RefusedError, match="chỉ cấp lại khi đang biểu quyết"):
        reissue_slip(scene.head, vote, slips[0].household.pk)
    start_voting(scene.head, vote, timezone.now() + timedelta(hours=1), vote.version)
    cast_all(scene, [slip.code for slip in slips], ["for"] * 3)
    close_vote(scene.head, fresh(vote))
    with pytest.raises(RefusedError, match="chỉ cấp lại khi đang biểu quyết"):
        reissue_slip(scene.head, fresh(vote), slips[0].household.pk)


def test_the_act_of_another_page_is_not_written_over(scene):
    vote, _ = printed(scene, 3)
    with pytest.raises(RefusedError):
        print_slips(scene.head, vote, vote.version - 1)
