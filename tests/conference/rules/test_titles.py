"""A position and its body in one, nothing said twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.conference.rules.titles import in_full


@pytest.mark.parametrize(
    ("title", "body", "full"),
    [
        ("Phó Bí thư Thị uỷ", "Thị ủy Duy Tiên", "Phó Bí thư Thị ủy Duy Tiên"),
        ("Trưởng ban", "Ban Chỉ đạo phong trào", "Trưởng Ban Chỉ đạo phong trào"),
        ("Chủ tịch", "Hội đồng nhân dân phường", "Chủ tịch Hội đồng nhân dân phường"),
        ("Chủ tịch UBND", "Uỷ ban nhân dân phường", "Chủ tịch Uỷ ban nhân dân phường"),
        ("Chủ tịch Ủy ban MTTQ", "Ủy ban Mặt trận Tổ quốc thị xã", "Chủ tịch Ủy ban Mặt trận Tổ quốc thị xã"),
        ("Uỷ viên Ban Thường vụ Thị uỷ, phụ trách an ninh", "Thị ủy Duy Tiên", "Uỷ viên Ban Thường vụ Thị uỷ, phụ trách an ninh"),
        ("Bí thư Thị đoàn", "Đoàn Thanh niên thị xã", "Bí thư Thị đoàn, Đoàn Thanh niên thị xã"),
        ("Biên tập viên", "Đài Truyền thanh", "Biên tập viên, Đài Truyền thanh"),
        ("Đại diện Hội Nông dân phường", "Hội Nông dân phường", "Đại diện Hội Nông dân phường"),
    ],
)
def test_a_position_is_named_with_its_body(title, body, full):
    assert in_full(title, body) == full


@given(st.lists(st.sampled_from(["Trưởng", "ban", "Thị", "đoàn", "Hội", "UBND", "xã"]), min_size=1, max_size=6), st.data())
def test_the_body_is_always_said(words, data):
    body = data.draw(st.lists(st.sampled_from(["Ban", "Chỉ", "đạo", "Hội", "Nông"]), min_size=2, max_size=5))
    full = in_full(" ".join(words), " ".join(body))
    assert " ".join(body[:2]).lower() in full.lower()
    assert full == full.strip()
