import json
import zipfile

import pytest
from click.testing import CliRunner

from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, revoke_certificate
from kheo.recognition.commands import certificates, decisions, verify
from kheo.recognition.models import Certificate, PrintRun
from kheo.recognition.rules.codes import printed
from tests.documents.reading import whole_text
from tests.recognition.blank_scene import make_tried
from tests.recognition.queries.test_certificates import ON, PAPER


def run(command, *arguments):
    done = CliRunner().invoke(command, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def test_decisions_as_json(scene):
    decision = scene.issued()
    code, out, err = run(decisions, "--unit", "gso2024-349", "--year", 2024, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [
        {"id": decision.pk, "kind": "recognition", "number": "12-QĐ/BCĐ", "date": "2024-12-26", "count": 3}
    ]


def test_decisions_in_words_and_when_there_are_none(scene):
    decision = scene.issued()
    assert run(decisions, "--unit", "gso2024-349", "--year", 2024)[1] == (
        f"{decision.pk:>6}  12-QĐ/BCĐ          2024-12-26  công nhận: 3\n"
    )
    assert run(decisions, "--unit", "gso2024-349", "--year", 2023) == (
        0,
        "Thị xã Duy Tiên chưa có quyết định nào đã ban hành của năm 2023.\n",
        "",
    )


def test_decisions_of_an_unknown_unit(scene):
    code, out, err = run(decisions, "--unit", "gso2024-999", "--year", 2024, "--json")
    assert (code, out) == (2, "")
    assert err.startswith("Lỗi: không có địa phương nào mang mã «gso2024-999»")


def test_certificates_are_issued_once_and_written_each_and_together(scene, tmp_path):
    decision = scene.issued()
    for _time in range(2):
        assert run(certificates, "--decision", decision.pk, "--out", tmp_path / "ra")[0] == 0
    codes = dict(Certificate.objects.values_list("number", "code"))
    assert sorted(file.name for file in (tmp_path / "ra").iterdir()) == [
        *(f"{number:04d}-{codes[number]}.pdf" for number in (1, 2, 3)),
        "tat-ca.pdf",
    ]


@pytest.mark.parametrize("kind", ["medal", "draft", "nothing"])
def test_certificates_of_anything_else_are_refused_and_nothing_is_written(scene, tmp_path, kind):
    if kind == "medal":
        pk = scene.issued("846-QĐ/BDVTW", "medal", [scene.person()], body="central").pk
    else:
        pk = scene.draft().pk + (kind == "nothing")
    code, out, err = run(certificates, "--decision", pk, "--out", tmp_path / "ra")
    assert (code, out) == (2, "")
    assert err.startswith("Lỗi: ")
    assert err.count("\n") == 1
    assert not (tmp_path / "ra").exists()
    assert not Certificate.objects.exists()


def test_certificates_into_a_place_that_cannot_be_written(scene, tmp_path):
    (tmp_path / "tep").write_text("x")
    code, _out, err = run(certificates, "--decision", scene.issued().pk, "--out", tmp_path / "tep" / "ra")
    assert code == 2
    assert err.startswith("Lỗi: không ghi được vào")


def test_a_decision_whose_certificates_were_all_revoked_prints_none(scene, tmp_path):
    decision = scene.issued()
    for made in issue_certificates(scene.office, decision):
        revoke_certificate(scene.office, made, "Cấp nhầm", PAPER, ON)
    code, _out, err = run(certificates, "--decision", decision.pk, "--out", tmp_path / "ra")
    assert (code, err) == (2, "Lỗi: Mọi giấy chứng nhận của quyết định này đã thu hồi; không còn giấy nào để in.\n")


def test_certificates_as_a_zip_are_named_by_their_number(scene, tmp_path):
    code, out, _err = run(certificates, "--decision", scene.issued().pk, "--out", tmp_path / "ra", "--zip")
    assert (code, out) == (0, f"Đã ghi 3 giấy vào tat-ca.zip trong {tmp_path / 'ra'}.\n")
    with zipfile.ZipFile(tmp_path / "ra" / "tat-ca.zip") as archive:
        assert archive.namelist() == ["GCN-0001.pdf", "GCN-0002.pdf", "GCN-0003.pdf"]
        assert "GIẤY CHỨNG NHẬN" in whole_text(archive.read("GCN-0001.pdf"))


def test_certificates_on_a_blank_are_words_alone_and_written_down(scene, tmp_path):
    decision = scene.issued()
    make_tried(scene)
    arguments = ("--decision", decision.pk, "--out", tmp_path / "ra", "--blank", "phoi vien do")
    assert run(certificates, *arguments)[0] == 0
    assert sorted(file.name for file in (tmp_path / "ra").iterdir()) == [*(f"GCN-000{n}.pdf" for n in (1, 2, 3)), "tat-ca.pdf"]
    assert "GIẤY CHỨNG NHẬN" not in whole_text((tmp_path / "ra" / "tat-ca.pdf").read_bytes())
    code, _out, err = run(certificates, *arguments)
    assert (code, "Ghi vì sao in lại" in err) == (2, True)
    assert run(certificates, *arguments, "--reason", "Kẹt giấy", "--printer", "canon phong hop", "--zip")[0] == 0
    assert list(PrintRun.objects.filter(purpose="batch").order_by("pk").values_list("reason", "made_by")) == [
        ("", None),
        ("Kẹt giấy", None),
    ]


def test_merits_are_printed_on_a_blank_from_the_command_line(scene, tmp_path):
    decision = scene.issued("5/QĐ-UBND", "commendation", [scene.person()], body="ubnd")
    make_tried(scene, kind="merit")
    assert run(certificates, "--decision", decision.pk, "--out", tmp_path, "--blank", "Phôi viền đỏ")[0] == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["GK-0001.pdf", "tat-ca.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--blank", "Phôi khác"), "Lỗi: Không có phôi «Phôi khác». Các phôi đã khai: Phôi viền đỏ.\n"),
        (
            ("--blank", "Phôi viền đỏ", "--printer", "HP"),
            "Lỗi: Ghi --printer là một trong các máy đã chỉnh cho phôi này: Canon phòng họp.\n",
        ),
    ],
)
def test_a_blank_or_printer_that_is_not_there_is_refused_with_those_that_are(scene, tmp_path, arguments, said):
    make_tried(scene)
    code, _out, err = run(certificates, "--decision", scene.issued().pk, "--out", tmp_path / "ra", *arguments)
    assert (code, err) == (2, said)


