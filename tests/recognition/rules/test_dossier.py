from dataclasses import replace
from datetime import date

import pytest

from kheo.recognition.rules.dossier import FILES, FileFacts, Minutes, Proposed, due_on, file_checks, percent, vote_problems

LINE = Proposed(registration=7, order=1, name="Tập thể 01", has_words=True, results=1, evidence=1)
MINUTES = Minutes(date(2026, 10, 5), 10, {7: (7, 3)})
FACTS = FileFacts(date(2026, 10, 9), date(2026, 10, 6), (LINE,), MINUTES, 70)


def said(facts, title):
    check = next(check for check in file_checks(facts) if check.title.startswith(title))
    return [str(one) for one in check.problems], [str(one) for one in check.warnings]


def test_a_whole_file_passes_and_each_piece_names_its_article():
    checks = file_checks(FACTS)
    assert [check.title for check in checks] == [
        "Tờ trình kèm danh sách",
        "Báo cáo thành tích của từng trường hợp",
        "Biên bản xét khen thưởng",
        "Từ 70 % tổng số thành viên đồng ý",
        "Danh mục minh chứng",
    ]
    assert all(check.passed and check.citation and not check.warnings for check in checks)


@pytest.mark.parametrize(
    ("day", "citation"),
    [
        (date(2023, 12, 31), "Luật Thi đua, khen thưởng 15/2003/QH11 (chưa đối chiếu văn bản)"),
        (date(2024, 1, 1), "khoản 2 Điều 84 Luật Thi đua, khen thưởng 06/2022/QH15"),
        (date(2026, 9, 30), "khoản 2 Điều 84 Luật Thi đua, khen thưởng 06/2022/QH15"),
        (
            date(2026, 10, 1),
            "khoản 2 Điều 84 Luật Thi đua, khen thưởng 06/2022/QH15, sửa đổi bởi Luật 06/2026/QH16 (chưa đối chiếu văn bản)",
        ),
    ],
)
def test_the_pieces_are_those_of_the_law_of_the_day(day, citation):
    assert file_checks(replace(FACTS, day=day))[0].citation == citation


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2023, 12, 31), "Luật Thi đua, khen thưởng 15/2003/QH11"),
        (date(2026, 9, 30), "Luật Thi đua, khen thưởng 06/2022/QH15"),
        (date(2026, 10, 1), "Luật Thi đua, khen thưởng 06/2022/QH15, sửa đổi bởi Luật 06/2026/QH16"),
    ],
)
def test_a_file_is_taken_in_under_the_law_of_its_day_which_nobody_read_yet(day, law):
    rule = FILES.on("taken_under", day)
    assert (rule.value, rule.verified) == (law, False)


@pytest.mark.parametrize(
    ("agreed", "members", "problems"),
    [
        (7, 10, []),
        (
            6,
            10,
            [
                ("Dòng 1, Tập thể 01: 6 trên 10 thành viên đồng ý (60 %), cần từ 7 (70 %). "
                "Bỏ khỏi danh sách hoặc họp xét lại.")
            ],
        ),
        (7, 9, []),
        (
            6,
            9,
            [
                ("Dòng 1, Tập thể 01: 6 trên 9 thành viên đồng ý (66,6 %), cần từ 7 (70 %). "
                "Bỏ khỏi danh sách hoặc họp xét lại.")
            ],
        ),
    ],
)  # fmt: skip
def test_the_share_is_of_all_members_and_reached_from_seventy_percent_on(agreed, members, problems):
    facts = replace(FACTS, minutes=Minutes(MINUTES.held_on, members, {7: (agreed, 0)}))
    assert said(facts, "Từ 70 %") == (problems, [])


def test_the_share_is_a_choice():
    facts = replace(FACTS, share=80)
    assert said(facts, "Từ 80 %")[0][0].startswith("Dòng 1, Tập thể 01: 7 trên 10 thành viên đồng ý (70 %), cần từ 8 (80 %).")


def test_what_is_missing_is_named():
    bare = replace(LINE, has_words=False, results=0, evidence=0)
    facts = replace(FACTS, letter_on=None, lines=(bare,), minutes=None)
    assert said(facts, "Tờ trình")[0] == ["Tờ trình: Tờ trình chưa ghi số, ngày; kiểm tra, trình ký rồi ghi số."]
    assert said(facts, "Báo cáo") == (
        [
            (
                "Dòng 1, Tập thể 01: Hồ sơ chưa có lời nào về nội dung, cách làm, hiệu quả; "
                "ghi ở trang mô hình rồi mới lập được báo cáo thành tích."
            )
        ],
        ["Dòng 1, Tập thể 01: Chưa có kết quả theo thước đo nào."],
    )
    assert said(facts, "Biên bản")[0] == ["Biên bản: Chưa ghi cuộc họp xét: ngày, hội đồng, số phiếu."]
    assert said(facts, "Từ 70 %")[0] == ["Biên bản: Chưa có số phiếu."]
    assert said(facts, "Danh mục") == ([], ["Dòng 1, Tập thể 01: Chưa có minh chứng nào."])
    assert said(replace(FACTS, lines=()), "Tờ trình")[0] == ["Tờ trình: Danh sách đề nghị chưa có ai."]


def test_minutes_without_a_line_and_after_the_letter_are_told():
    assert said(replace(FACTS, minutes=replace(MINUTES, votes={})), "Từ 70 %")[0] == [
        "Dòng 1, Tập thể 01: Biên bản chưa có số phiếu cho trường hợp này."
    ]
    assert said(replace(FACTS, minutes=replace(MINUTES, held_on=date(2026, 10, 6))), "Biên bản") == ([], [])
    assert said(replace(FACTS, minutes=replace(MINUTES, held_on=date(2026, 10, 7))), "Biên bản")[1] == [
        "Biên bản: Họp ngày 07/10/2026, sau tờ trình ngày 06/10/2026; xem lại ngày."
    ]


def test_a_share_never_reads_as_more_than_it_is():
    assert [percent(6, 9), percent(7, 10), percent(6999, 10000), percent(9, 9)] == ["66,6", "70", "69,9", "100"]


def test_votes_are_no_more_than_the_members():
    assert vote_problems(9, {"1. A": (6, 3)}) == []
    assert [str(one) for one in vote_problems(9, {"1. A": (7, 3), "2. B": None, "3. C": (-1, 0)})] == [
        "1. A: 7 đồng ý và 3 không đồng ý nhiều hơn 9 thành viên; xem lại số phiếu.",
        "2. B: Chưa ghi số phiếu.",
        "3. C: -1 đồng ý và 0 không đồng ý nhiều hơn 9 thành viên; xem lại số phiếu.",
    ]
    assert [str(one) for one in vote_problems(0, {"1. A": (0, 0)})] == [
        "Tổng số thành viên: Ghi tổng số thành viên hội đồng, cả người vắng."
    ]


@pytest.mark.parametrize(("days", "last"), [(1, date(2026, 11, 30)), (5, date(2026, 12, 4)), (10, date(2026, 12, 11))])
def test_working_days_leave_out_saturdays_and_sundays(days, last):
    assert due_on(date(2026, 11, 27), days) == last  # a Friday
