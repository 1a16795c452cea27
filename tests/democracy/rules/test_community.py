"""Luật 10/2022/QH15 Điều 33 and Nghị định 59/2023/NĐ-CP Điều 10–11, each limit on both sides."""

from datetime import date, timedelta

from kheo.democracy.rules.community import (
    hold_by,
    holding_problems,
    notice_by,
    notice_problems,
    plan_problems,
    reports,
    sending_problems,
    text_problems,
)

DAY, TODAY = date(2026, 12, 13), date(2026, 12, 20)
WEEK = timedelta(days=7)


def said(problems):
    return [str(one) for one in problems]


def test_article_33_one_conference_a_year_with_three_reports():
    assert hold_by(2026) == date(2026, 12, 31)
    assert list(reports(DAY)) == ["head", "front", "board"]


def test_article_11_1_c_the_notice_reaches_the_households_five_days_before():
    assert notice_by(DAY) == date(2026, 12, 8)
    assert said(notice_problems(DAY - WEEK, date(2026, 12, 8), DAY, TODAY)) == []
    assert said(notice_problems(DAY - WEEK, date(2026, 12, 9), DAY, TODAY)) == [
        (
            "Ngày báo: Phải báo chậm nhất 08/12/2026, 5 ngày trước hội nghị (Điều 11 khoản 1 điểm c Nghị định 59/2023/NĐ-CP); "
            "dời ngày họp."
        )
    ]


def test_article_10_4_the_plan_is_agreed_before_the_notice():
    assert said(notice_problems(None, TODAY + timedelta(days=1), DAY + WEEK * 4, TODAY)) == [
        "Ngày báo: Gửi kế hoạch để thống nhất trước (Điều 10 khoản 4 Nghị định 59/2023/NĐ-CP).",
        "Ngày báo: Ngày này ở sau hôm nay; ghi khi đã báo.",
    ]
    assert said(sending_problems(DAY - timedelta(days=1), DAY, TODAY)) == []
    for day in (DAY, date(206, 12, 1)):
        assert said(sending_problems(day, DAY, TODAY)) == ["Ngày gửi: Kế hoạch gửi trước ngày họp."]
    assert said(notice_problems(DAY - WEEK, DAY - WEEK * 2, DAY, TODAY)) == [
        "Ngày báo: Kế hoạch gửi ngày 06/12/2026; báo sau khi đã thống nhất."
    ]
    assert said(sending_problems(TODAY + timedelta(days=1), DAY, TODAY)) == ["Ngày gửi: Ngày này ở sau hôm nay; ghi khi đã gửi."]


def test_a_plan_says_when_where_and_about_what():
    assert said(plan_problems(2026, DAY, "Nhà văn hoá", "Báo cáo")) == []
    assert said(plan_problems(2026, date(2027, 1, 1), "x" * 201, "y" * 20_001)) == [
        "Ngày họp: Hội nghị của năm 2026 họp trong năm ấy, vào cuối năm (Điều 33 khoản 1 Luật 10/2022/QH15).",
        "Địa điểm: Dài quá 200 ký tự; viết gọn lại.",
        "Nội dung: Dài quá 20.000 ký tự; viết gọn lại.",
    ]
    assert said(plan_problems(2023, date(2023, 8, 14), " ", "")) == [
        "Ngày họp: Nghị định 59/2023/NĐ-CP có hiệu lực từ 15/08/2023.",
        "Địa điểm: Ghi họp ở đâu.",
        "Nội dung: Ghi các nội dung của hội nghị.",
    ]


def test_no_more_households_come_than_stand_on_the_roll():
    assert said(holding_problems(DAY - WEEK, (DAY, DAY), (50, 50, 0), TODAY)) == []
    assert said(holding_problems(None, (DAY, DAY - timedelta(days=1)), (50, 51, -1), TODAY)) == [
        "Ngày họp: Chưa ghi ngày báo cho hộ gia đình; ghi trước.",
        "Ngày họp: Đã báo cho dân ngày 13/12/2026; không họp sớm hơn.",
        "Số hộ có mặt: Ghi một số từ 1 đến 50, số hộ trong sổ.",
        "Khách mời: Ghi một số từ 0 đến 1.000.",
    ]
    assert said(holding_problems(DAY - WEEK, (DAY, TODAY + timedelta(days=1)), (0, 0, 1001), TODAY)) == [
        "Ngày họp: Ngày này ở sau hôm nay; ghi khi hội nghị đã họp.",
        "Số hộ có mặt: Sổ hộ chưa có hộ nào ngày ấy; nhập sổ hộ trước.",
        "Khách mời: Ghi một số từ 0 đến 1.000.",
    ]


def test_a_line_has_words_and_an_end():
    assert said(text_problems("Lát ngõ 3", "Kết luận")) == []
    assert said(text_problems("", "Kết luận")) == ["Kết luận: Ô này chưa điền."]
    assert said(text_problems("x" * 601, "Kết luận")) == ["Kết luận: Dài quá 600 ký tự; viết gọn lại."]
