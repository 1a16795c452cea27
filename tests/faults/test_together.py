"""Two people do the same thing at the same moment: one is taken, the other is told plainly, nothing is there twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from kheo.assessment.models import Assessment
from kheo.foundation.models import AuditRow, StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file
from kheo.movement.actions.assessments import close_all_scores, close_scores
from kheo.movement.actions.importing import import_initiatives
from kheo.movement.actions.registrations import InitiativeContent, edit_registration
from kheo.movement.models import Programme, Registration
from kheo.organisation.actions.bodies import appoint
from kheo.organisation.models import Account, Person, Position
from kheo.recognition.actions.certificates import issue_certificates
from kheo.recognition.actions.decisions import check_decision, issue_decision
from kheo.recognition.actions.drafts import add_line, reword_decision
from kheo.recognition.models import Certificate, Decision
from tests import factories
from tests.recognition.scene import DAY, WORDING, make_scene

pytestmark = pytest.mark.django_db(transaction=True)
SHEET = "Tên mô hình;Đơn vị;Lĩnh vực;Loại hình;Đối tượng\nĐường hoa;Thị xã Duy Tiên;Kinh tế;Mô hình;Tập thể\n".encode()


@pytest.fixture
def scene(db):
    return make_scene()


def together(*acts: Callable[[], object]) -> list[str]:
    """Start all *acts* at one moment; «taken» or «refused» for each, sorted. A fault of the database is neither, and fails."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        gate.wait()
        try:
            act()
        except RefusedError:
            return "refused"
        except DatabaseError as error:
            return repr(error)
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def acts_of(name: str) -> int:
    return AuditRow.objects.filter(action=name).count()


def test_one_sheet_imported_twice_at_once_adds_its_rows_once(scene):
    before = Registration.objects.count()
    one = lambda: import_initiatives(scene.office, scene.programme, "a.csv", SHEET)  # noqa: E731
    assert together(one, one, one) == ["taken"] * 3
    assert (Registration.objects.count() - before, acts_of("initiatives.import")) == (1, 1)


def test_one_decision_issued_twice_at_once_is_issued_once(scene):
    checked = scene.checked()
    acts = [
        lambda: issue_decision(scene.office, checked, "12-QĐ/BCĐ", DAY, checked.version),
        lambda: issue_decision(scene.office, checked, "13-QĐ/BCĐ", DAY, checked.version),
    ]
    assert together(*acts) == ["refused", "taken"]
    assert (acts_of("decision.issue"), Registration.objects.filter(state="recognised").count()) == (1, 3)


def test_two_decisions_with_one_number_at_once_leave_one(scene):
    first = scene.checked(lines=scene.lines(scene.registrations[0]))
    second = scene.checked(lines=scene.lines(scene.registrations[1]))
    acts = [lambda one=one: issue_decision(scene.office, one, "12-QĐ/BCĐ", DAY, one.version) for one in (first, second)]
    assert together(*acts) == ["refused", "taken"]
    assert Decision.objects.filter(state="issued", number="12-QĐ/BCĐ").count() == 1


def test_one_initiative_in_two_decisions_at_once_is_recognised_once(scene):
    first, second = (scene.checked(lines=scene.lines(scene.registrations[0])) for _ in range(2))
    acts = [
        lambda: issue_decision(scene.office, first, "12-QĐ/BCĐ", DAY, first.version),
        lambda: issue_decision(scene.office, second, "13-QĐ/BCĐ", DAY, second.version),
    ]
    assert together(*acts) == ["refused", "taken"]
    assert acts_of("registration.recognise") == 1


def test_a_draft_checked_while_somebody_changes_it_is_never_checked_with_words_nobody_checked(scene):
    draft = scene.draft()
    acts = [
        lambda: check_decision(scene.office, draft, draft.version),
        lambda: reword_decision(scene.office, draft, draft.body, WORDING, DAY, version=draft.version),
        lambda: add_line(scene.office, draft, scene.person(), draft.version),
    ]
    assert together(*acts) == ["refused", "refused", "taken"]
    assert Decision.objects.get(pk=draft.pk).version == draft.version + 1


def test_certificates_issued_many_times_at_once_are_issued_once(scene):
    issued = scene.issued()
    assert together(*[lambda: issue_certificates(scene.office, issued)] * 4) == ["taken"] * 4
    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_file_changed_by_two_at_once_keeps_what_the_first_wrote(scene):
    registration = scene.registrations[0]

    def edit(title: str) -> Callable[[], object]:
        content = InitiativeContent(title, "mo_hinh", "collective", "economy", registration.initiative.holder)
        return lambda: edit_registration(scene.office, registration, content, registration.version)

    assert together(edit("Tên một"), edit("Tên hai")) == ["refused", "taken"]
    assert acts_of("registration.edit") == 1


def test_one_person_appointed_twice_at_once_holds_the_position_once(scene):
    person = Person.objects.create(locality=scene.locality, name="Cá nhân 01")
    body = scene.body("mttq")
    one = lambda: appoint(scene.office, body, person, title="Uỷ viên", role="viewer", valid_from=date(2024, 1, 1))  # noqa: E731
    assert together(one, one) == ["refused", "taken"]
    assert Position.objects.filter(person=person).count() == 1


def test_scores_closed_twice_at_once_are_closed_once(scene):
    Assessment.objects.update(state=Assessment.State.OPEN, assessed_on=None)
    one = scene.registrations[0]
    version = Assessment.objects.get(registration_link__registration=one).version
    acts = [
        lambda: close_all_scores(scene.office, scene.programme, date(2024, 12, 20)),
        lambda: close_scores(scene.office, one, date(2024, 12, 20), version),
    ]
    assert "taken" in together(*acts)
    closed = list(AuditRow.objects.filter(action="assessment.close").values_list("subject_id", flat=True))
    assert len(closed) == len(set(closed)) == Assessment.objects.filter(state=Assessment.State.CLOSED).count()


def test_the_same_bytes_let_go_and_kept_at_once_are_kept_whole(scene, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    checked = check_upload("bang.csv", b"a,b\n1,2\n", "evidence")
    kept = keep_file(checked, scene.locality.code, None)
    assert together(lambda: release_file(kept), lambda: keep_file(checked, scene.locality.code, None)) == ["taken", "taken"]
    rows = list(StoredFile.objects.values_list("content", flat=True))
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.csv")] == rows


def test_two_programmes_of_one_year_sent_at_once_leave_one_and_no_fault(scene):
    office = Account.objects.get(pk=scene.office.account_id)
    committee = factories.body_of(scene.locality, "bcd-dvk").pk
    fields = {"year": 2025, "title": "Năm 2025", "fields_of_work": "Kinh tế", "lateness": "marked", "silent_weeks": 8}
    fields |= dict.fromkeys(("standing_body", "leading_body", "recognising_body"), committee)
    codes: list[int] = []

    def send(number: int) -> None:
        client = Client()
        client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
        sent = {**fields, "code": f"nam-2025-{number}", "once": f"khoa-cua-bieu-mau-{number:04d}"}
        codes.append(client.post(f"/{scene.locality.code}/lap-chuong-trinh/", sent).status_code)

    assert together(lambda: send(1), lambda: send(2), lambda: send(3)) == ["taken"] * 3
    assert (min(codes), set(sorted(codes)[1:]) <= {409, 422}) == (302, True)
    assert Programme.objects.filter(year=2025).count() == 1
