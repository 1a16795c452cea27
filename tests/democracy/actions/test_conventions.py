from datetime import date, timedelta

import pytest

from kheo.democracy.actions.conventions import (
    StopContent,
    draft_convention,
    draft_version,
    edit_version,
    post_version,
    put_to_village,
    stop_version,
)
from kheo.democracy.actions.rounds import plan_round
from kheo.democracy.models import Convention, ConventionStop, ConventionVersion, Form, Matter, Scope
from kheo.democracy.queries.conventions import find_convention, matters_to_attach, state_of
from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.organisation.authority import NotAllowedError
from tests.democracy.scene import wrong

POSTED, TEXT = date(2026, 3, 2), "Điều 1. Giữ ngõ sạch."


def draft(scene, **changes):
    told = {"village": scene.village, "name": "quy_uoc", "title": "Quy ước tổ dân phố Điệp Sơn", "text": TEXT} | changes
    return draft_convention(told.pop("actor", scene.head), scene.locality, **told)


def matter_of(scene, village=None, **changes):
    told = {"kind": 3, "scope": Scope.VILLAGE, "title": "Quy ước", "content": "Toàn văn", "state": "proposed"}
    return Matter.objects.create(locality=scene.locality, village=village or scene.village, **(told | changes))


def posted(scene, **changes):
    return post_version(scene.head, draft(scene, **changes), POSTED, "Nhà văn hoá", 1)


def holding(scene):
    """A version in force: its matter recognised."""
    version = posted(scene)
    matter = matter_of(scene)
    put_to_village(scene.head, version, matter, version.version)
    Matter.objects.filter(pk=matter.pk).update(state="in_force")
    return ConventionVersion.objects.select_related("convention__locality").get(pk=version.pk)


def stages(scene):
    return [one.stage for one in state_of(find_convention(scene.locality, Convention.objects.get().pk)).versions]


def stop(**changes):
    usual = {
        "kind": "part", "told_on": date(2026, 5, 4), "decided_on": date(2026, 5, 6), "number": "31/QĐ-UBND",
        "reason": "Điều 1 trái luật", "mend_by": date(2026, 7, 1),
    }  # fmt: skip
    return StopContent(**(usual | changes))


def test_a_head_drafts_posts_and_puts_the_convention_to_the_own_village(scene):
    version = draft(scene)
    assert (version.number, version.convention.village, stages(scene)) == (1, scene.village, ["draft"])
    edited = edit_version(scene.head, version, f"{TEXT} ", " Thêm ", 1)
    assert (edited.text, edited.note, edited.version) == (TEXT, "Thêm", 2)
    made = post_version(scene.head, edited, POSTED, " Nhà  văn hoá ", 2)
    assert (made.posted_on, made.places, stages(scene)) == (POSTED, "Nhà văn hoá", ["posted"])
    put_to_village(scene.head, made, matter_of(scene), 3)
    assert stages(scene) == ["deciding"]
    assert list(AuditRow.objects.order_by("pk").values_list("action", flat=True))[-4:] == [
        "convention.draft", "convention.edit", "convention.post", "convention.attach",
    ]  # fmt: skip


