from datetime import date, timedelta

import pytest

from kheo.democracy.models import Proof
from kheo.democracy.rules.proofs import Told, days_of, form_problems, proof_problems

TODAY = date(2026, 11, 30)
PAPER = date(2026, 11, 1)
WAYS = Proof.Way.values
DEMANDED = ("portal", "office_board", "village_board", "loudspeaker", "head")


def said(told):
    return [str(problem) for problem in proof_problems(told, WAYS, PAPER, TODAY)]


def test_the_page_proves_itself_and_only_what_was_asked_for_is_proved():
    assert list(form_problems("head", DEMANDED)) == []
    assert [str(one) for one in form_problems("portal", DEMANDED)] == [
        "Hình thức: Trang công khai tự ghi giờ đăng và mã băm; không cần ghi minh chứng."
    ]
    assert [str(one) for one in form_problems("letter", DEMANDED)] == [
        "Hình thức: Nội dung này không phải công khai bằng hình thức ấy; chọn trong danh sách."
    ]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, []),
        (PAPER, []),
        (TODAY + timedelta(days=1), ["Ngày: Ngày 01/12/2026 chưa đến; ghi khi đã công khai."]),
        (PAPER - timedelta(days=1), ["Ngày: Văn bản ngày 01/11/2026; không thể công khai trước ngày ấy."]),
    ],
)
def test_a_proof_lies_between_its_paper_and_today(on, words):
    assert said(Told("village_board", on, has_file=True)) == words


def test_a_board_needs_its_photograph_and_coming_down_none():
    assert said(Told("office_board", TODAY)) == ["Tệp: Gửi ảnh chụp bảng niêm yết hoặc biên bản niêm yết."]
    assert said(Told("office_board", TODAY, "ended")) == []
    assert said(Told("head", TODAY, "ended", way="community")) == ["Ghi việc gì: Chỉ niêm yết mới có ngày kết thúc."]
    assert said(Told("office_board", TODAY, "burnt")) == ["Ghi việc gì: Chỉ niêm yết mới có ngày kết thúc."]


@pytest.mark.parametrize("way", WAYS)
def test_a_head_tells_in_a_way_of_article_13_4(way):
    assert said(Told("head", TODAY, way=way)) == []


def test_a_head_who_names_no_way_is_asked_for_it():
    assert said(Told("head", TODAY, way="smoke")) == ["Cách thông báo: Chọn đã thông báo bằng cách nào (Điều 13 khoản 4)."]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told("loudspeaker", PAPER, until=PAPER + timedelta(days=2), times=2), []),
        (Told("loudspeaker", PAPER, until=PAPER, times=20), []),
        (Told("loudspeaker", PAPER, times=0), ["Số lần phát mỗi ngày: Ghi từ 1 đến 20 lần một ngày."]),
        (Told("loudspeaker", PAPER, times=21), ["Số lần phát mỗi ngày: Ghi từ 1 đến 20 lần một ngày."]),
        (
            Told("loudspeaker", TODAY, until=TODAY - timedelta(days=1)),
            ["Đến ngày: Ngày cuối ở trước ngày đầu; xem lại."],
        ),
        (
            Told("loudspeaker", TODAY, until=TODAY + timedelta(days=1)),
            ["Ngày: Ngày 01/12/2026 chưa đến; ghi khi đã công khai."],
        ),
        (
            Told("head", PAPER, until=PAPER + timedelta(days=2), way="network"),
            ["Đến ngày: Chỉ truyền thanh ghi nhiều ngày một lần."],
        ),
        (Told("letter", TODAY), ["Ghi chú: Ghi đã làm ở đâu, với ai; hoặc gửi tệp."]),
        (Told("letter", TODAY, note="Gửi 120 hộ"), []),
        (Told("letter", TODAY, has_file=True), []),
        (Told("letter", TODAY, note="x" * 301), ["Ghi chú: Dài quá 300 ký tự; viết gọn lại."]),
    ],
)
def test_each_form_asks_for_its_own(told, words):
    assert said(told) == words


@pytest.mark.parametrize(("days", "is_well"), [(30, True), (31, False)])
def test_not_more_than_a_month_at_once(days, is_well):
    told = Told("loudspeaker", PAPER, until=PAPER + timedelta(days=days))
    found = [str(one) for one in proof_problems(told, WAYS, PAPER, date(2026, 12, 31))]
    assert found == ([] if is_well else ["Đến ngày: Ghi nhiều nhất 31 ngày một lần."])


def test_the_days_told_of():
    assert days_of(Told("loudspeaker", PAPER, until=PAPER + timedelta(days=2))) == [
        date(2026, 11, 1),
        date(2026, 11, 2),
        date(2026, 11, 3),
    ]
    assert days_of(Told("head", PAPER)) == [PAPER]