def test_a_zip_of_revoked_certificates_is_refused(scene, tmp_path):
    decision = scene.issued()
    for made in issue_certificates(scene.office, decision):
        revoke_certificate(scene.office, made, "Cấp nhầm", PAPER, ON)
    assert run(certificates, "--decision", decision.pk, "--out", tmp_path / "ra", "--zip")[0] == 2


def test_verify_ends_with_zero_only_for_a_valid_code(scene):
    first, second, third = issue_certificates(scene.office, scene.issued())
    new = correct_certificate(scene.office, second, {"initiative": "Khác"}, "Sai", PAPER, ON)
    revoke_certificate(scene.office, third, "Nhầm", PAPER, ON)
    answers = {
        code: (exit_code, json.loads(out)["status"])
        for code in (first.code, second.code, third.code, new.code, "0" * 16, "khong phai ma", "", "-x", "--la")
        for exit_code, out, _err in [run(verify, "--json", "--", code)]
    }
    assert answers == {
        first.code: (0, "valid"),
        second.code: (1, "corrected"),
        third.code: (1, "revoked"),
        new.code: (0, "valid"),
        "0" * 16: (1, "unknown"),
        "khong phai ma": (1, "unknown"),
        "": (1, "unknown"),
        "-x": (1, "unknown"),
        "--la": (1, "unknown"),
    }
    assert run(verify, "-x")[0] == 1


def test_verify_in_words(scene):
    first = issue_certificates(scene.office, scene.issued())[0]
    new = correct_certificate(scene.office, first, {"initiative": "Tên đúng"}, "Sai", PAPER, ON)
    issuer = first.content["issuer"]
    assert run(verify, first.code.lower()) == (
        1,
        (
            f"{printed(first.code)}: đã đính chính, cấp lại từ 10/01/2025.\n"
            "  Cách làm 01 của Tập thể 01, phường Hòa Mạc\n"
            f"  Quyết định số 12-QĐ/BCĐ ngày 26/12/2024, {issuer}\n"
            f"  Giấy thay thế: {printed(new.code)}\n"
        ),
        "",
    )
    assert run(verify, "0") == (1, "Mã đã nhập: không có giấy chứng nhận nào mang mã này.\n", "")
