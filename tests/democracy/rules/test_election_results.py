"""Luật 10/2022/QH15 Điều 21 khoản 1 and Nghị định 59/2023/NĐ-CP Điều 3 khoản 5: both sides of the half, and of a tie."""

from datetime import date
from unicodedata import normalize

import pytest

from kheo.democracy.rules.election_results import count_problems, names_problems, outcome, result_words, why_left

DAY = date(2026, 10, 30)


def said(problems):
    return [str(one) for one in problems]


def test_a_count_gives_nobody_more_votes_than_there_are_ballots():
    assert said(count_problems({1: 30, 2: 10}, 40, 1, DAY)) == []
    assert said(count_problems({1: 40, 2: 1}, 40, 1, DAY)) == ["Số phiếu: Cộng lại nhiều hơn 40 phiếu × 1 người; đếm lại."]
    assert said(count_problems({1: 41}, 40, 2, DAY)) == ["Số phiếu: Số phiếu của mỗi người từ 0 đến 40, số phiếu hợp lệ."]
    assert said(count_problems({1: -1}, 40, 1, DAY)) == ["Số phiếu: Số phiếu của mỗi người từ 0 đến 40, số phiếu hợp lệ."]
    assert said(count_problems({}, 40, 1, DAY)) == [
        "Người ứng cử: Phải có ít nhất 01 người ứng cử (Điều 6 khoản 2 Nghị định 59/2023/NĐ-CP)."
    ]


@pytest.mark.parametrize(
    ("votes", "households", "winners"), [(26, 51, (1,)), (25, 51, ()), (25, 50, ()), (26, 50, (1,)), (51, 51, (1,))]
)
def test_article_21_1_elected_with_more_than_half_of_all_households(votes, households, winners):
    found = outcome({1: votes, 2: 3}, 1, 4, households, DAY)
    assert (found.elected, found.least, found.most, found.tied) == (winners, 26, votes, ())
    assert found.left == 1 - len(winners)


@pytest.mark.parametrize(
    ("votes", "seats", "winners", "tied"),
    [
        ({1: 30, 2: 40, 3: 35}, 2, (2, 3), ()),
        ({1: 30, 2: 40, 3: 30}, 2, (2,), (1, 3)),
        ({1: 30, 2: 30}, 1, (), (1, 2)),
        ({1: 30, 2: 30}, 2, (1, 2), ()),
        ({1: 30, 2: 30, 3: 30}, 2, (), (1, 2, 3)),
        ({1: 40, 2: 30, 3: 30, 4: 28}, 2, (1,), (2, 3)),
        ({1: 25, 2: 25}, 1, (), ()),
        ({1: 26, 2: 25}, 2, (1,), ()),
        ({}, 1, (), ()),
    ],
)
def test_of_many_who_reach_it_the_most_votes_win_and_a_tie_beyond_the_seats_is_left_open(votes, seats, winners, tied):
    found = outcome(votes, seats, 5, 50, DAY)
    assert (found.elected, found.tied, found.left) == (winners, tied, seats - len(winners))
    assert found.shared == (votes[tied[0]] if tied else 0)


def test_article_3_5_d_a_result_says_in_words_why_seats_stay_empty():
    assert result_words(outcome({1: 40}, 1, 4, 50, DAY), 1, 50) == "Đã có người trúng cử."
    assert result_words(outcome({1: 40, 2: 30}, 2, 5, 50, DAY), 2, 50) == "Bầu đủ 2 người."
    assert result_words(outcome({1: 25, 2: 20}, 1, 4, 50, DAY), 1, 50) == (
        "Không ai trúng cử: không ai được trên một nửa tổng số hộ (cần ít nhất 26 trong 50 hộ; nhiều nhất là 25 phiếu)."
    )
    assert result_words(outcome({1: 30, 2: 30}, 1, 4, 51, DAY), 1, 51) == (
        "Không ai trúng cử: 2 người cùng được 30 phiếu cho 1 vị trí."
    )
    assert result_words(outcome({1: 40, 2: 30, 3: 30}, 2, 5, 50, DAY), 2, 50) == (
        "Bầu được 1 trong 2 người, còn 1 vị trí: 2 người cùng được 30 phiếu cho 1 vị trí."
    )
    assert result_words(outcome({1: 26, 2: 25}, 2, 5, 50, DAY), 2, 50) == (
        "Bầu được 1 trong 2 người, còn 1 vị trí: ngoài ra không còn ai được trên một nửa tổng số hộ (cần ít nhất 26 trong 50 hộ)."
    )
    assert why_left(outcome({1: 40}, 1, 4, 50, DAY), 50) == ""


def test_article_20_2_e_a_decision_names_those_elected_and_nobody_else_of_the_list():
    assert said(names_problems("Bầu Cá nhân 01, cá  nhân 02 vào Ban.", ["Cá nhân 01", "Cá nhân 02"], ["Cá nhân 03"])) == []
    assert said(names_problems("Bầu Cá nhân 01.", ["Cá nhân 01", "Cá nhân 02"], ["Cá nhân 03"])) == [
        "Nội dung quyết định: Ghi tên người trúng cử: Cá nhân 02."
    ]
    [line] = said(names_problems("Bầu Cá nhân 01; CÁ NHÂN 03 được 20 phiếu.", ["Cá nhân 01"], ["Cá nhân 03", "Cá nhân 04"]))
    assert line.startswith("Nội dung quyết định: Quyết định chỉ ghi tên người trúng cử; bỏ tên Cá nhân 03,")


def test_a_name_within_a_longer_one_is_another_person():
    assert said(names_problems("Bầu Nguyễn Văn Anh.", ["Nguyễn Văn Anh"], ["Nguyễn Văn An", "Văn Anh"])) == []
    assert said(names_problems("Bầu Nguyễn Văn An.", ["Nguyễn Văn Anh"], [])) == [
        "Nội dung quyết định: Ghi tên người trúng cử: Nguyễn Văn Anh."
    ]


def test_a_decision_that_names_whom_the_list_names_longer_or_with_another_tone_names_somebody_else():
    longer = said(names_problems("Bầu Nguyễn Văn An Khang.", ["Nguyễn Văn An"], ["Nguyễn Văn An Khang"]))
    assert [line.partition(":")[2][:60] for line in longer] == [
        " Ghi tên người trúng cử: Nguyễn Văn An.",
        " Quyết định chỉ ghi tên người trúng cử; bỏ tên Nguyễn Văn An",
    ]
    assert said(names_problems("Bầu Nguyễn Văn Ấn.", ["Nguyễn Văn Ân"], [])) == [
        "Nội dung quyết định: Ghi tên người trúng cử: Nguyễn Văn Ân."
    ]
    for spelt in ("LÊ THỊ HÒA", "Lê  Thị Hoà", normalize("NFD", "Lê Thị Hòa")):
        assert said(names_problems(f"Bầu {spelt}, Nguyễn Văn Ân.", ["Lê Thị Hoà"], ["Nguyễn Văn Ấn"])) == []
