"""Luật 10/2022/QH15 Điều 17, 19 khoản 1; Nghị định 59/2023/NĐ-CP Điều 4 khoản 1, Điều 5 khoản 1: one form a matter."""

from datetime import date

import pytest

from kheo.democracy.rules.forms import KINDS, form_problems, forms_allowed, scope_problems

DAY = date(2026, 6, 1)
EARLY = date(2023, 7, 31)


def allowed(form, scope="village", day=DAY, **facts):
    return [kind for kind in KINDS if not list(form_problems(kind, scope, form, day, **facts))]


def test_article_17_1_every_matter_may_be_decided_at_a_meeting():
    assert allowed("meeting") == [1, 2, 3, 4, 5, 6]
    assert allowed("meeting", "commune") == [1, 2]


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        ({}, []),
        ({"front_agreed": True}, [6]),
        ({"has_failed_meeting": True}, [1, 2, 3, 4, 5, 6]),
        ({"scope": "commune"}, [1, 2]),
        ({"front_agreed": True, "day": EARLY}, [1, 2, 6]),
        ({"day": EARLY}, []),
    ],
)
def test_article_19_1_and_decree_4_1_ballots_only_where_they_let(facts, kinds):
    assert allowed("ballots", **facts) == kinds


def test_the_limit_of_decree_4_1_c_begins_with_the_decree():
    assert [
        list(form_problems(1, "village", "ballots", day, front_agreed=True)) == []
        for day in (date(2023, 8, 14), date(2023, 8, 15))
    ] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("facts", "kinds"), [({}, []), ({"front_agreed": True}, [6]), ({"scope": "commune", "front_agreed": True}, [])]
)
def test_article_17_2_online_only_for_self_managed_work_of_a_village(facts, kinds):
    assert allowed("online", **facts) == kinds


@pytest.mark.parametrize(
    ("kind", "form", "words"),
    [
        (
            3,
            "ballots",
            (
                "Hình thức: Nội dung ở khoản 3 Điều 15 phải đưa ra họp trước (Điều 17 khoản 2 Luật 10/2022/QH15); chỉ phát "
                "phiếu khi đã "
                "họp mà không đủ hộ tham dự (Điều 4 khoản 1 điểm b Nghị định 59/2023/NĐ-CP). Chọn hình thức họp."
            ),
        ),
        (
            1,
            "ballots",
            (
                "Hình thức: Nội dung ở khoản 1 Điều 15 phải đưa ra họp trước (Điều 4 khoản 1 điểm c Nghị định "
                "59/2023/NĐ-CP); chỉ phát "
                "phiếu khi đã họp mà không đủ hộ tham dự (Điều 4 khoản 1 điểm b Nghị định 59/2023/NĐ-CP). Chọn hình thức họp."
            ),
        ),
        (
            6,
            "ballots",
            (
                "Hình thức: Phát phiếu khi chưa họp cần thống nhất với Ban công tác Mặt trận (Điều 4 khoản 1 điểm c Nghị định "
                "59/2023/NĐ-CP). Thống nhất rồi đánh dấu vào ô ấy, hoặc chọn hình thức họp."
            ),
        ),
        (
            4,
            "online",
            (
                "Hình thức: Biểu quyết trực tuyến chỉ dùng cho công việc tự quản trong thôn, tổ dân phố, khoản 6 Điều 15 "
                "(Điều 5 khoản 1 "
                "điểm a Nghị định 59/2023/NĐ-CP). Chọn hình thức khác."
            ),
        ),
        (
            6,
            "online",
            (
                "Hình thức: Biểu quyết trực tuyến cần thống nhất với Ban công tác Mặt trận là không cần họp hay phát phiếu "
                "(Điều 5 khoản 1 "
                "điểm a Nghị định 59/2023/NĐ-CP). Thống nhất rồi đánh dấu vào ô ấy, hoặc chọn hình thức họp."
            ),
        ),
        (6, "letter", "Hình thức: Chọn họp, phát phiếu hay biểu quyết trực tuyến (Điều 17 khoản 1 Luật 10/2022/QH15)."),
    ],
)
def test_a_refused_form_names_its_article_and_what_to_choose(kind, form, words):
    assert [str(problem) for problem in form_problems(kind, "village", form, DAY)] == [words]


@pytest.mark.parametrize(
    ("kind", "scope", "day", "words"),
    [
        (1, "commune", DAY, []),
        (6, "village", DAY, []),
        (0, "village", DAY, ["Nội dung: Chọn một trong sáu nội dung của Điều 15 Luật 10/2022/QH15."]),
        (7, "village", DAY, ["Nội dung: Chọn một trong sáu nội dung của Điều 15 Luật 10/2022/QH15."]),
        (1, "nation", DAY, ["Phạm vi: Chọn cả địa bàn cấp xã hay trong thôn, tổ dân phố."]),
        (1, "village", date(2023, 6, 30), ["Ngày: Luật 10/2022/QH15 có hiệu lực từ 01/07/2023; ngày này ở trước đó."]),
        (
            3,
            "commune",
            DAY,
            [
                (
                    "Phạm vi: Trên địa bàn cấp xã, Nhân dân quyết định nội dung ở khoản 1 và khoản 2 Điều 15 (Điều 21 khoản "
                    "1 đoạn 2, "
                    "khoản 2 đoạn 2 Luật 10/2022/QH15). Nội dung này do từng thôn, tổ dân phố quyết định: chọn phạm vi "
                    "thôn, tổ dân phố."
                )
            ],
        ),
    ],
)
def test_articles_15_and_21_say_which_matters_reach_how_far(kind, scope, day, words):
    assert [str(problem) for problem in scope_problems(kind, scope, day)] == words
    assert [str(problem) for problem in form_problems(kind, scope, "meeting", day)] == words


@pytest.mark.parametrize(
    ("kind", "scope", "failed", "allowed"),
    [
        (1, "village", False, {"meeting": False}),
        (1, "village", True, {"meeting": False, "ballots": False}),
        (1, "commune", False, {"meeting": False, "ballots": False}),
        (4, "village", True, {"meeting": False, "ballots": False}),
        (6, "village", False, {"meeting": False, "ballots": True, "online": True}),
        (6, "village", True, {"meeting": False, "ballots": False, "online": True}),
        (6, "commune", False, {}),
    ],
)
def test_a_matter_is_offered_the_forms_that_the_law_allows_it(kind, scope, failed, allowed):
    assert forms_allowed(kind, scope, DAY, has_failed_meeting=failed) == allowed
