"""Luật 10/2022/QH15 Điều 18; Nghị định 59/2023/NĐ-CP Điều 3: who calls a meeting, when it is told, who counts."""

from datetime import date

import pytest

from kheo.democracy.rules.meetings import (
    convener_of,
    convener_problems,
    counting_problems,
    papers_by,
    papers_problems,
    telling_problems,
    text_problems,
    told_by,
    votes_of_present_problems,
)

DAY = date(2026, 6, 10)
EARLY = date(2023, 8, 1)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("kind", "dismisses", "vacant", "both", "right"),
    [
        (1, False, False, False, ("head", "điểm a")),
        (5, False, False, True, ("head", "điểm a")),
        (6, False, True, False, ("delegate", "điểm d")),
        (4, False, False, False, ("team", "điểm b")),
        (4, False, True, False, ("team", "điểm b")),
        (4, True, False, False, ("front", "điểm c")),
        (4, True, False, True, ("chair", "điểm c")),
        (5, True, False, False, ("head", "điểm a")),
    ],
)
def test_decree_3_1_the_right_convener(kind, dismisses, vacant, both, right):
    facts = {"dismisses": dismisses, "vacant": vacant, "head_leads_front": both}
    assert convener_of(kind, **facts) == right
    assert said(convener_problems(right[0], kind, **facts)) == []
    wrong = "head" if right[0] != "head" else "chair"
    assert f"(Điều 3 khoản 1 {right[1]} Nghị định 59/2023/NĐ-CP)" in said(convener_problems(wrong, kind, **facts))[0]


def test_decree_3_3_a_meeting_is_told_two_days_before():
    assert told_by(DAY) == date(2026, 6, 8)
    assert said(telling_problems(date(2026, 6, 8), ["door"], posted=True, meeting_day=DAY)) == []
    assert said(telling_problems(date(2026, 6, 9), ["door"], posted=True, meeting_day=DAY)) == [
        (
            "Ngày thông báo: Thông báo ngày 09/06/2026 là muộn: họp ngày 10/06/2026 thì báo chậm nhất 08/06/2026 (Điều 3 "
            "khoản 3 Nghị "
            "định 59/2023/NĐ-CP). Lùi ngày họp."
        )
    ]
    assert [line.split(":")[0] for line in said(telling_problems(None, [], posted=False, meeting_day=DAY))] == [
        "Ngày thông báo",
        "Cách thông báo",
        "Niêm yết",
    ]
    assert len(said(telling_problems(date(2026, 6, 8), ["pigeon"], posted=True, meeting_day=DAY))) == 1


def test_before_the_decree_of_15_august_2023_no_days_are_asked():
    assert (told_by(EARLY), papers_by(1, EARLY)) == (None, None)
    assert said(telling_problems(None, [], posted=False, meeting_day=EARLY)) == []
    assert said(papers_problems(None, 1, EARLY)) == []


@pytest.mark.parametrize(("kind", "asked"), [(1, True), (2, True), (3, True), (4, False), (5, False), (6, False)])
def test_decree_3_4_papers_go_out_two_days_before_for_clauses_1_to_3(kind, asked):
    assert papers_by(kind, DAY) == (date(2026, 6, 8) if asked else None)
    assert said(papers_problems(date(2026, 6, 8), kind, DAY)) == []
    assert len(said(papers_problems(date(2026, 6, 9), kind, DAY))) == asked
    assert len(said(papers_problems(None, kind, DAY))) == asked


@pytest.mark.parametrize(
    ("votes", "present", "words"),
    [
        (21, 40, []),
        (20, 40, ["Thư ký: Cần ít nhất 21 trong 40 đại diện hộ có mặt đồng ý"]),
        (21, 41, []),
        (20, 41, ["Thư ký: Cần ít nhất 21 trong 41 đại diện hộ có mặt đồng ý"]),
        (42, 41, ["Thư ký: Từ 0 đến 41, số đại diện hộ có mặt."]),
        (-1, 41, ["Thư ký: Từ 0 đến 41, số đại diện hộ có mặt."]),
        (None, 41, ["Thư ký: Ghi số đại diện hộ giơ tay đồng ý (Điều 3 khoản 5 điểm a, b, c Nghị định 59/2023/NĐ-CP)."]),
        (0, 0, ["Thư ký: Cần ít nhất 1 trong 0 đại diện hộ có mặt đồng ý"]),
    ],
)
def test_decree_3_5_more_than_half_of_those_present(votes, present, words):
    found = said(votes_of_present_problems(votes, present, DAY, "Thư ký"))
    assert [line[: len(start)] for line, start in zip(found, words, strict=True)] == words


@pytest.mark.parametrize(
    ("board", "witnesses", "where"),
    [
        (3, 2, []),
        (5, 2, []),
        (2, 2, ["Ban kiểm phiếu"]),
        (6, 2, ["Ban kiểm phiếu"]),
        (3, 1, ["Hộ chứng kiến"]),
        (3, 3, ["Hộ chứng kiến"]),
    ],
)
def test_decree_3_5_c_three_to_five_count_and_two_households_watch(board, witnesses, where):
    names = [f"Cá nhân {number:02d}" for number in range(1, 10)]
    found = said(counting_problems(names[:board], names[6 : 6 + witnesses], DAY))
    assert [line.split(":")[0] for line in found] == where


def test_a_witness_does_not_count_and_a_name_is_a_name():
    assert said(counting_problems(["A", "B", "C"], ["D", " c "], DAY)) == [
        "Ban kiểm phiếu: Một người đứng hai lần; người chứng kiến không ở trong Ban kiểm phiếu."
    ]
    assert said(counting_problems(["A", "B", "C" * 121], ["D", "E"], DAY)) == ["Ban kiểm phiếu: Mỗi tên không quá 120 ký tự."]


def test_a_text_is_there_and_fits():
    assert said(text_problems("Có", "Kết luận", "Ghi kết luận.")) == []
    assert said(text_problems(" ", "Kết luận", "Ghi kết luận.")) == ["Kết luận: Ghi kết luận."]
    assert said(text_problems("xx", "Kết luận", "", 1)) == ["Kết luận: Dài quá 1 ký tự; viết gọn lại."]
