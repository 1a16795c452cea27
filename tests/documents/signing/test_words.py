from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kheo.documents.signing.findings import Findings, SignatureSeen
from kheo.documents.signing.words import NO_REVOCATION, PROBLEMS, sentences

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
ONE = SignatureSeen(
    signer="Người ký minh hoạ", organisation="Ban Chỉ đạo", issuer="Nơi cấp", valid_from="2026-01-01T00:00:00+00:00",
    valid_to="2026-12-30T17:00:00+00:00", signed_at="2026-03-04T01:02:03+00:00", intact=True, chain="trusted", root="Gốc", page=1,
    share=0.02,
)  # fmt: skip
GOOD = Findings("", (ONE,), "signatures_only", (), 1, "02/01/2026", "cổng minh hoạ")


def told(found):
    return [(one.tone, one.text) for one in sentences(found, NOW)]


def test_a_good_file_in_words():
    assert told(GOOD) == [
        ("good", "Đúng tệp Khéo đưa ra; ngoài chữ ký không thêm, không bớt gì."),
        ("good", "Chữ ký: Người ký minh hoạ, Ban Chỉ đạo ký lúc 08:02 ngày 04/03/2026 (giờ do máy người ký khai)."),
        ("good", "Chứng thư do nơi trong danh sách tin cậy cấp (Gốc)."),
        ("weigh", NO_REVOCATION),
        ("weigh", "Danh sách tin cậy: 1 chứng thư gốc, nạp đến 02/01/2026. Nguồn: cổng minh hoạ."),
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"intact": False}, ("bad", "Chữ ký không khớp: phần đã ký bị sửa sau khi ký.")),
        ({"added_after": True}, ("bad", "Sau chữ ký có người ghi thêm vào tệp ngoài chữ ký.")),
        ({"signer": ""}, ("bad", "Chữ ký: không đọc được, không chứng thực được gì.")),
        ({"organisation": "", "signed_at": ""}, ("good", "Chữ ký: Người ký minh hoạ ký không ghi giờ.")),
        ({"chain": "unknown"}, ("weigh", "Nơi cấp chứng thư (Nơi cấp) không có trong danh sách tin cậy.")),
        ({"chain": "no_list"}, ("weigh", "Chưa nạp danh sách tin cậy nên chưa biết chứng thư có thật không.")),
        ({"chain": "expired"}, ("bad", "Chứng thư không còn hạn lúc ký (hạn từ 01/01/2026 đến 31/12/2026).")),
        ({"chain": "not_yet"}, ("bad", "Chứng thư chưa có hạn lúc ký (hạn từ 01/01/2026 đến 31/12/2026).")),
        ({"chain": "revoked"}, ("bad", "Chứng thư đã bị thu hồi.")),
        ({"chain": "weak"}, ("weigh", "Chứng thư dùng thuật toán đã yếu, không xét được nơi cấp.")),
        ({"share": 0.21}, ("weigh", "Hình của chữ ký che nhiều ở trang 1; mở tệp xem nó có che chữ không.")),
        ({"signed_at": "2026-03-04T08:10:01+00:00"}, ("bad", "Chữ ký ghi giờ ở sau bây giờ; xem lại đồng hồ của máy ký.")),
        (
            {"stamped_at": "2026-03-04T02:00:00+00:00", "stamp_trusted": True},
            ("good", "Chữ ký: Người ký minh hoạ, Ban Chỉ đạo ký lúc 09:00 ngày 04/03/2026 (theo dấu thời gian)."),
        ),
        (
            {"stamped_at": "2026-03-04T02:00:00+00:00"},
            (
                "good",
                (
                    "Chữ ký: Người ký minh hoạ, Ban Chỉ đạo ký lúc 09:00 ngày 04/03/2026 "
                    "(theo dấu thời gian của nơi không có trong danh sách tin cậy)."
                ),
            ),
        ),
    ],
)
def test_what_a_signature_may_have(change, sentence):
    assert sentence in told(replace(GOOD, signatures=(replace(ONE, **change),)))


@pytest.mark.parametrize(("share", "at"), [(0.2, "2026-03-04T08:10:00+00:00"), (0.0, "2026-03-04T07:59:00+00:00")])
def test_what_is_still_usual_is_not_remarked(share, at):
    assert len(told(replace(GOOD, signatures=(replace(ONE, share=share, signed_at=at),)))) == 5


def test_two_signatures_are_counted():
    texts = [text for _tone, text in told(replace(GOOD, signatures=(ONE, replace(ONE, added_after=True))))]
    assert [text[:9] for text in texts if text.startswith("Chữ ký ")] == ["Chữ ký 1:", "Chữ ký 2:"]
    assert "Sau chữ ký 2 có người ghi thêm vào tệp ngoài chữ ký." in texts


@pytest.mark.parametrize("problem", PROBLEMS)
def test_what_could_not_be_read_is_all_that_is_said(problem):
    assert told(Findings(problem)) == [("bad", PROBLEMS[problem])]


def test_unsigned_files():
    assert told(Findings()) == [("weigh", "Tệp không có chữ ký số (bản quét, bản in ra): không chứng thực được ai ký.")]
    assert told(Findings("", (), "altered", ("trang 1: thêm «x»",))) == [
        ("bad", "Tệp Khéo đưa ra, chưa có chữ ký nào."),
        ("bad", "Khác: trang 1: thêm «x»."),
    ]


def test_another_file_and_an_empty_list_are_said():
    found = told(replace(GOOD, changes="another_file", roots=0))
    assert found[0] == ("weigh", "Không phải tệp Khéo đưa ra: Khéo đọc được chữ ký, không đối chiếu được nội dung.")
    assert found[-1] == ("weigh", "Danh sách tin cậy: chưa nạp chứng thư gốc nào (kheo trust add).")
    assert told(replace(GOOD, changes="not_asked"))[0][1].startswith("Chữ ký: ")
