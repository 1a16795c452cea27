import json

import pytest

from kheo.documents.certificate import certificate_pdf
from kheo.recognition.actions.certificates import issue_certificates, revoke_certificate
from kheo.recognition.commands import verify
from kheo.recognition.papers import certificate_content
from kheo.recognition.queries.signed import bytes_of
from tests.documents.signing import hand
from tests.recognition.actions.test_signing import issue, out
from tests.recognition.queries.test_certificates import ON, PAPER
from tests.recognition.test_commands import run

pytestmark = [pytest.mark.usefixtures("in_process"), pytest.mark.sqlite]


@pytest.fixture
def file(tmp_path):
    def write(content, name="tep.pdf"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return write


def test_a_signed_decision_is_told_by_its_number(scene, file, settings, tmp_path):
    decision = scene.checked()
    given = bytes_of(out(scene, decision))
    issue(scene, decision)
    code, told, _err = run(verify, file(hand.sign(given)))
    assert code == 0
    assert told.splitlines()[:3] == [
        "tep.pdf: quyết định công nhận số 12-QĐ/BCĐ ngày 26/12/2024.",
        "  [đúng]  Đúng tệp Khéo đưa ra; ngoài chữ ký không thêm, không bớt gì.",
        told.splitlines()[2],
    ]
    assert "  [lưu ý] Chưa nạp danh sách tin cậy nên chưa biết chứng thư có thật không." in told
    code, told, _err = run(verify, file(hand.note(hand.sign(given))))
    assert (code, "[sai]   Bắt đầu bằng tệp Khéo đưa ra nhưng có phần ghi thêm ngoài chữ ký." in told) == (1, True)


def test_a_paper_without_a_number_is_told_by_its_title(scene, file):
    decision = scene.checked()
    given = bytes_of(out(scene, decision))
    assert run(verify, file(given))[1].startswith(f"tep.pdf: quyết định công nhận chưa có số («{decision.title}»).")


def test_any_other_signed_file_differs_and_json_says_all(db, file):
    code, told, _err = run(verify, file(hand.signed()), "--json")
    document = json.loads(told)
    assert (code, document["holds"], document["paper"], document["certificate"]) == (1, False, None, None)
    assert document["signatures"]["changes"] == "another_file"
    assert document["signatures"]["told"][0]["tone"] == "weigh"


def test_a_certificate_is_looked_up_by_the_code_it_prints(scene, file):
    certificate = issue_certificates(scene.office, scene.issued())[0]
    pdf = file(certificate_pdf(certificate_content(certificate)))
    code, told, _err = run(verify, pdf)
    assert (code, "còn nguyên giá trị." in told) == (0, True)
    revoke_certificate(scene.office, certificate, "Cấp nhầm", PAPER, ON)
    code, told, _err = run(verify, pdf, "--json")
    assert (code, json.loads(told)["certificate"]["status"]) == (1, "revoked")


@pytest.mark.parametrize("content", [b"chu", b"%PDF-1.7 \n%%EOF", b""])
def test_what_is_no_pdf_cannot_be_read(db, file, content):
    code, told, _err = run(verify, file(content))
    assert (code, told) == (2, "  [sai]   Tệp hỏng hoặc bị cụt, không đọc được. Tải lại tệp từ phần mềm ký rồi gửi lại.\n")


def test_a_file_that_is_not_there_is_said_so(db, tmp_path):
    code, _out, err = run(verify, tmp_path / "khong-co.pdf")
    assert (code, err.startswith("Lỗi: không có tệp «")) == (2, True)
