"""Luật 10/2022/QH15 Điều 20–23: written, sent, recognised or refused, in force, published, reported, changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kheo.democracy.actions.decisions import (
    ActContent,
    act_of_commune,
    conclude_matter,
    publish_result,
    recognise_decision,
    refuse_decision,
    report_back,
    send_decision,
    set_effect,
    write_decision,
)
from kheo.democracy.actions.rounds import Tally, cancel_round, close_round, open_round, plan_round
from kheo.democracy.models import CommuneAct, Matter
from kheo.democracy.rules.decisions import DecisionContent
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.meeting_scene import decided, make_matter, open_meeting, today
from tests.democracy.scene import wrong

WORDS = DecisionContent("resolution", "Mỗi hộ góp một triệu đồng.", "Cá nhân 01", "Cá nhân 02", "Cá nhân 03", "Cá nhân 04")
REPORT = "Đã làm 320 m đường, 50 hộ góp đủ."


def written(scene, **fields):
    return write_decision(scene.head, decided(scene, **fields), WORDS, 0)


def sent(scene, **fields):
    return send_decision(scene.head, written(scene, **fields), today(), 1)


def state(decision):
    return Matter.objects.get(pk=decision.round.matter_id).state


def test_article_20_2_a_decision_is_written_and_mended_until_it_is_sent(scene):
    made = written(scene)
    again = write_decision(scene.head, made.round, replace(WORDS, number="01/NQ-TDP"), 1)
    assert (again.pk, again.number, again.version) == (made.pk, "01/NQ-TDP", 2)
    with pytest.raises(RefusedError, match="Thiếu chữ ký"):
        write_decision(scene.head, made.round, replace(WORDS, head=""), 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        write_decision(scene.head, made.round, WORDS, 1)
    send_decision(scene.head, again, today(), 2)
    with pytest.raises(RefusedError, match="Quyết định đã gửi đi"):
        write_decision(scene.head, made.round, WORDS, 3)


def test_nothing_is_written_of_a_vote_that_did_not_carry(scene):
    with pytest.raises(RefusedError, match="đã biểu quyết thông qua"):
        write_decision(scene.head, decided(scene, votes=Tally(33, 10, 2)), WORDS, 0)


def test_article_21_2_the_vote_itself_puts_a_village_matter_in_force(scene):
    made = sent(scene)
    matter = Matter.objects.get()
    assert (matter.state, matter.effective_on, made.sent_on) == ("in_force", today(), today())
    with pytest.raises(RefusedError, match="Đã gửi ngày"):
        send_decision(scene.head, made, today(), 2)
    with pytest.raises(RefusedError, match="không cần công nhận"):
        recognise_decision(scene.leader, made, today(), "12/QĐ-UBND", 2)


def test_a_decision_is_not_sent_before_it_was_taken(scene):
    with pytest.raises(RefusedError, match="đứng trước ngày biểu quyết"):
        send_decision(scene.head, written(scene), today() - timedelta(days=1), 1)


def test_article_21_2_a_heads_leaving_is_in_force_from_the_communes_recognition(scene):
    made = written(scene, kind=4, dismisses=True)
    with pytest.raises(RefusedError, match="không công nhận"):
        recognise_decision(scene.leader, made, today(), "12/QĐ-UBND", 1)
    made = send_decision(scene.head, made, today(), 1)
    assert (state(made), Matter.objects.get().effective_on) == ("sent", None)
    with pytest.raises(RefusedError, match="Ghi số của văn bản"):
        recognise_decision(scene.leader, made, today(), "", 2)
    done = recognise_decision(scene.leader, made, today(), "12/QĐ-UBND", 2)
    matter = Matter.objects.get()
    assert (matter.state, matter.effective_on, matter.effect_paper) == ("in_force", today(), "12/QĐ-UBND")
    assert (done.answered_on, done.refusal) == (today(), "")
    with pytest.raises(RefusedError, match="Không thể"):
        refuse_decision(scene.leader, done, today(), "13/UBND", "Trái luật", 3)


def test_article_21_2_a_refusal_gives_its_reason(scene):
    made = sent(scene, kind=4, dismisses=True)
    with pytest.raises(RefusedError, match="Nêu rõ lý do"):
        refuse_decision(scene.leader, made, today(), "13/UBND", " ", 2)
    refuse_decision(scene.leader, made, today(), "13/UBND", "Chưa đủ căn cứ", 2)
    assert state(made) == "refused"


def test_article_21_2_the_front_recognises_members_of_boards_and_nobody_else_does(scene, there):
    made = sent(scene, kind=5)
    for stranger in (scene.leader, scene.head, there.front, there.office):
        with pytest.raises(NotAllowedError):
            recognise_decision(stranger, made, today(), "05/QĐ-MTTQ", 2)
    recognise_decision(scene.front, made, today(), "05/QĐ-MTTQ", 2)
    assert state(made) == "in_force"


def test_the_front_recognises_no_head(scene):
    made = sent(scene, kind=4, dismisses=True)
    with pytest.raises(NotAllowedError):
        recognise_decision(scene.front, made, today(), "05/QĐ-MTTQ", 2)


def wide(scene, votes):
    """A matter of the commune asked by ballots in both villages; *votes*: for it, of 3 households each."""
    matter = make_matter(scene, scope="commune")
    for village, count in zip(scene.villages, votes, strict=True):
        scene.roll(3, village)
        planned = plan_round(scene.office, matter, village, "ballots", today())
        if count is not None:
            close_round(scene.office, open_round(scene.office, planned, 1), Tally(count, 0, 0), 2)
    matter.refresh_from_db()
    return matter


@pytest.mark.parametrize(("votes", "outcome"), [((2, 3), "passed"), ((2, 1), "not_passed")])
def test_article_21_1_two_thirds_of_two_villages_are_both(scene, votes, outcome):
    matter = wide(scene, votes)
    done = conclude_matter(scene.leader, matter, matter.version)
    assert (done.state, done.villages, done.decided_on, done.effective_on) == (outcome, 2, today(), None)


def test_article_21_2_the_commune_says_from_when_a_matter_of_all_villages_holds(scene):
    matter = wide(scene, (3, 3))
    with pytest.raises(RefusedError, match="Không thể"):
        set_effect(scene.leader, matter, today(), "20/QĐ-UBND", matter.version)
    matter = conclude_matter(scene.office, matter, matter.version)
    with pytest.raises(RefusedError) as refusal:
        set_effect(scene.leader, matter, today() - timedelta(days=1), "", matter.version)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Văn bản", "Ngày hiệu lực"]
    done = set_effect(scene.leader, matter, today() + timedelta(days=7), "20/QĐ-UBND", matter.version)
    assert (done.state, done.effective_on) == ("in_force", today() + timedelta(days=7))
    first = write_decision(scene.head, done.rounds.get(village=scene.village), WORDS, 0)
    send_decision(scene.head, first, today(), 1)
    assert state(first) == "in_force"


def test_a_result_waits_for_the_villages_still_asked(scene):
    matter = wide(scene, (3, None))
    with pytest.raises(RefusedError, match="Còn 1 thôn, tổ dân phố chưa có kết quả"):
        conclude_matter(scene.leader, matter, matter.version)
    cancel_round(scene.office, matter.rounds.get(state="planned"), "Không tổ chức được", 1)
    assert conclude_matter(scene.leader, matter, matter.version).state == "not_passed"


def test_a_village_matter_is_not_added_up_nor_dated_by_the_commune(scene):
    matter = decided(scene).matter
    with pytest.raises(RefusedError, match="có kết quả ngay"):
        conclude_matter(scene.leader, matter, matter.version)
    with pytest.raises(RefusedError, match="Chỉ việc trên địa bàn"):
        set_effect(scene.leader, matter, today(), "x", matter.version)
    for act in (conclude_matter, lambda who, *rest: set_effect(who, rest[0], today(), "x", rest[1])):
        with pytest.raises(NotAllowedError):
            act(scene.head, matter, 1)


def test_article_23_2_published_carried_out_and_reported_back(scene):
    matter = sent(scene).round.matter
    matter.refresh_from_db()
    with pytest.raises(RefusedError, match="đứng trước ngày có kết quả"):
        publish_result(scene.head, matter, today() - timedelta(days=1), matter.version)
    matter = publish_result(scene.head, matter, today(), matter.version)
    with pytest.raises(RefusedError, match="Đã công khai ngày"):
        publish_result(scene.head, matter, today(), matter.version)
    with pytest.raises(RefusedError, match="Ghi đã làm được gì"):
        report_back(scene.head, matter, today(), "", matter.version)
    done = report_back(scene.head, matter, today(), REPORT, matter.version)
    assert (done.state, done.report, done.reported_on, done.published_on) == ("carried_out", REPORT, today(), today())


def test_nothing_is_published_before_there_is_a_result(scene):
    matter = open_meeting(scene).round.matter
    matter.refresh_from_db()
    with pytest.raises(RefusedError, match="Chưa có kết quả"):
        publish_result(scene.head, matter, today(), matter.version)


def test_article_22_2_the_commune_annuls_or_asks_by_a_record_of_its_own(scene):
    matter = sent(scene).round.matter
    matter.refresh_from_db()
    asked = ActContent("ask", "procedure", "31/UBND", today(), "Báo họp thiếu niêm yết")
    with pytest.raises(NotAllowedError):
        act_of_commune(scene.head, matter, asked, matter.version)
    act_of_commune(scene.leader, matter, asked, matter.version)
    matter.refresh_from_db()
    assert matter.state == "in_force"
    annulled = replace(asked, kind="annul", ground="content", reason="Mức thu trái luật")
    with pytest.raises(RefusedError) as refusal:
        act_of_commune(scene.leader, matter, replace(annulled, kind="ask", number="", reason=""), matter.version)
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Căn cứ", "Số văn bản", "Lý do"]
    act_of_commune(scene.leader, matter, annulled, matter.version)
    matter.refresh_from_db()
    assert (matter.state, CommuneAct.objects.count()) == ("annulled", 2)


def test_article_22_2_no_paper_of_an_annulled_decision_is_written_or_sent(scene):
    made = written(scene)
    matter = made.round.matter
    matter.refresh_from_db()
    act_of_commune(scene.leader, matter, ActContent("annul", "content", "32/QĐ", today(), "Mức thu trái luật"), matter.version)
    with pytest.raises(RefusedError, match="đã bị bãi bỏ; không lập văn bản"):
        write_decision(scene.head, made.round, WORDS, 1)
    with pytest.raises(RefusedError):
        send_decision(scene.head, made, today(), 1)


@pytest.mark.parametrize(("change", "outcome"), [("amend", "amended"), ("annul", "annulled")])
def test_article_22_3_a_new_decision_ends_the_one_it_names(scene, change, outcome):
    old = sent(scene).round.matter
    decided(scene, replaces=old, change=change)
    old.refresh_from_db()
    assert old.state == outcome


def test_article_22_3_what_did_not_carry_ends_nothing(scene):
    old = sent(scene).round.matter
    decided(scene, votes=Tally(10, 30, 0), replaces=old, change="annul")
    old.refresh_from_db()
    assert old.state == "in_force"


def test_a_head_concludes_for_the_own_village_only(scene, there):
    made = written(scene)
    for stranger in (scene.other_head, there.office, scene.front):
        for act in (
            lambda who: write_decision(who, made.round, WORDS, 1),
            lambda who: send_decision(who, made, today(), 1),
            lambda who: publish_result(who, made.round.matter, today(), 1),
            lambda who: report_back(who, made.round.matter, today(), REPORT, 1),
        ):
            with pytest.raises(NotAllowedError):
                act(stranger)
