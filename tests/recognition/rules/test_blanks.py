from dataclasses import replace
from decimal import Decimal

import pytest

from kheo.recognition.rules.blanks import (
    PRINTED,
    SIZES,
    FieldContent,
    chosen_numbers,
    field_problems,
    offset_problems,
    usual_fields,
)

FIELD = FieldContent(key="holder", x=Decimal(10), y=Decimal(100), width=Decimal(100))
CODE = FieldContent(key="qr", x=Decimal(10), y=Decimal(100), width=Decimal(25))


def wrong(*fields):
    return [str(problem) for problem in field_problems(list(fields), 297, 210)]


@pytest.mark.parametrize("size", SIZES.values())
def test_the_usual_places_stand_on_every_sheet(size):
    assert list(field_problems(usual_fields(*size), *size)) == []


def test_a_blank_without_any_place_is_refused():
    assert wrong() == ["Chưa chọn ô nào để in; đánh dấu «In ô này» ở ít nhất một ô."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"x": Decimal(197)}, []),
        (
            {"x": Decimal("197.5")},
            ["Ô rộng từ 197,5 đến 297,5 mm, ra ngoài tờ giấy rộng 297 mm; sửa mép trái hoặc rộng."],
        ),
        ({"x": Decimal("-0.5")}, ["Ô rộng từ -0,5 đến 99,5 mm, ra ngoài tờ giấy rộng 297 mm; sửa mép trái hoặc rộng."]),
        ({"width": Decimal(0)}, ["Ô rộng từ 10 đến 10 mm, ra ngoài tờ giấy rộng 297 mm; sửa mép trái hoặc rộng."]),
        ({"y": Decimal(210)}, []),
        (
            {"y": Decimal("210.5")},
            ["Ô cao từ 210,5 đến 210,5 mm, ra ngoài tờ giấy cao 210 mm; sửa mép trên, số dòng hoặc giãn dòng."],
        ),
        ({"y": Decimal(-1)}, ["Ô cao từ -1 đến -1 mm, ra ngoài tờ giấy cao 210 mm; sửa mép trên, số dòng hoặc giãn dòng."]),
        ({"y": Decimal(202), "lines": 2}, []),
        (
            {"y": Decimal(203), "lines": 2},
            ["Ô cao từ 203 đến 211 mm, ra ngoài tờ giấy cao 210 mm; sửa mép trên, số dòng hoặc giãn dòng."],
        ),
        ({"size": Decimal(7)}, []),
        ({"size": Decimal("6.5")}, ["Cỡ chữ từ 7 đến 72 pt."]),
        ({"size": Decimal(72)}, []),
        ({"size": Decimal(73)}, ["Cỡ chữ từ 7 đến 72 pt."]),
        ({"lines": 6}, []),
        ({"lines": 7}, ["Số dòng từ 1 đến 6."]),
        ({"lines": 0}, ["Số dòng từ 1 đến 6."]),
        ({"leading": Decimal(0)}, []),
        (
            {"leading": Decimal(0), "lines": 2},
            ["Nhiều dòng thì giãn dòng phải lớn hơn 0 mm: đo từ dòng chấm này đến dòng chấm kế tiếp."],
        ),
        ({"align": "justified"}, ["Chọn canh lề, màu và phông trong danh sách."]),
        ({"colour": "pink"}, ["Chọn canh lề, màu và phông trong danh sách."]),
        ({"face": "comic"}, ["Chọn canh lề, màu và phông trong danh sách."]),
        ({"face": "", "font": 5}, []),
    ],
)
def test_a_place_stays_on_the_sheet_and_readable(changes, said):
    assert wrong(replace(FIELD, **changes)) == [f"Tập thể, cá nhân kèm đơn vị: {text}" for text in said]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"width": Decimal(20)}, []),
        ({"width": Decimal("19.5")}, ["Mã QR cạnh 20 đến 60 mm thì máy mới quét được; sửa rộng."]),
        ({"width": Decimal(61)}, ["Mã QR cạnh 20 đến 60 mm thì máy mới quét được; sửa rộng."]),
        (
            {"y": Decimal(186)},
            ["Ô cao từ 186 đến 211 mm, ra ngoài tờ giấy cao 210 mm; sửa mép trên, số dòng hoặc giãn dòng."],
        ),
    ],
)
def test_a_code_is_large_enough_to_be_read(changes, said):
    assert wrong(replace(CODE, **changes)) == [f"Mã QR kiểm tra: {text}" for text in said]


def test_own_words_are_words():
    assert wrong(replace(FIELD, key="own1", text="Khen tặng")) == []
    assert wrong(replace(FIELD, key="own1")) == ["Chữ tự ghi 1: Chưa ghi chữ để in ở ô này; ghi chữ hoặc bỏ đánh dấu «In ô này»."]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("-20", "20", "95", "105"), []),
        (("-20.5", "0", "100", "100"), ["Lệch ngang (mm): Từ −20 đến 20 mm; lệch hơn thì xem lại cách đặt giấy trong khay."]),
        (("0", "20.5", "100", "100"), ["Lệch dọc (mm): Từ −20 đến 20 mm; lệch hơn thì xem lại cách đặt giấy trong khay."]),
        (("0.3", "0", "100", "100"), ["Lệch ngang (mm): Ghi theo bước 0,5 mm, ví dụ −1,5."]),
        (
            ("0", "0", "94.9", "100"),
            ["Co giãn ngang (%): Từ 95 đến 105 %; ngoài khoảng này là máy in đang chọn «Vừa trang», chọn «Kích thước thật»."],
        ),
        (
            ("0", "0", "100", "105.1"),
            ["Co giãn dọc (%): Từ 95 đến 105 %; ngoài khoảng này là máy in đang chọn «Vừa trang», chọn «Kích thước thật»."],
        ),
    ],
)
def test_offsets_go_by_half_millimetres_and_not_far(values, said):
    assert [str(problem) for problem in offset_problems(*map(Decimal, values))] == said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", None), (" , ", None), ("3", {3}), ("3, 7-9", {3, 7, 8, 9}), ("0012;14 – 15", {12, 14, 15}), ("5-5", {5})],
)
def test_numbers_are_read_as_people_write_them(text, numbers):
    assert chosen_numbers(text) == numbers


@pytest.mark.parametrize("text", ["ba", "9-7", "1-30000", "-3", "1--2", "12345678"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=text):
        chosen_numbers(text)


def test_every_thing_has_a_name_of_its_own():
    assert len({printed.label for printed in PRINTED.values()}) == len(PRINTED)
