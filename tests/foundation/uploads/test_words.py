import pytest

from kheo.foundation.uploads.secrecy import stamp_in_words


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("12-KH/TU (mật)", "MẬT"),
        ("Kế hoạch [Độ mật: Tối mật]", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("12-KH/MẬT", "MẬT"),
        ("Kế hoạch tối mật về phòng thủ", "TỐI MẬT"),
        ("Nuôi ong lấy mật", None),
        ("Bảo mật thông tin (an toàn)", None),
        ("43-KL/TW", None),
        ("", None),
    ],
)
def test_a_degree_is_read_where_it_is_a_mark_and_not_where_it_is_honey(text, stamp):
    assert stamp_in_words(text) == stamp
