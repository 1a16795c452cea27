from datetime import date

import pytest

from kheo.democracy.rules.information import (
    answer_problems,
    extension_problems,
    received_problems,
    refusals,
    request_problems,
    term_of,
)

MONDAY = date(2026, 6, 1)


def said(problems):
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("way", "on", "latest"),
    [
        ("page", date(2026, 6, 4), date(2026, 7, 13)),
        ("mail", date(2026, 6, 4), date(2026, 7, 13)),
        ("post", date(2026, 6, 8), date(2026, 7, 13)),
        ("office", date(2026, 6, 15), date(2026, 6, 29)),
    ],
)
def test_the_term_counts_working_days_by_the_way_of_answering(way, on, latest):
    """Luật 104/2016/QH13 Điều 29 đến Điều 31, as cited by others: the text was not read."""
    term = term_of(way, MONDAY)
    assert (term.on, term.latest) == (on, latest)
    assert term.rule.citation.endswith("(chưa đối chiếu văn bản)")


def test_a_request_says_what_is_wanted_and_where_to_only_if_something_is_sent():
    assert said(request_problems("Dự toán năm 2026", "page", "")) == []
    assert said(request_problems("Dự toán", "mail", "ten@vidu.vn")) == []
    assert said(request_problems("Dự toán", "post", "Tổ dân phố 1")) == []
    assert said(request_problems("", "mail", " ")) == [
        "Cần thông tin gì: Ghi cần biết thông tin gì: tên văn bản, việc, năm.",
        "Gửi đến đâu: Ghi nơi gửi trả lời, hoặc chọn xem trên trang bằng mã.",
    ]
    assert said(request_problems("x" * 2001, "mail", "không phải thư")) == [
        "Cần thông tin gì: Dài quá 2000 ký tự; viết gọn lại.",
        "Gửi đến đâu: Địa chỉ thư điện tử này chưa đúng, ví dụ ten@vidu.vn.",
    ]
    assert said(request_problems("Dự toán", "post", "x" * 201)) == ["Gửi đến đâu: Dài quá 200 ký tự; viết gọn lại."]


def test_a_request_on_paper_came_since_the_law_and_not_tomorrow():
    first, today = date(2023, 7, 1), MONDAY
    assert said(received_problems(first, first, today)) == said(received_problems(today, first, today)) == []
    for wrong in (date(2023, 6, 30), date(2026, 6, 2)):
        assert said(received_problems(wrong, first, today)) == ["Ngày nhận: Ghi ngày từ 01/07/2023 đến 01/06/2026."]


def test_an_answer_holds_what_its_kind_needs():
    known = refusals(MONDAY)
    assert "twice" in known
    assert said(answer_problems("given", "Ở trang 3.", "", "", known, has_file=False)) == []
    assert said(answer_problems("given", "", "", "", known, has_file=True)) == []
    assert said(answer_problems("refused", "Vì", "closed", "", known, has_file=False)) == []
    assert said(answer_problems("transferred", "", "", "Sở Tài chính", known, has_file=False)) == []
    assert said(answer_problems("given", "", "", "", known, has_file=False)) == [
        "Trả lời: Ghi thông tin, nơi xem thông tin, hoặc gửi kèm tệp."
    ]
    assert said(answer_problems("refused", "", "bịa", "", known, has_file=False)) == [
        "Lý do: Chọn lý do từ chối.",
        "Trả lời: Nói rõ vì sao từ chối, để người yêu cầu hiểu.",
    ]
    assert said(answer_problems("transferred", "x" * 5001, "", "", known, has_file=False)) == [
        "Trả lời: Dài quá 5000 ký tự; gửi phần dài thành tệp.",
        "Chuyển đến: Ghi cơ quan có trách nhiệm cung cấp.",
    ]
    assert said(answer_problems("transferred", "", "", "x" * 201, known, has_file=False)) == [
        "Chuyển đến: Dài quá 200 ký tự; viết gọn lại."
    ]


def test_more_time_ends_after_the_day_and_within_what_the_law_allows():
    due, latest = date(2026, 11, 5), date(2026, 12, 14)
    assert said(extension_problems(latest, "Phải tập hợp", due, latest)) == []
    for wrong in (due, date(2026, 12, 15)):
        assert said(extension_problems(wrong, "", due, latest)) == [
            "Hạn mới: Chọn ngày sau 05/11/2026, không quá 14/12/2026.",
            "Lý do: Nói vì sao cần thêm thời gian; người yêu cầu đọc được lời này.",
        ]
    assert said(extension_problems(latest, "x" * 201, due, latest)) == ["Lý do: Dài quá 200 ký tự; viết gọn lại."]
