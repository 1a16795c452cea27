from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.democracy.actions.postings import discard_draft, draft_posting, edit_draft, publish
from kheo.democracy.actions.publishing_plans import make_plan
from kheo.democracy.models import Posting, PostingDraft
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.working_days import after_working_days
from kheo.organisation.actions.villages import add_village
from kheo.organisation.authority import COMMAND_LINE, NotAllowedError
from kheo.organisation.models import Notice
from tests.democracy.posting_scene import TODAY, content, merge, paper
from tests.democracy.scene import wrong


def last_row():
    return AuditRow.objects.order_by("-pk").first()


@pytest.fixture
def draft(scene):
    return draft_posting(scene.office, scene.locality, content(), paper())


def test_something_is_prepared_with_its_paper(scene):
    made = draft_posting(scene.office, scene.locality, content(title="  Dự  toán "), paper())
    assert (made.title, made.paper.name, made.version, made.posting) == ("Dự toán", "van-ban.txt", 1, None)
    assert last_row().details == {"item": 2, "sha256": made.paper.sha256, "declared_not_secret": True}


@pytest.mark.parametrize("who", ["head", "leader", "front", "inspector"])
def test_only_the_office_prepares_and_publishes(scene, draft, who):
    actor = getattr(scene, who)
    for act in (
        lambda: draft_posting(actor, scene.locality, content(), paper()),
        lambda: edit_draft(actor, draft, content(), 1),
        lambda: discard_draft(actor, draft, 1),
        lambda: publish(actor, draft, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_the_office_of_another_place_publishes_nothing_here(there, draft):
    for act in (lambda: publish(there.office, draft, 1), lambda: discard_draft(there.office, draft, 1)):
        with pytest.raises(NotAllowedError):
            act()


def test_nothing_is_prepared_without_a_paper_or_with_a_hostile_or_secret_one(scene):
    for file, words in (
        (None, "Văn bản: Gửi văn bản sẽ công khai"),
        (paper("a.pdf", b"MZ\x90\x00 chuong trinh"), "Văn bản: Tệp «a.pdf»"),
        (paper("trang.html", b"<html><script>alert(1)</script></html>"), "Văn bản: Tệp «trang.html»"),
        (paper(is_not_secret=False), "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước»"),
        (paper("mat.txt", "MẬT\nDanh sách".encode()), "Văn bản: Tệp «mat.txt» mang dấu"),
    ):
        with pytest.raises(RefusedError) as refusal:
            draft_posting(scene.office, scene.locality, content(), file)
        assert wrong(refusal)[0].startswith(words)
    assert (PostingDraft.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_everything_wrong_is_said_at_once(scene, there):
    line = make_plan(there.office, there.locality, TODAY.year, has_loudspeaker=True).lines.filter(item=2).first()
    theirs = publish(there.office, draft_posting(there.office, there.locality, content(), paper()), 1)
    bad = content(
        item=15, title="", summary=" ", responsible="", number="1" * 61, paper_day=TODAY + timedelta(days=1), own_law="Luật",
        more_forms=("smoke",), line=line, changes=theirs,
    )  # fmt: skip
    with pytest.raises(RefusedError) as refusal:
        draft_posting(scene.office, scene.locality, bad, paper())
    assert [one.partition(":")[0] for one in wrong(refusal)] == [
        "Tiêu đề",
        "Nội dung chính",
        "Bộ phận thực hiện",
        "Ngày văn bản",
        "Ngày theo luật của lĩnh vực",
        "Hình thức chọn thêm",
        "Số, ký hiệu",
        "Nội dung theo Điều 11",
        "Dòng của kế hoạch",
        "Nội dung theo Điều 11",
    ]


def test_a_line_and_a_change_are_of_the_same_item(scene):
    line = make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True).lines.filter(item=3).first()
    old = publish(scene.office, draft_posting(scene.office, scene.locality, content(item=3, line=line), paper()), 1)
    for changes in ({"line": line}, {"changes": old}):
        with pytest.raises(RefusedError):
            draft_posting(scene.office, scene.locality, content(**changes), paper())


def test_what_is_prepared_changes_with_its_version_and_lets_its_former_paper_go(scene, draft):
    changed = edit_draft(scene.office, draft, content(title="Bản mới"), 1, paper(data=b"Ban moi.\n"))
    assert (changed.title, changed.version, StoredFile.objects.count()) == ("Bản mới", 2, 1)
    kept = edit_draft(scene.office, draft, content(), 2)
    assert (kept.version, kept.paper) == (3, changed.paper)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_draft(scene.office, draft, content(), 1)
    with pytest.raises(RefusedError):
        edit_draft(scene.office, draft, content(title=""), 3)
    with pytest.raises(RefusedError):
        edit_draft(scene.office, draft, content(), 3, paper("a.exe", b"MZ"))


def test_what_was_prepared_is_thrown_away_with_its_paper(scene, draft):
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        discard_draft(scene.office, draft, 7)
    discard_draft(scene.office, draft, 1)
    assert (PostingDraft.objects.count(), StoredFile.objects.count(), last_row().action) == (0, 0, "publishing.discard")
    with pytest.raises(RefusedError, match="vừa công khai hoặc bỏ bản này"):
        publish(scene.office, draft, 1)


def test_publishing_freezes_forms_days_and_villages_and_tells_each_head(scene, there):
    make_plan(scene.office, scene.locality, TODAY.year, has_loudspeaker=True)
    draft = draft_posting(scene.office, scene.locality, content(item=8, more_forms=("network",)), paper())
    made = publish(scene.office, draft, 1)
    assert made.forms == ["portal", "office_board", "village_board", "loudspeaker", "head", "network"]
    assert (made.published_on, made.due_on) == (TODAY, after_working_days(TODAY, 5))
    assert (made.shown_until, made.digest) == (TODAY + timedelta(days=30), draft.paper.sha256)
    assert set(made.villages.all()) == set(scene.villages)
    told = Notice.objects.filter(locality=scene.locality)
    assert {notice.position.person.account.pk for notice in told} == {
        scene.accounts["head"].pk,
        scene.accounts["other_head"].pk,
    }
    assert {notice.path for notice in told} == {f"/{scene.locality.code}/dan-chu/quan-ly/cong-khai/thon/"}
    assert last_row().details["villages"] == 2
    assert Notice.objects.filter(locality=there.locality).count() == 0
    draft.refresh_from_db()
    assert draft.posting == made


def test_without_a_plan_or_a_loudspeaker_nobody_has_to_read_it_out_by_article_13_3(scene):
    made = publish(scene.office, draft_posting(scene.office, scene.locality, content(item=8), paper()), 1)
    assert made.forms == ["portal", "office_board", "village_board", "head"]


def test_items_4_and_13_hang_always_and_only_at_the_office_by_article_13_2(scene):
    made = publish(scene.office, draft_posting(scene.office, scene.locality, content(item=13), paper()), 1)
    assert (made.shown_until, made.forms, made.villages.count()) == (None, ["portal", "office_board"], 0)
    assert Notice.objects.count() == 0


def test_a_day_of_the_field_s_own_law_stands_by_article_12_3(scene):
    own = content(own_law_day=TODAY + timedelta(days=30), own_law="Luật Đầu tư công")
    made = publish(scene.office, draft_posting(scene.office, scene.locality, own, paper()), 1)
    assert (made.due_on, made.own_law) == (TODAY + timedelta(days=30), "Luật Đầu tư công")


def test_a_village_that_was_merged_before_is_not_asked(scene):
    new = add_village(COMMAND_LINE, scene.locality, scene.locality.unit, "Tổ dân phố Mới", founded_on=date(2026, 1, 1))
    merge(scene.villages[1], new, date(2026, 1, 1))
    made = publish(scene.office, draft_posting(scene.office, scene.locality, content(), paper()), 1)
    assert set(made.villages.all()) == {scene.village, new}


def test_what_is_published_is_published_once_and_never_changed(scene, draft):
    made = publish(scene.office, draft, 1)
    for act in (
        lambda: publish(scene.office, draft, 2),
        lambda: edit_draft(scene.office, draft, content(), 2),
        lambda: discard_draft(scene.office, draft, 2),
    ):
        with pytest.raises(RefusedError, match="vừa công khai hoặc bỏ bản này"):
            act()
    made.title = "Khác"
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        Posting.objects.filter(pk=made.pk).update(title="Khác")
    change = publish(scene.office, draft_posting(scene.office, scene.locality, content(changes=made), paper()), 1)
    assert list(made.changed_by.all()) == [change]


def test_a_draft_that_became_wrong_meanwhile_is_not_published(scene, draft):
    PostingDraft.objects.filter(pk=draft.pk).update(title="")
    with pytest.raises(RefusedError, match="Tiêu đề"):
        publish(scene.office, draft, 1)
    assert Posting.objects.count() == 0


def test_the_command_line_may_tell_the_moment_of_an_earlier_day(scene):
    at = timezone.now() - timedelta(days=40)
    earlier = content(paper_day=timezone.localdate(at))
    made = publish(COMMAND_LINE, draft_posting(scene.office, scene.locality, earlier, paper()), 1, at=at)
    assert (made.published_at, made.published_on) == (at, TODAY - timedelta(days=40))
