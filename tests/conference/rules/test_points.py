"""Points proposed from a conclusion: what a chair says, and what any text may do to the rule."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.conference.rules.points import LONGEST, proposed_points, typed_points
from kheo.foundation.text import fold, tidy

SPEECH = """Kính thưa các đồng chí!
Sau khi nghe các ý kiến, tôi kết luận một số điểm.
1. Các xã, phường tiếp tục thực hiện Kết luận số 43-KL/TW; 2) Mặt trận Tổ quốc xây dựng kế hoạch giám sát.
- Mỗi đơn vị đăng ký ít nhất ba mô hình mới.
Ba là, Ban Chỉ đạo TP. Phủ Lý phối hợp tuyên truyền.
a) Rà soát.
Xin trân trọng cảm ơn.
"""


def test_lines_and_sentences_become_points_without_marks_greetings_and_thanks():
    assert proposed_points(SPEECH) == [
        "Sau khi nghe các ý kiến, tôi kết luận một số điểm",
        "Các xã, phường tiếp tục thực hiện Kết luận số 43-KL/TW",
        "Mặt trận Tổ quốc xây dựng kế hoạch giám sát",
        "Mỗi đơn vị đăng ký ít nhất ba mô hình mới",
        "Ban Chỉ đạo TP. Phủ Lý phối hợp tuyên truyền",
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("", []),
        ("   \n\t\n", []),
        ("1.\n2.\n-", []),
        ("c" * 1300, []),
        ("Giao việc này. Giao việc này.", ["Giao việc này"]),
        ("Đạt 1.240,5 m² đường hoa trong năm", ["Đạt 1.240,5 m² đường hoa trong năm"]),
        ("I. Về tuyên truyền miệng", ["Về tuyên truyền miệng"]),
    ],
)
def test_edges_of_the_rule(text, points):
    assert proposed_points(text) == points


def test_what_is_longer_than_a_point_is_cut_between_words_and_loses_none():
    words = [f"việc{number}" for number in range(300)]
    points = proposed_points(" ".join(words))
    assert " ".join(points).split() == words
    assert max(map(len, points)) <= LONGEST


@pytest.mark.parametrize("word", ["TP.", "số.", "Ab.", "a;", "-"])
def test_a_speech_of_the_longest_size_made_of_one_abbreviation_is_read_at_once(word):
    text = f"{word} " * (40_000 // (len(word) + 1))
    begun = process_time()
    points = proposed_points(text)
    assert (process_time() - begun < 2, all(len(point) <= LONGEST for point in points)) == (True, True)


def test_typed_points_keep_every_line_that_says_something():
    assert typed_points("1. Một việc.\n\n - Việc hai;\nBa") == ["Một việc.", "Việc hai", "Ba"]


@given(st.text(max_size=3000))
def test_any_text_gives_tidy_points_each_once_made_of_its_own_words_in_its_order(text):
    points = proposed_points(text)
    assert all(point == tidy(point) and 0 < len(point) <= LONGEST for point in points)
    assert len({fold(point) for point in points}) == len(points)
    rest = "".join(tidy(line) for line in text.splitlines()).replace(" ", "")
    at = 0
    for point in points:
        found = rest.find(point.replace(" ", ""), at)
        assert found >= 0
        at = found


WORD = st.text(alphabet="abcđêôưxyắệ", min_size=5, max_size=9)
POINT = st.lists(WORD, min_size=4, max_size=12).map(" ".join)


@given(st.lists(POINT, max_size=8, unique_by=fold), st.sampled_from(["", "- ", "• ", "1. ", "a) "]))
def test_points_written_one_a_line_come_back_as_they_were(points, mark):
    assert proposed_points("\n".join(f"{mark}{point}." for point in points)) == points
