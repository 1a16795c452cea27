import pytest

from kheo.organisation.rules.heads import is_head


@pytest.mark.parametrize(
    "title",
    [
        "Chủ tịch UBND",
        "Phó Chủ tịch",
        "Quyền Giám đốc",
        "Bí thư Đảng uỷ",
        "Trưởng thôn",
        "TỔ TRƯỞNG",
        "Phó Hiệu trưởng",
        "Trưởng",
    ],
)
def test_heads_and_those_who_sign_for_them_are_told_by_the_title(title):
    assert is_head(title)


@pytest.mark.parametrize("title", ["Công chức văn phòng", "Nguyên Chủ tịch", "Thư ký Chủ tịch", "Truongphong", "Cán bộ", ""])
def test_everybody_else_is_no_head(title):
    assert not is_head(title)
