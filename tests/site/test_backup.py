import json
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kheo.directives.models import InspectionVisit
from kheo.foundation.audit.actions import record, seal_all
from kheo.foundation.audit.queries import verify_chain
from kheo.foundation.models import AuditRow, StoredFile
from kheo.movement.models import Initiative, Registration
from kheo.organisation.models import Account, Locality
from kheo.site.backup import BackupError, kept_tables, read_manifest, restore_backup, write_backup
from tests.directives.committee_scene import Work
from tests.directives.scene import make_scene as make_directives
from tests.factories import DUY_TIEN, KIM_BANG, make_account, make_locality, make_programme, make_registration

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def migrations_on_record(django_db_setup, django_db_blocker):
    """Tables of tests are made from the models: say of them, as an installation does, which migrations made them."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        if not recorder.applied_migrations():
            for name in ("0001_initial", "0002_the_year"):
                recorder.record_applied("movement", name)


@pytest.fixture
def backup(tmp_path):
    """A backup of two localities, an account, a stored file and a sealed audit row."""
    for code in (DUY_TIEN, KIM_BANG):
        make_registration(make_programme(make_locality(code)))
    make_account("office", Locality.objects.get(code=DUY_TIEN))
    name = default_storage.save("stored/tam.txt", ContentFile("ảnh".encode()))
    StoredFile.objects.create(locality=DUY_TIEN, sha256="0" * 64, name="tam.txt", media_type="text/plain", size=5, content=name)
    record("thing.done", Locality.objects.get(code=DUY_TIEN), locality=DUY_TIEN, actor=1, authority="office@x")
    seal_all()
    target = tmp_path / "kheo.zip"
    write_backup(target)
    return target


def everything():
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in kept_tables()}


def test_a_backup_restored_over_changed_data_gives_everything_back(backup):
    before = everything()
    Initiative.objects.update(title="đã sửa")
    Registration.objects.all().delete()
    Account.objects.all().delete()
    default_storage.delete(StoredFile.objects.get().content.name)
    restore_backup(backup, replace=True)
    assert everything() == before
    with default_storage.open(StoredFile.objects.get().content.name) as kept:
        assert kept.read().decode() == "ảnh"
    assert verify_chain(DUY_TIEN).faults == []


@pytest.mark.django_db(transaction=True)
def test_a_backup_outside_any_transaction_reads_one_moment_and_restores_into_an_empty_database(tmp_path):
    make_registration(make_programme(make_locality(DUY_TIEN)))
    before = everything()
    write_backup(tmp_path / "x.zip")
    for table in reversed(kept_tables()):
        table._default_manager.order_by()._raw_delete(connection.alias)  # append-only rows refuse to be deleted
    restore_backup(tmp_path / "x.zip", replace=False)
    assert everything() == before


def test_who_took_part_in_a_visit_comes_back(tmp_path):
    work = Work(make_directives())
    visit = work.visit()
    team = list(visit.members.all())
    assert len(team) > 0
    before = everything()
    write_backup(tmp_path / "x.zip")
    visit.members.clear()
    restore_backup(tmp_path / "x.zip", replace=True)
    assert list(InspectionVisit.objects.get().members.all()) == team
    assert everything() == before


def test_a_database_without_tables_is_told_to_make_them_first(backup):
    MigrationRecorder.Migration.objects.all().delete()
    with pytest.raises(BackupError, match="kheo django migrate"):
        restore_backup(backup, replace=True)


def test_new_rows_after_a_restore_get_keys_of_their_own(backup):
    restore_backup(backup, replace=True)
    newest = AuditRow.objects.order_by("-pk").first().pk
    record("thing.done", Locality.objects.get(code=DUY_TIEN), locality=DUY_TIEN, actor=1, authority="office@x")
    assert AuditRow.objects.order_by("-pk").first().pk > newest


def test_existing_data_are_not_replaced_unasked(backup):
    before = everything()
    with pytest.raises(BackupError, match="--replace"):
        restore_backup(backup, replace=False)
    assert everything() == before


def rewritten(backup, tmp_path, change):
    """The backup with its members passed through *change* (name, bytes) → bytes."""
    target = tmp_path / "changed.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, change(name, source.read(name)))
    return target


def test_a_damaged_backup_is_refused_before_anything_is_touched(backup, tmp_path):
    damaged = rewritten(
        backup, tmp_path, lambda name, data: data.replace(b"Kim", b"Kam") if name.endswith("locality.jsonl") else data
    )
    before = everything()
    with pytest.raises(BackupError, match=r"data/organisation\.locality\.jsonl không khớp"):
        restore_backup(damaged, replace=True)
    assert everything() == before


def test_a_backup_of_another_version_is_refused(backup, tmp_path):
    def older(name, data):
        if name != "manifest.json":
            return data
        return json.dumps({**json.loads(data), "migrations": ["movement.0001_initial"]}).encode()

    with pytest.raises(BackupError, match="phiên bản khác"):
        read_manifest(rewritten(backup, tmp_path, older))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"not a zip"])
def test_what_is_no_backup_is_refused_in_plain_words(tmp_path, content):
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="không phải bản sao lưu"):
        read_manifest(file)


def test_a_missing_file_and_a_missing_folder_are_said(tmp_path):
    with pytest.raises(BackupError, match="không phải bản sao lưu"):
        read_manifest(tmp_path / "none.zip")
    with pytest.raises(BackupError, match="không ghi được"):
        write_backup(tmp_path / "no-folder" / "x.zip")


def test_a_backup_that_fails_half_way_leaves_no_file(tmp_path):
    make_locality(DUY_TIEN)
    StoredFile.objects.create(
        locality=DUY_TIEN, sha256="1" * 64, name="x", media_type="text/plain", size=1, content="stored/gone.txt"
    )
    with pytest.raises(BackupError):
        write_backup(tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == []
