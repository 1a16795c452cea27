import json

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kheo.foundation.audit.actions import record, seal_all
from kheo.foundation.models import AuditRow, StoredFile
from kheo.organisation.models import Person
from kheo.recognition.models import CertificateRegister
from kheo.site import upkeep
from kheo.site.integrity import check_everything, personal_fields
from tests.factories import DUY_TIEN, body_of, make_account, make_locality

pytestmark = pytest.mark.django_db


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def town():
    town = make_locality(DUY_TIEN)
    record("thing.done", town, locality=DUY_TIEN, actor=1, authority="office@x")
    return town


def test_audit_verify_tells_sealed_from_unsealed_and_finds_a_change(town):
    seal_all()
    record("thing.done", town, locality=DUY_TIEN, actor=1, authority="office@x")
    done = run(upkeep.audit, "verify", "--json")
    [report] = json.loads(done.stdout)
    assert (done.exit_code, report["locality"], report["sealed"], report["unsealed"]) == (0, DUY_TIEN, 1, 1)
    AuditRow.objects.update(action="thing.undone")
    changed = run(upkeep.audit, "verify")
    assert (changed.exit_code, changed.stdout.count("SAI: Dòng")) == (1, 2)


def test_an_empty_trail_is_said():
    assert run(upkeep.audit, "verify").stdout == "Nhật ký chưa có dòng nào.\n"


def test_check_finds_lost_and_changed_files_and_gaps_in_a_register(town):
    lost = {"locality": DUY_TIEN, "media_type": "text/plain", "size": 1}
    name = default_storage.save("stored/doi.txt", ContentFile(b"changed"))
    StoredFile.objects.create(name="mất.txt", sha256="1" * 64, content="stored/none.txt", **lost)
    StoredFile.objects.create(name="đổi.txt", sha256="2" * 64, content=name, **lost)
    CertificateRegister.objects.create(locality=town, body=body_of(town, "bcd-dvk"), year=2024, last_number=2)
    faults = {check.name: len(check.faults) for check in check_everything()}
    assert faults == {
        "nâng cấp cơ sở dữ liệu": 0,
        "tệp lưu": 2,
        "sổ cấp giấy chứng nhận": 1,
        "hồ sơ ngày hội nghị": 0,
        "báo cáo đã ban hành": 0,
        "nhật ký": 0,
    }
    done = run(upkeep.check, "--json")
    assert (done.exit_code, [item["counted"] for item in json.loads(done.stdout)][1:]) == (1, [2, 0, 0, 0, 1])
    assert "Mất tệp «mất.txt»" in run(upkeep.check).stdout


def test_personal_fields_are_listed_with_purpose_and_how_many_rows_hold_them(town):
    make_account("office", town)
    filled = {field.field: field.filled for field in personal_fields()}
    assert filled["organisation.Person.name"] == Person.objects.count() == 1
    rows = json.loads(run(upkeep.check, "--personal-data", "--json").stdout)
    assert all(row[part] for row in rows for part in ("purpose", "basis", "kept", "removed_by"))
    assert "mục đích" in run(upkeep.check, "--personal-data").stdout


def test_every_field_named_after_a_person_is_in_the_list():
    """A new field called name, holder, recipient, signer… of a person must say why it is kept."""
    words = [
        "holder",
        "recipient",
        "receiver",
        "stand_in",
        "author_line",
        "signer_name",
        "username",
        "phone",
        "email",
        "address",
        "birth",
    ]
    # Named after nobody, but a person may stand in it: a collective, a picture, what a frozen copy holds.
    others = {"Person.name", "Guest.label", "NewsPicture.caption", "NewsCorrection.before", "IssuedReport.content"}
    others |= {"Seat.absent_reason", "Conflict.reason", "Appeal.text", "AppraisalVisit.present"}
    others |= {"Exemplar.name", "Submission.content", "SubmissionVersion.content", "SignedCopy.findings"}
    others |= {"DecisionLine.service_years", "PrintFile.path"}
    others |= {
        "BoardMember.left_why",
        "Bulletin.text",
        "Candidate.name",
        "Comment.text",
        "CommunityDecision.first_household",
        "CommunityDecision.front_head",
        "CommunityDecision.head",
        "CommunityDecision.second_household",
        "CommunityQuestion.text",
        "CountingMember.name",
        "DialogueQuestion.text",
        "Household.gone",
        "Household.representative",
        "InformationAnswer.text",
        "InformationRequest.contact",
        "InformationRequest.words",
        "Matter.initiator",
        "Meeting.leader",
        "Meeting.secretary",
        "MeetingCluster.leader",
        "MeetingCluster.secretary",
        "Participation.household",
        "Posting.summary",
        "PostingDraft.summary",
        "Proof.note",
        "Reading.read_by",
        "Recommendation.text",
        "Screening.text",
        "SightingPhoto.caption",
        "TeamMember.name",
    }
    chapters = ("organisation", "directives", "movement", "recognition", "assessment", "conference", "reporting", "democracy")
    found = {
        f"{model._meta.app_label}.{model.__name__}.{field.name}"
        for chapter in chapters
        for model in apps.get_app_config(chapter).get_models()
        for field in model._meta.concrete_fields
        if any(word in field.name for word in words) or f"{model.__name__}.{field.name}" in others
    }
    found -= {"democracy.Recommendation.addressee"}  # an office, not a person
    assert found == {field.field for field in personal_fields()}


def test_backup_and_restore_say_what_they_moved_and_refuse_in_one_line(town, tmp_path):
    file = tmp_path / "x.zip"
    counts = json.loads(run(upkeep.backup, file, "--json").stdout)["counts"]
    assert counts["data/organisation.locality.jsonl"] == 1
    refused = run(upkeep.restore, file)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--replace" in refused.stderr
    assert run(upkeep.restore, file, "--replace").exit_code == 0
    assert run(upkeep.backup, tmp_path / "none" / "x.zip").exit_code == 2
