import pytest
from django.utils import timezone

from kheo.foundation.audit.actions import record, seal, seal_all
from kheo.foundation.audit.models import AuditRow, AuditSeal
from kheo.foundation.audit.queries import verify_all, verify_chain
from kheo.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def subject():
    return Unit.objects.create(code="gso2024-999", register="gso2024", level="district")


def add(subject, number, locality="gso2024-999"):
    for index in range(number):
        record("thing.done", subject, locality=locality, actor=7, authority="office@x", details={"n": index})


def test_unsealed_rows_are_told_from_sealed_ones(subject):
    add(subject, 3)
    made = seal("gso2024-999")
    add(subject, 2)
    report = verify_chain("gso2024-999")
    assert (report.sealed, report.unsealed, report.faults, report.head) == (3, 2, [], made.head)


def test_seals_follow_one_another_and_nothing_is_sealed_twice(subject):
    add(subject, 2)
    first = seal("gso2024-999")
    assert seal("gso2024-999") is None
    add(subject, 1)
    second = seal("gso2024-999")
    assert (second.number, second.previous_head) == (2, first.head)
    assert verify_chain("gso2024-999").faults == []


def test_each_locality_has_its_own_chain(subject):
    add(subject, 2)
    add(subject, 1, locality="gso2025-1")
    assert seal_all() == 3
    assert [(report.locality, report.sealed) for report in verify_all()] == [("gso2024-999", 2), ("gso2025-1", 1)]
    assert AuditSeal.objects.count() == 2


def test_a_changed_row_is_found(subject):
    add(subject, 2)
    seal("gso2024-999")
    row = AuditRow.objects.first()
    AuditRow.objects.filter(pk=row.pk).update(details={"n": 99})
    assert verify_chain("gso2024-999").faults == [
        f"Dòng {row.pk} (thing.done, {timezone.localtime(row.at):%d/%m/%Y %H:%M}) đã bị sửa sau khi ghi."
    ]


def test_a_row_changed_together_with_its_digest_breaks_the_seal(subject):
    add(subject, 2)
    seal("gso2024-999")
    row = AuditRow.objects.first()
    AuditRow.objects.filter(pk=row.pk).update(digest="0" * 64)
    assert "Lô số 1: các dòng không khớp với niêm phong." in verify_chain("gso2024-999").faults


def test_a_removed_row_or_seal_is_found(subject):
    for _ in range(3):
        add(subject, 2)
        seal("gso2024-999")
    AuditRow.objects.filter(seal__number=1).first().delete()
    AuditRow.objects.filter(seal__number=2).update(seal=AuditSeal.objects.get(number=3))
    AuditSeal.objects.get(number=2).delete()
    assert verify_chain("gso2024-999").faults == [
        "Lô số 1: các dòng không khớp với niêm phong.",
        "Thiếu lô niêm phong số 2: lô tiếp theo mang số 3.",
        "Lô số 3 không nối với lô trước.",
        "Lô số 3: các dòng không khớp với niêm phong.",
    ]
