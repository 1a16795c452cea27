"""The office's side: sent back with words, taken into the programme, not taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.submission_decisions import accept_submission, decline_submission, return_submission
from kheo.movement.actions.submissions import begin_submission, submit_submission, write_submission
from kheo.movement.likeness import digest_of, read
from kheo.movement.models import Initiative, Lineage, Programme, Registration, Sketch, Submission, SubmissionNote
from kheo.movement.queries.carrying import carried_content
from kheo.movement.queries.likeness.texts import texts_of
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Notice
from tests import factories
from tests.movement.forms_scene import WHOLE


def where(refusal):
    return [problem.where for problem in refusal.value.problems]


def notices(role):
    return list(Notice.objects.filter(position__role=role).order_by("pk").values_list("subject", "text"))


def test_only_the_office_decides(round_, staff, stranger):
    form = round_.handed()
    for other in (staff, stranger):
        with pytest.raises(NotAllowedError):
            return_submission(other, form, {"": "Sửa"}, 2)
        with pytest.raises(NotAllowedError):
            accept_submission(other, form, 2)
        with pytest.raises(NotAllowedError):
            decline_submission(other, form, "Không hợp", 2)
    assert Submission.objects.get().state == "submitted"


def test_a_form_goes_back_with_words_on_its_items(round_, office):
    form = round_.handed()
    moved = return_submission(office, form, {"content": "  Ghi  số hộ ", "": "Xem lại", "time": " "}, 2)
    assert (moved.state, moved.version) == ("returned", 3)
    assert list(SubmissionNote.objects.values_list("item", "text", "is_office")) == [
        ("content", "Ghi số hộ", True),
        ("", "Xem lại", True),
    ]
    assert notices("unit_staff") == [
        (f"Phiếu cần bổ sung: {WHOLE.title}", "Nội dung, cách làm: Ghi số hộ; Xem lại"),
    ]


@pytest.mark.parametrize(
    ("notes", "places"),
    [
        ({}, ["Ý kiến chung"]),
        ({"content": " "}, ["Ý kiến chung"]),
        ({"khong-co": "Sửa"}, ["Ý kiến chung"]),
        ({"content": "a" * 601}, ["Nội dung, cách làm"]),
        ({"": "a" * 601}, ["Ý kiến chung"]),
    ],
)
def test_words_that_cannot_be_sent_back(round_, office, notes, places):
    form = round_.handed()
    with pytest.raises(RefusedError) as refusal:
        return_submission(office, form, notes, 2)
    assert (where(refusal), SubmissionNote.objects.count()) == (places, 0)


def test_the_longest_word_fits(round_, office):
    return_submission(office, round_.handed(), {"content": "a" * 600}, 2)
    assert len(SubmissionNote.objects.get().text) == 600


def test_accepting_writes_the_initiative_and_its_registration(round_, office, staff):
    Programme.objects.update(registration_closes=timezone.localdate() - timedelta(days=3))
    round_.programme.refresh_from_db()
    form = round_.handed(items={**WHOLE.items, "situation": "Rác nhiều", "content": "Bàn \nLàm", "name": "lạc", "goals": " "})
    made = accept_submission(office, form, 2)
    form.refresh_from_db()
    initiative = Initiative.objects.get()
    assert (form.state, form.registration_id, form.late_days) == ("accepted", made.pk, 3)
    assert (made.state, made.registered_on, made.novelty, made.leading_kind, made.leading_body, made.field.key) == (
        "registered", timezone.localdate(), "new", "union", "Hội Phụ nữ", "economy",
    )  # fmt: skip
    assert (initiative.title, initiative.unit, initiative.body) == (WHOLE.title, round_.unit, None)
    assert (initiative.situation, initiative.way) == ("Rác nhiều", "Bàn\nLàm")
    assert made.answers == {
        **{key: text for key, text in WHOLE.items.items() if key != "content"},
        "situation": "Rác nhiều",
        "content": "Bàn\nLàm",
    }
    assert notices("unit_staff") == [(f"Đã nhận đăng ký: {WHOLE.title}", "")]
    told = read(texts_of([initiative], None)[initiative.pk])
    assert list(Sketch.objects.values_list("initiative", "digest")) == [(initiative.pk, digest_of(told))]
    trail = AuditRow.objects.get(action="submission.accept")
    assert trail.details == {"registration": made.pk, "initiative": initiative.pk, "late_days": 3}


def test_an_initiative_known_from_another_year_is_that_one_and_begins_its_story(round_, office, place):
    earlier = factories.make_registration(factories.make_programme(place, 2022), WHOLE.title.upper(), unit=round_.unit)
    made = accept_submission(office, round_.handed(), 2)
    assert made.initiative == earlier.initiative
    assert Initiative.objects.get().way == WHOLE.items["content"]


def test_what_would_double_a_registration_is_not_taken(round_, office):
    first, second = round_.handed(), round_.handed()
    accept_submission(office, first, 2)
    with pytest.raises(RefusedError) as refusal:
        accept_submission(office, second, 2)
    assert (where(refusal), Registration.objects.count()) == (["Tên mô hình"], 1)


def test_one_carried_on_is_not_taken_twice_and_follows_a_merging(round_, office, staff, place):
    last = factories.make_programme(place, 2023)
    earlier = factories.make_registration(last, "Tổ không rác", unit=round_.unit, state="running")
    target = factories.make_registration(last, "Tổ sạch", unit=round_.unit, state="running")
    form = begin_submission(
        staff, round_.programme, round_.unit, carried_content(earlier, round_.programme), carried_from=earlier
    )
    form = write_submission(staff, form, WHOLE, 1)
    form = submit_submission(staff, form, 2)
    Initiative.objects.filter(pk=earlier.initiative_id).update(merged_into=target.initiative)
    taken = factories.make_registration(round_.programme, "Tạm", unit=round_.unit)
    Registration.objects.filter(pk=taken.pk).update(initiative=target.initiative)
    with pytest.raises(RefusedError) as refusal:
        accept_submission(office, form, 3)
    assert where(refusal) == ["Tên mô hình"]
    Registration.objects.filter(pk=taken.pk).delete()
    assert accept_submission(office, form, 3).initiative == target.initiative


def test_from_whom_it_was_learnt_is_noted(round_, office, staff, place, wards):
    origin = factories.make_registration(factories.make_programme(place, 2023), "Nơi đầu", unit=wards["hoang_dong"]).initiative
    form = begin_submission(staff, round_.programme, round_.unit, WHOLE, learnt_from=origin)
    made = accept_submission(office, submit_submission(staff, form, 1), 2)
    assert Lineage.objects.values_list("copy", "origin", "learnt_on").get() == (
        made.initiative_id, origin.pk, timezone.localdate(),
    )  # fmt: skip


def test_nothing_is_taken_that_was_changed_or_decided_or_closed(round_, office):
    form = round_.handed()
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        accept_submission(office, form, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        return_submission(office, form, {"": "Sửa"}, 1)
    with pytest.raises(RefusedError, match="Người khác vừa sửa"):
        decline_submission(office, form, "Không hợp", 1)
    Programme.objects.update(state=Programme.State.CLOSED)
    with pytest.raises(RefusedError, match="Mở lại chương trình"):
        accept_submission(office, form, 2)
    Programme.objects.update(state=Programme.State.OPEN)
    accept_submission(office, form, 2)
    with pytest.raises(RefusedError, match="đang ở bước «đã nhận»"):
        return_submission(office, form, {"": "Sửa"}, 3)


def test_not_taking_needs_a_reason_that_the_unit_reads(round_, office):
    form = round_.handed()
    for reason in (" ", "a" * 301):
        with pytest.raises(RefusedError) as refusal:
            decline_submission(office, form, reason, 2)
        assert where(refusal) == ["Lý do"]
    moved = decline_submission(office, form, "a" * 300, 2)
    assert (moved.state, moved.reason) == ("declined", "a" * 300)
    assert notices("unit_staff") == [(f"Không nhận phiếu đăng ký: {WHOLE.title}", "a" * 300)]
