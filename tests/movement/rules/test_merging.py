from dataclasses import replace

import pytest

from kheo.movement.rules.merging import Record, SameYear, gaps, merging_problems, reason_problems, stopped_words

KEPT, DOUBLED = Record(1, "Đường hoa", 7), Record(2, "Đuờng hoa", 7)


def said(kept=KEPT, doubled=DOUBLED, years=(), circle=False):
    return [problem.what for problem in merging_problems(kept, doubled, list(years), closes_circle=circle)]


def test_two_plain_records_merge():
    assert said(years=[SameYear(2024)]) == []


@pytest.mark.parametrize(
    ("kept", "doubled", "words"),
    [
        (KEPT, KEPT, ["Chọn hai hồ sơ khác nhau."]),
        (
            KEPT,
            replace(DOUBLED, locality=8),
            ["Hai hồ sơ của hai địa phương không gộp được; ghi «học từ» nếu nơi này làm theo nơi kia."],
        ),
        (replace(KEPT, is_merged=True), DOUBLED, ["«Đường hoa» đã gộp vào hồ sơ khác rồi."]),
        (KEPT, replace(DOUBLED, is_merged=True), ["«Đuờng hoa» đã gộp vào hồ sơ khác rồi."]),
        (replace(KEPT, holds=("công nhận 12-QĐ/BCĐ",)), DOUBLED, []),
        (
            KEPT,
            replace(DOUBLED, holds=("công nhận 12-QĐ/BCĐ", "công nhận 12-QĐ/BCĐ", "khen thưởng 9")),
            ["«Đuờng hoa» đã có trong công nhận 12-QĐ/BCĐ; khen thưởng 9. Gộp theo chiều ngược lại: giữ hồ sơ này."],
        ),
        (
            replace(KEPT, holds=("khen thưởng 9",)),
            replace(DOUBLED, holds=("công nhận 12-QĐ/BCĐ",)),
            [
                (
                    "Cả hai đã có trong văn bản: «Đuờng hoa» ở công nhận 12-QĐ/BCĐ; «Đường hoa» ở khen thưởng 9. "
                    "Văn bản đã lập không đổi được; hai hồ sơ để nguyên."
                )
            ],
        ),
        (
            KEPT,
            replace(DOUBLED, origins=frozenset({1})),
            ["Một hồ sơ đang ghi là học từ hồ sơ kia; bỏ dòng «học từ» ấy rồi gộp."],
        ),
        (
            replace(KEPT, origins=frozenset({2})),
            DOUBLED,
            ["Một hồ sơ đang ghi là học từ hồ sơ kia; bỏ dòng «học từ» ấy rồi gộp."],
        ),
    ],
)
def test_what_stands_in_the_way(kept, doubled, words):
    assert said(kept, doubled) == words


def test_years_and_circles():
    years = [SameYear(2023, "đã công nhận"), SameYear(2024, kept_is_stopped=True)]
    assert said(years=years, circle=True) == [
        "Năm 2023, «Đuờng hoa» đã công nhận. Gộp theo chiều ngược lại, hoặc để nguyên cả hai.",
        "Năm 2024, «Đường hoa» đã dừng. Cho thực hiện tiếp rồi gộp, hoặc gộp theo chiều ngược lại.",
        "Gộp xong thì mô hình sẽ thành học từ chính nó, qua một nơi khác; sửa các dòng «học từ» trước.",
    ]


def test_a_reason_is_needed_and_short():
    assert [str(one) for one in reason_problems(" ")] == ["Lý do: Ghi vì sao biết hai hồ sơ là một."]
    assert reason_problems("a" * 150) == []
    assert [str(one) for one in reason_problems("a" * 151)] == ["Lý do: Dài quá 150 ký tự; viết gọn lại."]


def test_the_words_of_stopping_fit_their_column():
    assert stopped_words("Đường hoa", " nhập  hai lần ") == "gộp vào «Đường hoa»: nhập hai lần"
    assert len(stopped_words("a" * 300, "b" * 150)) <= 300
    assert stopped_words("a" * 120, "b").startswith(f"gộp vào «{'a' * 120}»")


def test_only_gaps_are_filled():
    assert gaps({"way": "Bàn", "lesson": ""}, {"way": "Họp", "lesson": "Giữ lâu", "outcome": ""}) == {"lesson": "Giữ lâu"}
