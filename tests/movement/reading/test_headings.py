import pytest

from kheo.foundation.text import fold
from kheo.movement.reading.headings import read_heading

HEADINGS = {
    "no": ["STT", "TT", "Số TT", "Số thứ tự"],
    "title": [
        "Tên mô hình",
        "Tên mô hình/điển hình",
        "TÊN MÔ HÌNH, ĐIỂN HÌNH",
        "Tên mô hình “Dân vận khéo”",
        "Tên gọi mô hình",
        "Tên mô hình (ghi rõ)",
        "Mô hình",
        "Mô hình dân vận khéo",
        "Nội dung mô hình",
        "Tên điển hình",
        "1. Tên mô hình",
        "Mô hình, điển hình đăng ký",
        "Nội dung đăng ký",
        "Tên phần việc",
    ],
    "unit": [
        "Đơn vị",
        "Địa phương",
        "Xã/phường",
        "Xã, phường, thị trấn",
        "Đơn vị thực hiện",
        "Cơ quan, đơn vị",
        "Đơn vị đăng ký",
        "Đơn vị đăng ký thực hiện",
        "Địa phương, đơn vị",
        "Tên đơn vị",
        "Địa chỉ",
        "Đơn vị (xã, phường)",
        "Địa bàn thực hiện",
        "Đơn vị xây dựng mô hình",
    ],
    "field": ["Lĩnh vực", "Thuộc lĩnh vực", "Lĩnh vực đăng ký", "Nhóm lĩnh vực"],
    "kind": ["Loại hình", "Loại", "Mô hình/Điển hình", "Phân loại", "Hình thức", "Loại mô hình"],
    "subject": ["Đối tượng", "Tập thể/cá nhân", "Cá nhân, tập thể", "Đối tượng đăng ký", "Tập thể/Cá nhân/Hộ gia đình"],
    "holder": [
        "Tập thể/cá nhân thực hiện",
        "Người thực hiện",
        "Nhóm thực hiện",
        "Người/nhóm thực hiện",
        "Họ và tên",
        "Tên tập thể, cá nhân",
    ],
    "leading_body": ["Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Tổ chức chủ trì", "Cơ quan phụ trách"],
    "summary": ["Tóm tắt", "Nội dung, cách làm", "Kết quả đạt được", "Hiệu quả", "Mô tả", "Tóm tắt thành tích"],
    "households": ["Số hộ", "Số hộ hưởng lợi", "Số hộ tham gia", "Số lượng hộ tham gia", "Kết quả (số hộ)"],
    "people": ["Số người", "Số người hưởng lợi", "Số lượt người tham gia", "Nhân khẩu"],
    "dong": ["Kinh phí", "Kinh phí (triệu đồng)", "Số tiền", "Kinh phí huy động (đồng)", "Tiền mặt (đồng)", "Tổng vốn huy động"],
    "working_days": ["Ngày công", "Số ngày công", "Công lao động"],
    "land_m2": ["Đất hiến (m²)", "Diện tích đất hiến", "Hiến đất (m2)", "Diện tích (ha)"],
    "self_score": ["Điểm tự chấm", "Tự chấm", "Điểm tự đánh giá", "Điểm đơn vị tự chấm"],
    "verified_score": ["Điểm thẩm định", "Thẩm định", "Điểm xác minh", "Hội đồng chấm", "Tổng điểm", "Điểm BCĐ thẩm định"],
    "note": ["Ghi chú"],
    "unused": [
        "Đơn vị tính",
        "ĐVT",
        "Thời gian thực hiện",
        "Số điện thoại",
        "Xếp loại",
        "Tự xếp loại",
        "Đối tượng hưởng lợi",
        "Đơn vị phối hợp",
    ],
}


@pytest.mark.parametrize(("key", "heading"), [(key, heading) for key, headings in HEADINGS.items() for heading in headings])
def test_heading_is_read_with_and_without_diacritics(key, heading):
    for written in (heading, fold(heading), heading.upper(), heading.replace(" ", "\n")):
        meaning = read_heading(written)
        assert meaning is not None
        assert (meaning.key, meaning.code) == (key, "")


@pytest.mark.parametrize(
    ("heading", "key", "code"),
    [
        ("Tập thể", "subject", "collective"),
        ("Cá nhân", "subject", "individual"),
        ("Hộ gia đình", "subject", "household"),
        ("Kinh tế", "field", "economy"),
        ("VH-XH", "field", "culture_society"),
        ("QP-AN", "field", "defence_security"),
        ("XD HTCT", "field", "political_system"),
    ],
)
def test_code_as_heading_is_a_tick_column(heading, key, code):
    meaning = read_heading(heading)
    assert meaning is not None
    assert (meaning.key, meaning.code) == (key, code)


@pytest.mark.parametrize(
    "heading", ["", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đường hoa", "Mẫu số 1", "Hộ nghèo"]
)
def test_other_text_is_no_heading(heading):
    assert read_heading(heading) is None
