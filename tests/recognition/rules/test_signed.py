import pytest

from kheo.documents.signing.findings import Findings, SignatureSeen
from kheo.recognition.rules.signed import judge

DAYS = {"valid_from": "2026-01-01T00:00:00+00:00", "valid_to": "2026-12-31T00:00:00+00:00"}
GOOD = SignatureSeen("Người ký minh hoạ", issuer="Nơi cấp", intact=True, chain="no_list", **DAYS)
BROKEN = SignatureSeen("Người ký minh hoạ", issuer="Nơi cấp", intact=False, chain="no_list", **DAYS)
ALTERED = "Tệp làm từ bản Khéo đưa ra nhưng đã bị sửa, nên không nhận. Ký lại trên đúng tệp đã tải."


@pytest.mark.parametrize(
    ("found", "standing", "problems"),
    [
        (Findings("", (GOOD,), "signatures_only"), "signed", []),
        (Findings("", (GOOD,), "another_file"), "foreign", []),
        (Findings("", (GOOD,), "same_words"), "foreign", []),
        (Findings(), "scan", []),
        (Findings("", (), "same_words"), "scan", []),
        (Findings("", (), "another_file"), "scan", []),
        (
            Findings("encrypted"),
            "",
            ["Tệp đặt mật khẩu nên không đọc được chữ ký. Bỏ mật khẩu trong phần mềm ký rồi gửi lại."],
        ),
        (
            Findings("", (), "same"),
            "",
            ["Đây là tệp Khéo đưa ra, chưa có chữ ký nào. Ký bằng phần mềm ký số rồi gửi tệp đã ký."],
        ),
        (Findings("", (), "altered"), "", [ALTERED]),
        (Findings("", (), "another_file", ("trang 1: mất «a»",)), "", [ALTERED, "Khác: trang 1: mất «a»."]),
        (Findings("", (GOOD,), "altered"), "", [ALTERED]),
        (Findings("", (GOOD,), "another_file", ("trang 1: mất «a»",)), "", [ALTERED, "Khác: trang 1: mất «a»."]),
        (
            Findings("", (BROKEN,), "another_file"),
            "",
            [
                "Chữ ký: Người ký minh hoạ ký không ghi giờ.",
                "Chữ ký không khớp: phần đã ký bị sửa sau khi ký.",
            ],
        ),
    ],
)
def test_what_becomes_of_a_file(found, standing, problems):
    judged = judge(found, "a.pdf")
    assert (judged.standing, [str(one) for one in judged.problems]) == (standing, [f"a.pdf: {text}" for text in problems])
