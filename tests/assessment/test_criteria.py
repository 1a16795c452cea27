from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.assessment.criteria import ClassRead, ItemRead, SetRead, UnreadableError, read_criteria
from kheo.foundation.refusal import RefusedError

GOOD = """\
code = "thu-nghiem"
title = "Thang  thử nghiệm"
source = "soạn để thử"
illustrative = true
total = 10

[[groups]]
name = "Cách làm"
total = 10

[[groups.items]]
code = "1"
text = "Dân bàn"
maximum = 6
step = 0.5

[[groups.items]]
code = "2"
text = "Dân làm"
maximum = 4
evidence = "ảnh"

[[classes]]
name = "Đạt"
min_total = 5
"""


def read(text):
    return read_criteria(text.encode())


def problems(text):
    with pytest.raises(RefusedError) as refused:
        read(text)
    return [str(problem) for problem in refused.value.problems]


def test_a_set_is_read_as_its_file_states_it():
    assert read(GOOD) == SetRead(
        "thu-nghiem",
        "Thang thử nghiệm",
        "soạn để thử",
        True,
        (
            ItemRead("Cách làm", "1", "Dân bàn", Decimal(6), Decimal("0.5"), ""),
            ItemRead("Cách làm", "2", "Dân làm", Decimal(4), Decimal(1), "ảnh"),
        ),
        (ClassRead("Đạt", Decimal(5)),),
    )


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    assert read_criteria(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == read(GOOD)


@pytest.mark.parametrize("name", ["da-lat-nam-tieu-chuan-2017", "minh-hoa-mo-hinh-100"])
def test_shipped_sets_are_sound(name):
    content = files("kheo.assessment").joinpath("data", f"{name}.toml").read_bytes()
    assert read_criteria(content).code == name


def test_broken_toml_is_told_with_its_line():
    with pytest.raises(UnreadableError) as refused:
        read(GOOD.replace('title = "Thang  thử nghiệm"', "title = Thang"))
    assert str(refused.value) == (
        "Dòng 2: Không đọc được TOML từ cột 9. Xem lại dấu nháy, ngoặc vuông và dấu bằng quanh chỗ này."
    )


def test_toml_that_ends_too_early_is_told_with_its_last_line():
    with pytest.raises(UnreadableError) as refused:
        read('code = "a"\ntitle = """abc')
    assert str(refused.value).startswith("Dòng 2: ")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableError) as refused:
        read_criteria(b"\xff\xfe\x00")
    assert str(refused.value) == "Tệp không phải văn bản UTF-8; lưu lại bằng mã UTF-8 rồi nạp."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "total = 10\n\n[[groups]]",
            "total = 12\n\n[[groups]]",
            "Phần đầu tệp: total ghi 12 nhưng điểm tối đa các mục cộng lại là 10.",
        ),
        (
            "total = 10\n\n[[groups.items]]",
            "total = 9.5\n\n[[groups.items]]",
            "Dòng 7, nhóm 1: total ghi 9,5 nhưng điểm tối đa các mục cộng lại là 10.",
        ),
        ("maximum = 6\nstep", "maximum = 6.25\nstep", "Dòng 11, mục 1: maximum 6,25 không phải bội số của step 0,5."),
        ("step = 0.5", "step = 0", "Dòng 11, mục 1: maximum và step phải lớn hơn 0."),
        ('code = "2"', 'code = "1"', "Dòng 17, mục 2: code «1» đã dùng ở Dòng 11, mục 1; mỗi mục một mã."),
        ('code = "2"', 'code = "2.a"', "Dòng 17, mục 2: code «2.a» chỉ được gồm chữ thường không dấu, số và dấu gạch nối."),
        (
            'code = "thu-nghiem"',
            'code = "Thử"',
            "Phần đầu tệp: code «Thử» chỉ được gồm chữ thường không dấu, số và dấu gạch nối.",
        ),
        ('text = "Dân làm"', "text = 5", "Dòng 17, mục 2: thiếu text, hoặc text không phải chữ trong dấu nháy."),
        ('source = "soạn để thử"', "", "Phần đầu tệp: thiếu source, hoặc source không phải chữ trong dấu nháy."),
        ("illustrative = true", 'illustrative = "có"', "Phần đầu tệp: illustrative phải là true hoặc false."),
        ("maximum = 4", "maximum = true", "Dòng 17, mục 2: thiếu maximum, hoặc maximum không phải số."),
        ("maximum = 4", "maximum = inf", "Dòng 17, mục 2: thiếu maximum, hoặc maximum không phải số."),
        ("maximum = 4", "maximum = 10000", "Dòng 17, mục 2: maximum phải nhỏ hơn 10.000 và có nhiều nhất hai chữ số thập phân."),
        ("maximum = 4", "maximum = 4.125", "Dòng 17, mục 2: maximum phải nhỏ hơn 10.000 và có nhiều nhất hai chữ số thập phân."),
        ("min_total = 5", "min_total = 11", "Dòng 23, loại 1: min_total 11 nằm ngoài tổng điểm 0 đến 10."),
        ('name = "Đạt"', f'name = "{"Đ" * 81}"', "Dòng 23, loại 1: name dài 81 ký tự, nhiều nhất là 80."),
        ('[[classes]]\nname = "Đạt"\nmin_total = 5\n', "", "Tệp: thiếu [[classes]]; cần ít nhất một."),
        ("[[classes]]", "[classes]", "Tệp: thiếu [[classes]]; cần ít nhất một."),
    ],
)
def test_each_fault_is_named_with_its_line(old, new, said):
    assert old in GOOD
    assert said in problems(GOOD.replace(old, new))


def test_classes_with_one_threshold_or_one_name_are_refused():
    twice = GOOD + '\n[[classes]]\nname = "Đạt"\nmin_total = 5\n'
    assert problems(twice) == [
        "Dòng 27, loại 2: hai loại cùng ngưỡng 5; mỗi ngưỡng một loại.",
        "Dòng 27, loại 2: tên loại «Đạt» dùng hai lần.",
    ]


def test_all_faults_are_told_at_once():
    assert len(problems("total = 5")) >= 5


def test_inline_tables_have_no_line_and_are_told_by_number():
    head = 'code="a"\ntitle="b"\nsource="c"\n'
    text = head + 'groups=[{name="g", items=[{code="1", text="t", maximum=0}]}]\nclasses=[{name="x", min_total=0}]'
    assert problems(text) == ["mục 1: maximum và step phải lớn hơn 0."]


@given(st.binary(max_size=300))
def test_whatever_comes_in_is_read_or_refused(content):
    try:
        read_criteria(content)
    except RefusedError as refusal:
        assert refusal.problems  # noqa: PT017  both ends are right, any other exception is the fault looked for
