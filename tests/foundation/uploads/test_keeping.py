from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.foundation.uploads.checks import check_upload
from kheo.foundation.uploads.keeping import keep_file, release_file, without_camera_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def checked(text="a,b\n1,2\n"):
    return check_upload("bảng.csv", text.encode(), "evidence")


def test_a_file_is_kept_once_under_its_hash(folder):
    first, again = keep_file(checked(), "gso2024-349", 7), keep_file(checked(), "gso2024-349", 8)
    assert (first, first.added_by, first.size, first.media_type) == (again, 7, 8, "text/csv")
    assert files(folder) == [folder / "stored/gso2024-349" / first.sha256[:2] / f"{first.sha256}.csv"]


def test_bytes_cut_off_by_a_keeping_that_did_not_end_are_written_anew(folder):
    one = checked()
    default_storage.save(f"stored/gso2024-349/{one.sha256[:2]}/{one.sha256}.csv", ContentFile(b"a,"))
    keep_file(one, "gso2024-349", None)
    assert [path.read_bytes() for path in files(folder)] == [b"a,b\n1,2\n"]


def test_a_disk_that_is_full_leaves_no_row_and_no_bytes(folder, settings):
    (folder / "stored").write_text("no folder can be made here", encoding="utf-8")
    with pytest.raises(RefusedError, match="đĩa đã đầy"):
        keep_file(checked(), "gso2024-349", None)
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_bytes_go_only_once_the_transaction_holds(folder):
    kept = keep_file(checked(), "gso2024-349", None)
    with transaction.atomic():
        assert release_file(kept)
        transaction.set_rollback(True)
    assert (StoredFile.objects.count(), len(files(folder))) == (1, 1)
    assert release_file(StoredFile.objects.get())
    assert (StoredFile.objects.count(), files(folder)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_bytes_that_were_kept_again_in_the_meantime_stay(folder):
    kept = keep_file(checked(), "gso2024-349", None)
    with transaction.atomic():
        release_file(kept)
        keep_file(checked(), "gso2024-349", None)
    assert (StoredFile.objects.count(), len(files(folder))) == (1, 1)


def test_what_is_no_picture_is_kept_as_it_is():
    assert without_camera_data(checked()) == checked()
