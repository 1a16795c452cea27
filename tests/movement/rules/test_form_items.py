from dataclasses import replace

import pytest

from kheo.movement.rules.form_items import USUAL_ITEMS, Item, item_problems, key_from


def test_the_usual_ten_are_a_form_that_a_phone_can_hand_in():
    assert [item.key for item in USUAL_ITEMS] == [
        *("name", "situation", "goals", "content", "place_people", "forces", "resources", "time", "output", "upkeep")
    ]
    assert list(item_problems(USUAL_ITEMS)) == []
    assert [item.key for item in USUAL_ITEMS if item.is_short] == [item.key for item in USUAL_ITEMS if item.is_required]


NAME = USUAL_ITEMS[0]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([USUAL_ITEMS[1]], "Mục tên mô hình không bỏ được, luôn bắt buộc và luôn có ở phiếu ngắn."),
        ([replace(NAME, is_required=False)], "Mục tên mô hình không bỏ được, luôn bắt buộc và luôn có ở phiếu ngắn."),
        ([replace(NAME, is_short=False)], "Mục tên mô hình không bỏ được, luôn bắt buộc và luôn có ở phiếu ngắn."),
        ([NAME, Item("", " ")], "Mục thứ 2 chưa có tên; ghi tên mục, hoặc đánh dấu bỏ mục."),
        (
            [NAME, Item("", "a" * 161)],
            "Tên mục thứ 2 dài quá 160 ký tự; viết gọn, phần còn lại đưa vào lời dẫn.",
        ),
        ([NAME, Item("", "Cam kết"), Item("", "cam  KẾT")], "Có hai mục cùng tên «cam KẾT»; đổi tên một mục."),
        ([NAME, Item("", "Cam kết", "a" * 301)], "Lời dẫn của mục thứ 2 dài quá 300 ký tự; viết gọn lại."),
        ([NAME, *(Item("", f"Mục {n}") for n in range(30))], "Phiếu có nhiều nhất 30 mục; gộp bớt."),
    ],
)
def test_what_is_no_form_is_told(items, said):
    assert [one.what for one in item_problems(items)] == [said]


def test_the_longest_is_still_taken():
    assert list(item_problems([NAME, Item("", "a" * 160, "b" * 300), *(Item("", f"Mục {n}") for n in range(28))])) == []


def test_an_item_is_told_with_what_is_particular():
    assert [item.in_words() for item in (NAME, USUAL_ITEMS[1], Item("x", "Cam kết"))] == [
        "Tên mô hình (có ở phiếu ngắn)",
        "Tình hình và lý do (không bắt buộc)",
        "Cam kết",
    ]


@pytest.mark.parametrize(
    ("label", "taken", "key"),
    [("Môi trường", (), "moi-truong"), ("Môi trường", ("moi-truong",), "moi-truong-2"), ("2030 xanh", (), "muc-2030-xanh")],
)
def test_a_key_is_made_of_the_words_and_is_new(label, taken, key):
    assert key_from(label, taken, "muc") == key
