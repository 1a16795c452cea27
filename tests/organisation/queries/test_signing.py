import pytest

from kheo.organisation.models import Body
from kheo.organisation.queries.signing import authority_of, rank


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Chủ tịch Ủy ban nhân dân phường", "Chủ tịch"),
        ("Chủ tịch Uỷ ban nhân dân", "Chủ tịch"),
        ("Phó Bí thư Thường trực Thị ủy", "Phó Bí thư Thường trực"),
        ("Bí thư Đảng uỷ", "Bí thư"),
        ("Chủ tịch Hội đồng nhân dân", "Chủ tịch"),
        ("Trưởng Ban Chỉ đạo phong trào", "Trưởng Ban"),
        ("Trưởng Ban Dân vận", "Trưởng Ban Dân vận"),
        ("Hiệu trưởng", "Hiệu trưởng"),
    ],
)
def test_rank_does_not_name_the_body_again(title, said):
    assert rank(title) == said


@pytest.mark.parametrize(
    ("layout", "kind", "name", "said"),
    [
        ("party", "party", "Thị ủy", "T/M BAN THƯỜNG VỤ"),
        ("party", "committee", "Ban Chỉ đạo", "T/M BAN CHỈ ĐẠO"),
        ("administrative", "government", "Ủy ban nhân dân", "TM. ỦY BAN NHÂN DÂN"),
        ("administrative", "government", "Uỷ ban nhân dân", "TM. UỶ BAN NHÂN DÂN"),
        ("administrative", "council", "Hội đồng nhân dân", "TM. HỘI ĐỒNG NHÂN DÂN"),
        ("administrative", "front", "Ủy ban Mặt trận Tổ quốc", "TM. BAN THƯỜNG TRỰC"),
        ("administrative", "agency", "Phòng Nội vụ", ""),
    ],
)
def test_on_whose_behalf_is_in_the_bodys_layout_and_spelling(layout, kind, name, said):
    assert authority_of(Body(layout=layout, kind=kind, name=name)) == said
