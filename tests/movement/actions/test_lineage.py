from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from kheo.foundation.models import AuditRow
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.lineage import (
    LineageContent,
    answer_consent,
    edit_lineage,
    note_lineage,
    record_lineage,
    remove_lineage,
)
from kheo.movement.models import Lineage, Registration
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Body, Notice, Role
from tests import factories

DAY = date(2024, 5, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def school(place):
    return factories.make_body(place, "truong", "Trường Tiểu học Minh Hoạ", Body.Kind.SCHOOL)


@pytest.fixture
def teacher(place, school):
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="truong"))


@pytest.fixture
def farmers(place):
    """Staff of another body of the same town."""
    factories.make_body(place, "hoi-nong-dan", "Hội Nông dân Minh Hoạ", Body.Kind.UNION)
    return factories.actor_for(factories.make_account(Role.UNIT_STAFF, place, body="hoi-nong-dan"))


@pytest.fixture
def origin(programme):
    body = Body.objects.filter(code=f"{programme.locality.code}/hoi-nong-dan").first()
    return factories.make_registration(programme, "Ruộng không thuốc", body=body).initiative


@pytest.fixture
def copy(programme, school):
    return factories.make_registration(programme, "Sân trường xanh", body=school).initiative


def content(origin=None, **fields):
    return replace(LineageContent(learnt_on=DAY, origin=origin), **fields)


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def subjects():
    return sorted(Notice.objects.values_list("position__body__code", "subject", "path"))


def test_a_unit_records_what_it_learnt_and_the_origin_is_told(farmers, teacher, office, copy, origin):
    words = {"extent": "part", "part": " cách  ủ ", "by_whom": "Đoàn của trường", "outcome": "Làm được", "consent": "given"}
    made = record_lineage(teacher, copy, content(origin, **words))
    made.refresh_from_db()
    assert (made.copy, made.origin, made.origin_words) == (copy, origin, "")
    assert (made.extent, made.part, made.by_whom, made.consent) == ("part", "cách ủ", "Đoàn của trường", "given")
    assert (made.outcome, made.learnt_on, made.added_by, made.consent_by) == ("Làm được", DAY, teacher.account_id, None)
    row = AuditRow.objects.get(action="lineage.record")
    assert row.details == {"copy": copy.pk, "origin": origin.pk, "consent": "given"}
    told = "Ghi «học từ»: «Sân trường xanh» từ «Ruộng không thuốc»"
    here = f"/{copy.locality.code}/ho-so/{copy.registrations.get().pk}/#hoc-tu"
    there = f"/{copy.locality.code}/ho-so/{origin.registrations.get().pk}/#hoc-tu"
    assert subjects() == [("gso2024-349/bcd-dvk", told, here), ("gso2024-349/hoi-nong-dan", told, there)]


def test_an_origin_outside_is_told_in_words(office, copy):
    made = record_lineage(office, copy, content(origin_words=" Xã Minh Hoạ,  2023 "))
    assert (made.origin, made.origin_words) == (None, "Xã Minh Hoạ, 2023")
    assert subjects() == []  # the office did it itself, the school has nobody


def test_a_part_is_forgotten_where_all_was_learnt(office, copy, origin):
    assert record_lineage(office, copy, content(origin, part="cách ủ")).part == ""


def test_neither_circle_nor_double_nor_itself(office, programme, copy, origin):
    third = factories.make_registration(programme, "Chợ quê sạch").initiative
    record_lineage(office, copy, content(origin))
    record_lineage(office, third, content(copy))
    for wrong, words in (
        (lambda: record_lineage(office, copy, content(copy)), "Nơi đầu: Một mô hình không học từ chính nó."),
        (lambda: record_lineage(office, copy, content(origin)), "Nơi đầu: Đã ghi học từ mô hình này; sửa dòng ấy."),
        (
            lambda: record_lineage(office, origin, content(third)),
            "Nơi đầu: «Chợ quê sạch» đã ghi là học từ «Ruộng không thuốc», thẳng hoặc qua nơi khác; không ghi ngược lại được.",
        ),
    ):
        with pytest.raises(RefusedError) as refused:
            wrong()
        assert said(refused) == [words]
    assert Lineage.objects.count() == 2


def test_another_locality_is_an_origin_only_once_it_recognised(office, elsewhere, copy):
    far = factories.make_registration(factories.make_programme(elsewhere))
    with pytest.raises(RefusedError) as refused:
        record_lineage(office, copy, content(far.initiative))
    assert said(refused) == ["Nơi đầu: Không có mô hình này, hoặc địa phương ấy chưa công nhận nó; chọn lại."]
    Registration.objects.filter(pk=far.pk).update(state="recognised")
    made = record_lineage(office, copy, content(far.initiative))
    assert made.origin == far.initiative
    with pytest.raises(NotAllowedError):  # its consent is not asked of it here
        answer_consent(office, made, "given", made.version)