def test_nobody_drafts_for_another_village_and_only_the_commune_stops(scene, there):
    for actor in (scene.other_head, scene.leader, scene.front, there.office, scene.inspector):
        with pytest.raises(NotAllowedError):
            draft(scene, actor=actor)
    version = holding(scene)
    for actor in (scene.head, there.leader, scene.front):
        with pytest.raises(NotAllowedError):
            stop_version(actor, version, stop())
    for act in (
        lambda: draft_version(scene.other_head, version.convention, "Khác", ""),
        lambda: edit_version(scene.other_head, version, "Khác", "", version.version),
        lambda: post_version(scene.other_head, version, POSTED, "x", version.version),
        lambda: put_to_village(scene.other_head, version, matter_of(scene), version.version),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert ConventionStop.objects.count() == 0


def test_a_wrong_draft_says_all_at_once(scene, there):
    draft(scene)
    with pytest.raises(RefusedError) as refusal:
        draft(scene, actor=scene.office, village=there.village, name="le", title="", text="")
    assert [line.partition(":")[0] for line in wrong(refusal)] == ["Tên gọi đầy đủ", "Toàn văn", "Tên gọi", "Thôn, tổ dân phố"]
    with pytest.raises(RefusedError, match="đã có bản mang tên này"):
        draft(scene, title="quy ước TỔ dân phố điệp sơn")
    draft(scene, actor=scene.office, village=scene.villages[1])
    assert Convention.objects.count() == 2


def test_a_posted_text_stays_and_another_s_change_is_seen(scene):
    version = posted(scene)
    with pytest.raises(RefusedError) as refusal:
        edit_version(scene.head, version, "Khác", "", 2)
    assert wrong(refusal) == ["Dự thảo đã niêm yết thì giữ nguyên lời; gỡ bằng cách soạn bản khác sau khi bàn."]
    with pytest.raises(RefusedError, match="Đã niêm yết từ 02/03/2026"):
        post_version(scene.head, version, POSTED, "Nhà văn hoá", 2)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        post_version(scene.head, version, POSTED, "Nhà văn hoá", 1)


def test_only_a_posted_draft_goes_to_its_own_village_s_open_matter(scene, there):
    version = draft(scene)
    others = [
        matter_of(scene, scene.villages[1]), matter_of(scene, kind=6), matter_of(scene, state="deciding"),
        matter_of(there, there.village),
    ]  # fmt: skip
    for matter in others:
        with pytest.raises(RefusedError) as refusal:
            put_to_village(scene.head, version, matter, 1)
        assert wrong(refusal) == [
            "Niêm yết dự thảo trước, rồi mới đưa ra bàn (Điều 9 khoản 1 Nghị định 61/2023/NĐ-CP).",
            "Việc đưa ra dân bàn: Chọn một việc về hương ước, quy ước của chính nơi này, chưa đưa ra bàn.",
        ]
    made = post_version(scene.head, version, POSTED, "Nhà văn hoá", 1)
    right = matter_of(scene)
    assert list(matters_to_attach(made.convention)) == [right]
    tied = put_to_village(scene.head, made, right, 2)
    with pytest.raises(RefusedError, match="đã đưa ra bàn"):
        put_to_village(scene.head, tied, matter_of(scene), 3)


def test_article_9_1_no_round_is_planned_before_the_draft_hung_for_thirty_days(scene):
    scene.roll(10)
    matter = matter_of(scene)
    with pytest.raises(RefusedError, match="chưa có dự thảo nào"):
        plan_round(scene.head, matter, scene.village, Form.MEETING, date(2026, 4, 1))
    version = posted(scene)
    put_to_village(scene.head, version, matter, version.version)
    with pytest.raises(RefusedError, match="đủ 30 ngày vào 01/04/2026"):
        plan_round(scene.head, matter, scene.village, Form.MEETING, date(2026, 3, 31))
    assert plan_round(scene.head, matter, scene.village, Form.MEETING, date(2026, 4, 1)).attempt == 1


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("passed", "waiting"),
        ("sent", "waiting"),
        ("in_force", "holding"),
        ("carried_out", "holding"),
        ("refused", "fallen"),
        ("not_passed", "fallen"),
        ("annulled", "fallen"),
    ],
)
def test_a_version_follows_its_matter(scene, state, stage):
    version = holding(scene)
    Matter.objects.filter(pk=version.matter_id).update(state=state)
    assert stages(scene) == [stage]


def test_an_amended_version_takes_the_place_when_it_is_in_force(scene):
    first = holding(scene)
    with pytest.raises(RefusedError, match="Chưa khác bản trước chữ nào"):
        draft_version(scene.head, first.convention, TEXT, "")
    second = draft_version(scene.head, first.convention, f"{TEXT} Điều 2.", "Thêm điều 2")
    assert (second.number, second.note, stages(scene)) == (2, "Thêm điều 2", ["draft", "holding"])
    with pytest.raises(RefusedError, match="Bản 2 còn đang làm"):
        draft_version(scene.head, first.convention, "Khác nữa", "")
    made = post_version(scene.head, second, POSTED, "Nhà văn hoá", 1)
    matter = matter_of(scene)
    put_to_village(scene.head, made, matter, 2)
    Matter.objects.filter(pk=matter.pk).update(state="in_force")
    assert stages(scene) == ["holding", "former"]


def test_articles_12_and_14_the_commune_stops_and_annuls_what_holds(scene):
    version = holding(scene)
    with pytest.raises(RefusedError) as refusal:
        stop_version(scene.leader, version, stop(mend_by=None))
    assert wrong(refusal) == [
        "Hoàn tất trước: Quyết định tạm ngừng phải nêu thời hạn hoàn tất (Điều 12 khoản 3 Nghị định 61/2023/NĐ-CP)."
    ]
    with pytest.raises(RefusedError, match="Chọn tạm ngừng một phần"):
        stop_version(scene.leader, version, stop(kind="song"))
    found = {}
    for kind in ("part", "whole", "annulled"):
        made = stop_version(
            scene.leader,
            version,
            stop(
                kind=kind,
                decided_on=date(2026, 5, 6) + timedelta(days=len(found)),
                mend_by=None if kind == "annulled" else date(2026, 7, 1),
            ),
        )
        found[kind] = stages(scene)
        assert made.number == "31/QĐ-UBND"
    assert found == {"part": ["stopped_part"], "whole": ["stopped"], "annulled": ["annulled"]}
    with pytest.raises(RefusedError, match="Chỉ bản đang có hiệu lực"):
        stop_version(scene.leader, version, stop())
    with pytest.raises(TypeError, match="append-only"):
        made.save()
