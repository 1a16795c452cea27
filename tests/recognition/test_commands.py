import json

import pytest
from click.testing import CliRunner

from kheo.recognition.actions.certificates import correct_certificate, issue_certificates, revoke_certificate
from kheo.recognition.commands import certificates, decisions, verify
from kheo.recognition.models import Certificate
from kheo.recognition.rules.codes import printed
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
