from datetime import date

from kheo.democracy.actions.agencies import (
    ConferenceContent,
    PostingContent,
    answer_recommendation,
    record_board,
    record_conference,
    record_posting,
    record_recommendation,
    take_down,
)
from kheo.democracy.papers.agencies import year_paper
from kheo.democracy.queries.agencies import standings
from kheo.documents.content import Paragraph, Table
from tests import factories

DAY = date(2026, 3, 2)


def texts(paper):
    return [block.text for block in paper.blocks if isinstance(block, Paragraph)]


def test_an_empty_year_says_so(scene):
    body = factories.body_of(scene.locality, "ubnd")
    paper = year_paper(standings([body], 2025, DAY)[0])
    assert texts(paper) == ["Chưa ghi nội dung nào.", "Chưa họp; hạn 31/03/2026.", "Chưa ghi Ban Thanh tra nhân dân."]


def test_the_year_tells_what_was_in_time_and_what_was_not(scene):
    body = factories.body_of(scene.locality, "ubnd")
    made = record_posting(scene.office, body, PostingContent(3, "Dự toán", "posted", DAY, date(2026, 3, 10)))
    take_down(scene.office, made, date(2026, 3, 12))
    record_posting(scene.office, body, PostingContent(2, "Kế hoạch", "written", DAY, date(2026, 3, 9)))
    record_conference(scene.office, body, ConferenceContent(2026, date(2026, 3, 20), 30, 30, 20, 10))
    record_conference(scene.office, body, ConferenceContent(2026, date(2026, 3, 10), 30, 30, 19, 19))
    record_board(scene.office, body, DAY, 3)
    record_recommendation(scene.office, body, date(2026, 3, 3), "Sửa mái")
    asked = record_recommendation(scene.office, body, date(2026, 4, 3), "Thêm ghế")
    answer_recommendation(scene.office, asked, date(2026, 4, 4), "Đã thêm")
    paper = year_paper(standings([body], 2026, date(2026, 5, 1))[0])
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row[-1] for row in table.rows] == ["chậm, hạn 09/03/2026; gỡ sớm ngày 12/03/2026", "đúng hạn"]
    there = "người được triệu tập (tổng số 30)"
    assert texts(paper) == [
        f"Ngày 20/03/2026: có mặt 20 trong 30 {there}, hợp lệ; 10 người tán thành, nghị quyết không được thông qua.",
        (
            f"Ngày 10/03/2026: có mặt 19 trong 30 {there}, không hợp lệ, cần ít nhất 20 người; 19 người tán thành, "
            "nghị quyết không được thông qua."
        ),
        "Bầu ngày 02/03/2026, 3 thành viên, nhiệm kỳ đến ngày 02/03/2028.",
        "Kiến nghị nhận ngày 03/04/2026: Thêm ghế (trả lời ngày 04/04/2026).",
        "Kiến nghị nhận ngày 03/03/2026: Sửa mái (chưa trả lời, hạn 18/03/2026, quá hạn).",
    ]
