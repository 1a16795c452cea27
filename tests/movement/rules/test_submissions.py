import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kheo.foundation.refusal import Problem
from kheo.movement.rules.form_items import Item
from kheo.movement.rules.submissions import (
    CHOSEN,
    LONGEST_ITEM,
    Piece,
    SubmissionContent,
    changes,
    handing_problems,
    label_of,
)

ITEMS = (
    Item("name", "Tên mô hình"),
    Item("content", "Cách làm"),
    Item("upkeep", "Duy trì", is_required=False),
)
CHOICES = {name: {f"{name}-1"} for name in CHOSEN}
WHOLE = SubmissionContent(**{name: f"{name}-1" for name in CHOSEN}, title="Đường hoa", items={"content": "Trồng hoa"})


def problems(**changed):
    return list(handing_problems(SubmissionContent.of(WHOLE.as_json() | changed), ITEMS, CHOICES))


def test_a_whole_form_may_be_handed_in():
    assert problems() == []


def test_an_empty_form_is_told_each_thing_that_is_missing_by_its_label():
    said = list(handing_problems(SubmissionContent(), ITEMS, CHOICES))
    assert [problem.where for problem in said] == [
        "Tên mô hình", "Loại", "Đối tượng", "Lĩnh vực", "Mới hay tiếp tục", "Bên chủ trì", "Cách làm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"title": " \u200b "}, "Tên mô hình"),
        ({"title": "a" * 301}, "Tên mô hình"),
        ({"holder": "a" * 201}, "Tập thể, cá nhân thực hiện"),
        ({"leading_body": "a" * 201}, "Tên bên chủ trì"),
        ({"field": "khac"}, "Lĩnh vực"),
        ({"items": {"content": " "}}, "Cách làm"),
        ({"items": {"content": "a" * (LONGEST_ITEM + 1)}}, "Cách làm"),
        ({"items": {"content": "a", "upkeep": "a" * (LONGEST_ITEM + 1)}}, "Duy trì"),
    ],
)
def test_one_thing_wrong_is_one_problem(changed, where):
    assert [problem.where for problem in problems(**changed)] == [where]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "a" * 300},
        {"holder": "a" * 200},
        {"items": {"content": "a" * LONGEST_ITEM, "upkeep": ""}},
    ],
)
def test_the_longest_that_may_be_handed_in(changed):
    assert problems(**changed) == []


def test_a_form_without_an_item_of_the_title_calls_it_by_the_usual_word():
    assert (label_of("title", ITEMS[1:]), label_of("kind", ITEMS)) == ("Tên", "Loại")
    assert next(handing_problems(SubmissionContent(), (), CHOICES)) == Problem(
        "Chưa ghi tên; viết một tên ngắn, nghe là biết làm việc gì.", "Tên"
    )


def test_content_is_read_from_any_row_and_kept_with_one_kind_of_line_end():
    assert SubmissionContent.of({}) == SubmissionContent()
    told = SubmissionContent(title="a", items={"content": "một\r\nhai\rba"}, replies={"7": "rồi"})
    assert told.as_json()["items"] == {"content": "một\nhai\nba"}
    assert SubmissionContent.of(told.as_json()).as_json() == told.as_json()
    assert told.length == len("a") + len("một\r\nhai\rba") + len("rồi")


def test_what_the_form_asks_no_longer_is_kept():
    stored = SubmissionContent(title="cũ", items={"a": "1", "b": "2"}, replies={"1": "x"})
    assert SubmissionContent(title="mới", items={"b": "3"}).over(stored) == SubmissionContent(
        title="mới", items={"a": "1", "b": "3"}, replies={"1": "x"}
    )


WORDS = st.lists(st.sampled_from(["hoa", "đường", "\n", "trồng ", "  ", "12 hộ"]), max_size=12).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(WORDS, WORDS)
def test_changes_give_back_both_texts(before, after):
    pieces = changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)


def test_changes_are_told_by_words():
    assert changes("Trồng hoa ven đường", "Trồng cây ven đường làng") == [
        Piece("same", "Trồng "),
        Piece("gone", "hoa "),
        Piece("new", "cây "),
        Piece("same", "ven "),
        Piece("gone", "đường"),
        Piece("new", "đường làng"),
    ]
