import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from kheo.foundation.models import StoredFile
from kheo.foundation.refusal import RefusedError
from kheo.movement.actions.evidence import EvidenceContent, add_evidence, describe_evidence, remove_evidence
from kheo.movement.models import Evidence
from kheo.organisation.authority import NotAllowedError
from kheo.organisation.models import Role
from tests import factories

SAID = EvidenceContent("Ngõ sau khi dọn", is_not_secret=True)


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.fixture
def registration(programme, wards):
    return factories.make_registration(programme, unit=wards["hoa_mac"])


def photograph(colour="green"):
    """A JPEG as a telephone writes it, with the place and the owner in its EXIF."""
    exif = Image.Exif()
    exif[0x013B] = "Nguoi chup minh hoa"
    exif.get_ifd(0x8825)[1] = "N"
    written = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(written, "JPEG", exif=exif)
    return written.getvalue()


def kept_files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def test_a_photograph_is_kept_without_what_the_camera_wrote(registration, office, own_storage):
    data = photograph()
    assert b"Nguoi chup" in data
    made = add_evidence(office, registration, "ngõ.jpg", data, SAID)
    assert (made.caption, made.is_public, made.file.name, made.file.locality) == (
        "Ngõ sau khi dọn",
        False,
        "ngõ.jpg",
        "gso2024-349",
    )
    (kept,) = kept_files(own_storage)
    assert b"Nguoi chup" not in kept.read_bytes()
    with Image.open(kept) as opened:
        assert dict(opened.getexif()) == {}


def test_the_same_file_is_kept_once_a_locality_and_once_a_registration(registration, office, programme, own_storage):
    add_evidence(office, registration, "a.jpg", photograph(), SAID)
    with pytest.raises(RefusedError) as refused:
        add_evidence(office, registration, "b.jpg", photograph(), SAID)
    assert said(refused) == ["Tệp: Hồ sơ này đã có đúng tệp ấy; không cần thêm lần nữa."]
    add_evidence(office, factories.make_registration(programme), "c.jpg", photograph(), SAID)
    assert (StoredFile.objects.count(), Evidence.objects.count(), len(kept_files(own_storage))) == (1, 2, 1)


def test_another_locality_keeps_its_own(registration, office, stranger, elsewhere, own_storage):
    add_evidence(office, registration, "a.jpg", photograph(), SAID)
    theirs = factories.make_registration(factories.make_programme(elsewhere))
    add_evidence(stranger, theirs, "a.jpg", photograph(), SAID)
    assert sorted(StoredFile.objects.values_list("locality", flat=True)) == ["gso2024-349", "gso2024-350"]
    assert len(kept_files(own_storage)) == 2


def test_the_declaration_and_the_caption_are_asked_for(registration, office, own_storage):
    with pytest.raises(RefusedError) as refused:
        add_evidence(office, registration, "a.jpg", photograph(), EvidenceContent(" "))
    assert said(refused) == [
        "Chú thích: Ghi chú thích: tệp này chứng minh điều gì.",
        "Xác nhận: Đánh dấu «không thuộc bí mật nhà nước» nếu đúng như vậy; tài liệu mật không đưa vào đây.",
    ]
    assert (StoredFile.objects.count(), kept_files(own_storage)) == (0, [])


def zip_of(*names):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("trong.pdf", b""),
        ("anh.jpg", b"\xff\xd8\xff\xe0 cut off"),
        ("bang.xlsm", b"PK\x03\x04"),
        ("chay.exe", b"MZ\x90\x00"),
        ("gia.pdf", b"<html><script>1</script>"),
        ("nen.zip", zip_of("a.txt")),
        ("to-trinh (MẬT).pdf", b"%PDF-1.7\n%%EOF"),
        ("../len.pdf", b"%PDF-1.7\n%%EOF"),
    ],
)
def test_hostile_files_leave_nothing_behind(registration, office, own_storage, name, data):
    with pytest.raises(RefusedError) as refused:
        add_evidence(office, registration, name, data, SAID)
    assert said(refused)[-1].startswith(("Tệp: Tệp", "Tệp: Ảnh", "Tệp: Tên tệp"))
    assert (StoredFile.objects.count(), Evidence.objects.count(), kept_files(own_storage)) == (0, 0, [])


def test_only_a_photograph_is_shown_to_the_public(registration, office):
    shown = EvidenceContent("Sổ", is_public=True, is_not_secret=True)
    with pytest.raises(RefusedError) as refused:
        add_evidence(office, registration, "so.csv", b"a,b\n1,2\n", shown)
    assert said(refused) == ["Công khai: Chỉ ảnh mới hiện ở trang công khai; bỏ đánh dấu công khai với tệp này."]
    made = add_evidence(office, registration, "so.csv", b"a,b\n1,2\n", SAID)
    with pytest.raises(RefusedError) as refused:
        describe_evidence(office, made, "a" * 201, is_public=True)
    assert said(refused) == [
        "Chú thích: Chú thích dài quá 200 ký tự; viết gọn lại.",
        "Công khai: Chỉ ảnh mới hiện ở trang công khai; bỏ đánh dấu công khai với tệp này.",
    ]


def test_caption_and_visibility_are_changed(registration, office):
    made = add_evidence(office, registration, "a.jpg", photograph(), SAID)
    describe_evidence(office, made, " Ngõ nay ", is_public=True)
    made.refresh_from_db()
    assert (made.caption, made.is_public) == ("Ngõ nay", True)


@pytest.mark.django_db(transaction=True)
def test_a_file_taken_away_goes_for_good_unless_another_registration_uses_it(registration, office, programme, own_storage):
    first = add_evidence(office, registration, "a.jpg", photograph(), SAID)
    second = add_evidence(office, factories.make_registration(programme), "a.jpg", photograph(), SAID)
    remove_evidence(office, first)
    assert (StoredFile.objects.count(), len(kept_files(own_storage))) == (1, 1)
    remove_evidence(office, second)
    assert (StoredFile.objects.count(), Evidence.objects.count(), kept_files(own_storage)) == (0, 0, [])


def test_strangers_and_other_units_add_nothing(registration, stranger, place, own_storage):
    staff = factories.actor_for(factories.make_account(Role.UNIT_STAFF, place))
    council = factories.actor_for(factories.make_account(Role.COUNCIL, place))
    for actor in (stranger, staff, council):
        with pytest.raises(NotAllowedError):
            add_evidence(actor, registration, "a.jpg", photograph(), SAID)
    assert kept_files(own_storage) == []


def test_strangers_do_not_describe_or_remove(registration, office, stranger):
    made = add_evidence(office, registration, "a.jpg", photograph(), SAID)
    with pytest.raises(NotAllowedError):
        describe_evidence(stranger, made, "x", is_public=True)
    with pytest.raises(NotAllowedError):
        remove_evidence(stranger, made)
    assert Evidence.objects.filter(is_public=False).count() == 1
