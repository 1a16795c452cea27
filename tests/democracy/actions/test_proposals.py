"""Luật 10/2022/QH15 Điều 16, 22: matters put forward, consents of households, withdrawal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.proposals import (
    add_consents,
    back_matter,
    edit_matter,
    propose_matter,
    remove_consent,
    withdraw_matter,
)
from kheo.democracy.actions.rounds import cancel_round, plan_round
from kheo.democracy.models import Consent, Matter
from kheo.democracy.rules.proposals import Proposal
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.scene import wrong

ROAD = Proposal(1, "village", " Làm  đường ngõ ", "Mỗi hộ góp một triệu đồng.\nLàm trong quý III.", "head", timezone.localdate())
WIDE = replace(ROAD, scope="commune", way="chair")
IDEA = Proposal(6, "village", "Cây xanh", "Mỗi nhà trồng hai cây.", "citizens", None, "Cá nhân 01")


def today():
    return timezone.localdate()


def propose(scene, told=ROAD, **more):
    return propose_matter(scene.head, scene.locality, scene.village, told, **more)


def test_article_16_2_a_head_puts_forward_what_the_front_committee_agreed(scene):
    made = propose(scene)
    assert (made.title, made.state, made.way, made.agreed_on) == ("Làm đường ngõ", "proposed", "head", ROAD.agreed_on)
    assert AuditRow.objects.get(action="matter.propose").details == {"kind": 1, "scope": "village", "way": "head"}
    with pytest.raises(RefusedError, match="Trưởng ban công tác Mặt trận thống nhất"):
        propose(scene, replace(ROAD, agreed_on=None))


def test_what_is_put_to_the_people_reads_as_it_is_written(scene):
    """Signs that turn a line round or show nothing could make a ballot say another thing to its reader."""
    made = propose(scene, replace(ROAD, content="Mỗi hộ góp \u202e000.1\u202c đồng.\x0bLàm\u200b sớm.\n\n\n\nHết."))
    assert made.content == "Mỗi hộ góp 000.1 đồng.\nLàm sớm.\n\nHết."


def test_article_16_1_the_commune_puts_forward_what_reaches_all_villages(scene):
    made = propose_matter(scene.leader, scene.locality, None, WIDE)
    assert (made.scope, made.village) == ("commune", None)
    with pytest.raises(NotAllowedError):
        propose_matter(scene.head, scene.locality, None, WIDE)
    with pytest.raises(RefusedError, match="không chọn một thôn"):
        propose_matter(scene.leader, scene.locality, scene.village, WIDE)


def test_a_village_of_elsewhere_or_none_is_refused(scene, there):
    for village in (None, there.village, scene.locality.unit):
        with pytest.raises(RefusedError, match="Chọn thôn, tổ dân phố của địa phương"):
            propose_matter(scene.office, scene.locality, village, ROAD)
    for stranger in (scene.other_head, there.head, there.office, scene.front):
        with pytest.raises(NotAllowedError):
            propose_matter(stranger, scene.locality, scene.village, ROAD)


def test_a_proposal_is_mended_until_a_day_was_told(scene):
    made = propose(scene)
    mended = edit_matter(scene.head, made, replace(ROAD, title="Làm đường trục"), 1)
    assert (mended.title, mended.version) == ("Làm đường trục", 2)
    with pytest.raises(RefusedError, match="giữ như khi đề xuất"):
        edit_matter(scene.head, made, replace(ROAD, kind=2), 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_matter(scene.head, made, ROAD, 1)
    planned = plan_round(scene.head, made, scene.village, "meeting", today())
    with pytest.raises(RefusedError, match="không sửa được nữa"):
        edit_matter(scene.head, made, ROAD, 2)
    with pytest.raises(RefusedError, match="huỷ lần ấy trước"):
        withdraw_matter(scene.head, made, "Thôi", 2)
    cancel_round(scene.head, planned, "Bão", 1)
    with pytest.raises(RefusedError, match="Ghi vì sao"):
        withdraw_matter(scene.head, made, "", 2)
    gone = withdraw_matter(scene.head, made, "Đã có tiền ngân sách", 2)
    assert (gone.state, gone.closing) == ("withdrawn", "Đã có tiền ngân sách")


def test_article_16_3_ten_per_cent_of_51_are_6_households(scene):
    scene.roll(51)
    made = propose(scene, IDEA)
    day = today()
    assert add_consents(scene.head, made, dict.fromkeys(range(1, 6), day), "paper") == 5
    with pytest.raises(RefusedError, match="Có 5 hộ đồng thuận còn giá trị, cần 6 trong 51 hộ"):
        plan_round(scene.head, made, scene.village, "meeting", day)
    assert add_consents(scene.head, made, {5: day, 6: day}, "meeting") == 1
    assert plan_round(scene.head, made, scene.village, "meeting", day).state == "planned"


def test_article_16_3_a_consent_older_than_three_months_no_longer_counts(scene):
    scene.roll(10)
    made = propose(scene, IDEA)
    add_consents(scene.head, made, {1: today()}, "paper")
    Consent.objects.update(on=today() - timedelta(days=93))
    with pytest.raises(RefusedError, match="Có 0 hộ đồng thuận còn giá trị, cần 1"):
        plan_round(scene.head, made, scene.village, "meeting", today())
    assert add_consents(scene.head, made, {1: today()}, "meeting") == 0  # agreed again: one household, its later day
    assert Consent.objects.get().means == "meeting"
    assert add_consents(scene.head, made, {1: today() - timedelta(days=5)}, "paper") == 0
    assert Consent.objects.get().on == today()


def test_article_16_3_below_it_the_front_committee_may_be_for_it(scene):
    scene.roll(51)
    made = propose(scene, IDEA)
    with pytest.raises(RefusedError, match="chưa đến"):
        back_matter(scene.head, made, today() + timedelta(days=1), 1)
    backed = back_matter(scene.head, made, today(), 1)
    assert (backed.way, backed.agreed_on) == ("backed", today())
    assert plan_round(scene.head, backed, scene.village, "meeting", today()).state == "planned"
    with pytest.raises(RefusedError, match="Chỉ ghi Mặt trận tán thành"):
        back_matter(scene.head, backed, today(), 2)


def test_consents_of_no_household_or_no_citizens_proposal_are_refused(scene):
    scene.roll(3)
    made = propose(scene, IDEA)
    with pytest.raises(RefusedError) as refusal:
        add_consents(scene.head, made, {9: today() + timedelta(days=1)}, "pigeon")
    assert [line.split(":")[0] for line in wrong(refusal)] == ["Cách thể hiện", "Số hộ", "Ngày đồng thuận"]
    with pytest.raises(RefusedError, match="Ghi số hộ"):
        add_consents(scene.head, made, {}, "paper")
    with pytest.raises(RefusedError, match="Chỉ ghi hộ đồng thuận"):
        add_consents(scene.head, propose(scene), {1: today()}, "paper")
    add_consents(scene.head, made, {1: today(), 2: today()}, "paper")
    remove_consent(scene.head, made.consents.first())
    assert made.consents.count() == 1
    Matter.objects.filter(pk=made.pk).update(state="deciding")
    with pytest.raises(RefusedError, match="giữ nguyên"):
        remove_consent(scene.head, made.consents.first())


def test_article_22_3_only_the_same_community_replaces_its_own_decision(scene):
    old = propose(scene)
    with pytest.raises(RefusedError, match="không còn để thay"):
        propose(scene, replaces=old, change="amend")
    Matter.objects.filter(pk=old.pk).update(state="in_force")
    new = propose(scene, replaces=old, change="annul")
    assert (new.replaces_id, new.change) == (old.pk, "annul")
    with pytest.raises(RefusedError) as refusal:
        propose(scene, replace(ROAD, kind=2), replaces=old, change="burn")
    assert len(wrong(refusal)) == 2
