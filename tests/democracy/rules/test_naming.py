"""Points of Điều 38 khoản 5 Luật 10/2022/QH15 are about work: a person's name is found, a street's is not."""

import pytest

from kheo.democracy.rules.naming import named_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ông Nguyễn Văn Minh lấy xi măng về nhà.", "Ông Nguyễn Văn Minh"),
        ("Đề nghị bà Hoạ trả lại tiền.", "bà Hoạ"),
        ("Trần Thị Minh Hoạ thu sai.", "Trần Thị Minh Hoạ"),
        ("Cán bộ địa chính Lê Hoạ gây khó.", "Lê Hoạ"),
        ("đồng chí Phạm Hoạ nói một đằng.", "Phạm Hoạ"),
        ("NGUYỄN VĂN MINH thu sai.", "NGUYỄN VĂN MINH"),
        ("Trưởng thôn Bùi Hoạ, chủ tịch xã Lê Hoạ", "Bùi Hoạ"),
        ("Chủ tịch Uỷ ban nhân dân phường Đỗ Hoạ", ""),  # behind «phường» stands a place
        ("Lê Hoạ thu sai.", ""),  # two words without an office may be anything
        ("Sửa đường Trần Hưng Đạo, ngõ Lê Văn Sỹ.", ""),
        ("ĐỀ NGHỊ SỬA LẠI MẶT ĐƯỜNG", ""),
        ("Bà con đề nghị sửa. Ông bà nào có ý kiến thì nói.", ""),
        ("Hộ ông, bà ở ngõ 3 và anh chị em", ""),
        ("Cao độ mặt đường thấp. Hà Nam và Lý Nhân đã làm.", ""),
        ("Chủ tịch phường trả lời. Lê Hoạ", ""),  # a new sentence
        ("", ""),
    ],
)
def test_a_person_is_found_by_title_office_or_a_whole_name(text, name):
    assert named_in(text) == name