def test_what_is_wrong_is_said_all_at_once(office, copy):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError) as refused:
        record_lineage(office, copy, content(learnt_on=tomorrow, extent="part"))
    assert [problem.where for problem in refused.value.problems] == ["Nơi đầu", "Học phần nào", "Học ngày"]


def test_only_its_own_unit_and_the_office_write(farmers, stranger, teacher, copy, origin):
    made = record_lineage(teacher, copy, content(origin))
    for actor in (farmers, stranger):
        for act in (
            lambda: record_lineage(actor, copy, content(origin_words="Nơi khác")),  # noqa: B023  called at once
            lambda: edit_lineage(actor, made, content(origin), made.version),  # noqa: B023
            lambda: remove_lineage(actor, made, made.version),  # noqa: B023
        ):
            with pytest.raises(NotAllowedError):
                act()
    assert Lineage.objects.count() == 1


def test_an_edit_keeps_the_origin_and_what_it_answered(farmers, teacher, copy, origin):
    made = record_lineage(teacher, copy, content(origin))
    edited = edit_lineage(teacher, made, content(origin, consent="given", outcome="Tốt"), 1)
    assert (edited.consent, edited.outcome, edited.version) == ("given", "Tốt", 2)
    answered = answer_consent(farmers, edited, "refused", 2)
    assert (answered.consent, answered.consent_by, answered.version) == ("refused", farmers.account_id, 3)
    with pytest.raises(RefusedError) as refused:
        edit_lineage(teacher, made, content(origin, consent="given"), 3)
    assert said(refused) == ["Nơi đầu có đồng ý không: Nơi đầu đã tự trả lời; muốn đổi thì nơi đầu trả lời lại."]
    assert edit_lineage(teacher, made, content(origin, consent="refused", outcome="Rất tốt"), 3).outcome == "Rất tốt"
    with pytest.raises(RefusedError) as refused:
        edit_lineage(teacher, made, content(origin_words="Nơi khác"), 4)
    assert said(refused) == ["Nơi đầu: Nơi đầu ghi nhầm thì bỏ dòng này rồi ghi lại."]


def test_what_changed_meanwhile_is_not_written_over(teacher, copy, origin):
    made = record_lineage(teacher, copy, content(origin))
    for act in (
        lambda: edit_lineage(teacher, made, content(origin), 0),
        lambda: remove_lineage(teacher, made, 2),
    ):
        with pytest.raises(RefusedError, match="Người khác vừa sửa"):
            act()
    remove_lineage(teacher, made, 1)
    gone = Lineage(pk=made.pk or 1, copy=copy, origin=origin)
    with pytest.raises(RefusedError, match="Người khác vừa bỏ dòng này"):
        remove_lineage(teacher, gone, 1)
    assert AuditRow.objects.get(action="lineage.remove").details == {
        "copy": copy.pk,
        "origin": origin.pk,
        "learnt_on": "2024-05-20",
    }


def test_only_the_origin_s_own_unit_answers_and_says_yes_or_no(farmers, teacher, copy, origin):
    made = record_lineage(teacher, copy, content(origin))
    with pytest.raises(NotAllowedError):
        answer_consent(teacher, made, "given", 1)
    with pytest.raises(RefusedError, match="Chọn đồng ý hoặc không đồng ý"):
        answer_consent(farmers, made, "not_asked", 1)
    Notice.objects.all().delete()
    assert answer_consent(farmers, made, "given", 1).consent == "given"
    assert [row[:2] for row in subjects()] == [("gso2024-349/truong", "Nơi đầu đồng ý: «Sân trường xanh» từ «Ruộng không thuốc»")]
    outside = record_lineage(teacher, copy, content(origin_words="Nơi khác"))
    with pytest.raises(NotAllowedError):
        answer_consent(farmers, outside, "given", 1)


def test_a_taken_form_notes_its_origin_once_and_never_a_circle(farmers, teacher, programme, copy, origin):
    registration = copy.registrations.get()
    made = note_lineage(registration, origin, DAY, teacher.account_id)
    assert (made.copy, made.origin, made.learnt_on, made.added_by) == (copy, origin, DAY, teacher.account_id)
    row = AuditRow.objects.get(action="lineage.note")
    assert (row.actor, row.details["registration"]) == (teacher.account_id, registration.pk)
    assert [row[0] for row in subjects()] == ["gso2024-349/hoi-nong-dan"]
    assert note_lineage(registration, origin, DAY, None) is None
    assert note_lineage(registration, copy, DAY, None) is None
    assert note_lineage(origin.registrations.get(), copy, DAY, None) is None
    assert Lineage.objects.count() == 1


def test_an_origin_without_a_registration_is_told_nothing(office, copy, origin):
    origin.registrations.all().delete()
    assert note_lineage(copy.registrations.get(), origin, DAY, office.account_id) is not None
    assert Notice.objects.count() == 0
