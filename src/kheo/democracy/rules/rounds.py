"""What one asking of a village obeys: its days, its households, its votes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kheo.foundation.refusal import Problem
from kheo.foundation.text import tidy

REASON_LENGTH = 300
MOST_AHEAD = 366  # days


@dataclass(frozen=True)
class Tally:
    """Votes of households: for, against, other (another opinion, a ballot that is not valid)."""

    votes_for: int
    votes_against: int
    votes_other: int

    @property
    def total(self) -> int:
        return self.votes_for + self.votes_against + self.votes_other


def plan_problems(planned_on: date, ends_on: date | None, today: date) -> Iterator[Problem]:
    """A day more than a year away is a year mistyped; past days are for what was held before it was written down here."""
    if (planned_on - today).days > MOST_AHEAD:
        yield Problem(f"Ngày {planned_on:%d/%m/%Y} còn hơn một năm nữa; xem lại năm.", "Ngày")
    if ends_on is not None and ends_on < planned_on:
        yield Problem(f"Ngày cuối ({ends_on:%d/%m/%Y}) đứng trước ngày đầu ({planned_on:%d/%m/%Y}).", "Ngày cuối")


def order_problems(planned_on: date, agreed_on: date | None, failed_on: date | None) -> Iterator[Problem]:
    """The people are asked once the Front agreed (Điều 16), and again only after the meeting that too few came to (Điều 19)."""
    if agreed_on is not None and planned_on < agreed_on:
        yield Problem(
            f"Ngày {planned_on:%d/%m/%Y} đứng trước ngày Mặt trận thống nhất ({agreed_on:%d/%m/%Y}). Sửa ngày này, "
            "hoặc sửa đề xuất nếu ngày thống nhất ghi nhầm.",
            "Ngày",
        )
    if failed_on is not None and planned_on < failed_on:
        yield Problem(
            f"Cuộc họp không đủ hộ ngày {failed_on:%d/%m/%Y}; lấy ý kiến lại từ ngày ấy trở đi "
            "(Điều 19 khoản 1 điểm b Luật 10/2022/QH15).",
            "Ngày",
        )


def opening_problems(
    opened_on: date, planned_on: date, households: int, today: date, ends_on: date | None = None
) -> Iterator[Problem]:
    """A round opens on the day that was announced, or later, while answers are still taken; without a roll nobody is asked."""
    if opened_on > today:
        yield Problem(f"Ngày {opened_on:%d/%m/%Y} chưa đến.", "Ngày mở")
    if opened_on < planned_on:
        yield Problem(
            f"Đã báo cho dân ngày {planned_on:%d/%m/%Y}; không mở sớm hơn. Muốn sớm thì huỷ lần này, báo lại.", "Ngày mở"
        )
    if ends_on is not None and opened_on > ends_on:
        yield Problem(
            f"Đã báo cho dân hạn cuối {ends_on:%d/%m/%Y}, nay đã qua. Huỷ lần này, định ngày khác rồi báo lại.", "Ngày mở"
        )
    if households == 0:
        yield Problem("Sổ hộ của nơi này chưa có hộ nào ngày ấy. Nhập sổ hộ rồi mở.", "Số hộ")


def tally_problems(tally: Tally, households: int, present: int | None) -> Iterator[Problem]:
    """One household, one vote: never more votes than *households* on the roll, nor than were *present* where they met."""
    if min(tally.votes_for, tally.votes_against, tally.votes_other) < 0:
        yield Problem("Số phiếu là số không âm.", "Số phiếu")
        return
    if tally.total > households:
        yield Problem(
            f"Cộng lại {tally.total} phiếu, nhiều hơn {households} hộ trong sổ khi mở; mỗi hộ một phiếu. Đếm lại.", "Số phiếu"
        )
    elif present is not None and tally.total > present:
        yield Problem(
            f"Cộng lại {tally.total} phiếu, nhiều hơn {present} đại diện hộ có mặt; mỗi hộ một phiếu. Đếm lại.", "Số phiếu"
        )


def closing_problems(closed_on: date, opened_on: date, today: date) -> Iterator[Problem]:
    if closed_on < opened_on:
        yield Problem(f"Ngày {closed_on:%d/%m/%Y} đứng trước ngày mở ({opened_on:%d/%m/%Y}).", "Ngày có kết quả")
    if closed_on > today:
        yield Problem(f"Ngày {closed_on:%d/%m/%Y} chưa đến.", "Ngày có kết quả")


def failing_problems(present: int, least: int, households: int) -> Iterator[Problem]:
    """A meeting fails only where those present could not reach the threshold if all agreed (Điều 19 khoản 1 điểm b)."""
    if not 0 <= present <= households:
        yield Problem(f"Số đại diện hộ có mặt từ 0 đến {households}, số hộ trong sổ.", "Có mặt")
    elif present >= least:
        yield Problem(
            f"Có {present} đại diện hộ, đủ để đạt {least} hộ tán thành: cuộc họp vẫn biểu quyết được "
            "(Điều 19 khoản 1 điểm b Luật 10/2022/QH15). Ghi kết quả biểu quyết.",
            "Có mặt",
        )


def reason_problems(reason: str) -> Iterator[Problem]:
    if not tidy(reason):
        yield Problem("Ghi vì sao, một câu.", "Lý do")
    elif len(tidy(reason)) > REASON_LENGTH:
        yield Problem(f"Dài quá {REASON_LENGTH} ký tự; viết gọn lại.", "Lý do")
