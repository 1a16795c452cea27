"""A set as a page holds it: what was typed becomes the document of a file, and a set becomes what would have been typed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from kheo.assessment.criteria.reading import read_criteria
from kheo.assessment.criteria.typed import blank, blank_group, blank_item, check_typed, document_from, slug_of, typed_of
from tests.assessment.criteria.test_schemes_read import sets
from tests.assessment.rich import RICH


def small(**head):
    """A set that can be published: one group of two items, two classes."""
    typed = blank() | {"title": "Bộ nhỏ", "source": "tự soạn", "total": "10"} | head
    first = blank_item() | {"text": "Một", "maximum": "6,5", "step": "0,5"}
    second = blank_item() | {"text": "Hai", "maximum": "3.5", "scoring": "free"}
    typed["groups"] = [{"name": "Nhóm chung", "total": "10", "items": [first, second]}]
    typed["classes"] = [row("Đạt", "5"), row("Chưa đạt", "0")]
    return typed


def row(name, min_total, **more):
    return {"name": name, "min_total": min_total, "met": "", "met_rule": "least", "kind": "", "no_zero": False, **more}


def told(typed, code=""):
    return [(fault.anchor, str(fault.problem)) for fault in check_typed(typed, code).faults]


def test_what_adds_up_has_no_fault():
    checked = check_typed(small(), "bo")
    assert (checked.faults, checked.read.code) == ([], "bo")
    assert [(item.code, item.maximum, item.step) for item in checked.read.items] == [
        ("1-1", Decimal("6.5"), Decimal("0.5")),
        ("1-2", Decimal("3.5"), Decimal(1)),
    ]


@settings(max_examples=40, deadline=None)
@given(sets())
def test_a_set_typed_out_reads_back_equal(read):
    checked = check_typed(typed_of(read), read.code)
    assert (checked.faults, checked.read) == ([], read)


def test_everything_a_set_may_state_can_be_typed():
    read = read_criteria(RICH.encode())
    typed = typed_of(read)
    assert typed["groups"][0]["items"][0]["levels"] == "0: Chưa làm\n5: Làm một phần\n10: Làm đủ"
    assert (typed["classes"][0]["met"], typed["classes"][0]["met_rule"], typed["self_cap"]) == ("50", "over", "25")
    assert check_typed(typed, read.code).read == read


def test_an_empty_set_says_everything_that_it_lacks():
    assert told(blank()) == [
        ("chung", "Thông tin chung: chưa điền tên bộ tiêu chí."),
        ("chung", "Thông tin chung: chưa điền căn cứ."),
        ("g0", "Nhóm 1: chưa điền tên."),
        ("g0-i0", "Nhóm 1, mục 1: điểm tối đa chưa điền hoặc không phải số; viết ví dụ 10 hoặc 7,5."),
        ("g0-i0", "Nhóm 1, mục 1: chưa điền nội dung."),
        ("chung", "Thông tin chung: tổng điểm ghi 100 nhưng điểm tối đa các mục cộng lại là 0."),
        ("c0", "Loại 1: ngưỡng chưa điền hoặc không phải số; viết ví dụ 10 hoặc 7,5."),
        ("c0", "Loại 1: chưa điền tên."),
    ]


@pytest.mark.parametrize(
    ("place", "field", "value", "said"),
    [
        (None, "total", "11", ("chung", "tổng điểm ghi 11 nhưng điểm tối đa các mục cộng lại là 10.")),
        (("groups", 0), "total", "9,5", ("g0", "tổng điểm ghi 9,5 nhưng điểm tối đa các mục cộng lại là 10.")),
        (("classes", 0), "min_total", "10,5", ("c0", "ngưỡng 10,5 nằm ngoài tổng điểm 0 đến 10.")),
        (("classes", 0), "min_total", "mười", ("c0", "ngưỡng chưa điền hoặc không phải số")),
        (("classes", 0), "min_total", "1.000", ("c0", "ngưỡng chưa điền hoặc không phải số")),
        (("classes", 0), "met", "101", ("c0", "tỷ lệ tiêu chí đạt, từ là phần trăm, từ 0 đến 100.")),
        (None, "basis", "lạ", ("chung", "ngưỡng tính theo phải là một trong")),
    ],
)
def test_what_does_not_add_up_is_told_with_its_place(place, field, value, said):
    typed = small()
    (typed if place is None else typed[place[0]][place[1]])[field] = value
    assert any(anchor == said[0] and said[1] in problem for anchor, problem in told(typed))


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        ("0: Chưa\n6,5: Đủ", ""),
        ("0 - Chưa\n6.5 = Đủ\n", ""),
        ("0: Chưa\n7: Đủ", "các mức đi từ 0 đến 7; mức cao nhất phải bằng điểm tối đa 6,5, mức thấp nhất không dưới 0."),
        ("0: Chưa\n6: Đủ", "các mức đi từ 0 đến 6; mức cao nhất phải bằng điểm tối đa 6,5, mức thấp nhất không dưới 0."),
        ("chưa làm\n6,5: Đủ", "điểm của mức chưa điền hoặc không phải số; viết ví dụ 10 hoặc 7,5."),
        ("0:\n6,5: Đủ", "chưa điền nội dung."),
        ("", "mục chấm theo mức cần ít nhất hai mức, mỗi mức một số điểm khác nhau."),
    ],
)
def test_levels_are_typed_one_a_line(levels, said):
    typed = small()
    typed["groups"][0]["items"][0] |= {"scoring": "levels", "levels": levels}
    assert [problem for _anchor, problem in told(typed)] == ([f"Nhóm 1, mục 1: {said}"] if said else [])


def test_levels_of_an_item_that_is_not_scored_by_them_are_left_aside():
    typed = small()
    typed["groups"][0]["items"][0] |= {"levels": "gì đó"}
    assert told(typed) == []


def test_codes_that_nobody_gave_are_free_ones():
    typed = small()
    typed["groups"][0]["items"][0]["code"] = "1-2"
    typed["groups"].append(blank_group())
    groups = document_from(typed)["groups"]
    assert [[item["code"] for item in group["items"]] for group in groups] == [["1-2", "1-3"], ["2-1"]]


@pytest.mark.parametrize(
    ("title", "code"), [("Thang điểm 2026 (Đề án)", "thang-diem-2026-de-an"), ("…", "bo-tieu-chi"), ("a" * 99, "a" * 80)]
)
def test_a_code_is_made_of_the_title(title, code):
    assert slug_of(title) == code


def test_a_copy_states_its_totals_so_that_a_changed_point_is_told():
    typed = typed_of(read_criteria(RICH.encode()))
    assert (typed["total"], [group["total"] for group in typed["groups"]]) == ("35", ["40", "9", "0"])
    assert [kind["total"] for kind in typed["kinds"]] == ["35", "25"]
    typed["groups"][0]["items"][2]["maximum"] = "9"
    assert told(typed)[0] == ("g0", "Nhóm 1: tổng điểm ghi 40 nhưng điểm tối đa các mục cộng lại là 39.")
