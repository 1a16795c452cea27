from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kheo.democracy.rules.boards import Kind
from kheo.democracy.rules.recommendations import (
    NAMES_SOMEBODY,
    WHERE_TO_DENOUNCE,
    Addressee,
    confirming_problems,
    dated_problems,
    recommendation_problems,
    reply_due,
    reply_problems,
    sounds_like_denunciation,
)
from kheo.foundation.working_days import is_working_day

TODAY = date(2026, 3, 10)


def said(problems):
    return [str(one) for one in problems]


@pytest.mark.parametrize(
    ("kind", "article"), [(Kind.INSPECTION, "Điều 40 khoản 1 điểm c"), (Kind.SUPERVISION, "Điều 45 khoản 2 điểm c")]
)
def test_art_40_1_c_and_45_2_c_the_committee_answers_within_fifteen_days_of_getting_it(kind, article):
    """Received on Monday 02/03/2026: the fifteenth day after is Tuesday 17/03/2026, the sixteenth is late."""
    due = reply_due(kind, Addressee.COMMITTEE, date(2026, 3, 2))
    assert (due.on, due.citation) == (date(2026, 3, 17), f"{article} Luật 10/2022/QH15")
    assert due.days_late(date(2026, 3, 17)) == 0
    assert due.days_late(date(2026, 3, 18)) == 1


def test_civil_code_148_5_a_last_day_that_is_free_moves_to_the_next_working_day():
    """Received on 30/01/2026: the fifteenth day is a Saturday, then come Sunday and Tết: the answer is due on 23/02/2026."""
    due = reply_due(Kind.INSPECTION, Addressee.COMMITTEE, date(2026, 1, 30))
    assert due.on == date(2026, 2, 23)
    assert due.citation == (
        "Điều 40 khoản 1 điểm c Luật 10/2022/QH15; Điều 148 khoản 5 Bộ luật Dân sự 91/2015/QH13 (chưa đối chiếu văn bản)"
    )


@given(st.dates(date(2023, 7, 1), date(2035, 12, 31)))
def test_art_40_1_c_the_last_day_is_a_working_day_and_never_before_the_fifteenth(received):
    due = reply_due(Kind.INSPECTION, Addressee.COMMITTEE, received)
    assert is_working_day(due.on)
    assert (due.on - received).days >= 15


@pytest.mark.parametrize("addressee", [Addressee.OWNER, Addressee.OTHER])
def test_art_45_3_c_sets_no_time_for_the_owner_of_a_project(addressee):
    assert reply_due(Kind.SUPERVISION, addressee, TODAY) is None


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("Tôi tố cáo việc thu tiền sai.", True),
        ("Ông Nguyễn Văn Minh Hoạ tham ô tiền làm đường.", True),
        ("Đề nghị xử lý bà Trần Thị Minh Hoạ chiếm đoạt quỹ.", True),
        ("Đồng chí Minh Hoạ nhận hối lộ.", True),
        ("Phòng, chống tham nhũng, tiêu cực ở công trình.", False),
        ("Đề nghị ông Minh Hoạ trả lời trước dân.", False),
        ("Nghi có việc chiếm đoạt, bà ở tổ dân phố kể lại.", False),
        ("Mặt đường nứt, đề nghị sửa.", False),
    ],
)
def test_a_denunciation_of_a_person_is_told_from_a_recommendation_about_a_thing(text, sounds):
    assert sounds_like_denunciation(text) is sounds


def recommended(text="Sửa mặt đường.", whom="UBND phường", addressee=Addressee.COMMITTEE, *, looked_again=False):
    return said(recommendation_problems(text, whom, addressee, looked_again=looked_again))


def test_a_recommendation_names_what_and_whom_and_a_denunciation_is_led_to_its_way():
    assert recommended() == []
    assert recommended(" ", " ", "nobody") == [
        "Kiến nghị: Ghi kiến nghị làm gì.",
        "Gửi ai: Chọn Uỷ ban nhân dân, chủ đầu tư hay cơ quan khác.",
        "Nơi nhận: Ghi tên cơ quan, tổ chức nhận kiến nghị.",
    ]
    assert recommended("a" * 2001, "a" * 201) == [
        "Kiến nghị: Dài quá 2000 ký tự; tách thành nhiều kiến nghị.",
        "Nơi nhận: Dài quá 200 ký tự; viết gọn lại.",
    ]
    assert recommended("Chúng tôi tố cáo.") == [f"Kiến nghị: {WHERE_TO_DENOUNCE}"]
    assert recommended("Chúng tôi tố cáo.", looked_again=True) == []


def test_art_38_5_words_that_name_a_person_are_looked_at_again_with_the_way_of_complaints_beside_them():
    """However the wrong is worded: a list of grave words would not find «ăn bớt»."""
    text = "Chủ tịch phường Nguyễn Văn Minh ăn bớt xi măng."
    assert not sounds_like_denunciation(text)
    assert recommended(text) == [f"Kiến nghị: {NAMES_SOMEBODY.format(name='Nguyễn Văn Minh')}"]
    assert recommended(text, looked_again=True) == []
    assert "Luật Khiếu nại, Luật Tố cáo" in recommended("Bà Hoạ thu sai.")[0]


def test_art_40_2_d_the_front_confirms_a_paper_with_number_and_day():
    held = date(2026, 3, 2)
    assert said(confirming_problems("03/KN-BTTND", held, held, TODAY)) == []
    assert said(confirming_problems(" ", date(2026, 3, 1), held, TODAY)) == [
        "Số văn bản: Ghi số văn bản kiến nghị.",
        "Ngày văn bản: Cuộc kiểm tra, giám sát ngày 02/03/2026; kiến nghị không thể trước ngày ấy.",
    ]
    assert said(confirming_problems("1" * 61, date(2026, 3, 11), held, TODAY)) == [
        "Số văn bản: Dài quá 60 ký tự; viết gọn lại.",
        "Ngày văn bản: Ngày 11/03/2026 ở sau hôm nay; ghi ngày của bản đã ký.",
    ]


def test_days_stand_between_what_came_before_and_today():
    after = date(2026, 3, 2)
    assert said(dated_problems(after, after, "Văn bản", "Ngày", TODAY)) == []
    assert said(dated_problems(TODAY, after, "Văn bản", "Ngày", TODAY)) == []
    assert said(dated_problems(date(2026, 3, 11), after, "Văn bản", "Ngày", TODAY)) == [
        "Ngày: Ngày 11/03/2026 chưa đến; ghi khi đã có."
    ]
    assert said(dated_problems(date(2026, 3, 1), after, "Văn bản", "Ngày", TODAY)) == [
        "Ngày: Văn bản ngày 02/03/2026; ngày này không thể trước ngày ấy."
    ]


def test_an_answer_is_a_text_or_a_paper():
    assert said(reply_problems("Đã sửa.", has_file=False)) == []
    assert said(reply_problems("", has_file=True)) == []
    assert said(reply_problems(" ", has_file=False)) == ["Trả lời: Ghi nội dung trả lời, hoặc gửi kèm văn bản."]
    assert said(reply_problems("a" * 2001, has_file=True)) == ["Trả lời: Dài quá 2000 ký tự; viết gọn lại, gửi kèm văn bản."]
