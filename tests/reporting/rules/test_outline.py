import pytest

from kheo.reporting.rules.outline import kept, missing_boxes, numbered, outline, paragraphs


def places(*titles):
    return frozenset(place for place, section in enumerate(outline().sections) if section.title in titles)


def test_outline_is_the_handbooks():
    sections = outline().sections
    marks = [f"{mark} {section.titled(2024)}".strip() for mark, section in zip(numbered(list(sections)), sections, strict=True)]
    assert marks == [
        "PHẦN THỨ NHẤT",
        "I. KHÁI QUÁT TÌNH HÌNH",
        "II. CÔNG TÁC DÂN VẬN CỦA HỆ THỐNG CHÍNH TRỊ",
        "1. Cấp uỷ đảng lãnh đạo công tác dân vận",
        "2. Công tác dân vận của chính quyền",
        "3. Mặt trận Tổ quốc và các đoàn thể",
        "4. Công tác dân tộc, tôn giáo",
        "5. Phong trào thi đua “Dân vận khéo”",
        "6. Thực hiện dân chủ ở cơ sở",
        "III. HOẠT ĐỘNG CỦA CƠ QUAN THAM MƯU, BAN CHỈ ĐẠO",
        "IV. ĐÁNH GIÁ CHUNG",
        "1. Kết quả nổi bật",
        "2. Hạn chế, nguyên nhân",
        "3. Bài học kinh nghiệm",
        "4. Đề xuất, kiến nghị",
        "PHẦN THỨ HAI",
        "I. PHƯƠNG HƯỚNG, TRỌNG TÂM",
        "II. NHIỆM VỤ",
    ]
    assert [section.lower(2024) for section in sections if section.under] == [
        "KẾT QUẢ CÔNG TÁC DÂN VẬN NĂM 2024",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025",
    ]


def test_every_box_says_what_belongs_there_and_has_a_key_of_its_own():
    boxes = list(outline().boxes())
    assert len({box.key for box in boxes}) == len(boxes) == 15
    assert all(box.help and box.label for box in boxes)
    assert [box.key for box in boxes if box.required] == ["overview", "limits", "proposals", "directions"]


def test_a_section_is_printed_with_what_it_stands_under_and_numbered_anew():
    shown = kept(outline().sections, places("Bài học kinh nghiệm", "NHIỆM VỤ"))
    assert [section.title for section in shown] == [
        "PHẦN THỨ NHẤT",
        "ĐÁNH GIÁ CHUNG",
        "Bài học kinh nghiệm",
        "PHẦN THỨ HAI",
        "NHIỆM VỤ",
    ]
    assert numbered(shown) == ["", "I.", "1.", "", "I."]


def test_nothing_filled_prints_nothing():
    assert kept(outline().sections, frozenset()) == []


@pytest.mark.parametrize(("text", "lines"), [("", []), ("  \n\n", []), ("một\n\n hai \nba", ["một", "hai", "ba"])])
def test_each_line_of_a_box_is_a_paragraph(text, lines):
    assert paragraphs(text) == lines


def test_required_boxes_that_are_empty_are_missing():
    assert [box.key for box in missing_boxes({"overview": "x", "limits": " \n", "lessons": ""})] == [
        "limits",
        "proposals",
        "directions",
    ]
