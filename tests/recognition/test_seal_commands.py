import io

import pypdf
import pytest

from kheo.documents.signing import reading
from kheo.foundation.models import AuditRow
from kheo.organisation.authority import NotAllowedError
from kheo.recognition.actions.certificates import issue_certificates, reissue_certificate, revoke_certificate
from kheo.recognition.actions.seals import seal_register
from kheo.recognition.commands import verify
from kheo.recognition.models import CertificateRegister, RegisterSeal
from kheo.recognition.seal_commands import seal_group
from tests.documents.signing import hand
from tests.recognition.queries.test_certificates import ON, PAPER
from tests.recognition.test_commands import run

BODY = "gso2024-349/bcd-dvk"


@pytest.fixture(autouse=True)
def key(settings, tmp_path, monkeypatch, in_process):
    """A key of the installation, its password in the settings."""
    monkeypatch.setattr("kheo.recognition.actions.seals.seal", reading.sealed)
    file = tmp_path / "khoa.p12"
    file.write_bytes(hand.archive("mat-khau"))
    settings.KHEO_SEAL_KEY, settings.KHEO_SEAL_PASSWORD = file, "mat-khau"
    return file


@pytest.fixture
def certificates(scene):
    return issue_certificates(scene.office, scene.issued())


def sealed(tmp_path, *more):
    return run(seal_group, "register", "--body", BODY, "--year", 2024, "--out", tmp_path / "so.pdf", *more)


def test_a_register_is_sealed_kept_and_known_again(scene, certificates, tmp_path, key):
    revoke_certificate(scene.office, certificates[0], "Cấp nhầm", PAPER, ON)
    reissue_certificate(scene.office, certificates[1], {}, "Mất", PAPER, ON)
    code, out, err = sealed(tmp_path, "--key", key)
    assert (code, out.startswith("Đã niêm sổ năm 2024 đến số 0004: "), err) == (0, True, "")
    made = RegisterSeal.objects.get()
    assert AuditRow.objects.get(action="register.seal").details == {"sha256": made.file.sha256, "last": 4}
    content = (tmp_path / "so.pdf").read_bytes()
    words = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    for told in (
        "SỔ CẤP GIẤY CHỨNG NHẬN",
        "Sổ có 4 giấy, số liền nhau từ 0001 đến 0004",
        "đã thu hồi từ 10/01/2025",
        "đã cấp lại",
    ):
        assert told in words
    assert str(key.read_bytes()[:20]) not in str(RegisterSeal.objects.values().get())
    code, out, _err = run(verify, tmp_path / "so.pdf")
    assert code == 0
    assert out.splitlines()[:2] == [
        "so.pdf: sổ cấp giấy chứng nhận năm 2024 của Ban Chỉ đạo phong trào thi đua “Dân vận khéo” Duy Tiên, niêm đến số 0004.",
        "  [đúng]  Đúng tệp Khéo đã niêm, không khác byte nào.",
    ]
    (tmp_path / "so.pdf").write_bytes(hand.note(content))
    assert run(verify, tmp_path / "so.pdf")[0] == 1
    with pytest.raises(TypeError, match="append-only"):
        made.delete()


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"KHEO_SEAL_KEY": None}, "Lỗi: chưa có khoá niêm: ghi --key TỆP.p12, hoặc đặt KHEO_SEAL_KEY."),
        ({}, f"Lỗi: cơ quan «{BODY}» không có sổ năm 2024."),
    ],
)
def test_what_is_missing_is_said(settings, tmp_path, change, told):
    for name, value in change.items():
        setattr(settings, name, value)
    assert sealed(tmp_path) == (2, "", f"{told}\n")


def test_an_empty_register_and_a_place_that_cannot_be_written(scene, certificates, tmp_path):
    (tmp_path / "so.pdf").mkdir()
    assert sealed(tmp_path)[0] == 2
    (tmp_path / "so.pdf").rmdir()
    CertificateRegister.objects.update(last_number=0)
    code, _out, err = sealed(tmp_path)
    assert (code, err) == (2, "Lỗi: Sổ chưa có giấy nào; không có gì để niêm.\n")


def test_nobody_seals_from_a_page(scene, certificates):
    with pytest.raises(NotAllowedError):
        seal_register(scene.office, CertificateRegister.objects.get(), lambda _row: b"", b"", "")
