from datetime import date

import pytest

from kheo.directives.actions.activities import edit_activity, record_activity, remove_activity
from kheo.directives.models import Activity
from kheo.directives.queries.places import Place, place_of_body
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.papers import SentFile
from kheo.organisation.authority import NotAllowedError
from tests.directives.committee_scene import activity_content
from tests.directives.scene import PDF, wrong


def last_row():
    return AuditRow.objects.order_by("-pk").first()


def test_an_activity_is_recorded_with_its_proof_by_its_own_staff(work):
    proof = SentFile("danh-sach.csv", b"ho,ten\n1,2\n", True)
    made = record_activity(work.scene.staff, work.scene.locality, work.ward(), activity_content(topic=" Hiến  đất "), proof)
    assert (made.topic, made.count, made.people, made.unit, made.body) == ("Hiến đất", 3, 120, work.ward().unit, None)
    assert made.proof is not None
    assert last_row().details == {
        "kind": "session",
        "count": 3,
        "people": 120,
        "from": "2024-05-06",
        "to": "2024-05-06",
        "proof": made.proof.sha256,
    }


def test_everything_wrong_with_an_activity_is_said_at_once(work, there):
    content = activity_content(kind="song", topic="", count=0, requirement=there.requirement())
    with pytest.raises(RefusedError) as refusal:
        record_activity(work.office, work.scene.locality, Place(there.wards[0]), content, SentFile("x.csv", b"", False))
    said = wrong(refusal)
    assert [line.partition(":")[0] for line in said] == [
        "Xác nhận", "Tệp", "Nội dung", "Số lượng", "Loại", "Theo yêu cầu", "Nơi tổ chức",
    ]  # fmt: skip
    assert Activity.objects.count() == 0
    assert StoredFile.objects.count() == 0


def test_the_same_activity_is_counted_once(work):
    work.activity()
    with pytest.raises(RefusedError) as refusal:
        work.activity(topic="hiến đất MỞ đường", count=9)
    assert wrong(refusal) == [
        "Nội dung: Nơi này đã ghi đúng hoạt động ấy những ngày ấy. Buổi khác thì ghi rõ ở nội dung; thiếu thì sửa mục đã ghi."
    ]
    work.activity(topic="Hiến đất mở đường, tổ 5")
    work.activity(kind="dialogue")
    work.activity(work.ward(1))
    assert Activity.objects.count() == 4


def test_a_place_that_ended_is_refused_by_name(work):
    body = work.scene.body("mttq")
    body.valid_to = date(2024, 1, 1)
    body.save()
    with pytest.raises(RefusedError) as refusal:
        work.activity(place_of_body(body))
    assert wrong(refusal) == [f"Nơi tổ chức: «{body.name}» chỉ còn đến hết 31/12/2023; chọn nơi kế tiếp, hoặc xem lại ngày."]


def test_an_edit_needs_the_version_and_replaces_the_proof(work):
    made = record_activity(work.office, work.scene.locality, work.ward(), activity_content(), SentFile("a.csv", b"a\n1\n", True))
    old = made.proof
    changed = edit_activity(work.scene.staff, made, activity_content(count=5, people=None), 1, SentFile("b.pdf", PDF, True))
    assert (changed.count, changed.people, changed.version, changed.proof.name) == (5, None, 2, "b.pdf")
    assert not StoredFile.objects.filter(pk=old.pk).exists()
    assert last_row().details["version"] == 2
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        edit_activity(work.office, made, activity_content(), 1)
    kept = edit_activity(work.office, made, activity_content(topic="Lời khác"), 2)
    assert kept.proof.name == "b.pdf"
    again = edit_activity(work.office, made, activity_content(), 3, SentFile("b.pdf", PDF, True))
    assert StoredFile.objects.filter(pk=again.proof_id).exists()


def test_an_edit_looks_at_the_place_only_when_the_days_change(work):
    made = work.activity()
    ward = work.scene.wards[0]
    ward.ended_on = date(2024, 1, 1)
    ward.save()
    edit_activity(work.office, made, activity_content(count=5), 1)
    with pytest.raises(RefusedError) as refusal:
        edit_activity(work.office, made, activity_content(begun_on=date(2024, 5, 1)), 2)
    assert wrong(refusal)[0].startswith("Nơi tổ chức: «Phường Hòa Mạc» chỉ còn đến hết 31/12/2023")
    with pytest.raises(RefusedError) as refusal:
        edit_activity(work.office, made, activity_content(count=0), 2)
    assert wrong(refusal) == ["Số lượng: Ghi một số từ 1 đến 100.000."]


def test_an_edit_into_another_record_is_refused(work):
    work.activity()
    made = work.activity(topic="Phân loại rác")
    with pytest.raises(RefusedError, match="đã ghi đúng hoạt động ấy"):
        edit_activity(work.office, made, activity_content(), 1)


def test_a_removed_activity_leaves_a_row_in_the_trail_and_no_file(work):
    made = record_activity(work.office, work.scene.locality, work.ward(), activity_content(), SentFile("a.csv", b"a\n1\n", True))
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        remove_activity(work.office, made, 2)
    remove_activity(work.scene.staff, made, 1)
    assert (Activity.objects.count(), StoredFile.objects.count()) == (0, 0)
    assert (last_row().action, last_row().details["count"]) == ("activity.remove", 3)
    with pytest.raises(RefusedError, match="vừa bỏ mục này"):
        remove_activity(work.office, made, 1)
    plain = work.activity()
    remove_activity(work.office, plain, 1)
    assert Activity.objects.count() == 0


def test_staff_record_for_their_own_unit_alone(work, there):
    theirs = work.activity(work.ward(1))
    for act in (
        lambda: record_activity(work.scene.staff, work.scene.locality, work.ward(1), activity_content(topic="Khác")),
        lambda: edit_activity(work.scene.staff, theirs, activity_content(), 1),
        lambda: remove_activity(work.scene.staff, theirs, 1),
        lambda: remove_activity(there.office, theirs, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert Activity.objects.count() == 1
